"""Writes to a peer that does not read, has ended, or has gone. Copies to a descriptor that takes nothing."""

from __future__ import annotations

import contextlib
import fcntl
import os
import pty
import select
import signal
import socket
import threading
import tty
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from support.waiting import PATIENCE, wait_until_blocked

from dockline._wire.connection import Connection
from dockline._wire.errors import ConnectError, ProtocolError, StreamClosed, TimedOut
from dockline._wire.records import Records
from dockline._wire.splitters import LineSplitter

from .feeding import frame, response
from .peers import Listener, meanwhile, receive, reset
from .test_not_waiting import go_on
from .tls_peer import TlsPeer
from .vectors import OK, UPGRADED

LARGE = bytes(16 << 20)  # more than any kernel takes without a reader


def hijacked(listener: Listener, **options: Any) -> tuple[Connection, socket.socket]:
    connection, peer = listener.asked(expects_upgrade=True, **options)
    peer.sendall(UPGRADED)
    connection.read_head()
    connection.begin_streaming()
    return connection, peer


@pytest.fixture(params=[True, False], ids=["waits", "does-not-wait"])
def write(request: pytest.FixtureRequest) -> Callable[[Connection, bytes], object]:
    """Writes through a connection that waits, and through one that leaves the waiting to its caller."""

    def by(connection: Connection, data: bytes) -> object:
        connection.blocking = request.param
        try:
            return connection.write(data) if request.param else go_on(connection, connection.write, data)
        finally:
            connection.blocking = True

    return by


def test_a_peer_that_has_ended_and_reads_no_more(listener: Listener, write: Any) -> None:
    """dockerd does so after the end of an exec: its output has ended, and the connection stays open."""
    connection, peer = hijacked(listener)
    peer.sendall(b"all of the output\n")
    peer.shutdown(socket.SHUT_WR)
    with pytest.raises(ConnectError, match="it has ended its side; what it has sent can still be read"):
        write(connection, LARGE)
    assert list(Records(connection, LineSplitter(False), lambda clean: None)) == [b"all of the output"]


def test_a_peer_that_ends_while_a_write_waits(listener: Listener, write: Any) -> None:
    connection, peer = hijacked(listener)

    def end() -> None:
        receive(peer, 100_000)
        peer.sendall(b"done\n")
        peer.shutdown(socket.SHUT_WR)

    with meanwhile(end), pytest.raises(ConnectError, match="it has ended its side"):
        write(connection, LARGE)
    assert connection.read_body() == b"done\n"


def test_more_output_than_is_received_ahead(plain_listener: Listener) -> None:
    """The peer's end comes after more bytes than a write receives. A poll reports it."""
    connection, peer = hijacked(plain_listener)
    output = bytes(3 << 20)

    def talk() -> None:
        peer.sendall(output)
        peer.shutdown(socket.SHUT_WR)

    with meanwhile(talk):
        writing = threading.Thread(target=lambda: outcome.append(raised(connection.write, LARGE)))
        outcome: list[BaseException | None] = []
        writing.start()
        received = bytearray()
        memory = bytearray(1 << 16)
        while size := connection.read_into(memory):
            received += memory[:size]
        writing.join(PATIENCE)
    assert received == output
    assert isinstance(outcome[0], ConnectError)


def raised(act: Callable[..., object], *arguments: Any) -> BaseException | None:
    try:
        act(*arguments)
    except BaseException as fault:
        return fault
    return None


def echo(peer: socket.socket, size: int) -> None:
    """Sends back a number of bytes as they come, and ends."""
    echoed = 0
    while echoed < size:
        part = peer.recv(1 << 16)
        peer.sendall(part)
        echoed += len(part)
    peer.shutdown(socket.SHUT_WR)


def test_output_that_comes_while_a_write_waits_is_read_in_order(listener: Listener, write: Any) -> None:
    """One thread writes first and reads later. A peer that echoes is not blocked, up to a bound."""
    connection, peer = hijacked(listener)
    sent = os.urandom(700_000)
    with meanwhile(lambda: echo(peer, len(sent))):
        write(connection, sent)
        assert connection.read_body() == sent


def test_another_thread_reads_while_one_writes(listener: Listener) -> None:
    """A reader and a writer never take each other's bytes, and never refuse each other."""
    connection, peer = hijacked(listener)
    sent = os.urandom(6 << 20)

    got: list[bytes] = []
    with meanwhile(lambda: echo(peer, len(sent))), meanwhile(lambda: got.append(connection.read_body())):
        connection.write(sent)
    assert got == [sent]


def test_a_write_that_received_tells_who_follows(listener: Listener, write: Any) -> None:
    connection, peer = hijacked(listener)
    told: list[int] = []
    connection.on_read_ahead = lambda: told.append(1)
    peer.sendall(b"before\n")
    peer.shutdown(socket.SHUT_WR)
    with pytest.raises(ConnectError):
        write(connection, LARGE)
    assert told
    assert connection.read_body() == b"before\n"


def test_a_peer_that_has_gone(listener: Listener, write: Any) -> None:
    connection, peer = hijacked(listener)
    reset(peer)
    with pytest.raises(ConnectError, match="takes no more of this stream") as caught:
        for _ in range(100):
            write(connection, bytes(1 << 16))
    assert isinstance(caught.value, ConnectionError)


def test_half_close_to_a_peer_that_has_gone(tcp_listener: Listener) -> None:
    connection, peer = hijacked(tcp_listener)
    reset(peer)
    select.select([connection], [], [], PATIENCE)
    with pytest.raises(ConnectError, match="takes no more of this stream"):
        connection.half_close()


def test_after_half_close(listener: Listener) -> None:
    connection, peer = hijacked(listener)
    connection.half_close()
    connection.half_close()
    with pytest.raises(StreamClosed, match="half_close has ended what is written"):
        connection.write(b"more")
    peer.sendall(b"still heard")
    peer.close()
    assert connection.read_body() == b"still heard"


def test_nothing_follows_a_write_that_timed_out_half_way(listener: Listener) -> None:
    connection, _ = hijacked(listener, write_timeout=0.05)
    with pytest.raises(TimedOut):
        connection.write(LARGE)
    for act in (lambda: connection.write(b"more"), connection.half_close):
        with pytest.raises(StreamClosed, match="a write to this stream ended half-way"):
            act()


def test_a_local_peer_that_closes_with_bytes_unread_has_ended(unix_listener: Listener) -> None:
    """The peer's close resets the connection. The bytes that it sent before are not lost."""
    connection, peer = hijacked(unix_listener)
    connection.write(b"never read")
    peer.sendall(b"all of it")
    peer.close()
    assert connection.read_body() == b"all of it"


def test_a_local_peer_that_resets_who_writes_has_ended(unix_listener: Listener) -> None:
    connection, peer = hijacked(unix_listener)
    connection.write(b"never read")
    peer.sendall(b"all of it")
    peer.close()
    with pytest.raises(ConnectError):
        connection.write(LARGE)
    assert connection.read_body() == b"all of it"


def test_an_answer_that_floods_while_the_request_is_sent(listener: Listener, write: Any) -> None:
    """Without receiving, both sides would wait for ever until the other reads."""
    connection, peer = listener.connect()
    flood = OK + b"Content-Length: 99999999\r\n\r\n" + bytes(40 << 20)

    def talk() -> None:
        with pytest.raises(OSError):
            peer.sendall(flood)

    with meanwhile(talk):
        connection.begin(b"POST", False, float("inf"))
        with pytest.raises(ProtocolError, match="has sent 16 MiB of its answer before it took the whole request"):
            connection.send(bytes(64 << 20))
        connection.close()


# --- copy_to ---------------------------------------------------------------------------------------------------------


@pytest.fixture(params=["pipe", "nonblocking pipe", "terminal", "socket"])
def stuck(request: pytest.FixtureRequest, no_leaked_descriptors: None) -> Iterator[int]:
    """Makes a descriptor that takes nothing more."""
    other: Any
    if request.param == "socket":
        ours, other = socket.socketpair()
        end, far = ours.detach(), other.detach()
    elif request.param == "terminal":
        far, end = pty.openpty()
    else:
        far, end = os.pipe()
    flags = fcntl.fcntl(end, fcntl.F_GETFL)
    os.set_blocking(end, False)
    with pytest.raises(BlockingIOError):
        while True:
            os.write(end, bytes(1 << 16))
    with pytest.raises(BlockingIOError):
        while True:
            os.write(end, b"x")
    if request.param != "nonblocking pipe":
        fcntl.fcntl(end, fcntl.F_SETFL, flags)
    yield end
    os.close(end)
    os.close(far)


def test_close_ends_a_copy_to_what_takes_nothing(listener: Listener, stuck: int) -> None:
    connection, _ = listener.answered(response(frame(1, bytes(150_000))))
    outcome: list[BaseException | None] = []
    copying = threading.Thread(target=lambda: outcome.append(raised(connection.copy_to, stuck, stuck, True)))
    copying.start()
    wait_until_blocked(copying)
    connection.close()
    copying.join(PATIENCE)
    assert isinstance(outcome[0], StreamClosed)


def test_a_signal_ends_a_copy_to_what_takes_nothing(listener: Listener, stuck: int) -> None:
    connection, _ = listener.answered(response(frame(1, bytes(150_000))))

    def interrupt(number: int, stack: Any) -> None:
        raise KeyboardInterrupt

    main = threading.main_thread()

    def send() -> None:
        wait_until_blocked(main)
        signal.pthread_kill(main.ident or 0, signal.SIGUSR1)

    before = signal.signal(signal.SIGUSR1, interrupt)
    try:
        with meanwhile(send), pytest.raises(KeyboardInterrupt):
            connection.copy_to(stuck, stuck, True)
    finally:
        signal.signal(signal.SIGUSR1, before)


@pytest.mark.parametrize("kind", ["pipe", "terminal", "socket"])
def test_a_copy_leaves_the_descriptor_as_it_was(listener: Listener, kind: str) -> None:
    """Other programs may share the descriptor and not expect EAGAIN. All bytes arrive, however slowly."""
    far: Any
    if kind == "socket":
        ours, theirs = socket.socketpair()
        end, far = ours.detach(), theirs.detach()
    else:
        far, end = os.pipe() if kind == "pipe" else pty.openpty()
    if kind == "terminal":
        tty.setraw(end)
    data = os.urandom(300_000)
    answer = response(b"".join(frame(1, data[at : at + 5000]) for at in range(0, len(data), 5000)))
    connection, peer = listener.asked()
    flags = fcntl.fcntl(end, fcntl.F_GETFL)
    got = bytearray()

    def read() -> None:
        while len(got) < len(data):
            got.extend(os.read(far, 1000))

    with meanwhile(lambda: peer.sendall(answer)), meanwhile(read):
        connection.read_head()
        assert connection.copy_to(end, end, True) == (len(data), 0)
    assert got == data
    assert fcntl.fcntl(end, fcntl.F_GETFL) == flags
    os.close(end)
    os.close(far)


@pytest.mark.parametrize("way", ["copy_to", "read_body"])
def test_the_engines_own_error_is_gathered_within_bounds(listener: Listener, way: str) -> None:
    """A frame may claim four gigabytes."""
    sizes: list[int] = []

    def error(payload: bytes) -> Exception:
        sizes.append(len(payload))
        return LookupError("the engine's own error")

    connection, peer = listener.answered(OK + b"\r\n")

    def flood() -> None:
        with contextlib.suppress(OSError):  # the peer does not read all of it
            peer.sendall(b"\x03\0\0\0\xff\xff\xff\xff" + bytes(3 << 20))

    with meanwhile(flood):
        with pytest.raises(LookupError):
            connection.copy_to(1, 1, True, error) if way == "copy_to" else connection.read_body(True, error)
        connection.close()
    assert sizes == [1 << 20]


# --- Bytes that arrive together --------------------------------------------------------------------------------------


def test_an_end_that_comes_with_the_last_bytes(listener: Listener) -> None:
    """close_notify comes in the same flight, and the connection stays open: no poll reports it."""
    connection, peer = hijacked(listener)
    if isinstance(peer, TlsPeer):
        peer.session.write(b"the last line\n")
        with pytest.raises(Exception):  # noqa: B017 - it waits for ours
            peer.session.unwrap()
        peer._flush()
    else:
        peer.sendall(b"the last line\n")
        peer.shutdown(socket.SHUT_WR)
    records = Records(connection, LineSplitter(False), lambda clean: None)
    got: list[bytes] = []
    while True:
        assert select.select([connection], [], [], PATIENCE)[0]
        more = True
        while more:
            taken = records.take()
            if taken is None:
                assert got == [b"the last line"]
                return
            batch, more = taken
            got += batch
