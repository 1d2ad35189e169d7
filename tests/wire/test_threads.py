"""Threads read, write, half-close and close one connection at once, while signals arrive.

A seed decides the order. The sanitizers run these tests too: they report wrong memory, and races that do no harm yet.
"""

from __future__ import annotations

import contextlib
import os
import random
import signal
import socket
import threading
from collections.abc import Callable

import pytest

from dockline._wire.connection import Connection
from dockline._wire.errors import DocklineError
from dockline._wire.records import Records
from dockline._wire.splitters import ChunkSplitter

from .peers import Listener, meanwhile
from .test_waiting import on_signal
from .test_writing import hijacked

LINE = b"a line of some length\n"
OUTPUT = LINE * 3000
INPUT = bytes(200_000)

Read = Callable[[Connection, bytearray], None]


def read_into(connection: Connection, got: bytearray) -> None:
    memory = bytearray(5000)
    while size := connection.read_into(memory):
        got += memory[:size]


def read_records(connection: Connection, got: bytearray) -> None:
    for part in Records(connection, ChunkSplitter(), lambda clean: None):
        got += part


def copy(connection: Connection, got: bytearray) -> None:
    file = os.memfd_create("stdout")
    try:
        connection.copy_to(file, file, False)
    finally:
        got += os.pread(file, len(OUTPUT) + 1, 0)
        os.close(file)


READS: list[Read] = [read_into, read_records, copy]


def serve(peer: socket.socket, dice: random.Random) -> None:
    """Sends the output and takes the input by turns. Ends the connection in one of several ways."""
    rest = OUTPUT
    try:
        while rest:
            size = dice.choice([1, 100, 3000, 30_000])
            peer.sendall(rest[:size])
            rest = rest[size:]
            if dice.random() < 0.3 and not peer.recv(dice.choice([10, 10_000])):
                break
        if dice.random() < 0.5:
            peer.shutdown(socket.SHUT_WR)
    except OSError:
        pass  # the other side has closed
    finally:
        peer.close()


def documented(act: Callable[[], object]) -> Callable[[], None]:
    def run() -> None:
        with contextlib.suppress(DocklineError):
            act()

    return run


@pytest.mark.parametrize("seed", range(12))
def test_all_at_once(listener: Listener, seed: int) -> None:
    dice = random.Random(seed)
    connection, peer = hijacked(listener)
    got = bytearray()
    read, moment = dice.choice(READS), dice.random() * 0.02
    closed = threading.Event()

    def write() -> None:
        for size in (1, 1000, 50_000, len(INPUT)):
            connection.write(INPUT[:size])

    def ask() -> None:
        while not closed.is_set():
            assert connection.stale in (True, False)
            assert not (connection.reusable and connection.closed)

    def interrupt() -> None:
        while not closed.wait(0.003):
            signal.pthread_kill(threading.main_thread().ident or 0, signal.SIGUSR1)

    def close() -> None:
        closed.wait(moment)
        connection.close()
        closed.set()

    others = [lambda: serve(peer, random.Random(seed)), write, ask, interrupt, close]
    if seed % 2:
        others.append(connection.half_close)
    with on_signal(lambda: None), contextlib.ExitStack() as stack:
        for act in others:
            stack.enter_context(meanwhile(documented(act)))
        documented(lambda: read(connection, got))()
    assert OUTPUT.startswith(got)
    assert connection.closed
