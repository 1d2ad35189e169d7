"""A server that answers by a script: real sockets, whole requests, prepared answers. It knows nothing of engines."""

from __future__ import annotations

import contextlib
import json
import select
import socket
import ssl
import struct
import tempfile
import threading
from collections import deque
from collections.abc import Callable
from http.client import responses
from typing import Any, NamedTuple

import dockline

from .waiting import PATIENCE, wait_until, wait_until_told


class Request(NamedTuple):
    """A request as it arrived: its head, and its body without chunk framing. A cut body ends early."""

    method: str
    target: str
    fields: list[tuple[str, str]]
    body: bytes = b""
    whole: bool = False

    def field(self, name: str) -> str | None:
        values = [value for known, value in self.fields if known.lower() == name.lower()]
        assert len(values) < 2, f"{name} is there twice"
        return values[0] if values else None

    @property
    def path(self) -> str:
        return self.target.partition("?")[0]

    @property
    def query(self) -> list[tuple[str, str]]:
        """Returns the parameters of the query, still percent-encoded."""
        text = self.target.partition("?")[2]
        return [(name, value) for name, _, value in (pair.partition("=") for pair in text.split("&"))] if text else []


class Peer:
    """The server's end of one connection. Its methods can be steps of answers, such as `Peer.close` or `Peer.hold`."""

    def __init__(self, sock: socket.socket, number: int, address: Any) -> None:
        self.socket = sock
        self.address = address  # the address of the client
        self.file = sock.makefile("rb")
        self.number = number
        self.requests: list[Request] = []
        self.ended = threading.Event()

    def send(self, *parts: bytes) -> None:
        for part in parts:
            self.socket.sendall(part)

    def hold(self) -> None:
        """Sends nothing more, and receives until the client closes."""
        with contextlib.suppress(ConnectionError):
            while self.file.read1(65536):
                pass

    def shutdown(self) -> None:
        """Half-closes: the other side sees the end, and can still send."""
        self.socket.shutdown(socket.SHUT_WR)

    def close(self) -> None:
        self.file.close()
        self.socket.close()

    def reset(self) -> None:
        """Closes so that the other side of a TCP connection gets ECONNRESET."""
        if self.socket.family != socket.AF_UNIX:
            self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.close()

    def secure(self, context: ssl.SSLContext) -> None:
        """Speaks TLS from now on. A client that breaks the handshake off counts as gone."""
        try:
            self.socket = context.wrap_socket(self.socket, server_side=True)
        except ssl.SSLError as error:
            raise ConnectionError from error
        self.file = self.socket.makefile("rb")

    def read_head(self) -> Request | None:
        """Reads the head of a request. Returns None if the client has closed. The body stays unread."""
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
        pairs = (line.partition(":") for line in lines)
        return Request(method, target, [(name, value.strip()) for name, _, value in pairs])

    def read_body(self, request: Request) -> Request:
        if request.field("Transfer-Encoding") != "chunked":
            size = int(request.field("Content-Length") or 0)
            body = self.file.read(size)
            return request._replace(body=body, whole=len(body) == size)
        assert request.field("Content-Length") is None
        body = b""
        while (line := self.file.readline()).endswith(b"\n"):
            size = int(line, 16)
            data = self.file.read(size + 2)
            body += data[:size]
            if len(data) < size + 2:
                break
            assert data.endswith(b"\r\n")
            if size == 0:
                return request._replace(body=body, whole=True)
        return request._replace(body=body)


Step = bytes | Callable[[Peer], object]


class Early(tuple[Step, ...]):
    """An answer to the head of a request. Its steps may read the body. The connection is closed after it."""


Answer = Step | tuple[Step, ...]


def until(event: threading.Event) -> Step:
    """Makes a step that waits for an event."""

    def wait(_: Peer) -> None:
        assert event.wait(PATIENCE), "the event did not come"

    return wait


class Server:
    """Answers each request, on any connection, with the next of `answers`, and with `always` when none is left.

    An answer is bytes, a function of the peer, or a tuple of these. The test fails at its end after an error in the
    server, a request without an answer, or an answer without a request.
    """

    def __init__(
        self,
        *answers: Answer,
        always: Answer | None = None,
        family: str = "unix",
        host: str = "127.0.0.1",
        context: ssl.SSLContext | None = None,
    ) -> None:
        self.peers: list[Peer] = []
        self._answers = deque(answers)
        self._always = always
        self._context = context
        self._faults: list[BaseException] = []
        self._lock = threading.Lock()
        self._threads: list[threading.Thread] = []
        self._stack = contextlib.ExitStack()
        if family == "unix":
            self._listener = socket.socket(socket.AF_UNIX)
            self._listener.bind(self._stack.enter_context(tempfile.TemporaryDirectory()) + "/engine.sock")
            self.uri = f"unix://{self._listener.getsockname()}"
        else:
            version, *_, address = socket.getaddrinfo(host, 0, type=socket.SOCK_STREAM)[0]
            self._listener = socket.socket(version)
            self._listener.bind(address)
            written = f"[{host.replace('%', '%25')}]" if ":" in host else host
            self.uri = f"{'tcp' if context is None else 'https'}://{written}:{self._listener.getsockname()[1]}"
        self._listener.listen(128)
        self._closing = False
        self._run(self._accept)

    # For the test

    def client(self, category: str = "containers", driver: Any = dockline, **options: Any) -> Any:
        """Makes a client of this server, which is closed with it. Unknown options go into its `conn`."""
        known = {name: options.pop(name) for name in ("engine", "version", "throw_exceptions") if name in options}
        known = {"engine": "docker", "version": "v1.41", **known}
        made = driver.client(category=category, conn={"uri": self.uri, **options}, **known)
        return self._stack.enter_context(made)

    def get(self, **options: Any) -> Any:
        """Sends a request for a path that no table has. Returns the result."""
        return dockline.request({"uri": self.uri}, path="/any", **options)

    @property
    def requests(self) -> list[Request]:
        """Returns all requests, sorted by connection."""
        return [request for peer in self.peers for request in peer.requests]

    @property
    def only(self) -> Request:
        (request,) = self.requests
        return request

    @property
    def asked(self) -> list[list[tuple[str, str]]]:
        """Returns method and target of the requests on each connection."""
        return [[request[:2] for request in peer.requests] for peer in self.peers]

    @property
    def counts(self) -> list[int]:
        """Returns the number of requests on each connection."""
        return [len(peer.requests) for peer in self.peers]

    def wait_ended(self, number: int) -> None:
        """Waits until this connection (counted from 0) has ended, and the client can see that."""
        wait_until(lambda: len(self.peers) > number)
        assert self.peers[number].ended.wait(PATIENCE), "the connection is still open"
        wait_until_told(self.peers[number].address)

    def close(self) -> None:
        """Ends everything, and raises the first error. May be called twice."""
        self._end()
        assert not self._answers, "nobody asked for all answers"

    def __enter__(self) -> Server:
        return self

    def __exit__(self, kind: object, *_: object) -> None:
        if kind is None:
            self.close()
        else:
            self._end()

    # The server's thread

    def _end(self) -> None:
        if self._closing:
            return
        self._stack.close()
        # The server still accepts the connections that clients have made.
        accepting = self._threads[0]
        wait_until(lambda: not accepting.is_alive() or not select.select([self._listener], [], [], 0)[0])
        self._closing = True
        self._listener.shutdown(socket.SHUT_RDWR)
        accepting.join(PATIENCE)
        self._listener.close()
        for peer in self.peers:
            with contextlib.suppress(OSError):
                peer.socket.shutdown(socket.SHUT_RDWR)
        for thread in self._threads:
            thread.join(PATIENCE)
            assert not thread.is_alive()
        if self._faults:
            raise self._faults[0]

    def _run(self, act: Callable[..., None], *arguments: Peer) -> None:
        def run() -> None:
            try:
                act(*arguments)
            except BaseException as fault:
                self._faults.append(fault)

        self._threads.append(threading.Thread(target=run, daemon=True))
        self._threads[-1].start()

    def _accept(self) -> None:
        while True:
            try:
                sock, address = self._listener.accept()
            except OSError:
                assert self._closing
                return
            sock.settimeout(PATIENCE)
            self.peers.append(Peer(sock, len(self.peers), address))
            self._run(self._serve, self.peers[-1])

    def _serve(self, peer: Peer) -> None:
        try:
            if self._context is not None:
                peer.secure(self._context)
            while not peer.file.closed and self._answer(peer):
                pass
        except ConnectionError:
            pass  # the client has gone
        finally:
            peer.close()
            peer.ended.set()

    def _answer(self, peer: Peer) -> bool:
        """Performs one exchange. Returns whether another may follow."""
        request = peer.read_head()
        if request is None:
            return False
        with self._lock:
            answer = self._answers.popleft() if self._answers else self._always
        peer.requests.append(request if isinstance(answer, Early) else peer.read_body(request))
        assert answer is not None, f"nobody awaits {peer.requests[-1]}"
        for step in answer if isinstance(answer, tuple) else (answer,):
            if isinstance(step, bytes):
                peer.send(step)
            else:
                step(peer)
        return not isinstance(answer, Early)


# Answers

MULTIPLEXED = "application/vnd.docker.multiplexed-stream"
RAW = "application/vnd.docker.raw-stream"
JSON = "application/json"


def head(status: int | str = 200, media: str = "", **fields: object) -> bytes:
    """Makes the head of a response. `content_length=5` makes the field Content-Length."""
    line = f"{status} {responses.get(status, '')}" if isinstance(status, int) else status
    lines = [f"HTTP/1.1 {line}"]
    lines += [f"Content-Type: {media}"] if media else []
    lines += [f"{name.replace('_', '-').title()}: {value}" for name, value in fields.items()]
    return "\r\n".join([*lines, "", ""]).encode("latin-1")


def reply(body: Any = b"", status: int | str = 200, media: str = "", **fields: object) -> bytes:
    """Makes a response with a Content-Length. A value that is not bytes is sent as JSON, with its media type."""
    if not isinstance(body, bytes):
        body, media = json.dumps(body).encode(), media or JSON
    return head(status, media, content_length=len(body), **fields) + body


def chunk(data: bytes) -> bytes:
    return b"%x\r\n%b\r\n" % (len(data), data)


def begun(*parts: bytes, status: int | str = 200, media: str = "", **fields: object) -> bytes:
    """Makes a chunked response without its end."""
    return head(status, media, transfer_encoding="chunked", **fields) + b"".join(map(chunk, parts))


def chunked(*parts: bytes, status: int | str = 200, media: str = "", **fields: object) -> bytes:
    """Makes a complete chunked response."""
    return begun(*parts, status=status, media=media, **fields) + chunk(b"")


def frame(stream: int, payload: bytes) -> bytes:
    """Makes a frame of the multiplexed format."""
    return struct.pack(">BxxxI", stream, len(payload)) + payload
