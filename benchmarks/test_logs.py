"""Following a log, in every view, beside the limit: a loop that receives the same bytes and drops them."""

from __future__ import annotations

import os
import socket
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import dockline

from .conftest import LINE, LINES


def batches(stream: dockline.Stream) -> int:
    return sum(map(len, stream.lines().batches()))


def lines(stream: dockline.Stream) -> int:
    return sum(1 for _ in stream.lines())


def frames(stream: dockline.Stream) -> int:
    return sum(1 for _ in stream.frames())


def copy_to(stream: dockline.Stream) -> int:
    with Path(os.devnull).open("wb") as null:
        return stream.copy_to(null)[0] // len(LINE)


@pytest.fixture
def opened(log_uri: str) -> Iterator[Callable[[], dockline.Stream]]:
    yield lambda: dockline.request({"uri": log_uri}, path="/containers/web/logs", as_="stream")


@pytest.mark.parametrize("view", [batches, lines, frames, copy_to], ids=lambda view: view.__name__)
def test_log(benchmark, opened: Callable[[], dockline.Stream], view: Callable[[dockline.Stream], int]) -> None:
    found = benchmark.pedantic(lambda: view(opened()), rounds=5, warmup_rounds=1)
    # The blocks of the replay hold a whole number of lines, perhaps not just LINES of them.
    assert LINES * 0.99 < found <= LINES


def test_limit(benchmark, log_uri: str) -> None:
    def receive() -> int:
        size = 0
        buffer = bytearray(256 << 10)
        with socket.socket(socket.AF_UNIX) as connection:
            connection.connect(log_uri.removeprefix("unix://"))
            connection.sendall(b"GET / HTTP/1.1\r\n\r\n")
            while received := connection.recv_into(buffer):
                size += received
        return size

    assert benchmark.pedantic(receive, rounds=5, warmup_rounds=1) > LINES * len(LINE) * 0.99
