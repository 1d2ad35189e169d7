"""A connection of the simulated engine. It reads HTTP/1.1 requests. It writes replies and streams."""

from __future__ import annotations

import asyncio
import contextlib
import json
import select
import socket
from collections.abc import AsyncIterator, Callable, Mapping
from dataclasses import dataclass, field
from email.utils import formatdate
from http import HTTPStatus
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from .state import Refusal

BODY_LIMIT = 64 * 2**20
REPLY_UNCHUNKED = 2048  # bytes; Go's server sends a longer body chunked
JSON = "application/json"
RAW_STREAM = "application/vnd.docker.raw-stream"
MULTIPLEXED_STREAM = "application/vnd.docker.multiplexed-stream"


@dataclass(frozen=True)
class Request:
    """A request: decoded path, first value of each query parameter, fields by lower-case name, whole body."""

    method: str
    path: str
    query: Mapping[str, str]
    fields: Mapping[str, str]
    body: bytes
    http: str

    @property
    def keep_alive(self) -> bool:
        return self.http == "HTTP/1.1" and self.fields.get("connection", "").lower() != "close"

    def flag(self, name: str) -> bool:
        """A boolean of the query, as Docker reads one: anything but these words is true."""
        return self.query.get(name, "").lower() not in ("", "0", "no", "false", "none")

    def json(self) -> dict[str, Any]:
        """Decodes the body, a JSON object. Raises Refusal for another Content-Type, broken JSON or another value."""
        kind = self.fields.get("content-type", "").partition(";")[0]
        if kind != JSON:
            raise Refusal(400, f"Content-Type specified ({kind}) must be 'application/json'")
        try:
            document = json.loads(self.body)
        except ValueError as error:
            raise Refusal(400, f"invalid JSON: {error}" if self.body else "invalid JSON: EOF") from None
        if not isinstance(document, dict):
            raise Refusal(400, f"json: cannot unmarshal {type(document).__name__} into a Go struct")
        return document


@dataclass(frozen=True)
class Reply:
    """A whole reply."""

    status: int
    body: bytes = b""
    content_type: str | None = None
    fields: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Stream:
    """A chunked reply without a known end. It iterates over lists of chunks. A list is sent at once."""

    chunks: AsyncIterator[list[bytes]]
    content_type: str | None = None


@dataclass(frozen=True)
class Hijack:
    """A reply that leaves HTTP. The session gets the client's bytes, and iterates over bytes for the client."""

    session: Callable[[AsyncIterator[bytes]], AsyncIterator[list[bytes]]]
    content_type: str


Answer = Reply | Stream | Hijack
Answerer = Callable[[Request], Answer]


def document(value: object) -> bytes:
    """JSON as Go's encoder writes it: compact, with a line feed."""
    return json.dumps(value, separators=(",", ":"), ensure_ascii=False).encode() + b"\n"


def json_reply(value: object, status: int = 200) -> Reply:
    return Reply(status, document(value), JSON)


def chunk(payload: bytes) -> bytes:
    return b"%x\r\n%b\r\n" % (len(payload), payload)


async def read_request(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> Request:
    """Reads a request. Raises ValueError or LimitOverrunError if it is broken, IncompleteReadError at the end."""
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
    request_line, *lines = head.rstrip("\r\n").split("\r\n")
    method, target, http = request_line.split(" ")
    fields = {name.strip().lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
    if fields.get("expect") == "100-continue":
        writer.write(b"HTTP/1.1 100 Continue\r\n\r\n")
    url = urlsplit(f"//engine{target}" if target.startswith("/") else target)
    query = {name: values[0] for name, values in parse_qs(url.query, keep_blank_values=True).items()}
    return Request(method, unquote(url.path), query, fields, await _read_body(reader, fields), http)


async def _read_body(reader: asyncio.StreamReader, fields: Mapping[str, str]) -> bytes:
    if fields.get("transfer-encoding", "").lower() == "chunked":
        return await _read_chunks(reader)
    length = int(fields.get("content-length", 0))
    if length > BODY_LIMIT:
        raise ValueError("body too long")
    return await reader.readexactly(length)


async def _read_chunks(reader: asyncio.StreamReader) -> bytes:
    body = bytearray()
    while size := int((await reader.readuntil(b"\r\n")).partition(b";")[0], 16):
        if len(body) + size > BODY_LIMIT:
            raise ValueError("body too long")
        body += (await reader.readexactly(size + 2))[:-2]
    while await reader.readuntil(b"\r\n") != b"\r\n":
        pass  # trailers are dropped
    return bytes(body)


class Connection(asyncio.StreamReaderProtocol):
    """Serves one client until it closes. `tasks` holds the task of the connection while it runs."""

    def __init__(self, answer: Answerer, fields: Mapping[str, str], tasks: set[asyncio.Task[None]]) -> None:
        self._reader = asyncio.StreamReader()
        super().__init__(self._reader, self._connected)
        self._answer, self._common_fields, self._tasks = answer, fields, tasks
        self._ended = asyncio.Event()  # the client has half-closed or closed

    def eof_received(self) -> bool | None:
        self._ended.set()
        return super().eof_received()

    def connection_lost(self, exc: Exception | None) -> None:
        self._ended.set()
        super().connection_lost(exc)

    def _connected(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._writer = writer
        task = asyncio.get_running_loop().create_task(self._serve())
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _serve(self) -> None:
        writer = self._writer
        try:
            while await self._exchange():
                await writer.drain()
            writer.write_eof()  # a forked child may hold the descriptor: closing it would not end the stream
            writer.close()
            await writer.wait_closed()
        except (asyncio.IncompleteReadError, OSError, asyncio.CancelledError):
            pass  # the client or the engine has closed the connection
        finally:
            connection = writer.get_extra_info("socket")
            if connection.fileno() != -1:  # aborting a transport that has closed fails in some versions of asyncio
                with contextlib.suppress(OSError):
                    connection.shutdown(socket.SHUT_RDWR)
                writer.transport.abort()

    async def _exchange(self) -> bool:
        """Reads one request and answers it. Returns whether another may follow."""
        try:
            request = await read_request(self._reader, self._writer)
        except (ValueError, asyncio.LimitOverrunError):
            fields = {"Content-Type": "text/plain; charset=utf-8", "Connection": "close"}
            self._writer.write(_head(400, fields) + b"400 Bad Request")
            return False
        answer = self._answer(request)
        if isinstance(answer, Hijack):
            await self._hijack(request, answer)
            return False
        if isinstance(answer, Reply):
            self._reply(request, answer)
        else:
            await self._stream(request, answer)
        return request.keep_alive

    def _fields(self, request: Request, content_type: str | None) -> dict[str, str]:
        fields = {**self._common_fields, "Date": formatdate(usegmt=True)}
        if content_type:
            fields["Content-Type"] = content_type
        if not request.keep_alive:
            fields["Connection"] = "close"
        return fields

    def _reply(self, request: Request, answer: Reply) -> None:
        fields = {**self._fields(request, answer.content_type), **answer.fields}
        body = b"" if request.method == "HEAD" else answer.body
        if len(body) > REPLY_UNCHUNKED and request.http == "HTTP/1.1":
            fields["Transfer-Encoding"] = "chunked"
            body = chunk(body) + chunk(b"")
        elif answer.status not in (204, 304):
            fields["Content-Length"] = str(len(body))
        self._writer.write(_head(answer.status, fields) + body)

    async def _stream(self, request: Request, answer: Stream) -> None:
        fields = self._fields(request, answer.content_type)
        if request.http != "HTTP/1.1":
            self._writer.write(_head(200, fields))
            await self._send(answer.chunks, bytes)
            return
        self._writer.write(_head(200, {**fields, "Transfer-Encoding": "chunked"}))
        await self._send(answer.chunks, chunk)
        self._writer.write(chunk(b""))

    async def _hijack(self, request: Request, answer: Hijack) -> None:
        if request.fields.get("upgrade") and "upgrade" in request.fields.get("connection", "").lower():
            upgrade = {"Content-Type": answer.content_type, "Connection": "Upgrade", "Upgrade": "tcp"}
            self._writer.write(_head(101, upgrade, "UPGRADED"))
        else:
            # Without an upgrade, Docker labels a multiplexed stream as raw too.
            self._writer.write(_head(200, {"Content-Type": RAW_STREAM}))
        await self._send(answer.session(_stdin(self._reader)), bytes)

    async def _send(self, batches: AsyncIterator[list[bytes]], encode: Callable[[bytes], bytes]) -> None:
        watch = asyncio.ensure_future(self._cancel_when_gone(asyncio.current_task()))
        try:
            async for batch in batches:
                self._writer.write(b"".join(map(encode, batch)))
                await self._writer.drain()
        finally:
            watch.cancel()

    async def _cancel_when_gone(self, task: asyncio.Task[Any] | None) -> None:
        """Cancels the task when the client closes: a quiet stream has no write that would fail.

        A client that only half-closes still reads.
        """
        await self._ended.wait()
        while not self._writer.transport.is_closing() and not _hung_up(self._writer.get_extra_info("socket")):
            await asyncio.sleep(0.1)
        if task:
            task.cancel()


def _hung_up(peer: socket.socket) -> bool:
    poll = select.poll()
    poll.register(peer.fileno(), 0)  # a hang-up is reported unasked
    return bool(poll.poll(0))


async def _stdin(reader: asyncio.StreamReader) -> AsyncIterator[bytes]:
    with contextlib.suppress(ConnectionError):  # a reset is an end too
        while data := await reader.read(65536):
            yield data


def _head(status: int, fields: Mapping[str, str], reason: str | None = None) -> bytes:
    lines = [f"HTTP/1.1 {status} {reason or HTTPStatus(status).phrase}", *(f"{n}: {v}" for n, v in fields.items())]
    return "\r\n".join([*lines, "", ""]).encode("latin-1")
