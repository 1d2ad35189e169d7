"""Finds the engine for a conn without a uri: the engine that the engine's command would use."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from importlib import import_module
from typing import Any
from urllib.parse import quote

from dockline.errors import ConnectError
from dockline.settings.config_file import home, runtime_folder
from dockline.spec.engines import Engine


def endpoints(engine: Engine) -> list[dict[str, Any]]:
    """See `dockline.endpoints`."""
    found = []
    won = False
    for source, conn, obstacle in _candidates(engine):
        wins = not won and not obstacle
        won = won or wins
        why = obstacle or ("it is the first that can be used" if wins else "an earlier one is used")
        found.append({"source": source, "conn": conn, "wins": wins, "why": why})
    return found


def discover(engine: Engine) -> tuple[str, dict[str, Any]]:
    """Returns the engine to use, as `(source, conn)`. `conn` has the headers that the command sends to every engine.

    Raises ConnectError if there is no engine, and ConfigError for a broken setting.
    """
    obstacles = []
    for source, conn, obstacle in _candidates(engine):
        if not obstacle:
            headers = import_module(engine.settings_module).http_headers()
            return source, {**conn, "headers": dict(headers)} if headers else conn
        obstacles.append(f"{source}: {obstacle}")
    looked = ", ".join([*obstacles, *(path for path in _sockets(engine) if not os.path.exists(path))])  # noqa: PTH110
    raise ConnectError(
        f"no {engine.name} was found: nothing is set, and no usual socket can be used ({looked}); start it, or give "
        "conn={'uri': …}"
    )


def _candidates(engine: Engine) -> Iterator[tuple[str, dict[str, Any], str]]:
    """Iterates over `(source, conn, obstacle)`: first the settings, then the usual sockets that exist.

    `obstacle` says why the engine can't be used. It is empty if nothing is known to prevent it.
    """
    for source, conn in import_module(engine.settings_module).settings():
        yield source, conn, ""
    for path in _sockets(engine):
        try:
            is_socket = stat.S_ISSOCK(os.stat(path).st_mode)  # noqa: PTH116
        except OSError:
            continue
        obstacle = "" if is_socket else "it is not a socket"
        if is_socket and not os.access(path, os.R_OK | os.W_OK):
            obstacle = "this user may not open it"
        yield "a usual socket", {"uri": f"unix://{quote(os.fsencode(path))}"}, obstacle


def _sockets(engine: Engine) -> list[str]:
    return [path.format(runtime=runtime_folder(), home=home()) for path in engine.sockets]
