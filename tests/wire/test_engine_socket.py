"""The ssl.SSLSocket of as="socket": both directions at once, half-close, time limits. No byte is lost."""

from __future__ import annotations

import os
import select
import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
import trustme
from support.waiting import PATIENCE

from dockline.connect.tls_socket import EngineSocket

from .tls_peer import TlsPeer, attaching, by_dockline, drain

SIZE = 3_000_000


@pytest.fixture(params=[ssl.TLSVersion.TLSv1_2, ssl.TLSVersion.TLSv1_3], ids=["tls1.2", "tls1.3"])
def attached(request: pytest.FixtureRequest, authority: trustme.CA) -> Iterator[Callable[..., EngineSocket]]:
    """Attaches to an engine that runs a function after its 101. The first bytes of the stream come with the 101."""
    with attaching(request.param, authority, by_dockline, head_apart=False) as attach:
        yield attach


def receive_all(connection: socket.socket) -> bytes:
    received = bytearray()
    while part := connection.recv(1 << 16):
        received += part
    return bytes(received)


def test_it_is_one_of_the_standard_librarys(attached: Callable[..., EngineSocket]) -> None:
    connection = attached(drain)
    assert isinstance(connection, ssl.SSLSocket)
    assert connection.version() in ("TLSv1.2", "TLSv1.3")
    assert connection.cipher() is not None
    assert connection.getpeercert()["subjectAltName"] == (("IP Address", "127.0.0.1"),)  # type: ignore[index]
    assert connection.server_hostname == "127.0.0.1"
    assert isinstance(connection.context, ssl.SSLContext)
    assert not os.get_inheritable(connection.fileno())
    connection.shutdown(socket.SHUT_WR)


def test_bytes_that_come_with_the_head(attached: Callable[..., EngineSocket]) -> None:
    connection = attached(lambda peer: peer.sendall(b" and later"), first=b"at once")
    assert receive_all(connection) == b"at once and later"
    assert connection.recv(1) == b""


def test_both_ways_at_once_and_half_close(attached: Callable[..., EngineSocket]) -> None:
    """The peer echoes everything. After the end of its input, it tells how many bytes it got."""

    def echo(peer: TlsPeer) -> None:
        count = 0
        while part := peer.recv(1 << 16):
            count += len(part)
            peer.sendall(part)
        peer.sendall(b"%d" % count)

    sent = os.urandom(SIZE)
    connection = attached(echo)
    with ThreadPoolExecutor(1) as pool:
        receiving = pool.submit(receive_all, connection)
        connection.sendall(sent)
        connection.shutdown(socket.SHUT_WR)
        assert receiving.result(PATIENCE) == sent + b"%d" % SIZE


def test_half_close_with_data_waiting(attached: Callable[..., EngineSocket]) -> None:
    """A half-close does not disturb unread bytes."""
    ready = threading.Event()

    def talk(peer: TlsPeer) -> None:
        peer.sendall(b"x" * 300_000)
        ready.set()
        assert peer.recv(1 << 16) == b""
        peer.sendall(b"late")

    connection = attached(talk)
    while not ready.wait(0.01) and not select.select([connection], [], [], 0)[0]:
        pass
    connection.shutdown(socket.SHUT_WR)
    assert receive_all(connection) == b"x" * 300_000 + b"late"


def test_all_the_ways_to_read(attached: Callable[..., EngineSocket]) -> None:
    connection = attached(lambda peer: peer.sendall(b"0123456789"))
    memory = bytearray(4)
    assert connection.recv(2) == b"01"
    assert connection.recv_into(memory) == 4
    assert memory == b"2345"
    assert connection.recv_into(memory, 1) == 1
    assert connection.read(1) == b"7"
    assert connection.read(1, memory) == 1
    with connection.makefile("rb") as file:
        assert file.read() == b"9"
    assert connection.recv(1) == b""


def test_all_the_ways_to_write(attached: Callable[..., EngineSocket], tmp_path: Any) -> None:
    got = bytearray()

    def listen(peer: TlsPeer) -> None:
        while part := peer.recv(1 << 16):
            got.extend(part)

    connection = attached(listen)
    assert connection.send(b"abc") == 3
    assert connection.write(memoryview(b"def")) == 3
    connection.sendall(bytearray(b"ghi"))
    (tmp_path / "file").write_bytes(b"jkl")
    with (tmp_path / "file").open("rb") as file:
        assert connection.sendfile(file) == 3
    with connection.makefile("wb") as stream:
        stream.write(b"mno")
    connection.shutdown(socket.SHUT_WR)
    assert connection.recv(1) == b""
    assert got == b"abcdefghijklmno"


def test_time_limits(attached: Callable[..., EngineSocket]) -> None:
    leave = threading.Event()
    connection = attached(lambda peer: leave.wait(PATIENCE))
    connection.settimeout(0.05)
    with pytest.raises(TimeoutError):
        connection.recv(1)
    with pytest.raises(TimeoutError):
        while True:
            connection.send(bytes(1 << 20))
    connection.close()
    leave.set()


def test_not_blocking(attached: Callable[..., EngineSocket]) -> None:
    said, leave = threading.Event(), threading.Event()

    def answer(peer: TlsPeer) -> None:
        said.wait(PATIENCE)
        peer.sendall(b"data")
        leave.wait(PATIENCE)

    connection = attached(answer)
    connection.setblocking(False)
    with pytest.raises(ssl.SSLWantReadError):
        connection.recv(1)
    said.set()
    while True:
        select.select([connection], [], [], PATIENCE)
        try:
            assert connection.recv(100) == b"data"
            break
        except ssl.SSLWantReadError:
            pass  # a session ticket
    with pytest.raises(ssl.SSLWantWriteError):
        for _ in range(100_000):
            connection.send(bytes(1 << 14))
    connection.close()
    leave.set()


def test_a_cut_is_an_error(attached: Callable[..., EngineSocket]) -> None:
    def cut(peer: TlsPeer) -> None:
        peer.sendall(b"some")
        peer.plain.close()

    connection = attached(cut)
    assert connection.recv(100) == b"some"
    with pytest.raises(OSError, match="the peer closed the connection without the end of TLS"):
        connection.recv(100)


def test_what_it_can_not_do(attached: Callable[..., EngineSocket]) -> None:
    connection = attached(drain)
    with pytest.raises(ValueError, match="no flags"):
        connection.recv(1, socket.MSG_PEEK)
    with pytest.raises(ValueError, match="no flags"):
        connection.send(b"x", socket.MSG_DONTWAIT)
    with pytest.raises(NotImplementedError, match="use shutdown"):
        connection.unwrap()
    connection.shutdown(socket.SHUT_RDWR)


def test_closing_it_closes_all(attached: Callable[..., EngineSocket]) -> None:
    ended = threading.Event()

    def wait(peer: TlsPeer) -> None:
        drain(peer)
        ended.set()

    connection = attached(wait)
    file = connection.makefile("rb")
    descriptor = connection.fileno()
    connection.close()
    assert os.fstat(descriptor)  # the file still uses it
    assert not ended.is_set()
    file.close()
    assert ended.wait(PATIENCE)
    assert connection.fileno() == -1
