"""Where an engine is, and how long to wait for it: the `conn` mapping, checked."""

from __future__ import annotations

import math
from collections.abc import Mapping

from dockline.annotations import Any
from dockline.errors import InvalidParameter, nearest

_TIMEOUTS = ("connect_timeout", "read_timeout", "write_timeout", "call_timeout")
_SCHEMES = ("unix", "tcp", "http")


class Endpoint:
    """An address (`path` of a unix socket, or `host` and `port`) and time limits in seconds, infinite for none."""

    def __init__(self, uri: str, path: bytes | None, host: str, port: int, limits: Mapping[str, float]) -> None:
        self.uri = uri
        self.path = path
        self.host = host
        self.port = port
        self.connect_timeout = limits["connect_timeout"]
        self.read_timeout = limits["read_timeout"]
        self.write_timeout = limits["write_timeout"]
        self.call_timeout = limits["call_timeout"]


def endpoint(conn: Mapping[str, Any]) -> Endpoint:
    """Raises InvalidParameter for what is unknown, missing or malformed."""
    if not isinstance(conn, Mapping):
        raise InvalidParameter(f"conn must be a mapping like {{'uri': 'unix:///var/run/docker.sock'}}, not {conn!r}")
    for key in conn:
        if key not in ("uri", *_TIMEOUTS):
            raise InvalidParameter(f"conn has no key {key!r}: {nearest(str(key), ('uri', *_TIMEOUTS))}")
    if not isinstance(conn.get("uri"), str):
        raise InvalidParameter(
            "conn needs a 'uri', for example 'unix:///var/run/docker.sock' or 'tcp://127.0.0.1:2375'"
        )
    return Endpoint(conn["uri"], *_address(conn["uri"]), {key: _seconds(conn, key) for key in _TIMEOUTS})


def _address(uri: str) -> tuple[bytes | None, str, int]:
    import os
    from urllib.parse import unquote, urlsplit

    try:
        parts = urlsplit(uri)
        port = parts.port
        host = parts.hostname or ""
        if not host.isascii():
            host = host.encode("idna").decode()
        if "\0" in unquote(uri):
            raise ValueError("it has a NUL, which would end it")
    except ValueError as error:
        raise InvalidParameter(f"the uri {uri!r} is malformed: {error}") from None
    if parts.scheme not in _SCHEMES:
        raise InvalidParameter(f"the uri {uri!r} must begin with {', '.join(f'{scheme}://' for scheme in _SCHEMES)}")
    if parts.scheme == "unix":
        # A path may be written with one, two or three slashes; its characters are its own but for %-escapes.
        path = unquote(uri.partition(":")[2].removeprefix("//"))
        if not path.startswith("/"):
            raise InvalidParameter(f"the uri {uri!r} must name an absolute path, like 'unix:///var/run/docker.sock'")
        return os.fsencode(path), "localhost", 0
    if not host:
        raise InvalidParameter(f"the uri {uri!r} names no host")
    if parts.path.strip("/") or parts.query or parts.fragment or parts.username is not None:
        raise InvalidParameter(f"the uri {uri!r} must be just a scheme, a host and a port")
    return None, host, port or (2375 if parts.scheme == "tcp" else 80)


def _seconds(conn: Mapping[str, Any], key: str) -> float:
    given = value = conn.get(key)
    if value is None:
        return math.inf
    if not isinstance(value, (int, float)):
        from datetime import timedelta

        value = value.total_seconds() if isinstance(value, timedelta) else None
    if value is None or isinstance(value, bool) or not value > 0:
        raise InvalidParameter(f"{key} must be a positive number of seconds or a timedelta, not {given!r}")
    return float(value)
