"""The log of a container that has exited: every view of it, multiplexed and raw."""

from __future__ import annotations

import io
import os
import re
import subprocess
from datetime import datetime, timedelta, timezone

import pytest

from dockline.errors import InvalidParameter

LONG = b"x" * 40960
# A container of `wrote` writes an empty line, a line longer than a frame, a line to stderr, and an end without a
# newline.
SCRIPT = "printf 'one\\n\\n'; echo error >&2; head -c 40960 /dev/zero | tr '\\0' x; echo; printf last"
OUT = b"one\n\n" + LONG + b"\nlast"
ERR = b"error\n"


@pytest.fixture(params=[False, True], ids=["frames", "tty"])
def tty(request) -> bool:
    return request.param


@pytest.fixture
def wrote(shared):
    return shared("sh", "-c", SCRIPT)


def by_stream(records) -> dict[int, bytes]:
    joined = {1: b"", 2: b""}
    for stream, payload in records:
        joined[stream] += payload
    return joined


def memory_file() -> io.FileIO:
    return os.fdopen(os.memfd_create("dockline"), "w+b", buffering=0)


def content(file: io.FileIO) -> bytes:
    file.seek(0)
    return file.read()


@pytest.mark.every_endpoint
def test_data(logs, wrote):
    data = logs(wrote, "data")
    # Docker has a goroutine for each stream, so their order is unknown.
    assert data.replace(ERR, b"", 1) == OUT
    assert logs(wrote, "data", stderr=False) == OUT
    assert logs(wrote, "data", stdout=False) == ERR


def test_response(logs, wrote):
    response = logs(wrote, "response", stderr=False)
    assert response.status == 200
    assert response.body == OUT


def test_empty(logs, shared):
    silent = shared("true")
    assert logs(silent, "data") == b""
    assert list(logs(silent).lines()) == []
    assert logs(silent).read() == b""


@pytest.mark.every_endpoint
def test_frames(logs, wrote):
    assert by_stream(logs(wrote).frames()) == {1: OUT, 2: ERR}


def test_frames_in_pieces(logs, wrote):
    frames = list(logs(wrote).frames(max_record=1000))
    assert by_stream(frames) == {1: OUT, 2: ERR}
    assert max(len(payload) for _, payload in frames) == 1000


def test_lines(logs, wrote):
    assert [line for line in logs(wrote).lines() if line != b"error"] == [b"one", b"", LONG, b"last"]


def test_lines_tagged(logs, wrote):
    lines = list(logs(wrote).lines(tagged=True))
    assert [line for stream, line in lines if stream == 1] == [b"one", b"", LONG, b"last"]
    assert [line for stream, line in lines if stream == 2] == [b"error"]


def test_lines_with_their_ends(logs, wrote):
    lines = list(logs(wrote).lines(tagged=True, keepends=True))
    assert [line for stream, line in lines if stream == 1] == [b"one\n", b"\n", LONG + b"\n", b"last"]
    assert by_stream(lines) == {1: OUT, 2: ERR}


def test_lines_in_pieces(logs, wrote):
    pieces = list(logs(wrote, stderr=False).lines(keepends=True, max_record=10_000))
    assert [len(piece) for piece in pieces] == [4, 1, 10_000, 10_000, 10_000, 10_000, 961, 4]
    assert b"".join(pieces) == OUT


def test_lines_in_batches(logs, wrote):
    batches = list(logs(wrote, stderr=False).lines().batches())
    assert all(batches)
    assert [line for batch in batches for line in batch] == [b"one", b"", LONG, b"last"]


def test_iterating_then_batches(logs, wrote):
    lines = logs(wrote, stderr=False).lines()
    assert next(lines) == b"one"
    assert [line for batch in lines.batches() for line in batch] == [b"", LONG, b"last"]


def test_chunks_are_the_bytes_of_the_body(logs, wrote):
    with logs(wrote) as stream:
        body = b"".join(stream)
    frames = []
    while body:
        size = int.from_bytes(body[4:8], "big")
        frames.append((body[0], body[8 : 8 + size]))
        assert len(frames[-1][1]) == size
        body = body[8 + size :]
    assert by_stream(frames) == {1: OUT, 2: ERR}


@pytest.mark.blocking
def test_read(logs, wrote):
    whole = b"".join(logs(wrote, stderr=False).chunks())
    assert logs(wrote, stderr=False).read() == whole
    assert logs(wrote, stderr=False).readall() == whole
    with io.BufferedReader(logs(wrote, stderr=False)) as buffered:
        assert buffered.read(100) + buffered.read() == whole
    memory = bytearray(1000)
    got = b""
    with logs(wrote, stderr=False) as stream:
        while size := stream.readinto(memory):
            got += memory[:size]
        assert stream.readinto(memory) == 0
    assert got == whole


def test_copy_to_files(logs, wrote):
    with memory_file() as out, memory_file() as err:
        assert logs(wrote).copy_to(out, err) == (len(OUT), len(ERR))
        assert (content(out), content(err)) == (OUT, ERR)


def test_copy_to_one_file(logs, wrote):
    with memory_file() as both:
        assert logs(wrote).copy_to(both.fileno()) == (len(OUT), len(ERR))
        assert content(both).replace(ERR, b"", 1) == OUT


def test_copy_to_pipe(logs, wrote):
    """Copies into a program that reads slower than the log comes. A pipe holds at most 64 KiB."""
    with subprocess.Popen(["wc", "-c"], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as wc:
        logs(wrote, stderr=False).copy_to(wc.stdin)
        assert int(wc.communicate()[0]) == len(OUT)


def test_copy_to_pipe_that_nobody_reads(logs, wrote):
    reader, writer = os.pipe()
    os.close(reader)
    try:
        stream = logs(wrote)
        with pytest.raises(BrokenPipeError):
            stream.copy_to(writer)
        with pytest.raises(InvalidParameter, match="one view, once"):
            stream.copy_to(writer)
    finally:
        os.close(writer)


def test_one_view(logs, wrote):
    with logs(wrote) as stream:
        stream.lines()
        with pytest.raises(InvalidParameter, match="read by lines"):
            stream.frames()


def test_multiplexed_as_said(logs, wrote):
    raw = b"".join(payload for _, payload in logs(wrote, stderr=False).frames(multiplexed=False))
    assert raw == logs(wrote, stderr=False).read()
    assert len(raw) > len(OUT)


def test_tty(api, logs, shared):
    """With a TTY there is one raw stream. But Podman's own API makes frames of it, too."""
    name = shared("sh", "-c", SCRIPT, Tty=True)
    with logs(name) as stream:
        assert stream.multiplexed is api.libpod
        lines = list(stream.lines(tagged=True))
    assert lines == [(1, b"one\r"), (1, b"\r"), (1, b"error\r"), (1, LONG + b"\r"), (1, b"last")]
    data = b"one\r\n\r\nerror\r\n" + LONG + b"\r\nlast"
    assert logs(name, "data") == data
    assert b"".join(payload for _, payload in logs(name).frames()) == data
    with memory_file() as out:
        assert logs(name).copy_to(out) == (len(data), 0)
        assert content(out) == data


def test_binary(engine, logs, shared):
    """All octets come unchanged: they are neither text nor lines. (Docker's default driver can only store UTF-8.)"""
    octals = "".join(f"\\{octet:03o}" for octet in range(256))
    config = {"HostConfig": {"LogConfig": {"Type": "local"}}} if engine.name == "docker" else {}
    name = shared("sh", "-c", f"for i in 1 2 3; do printf '{octals}'; printf '{octals}' >&2; done", **config)
    expected = bytes(range(256)) * 3
    assert by_stream(logs(name).frames()) == {1: expected, 2: expected}
    assert by_stream(logs(name).lines(tagged=True, keepends=True)) == {1: expected, 2: expected}
    assert logs(name, "data", stderr=False) == expected


def test_looks_like_a_frame(logs, shared):
    """The bytes of a TTY may look like frames. dockline never guesses, so they stay bytes."""
    name = shared("printf", r"\001\000\000\000\000\000\000\003abc", Tty=True)
    assert logs(name, "data") == b"\x01\0\0\0\0\0\0\x03abc"


class TestSelections:
    @pytest.fixture
    def counted(self, shared):
        return shared("seq", "5")

    def test_tail(self, logs, counted):
        assert logs(counted, "data", tail="2").split() == [b"4", b"5"]
        assert logs(counted, "data", tail="all").split() == [b"1", b"2", b"3", b"4", b"5"]

    def test_timestamps(self, logs, counted):
        lines = list(logs(counted, timestamps=True).lines())
        parts = [line.split(b" ", 1) for line in lines]
        assert [rest for _, rest in parts] == [b"1", b"2", b"3", b"4", b"5"]
        for stamp, _ in parts:
            assert re.fullmatch(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)", stamp)

    def test_since_and_until(self, logs, counted):
        now = datetime.now(timezone.utc)
        before, after = now - timedelta(hours=1), now + timedelta(hours=1)
        everything = [b"1", b"2", b"3", b"4", b"5"]
        assert logs(counted, "data", since=before).split() == everything
        assert logs(counted, "data", since=after).split() == []
        assert logs(counted, "data", until=before).split() == []
        assert logs(counted, "data", since=before, until=after).split() == everything
        assert logs(counted, "data", since=int(before.timestamp())).split() == everything

    @pytest.mark.engine("docker")
    def test_since_keeps_fractions(self, logs, counted):
        """Podman 4 writes its timestamps with whole seconds, but Docker's tell the lines apart."""
        stamps = [line.split()[0].decode() for line in logs(counted, timestamps=True).lines()]
        seconds, nanoseconds = stamps[-1].removesuffix("Z").split(".")
        moment = datetime.fromisoformat(f"{seconds}+00:00")
        last = f"{int(moment.timestamp())}.{nanoseconds}"
        assert logs(counted, "data", since=last).split() == [b"5"]
        rounded_up = moment + timedelta(microseconds=int(nanoseconds) // 1000 + 1)
        assert logs(counted, "data", since=rounded_up).split() == []
