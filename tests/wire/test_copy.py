"""`copy_to`: writes payloads to descriptors."""

from __future__ import annotations

import os
import socket
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from support.waiting import PATIENCE

from dockline._wire.errors import ProtocolError

from .feeding import every_split, frame, response
from .peers import Listener, meanwhile
from .vectors import CHUNKED, OK

FRAMES = frame(1, b"one\n") + frame(2, b"two\n") + frame(1, b"") + frame(0, b"three\n") + frame(3, b"four\n")


@pytest.fixture
def files(tmp_path: Path) -> Iterator[tuple[int, int]]:
    out, err = (os.open(tmp_path / name, os.O_RDWR | os.O_CREAT) for name in ("out", "err"))
    yield out, err
    os.close(out)
    os.close(err)


def content(fd: int) -> bytes:
    return os.pread(fd, 1 << 24, 0)


def test_to_two_files_at_every_split(unix_listener: Listener, files: tuple[int, int]) -> None:
    out, err = files
    connection, peer = unix_listener.connect()
    for pieces in every_split(response(FRAMES)):
        for fd in files:
            os.ftruncate(fd, 0)
            os.lseek(fd, 0, os.SEEK_SET)
        connection.begin(b"GET", False, float("inf"))
        with meanwhile(partial(send_all, peer, pieces)):
            connection.read_head()
            assert connection.copy_to(out, err, True) == (10, 9)
        assert content(out) == b"one\nthree\n"
        assert content(err) == b"two\nfour\n"


def send_all(peer: socket.socket, pieces: list[bytes]) -> None:
    for piece in pieces:
        peer.sendall(piece)


def test_to_one_descriptor_keeps_the_order(listener: Listener, files: tuple[int, int]) -> None:
    connection, _ = listener.answered(response(FRAMES))
    assert connection.copy_to(files[0], files[0], True) == (10, 9)
    assert content(files[0]) == b"one\ntwo\nthree\nfour\n"
    assert connection.reusable


def test_raw(listener: Listener, files: tuple[int, int]) -> None:
    connection, _ = listener.answered(response(FRAMES))
    assert connection.copy_to(*files, False) == (len(FRAMES), 0)
    assert content(files[0]) == FRAMES


def test_nothing(listener: Listener, files: tuple[int, int]) -> None:
    connection, _ = listener.answered(response(b""))
    assert connection.copy_to(*files, True) == (0, 0)


def test_more_frames_than_one_write_takes(listener: Listener, files: tuple[int, int]) -> None:
    body = b"".join(frame(1 + number % 2, b"%d\n" % number) for number in range(20000))
    connection, peer = listener.asked()
    with meanwhile(lambda: peer.sendall(response(body))):
        connection.read_head()
        connection.copy_to(*files, True)
    for fd, first in zip(files, (0, 1), strict=True):
        assert content(fd) == b"".join(b"%d\n" % number for number in range(first, 20000, 2))


@pytest.mark.parametrize("blocking", [True, False])
def test_a_slow_reader_of_a_pipe(listener: Listener, blocking: bool) -> None:
    body = bytes(range(256)) * 4096
    source, sink = os.pipe()
    os.set_blocking(sink, blocking)
    got = bytearray()

    def read_slowly() -> None:
        while part := os.read(source, 50_000):
            got.extend(part)
            time.sleep(0.002)

    connection, peer = listener.asked()
    with meanwhile(read_slowly), meanwhile(lambda: peer.sendall(response(frame(1, body)))):
        connection.read_head()
        assert connection.copy_to(sink, sink, True) == (len(body), 0)
        os.close(sink)
    os.close(source)
    assert got == body


def test_a_pipe_that_nobody_reads(listener: Listener) -> None:
    source, sink = os.pipe()
    os.close(source)
    connection, _ = listener.answered(response(b"hello"))
    with pytest.raises(BrokenPipeError):
        connection.copy_to(sink, sink, False)
    os.close(sink)


@pytest.mark.parametrize("fd", [-1, 1 << 20])
def test_a_descriptor_that_is_not_open(listener: Listener, fd: int) -> None:
    connection, _ = listener.answered(response(b"hello"))
    with pytest.raises(OSError, match="Bad file descriptor"):
        connection.copy_to(fd, fd, False)


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        (CHUNKED + b"%x\r\n%b\r\n+1\r\nx" % (len(FRAMES), FRAMES), "a chunk size has no digits"),
        (response(FRAMES + b"no frame"), "invalid frame header"),
        (response(FRAMES + frame(1, b"long")[:-1]), "the stream ends inside a frame"),
        (OK + b"Content-Length: 1000\r\n\r\n" + FRAMES, "the response was cut"),
    ],
)
def test_what_came_before_a_fault_is_written(
    listener: Listener, files: tuple[int, int], data: bytes, fault: str
) -> None:
    connection, peer = listener.answered(data)
    peer.close()
    for _ in range(2):
        with pytest.raises(ProtocolError, match=fault):
            connection.copy_to(*files, True)
    assert content(files[0]).startswith(b"one\nthree\n")
    assert content(files[1]) == b"two\nfour\n"
    assert not connection.reusable


def test_the_engines_error_is_raised_where_asked(listener: Listener, files: tuple[int, int]) -> None:
    connection, _ = listener.answered(response(FRAMES))
    with pytest.raises(RuntimeError, match="four"):
        connection.copy_to(*files, True, lambda payload: RuntimeError(payload.decode()))
    assert content(files[0]) == b"one\nthree\n"
    assert content(files[1]) == b"two\n"


@pytest.mark.parametrize("way", ["read_body", "copy_to"])
def test_the_engines_error_waits_for_no_other_frame(listener: Listener, files: tuple[int, int], way: str) -> None:
    """The frame of the error is complete. dockline must not wait for the next frame, which has only begun."""
    body = frame(3, b"disk full") + frame(1, b"more")[:-1]
    connection, _ = listener.answered(OK + b"\r\n" + body, read_timeout=PATIENCE)
    with pytest.raises(RuntimeError, match=r"^disk full$"):
        if way == "copy_to":
            connection.copy_to(*files, True, lambda payload: RuntimeError(payload.decode()))
        else:
            connection.read_body(True, lambda payload: RuntimeError(payload.decode()))
