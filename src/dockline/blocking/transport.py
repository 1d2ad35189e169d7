"""The connection pool of the blocking driver."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dockline._wire.connection import Connection
from dockline._wire.head import ResponseHead
from dockline._wire.records import Records
from dockline._wire.splitters import DocumentSplitter
from dockline.annotations import Any
from dockline.blocking.stream import Stream
from dockline.connect.connector import ConnectAttempt
from dockline.connect.endpoint import Endpoint
from dockline.errors import InvalidParameter
from dockline.exchange.transport import Transport
from dockline.json_codec import json_decoder
from dockline.request.request import Request


class BlockingTransport(Transport):
    """The transport of the blocking driver. A call on a connection blocks the thread."""

    stream_type = Stream

    def __init__(self, endpoint: Endpoint) -> None:
        super().__init__(endpoint)
        self.pool: list[Connection] = []

    def abandon_after_fork(self) -> None:
        idle, self.pool = self.pool, []
        for connection in idle:
            connection.abandon()

    async def open(self, limit: float) -> Connection:
        socket = self.endpoint.connector.connect(limit, ConnectAttempt())
        return Connection(socket, self.endpoint.read_timeout, self.endpoint.write_timeout)

    async def send_request(
        self, connection: Connection, request: Request, deadline: float, hand_over: bool
    ) -> ResponseHead:
        first_bytes = request.first_bytes(self._request_defaults)
        if request.sent_with_head and not hand_over:
            return connection.exchange(request.method_bytes, request.upgrades, deadline, first_bytes)
        parts = request.content.parts
        if not isinstance(parts, Iterable):
            raise InvalidParameter("data is an asynchronous iterable, which dockline.aio takes: here it is an iterable")
        parts = iter(parts)
        # Read the first part before anything is sent: it may be of a wrong type, or the file may be unreadable.
        first = b"" if request.sent_with_head else next(parts, b"")
        connection.begin(request.method_bytes, request.upgrades, deadline)
        if connection.send(first_bytes) and (
            request.sent_with_head or _send_parts(connection, first, parts, request.content.size is None)
        ):
            connection.end_request()
        return connection.read_head_exactly() if hand_over else connection.read_head()

    async def read_body(self, connection: Connection, multiplexed: bool = False, error: Any = None) -> bytes:
        return connection.read_body(multiplexed, error)

    async def read_documents(self, connection: Connection) -> list[Any]:
        return list(Records(connection, DocumentSplitter(), lambda complete: None, json_decoder()))

    def hand_over(self, connection: Connection) -> Any:
        return self.endpoint.connector.hand_over(connection.detach_socket())


def _send_parts(connection: Connection, part: bytes, rest: Iterator[bytes], chunked: bool) -> bool:
    """Sends the parts of a body. Returns False if the engine stops reading: its response tells why."""
    send = connection.send_chunk if chunked else connection.send_part
    while part:
        if not send(part):
            return False
        part = next(rest, b"")
    return not chunked or connection.send_chunk(b"")
