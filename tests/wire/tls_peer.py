"""The other end of a TLS connection: the standard library's SSLObject, driven by hand so that half-close works."""

from __future__ import annotations

import contextlib
import socket
import ssl
from collections import deque
from types import TracebackType
from typing import Any


class TlsPeer:
    """A server's end of a TLS connection, with what the tests use of a socket."""

    def __init__(self, plain: socket.socket, context: ssl.SSLContext) -> None:
        self.plain = plain
        plain.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)  # as engines do
        self.incoming, self.outgoing = ssl.MemoryBIO(), ssl.MemoryBIO()
        self.session = context.wrap_bio(self.incoming, self.outgoing, server_side=True)
        self._repeat(self.session.do_handshake)
        self._flush()

    def _repeat(self, step: Any, *arguments: Any) -> Any:
        while True:
            try:
                return step(*arguments)
            except ssl.SSLWantReadError:
                self._flush()
                data = self.plain.recv(1 << 16)
                if data:
                    self.incoming.write(data)
                else:
                    self.incoming.write_eof()

    def _flush(self) -> None:
        self.plain.sendall(self.outgoing.read())

    def sendall(self, data: bytes) -> None:
        view = memoryview(data)
        for at in range(0, len(view), 1 << 16):
            self.session.write(view[at : at + (1 << 16)])
            self._flush()

    def recv(self, size: int) -> bytes:
        try:
            return bytes(self._repeat(self.session.read, size))
        except (ssl.SSLZeroReturnError, ssl.SSLEOFError, ConnectionResetError):
            return b""  # reset: the other side had not read the session tickets that it was sent

    def shutdown(self, how: int) -> None:
        assert how == socket.SHUT_WR
        with contextlib.suppress(ssl.SSLError):
            self.session.unwrap()
        self._flush()

    def close(self) -> None:
        if self.plain.fileno() != -1:
            with contextlib.suppress(OSError):
                self.shutdown(socket.SHUT_WR)
            self.plain.close()

    def __enter__(self) -> TlsPeer:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def __getattr__(self, name: str) -> Any:
        return getattr(self.plain, name)


class TlsListening:
    """A listening socket whose connections have shaken hands when `accept` gives them."""

    def __init__(self, plain: socket.socket, context: ssl.SSLContext) -> None:
        self.plain = plain
        self.context = context
        self.greeted: deque[tuple[TlsPeer, Any]] = deque()

    def greet(self) -> None:
        peer, address = self.plain.accept()
        peer.settimeout(20)
        self.greeted.append((TlsPeer(peer, self.context), address))

    def accept(self) -> tuple[TlsPeer, Any]:
        return self.greeted.popleft()

    def __getattr__(self, name: str) -> Any:
        return getattr(self.plain, name)
