"""`Records`: iteration, batches, conversion, and their ends."""

from __future__ import annotations

import socket
from itertools import islice
from typing import Any

import pytest

from dockline._wire.connection import Connection
from dockline._wire.errors import ProtocolError, StreamClosed, TimedOut
from dockline._wire.records import Records
from dockline._wire.splitters import ChunkSplitter, FrameSplitter, LineSplitter, Splitter

from .feeding import response
from .peers import Listener
from .vectors import CHUNKED, OK


def lines_of(connection: Connection, ends: list[bool], **options: Any) -> Records[Any]:
    return Records(connection, LineSplitter(False), ends.append, **options)


def streaming(listener: Listener, data: bytes = b"", **options: Any) -> tuple[Connection, socket.socket]:
    return listener.answered(CHUNKED + chunk(data), **options)


def chunk(data: bytes) -> bytes:
    return b"%x\r\n%b\r\n" % (len(data), data) if data else b""


def test_gives_all_and_ends_once(listener: Listener) -> None:
    connection, _ = listener.answered(response(b"one\ntwo\nthree"))
    ends: list[bool] = []
    records = lines_of(connection, ends)
    assert iter(records) is records
    assert list(records) == [b"one", b"two", b"three"]
    assert ends == [True]
    assert list(records) == []
    assert list(records.batches()) == []
    assert ends == [True]


@pytest.mark.parametrize("splitter", [FrameSplitter(), LineSplitter(True, tagged=True)], ids=["frames", "lines"])
def test_records_that_are_kept_stay_as_they_are(listener: Listener, splitter: Splitter) -> None:
    """Tuples that the caller drops are used again. Others never change."""
    connection, peer = listener.answered(CHUNKED)
    records = Records(connection, splitter, lambda clean: None)
    kept = {}
    expected = {}
    for arrival in range(50):
        heads = [bytes((1 + number % 2, 0, 0, 0, 0, 0, 0, 7)) for number in range(20)]
        frames = [head + b"%03d %02d\n" % (arrival, number) for number, head in enumerate(heads)]
        peer.sendall(chunk(b"".join(frames)))
        for number, record in enumerate(islice(records, len(frames))):
            if (arrival + number) % 3 == 0:
                kept[arrival, number] = record
                payload = frames[number][8:]
                line = isinstance(splitter, LineSplitter)
                expected[arrival, number] = frames[number][0], payload.rstrip(b"\n") if line else payload
    assert kept == expected
    assert len({id(record) for record in kept.values()}) == len(kept)


def test_nothing_at_all(listener: Listener) -> None:
    connection, _ = listener.answered(response(b""))
    ends: list[bool] = []
    assert list(lines_of(connection, ends)) == []
    assert ends == [True]


def test_a_batch_is_an_arrival(listener: Listener) -> None:
    connection, peer = streaming(listener, b"one\ntwo\nth")
    ends: list[bool] = []
    batches = lines_of(connection, ends).batches()
    assert next(batches) == [b"one", b"two"]
    peer.sendall(chunk(b"ree\n") + chunk(b"four\n"))
    assert next(batches) == [b"three", b"four"]
    peer.sendall(chunk(b"five"))
    peer.sendall(b"0\r\n\r\n")
    assert next(batches) == [b"five"]
    assert ends == [True]
    assert list(batches) == []


def test_batches_go_on_where_iteration_stopped(listener: Listener) -> None:
    connection, peer = streaming(listener, b"one\ntwo\nthree\n")
    records = lines_of(connection, [])
    assert next(records) == b"one"
    batches = records.batches()
    assert next(batches) == [b"two", b"three"]
    peer.sendall(chunk(b"four\nfive\n"))
    assert next(records) == b"four"
    peer.sendall(b"0\r\n\r\n")
    assert next(records.batches()) == [b"five"]
    assert list(records) == []


def test_conversion(listener: Listener) -> None:
    for view in (list, lambda records: [each for batch in records.batches() for each in batch]):
        connection, _ = listener.answered(response(b"1\n2\n3"))
        assert view(lines_of(connection, [], convert=int)) == [1, 2, 3]


def test_a_record_is_converted_when_it_is_asked_for(listener: Listener) -> None:
    connection, _ = listener.answered(response(b"1\n2\n3\n"))
    converted: list[bytes] = []
    records = lines_of(connection, [], convert=lambda line: converted.append(line) or int(line))
    assert [next(records), next(records)] == [1, 2]
    assert converted == [b"1", b"2"]
    assert list(records.batches()) == [[3]]


def test_a_conversion_error_comes_after_what_was_converted(listener: Listener) -> None:
    for whole in (True, False):
        connection, _ = listener.answered(response(b"1\n2\nx\n4\n")) if whole else streaming(listener, b"1\n2\nx\n4\n")
        ends: list[bool] = []
        records = lines_of(connection, ends, convert=int)
        assert [next(records), next(records)] == [1, 2]
        for _ in range(3):
            with pytest.raises(ValueError, match="invalid literal"):
                next(records)
        with pytest.raises(ValueError, match="invalid literal"):
            next(records.batches())
        assert ends == [whole]


def test_a_conversion_error_in_a_batch(listener: Listener) -> None:
    connection, _ = streaming(listener, b"1\n2\nx\n4\n")
    ends: list[bool] = []
    batches = lines_of(connection, ends, convert=int).batches()
    assert next(batches) == [1, 2]
    with pytest.raises(ValueError, match="invalid literal"):
        next(batches)
    assert ends == [False]


def test_a_conversion_error_at_once(listener: Listener) -> None:
    connection, _ = streaming(listener, b"x\n")
    ends: list[bool] = []
    records = lines_of(connection, ends, convert=int)
    for _ in range(3):
        with pytest.raises(ValueError, match="invalid literal"):
            next(records)
    assert ends == [False]


@pytest.mark.parametrize("taken", [0, 1, 2])
def test_a_cut_comes_after_what_came(listener: Listener, taken: int) -> None:
    connection, peer = streaming(listener, b"one\ntwo\nthr")
    ends: list[bool] = []
    records = lines_of(connection, ends)
    lines = list(islice(records, taken))
    peer.close()
    lines += islice(records, 2 - taken)
    assert lines == [b"one", b"two"]
    assert ends == []
    for _ in range(3):
        with pytest.raises(ProtocolError, match="the response was cut"):
            next(records)
    with pytest.raises(ProtocolError, match="the response was cut"):
        next(records.batches())
    assert ends == [False]


def test_a_fault_comes_after_what_came(listener: Listener) -> None:
    connection, _ = listener.answered(CHUNKED + chunk(b"one\ntwo\n") + b"5x")
    ends: list[bool] = []
    records = lines_of(connection, ends)
    assert [next(records), next(records)] == [b"one", b"two"]
    assert ends == []
    with pytest.raises(ProtocolError, match="not a hexadecimal number"):
        next(records)
    assert ends == [False]


def test_a_time_limit_ends_it(listener: Listener) -> None:
    connection, _ = streaming(listener, b"one\n", read_timeout=0.05)
    ends: list[bool] = []
    records = lines_of(connection, ends)
    assert next(records) == b"one"
    for _ in range(2):
        with pytest.raises(TimedOut):
            next(records)
    assert ends == [False]


def test_closed_before_it_began(listener: Listener) -> None:
    connection, _ = streaming(listener, b"one\n")
    connection.close()
    ends: list[bool] = []
    records = lines_of(connection, ends)
    for _ in range(2):
        with pytest.raises(StreamClosed):
            next(records)
    assert ends == [False]


def test_until_close(listener: Listener) -> None:
    connection, peer = listener.answered(OK + b"\r\none\ntwo")
    records = lines_of(connection, [])
    assert next(records) == b"one"
    peer.close()
    assert next(records) == b"two"
    assert list(records) == []


def test_a_view_begins_where_the_last_stopped(listener: Listener) -> None:
    connection, _ = listener.answered(response(b"head\nbody\ntail"))
    memory = bytearray(5)
    assert connection.read_into(memory) == 5
    assert list(lines_of(connection, [])) == [b"body", b"tail"]


def test_chunks(listener: Listener) -> None:
    connection, peer = streaming(listener, b"one")
    records: Records[bytes] = Records(connection, ChunkSplitter(), lambda clean: None)
    assert next(records) == b"one"
    peer.sendall(chunk(b"two") + chunk(b"three") + b"0\r\n\r\n")
    assert list(records) == [b"two", b"three"]
    assert connection.reusable


def test_a_body_that_ends_inside_a_record_is_no_clean_end(listener: Listener) -> None:
    """Also if whole records came before, and if the framing of HTTP is complete."""
    frame = b"\x01\0\0\0\0\0\0\x04one\n"
    connection, _ = listener.answered(response(frame + frame[:-1]))
    ends: list[bool] = []
    records = Records(connection, LineSplitter(True), ends.append)
    assert next(records) == b"one"
    for _ in range(2):
        with pytest.raises(ProtocolError, match="ends inside a frame"):
            next(records)
    assert ends == [False]
