"""Waiting for many descriptors: epoll, and elsewhere what `selectors` has."""

from __future__ import annotations

import contextlib
import select
import selectors
from typing import Any


class Poller:
    """Tells which of its descriptors are readable, again and again as long as they are."""

    def __init__(self) -> None:
        self._epoll = select.epoll() if hasattr(select, "epoll") else None
        self._selector = selectors.DefaultSelector() if self._epoll is None else None

    def add(self, descriptor: int) -> None:
        if self._epoll is not None:
            self._epoll.register(descriptor, select.EPOLLIN)
        elif self._selector is not None:
            self._selector.register(descriptor, selectors.EVENT_READ)

    def remove(self, descriptor: int) -> None:
        """Also of one that was closed: that has gone by itself."""
        with contextlib.suppress(OSError, KeyError, ValueError):
            if self._epoll is not None:
                self._epoll.unregister(descriptor)
            elif self._selector is not None:
                self._selector.unregister(descriptor)

    def poll(self, seconds: float | None) -> list[int]:
        """Waits until there are any, for so many seconds or without a limit."""
        if self._epoll is not None:
            return [descriptor for descriptor, _ in self._epoll.poll(seconds)]
        return [key.fd for key, _ in self._selector.select(seconds)] if self._selector is not None else []

    def fileno(self) -> int:
        """A descriptor that is readable when one of the others is."""
        poller: Any = self._epoll or self._selector
        return int(poller.fileno())

    def close(self) -> None:
        for each in (self._epoll, self._selector):
            if each is not None:
                each.close()
