"""dockline.aio: the behaviour that only asyncio has.

The other tests run on real engines, together with those of the blocking driver.
"""

from __future__ import annotations

import asyncio
import contextlib
import gc
import os
import random
import select
import socket
import ssl
import threading
from collections.abc import Callable, Coroutine
from functools import partial
from pathlib import Path
from typing import Any

import pytest
import trustme
from support import loops
from support.loops import LOOPS
from support.scripted_server import (
    MULTIPLEXED,
    PATIENCE,
    RAW,
    Peer,
    Server,
    begun,
    chunk,
    chunked,
    frame,
    head,
    reply,
    until,
)
from support.waiting import is_blocked, long_enough, times_out, wait_until

import dockline
from dockline import aio
from dockline.errors import ConnectError, InvalidParameter, ProtocolError, StreamClosed, TimedOut

FRAMED = {"media": MULTIPLEXED}
LINES = [b"line %d" % number for number in range(500)]
LOG = chunked(*(frame(1, line + b"\n") for line in LINES), **FRAMED)


Run = Callable[[Coroutine[Any, Any, Any]], Any]


@pytest.fixture(params=LOOPS)
def run(request: pytest.FixtureRequest) -> Run:
    """Runs a test's coroutine in a loop of each kind. See `loops.run`."""
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
            assert len(server.peers) == 1
            await asyncio.gather(*(containers.invoke("ContainerList") for _ in range(10)))
            assert len(server.peers) <= 11
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
        assert len(server.peers) == number
    containers.close()


def test_the_version_is_asked_for(run: Run, serve: Callable[..., Server]) -> None:
    server = serve(reply(api_version="1.41"), always=reply([]))

    async def main() -> None:
        async with aio.client(engine="docker", category="containers", version="auto", conn={"uri": server.uri}) as auto:
            with pytest.raises(InvalidParameter, match=r"not known yet: make a call, or await client.connect\(\)"):
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
    cut = (begun(frame(1, b"one\n"), **FRAMED), Peer.close)

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
    """A call continues where it stopped, wherever that was."""
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
    """The upload is larger than the buffer of any socket. It is sent with its size, and in chunks."""
    data = random.Random(1).randbytes(5_000_000)
    for body in (data, (data[at : at + 70_000] for at in range(0, len(data), 70_000))):
        server = serve(reply())
        run(aio.request({"uri": server.uri}, method="PUT", path="/archive", body=body))
        assert server.only.body == data


def test_an_asynchronous_iterable_as_data(run: Run, serve: Callable[..., Server]) -> None:
    server = serve(reply(), reply())
    ended = []

    async def parts(*given: Any) -> Any:
        try:
            for part in given:
                await asyncio.sleep(0)
                yield part
        finally:
            ended.append(given)

    async def main() -> None:
        given = (b"a" * 100_000, b"", bytearray(b"b"), memoryview(b"c"))
        await aio.request({"uri": server.uri}, method="PUT", path="/archive", body=parts(*given))
        with pytest.raises(InvalidParameter, match="iterable of bytes: its part 2 is a str of length 1; those before"):
            await aio.request({"uri": server.uri}, method="PUT", path="/archive", body=parts(b"a", "b"))
        assert len(ended) == 2
        refused = parts()
        with pytest.raises(InvalidParameter, match=r"asynchronous iterable, which dockline\.aio takes"):
            dockline.request({"uri": server.uri}, method="PUT", path="/archive", body=refused)
        await refused.aclose()

    run(main())
    assert server.requests[0].body == b"a" * 100_000 + b"bc"


def test_a_file_that_takes_its_time(run: Run, serve: Callable[..., Server]) -> None:
    """The data is a slow pipe. Other tasks run while the pipe gives nothing."""
    server = serve(reply())

    async def main() -> None:
        reading, writing = os.pipe()
        with open(reading, "rb") as file, open(writing, "wb", buffering=0) as far:  # noqa: PTH123
            call = asyncio.ensure_future(aio.request({"uri": server.uri}, method="PUT", path="/archive", body=file))
            for _ in range(3):
                await asyncio.sleep(0.01)
                far.write(b"part ")
            far.close()
            await call

    run(main())
    assert server.only.body == b"part " * 3


def test_a_flood_as_data_leaves_turns_to_others(run: Run, serve: Callable[..., Server]) -> None:
    part = chunk(bytes(1 << 20))

    def flood(peer: Peer) -> None:
        peer.send(begun(media="application/x-tar"))
        for _ in range(100):
            peer.send(part)
        peer.send(chunk(b""))

    async def main() -> None:
        turns = 0

        async def others() -> None:
            nonlocal turns
            while True:
                await asyncio.sleep(0)
                turns += 1

        other = asyncio.create_task(others())
        body = await aio.request({"uri": serve(flood).uri}, path="/archive")
        other.cancel()
        assert len(body) == 100 << 20
        assert turns >= 50

    run(main())


def test_many_copies_at_once(
    run: Run, serve: Callable[..., Server], tmp_path: Path, no_leaked_descriptors: None
) -> None:
    """Endless copies do not delay the end of another copy. They go to files, in the loop itself, and to pipes."""
    go = threading.Event()

    def answer(peer: Peer) -> None:
        peer.send(begun(frame(1, b"one\n"), **FRAMED))
        if peer.number >= 40:
            assert go.wait(PATIENCE)
            peer.send(chunk(frame(2, b"two\n")), chunk(b""))
        peer.hold()

    server = serve(always=answer)
    assert_no_threads("dockline-copy")

    async def main(sinks: list[int], threads: int) -> None:
        streams = [await open_log(server) for _ in range(50)]
        copies = [asyncio.create_task(stream.copy_to(sink)) for stream, sink in zip(streams, sinks, strict=True)]
        await loops.all_wait()
        assert sum(thread.name.startswith("dockline-copy") for thread in threading.enumerate()) == threads
        go.set()
        assert await asyncio.gather(*copies[40:]) == [(4, 4)] * 10
        for copy, stream in zip(copies[:40], streams[:40], strict=True):
            copy.cancel()
            with pytest.raises(asyncio.CancelledError):
                await copy
            with pytest.raises(InvalidParameter, match="one view, once"):
                await stream.copy_to(1)

    with contextlib.ExitStack() as stack:
        files = [stack.enter_context((tmp_path / str(number)).open("wb")).fileno() for number in range(50)]
        run(main(files, 0))
        assert (tmp_path / "49").read_bytes() == b"one\ntwo\n"
    server = serve(always=answer)
    go.clear()
    with contextlib.ExitStack() as stack:
        pipes = [os.pipe() for _ in range(50)]
        for reading, writing in pipes:
            stack.callback(os.close, reading)
            stack.callback(os.close, writing)
        run(main([writing for _, writing in pipes], 50))
        assert os.read(pipes[49][0], 100) == b"one\ntwo\n"


# Time limits


def test_time_limits(run: Run, serve: Callable[..., Server], no_leaked_descriptors: None) -> None:
    server = serve(always=Peer.hold)

    def ask(limit: float) -> None:
        for limits, which in (
            ({"read_timeout": limit}, "read"),
            ({"call_timeout": limit}, "call"),
            ({"read_timeout": PATIENCE, "call_timeout": limit}, "call"),
        ):
            with times_out(f"{which}_timeout has passed while waiting for the response head") as raised:
                run(aio.request({"uri": server.uri, **limits}, path="/_ping"))
            assert raised.value.which == which

    long_enough(ask, 0.1)


def test_time_limits_of_a_stream(run: Run, serve: Callable[..., Server]) -> None:
    server = serve(always=(begun(frame(1, b"one\n"), **FRAMED), Peer.hold))

    async def main(limit: float) -> None:
        async with await open_log(server, read_timeout=limit, call_timeout=PATIENCE) as stream:
            lines = stream.lines()
            assert await lines.__anext__() == b"one"
            for _ in range(2):
                with pytest.raises(TimedOut, match="read_timeout has passed while waiting for the body"):
                    await lines.__anext__()

    long_enough(lambda limit: run(main(limit)), 0.1)


# Cancelling and closing


def test_a_cancelled_call_leaves_nothing(run: Run, serve: Callable[..., Server], no_leaked_descriptors: None) -> None:
    server = serve(Peer.hold, always=reply([]))

    async def main() -> None:
        async with client(server) as containers:
            call = asyncio.create_task(containers.invoke("ContainerList"))
            await loops.comes(lambda: server.requests)
            call.cancel()
            with pytest.raises(asyncio.CancelledError):
                await call
            assert await containers.invoke("ContainerList") == []
            assert len(server.peers) == 2

    run(main())


def test_a_cancelled_wait_loses_nothing(run: Run, serve: Callable[..., Server]) -> None:
    """Another task that continues with the stream gets every line."""
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


def test_closing_ends_a_wait(run: Run, serve: Callable[..., Server], no_leaked_descriptors: None) -> None:
    server = serve((begun(**FRAMED), Peer.hold))

    async def main() -> None:
        stream = await open_log(server)

        async def close() -> None:
            await loops.all_wait()
            stream.close()

        closing = asyncio.create_task(close())
        with pytest.raises(StreamClosed):
            async for _ in stream.lines():
                pass
        await closing
        stream.close()

    run(main())


def test_a_forgotten_stream_is_closed(run: Run, serve: Callable[..., Server], no_leaked_descriptors: None) -> None:
    server = serve((begun(**FRAMED), Peer.hold))

    async def main() -> None:
        stream = await open_log(server)
        del stream
        gc.collect()

    run(main())


def test_reading_and_writing_by_several_tasks(run: Run, serve: Callable[..., Server]) -> None:
    """Concurrent writes are sent whole, one after the other. A second concurrent read is refused."""

    writing = threading.Event()

    def take(peer: Peer) -> None:
        peer.file.read(2_000_000)
        peer.send(peer.file.read())

    server = serve((UPGRADED, until(writing), take, Peer.close), (UPGRADED, Peer.hold))

    async def main() -> None:
        parts = [bytes([65 + number]) * 300_000 for number in range(8)]
        async with await open_attached(server) as stream:
            writes = asyncio.gather(*(stream.write(part) for part in parts))
            await asyncio.sleep(0)
            writing.set()
            assert await writes == [300_000] * 8
            await stream.half_close()
            assert await stream.read() == b"".join(parts)[2_000_000:]
        async with await open_attached(server) as stream:
            chunks = stream.chunks()
            first = asyncio.ensure_future(chunks.__anext__())
            await asyncio.sleep(0)
            with pytest.raises(RuntimeError, match="another task is reading this connection"):
                await chunks.__anext__()
            first.cancel()

    run(main())


@pytest.mark.parametrize("first", ["read", "write"])
def test_the_end_meets_who_reads_and_who_writes(
    run: Run, serve: Callable[..., Server], no_leaked_descriptors: None, first: str
) -> None:
    """If either the reader or the writer learns of the end, the other's wait ends too."""
    both_wait, both_ended = threading.Event(), threading.Event()

    # The peer takes nothing after its end. A write that continues could otherwise finish by itself.
    server = serve((UPGRADED, until(both_wait), Peer.shutdown, until(both_ended), Peer.hold))

    async def main() -> None:
        async with await open_attached(server) as stream:
            doing = {"read": stream.read, "write": partial(stream.write, bytes(16 << 20))}
            tasks = {name: asyncio.create_task(doing[name]()) for name in (first, *doing.keys() - {first})}
            await loops.all_wait()
            both_wait.set()
            with pytest.raises((ConnectError, StreamClosed)):
                await tasks["write"]
            assert await tasks["read"] == b""
            both_ended.set()

    run(main())


@pytest.mark.parametrize("how", ["lines", "merge", "data"])
def test_bytes_and_a_reset_that_come_together(
    run: Run, serve: Callable[..., Server], no_leaked_descriptors: None, how: str
) -> None:
    """The loop may report a failed connection only once, and more bytes are there than one receive takes."""
    begins, waits, has_reset = threading.Event(), threading.Event(), threading.Event()
    rest = (b"a whole line\na part", bytes(4000))
    server = serve(
        (
            begun(b"first\n", media=RAW),
            lambda _: begins.set(),
            until(waits),
            chunk(rest[0]),
            chunk(rest[1]),
            Peer.reset,
            lambda _: has_reset.set(),
        ),
        family="tcp",
    )

    async def reset() -> None:
        """Resets the connection while no task waits for it."""
        await loops.comes(begins.is_set)
        await loops.all_wait()
        waits.set()
        assert has_reset.wait(PATIENCE)

    async def main() -> None:
        resetting = asyncio.create_task(reset())
        if how == "data":
            with pytest.raises(ProtocolError, match="the response was cut"):
                await aio.request({"uri": server.uri}, path="/logs")
        elif how == "lines":
            stream = await open_log(server)
            lines = stream.lines(multiplexed=False)
            assert [await anext(lines), await anext(lines)] == [b"first", b"a whole line"]
            with pytest.raises(ProtocolError, match="the response was cut"):
                await anext(lines)
        else:
            async with aio.merge({"one": await open_log(server)}, multiplexed=False) as merged:
                *batches, (_, fault) = [found async for found in merged]
            assert [line for _, batch in batches for line in batch] == [b"first", b"a whole line"]
            assert isinstance(fault, ProtocolError)
        await resetting

    run(main())


async def open_attached(server: Server) -> aio.Stream:
    attach = {"method": "POST", "path": "/attach", "headers": {"Connection": "Upgrade", "Upgrade": "tcp"}}
    stream: aio.Stream = await aio.request({"uri": server.uri}, as_="stream", **attach)  # type: ignore[arg-type]
    return stream


def test_a_forgotten_stream_of_another_thread(
    run: Run, serve: Callable[..., Server], no_leaked_descriptors: None
) -> None:
    """The garbage collector may run in any thread. The stream is closed in the thread of its loop."""
    server = serve(always=(begun(**FRAMED), Peer.hold))

    async def main() -> None:
        for _ in range(10):
            stream = await open_log(server)
            circle: list[Any] = [stream, stream.lines()]
            circle.append(circle)
            with pytest.raises(asyncio.TimeoutError):
                await asyncio.wait_for(circle[1].__anext__(), 0.01)
            del stream, circle
            await asyncio.get_running_loop().run_in_executor(None, gc.collect)
        await asyncio.sleep(0.01)
        async with await open_log(server):
            pass

    run(main())


def test_a_forked_child_disturbs_nobody(run: Run, serve: Callable[..., Server]) -> None:
    forked = threading.Event()
    server = serve((begun(**FRAMED), until(forked), chunk(frame(1, b"x\n")), chunk(b"")))

    async def main() -> None:
        stream = await open_log(server)
        waiting = asyncio.ensure_future(stream.lines().__anext__())
        await loops.all_wait()
        child = os.fork()
        if child == 0:
            try:
                waiting.cancel()
                stream.close()
                gc.collect()
            finally:
                os._exit(0)
        os.waitpid(child, 0)
        forked.set()
        assert await waiting == b"x"
        stream.close()

    run(main())


def test_a_client_that_another_thread_closes(
    run: Run, serve: Callable[..., Server], no_leaked_descriptors: None
) -> None:
    server = serve(always=reply([]))

    async def main() -> None:
        containers = client(server)
        assert await containers.invoke("ContainerList") == []
        await asyncio.get_running_loop().run_in_executor(None, containers.close)
        await asyncio.sleep(0.01)

    run(main())


# Cancelled attempts to connect


def test_connecting_is_given_up(run: Run, no_leaked_descriptors: None) -> None:
    """The attempt ends at once, also in its thread. No descriptor is left, though the engine never answers."""
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen(0)
        port = silent.getsockname()[1]
        with contextlib.ExitStack() as stack:
            while True:  # until the backlog is full
                filler = stack.enter_context(socket.socket())
                filler.settimeout(0.1)
                try:
                    filler.connect(("127.0.0.1", port))
                except TimeoutError:
                    break
            run(give_up_connecting({"uri": f"tcp://127.0.0.1:{port}"}, is_connecting))
            assert_no_threads("dockline-connect")


def test_a_handshake_is_given_up(run: Run, authority: trustme.CA, no_leaked_descriptors: None) -> None:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    authority.configure_trust(context)
    with socket.create_server(("127.0.0.1", 0)) as mute:
        conn = {"uri": f"https://127.0.0.1:{mute.getsockname()[1]}", "tls": context}
        run(give_up_connecting(conn, lambda: select.select([mute], [], [], 0)[0]))
        peer, _ = mute.accept()
        with peer:
            peer.settimeout(PATIENCE)
            while peer.recv(65536):
                pass
        assert_no_threads("dockline-connect")


def test_a_loop_is_closed_while_a_thread_connects(
    authority: trustme.CA, caplog: pytest.LogCaptureFixture, no_leaked_descriptors: None
) -> None:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    authority.configure_trust(context)
    with socket.create_server(("127.0.0.1", 0)) as mute:
        conn = {"uri": f"https://127.0.0.1:{mute.getsockname()[1]}", "tls": context}
        loop = asyncio.new_event_loop()
        call = loop.create_task(aio.request(conn, path="/_ping"))
        call._log_destroy_pending = False
        loop.run_until_complete(loops.comes(lambda: select.select([mute], [], [], 0)[0] and is_connecting()))
        loop.close()
        # The thread has just checked the loop. It delivers its outcome although the loop is closed now.
        loop.is_closed = lambda: False  # type: ignore[method-assign]
        mute.accept()[0].close()
        wait_until(lambda: not is_connecting(), 0.01)
        call.get_coro().close()
        del loop.is_closed, loop, call
        assert_no_threads("dockline-connect")
    assert [record for record in caplog.records if record.name.startswith("concurrent")] == []


def test_a_tunnel_is_given_up(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, no_leaked_descriptors: None
) -> None:
    script = tmp_path / "ssh"
    script.write_text(f"#!/bin/sh\necho $$ >{tmp_path}/pid\nexec sleep 1000\n")
    script.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    pid = tmp_path / "pid"
    run(give_up_connecting({"uri": "ssh://nowhere/var/run/docker.sock"}, lambda: pid.exists() and pid.read_text()))
    assert_no_threads("dockline-connect")
    assert not Path("/proc", pid.read_text().strip()).exists()


def is_connecting() -> bool:
    return any(thread.name.startswith("dockline-connect") and is_blocked(thread) for thread in threading.enumerate())


async def give_up_connecting(conn: dict[str, Any], begins: Callable[[], object]) -> None:
    call = asyncio.ensure_future(aio.request(conn, path="/_ping"))
    await loops.comes(begins)
    call.cancel()
    with pytest.raises(asyncio.CancelledError):
        await call


def assert_no_threads(name: str) -> None:
    """Asserts that no thread with this name is left."""

    def none_is_left() -> bool:
        # Check in a loop: the last step of a thread still holds its event loop and pool.
        gc.collect()
        return not any(thread.name.startswith(name) for thread in threading.enumerate())

    wait_until(none_is_left, 0.01)


# Connections that were handed over

UPGRADED = head(101, connection="Upgrade", upgrade="tcp", media=RAW)


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
        with pytest.raises(RuntimeError, match="nothing can be written after write_eof"):
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
    tell = (UPGRADED + b"a\nb\nc", Peer.close)

    async def main() -> list[bytes]:
        reader, writer = await aio.request({"uri": serve(tell).uri}, method="POST", path="/attach", as_="socket")
        lines = [line async for line in reader]
        writer.close()
        return lines

    assert run(main()) == [b"a\n", b"b\n", b"c"]


def test_a_writer_that_closes_sends_all_first(
    run: Run, serve: Callable[..., Server], no_leaked_descriptors: None
) -> None:
    received = []

    closed = threading.Event()

    def take(peer: Peer) -> None:
        received.append(len(peer.file.read()))

    server = serve((UPGRADED, until(closed), take, Peer.close), (UPGRADED, Peer.hold), (UPGRADED, Peer.close))

    async def main() -> None:
        reader, writer = await aio.request({"uri": server.uri}, method="POST", path="/attach", as_="socket")
        for _ in range(10):
            writer.write(bytes(500_000))
        writer.close()
        with pytest.raises(StreamClosed, match="this writer was closed"):
            writer.write(b"x")
        closed.set()
        await writer.wait_closed()
        with pytest.raises(StreamClosed):
            await reader.read()
        # Writers that do not want to wait for a peer that reads nothing
        _, writer = await aio.request({"uri": server.uri}, method="POST", path="/attach", as_="socket")
        writer.write(bytes(5_000_000))
        writer.abort()
        await writer.wait_closed()
        # Writers whose peer has gone
        _, writer = await aio.request({"uri": server.uri}, method="POST", path="/attach", as_="socket")
        with pytest.raises(ConnectError, match="takes no more of this stream"):
            while True:
                writer.write(bytes(100_000))
                await writer.drain()
        writer.close()

    run(main())
    server.wait_ended(0)  # the peer reads on after the writer has sent all
    assert received == [5_000_000]


def test_a_line_without_an_end(run: Run, serve: Callable[..., Server]) -> None:
    server = serve((UPGRADED, bytes(3 << 20), Peer.hold))

    async def main() -> None:
        reader, writer = await aio.request({"uri": server.uri}, method="POST", path="/attach", as_="socket")
        with pytest.raises(ValueError, match="a line of more than 1048576 bytes"):
            await reader.readline()
        assert len(await reader.readexactly(3 << 20)) == 3 << 20
        writer.close()

    run(main())


# Merges


def test_an_end_that_comes_alone(run: Run, serve: Callable[..., Server]) -> None:
    """The end comes alone, after the last record was taken."""

    taken = threading.Event()
    server = serve((begun(frame(1, b"one\n"), **FRAMED), until(taken), chunk(b""), Peer.hold))

    async def main() -> None:
        async with aio.merge({"a": await open_log(server)}) as merged:
            assert await merged.__anext__() == ("a", [b"one"])
            taken.set()
            assert [found async for found in merged] == [("a", None)]

    run(main())


def test_a_connection_that_another_stream_has_by_now(run: Run, serve: Callable[..., Server]) -> None:
    """The end of a stream is reported after the pool gave its connection to another stream."""
    told = threading.Event()
    server = serve(LOG, (begun(**FRAMED), until(told), chunk(frame(1, b"x\n")), Peer.hold))

    async def main() -> None:
        async with client(server) as containers:

            async def logs() -> aio.Stream:
                params = {"id": "x", "stdout": True}
                stream: aio.Stream = await containers.invoke("ContainerLogs", as_="stream", params=params)
                return stream

            got: list[bytes] = []
            async with aio.merge({"first": await logs()}) as first, aio.merge() as second:
                while len(got) < len(LINES):
                    got += (await first.__anext__())[1]
                second.add("second", await logs())
                assert len(server.peers) == 1
                assert await first.__anext__() == ("first", None)
                told.set()
                assert await second.__anext__() == ("second", [b"x"])

    run(main())


def test_who_takes_their_time(run: Run, serve: Callable[..., Server]) -> None:
    """The program does other things between batches. The streams wait for it, and nothing is lost."""
    servers = [serve(LOG) for _ in range(5)]

    async def main() -> None:
        got: dict[int, list[bytes]] = {number: [] for number in range(5)}
        async with aio.merge({number: await open_log(each) for number, each in enumerate(servers)}) as merged:
            async for key, batch in merged:
                got[key] += batch or []
                await asyncio.sleep(0.005)
        assert got == dict.fromkeys(range(5), LINES)

    run(main())


def test_a_forgotten_merge(run: Run, serve: Callable[..., Server], no_leaked_descriptors: None) -> None:
    server = serve((begun(**FRAMED), Peer.hold))

    async def main() -> None:
        merged = aio.merge({"a": await open_log(server)})
        waiting = asyncio.ensure_future(merged.__anext__())
        await asyncio.sleep(0)
        with pytest.raises(RuntimeError, match="another task iterates"):
            await merged.__anext__()
        waiting.cancel()
        with pytest.raises(asyncio.CancelledError):
            await waiting
        del merged, waiting
        gc.collect()

    run(main())


def test_merge(run: Run, serve: Callable[..., Server], no_leaked_descriptors: None) -> None:
    servers = [serve(LOG) for _ in range(10)]
    cut = serve((begun(frame(1, b"one\n"), **FRAMED), Peer.close))

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
    """A flood does not block the loop. Other tasks add and remove streams. Time limits hold."""

    def flood(peer: Peer) -> None:
        peer.send(begun(**FRAMED))
        part = chunk(frame(1, b"x" * 99 + b"\n") * 1000)
        while True:
            peer.send(part)

    quiet = serve(always=(begun(frame(1, b"hi\n"), **FRAMED), Peer.hold))

    async def open_soon(server: Server) -> aio.Stream:
        """Opens a stream within the time limit, which is longer on a slow machine."""
        limit = 0.1
        while True:
            try:
                return await open_log(server, read_timeout=limit)
            except TimedOut:
                limit *= 4

    async def main() -> None:
        merged = aio.merge({"flood": await open_log(serve(flood))})
        seen: dict[Any, list[Any]] = {}

        async def act() -> None:
            for number in range(2):
                merged.add(number, await open_log(quiet))
            merged.add(2, await open_soon(quiet))
            await loops.comes(lambda: len(seen) == 3 and len(seen[2]) == 2)
            for key in (0, 1, "flood"):
                merged.remove(key)

        acting = asyncio.create_task(act())
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
    server = serve((begun(**FRAMED), Peer.hold))

    async def main() -> None:
        async with aio.merge({"a": await open_log(server)}) as merged:
            with pytest.raises(asyncio.TimeoutError):
                await asyncio.wait_for(merged.__anext__(), 0.05)
            waiting = asyncio.create_task(merged.__anext__())
            await loops.all_wait()
            merged.remove("a")
            with pytest.raises(StopAsyncIteration):
                await waiting

    run(main())


def test_what_can_not_be_merged() -> None:
    with pytest.raises(InvalidParameter, match="merge takes streams"):
        aio.merge({"x": b""})  # type: ignore[dict-item]
    with pytest.raises(InvalidParameter, match="streams have no view"):
        aio.merge(of="words")
