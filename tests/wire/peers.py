"""The peer of a connection: the other end of a real socket. The test or one of its threads plays it."""

from __future__ import annotations

import contextlib
import os
import socket
import ssl
import struct
import tempfile
import threading
from collections.abc import Callable, Iterator
from math import inf
from pathlib import Path
from typing import Any

from support.waiting import PATIENCE

from dockline._wire.connection import Connection
from dockline._wire.rawsocket import RawSocket, clock
from dockline._wire.tlssocket import TlsSocket

from .tls_peer import TlsListening


class Listener:
    """Listens on a unix or a TCP socket, perhaps with TLS. `connect` gives both ends of a connection.

    `contexts` are the TLS contexts of the client and of the server.
    """

    def __init__(
        self,
        family: str,
        stack: contextlib.ExitStack,
        contexts: tuple[ssl.SSLContext, ssl.SSLContext] | None = None,
    ) -> None:
        self.family = family
        self.stack = stack
        self.directory = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        self.socket = stack.enter_context(
            socket.socket(socket.AF_UNIX if family == "unix" else socket.AF_INET, socket.SOCK_STREAM)
        )
        self.socket.bind(str(self.path) if family == "unix" else ("127.0.0.1", 0))
        self.socket.listen(8)
        self.context = None
        if contexts is not None:
            self.context, serving = contexts
            self.socket = TlsListening(self.socket, serving)

    @property
    def path(self) -> Path:
        return self.directory / "engine.sock"

    @property
    def port(self) -> int:
        return int(self.socket.getsockname()[1])

    def _dial(self, limit: float) -> RawSocket:
        if self.family == "unix":
            return RawSocket.connect_unix(os.fsencode(self.path), limit)
        return RawSocket.connect_tcp("127.0.0.1", self.port, limit)

    def dial(self, limit: float = inf) -> RawSocket:
        raw = self._dial(limit)
        if self.context is not None:
            raw = TlsSocket(raw, self.context, "127.0.0.1", str)
            with meanwhile(self.socket.greet):
                raw.handshake(limit)
        return raw

    def connect(self, **options: Any) -> tuple[Connection, socket.socket]:
        """Makes a connection and its peer. Both are closed at the end of the test."""
        connection = Connection(self.dial(), **options)
        self.stack.callback(connection.close)
        peer = self.stack.enter_context(self.socket.accept()[0])
        peer.settimeout(PATIENCE)
        return connection, peer

    def asked(
        self, method: bytes = b"GET", *, expects_upgrade: bool = False, call_timeout: float = inf, **options: Any
    ) -> tuple[Connection, socket.socket]:
        """Makes a connection whose request was sent and received."""
        connection, peer = self.connect(**options)
        ask(connection, peer, method, expects_upgrade=expects_upgrade, call_timeout=call_timeout)
        return connection, peer

    def answered(
        self, data: bytes, *, read_timeout: float = inf, write_timeout: float = inf, **options: Any
    ) -> tuple[Connection, socket.socket]:
        """Makes a connection that has read the head of the peer's response. The time limits hold for the rest."""
        connection, peer = self.asked(**options)
        peer.sendall(data)
        connection.read_head()
        connection.read_timeout, connection.write_timeout = read_timeout, write_timeout
        return connection, peer


def ask(
    connection: Connection,
    peer: socket.socket,
    method: bytes = b"GET",
    *,
    expects_upgrade: bool = False,
    call_timeout: float = inf,
) -> None:
    request = method + b" / HTTP/1.1\r\n\r\n"
    connection.begin(method, expects_upgrade, clock() + call_timeout)
    assert connection.send(request)
    connection.end_request()
    assert receive(peer, len(request)) == request


def receive(peer: socket.socket, size: int) -> bytes:
    data = b""
    while len(data) < size:
        part = peer.recv(size - len(data))
        if not part:
            break
        data += part
    return data


def leave_no_room(connection: Connection) -> bytes:
    """Fills the connection. Returns the written bytes. Until the peer reads them, the kernel takes no more.

    Only for a unix socket: TCP moves bytes to the other side by itself.
    """
    data = os.urandom(6 << 10)
    connection.write(data)
    with socket.socket(fileno=os.dup(connection.fileno())) as same:
        same.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 1)
    return data


def reset(peer: socket.socket) -> None:
    """Closes so that the other side gets ECONNRESET."""
    peer = getattr(peer, "plain", peer)
    if peer.family == socket.AF_INET:
        peer.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    peer.close()


@contextlib.contextmanager
def meanwhile(act: Callable[[], object]) -> Iterator[threading.Thread]:
    """Runs `act` in a thread. Gives the thread, and raises its error at the end."""
    faults: list[BaseException] = []

    def run() -> None:
        try:
            act()
        except BaseException as fault:
            faults.append(fault)

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    try:
        yield thread
    finally:
        thread.join(PATIENCE)
    assert not thread.is_alive()
    if faults:
        raise faults[0]
