"""Connections to a unix socket."""

from __future__ import annotations

import os

from dockline import redaction
from dockline._wire.rawsocket import RawSocket
from dockline.connect.connector import ConnectAttempt, Connector


class UnixConnector(Connector):
    """Connects to the unix socket at `path`."""

    def __init__(self, path: bytes) -> None:
        self.path = path

    def connect(self, limit: float, attempt: ConnectAttempt) -> RawSocket:
        return RawSocket.connect_unix(self.path, limit, attempt.register)

    def curl(self) -> tuple[str, list[str], str]:
        return "", ["--unix-socket", self._shown_path], f"http://{self.host}"

    def advice(self, error: OSError) -> str:
        if isinstance(error, PermissionError):
            return "this user may not open the socket: be in the group that owns it (often 'docker'), or be root"
        if isinstance(error, FileNotFoundError):
            return f"no socket is at {self._shown_path}: is the engine running, and is this its path?"
        return super().advice(error)

    @property
    def _shown_path(self) -> str:
        return redaction.without_password(os.fsdecode(self.path))
