"""The two ends of a connection that was handed over, as asyncio's streams have them."""

from __future__ import annotations

import asyncio
from typing import Any

from dockline.aio.link import Link


class Reader:
    """What the engine sends, as asyncio.StreamReader gives it."""

    def __init__(self, link: Link) -> None:
        self._link = link
        self._waiting = bytearray()  # read, not yet asked for
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
        """A line with its LF; what follows the last LF; b"" at the end."""
        searched = 0
        while (at := self._waiting.find(b"\n", searched)) < 0 and not self._ended:
            searched = len(self._waiting)
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
        memory = memoryview(bytearray(64 << 10))
        count = await self._link.receive(self._link.connection.read_into, memory)
        self._ended = count == 0
        self._waiting += memory[:count]

    def _take(self, size: int) -> bytes:
        taken = bytes(self._waiting[:size])
        del self._waiting[:size]
        return taken


class Writer:
    """What is sent to the engine, as asyncio.StreamWriter takes it; `write_eof` is the half-close, with TLS too."""

    def __init__(self, link: Link) -> None:
        self._link = link
        self._unsent: list[bytes] = []
        self._sending: asyncio.Task[None] | None = None
        self._ends = False

    def write(self, data: Any) -> None:
        """Sends, in the background what has no room now: `drain` waits for that."""
        if self._ends:
            raise RuntimeError("the end was written already")
        self._unsent.append(bytes(data))
        self._start()

    def writelines(self, data: Any) -> None:
        for part in data:
            self.write(part)

    async def drain(self) -> None:
        """Waits until all was sent. Raises what went wrong."""
        if self._sending is not None:
            await asyncio.shield(self._sending)

    def can_write_eof(self) -> bool:
        return True

    def write_eof(self) -> None:
        """The engine sees the end of what is written; reading goes on."""
        if not self._ends:
            self._ends = True
            self._start()

    def close(self) -> None:
        """Closes both ends, and drops what was not sent."""
        if self._sending is not None:
            self._sending.cancel()
        self._link.close()

    async def wait_closed(self) -> None:
        if self._sending is not None:
            await asyncio.wait([self._sending])

    def is_closing(self) -> bool:
        return self._link.connection.closed

    def _start(self) -> None:
        if self._sending is None or self._sending.done():
            self._sending = asyncio.get_running_loop().create_task(self._send())

    async def _send(self) -> None:
        wire = self._link.connection
        while self._unsent:
            await self._link.send(wire.write, self._unsent[0], doing="writing to the stream")
            del self._unsent[0]
        if self._ends:
            wire.half_close()
