"""The two ends of a connection that was handed over, as asyncio's streams have them."""

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
    """What the engine sends, as asyncio.StreamReader gives it. Who is cancelled while it waits loses nothing."""

    def __init__(self, arrivals: BatchReader[bytes]) -> None:
        self._arrivals = arrivals
        self._waiting = bytearray()  # received, not yet asked for
        self._ended = False

    async def read(self, n: int = -1) -> bytes:
        """At least one byte and at most `n`, b"" at the end; without `n`, all up to the end."""
        while not self._ended and (n < 0 or (n > 0 and not self._waiting)):
            await self._more()
        return self._take(len(self._waiting) if n < 0 else n)

    async def readexactly(self, n: int) -> bytes:
        """Raises asyncio.IncompleteReadError where the end comes before."""
        while len(self._waiting) < n and not self._ended:
            await self._more()
        if len(self._waiting) < n:
            raise asyncio.IncompleteReadError(self._take(n), n)
        return self._take(n)

    async def readline(self) -> bytes:
        """A line with its LF; what follows the last LF; b"" at the end. Raises ValueError for a line of more than 1
        MiB, which `read` still gives."""
        searched = 0
        while (at := self._waiting.find(b"\n", searched)) < 0 and not self._ended:
            searched = len(self._waiting)
            if searched > MAX_LINE:
                raise ValueError(f"a line of more than {MAX_LINE} bytes: take it by `read`")
            await self._more()
        return self._take(at + 1 if at >= 0 else len(self._waiting))

    def at_eof(self) -> bool:
        return self._ended and not self._waiting

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
        self._waiting += b"".join(parts)

    def _take(self, size: int) -> bytes:
        taken = bytes(self._waiting[:size])
        del self._waiting[:size]
        return taken


class Writer:
    """What is sent to the engine, as asyncio.StreamWriter takes it; `write_eof` is the half-close, with TLS too."""

    def __init__(self, link: AsyncConnection) -> None:
        self._async_connection = link
        self._unsent: list[bytes] = []
        self._sending: asyncio.Task[None] | None = None
        self._ends = self._closes = False

    def write(self, data: Any) -> None:
        """Sends, in the background what has no room now: `drain` waits for that. Raises what sending has met."""
        if self._ends:
            raise RuntimeError("the end was written already")
        if self.is_closing():
            raise StreamClosed("this writer was closed")
        self._raise_fault()
        part = bytes(as_bytes_view(data))
        if self._idle and part:
            try:
                self._async_connection.connection.write(part)
                return
            except WouldBlock:
                pass  # its rest goes on where this stopped
        if part:
            self._unsent.append(part)
            self._go_on()

    def writelines(self, data: Any) -> None:
        for part in data:
            self.write(part)

    async def drain(self) -> None:
        """Waits until all was sent. Raises what went wrong."""
        if self._sending is not None:
            await asyncio.wait([self._sending])
        self._raise_fault()

    def can_write_eof(self) -> bool:
        return True

    def write_eof(self) -> None:
        """The engine sees the end of what is written; reading goes on."""
        if not self._ends and not self.is_closing():
            self._ends = True
            self._go_on()

    def close(self) -> None:
        """Closes both ends, once all is sent: `wait_closed` waits for that."""
        self._closes = True
        if self._idle:
            self._async_connection.close()

    def abort(self) -> None:
        """Closes both ends now, and drops what was not sent."""
        self._closes = True
        self._unsent.clear()
        self._async_connection.close()

    async def wait_closed(self) -> None:
        if self._sending is not None:
            await asyncio.wait([self._sending])

    def is_closing(self) -> bool:
        return self._closes or self._async_connection.connection.closed

    @property
    def _idle(self) -> bool:
        return self._sending is None or self._sending.done()

    def _raise_fault(self) -> None:
        sending = self._sending
        if sending is not None and sending.done() and not sending.cancelled():
            fault = sending.exception()
            if fault is not None:
                raise fault

    def _go_on(self) -> None:
        if self._idle:
            self._sending = asyncio.get_running_loop().create_task(self._send())
            self._sending.add_done_callback(retrieve_exception)  # its fault is for `drain` and `write`

    async def _send(self) -> None:
        wire = self._async_connection.connection
        try:
            while self._unsent:
                await self._async_connection.send(wire.write, self._unsent[0], doing="writing to the stream")
                del self._unsent[:1]
            if self._ends:
                await self._async_connection.send(wire.half_close, doing="half-closing the stream")
        finally:
            if self._closes:
                self._async_connection.close()
