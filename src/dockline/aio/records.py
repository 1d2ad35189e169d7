"""Records of a stream, as they arrive, for `async for`."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterator
from select import POLLIN
from typing import Any, Generic, TypeVar

from dockline._wire import records as wire
from dockline._wire.errors import WouldBlock
from dockline._wire.splitters import Splitter
from dockline.aio.link import Link
from dockline.errors import TimedOut

_Record = TypeVar("_Record")


class Records(Generic[_Record]):
    """An asynchronous iterator over records; `batches()` gives a list per arrival. A task that is cancelled while it
    waits loses nothing: the next one goes on. Two at a time are refused by a RuntimeError."""

    def __init__(self, records: wire.Records[_Record], link: Link) -> None:
        self.records = records
        self.link = link
        self._items: Iterator[_Record] = iter(())
        self._arrived: list[_Record] | None = None  # and not yet taken by a task

    @classmethod
    def of(
        cls,
        link: Link,
        splitter: Splitter,
        on_end: Callable[[bool], object] = lambda clean: None,
        convert: Callable[[Any], Any] | None = None,
    ) -> Records[Any]:
        return Records(wire.Records(link.connection, splitter, on_end, convert), link)

    def __aiter__(self) -> Records[_Record]:
        return self

    async def __anext__(self) -> _Record:
        for item in self._items:
            return item
        batch = await self.arrival()
        if not batch:
            raise StopAsyncIteration
        self._items = iter(batch)
        return next(self._items)

    async def batches(self) -> AsyncIterator[list[_Record]]:
        """Lists: all records of one arrival, never an empty one."""
        rest = list(self._items)
        if rest:
            yield rest
        while batch := await self.arrival():
            yield batch

    async def arrival(self) -> list[_Record]:
        """The records of the next arrival; none at the end."""
        if self._arrived is None:
            try:
                await self.link.receive(self._receive)
            except TimedOut as fault:
                self.records.abort(fault)
                raise
        arrived, self._arrived = self._arrived, None
        return arrived or []

    def _receive(self) -> None:
        while self._arrived is None:
            taken = self.records.take()
            if taken is None:
                self._arrived = []
                return
            batch, more = taken
            if batch:
                self._arrived = batch
            elif not more:
                raise WouldBlock(POLLIN)
