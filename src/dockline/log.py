"""What the standard `logging` is told, at level DEBUG: by `dockline` one line a request, by `dockline.curl` the same
request as a command for a shell. Never a body, never a credential.

Only a program that has imported `logging` can have asked for it: nothing is imported for the others.
"""

from __future__ import annotations

import sys

from dockline.annotations import Any
from dockline.connectors import Connector
from dockline.encoding import SECRET_FIELDS
from dockline.request import Request

_DEBUG = 10
_HIDDEN = "…"
_SECRET_PARAMETERS = ("buildargs",)  # of the query: their value may well hold credentials

_logger: Any = None


def active_logger() -> Any:
    """The logger, where requests are to be told of; else None."""
    global _logger
    if _logger is None:
        logging = sys.modules.get("logging")
        if logging is None:
            return None
        _logger = logging.getLogger("dockline")
    return _logger if _logger.isEnabledFor(_DEBUG) else None


def tell(logger: Any, request: Request, outcome: object, seconds: float, *, reused: bool, connector: Connector) -> None:
    """`outcome`: the status, or what was raised."""
    path = request.target.partition("?")[0]
    connection = "reused" if reused else "new"
    text = outcome if isinstance(outcome, int) else type(outcome).__name__
    logger.debug("%s %s %s, %.1f ms, %s connection", request.method, path, text, seconds * 1e3, connection)
    curl_logger = logger.getChild("curl")
    if curl_logger.isEnabledFor(_DEBUG):
        curl_logger.debug("%s", curl(request, connector))


def curl(request: Request, connector: Connector) -> str:
    """A command that sends the same request. Its body, if any, is to be in the file `body`."""
    import shlex

    before, options, base = connector.curl()
    words = ["curl", "-N", *options]
    if request.method == "HEAD":
        words.append("--head")
    elif request.method != "GET":
        words += ["-X", request.method]
    for name, value in request.fields:
        words += ["-H", f"{name}: {_HIDDEN if name.lower() in SECRET_FIELDS else value}"]
    if request.content.size != 0:
        words += ["--data-binary", "@body"]
    return before + shlex.join([*words, base + _shown_target(request.target)])


def _shown_target(target: str) -> str:
    """Without what may be a credential."""
    from urllib.parse import quote, unquote

    path, mark, query = target.partition("?")
    pairs = []
    for pair in query.split("&"):
        name, equals, value = pair.partition("=")
        scheme, separator, rest = unquote(value).partition("://")
        user, at, _ = rest.partition("/")[0].rpartition("@")
        if name in _SECRET_PARAMETERS:
            value = quote(_HIDDEN)
        elif at and separator:
            value = quote(f"{scheme}://{_HIDDEN}@{rest[len(user) + 1 :]}", safe="")
        pairs.append(name + equals + value)
    return path + mark + "&".join(pairs)
