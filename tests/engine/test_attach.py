"""Attached containers: bytes in and out of a process. No byte is lost in either direction."""

from __future__ import annotations

import hashlib
import os
import socket
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from support.aio_facade import Socket
from support.waiting import PATIENCE

from dockline.errors import InvalidParameter

SIZE = 5_000_000
LOGS = {"logs": True, "stream": False, "stdout": True, "stderr": True}
ATTACH = {"stream": True, "stdin": True, "stdout": True, "stderr": True}
STDIN = {"OpenStdin": True, "StdinOnce": True, "AttachStdin": True, "AttachStdout": True, "AttachStderr": True}
# A terminal that changes no byte. It has no half-close, so the copy ends after a number of bytes.
RAW_CAT = ("sh", "-c", f"stty raw -echo; echo ready; head -c {SIZE}")
READY = b"ready\n"


@pytest.fixture(scope="module")
def sent() -> bytes:
    return os.urandom(SIZE)


@pytest.fixture(scope="module")
def typed(sent) -> bytes:
    """Returns the bytes without ctrl-p.

    With ctrl-q, it detaches from a terminal, and random bytes may have both.
    """
    return sent.replace(b"\x10", b"p")


@pytest.fixture
def attach(containers, container):
    """Attaches to a new container and starts it. Gives the attached stream."""

    def attach(*command: str, as_: str, **config: object):
        name = container(*command, start=False, **{**STDIN, **config})
        attached = containers("ContainerAttach", name, as_=as_, **ATTACH)
        containers("ContainerStart", name)
        return attached

    return attach


def digest(data: bytes) -> tuple[int, str]:
    return len(data), hashlib.sha256(data).hexdigest()


def payloads(body: bytes) -> dict[int, bytes]:
    """Decodes the multiplexed format by hand."""
    parts: dict[int, list[bytes]] = {}
    at = 0
    while at < len(body):
        stream, size = body[at], int.from_bytes(body[at + 4 : at + 8], "big")
        assert body[at + 1 : at + 4] == b"\0\0\0"
        assert at + 8 + size <= len(body)
        parts.setdefault(stream, []).append(body[at + 8 : at + 8 + size])
        at += 8 + size
    return {stream: b"".join(pieces) for stream, pieces in parts.items()}


def receive_all(connection: socket.socket) -> bytes:
    received = bytearray()
    while part := connection.recv(1 << 18):
        received += part
    return bytes(received)


VIEWS = {
    "lines": lambda stream: b"".join(stream.lines(keepends=True)),
    "frames": lambda stream: b"".join(payload for _, payload in stream.frames()),
    "chunks": lambda stream: payloads(b"".join(stream.chunks())).get(1, b""),
    "read": lambda stream: payloads(stream.read()).get(1, b""),
}


@pytest.mark.parametrize("view", VIEWS)
def test_stream(attach, sent, view):
    """One thread writes to `cat`, another reads from it. The half-close of the writer ends the reader."""

    def feed():
        for at in range(0, SIZE, 100_000):
            assert stream.write(sent[at : at + 100_000]) == 100_000
        stream.half_close()

    with attach("cat", as_="stream") as stream, ThreadPoolExecutor(1) as pool:
        assert stream.status == 101
        assert stream.writable()
        feeding = pool.submit(feed)
        received = VIEWS[view](stream)
        feeding.result(PATIENCE)
    assert digest(received) == digest(sent)


@pytest.mark.every_endpoint
def test_socket(attach, sent):
    connection = attach("cat", as_="socket")
    assert isinstance(connection, (socket.socket, Socket))
    with connection, ThreadPoolExecutor(1) as pool:
        receiving = pool.submit(receive_all, connection)
        connection.sendall(sent)
        connection.shutdown(socket.SHUT_WR)
        received = payloads(receiving.result(PATIENCE))
    assert set(received) == {1}
    assert digest(received[1]) == digest(sent)


def test_stream_of_tty(attach, typed):
    with attach(*RAW_CAT, as_="stream", Tty=True) as stream, ThreadPoolExecutor(1) as pool:
        assert stream.multiplexed is False
        chunks = stream.chunks()
        received = b""
        while not received.endswith(READY):
            received += next(chunks)
        feeding = pool.submit(stream.write, typed)
        received = b"".join(chunks)
        assert feeding.result(PATIENCE) == SIZE
    assert digest(received) == digest(typed)


def test_socket_of_tty(attach, typed):
    with attach(*RAW_CAT, as_="socket", Tty=True) as connection, ThreadPoolExecutor(1) as pool:
        received = b""
        while not received.endswith(READY):
            received += connection.recv(100)
        receiving = pool.submit(receive_all, connection)
        connection.sendall(typed)
        received = receiving.result(PATIENCE)
    assert digest(received) == digest(typed)


def test_stdout_and_stderr_apart(attach):
    with attach("sh", "-c", "while read line; do echo $line; echo $line >&2; done", as_="stream") as stream:
        stream.write(b"one\ntwo\n")
        stream.half_close()
        lines = list(stream.lines(tagged=True))
    assert [line for stream_id, line in lines if stream_id == 1] == [b"one", b"two"]
    assert [line for stream_id, line in lines if stream_id == 2] == [b"one", b"two"]


def test_conversation(attach):
    """Each answer comes before the next question: no byte waits in a buffer."""
    with attach("cat", as_="stream") as stream:
        lines = stream.lines()
        for number in range(100):
            stream.write(b"%d\n" % number)
            assert next(lines) == b"%d" % number
        stream.half_close()
        assert list(lines) == []


@pytest.mark.parametrize("as_", ["stream", "socket"])
@pytest.mark.parametrize("tty", [False, True], ids=["frames", "tty"])
def test_bytes_that_come_with_the_head(containers, shared, as_, tty):
    """The container has ended, so its log comes right after the head.

    The log has no newline: Podman 4 makes wrong frames of whole lines.
    """
    name = shared("printf", "x%.0s" + "y" * 5000, "0", Tty=tty)
    for _ in range(10):
        attached = containers("ContainerAttach", name, as_=as_, **LOGS)
        with attached:
            body = receive_all(attached) if as_ == "socket" else attached.read()
        assert (body if tty else payloads(body)[1]) == b"x" + b"y" * 5000


def test_data(containers, shared):
    name = shared("printf", "abc")
    assert containers("ContainerAttach", name, **LOGS) == b"abc"


@pytest.mark.engine("docker")
def test_log_of_lines(containers, shared):
    name = shared("sh", "-c", "seq 1000; echo error >&2")
    with containers("ContainerAttach", name, as_="stream", **LOGS) as stream:
        lines = list(stream.lines(tagged=True))
    assert [line for stream_id, line in lines if stream_id == 1] == [b"%d" % number for number in range(1, 1001)]
    assert [line for stream_id, line in lines if stream_id == 2] == [b"error"]


def test_binary_output(attach):
    octets = bytes(range(256))
    with attach("cat", as_="stream") as stream:
        stream.write(octets)
        stream.half_close()
        assert b"".join(payload for _, payload in stream.frames()) == octets


def test_only_attached_streams_can_be_written(logs, shared):
    with logs(shared("true")) as log:
        assert not log.writable()
        with pytest.raises(InvalidParameter, match="attach or an exec"):
            log.write(b"x")
        with pytest.raises(InvalidParameter, match="attach or an exec"):
            log.half_close()


def test_two_at_once(containers, container):
    """Two clients that attach to one container both get all output."""
    name = container("cat", start=False, OpenStdin=True)
    first, second = (containers("ContainerAttach", name, as_="stream", **ATTACH) for _ in range(2))
    containers("ContainerStart", name)
    with first, second:
        seen = threading.Barrier(2, timeout=PATIENCE)

        def read(stream):
            lines = stream.lines()
            line = next(lines)
            seen.wait()
            return line

        with ThreadPoolExecutor(2) as pool:
            reading = [pool.submit(read, stream) for stream in (first, second)]
            first.write(b"hello\n")
            assert [future.result(PATIENCE) for future in reading] == [b"hello", b"hello"]
