"""The base class of connectors. It opens connections to an engine."""

from __future__ import annotations

from collections.abc import Sequence

from dockline._wire.rawsocket import RawSocket
from dockline.annotations import Any
from dockline.errors import StreamClosed


class ConnectAttempt:
    """An attempt to connect. Another thread may cancel it."""

    def __init__(self) -> None:
        self._resource: Any = None
        self._event: Any = None
        self._cancelled = False

    def register(self, resource: Any) -> None:
        """Registers a new socket or process before the attempt waits for it. `cancel` closes it.

        Raises StreamClosed if the attempt was cancelled.
        """
        self._resource = resource
        self.check_cancelled()

    def register_event(self, event: Any) -> None:
        """Registers a `threading.Event` before the attempt waits for it. `cancel` sets it."""
        self._event = event
        self.check_cancelled()

    def check_cancelled(self) -> None:
        """Raises StreamClosed if the attempt was cancelled."""
        if self._cancelled:
            if self._resource is not None:
                self._resource.close()
            raise StreamClosed("connecting was cancelled")

    def cancel(self) -> None:
        """Closes the socket or process of the attempt, also one that is registered later."""
        self._cancelled = True
        if self._resource is not None:
            self._resource.close()
        if self._event is not None:
            self._event.set()


class RequestDefaults:
    """The header fields of every request to an engine: `Host`, `User-Agent`, and the `headers` of a conn.

    A request's own field replaces a default of the same name. `base` is written before each path. It is the URL of the
    engine for requests through an HTTP proxy, else empty.
    """

    __slots__ = ("base", "fields", "headers")

    def __init__(self, host: str, headers: Sequence[tuple[str, str]], base: str = "") -> None:
        self.base = base
        # If a field is there twice, in different spellings, the last one counts.
        by_name = {name.lower(): (name, value) for name, value in [("User-Agent", "dockline"), *headers]}
        self.headers = bool(headers)
        self.fields = [("Host", host), *by_name.values()]

    def merged_with(self, fields: list[tuple[str, str]]) -> list[tuple[str, str]]:
        """Returns all fields of a request. `fields` are the request's own."""
        if not self.headers:
            return self.fields + fields
        own_names = {name.lower() for name, _ in fields}
        return [field for field in self.fields if field[0].lower() not in own_names] + fields


class Connector:
    """Opens connections to one engine.

    `host` is the value of the header field Host. `headers` are the fields that the caller adds to every request.
    """

    host = "localhost"
    headers: Sequence[tuple[str, str]] = ()

    @property
    def request_defaults(self) -> RequestDefaults:
        return RequestDefaults(self.host, self.headers)

    def connect(self, limit: float, attempt: ConnectAttempt) -> RawSocket:
        """Opens a connection within `limit` seconds. Raises OSError, ConnectError, TimedOut and StreamClosed."""
        raise NotImplementedError

    def hand_over(self, raw: RawSocket) -> Any:
        """Returns a connection of this connector as a socket of the standard library."""
        import socket

        return socket.socket(fileno=raw.detach())

    def curl(self) -> tuple[str, list[str], str]:
        """Returns the parts of a curl command: a shell command to run first, the options, the beginning of the URL."""
        raise NotImplementedError

    def advice(self, error: OSError) -> str:
        """Tells the user what to do after the error of a failed connection."""
        if isinstance(error, ConnectionRefusedError):
            return "nothing listens there: is the engine running, and does it listen on this address?"
        return "is the engine running, and is this its address?"
