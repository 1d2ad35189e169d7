"""The merge of many streams into one iterator, for asyncio."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable, Hashable, Mapping
from functools import partial
from types import TracebackType
from typing import Any

from dockline._wire import records as wire_records
from dockline._wire.rawsocket import clock
from dockline.aio.connection import MAX_TURN
from dockline.aio.stream import Stream
from dockline.exchange import merging
from dockline.exchange.wrong_driver import RefusesFor, RefusesWith


class Merge(RefusesWith, RefusesFor):
    """An asynchronous iterator over `(key, batch)` of many streams. `aio.merge` makes it.

    `batch` is a list of the records that arrived together. It is never empty. After the last records of a stream,
    `batch` is once None if the stream has ended, or the error (not raised) if it has failed or was refused. The other
    streams go on. The iteration ends when no stream is left.

    One task iterates. Any task of the same loop may call `add`, `remove` and `close`. As an asynchronous context
    manager it closes the streams.
    """

    __module__ = "dockline.aio"

    def __init__(self, of: str, options: Mapping[str, Any]) -> None:
        self._merge = LoopMerge(of, options)
        self._turn_ends = 0.0

    def add(self, key: Hashable, stream: Stream, of: str | None = None, **options: Any) -> None:
        """Adds a stream. No view of it may be in use yet.

        `key` is any hashable object that is not in the merge yet. `of` and `options` name the view of this stream and
        the view's options; without them, those of the merge apply.

        Raises InvalidParameter, and StreamClosed if the merge was closed.
        """
        self._merge.add(key, stream, of, **options)

    def remove(self, key: Hashable) -> None:
        """Removes a stream and closes it. Its remaining records are dropped. Raises KeyError if the key is unknown."""
        self._merge.remove(key)

    def close(self) -> None:
        """Closes all streams. May be called twice."""
        self._merge.close()

    def __repr__(self) -> str:
        return f"<dockline.aio.Merge of {len(self)}>"

    def __len__(self) -> int:
        return len(self._merge)

    def __contains__(self, key: Hashable) -> bool:
        return key in self._merge

    def __aiter__(self) -> Merge:
        return self

    async def __anext__(self) -> tuple[Any, Any]:
        merge = self._merge
        while True:
            found = merge.next_collected()
            if found is not None:
                return found
            if not len(merge):
                raise StopAsyncIteration
            seconds = merge.seconds_to_wait()
            if seconds == 0 and clock() < self._turn_ends:
                merge.begin_round(0)  # data is at hand, and the turn of this task is not over
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
            self._merge.close_streams()


class LoopMerge(merging.BaseMerge):
    """The merge of an event loop. Its task calls `next_collected`, `wait` and `begin_round(0)` by turns."""

    _kind = Stream
    _poller: _LoopPoller

    def __init__(self, of: str, options: Mapping[str, Any]) -> None:
        super().__init__(of, options)
        self._collected: deque[tuple[Any, Any]] = deque()  # read by the loop while the task waited

    def next_collected(self) -> tuple[Any, Any] | None:
        return self._collected.popleft() if self._collected else self.next_ready()

    async def wait(self, seconds: float | None) -> None:
        """Waits until a stream is readable or was read, at most `seconds` (None: no limit)."""
        await self._poller.wait(seconds)

    def wake(self) -> None:
        """Ends the wait of the task."""
        self._poller.wake()

    def close_streams(self) -> None:
        """Closes the streams of a merge that was dropped. The loop still refers to them."""
        for entry in self._entries.values():
            entry.stream.close_threadsafe()

    def _new_poller(self) -> _LoopPoller:
        return _LoopPoller(self._collect)

    def _records_of(self, view: Any) -> wire_records.Records[Any]:
        return view.arrivals.records  # type: ignore[no-any-return]

    def _notify(self, entry: merging.MergedStream, *, closed: bool = False) -> None:
        super()._notify(entry, closed=closed)
        self._handle_notifications()  # now, because a closed descriptor's number may soon belong to another file

    def _collect(self, entry: merging.MergedStream) -> bool:
        """Reads a stream without waiting. Returns whether anything arrived, or more is at hand."""
        outcome = self.take(entry)
        if outcome is merging.NO_RECORDS:
            return bool(self._unfinished)
        self._collected.append((entry.key, outcome))
        return True


class _LoopPoller:
    """Like `blocking.polling.Poller`, but the event loop of the streams does the polling.

    While a task waits, `collect` reads a stream as soon as it is readable. So the loop does not report it again.
    """

    def __init__(self, collect: Callable[[merging.MergedStream], bool]) -> None:
        self._collect = collect
        self._ready: dict[merging.MergedStream, None] = {}
        self._paused: set[merging.MergedStream] = set()  # not watched again before the next poll
        self._waiting: asyncio.Future[None] | None = None

    def add(self, descriptor: int, entry: merging.MergedStream) -> None:
        entry.stream.follow(partial(self._on_readable, entry))

    def remove(self, descriptor: int, entry: merging.MergedStream) -> None:
        entry.stream.unfollow()
        self._ready.pop(entry, None)
        self._paused.discard(entry)

    def poll(self, seconds: float | None) -> list[merging.MergedStream]:
        ready, self._ready = list(self._ready), {}
        paused, self._paused = self._paused, set()
        for entry in paused:
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
        pass  # it has no resources of its own

    def _on_readable(self, entry: merging.MergedStream) -> bool:
        """The loop calls it when a stream is readable. Returns False if no more such calls are wanted for now."""
        if self._is_awaited:
            if self._collect(entry):
                self.wake()
        elif entry in self._ready:
            self._paused.add(entry)
            return False
        else:
            self._ready[entry] = None
        return True

    @property
    def _is_awaited(self) -> bool:
        return self._waiting is not None and not self._waiting.done()
