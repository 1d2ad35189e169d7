"""The blocking driver over real sockets: exchanges, bodies, and which side closes when."""

from __future__ import annotations

import gc
import os
import random
import socket
import threading
from collections.abc import Callable
from functools import partial
from math import inf
from pathlib import Path

import pytest
from support.waiting import PATIENCE, wait_until, wait_until_arrived, wait_until_blocked

from dockline._wire.connection import Connection
from dockline._wire.errors import ConnectError, ProtocolError, StreamClosed
from dockline._wire.rawsocket import clock

from .feeding import frame, response
from .peers import Listener, ask, meanwhile, receive, reset
from .vectors import ACCEPTED, CHUNKED, OK, REFUSED, Accepted, Refused


@pytest.mark.parametrize("vector", ACCEPTED, ids=lambda vector: vector.name)
def test_reads_every_accepted_response(unix_listener: Listener, vector: Accepted) -> None:
    connection, peer = unix_listener.asked(
        vector.options.get("method", b"GET"), expects_upgrade=vector.options.get("expects_upgrade", False)
    )
    peer.sendall(vector.data)
    if vector.framing == "close":
        peer.close()
    assert connection.read_head().status == vector.status
    assert connection.upgraded is (vector.status == 101)
    assert connection.read_body() == vector.content
    assert connection.ended
    assert connection.reusable is vector.keep_alive


@pytest.mark.parametrize("vector", REFUSED, ids=lambda vector: vector.name)
def test_refuses_every_refused_response(unix_listener: Listener, vector: Refused) -> None:
    connection, peer = unix_listener.asked()
    peer.sendall(vector.data)
    for _ in range(2):
        with pytest.raises(ProtocolError) as caught:
            connection.read_head()
            connection.read_body()
        assert vector.fault in str(caught.value)
        assert caught.value.offset == len(vector.before)
    assert not connection.reusable


BAD_CHUNK = CHUNKED + b"2\r\nhi\r\n+5\r\nhello\r\n0\r\n\r\n"


@pytest.mark.parametrize("way", ["read_into", "read_body", "copy_to"])
def test_a_fault_of_the_body_is_raised_for_ever(unix_listener: Listener, way: str) -> None:
    connection, _ = unix_listener.answered(BAD_CHUNK)
    with Path(os.devnull).open("wb") as sink:
        ways: dict[str, Callable[[], object]] = {
            "read_into": lambda: connection.read_into(bytearray(100)),
            "read_body": connection.read_body,
            "copy_to": lambda: connection.copy_to(sink.fileno(), sink.fileno(), False),
        }
        messages = set()
        for each in [ways[way]] * 3 + list(ways.values()):
            with pytest.raises(ProtocolError, match="a chunk size has no digits") as caught:
                while each() == 2:
                    pass
            messages.add(str(caught.value))
    assert len(messages) == 1


@pytest.mark.parametrize("way", ["read_body", "copy_to"])
def test_a_fault_of_a_frame_is_raised_for_ever(unix_listener: Listener, way: str) -> None:
    connection, _ = unix_listener.answered(response(b"no frame header, " + frame(1, b"x")))
    with Path(os.devnull).open("wb") as sink:
        for _ in range(3):
            with pytest.raises(ProtocolError, match="invalid frame header"):
                if way == "read_body":
                    connection.read_body(True)
                else:
                    connection.copy_to(sink.fileno(), sink.fileno(), True)


def test_one_exchange_after_the_other(listener: Listener) -> None:
    connection, peer = listener.connect()
    for number in range(5):
        ask(connection, peer, b"GET")
        assert not connection.answered
        peer.sendall(response(b"%d" % number))
        assert connection.read_head().status == 200
        assert connection.answered
        assert not connection.reusable
        assert connection.read_body() == b"%d" % number
        assert connection.reusable
        assert not connection.stale
        connection.make_idle()
        assert connection.reusable


def test_a_request_that_was_not_ended_is_not_followed_by_another(listener: Listener) -> None:
    connection, peer = listener.connect()
    connection.begin(b"GET", False, inf)
    connection.send(b"GET / HTTP/1.1\r\n\r\n")
    peer.sendall(response(b""))
    assert connection.read_head().status == 200
    assert connection.ended
    assert not connection.reusable


def test_bytes_after_a_response_end_the_reuse(listener: Listener) -> None:
    connection, _ = listener.answered(response(b"hi") + b"HTTP/1.1 200 OK\r\n")
    assert connection.read_body() == b"hi"
    assert not connection.reusable


def test_staleness_of_an_idle_connection(listener: Listener) -> None:
    connection, peer = listener.answered(response(b""))
    assert not connection.stale
    peer.close()
    wait_until(lambda: connection.stale)


def test_unasked_bytes_are_stale_too(listener: Listener) -> None:
    connection, peer = listener.answered(response(b""))
    peer.sendall(b"HTTP/1.1 408 Request Timeout\r\n\r\n")
    wait_until_arrived(peer)
    assert connection.stale


def test_a_closed_connection_is_stale(listener: Listener) -> None:
    connection, _ = listener.answered(response(b""))
    connection.close()
    assert connection.closed
    assert connection.stale
    assert not connection.reusable


def test_the_end_before_an_answer(listener: Listener) -> None:
    connection, peer = listener.asked()
    peer.close()
    with pytest.raises(ConnectError, match="closed the connection before it answered"):
        connection.read_head()
    assert not connection.answered


def test_a_reset_before_an_answer(listener: Listener) -> None:
    connection, peer = listener.connect()
    connection.begin(b"GET", False, inf)
    connection.send(b"GET / HTTP/1.1\r\n\r\n")
    reset(peer)
    with pytest.raises(ConnectError, match="closed the connection before it answered") as caught:
        connection.read_head()
    assert isinstance(caught.value.__cause__, ConnectionResetError)


@pytest.mark.parametrize("size", range(1, len(OK)))
def test_a_cut_inside_the_head(unix_listener: Listener, size: int) -> None:
    connection, peer = unix_listener.asked()
    peer.sendall(OK[:size])
    peer.close()
    with pytest.raises(ProtocolError, match="inside the response head") as caught:
        connection.read_head()
    assert caught.value.offset == size
    assert connection.answered


@pytest.mark.parametrize(
    "body", [b"Content-Length: 9\r\n\r\nhello", b"Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n"]
)
def test_a_cut_body_is_never_whole(listener: Listener, body: bytes) -> None:
    connection, peer = listener.answered(OK + body)
    peer.close()
    memory = bytearray(100)
    assert connection.read_into(memory) == 5
    for _ in range(2):
        with pytest.raises(ProtocolError, match="the response was cut"):
            connection.read_into(memory)
    assert not connection.ended


@pytest.mark.parametrize("head", [OK + b"\r\n", OK + b"Content-Length: 9\r\n\r\n", CHUNKED + b"9\r\n"])
def test_a_reset_is_a_cut_also_where_the_end_would_be_clean(tcp_listener: Listener, head: bytes) -> None:
    connection, peer = tcp_listener.answered(head + b"hello")
    memory = bytearray(100)
    assert connection.read_into(memory) == 5
    reset(peer)
    for _ in range(2):
        with pytest.raises(ProtocolError, match="the response was cut"):
            connection.read_into(memory)
    assert not connection.ended


def test_a_reset_that_the_sender_met_is_a_cut_too(tcp_listener: Listener) -> None:
    """The kernel reports a reset only once, to the first call."""
    connection, peer = tcp_listener.connect()
    connection.begin(b"POST", False, inf)
    assert connection.send(b"POST / HTTP/1.1\r\n\r\n")
    peer.sendall(OK + b"\r\nhello")
    assert connection.read_head().status == 200
    memory = bytearray(100)
    assert connection.read_into(memory) == 5
    reset(peer)
    while connection.send(bytes(1 << 16)):
        pass
    with pytest.raises(ProtocolError, match="the response was cut"):
        connection.read_into(memory)


def test_a_reset_that_the_writer_met_is_a_cut_too(tcp_listener: Listener) -> None:
    connection, peer = tcp_listener.answered(OK + b"\r\nhello")
    memory = bytearray(100)
    assert connection.read_into(memory) == 5
    reset(peer)
    with pytest.raises(ConnectError, match="the engine takes no more of this stream: Connection reset by peer"):
        while True:
            connection.write(bytes(1 << 16))
    with pytest.raises(ProtocolError, match="the response was cut"):
        connection.read_into(memory)


def test_read_into_takes_no_more_than_it_is_given_room(listener: Listener) -> None:
    connection, _ = listener.answered(CHUNKED + b"5\r\nhello\r\n6\r\n world\r\n0\r\n\r\n")
    memory = bytearray(b"-" * 8)
    assert connection.read_into(memoryview(memory)[:0]) == 0
    assert connection.read_into(memoryview(memory)[:3]) == 3
    assert memory == b"hel-----"
    assert connection.read_into(memory) == 8
    assert memory == b"lo world"
    assert connection.read_into(memory) == 0
    assert connection.read_into(memory) == 0
    assert connection.ended


def test_read_into_gives_what_came(listener: Listener) -> None:
    connection, peer = listener.answered(OK + b"\r\n")
    memory = bytearray(100)
    for part in (b"a", b"bc", b"def"):
        peer.sendall(part)
        assert connection.read_into(memory) == len(part)
        assert memory.startswith(part)


def test_read_into_wants_writable_memory(listener: Listener) -> None:
    connection, _ = listener.answered(response(b"x"))
    with pytest.raises((TypeError, ValueError, BufferError)):
        connection.read_into(b"read only")


@pytest.mark.parametrize("split", [True, False])
def test_read_body_of_frames(listener: Listener, split: bool) -> None:
    frames = frame(1, b"") + frame(1, b"one ") + frame(2, b"two ") + frame(2, b"") + frame(3, b"three")
    connection, peer = listener.asked()
    with meanwhile(lambda: trickle(peer, response(frames)) if split else peer.sendall(response(frames))):
        connection.read_head()
        assert connection.read_body(True) == b"one two three"


def trickle(peer: socket.socket, data: bytes) -> None:
    for at in range(len(data)):
        peer.sendall(data[at : at + 1])


def test_read_body_of_nothing(listener: Listener) -> None:
    connection, _ = listener.answered(response(b""))
    assert connection.read_body() == b""
    assert connection.read_body(True) == b""


def test_read_body_of_many_mebibytes(listener: Listener) -> None:
    body = bytes(range(256)) * (64 << 10)
    connection, peer = listener.asked()
    with meanwhile(lambda: peer.sendall(response(body))):
        connection.read_head()
        assert connection.read_body() == body


@pytest.mark.parametrize("by_chunks", [False, True])
@pytest.mark.parametrize("piece", [777, 20_000, 65_536, 300_001])
def test_read_body_in_pieces_of_any_size(listener: Listener, by_chunks: bool, piece: int) -> None:
    """A large part of a body is received straight into the result. The bytes around it do not change."""
    body = random.Random(piece).randbytes(700_000)
    parts = [body[:5], body[5:90_000], body[90_000:90_001], body[90_001:]]
    data = CHUNKED + b"".join(b"%x\r\n%b\r\n" % (len(part), part) for part in parts) + b"0\r\n\r\n"
    data = data if by_chunks else response(body)
    connection, peer = listener.asked()

    def send() -> None:
        for start in range(0, len(data), piece):
            peer.sendall(data[start : start + piece])

    with meanwhile(send):
        connection.read_head()
        assert connection.read_body() == body
    assert connection.ended
    connection.end_request()
    assert connection.reusable


@pytest.mark.parametrize("claimed", [300_000, 2**62])
@pytest.mark.parametrize("came", [10_000, 100_000, 299_999])
def test_a_large_body_that_is_cut(listener: Listener, claimed: int, came: int) -> None:
    head = b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % claimed
    connection, peer = listener.asked()

    def send() -> None:
        peer.sendall(head + b"x" * came)
        peer.close()

    with meanwhile(send):
        connection.read_head()
        for _ in range(2):
            with pytest.raises(ProtocolError, match=f"{claimed - came} bytes of its Content-Length are missing") as cut:
                connection.read_body()
            assert cut.value.offset == len(head) + came


def test_bodies_come_after_their_head(listener: Listener) -> None:
    connection, peer = listener.asked()
    peer.sendall(response(b"hello"))
    with pytest.raises(ValueError, match="the head was not read yet"):
        connection.read_body()
    with pytest.raises(ValueError, match="the head was not read yet"):
        connection.read_into(bytearray(5))
    connection.read_head()
    assert connection.read_body() == b"hello"


UPGRADED = b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 101 UPGRADED\r\nUpgrade: tcp\r\n\r\n"


@pytest.mark.parametrize("head", [UPGRADED, OK + b"\r\n"])
def test_what_follows_an_exact_head_stays_in_the_socket(unix_listener: Listener, head: bytes) -> None:
    data = head + b"\1\0raw stream"
    for at in range(1, len(data)):
        connection, peer = unix_listener.asked(expects_upgrade=True)
        peer.sendall(data[:at])
        with meanwhile(partial(peer.sendall, data[at:])):
            assert connection.read_head_exactly().status in (101, 200)
        with socket.socket(fileno=connection.detach_socket().detach()) as ours:
            assert ours.recv(100, socket.MSG_WAITALL | socket.MSG_PEEK)[:1] == b"\1"
            ours.settimeout(PATIENCE)
            assert receive(ours, len(b"\1\0raw stream")) == b"\1\0raw stream"
        peer.close()


def test_an_exact_head_byte_by_byte(plain_listener: Listener) -> None:
    connection, peer = plain_listener.asked(expects_upgrade=True)
    with meanwhile(lambda: trickle(peer, UPGRADED + b"raw")):
        head = connection.read_head_exactly()
    assert head.fields == [("Upgrade", "tcp")]
    with socket.socket(fileno=connection.detach_socket().detach()) as ours:
        ours.settimeout(PATIENCE)
        assert receive(ours, 3) == b"raw"


def test_the_body_after_an_exact_head_can_be_read(listener: Listener) -> None:
    connection, peer = listener.asked(expects_upgrade=True)
    peer.sendall(b"HTTP/1.1 404 Not Found\r\nContent-Length: 4\r\n\r\nnone")
    assert connection.read_head_exactly().status == 404
    assert connection.read_body() == b"none"
    assert connection.reusable


@pytest.mark.parametrize("data", [b"", OK])
def test_the_end_inside_an_exact_head(listener: Listener, data: bytes) -> None:
    connection, peer = listener.asked(expects_upgrade=True)
    peer.sendall(data)
    peer.close()
    with pytest.raises(ProtocolError if data else ConnectError):
        connection.read_head_exactly()


@pytest.mark.parametrize("data", [b"", OK])
def test_a_reset_inside_an_exact_head(tcp_listener: Listener, data: bytes) -> None:
    connection, peer = tcp_listener.connect()
    connection.begin(b"POST", True, inf)
    connection.send(b"POST / HTTP/1.1\r\n\r\n")
    peer.sendall(data)

    def leave() -> None:
        wait_until(lambda: connection.answered or not data)
        wait_until_blocked(threading.main_thread())
        reset(peer)

    with meanwhile(leave), pytest.raises(ProtocolError if data else ConnectError):
        connection.read_head_exactly()


def test_both_ways_after_an_upgrade(listener: Listener) -> None:
    connection, peer = listener.asked(expects_upgrade=True)
    peer.sendall(UPGRADED)
    assert connection.read_head().status == 101
    assert connection.upgraded
    connection.write(b"ping")
    assert receive(peer, 4) == b"ping"
    peer.sendall(b"pong")
    memory = bytearray(100)
    assert connection.read_into(memory) == 4
    connection.write(b"")
    connection.half_close()
    assert peer.recv(1) == b""
    peer.sendall(b"the rest")
    peer.close()
    assert connection.read_body() == b"the rest"
    assert not connection.reusable


def test_writing_to_who_has_gone(listener: Listener) -> None:
    connection, peer = listener.answered(OK + b"\r\n")
    reset(peer)
    with pytest.raises(ConnectError, match="the engine takes no more of this stream"):
        for _ in range(100):
            connection.write(bytes(1 << 16))


def test_a_detached_connection_is_closed_here(plain_listener: Listener) -> None:
    connection, peer = plain_listener.answered(OK + b"\r\n")
    os.close(connection.detach_socket().detach())
    assert connection.closed
    assert peer.recv(1) == b""
    with pytest.raises(StreamClosed):
        connection.read_body()
    with pytest.raises(StreamClosed):
        connection.write(b"x")


def test_a_forgotten_connection_is_closed(listener: Listener) -> None:
    connection = Connection(listener.dial())
    peer, _ = listener.socket.accept()
    with peer:
        connection.begin(b"GET", False, clock())
        del connection
        gc.collect()
        assert peer.recv(1) == b""


def test_bounds_are_those_of_the_reader(listener: Listener) -> None:
    connection, peer = listener.asked(max_fields=1)
    peer.sendall(OK + b"A: b\r\nC: d\r\n\r\n")
    with pytest.raises(ProtocolError, match="more than 1 fields"):
        connection.read_head()
