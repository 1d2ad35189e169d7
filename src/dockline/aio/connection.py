"""A connection whose calls wait in the event loop."""

from __future__ import annotations

import asyncio
import math
from collections.abc import Callable, Coroutine
from functools import partial
from typing import Any

from dockline._wire.connection import Connection
from dockline._wire.errors import WouldBlock, closed_on_this_side
from dockline._wire.rawsocket import clock
from dockline.aio.readiness import ReadinessWatcher, Waiter

MAX_TURN = 0.001  # seconds that a task may run without waiting, before other tasks get a turn


class AsyncConnection:
    """A compiled connection (`wire`), used in the event loop in which this was made.

    One task at a time may receive, and one may send. The event loop retries the call when the descriptor is ready.
    Received bytes go straight into the parser's buffer. Time limits are in seconds, infinite for none.
    """

    def __init__(self, wire: Connection, read_timeout: float, write_timeout: float) -> None:
        wire.blocking = False
        self.wire = wire
        self.read_timeout = read_timeout
        self.write_timeout = write_timeout
        self.deadline = math.inf
        self.watcher = ReadinessWatcher(wire.fileno())
        # A write may receive bytes. No poll reports them, so the wire connection calls this. The loop refers to the
        # watcher, not to the connection: an unused connection can be collected.
        wire.on_read_ahead = partial(self.watcher.loop.call_soon, self.watcher.read_ahead)
        self._turn_ends = 0.0

    def begin(self, deadline: float) -> None:
        """Begins an API call. It must end before `deadline`, on the clock of `rawsocket.clock`."""
        self.deadline = deadline
        self._turn_ends = clock() + MAX_TURN

    def receive(
        self, function: Callable[..., Any], *arguments: Any, doing: str = "waiting for the body"
    ) -> Coroutine[Any, Any, Any]:
        """Calls a function of `wire` that reads, and repeats it until it is done. Returns its result.

        Raises TimedOut, StreamClosed, and the errors of the function. A cancelled task may lose the result of a call
        that had finished.
        """
        return self._perform("read", self.read_timeout, doing, function, arguments)

    def send(
        self, function: Callable[..., Any], *arguments: Any, doing: str = "sending the request"
    ) -> Coroutine[Any, Any, Any]:
        """Calls a function of `wire` that sends, and repeats it until it is done. Raises as `receive` does."""
        return self._perform("write", self.write_timeout, doing, function, arguments)

    def close(self) -> None:
        """Closes the connection. Waiting tasks get StreamClosed. May be called twice."""
        if self.wire.closed:
            return
        self.watcher.stop()
        self.wire.close()
        self.watcher.fail(closed_on_this_side())

    def run_in_loop(self, function: Callable[[], object]) -> None:
        """Calls a function in the thread of the loop. Garbage may be collected in any thread."""
        loop = self.watcher.loop
        if loop.is_running() and asyncio._get_running_loop() is not loop:
            loop.call_soon_threadsafe(function)
        else:
            function()

    def __del__(self) -> None:
        if (
            self.watcher.is_registered
        ):  # else the loop does not know the descriptor, and the wire connection closes it itself
            self.run_in_loop(self.close)

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
        if self.wire.closed:
            raise closed_on_this_side()
        waiter = Waiter(self.watcher.loop, self.deadline, which, limit, doing, function, arguments, events)
        try:
            self.watcher.add(waiter)
            return await waiter.outcome
        finally:
            self.watcher.remove(waiter)
            self._turn_ends = clock() + MAX_TURN

    # The attributes that a transport uses.

    @property
    def stale(self) -> bool:
        return self.wire.stale

    @property
    def answered(self) -> bool:
        return self.wire.answered

    @property
    def upgraded(self) -> bool:
        return self.wire.upgraded

    @property
    def ended(self) -> bool:
        return self.wire.ended

    def make_idle(self) -> bool:
        return self.wire.make_idle()

    def abandon(self) -> None:
        self.wire.abandon()
