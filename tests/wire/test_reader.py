"""The rules of a reader: which call is allowed when, and that an error ends it for good."""

from __future__ import annotations

import pytest

from dockline._wire.errors import ProtocolError
from dockline._wire.reader import ResponseReader
from dockline._wire.splitters import ChunkSplitter, DocumentSplitter, FrameSplitter, LineSplitter, Splitter

from .feeding import begun, feed, frame, response, take


def test_records_come_after_the_head() -> None:
    reader = begun()
    reader.receive_data(response(b"hello"))
    with pytest.raises(ValueError, match="the head was not read yet"):
        reader.next_records(ChunkSplitter())
    assert reader.next_head() is not None
    assert reader.next_records(ChunkSplitter()) == [b"hello"]


def test_the_head_is_read_once() -> None:
    reader = begun()
    reader.receive_data(response(b""))
    assert reader.next_head() is not None
    with pytest.raises(ValueError, match="the head was read already"):
        reader.next_head()


def test_the_next_response_begins_where_the_last_ended() -> None:
    reader = begun()
    reader.receive_data(response(b"hello"))
    reader.next_head()
    with pytest.raises(ValueError, match="the last response was not read to its end"):
        reader.begin(b"GET")
    assert reader.next_records(ChunkSplitter()) == [b"hello"]
    reader.begin(b"GET")


def test_no_head_yet() -> None:
    reader = begun()
    assert reader.next_head() is None
    reader.receive_data(b"")
    assert reader.next_head() is None
    reader.receive_data(b"HTTP/1.1 200 OK\r\n")
    assert reader.next_head() is None
    assert not reader.ended


def test_takes_any_buffer() -> None:
    reader = begun()
    data = response(b"hello")
    for piece in (data[:5], bytearray(data[5:9]), memoryview(data)[9:]):
        reader.receive_data(piece)
    assert reader.next_head() is not None
    assert reader.next_records(ChunkSplitter()) == [b"hello"]


def test_records_are_copies() -> None:
    reader = begun()
    data = bytearray(response(b"hello"))
    reader.receive_data(data)
    reader.next_head()
    records = reader.next_records(ChunkSplitter())
    data[:] = bytes(len(data))
    reader.receive_data(b"")
    assert records == [b"hello"]


@pytest.mark.parametrize("wrong", [None, "text", 5])
def test_refuses_what_is_no_bytes(wrong: object) -> None:
    with pytest.raises(TypeError):
        begun().receive_data(wrong)  # type: ignore[arg-type]


def test_nothing_more_after_the_end() -> None:
    reader = begun()
    reader.receive_data(response(b"one\ntwo"))
    reader.next_head()
    splitter = LineSplitter(False)
    assert reader.next_records(splitter) == [b"one", b"two"]
    assert reader.ended
    assert reader.next_records(splitter) == []
    reader.receive_eof()
    assert reader.next_records(splitter) == []


@pytest.mark.parametrize("bytes_before_eof", [b"", b"H", b"HTTP/1.1 200 OK\r\n", b"HTTP/1.1 100 \r\n\r\n"])
def test_eof_in_the_head(bytes_before_eof: bytes) -> None:
    reader = begun()
    reader.receive_data(bytes_before_eof)
    reader.next_head()
    with pytest.raises(ProtocolError, match="the connection was closed inside the response head") as caught:
        reader.receive_eof()
    assert caught.value.offset == len(bytes_before_eof)


def test_eof_is_not_the_end_while_bytes_wait() -> None:
    reader = begun()
    reader.receive_data(b"HTTP/1.1 200 OK\r\n\r\none\ntwo")
    reader.next_head()
    reader.receive_eof()
    assert not reader.ended
    assert reader.next_records(LineSplitter(False)) == [b"one", b"two"]
    assert reader.ended


CUT = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n%x\r\n%b\r\nZ"


@pytest.mark.parametrize(
    ("splitter", "body", "expected"),
    [
        (ChunkSplitter(), b"hello", [b"hello"]),
        (FrameSplitter(), frame(1, b"a") + frame(2, b"b") + b"\x01\0", [(1, b"a"), (2, b"b")]),
        (LineSplitter(False), b"a\nb\nc", [b"a", b"b"]),
        (LineSplitter(True, tagged=True), frame(2, b"a\nb"), [(2, b"a")]),
        (DocumentSplitter(), b'{}[1]"x', [b"{}", b"[1]"]),
    ],
    ids=lambda value: type(value).__name__,
)
def test_records_before_a_fault_are_given(splitter: Splitter, body: bytes, expected: list[object]) -> None:
    outcome = feed([CUT % (len(body), body)], splitter)
    assert outcome.records == expected
    assert outcome.fault is not None
    assert "a chunk size has no digits" in outcome.fault.message


@pytest.mark.parametrize(
    ("splitter", "body", "fault"),
    [
        (FrameSplitter(), frame(1, b"a") + b"\x04\0\0\0\0\0\0\1x", "invalid frame header"),
        (LineSplitter(True, tagged=True), frame(1, b"a\n") + b"\x01\0\0\1\0\0\0\1x", "invalid frame header"),
        (FrameSplitter(), frame(1, b"a") + b"\x01\0\0", "the stream ends inside a frame"),
        (FrameSplitter(), frame(1, b"a") + frame(1, b"abc")[:-1], "the stream ends inside a frame"),
    ],
)
def test_a_fault_of_the_body_kills_the_reader(splitter: Splitter, body: bytes, fault: str) -> None:
    reader = begun()
    outcome = feed([response(body)], splitter, reader=reader)
    assert len(outcome.records) == 1
    assert outcome.fault is not None
    assert fault in outcome.fault.message


def test_a_reader_reads_a_thousand_responses() -> None:
    reader = ResponseReader()
    for number in range(1000):
        reader.begin(b"GET")
        body = b"%d" % number
        outcome = feed([response(body)], reader=reader, eof=False)
        assert outcome.body == body
        assert outcome.ended_before_eof


def test_an_empty_body_has_no_records() -> None:
    for splitter in (ChunkSplitter(), FrameSplitter(), LineSplitter(False), DocumentSplitter()):
        reader = begun()
        reader.receive_data(response(b""))
        reader.next_head()
        assert reader.ended
        records: list[object] = []
        take(reader, splitter, records)
        assert records == []
