"""Each fault has its effect."""

from __future__ import annotations

import asyncio
import contextlib
import socket
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from . import proxy as proxy_module
from .plan import CUT, DELAY, DOWN, RESET, STALL, TRICKLE, UP, Fault, Plan
from .proxy import Proxy

DATA = bytes(range(256)) * 2000


class Ends:
    """Both ends of a connection through a proxy."""

    def __init__(self, proxy: Proxy, client: socket.socket, engine: socket.socket, stalled: asyncio.Event) -> None:
        self.proxy = proxy
        self.client = client
        self.engine = engine
        self.stalled = stalled
        self.loop = asyncio.get_running_loop()

    @property
    def fired(self) -> list[tuple[str, str]]:
        return self.proxy.passages[0].fired

    async def send(self, source: socket.socket, data: bytes) -> None:
        await self.loop.sock_sendall(source, data)

    async def receive(self, sink: socket.socket, size: float = float("inf")) -> bytes:
        """Receives a number of bytes, or fewer if the end comes first."""
        data = b""
        while len(data) < size and (part := await self.loop.sock_recv(sink, int(min(size - len(data), 1 << 16)))):
            data += part
        return data


@pytest.fixture(params=["unix", "tcp"])
def family(request: pytest.FixtureRequest) -> str:
    family: str = request.param
    return family


@contextlib.asynccontextmanager
async def through(family: str, folder: Path, *faults: Fault) -> AsyncIterator[Ends]:
    loop = asyncio.get_running_loop()
    given, engine = socket.socketpair()
    stalled = asyncio.Event()

    async def connect(number: int) -> socket.socket:
        return given

    with contextlib.ExitStack() as stack:
        listener = stack.enter_context(socket.socket(socket.AF_UNIX if family == "unix" else socket.AF_INET))
        listener.bind(str(folder / "s") if family == "unix" else ("127.0.0.1", 0))
        listener.listen()
        client = stack.enter_context(socket.socket(listener.family))
        stack.enter_context(engine)
        for sock in (listener, client, given, engine):
            sock.setblocking(False)
        proxy = Proxy([Plan(faults, 1000)], connect, stalled.set)
        serving = asyncio.create_task(proxy.serve(listener))
        await loop.sock_connect(client, listener.getsockname())
        yield Ends(proxy, client, engine, stalled)
        proxy.be_fair()
        client.close()
        engine.close()
        while not proxy.passages:
            await asyncio.sleep(0)
        await proxy.finish()
        serving.cancel()
        await asyncio.wait([serving])


def play(test: Any) -> None:
    asyncio.run(asyncio.wait_for(test, 60))


def test_without_faults_all_goes_through(family: str, tmp_path: Path) -> None:
    async def test() -> None:
        async with through(family, tmp_path) as ends:
            await asyncio.gather(ends.send(ends.client, DATA), ends.receive(ends.engine, len(DATA)))
            ends.client.shutdown(socket.SHUT_WR)
            assert await ends.receive(ends.engine) == b""
            sending = asyncio.create_task(ends.send(ends.engine, DATA))
            assert await ends.receive(ends.client, len(DATA)) == DATA
            await sending
            ends.engine.close()
            assert await ends.receive(ends.client) == b""
            assert ends.fired == []

    play(test())


@pytest.mark.parametrize("at", [0, 1, 1000, 1500])
def test_a_cut_ends_both_sides(family: str, tmp_path: Path, at: int) -> None:
    async def test() -> None:
        async with through(family, tmp_path, Fault(CUT, DOWN, at)) as ends:
            await ends.send(ends.engine, DATA[:2000])
            assert await ends.receive(ends.client) == DATA[:at]
            assert await ends.receive(ends.engine) == b""
            assert ends.proxy.passages[0].ended == CUT
            # A sender does not learn of it.
            await ends.send(ends.client, DATA)

    play(test())


def test_a_cut_of_what_is_sent(family: str, tmp_path: Path) -> None:
    async def test() -> None:
        async with through(family, tmp_path, Fault(CUT, UP, 1500)) as ends:
            await ends.send(ends.client, DATA[:2000])
            assert await ends.receive(ends.engine) == DATA[:1500]
            assert await ends.receive(ends.client) == b""

    play(test())


def test_a_reset(family: str, tmp_path: Path) -> None:
    """On a unix socket, the peer resets because it has unread bytes."""

    async def test() -> None:
        async with through(family, tmp_path, Fault(RESET, UP, 1500)) as ends:
            await ends.send(ends.client, DATA[:2000])
            assert await ends.receive(ends.engine) == DATA[:1500]
            with pytest.raises(ConnectionResetError):
                await ends.receive(ends.client)
            assert ends.fired == [(RESET, UP)]

    play(test())


def test_a_reset_of_what_is_received(tmp_path: Path) -> None:
    async def test() -> None:
        async with through("tcp", tmp_path, Fault(RESET, DOWN, 1500)) as ends:
            await ends.send(ends.engine, DATA[:2000])
            with pytest.raises(ConnectionResetError):
                await ends.receive(ends.client)
            assert ends.proxy.passages[0].passed == {UP: 0, DOWN: 1500}

    play(test())


def test_a_stall_is_of_one_direction_until_all_is_fair(family: str, tmp_path: Path) -> None:
    async def test() -> None:
        async with through(family, tmp_path, Fault(STALL, DOWN, 1500), Fault(CUT, DOWN, 1700)) as ends:
            await ends.send(ends.engine, DATA[:2000])
            assert await ends.receive(ends.client, 1500) == DATA[:1500]
            await ends.stalled.wait()
            await ends.send(ends.client, DATA[:3000])
            assert await ends.receive(ends.engine, 3000) == DATA[:3000]
            with pytest.raises(BlockingIOError):
                ends.client.recv(1)
            ends.proxy.be_fair()
            # Later faults of the plan are dropped.
            assert await ends.receive(ends.client, 500) == DATA[1500:2000]
            assert ends.fired == [(STALL, DOWN)]

    play(test())


def test_a_stall_that_the_client_closes(family: str, tmp_path: Path) -> None:
    async def test() -> None:
        async with through(family, tmp_path, Fault(STALL, DOWN, 10)) as ends:
            await ends.send(ends.engine, DATA[:2000])
            await ends.stalled.wait()
            ends.client.close()
            assert await ends.receive(ends.engine) == b""

    play(test())


def test_a_delay(family: str, tmp_path: Path) -> None:
    async def test() -> None:
        async with through(family, tmp_path, Fault(DELAY, UP, 10, 0.01), Fault(DELAY, DOWN, 1200, 0.01)) as ends:
            await ends.send(ends.client, DATA[:2000])
            assert await ends.receive(ends.engine, 2000) == DATA[:2000]
            await ends.send(ends.engine, DATA[:2000])
            assert await ends.receive(ends.client, 2000) == DATA[:2000]
            assert ends.fired == [(DELAY, UP), (DELAY, DOWN)]

    play(test())


def test_a_trickle(family: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The bytes come one by one, and then in blocks again."""
    sizes = []
    push = proxy_module.push

    def note(sock: socket.socket, data: bytes, passed: Any) -> Any:
        sizes.append(len(data))
        return push(sock, data, passed)

    monkeypatch.setattr(proxy_module, "push", note)

    async def test() -> None:
        async with through(family, tmp_path, Fault(TRICKLE, DOWN, 100, 300)) as ends:
            await ends.send(ends.engine, DATA[:1000])
            assert await ends.receive(ends.client, 1000) == DATA[:1000]

    play(test())
    assert sizes == [100, *[1] * 300, 600]
