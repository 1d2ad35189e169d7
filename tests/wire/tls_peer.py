"""The other end of a TLS connection. It drives the standard library's SSLObject by hand, so that half-close works."""

from __future__ import annotations

import contextlib
import socket
import ssl
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from types import TracebackType
from typing import Any

import trustme
from support.waiting import PATIENCE

import dockline

from .vectors import UPGRADED


class TlsPeer:
    """The server's end of a TLS connection. It has the methods of a socket that the tests use."""

    def __init__(self, plain: socket.socket, context: ssl.SSLContext) -> None:
        self.plain = plain
        if plain.family == socket.AF_INET:
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
            return b""  # a reset: the other side had not read its session tickets

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
    """A listening socket. `accept` gives connections after their handshake."""

    def __init__(self, plain: socket.socket, context: ssl.SSLContext) -> None:
        self.plain = plain
        self.context = context
        self.greeted: deque[tuple[TlsPeer, Any]] = deque()

    def greet(self) -> None:
        peer, address = self.plain.accept()
        peer.settimeout(PATIENCE)
        self.greeted.append((TlsPeer(peer, self.context), address))

    def accept(self) -> tuple[TlsPeer, Any]:
        return self.greeted.popleft()

    def __getattr__(self, name: str) -> Any:
        return getattr(self.plain, name)


@contextlib.contextmanager
def attaching(
    version: ssl.TLSVersion,
    authority: trustme.CA,
    open_socket: Callable[[int, trustme.CA], ssl.SSLSocket],
    *,
    head_apart: bool,
) -> Iterator[Callable[..., Any]]:
    """Returns a function of the engine's behaviour after its 101, and of the bytes that it sends with the 101.

    The function returns the result of `open_socket(port, authority)`. `head_apart`: the 101 is a record of its own.
    """
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.maximum_version = version
    authority.issue_cert("127.0.0.1").configure_cert(context)
    with contextlib.ExitStack() as stack:
        listener = stack.enter_context(socket.create_server(("127.0.0.1", 0)))
        pool = stack.enter_context(ThreadPoolExecutor(1))

        def attach(behave: Callable[[TlsPeer], object], first: bytes = b"") -> Any:
            def serve() -> None:
                plain = listener.accept()[0]
                plain.settimeout(PATIENCE)
                with TlsPeer(plain, context) as peer:
                    peer.recv(1 << 16)
                    for record in (UPGRADED, first) if head_apart else (UPGRADED + first,):
                        if record:
                            peer.session.write(record)
                    peer._flush()
                    behave(peer)

            serving = pool.submit(serve)
            given = open_socket(listener.getsockname()[1], authority)
            given.settimeout(PATIENCE)
            stack.callback(serving.result, PATIENCE)
            return stack.enter_context(given)

        yield attach


def by_dockline(port: int, authority: trustme.CA) -> ssl.SSLSocket:
    conn = {"uri": f"https://127.0.0.1:{port}", "mtls": {"ca": authority.cert_pem.bytes()}}
    return dockline.request(conn, method="POST", path="/attach", as_="socket")  # type: ignore[no-any-return]


def drain(peer: TlsPeer) -> None:
    while peer.recv(1 << 16):
        pass
