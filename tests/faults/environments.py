"""The environment of a run: a prepared engine with certificates, or a real one."""

from __future__ import annotations

import asyncio
import socket
import ssl
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any
from urllib.parse import urlsplit

import trustme

from .case import make_case
from .run import Run
from .server import PreparedEngine
from .works import Work, make_work


class Prepared:
    """Gives each run a prepared engine of its own. It plays the answers of the run's work."""

    def __init__(self, folder: Path) -> None:
        authority = trustme.CA()
        self._folder = folder
        self._ca = authority.cert_pem.bytes()
        self._contexts = {}
        for family, version in (("tls1.2", ssl.TLSVersion.TLSv1_2), ("tls1.3", ssl.TLSVersion.TLSv1_3)):
            context = self._contexts[family] = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.minimum_version = context.maximum_version = version
            authority.issue_cert("127.0.0.1").configure_cert(context)

    def run(self, seed: int) -> Run:
        case = make_case(seed, make_work)
        context = self._contexts.get(case.family)
        engine = PreparedEngine(case.work.exchanges, context)
        return Run(case, engine, {"mtls": {"ca": self._ca}} if context else {}, self._folder)


class RealEngine:
    """The engine at the uri of a `conn`. The requests that it gets are not known."""

    sessions = None

    def __init__(self, uri: str) -> None:
        self._address = urlsplit(uri)

    async def connect(self, number: int) -> socket.socket:
        loop = asyncio.get_running_loop()
        address = self._address
        local = address.scheme == "unix"
        sock = socket.socket(socket.AF_UNIX if local else socket.AF_INET)
        sock.setblocking(False)
        await loop.sock_connect(sock, address.path if local else (address.hostname, address.port))
        return sock

    async def finish(self) -> None:
        pass


class Real:
    """The runs share a real engine. `make_work` knows its containers."""

    def __init__(self, conn: dict[str, Any], make_work: Callable[[Random], Work], folder: Path) -> None:
        self._conn = conn
        self._make_work = make_work
        self._folder = folder
        # TLS can't be added or removed.
        self._families = ("tls",) if conn["uri"].startswith("https:") else ("unix", "tcp")

    def run(self, seed: int) -> Run:
        case = make_case(seed, self._make_work, self._families)
        return Run(case, RealEngine(self._conn["uri"]), self._conn, self._folder)
