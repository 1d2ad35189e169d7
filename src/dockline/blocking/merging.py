"""The merge of many streams into one iterator, for the blocking driver."""

from __future__ import annotations

from types import TracebackType
from typing import Any

from dockline._wire.records import Records
from dockline.blocking.polling import Poller
from dockline.blocking.stream import Stream
from dockline.exchange.merging import BaseMerge
from dockline.exchange.wrong_driver import RefusesAsyncWith


class Merge(BaseMerge, RefusesAsyncWith):
    """An iterator over `(key, batch)` of many streams. `merge` makes it. As a context manager it closes the streams.

    `batch` is a list of the records that arrived together. It is never empty. After the last records of a stream,
    `batch` is once None if the stream has ended, or the error (not raised) if it has failed or was refused. The other
    streams go on. The iteration ends when no stream is left.

    One thread iterates. Any thread may call `add`, `remove` and `close`, the iterating one too.
    """

    _kind = Stream

    def __iter__(self) -> Merge:
        return self

    def __next__(self) -> tuple[Any, Any]:
        while True:
            found = self.next_ready()
            if found is not None:
                return found
            if not self._entries:
                raise StopIteration
            self.begin_round(self.seconds_to_wait())

    def __enter__(self) -> Merge:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
        self._poller.close()

    def __del__(self) -> None:
        if hasattr(self, "_poller"):
            self._poller.close()

    def _new_poller(self) -> Any:
        return Poller()

    def _records_of(self, view: Any) -> Records[Any]:
        return view  # type: ignore[no-any-return]
