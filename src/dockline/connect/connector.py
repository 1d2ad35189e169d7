"""The ways to an engine: each makes connected sockets, and tells what may be wrong where it can't."""

from __future__ import annotations

from collections.abc import Sequence

from dockline._wire.rawsocket import RawSocket
from dockline.annotations import TYPE_CHECKING, Any
from dockline.errors import StreamClosed

if TYPE_CHECKING:
    pass


class ConnectAttempt:
    """A try to connect, which another thread may give up."""

    def __init__(self) -> None:
        self._opened: Any = None
        self._event: Any = None
        self._given_up = False

    def opened(self, what: Any) -> None:
        """To be told of each socket or process, before anything is waited for: it is what `close` ends. Raises
        StreamClosed, as a wait does that is given up."""
        self._opened = what
        self.check_cancelled()

    def register_event(self, event: Any) -> None:
        """To be told of a `threading.Event` before it is waited for: giving up sets it."""
        self._event = event
        self.check_cancelled()

    def check_cancelled(self) -> None:
        """Raises StreamClosed where it was given up."""
        if self._given_up:
            if self._opened is not None:
                self._opened.close()
            raise StreamClosed("connecting was given up")

    def cancel(self) -> None:
        """Closes what was opened, and what will be."""
        self._given_up = True
        if self._opened is not None:
            self._opened.close()
        if self._event is not None:
            self._event.set()


class RequestDefaults:
    """What all requests to an engine say besides what is their own: `Host`, `User-Agent`, and the `headers` of a conn.
    A field that a request has itself takes the place of one of the same name. `base` goes before each path, where a
    proxy is to learn where it leads."""

    __slots__ = ("base", "fields", "headers")

    def __init__(self, host: str, headers: Sequence[tuple[str, str]], base: str = "") -> None:
        self.base = base
        # A field that is there twice, in another spelling: the last one counts.
        named = {name.lower(): (name, value) for name, value in [("User-Agent", "dockline"), *headers]}
        self.headers = bool(headers)
        self.fields = [("Host", host), *named.values()]

    def merged_with(self, fields: list[tuple[str, str]]) -> list[tuple[str, str]]:
        """All fields of a request that has these."""
        if not self.headers:
            return self.fields + fields
        said = {name.lower() for name, _ in fields}
        return [field for field in self.fields if field[0].lower() not in said] + fields


class Connector:
    """`host` is what requests say in their field Host; `headers` are fields that all of them have."""

    host = "localhost"
    headers: Sequence[tuple[str, str]] = ()

    @property
    def origin(self) -> RequestDefaults:
        return RequestDefaults(self.host, self.headers)

    def connect(self, limit: float, attempt: ConnectAttempt) -> RawSocket:
        """A new connection, within `limit` seconds. Raises OSError, ConnectError, TimedOut, StreamClosed."""
        raise NotImplementedError

    def hand_over(self, raw: RawSocket) -> Any:
        """A connection of this kind as a socket of the standard library."""
        import socket

        return socket.socket(fileno=raw.detach())

    def curl(self) -> tuple[str, list[str], str]:
        """How curl gets there: what must be run before, its options, and the beginning of the URL."""
        raise NotImplementedError

    def advice(self, error: OSError) -> str:
        """What to do about a connection that failed."""
        if isinstance(error, ConnectionRefusedError):
            return "nothing listens there: is the engine running, and does it listen on this address?"
        return "is the engine running, and is this its address?"
