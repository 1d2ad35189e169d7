"""Waits in the event loop until a descriptor is ready."""

from __future__ import annotations

import asyncio
import math
import os
import select
from collections.abc import Callable
from select import POLLIN, POLLOUT
from typing import Any

from dockline._wire.errors import WouldBlock
from dockline._wire.rawsocket import clock
from dockline.errors import TimedOut


class Waiter:
    """A call that waits until the descriptor is ready for `events` of poll(2). Its result goes to `outcome`."""

    __slots__ = (
        "_arguments",
        "_deadline",
        "_doing",
        "_ends",
        "_function",
        "_limit",
        "_loop",
        "_timer",
        "events",
        "outcome",
        "which",
    )

    def __init__(
        self,
        loop: asyncio.AbstractEventLoop,
        deadline: float,
        which: str,
        limit: float,
        doing: str,
        function: Callable[..., Any],
        arguments: tuple[Any, ...],
        events: int,
    ) -> None:
        self.which = which
        self.events = events
        self._loop = loop
        self.outcome: asyncio.Future[Any] = self._loop.create_future()
        self._function = function
        self._arguments = arguments
        self._doing = doing
        self._limit = limit
        self._deadline = deadline
        self._timer: asyncio.TimerHandle | None = None
        self._begin_wait()

    def retry(self) -> bool:
        """Tries the call again. Returns True if the waiter is done."""
        if self.outcome.done():
            return True
        try:
            result = self._function(*self._arguments)
        except WouldBlock as wait:
            self.events = wait.events
            self._begin_wait()
            return False
        except Exception as error:
            self.outcome.set_exception(error)
        else:
            self.outcome.set_result(result)
        return True

    def fail(self, error: Exception) -> None:
        if not self.outcome.done():
            self.outcome.set_exception(error)

    def end(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
        if self.outcome.done():
            retrieve_exception(self.outcome)  # also if its task was cancelled meanwhile

    def _begin_wait(self) -> None:
        if self._limit == math.inf and self._deadline == math.inf:
            return
        now = clock()
        self._ends = min(now + self._limit, self._deadline)
        if self._timer is None:
            self._timer = self._loop.call_later(max(self._ends - now, 0), self._time_out)

    def _time_out(self) -> None:
        now = clock()
        if now < self._ends:  # bytes have arrived meanwhile, and a new wait has begun
            self._timer = self._loop.call_later(self._ends - now, self._time_out)
            return
        which = "call" if now >= self._deadline else self.which
        self.fail(TimedOut(f"{which}_timeout has passed while {self._doing}", which))


class ReadinessWatcher:
    """Registers one descriptor with the event loop, and calls the waiters when it is ready.

    The loop refers to this object, not to the connection, so that an unused connection can be collected.

    The descriptor stays registered for reading between calls. It is removed when bytes arrive and no call waits for
    them. They stay in the kernel, so that flow control slows the peer down.
    """

    __slots__ = (
        "_descriptor",
        "_follower",
        "_has_reader",
        "_has_writer",
        "_owner",
        "_reports_failure_once",
        "_waiting",
        "loop",
    )

    def __init__(self, descriptor: int) -> None:
        self.loop = asyncio.get_running_loop()
        self._owner = os.getpid()
        self._descriptor = descriptor
        self._waiting: dict[str, Waiter] = {}
        self._follower: Callable[[], bool] | None = None
        self._has_reader = self._has_writer = False
        # uvloop reports a failed descriptor only once, though there may be bytes to read before the error.
        self._reports_failure_once = not isinstance(self.loop, asyncio.SelectorEventLoop)

    def add(self, waiter: Waiter) -> None:
        if waiter.which in self._waiting:
            doing = "reading" if waiter.which == "read" else "writing to"
            raise RuntimeError(f"another task is {doing} this connection")
        self._waiting[waiter.which] = waiter
        self._update_registration()

    def remove(self, waiter: Waiter) -> None:
        waiter.end()
        if self._waiting.get(waiter.which) is waiter:
            del self._waiting[waiter.which]
            self._update_registration()

    def follow(self, follower: Callable[[], bool]) -> None:
        """Sets a function to call whenever the descriptor is readable.

        If it returns False, it is not called again before the next `follow`.
        """
        self._follower = follower
        self._update_registration()

    def unfollow(self) -> None:
        self._follower = None

    def read_ahead(self) -> None:
        """Retries the reading call, after a write has received bytes of the body."""
        if "read" in self._waiting:
            self._try(POLLIN)
        if self._follower is not None:
            self._follower()

    def fail(self, error: Exception) -> None:
        waiting, self._waiting = self._waiting, {}
        for waiter in waiting.values():
            waiter.fail(error)

    @property
    def is_registered(self) -> bool:
        return self._has_reader or self._has_writer

    def stop(self) -> None:
        """Removes the descriptor from the loop. It must be called before the descriptor is closed.

        A forked child does nothing: it shares the epoll object of the loop with its parent.
        """
        self._follower = None
        if not self.loop.is_closed() and os.getpid() == self._owner:
            if self._has_reader:
                self.loop.remove_reader(self._descriptor)
            if self._has_writer:
                self.loop.remove_writer(self._descriptor)
        self._has_reader = self._has_writer = False

    def _update_registration(self) -> None:
        """Registers the descriptor for the events that the waiters and the follower need."""
        events = 0 if self._follower is None else POLLIN
        for waiter in self._waiting.values():
            events |= waiter.events
        if events & POLLIN and not self._has_reader:
            self.loop.add_reader(self._descriptor, self._readable)
            self._has_reader = True
        writes = bool(events & POLLOUT)
        if writes != self._has_writer:
            if writes:
                self.loop.add_writer(self._descriptor, self._try, POLLOUT)
            else:
                self.loop.remove_writer(self._descriptor)
            self._has_writer = writes

    def _readable(self) -> None:
        in_use = self._try(POLLIN)
        if self._follower is not None:
            in_use = self._follower() or in_use
        if not in_use and self._has_reader:
            self.loop.remove_reader(self._descriptor)
            self._has_reader = False
        if self._reports_failure_once and (self._has_reader or self._has_writer) and _has_failed(self._descriptor):
            self.loop.call_soon(self._register_anew)

    def _register_anew(self) -> None:
        if self._has_reader:
            self.loop.remove_reader(self._descriptor)
        if self._has_writer:
            self.loop.remove_writer(self._descriptor)
        self._has_reader = self._has_writer = False
        self._update_registration()

    def _try(self, event: int) -> bool:
        """Retries the calls that wait for an event. Returns whether there were any."""
        waiting = [waiter for waiter in self._waiting.values() if waiter.events & event]
        for waiter in waiting:
            # A retried call may close the connection. That ends all other waiters.
            if self._waiting.pop(waiter.which, None) is not None and not waiter.retry():
                self._waiting[waiter.which] = waiter
        if waiting:
            self._update_registration()
        return bool(waiting)


def _has_failed(descriptor: int) -> bool:
    """Tells whether the descriptor has an error. There may be bytes to read before it."""
    poll = select.poll()
    poll.register(descriptor, 0)
    return any(events & select.POLLERR for _, events in poll.poll(0))


def retrieve_exception(done: asyncio.Future[Any]) -> None:
    """Marks the exception as retrieved, so that asyncio does not log it."""
    if not done.cancelled():
        done.exception()
