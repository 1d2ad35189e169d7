"""The connection pool: from a request to the head of its response. The drivers add the I/O."""

from __future__ import annotations

import os
from collections.abc import Mapping

from dockline._wire.head import ResponseHead
from dockline._wire.rawsocket import clock
from dockline.annotations import Any
from dockline.connect.endpoint import Endpoint
from dockline.errors import ConnectError, StreamClosed, TimedOut
from dockline.exchange.log import active_logger, log_request
from dockline.exchange.response import Headers, Refusal, refuse_content_coding
from dockline.exchange.stream import BaseStream
from dockline.request.call import Call
from dockline.request.request import Request
from dockline.spec.engines import ENGINES, version_key

MAX_IDLE = 16  # connections that a pool keeps

# The answer of a TLS server written in Go to a request without TLS.
_PLAIN_TO_TLS = b"Client sent an HTTP request to an HTTPS server"


class Transport:
    """A pool of keep-alive connections to one endpoint. Thread-safe. A forked child starts with an empty pool.

    A driver defines how to connect, send and read, in coroutines. Those of the blocking driver never suspend. The
    driver's connections have `stale`, `answered`, `upgraded`, `ended`, `rest`, `close` and `abandon`, as
    `_wire.connection.Connection` does.
    """

    # The idle connections. It is used without a lock: `append` and `pop` are atomic.
    pool: list[Any]
    stream_type: type[BaseStream]  # the stream class of the driver

    def __init__(self, endpoint: Endpoint) -> None:
        self.endpoint = endpoint
        self.closed = False
        self.engine_identity: EngineIdentity | None = None
        # The connector's. The first request sets it, because it may have to look for the engine.
        self._request_defaults: Any = None
        _abandon_in_children(self)

    # Each driver defines these.

    async def open(self, limit: float) -> Any:
        """Opens a connection within `limit` seconds. Raises OSError."""
        raise NotImplementedError

    async def send_request(self, connection: Any, request: Request, deadline: float, hand_over: bool) -> ResponseHead:
        """Sends a request and reads the head of its response.

        `hand_over`: the bytes after the head must stay in the socket.
        """
        raise NotImplementedError

    async def read_body(self, connection: Any, multiplexed: bool = False, error: Any = None) -> bytes:
        """Reads the body to its end. See `Connection.read_body`."""
        raise NotImplementedError

    async def read_documents(self, connection: Any) -> list[Any]:
        """Reads a body of JSON documents to its end, and decodes them."""
        raise NotImplementedError

    def hand_over(self, connection: Any) -> Any:
        """Turns a connection into the result of as="socket". All bytes after the head are still in it."""
        raise NotImplementedError

    # Both drivers share these.

    async def connect(self, deadline: float) -> Any:
        """Opens a connection. Raises ConnectError and TimedOut, whose messages name the endpoint."""
        limit = min(self.endpoint.connect_timeout, deadline - clock())
        try:
            return await self.open(limit)
        except OSError as error:
            raise connect_error(self.endpoint, limit, error) from error

    def stream(
        self,
        connection: Any,
        head: ResponseHead,
        call: Call,
        multiplexed: bool | None,
        tty_refusal: Refusal | None,
    ) -> BaseStream:
        """Makes the stream of a response. `tty_refusal` tells why `multiplexed` is not known."""
        return self.stream_type(
            connection,
            head.status,
            Headers(head.fields),
            release=self.release,
            request=call.request,
            from_podman=self.engine_identity is not None and self.engine_identity.is_podman,
            multiplexed=multiplexed,
            throw_exceptions=call.throw_exceptions,
            tty_refusal=tty_refusal,
        )

    def refusal_stream(self, refusal: Refusal) -> BaseStream:
        """Makes the stream of a response that refuses the request."""
        return self.stream_type(None, refusal.status, refusal.headers, multiplexed=False, refusal=refusal)

    async def exchange(self, request: Request, deadline: float, *, hand_over: bool = False) -> tuple[Any, ResponseHead]:
        """Sends a request and reads the head of its response. Returns the connection, with the body unread.

        The connection comes from the pool, or is new. The engine may have closed a pooled one: then the request is sent
        again over another, if it is safe to repeat.

        `deadline` is on the clock of `rawsocket.clock`. `hand_over`: the bytes after the head must stay in the socket.

        Raises ConnectError, TimedOut and ProtocolError.
        """
        if self._request_defaults is None:
            self._request_defaults = self.endpoint.connector.request_defaults
        while True:
            if self.closed:
                raise StreamClosed("this client was closed; make a new one")
            try:
                connection = self.pool.pop()
                reused = True
                if connection.stale:
                    connection.close()
                    continue
            except IndexError:
                connection = await self.connect(deadline)
                reused = False
            try:
                logger = active_logger()
                if logger is not None:
                    return connection, await self._send_request_logged(
                        logger, connection, request, deadline, hand_over, reused
                    )
                return connection, await self.send_request(connection, request, deadline, hand_over)
            except ConnectError:
                connection.close()
                if not reused or connection.answered or not request.repeatable:
                    raise
            except BaseException:
                connection.close()
                raise

    async def fetch(self, request: Request, deadline: float) -> tuple[ResponseHead, bytes]:
        """Sends a request that dockline itself needs. Returns the head and the whole body of the response."""
        connection, head = await self.exchange(request, deadline)
        self.identify_engine(head)
        if head.coding:
            refuse_content_coding(connection, head, request)
        return head, await self.read_whole_body(connection)

    async def read_whole_body(self, connection: Any) -> bytes:
        """Reads the whole body, and gives the connection back to the pool."""
        try:
            content = await self.read_body(connection)
        except BaseException:
            connection.close()
            raise
        self.release(connection)
        return content

    def make_refusal(self, head: ResponseHead, content: bytes) -> Refusal:
        """Makes the refusal of a response. Raises ConnectError if a TLS server refuses a request without TLS."""
        if head.status == 400 and content.startswith(_PLAIN_TO_TLS):
            raise ConnectError(
                f"the engine at {self.endpoint} speaks TLS: begin the uri with https://, and give the "
                "certificate files by 'mtls'"
            )
        return Refusal(head.status, head.reason, Headers(head.fields), content, head.media_type)

    def release(self, connection: Any) -> None:
        """Takes a connection back into the pool, after its response was read."""
        pool = self.pool
        if len(pool) < MAX_IDLE and connection.make_idle():
            pool.append(connection)
            if self.closed:
                self.close()
        else:
            connection.close()

    def close(self) -> None:
        """Closes the idle connections. Connections of open streams stay open. May be called twice."""
        self.closed = True
        pool = self.pool
        while pool:
            try:
                pool.pop().close()
            except IndexError:  # another thread took the last one
                return

    async def _send_request_logged(
        self, logger: Any, connection: Any, request: Request, deadline: float, hand_over: bool, reused: bool
    ) -> ResponseHead:
        began = clock()
        outcome: object = None
        try:
            head = await self.send_request(connection, request, deadline, hand_over)
            outcome = head.status
            return head
        except BaseException as error:
            outcome = error
            raise
        finally:
            log_request(logger, request, outcome, clock() - began, reused=reused, connector=self.endpoint.connector)

    def identify_engine(self, head: ResponseHead) -> None:
        """Notes which engine has answered. Only a success counts: a refusal may come from a proxy.

        Podman's 101 does not name the engine.
        """
        if 200 <= head.status < 300:
            self.engine_identity = EngineIdentity(Headers(head.fields))

    def abandon_after_fork(self) -> None:
        """Drops the connections in a forked child. They belong to the parent."""
        raise NotImplementedError


def connect_error(endpoint: Endpoint, limit: float, error: OSError) -> OSError:
    """Makes the error for the caller of a failed attempt to connect. `limit` is the time it had, in seconds."""
    if isinstance(error, TimedOut):
        which = "connect" if endpoint.connect_timeout <= limit else "call"
        return TimedOut(f"{which}_timeout has passed while connecting to {endpoint}", which)
    if isinstance(error, ConnectError):
        return ConnectError(f"can't connect to {endpoint}: {error}")
    return ConnectError(f"can't connect to {endpoint}: {error.strerror}; {endpoint.connector.advice(error)}")


_transports: Any = None  # a WeakSet, made with the first transport, because importing weakref is slow


def _abandon_in_children(transport: Transport) -> None:
    global _transports
    if _transports is None:
        from weakref import WeakSet

        _transports = WeakSet()
    _transports.add(transport)


def _abandon_all() -> None:
    for transport in list(_transports or ()):
        transport.abandon_after_fork()


os.register_at_fork(after_in_child=_abandon_all)


class EngineIdentity:
    """The engine that has answered, by its header fields. Podman answers to Docker's API too.

    A proxy may have removed the fields. Then the engine counts as an old Docker.
    """

    def __init__(self, fields: Mapping[str, str]) -> None:
        docker, podman = ENGINES["docker"], ENGINES["podman"]
        self.is_podman = podman.version_field in fields
        try:
            spoken = version_key(fields[docker.version_field])
            self.trusts_media_type = spoken >= version_key(docker.media_type_trusted_since)
        except (LookupError, ValueError):
            self.trusts_media_type = False
