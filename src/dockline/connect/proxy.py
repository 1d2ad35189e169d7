"""The HTTP proxy to an engine, from the variables of the environment.

The rules are those of programs in Go, such as the docker command.
"""

from __future__ import annotations

import os
from base64 import b64encode
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from urllib.parse import unquote, urlsplit

from dockline import redaction
from dockline._wire.connection import Connection
from dockline._wire.head import request_head
from dockline._wire.rawsocket import RawSocket, clock
from dockline.connect.connector import ConnectAttempt
from dockline.connect.tcp import TcpConnector
from dockline.connect.uri import host_of
from dockline.errors import ConfigError, ConnectError, InvalidParameter, ProtocolError

_PORT = 80


class Proxy:
    """An HTTP proxy: its `connector`, the `variable` that names it, and the `fields` with the credentials.

    No message shows the credentials.
    """

    def __init__(self, variable: str, connector: TcpConnector, fields: list[tuple[str, str]]) -> None:
        self.variable = variable
        self.connector = connector
        self.fields = fields

    def connect(self, limit: float, attempt: ConnectAttempt) -> RawSocket:
        """Connects to the proxy. Raises ConnectError and TimedOut."""
        try:
            return self.connector.connect(limit, attempt)
        except TimeoutError:
            raise
        except OSError as error:
            raise ConnectError(f"{self} can't be reached: {error.strerror or error}") from error

    def tunnel(self, host: str, limit: float, attempt: ConnectAttempt) -> RawSocket:
        """Connects to `host` (with its port) through the proxy, by CONNECT. Raises ConnectError and TimedOut."""
        deadline = clock() + limit
        connection = Connection(self.connect(limit, attempt))
        try:
            connection.begin(b"CONNECT", False, deadline)
            connection.send(request_head("CONNECT", host, [("Host", host), ("User-Agent", "dockline"), *self.fields]))
            connection.end_request()
            head = connection.read_head_exactly()
        except (ConnectError, ProtocolError) as error:
            connection.close()
            raise ConnectError(f"{self} does not answer like an HTTP proxy") from error
        except BaseException:
            connection.close()
            raise
        if 200 <= head.status < 300:
            return connection.detach_socket()
        connection.close()
        advice = f": {self.variable} needs the right user and password" if head.status == 407 else ""
        raise ConnectError(f"{self} can't connect to {host}: it answers {head.status} {head.reason}{advice}")

    def __str__(self) -> str:
        return f"the proxy {self.connector.host} (by {self.variable})"


def find_proxy(host: str, port: int, *, secured: bool) -> Proxy | None:
    """Returns the proxy for a host, or None for a direct connection.

    Raises ConfigError. Its message does not show the address, which may hold a password.
    """
    names = ("HTTPS_PROXY", "https_proxy") if secured else ("HTTP_PROXY", "http_proxy")
    variable = next((name for name in names if os.environ.get(name)), None)
    if variable is None or _is_direct(host, port):
        return None
    if not secured and os.environ.get("REQUEST_METHOD"):
        raise ConfigError(f"{variable} is not used in a CGI program, because a request could set it")
    return _proxy(variable, os.environ[variable])


def _proxy(variable: str, text: str) -> Proxy:
    scheme, separator, _ = text.partition("://")
    if separator and scheme.lower() != "http":
        protocol = f"{scheme}://" if redaction.is_word(scheme) else "another protocol"
        raise ConfigError(
            f"{variable} names a proxy by {protocol}, but dockline supports only http://; to connect directly, add the "
            "engine's host to NO_PROXY"
        )
    try:
        parts = urlsplit(text if separator else f"http://{text}")
        host = host_of(parts, idna=True)
        port = _PORT if parts.port is None else parts.port
        rest = parts.path.strip("/") or parts.query or parts.fragment  # may belong to a password that is not escaped
        if not host or not port or rest or any(character <= " " for character in text):
            raise ValueError
    except (ValueError, InvalidParameter):
        raise ConfigError(f"{variable} must be like 'http://proxy.example.com:3128'") from None
    fields = []
    if parts.username is not None:
        pair = f"{unquote(parts.username)}:{unquote(parts.password or '')}"
        fields.append(("Proxy-Authorization", f"Basic {b64encode(os.fsencode(pair)).decode()}"))
    return Proxy(variable, TcpConnector(host, port), fields)


def _is_direct(host: str, port: int) -> bool:
    """Tells whether no proxy is used: the host is this machine, or an entry of NO_PROXY matches it."""
    host = host.partition("%")[0]
    address = _address(host)
    if host == "localhost" or (address is not None and address.is_loopback):
        return True
    entries = os.environ.get("NO_PROXY") or os.environ.get("no_proxy") or ""
    return any(_matches(entry.strip().lower(), host, address, port) for entry in entries.split(","))


def _matches(entry: str, host: str, address: IPv4Address | IPv6Address | None, port: int) -> bool:
    """Tells whether an entry of NO_PROXY matches a host. `address` is the host's, if it is an address.

    An entry is `*`, an address, a network (`10.0.0.0/8`), a host with all its subdomains (`example.com`) or only the
    subdomains (`.example.com`). All but a network may have a port.
    """
    if entry == "*":
        return True
    if "/" in entry:
        try:
            return address is not None and address in ip_network(entry, strict=False)
        except ValueError:
            return False
    name, colon, entry_port = entry.rpartition(":")
    if not colon or _address(entry) is not None:
        name, entry_port = entry, ""
    if not name or (entry_port and entry_port != str(port)):
        return False
    entry_address = _address(name.removeprefix("[").removesuffix("]"))
    if entry_address is not None:
        return entry_address == address
    name = name.removeprefix("*")
    return host.endswith(name) if name.startswith(".") else host == name or host.endswith(f".{name}")


def _address(text: str) -> IPv4Address | IPv6Address | None:
    try:
        address = ip_address(text)
    except ValueError:
        return None
    return (address.ipv4_mapped or address) if isinstance(address, IPv6Address) else address
