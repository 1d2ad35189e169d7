"""The stream of a response body, for asyncio."""

from __future__ import annotations

import asyncio
import math
import os
import stat
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from types import TracebackType
from typing import TYPE_CHECKING, Any

from dockline._wire import records as wire_records
from dockline._wire.connection import Connection
from dockline._wire.splitters import ChunkSplitter
from dockline.aio.connection import AsyncConnection
from dockline.aio.readiness import retrieve_exception
from dockline.aio.records import BatchReader, Records
from dockline.aio.sockets import Reader
from dockline.exchange.response import Headers
from dockline.exchange.stream import MAX_DOCUMENT, MAX_RECORD, BaseStream, as_bytes_view
from dockline.exchange.wrong_driver import RefusesFor, RefusesWith

if TYPE_CHECKING:
    from dockline._wire.positions import ChunkCounter


class Stream(BaseStream, RefusesWith, RefusesFor):
    """The result of as="stream": the body of a response, for `async for`. See also `dockline.Stream`.

    One of `read`, `chunks`, `frames`, `lines`, `entries`, `documents` and `copy_to` may be used, once. Iterating over
    the stream itself uses `chunks`. As an asynchronous context manager it closes itself.

    It belongs to the event loop in which it was made.
    """

    __module__ = "dockline.aio"

    def __init__(self, connection: AsyncConnection | None, status: int, headers: Headers, **options: Any) -> None:
        super().__init__(None if connection is None else connection.wire, status, headers, **options)
        if connection is not None:
            connection.deadline = math.inf
            self._async_connection = connection
        self._reader: Reader | None = None
        self._writing = asyncio.Lock()
        self.closed = False

    if TYPE_CHECKING:  # the views, as `_iterator` makes them

        def chunks(self) -> Records[bytes]: ...  # type: ignore[override]
        def frames(  # type: ignore[override]
            self, *, multiplexed: bool | None = None, max_record: int = MAX_RECORD
        ) -> Records[tuple[int, bytes]]: ...
        def lines(  # type: ignore[override]
            self,
            tagged: bool = False,
            keepends: bool = False,
            *,
            multiplexed: bool | None = None,
            max_record: int = MAX_RECORD,
        ) -> Records[Any]: ...
        def entries(  # type: ignore[override]
            self,
            *,
            multiplexed: bool | None = None,
            max_record: int = MAX_RECORD,
            positions: ChunkCounter | None = None,
        ) -> Records[tuple[int, int, bytes]]: ...
        def documents(self, *, max_record: int = MAX_DOCUMENT) -> Records[Any]: ...  # type: ignore[override]

    def __aiter__(self) -> Records[bytes]:
        return self.chunks()

    @property
    def read_timeout(self) -> float:
        return math.inf if self._content is not None else self._async_connection.read_timeout

    async def read(self, size: int = -1) -> bytes:
        """Reads at least one byte and at most `size`. Without `size`, reads to the end. Returns b"" at the end."""
        self._claim_view("read")
        if self._content is not None:
            return self._content.read(size)
        if self._reader is None:
            self._reader = Reader(BatchReader.of(self._async_connection, ChunkSplitter(), self._finish_reading))
        return await self._reader.read(size)

    async def copy_to(self, stdout: Any, stderr: Any = None, *, multiplexed: bool | None = None) -> tuple[int, int]:
        """Copies the output to files. See `dockline.Stream.copy_to`.

        A pipe or a socket can make a write wait, so a thread does the copying to it. Cancelling closes the stream.
        """
        connection, arguments = self._start_copy(stdout, stderr, multiplexed)
        try:
            if all(map(_is_regular_file, arguments[:2])):
                written: tuple[int, int] = await self._async_connection.receive(connection.copy_to, *arguments)
            else:
                written = await self._copy_in_thread(connection, arguments)
        except BaseException:
            self._finish_reading(False)
            raise
        self._finish_reading(True)
        return written

    async def _copy_in_thread(self, connection: Connection, arguments: tuple[Any, ...]) -> tuple[int, int]:
        connection.blocking = True
        connection.read_timeout = self._async_connection.read_timeout
        # Each copy has its own thread: a copy may run for ever, and would block a thread of a pool.
        thread = ThreadPoolExecutor(1, "dockline-copy")
        copying = asyncio.get_running_loop().run_in_executor(thread, connection.copy_to, *arguments)
        copying.add_done_callback(retrieve_exception)
        thread.shutdown(wait=False)
        try:
            await asyncio.wait([copying])
        except BaseException:
            self._finish_reading(False)
            await asyncio.wait([copying])  # the connection was closed, so it ends soon
            raise
        written = copying.result()
        connection.blocking = False
        connection.read_timeout = math.inf
        return written

    def writable(self) -> bool:
        """Tells whether it can be written to: it is the stream of an attached container or exec."""
        return self._connection is not None and self._connection.upgraded

    async def write(self, data: Any) -> int:
        """Writes bytes to the stdin of an attached container or exec. Returns their number: all are written.

        Tasks that write at the same time take turns. If a write is cancelled or fails part-way, the number of sent
        bytes is unknown. Later writes are refused. Reading goes on.
        """
        view = as_bytes_view(data)
        async with self._writing:
            connection = self._upgraded()
            try:
                await self._async_connection.send(connection.write, view, doing="writing to the stream")
            except BaseException:
                connection.give_up_write()
                raise
        return len(view)

    async def half_close(self) -> None:
        """Closes the stdin of an attached container or exec. Its output can still be read."""
        async with self._writing:
            connection = self._upgraded()
            await self._async_connection.send(connection.half_close, doing="half-closing the stream")

    def close(self) -> None:
        """Closes the stream. Waiting tasks get StreamClosed. May be called twice."""
        self.closed = True
        connection = self._take_connection()
        if connection is not None:
            if self._on_close is not None:
                self._on_close()
            self._discard(connection)

    async def __aenter__(self) -> Stream:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _iterator(self, records: wire_records.Records[Any]) -> Any:
        return Records(BatchReader(records, self._async_connection))

    def follow(self, follower: Callable[[], bool]) -> None:
        """Calls `follower` whenever the stream is readable. See `ReadinessWatcher.follow`. A merge uses it."""
        if self._connection is not None:
            self._async_connection.watcher.follow(follower)

    def unfollow(self) -> None:
        if self._connection is not None:
            self._async_connection.watcher.unfollow()

    def close_threadsafe(self) -> None:
        """Closes the stream from any thread."""
        if self._content is None:
            self._async_connection.run_in_loop(self.close)

    def _take_connection(self) -> Connection | None:
        self.unfollow()  # the pool may soon give the connection to another stream
        return super()._take_connection()

    def _give_back(self, connection: Connection) -> None:
        self._release(self._async_connection)

    def _discard(self, connection: Connection) -> None:
        self._async_connection.close()


def _is_regular_file(descriptor: int) -> bool:
    """Tells whether it is a file on a disk. Writing to it never waits for a reader."""
    return stat.S_ISREG(os.fstat(descriptor).st_mode)
