"""Records of a stream, as they arrive, for `async for`."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from select import POLLIN
from typing import Any, Generic, TypeVar

from dockline._wire import records as wire
from dockline._wire.splitters import Splitter
from dockline.aio.link import Link
from dockline.errors import TimedOut

MAX_TURNS = 4  # arrivals of a flood, before other tasks have theirs

_Record = TypeVar("_Record")


class Records(Generic[_Record]):
    """An asynchronous iterator over records; `batches()` gives a list per arrival. A task that is cancelled while it
    waits loses nothing: the next one goes on."""

    def __init__(self, records: wire.Records[_Record], link: Link) -> None:
        self.records = records
        self._link = link
        self._items: Iterator[_Record] = iter(())
        self._turns = 0  # that were taken without waiting

    @classmethod
    def of(
        cls, link: Link, splitter: Splitter, on_end: Callable[[bool], object], convert: Callable[[Any], Any] | None
    ) -> Records[Any]:
        return Records(wire.Records(link.connection, splitter, on_end, convert), link)

    def __aiter__(self) -> Records[_Record]:
        return self

    async def __anext__(self) -> _Record:
        for item in self._items:
            return item
        batch = await self._arrival()
        if not batch:
            raise StopAsyncIteration
        self._items = iter(batch)
        return next(self._items)

    async def batches(self) -> AsyncIterator[list[_Record]]:
        """Lists: all records of one arrival, never an empty one."""
        rest = list(self._items)
        if rest:
            yield rest
        while batch := await self._arrival():
            yield batch

    async def _arrival(self) -> list[_Record]:
        """The records of the next arrival; none at the end."""
        while True:
            if self._turns == MAX_TURNS:
                self._turns = 0
                await asyncio.sleep(0)
            taken = self.records.take()
            if taken is None:
                return []
            batch, more = taken
            self._turns += 1
            if batch:
                return batch
            if not more:
                self._turns = 0
                await self._readable()

    async def _readable(self) -> None:
        try:
            await self._link.wait(POLLIN, self._link.read_timeout, "read", "waiting for the body")
        except TimedOut as fault:
            self.records.abort(fault)
            raise
