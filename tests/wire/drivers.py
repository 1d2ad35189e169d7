"""The ways to feed a response: to a reader, and to a connection of either driver.

A connection is fed through a pair of SOCK_SEQPACKET sockets. They keep the boundaries of what was sent, as a stream
does not. So each receive gets just one piece.
"""

from __future__ import annotations

import asyncio
import socket
import sys
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from math import inf
from typing import Any

import pytest
from support.waiting import PATIENCE

from dockline._wire import coroutines
from dockline._wire.connection import Connection
from dockline._wire.errors import ConnectError, ProtocolError
from dockline._wire.head import ResponseHead
from dockline._wire.rawsocket import RawSocket
from dockline._wire.records import Records
from dockline._wire.splitters import ChunkSplitter, Splitter
from dockline.aio.connection import AsyncConnection
from dockline.aio.records import BatchReader
from dockline.aio.records import Records as AioRecords

from .feeding import Fault, Outcome, feed, summary
from .vectors import Accepted, Refused

Feed = Callable[..., Outcome]
Ended = Callable[[bool], None]

FITS = 4096  # bytes that the first receives take: the rest of a larger piece would be lost


class Blocking:
    """The blocking driver, by coroutines that never suspend."""

    run = staticmethod(coroutines.run)

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self.close = connection.close

    async def read_head(self) -> ResponseHead:
        return self.connection.read_head()

    def records(self, splitter: Splitter, on_end: Ended) -> Any:
        return Coming(Records(self.connection, splitter, on_end))


class Coming:
    """Makes an asynchronous iterator from a blocking one."""

    def __init__(self, records: Iterator[Any]) -> None:
        self.records = records

    def __aiter__(self) -> Coming:
        return self

    async def __anext__(self) -> Any:
        for record in self.records:
            return record
        raise StopAsyncIteration


class Asyncio:
    """The driver for asyncio. All calls run in one loop of its own."""

    loops: list[asyncio.AbstractEventLoop] = []  # noqa: RUF012 - the one there is

    @classmethod
    def run(cls, main: Any) -> Any:
        if not cls.loops:
            cls.loops.append(asyncio.new_event_loop())
        return cls.loops[0].run_until_complete(main)

    @classmethod
    def close_loop(cls) -> None:
        while cls.loops:
            cls.loops.pop().close()

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self.link = AsyncConnection(connection, connection.read_timeout, inf)
        self.close = self.link.close

    async def read_head(self) -> ResponseHead:
        head: ResponseHead = await self.link.receive(self.connection.read_head)
        return head

    def records(self, splitter: Splitter, on_end: Ended) -> Any:
        return AioRecords(BatchReader.of(self.link, splitter, on_end))


def connected(
    pieces: Iterable[bytes], method: bytes = b"GET", expects_upgrade: bool = False, *, eof: bool = True, **bounds: int
) -> tuple[Connection, socket.socket]:
    """Returns a connection and its peer. The peer has sent the pieces and, with `eof`, closed."""
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    connection = Connection(RawSocket(ours.detach()), PATIENCE, **bounds)
    connection.begin(method, expects_upgrade, inf)
    connection.end_request()
    for piece in pieces:
        if piece:
            theirs.send(piece)
    if eof:
        theirs.close()
    return connection, theirs


def feed_by(
    make: type[Blocking | Asyncio],
    pieces: Iterable[bytes],
    splitter: Splitter | None = None,
    **options: Any,
) -> Outcome:
    """Like `feeding.feed`, but through a driver."""

    async def main() -> Outcome:
        connection, peer = connected(pieces, **options)
        driver = make(connection)
        head: ResponseHead | None = None
        records: list[Any] = []
        ends: list[bool] = []
        fault: Fault | None = None
        try:
            head = await driver.read_head()
            coming = driver.records(splitter or ChunkSplitter(), ends.append)
            try:
                async for record in coming:
                    records.append(record)  # noqa: PERF401 - those before a fault count
            except ProtocolError as error:
                with pytest.raises(ProtocolError) as again:
                    await coming.__anext__()
                assert again.value is error
                raise
        except (ProtocolError, ConnectError) as error:
            fault = Fault(str(error), getattr(error, "offset", 0))
        if head is not None:
            assert ends == [fault is None]
        ended, reusable = connection.ended and fault is None, connection.reusable
        driver.close()
        peer.close()
        return Outcome(summary(head), records, ended, None, reusable, fault)

    return make.run(main())


DRIVERS: dict[str, Feed] = {"blocking": partial(feed_by, Blocking), "asyncio": partial(feed_by, Asyncio)}
_linux = pytest.mark.skipif(sys.platform != "linux", reason="its unix sockets have no SOCK_SEQPACKET")

# For tests that take `feed`, or `feed` and a `vector`
every_way = pytest.mark.parametrize(
    "feed", [feed, *(pytest.param(by, marks=_linux) for by in DRIVERS.values())], ids=["reader", *DRIVERS]
)


def every_way_with(vectors: Iterable[Accepted | Refused]) -> pytest.MarkDecorator:
    pairs = [pytest.param(feed, vector, id=vector.name) for vector in vectors]
    pairs += [
        pytest.param(by, vector, id=f"{vector.name}-{name}", marks=_linux)
        for name, by in DRIVERS.items()
        for vector in vectors
        if len(vector.data) < FITS
    ]
    return pytest.mark.parametrize(("feed", "vector"), pairs)
