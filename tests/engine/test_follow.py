"""Streams that wait: a log that is followed, and the events that end the wait."""

from __future__ import annotations

import threading
import time

import pytest
from support.aio_facade import wait_until_waits
from support.waiting import PATIENCE, long_enough, wait_until

from dockline.errors import StreamClosed, TimedOut

QUIET = ("sh", "-c", "echo first; sleep 600")
FOLLOW = {"stdout": True, "follow": True}


@pytest.fixture
def quiet(shared):
    """A container that writes a line, and then nothing more."""
    return shared(*QUIET, wait=False)


@pytest.fixture
def follow(logs):
    def read(name: str, **params: object):
        return logs(name, follow=True, **params)

    return read


@pytest.mark.every_endpoint
def test_lines_come_before_the_end(containers, follow, container):
    target = container("sh", "-c", "trap 'i=$((i + 1)); echo $i' USR1; i=0; echo $i; while :; do sleep 0.1; done")
    with follow(target) as log:
        lines = log.lines()
        assert next(lines) == b"0"
        for number in (b"1", b"2", b"3"):
            containers("ContainerKill", target, signal="USR1")
            assert next(lines) == number


def test_ends_with_the_container(engine, containers, follow, container):
    target = container("sh", "-c", "trap 'echo bye; exit' TERM; echo hello; while :; do sleep 0.1; done")
    with follow(target) as log:
        lines = log.lines()
        assert next(lines) == b"hello"
        containers("ContainerKill", target, signal="TERM")
        # Podman stops reading a log soon after the end of its container. It may drop later output.
        assert list(lines) in ([[b"bye"], []] if engine.name == "podman" else [[b"bye"]])


def test_ends_when_the_container_is_removed(containers, follow, container):
    target = container(*QUIET)
    with follow(target) as log:
        lines = log.lines()
        assert next(lines) == b"first"
        containers("ContainerDelete", target, force=True)
        assert list(lines) == []


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
    """Another thread closes the stream. That ends a blocked read, which would last minutes."""

    def check(self, stream, read, has_begun=lambda: True):
        outcome = []

        def run():
            try:
                outcome.append(read(stream))
            except Exception as error:
                outcome.append(error)

        reading = threading.Thread(target=run)
        reading.start()
        wait_until(has_begun)
        wait_until_waits(stream, reading)
        assert outcome == []
        stream.close()
        reading.join(PATIENCE)
        assert isinstance(outcome[0], StreamClosed)
        assert stream.closed

    def test_lines(self, follow, quiet):
        self.check(follow(quiet), lambda stream: list(stream.lines()))

    def test_frames_in_batches(self, follow, quiet):
        self.check(follow(quiet), lambda stream: list(stream.frames().batches()))

    def test_read(self, follow, quiet):
        self.check(follow(quiet), lambda stream: stream.readall())

    def test_copy_to(self, follow, quiet, tmp_path):
        log = tmp_path / "log"
        with log.open("wb") as file:
            self.check(follow(quiet), lambda stream: stream.copy_to(file), lambda: log.read_bytes() == b"first\n")

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
        """Makes a client with time limits, and the operation that waits."""

        def invoke(op, as_="data", *, conn, target=quiet, **params):
            client = api.client("containers", conn=conn, throw_exceptions=True)
            return client.invoke(api.op(op), params={**api.target(target), **params}, as_=as_)

        return invoke

    def test_read_timeout_of_lines(self, limited):
        def begin(limit):
            log = limited("ContainerLogs", "stream", conn={"read_timeout": limit}, **FOLLOW)
            lines = log.lines()
            assert next(lines) == b"first"
            return log, lines

        log, lines = long_enough(begin, 0.5)
        with log:
            for _ in range(2):
                with pytest.raises(TimedOut, match="read_timeout") as raised:
                    next(lines)
                assert raised.value.which == "read"

    def test_read_timeout_of_reads(self, limited):
        """A failed view does not look like one that has ended."""

        def begin(limit):
            return limited("ContainerLogs", "stream", conn={"read_timeout": limit}, **FOLLOW)

        with long_enough(begin, 0.5) as log:
            for _ in range(2):
                with pytest.raises(TimedOut, match="read_timeout"):
                    log.readall()

    def test_read_timeout_of_data(self, limited):
        with pytest.raises(TimedOut) as raised:
            limited("ContainerWait", conn={"read_timeout": 0.5})
        assert raised.value.which == "read"

    @pytest.mark.parametrize("as_", ["data", "response"])
    def test_call_timeout(self, limited, as_):
        with pytest.raises(TimedOut, match="call_timeout") as raised:
            limited("ContainerWait", as_, conn={"call_timeout": 0.5})
        assert raised.value.which == "call"

    def test_call_timeout_of_many_reads(self, limited, ticking):
        """The limit counts for the whole call, even if each wait is short."""
        with pytest.raises(TimedOut, match="call_timeout"):
            limited("ContainerLogs", conn={"call_timeout": 1, "read_timeout": PATIENCE}, target=ticking, **FOLLOW)

    def test_call_timeout_spares_streams(self, limited, ticking):
        """The limit counts up to the head of a stream, not for the stream."""
        limits = []

        def begin(limit):
            limits.append(limit)
            return limited("ContainerLogs", "stream", conn={"call_timeout": limit}, target=ticking, **FOLLOW, tail="1")

        with long_enough(begin, 1.5) as log:
            began = time.monotonic()
            lines = log.lines()
            while time.monotonic() - began < limits[-1]:
                assert next(lines) == b"tick"

    def test_client_goes_on(self, api, quiet):
        target = api.target(quiet)

        def go_on(limit):
            client = api.client("containers", conn={"call_timeout": limit}, throw_exceptions=True)
            for _ in range(2):
                with pytest.raises(TimedOut):
                    client.invoke(api.op("ContainerWait"), params=target)
                assert client.invoke(api.op("ContainerInspect"), params=target)["State"]["Running"]

        long_enough(go_on, 0.5)


def test_stream_left_unread(containers, follow, container):
    """A stream that is dropped in its middle does not harm the client."""
    target = container("sh", "-c", "seq 100000; sleep 60")
    for _ in range(20):
        with follow(target) as log:
            assert next(log.lines()) == b"1"
    assert containers("ContainerInspect", target)["State"]["Running"]
