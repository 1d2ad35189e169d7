"""Waits that another event must end: a close in a signal handler, a cancelled copy, an end that TLS has received."""

from __future__ import annotations

import asyncio
import contextlib
import os
import select
import signal
import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import trustme
from support.scripted_server import MULTIPLEXED, PATIENCE, Peer, Server, begun, chunked, frame
from wire.tls_peer import TlsPeer

import dockline
from dockline import aio
from dockline.errors import ConnectError, StreamClosed

UPGRADE = {"Connection": "Upgrade", "Upgrade": "tcp"}
UPGRADED = b"HTTP/1.1 101 UPGRADED\r\nConnection: Upgrade\r\nUpgrade: tcp\r\n\r\n"
LARGE = bytes(16 << 20)
FRAMED = {"media": MULTIPLEXED}


# --- Merges ----------------------------------------------------------------------------------------------------------


class InterruptedWriter:
    """The socket that wakes a merge. A signal arrives inside its `send`."""

    def __init__(self, real: socket.socket) -> None:
        self.real = real
        self.interrupts = 1

    def send(self, data: bytes) -> int:
        if self.interrupts:
            self.interrupts -= 1
            signal.raise_signal(signal.SIGUSR1)
        return self.real.send(data)

    def close(self) -> None:
        self.real.close()


def test_a_handler_may_close_a_merge(serve: Callable[..., Server]) -> None:
    """Also if the handler interrupts the call that wakes the merge."""
    server = serve(always=(begun(**FRAMED), Peer.hold))
    streams = {key: dockline.request({"uri": server.uri}, path="/logs", as_="stream") for key in "ab"}
    with dockline.merge() as merged:
        before = signal.signal(signal.SIGUSR1, lambda number, stack: merged.close())
        try:
            merged._poller._wake_writer = InterruptedWriter(merged._poller._wake_writer)
            merged.add("a", streams["a"])
        finally:
            signal.signal(signal.SIGUSR1, before)
        assert list(merged) == []
        with pytest.raises(StreamClosed):
            merged.add("b", streams["b"])
    streams["b"].close()


@pytest.fixture
def far_tls(authority: trustme.CA, no_leaked_descriptors: None) -> Iterator[Callable[[Callable[[TlsPeer], Any]], Any]]:
    """Starts a TLS engine that runs `behave` after a request. Gives the conn."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("127.0.0.1").configure_cert(context)
    with contextlib.ExitStack() as stack:

        def start(behave: Callable[[TlsPeer], Any]) -> dict[str, Any]:
            listener = stack.enter_context(socket.create_server(("127.0.0.1", 0)))

            def run() -> None:
                plain = listener.accept()[0]
                plain.settimeout(PATIENCE)
                peer = TlsPeer(plain, context)
                peer.recv(1 << 16)
                behave(peer)
                with contextlib.suppress(OSError):
                    while plain.recv(1 << 16):
                        pass
                plain.close()

            thread = threading.Thread(target=run)
            thread.start()
            stack.callback(thread.join, PATIENCE)
            uri = f"https://127.0.0.1:{listener.getsockname()[1]}"
            return {"uri": uri, "mtls": {"ca": authority.cert_pem.bytes()}}

        yield start


def end_in_one_flight(peer: TlsPeer) -> None:
    """Sends the last line and close_notify together. The connection stays open, as after Go's CloseWrite."""
    peer.session.write(UPGRADED)
    peer.session.write(frame(1, b"the last line\n"))
    with contextlib.suppress(ssl.SSLError):
        peer.session.unwrap()
    peer._flush()


def test_merge_over_tls_learns_of_an_end_that_came_with_the_last_bytes(far_tls: Any) -> None:
    conn = {**far_tls(end_in_one_flight), "read_timeout": PATIENCE}
    stream = dockline.request(conn, method="POST", path="/attach", headers=UPGRADE, as_="stream")
    with dockline.merge({"one": stream}, multiplexed=True) as merged:
        assert list(merged) == [("one", [b"the last line"]), ("one", None)]


def test_aio_merge_over_tls_learns_of_an_end_that_came_with_the_last_bytes(far_tls: Any) -> None:
    conn = {**far_tls(end_in_one_flight), "read_timeout": PATIENCE}

    async def main() -> None:
        stream = await aio.request(conn, method="POST", path="/attach", headers=UPGRADE, as_="stream")
        async with aio.merge({"one": stream}, multiplexed=True) as merged:
            assert [found async for found in merged] == [("one", [b"the last line"]), ("one", None)]

    asyncio.run(main())


def talk_then_end(peer: Peer) -> None:
    """Sends output, reads no input, and ends."""
    peer.send(UPGRADED, frame(1, b"one\n"), frame(1, b"two\n"))
    peer.socket.shutdown(socket.SHUT_WR)
    hung_up = select.poll()
    hung_up.register(peer.socket, 0)
    assert hung_up.poll(PATIENCE * 1000)
    peer.close()


def test_merge_gets_what_a_write_has_received(serve: Callable[..., Server]) -> None:
    server = serve(talk_then_end)
    stream = dockline.request({"uri": server.uri}, method="POST", path="/x", headers=UPGRADE, as_="stream")
    with dockline.merge({"one": stream}, multiplexed=True) as merged:
        with pytest.raises(ConnectError, match="it has ended its side"):
            stream.write(LARGE)
        found = list(merged)
    assert [line for _, batch in found if batch for line in batch] == [b"one", b"two"]
    assert found[-1] == ("one", None)


def test_aio_merge_gets_what_a_write_has_received(serve: Callable[..., Server]) -> None:
    server = serve(talk_then_end)

    async def main() -> None:
        stream = await aio.request({"uri": server.uri}, method="POST", path="/x", headers=UPGRADE, as_="stream")
        async with aio.merge({"one": stream}, multiplexed=True) as merged:

            async def write() -> None:
                with pytest.raises((ConnectError, StreamClosed)):  # the one that learns of the end first
                    await stream.write(LARGE)

            writing = asyncio.create_task(write())
            found = [each async for each in merged]
            await writing
        assert [line for _, batch in found if batch for line in batch] == [b"one", b"two"]
        assert found[-1] == ("one", None)

    asyncio.run(main())


# --- One task that writes first and reads later ----------------------------------------------------------------------


def test_aio_write_to_a_peer_that_has_ended(serve: Callable[..., Server]) -> None:
    server = serve(talk_then_end)

    async def main() -> list[bytes]:
        async with await aio.request(
            {"uri": server.uri}, method="POST", path="/x", headers=UPGRADE, as_="stream"
        ) as stream:
            lines = stream.lines(multiplexed=True)
            with pytest.raises(ConnectError, match="it has ended its side"):
                await stream.write(LARGE)
            return [line async for line in lines]

    assert asyncio.run(main()) == [b"one", b"two"]


def test_another_task_reads_while_one_writes(serve: Callable[..., Server]) -> None:
    data = os.urandom(4 << 20)

    def echo(peer: Peer) -> None:
        peer.send(UPGRADED)
        left = len(data)
        while left:
            part = peer.socket.recv(1 << 16)
            left -= len(part)
            peer.send(part)
        peer.socket.shutdown(socket.SHUT_WR)
        peer.hold()

    server = serve(echo)

    async def main() -> None:
        async with await aio.request(
            {"uri": server.uri}, method="POST", path="/x", headers=UPGRADE, as_="stream"
        ) as stream:
            reading = asyncio.create_task(stream.read())
            assert await stream.write(data) == len(data)
            assert await reading == data

    asyncio.run(main())


# --- Copies to a pipe that takes nothing -----------------------------------------------------------------------------


@pytest.fixture
def full_pipe(no_leaked_descriptors: None) -> Iterator[int]:
    far, end = os.pipe()
    os.set_blocking(end, False)
    for size in (1 << 16, 1):
        with pytest.raises(BlockingIOError):
            while True:
                os.write(end, bytes(size))
    os.set_blocking(end, True)
    yield end
    os.close(far)
    os.close(end)


@pytest.mark.parametrize("how", ["cancel", "wait_for", "close"])
def test_a_copy_to_a_full_pipe_is_ended(serve: Callable[..., Server], full_pipe: int, how: str) -> None:
    server = serve(chunked(frame(1, bytes(100_000)), **FRAMED))
    complaints: list[Any] = []

    async def main() -> None:
        asyncio.get_running_loop().set_exception_handler(lambda loop, context: complaints.append(context))
        async with await aio.request({"uri": server.uri}, path="/logs", as_="stream") as stream:
            copy = asyncio.create_task(stream.copy_to(full_pipe))
            await asyncio.sleep(0)
            if how == "cancel":
                copy.cancel()
                with pytest.raises(asyncio.CancelledError):
                    await copy
            elif how == "wait_for":
                with pytest.raises(asyncio.TimeoutError):
                    await asyncio.wait_for(copy, 0.05)
            else:
                stream.close()
                with pytest.raises(StreamClosed):
                    await copy

    asyncio.run(main())
    assert complaints == []


# --- Reasons of a refused connection ---------------------------------------------------------------------------------


@pytest.mark.parametrize("size", [0, 5_000_000])
def test_a_refused_client_certificate_is_told_whatever_is_sent(authority: trustme.CA, size: int, stack: Any) -> None:
    """With TLS 1.3 the refusal arrives after the handshake, while dockline sends the body."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.minimum_version = ssl.TLSVersion.TLSv1_3
    context.verify_mode = ssl.CERT_REQUIRED
    authority.configure_trust(context)
    authority.issue_cert("127.0.0.1").configure_cert(context)
    listener = stack.enter_context(socket.create_server(("127.0.0.1", 0)))
    tries = 20

    def refuse() -> None:
        for _ in range(tries):
            plain = listener.accept()[0]
            with plain, pytest.raises(ssl.SSLError):
                context.wrap_socket(plain, server_side=True)

    refusing = threading.Thread(target=refuse)
    refusing.start()
    conn = {"uri": f"https://127.0.0.1:{listener.getsockname()[1]}", "mtls": {"ca": authority.cert_pem.bytes()}}
    for _ in range(tries):
        with pytest.raises(ConnectError, match="the engine asks for a certificate of this client"):
            dockline.request(conn, method="PUT", path="/containers/web/archive", body=bytes(size))
    refusing.join(PATIENCE)
