"""The connection pool: how connections are made, kept, replaced and closed."""

from __future__ import annotations

import contextlib
import os
import socket
import sys
import threading
import warnings
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from support.scripted_server import PATIENCE, Answer, Early, Peer, Server, begun, chunk, chunked, head, reply, until

import dockline
from dockline.errors import ConnectError, NotFound, ProtocolError, StreamClosed

LIST = reply([])
PUT = {"op": "PutContainerArchive", "params": {"id": "web", "path": "/"}}
START = {"op": "ContainerStart", "params": {"id": "web"}}
EXPORT = {"op": "ContainerExport", "params": {"id": "web"}}
PULL = {"op": "ImageCreate", "params": {"fromImage": "busybox"}}


def all_at_once(*answers: bytes) -> list[Answer]:
    """Answers no request before all requests have arrived."""
    together = threading.Barrier(len(answers))
    return [(lambda _: together.wait(PATIENCE), answer) for answer in answers]


def listed(containers: dockline.Client) -> None:
    assert containers.invoke("ContainerList") == []


# Reuse


def test_a_connection_is_kept_for_the_next_call(family: str) -> None:
    with Server(LIST, head("204 No Content"), chunked(b"[", b"]", media="application/json"), family=family) as server:
        containers = server.client()
        listed(containers)
        containers.invoke(START)
        listed(containers)
        assert server.counts == [3]


@pytest.mark.parametrize(
    "sent",
    [
        head(content_length=2, media="application/json", connection="close") + b"[]",
        head(content_length=2, media="application/json", connection="foo, Close") + b"[]",
        head(content_length=2, media="application/json").replace(b"1.1", b"1.0") + b"[]",
        LIST + b"x",
        LIST + LIST,
    ],
    ids=["close", "close in a list", "HTTP/1.0", "an extra byte", "an extra response"],
)
def test_a_connection_that_is_not_kept(sent: bytes) -> None:
    with Server(sent, LIST) as server:
        containers = server.client()
        listed(containers)
        server.wait_ended(0)
        listed(containers)
        assert server.counts == [1, 1]


def test_a_body_that_ends_with_the_connection() -> None:
    with Server((head(media="application/json").replace(b"1.1", b"1.0") + b"[]", Peer.close), LIST) as server:
        containers = server.client()
        listed(containers)
        listed(containers)
        assert server.counts == [1, 1]


def test_not_more_than_some_idle_connections_are_kept() -> None:
    with Server(always=reply(b"tar")) as server:
        containers = server.client()
        for count in (20, 16):
            streams = [containers.invoke({**EXPORT, "as": "stream"}) for _ in range(count)]
            for stream in streams:
                assert stream.read() == b"tar"
        assert sorted(server.counts) == [1] * 4 + [2] * 16
        for number, count in enumerate(server.counts):
            if count == 1:
                server.wait_ended(number)


# Connections that the engine closes


@pytest.mark.parametrize("end", [Peer.close, Peer.reset], ids=["close", "reset"])
def test_an_idle_connection_that_was_closed_is_replaced(family: str, end: object) -> None:
    with Server((LIST, end), head("204 No Content"), family=family) as server:
        containers = server.client()
        listed(containers)
        server.wait_ended(0)
        containers.invoke(START)
        assert server.counts == [1, 1]


@pytest.mark.parametrize("end", [Peer.close, Peer.reset], ids=["close", "reset"])
@pytest.mark.parametrize(("method", "body"), [("GET", None), ("DELETE", None), ("PUT", b"data")])
def test_what_may_be_repeated_is_asked_once_more(family: str, end: object, method: str, body: bytes | None) -> None:
    operation = {
        "GET": {"op": "ContainerList"},
        "DELETE": {"op": "ContainerDelete", "params": {"id": "web"}},
        "PUT": {**PUT, "data": body},
    }[method]
    with Server(LIST, (end,), LIST, family=family) as server:
        containers = server.client()
        listed(containers)
        assert containers.invoke(operation) == []
        assert server.counts == [2, 1]
        assert server.peers[0].requests[1] == server.peers[1].requests[0]


def test_it_is_repeated_only_on_a_fresh_connection() -> None:
    with Server(LIST, Peer.close, Peer.close, Peer.close) as server:
        containers = server.client()
        listed(containers)
        with pytest.raises(ConnectError, match="closed the connection before it answered"):
            listed(containers)
        assert server.counts == [2, 1]
        with pytest.raises(ConnectError):
            listed(containers)
        assert server.counts == [2, 1, 1]


@pytest.mark.parametrize("operation", [START, {**PUT, "data": iter([b"once"])}], ids=["POST", "PUT of an iterable"])
def test_what_may_not_be_repeated_is_an_error(operation: dict[str, object]) -> None:
    with Server(LIST, Peer.close, LIST) as server:
        containers = server.client()
        listed(containers)
        with pytest.raises(ConnectError, match="closed the connection before it answered"):
            containers.invoke(operation)
        assert server.counts == [2]
        listed(containers)


@pytest.mark.parametrize("begun", [b"H", LIST[:30], LIST[:-1]])
def test_nothing_is_repeated_once_a_byte_of_the_answer_came(begun: bytes) -> None:
    with Server(LIST, (begun, Peer.close)) as server:
        containers = server.client()
        listed(containers)
        with pytest.raises(ProtocolError):
            listed(containers)
        assert server.counts == [2]


# Uploads


def endless() -> Iterator[bytes]:
    while True:
        yield bytes(1 << 16)


@pytest.mark.parametrize("end", [None, Peer.close, Peer.reset], ids=["keeps", "closes", "resets"])
@pytest.mark.parametrize("data", [lambda: bytes(32 << 20), endless], ids=["sized", "chunked"])
def test_an_early_refusal_of_a_large_upload(family: str, data: Callable[[], object], end: object) -> None:
    refusal = reply({"message": "no such container"}, "404 Not Found")
    refused = threading.Event()
    with Server(Early([refusal, until(refused) if end is None else end]), LIST, family=family) as server:
        containers = server.client()
        with pytest.raises(NotFound, match="no such container"):
            containers.invoke({**PUT, "data": data(), "throw_exceptions": True})
        refused.set()
        server.wait_ended(0)
        listed(containers)
        assert server.counts == [1, 1]


# Redirects


def test_a_redirect_is_not_followed() -> None:
    with Server(head("301 Moved Permanently", location="/v1.41/images/json", content_length=0), LIST) as server:
        containers = server.client()
        moved = containers.invoke("ContainerList", as_="response")
        assert (moved.status, moved.headers["Location"]) == (301, "/v1.41/images/json")
        listed(containers)
        assert server.asked == [[("GET", "/v1.41/containers/json")] * 2]


# Threads


def test_many_threads_on_one_client() -> None:
    threads, calls = 32, 20
    together = threading.Barrier(threads)

    with Server(always=LIST) as server:
        containers = server.client()

        def work(number: int) -> None:
            together.wait(PATIENCE)
            for call in range(calls):
                got = containers.invoke("ContainerList", params={"limit": number * calls + call}, as_="response")
                assert (got.status, got.body) == (200, [])

        with ThreadPoolExecutor(threads) as pool:
            list(pool.map(work, range(threads)))
        targets = [target for link in server.asked for _, target in link]
        assert len(set(targets)) == len(targets) == threads * calls
        assert 1 <= len(server.peers) < threads * calls


def test_answers_go_to_the_threads_that_asked() -> None:
    threads = 32
    with Server(*all_at_once(*(reply([number]) for number in range(threads)))) as server:
        containers = server.client()
        with ThreadPoolExecutor(threads) as pool:
            got = list(pool.map(lambda _: containers.invoke("ContainerList")[0], range(threads)))
        assert sorted(got) == list(range(threads))


# Forked processes


def in_child(act: Callable[[], object]) -> None:
    """Runs `act` in a forked process. It must succeed."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # the server's threads: the child needs none
        pid = os.fork()
    if pid == 0:
        code = 1
        try:
            act()
            code = 0
        except BaseException:
            sys.excepthook(*sys.exc_info())  # type: ignore[arg-type]
        finally:
            os._exit(code)
    assert os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 0


def test_a_forked_child_has_connections_of_its_own() -> None:
    with Server(*[LIST] * 4) as server:
        containers = server.client()
        listed(containers)
        in_child(lambda: [listed(containers), listed(containers), containers.close()])
        listed(containers)
        assert server.counts == [2, 2]


@pytest.mark.parametrize("act", [lambda stream: stream.close(), lambda stream: stream.__del__(), lambda stream: None])
def test_a_child_does_not_end_the_streams_of_its_parent(act: Callable[[dockline.Stream], None]) -> None:
    go = threading.Event()
    script = (begun(b'{"n":1}\n'), until(go), chunk(b'{"n":2}\n'), chunk(b""))
    with Server(script, LIST) as server:
        images = server.client("images")
        stream = images.invoke({**PULL, "as": "stream"})
        documents = stream.documents()
        assert next(documents) == {"n": 1}
        in_child(lambda: act(stream))
        go.set()
        assert list(documents) == [{"n": 2}]
        images.invoke("ImageList")
        assert server.counts == [2]


def test_a_fork_while_another_thread_reads() -> None:
    go = threading.Event()
    script = (begun(b'{"n":1}\n'), until(go), chunk(b'{"n":2}\n'), chunk(b""))
    with Server(script, always=LIST) as server:
        images = server.client("images")
        stream = images.invoke({**PULL, "as": "stream"})
        documents = stream.documents()
        assert next(documents) == {"n": 1}
        with ThreadPoolExecutor(1) as pool:
            rest = pool.submit(list, documents)
            in_child(lambda: [stream.close(), images.invoke("ImageList")])
            go.set()
            assert rest.result(PATIENCE) == [{"n": 2}]


# Closed clients and missing engines


def test_a_closed_client() -> None:
    with Server(LIST) as server:
        with server.client() as containers:
            listed(containers)
        server.wait_ended(0)
        containers.close()
        with pytest.raises(StreamClosed, match="this client was closed; make a new one"):
            listed(containers)


def test_open_streams_outlive_their_client() -> None:
    go = threading.Event()
    with Server((head(content_length=4), b"on", until(go), b"ly")) as server:
        containers = server.client()
        with containers.invoke("ContainerExport", params={"id": "web"}, as_="stream") as stream:
            containers.close()
            go.set()
            assert stream.read() == b"only"
        server.wait_ended(0)


def unreachable(uri: str) -> str:
    with pytest.raises(ConnectError) as caught:
        dockline.request({"uri": uri}, path="/_ping")
    assert isinstance(caught.value, ConnectionError)
    return str(caught.value)


def test_no_socket(tmp_path: Path) -> None:
    message = unreachable(f"unix://{tmp_path}/no.sock")
    assert message.startswith(f"can't connect to unix://{tmp_path}/no.sock: No such file or directory; no socket is at")
    assert "is the engine running, and is this its path?" in message


def test_nothing_listens(tmp_path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as left, socket.socket() as unused:
        left.bind(str(tmp_path / "engine.sock"))
        unused.bind(("127.0.0.1", 0))
        for uri in f"unix://{tmp_path}/engine.sock", f"tcp://127.0.0.1:{unused.getsockname()[1]}":
            assert f"can't connect to {uri}: Connection refused; nothing listens there" in unreachable(uri)


def test_a_socket_that_this_user_may_not_open(tmp_path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(tmp_path / "engine.sock"))
        listener.listen()
        (tmp_path / "engine.sock").chmod(0)
        user = os.geteuid()
        if user == 0:
            os.seteuid(65534)
        try:
            message = unreachable(f"unix://{tmp_path}/engine.sock")
        finally:
            os.seteuid(user)
    assert "Permission denied; this user may not open the socket: be in the group that owns it" in message


def test_what_is_no_socket(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert "nothing listens there" in unreachable(f"unix://{tmp_path}/file")
    assert "has 1 to" in unreachable(f"unix://{tmp_path}/{'x' * 200}")


def test_a_host_that_does_not_exist() -> None:
    assert "the host 'engine.invalid' can't be resolved" in unreachable("tcp://engine.invalid:2375")
    with socket.socket(socket.AF_INET6) as unused:
        with contextlib.suppress(OSError):  # no IPv6 here: nothing listens at all
            unused.bind(("::1", 0))
        assert "is the engine running" in unreachable(f"tcp://[::1]:{unused.getsockname()[1] or 1}")


# Descriptors


def test_no_descriptor_is_left_open(family: str, no_leaked_descriptors: None) -> None:
    refusal = reply({"message": "no"}, "404 Not Found")
    upload = Early([refusal])
    cut = (head(content_length=9), b"cut", Peer.close)
    with Server(
        LIST, refusal, (LIST[:-1], Peer.close), upload, cut, cut, reply(b"tar"), reply(b"tar"), family=family
    ) as server:
        containers = server.client()
        listed(containers)
        containers.invoke("ContainerInspect", params={"id": "web"})
        with pytest.raises(ProtocolError):
            listed(containers)
        containers.invoke({**PUT, "data": bytes(8 << 20)})
        with pytest.raises(ProtocolError):
            containers.invoke(EXPORT)
        with pytest.raises(ProtocolError):
            containers.invoke({**EXPORT, "as": "stream"}).read()
        assert containers.invoke({**EXPORT, "as": "stream"}).read() == b"tar"
        containers.invoke({**EXPORT, "as": "stream"}).close()
