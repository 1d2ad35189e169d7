"""Many streams, followed by one task."""

from __future__ import annotations

import asyncio
from collections.abc import Hashable, Mapping
from types import TracebackType
from typing import Any

from dockline import merging
from dockline._wire import records as wire
from dockline.aio.link import settle
from dockline.aio.stream import Stream


class Merge:
    """An asynchronous iterator over `(key, batch)` of many streams: what `aio.merge` returns, and what `dockline.Merge`
    is among the blocking. An asynchronous context manager that closes them."""

    def __init__(self, of: str, options: Mapping[str, Any]) -> None:
        self._merge = _Merge(of, options)

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
        while True:
            found = self._merge.next_ready()
            if found is not None:
                return found
            if not len(self._merge):
                raise StopAsyncIteration
            await self._wait()
            self._merge.gather(0)

    async def __aenter__(self) -> Merge:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._merge.__exit__(kind, error, trace)

    async def _wait(self) -> None:
        """Until there is something to gather; others get their turn in any case."""
        seconds = self._merge.patience()
        if seconds == 0:
            await asyncio.sleep(0)
            return
        loop = asyncio.get_running_loop()
        ready = loop.create_future()
        timer = None if seconds is None else loop.call_later(seconds, settle, ready, False)
        descriptor = self._merge.fileno()
        loop.add_reader(descriptor, settle, ready, True)
        try:
            await ready
        finally:
            if timer is not None:
                timer.cancel()
            loop.remove_reader(descriptor)


class _Merge(merging.Merge):
    _kind = Stream

    def _records_of(self, view: Any) -> wire.Records[Any]:
        return view.records  # type: ignore[no-any-return]
