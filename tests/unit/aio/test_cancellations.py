"""Cancels uses of the asyncio client at random moments.

Every use may be cancelled at any point. Nothing may be left behind, and no call may get the bytes of another call.
"""

from __future__ import annotations

import asyncio
import contextlib
import gc
import json
import random
import ssl
import tempfile
import threading
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import trustme
from support.loops import run
from support.scripted_server import MULTIPLEXED, RAW, chunked, frame, head, reply
from support.waiting import PATIENCE

from dockline import aio
from dockline.errors import StreamClosed

AT_A_TIME = 20
LINES = 40


class Hold:
    """Makes the engine stop answering at some point, until the client closes. So the call is cancelled just there."""

    def __init__(self, dice: random.Random, requests: int, most: float) -> None:
        self.skipped = dice.randrange(requests)  # requests that are answered before
        self.share = dice.random() * most  # bytes of the answer that are sent
        self.reached = asyncio.get_running_loop().create_future()

    def tell(self) -> None:
        self.reached.get_loop().call_soon_threadsafe(self.reached.set_result, None)


class Far:
    """An engine in a loop and a thread of its own. It answers in pieces and with pauses."""

    def __init__(self, folder: Path, context: ssl.SSLContext | None) -> None:
        self.holds: dict[str, Hold] = {}
        self._serving: set[asyncio.Task[None] | None] = set()
        self._dice = random.Random(1)
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()
        if context is None:
            self.conn: dict[str, Any] = {"uri": f"unix://{folder}/engine.sock"}
            self._server = self._do(asyncio.start_unix_server(self._serve, folder / "engine.sock", backlog=200))
        else:
            self._server = self._do(asyncio.start_server(self._serve, "127.0.0.1", 0, ssl=context, backlog=200))
            self.conn = {"uri": f"https://localhost:{self._server.sockets[0].getsockname()[1]}"}

    def _do(self, act: Any) -> Any:
        return asyncio.run_coroutine_threadsafe(act, self._loop).result(PATIENCE)

    def close(self) -> None:
        """Closes the engine. No client may be connected any more."""

        async def end() -> None:
            self._server.close()
            while self._serving:
                await asyncio.sleep(0.001)
            await self._server.wait_closed()

        self._do(end())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(PATIENCE)
        self._loop.close()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._serving.add(asyncio.current_task())
        try:
            while await self._answer(reader, writer):
                pass
        except (OSError, asyncio.IncompleteReadError):
            pass  # the client has closed
        finally:
            writer.close()
            with contextlib.suppress(OSError):
                await writer.wait_closed()
            self._serving.discard(asyncio.current_task())

    async def _answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bool:
        asked = (await reader.readuntil(b"\r\n\r\n")).decode()
        target, _, query = asked.split()[1].partition("?")
        name = query.removeprefix("fromImage=") if target.endswith("/create") else target.split("/")[3]
        hold = self._hold(name)
        received = 0
        if "Transfer-Encoding" in asked:
            while size := int(await reader.readuntil(b"\n"), 16):
                await reader.readexactly(size + 2)
                received += size
            await reader.readline()
        elif "Content-Length: " in asked:
            received = int(asked.partition("Content-Length: ")[2].split()[0])
            await reader.readexactly(received)
        if target.endswith("/attach"):
            whole = head(101, connection="Upgrade", upgrade="tcp", media=RAW)
            if hold is None:
                writer.write(whole)
                while part := await reader.read(1 << 16):
                    writer.write(part)
                    await writer.drain()
                return False
        elif target.endswith("/logs"):
            lines = (frame(1, f"{name}-{number}\n".encode()) for number in range(LINES))
            whole = chunked(*lines, media=MULTIPLEXED)
        elif target.endswith("/json"):
            whole = reply({"name": name, "padding": "x" * self._dice.randrange(5000)})
        elif target.endswith("/create"):
            documents = (json.dumps({"number": number}).encode() + b"\r\n" for number in range(LINES))
            whole = chunked(*documents, media="application/json")
        else:
            whole = reply({"name": name, "received": received})
        if hold is None:
            await self._send(writer, whole)
            return True
        await self._send(writer, whole[: int(len(whole) * hold.share)])
        hold.tell()
        while await reader.read(1 << 16):
            pass
        return False

    def _hold(self, name: str) -> Hold | None:
        """Returns the hold for this request."""
        hold = self.holds.get(name)
        if hold is not None and hold.skipped:
            hold.skipped -= 1
            return None
        return hold

    async def _send(self, writer: asyncio.StreamWriter, data: bytes) -> None:
        at = 0
        while at < len(data):
            size = self._dice.choice([1, 20, 500, 10_000, 10_000])
            writer.write(data[at : at + size])
            at += size
            await writer.drain()
            if self._dice.random() < 0.3:
                await asyncio.sleep(self._dice.choice([0, 0, 0.0005]))


@pytest.fixture
def far(request: pytest.FixtureRequest, authority: trustme.CA, no_leaked_descriptors: None) -> Iterator[Far]:
    with tempfile.TemporaryDirectory() as folder:
        if request.param == "unix":
            far = Far(Path(folder), None)
        else:
            serving, ours = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER), ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
            authority.issue_cert("localhost").configure_cert(serving)
            authority.configure_trust(ours)
            far = Far(Path(folder), serving)
            far.conn["tls"] = ours
        yield far
        far.close()


class Uses:
    """The uses of a client. Each checks its result. Only this use has the `name`."""

    def __init__(self, conn: dict[str, Any], folder: Path) -> None:
        def client(category: str) -> aio.Client:
            return aio.client(engine="docker", category=category, version="v1.41", conn=conn, throw_exceptions=True)

        self.containers, self.images = client("containers"), client("images")
        self.folder = folder
        self.half_closes = "tls" not in conn  # a server of asyncio can't half-close with TLS

    def close(self) -> None:
        self.containers.close()
        self.images.close()

    async def inspect(self, name: str) -> None:
        for _ in range(3):
            assert (await self.containers.invoke("ContainerInspect", params={"id": name}))["name"] == name

    async def pull(self, name: str) -> None:
        documents = await self.images.invoke("ImageCreate", params={"fromImage": name})
        assert documents == [{"number": number} for number in range(LINES)]

    async def upload(self, name: str) -> None:
        data = b"x" * 300_000

        async def parts() -> AsyncIterator[bytes]:
            for at in range(0, len(data), 70_000):
                await asyncio.sleep(0)
                yield data[at : at + 70_000]

        for body in (data, parts()):
            answer = await self.containers.invoke("PutContainerArchive", params={"id": name, "path": "/"}, data=body)
            assert answer == {"name": name, "received": len(data)}

    async def open(self, name: str) -> aio.Stream:
        params = {"id": name, "stdout": True}
        stream: aio.Stream = await self.containers.invoke("ContainerLogs", as_="stream", params=params)
        return stream

    async def lines(self, name: str) -> None:
        async with await self.open(name) as stream:
            assert [line async for line in stream.lines()] == expected(name)

    async def batches(self, name: str) -> None:
        async with await self.open(name) as stream:
            assert [line async for batch in stream.lines().batches() for line in batch] == expected(name)

    async def read(self, name: str) -> None:
        async with await self.open(name) as stream:
            whole = await stream.read(10)
            while part := await stream.read():
                whole += part
        assert whole == b"".join(frame(1, line + b"\n") for line in expected(name))

    async def copy(self, name: str) -> None:
        path = self.folder / name
        with path.open("wb") as file:
            async with await self.open(name) as stream:
                await stream.copy_to(file)
        assert path.read_bytes().splitlines() == expected(name)

    async def forgotten(self, name: str) -> None:
        async for line in (await self.open(name)).lines():
            assert line == expected(name)[0]
            break

    async def merge(self, name: str) -> None:
        got: dict[str, list[bytes]] = {}
        async with aio.merge() as merged:
            for key in (f"{name}a", f"{name}b"):
                merged.add(key, await self.open(key))
            async for key, batch in merged:
                if batch is not None:
                    got.setdefault(key, []).extend(batch)
        assert got == {key: expected(key) for key in (f"{name}a", f"{name}b")}

    async def socket(self, name: str) -> None:
        reader, writer = await self.containers.invoke(
            "ContainerAttach", as_="socket", params={"id": name, "stream": True, "stdin": True, "stdout": True}
        )
        try:
            writer.write(name.encode() * 1000)
            await writer.drain()
            assert await reader.readexactly(len(name) * 1000) == name.encode() * 1000
            if self.half_closes:
                writer.write_eof()
                assert await reader.read() == b""
        finally:
            writer.abort()
            await writer.wait_closed()


WAYS: tuple[Callable[[Uses, str], Awaitable[None]], ...] = (
    Uses.inspect, Uses.inspect, Uses.pull, Uses.upload, Uses.lines, Uses.batches, Uses.read, Uses.copy, Uses.forgotten,
    Uses.merge, Uses.socket,
)  # fmt: skip


def expected(name: str) -> list[bytes]:
    return [f"{name}-{number}".encode() for number in range(LINES)]


def hold(far: Far, way: Callable[..., Any], name: str, dice: random.Random) -> Hold:
    """Makes the engine hold one request of this use before the use can end."""
    key = f"{name}a" if way is Uses.merge else name
    most = 0.02 if way is Uses.forgotten else 1  # the first line is not complete
    far.holds[key] = made = Hold(dice, {Uses.inspect: 3, Uses.upload: 2}.get(way, 1), most)
    return made


async def given_up(task: asyncio.Task[None], held: Hold | None, dice: random.Random) -> bool:
    """Cancels a task some turns after the engine holds its request. Returns whether the task was cancelled."""
    if held is not None:
        await asyncio.wait((task, held.reached), return_when=asyncio.FIRST_COMPLETED)
        assert not task.done(), "it went on without its answer"
    for _ in range(dice.randrange(30)):
        await asyncio.sleep(0)
    return task.cancel()


async def storm(far: Far, folder: Path, times: int) -> None:
    """Runs many uses. A third is cancelled at a known point of the answer, a third at any moment."""
    dice = random.Random(times)
    with contextlib.closing(Uses(far.conn, folder)) as uses:
        for begun in range(0, times, AT_A_TIME):
            tasks, holds, acts = [], [], []
            for number in range(begun, begun + AT_A_TIME):
                way, kind = dice.choice(WAYS), number % 3
                holds.append(hold(far, way, f"n{number}", dice) if kind == 0 else None)
                tasks.append(asyncio.create_task(way(uses, f"n{number}")))  # type: ignore[arg-type]
                acts.append(asyncio.sleep(0, False) if kind == 1 else given_up(tasks[-1], holds[-1], dice))
            cancelled = await asyncio.gather(*acts)
            outcomes = await asyncio.gather(*tasks, return_exceptions=True)
            far.holds.clear()
            for outcome, was_cancelled, held in zip(outcomes, cancelled, holds, strict=True):
                if outcome is not None and not isinstance(outcome, asyncio.CancelledError):
                    raise outcome
                assert isinstance(outcome, asyncio.CancelledError) == was_cancelled
                assert was_cancelled or held is None
        # The connections in the pool must still work.
        await asyncio.gather(*(uses.inspect(f"after{number}") for number in range(50)))
    gc.collect()
    with pytest.raises(StreamClosed):
        await uses.inspect("closed")


@pytest.mark.timeout(1200)
@pytest.mark.parametrize(
    ("far", "kind", "times"),
    [("unix", "asyncio", 10_000), ("unix", "uvloop", 2000), ("tls", "asyncio", 1000)],
    indirect=["far"],
)
def test_a_storm(far: Far, kind: str, times: int, tmp_path: Path) -> None:
    run(kind, storm(far, tmp_path, times), seconds=1000, debug=False)
