"""`as="socket"`: the connection itself. No byte is lost or swallowed."""

from __future__ import annotations

import socket
import struct
from collections.abc import Callable

import pytest
from support.scripted_server import RAW, Peer, Server, chunked, head, reply
from support.waiting import PATIENCE, long_enough

import dockline
from dockline.errors import ConnectError, NotFound, ProtocolError, TimedOut

ATTACH = {
    "op": "ContainerAttach",
    "params": {"id": "web", "stream": True, "stdin": True, "stdout": True},
    "as": "socket",
}
ATTACHED = "/v1.41/containers/web/attach?stream=true&stdin=true&stdout=true"
SWITCHED = head(101, connection="Upgrade", upgrade="tcp", media=RAW)
UNTIL_CLOSE = head(200, media=RAW) + b"log"


def receive(sock: socket.socket) -> bytes:
    return b"".join(iter(lambda: sock.recv(4096), b""))


def echo(peer: Peer) -> None:
    """Sends back its input, and says goodbye after the other side's end."""
    while data := peer.file.read1(4096):
        peer.send(data)
    peer.send(b"bye")
    peer.close()


@pytest.mark.parametrize("early", [b"", b"early ", b"x" * 100_000], ids=len)
def test_both_ways_and_a_half_close(serve: Callable[..., Server], family: str, early: bytes) -> None:
    server = serve((SWITCHED + early, echo), family=family)
    with server.client() as client, client.invoke(ATTACH) as sock:
        assert isinstance(sock, socket.socket)
        assert sock.family == (socket.AF_UNIX if family == "unix" else socket.AF_INET)
        assert sock.gettimeout() is None
        sock.sendall(b"hello ")
        sock.sendall(b"world ")
        sock.shutdown(socket.SHUT_WR)
        assert receive(sock) == early + b"hello world bye"
    assert [server.only.field(name) for name in ("Connection", "Upgrade")] == ["Upgrade", "tcp"]


def test_the_head_may_come_byte_by_byte(serve: Callable[..., Server]) -> None:
    def drip(peer: Peer) -> None:
        for octet in SWITCHED + b"early":
            peer.send(bytes([octet]))
        peer.close()

    with serve(drip).client() as client, client.invoke(ATTACH) as sock:
        assert receive(sock) == b"early"


def test_it_outlives_the_client_and_has_no_time_limit(serve: Callable[..., Server]) -> None:
    server = serve((SWITCHED, echo))
    with server.client(read_timeout=PATIENCE, write_timeout=PATIENCE, call_timeout=PATIENCE) as client:
        sock = client.invoke(ATTACH)
    with sock:
        assert sock.getsockopt(socket.SOL_SOCKET, socket.SO_RCVTIMEO, 16) == struct.pack("ll", 0, 0)
        sock.sendall(b"a")
        assert sock.recv(5) == b"a"


def test_it_never_goes_back_to_the_pool(serve: Callable[..., Server]) -> None:
    server = serve(SWITCHED, reply([]))
    with server.client() as client:
        client.invoke(ATTACH).close()
        assert client.invoke("ContainerList") == []
    assert server.asked == [[("POST", ATTACHED)], [("GET", "/v1.41/containers/json")]]


def test_a_refusal(serve: Callable[..., Server]) -> None:
    missing = reply({"message": "no such container"}, 404)
    plain = head(404, media=RAW, connection="close") + b"no such container\n"
    server = serve(missing, missing, (plain, Peer.close))
    with server.client() as client:
        for throw in (False, True, False):
            with pytest.raises(NotFound, match="^404: no such container$"):
                client.invoke({**ATTACH, "throw_exceptions": throw})
    assert server.counts == [3]


@pytest.mark.parametrize(
    ("status", "answer"),
    [(200, reply({"Id": "a"})), (200, chunked(b"log")), (204, reply(b"", 204)), (200, UNTIL_CLOSE)],
    ids=["a length", "chunks", "nothing", "until it closes"],
)
def test_an_ordinary_answer_hands_nothing_over(serve: Callable[..., Server], status: int, answer: bytes) -> None:
    server = serve(answer, reply([]))
    with server.client() as client:
        with pytest.raises(ProtocolError, match=f"was {status} and not 101 .*a proxy on the way has likely dropped"):
            client.invoke(ATTACH)
        assert client.invoke("ContainerList") == []
    assert server.asked == [[("POST", ATTACHED)], [("GET", "/v1.41/containers/json")]]


def test_an_engine_that_says_nothing() -> None:
    def attach(limit: float) -> None:
        with Server(Peer.close, Peer.hold) as server, server.client(read_timeout=limit) as client:
            with pytest.raises(ConnectError, match="before it answered"):
                client.invoke(ATTACH)
            with pytest.raises(TimedOut, match="read_timeout") as caught:
                client.invoke(ATTACH)
            assert caught.value.which == "read"

    long_enough(attach, 0.05)


def test_a_host_that_is_an_ipv6_address(serve: Callable[..., Server]) -> None:
    try:
        server = serve(reply(b"OK", media="text/plain"), family="tcp", host="::1")
    except OSError as error:
        pytest.skip(f"no IPv6 here: {error}")
    assert dockline.request({"uri": server.uri}, path="/_ping") == "OK"
    assert server.only.field("Host") == server.uri.removeprefix("tcp://")
