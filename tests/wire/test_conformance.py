"""Every vector, at every split, by every way to feed: what is accepted, what is refused and where, and every cut."""

from __future__ import annotations

import pytest

from .drivers import DRIVERS, Feed, every_way_with
from .feeding import Fault, begun, every_split, feed, one_by_one
from .vectors import ACCEPTED, REFUSED, Accepted, Refused

accepted = pytest.mark.parametrize("vector", ACCEPTED, ids=lambda vector: vector.name)


@every_way_with(ACCEPTED)
def test_accepted_at_every_split(feed: Feed, vector: Accepted) -> None:
    for pieces in every_split(vector.data):
        outcome = feed(pieces, **vector.options)
        assert outcome.fault is None
        assert outcome.head is not None
        _, status, reason, fields = outcome.head
        assert (status, reason) == (vector.status, vector.reason)
        assert vector.fields in (None, fields)
        assert outcome.body == vector.content
        assert outcome.ended
        assert outcome.ended_before_eof in (None, vector.framing != "close")
        assert outcome.reusable is vector.keep_alive


@accepted
def test_says_whether_the_connection_lives_on(vector: Accepted) -> None:
    reader = begun(**vector.options)
    feed([vector.data], reader=reader, eof=False)
    assert reader.keep_alive is vector.keep_alive
    assert reader.upgraded is (vector.status == 101)


@every_way_with(ACCEPTED)
def test_cut_anywhere_never_looks_whole(feed: Feed, vector: Accepted) -> None:
    for size in range(len(vector.data)):
        for pieces in ([vector.data[:size]], one_by_one(vector.data[:size])):
            outcome = feed(pieces, **vector.options)
            if vector.framing == "close" and size >= len(vector.head):
                assert outcome.fault is None
                assert outcome.ended
            else:
                assert outcome.fault is not None, f"cut at byte {size}"
                assert outcome.fault.offset == size
                assert outcome.fault.message.endswith(f"at byte {size}") or (size == 0 and feed in DRIVERS.values())
                assert not outcome.ended
            assert vector.content.startswith(outcome.body)


@pytest.mark.parametrize("vector", [each for each in ACCEPTED if each.keep_alive], ids=lambda vector: vector.name)
def test_another_response_follows(vector: Accepted) -> None:
    following = b"HTTP/1.1 201 Created\r\nContent-Length: 3\r\n\r\nnew"
    for pieces in every_split(vector.data + following):
        reader = begun(**vector.options)
        first = feed(pieces, reader=reader, eof=False)
        assert first.body == vector.content
        assert first.ended
        reader.begin(b"GET")
        second = feed([b""], reader=reader)
        assert second.head is not None
        assert second.head[1] == 201
        assert second.body == b"new"
        assert second.ended_before_eof


@every_way_with(REFUSED)
def test_refused_at_every_split(feed: Feed, vector: Refused) -> None:
    offset = len(vector.before)
    for pieces in every_split(vector.data):
        outcome = feed(pieces, eof=False, **vector.options)
        assert outcome.fault is not None, pieces
        assert vector.fault in outcome.fault.message
        assert outcome.fault.message.endswith(f", at byte {offset}")
        assert outcome.fault.offset == offset


def test_offsets_count_from_the_response_that_is_read() -> None:
    reader = begun()
    feed([b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi"], reader=reader, eof=False)
    reader.begin(b"GET")
    outcome = feed([b"HTTP/1.1 200 OK\r\n: x\r\n"], reader=reader)
    assert outcome.fault == Fault("an empty field name, at byte 17", 17)
