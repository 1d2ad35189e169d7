"""Streams for asyncio."""

from __future__ import annotations

import asyncio
import math
import os
import stat
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from types import TracebackType
from typing import TYPE_CHECKING, Any

from dockline._wire import records as wire
from dockline._wire.connection import Connection
from dockline._wire.splitters import ChunkSplitter
from dockline.aio.connection import AsyncConnection
from dockline.aio.readiness import retrieve_exception
from dockline.aio.records import BatchReader, Records
from dockline.aio.sockets import Reader
from dockline.exchange.response import Headers
from dockline.exchange.stream import MAX_DOCUMENT, MAX_RECORD, BaseStream, as_bytes_view
from dockline.exchange.wrong_driver import RefusesFor, RefusesWith


class Stream(BaseStream, RefusesWith, RefusesFor):
    """What `as="stream"` returns: an asynchronous context manager that closes it, and the views of the blocking
    stream, for `async for`. Of `read`, `chunks` (also by iterating), `frames`, `lines`, `documents` and `copy_to`,
    one may be used, once. It belongs to the event loop in which it was made."""

    def __init__(self, link: AsyncConnection | None, status: int, headers: Headers, **options: Any) -> None:
        super().__init__(None if link is None else link.connection, status, headers, **options)
        if link is not None:
            link.deadline = math.inf
            self._async_connection = link
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
        def documents(self, *, max_record: int = MAX_DOCUMENT) -> Records[Any]: ...  # type: ignore[override]

    def __aiter__(self) -> Records[bytes]:
        return self.chunks()

    @property
    def read_timeout(self) -> float:
        return math.inf if self._content is not None else self._async_connection.read_timeout

    async def read(self, size: int = -1) -> bytes:
        """At least one byte and at most `size`, b"" at the end; without a size, all up to the end."""
        self._claim_view("read")
        if self._content is not None:
            return self._content.read(size)
        if self._reader is None:
            self._reader = Reader(BatchReader.of(self._async_connection, ChunkSplitter(), self._finish_reading))
        return await self._reader.read(size)

    async def copy_to(self, stdout: Any, stderr: Any = None, *, multiplexed: bool | None = None) -> tuple[int, int]:
        """See `dockline.Stream.copy_to`. Where a descriptor may take its time, as a pipe does, a thread waits for it.
        Cancelling closes the stream."""
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
        connection.waits = True
        connection.read_timeout = self._async_connection.read_timeout
        # Not of a pool, where those that go on for ever would keep others waiting.
        thread = ThreadPoolExecutor(1, "dockline-copy")
        copying = asyncio.get_running_loop().run_in_executor(thread, connection.copy_to, *arguments)
        copying.add_done_callback(retrieve_exception)
        thread.shutdown(wait=False)
        try:
            await asyncio.wait([copying])
        except BaseException:
            self._finish_reading(False)
            await asyncio.wait([copying])  # closing the connection ends it
            raise
        written = copying.result()
        connection.waits = False
        connection.read_timeout = math.inf
        return written

    def writable(self) -> bool:
        """Whether it is the stream of an attached container or exec."""
        return self._connection is not None and self._connection.upgraded

    async def write(self, data: Any) -> int:
        """Sends bytes to the stdin of an attached container or exec; returns how many: all. Tasks that write at a time
        do it one after the other. After one that was cancelled, or has failed, half-way nothing can be written: how
        many bytes were sent can't be told. Reading goes on."""
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
        """Ends the stdin of an attached container or exec; its output goes on."""
        async with self._writing:
            connection = self._upgraded()
            await self._async_connection.send(connection.half_close, doing="half-closing the stream")

    def close(self) -> None:
        """Ends the stream; tasks that wait for it get StreamClosed. Idempotent."""
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

    def _iterator(self, records: wire.Records[Any]) -> Any:
        return Records(BatchReader(records, self._async_connection))

    def follow(self, follower: Callable[[], bool]) -> None:
        """See `ReadinessWatcher.follow`. For a caller that has taken a view and waits for many streams."""
        if self._connection is not None:
            self._async_connection.watcher.follow(follower)

    def unfollow(self) -> None:
        if self._connection is not None:
            self._async_connection.watcher.unfollow()

    def forget(self) -> None:
        """`close`, from any thread."""
        if self._content is None:
            self._async_connection.do(self.close)

    def _take_connection(self) -> Connection | None:
        self.unfollow()  # the link may soon be another stream's
        return super()._take_connection()

    def _give_back(self, connection: Connection) -> None:
        self._release(self._async_connection)

    def _discard(self, connection: Connection) -> None:
        self._async_connection.close()


def _is_regular_file(file_descriptor: int) -> bool:
    """Whether it is a file of a disk, to which the kernel writes by itself."""
    return stat.S_ISREG(os.fstat(file_descriptor).st_mode)
