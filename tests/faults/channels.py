"""The prepared engine's end of a connection, plain or with TLS. It knows how many of its bytes a client can read."""

from __future__ import annotations

import asyncio
import contextlib
import socket
import ssl
from bisect import bisect_right

from .sockets import end, push

RECORD = 16 << 10  # bytes of data that one record of TLS may hold
SIZE = 1 << 16


def ignore(size: int) -> None:
    pass


class Plain:
    """A plain connection. `sent` has all sent bytes. `told_end`: the end was sent after them."""

    def __init__(self, sock: socket.socket) -> None:
        self.sent = bytearray()
        self.told_end = False
        self._socket = sock

    async def open(self) -> None:
        pass

    async def read(self) -> bytes:
        """Reads some bytes. Returns none at the end."""
        return await asyncio.get_running_loop().sock_recv(self._socket, SIZE)

    async def send(self, data: bytes) -> None:
        self.sent += data
        await push(self._socket, data, ignore)

    async def close(self) -> None:
        self.told_end = True
        end(self._socket)

    def understood(self, passed: int) -> tuple[int, bool]:
        """Returns how many bytes of `sent` the client gets after `passed` bytes, and whether it learns of the end.

        Without TLS, the client can't know who has caused the end of a connection.
        """
        return passed, True


class Sealed(Plain):
    """A TLS connection. TLS tells a cut from an end."""

    def __init__(self, sock: socket.socket, context: ssl.SSLContext) -> None:
        super().__init__(sock)
        self._incoming, self._outgoing = ssl.MemoryBIO(), ssl.MemoryBIO()
        self._session = context.wrap_bio(self._incoming, self._outgoing, server_side=True)
        self._sealed = 0  # bytes
        # Pairs of numbers: after so many sealed bytes, the client has so many of the sent ones.
        self._records = [(0, 0)]
        self._end_at: int | None = None

    async def open(self) -> None:
        while True:
            try:
                self._session.do_handshake()
                break
            except ssl.SSLWantReadError:
                await self._flush()
                await self._feed()
        await self._flush()

    async def read(self) -> bytes:
        while True:
            try:
                return self._session.read(SIZE)
            except ssl.SSLWantReadError:
                await self._feed()
            except ssl.SSLZeroReturnError:
                return b""

    async def send(self, data: bytes) -> None:
        self.sent += data
        for at in range(0, len(data), RECORD):
            self._session.write(data[at : at + RECORD])
            await self._flush(len(data[at : at + RECORD]))

    async def close(self) -> None:
        with contextlib.suppress(ssl.SSLError):
            self._session.unwrap()
        self._end_at = self._sealed + self._outgoing.pending
        await self._flush()
        await super().close()

    def understood(self, passed: int) -> tuple[int, bool]:
        at = bisect_right(self._records, (passed, len(self.sent)))
        return self._records[at - 1][1], self._end_at is not None and passed >= self._end_at

    async def _flush(self, opened: int = 0) -> None:
        data = self._outgoing.read()
        self._sealed += len(data)
        if opened:
            self._records.append((self._sealed, self._records[-1][1] + opened))
        await push(self._socket, data, ignore)

    async def _feed(self) -> None:
        data = await super().read()
        if not data:
            raise ConnectionError("the client has closed without the end that TLS wants")
        self._incoming.write(data)
