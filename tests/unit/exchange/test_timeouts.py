"""Each time limit: what it bounds, what it says, and that its connection is not used again."""

from __future__ import annotations

import contextlib
import pickle
import socket
import threading
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from support.scripted_server import Answer, Early, Peer, Server, begun, chunk, head, reply, until

import dockline
from dockline.errors import ConnectError, InvalidParameter, TimedOut

LIMIT = 0.1
LIST = reply([])
EXPORT = {"op": "ContainerExport", "params": {"id": "web"}}
UPLOAD = {"op": "PutContainerArchive", "params": {"id": "web", "path": "/"}, "data": bytes(16 << 20)}


@contextlib.contextmanager
def times_out(which: str, message: str) -> Iterator[None]:
    """It takes as long as the limit, and not much longer."""
    started = time.monotonic()
    with pytest.raises(TimedOut, match=f"^{which}_timeout has passed while {message}") as caught:
        yield
    assert LIMIT * 0.9 <= time.monotonic() - started < LIMIT + 2
    assert isinstance(caught.value, TimeoutError)
    copy = pickle.loads(pickle.dumps(caught.value))
    assert (copy.which, str(copy)) == (which, str(caught.value))
    assert caught.value.which == which


def dripping(begin: bytes, drop: bytes) -> Callable[[Peer], None]:
    """Sends a drop now and again, far more often than any limit, until the client closes."""

    def drip(peer: Peer) -> None:
        peer.send(begin)
        pause = threading.Event()
        while not pause.wait(LIMIT / 10):
            peer.send(drop)

    return drip


@pytest.fixture
def full_uri(tmp_path: Path) -> Iterator[str]:
    """A unix socket whose backlog is full."""
    path = str(tmp_path / "full.sock")
    with contextlib.ExitStack() as stack:
        listener = stack.enter_context(socket.socket(socket.AF_UNIX))
        listener.bind(path)
        listener.listen(0)
        while True:
            waiting = stack.enter_context(socket.socket(socket.AF_UNIX))
            waiting.setblocking(False)
            try:
                waiting.connect(path)
            except BlockingIOError:
                break
        yield f"unix://{path}"


def test_connect(full_uri: str) -> None:
    with times_out("connect", f"connecting to {full_uri}$"):
        dockline.request({"uri": full_uri, "connect_timeout": LIMIT, "call_timeout": 60}, path="/_ping")
    with times_out("call", f"connecting to {full_uri}$"):
        dockline.request({"uri": full_uri, "connect_timeout": 60, "call_timeout": LIMIT}, path="/_ping")


@pytest.mark.parametrize("limit", [LIMIT, timedelta(seconds=LIMIT)], ids=["float", "timedelta"])
@pytest.mark.parametrize(
    ("script", "doing"),
    [
        (Peer.hold, "waiting for the response head"),
        ((LIST[:9], Peer.hold), "waiting for the response head"),
        ((LIST[:-1], Peer.hold), "waiting for the body"),
    ],
    ids=["nothing", "half a head", "half a body"],
)
def test_read(family: str, limit: object, script: Answer, doing: str) -> None:
    with Server(script, LIST, family=family) as server:
        containers = server.client(read_timeout=limit)
        with times_out("read", doing):
            containers.invoke("ContainerList")
        server.peers[0].wait_ended()
        assert containers.invoke("ContainerList") == []
        assert server.counts == [1, 1]


def test_read_of_a_reused_connection_is_not_asked_again() -> None:
    with Server(LIST, Peer.hold, LIST) as server:
        containers = server.client(read_timeout=LIMIT)
        containers.invoke("ContainerList")
        with times_out("read", "waiting for the response head"):
            containers.invoke("ContainerList")
        containers.invoke("ContainerList")
        assert server.counts == [2, 1]


@pytest.mark.parametrize("view", ["chunks", "frames", "lines", "documents", "read", "copy_to"])
def test_read_of_a_stream(view: str, tmp_path: Path) -> None:
    with Server((begun(b"{}\n"), Peer.hold), LIST) as server:
        containers = server.client(read_timeout=LIMIT)
        stream = containers.invoke({**EXPORT, "as": "stream"})
        with times_out("read", "waiting for the body"):
            if view == "copy_to":
                with (tmp_path / "out").open("wb") as out:
                    stream.copy_to(out)
            elif view == "read":
                stream.readall()
            else:
                list(getattr(stream, view)())
        server.peers[0].wait_ended()
        containers.invoke("ContainerList")
        assert server.counts == [1, 1]


@pytest.mark.parametrize("chunks", [False, True], ids=["sized", "chunked"])
def test_write(family: str, chunks: bool) -> None:
    over = threading.Event()
    with Server(Early([until(over)]), LIST, family=family) as server:
        containers = server.client(write_timeout=LIMIT)
        data = iter([b"x" * (1 << 16)] * 400) if chunks else UPLOAD["data"]
        with times_out("write", "sending the request$"):
            containers.invoke({**UPLOAD, "data": data})
        over.set()
        assert containers.invoke("ContainerList") == []
        assert server.counts == [1, 1]


def test_write_bounds_a_wait_and_not_the_upload() -> None:
    """A body that is made slowly is no wait of the engine's."""
    pause = threading.Event()

    def parts() -> Iterator[bytes]:
        for _ in range(4):
            pause.wait(LIMIT / 2)
            yield b"part"

    with Server(LIST) as server:
        assert server.client(write_timeout=LIMIT).invoke({**UPLOAD, "data": parts()}) == []
        assert server.peers[0].requests[0].body == b"part" * 4


def test_call_while_sending() -> None:
    over = threading.Event()
    with Server(Early([until(over)])) as server:
        with times_out("call", "sending the request$"):
            server.client(call_timeout=LIMIT, write_timeout=60).invoke(UPLOAD)
        over.set()


@pytest.mark.parametrize("as_", ["data", "response", "stream"])
def test_call_while_the_head_drips(as_: str) -> None:
    with Server((dripping(b"HTTP/1.1 200 OK\r\nX-Long: ", b"x"),), LIST) as server:
        containers = server.client(call_timeout=LIMIT, read_timeout=60)
        with times_out("call", "waiting for the response head$"):
            containers.invoke({**EXPORT, "as": as_})
        containers.invoke("ContainerList")
        assert server.counts == [1, 1]


@pytest.mark.parametrize("as_", ["data", "response"])
@pytest.mark.parametrize(
    "operation", [EXPORT, {"op": "ContainerStats", "params": {"id": "web"}}], ids=["tar", "documents"]
)
def test_call_while_the_body_drips(as_: str, operation: dict[str, object]) -> None:
    with Server(dripping(begun(), chunk(b"{}\n")), LIST) as server:
        containers = server.client(call_timeout=LIMIT)
        with times_out("call", "waiting for the body$"):
            containers.invoke({**operation, "as": as_})
        containers.invoke("ContainerList")
        assert server.counts == [1, 1]


def test_call_covers_the_question_for_a_tty() -> None:
    with Server(head(content_length=0), Peer.hold) as server:
        containers = server.client(call_timeout=LIMIT)
        with times_out("call", "waiting for the response head$"):
            containers.invoke("ContainerLogs", params={"id": "web", "stdout": True}, as_="stream")
        for peer in server.peers:
            peer.wait_ended()


def test_call_ends_with_the_head_of_a_stream() -> None:
    late = threading.Event()
    with Server((head(content_length=4), until(late), b"late"), LIST) as server:
        containers = server.client(call_timeout=LIMIT)
        with containers.invoke({**EXPORT, "as": "stream"}) as stream:
            threading.Timer(2 * LIMIT, late.set).start()
            assert stream.read() == b"late"
        containers.invoke("ContainerList")
        assert server.counts == [2]


def test_a_limit_is_for_each_call_anew() -> None:
    pause = threading.Event()
    with Server(*[(lambda _: pause.wait(LIMIT / 2), LIST)] * 4) as server:
        containers = server.client(call_timeout=LIMIT * 0.9)
        for _ in range(4):
            assert containers.invoke("ContainerList") == []
        assert server.counts == [4]


def test_limits_that_are_not_reached() -> None:
    with Server(LIST) as server:
        conn = dict.fromkeys(("connect_timeout", "read_timeout", "write_timeout", "call_timeout"), 60)
        assert server.client(**conn).invoke("ContainerList") == []


@pytest.mark.parametrize("name", ["connect_timeout", "read_timeout", "write_timeout", "call_timeout"])
@pytest.mark.parametrize("value", [0, -1, float("nan"), True, "5", timedelta(0), timedelta(seconds=-1)], ids=repr)
def test_what_is_no_limit(name: str, value: object) -> None:
    with pytest.raises(InvalidParameter, match=f"^{name} must be a positive number of seconds or a timedelta"):
        dockline.request({"uri": "unix:///nowhere", name: value}, path="/")


def test_no_limit() -> None:
    with pytest.raises(ConnectError):
        dockline.request({"uri": "unix:///nowhere", "call_timeout": None, "read_timeout": float("inf")}, path="/")
