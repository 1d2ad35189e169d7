"""dockline.aio: what is asyncio's own. All else runs on real engines, in the bodies of the blocking driver's tests."""

from __future__ import annotations

import asyncio
import gc
import os
import random
import socket
from collections.abc import Callable, Coroutine
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from support import loops
from support.loops import LOOPS

from dockline import aio
from dockline.errors import ConnectError, InvalidParameter, ProtocolError, StreamClosed, TimedOut

from .peers import MULTIPLEXED, RAW, Peer, Server, begun, chunk, chunked, frame, head, reply

FRAMED = {"Content_Type": MULTIPLEXED}
LINES = [b"line %d" % number for number in range(500)]
LOG = chunked(*(frame(1, line + b"\n") for line in LINES), **FRAMED)


Run = Callable[[Coroutine[Any, Any, Any]], Any]


@pytest.fixture(params=LOOPS)
def run(request: pytest.FixtureRequest) -> Run:
    """Runs a test's coroutine in a loop of each kind; see `loops.run`."""
    return partial(loops.run, request.param)


def client(server: Server, category: str = "containers", **conn: Any) -> aio.Client:
    return aio.client(engine="docker", category=category, version="v1.41", conn={"uri": server.uri, **conn})


async def open_log(server: Server, **conn: Any) -> aio.Stream:
    stream: aio.Stream = await aio.request({"uri": server.uri, **conn}, path="/logs", as_="stream")
    return stream


def test_calls_and_their_connections(run: Run, serve: Callable[..., Server], no_leaked_descriptors: None) -> None:
    server = serve(always=reply([]))

    async def main() -> None:
        async with client(server) as containers:
            for _ in range(5):
                assert await containers.invoke("ContainerList", params={"all": True}) == []
            assert server.connections == 1
            await asyncio.gather(*(containers.invoke("ContainerList") for _ in range(10)))
            assert server.connections <= 11
            assert await aio.invoke(containers, {"op": "ContainerList", "as": "response"})
            assert aio.ops(containers) == containers.ops()
            assert aio.doc(containers, "ContainerList")["method"] == "GET"
        with pytest.raises(StreamClosed, match="make a new one"):
            await containers.invoke("ContainerList")

    run(main())


def test_each_loop_has_its_own_connections(run: Run, serve: Callable[..., Server], no_leaked_descriptors: None) -> None:
    server = serve(always=reply([]))
    containers = client(server)
    for number in range(1, 4):
        assert run(containers.invoke("ContainerList")) == []
        assert server.connections == number
    containers.close()


def test_the_version_is_asked_for(run: Run, serve: Callable[..., Server]) -> None:
    server = serve(reply(Api_Version="1.41"), always=reply([]))

    async def main() -> None:
        async with aio.client(engine="docker", category="containers", version="auto", conn={"uri": server.uri}) as auto:
            with pytest.raises(InvalidParameter, match=r"not known yet: call something, or await client.connect\(\)"):
                auto.ops()
            assert await auto.connect() == "v1.41"
            assert "ContainerList" in auto.ops()
            assert await auto.invoke("ContainerList") == []

    run(main())


VIEWS: dict[str, Callable[[aio.Stream], Any]] = {
    "lines": lambda stream: stream.lines(),
    "frames": lambda stream: stream.frames(),
    "chunks": lambda stream: stream.chunks(),
    "iteration": lambda stream: stream.__aiter__(),
}


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("by_batches", [False, True])
def test_views(
    run: Run, serve: Callable[..., Server], view: str, by_batches: bool, no_leaked_descriptors: None
) -> None:
    server = serve(LOG)

    async def main() -> list[Any]:
        async with await open_log(server) as stream:
            records = VIEWS[view](stream)
            if by_batches:
                return [item async for batch in records.batches() for item in batch]
            return [item async for item in records]

    items = run(main())
    whole = b"".join(frame(1, line + b"\n") for line in LINES)
    if view == "lines":
        assert items == LINES
    elif view == "frames":
        assert items == [(1, line + b"\n") for line in LINES]
    else:
        assert b"".join(items) == whole


def test_items_then_batches(run: Run, serve: Callable[..., Server]) -> None:
    async def main() -> None:
        async with await open_log(serve(LOG)) as stream:
            lines = stream.lines()
            assert [await lines.__anext__() for _ in range(3)] == LINES[:3]
            assert [line async for batch in lines.batches() for line in batch] == LINES[3:]

    run(main())


@pytest.mark.parametrize("size", [-1, 1, 7, 100_000])
def test_read(run: Run, serve: Callable[..., Server], size: int) -> None:
    async def main() -> bytes:
        async with await open_log(serve(LOG)) as stream:
            parts = []
            while part := await stream.read(size):
                assert size < 0 or len(part) <= size
                parts.append(part)
            assert await stream.read(0) == b""
            return b"".join(parts)

    assert run(main()) == b"".join(frame(1, line + b"\n") for line in LINES)


def test_copy_to(run: Run, serve: Callable[..., Server], tmp_path: Path) -> None:
    async def main() -> None:
        with (tmp_path / "log").open("wb") as file:
            async with await open_log(serve(LOG)) as stream:
                assert await stream.copy_to(file) == (sum(map(len, LINES)) + len(LINES), 0)

    run(main())
    assert (tmp_path / "log").read_bytes().splitlines() == LINES


def test_a_cut_is_an_error(run: Run, serve: Callable[..., Server], no_leaked_descriptors: None) -> None:
    def cut(peer: Peer) -> None:
        peer.send(begun(frame(1, b"one\n"), **FRAMED))
        peer.close()

    async def main() -> None:
        async with await open_log(serve(cut)) as stream:
            lines = stream.lines()
            assert await lines.__anext__() == b"one"
            for _ in range(2):
                with pytest.raises(ProtocolError, match="was cut"):
                    await lines.__anext__()

    run(main())


def test_nobody_listens(run: Run, tmp_path: Path) -> None:
    with pytest.raises(ConnectError, match="no socket is at"):
        run(aio.request({"uri": f"unix://{tmp_path}/none"}, path="/_ping"))
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        with pytest.raises(ConnectError, match="nothing listens there"):
            run(aio.request({"uri": f"tcp://127.0.0.1:{free.getsockname()[1]}"}, path="/_ping"))


def test_a_body_in_pieces(run: Run, serve: Callable[..., Server]) -> None:
    """A call goes on where it stopped, wherever that was."""
    body = random.Random(1).randbytes(300_000)
    whole = chunked(body[:1000], body[1000:200_000], body[200_000:])

    def trickle(peer: Peer) -> None:
        dice = random.Random(2)
        at = 0
        while at < len(whole):
            size = dice.choice([1, 10, 1000, 30_000])
            peer.send(whole[at : at + size])
            at += size

    assert run(aio.request({"uri": serve(trickle).uri}, path="/archive")) == body


def test_an_upload_that_must_wait(run: Run, serve: Callable[..., Server]) -> None:
    """Of a size that no socket's buffer holds; by its size, and by chunks."""
    data = random.Random(1).randbytes(5_000_000)
    for body in (data, (data[at : at + 70_000] for at in range(0, len(data), 70_000))):
        server = serve(reply())
        run(aio.request({"uri": server.uri}, method="PUT", path="/archive", body=body))
        assert server.only.body == data


# Time limits.


def test_time_limits(run: Run, serve: Callable[..., Server], no_leaked_descriptors: None) -> None:
    server = serve(always=Peer.wait_for_end)
    for limits, which in (
        ({"read_timeout": 0.1}, "read"),
        ({"call_timeout": 0.1}, "call"),
        ({"read_timeout": 20, "call_timeout": 0.1}, "call"),
    ):
        with pytest.raises(TimedOut, match=f"{which}_timeout has passed while waiting for the response head") as raised:
            run(aio.request({"uri": server.uri, **limits}, path="/_ping"))
        assert raised.value.which == which


def test_time_limits_of_a_stream(run: Run, serve: Callable[..., Server]) -> None:
    server = serve(lambda peer: (peer.send(begun(frame(1, b"one\n"), **FRAMED)), peer.wait_for_end()))

    async def main() -> None:
        async with await open_log(server, read_timeout=0.1, call_timeout=5) as stream:
            lines = stream.lines()
            assert await lines.__anext__() == b"one"
            for _ in range(2):
                with pytest.raises(TimedOut, match="read_timeout has passed while waiting for the body"):
                    await lines.__anext__()

    run(main())


# Cancelled, and closed.


def test_a_cancelled_call_leaves_nothing(run: Run, serve: Callable[..., Server], no_leaked_descriptors: None) -> None:
    server = serve(lambda peer: peer.wait_for_end(), always=reply([]))

    async def main() -> None:
        async with client(server) as containers:
            call = asyncio.create_task(containers.invoke("ContainerList"))
            await asyncio.sleep(0.05)
            call.cancel()
            with pytest.raises(asyncio.CancelledError):
                await call
            assert await containers.invoke("ContainerList") == []
            assert server.connections == 2

    run(main())


def test_a_cancelled_wait_loses_nothing(run: Run, serve: Callable[..., Server]) -> None:
    """Whoever goes on with the stream gets every line."""
    dice = random.Random(3)

    def trickle(peer: Peer) -> None:
        for at in range(0, len(LOG), 97):
            peer.send(LOG[at : at + 97])

    async def main() -> None:
        async with await open_log(serve(trickle)) as stream:
            lines = stream.lines()
            got: list[bytes] = []
            while True:
                try:
                    async with asyncio.timeout(dice.random() * 0.002):
                        async for line in lines:
                            got.append(line)  # noqa: PERF401 - what came before a cancellation counts
                        break
                except TimeoutError:
                    continue
            assert got == LINES

    if hasattr(asyncio, "timeout"):
        run(main())


def test_a_storm_of_cancellations(run: Run, serve: Callable[..., Server], no_leaked_descriptors: None) -> None:
    """At random points; no descriptor, no task and no broken connection is left."""

    def answer(peer: Peer) -> None:
        for part in (LOG[:50], LOG[50:5000], LOG[5000:]):
            peer.send(part)

    server = serve(always=answer)
    dice = random.Random(4)

    async def call() -> bytes:
        return bytes(await aio.request({"uri": server.uri}, path="/logs"))

    async def main() -> None:
        finished = cancelled = 0
        for _ in range(100):
            tasks = [asyncio.create_task(call()) for _ in range(10)]
            for task in tasks:
                asyncio.get_running_loop().call_later(dice.random() * 0.01, task.cancel)
            for outcome in await asyncio.gather(*tasks, return_exceptions=True):
                if isinstance(outcome, asyncio.CancelledError):
                    cancelled += 1
                else:
                    assert outcome == b"".join(line + b"\n" for line in LINES)
                    finished += 1
        assert cancelled > 50
        assert finished > 50
        assert asyncio.all_tasks() == {asyncio.current_task()} or len(asyncio.all_tasks()) <= 2

    run(main())


def test_closing_ends_a_wait(run: Run, serve: Callable[..., Server], no_leaked_descriptors: None) -> None:
    server = serve(lambda peer: (peer.send(begun(**FRAMED)), peer.wait_for_end()))

    async def main() -> None:
        stream = await open_log(server)
        asyncio.get_running_loop().call_later(0.05, stream.close)
        with pytest.raises(StreamClosed):
            async for _ in stream.lines():
                pass
        stream.close()

    run(main())


def test_a_forgotten_stream_is_closed(run: Run, serve: Callable[..., Server], no_leaked_descriptors: None) -> None:
    server = serve(lambda peer: (peer.send(begun(**FRAMED)), peer.wait_for_end()))

    async def main() -> None:
        stream = await open_log(server)
        del stream
        gc.collect()

    run(main())


# Handed over.

UPGRADED = head(101, Connection="Upgrade", Upgrade="tcp", Content_Type=RAW)


def test_a_socket(run: Run, serve: Callable[..., Server], no_leaked_descriptors: None) -> None:
    def echo(peer: Peer) -> None:
        peer.send(UPGRADED + b"at once\n")
        while part := peer.file.read1(65536):
            peer.send(part)
        peer.send(b"the end")
        peer.close()

    async def main() -> None:
        reader, writer = await aio.request({"uri": serve(echo).uri}, method="POST", path="/attach", as_="socket")
        assert await reader.readline() == b"at once\n"
        sent = os.urandom(2_000_000)
        writer.write(sent)
        writer.writelines([b"1", b"2"])
        assert await reader.readexactly(len(sent)) == sent
        await writer.drain()
        assert await reader.read(1) == b"1"
        assert writer.can_write_eof()
        writer.write_eof()
        with pytest.raises(RuntimeError, match="the end was written"):
            writer.write(b"x")
        assert await reader.read() == b"2the end"
        assert reader.at_eof()
        with pytest.raises(asyncio.IncompleteReadError):
            await reader.readexactly(1)
        writer.close()
        await writer.wait_closed()
        assert writer.is_closing()

    run(main())


def test_lines_of_a_socket(run: Run, serve: Callable[..., Server]) -> None:
    def tell(peer: Peer) -> None:
        peer.send(UPGRADED + b"a\nb\nc")
        peer.close()

    async def main() -> list[bytes]:
        reader, writer = await aio.request({"uri": serve(tell).uri}, method="POST", path="/attach", as_="socket")
        lines = [line async for line in reader]
        writer.close()
        return lines

    assert run(main()) == [b"a\n", b"b\n", b"c"]


# merge.


def test_merge(run: Run, serve: Callable[..., Server], no_leaked_descriptors: None) -> None:
    servers = [serve(LOG) for _ in range(10)]
    cut = serve(lambda peer: (peer.send(begun(frame(1, b"one\n"), **FRAMED)), peer.close()))

    async def main() -> None:
        streams: dict[Any, aio.Stream] = {number: await open_log(each) for number, each in enumerate(servers)}
        got: dict[Any, list[bytes]] = {key: [] for key in streams}
        ends = {}
        async with aio.merge(streams) as merged:
            merged.add("cut", await open_log(cut))
            async for key, batch in merged:
                if isinstance(batch, list):
                    got.setdefault(key, []).extend(batch)
                else:
                    ends[key] = batch
                assert (key in merged) == isinstance(batch, list)
            assert len(merged) == 0
        assert isinstance(ends.pop("cut"), ProtocolError)
        assert got.pop("cut") == [b"one"]
        assert got == dict.fromkeys(range(10), LINES)
        assert ends == dict.fromkeys(range(10))

    run(main())


def test_merge_while_others_work(run: Run, serve: Callable[..., Server]) -> None:
    """A flood does not keep the loop; streams are added and removed by other tasks; time limits are kept."""

    def flood(peer: Peer) -> None:
        peer.send(begun(**FRAMED))
        part = chunk(frame(1, b"x" * 99 + b"\n") * 1000)
        while True:
            peer.send(part)

    quiet = [serve(lambda peer: (peer.send(begun(frame(1, b"hi\n"), **FRAMED)), peer.wait_for_end())) for _ in range(3)]

    async def main() -> None:
        merged = aio.merge({"flood": await open_log(serve(flood))})

        async def act() -> None:
            for number, server in enumerate(quiet):
                merged.add(number, await open_log(server, **({"read_timeout": 0.1} if number == 2 else {})))
                await asyncio.sleep(0.05)
            await asyncio.sleep(0.2)
            merged.remove(0)
            merged.remove(1)
            merged.remove("flood")

        acting = asyncio.create_task(act())
        seen: dict[Any, list[Any]] = {}
        async for key, batch in merged:
            if key != "flood":
                seen.setdefault(key, []).append(batch)
        await acting
        merged.close()
        assert seen[0] == seen[1] == [[b"hi"]]
        assert seen[2][0] == [b"hi"]
        assert isinstance(seen[2][1], TimedOut)

    run(main())


def test_a_cancelled_merge_goes_on(run: Run, serve: Callable[..., Server]) -> None:
    server = serve(lambda peer: (peer.send(begun(**FRAMED)), peer.file.readline(), peer.send(chunk(frame(1, b"x\n")))))

    async def main() -> None:
        async with aio.merge({"a": await open_log(server)}) as merged:
            with pytest.raises(asyncio.TimeoutError):
                await asyncio.wait_for(merged.__anext__(), 0.05)
            waiting = asyncio.create_task(merged.__anext__())
            await asyncio.sleep(0.05)
            merged.remove("a")
            with pytest.raises(StopAsyncIteration):
                await waiting

    run(main())


def test_what_can_not_be_merged() -> None:
    with pytest.raises(InvalidParameter, match="merge takes streams"):
        aio.merge({"x": b""})  # type: ignore[dict-item]
