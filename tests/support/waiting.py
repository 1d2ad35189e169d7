"""Waits for a condition, however busy the machine is. The time limits only end a test that hangs."""

from __future__ import annotations

import contextlib
import fcntl
import re
import socket
import struct
import sys
import termios
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TypeVar

import pytest

from dockline._wire.errors import TimedOut

PATIENCE = 300  # seconds

Result = TypeVar("Result")

# The system calls that wait for descriptors, by their numbers on x86-64 and on arm64: read, poll, recvfrom, epoll_wait,
# ppoll, epoll_pwait.
DESCRIPTOR_WAITS = {0, 7, 45, 232, 271, 281} | {22, 63, 73, 207}


def wait_until(holds: Callable[[], Result], pause: float = 0.001, patience: float = PATIENCE) -> Result:
    """Repeats `holds` until it returns a true value, and returns the value."""
    end = time.monotonic() + patience
    while not (result := holds()):
        assert time.monotonic() < end, "what was waited for has not come"
        time.sleep(pause)
    return result


def is_blocked(thread: threading.Thread) -> bool:
    """Returns whether the kernel blocks a thread until a descriptor is ready. Fails for a thread that has ended."""
    assert thread.is_alive(), "it has ended and waits for nothing"
    if sys.platform != "linux":
        time.sleep(0.1)  # the system does not tell
        return True
    with open(f"/proc/self/task/{thread.native_id}/syscall") as file:  # noqa: PTH123
        number = file.read().split()[0]
    return number.lstrip("-").isdecimal() and int(number) in DESCRIPTOR_WAITS


def wait_until_blocked(thread: threading.Thread) -> None:
    """Waits until the kernel blocks a thread that waits for a descriptor."""
    wait_until(lambda: is_blocked(thread))


@contextlib.contextmanager
def once_blocked(act: Callable[[], object]) -> Iterator[None]:
    """Calls `act` in another thread, as soon as this thread waits for a descriptor."""
    here = threading.current_thread()

    def run() -> None:
        wait_until_blocked(here)
        act()

    thread = threading.Thread(target=run)
    thread.start()
    try:
        yield
    finally:
        thread.join(PATIENCE)
    assert not thread.is_alive()


def wait_until_arrived(sock: Any) -> None:
    """Waits until all sent bytes have reached the receiver's socket. TCP delivers them in its own time."""
    if sys.platform == "linux" and sock.family != socket.AF_UNIX:
        wait_until(lambda: not struct.unpack("i", fcntl.ioctl(sock.fileno(), termios.TIOCOUTQ, bytes(4)))[0])


def wait_until_told(address: Any) -> None:
    """Waits until the TCP socket with this address knows that its peer has closed."""
    if sys.platform != "linux" or not isinstance(address, tuple) or len(address) != 2:
        return
    host, port = address
    (number,) = struct.unpack("=I", socket.inet_aton(host))
    local, established = f"{number:08X}:{port:04X}", "01"

    def is_told() -> bool:
        connections = (line.split() for line in Path("/proc/net/tcp").read_text().splitlines())
        return not any(fields[1] == local and fields[3] == established for fields in connections)

    wait_until(is_told)


@contextlib.contextmanager
def times_out(message: str) -> Iterator[pytest.ExceptionInfo[TimedOut]]:
    """Asserts that a time limit passes, with this message. If it passes too early, `long_enough` repeats the test."""
    with pytest.raises(TimedOut) as caught:
        yield caught
    if not re.match(message, str(caught.value)):
        raise caught.value


def long_enough(begin: Callable[[float], Result], seconds: float) -> Result:
    """Returns `begin(seconds)`. Repeats it with more seconds while its time limit passes: the machine may be slow."""
    while True:
        try:
            return begin(seconds)
        except TimedOut:
            if seconds > PATIENCE:
                raise
            seconds *= 4
