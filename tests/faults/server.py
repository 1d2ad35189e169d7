"""A prepared engine. It answers each request as its exchange says, and notes all requests and answers."""

from __future__ import annotations

import asyncio
import contextlib
import socket
import ssl
from collections.abc import Iterable
from dataclasses import dataclass

from support.scripted_server import frame

from .channels import Plain, Sealed

BYE = b"bye\n"  # the last words of an echo, on stderr


@dataclass
class Exchange:
    """The answer to a request line, and the body that the request must have.

    - `repeatable`: dockline may send it again if no byte of an answer came.
    - `asked_anew`: other calls may send it too.
    - `echoes`: after the head, the engine sends back all input in frames, until the half-close.
    """

    line: str  # of the request, without the version
    wire: bytes
    body: bytes = b""
    repeatable: bool = True
    asked_anew: bool = False
    closes: bool = False
    echoes: bool = False


@dataclass
class Asked:
    """A request that came, perhaps cut.

    `begin` is where its answer begins in the sent bytes, None without one. `end` is where it ends, None before.
    """

    line: str
    body: bytes
    whole: bool
    begin: int | None = None
    end: int | None = None


class Session:
    """A connection."""

    def __init__(self, channel: Plain) -> None:
        self.channel = channel
        self.asked: list[Asked] = []
        self._buffer = bytearray()

    async def head(self) -> tuple[str, dict[str, str]] | None:
        """Reads the line and the fields of the next request. Returns None if its head does not come completely."""
        while (end := self._buffer.find(b"\r\n\r\n")) < 0:
            if not await self._more():
                return None
        first, *lines = self._take(end + 4).decode("latin-1").split("\r\n")[:-2]
        fields = {name.lower(): value for name, _, value in (line.partition(": ") for line in lines)}
        return first.rpartition(" ")[0], fields

    async def body(self, asked: Asked, fields: dict[str, str]) -> None:
        """Reads the body and notes its bytes as they come."""
        if fields.get("transfer-encoding") != "chunked":
            await self._part(asked, int(fields.get("content-length", 0)))
            return
        while True:
            asked.whole = False
            while (end := self._buffer.find(b"\r\n")) < 0:
                if not await self._more():
                    return
            size = int(self._take(end + 2), 16)
            await self._part(asked, size)
            if not asked.whole or not await self._line_end(asked):
                return
            if size == 0:
                return

    async def echo(self) -> None:
        """Sends back all input, until the client has half-closed."""
        while self._buffer or await self._more():
            await self.channel.send(frame(1, self._take(len(self._buffer))))
        await self.channel.send(frame(2, BYE))

    async def _part(self, asked: Asked, size: int) -> None:
        while True:
            part = self._take(min(size, len(self._buffer)))
            asked.body += part
            size -= len(part)
            if size == 0 or not await self._more():
                break
        asked.whole = size == 0

    async def _line_end(self, asked: Asked) -> bool:
        while len(self._buffer) < 2:
            if not await self._more():
                asked.whole = False
                return False
        assert self._take(2) == b"\r\n"
        return True

    async def _more(self) -> bool:
        try:
            data = await self.channel.read()
        except (ConnectionError, ssl.SSLError):
            data = b""
        self._buffer += data
        return bool(data)

    def _take(self, size: int) -> bytes:
        taken = bytes(self._buffer[:size])
        del self._buffer[:size]
        return taken


class PreparedEngine:
    """A prepared engine. `sessions` are its connections, by the numbers of the proxy."""

    def __init__(self, exchanges: Iterable[Exchange], context: ssl.SSLContext | None) -> None:
        self.exchanges = {exchange.line: exchange for exchange in exchanges}
        self.sessions: dict[int, Session] = {}
        self._context = context
        self._running: list[asyncio.Task[None]] = []

    async def connect(self, number: int) -> socket.socket:
        """Returns the other end of a connection to this engine."""
        given, taken = socket.socketpair()
        given.setblocking(False)
        taken.setblocking(False)
        channel = Plain(taken) if self._context is None else Sealed(taken, self._context)
        session = self.sessions[number] = Session(channel)
        self._running.append(asyncio.create_task(self._serve(session, taken)))
        return given

    async def finish(self) -> None:
        """Waits for the ends of all connections. Raises the first error."""
        while self._running:
            await self._running.pop()

    async def _serve(self, session: Session, sock: socket.socket) -> None:
        with contextlib.closing(sock), contextlib.suppress(ConnectionError, ssl.SSLError):  # the client has gone
            await session.channel.open()
            while await self._answer(session):
                pass
            await session.channel.close()

    async def _answer(self, session: Session) -> bool:
        """Answers a request. Returns whether another may follow."""
        head = await session.head()
        if head is None:
            return False
        line, fields = head
        asked = Asked(line, b"", False)
        session.asked.append(asked)
        await session.body(asked, fields)
        if not asked.whole:
            return False
        exchange = self.exchanges[line]
        asked.begin = len(session.channel.sent)
        await session.channel.send(exchange.wire)
        if exchange.echoes:
            await session.echo()
        if exchange.echoes or exchange.closes:
            return False
        asked.end = len(session.channel.sent)
        return True
