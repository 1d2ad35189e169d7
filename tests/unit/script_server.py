"""A server that answers by a script: prepared bytes, then a close, a reset or silence; it knows nothing of engines."""

from __future__ import annotations

import contextlib
import json
import socket
import struct
import tempfile
import threading
from collections import deque
from collections.abc import Callable
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple

import dockline

PATIENCE = 20  # seconds after which a test that hangs fails

# What a script may have besides bytes to send, events to wait for and functions of the socket.
UNREAD = object()  # first: the body of the request is left unread
CLOSE = object()
RESET = object()
STALL = object()  # says nothing more until the client closes

Step = bytes | threading.Event | Callable[[socket.socket], object] | object
Script = bytes | tuple[Step, ...]


class Asked(NamedTuple):
    """A request; the names of its fields are in lower case."""

    method: str
    target: str
    fields: dict[str, str]
    body: bytes


class Link:
    """A connection that the server accepted, what was asked on it, and whether it has ended."""

    def __init__(self, peer: socket.socket) -> None:
        self.peer = peer
        self.asked: list[Asked] = []
        self.ended = threading.Event()

    def wait_ended(self) -> None:
        assert self.ended.wait(PATIENCE), "the connection is still open"


class Server:
    """Answers the requests, in the order of their arrival, by the scripts; all that follow by `otherwise`.

    A request that no script awaits fails the test at the end, as does a script that nobody asked for.
    """

    def __init__(self, *scripts: Script, otherwise: Script | None = None, family: str = "unix") -> None:
        self.links: list[Link] = []
        self.scripts = deque(scripts)
        self.otherwise = otherwise
        self._unexpected: list[Asked] = []
        self._lock = threading.Lock()
        self._threads: list[threading.Thread] = []
        self._stack = contextlib.ExitStack()
        directory = self._stack.enter_context(tempfile.TemporaryDirectory())
        if family == "unix":
            self._socket = socket.socket(socket.AF_UNIX)
            self._socket.bind(str(Path(directory) / "engine.sock"))
            self.uri = f"unix://{directory}/engine.sock"
        else:
            self._socket = socket.create_server(("127.0.0.1", 0))
            self.uri = f"tcp://127.0.0.1:{self._socket.getsockname()[1]}"
        self._socket.listen(64)
        self._start(self._accept)

    # What a test uses.

    def client(
        self,
        category: str = "containers",
        engine: str = "docker",
        version: str = "v1.41",
        throw: bool = False,
        **conn: Any,
    ) -> dockline.Client:
        """A client of this server, closed with it."""
        made = dockline.client(
            engine=engine, category=category, version=version, conn={"uri": self.uri, **conn}, throw_exceptions=throw
        )
        return self._stack.enter_context(made)

    def open(self, driver: Any, category: str = "containers", **options: Any) -> Any:
        """A client of this server by a driver, see the fixture `driver`; the options are those of its `client`."""
        options = {"engine": "docker", "version": "v1.41", **options}
        return self._stack.enter_context(driver.client(category=category, conn={"uri": self.uri}, **options))

    def podman(self, category: str = "libpod/containers", throw: bool = False) -> dockline.Client:
        return self.client(category, "podman", "v4.3.1", throw)

    def get(self, as_: str = "data", throw: bool = False, **conn: Any) -> Any:
        """The result of a request that no table knows."""
        return dockline.request({"uri": self.uri, **conn}, path="/any", as_=as_, throw_exceptions=throw)

    @property
    def asked(self) -> list[list[tuple[str, str]]]:
        """Method and target of the requests, by connection."""
        return [[(asked.method, asked.target) for asked in link.asked] for link in self.links]

    @property
    def counts(self) -> list[int]:
        """The number of requests on each connection."""
        return [len(link.asked) for link in self.links]

    # What it does.

    def __enter__(self) -> Server:
        return self

    def __exit__(self, kind: object, *_: object) -> None:
        self._stack.close()
        self._socket.shutdown(socket.SHUT_RDWR)
        self._socket.close()
        for link in self.links:
            with contextlib.suppress(OSError):
                link.peer.shutdown(socket.SHUT_RDWR)
        for thread in self._threads:
            thread.join(PATIENCE)
        if kind is None:
            assert not self._unexpected
            assert not self.scripts, "not all was asked for"

    def _start(self, act: Callable[..., None], *arguments: object) -> None:
        thread = threading.Thread(target=act, args=arguments, daemon=True)
        self._threads.append(thread)
        thread.start()

    def _accept(self) -> None:
        while True:
            try:
                peer = self._socket.accept()[0]
            except OSError:
                return
            peer.settimeout(PATIENCE)
            self.links.append(Link(peer))
            self._start(self._serve, self.links[-1])

    def _serve(self, link: Link) -> None:
        try:
            with link.peer, link.peer.makefile("rb") as file:
                while self._answer(link, file):
                    pass
        except OSError:
            pass  # the client has gone, as some tests want it
        finally:
            link.ended.set()

    def _answer(self, link: Link, file: BinaryIO) -> bool:
        """One exchange; whether another may follow."""
        head = b"".join(iter(file.readline, b"\r\n") if file.peek(1) else [])  # type: ignore[attr-defined]
        if not head:
            return False
        first, *lines = head.decode("latin-1").splitlines()
        method, target, _ = first.split(" ")
        fields = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
        with self._lock:
            script = self.scripts.popleft() if self.scripts else self.otherwise
        steps = (script,) if isinstance(script, bytes) else script or (CLOSE,)
        asked = Asked(method, target, fields, b"" if steps[0] is UNREAD else read_body(file, fields))
        link.asked.append(asked)
        if script is None:
            self._unexpected.append(asked)
        return all(self._act(step, link, file) for step in steps)

    def _act(self, step: Step, link: Link, file: BinaryIO) -> bool:
        if isinstance(step, bytes):
            link.peer.sendall(step)
        elif isinstance(step, threading.Event):
            assert step.wait(PATIENCE)
        elif step is STALL:
            while file.read1(1 << 16):  # type: ignore[attr-defined]
                pass
        elif step is RESET and link.peer.family == socket.AF_INET:
            link.peer.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        elif callable(step):
            step(link.peer)
        return step not in (CLOSE, RESET, STALL)


def read_body(file: BinaryIO, fields: dict[str, str]) -> bytes:
    if fields.get("transfer-encoding") != "chunked":
        return file.read(int(fields.get("content-length", 0)))
    body = b""
    while size := int(file.readline(), 16):
        body += file.read(size)
        file.readline()
    file.readline()
    return body


def head(status: str = "200 OK", media: str = "", **fields: object) -> bytes:
    """A head; `content_length=5` makes the field Content-Length."""
    lines = [f"HTTP/1.1 {status}"]
    lines += [f"Content-Type: {media}"] if media else []
    lines += [f"{name.replace('_', '-').title()}: {value}" for name, value in fields.items()]
    return "\r\n".join([*lines, "", ""]).encode()


def answer(body: bytes = b"", media: str = "", status: str = "200 OK", **fields: object) -> bytes:
    """A whole response with a Content-Length."""
    return head(status, media, content_length=len(body), **fields) + body


def answer_json(value: object, status: str = "200 OK", **fields: object) -> bytes:
    return answer(json.dumps(value).encode(), "application/json", status, **fields)


def chunk(data: bytes) -> bytes:
    return b"%x\r\n%b\r\n" % (len(data), data)


def chunked(*parts: bytes, media: str = "", **fields: object) -> bytes:
    """A whole response by chunks."""
    return head("200 OK", media, transfer_encoding="chunked", **fields) + b"".join(map(chunk, (*parts, b"")))


def frame(stream: int, payload: bytes) -> bytes:
    """A frame of the multiplexed format."""
    return struct.pack(">BxxxI", stream, len(payload)) + payload
