"""A connection that leaves its waiting to the event loop."""

from __future__ import annotations

import asyncio
import math
from collections.abc import Callable, Coroutine
from functools import partial
from typing import Any

from dockline._wire.connection import Connection
from dockline._wire.errors import WouldBlock
from dockline._wire.rawsocket import clock
from dockline.aio.readiness import ReadinessWatcher, Waiter
from dockline.errors import StreamClosed

MAX_TURN = 0.001  # seconds that a task may go on without waiting, before others have their turn


class AsyncConnection:
    """Belongs to the loop in which it was made. Time limits are seconds, infinite for none.

    One task at a time may receive, and one may send. What waits is tried again by the loop itself, as soon as the
    descriptor is ready: bytes go at once to where they stay, and the task gets the outcome.
    """

    def __init__(self, connection: Connection, read_timeout: float, write_timeout: float) -> None:
        connection.waits = False
        self.connection = connection
        self.read_timeout = read_timeout
        self.write_timeout = write_timeout
        self.deadline = math.inf
        self.watcher = ReadinessWatcher(connection.fileno())
        # Of what a write has received no descriptor tells; the loop holds the watch, and so not the link.
        connection.on_read_ahead = partial(self.watcher.loop.call_soon, self.watcher.read_ahead)
        self._turn_ends = 0.0

    def begin(self, deadline: float) -> None:
        """A call begins, which must end before `deadline`, on the clock of `rawsocket.clock`."""
        self.deadline = deadline
        self._turn_ends = clock() + MAX_TURN

    def receive(
        self, function: Callable[..., Any], *arguments: Any, doing: str = "waiting for the body"
    ) -> Coroutine[Any, Any, Any]:
        """A call of the connection that reads, repeated until it is done. Raises TimedOut, StreamClosed, and what it
        raises. Who is cancelled may have missed its result."""
        return self._perform("read", self.read_timeout, doing, function, arguments)

    def send(
        self, function: Callable[..., Any], *arguments: Any, doing: str = "sending the request"
    ) -> Coroutine[Any, Any, Any]:
        """A call of the connection that sends, repeated until it is done."""
        return self._perform("write", self.write_timeout, doing, function, arguments)

    def close(self) -> None:
        """Closes the connection; tasks that wait for it get StreamClosed. Idempotent."""
        if self.connection.closed:
            return
        self.watcher.stop()
        self.connection.close()
        self.watcher.fail(closed())

    def do(self, act: Callable[[], object]) -> None:
        """Calls it in the thread of the loop, where that runs in another one: of garbage any thread may learn."""
        loop = self.watcher.loop
        if loop.is_running() and asyncio._get_running_loop() is not loop:
            loop.call_soon_threadsafe(act)
        else:
            act()

    def __del__(self) -> None:
        if self.watcher.is_asked:  # else nobody but this has the descriptor
            self.do(self.close)

    async def _perform(
        self, which: str, limit: float, doing: str, function: Callable[..., Any], arguments: tuple[Any, ...]
    ) -> Any:
        if clock() >= self._turn_ends:
            await asyncio.sleep(0)
            self._turn_ends = clock() + MAX_TURN
        try:
            return function(*arguments)
        except WouldBlock as wait:
            events = wait.events
        if self.connection.closed:
            raise closed()
        waiter = Waiter(self.watcher.loop, self.deadline, which, limit, doing, function, arguments, events)
        try:
            self.watcher.add(waiter)
            return await waiter.outcome
        finally:
            self.watcher.remove(waiter)
            self._turn_ends = clock() + MAX_TURN

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

    @property
    def ended(self) -> bool:
        return self.connection.ended

    def rest(self) -> bool:
        return self.connection.rest()

    def abandon(self) -> None:
        self.connection.abandon()


def closed() -> StreamClosed:
    return StreamClosed("the connection was closed on this side")
