"""Records of a stream, as they arrive, for `async for`."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from select import POLLIN
from typing import Any, Generic, TypeVar

from dockline._wire import records as wire
from dockline._wire.errors import WouldBlock
from dockline._wire.items import Items
from dockline._wire.splitters import Splitter
from dockline.aio.connection import AsyncConnection
from dockline.errors import TimedOut
from dockline.exchange.wrong_driver import RefusesFor

_Record = TypeVar("_Record")


class BatchReader(Generic[_Record]):
    """Lists of records, one an arrival. A task that is cancelled while it waits loses nothing: the next one goes on."""

    def __init__(self, records: wire.Records[_Record], link: AsyncConnection) -> None:
        self.records = records
        self.link = link
        self._arrived: list[_Record] | None = None  # and not yet taken by a task

    @classmethod
    def of(
        cls,
        link: AsyncConnection,
        splitter: Splitter,
        on_end: Callable[[bool], object] = lambda clean: None,
        convert: Callable[[Any], Any] | None = None,
    ) -> BatchReader[Any]:
        return BatchReader(wire.Records(link.connection, splitter, on_end, convert), link)

    async def next(self) -> list[_Record]:
        """At least one record; none at the end."""
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


class Records(RefusesFor, Generic[_Record]):
    """An asynchronous iterator over records; `batches()` gives a list per arrival. A task that is cancelled while it
    waits loses nothing: the next one goes on. Two that wait at a time are refused by a RuntimeError."""

    def __init__(self, arrivals: BatchReader[_Record]) -> None:
        self.arrivals = arrivals
        self._items: Items[_Record] = Items(arrivals.next)

    def __aiter__(self) -> AsyncIterator[_Record]:
        return self._items

    def __anext__(self) -> Awaitable[_Record]:
        return self._items.__anext__()

    async def batches(self) -> AsyncIterator[list[_Record]]:
        """Lists: all records of one arrival, never an empty one."""
        rest = self._items.rest()
        if rest:
            yield rest
        while batch := await self.arrivals.next():
            yield batch
