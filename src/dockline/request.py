"""A request, ready to be sent: nothing of operations is left in it."""

from __future__ import annotations

from dockline._wire.head import request_head
from dockline.content import NOTHING, Content

# RFC 9110 section 9.2.2: those that may be sent again when the answer was lost.
IDEMPOTENT = frozenset(("GET", "HEAD", "PUT", "DELETE", "OPTIONS"))


class Request:
    """All that the transport needs to know. `fields` are those that neither the transport nor the content adds.

    `upgrades`: it asks for the connection itself. `repeatable`: it may be sent again where nothing of an answer was
    received.
    """

    __slots__ = ("_head", "_own_fields", "content", "fields", "method", "repeatable", "target", "upgrades")

    def __init__(self, method: str, target: str, fields: list[tuple[str, str]], content: Content = NOTHING) -> None:
        self.method = method
        self.target = target
        self.fields = fields
        self.content = content
        self.upgrades = any(name.lower() == "upgrade" for name, _ in fields)
        self.repeatable = method in IDEMPOTENT and content.whole is not None
        self._head = b""
        self._own_fields: list[tuple[str, str]] | None = None

    def head(self, own_fields: list[tuple[str, str]]) -> bytes:
        """The bytes of the head, with the transport's own fields; they are made once."""
        if self._own_fields is not own_fields:
            fields = [*own_fields, *self._content_fields(), *self.fields]
            self._head = request_head(self.method, self.target, fields)
            self._own_fields = own_fields
        return self._head

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
