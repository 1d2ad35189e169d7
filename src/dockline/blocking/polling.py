"""Waits for many descriptors: by epoll, or by `selectors` where there is no epoll."""

from __future__ import annotations

import contextlib
import select
import selectors
import socket
import threading
from typing import Any


class Poller:
    """Reports which of its descriptors are readable. A descriptor is reported at each poll while it is readable.

    Each descriptor has an owner, and `poll` returns the owners. One thread polls. Any other may wake it.
    """

    def __init__(self) -> None:
        self._epoll = select.epoll() if hasattr(select, "epoll") else None
        self._selector = selectors.DefaultSelector() if self._epoll is None else None
        self._owners: dict[int, Any] = {}
        # The lock is reentrant, because a signal handler may close a merge inside `wake` of the same thread. The socket
        # objects know that they were closed. The number of a closed descriptor may belong to another file.
        self._wake_lock = threading.RLock()
        self._wake_reader, self._wake_writer = socket.socketpair()
        self._wake_reader.setblocking(False)
        self._wake_writer.setblocking(False)
        self._wake_descriptor = self._wake_reader.fileno()
        self.add(self._wake_descriptor, None)

    def add(self, descriptor: int, owner: Any) -> None:
        if descriptor in self._owners:
            # A stream has ended, and its connection went back to the pool and on to this owner.
            self.remove(descriptor, self._owners[descriptor])
        if self._epoll is not None:
            self._epoll.register(descriptor, select.EPOLLIN)
        elif self._selector is not None:
            self._selector.register(descriptor, selectors.EVENT_READ)
        self._owners[descriptor] = owner

    def remove(self, descriptor: int, owner: Any) -> None:
        """Removes a descriptor of this owner.

        The descriptor may be closed already. Then the kernel has forgotten it, and its number may belong to another
        file.
        """
        if self._owners.get(descriptor) is not owner:
            return
        del self._owners[descriptor]
        with contextlib.suppress(OSError, KeyError, ValueError):
            if self._epoll is not None:
                self._epoll.unregister(descriptor)
            elif self._selector is not None:
                self._selector.unregister(descriptor)

    def poll(self, seconds: float | None) -> list[Any]:
        """Waits until a descriptor is readable, at most `seconds` (None: no limit), or until `wake` is called.

        Returns the owners of the readable descriptors.
        """
        if self._epoll is not None:
            ready = [descriptor for descriptor, _ in self._epoll.poll(seconds)]
        else:
            ready = [key.fd for key, _ in self._selector.select(seconds)] if self._selector is not None else []
        if self._wake_descriptor in ready:
            with contextlib.suppress(OSError):  # all was read, or another thread has closed it
                while self._wake_reader.recv(4096):
                    pass
        return [self._owners[descriptor] for descriptor in ready if self._owners.get(descriptor) is not None]

    def wake(self) -> None:
        """Makes `poll` return. Any thread may call it."""
        with (
            self._wake_lock,
            contextlib.suppress(OSError),
        ):  # full: `poll` will return; closed: no poll
            self._wake_writer.send(b"!")

    def close(self) -> None:
        """Closes the poller. May be called twice."""
        with self._wake_lock:
            poller: Any = self._epoll or self._selector
            poller.close()
            self._wake_reader.close()
            self._wake_writer.close()
