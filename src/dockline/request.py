"""A request, ready to be sent: nothing of operations is left in it."""

from __future__ import annotations

from typing import NamedTuple

from dockline.content import Content

# RFC 9110 section 9.2.2: those that may be sent again when the answer was lost.
IDEMPOTENT = frozenset(("GET", "HEAD", "PUT", "DELETE", "OPTIONS"))


class Request(NamedTuple):
    """All that the transport needs to know. `fields` are those that the transport does not add by itself."""

    method: str
    target: str
    fields: list[tuple[str, str]]
    content: Content

    @property
    def upgrades(self) -> bool:
        """Whether it asks for the connection itself."""
        return any(name.lower() == "upgrade" for name, _ in self.fields)

    @property
    def repeatable(self) -> bool:
        """Whether it may be sent again where nothing of an answer was received."""
        return self.method in IDEMPOTENT and self.content.whole is not None


def upgrade_fields(protocol: str) -> list[tuple[str, str]]:
    """Podman compares the whole value of Connection: it must be just this. A WebSocket has a key besides (RFC 6455)."""
    fields = [("Connection", "Upgrade"), ("Upgrade", protocol)]
    if protocol == "websocket":
        import base64
        import os

        key = base64.b64encode(os.urandom(16)).decode()
        fields += [("Sec-WebSocket-Version", "13"), ("Sec-WebSocket-Key", key)]
    return fields
