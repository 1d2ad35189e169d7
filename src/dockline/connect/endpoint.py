"""Checks a `conn` mapping: the address of an engine, its connector, and the time limits."""

from __future__ import annotations

import math
import os
from collections.abc import Mapping

from dockline import redaction
from dockline.annotations import TYPE_CHECKING, Any
from dockline.connect.connector import Connector
from dockline.errors import InvalidParameter, nearest
from dockline.header_fields import fields
from dockline.spec.engines import Engine

if TYPE_CHECKING:
    from dockline.connect.tcp import TcpConnector


_TIMEOUTS = ("connect_timeout", "read_timeout", "write_timeout", "call_timeout")
_KEYS = ("uri", *_TIMEOUTS, "mtls", "tls", "verify", "identity", "headers")
_SCHEMES = ("unix", "tcp", "http", "https", "ssh")
# The default ports. For tcp:// it is the port of the engines, which is another one with TLS.
_PORTS = {"http": 80, "https": 443, "tcp": 2375}
_TCP_TLS_PORT = 2376
_PROXY_VARIABLES = ("HTTP_PROXY", "http_proxy", "HTTPS_PROXY", "https_proxy")


class Endpoint:
    """The address of an engine, its connector, and the time limits.

    - `uri`: the address as messages may show it.
    - `source`: the setting that gave the address. Empty if the caller gave it.
    - `connect_timeout`, `read_timeout`, `write_timeout`, `call_timeout`: seconds; infinite for no limit.

    Without a uri in `conn`, the engine is the one that the engine's command would use. dockline looks for it when the
    connector is first needed.
    """

    def __init__(self, engine: Engine, conn: Mapping[str, Any]) -> None:
        self.connect_timeout = _timeout(conn, "connect_timeout")
        self.read_timeout = _timeout(conn, "read_timeout")
        self.write_timeout = _timeout(conn, "write_timeout")
        self.call_timeout = _timeout(conn, "call_timeout")
        self.uri = f"(what the {engine.name} command uses)"
        self.source = ""
        self._engine = engine
        self._conn = conn
        self._found_connector: Connector | None = None
        if conn.get("uri") is None:
            _check_without_uri(conn)
        else:
            self._found_connector = self._make_connector(conn)

    def __str__(self) -> str:
        """For a message. It names the setting, because the user may have to change it."""
        return f"{self.uri} ({self.source})" if self.source else self.uri

    @property
    def connector(self) -> Connector:
        """Raises the errors of `discovery.discover`, and InvalidParameter for a setting that dockline can't use."""
        if self._found_connector is None:
            from dockline.settings.discovery import discover

            self.source, found = discover(self._engine)
            given = {key: value for key, value in self._conn.items() if key != "uri"}
            if "headers" in found:
                given["headers"] = {**found["headers"], **(given.get("headers") or {})}
            try:
                self._found_connector = self._make_connector({**found, **given})
            except InvalidParameter as error:
                raise InvalidParameter(f"{error} (by {self.source})") from error.__cause__
        return self._found_connector

    def _make_connector(self, conn: Mapping[str, Any]) -> Connector:
        uri = conn["uri"]
        if not isinstance(uri, str):
            raise InvalidParameter(
                f"the uri must be a str like 'unix:///var/run/docker.sock', not {redaction.describe_type(uri)}"
            )
        headers = _headers(conn)
        connector = _connector(uri, conn, self._engine)
        connector.headers = headers
        self.uri = redaction.without_password(uri)
        return connector


def endpoint(conn: Mapping[str, Any] | None, engine: Engine) -> Endpoint:
    """The endpoint of a `conn`. Raises InvalidParameter for an unknown key or a malformed value."""
    conn = {} if conn is None else conn
    if not isinstance(conn, Mapping):
        raise InvalidParameter(
            f"conn must be a mapping like {{'uri': 'unix:///var/run/docker.sock'}}, not {redaction.describe_type(conn)}"
        )
    for key in conn:
        if key not in _KEYS:
            raise InvalidParameter(f"conn has no key {redaction.quoted_name(key)}: {nearest(key, _KEYS)}")
    return Endpoint(engine, conn)


def _check_without_uri(conn: Mapping[str, Any]) -> None:
    """Checks the values that can be checked before the address is known. Raises InvalidParameter."""
    _headers(conn)
    verify = _verify(conn)
    if conn.get("mtls") is not None or conn.get("tls") is not None:
        _tls_connector("", 0, conn, verify)
    identity = conn.get("identity")
    if not isinstance(identity, (str, os.PathLike, type(None))):
        raise InvalidParameter(f"identity must be the path of a private key, not {redaction.describe_type(identity)}")


def _headers(conn: Mapping[str, Any]) -> list[tuple[str, str]]:
    headers = conn.get("headers")
    if headers is None:
        return []
    if not isinstance(headers, Mapping):
        raise InvalidParameter(
            f"conn 'headers' must be a mapping of names to values, not {redaction.describe_type(headers)}"
        )
    return fields("conn 'headers'", headers)


def _connector(uri: str, conn: Mapping[str, Any], engine: Engine) -> Connector:
    from urllib.parse import unquote, urlsplit

    try:
        parts = urlsplit(uri)
        port = parts.port
        if b"\0" in os.fsencode(unquote(uri, errors="surrogateescape")) or port == 0:
            raise ValueError
    except ValueError:  # its message may show a part of the uri
        raise InvalidParameter(
            f"the uri {_redacted(uri)} is malformed: the host, the port (1 to 65535) or a character is invalid"
        ) from None
    # Python's parser silently removes some of these characters, and the rest may name another host.
    if uri != uri.strip() or any(character < " " or character == "\x7f" for character in uri):
        raise InvalidParameter(
            f"the uri {_redacted(uri)} is malformed: it has a control character, or a blank at an end"
        )
    scheme = parts.scheme
    if scheme not in _SCHEMES:
        raise InvalidParameter(
            f"the uri {_redacted(uri)} must begin with {', '.join(f'{scheme}://' for scheme in _SCHEMES)}"
        )
    secured = scheme == "https" or any(conn.get(key) is not None for key in ("mtls", "tls"))
    if secured and scheme not in ("https", "tcp"):
        raise InvalidParameter(f"'mtls' and 'tls' are for https:// and tcp://, not for {scheme}://")
    identity = conn.get("identity")
    if identity is not None and scheme != "ssh":
        raise InvalidParameter(f"'identity' is for ssh://, not for {scheme}://")
    verify = _verify(conn)
    if not verify and not secured and scheme != "ssh":
        raise InvalidParameter(f"'verify' is for https://, ssh://, and tcp:// with 'mtls', not for {scheme}://")
    if scheme == "unix":
        # The uri may have one, two or three slashes before the path. Only `%` is an escape.
        path = unquote(uri.partition(":")[2].removeprefix("//"), errors="surrogateescape")
        if not path.startswith("/"):
            raise InvalidParameter(
                f"the uri {_redacted(uri)} must name an absolute path, like 'unix:///var/run/docker.sock'"
            )
        from dockline.connect.unix import UnixConnector

        return UnixConnector(os.fsencode(path))
    if scheme == "ssh":
        from dockline.connect.ssh import ssh_connector

        return ssh_connector(parts, unquote(parts.path), engine, identity, verify=verify)
    from dockline.connect.tcp import TcpConnector
    from dockline.connect.uri import host_of

    host = host_of(parts, idna=True)
    if not host:
        raise InvalidParameter(f"the uri {_redacted(uri)} names no host")
    if parts.path.strip("/") or parts.query or parts.fragment or parts.username is not None:
        raise InvalidParameter(f"the uri {_redacted(uri)} must be just a scheme, a host and a port")
    if port is None:
        port = _TCP_TLS_PORT if secured and scheme == "tcp" else _PORTS[scheme]
    connector = _tls_connector(host, port, conn, verify) if secured else TcpConnector(host, port)
    if engine.uses_http_proxies and any(os.environ.get(variable) for variable in _PROXY_VARIABLES):
        from dockline.connect.proxy import find_proxy

        connector.proxy = find_proxy(host, port, secured=secured)
    return connector


def _verify(conn: Mapping[str, Any]) -> bool:
    verify = conn.get("verify")
    if verify is None:
        return True
    if not isinstance(verify, bool):
        raise InvalidParameter(
            f"verify must be True or False, not {redaction.describe_type(verify)}: to trust an issuer, give 'ca' in "
            "mtls"
        )
    if conn.get("tls") is not None:
        raise InvalidParameter("conn has both 'verify' and 'tls': the context of 'tls' already says whether to verify")
    return verify


def _tls_connector(host: str, port: int, conn: Mapping[str, Any], verify: bool) -> TcpConnector:
    import ssl

    from dockline.connect.tls import TlsConnector, make_context

    mtls, tls = conn.get("mtls"), conn.get("tls")
    if tls is None:
        if not (mtls is None or isinstance(mtls, Mapping)):
            raise InvalidParameter(
                f"mtls must be a mapping of 'ca', 'cert', 'key' and 'password', not {redaction.describe_type(mtls)}"
            )
        mtls = mtls or {}
        return TlsConnector(host, port, make_context(mtls, verify), mtls)
    if mtls is not None:
        raise InvalidParameter(
            "conn has both 'mtls' and 'tls': the context of 'tls' already says which issuers to trust"
        )
    if not isinstance(tls, ssl.SSLContext):
        raise InvalidParameter(
            f"tls must be an ssl.SSLContext, not {redaction.describe_type(tls)}: give paths by 'mtls'"
        )
    if tls.protocol == ssl.PROTOCOL_TLS_SERVER:
        raise InvalidParameter("tls is a context for servers: make it with ssl.PROTOCOL_TLS_CLIENT")
    return TlsConnector(host, port, tls, None)


def _redacted(uri: str) -> str:
    """Shows only the scheme of a refused uri: any other part of a malformed uri may be a password."""
    scheme, separator, _ = uri.partition("://")
    return f"'{scheme}://…'" if separator and redaction.is_word(scheme) else f"({redaction.describe_type(uri)})"


def _timeout(conn: Mapping[str, Any], key: str) -> float:
    given = value = conn.get(key)
    if value is None:
        return math.inf
    if not isinstance(value, (int, float)):
        from datetime import timedelta

        value = value.total_seconds() if isinstance(value, timedelta) else None
    if value is None or isinstance(value, bool) or not value > 0:
        raise InvalidParameter(
            f"{key} must be a positive number of seconds or a timedelta, not {redaction.number(given)}"
        )
    try:
        return float(value)
    except OverflowError:  # an int that is too large for a float
        return math.inf
