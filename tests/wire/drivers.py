"""Feeds a connection by its socket, so that each receive gets just one piece: a driver's counterpart of `feeding.feed`.

A pair of SOCK_SEQPACKET keeps the boundaries of what was sent, as a stream doesn't.
"""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Callable, Iterable
from typing import Any

import pytest

from dockline._wire.connection import Connection
from dockline._wire.errors import ConnectError, ProtocolError
from dockline._wire.head import ResponseHead
from dockline._wire.rawsocket import RawSocket
from dockline._wire.records import Records
from dockline._wire.splitters import ChunkSplitter, Splitter
from dockline.aio.link import Link
from dockline.aio.records import Arrivals
from dockline.aio.records import Records as AioRecords

from .feeding import Fault, Outcome, summary

Feed = Callable[..., Outcome]


def connected(pieces: Iterable[bytes], method: bytes, expects_upgrade: bool, bounds: dict[str, int]) -> Connection:
    """A connection whose peer has sent the pieces and closed."""
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    connection = Connection(RawSocket(ours.detach()), **bounds)
    connection.begin(method, expects_upgrade, float("inf"))
    connection.end_request()
    with theirs:
        for piece in pieces:
            if piece:
                theirs.send(piece)
    return connection


class Reading:
    """What comes of a connection while it is read."""

    def __init__(self) -> None:
        self.head: ResponseHead | None = None
        self.records: list[Any] = []
        self.ends: list[bool] = []
        self.fault: Fault | None = None

    def outcome(self, connection: Connection) -> Outcome:
        if self.head is not None:
            assert self.ends == [self.fault is None]
        ended = connection.ended and self.fault is None
        return Outcome(summary(self.head), self.records, ended, ended and connection.reusable, self.fault)


def blocking(
    pieces: Iterable[bytes],
    splitter: Splitter | None = None,
    *,
    method: bytes = b"GET",
    expects_upgrade: bool = False,
    **bounds: int,
) -> Outcome:
    connection = connected(pieces, method, expects_upgrade, bounds)
    reading = Reading()
    try:
        reading.head = connection.read_head()
        records = Records(connection, splitter or ChunkSplitter(), reading.ends.append)
        try:
            for record in records:
                reading.records.append(record)
        except ProtocolError as fault:
            with pytest.raises(ProtocolError) as again:
                next(records)
            assert again.value is fault
            raise
    except (ProtocolError, ConnectError) as fault:
        reading.fault = Fault(str(fault), getattr(fault, "offset", 0))
    outcome = reading.outcome(connection)
    connection.close()
    return outcome


_loop: list[asyncio.AbstractEventLoop] = []


def for_asyncio(
    pieces: Iterable[bytes],
    splitter: Splitter | None = None,
    *,
    method: bytes = b"GET",
    expects_upgrade: bool = False,
    **bounds: int,
) -> Outcome:
    async def main() -> Outcome:
        connection = connected(pieces, method, expects_upgrade, bounds)
        link = Link(connection, float("inf"), float("inf"))
        reading = Reading()
        try:
            reading.head = await link.receive(connection.read_head)
            records = AioRecords(Arrivals.of(link, splitter or ChunkSplitter(), reading.ends.append))
            try:
                async for record in records:
                    reading.records.append(record)
            except ProtocolError as fault:
                with pytest.raises(ProtocolError) as again:
                    await records.__anext__()
                assert again.value is fault
                raise
        except (ProtocolError, ConnectError) as fault:
            reading.fault = Fault(str(fault), getattr(fault, "offset", 0))
        outcome = reading.outcome(connection)
        link.close()
        return outcome

    if not _loop:
        _loop.append(asyncio.new_event_loop())
    return _loop[0].run_until_complete(main())


def close_loop() -> None:
    while _loop:
        _loop.pop().close()


DRIVERS: dict[str, Feed] = {"blocking": blocking, "asyncio": for_asyncio}
