"""The socket of as="socket" over TLS behaves like ssl.SSLSocket: each test runs with both."""

from __future__ import annotations

import errno
import os
import select
import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import trustme
from support.waiting import PATIENCE, wait_until_blocked

from dockline.connect.tls_socket import EngineSocket

from .tls_peer import UPGRADED, TlsPeer, attaching, by_dockline, drain

Attach = Callable[..., ssl.SSLSocket]


def by_standard_library(port: int, authority: trustme.CA) -> ssl.SSLSocket:
    context = ssl.create_default_context()
    authority.configure_trust(context)
    plain = socket.create_connection(("127.0.0.1", port), PATIENCE)
    connection = context.wrap_socket(plain, server_hostname="127.0.0.1")
    connection.sendall(b"POST /attach HTTP/1.1\r\n\r\n")
    head = b""
    while not head.endswith(b"\r\n\r\n"):
        head += connection.recv(1)
    assert head == UPGRADED
    return connection


@pytest.fixture(params=[by_dockline, by_standard_library])
def opening(request: pytest.FixtureRequest) -> Callable[[int, trustme.CA], ssl.SSLSocket]:
    way: Callable[[int, trustme.CA], ssl.SSLSocket] = request.param
    return way


@pytest.fixture(params=[ssl.TLSVersion.TLSv1_2, ssl.TLSVersion.TLSv1_3], ids=["tls1.2", "tls1.3"])
def attached(
    request: pytest.FixtureRequest, authority: trustme.CA, opening: Any, no_leaked_descriptors: None
) -> Iterator[Attach]:
    """Makes a connection whose peer runs a function after its 101. The 101 is a record of its own, as with Go."""
    with attaching(request.param, authority, opening, head_apart=True) as attach:
        yield attach


def is_readable(connection: socket.socket, seconds: float = PATIENCE) -> bool:
    return bool(select.select([connection], [], [], seconds)[0])


def test_who_polls_before_it_receives_misses_nothing(attached: Attach) -> None:
    data = os.urandom(300_000)
    connection = attached(lambda peer: (peer.sendall(data), drain(peer)), first=b"with the head")
    received = bytearray()
    while len(received) < len(data) + 13:
        assert connection.pending() or is_readable(connection), f"{len(received)} bytes came, and poll tells of no more"
        received += connection.recv(1 << 16)
    assert received == b"with the head" + data


@pytest.mark.parametrize("size", [1, 1000, 1 << 14, 1 << 16])
def test_it_receives_one_record_at_a_time(attached: Attach, size: int) -> None:
    records = [bytes([number]) * 5000 for number in range(8)]

    def send(peer: TlsPeer) -> None:
        for record in records:
            peer.session.write(record)
        peer._flush()
        drain(peer)

    connection = attached(send)
    received = bytearray()
    while len(received) < 40_000:
        assert connection.pending() or is_readable(connection)
        part = connection.recv(size)
        assert len(part) <= min(size, 5000)
        received += part
        assert connection.pending() == (-len(received) % 5000)
    assert received == b"".join(records)


def test_nothing_pending_and_nothing_readable(attached: Attach) -> None:
    connection = attached(drain)
    connection.setblocking(False)
    with pytest.raises(ssl.SSLWantReadError):
        connection.recv(1)  # it receives the session tickets
    assert connection.pending() == 0
    assert not is_readable(connection, 0)


@pytest.mark.parametrize("act", [lambda c: c.recv(1), lambda c: c.recv_into(bytearray(1)), lambda c: c.send(b"x")])
def test_after_close(attached: Attach, act: Callable[[ssl.SSLSocket], object]) -> None:
    connection = attached(drain)
    connection.close()
    connection.close()
    assert connection.fileno() == -1
    with pytest.raises(OSError) as caught:
        act(connection)
    assert caught.value.errno == errno.EBADF


def test_shutdown_of_both_ways_by_another_thread(attached: Attach) -> None:
    connection = attached(drain)
    connection.settimeout(None)
    got: list[bytes] = []

    def receive() -> None:
        try:
            got.append(connection.recv(100))
        except ConnectionResetError:
            # CPython 3.13's own socket may raise this.
            assert not isinstance(connection, EngineSocket)
            got.append(b"")

    waiting = threading.Thread(target=receive)
    waiting.start()
    wait_until_blocked(waiting)
    connection.shutdown(socket.SHUT_RDWR)
    waiting.join(PATIENCE)
    assert got == [b""]


def test_the_end_of_the_peer(attached: Attach) -> None:
    connection = attached(lambda peer: peer.sendall(b"last"))
    assert connection.recv(100) == b"last"
    assert is_readable(connection)
    assert connection.recv(100) == b""
    assert connection.recv_into(bytearray(10)) == 0
    assert connection.read(10) == b""


def test_time_limits(attached: Attach) -> None:
    connection = attached(drain)
    connection.settimeout(0.05)
    assert connection.gettimeout() == 0.05
    with pytest.raises(TimeoutError):
        connection.recv(1)


def test_empty_reads_and_writes(attached: Attach) -> None:
    connection = attached(drain)
    assert connection.recv(0) == b""
    assert connection.send(b"") == 0
    connection.sendall(b"")


def test_the_ways_to_read(attached: Attach) -> None:
    connection = attached(lambda peer: peer.sendall(b"0123456789"))
    memory = bytearray(4)
    assert connection.recv(2) == b"01"
    assert connection.recv_into(memory) == 4
    assert memory == b"2345"
    assert connection.recv_into(memory, 1) == 1
    assert connection.read(1) == b"7"
    assert connection.read(1, memory) == 1  # type: ignore[arg-type]
    with connection.makefile("rb") as file:
        assert file.read() == b"9"


def test_the_ways_to_write(attached: Attach, tmp_path: Any) -> None:
    got = bytearray()
    whole = threading.Event()

    def listen(peer: TlsPeer) -> None:
        while len(got) < 15:
            got.extend(peer.recv(1 << 16))
        whole.set()

    connection = attached(listen)
    assert connection.send(b"abc") == 3
    assert connection.write(memoryview(b"def")) == 3
    connection.sendall(bytearray(b"ghi"))
    (tmp_path / "file").write_bytes(b"jkl")
    with (tmp_path / "file").open("rb") as file:
        assert connection.sendfile(file) == 3
    with connection.makefile("wb") as stream:
        stream.write(b"mno")
    assert whole.wait(PATIENCE)
    assert got == b"abcdefghijklmno"


def test_what_the_session_tells(attached: Attach) -> None:
    connection = attached(drain)
    assert isinstance(connection, ssl.SSLSocket)
    assert connection.version() in ("TLSv1.2", "TLSv1.3")
    assert connection.cipher() is not None
    assert connection.getpeercert()["subjectAltName"] == (("IP Address", "127.0.0.1"),)  # type: ignore[index]
    assert connection.selected_alpn_protocol() is None
    assert connection.compression() is None
    assert connection.server_hostname == "127.0.0.1"
    assert connection.server_side is False
    assert connection.getpeername()[0] == "127.0.0.1"
    assert connection.family == socket.AF_INET
    assert not os.get_inheritable(connection.fileno())


@pytest.mark.parametrize(
    ("error", "act"),
    [
        (ValueError, lambda c: c.recv(1, socket.MSG_PEEK)),
        (ValueError, lambda c: c.recv_into(bytearray(1), 1, socket.MSG_PEEK)),
        (ValueError, lambda c: c.send(b"x", socket.MSG_DONTWAIT)),
        (ValueError, lambda c: c.sendall(b"x", socket.MSG_DONTWAIT)),
        (ValueError, lambda c: c.recvfrom(1)),
        (ValueError, lambda c: c.sendto(b"x", ("127.0.0.1", 1))),
        (NotImplementedError, lambda c: c.recvmsg(1)),
        (NotImplementedError, lambda c: c.sendmsg([b"x"])),
        (NotImplementedError, lambda c: c.dup()),
    ],
)
def test_what_it_can_not_do(attached: Attach, error: type[Exception], act: Callable[[Any], object]) -> None:
    connection = attached(drain)
    with pytest.raises(error):
        act(connection)


def test_a_file_keeps_it_open(attached: Attach) -> None:
    leave = threading.Event()

    def talk(peer: TlsPeer) -> None:
        assert leave.wait(PATIENCE)
        peer.sendall(b"still")

    connection = attached(talk)
    file = connection.makefile("rb")
    connection.close()
    leave.set()
    assert file.read() == b"still"
    file.close()
    assert connection.fileno() == -1


def test_a_record_in_parts_does_not_block_who_must_not(attached: Attach) -> None:
    more = threading.Event()

    def send(peer: TlsPeer) -> None:
        peer.session.write(b"x" * 9000)
        sealed = peer.outgoing.read()
        peer.plain.sendall(sealed[:3])
        assert more.wait(PATIENCE)
        peer.plain.sendall(sealed[3:])
        drain(peer)

    connection = attached(send)
    connection.setblocking(False)

    def receive() -> bytes:
        while True:
            try:
                return connection.recv(1 << 16)
            except ssl.SSLWantReadError:
                if not more.is_set() and not is_readable(connection, 0):
                    more.set()
                is_readable(connection)

    assert receive() == b"x" * 9000
