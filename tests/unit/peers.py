"""A server whose end of each connection a test plays: real sockets, whole requests, prepared bytes."""

from __future__ import annotations

import contextlib
import json
import os
import socket
import struct
import tempfile
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import dockline

PATIENCE = 20  # seconds, before a test that hangs fails


class Seen(NamedTuple):
    """A request as it came: on which connection (numbered from 0), its head, and its body without chunk framing."""

    connection: int
    method: str
    target: str
    fields: list[tuple[str, str]]
    body: bytes
    whole: bool = True

    def field(self, name: str) -> str | None:
        values = [value for known, value in self.fields if known.lower() == name.lower()]
        assert len(values) < 2, f"{name} is there twice"
        return values[0] if values else None

    @property
    def path(self) -> str:
        return self.target.partition("?")[0]

    @property
    def query(self) -> list[tuple[str, str]]:
        """The parameters, still percent-encoded."""
        text = self.target.partition("?")[2]
        return [(name, value) for name, _, value in (pair.partition("=") for pair in text.split("&"))] if text else []


class Peer:
    """The server's end of one connection."""

    def __init__(self, sock: socket.socket, number: int) -> None:
        self.socket = sock
        self.number = number
        self.file = sock.makefile("rb")

    def send(self, *parts: bytes) -> None:
        for part in parts:
            self.socket.sendall(part)

    def close(self) -> None:
        self.file.close()
        self.socket.close()

    def shutdown(self) -> None:
        """The other side sees the end; what it still sends is taken in."""
        self.socket.shutdown(socket.SHUT_WR)

    def reset(self) -> None:
        """Closes so that the other side of a TCP connection gets ECONNRESET."""
        if self.socket.family != socket.AF_UNIX:
            self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.close()

    def wait_for_end(self) -> None:
        """Takes in what the client still sends, until it closes."""
        with contextlib.suppress(ConnectionError):
            while self.file.read1(65536):
                pass

    def read_head(self) -> Seen | None:
        """A request whose body waits; None where the client has closed."""
        head = b""
        while not head.endswith(b"\r\n\r\n"):
            line = self.file.readline()
            if not line:
                assert not head, f"the connection ended in the head {head!r}"
                return None
            head += line
        first, *lines = head.decode("latin-1").split("\r\n")[:-2]
        method, target, version = first.split(" ")
        assert version == "HTTP/1.1"
        fields = [(name, value) for name, _, value in (line.partition(": ") for line in lines)]
        return Seen(self.number, method, target, fields, b"")

    def read_request(self) -> Seen | None:
        """The next request, with its body as far as it came; None where the client has closed."""
        seen = self.read_head()
        if seen is None:
            return None
        if seen.field("Transfer-Encoding") == "chunked":
            assert seen.field("Content-Length") is None
            body, whole = self._read_chunks()
        else:
            size = int(seen.field("Content-Length") or 0)
            body = self.file.read(size)
            whole = len(body) == size
        return seen._replace(body=body, whole=whole)

    def _read_chunks(self) -> tuple[bytes, bool]:
        body = b""
        while line := self.file.readline():
            size = int(line, 16)
            chunk = self.file.read(size + 2)
            body += chunk[:size]
            if size == 0:
                assert chunk == b"\r\n"
                return body, True
        return body, False


Answer = bytes | Callable[[Peer], object]


class Server:
    """Gives each request, on whichever connection it comes, the next of `answers`: bytes, or a function of the peer.

    `always` is for all requests after those. Without either it is an error that a request came at all. The function
    `by_hand` plays each connection instead, from its first byte. What goes wrong in the server fails the test.
    """

    def __init__(
        self,
        *answers: Answer,
        always: Answer | None = None,
        by_hand: Callable[[Peer], object] | None = None,
        family: str = "unix",
    ) -> None:
        self.seen: list[Seen] = []
        self.connections = 0
        self.closed = False
        self._faults: list[BaseException] = []
        self._answers = list(answers)
        self._always = always
        self._by_hand = by_hand or self._play
        self._lock = threading.Lock()
        self._peers: list[Peer] = []
        self._threads: list[threading.Thread] = []
        self._folder = tempfile.TemporaryDirectory(prefix="dockline-")
        if family == "unix":
            self._listener = socket.socket(socket.AF_UNIX)
            self._listener.bind(str(Path(self._folder.name) / "engine.sock"))
            self.uri = f"unix://{self._listener.getsockname()}"
        else:
            host, version = ("::1", socket.AF_INET6) if family == "tcp6" else ("127.0.0.1", socket.AF_INET)
            self._listener = socket.socket(version)
            self._listener.bind((host, 0))
            written = f"[{host}]" if family == "tcp6" else host
            self.uri = f"tcp://{written}:{self._listener.getsockname()[1]}"
        self._listener.listen(128)
        self._run(self._accept)

    def client(self, category: str = "containers", **options: Any) -> dockline.Client:
        """A client of this server; what is no argument of `dockline.client` is for its `conn`."""
        known = {name: options.pop(name) for name in ("engine", "version", "throw_exceptions") if name in options}
        known = {"engine": "docker", "version": "v1.41", **known}
        return dockline.client(category=category, conn={"uri": self.uri, **options}, **known)

    @property
    def only(self) -> Seen:
        (seen,) = self.seen
        return seen

    @property
    def asked(self) -> list[tuple[int, str]]:
        """The connection and the method of each request."""
        return [(seen.connection, seen.method) for seen in self.seen]

    def close(self) -> None:
        """Ends everything, and raises what went wrong in the server. Idempotent."""
        if self.closed:
            return
        self.closed = True
        self._listener.shutdown(socket.SHUT_RDWR)
        self._threads[0].join(PATIENCE)
        self._listener.close()
        for peer in self._peers:
            with contextlib.suppress(OSError):
                peer.socket.shutdown(socket.SHUT_RDWR)
        for thread in self._threads:
            thread.join(PATIENCE)
            assert not thread.is_alive()
        for peer in self._peers:
            peer.close()
        self._folder.cleanup()
        if self._faults:
            raise self._faults[0]

    def _run(self, act: Callable[..., object], *arguments: Any) -> None:
        thread = threading.Thread(target=act, args=arguments, daemon=True)
        self._threads.append(thread)
        thread.start()

    def _accept(self) -> None:
        while True:
            try:
                sock, _ = self._listener.accept()
            except OSError:
                return
            sock.settimeout(PATIENCE)
            peer = Peer(sock, self.connections)
            self.connections += 1
            self._peers.append(peer)
            self._run(self._guard, peer)

    def _guard(self, peer: Peer) -> None:
        try:
            self._by_hand(peer)
        except ConnectionError:
            pass  # the client is gone
        except BaseException as fault:
            self._faults.append(fault)

    def _play(self, peer: Peer) -> None:
        while not peer.file.closed and (seen := peer.read_request()) is not None:
            with self._lock:
                self.seen.append(seen)
                answer = self._answers.pop(0) if self._answers else self._always
            if isinstance(answer, bytes):
                peer.send(answer)
            elif answer is not None:
                answer(peer)
            else:
                assert not seen.whole, f"nobody expects {seen}"
                return


# Answers.

MULTIPLEXED = "application/vnd.docker.multiplexed-stream"
RAW = "application/vnd.docker.raw-stream"
JSON = "application/json"


def head(status: int = 200, **fields: str) -> bytes:
    """The head of a response; `Content_Type` is written with a dash."""
    lines = "".join(f"{name.replace('_', '-')}: {value}\r\n" for name, value in fields.items())
    return f"HTTP/1.1 {status} Reason {status}\r\n{lines}\r\n".encode("latin-1")


def reply(body: Any = b"", status: int = 200, **fields: str) -> bytes:
    """A response with a Content-Length; what is not bytes is sent as JSON, and says so."""
    if not isinstance(body, bytes):
        body = json.dumps(body).encode()
        fields = {"Content_Type": JSON, **fields}
    return head(status, Content_Length=str(len(body)), **fields) + body


def chunk(data: bytes) -> bytes:
    return b"%x\r\n%b\r\n" % (len(data), data)


def chunked(*parts: bytes, status: int = 200, **fields: str) -> bytes:
    """A response by chunks, whole."""
    return begun(*parts, status=status, **fields) + chunk(b"")


def begun(*parts: bytes, status: int = 200, **fields: str) -> bytes:
    """A response by chunks whose end is missing."""
    return head(status, Transfer_Encoding="chunked", **fields) + b"".join(map(chunk, parts))


def frame(stream: int, payload: bytes) -> bytes:
    return bytes([stream, 0, 0, 0]) + struct.pack(">I", len(payload)) + payload


def descriptors() -> set[str]:
    return set(os.listdir("/proc/self/fd"))  # noqa: PTH208 - names, not paths
