"""Connecting, and its errors."""

from __future__ import annotations

import contextlib
import errno
import os
import socket
import time
from pathlib import Path

import pytest
from support.waiting import PATIENCE, wait_until_arrived

from dockline._wire.errors import ConnectError, StreamClosed, TimedOut
from dockline._wire.rawsocket import RawSocket, clock

from .peers import Listener

pytestmark = pytest.mark.usefixtures("no_leaked_descriptors")


def test_the_clock_is_the_monotonic_one() -> None:
    assert time.monotonic() <= clock() <= time.monotonic()


def test_connects(plain_listener: Listener) -> None:
    raw = plain_listener.dial(PATIENCE)
    peer, _ = plain_listener.socket.accept()
    with peer:
        assert not raw.closed
        assert os.get_blocking(raw.fileno())
        assert not os.get_inheritable(raw.fileno())
        raw.close()
        assert raw.closed
        assert raw.fileno() == -1
        assert peer.recv(1) == b""
        raw.close()


def test_a_forgotten_socket_is_closed(plain_listener: Listener) -> None:
    raw = plain_listener.dial()
    peer, _ = plain_listener.socket.accept()
    with peer:
        del raw
        assert peer.recv(1) == b""


@pytest.mark.parametrize("path", [b"", b"/" + b"x" * 107, b"x" * 1000])
def test_a_path_that_no_unix_socket_can_have(path: bytes) -> None:
    with pytest.raises(ConnectError, match="the path of a unix socket has 1 to 107 bytes"):
        RawSocket.connect_unix(path)


def test_the_longest_path(tmp_path: Path, unix_listener: Listener) -> None:
    path = os.fsencode(unix_listener.directory) + b"/"
    path += b"x" * (107 - len(path))
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(path)
        server.listen()
        RawSocket.connect_unix(path).close()


def test_nothing_listens_at_a_path(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        RawSocket.connect_unix(os.fsencode(tmp_path / "none.sock"))


def test_nobody_listens_at_a_socket(plain_listener: Listener) -> None:
    plain_listener.socket.close()
    if plain_listener.family == "unix":
        with pytest.raises(ConnectionRefusedError):
            plain_listener.dial()
    else:
        with socket.socket() as bound:
            bound.bind(("127.0.0.1", 0))
            with pytest.raises(ConnectionRefusedError) as caught:
                RawSocket.connect_tcp("127.0.0.1", bound.getsockname()[1])
        assert caught.value.errno == errno.ECONNREFUSED


def test_names_are_resolved_elsewhere(tcp_listener: Listener) -> None:
    with pytest.raises(ConnectError, match="'localhost' is not an address"):
        RawSocket.connect_tcp("localhost", tcp_listener.port)


@pytest.mark.parametrize("limit", [0.05, 0.0])
def test_connect_timeout_of_a_unix_socket(tmp_path: Path, limit: float) -> None:
    with contextlib.ExitStack() as stack:
        server = stack.enter_context(socket.socket(socket.AF_UNIX))
        server.bind(str(tmp_path / "s"))
        server.listen(0)
        stack.callback(RawSocket.connect_unix(os.fsencode(tmp_path / "s")).close)
        started = clock()
        with pytest.raises(TimedOut, match="connect_timeout has passed") as caught:
            RawSocket.connect_unix(os.fsencode(tmp_path / "s"), limit)
        assert caught.value.which == "connect"
        assert clock() - started >= limit


def test_connect_timeout_of_tcp() -> None:
    with contextlib.ExitStack() as stack:
        server = stack.enter_context(socket.socket())
        server.bind(("127.0.0.1", 0))
        server.listen(0)
        port = server.getsockname()[1]
        with pytest.raises(TimedOut, match="connect_timeout has passed") as caught:
            for _ in range(10):
                stack.callback(RawSocket.connect_tcp("127.0.0.1", port, 0.1).close)
        assert caught.value.which == "connect"


def test_detach_hands_over_the_descriptor(plain_listener: Listener) -> None:
    raw = plain_listener.dial()
    peer, _ = plain_listener.socket.accept()
    with peer, socket.socket(fileno=raw.detach()) as ours:
        assert raw.closed
        assert raw.fileno() == -1
        del raw
        ours.sendall(b"ping")
        assert peer.recv(4) == b"ping"
        assert ours.getsockopt(socket.SOL_SOCKET, socket.SO_RCVTIMEO, 16) == bytes(16)
        with pytest.raises(BlockingIOError):
            ours.recv(1, socket.MSG_DONTWAIT)


def test_a_closed_socket_says_so(plain_listener: Listener) -> None:
    raw = plain_listener.dial()
    raw.close()
    with pytest.raises(StreamClosed):
        raw.detach()
    with pytest.raises(StreamClosed):
        raw.shutdown_send()


def test_readable(plain_listener: Listener) -> None:
    raw = plain_listener.dial()
    peer, _ = plain_listener.socket.accept()
    with peer:
        assert not raw.readable()
        peer.send(b"x")
        wait_until_arrived(peer)
        assert raw.readable()
    raw.close()


def test_abandon_leaves_the_connection_to_its_owner(plain_listener: Listener) -> None:
    raw = plain_listener.dial()
    peer, _ = plain_listener.socket.accept()
    with peer, socket.socket(fileno=os.dup(raw.fileno())) as other:
        raw.abandon()
        assert raw.closed
        other.sendall(b"still there")
        assert peer.recv(20) == b"still there"
