"""A send for plain sockets in asyncio that tells how many bytes were sent before it failed."""

from __future__ import annotations

import asyncio
import contextlib
import socket
import struct
from collections.abc import Callable


async def push(sock: socket.socket, data: bytes, passed: Callable[[int], object]) -> None:
    """Sends all bytes. Calls `passed` for the bytes as they are sent, so that a cancelled task knows their number."""
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
    """Half-closes: the other side sees the end."""
    with contextlib.suppress(OSError):  # the other side has gone
        sock.shutdown(socket.SHUT_WR)


def reset(sock: socket.socket) -> None:
    """Closes so that the other side gets ECONNRESET: always over TCP, on a unix socket if bytes are unread."""
    if sock.family == socket.AF_INET:
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    sock.close()


async def drain(sock: socket.socket) -> None:
    """Receives and drops everything, to the end."""
    loop = asyncio.get_running_loop()
    with contextlib.suppress(ConnectionError):
        while await loop.sock_recv(sock, 1 << 16):
            pass
