"""A request, ready to be sent. It knows nothing of operations."""

from __future__ import annotations

from dockline._wire.head import request_head
from dockline.connect.connector import RequestDefaults
from dockline.request.content import NO_CONTENT, Content

# The methods that may be sent again if the answer was lost (RFC 9110 section 9.2.2).
IDEMPOTENT = frozenset(("GET", "HEAD", "PUT", "DELETE", "OPTIONS"))
FALSE = ("", "0", "no", "false", "none")  # as Docker reads a boolean
SMALL = 64 << 10  # bytes: the largest content that is sent together with the head


class Request:
    """Everything that the transport needs to know.

    - `fields`: the header fields, without those of `RequestDefaults` and of the content.
    - `upgrades`: the request asks the engine to change the protocol.
    - `repeatable`: it may be sent again if no byte of an answer was received.
    - `sent_with_head`: the content is in memory, and small enough to be sent together with the head.
    """

    __slots__ = (
        "_first_bytes",
        "_request_defaults",
        "content",
        "fields",
        "method",
        "method_bytes",
        "repeatable",
        "sent_with_head",
        "target",
        "upgrades",
    )

    def __init__(self, method: str, target: str, fields: list[tuple[str, str]], content: Content = NO_CONTENT) -> None:
        self.method = method
        self.method_bytes = method.encode()
        self.target = target
        self.fields = fields
        self.content = content
        self.upgrades = any(name.lower() == "upgrade" for name, _ in fields)
        self.repeatable = method in IDEMPOTENT and content.in_memory is not None
        self.sent_with_head = content.in_memory is not None and len(content.in_memory) <= SMALL
        self._first_bytes = b""
        self._request_defaults: RequestDefaults | None = None

    def first_bytes(self, request_defaults: RequestDefaults) -> bytes:
        """Returns the bytes to send first: the head, and the content if it is `sent_with_head`. They are kept."""
        if self._request_defaults is not request_defaults:
            fields = request_defaults.merged_with(self._content_fields() + self.fields)
            self._first_bytes = request_head(self.method, request_defaults.base + self.target, fields)
            if self.sent_with_head and self.content.in_memory:
                self._first_bytes += self.content.in_memory
            self._request_defaults = request_defaults
        return self._first_bytes

    def asks_for(self, name: str) -> bool:
        """Whether the query sets a boolean parameter to true."""
        from urllib.parse import parse_qsl

        pairs = parse_qsl(self.target.partition("?")[2], keep_blank_values=True)
        return any(key == name and value.lower() not in FALSE for key, value in pairs)

    def _content_fields(self) -> list[tuple[str, str]]:
        size = self.content.size
        if size is None:
            return [("Transfer-Encoding", "chunked")]
        return [("Content-Length", str(size))] if size or self.method in ("POST", "PUT") else []


def upgrade_fields(protocol: str) -> list[tuple[str, str]]:
    """The header fields that ask for an upgrade. Podman compares the whole value of Connection.

    A WebSocket also has a key (RFC 6455).
    """
    fields = [("Connection", "Upgrade"), ("Upgrade", protocol)]
    if protocol == "websocket":
        import base64
        import os

        key = base64.b64encode(os.urandom(16)).decode()
        fields += [("Sec-WebSocket-Version", "13"), ("Sec-WebSocket-Key", key)]
    return fields
