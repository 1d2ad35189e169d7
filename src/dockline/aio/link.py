"""A connection that leaves its waiting to the event loop."""

from __future__ import annotations

import asyncio
import math
from collections.abc import Callable
from select import POLLIN, POLLOUT
from typing import Any

from dockline._wire.connection import Connection
from dockline._wire.errors import WouldBlock
from dockline._wire.rawsocket import clock
from dockline.errors import StreamClosed, TimedOut


class Link:
    """Belongs to the loop in which it was made. Time limits are seconds, infinite for none; `deadline` is that of the
    call, on the clock of `rawsocket.clock`."""

    def __init__(self, connection: Connection, read_timeout: float, write_timeout: float) -> None:
        connection.waits = False
        self.connection = connection
        self.read_timeout = read_timeout
        self.write_timeout = write_timeout
        self.deadline = math.inf
        self._loop = asyncio.get_running_loop()
        self._waiting: set[asyncio.Future[bool]] = set()

    async def receive(self, step: Callable[..., Any], *arguments: Any, doing: str = "waiting for the body") -> Any:
        """A call of the connection that reads, repeated until it is done."""
        while True:
            try:
                return step(*arguments)
            except WouldBlock as wait:
                await self.wait(wait.events, self.read_timeout, "read", doing)

    async def send(self, step: Callable[..., Any], *arguments: Any, doing: str = "sending the request") -> Any:
        """A call of the connection that sends, repeated until it is done."""
        while True:
            try:
                return step(*arguments)
            except WouldBlock as wait:
                await self.wait(wait.events, self.write_timeout, "write", doing)

    async def wait(self, events: int, limit: float, which: str, doing: str) -> None:
        """Until the descriptor is ready for `events` of poll(2). Raises TimedOut, StreamClosed when it is closed."""
        if self.connection.closed:
            raise StreamClosed("the connection was closed on this side")
        seconds = min(limit, self.deadline - clock())
        ready = self._loop.create_future()
        timer = None if seconds == math.inf else self._loop.call_later(max(seconds, 0), settle, ready, False)
        descriptor = self.connection.fileno()
        if events & POLLIN:
            self._loop.add_reader(descriptor, settle, ready, True)
        if events & POLLOUT:
            self._loop.add_writer(descriptor, settle, ready, True)
        self._waiting.add(ready)
        try:
            in_time = await ready
        finally:
            self._waiting.discard(ready)
            if timer is not None:
                timer.cancel()
            if not self.connection.closed:  # `close` has done it else, before the number could become another's
                self._ignore(descriptor, events)
        if not in_time:
            which = "call" if clock() >= self.deadline else which
            raise TimedOut(f"{which}_timeout has passed while {doing}", which)

    def close(self) -> None:
        """Closes the connection; tasks that wait for it get StreamClosed. Idempotent."""
        if not self.connection.closed:
            if self._waiting:
                self._ignore(self.connection.fileno(), POLLIN | POLLOUT)
            self.connection.close()
        for ready in self._waiting:
            if not ready.done():
                ready.set_exception(StreamClosed("the connection was closed on this side"))

    def _ignore(self, descriptor: int, events: int) -> None:
        if events & POLLIN:
            self._loop.remove_reader(descriptor)
        if events & POLLOUT:
            self._loop.remove_writer(descriptor)

    # As a transport sees a connection.

    @property
    def stale(self) -> bool:
        return self.connection.stale

    @property
    def answered(self) -> bool:
        return self.connection.answered

    @property
    def upgraded(self) -> bool:
        return self.connection.upgraded

    def rest(self) -> bool:
        return self.connection.rest()

    def abandon(self) -> None:
        self.connection.abandon()


def settle(ready: asyncio.Future[bool], in_time: bool) -> None:
    if not ready.done():
        ready.set_result(in_time)
