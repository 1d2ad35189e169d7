"""A request, ready to be sent: nothing of operations is left in it."""

from __future__ import annotations

from dockline._wire.head import request_head
from dockline.connect.connector import Origin
from dockline.request.content import NOTHING, Content

# RFC 9110 section 9.2.2: those that may be sent again when the answer was lost.
IDEMPOTENT = frozenset(("GET", "HEAD", "PUT", "DELETE", "OPTIONS"))
SMALL = 64 << 10  # bytes of a content that is sent together with the head


class Request:
    """All that the transport needs to know. `fields` are those that neither the origin nor the content adds.

    `upgrades`: it asks for the connection itself. `repeatable`: it may be sent again where nothing of an answer was
    received. `at_once`: its content is at hand, and so small that it goes with the head.
    """

    __slots__ = (
        "_origin",
        "_start",
        "at_once",
        "content",
        "fields",
        "method",
        "repeatable",
        "target",
        "upgrades",
        "verb",
    )

    def __init__(self, method: str, target: str, fields: list[tuple[str, str]], content: Content = NOTHING) -> None:
        self.method = method
        self.verb = method.encode()
        self.target = target
        self.fields = fields
        self.content = content
        self.upgrades = any(name.lower() == "upgrade" for name, _ in fields)
        self.repeatable = method in IDEMPOTENT and content.whole is not None
        self.at_once = content.whole is not None and len(content.whole) <= SMALL
        self._start = b""
        self._origin: Origin | None = None

    def start(self, origin: Origin) -> bytes:
        """The bytes to send first: the head, and the content if it goes `at_once`. They are made once."""
        if self._origin is not origin:
            fields = origin.besides(self._content_fields() + self.fields)
            self._start = request_head(self.method, origin.base + self.target, fields)
            if self.at_once and self.content.whole:
                self._start += self.content.whole
            self._origin = origin
        return self._start

    def _content_fields(self) -> list[tuple[str, str]]:
        size = self.content.size
        if size is None:
            return [("Transfer-Encoding", "chunked")]
        return [("Content-Length", str(size))] if size or self.method in ("POST", "PUT") else []


def upgrade_fields(protocol: str) -> list[tuple[str, str]]:
    """Podman compares the whole value of Connection: it must be just this. A WebSocket has a key besides (RFC 6455)."""
    fields = [("Connection", "Upgrade"), ("Upgrade", protocol)]
    if protocol == "websocket":
        import base64
        import os

        key = base64.b64encode(os.urandom(16)).decode()
        fields += [("Sec-WebSocket-Version", "13"), ("Sec-WebSocket-Key", key)]
    return fields
