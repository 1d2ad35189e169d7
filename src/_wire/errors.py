"""The errors of the wire. Users import them from `dockline.errors`, which adds the errors of operations."""

from __future__ import annotations


class DocklineError(Exception):
    """Every error that dockline raises on purpose."""

    __module__ = "dockline.errors"


class ConnectError(DocklineError, ConnectionError):
    """The engine can't be reached, or hung up before it answered."""

    __module__ = "dockline.errors"


class TimedOut(DocklineError, TimeoutError):
    """A time limit has passed; the message and `which` say which one (`connect`, `read`, `write` or `call`)."""

    __module__ = "dockline.errors"

    def __init__(self, message: str, which: str) -> None:
        super().__init__(message)
        self.which = which

    def __reduce__(self) -> tuple[type, tuple[str, str]]:
        return type(self), (self.args[0], self.which)


class ProtocolError(DocklineError):
    """The engine's bytes break the protocol, or end too early; `offset` is the byte where it showed."""

    __module__ = "dockline.errors"

    def __init__(self, message: str, offset: int) -> None:
        super().__init__(message)
        self.offset = offset

    def __reduce__(self) -> tuple[type, tuple[str, int]]:
        return type(self), (self.args[0], self.offset)


class StreamClosed(DocklineError):
    """The stream was closed on this side."""

    __module__ = "dockline.errors"


class PositionLost(DocklineError):
    """The log does not begin with the chunks that were delivered before: it was rotated, or it is another log."""

    __module__ = "dockline.errors"


class WouldBlock(Exception):
    """A non-blocking call has to wait. It continues if it is called again when the descriptor is ready for `events` of
    poll(2). Users never see this error."""

    def __init__(self, events: int) -> None:
        super().__init__(events)
        self.events = events


def closed_on_this_side() -> StreamClosed:
    return StreamClosed("the connection was closed on this side")


def connect_timed_out() -> TimedOut:
    return TimedOut("connect_timeout has passed", "connect")
