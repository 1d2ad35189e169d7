"""The look-up of a host's name is part of connecting: time limits, signals and cancelling end it."""

from __future__ import annotations

import asyncio
import signal
import socket
import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from support.scripted_server import Server, reply
from support.waiting import PATIENCE

import dockline
from dockline import aio
from dockline.errors import ConnectError, TimedOut


@pytest.fixture
def resolver(monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
    """Replaces the system's resolver. It waits for a name server until the event is set."""
    asked, answer = threading.Event(), threading.Event()
    real = socket.getaddrinfo

    def getaddrinfo(host: Any, *arguments: Any, **options: Any) -> Any:
        if host == "engine.test" and not options.get("flags"):
            asked.set()
            assert answer.wait(PATIENCE)
            host = "127.0.0.1"
        return real(host, *arguments, **options)

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
    yield asked
    answer.set()


def test_connect_timeout(resolver: threading.Event) -> None:
    conn = {"uri": "tcp://engine.test:2375", "connect_timeout": 0.05}
    with pytest.raises(
        TimedOut, match="connect_timeout has passed while connecting to tcp://engine.test:2375"
    ) as caught:
        dockline.request(conn, path="/_ping")
    assert caught.value.which == "connect"


def test_call_timeout(resolver: threading.Event) -> None:
    with pytest.raises(TimedOut) as caught:
        dockline.request({"uri": "tcp://engine.test:2375", "call_timeout": 0.05}, path="/_ping")
    assert caught.value.which == "call"


def test_a_signal(resolver: threading.Event) -> None:
    def interrupt(number: int, frame: Any) -> None:
        raise KeyboardInterrupt

    def send() -> None:
        assert resolver.wait(PATIENCE)
        signal.pthread_kill(threading.main_thread().ident or 0, signal.SIGUSR1)

    before = signal.signal(signal.SIGUSR1, interrupt)
    sending = threading.Thread(target=send)
    sending.start()
    try:
        with pytest.raises(KeyboardInterrupt):
            dockline.request({"uri": "tcp://engine.test:2375"}, path="/_ping")
    finally:
        sending.join()
        signal.signal(signal.SIGUSR1, before)


def test_cancelling(resolver: threading.Event) -> None:
    async def main() -> None:
        task = asyncio.create_task(aio.request({"uri": "tcp://engine.test:2375"}, path="/_ping"))
        await asyncio.get_running_loop().run_in_executor(None, resolver.wait, PATIENCE)
        connecting = {thread for thread in threading.enumerate() if thread.name.startswith("dockline-connect")}
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        assert connecting

    asyncio.run(main())


def test_a_name(serve: Callable[..., Server]) -> None:
    server = serve(reply(b"OK"), family="tcp")
    uri = server.uri.replace("127.0.0.1", "localhost")
    assert dockline.request({"uri": uri, "connect_timeout": PATIENCE}, path="/_ping") is not None


def test_a_name_that_is_none() -> None:
    with pytest.raises(ConnectError, match="the host 'engine.invalid' can't be resolved"):
        dockline.request({"uri": "tcp://engine.invalid:2375"}, path="/_ping")
