"""A peer vanishes without a word, and keep-alive notices it.

The peer is in a network namespace. From some moment on, the namespace drops all packets.
"""

from __future__ import annotations

import os
import secrets
import socket
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import pytest
from support.waiting import PATIENCE

from dockline._wire.connection import Connection
from dockline._wire.rawsocket import RawSocket, clock
from dockline.errors import ConnectError, ProtocolError, StreamClosed

# Answers each connection with two words, and is quiet afterwards.
SERVER = r"""
import socket
with socket.create_server(("0.0.0.0", 8000)) as server:
    print("listening", flush=True)
    peers = []
    while True:
        peers.append(server.accept()[0])
        if b"Upgrade: tcp" in peers[-1].recv(4096):
            peers[-1].sendall(b"HTTP/1.1 101 UPGRADED\r\n\r\nhi\n")
        else:
            peers[-1].sendall(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nhi\n\r\n")
"""


class Far:
    """The namespace, and a server in it."""

    def __init__(self) -> None:
        token = secrets.token_hex(3)
        self.name = f"dockline-{token}"
        self._near = f"dl-{token}"
        net = f"198.18.{secrets.randbelow(256)}.{4 * secrets.randbelow(64)}"
        self._here, self.host = (f"{net.rpartition('.')[0]}.{int(net.rpartition('.')[2]) + last}" for last in (1, 2))
        ip("netns", "add", self.name)
        ip("link", "add", self._near, "type", "veth", "peer", "name", "far", "netns", self.name)
        ip("address", "add", f"{self._here}/30", "dev", self._near)
        ip("link", "set", self._near, "up")
        ip("-n", self.name, "address", "add", f"{self.host}/30", "dev", "far")
        ip("-n", self.name, "link", "set", "far", "up")
        command = ["ip", "netns", "exec", self.name, sys.executable, "-c", SERVER]
        self._server = subprocess.Popen(command, stdout=subprocess.PIPE)
        assert self._server.stdout is not None
        assert self._server.stdout.readline() == b"listening\n"

    def vanish(self) -> None:
        ip("-n", self.name, "route", "add", "blackhole", f"{self._here}/32")

    def close(self) -> None:
        self._server.kill()
        self._server.communicate()
        ip("netns", "delete", self.name)


def ip(*words: str) -> None:
    subprocess.run(["ip", *words], check=True, capture_output=True)


@pytest.fixture
def far() -> Iterator[Far]:
    if sys.platform != "linux" or os.getuid() != 0:
        pytest.skip("network namespaces need root on Linux")
    try:
        far = Far()
    except (OSError, subprocess.CalledProcessError) as error:
        pytest.skip(f"no network namespace can be made here: {error}")
    yield far
    far.close()


def set_options(descriptor: int, **options: int) -> None:
    """Sets TCP options of a socket that belongs to another object."""
    with socket.socket(fileno=os.dup(descriptor)) as same:
        for name, value in options.items():
            same.setsockopt(socket.IPPROTO_TCP, getattr(socket, name), value)


def test_a_waiting_read_ends(far: Far, driver: Any) -> None:
    with driver.request({"uri": f"tcp://{far.host}:8000"}, path="/events", as_="stream") as stream:
        lines = stream.lines(multiplexed=False)
        assert next(lines) == b"hi"
        raw = getattr(stream, "stream", stream)._connection
        set_options(raw.fileno(), TCP_KEEPIDLE=1, TCP_KEEPINTVL=1, TCP_KEEPCNT=2)  # otherwise it takes two minutes
        far.vanish()
        with pytest.raises(ProtocolError, match="the response was cut: Connection timed out"):
            next(lines)


def test_sending_a_request_to_nobody_ends(far: Far) -> None:
    raw = RawSocket.connect_tcp(far.host, 8000)
    set_options(raw.fileno(), TCP_USER_TIMEOUT=500)  # otherwise it takes a quarter of an hour
    connection = Connection(raw)
    connection.begin(b"POST", False, clock() + PATIENCE)
    far.vanish()
    assert not connection.send(bytes(64 << 20))
    with pytest.raises(ConnectError, match="before it answered: Connection timed out"):
        connection.read_head()
    connection.close()


def test_writing_to_nobody_ends_the_output_by_an_error(far: Far, driver: Any) -> None:
    """The end of a hijacked connection is the end of its output. No error may look like that end."""
    conn = {"uri": f"tcp://{far.host}:8000"}
    headers = {"Connection": "Upgrade", "Upgrade": "tcp"}
    with driver.request(conn, method="POST", path="/attach", headers=headers, as_="stream") as stream:
        lines = stream.lines(multiplexed=False)
        assert next(lines) == b"hi"
        raw = getattr(stream, "stream", stream)._connection
        set_options(raw.fileno(), TCP_USER_TIMEOUT=500)
        far.vanish()
        with pytest.raises(OSError, match="Connection timed out"):
            stream.write(bytes(64 << 20))
        with pytest.raises((ProtocolError, StreamClosed), match="was cut: Connection timed out|closed"):
            next(lines)


def test_the_intervals_are_set() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        raw = RawSocket.connect_tcp("127.0.0.1", server.getsockname()[1])
        with socket.socket(fileno=raw.detach()) as connected:
            assert connected.getsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE)
            idle = getattr(socket, "TCP_KEEPIDLE", None) or socket.TCP_KEEPALIVE  # type: ignore[attr-defined]
            names = (idle, socket.TCP_KEEPINTVL, socket.TCP_KEEPCNT)
            assert [connected.getsockopt(socket.IPPROTO_TCP, name) for name in names] == [30, 15, 6]
