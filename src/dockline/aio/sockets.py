"""The result of as="socket": a reader and a writer with the methods of asyncio's streams."""

from __future__ import annotations

import asyncio
from typing import Any

from dockline._wire.errors import WouldBlock
from dockline.aio.connection import AsyncConnection
from dockline.aio.readiness import retrieve_exception
from dockline.aio.records import BatchReader
from dockline.errors import StreamClosed
from dockline.exchange.stream import as_bytes_view
from dockline.exchange.wrong_driver import RefusesFor

MAX_LINE = 1 << 20  # bytes


class Reader(RefusesFor):
    """Reads from an upgraded connection, like asyncio.StreamReader. If a waiting task is cancelled, no byte is lost."""

    __module__ = "dockline.aio"

    def __init__(self, arrivals: BatchReader[bytes]) -> None:
        self._arrivals = arrivals
        self._unread = bytearray()  # received, but not read yet
        self._ended = False

    async def read(self, n: int = -1) -> bytes:
        """Reads at least one byte and at most `n`. Without `n`, reads to the end. Returns b"" at the end."""
        while not self._ended and (n < 0 or (n > 0 and not self._unread)):
            await self._more()
        return self._take(len(self._unread) if n < 0 else n)

    async def readexactly(self, n: int) -> bytes:
        """Reads `n` bytes. Raises asyncio.IncompleteReadError if the end comes first."""
        while len(self._unread) < n and not self._ended:
            await self._more()
        if len(self._unread) < n:
            raise asyncio.IncompleteReadError(self._take(n), n)
        return self._take(n)

    async def readline(self) -> bytes:
        """Reads a line with its LF. The last line may have none. Returns b"" at the end.

        Raises ValueError for a line of more than 1 MiB. Its bytes can still be read by `read`.
        """
        searched = 0
        while (at := self._unread.find(b"\n", searched)) < 0 and not self._ended:
            searched = len(self._unread)
            if searched > MAX_LINE:
                raise ValueError(f"a line of more than {MAX_LINE} bytes: use `read`")
            await self._more()
        return self._take(at + 1 if at >= 0 else len(self._unread))

    def at_eof(self) -> bool:
        return self._ended and not self._unread

    def __aiter__(self) -> Reader:
        return self

    async def __anext__(self) -> bytes:
        line = await self.readline()
        if not line:
            raise StopAsyncIteration
        return line

    async def _more(self) -> None:
        parts = await self._arrivals.next()
        self._ended = not parts
        self._unread += b"".join(parts)

    def _take(self, size: int) -> bytes:
        taken = bytes(self._unread[:size])
        del self._unread[:size]
        return taken


class Writer:
    """Writes to an upgraded connection, like asyncio.StreamWriter. `write_eof` works with TLS too."""

    __module__ = "dockline.aio"

    def __init__(self, connection: AsyncConnection) -> None:
        self._async_connection = connection
        self._unsent: list[bytes] = []
        self._sending: asyncio.Task[None] | None = None
        self._ends = self._closes = False

    def write(self, data: Any) -> None:
        """Sends bytes. If there is no room, they are sent in the background, and `drain` waits for it.

        Raises the error of an earlier write, and StreamClosed.
        """
        if self._ends:
            raise RuntimeError("nothing can be written after write_eof")
        if self.is_closing():
            raise StreamClosed("this writer was closed")
        self._raise_error()
        part = bytes(as_bytes_view(data))
        if self._idle and part:
            try:
                self._async_connection.wire.write(part)
                return
            except WouldBlock:
                pass  # the next call continues where this one stopped
        if part:
            self._unsent.append(part)
            self._go_on()

    def writelines(self, data: Any) -> None:
        for part in data:
            self.write(part)

    async def drain(self) -> None:
        """Waits until all bytes were sent. Raises the error of a write."""
        if self._sending is not None:
            await asyncio.wait([self._sending])
        self._raise_error()

    def can_write_eof(self) -> bool:
        return True

    def write_eof(self) -> None:
        """Ends the writing side, after all bytes were sent. Reading goes on."""
        if not self._ends and not self.is_closing():
            self._ends = True
            self._go_on()

    def close(self) -> None:
        """Closes the connection after all bytes were sent. `wait_closed` waits for it."""
        self._closes = True
        if self._idle:
            self._async_connection.close()

    def abort(self) -> None:
        """Closes the connection now. Bytes that were not sent yet are dropped."""
        self._closes = True
        self._unsent.clear()
        self._async_connection.close()

    async def wait_closed(self) -> None:
        if self._sending is not None:
            await asyncio.wait([self._sending])

    def is_closing(self) -> bool:
        return self._closes or self._async_connection.wire.closed

    @property
    def _idle(self) -> bool:
        return self._sending is None or self._sending.done()

    def _raise_error(self) -> None:
        sending = self._sending
        if sending is not None and sending.done() and not sending.cancelled():
            error = sending.exception()
            if error is not None:
                raise error

    def _go_on(self) -> None:
        if self._idle:
            self._sending = asyncio.get_running_loop().create_task(self._send())
            self._sending.add_done_callback(retrieve_exception)  # `drain` and `write` raise the error

    async def _send(self) -> None:
        wire = self._async_connection.wire
        try:
            while self._unsent:
                await self._async_connection.send(wire.write, self._unsent[0], doing="writing to the stream")
                del self._unsent[:1]
            if self._ends:
                await self._async_connection.send(wire.half_close, doing="half-closing the stream")
        finally:
            if self._closes:
                self._async_connection.close()
