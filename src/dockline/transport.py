"""From a request to the head of its response, over pooled connections."""

from __future__ import annotations

import os
import weakref

from dockline._wire.connection import Connection
from dockline._wire.head import ResponseHead
from dockline._wire.rawsocket import clock
from dockline.annotations import Any
from dockline.endpoint import Endpoint
from dockline.errors import ConnectError, StreamClosed, TimedOut
from dockline.log import active_logger, tell
from dockline.request import Request

MAX_IDLE = 16  # connections that a pool keeps


class Transport:
    """A pool of keep-alive connections to one endpoint. Thread-safe; a forked child starts with an empty pool."""

    def __init__(self, endpoint: Endpoint) -> None:
        self.endpoint = endpoint
        self.closed = False
        # Taken from and given to by single steps that no thread can divide.
        self._idle: list[Connection] = []
        self._own_fields = [("Host", endpoint.connector.host), ("User-Agent", "dockline")]
        _transports.add(self)

    def exchange(
        self, request: Request, deadline: float, *, hand_over: bool = False
    ) -> tuple[Connection, ResponseHead]:
        """Sends the request and reads the head of its response; the body waits in the connection. A reused connection
        that the engine had closed is replaced where that is safe.

        `hand_over`: leave what follows the head in the socket. Raises ConnectError, TimedOut, ProtocolError.
        """
        while True:
            if self.closed:
                raise StreamClosed("this client was closed; make a new one")
            try:
                connection = self._idle.pop()
                reused = True
                if connection.stale:
                    connection.close()
                    continue
            except IndexError:
                connection = self._connect(deadline)
                reused = False
            try:
                logger = active_logger()
                if logger is not None:
                    return connection, self._perform_logged(logger, connection, request, deadline, hand_over, reused)
                return connection, self._perform(connection, request, deadline, hand_over)
            except ConnectError:
                connection.close()
                if not reused or connection.answered or not request.repeatable:
                    raise
            except BaseException:
                connection.close()
                raise

    def hand_over(self, connection: Connection) -> Any:
        """A connection as a socket of the standard library, all bytes after the head still in it."""
        return self.endpoint.connector.hand_over(connection.hand_over())

    def release(self, connection: Connection) -> None:
        """Takes a connection back after its response was read."""
        if connection.rest() and len(self._idle) < MAX_IDLE:
            self._idle.append(connection)
            if self.closed:
                self.close()
        else:
            connection.close()

    def close(self) -> None:
        """Closes the idle connections; those of open streams are their streams' own. Idempotent."""
        self.closed = True
        while self._idle:
            try:
                self._idle.pop().close()
            except IndexError:  # another thread took the last one
                return

    def _connect(self, deadline: float) -> Connection:
        place = self.endpoint
        limit = min(place.connect_timeout, deadline - clock())
        try:
            socket = place.connector.connect(limit)
        except TimedOut:
            which = "connect" if place.connect_timeout <= limit else "call"
            raise TimedOut(f"{which}_timeout has passed while connecting to {place.uri}", which) from None
        except ConnectError as error:
            raise ConnectError(f"can't connect to {place.uri}: {error}") from error
        except OSError as error:
            raise ConnectError(
                f"can't connect to {place.uri}: {error.strerror}; {place.connector.advice(error)}"
            ) from error
        return Connection(socket, place.read_timeout, place.write_timeout)

    def _perform(self, connection: Connection, request: Request, deadline: float, hand_over: bool) -> ResponseHead:
        start = request.start(self._own_fields)
        if request.at_once and not hand_over:
            return connection.exchange(request.verb, request.upgrades, deadline, start)
        connection.begin(request.verb, request.upgrades, deadline)
        if connection.send(start) and (request.at_once or _send_parts(connection, request)):
            connection.end_request()
        return connection.read_head_exactly() if hand_over else connection.read_head()

    def _perform_logged(
        self, logger: Any, connection: Connection, request: Request, deadline: float, hand_over: bool, reused: bool
    ) -> ResponseHead:
        began = clock()
        outcome: object = None
        try:
            head = self._perform(connection, request, deadline, hand_over)
            outcome = head.status
            return head
        except BaseException as error:
            outcome = error
            raise
        finally:
            tell(logger, request, outcome, clock() - began, reused=reused, connector=self.endpoint.connector)

    def _forget(self) -> None:
        """In a forked child: the connections are the parent's."""
        idle, self._idle = self._idle, []
        for connection in idle:
            connection.abandon()


def _send_parts(connection: Connection, request: Request) -> bool:
    """False where the engine takes no more: its answer tells why."""
    by_chunks = request.content.size is None
    send = connection.send_chunk if by_chunks else connection.send_part
    for part in request.content.parts:
        if not send(part):
            return False
    return not by_chunks or connection.send_chunk(b"")


_transports: weakref.WeakSet[Transport] = weakref.WeakSet()


def _forget_all() -> None:
    for transport in list(_transports):
        transport._forget()


os.register_at_fork(after_in_child=_forget_all)
