"""Objects of the wrong driver, and values that are no client, stream or bytes: each error says what to do."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterable, Awaitable, Callable, Iterable
from functools import partial
from typing import Any

import pytest
from support import loops
from support.scripted_server import RAW, Peer, Server, chunked, head, reply

import dockline
from dockline import aio
from dockline.errors import InvalidParameter

LOG = chunked(b"a\nb\n", media="text/plain")
UPGRADED = head(101, connection="Upgrade", upgrade="tcp", media=RAW)


@pytest.fixture(params=loops.LOOPS)
def run(request: pytest.FixtureRequest) -> Any:
    return partial(loops.run, request.param)


def aio_client(server: Server) -> aio.Client:
    return aio.client(engine="docker", category="containers", version="v1.41", conn={"uri": server.uri})


def hold(peer: Peer) -> None:
    peer.send(UPGRADED)
    peer.hold()


# --- Clients ---------------------------------------------------------------------------------------------------------


def test_the_verbs_refuse_a_client_of_the_other_driver(serve: Callable[..., Server], run: Any) -> None:
    server = serve()

    async def main() -> None:
        with server.client() as blocking:
            async with aio_client(server) as other:
                for function in (dockline.ops, partial(dockline.doc, op="ContainerList")):
                    with pytest.raises(InvalidParameter, match=r"other driver: use dockline\.aio\."):
                        function(other)  # type: ignore[arg-type]
                with pytest.raises(InvalidParameter, match=r"other driver: write `await dockline\.aio\.invoke"):
                    dockline.invoke(other, {"op": "ContainerList"})  # type: ignore[arg-type]
                for function in (aio.ops, partial(aio.doc, op="ContainerList")):
                    with pytest.raises(InvalidParameter, match=r"other driver: use dockline\."):
                        function(blocking)  # type: ignore[arg-type]
                with pytest.raises(InvalidParameter, match=r"other driver: write `dockline\.invoke"):
                    await aio.invoke(blocking, {"op": "ContainerList"})  # type: ignore[arg-type]

    run(main())
    assert server.peers == []


@pytest.mark.parametrize("wrong", [None, {"op": "ContainerList"}, "containers", 5])
def test_the_verbs_refuse_what_is_no_client(wrong: Any, run: Any) -> None:
    for module in (dockline, aio):
        for call in (module.ops, partial(module.doc, op="ContainerList")):
            with pytest.raises(InvalidParameter, match="the first argument is a client"):
                call(wrong)
    with pytest.raises(InvalidParameter, match="the first argument is a client"):
        dockline.invoke(wrong, {})
    with pytest.raises(InvalidParameter, match="the first argument is a client"):
        run(aio.invoke(wrong, {}))


def test_with_and_for_in_the_wrong_world_say_what_to_write(serve: Callable[..., Server], run: Any) -> None:
    server = serve(LOG, hold, LOG)

    async def main() -> None:
        client = aio_client(server)
        stream = await aio.request({"uri": server.uri}, path="/logs", as_="stream")
        reader, writer = await aio.request({"uri": server.uri}, method="POST", path="/attach", as_="socket")
        for manager in (client, stream, aio.merge({})):
            with pytest.raises(TypeError, match=r"dockline\.aio: write `async with`"), manager:
                pass
            with pytest.raises(TypeError, match=r"write `async with`"), contextlib.ExitStack() as stack:
                stack.enter_context(manager)
        for iterable in (stream, stream.lines(), aio.merge({}), reader):
            with pytest.raises(TypeError, match=r"dockline\.aio: write `async for`"):
                for _ in iterable:
                    pass
            with pytest.raises(TypeError, match=r"write `async for`"):
                list(iterable)
            # Frameworks choose by these methods.
            assert isinstance(iterable, AsyncIterable)
            assert not isinstance(iterable, (Iterable, Awaitable))
        stream.close()
        writer.close()
        client.close()

    async def blocking() -> None:
        client = server.client()
        stream = dockline.request({"uri": server.uri}, path="/logs", as_="stream")
        for manager in (client, stream, dockline.merge({})):
            with pytest.raises(TypeError, match=r"blocking driver: write `with`"):
                async with manager:
                    pass
        for iterable in (stream, stream.lines(), dockline.merge({})):
            assert isinstance(iterable, Iterable)
            assert not isinstance(iterable, (AsyncIterable, Awaitable))
        stream.close()
        client.close()

    run(main())
    run(blocking())


# --- Merges ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("module", [dockline, aio])
def test_what_merge_wants(module: Any) -> None:
    for wrong in ([b"stream"], (), b"stream", 5, [("a", b"stream")]):
        with pytest.raises(InvalidParameter, match="streams must be a mapping of keys to streams"):
            module.merge(wrong)
    with pytest.raises(InvalidParameter, match="streams have no view"):
        module.merge({}, of=["lines"])
    assert len(module.merge()) == len(module.merge(None)) == 0


def test_merges_refuse_what_they_can_not_follow(serve: Callable[..., Server], run: Any) -> None:
    server = serve(LOG, LOG)

    async def main() -> None:
        blocking = dockline.request({"uri": server.uri}, path="/logs", as_="stream")
        other = await aio.request({"uri": server.uri}, path="/logs", as_="stream")
        coroutine = aio.request({"uri": server.uri}, path="/logs", as_="stream")
        for merge, right, wrong in ((dockline.merge, blocking, other), (aio.merge, other, blocking)):
            merged: Any = merge()
            with pytest.raises(InvalidParameter, match="streams of its own driver"):
                merged.add("a", wrong)
            with pytest.raises(InvalidParameter, match="await it first"):
                merged.add("a", coroutine)
            with pytest.raises(InvalidParameter, match="a key must be hashable, which a list is not"):
                merged.add(["a"], right)
            with pytest.raises(InvalidParameter, match="lines has no option 'taged': did you mean 'tagged'"):
                merged.add("a", right, of="lines", taged=True)
            with pytest.raises(InvalidParameter, match="chunks has no option 'tagged': there are none"):
                merged.add("a", right, of="chunks", tagged=True)
            merged.add("a", right, of="lines", tagged=True)  # a refused argument took nothing
            merged.close()
        coroutine.close()

    run(main())


# --- Writing ---------------------------------------------------------------------------------------------------------

UPGRADE: dict[str, Any] = {"headers": {"Connection": "Upgrade", "Upgrade": "tcp"}}
WRONG = ["x", 5, None, ["x"], object(), b"x".hex, memoryview(b"x")]


@pytest.fixture
def attached(serve: Callable[..., Server]) -> Callable[..., Any]:
    """Runs a function of a server that upgrades. Gives what the client wrote to it."""

    def attach(act: Callable[[Server], object]) -> bytes:
        written = []

        def play(peer: Peer) -> None:
            peer.send(UPGRADED)
            written.append(peer.file.read())

        server = serve(play)
        act(server)
        server.close()
        return b"".join(written)

    return attach


def test_only_bytes_are_written(attached: Callable[..., Any], run: Any) -> None:
    WRONG[-1].release()  # type: ignore[union-attr]

    def blocking(server: Server) -> None:
        with dockline.request({"uri": server.uri}, method="POST", path="/attach", as_="stream", **UPGRADE) as stream:
            for wrong in WRONG:
                with pytest.raises(InvalidParameter, match="only bytes can be written, not"):
                    stream.write(wrong)
            with pytest.raises(InvalidParameter, match="encode it"):
                stream.write("secret")
            assert stream.write(memoryview(b"abcdef")[::2]) == 3
            assert stream.write(bytearray(b"gh")) == 2

    def asynchronous(server: Server) -> None:
        async def main() -> None:
            stream = await aio.request({"uri": server.uri}, method="POST", path="/attach", as_="stream", **UPGRADE)
            async with stream:
                for wrong in WRONG:
                    with pytest.raises(InvalidParameter, match="only bytes can be written, not"):
                        await stream.write(wrong)
                assert await stream.write(memoryview(b"abcdef")[::2]) == 3
                assert await stream.write(bytearray(b"gh")) == 2

        run(main())

    def handed_over(server: Server) -> None:
        async def main() -> None:
            _, writer = await aio.request({"uri": server.uri}, method="POST", path="/attach", as_="socket")
            for wrong in WRONG:
                with pytest.raises(InvalidParameter, match="only bytes can be written, not"):
                    writer.write(wrong)
            writer.write(memoryview(b"abcdef")[::2])
            writer.write(bytearray(b"gh"))
            await writer.drain()
            writer.close()
            await writer.wait_closed()

        run(main())

    for act in (blocking, asynchronous, handed_over):
        assert attached(act) == b"acegh"


# --- Data ------------------------------------------------------------------------------------------------------------


def test_an_asynchronous_stream_as_data(serve: Callable[..., Server], run: Any) -> None:
    """The data has a `read`, as a file has, but it must be awaited."""
    server = serve(LOG, reply())

    async def main() -> None:
        async with aio_client(server) as client:
            stream = await aio.request({"uri": server.uri}, path="/logs", as_="stream")
            await client.invoke("PutContainerArchive", params={"id": "web", "path": "/"}, data=stream)
            buffered = asyncio.StreamReader()
            buffered.feed_data(b"x")
            buffered.feed_eof()
            server_of_one = serve(reply())
            async with aio_client(server_of_one) as other:
                await other.invoke("PutContainerArchive", params={"id": "web", "path": "/"}, data=buffered)
            assert server_of_one.only.body == b"x"
            # The blocking driver can't await it.
            with server.client() as blocking, pytest.raises(InvalidParameter, match=r"which dockline\.aio takes"):
                blocking.invoke("PutContainerArchive", params={"id": "web", "path": "/"}, data=buffered)

    run(main())
    assert server.requests[1].body == b"a\nb\n"
