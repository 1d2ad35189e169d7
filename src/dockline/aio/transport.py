"""The driver for asyncio."""

from __future__ import annotations

import asyncio
import math
import weakref
from collections.abc import AsyncGenerator
from concurrent.futures import ThreadPoolExecutor
from contextlib import aclosing
from typing import Any

from dockline._wire.connection import Connection
from dockline._wire.head import ResponseHead
from dockline._wire.rawsocket import RawSocket
from dockline._wire.splitters import ChunkSplitter, DocumentSplitter
from dockline.aio.connection import AsyncConnection
from dockline.aio.records import BatchReader, Records
from dockline.aio.sockets import Reader, Writer
from dockline.aio.stream import Stream
from dockline.connect.connector import ConnectAttempt
from dockline.connect.endpoint import Endpoint
from dockline.connect.unix import UnixConnector
from dockline.errors import TimedOut
from dockline.exchange.transport import Transport
from dockline.json_codec import json_decoder
from dockline.request.content import Content
from dockline.request.request import Request

MAX_CONNECTING = 64  # threads in which connections to far engines are made

_Loop = asyncio.AbstractEventLoop
_threads: weakref.WeakKeyDictionary[_Loop, ThreadPoolExecutor] = weakref.WeakKeyDictionary()


class AioTransport(Transport):
    """Its connections wait in the event loop; each loop has a pool of its own."""

    stream_type = Stream

    def __init__(self, endpoint: Endpoint) -> None:
        super().__init__(endpoint)
        self._pools: weakref.WeakKeyDictionary[_Loop, list[AsyncConnection]] = weakref.WeakKeyDictionary()

    @property
    def pool(self) -> list[AsyncConnection]:  # type: ignore[override]
        return self._pools.setdefault(asyncio.get_running_loop(), [])

    def close(self) -> None:
        self.closed = True
        for pool in self._pools.values():
            while pool:
                link = pool.pop()
                link.do(link.close)

    def forget(self) -> None:
        pools, self._pools = self._pools, weakref.WeakKeyDictionary()
        for pool in pools.values():
            for link in pool:
                link.abandon()

    async def open(self, limit: float) -> AsyncConnection:
        socket = await self._open_socket(limit)
        return AsyncConnection(Connection(socket), self.endpoint.read_timeout, self.endpoint.write_timeout)

    async def _open_socket(self, limit: float) -> RawSocket:
        """Names are resolved, hands shaken and processes started in a thread."""
        connector = self.endpoint.connector
        if isinstance(connector, UnixConnector) and limit > 0:
            try:
                return connector.connect(0, ConnectAttempt())
            except TimedOut:
                pass  # its backlog is full
        loop = asyncio.get_running_loop()
        if loop not in _threads:
            _threads[loop] = ThreadPoolExecutor(MAX_CONNECTING, "dockline-connect")
        attempt = ConnectAttempt()
        try:
            return await loop.run_in_executor(_threads[loop], connector.connect, limit, attempt)
        except BaseException:
            attempt.cancel()
            raise

    async def send_request(
        self, connection: AsyncConnection, request: Request, deadline: float, hand_over: bool
    ) -> ResponseHead:
        connection.begin(deadline)
        wire = connection.connection
        start = request.start(self._origin)
        if request.sent_with_head:
            wire.begin(request.method_bytes, request.upgrades, math.inf)
            whole = await connection.send(wire.send, start)
        else:
            async with aclosing(_iterate_parts(request.content)) as parts:
                # Before anything is sent: the first part may be of a wrong type, and the file may be unreadable.
                first = await anext(parts, b"")
                wire.begin(request.method_bytes, request.upgrades, math.inf)
                whole = await connection.send(wire.send, start) and await _send_parts(
                    connection, first, parts, request.content.size is None
                )
        if whole:
            wire.end_request()
        head: ResponseHead = await connection.receive(wire.read_head, doing="waiting for the response head")
        return head

    async def read_body(self, connection: AsyncConnection, multiplexed: bool = False, error: Any = None) -> bytes:
        body: bytes = await connection.receive(connection.connection.read_body, multiplexed, error)
        return body

    async def read_documents(self, connection: AsyncConnection) -> list[Any]:
        records: Records[Any] = Records(BatchReader.of(connection, DocumentSplitter(), convert=json_decoder()))
        return [document async for document in records]

    def hand_over(self, connection: AsyncConnection) -> tuple[Reader, Writer]:
        connection.deadline = math.inf
        return Reader(BatchReader.of(connection, ChunkSplitter())), Writer(connection)


async def _send_parts(link: AsyncConnection, part: bytes, rest: AsyncGenerator[bytes, None], chunked: bool) -> bool:
    """False where the engine takes no more: its answer tells why."""
    wire = link.connection
    send = wire.send_chunk if chunked else wire.send_part
    while part:
        if not await link.send(send, part):
            return False
        part = await anext(rest, b"")
    return not chunked or bool(await link.send(wire.send_chunk, b""))


async def _iterate_parts(content: Content) -> AsyncGenerator[bytes, None]:
    if isinstance(content.parts, AsyncGenerator):
        async with aclosing(content.parts) as parts:
            async for part in parts:
                yield part
    elif content.file:
        # A file of a far disk, or a pipe, must not keep the loop.
        loop = asyncio.get_running_loop()
        reading = iter(content.parts)
        while part := await loop.run_in_executor(None, next, reading, b""):
            yield part
    else:
        for part in content.parts:
            yield part
