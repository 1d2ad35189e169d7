"""Streams that wait: a log that is followed, and what ends the waiting."""

from __future__ import annotations

import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from dockline.errors import StreamClosed, TimedOut

AT_ONCE = 5  # seconds; what is waited for would last minutes
QUIET = ("sh", "-c", "echo first; sleep 600")
FOLLOW = {"stdout": True, "follow": True}


@pytest.fixture
def quiet(shared):
    """A container that writes a line and then nothing more."""
    return shared(*QUIET, wait=False)


@pytest.fixture
def follow(logs):
    def read(name: str, **params: object):
        return logs(name, follow=True, **params)

    return read


def in_background(function, *args):
    """Runs it in a thread; gives the future of the seconds that it took and of what it raised."""

    def run():
        began = time.monotonic()
        try:
            function(*args)
        except Exception as error:
            return time.monotonic() - began, error
        return time.monotonic() - began, None

    pool = ThreadPoolExecutor(1)
    future = pool.submit(run)
    pool.shutdown(wait=False)
    return future


@pytest.mark.every_endpoint
def test_lines_come_before_the_end(containers, follow, container):
    target = container("sh", "-c", "trap 'i=$((i + 1)); echo $i' USR1; i=0; echo $i; while :; do sleep 0.1; done")
    with follow(target) as log:
        lines = log.lines()
        assert next(lines) == b"0"
        for number in (b"1", b"2", b"3"):
            containers("ContainerKill", target, signal="USR1")
            assert next(lines) == number


def test_ends_with_the_container(containers, follow, container):
    target = container("sh", "-c", "trap 'echo bye; exit' TERM; echo hello; while :; do sleep 0.1; done")
    with follow(target) as log:
        lines = log.lines()
        assert next(lines) == b"hello"
        containers("ContainerKill", target, signal="TERM")
        assert list(lines) == [b"bye"]


def test_ends_when_the_container_is_removed(containers, follow, container):
    target = container(*QUIET)
    with follow(target) as log:
        lines = log.lines()
        assert next(lines) == b"first"
        containers("ContainerDelete", target, force=True)
        began = time.monotonic()
        assert list(lines) == []
        assert time.monotonic() - began < AT_ONCE


def test_tail_then_follow(containers, follow, container):
    target = container("sh", "-c", "trap 'echo more' USR1; seq 100; while :; do sleep 0.1; done")
    with follow(target) as log:
        lines = log.lines()
        while next(lines) != b"100":
            pass
    with follow(target, tail="1") as log:
        lines = log.lines()
        assert next(lines) == b"100"
        containers("ContainerKill", target, signal="USR1")
        assert next(lines) == b"more"


def test_batches_do_not_wait_to_be_full(follow, container):
    with follow(container("sh", "-c", "seq 3; sleep 60")) as log:
        seen = []
        for batch in log.lines().batches():
            seen += batch
            if len(seen) == 3:
                break
        assert seen == [b"1", b"2", b"3"]


class TestClose:
    """From another thread: it ends a blocked read at once."""

    def check(self, stream, read):
        blocked = threading.Event()

        def until_closed():
            blocked.set()
            read(stream)

        outcome = in_background(until_closed)
        assert blocked.wait(10)
        with pytest.raises(TimeoutError):
            outcome.result(0.1)
        stream.close()
        seconds, error = outcome.result(AT_ONCE)
        assert seconds < AT_ONCE
        assert isinstance(error, StreamClosed)
        assert stream.closed

    def test_lines(self, follow, quiet):
        self.check(follow(quiet), lambda stream: list(stream.lines()))

    def test_frames_in_batches(self, follow, quiet):
        self.check(follow(quiet), lambda stream: list(stream.frames().batches()))

    def test_read(self, follow, quiet):
        self.check(follow(quiet), lambda stream: stream.readall())

    def test_copy_to(self, follow, quiet, tmp_path):
        with (tmp_path / "log").open("wb") as file:
            self.check(follow(quiet), lambda stream: stream.copy_to(file))
        assert (tmp_path / "log").read_bytes() == b"first\n"

    def test_documents(self, containers, quiet):
        stats = containers("ContainerStats", quiet, as_="stream")
        self.check(stats, lambda stream: list(stream.documents()))

    def test_attach(self, containers, quiet):
        stream = containers("ContainerAttach", quiet, as_="stream", stream=True, stdout=True)
        self.check(stream, lambda stream: list(stream.lines()))

    def test_then_no_more(self, follow, quiet):
        stream = follow(quiet)
        lines = stream.lines()
        assert next(lines) == b"first"
        stream.close()
        stream.close()
        for _ in range(2):
            with pytest.raises(StreamClosed):
                next(lines)
        with pytest.raises((StreamClosed, ValueError)):
            stream.read()


class TestTimeouts:
    @pytest.fixture
    def ticking(self, shared):
        return shared("sh", "-c", "while :; do echo tick; sleep 0.1; done", wait=False)

    @pytest.fixture
    def limited(self, api, quiet):
        """An operation of a client with time limits."""

        def invoke(op, as_="data", *, conn, target=quiet, **params):
            client = api.client("containers", conn=conn, throw_exceptions=True)
            return client.invoke(api.op(op), params={**api.target(target), **params}, as_=as_)

        return invoke

    def test_read_timeout_of_lines(self, limited):
        with limited("ContainerLogs", "stream", conn={"read_timeout": 0.5}, **FOLLOW) as log:
            lines = log.lines()
            assert next(lines) == b"first"
            for _ in range(2):
                with pytest.raises(TimedOut, match="read_timeout") as raised:
                    next(lines)
                assert raised.value.which == "read"

    def test_read_timeout_of_reads(self, limited):
        """What failed does not look like an end afterwards."""
        with limited("ContainerLogs", "stream", conn={"read_timeout": 0.5}, **FOLLOW) as log:
            for _ in range(2):
                with pytest.raises(TimedOut, match="read_timeout"):
                    log.readall()

    def test_read_timeout_of_data(self, limited):
        began = time.monotonic()
        with pytest.raises(TimedOut) as raised:
            limited("ContainerWait", conn={"read_timeout": 0.5})
        assert raised.value.which == "read"
        assert time.monotonic() - began < AT_ONCE

    @pytest.mark.parametrize("as_", ["data", "response"])
    def test_call_timeout(self, limited, as_):
        began = time.monotonic()
        with pytest.raises(TimedOut, match="call_timeout") as raised:
            limited("ContainerWait", as_, conn={"call_timeout": 0.5})
        assert raised.value.which == "call"
        assert time.monotonic() - began < AT_ONCE

    def test_call_timeout_of_many_reads(self, limited, ticking):
        """It bounds the whole, also where each wait is short."""
        began = time.monotonic()
        with pytest.raises(TimedOut, match="call_timeout"):
            limited("ContainerLogs", conn={"call_timeout": 1, "read_timeout": 20}, target=ticking, **FOLLOW)
        assert time.monotonic() - began < AT_ONCE

    def test_call_timeout_spares_streams(self, limited, ticking):
        """It bounds the time to the head of a stream, not the stream."""
        began = time.monotonic()
        with limited("ContainerLogs", "stream", conn={"call_timeout": 1.5}, target=ticking, **FOLLOW, tail="1") as log:
            lines = log.lines()
            while time.monotonic() - began < 2:
                assert next(lines) == b"tick"

    def test_client_goes_on(self, api, quiet):
        target = api.target(quiet)
        client = api.client("containers", conn={"call_timeout": 0.5}, throw_exceptions=True)
        for _ in range(2):
            with pytest.raises(TimedOut):
                client.invoke(api.op("ContainerWait"), params=target)
            assert client.invoke(api.op("ContainerInspect"), params=target)["State"]["Running"]


def test_stream_left_unread(containers, follow, container):
    """A stream that is dropped in its middle takes nothing of the client with it."""
    target = container("sh", "-c", "seq 100000; sleep 60")
    for _ in range(20):
        with follow(target) as log:
            assert next(log.lines()) == b"1"
    assert containers("ContainerInspect", target)["State"]["Running"]
