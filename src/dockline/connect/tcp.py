"""Connections to a TCP port, without TLS."""

from __future__ import annotations

from dockline._wire.rawsocket import RawSocket, clock
from dockline.annotations import TYPE_CHECKING
from dockline.errors import TimedOut

if TYPE_CHECKING:
    from dockline.connect.proxy import Proxy

from dockline.connect.connector import ConnectAttempt, Connector, RequestDefaults


class TcpConnector(Connector):
    """Connects to a TCP port, without encryption. `name` is a host name, or an address with or without a zone."""

    proxy: Proxy | None = None

    def __init__(self, name: str, port: int) -> None:
        self.name = name
        self.port = port
        # The zone of an address means nothing on another machine.
        self.address_without_zone = name.partition("%")[0]
        self.host = f"[{self.address_without_zone}]:{port}" if ":" in name else f"{name}:{port}"

    def connect(self, limit: float, attempt: ConnectAttempt) -> RawSocket:
        if self.proxy is not None:
            return self.proxy.connect(limit, attempt)
        from dockline.connect.resolver import addresses

        deadline = clock() + limit
        *others, last = addresses(self.name, self.port, limit, attempt)
        for address in others:
            try:
                return RawSocket.connect_tcp(address, self.port, deadline - clock(), attempt.register)
            except TimedOut:
                raise
            except OSError:
                continue  # the next one may answer
        return RawSocket.connect_tcp(last, self.port, deadline - clock(), attempt.register)

    def curl(self) -> tuple[str, list[str], str]:
        return "", self._curl_proxy, f"http://{self.host}"

    @property
    def request_defaults(self) -> RequestDefaults:
        if self.proxy is None:
            return super().request_defaults
        return RequestDefaults(self.host, [*self.proxy.fields, *self.headers], f"http://{self.host}")

    @property
    def _curl_proxy(self) -> list[str]:
        return [] if self.proxy is None else ["--proxy", f"http://{self.proxy.connector.host}"]
