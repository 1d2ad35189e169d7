from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from support.aio_facade import Module
from support.descriptors import no_leaked_descriptors as no_leaked_descriptors
from support.scripted_server import Server

import dockline


@pytest.fixture
def stack(no_leaked_descriptors: None) -> Iterator[contextlib.ExitStack]:
    """Closes everything at the end of the test, before the descriptors are counted."""
    with contextlib.ExitStack() as stack:
        yield stack


@pytest.fixture
def serve(stack: contextlib.ExitStack) -> Callable[..., Server]:
    """Starts a server. The arguments are those of `Server`."""

    def start(*answers: Any, **options: Any) -> Server:
        return stack.enter_context(Server(*answers, **options))

    return start


@pytest.fixture
def ask(serve: Callable[..., Server], stack: contextlib.ExitStack) -> Callable[..., dockline.Client]:
    """Makes a client of a server with these answers. The options are those of `Server.client`."""

    def start(*answers: Any, **options: Any) -> dockline.Client:
        return stack.enter_context(serve(*answers).client(**options))

    return start


@pytest.fixture(params=["blocking", "asyncio"])
def driver(request: pytest.FixtureRequest) -> Iterator[Any]:
    """A module with the functions of dockline: the blocking driver, and asyncio behind the same names."""
    if request.param == "blocking":
        yield dockline
        return
    module = Module()
    yield module
    module.close()


@pytest.fixture(params=["unix", "tcp"])
def family(request: pytest.FixtureRequest) -> str:
    family: str = request.param
    return family
