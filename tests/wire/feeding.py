"""Feeds a reader the same bytes, split in every way, and compares the results."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any, NamedTuple

import pytest

from dockline._wire.entries import EntrySplitter
from dockline._wire.errors import ProtocolError
from dockline._wire.head import ResponseHead
from dockline._wire.reader import ResponseReader
from dockline._wire.splitters import ChunkSplitter, DocumentSplitter, FrameSplitter, LineSplitter, Splitter

SPLITTERS: list[Callable[[], Splitter]] = [
    ChunkSplitter,
    lambda: FrameSplitter(True, 7),
    lambda: LineSplitter(True, True, True, 7),
    lambda: LineSplitter(False, False, False, 7),
    DocumentSplitter,
    lambda: DocumentSplitter(9),
    lambda: EntrySplitter(True, False, 7),
    lambda: EntrySplitter(False, False, 7),
]


class Fault(NamedTuple):
    message: str
    offset: int


class Outcome(NamedTuple):
    """The result of a response: everything that must not depend on the split of its bytes."""

    head: tuple[int, int, str, tuple[tuple[str, str], ...]] | None
    records: list[Any]
    ended: bool
    ended_before_eof: bool | None  # None: a connection does not have it
    reusable: bool
    fault: Fault | None

    @property
    def body(self) -> bytes:
        return b"".join(self.records)


def every_split(data: bytes) -> Iterator[list[bytes]]:
    """Iterates over splits of the bytes: whole, at every position in two, and byte by byte."""
    yield [data]
    for at in range(1, len(data)):
        yield [data[:at], data[at:]]
    yield one_by_one(data)


def one_by_one(data: bytes) -> list[bytes]:
    return [data[at : at + 1] for at in range(len(data))]


def begun(method: bytes = b"GET", expects_upgrade: bool = False, **bounds: int) -> ResponseReader:
    reader = ResponseReader(**bounds)
    reader.begin(method, expects_upgrade)
    return reader


def take(reader: ResponseReader, splitter: Splitter, records: list[Any]) -> None:
    """Takes all records at hand. A fault comes after the records before it."""
    while new := reader.next_records(splitter):
        records += new


def summary(head: ResponseHead | None) -> tuple[int, int, str, tuple[tuple[str, str], ...]] | None:
    return None if head is None else (head.minor_version, head.status, head.reason, tuple(head.fields))


def feed(
    pieces: Iterable[bytes],
    splitter: Splitter | None = None,
    *,
    reader: ResponseReader | None = None,
    eof: bool = True,
    **options: Any,
) -> Outcome:
    """Reads one response that is given piece by piece. With `eof`, the connection ends after it."""
    reader = reader or begun(**options)
    splitter = splitter or ChunkSplitter()
    head: ResponseHead | None = None
    records: list[Any] = []
    fault: Fault | None = None
    ended_before_eof = False
    try:
        for piece in pieces:
            reader.receive_data(piece)
            head = head or reader.next_head()
            if head is not None:
                take(reader, splitter, records)
        ended_before_eof = reader.ended
        if eof:
            reader.receive_eof()
            take(reader, splitter, records)
    except ProtocolError as error:
        fault = Fault(str(error), error.offset)
        assert_dead(reader, splitter, fault)
    ended = reader.ended and fault is None
    return Outcome(summary(head), records, ended, ended_before_eof, ended and reader.keep_alive, fault)


def comparable(outcome: Outcome, make: Callable[[], Splitter]) -> Outcome:
    """Returns an outcome without the parts that may differ.

    These are the cuts of a body in chunks, and a fault's quote of a line that is not complete.
    """
    if make is ChunkSplitter:
        outcome = outcome._replace(records=[outcome.body])
    if outcome.fault and "it begins with" in outcome.fault.message:
        outcome = outcome._replace(fault=outcome.fault._replace(message="it begins with"))
    return outcome


def feed_into(records: list[Any], pieces: Iterable[bytes], splitter: Splitter) -> None:
    """Appends the records of a response. Passes on the error that ends them."""
    reader = begun()
    head: ResponseHead | None = None
    for piece in pieces:
        reader.receive_data(piece)
        head = head or reader.next_head()
        if head is not None:
            take(reader, splitter, records)


def assert_dead(reader: ResponseReader, splitter: Splitter, fault: Fault) -> None:
    """Asserts that a reader that has raised an error raises it again at every call."""
    for ask in (
        reader.next_head,
        reader.receive_eof,
        lambda: reader.next_records(splitter),
        lambda: reader.receive_data(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"),
        lambda: reader.begin(b"GET"),
        lambda: reader.next_records(ChunkSplitter()),
    ):
        with pytest.raises(ProtocolError) as again:
            ask()
        assert Fault(str(again.value), again.value.offset) == fault


def response(body: bytes, *, head: bytes = b"") -> bytes:
    """Makes a 200 with the body `body` and its Content-Length."""
    return b"HTTP/1.1 200 OK\r\n%bContent-Length: %d\r\n\r\n%b" % (head, len(body), body)


def frame(stream: int, payload: bytes) -> bytes:
    return bytes([stream, 0, 0, 0]) + len(payload).to_bytes(4, "big") + payload
