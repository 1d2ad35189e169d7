"""The records of a stream, for `async for`."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from select import POLLIN
from typing import Any, Generic, TypeVar

from dockline._wire import records as wire_records
from dockline._wire.errors import WouldBlock
from dockline._wire.items import Items
from dockline._wire.splitters import Splitter
from dockline.aio.connection import AsyncConnection
from dockline.errors import TimedOut
from dockline.exchange.wrong_driver import RefusesFor

_Record = TypeVar("_Record")


class BatchReader(Generic[_Record]):
    """Reads batches: lists of the records that arrived together. If a waiting task is cancelled, no record is lost."""

    def __init__(self, records: wire_records.Records[_Record], connection: AsyncConnection) -> None:
        self.records = records
        self.connection = connection
        self._arrived: list[_Record] | None = None  # a batch that no task has taken yet

    @classmethod
    def of(
        cls,
        connection: AsyncConnection,
        splitter: Splitter,
        on_end: Callable[[bool], object] = lambda complete: None,
        convert: Callable[[Any], Any] | None = None,
    ) -> BatchReader[Any]:
        return BatchReader(wire_records.Records(connection.wire, splitter, on_end, convert), connection)

    async def next(self) -> list[_Record]:
        """Returns the next batch. It is empty at the end of the stream."""
        if self._arrived is None:
            try:
                await self.connection.receive(self._receive)
            except TimedOut as error:
                self.records.abort(error)
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
    """An asynchronous iterator over the records of a stream.

    If a waiting task is cancelled, no record is lost: another task can go on. One task at a time may wait; a second
    gets a RuntimeError.
    """

    __module__ = "dockline.aio"

    def __init__(self, arrivals: BatchReader[_Record]) -> None:
        self.arrivals = arrivals
        self._items: Items[_Record] = Items(arrivals.next)

    def __aiter__(self) -> AsyncIterator[_Record]:
        return self._items

    def __anext__(self) -> Awaitable[_Record]:
        return self._items.__anext__()

    async def batches(self) -> AsyncIterator[list[_Record]]:
        """Iterates over lists of the records that arrived together. No list is empty."""
        rest = self._items.rest()
        if rest:
            yield rest
        while batch := await self.arrivals.next():
            yield batch
