"""A connection that never waits: the caller waits, and each call continues where it stopped."""

from __future__ import annotations

import os
import select
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from support.waiting import PATIENCE

from dockline._wire.connection import Connection
from dockline._wire.errors import ProtocolError, StreamClosed, WouldBlock

from .feeding import every_split, frame, response
from .peers import Listener, ask, leave_no_room, meanwhile, receive
from .vectors import CHUNKED, OK, UPGRADED

FRAMES = frame(1, b"one\n") + frame(2, b"two\n") + frame(1, b"") + frame(0, b"three\n") + frame(3, b"four\n")
PAYLOADS = b"one\ntwo\nthree\nfour\n"


def go_on(connection: Connection, call: Callable[..., Any], *arguments: Any) -> Any:
    """Returns the result of a call. Repeats the call whenever the descriptor is ready."""
    while True:
        try:
            return call(*arguments)
        except WouldBlock as wait:
            poll = select.poll()
            poll.register(connection.fileno(), wait.events)
            assert poll.poll(PATIENCE * 1000)


def blocked(call: Callable[..., Any], *arguments: Any) -> int:
    with pytest.raises(WouldBlock) as caught:
        call(*arguments)
    return caught.value.events


@pytest.fixture
def sink(tmp_path: Path) -> Iterator[int]:
    file = os.open(tmp_path / "sink", os.O_RDWR | os.O_CREAT)
    yield file
    os.close(file)


def test_every_call_at_every_split(unix_listener: Listener, sink: int) -> None:
    connection, peer = unix_listener.connect()
    connection.blocking = False
    for way in ("read_body", "copy_to", "read_into"):
        for first, *rest in every_split(response(FRAMES)):
            ask(connection, peer)
            assert blocked(connection.read_head) == select.POLLIN
            peer.sendall(first)
            parts = iter(rest)

            def next_part(call: Callable[..., Any], *arguments: Any, parts: Iterator[bytes] = parts) -> Any:
                while True:
                    try:
                        return call(*arguments)
                    except WouldBlock:
                        peer.sendall(next(parts))

            assert next_part(connection.read_head).status == 200
            if way == "read_body":
                assert next_part(connection.read_body, True) == PAYLOADS
            elif way == "copy_to":
                os.ftruncate(sink, 0)
                os.lseek(sink, 0, os.SEEK_SET)
                assert next_part(connection.copy_to, sink, sink, True) == (10, 9)
                assert os.pread(sink, 100, 0) == PAYLOADS
            else:
                memory, whole = bytearray(7), b""
                while size := next_part(connection.read_into, memory):
                    whole += memory[:size]
                assert whole == FRAMES
            assert connection.reusable
            assert connection.make_idle()


def test_a_call_in_a_flood_ends(listener: Listener, sink: int) -> None:
    """The call ends after a few receives, though more bytes are always at hand. Nothing is lost."""
    parts = [b"100000\r\n%b\r\n" % os.urandom(1 << 20) for _ in range(30)]
    calls: list[Callable[[Connection], Any]] = [
        Connection.read_body,
        lambda connection: connection.copy_to(sink, sink, False),
    ]
    for call in calls:
        connection, peer = listener.answered(CHUNKED)
        connection.blocking = False
        with meanwhile(partial(peer.sendall, b"".join(parts) + b"0\r\n\r\n")):
            for _ in range(10):
                blocked(call, connection)
            whole = go_on(connection, call, connection)
        assert whole == (30 << 20, 0) or whole == b"".join(part[8:-2] for part in parts)
        assert connection.ended
    assert os.fstat(sink).st_size == 30 << 20


def test_sending_goes_on(listener: Listener) -> None:
    data = os.urandom(16 << 20)
    connection, peer = listener.connect()
    connection.blocking = False
    connection.begin(b"PUT", False, float("inf"))
    assert blocked(connection.send, data) & select.POLLOUT
    got: list[bytes] = []
    with meanwhile(lambda: got.append(receive(peer, len(data)))):
        assert go_on(connection, connection.send, data)
    assert got == [data]


def test_half_close_where_there_is_no_room(tls_listener: Listener) -> None:
    """TLS must send an alert for it. The alert is sent as soon as there is room."""
    connection, peer = tls_listener.answered(UPGRADED, expects_upgrade=True)
    connection.blocking = False
    data = leave_no_room(connection)
    for _ in range(2):
        assert blocked(connection.half_close) == select.POLLOUT
    assert receive(peer, len(data)) == data
    go_on(connection, connection.half_close)
    assert receive(peer, 1) == b""
    peer.sendall(b"and back")
    assert go_on(connection, connection.read_into, memory := bytearray(100)) == 8
    assert memory[:8] == b"and back"


def test_half_close_after_a_write_that_went_on(listener: Listener) -> None:
    connection, peer = listener.asked(expects_upgrade=True)
    peer.sendall(b"HTTP/1.1 101 Switching Protocols\r\n\r\n")
    connection.read_head()
    connection.blocking = False
    data = os.urandom(8 << 20)
    assert blocked(connection.write, data) == select.POLLIN | select.POLLOUT
    got: list[bytes] = []

    def read() -> None:
        got.append(receive(peer, len(data) + 1))

    with meanwhile(read):
        go_on(connection, connection.write, data)
        go_on(connection, connection.half_close)
    assert got == [data]
    peer.sendall(b"and back")
    assert go_on(connection, connection.read_into, memory := bytearray(100)) == 8
    assert memory[:8] == b"and back"


def test_a_cut_and_a_close(listener: Listener) -> None:
    connection, peer = listener.answered(OK + b"Content-Length: 5\r\n\r\nab")
    connection.blocking = False
    blocked(connection.read_body)
    peer.close()
    for _ in range(2):
        with pytest.raises(ProtocolError, match="was cut|closed inside"):
            go_on(connection, connection.read_body)
    connection.close()
    with pytest.raises(StreamClosed):
        connection.read_body()
