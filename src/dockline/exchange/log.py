"""Logging of requests, at level DEBUG.

The logger `dockline` gets one line for each request. The logger `dockline.curl` gets the request as a shell command.
Bodies are never logged. Query parameters and header fields are logged only if they are known to hold no secret.

This module does not import `logging`. A program that wants the log has imported it already.
"""

from __future__ import annotations

import sys

from dockline import redaction
from dockline.annotations import Any
from dockline.connect.connector import Connector
from dockline.request.request import Request

_DEBUG = 10
_HIDDEN = "…"
# Anything else may hold a credential: a caller's header fields, urls, build arguments, changes, labels, …
_SHOWN_FIELDS = frozenset(
    (
        "accept",
        "connection",
        "content-encoding",
        "content-type",
        "upgrade",
        "sec-websocket-key",
        "sec-websocket-version",
    )
)
_SHOWN_PARAMETERS = frozenset(
    (  # noqa: SIM905 - a list would take a line for each
        "Arch OS Variant compressionFormat compressionLevel condition container containers cpuperiod cpuquota "
        "cpusetcpus cpushares delay detachKeys diffType digest dockerfile driver filters format fromImage h "
        "image images interval keep-storage last limit manifest max-used-space memory memswap min-free-space "
        "name names namesOrIDs namespace network networkmode path platform platforms pod policy pull "
        "reference references rename replicas repo reserved-space restartPolicy restartRetries restartSec "
        "retry retry-delay retryDelay scope shmsize signal since sourcedateepoch startTimeout stopTimeout t "
        "tag tail target term time timeout timestamp type until version w"
    ).split()
)

_logger: Any = None


def active_logger() -> Any:
    """Returns the logger if it is enabled for DEBUG, else None."""
    global _logger
    if _logger is None:
        logging = sys.modules.get("logging")
        if logging is None:
            return None
        _logger = logging.getLogger("dockline")
    return _logger if _logger.isEnabledFor(_DEBUG) else None


def log_request(
    logger: Any, request: Request, outcome: object, seconds: float, *, reused: bool, connector: Connector
) -> None:
    """Logs a request. `outcome` is the status of its response, or the exception that was raised."""
    path = _redacted_text(request.target.partition("?")[0], "/:@")
    connection = "reused" if reused else "new"
    text = outcome if isinstance(outcome, int) else type(outcome).__name__
    logger.debug("%s %s %s, %.1f ms, %s connection", request.method, path, text, seconds * 1e3, connection)
    curl_logger = logger.getChild("curl")
    if curl_logger.isEnabledFor(_DEBUG):
        curl_logger.debug("%s", curl(request, connector))


def curl(request: Request, connector: Connector) -> str:
    """Returns a shell command that sends the same request. The command reads a request body from the file `body`."""
    import shlex

    before, options, base = connector.curl()
    words = ["curl", "-N", *options]
    if request.method == "HEAD":
        words.append("--head")
    elif request.method != "GET":
        words += ["-X", request.method]
    for name, value in request.fields:
        words += ["-H", _redacted_field(name, value)]
    if request.content.size != 0:
        words += ["--data-binary", "@body"]
    return before + shlex.join([*words, base + _redacted_target(request.target)])


def _redacted_field(name: str, value: str) -> str:
    if name.lower() in _SHOWN_FIELDS:
        return f"{name}: {redaction.without_password(value)}"
    return f"{name if redaction.is_word(name) else _HIDDEN}: {_HIDDEN}"


def _redacted_target(target: str) -> str:
    path, mark, query = target.partition("?")
    pairs = [_redacted_pair(*pair.partition("=")) for pair in query.split("&")] if query else []
    return _redacted_text(path, "/:@") + mark + "&".join(pairs)


def _redacted_pair(name: str, equals: str, value: str) -> str:
    if name in _SHOWN_PARAMETERS:
        return name + equals + _redacted_text(value)
    if value in ("true", "false") and redaction.is_word(name):
        return name + equals + value
    return f"{name}={_HIDDEN}" if equals and redaction.is_word(name) else _HIDDEN


def _redacted_text(escaped: str, safe: str = "") -> str:
    """Removes a password from a part of a request target."""
    if "@" not in escaped and "%40" not in escaped:
        return escaped
    from urllib.parse import quote, unquote

    text = unquote(escaped)
    harmless = redaction.without_password(text)
    return escaped if harmless == text else _HIDDEN.join(quote(part, safe) for part in harmless.split(_HIDDEN))
