from __future__ import annotations

import contextlib
import ssl
from collections.abc import Iterator

import pytest
import trustme
from support.descriptors import no_leaked_descriptors as no_leaked_descriptors

from .drivers import Asyncio
from .peers import Listener


@pytest.fixture(scope="session", autouse=True)
def the_loop_is_closed() -> Iterator[None]:
    yield
    Asyncio.close_loop()


@pytest.fixture(scope="session")
def contexts(authority: trustme.CA) -> dict[str, tuple[ssl.SSLContext, ssl.SSLContext]]:
    """Makes the TLS contexts of a client and a server, for each version."""

    def make(version: ssl.TLSVersion) -> tuple[ssl.SSLContext, ssl.SSLContext]:
        ours, theirs = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT), ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        authority.configure_trust(ours)
        authority.issue_cert("127.0.0.1").configure_cert(theirs)
        ours.minimum_version = ours.maximum_version = version
        return ours, theirs

    return {"tls1.2": make(ssl.TLSVersion.TLSv1_2), "tls1.3": make(ssl.TLSVersion.TLSv1_3)}


@pytest.fixture(params=["unix", "tcp", "tls1.2", "tls1.3"])
def listener(
    request: pytest.FixtureRequest,
    contexts: dict[str, tuple[ssl.SSLContext, ssl.SSLContext]],
    no_leaked_descriptors: None,
) -> Iterator[Listener]:
    with contextlib.ExitStack() as stack:
        yield Listener(request.param, stack, contexts.get(request.param))


@pytest.fixture(params=["tls1.2", "tls1.3"])
def tls_listener(
    request: pytest.FixtureRequest,
    contexts: dict[str, tuple[ssl.SSLContext, ssl.SSLContext]],
    no_leaked_descriptors: None,
) -> Iterator[Listener]:
    """Listens with TLS on a unix socket. The kernel's room for its bytes does not change."""
    with contextlib.ExitStack() as stack:
        yield Listener("unix", stack, contexts[request.param])


@pytest.fixture(params=["unix", "tcp"])
def plain_listener(request: pytest.FixtureRequest, no_leaked_descriptors: None) -> Iterator[Listener]:
    with contextlib.ExitStack() as stack:
        yield Listener(request.param, stack)


@pytest.fixture
def unix_listener(no_leaked_descriptors: None) -> Iterator[Listener]:
    with contextlib.ExitStack() as stack:
        yield Listener("unix", stack)


@pytest.fixture
def tcp_listener(no_leaked_descriptors: None) -> Iterator[Listener]:
    with contextlib.ExitStack() as stack:
        yield Listener("tcp", stack)
