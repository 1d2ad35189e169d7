"""From a request to the head of its response, over pooled connections; who waits, and how, is a driver's."""

from __future__ import annotations

import os
from collections.abc import Mapping

from dockline._wire.head import ResponseHead
from dockline._wire.rawsocket import clock
from dockline.annotations import Any
from dockline.connect.endpoint import Endpoint
from dockline.errors import ConnectError, StreamClosed, TimedOut
from dockline.exchange.log import active_logger, log_request
from dockline.exchange.response import Headers, Refusal
from dockline.exchange.stream import BaseStream
from dockline.request.request import Request
from dockline.spec.engines import ENGINES, version_key

MAX_IDLE = 16  # connections that a pool keeps


class Transport:
    """A pool of keep-alive connections to one endpoint. Thread-safe; a forked child starts with an empty pool.

    A driver says how to connect, converse and read, in coroutines: those of the blocking one never suspend. Its
    connections have `stale`, `answered`, `upgraded`, `ended`, `rest`, `close` and `abandon`, as
    `_wire.connection.Connection` has them.
    """

    # The idle connections that may be used here; taken and given by single steps, which no thread can divide.
    pool: list[Any]
    stream_type: type[BaseStream]

    def __init__(self, endpoint: Endpoint) -> None:
        self.endpoint = endpoint
        self.closed = False
        self.engine_identity: EngineIdentity | None = None
        self._origin: Any = None  # of the connector, which may have to be looked for first
        _forget_in_children(self)

    # Of the driver.

    async def open(self, limit: float) -> Any:
        """A new connection, made within `limit` seconds. Raises OSError."""
        raise NotImplementedError

    async def send_request(self, connection: Any, request: Request, deadline: float, hand_over: bool) -> ResponseHead:
        """Sends the request, and reads the head of its response."""
        raise NotImplementedError

    async def read_body(self, connection: Any, multiplexed: bool = False, error: Any = None) -> bytes:
        """The rest of the body; see `Connection.read_body`."""
        raise NotImplementedError

    async def read_documents(self, connection: Any) -> list[Any]:
        """The rest of the body, a sequence of JSON documents."""
        raise NotImplementedError

    def hand_over(self, connection: Any) -> Any:
        """The connection itself, all bytes after the head still in it."""
        raise NotImplementedError

    # Of all.

    async def connect(self, deadline: float) -> Any:
        """A new connection. Raises ConnectError, TimedOut."""
        limit = min(self.endpoint.connect_timeout, deadline - clock())
        try:
            return await self.open(limit)
        except OSError as error:
            raise connect_error(self.endpoint, limit, error) from error

    def stream(
        self,
        connection: Any,
        head: ResponseHead,
        multiplexed: bool | None,
        throw_exceptions: bool,
        tty_refusal: Refusal | None,
    ) -> BaseStream:
        """The body while it arrives; `tty_refusal`: why it is not known whether it is multiplexed."""
        return self.stream_type(
            connection,
            head.status,
            Headers(head.fields),
            release=self.release,
            multiplexed=multiplexed,
            throw_exceptions=throw_exceptions,
            tty_refusal=tty_refusal,
        )

    def refusal_stream(self, refusal: Refusal) -> BaseStream:
        """The stream of an answer that refuses."""
        return self.stream_type(None, refusal.status, refusal.headers, multiplexed=False, refusal=refusal)

    async def exchange(self, request: Request, deadline: float, *, hand_over: bool = False) -> tuple[Any, ResponseHead]:
        """Sends the request and reads the head of its response; the body waits in the connection. A reused connection
        that the engine had closed is replaced where that is safe.

        `hand_over`: leave what follows the head in the socket. Raises ConnectError, TimedOut, ProtocolError.
        """
        if self._origin is None:
            self._origin = self.endpoint.connector.origin
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

    def release(self, connection: Any) -> None:
        """Takes a connection back after its response was read."""
        pool = self.pool
        if len(pool) < MAX_IDLE and connection.rest():
            pool.append(connection)
            if self.closed:
                self.close()
        else:
            connection.close()

    def close(self) -> None:
        """Closes the idle connections; those of open streams are their streams' own. Idempotent."""
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
        """Learns which engine answers; a refusal may be a proxy's, and Podman's 101 says nothing."""
        if 200 <= head.status < 300:
            self.engine_identity = EngineIdentity(Headers(head.fields))

    def forget(self) -> None:
        """In a forked child: the connections are the parent's."""
        raise NotImplementedError


def connect_error(place: Endpoint, limit: float, error: OSError) -> OSError:
    """What a failed try to connect is to the caller; `limit` is the time it had."""
    if isinstance(error, TimedOut):
        which = "connect" if place.connect_timeout <= limit else "call"
        return TimedOut(f"{which}_timeout has passed while connecting to {place}", which)
    if isinstance(error, ConnectError):
        return ConnectError(f"can't connect to {place}: {error}")
    return ConnectError(f"can't connect to {place}: {error.strerror}; {place.connector.advice(error)}")


_transports: Any = None  # a WeakSet, made for the first one: to import weakref takes long


def _forget_in_children(transport: Transport) -> None:
    global _transports
    if _transports is None:
        from weakref import WeakSet

        _transports = WeakSet()
    _transports.add(transport)


def _forget_all() -> None:
    for transport in list(_transports or ()):
        transport.forget()


os.register_at_fork(after_in_child=_forget_all)


class EngineIdentity:
    """The engine that has answered, which need not be the one whose API is spoken: Podman speaks Docker's too. A proxy
    may have left nothing of what tells that."""

    def __init__(self, fields: Mapping[str, str]) -> None:
        docker, podman = ENGINES["docker"], ENGINES["podman"]
        self.is_podman = podman.version_field in fields
        try:
            spoken = version_key(fields[docker.version_field])
            self.trusts_media_type = spoken >= version_key(docker.framing_since)
        except (LookupError, ValueError):
            self.trusts_media_type = False
