"""The vectors and the properties of the parsers, through each driver: what its sockets and its waiting add must change
nothing, however the bytes arrive."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dockline._wire.splitters import ChunkSplitter, FrameSplitter, LineSplitter, Splitter, TextSplitter

from . import reference
from .drivers import DRIVERS, Feed, close_loop
from .feeding import every_split, one_by_one
from .reference import Frame
from .strategies import encoded, frame_lists, json_texts, payloads, responses, splits
from .vectors import ACCEPTED, REFUSED, Accepted, Refused

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="its unix sockets have no SOCK_SEQPACKET")

# What a receive holds at first: the boundaries of a larger piece would be lost.
FITS = 4096

drivers = pytest.mark.parametrize("feed", DRIVERS.values(), ids=DRIVERS)
accepted = pytest.mark.parametrize(
    "vector", [each for each in ACCEPTED if len(each.data) < FITS], ids=lambda vector: vector.name
)
refused = pytest.mark.parametrize(
    "vector", [each for each in REFUSED if len(each.data) < FITS], ids=lambda vector: vector.name
)


@pytest.fixture(scope="module", autouse=True)
def loop_is_closed() -> Iterator[None]:
    yield
    close_loop()


@drivers
@accepted
def test_accepted_at_every_split(feed: Feed, vector: Accepted) -> None:
    for pieces in every_split(vector.data):
        outcome = feed(pieces, **vector.options)
        assert outcome.fault is None
        assert outcome.head is not None
        assert outcome.head[1:3] == (vector.status, vector.reason)
        assert vector.fields in (None, outcome.head[3])
        assert outcome.body == vector.content
        assert outcome.ended
        assert outcome.ended_before_eof == vector.keep_alive


@drivers
@accepted
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
                assert not outcome.ended
            assert vector.content.startswith(outcome.body)


@drivers
@refused
def test_refused_at_every_split(feed: Feed, vector: Refused) -> None:
    offset = len(vector.before)
    for pieces in every_split(vector.data):
        outcome = feed(pieces, **vector.options)
        assert outcome.fault is not None, pieces
        assert vector.fault in outcome.fault.message
        assert outcome.fault.message.endswith(f", at byte {offset}")
        assert outcome.fault.offset == offset


def records_of(feed: Feed, data: st.DataObject, body: bytes, splitter: Splitter) -> list[Any]:
    response, head = data.draw(responses(body), label="response")
    outcome = feed(data.draw(splits(response), label="pieces"), splitter)
    assert outcome.fault is None
    assert outcome.head == head
    assert outcome.ended
    return outcome.records


@drivers
@given(data=st.data(), body=payloads)
def test_chunks_join_to_the_body(feed: Feed, data: st.DataObject, body: bytes) -> None:
    chunks = records_of(feed, data, body, ChunkSplitter())
    assert b"".join(chunks) == body
    assert all(chunks)


@drivers
@given(data=st.data(), frames=frame_lists)
def test_frames(feed: Feed, data: st.DataObject, frames: list[Frame]) -> None:
    assert records_of(feed, data, encoded(frames), FrameSplitter(True, 5)) == reference.frames(frames, 5)


@drivers
@given(data=st.data(), frames=frame_lists)
def test_lines(feed: Feed, data: st.DataObject, frames: list[Frame]) -> None:
    records = records_of(feed, data, encoded(frames), LineSplitter(True, True, False, 5))
    assert records == list(reference.lines(frames, 5, False))


@drivers
@given(data=st.data(), texts=json_texts())
def test_texts(feed: Feed, data: st.DataObject, texts: tuple[list[bytes], bytes]) -> None:
    expected, body = texts
    assert records_of(feed, data, body, TextSplitter()) == expected
