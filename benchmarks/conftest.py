"""A replay engine for the benchmarks: another process that sends prepared bytes over a unix socket."""

from __future__ import annotations

import os
import signal
import socket
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

HEAD = (
    b"HTTP/1.1 200 OK\r\nContent-Type: application/vnd.docker.multiplexed-stream\r\nTransfer-Encoding: chunked\r\n\r\n"
)
LINES = 200_000
LINE = b"x" * 99 + b"\n"


def frame(payload: bytes) -> bytes:
    """A frame of stdout, as Docker multiplexes it."""
    return b"\x01\0\0\0" + len(payload).to_bytes(4, "big") + payload


def chunk(data: bytes) -> bytes:
    return b"%x\r\n%b\r\n" % (len(data), data)


def serve(listener: socket.socket, block: bytes, count: int) -> None:
    """Answers every request with HEAD, `count` times `block`, and the last chunk."""
    while True:
        connection, _ = listener.accept()
        try:
            while not connection.recv(65536).endswith(b"\r\n\r\n"):
                pass
            connection.sendall(HEAD)
            for _ in range(count):
                connection.sendall(block)
            connection.sendall(b"0\r\n\r\n")
        except OSError as error:
            print(f"replay: {error}", file=sys.stderr)
        connection.close()


@pytest.fixture(params=["a-frame-a-chunk", "32-KiB-chunks"])
def log_uri(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Where a log of LINES lines of 100 bytes is served, with a frame a line."""
    per_block = 1000 if request.param == "a-frame-a-chunk" else 300
    framed = frame(LINE)
    block = chunk(framed) * per_block if request.param == "a-frame-a-chunk" else chunk(framed * per_block)
    path = str(tmp_path / "replay.sock")
    listener = socket.socket(socket.AF_UNIX)
    listener.bind(path)
    listener.listen()
    process = os.fork()
    if process == 0:
        serve(listener, block, LINES // per_block)
    listener.close()
    yield f"unix://{path}"
    os.kill(process, signal.SIGKILL)
    os.waitpid(process, 0)
