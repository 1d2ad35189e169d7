"""Each time limit: what it limits, its message, and that dockline does not use its connection again."""

from __future__ import annotations

import contextlib
import functools
import inspect
import pickle
import socket
import threading
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from support import waiting
from support.scripted_server import Answer, Early, Peer, Server, begun, chunk, head, reply, until
from support.waiting import PATIENCE, long_enough

import dockline
from dockline.errors import ConnectError, InvalidParameter

LIST = reply([])
EXPORT = {"op": "ContainerExport", "params": {"id": "web"}}
UPLOAD = {"op": "PutContainerArchive", "params": {"id": "web", "path": "/"}, "data": bytes(16 << 20)}


def limited(test: Callable[..., None]) -> Callable[..., None]:
    """Runs a test with a `limit` in seconds: a short one, or one that is long enough for everything before the wait."""

    @functools.wraps(test)
    def run(**fixtures: object) -> None:
        long_enough(lambda limit: test(limit=limit, **fixtures), 0.1)

    signature = inspect.signature(test)
    others = [parameter for parameter in signature.parameters.values() if parameter.name != "limit"]
    run.__signature__ = signature.replace(parameters=others)  # type: ignore[attr-defined]
    return run


@contextlib.contextmanager
def times_out(limit: float, which: str, message: str) -> Iterator[None]:
    """Asserts that the block takes as long as the limit."""
    started = time.monotonic()
    with waiting.times_out(f"{which}_timeout has passed while {message}") as caught:
        yield
    assert limit * 0.9 <= time.monotonic() - started
    assert isinstance(caught.value, TimeoutError)
    copy = pickle.loads(pickle.dumps(caught.value))
    assert (copy.which, str(copy)) == (which, str(caught.value))
    assert caught.value.which == which


def dripping(begin: bytes, drop: bytes) -> Callable[[Peer], None]:
    """Sends a few bytes now and then, until the client closes."""

    def drip(peer: Peer) -> None:
        peer.send(begin)
        pause = threading.Event()
        while not pause.wait(0.01):
            peer.send(drop)

    return drip


@pytest.fixture
def full_uri(tmp_path: Path) -> Iterator[str]:
    """The uri of a unix socket whose backlog is full."""
    path = str(tmp_path / "full.sock")
    with contextlib.ExitStack() as stack:
        listener = stack.enter_context(socket.socket(socket.AF_UNIX))
        listener.bind(path)
        listener.listen(0)
        while True:
            filler = stack.enter_context(socket.socket(socket.AF_UNIX))
            filler.setblocking(False)
            try:
                filler.connect(path)
            except BlockingIOError:
                break
        yield f"unix://{path}"


def test_connect(full_uri: str) -> None:
    with times_out(0.1, "connect", f"connecting to {full_uri}$"):
        dockline.request({"uri": full_uri, "connect_timeout": 0.1, "call_timeout": PATIENCE}, path="/_ping")
    with times_out(0.1, "call", f"connecting to {full_uri}$"):
        dockline.request({"uri": full_uri, "connect_timeout": PATIENCE, "call_timeout": 0.1}, path="/_ping")


@limited
@pytest.mark.parametrize("given", [float, lambda seconds: timedelta(seconds=seconds)], ids=["float", "timedelta"])
@pytest.mark.parametrize(
    ("script", "doing"),
    [
        (Peer.hold, "waiting for the response head"),
        ((LIST[:9], Peer.hold), "waiting for the response head"),
        ((LIST[:-1], Peer.hold), "waiting for the body"),
    ],
    ids=["nothing", "half a head", "half a body"],
)
def test_read(family: str, given: Callable[[float], object], script: Answer, doing: str, limit: float) -> None:
    with Server(script, LIST, family=family) as server:
        containers = server.client(read_timeout=given(limit))
        with times_out(limit, "read", doing):
            containers.invoke("ContainerList")
        server.wait_ended(0)
        assert containers.invoke("ContainerList") == []
        assert server.counts == [1, 1]


@limited
def test_read_of_a_reused_connection_is_not_asked_again(limit: float) -> None:
    with Server(LIST, Peer.hold, LIST) as server:
        containers = server.client(read_timeout=limit)
        containers.invoke("ContainerList")
        with times_out(limit, "read", "waiting for the response head"):
            containers.invoke("ContainerList")
        server.wait_ended(0)
        containers.invoke("ContainerList")
        assert server.counts == [2, 1]


@limited
@pytest.mark.parametrize("view", ["chunks", "frames", "lines", "documents", "read", "copy_to"])
def test_read_of_a_stream(view: str, tmp_path: Path, limit: float) -> None:
    with Server((begun(b"{}\n"), Peer.hold), LIST) as server:
        containers = server.client(read_timeout=limit)
        stream = containers.invoke({**EXPORT, "as": "stream"})
        with times_out(limit, "read", "waiting for the body"):
            if view == "copy_to":
                with (tmp_path / "out").open("wb") as out:
                    stream.copy_to(out)
            elif view == "read":
                stream.readall()
            else:
                list(getattr(stream, view)())
        server.wait_ended(0)
        containers.invoke("ContainerList")
        assert server.counts == [1, 1]


@limited
@pytest.mark.parametrize("chunks", [False, True], ids=["sized", "chunked"])
def test_write(family: str, chunks: bool, limit: float) -> None:
    over = threading.Event()
    with Server(Early([until(over)]), LIST, family=family) as server:
        containers = server.client(write_timeout=limit)
        data = iter([b"x" * (1 << 16)] * 400) if chunks else UPLOAD["data"]
        with times_out(limit, "write", "sending the request$"):
            containers.invoke({**UPLOAD, "data": data})
        over.set()
        server.wait_ended(0)
        assert containers.invoke("ContainerList") == []
        assert server.counts == [1, 1]


def test_write_bounds_a_wait_and_not_the_upload() -> None:
    """The data is made slowly. That is no wait for the engine."""
    pause = threading.Event()

    def parts() -> Iterator[bytes]:
        for _ in range(4):
            pause.wait(0.05)
            yield b"part"

    with Server(LIST) as server:
        assert server.client(write_timeout=0.1).invoke({**UPLOAD, "data": parts()}) == []
        assert server.peers[0].requests[0].body == b"part" * 4


@limited
def test_call_while_sending(limit: float) -> None:
    over = threading.Event()
    with Server(Early([until(over)])) as server:
        with times_out(limit, "call", "sending the request$"):
            server.client(call_timeout=limit, write_timeout=PATIENCE).invoke(UPLOAD)
        over.set()


@limited
@pytest.mark.parametrize("as_", ["data", "response", "stream"])
def test_call_while_the_head_drips(as_: str, limit: float) -> None:
    with Server((dripping(b"HTTP/1.1 200 OK\r\nX-Long: ", b"x"),), LIST) as server:
        containers = server.client(call_timeout=limit, read_timeout=PATIENCE)
        with times_out(limit, "call", "waiting for the response head$"):
            containers.invoke({**EXPORT, "as": as_})
        server.wait_ended(0)
        containers.invoke("ContainerList")
        assert server.counts == [1, 1]


@limited
@pytest.mark.parametrize("as_", ["data", "response"])
@pytest.mark.parametrize(
    "operation", [EXPORT, {"op": "ContainerStats", "params": {"id": "web"}}], ids=["tar", "documents"]
)
def test_call_while_the_body_drips(as_: str, operation: dict[str, object], limit: float) -> None:
    with Server(dripping(begun(), chunk(b"{}\n")), LIST) as server:
        containers = server.client(call_timeout=limit)
        with times_out(limit, "call", "waiting for the body$"):
            containers.invoke({**operation, "as": as_})
        server.wait_ended(0)
        containers.invoke("ContainerList")
        assert server.counts == [1, 1]


@limited
def test_call_covers_the_question_for_a_tty(limit: float) -> None:
    with Server(head(content_length=0), Peer.hold) as server:
        containers = server.client(call_timeout=limit)
        with times_out(limit, "call", "waiting for the response head$"):
            containers.invoke("ContainerLogs", params={"id": "web", "stdout": True}, as_="stream")
        for number in range(len(server.peers)):
            server.wait_ended(number)


@limited
def test_call_ends_with_the_head_of_a_stream(limit: float) -> None:
    late = threading.Event()
    with Server((head(content_length=4), until(late), b"late"), LIST) as server:
        containers = server.client(call_timeout=limit)
        with containers.invoke({**EXPORT, "as": "stream"}) as stream:
            threading.Timer(2 * limit, late.set).start()
            assert stream.read() == b"late"
        containers.invoke("ContainerList")
        assert server.counts == [2]


@limited
def test_a_limit_is_for_each_call_anew(limit: float) -> None:
    pause = threading.Event()
    with Server(*[(lambda _: pause.wait(limit / 2), LIST)] * 4) as server:
        containers = server.client(call_timeout=limit * 0.9)
        for _ in range(4):
            assert containers.invoke("ContainerList") == []
        assert server.counts == [4]


def test_limits_that_are_not_reached() -> None:
    with Server(LIST) as server:
        conn = dict.fromkeys(("connect_timeout", "read_timeout", "write_timeout", "call_timeout"), PATIENCE)
        assert server.client(**conn).invoke("ContainerList") == []


@pytest.mark.parametrize("name", ["connect_timeout", "read_timeout", "write_timeout", "call_timeout"])
@pytest.mark.parametrize("value", [0, -1, float("nan"), True, "5", timedelta(0), timedelta(seconds=-1)], ids=repr)
def test_what_is_no_limit(name: str, value: object) -> None:
    with pytest.raises(InvalidParameter, match=f"^{name} must be a positive number of seconds or a timedelta"):
        dockline.request({"uri": "unix:///nowhere", name: value}, path="/")


def test_no_limit() -> None:
    with pytest.raises(ConnectError):
        dockline.request({"uri": "unix:///nowhere", "call_timeout": None, "read_timeout": float("inf")}, path="/")
