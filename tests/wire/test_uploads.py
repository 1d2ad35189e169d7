"""An engine may answer while dockline still sends the request's body: by a refusal, or by the start of a 200."""

from __future__ import annotations

import socket
from math import inf

import pytest
from support.waiting import PATIENCE, wait_until_arrived

from dockline._wire.errors import ConnectError, ProtocolError

from .feeding import response
from .peers import Listener, meanwhile, receive, reset
from .vectors import OK

REQUEST = b"PUT / HTTP/1.1\r\n\r\n"
REFUSAL = b"HTTP/1.1 404 Not Found\r\nContent-Length: 4\r\n\r\nnone"
LARGE = bytes(8 << 20)


def drain(peer: socket.socket, size: int) -> None:
    while size > 0:
        got = len(peer.recv(min(size, 1 << 20)))
        assert got
        size -= got


@pytest.mark.parametrize("end", ["stays", "closes", "resets"])
def test_a_refusal_stops_the_upload(listener: Listener, end: str) -> None:
    connection, peer = listener.connect()

    def refuse() -> None:
        receive(peer, len(REQUEST))
        peer.sendall(REFUSAL)
        if end == "closes":
            peer.shutdown(socket.SHUT_WR)
        elif end == "resets":
            # Unread bytes make the kernel reset the connection.
            peer.close()

    connection.begin(b"PUT", False, inf)
    with meanwhile(refuse):
        assert connection.send(REQUEST)
        assert not connection.send(LARGE)
        assert connection.read_head().status == 404
        assert connection.read_body() == b"none"
    assert not connection.reusable


def test_a_refusal_stops_an_upload_by_parts(listener: Listener) -> None:
    connection, peer = listener.connect()
    connection.begin(b"PUT", False, inf)
    assert connection.send(REQUEST)
    assert connection.send_chunk(b"part")
    peer.sendall(REFUSAL)
    wait_until_arrived(peer)
    assert not connection.send_chunk(b"part")
    assert connection.read_head().status == 404
    assert connection.read_body() == b"none"


def test_a_success_that_begins_early_stops_nothing(listener: Listener) -> None:
    connection, peer = listener.connect()

    def answer() -> None:
        receive(peer, len(REQUEST))
        peer.sendall(b"HTTP/1.1 100 Continue\r\n\r\n" + OK + b"Content-Length: 10\r\n\r\nbegin")
        drain(peer, len(LARGE))
        peer.sendall(b"+done")

    connection.begin(b"PUT", False, inf)
    with meanwhile(answer):
        assert connection.send(REQUEST)
        assert connection.send(LARGE)
        connection.end_request()
        assert connection.read_head().status == 200
        assert connection.read_body() == b"begin+done"
    assert connection.reusable


def test_a_long_early_answer_is_received_within_bounds(listener: Listener) -> None:
    """The answer is within the bound, but the kernel's buffers do not hold it. Without receiving, both sides would
    block.
    """
    connection, peer = listener.connect(write_timeout=PATIENCE)
    body = bytes(700 << 10)

    def answer() -> None:
        receive(peer, len(REQUEST))
        peer.sendall(response(body))
        drain(peer, len(LARGE))

    connection.begin(b"PUT", False, inf)
    with meanwhile(answer):
        assert connection.send(REQUEST)
        assert connection.send(LARGE)
        connection.end_request()
        assert connection.read_head().status == 200
        assert connection.read_body() == body


def test_chunks_are_framed(listener: Listener) -> None:
    connection, peer = listener.connect()
    connection.begin(b"PUT", False, inf)
    for chunk in (b"hello", bytearray(b"x" * 17), memoryview(bytes(8)).cast("I"), b""):
        assert connection.send_chunk(chunk)
    connection.end_request()
    expected = b"5\r\nhello\r\n11\r\n" + b"x" * 17 + b"\r\n8\r\n" + bytes(8) + b"\r\n0\r\n\r\n"
    assert receive(peer, len(expected)) == expected


def test_a_close_without_an_answer(listener: Listener) -> None:
    connection, peer = listener.connect()

    def leave() -> None:
        receive(peer, len(REQUEST))
        peer.close()

    connection.begin(b"PUT", False, inf)
    with meanwhile(leave):
        assert connection.send(REQUEST)
        assert not connection.send(LARGE)
        with pytest.raises(ConnectError, match="closed the connection before it answered"):
            connection.read_head()


@pytest.mark.parametrize("answer", [b"", OK[:9]])
def test_a_reset_while_a_part_is_awaited(tcp_listener: Listener, answer: bytes) -> None:
    connection, peer = tcp_listener.connect()
    connection.begin(b"PUT", False, inf)
    assert connection.send(REQUEST)
    peer.sendall(answer)
    reset(peer)
    while connection.send_part(b"part"):
        pass
    with pytest.raises(ProtocolError if connection.answered else ConnectError):
        connection.read_head()


def test_a_refusal_that_is_no_http(listener: Listener) -> None:
    connection, peer = listener.connect()
    peer.sendall(b"go away\r\n")
    connection.begin(b"PUT", False, inf)
    with pytest.raises(ProtocolError, match="the response is not HTTP"):
        connection.send_part(b"part")
    with pytest.raises(ProtocolError, match="the response is not HTTP"):
        connection.read_head()
