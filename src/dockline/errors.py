"""The error classes of dockline. All are subclasses of `DocklineError`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from dockline import redaction
from dockline._wire.errors import ConnectError, DocklineError, PositionLost, ProtocolError, StreamClosed, TimedOut
from dockline.annotations import Any

__all__ = [
    "APIError",
    "BadRequest",
    "ConfigError",
    "Conflict",
    "ConnectError",
    "ContainerEnded",
    "DocklineError",
    "Forbidden",
    "InvalidParameter",
    "NotFound",
    "NotSupported",
    "PositionLost",
    "ProtocolError",
    "ServerError",
    "SpecError",
    "StreamClosed",
    "TimedOut",
    "Unauthorized",
    "Unavailable",
    "UnknownCategory",
    "UnknownOperation",
    "UnsupportedVersion",
]


MAX_HINTS = 8  # names in one message


class SpecError(DocklineError, ValueError):
    """The engine's API has no such thing. dockline has sent nothing."""


class UnsupportedVersion(SpecError):
    """dockline does not know this engine, or has no table for this version."""


class UnknownCategory(SpecError):
    """The engine's version has no such category of operations."""


class UnknownOperation(SpecError):
    """The category has no such operation."""


class InvalidParameter(SpecError):
    """A parameter, a body or an option is unknown, missing or of the wrong type."""


class ConfigError(DocklineError, ValueError):
    """A configuration file, an environment variable or a credential helper of the engine's command is broken."""


class ContainerEnded(DocklineError):
    """A container has ended while `wait_for` waited for something else. `exit_code` is an int, or None if not known."""

    def __init__(self, container: str, exit_code: int | None, awaited: str) -> None:
        super().__init__(container, exit_code, awaited)
        self.container = container
        self.exit_code = exit_code
        self.awaited = awaited

    def __str__(self) -> str:
        code = "" if self.exit_code is None else f" with exit code {self.exit_code}"
        return f"the container {self.container} has ended{code}: it will not be {self.awaited}; its log may tell why"


class APIError(DocklineError):
    """The engine refused the call.

    `status` is the status code, `message` the engine's message, `body` the body as `as="data"` would give it, and
    `headers` the header fields. An error inside a progress stream has the status of the stream, 200.
    """

    def __init__(self, status: int, message: str, body: Any, headers: Mapping[str, str]) -> None:
        super().__init__(status, message, body, headers)
        self.status = status
        self.message = message
        self.body = body
        self.headers = headers

    def __str__(self) -> str:
        return f"{self.status}: {self.message}{_advice(self.status, self.message)}"


def _advice(status: int, message: str) -> str:
    """Returns what a user can do about a refusal that often has another cause than the one it names."""
    if status == 400 and message.startswith("client version") and ("too new" in message or "too old" in message):
        return "; version='auto' takes one that the engine speaks"
    if status == 404 and message.strip().rstrip(".").lower() == "page not found":
        return "; the path is unknown there: is this the engine that you named, and does it have this API version?"
    return ""


class BadRequest(APIError):
    """400: the engine does not understand the request."""


class Unauthorized(APIError):
    """401: credentials are missing or wrong."""


class Forbidden(APIError):
    """403: the engine, or the state of the object, does not allow it."""


class NotFound(APIError):
    """404: there is no such container, image, path, …"""


class Conflict(APIError):
    """409: the name is taken, or the object is in the wrong state."""


class ServerError(APIError):
    """500 and above: the engine failed."""


class NotSupported(ServerError):
    """501: this engine, or its configuration, has no such feature."""


class Unavailable(ServerError):
    """503: not now. From Docker most often: this node is not part of a swarm."""


_BY_STATUS: dict[int, type[APIError]] = {
    400: BadRequest,
    401: Unauthorized,
    403: Forbidden,
    404: NotFound,
    409: Conflict,
    501: NotSupported,
    503: Unavailable,
}


def api_error(status: int, message: str, body: Any, headers: Mapping[str, str]) -> APIError:
    """The `APIError` for a status."""
    return _BY_STATUS.get(status, ServerError if status >= 500 else APIError)(status, message, body, headers)


def nearest(name: Any, names: Iterable[str]) -> str:
    """The end of a message: the `names` that are nearest to `name`. If none is near, the first eight of all."""
    import difflib

    known = list(names)
    if not known:
        return "there are none"
    name = name if redaction.is_word(name) else ""
    folded = {known_name.lower(): known_name for known_name in known}
    near = [folded[match] for match in difflib.get_close_matches(name.lower(), folded, n=3, cutoff=0.5)]
    if not near:
        near = [known_name for known_name in known if name and name.lower() in known_name.lower()][:3]
    if near:
        return f"did you mean {' or '.join(map(repr, near))}?"
    more = f" and {len(known) - MAX_HINTS} more" if len(known) > MAX_HINTS else ""
    return f"there are {', '.join(map(repr, known[:MAX_HINTS]))}{more}"
