"""Many streams, followed by one task."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable, Hashable, Mapping
from functools import partial
from types import TracebackType
from typing import Any

from dockline._wire import records as wire
from dockline._wire.rawsocket import clock
from dockline.aio.connection import MAX_TURN
from dockline.aio.stream import Stream
from dockline.exchange import merging
from dockline.exchange.wrong_driver import RefusesFor, RefusesWith


class Merge(RefusesWith, RefusesFor):
    """An asynchronous iterator over `(key, batch)` of many streams: what `aio.merge` returns, and what `dockline.Merge`
    is among the blocking. An asynchronous context manager that closes them. One task iterates; any other of the same
    loop may add, remove and close."""

    def __init__(self, of: str, options: Mapping[str, Any]) -> None:
        self._merge = _Merge(of, options)
        self._turn_ends = 0.0

    def add(self, key: Hashable, stream: Stream, of: str | None = None, **options: Any) -> None:
        """Follows another stream, whose view must not be in use yet: the view `of` with its `options`, else those of
        the merge. Raises InvalidParameter."""
        self._merge.add(key, stream, of, **options)

    def remove(self, key: Hashable) -> None:
        """Closes a stream; nothing more comes of it. Raises KeyError for one that is not there (any more)."""
        self._merge.remove(key)

    def close(self) -> None:
        """Closes all streams. Idempotent."""
        self._merge.close()

    def __len__(self) -> int:
        return len(self._merge)

    def __contains__(self, key: Hashable) -> bool:
        return key in self._merge

    def __aiter__(self) -> Merge:
        return self

    async def __anext__(self) -> tuple[Any, Any]:
        merge = self._merge
        while True:
            found = merge.next_found()
            if found is not None:
                return found
            if not len(merge):
                raise StopAsyncIteration
            seconds = merge.seconds_to_wait()
            if seconds == 0 and clock() < self._turn_ends:
                merge.begin_round(0)  # a flood goes on
                continue
            try:
                if seconds == 0:
                    await asyncio.sleep(0)
                else:
                    await merge.wait(seconds)
            finally:
                self._turn_ends = clock() + MAX_TURN
            merge.begin_round(0)

    async def __aenter__(self) -> Merge:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._merge.close()

    def __del__(self) -> None:
        if hasattr(self, "_merge"):
            self._merge.forget()


class _Merge(merging.BaseMerge):
    _kind = Stream
    _poller: _LoopPoller

    def __init__(self, of: str, options: Mapping[str, Any]) -> None:
        super().__init__(of, options)
        self._found: deque[tuple[Any, Any]] = deque()  # by the loop, for a task that waited

    def next_found(self) -> tuple[Any, Any] | None:
        return self._found.popleft() if self._found else self.next_ready()

    async def wait(self, seconds: float | None) -> None:
        """Until there is something to gather, or was found."""
        await self._poller.wait(seconds)

    def forget(self) -> None:
        """Nobody iterates any more, but the loop knows the streams: they are closed."""
        for entry in self._entries.values():
            entry.stream.forget()

    def _new_poller(self) -> _LoopPoller:
        return _LoopPoller(self._find)

    def _records_of(self, view: Any) -> wire.Records[Any]:
        return view.arrivals.records  # type: ignore[no-any-return]

    def _notify(self, entry: merging.MergedStream, *, closed: bool = False) -> None:
        super()._notify(entry, closed=closed)
        self._handle_notifications()  # at once: nobody else runs, and the descriptor is soon another's

    def _find(self, entry: merging.MergedStream) -> bool:
        """Takes what has come of one; whether there was anything, or will be without waiting."""
        outcome = self.take(entry)
        if outcome is merging.NO_RECORDS:
            return bool(self._unfinished)
        self._found.append((entry.key, outcome))
        return True


class _LoopPoller:
    """As `polling.Poller`, by the loop of the streams themselves. The bytes that end a wait are taken at once by
    `find`, so that the loop does not tell of them again."""

    def __init__(self, find: Callable[[merging.MergedStream], bool]) -> None:
        self._find = find
        self._ready: dict[merging.MergedStream, None] = {}
        self._held: set[merging.MergedStream] = set()  # of those whose follower has stopped, until they were polled
        self._waiting: asyncio.Future[None] | None = None

    def add(self, descriptor: int, entry: merging.MergedStream) -> None:
        entry.stream.follow(partial(self._notify, entry))

    def remove(self, descriptor: int, entry: merging.MergedStream) -> None:
        entry.stream.unfollow()
        self._ready.pop(entry, None)
        self._held.discard(entry)

    def poll(self, seconds: float | None) -> list[merging.MergedStream]:
        ready, self._ready = list(self._ready), {}
        held, self._held = self._held, set()
        for entry in held:
            self.add(-1, entry)
        return ready

    async def wait(self, seconds: float | None) -> None:
        if self._ready:
            return
        if self._waiting is not None:
            raise RuntimeError("another task iterates over this merge")
        loop = asyncio.get_running_loop()
        self._waiting = loop.create_future()
        timer = None if seconds is None else loop.call_later(seconds, self.wake)
        try:
            await self._waiting
        finally:
            self._waiting = None
            if timer is not None:
                timer.cancel()

    def wake(self) -> None:
        if self._is_awaited:
            self._waiting.set_result(None)  # type: ignore[union-attr]

    def close(self) -> None:
        pass  # the streams have been closed, or go on without it

    def _notify(self, entry: merging.MergedStream) -> bool:
        """There are bytes of it. False where it was told of already: its follower stops."""
        if self._is_awaited:
            if self._find(entry):
                self.wake()
        elif entry in self._ready:
            self._held.add(entry)
            return False
        else:
            self._ready[entry] = None
        return True

    @property
    def _is_awaited(self) -> bool:
        return self._waiting is not None and not self._waiting.done()
