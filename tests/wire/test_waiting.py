"""A wait ends by a time limit, a signal handler that raises, or a close from another thread. Nothing else ends it."""

from __future__ import annotations

import contextlib
import itertools
import os
import signal
import socket
import ssl
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator
from math import inf
from typing import Any

import pytest
from support.waiting import PATIENCE, long_enough, wait_until, wait_until_blocked

from dockline._wire.connection import Connection
from dockline._wire.errors import DocklineError, StreamClosed, TimedOut
from dockline._wire.rawsocket import RawSocket, clock
from dockline._wire.records import Records
from dockline._wire.splitters import LineSplitter
from dockline._wire.tlssocket import TlsSocket

from .feeding import frame, response
from .peers import Listener, ask, leave_no_room, meanwhile, receive
from .tls_peer import TlsPeer
from .vectors import CHUNKED, OK, UPGRADED

LARGE = bytes(8 << 20)

# The ways to wait for bytes, and the state in which they wait
Wait = Callable[[Connection], object]
HEADS: dict[str, Wait] = {"read_head": Connection.read_head, "read_head_exactly": Connection.read_head_exactly}
BODIES: dict[str, Wait] = {
    "read_into": lambda connection: connection.read_into(bytearray(100)),
    "read_body": Connection.read_body,
    "copy_to": lambda connection: connection.copy_to(2, 2, False),
    "records": lambda connection: next(Records(connection, LineSplitter(False), lambda clean: None)),
}
WRITES: dict[str, Wait] = {"send": lambda connection: connection.send(LARGE)}


def waiting(listener: Listener, way: str, **options: Any) -> tuple[Wait, Connection, socket.socket]:
    if way in BODIES:
        return (BODIES[way], *listener.answered(CHUNKED, **options))
    return (HEADS.get(way) or WRITES[way], *listener.asked(**options))


all_reads = pytest.mark.parametrize("way", [*HEADS, *BODIES])
all_waits = pytest.mark.parametrize("way", [*HEADS, *BODIES, *WRITES])


@all_reads
def test_read_timeout(listener: Listener, way: str) -> None:
    wait, connection, _ = waiting(listener, way, read_timeout=0.05)
    started = clock()
    with pytest.raises(TimedOut, match="read_timeout has passed while waiting for the") as caught:
        wait(connection)
    assert clock() - started >= 0.045
    assert caught.value.which == "read"


@all_waits
def test_call_timeout(listener: Listener, way: str) -> None:
    limits = {"read_timeout": PATIENCE, "write_timeout": PATIENCE}
    wait, connection, _ = long_enough(lambda limit: waiting(listener, way, call_timeout=limit, **limits), 0.1)
    with pytest.raises(TimedOut, match="call_timeout has passed while") as caught:
        wait(connection)
    assert caught.value.which == "call"


def test_write_timeout_of_a_request(listener: Listener) -> None:
    connection, _ = listener.asked(write_timeout=0.05)
    with pytest.raises(TimedOut, match="write_timeout has passed while sending the request") as caught:
        connection.send(LARGE)
    assert caught.value.which == "write"


def test_write_timeout_of_a_stream(listener: Listener) -> None:
    connection, _ = listener.answered(OK + b"\r\n", write_timeout=0.05)
    with pytest.raises(TimedOut, match="write_timeout has passed while writing to the stream") as caught:
        connection.write(LARGE)
    assert caught.value.which == "write"


def test_write_timeout_of_a_half_close(tls_listener: Listener) -> None:
    """TLS must send an alert for it."""
    connection, _ = tls_listener.answered(UPGRADED, expects_upgrade=True, write_timeout=0.05)
    leave_no_room(connection)
    with pytest.raises(TimedOut, match="write_timeout has passed while half-closing the stream") as caught:
        connection.half_close()
    assert caught.value.which == "write"


def test_a_half_close_waits_for_room(tls_listener: Listener) -> None:
    connection, peer = tls_listener.answered(UPGRADED, expects_upgrade=True)
    data = leave_no_room(connection)
    closing = threading.current_thread()

    def take() -> None:
        wait_until_blocked(closing)
        assert receive(peer, len(data) + 1) == data
        peer.sendall(b"and back")

    with meanwhile(take):
        connection.half_close()
    assert connection.read_into(memory := bytearray(100)) == 8
    assert memory[:8] == b"and back"


def test_a_handshake_that_gets_no_answer(tcp_listener: Listener, contexts: Any) -> None:
    """The kernel makes the connection. No program accepts it."""
    link = TlsSocket(tcp_listener.dial(), contexts["tls1.3"][0], "127.0.0.1", str)
    try:
        with pytest.raises(TimedOut, match="connect_timeout has passed") as caught:
            link.handshake(0.05)
        assert caught.value.which == "connect"
    finally:
        link.close()


def test_the_peer_is_told_why_it_is_not_trusted(tcp_listener: Listener, contexts: Any) -> None:
    link = TlsSocket(tcp_listener.dial(), ssl.create_default_context(), "127.0.0.1", str)

    def serve() -> None:
        with tcp_listener.socket.accept()[0] as peer, pytest.raises(ssl.SSLError, match=r"(?i)unknown.ca"):
            TlsPeer(peer, contexts["tls1.3"][1])

    with meanwhile(serve):
        with pytest.raises(ssl.SSLCertVerificationError):
            link.handshake(PATIENCE)
        link.close()


def test_a_deadline_that_has_passed(listener: Listener) -> None:
    connection, peer = listener.connect()
    connection.begin(b"GET", False, clock() - 1)
    peer.sendall(response(b""))
    with pytest.raises(TimedOut, match="call_timeout"):
        connection.read_head()


def trickled(listener: Listener, limit: float) -> tuple[Any, list[float]]:
    """Reads bytes: each comes in time, but all together come later than the limit. Returns the result and the times."""
    connection, peer = listener.answered(OK + b"\r\n", read_timeout=limit)
    moments = [clock()]

    def slow() -> None:
        for octet in (b"s", b"l", b"o", b"w", b""):
            time.sleep(limit * 0.4)
            peer.sendall(octet) if octet else peer.close()
            moments.append(clock())

    with meanwhile(slow):
        outcome = outcome_of(connection.read_body)
    return outcome, [after - before for before, after in itertools.pairwise(moments)]


def test_each_wait_has_the_whole_read_timeout(listener: Listener) -> None:
    limit = 0.4
    while True:
        outcome, pauses = trickled(listener, limit)
        assert sum(pauses) > limit
        if outcome == b"slow":
            break
        # If the machine gave the peer no turn in time, the test tries again with more time.
        assert isinstance(outcome, TimedOut)
        assert max(pauses) > limit * 0.6
        limit *= 2


def test_a_stream_outlives_the_call(listener: Listener) -> None:
    limits: list[float] = []

    def begin(limit: float) -> tuple[Connection, socket.socket]:
        limits.append(limit)
        return listener.answered(OK + b"\r\n", call_timeout=limit)

    connection, peer = long_enough(begin, 0.1)
    connection.begin_streaming()

    def late() -> None:
        time.sleep(limits[-1])
        peer.sendall(b"late")

    with meanwhile(late):
        assert connection.read_into(bytearray(10)) == 4


def test_reading_goes_on_after_a_time_limit(listener: Listener) -> None:
    connection, peer = listener.answered(CHUNKED + b"5\r\nhe", read_timeout=0.05)
    memory = bytearray(100)
    assert connection.read_into(memory) == 2
    for _ in range(3):
        with pytest.raises(TimedOut):
            connection.read_into(memory)
    connection.read_timeout = inf
    peer.sendall(b"llo\r\n0\r\n\r\n")
    assert connection.read_body() == b"llo"


def test_the_head_is_read_on_after_a_time_limit(listener: Listener) -> None:
    for read_head in HEADS.values():
        connection, peer = listener.asked(read_timeout=0.05)
        peer.sendall(OK[:5])
        with pytest.raises(TimedOut, match="waiting for the response head"):
            read_head(connection)
        connection.read_timeout = inf
        peer.sendall(OK[5:] + b"Content-Length: 2\r\n\r\nhi")
        assert read_head(connection)
        assert connection.read_body() == b"hi"


# Signals


class Interrupted(Exception):
    pass


@contextlib.contextmanager
def on_signal(handler: Callable[[], None]) -> Iterator[None]:
    before = signal.signal(signal.SIGUSR1, lambda number, stack: handler())
    try:
        yield
    finally:
        signal.signal(signal.SIGUSR1, before)


def signal_a_wait() -> None:
    """Sends a signal to the main thread, as soon as it waits."""
    main = threading.main_thread()
    wait_until_blocked(main)
    signal.pthread_kill(main.ident or 0, signal.SIGUSR1)


def signal_waits(count: int, heard: list[int]) -> None:
    """Sends several signals, each after the last one was handled. The main thread waits again at the end."""
    for number in range(count):
        signal_a_wait()
        wait_until(lambda number=number: len(heard) > number)
    wait_until_blocked(threading.main_thread())


@pytest.mark.parametrize("limit", [inf, PATIENCE])
@all_reads
def test_a_signal_does_not_end_a_wait(listener: Listener, way: str, limit: float) -> None:
    wait, connection, peer = waiting(listener, way, read_timeout=limit)
    calls: list[int] = []

    def act() -> None:
        signal_waits(3, calls)
        peer.sendall(b"1\r\n\n\r\n0\r\n\r\n" if way in BODIES else response(b""))

    with on_signal(lambda: calls.append(1)), meanwhile(act):
        wait(connection)
    assert len(calls) == 3


@all_reads
def test_signals_do_not_prolong_a_time_limit(listener: Listener, way: str) -> None:
    wait, connection, _ = waiting(listener, way, read_timeout=0.1)
    done = threading.Event()

    def act() -> None:
        while not done.wait(0.02):
            signal.pthread_kill(threading.main_thread().ident or 0, signal.SIGUSR1)

    with on_signal(lambda: None), meanwhile(act):
        try:
            with pytest.raises(TimedOut):
                wait(connection)
        finally:
            done.set()


def test_signals_while_sending(listener: Listener) -> None:
    connection, peer = listener.asked()
    calls: list[int] = []

    def act() -> None:
        signal_waits(3, calls)
        size = 0
        while size < len(LARGE):
            size += len(peer.recv(1 << 20))
        peer.sendall(response(b""))

    with on_signal(lambda: calls.append(1)), meanwhile(act):
        assert connection.send(LARGE)
        assert connection.read_head().status == 200
    assert len(calls) == 3


def interrupt() -> None:
    raise Interrupted


@all_waits
def test_what_a_handler_raises_ends_the_wait(listener: Listener, way: str) -> None:
    wait, connection, _ = waiting(listener, way)
    with on_signal(interrupt), pytest.raises(Interrupted), meanwhile(signal_a_wait):
        wait(connection)


def test_reading_goes_on_after_an_interruption(listener: Listener) -> None:
    data = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n"
    for at in (1, 20, len(data) - 20, len(data) - 9, len(data) - 2):
        connection, peer = listener.connect()
        ask(connection, peer)
        peer.sendall(data[:at])
        got = bytearray(0)
        interrupted: list[int] = []

        def act(peer: socket.socket = peer, at: int = at, interrupted: list[int] = interrupted) -> None:
            signal_waits(1, interrupted)
            peer.sendall(data[at:])

        with on_signal(interrupt), meanwhile(act):
            while not connection.ended:
                memory = bytearray(100)
                try:
                    connection.read_head()
                    got += memory[: connection.read_into(memory)]
                except Interrupted:
                    interrupted.append(at)
        assert interrupted == [at]
        assert got == b"hello"
        assert connection.reusable


# Other threads


def outcome_of(act: Callable[[], Any]) -> Any:
    """Returns the result of a call, or its error."""
    try:
        return act()
    except Exception as fault:
        return fault


@all_waits
def test_close_ends_a_wait(listener: Listener, way: str) -> None:
    wait, connection, _peer = waiting(listener, way)
    outcome: list[Any] = []
    with meanwhile(lambda: outcome.append(outcome_of(lambda: wait(connection)))) as reading:
        wait_until_blocked(reading)
        connection.close()
    assert isinstance(outcome[0], StreamClosed), outcome
    assert connection.closed
    with pytest.raises(StreamClosed):
        wait(connection)
    connection.close()


def test_a_number_that_was_closed_is_never_used_again(listener: Listener) -> None:
    """The descriptor stays open until the reader has left the kernel. No other file gets its number before."""
    connection, _ = listener.answered(CHUNKED)

    def read() -> None:
        with pytest.raises(StreamClosed):
            connection.read_body()

    with meanwhile(read) as reading:
        wait_until_blocked(reading)
        connection.close()
        others = [os.open(os.devnull, os.O_RDONLY) for _ in range(20)]
    for other in others:
        os.close(other)


def test_one_thread_reads_at_a_time(listener: Listener) -> None:
    connection, peer = listener.answered(CHUNKED)
    with meanwhile(lambda: connection.read_into(bytearray(9))) as reading:
        wait_until_blocked(reading)
        for wait in (*HEADS.values(), *BODIES.values()):
            with pytest.raises(RuntimeError, match="another thread is reading this connection"):
                wait(connection)
        with pytest.raises(ValueError, match="another thread uses this socket"):
            connection.detach_socket().detach()
        peer.sendall(b"1\r\nx\r\n0\r\n\r\n")
    assert connection.read_body() == b""
    assert connection.reusable


def test_another_thread_may_write_meanwhile(listener: Listener) -> None:
    connection, peer = listener.answered(OK + b"\r\n")
    with meanwhile(connection.read_body) as reading:
        wait_until_blocked(reading)
        connection.write(b"hello")
        assert peer.recv(100) == b"hello"
        connection.half_close()
        assert peer.recv(100) == b""
        peer.close()


def test_many_closes_race_with_many_reads(listener: Listener) -> None:
    for pause in range(40):
        connection, _ = listener.answered(CHUNKED + b"1\r\nx\r\n" * 500)

        def read(connection: Connection = connection) -> None:
            with pytest.raises(DocklineError):
                while True:
                    connection.read_into(bytearray(1))

        with meanwhile(read):
            time.sleep(pause * 1e-5)
            connection.close()


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
@pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")
def test_a_forked_child_abandons_its_parents_connection(listener: Listener) -> None:
    connection, peer = listener.answered(CHUNKED)
    with meanwhile(lambda: connection.read_into(bytearray(9))) as reading:
        wait_until_blocked(reading)
        child = os.fork()
        if child == 0:
            connection.abandon()
            connection.close()
            os._exit(0 if connection.closed else 1)
        assert os.waitpid(child, 0)[1] == 0
        peer.sendall(b"1\r\nx\r\n0\r\n\r\n")
    assert connection.read_body() == b""


def test_a_wait_holds_no_lock_of_the_interpreter(unix_listener: Listener) -> None:
    # The limit only ends a test that hangs.
    connection, peer = unix_listener.answered(CHUNKED, read_timeout=PATIENCE)
    with meanwhile(lambda: connection.read_into(bytearray(9))) as reading:
        wait_until_blocked(reading)
        peer.sendall(b"1\r\nx\r\n0\r\n\r\n")


def test_connecting_can_be_interrupted(unix_listener: Listener) -> None:
    with contextlib.ExitStack() as stack:
        server = stack.enter_context(socket.socket(socket.AF_UNIX))
        path = unix_listener.directory / "full"
        server.bind(str(path))
        server.listen(0)
        stack.callback(RawSocket.connect_unix(os.fsencode(path)).close)
        with on_signal(interrupt), pytest.raises(Interrupted), meanwhile(signal_a_wait):
            RawSocket.connect_unix(os.fsencode(path), PATIENCE)


FLOODED: dict[str, Callable[[Connection, int], object]] = {
    "records": lambda connection, sink: deque(Records(connection, LineSplitter(True), print), 0),
    "batches": lambda connection, sink: deque(Records(connection, LineSplitter(True), print).batches(), 0),
    "copy_to": lambda connection, sink: connection.copy_to(sink, sink, True),
    "read_body": lambda connection, sink: connection.read_body(True),
}


@pytest.mark.parametrize("way", FLOODED)
def test_signals_are_heard_in_a_flood(listener: Listener, way: str) -> None:
    """No system call of a flood ever waits, so signals interrupt none."""
    piece = frame(1, b"x" * 92 + b"\n") * 10_000
    pieces = 400
    sent = 0
    heard: list[int] = []
    connection, peer = listener.answered(OK + b"Content-Length: %d\r\n\r\n" % (pieces * len(piece)))

    def flood() -> None:
        nonlocal sent
        with contextlib.suppress(OSError):  # after the handler has closed the connection
            while sent < pieces:
                peer.sendall(piece)
                sent += 1
                if sent == 10:
                    signal.pthread_kill(threading.main_thread().ident or 0, signal.SIGUSR1)

    def close() -> None:
        heard.append(sent)
        connection.close()

    with (
        open(os.devnull, "wb") as sink,  # noqa: PTH123
        on_signal(close),
        meanwhile(flood),
        pytest.raises(StreamClosed),
    ):
        FLOODED[way](connection, sink.fileno())
    assert heard[0] < pieces // 2
