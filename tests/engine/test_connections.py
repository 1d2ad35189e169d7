"""One client in many threads and in a forked child, and its connections."""

from __future__ import annotations

import os
import re
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from dockline.errors import StreamClosed

THREADS = 16
TURNS = 2


def connections() -> int:
    """Returns the number of open sockets of this process."""
    return sum(entry.is_socket() for entry in Path("/dev/fd").iterdir())


def test_many_threads(containers, logs, shared):
    """Each thread always gets its own answers, whatever the others ask."""
    names = [shared("sh", "-c", f"seq {number}000 {number}999") for number in range(1, 5)]

    def work(number: int) -> int:
        done = 0
        for turn in range(TURNS):
            name = names[(number + turn) % len(names)]
            first = 1 + (number + turn) % len(names)
            expected = [b"%d%03d" % (first, rest) for rest in range(1000)]
            assert containers("ContainerInspect", name)["Name"].removeprefix("/") == name
            assert list(logs(name).lines()) == expected
            assert logs(name, "data").split() == expected
            with logs(name) as log:
                assert next(log.lines()) == expected[0]  # leaves the rest unread
            listed = containers("ContainerList", all=True, filters={"name": [name]})
            assert [item["Names"][0].removeprefix("/") for item in listed] == [name]
            done += 1
        return done

    with ThreadPoolExecutor(THREADS) as pool:
        assert list(pool.map(work, range(THREADS))) == [TURNS] * THREADS


@pytest.mark.every_endpoint
def test_one_connection_is_enough(containers, logs, shared):
    name = shared("seq", "3")
    before = connections()
    for _ in range(20):
        assert containers("ContainerInspect", name)["Id"]
        assert logs(name, "data") == b"1\n2\n3\n"
        assert list(logs(name).lines()) == [b"1", b"2", b"3"]
        assert logs(name).read()
    assert connections() <= before + 2  # two: dockline asks for the TTY while the log waits
    containers.client.close()
    assert connections() == before


def test_streams_give_their_connections_back(containers, logs, shared):
    name = shared("seq", "3")
    before = connections()
    streams = [logs(name) for _ in range(30)]
    assert connections() >= before + 30
    for stream in streams:
        stream.close()
    del stream, streams
    unread = [logs(name) for _ in range(30)]
    del unread  # the test never closes them
    containers.client.close()
    assert connections() == before


def test_closed_client(containers):
    assert containers("ContainerList", limit=1) is not None
    containers.client.close()
    containers.client.close()
    with pytest.raises(StreamClosed, match="make a new one"):
        containers("ContainerList", limit=1)


def test_stream_outlives_its_client(containers, logs, shared):
    name = shared("seq", "3")
    with logs(name) as log:
        containers.client.close()
        assert list(log.lines()) == [b"1", b"2", b"3"]


@pytest.mark.blocking
@pytest.mark.every_endpoint
def test_fork(containers, logs, shared):
    """Parent and child continue with the same client. Neither reads an answer of the other."""
    name = shared("seq", "1000")
    expected = [b"%d" % number for number in range(1, 1001)]
    assert containers("ContainerInspect", name)["Id"]  # a connection waits in the pool

    def work() -> None:
        for _ in range(8):
            assert containers("ContainerInspect", name)["Name"].removeprefix("/") == name
            assert list(logs(name).lines()) == expected

    child = os.fork()
    if child == 0:
        code = 1
        try:
            work()
            code = 0
        finally:
            os._exit(code)
    work()
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0


@pytest.mark.blocking
def test_fork_leaves_open_streams_alone(logs, shared):
    """A child closes its copies of a stream. The parent's stream continues."""
    name = shared("seq", "30000")
    with logs(name) as log:
        lines = log.lines()
        assert next(lines) == b"1"
        child = os.fork()
        if child == 0:
            log.close()
            os._exit(0)
        assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
        assert list(lines)[-1] == b"30000"


def test_repr_says_where(containers, engine):
    assert re.search(re.escape(engine.uri), repr(containers.client))
