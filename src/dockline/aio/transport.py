"""The connection pool for asyncio."""

from __future__ import annotations

import asyncio
import math
import weakref
from collections.abc import AsyncGenerator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import aclosing, suppress
from functools import partial
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

MAX_CONNECTING = 64  # threads for opening connections, for each loop

_Loop = asyncio.AbstractEventLoop
_threads: weakref.WeakKeyDictionary[_Loop, ThreadPoolExecutor] = weakref.WeakKeyDictionary()


class AioTransport(Transport):
    """The transport for asyncio. Connections wait in the event loop. Each loop has its own pool."""

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
                connection = pool.pop()
                connection.run_in_loop(connection.close)

    def abandon_after_fork(self) -> None:
        pools, self._pools = self._pools, weakref.WeakKeyDictionary()
        for pool in pools.values():
            for connection in pool:
                connection.abandon()

    async def open(self, limit: float) -> AsyncConnection:
        socket = await self._open_socket(limit)
        return AsyncConnection(Connection(socket), self.endpoint.read_timeout, self.endpoint.write_timeout)

    async def _open_socket(self, limit: float) -> RawSocket:
        """Opens a socket. A thread resolves names, performs TLS handshakes and starts processes."""
        connector = self.endpoint.connector
        if isinstance(connector, UnixConnector) and limit > 0:
            try:
                return connector.connect(0, ConnectAttempt())
            except TimedOut:
                pass  # the backlog of the engine's socket is full: a thread waits
        loop = asyncio.get_running_loop()
        if loop not in _threads:
            _threads[loop] = ThreadPoolExecutor(MAX_CONNECTING, "dockline-connect")
        attempt = ConnectAttempt()
        opened: asyncio.Future[RawSocket] = loop.create_future()
        _threads[loop].submit(connector.connect, limit, attempt).add_done_callback(
            partial(_deliver_outcome, loop, opened)
        )
        try:
            return await opened
        except BaseException:
            attempt.cancel()
            raise

    async def send_request(
        self, connection: AsyncConnection, request: Request, deadline: float, hand_over: bool
    ) -> ResponseHead:
        connection.begin(deadline)
        wire = connection.wire
        first_bytes = request.first_bytes(self._request_defaults)
        if request.sent_with_head:
            wire.begin(request.method_bytes, request.upgrades, math.inf)
            is_sent = await connection.send(wire.send, first_bytes)
        else:
            async with aclosing(_iterate_parts(request.content)) as parts:
                # Read the first part before anything is sent: it may be of a wrong type, or the file may be unreadable.
                first = await anext(parts, b"")
                wire.begin(request.method_bytes, request.upgrades, math.inf)
                is_sent = await connection.send(wire.send, first_bytes) and await _send_parts(
                    connection, first, parts, request.content.size is None
                )
        if is_sent:
            wire.end_request()
        head: ResponseHead = await connection.receive(wire.read_head, doing="waiting for the response head")
        return head

    async def read_body(self, connection: AsyncConnection, multiplexed: bool = False, error: Any = None) -> bytes:
        body: bytes = await connection.receive(connection.wire.read_body, multiplexed, error)
        return body

    async def read_documents(self, connection: AsyncConnection) -> list[Any]:
        records: Records[Any] = Records(BatchReader.of(connection, DocumentSplitter(), convert=json_decoder()))
        return [document async for document in records]

    def hand_over(self, connection: AsyncConnection) -> tuple[Reader, Writer]:
        connection.deadline = math.inf
        return Reader(BatchReader.of(connection, ChunkSplitter())), Writer(connection)


def _deliver_outcome(loop: _Loop, opened: asyncio.Future[RawSocket], attempt: Future[RawSocket]) -> None:
    """Delivers the outcome of a thread to its event loop. The thread calls it.

    asyncio's `run_in_executor` would log an error if the loop is closed at the same moment.
    """
    with suppress(RuntimeError):  # the loop was closed: no task waits for the connection any more
        loop.call_soon_threadsafe(_set_outcome, opened, attempt)


def _set_outcome(opened: asyncio.Future[RawSocket], attempt: Future[RawSocket]) -> None:
    if opened.done():
        return  # the task was cancelled
    error = attempt.exception()
    if error is None:
        opened.set_result(attempt.result())
    else:
        opened.set_exception(error)


async def _send_parts(
    connection: AsyncConnection, part: bytes, rest: AsyncGenerator[bytes, None], chunked: bool
) -> bool:
    """Sends the parts of a body. Returns False if the engine stops reading: its response tells why."""
    wire = connection.wire
    send = wire.send_chunk if chunked else wire.send_part
    while part:
        if not await connection.send(send, part):
            return False
        part = await anext(rest, b"")
    return not chunked or bool(await connection.send(wire.send_chunk, b""))


async def _iterate_parts(content: Content) -> AsyncGenerator[bytes, None]:
    if isinstance(content.parts, AsyncGenerator):
        async with aclosing(content.parts) as parts:
            async for part in parts:
                yield part
    elif content.reads_file:
        # Reading a pipe, or a file on a network disk, must not block the loop.
        loop = asyncio.get_running_loop()
        reading = iter(content.parts)
        while part := await loop.run_in_executor(None, next, reading, b""):
            yield part
    else:
        for part in content.parts:
            yield part
