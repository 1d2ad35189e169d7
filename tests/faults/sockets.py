"""A send for plain sockets in asyncio that tells how many bytes were sent before it failed."""

from __future__ import annotations

import asyncio
import contextlib
import socket
import struct
from collections.abc import Callable


async def push(sock: socket.socket, data: bytes, passed: Callable[[int], object]) -> None:
    """Sends all; `passed` is told of the bytes as they go: who is cancelled meanwhile knows how many did."""
    view = memoryview(data)
    while view:
        try:
            sent = sock.send(view)
        except BlockingIOError:
            await writable(sock)
        else:
            passed(sent)
            view = view[sent:]


async def writable(sock: socket.socket) -> None:
    loop = asyncio.get_running_loop()
    ready = loop.create_future()
    loop.add_writer(sock, lambda: ready.done() or ready.set_result(None))
    try:
        await ready
    finally:
        loop.remove_writer(sock)


def end(sock: socket.socket) -> None:
    """The other side sees the end."""
    with contextlib.suppress(OSError):  # it has gone
        sock.shutdown(socket.SHUT_WR)


def reset(sock: socket.socket) -> None:
    """Closes so that the other side gets ECONNRESET: by TCP in any case, by a unix socket where bytes are unread."""
    if sock.family == socket.AF_INET:
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    sock.close()


async def drain(sock: socket.socket) -> None:
    """Takes what comes, to the end."""
    loop = asyncio.get_running_loop()
    with contextlib.suppress(ConnectionError):
        while await loop.sock_recv(sock, 1 << 16):
            pass
