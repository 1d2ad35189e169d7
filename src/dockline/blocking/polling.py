"""Waiting for many descriptors: epoll, and elsewhere what `selectors` has."""

from __future__ import annotations

import contextlib
import select
import selectors
import socket
import threading
from typing import Any


class Poller:
    """Tells which of its descriptors are readable, again and again as long as they are, each by what it was added with.
    One thread polls; any other may wake it."""

    def __init__(self) -> None:
        self._epoll = select.epoll() if hasattr(select, "epoll") else None
        self._selector = selectors.DefaultSelector() if self._epoll is None else None
        self._owners: dict[int, Any] = {}
        # Reentrant: the handler of a signal may close a merge in whose thread it runs. Sockets, because a number that
        # was closed meanwhile may be another's.
        self._wake_lock = threading.RLock()
        self._wake_reader, self._wake_writer = socket.socketpair()
        self._wake_reader.setblocking(False)
        self._wake_writer.setblocking(False)
        self._wake_descriptor = self._wake_reader.fileno()
        self.add(self._wake_descriptor, None)

    def add(self, descriptor: int, owner: Any) -> None:
        if self._epoll is not None:
            self._epoll.register(descriptor, select.EPOLLIN)
        elif self._selector is not None:
            self._selector.register(descriptor, selectors.EVENT_READ)
        self._owners[descriptor] = owner

    def remove(self, descriptor: int, owner: Any) -> None:
        """Also of one that was closed, which has gone by itself and whose number may be another's by now."""
        if self._owners.get(descriptor) is not owner:
            return
        del self._owners[descriptor]
        with contextlib.suppress(OSError, KeyError, ValueError):
            if self._epoll is not None:
                self._epoll.unregister(descriptor)
            elif self._selector is not None:
                self._selector.unregister(descriptor)

    def poll(self, seconds: float | None) -> list[Any]:
        """Waits until there are any, for so many seconds or without a limit, or until somebody wakes it."""
        if self._epoll is not None:
            ready = [descriptor for descriptor, _ in self._epoll.poll(seconds)]
        else:
            ready = [key.fd for key, _ in self._selector.select(seconds)] if self._selector is not None else []
        if self._wake_descriptor in ready:
            with contextlib.suppress(OSError):  # all was read, or `close` was faster
                while self._wake_reader.recv(4096):
                    pass
        return [self._owners[descriptor] for descriptor in ready if self._owners.get(descriptor) is not None]

    def wake(self) -> None:
        """From any thread: `poll` returns."""
        with self._wake_lock, contextlib.suppress(OSError):  # full: it will wake; closed: nobody waits
            self._wake_writer.send(b"!")

    def close(self) -> None:
        """Idempotent."""
        with self._wake_lock:
            poller: Any = self._epoll or self._selector
            poller.close()
            self._wake_reader.close()
            self._wake_writer.close()
