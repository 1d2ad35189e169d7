"""Streams: their views, their ends, and the decision whether they are multiplexed."""

from __future__ import annotations

import gc
import io
import os
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from support.scripted_server import PATIENCE, Peer, Server, begun, chunk, chunked, frame, head, reply, until
from support.waiting import once_blocked

import dockline
from dockline.errors import Forbidden, InvalidParameter, NotFound, ProtocolError, StreamClosed
from dockline.exchange.response import MULTIPLEXED, RAW

EXPORT = {"op": "ContainerExport", "params": {"id": "web"}, "as": "stream"}
LOGS = {"op": "ContainerLogs", "params": {"id": "web", "stdout": True, "stderr": True}, "as": "stream"}
LIST = reply([])
BODY = frame(1, b'{"n":1}\n') + frame(2, b"oops\n") + frame(1, b'{"n":2}\n')
PLAIN = b'{"n":1}\n{"n":2}\n'

VIEWS: dict[str, Callable[[Any], object]] = {
    "iteration": iter,
    "chunks": lambda stream: stream.chunks(),
    "frames": lambda stream: stream.frames(),
    "lines": lambda stream: stream.lines(),
    "documents": lambda stream: stream.documents(),
    "read": lambda stream: stream.read(1),
    "copy_to": lambda stream: stream.copy_to(os.open(os.devnull, os.O_WRONLY)),
}


def every_view(test: Callable[..., None]) -> Callable[..., None]:
    return pytest.mark.parametrize("view", VIEWS)(test)


def drain(stream: Any, view: str, out: Path, **options: Any) -> bytes:
    """Returns all output of a view, as bytes."""
    if view == "copy_to":
        with out.open("wb") as file:
            stream.copy_to(file, **options)
        return out.read_bytes()
    if view == "read":
        return b"".join(iter(lambda: stream.read(5), b""))
    if view == "iteration":
        return b"".join(stream)
    if view == "chunks":
        return b"".join(stream.chunks())
    if view == "documents":
        return b"".join(b'{"n":%d}\n' % document["n"] for document in stream.documents())
    if view == "frames":
        return b"".join(payload for _, payload in stream.frames(**options))
    return b"".join(stream.lines(keepends=True, **options))


# One view, once


@every_view
def test_a_stream_has_one_view_once(view: str) -> None:
    with (
        Server((begun(PLAIN), Peer.hold)) as server,
        server.client().invoke(EXPORT) as stream,
    ):
        if view == "copy_to":
            with Path(os.devnull).open("wb") as out, once_blocked(stream.close), pytest.raises(StreamClosed):
                stream.copy_to(out)
            return
        taken = VIEWS[view](stream)
        for other in VIEWS.keys() - {"copy_to"} - ({"read"} if view == "read" else set()):
            with pytest.raises(InvalidParameter, match=r"is being read by .*: a stream has one view, once"):
                VIEWS[other](stream)
        with pytest.raises(InvalidParameter, match="one view, once"):
            stream.copy_to(1)
        del taken


def test_a_refused_argument_does_not_take_the_view(tmp_path: Path) -> None:
    with Server(reply(PLAIN)) as server:
        stream = server.client().invoke(EXPORT)
        for size in (0, -1, True, 1.5, "1", None):
            for view in (stream.frames, stream.lines, stream.documents):
                with pytest.raises(InvalidParameter, match="max_record must be a positive number of bytes"):
                    view(max_record=size)
        text = io.StringIO()
        closed = (tmp_path / "closed").open("wb")
        closed.close()
        for target in (text, io.BytesIO(), closed, "path", None, True, object()):
            with pytest.raises(InvalidParameter, match="copy_to needs a file descriptor or a file that has one"):
                stream.copy_to(target)
            if target is not None:
                with pytest.raises(InvalidParameter, match="copy_to needs"):
                    stream.copy_to(1, target)
        assert list(stream.lines()) == PLAIN.splitlines()


def test_a_descriptor_that_takes_nothing(tmp_path: Path) -> None:
    (tmp_path / "out").touch()
    with Server(reply(PLAIN), LIST) as server:
        containers = server.client()
        with (tmp_path / "out").open("rb") as unwritable, pytest.raises(OSError, match="Bad file descriptor"):
            containers.invoke(EXPORT).copy_to(unwritable)
        server.wait_ended(0)
        containers.invoke("ContainerList")
        assert server.counts == [1, 1]


def test_max_record() -> None:
    long = frame(1, b"abcde\nfg")
    with Server(*[reply(long, media=MULTIPLEXED)] * 2, reply(PLAIN)) as server:
        containers = server.client(version="v1.43")
        assert list(containers.invoke(LOGS).frames(max_record=3)) == [(1, b"abc"), (1, b"de\n"), (1, b"fg")]
        assert list(containers.invoke(LOGS).lines(max_record=3)) == [b"abc", b"de", b"fg"]
        with pytest.raises(ProtocolError, match="longer than 5 bytes"):
            list(containers.invoke(EXPORT).documents(max_record=5))


# Files


@pytest.mark.parametrize(
    "sent", [chunked(b"a", b"bc", b"\ndef"), reply(b"abc\ndef"), (head() + b"abc\ndef", Peer.close)]
)
def test_a_binary_file(sent: Any) -> None:
    with Server(*[sent] * 6) as server:
        containers = server.client()
        with containers.invoke(EXPORT) as stream:
            assert stream.readable() and not stream.seekable()
            memory = bytearray(5)
            assert stream.readinto(bytearray()) == 0
            got = b""
            while size := stream.readinto(memory):
                got += memory[:size]
            assert got == b"abc\ndef"
            assert stream.readinto(memory) == 0
            assert stream.read() == b""
        assert containers.invoke(EXPORT).readall() == b"abc\ndef"
        assert containers.invoke(EXPORT).read() == b"abc\ndef"
        assert io.BufferedReader(containers.invoke(EXPORT)).readlines() == [b"abc\n", b"def"]
        assert containers.invoke(EXPORT).readline() == b"abc\n"
        with io.TextIOWrapper(io.BufferedReader(containers.invoke(EXPORT))) as text:
            assert text.read() == "abc\ndef"


def test_iterating_gives_the_chunks_as_they_came() -> None:
    go = threading.Event()
    with Server(*[(begun(b"a\nb"), until(go), chunk(b"c\n"), chunk(b""))] * 2) as server:
        containers = server.client()
        for view in iter, lambda stream: stream.chunks():
            go.clear()
            chunks = view(containers.invoke(EXPORT))
            assert next(chunks) == b"a\nb"
            go.set()
            assert b"".join(chunks) == b"c\n"


def test_what_a_stream_knows() -> None:
    with (
        Server(reply(PLAIN, media="application/x-tar", status="201 Created")) as server,
        server.client().invoke(EXPORT) as stream,
    ):
        assert (stream.status, stream.headers["content-type"], stream.multiplexed) == (
            201,
            "application/x-tar",
            False,
        )
        for write in (lambda: stream.write(b"x"), stream.half_close):
            with pytest.raises(InvalidParameter, match="only the stream of an attach or an exec"):
                write()


# Ends


@every_view
def test_a_closed_stream(view: str) -> None:
    with Server((begun(b"x"), Peer.hold)) as server:
        stream = server.client().invoke(EXPORT)
        with stream:
            pass
        stream.close()
        assert stream.closed
        server.wait_ended(0)
        with pytest.raises(StreamClosed, match="the stream was closed"):
            VIEWS[view](stream)


def test_a_view_of_a_closed_stream() -> None:
    with Server((begun(PLAIN[:8]), Peer.hold)) as server:
        with server.client().invoke(EXPORT) as stream:
            documents = stream.documents()
            assert next(documents) == {"n": 1}
        for _ in range(2):
            with pytest.raises(StreamClosed):
                next(documents)


@pytest.mark.parametrize("view", ["chunks", "frames", "lines", "documents"])
def test_closing_ends_a_read_of_another_thread(view: str) -> None:
    with Server((begun(), Peer.hold)) as server:
        stream = server.client().invoke(EXPORT)
        with once_blocked(stream.close), pytest.raises(StreamClosed):
            list(getattr(stream, view)())
        server.wait_ended(0)


CUTS = {
    "before a chunk": (begun(PLAIN),),
    "inside a chunk": (begun(PLAIN), b"5\r\n"),
    "before the length": (head(content_length=99), PLAIN),
}


@every_view
@pytest.mark.parametrize("cut", CUTS)
def test_a_cut_stream_gives_what_came_and_raises(view: str, cut: str, tmp_path: Path) -> None:
    with Server((*CUTS[cut], Peer.close), LIST) as server:
        containers = server.client()
        stream = containers.invoke(EXPORT)
        got = []
        if view == "copy_to":
            with (tmp_path / "out").open("wb") as out, pytest.raises(ProtocolError):
                stream.copy_to(out)
            got = [(tmp_path / "out").read_bytes()]
        else:
            items = iter(lambda: stream.read(5), b"") if view == "read" else VIEWS[view](stream)
            with pytest.raises(ProtocolError, match="at byte"):
                got.extend(items)
            with pytest.raises(ProtocolError, match="at byte"):
                stream.read(5) if view == "read" else next(items)
        if view == "documents":
            assert got == [{"n": 1}, {"n": 2}]
        elif view == "lines":
            assert got == PLAIN.splitlines()
        else:
            assert b"".join(item[1] if view == "frames" else item for item in got) == PLAIN
        containers.invoke("ContainerList")
        assert server.counts == [1, 1]


@pytest.mark.parametrize("missing", [1, 4, 8, 15])
@pytest.mark.parametrize("view", ["frames", "lines", "copy_to", "data"])
def test_a_body_that_ends_inside_a_frame(view: str, missing: int, tmp_path: Path) -> None:
    with Server(reply(BODY[:-missing], media=MULTIPLEXED)) as server:
        containers = server.client(version="v1.43")
        with pytest.raises(ProtocolError, match="the stream ends inside a frame"):
            if view == "data":
                containers.invoke({**LOGS, "as": "data"})
            else:
                drain(containers.invoke(LOGS), view, tmp_path / "out")


@every_view
def test_at_the_end_the_connection_is_used_again(view: str, tmp_path: Path) -> None:
    with Server(chunked(PLAIN), reply(PLAIN), LIST) as server:
        containers = server.client()
        for _ in range(2):
            stream = containers.invoke(EXPORT)
            assert drain(stream, view, tmp_path / "out").splitlines() == PLAIN.splitlines()
            stream.close()
        containers.invoke("ContainerList")
        assert server.counts == [3]


def test_batches() -> None:
    with Server(chunked(PLAIN), LIST) as server:
        containers = server.client()
        batches = list(containers.invoke(EXPORT).lines().batches())
        assert all(batches)
        assert [line for batch in batches for line in batch] == PLAIN.splitlines()
        containers.invoke("ContainerList")
        assert server.counts == [2]


def test_an_early_close_gives_the_connection_up() -> None:
    with Server((begun(PLAIN), Peer.hold), LIST) as server:
        containers = server.client()
        with containers.invoke(EXPORT) as stream:
            assert next(stream.lines()) == b'{"n":1}'
        server.wait_ended(0)
        containers.invoke("ContainerList")
        assert server.counts == [1, 1]


def test_a_forgotten_stream_closes_its_socket() -> None:
    with Server(*[(begun(PLAIN), Peer.hold)] * 2) as server:
        containers = server.client()
        lines = containers.invoke(EXPORT).lines()
        gc.collect()
        assert next(lines) == b'{"n":1}', "its view keeps it"
        stream = containers.invoke(EXPORT)
        del lines, stream
        gc.collect()
        for number in range(2):
            server.wait_ended(number)


# Multiplexed or raw


def inspected(tty: bool) -> bytes:
    return reply({"Config": {"Tty": tty}})


ASKED = [("GET", "/v1.41/containers/web/logs?stdout=true&stderr=true"), ("GET", "/v1.41/containers/web/json")]


def test_the_media_type_tells() -> None:
    with Server(*[reply(BODY, media=f"{MULTIPLEXED}; x=y")] * 2) as server:
        containers = server.client()
        stream = containers.invoke(LOGS)
        assert stream.multiplexed is True
        assert list(stream.frames())[1] == (2, b"oops\n")
        assert containers.invoke({**LOGS, "as": "data"}) == PLAIN[:8] + b"oops\n" + PLAIN[8:]
        assert server.counts == [2]


@pytest.mark.parametrize("media", ["", "application/vnd.docker.raw-stream", "application/octet-stream"])
@pytest.mark.parametrize("tty", [False, True])
@pytest.mark.parametrize("as_", ["stream", "data"])
def test_docker_below_1_42_is_asked_for_a_tty(media: str, tty: bool, as_: str) -> None:
    sent = PLAIN if tty else BODY
    with Server(reply(sent, media=media), inspected(tty)) as server:
        result = server.client().invoke({**LOGS, "as": as_})
        assert server.asked[0][0][1].startswith("/v1.41/containers/web/logs?")
        assert server.asked[1] == ASKED[1:]
        if as_ == "stream":
            assert result.multiplexed is not tty
            result = b"".join(result.lines(keepends=True))
        assert result == (PLAIN if tty else PLAIN[:8] + b"oops\n" + PLAIN[8:])


def test_podmans_own_logs_are_never_asked_for() -> None:
    with Server(reply(BODY)) as server:
        stream = server.client("libpod/containers", engine="podman", version="v4.3.1").invoke(
            "ContainerLogsLibpod", params={"name": "web", "stdout": True}, as_="stream"
        )
        assert stream.multiplexed is True
        assert len(list(stream.frames())) == 3
        assert server.counts == [1]


@pytest.mark.parametrize("data", [{"Tty": True}, {"Tty": False}, {"Detach": False}, b'{"Tty":true}'])
def test_the_body_of_an_exec_tells(data: Any) -> None:
    tty = b"true" in data if isinstance(data, bytes) else bool(data.get("Tty"))
    upgraded = head("101 UPGRADED", "application/vnd.docker.raw-stream", connection="Upgrade", upgrade="tcp")
    who = reply({"ProcessConfig": {"tty": not tty}}, api_version="1.41")
    started = (upgraded, PLAIN if tty else BODY, Peer.close)
    with Server(started, who, started) as server:
        execs = server.client("exec")
        for _ in range(2):  # dockline identifies the engine only once
            stream = execs.invoke("ExecStart", params={"id": "e"}, data=data, as_="stream")
            assert stream.multiplexed is not tty
            assert stream.writable()
            assert b"".join(stream.lines(keepends=True)).replace(b"oops\n", b"") == PLAIN
        assert [target for _, target in (asked for link in server.asked for asked in link)] == [
            "/v1.41/exec/e/start",
            "/v1.41/exec/e/json",
            "/v1.41/exec/e/start",
        ]


def test_a_body_of_an_exec_that_can_not_be_looked_into(driver: Any) -> None:
    """Docker obeys the data of the start, which dockline can't read here. It closes the connection."""
    started = (head(101, RAW, connection="Upgrade", upgrade="tcp"), BODY)
    who = reply({"ProcessConfig": {"tty": False}}, api_version="1.41")
    with Server((*started, Peer.hold), who, (*started, Peer.hold), (*started, Peer.close)) as server:
        execs = server.client("exec", driver=driver)

        def start(as_: str) -> Any:
            return execs.invoke("ExecStart", params={"id": "e"}, data=io.BytesIO(b'{"Tty": false}'), as_=as_)

        for number, as_ in enumerate(("data", "response")):
            with pytest.raises(
                InvalidParameter, match="^dockline can't tell whether there is a TTY: use as='stream', "
            ):
                start(as_)
            server.wait_ended(number)
        with start("stream") as stream:
            assert stream.multiplexed is None
            with pytest.raises(InvalidParameter, match="give multiplexed="):
                stream.lines()
            assert list(stream.lines(multiplexed=True)) == [b'{"n":1}', b"oops", b'{"n":2}']
        call = ("POST", "/v1.41/exec/e/start")
        assert server.asked == [[call], [("GET", "/v1.41/exec/e/json"), call], [call]]


class TestDockersApiOfPodman:
    """Podman frames an exec by the data of its creation, Docker by the data of its start."""

    PODMAN = {"libpod_api_version": "5.8.6", "api_version": "1.44"}  # noqa: RUF012

    @staticmethod
    def started(media: str, tty: bool) -> tuple[Any, ...]:
        upgraded = head("101 UPGRADED", media, connection="Upgrade", upgrade="tcp")
        return upgraded, PLAIN if tty else BODY, Peer.close

    @pytest.mark.parametrize("created", [False, True])
    @pytest.mark.parametrize("start", [False, True])
    @pytest.mark.parametrize("as_", ["stream", "data"])
    @pytest.mark.parametrize("met", [False, True])
    def test_below_1_42_it_is_asked(self, driver: Any, created: bool, start: bool, as_: str, met: bool) -> None:
        inspected = reply({"ProcessConfig": {"tty": created}}, **self.PODMAN)
        before = [inspected] if met else []
        with Server(*before, self.started(RAW, created), inspected) as server:
            execs = server.client("exec", driver=driver)
            if met:
                execs.invoke("ExecInspect", params={"id": "e"})
            result = execs.invoke("ExecStart", params={"id": "e"}, data={"Tty": start}, as_=as_)
            if as_ == "stream":
                assert result.multiplexed is not created
                result = b"".join(result.lines(keepends=True))
            assert result.replace(b"oops\n", b"") == PLAIN

    @pytest.mark.parametrize("start", [False, True])
    @pytest.mark.parametrize(("media", "multiplexed"), [(RAW, False), (MULTIPLEXED, True)])
    def test_from_1_42_on_the_media_type_is_believed(
        self, driver: Any, start: bool, media: str, multiplexed: bool
    ) -> None:
        with Server(reply({}, **self.PODMAN), self.started(media, not multiplexed)) as server:
            execs = server.client("exec", driver=driver, version="v1.43")
            execs.invoke("ExecInspect", params={"id": "e"})
            stream = execs.invoke("ExecStart", params={"id": "e"}, data={"Tty": start}, as_="stream")
            assert stream.multiplexed is multiplexed

    def test_of_an_older_podman_a_raw_type_is_not_believed(self, driver: Any) -> None:
        inspected = reply({"ProcessConfig": {"tty": False}}, libpod_api_version="4.3.1", api_version="1.41")
        with Server(inspected, self.started(RAW, False), inspected) as server:
            execs = server.client("exec", driver=driver, version="v1.43")
            execs.invoke("ExecInspect", params={"id": "e"})
            stream = execs.invoke("ExecStart", params={"id": "e"}, data={"Tty": True}, as_="stream")
            assert stream.multiplexed is True

    def test_a_refusal_of_a_proxy_does_not_tell_who_answers(self, driver: Any) -> None:
        inspected = reply({"ProcessConfig": {"tty": False}}, **self.PODMAN)
        with Server(reply(status="502 Bad Gateway"), self.started(RAW, False), inspected) as server:
            execs = server.client("exec", driver=driver)
            execs.invoke("ExecInspect", params={"id": "e"})
            stream = execs.invoke("ExecStart", params={"id": "e"}, data={"Tty": True}, as_="stream")
            assert stream.multiplexed is True


def test_a_container_that_vanished() -> None:
    gone = reply({"message": "No such container: web"}, "404 Not Found")
    with Server(*[reply(BODY), gone] * 3) as server:
        containers = server.client()
        stream = containers.invoke(LOGS)
        assert stream.multiplexed is None
        for view in (stream.frames, stream.lines, lambda: stream.copy_to(1)):
            with pytest.raises(NotFound, match="^404: No such container: web$") as caught:
                view()
            assert "does not tell whether this stream is multiplexed: give multiplexed=" in str(caught.value.__cause__)
        assert len(list(stream.frames(multiplexed=True))) == 3
        assert b"".join(containers.invoke(LOGS).lines(multiplexed=False, keepends=True)) == BODY
        assert containers.invoke({**LOGS, "as": "data"}) == {"message": "No such container: web"}


def test_a_question_for_the_tty_that_is_refused_fails_as_the_call_would() -> None:
    forbidden = reply({"message": "not for you"}, "403 Forbidden")
    with Server(*[reply(BODY), forbidden] * 3) as server:
        containers = server.client()
        logs = {**LOGS, "throw_exceptions": True}
        with pytest.raises(Forbidden, match="^403: not for you$"):
            containers.invoke({**logs, "as": "data"})
        assert containers.invoke({**logs, "as": "response"}).status == 403
        assert containers.invoke(logs).read() == BODY


@pytest.mark.parametrize("view", ["frames", "lines", "copy_to"])
def test_the_caller_overrules(view: str, tmp_path: Path) -> None:
    with Server(reply(BODY, media=MULTIPLEXED), reply(BODY)) as server:
        containers = server.client(version="v1.43")
        assert drain(containers.invoke(LOGS), view, tmp_path / "out", multiplexed=False) == BODY
        result = drain(containers.invoke(EXPORT), view, tmp_path / "out", multiplexed=True)
        assert result.replace(b"oops\n", b"") == PLAIN


@pytest.mark.parametrize("media", ["text/plain", "application/json", "application/x-tar"])
def test_a_path_of_no_table_is_raw_where_its_type_tells(media: str) -> None:
    with Server(reply(PLAIN, media=media), reply(PLAIN)) as server:
        assert list(server.get(as_="stream").lines()) == PLAIN.splitlines()
        with server.get(as_="stream") as unknown, pytest.raises(InvalidParameter, match="give multiplexed="):
            unknown.lines()


def test_a_raw_stream_read_as_multiplexed_is_an_error() -> None:
    with Server(reply(PLAIN)) as server, pytest.raises(ProtocolError, match="or it is not multiplexed"):
        list(server.client().invoke(EXPORT).frames(multiplexed=True))


def test_stdin_of_an_attach() -> None:
    upgraded = head("101 UPGRADED", MULTIPLEXED, connection="Upgrade", upgrade="tcp")
    got: list[bytes] = []
    read = threading.Event()

    def echo(peer: Peer) -> None:
        got.append(peer.file.read())
        peer.send(frame(1, b"".join(got)))
        read.set()

    with Server((upgraded, echo, Peer.close)) as server:
        params = {"id": "web", "stream": True, "stdin": True, "stdout": True}
        with server.client(version="v1.43").invoke("ContainerAttach", params=params, as_="stream") as stream:
            assert stream.write(b"abc") == 3
            assert stream.write(memoryview(b"de")) == 2
            stream.half_close()
            assert read.wait(PATIENCE)
            assert list(stream.frames()) == [(1, b"abcde")]
            with pytest.raises(StreamClosed):
                stream.write(b"late")


def test_the_stream_is_exported() -> None:
    with Server(reply(b"x")) as server, server.client().invoke(EXPORT) as stream:
        assert isinstance(stream, dockline.Stream)


def test_a_body_that_ends_with_its_connection_is_not_to_be_written_to() -> None:
    with Server((head(), PLAIN, Peer.close)) as server, server.client().invoke(EXPORT) as stream:
        assert not stream.writable()
        with pytest.raises(InvalidParameter, match="only the stream of an attach or an exec"):
            stream.write(b"stdin")
        assert stream.read() == PLAIN
