"""Many streams, followed by one thread."""

from __future__ import annotations

from types import TracebackType
from typing import Any

from dockline._wire.records import Records
from dockline.blocking.polling import Poller
from dockline.blocking.stream import Stream
from dockline.exchange.merging import BaseMerge
from dockline.exchange.wrong_driver import RefusesAsyncWith


class Merge(BaseMerge, RefusesAsyncWith):
    """An iterator over `(key, batch)` of many streams: what `merge` returns. A context manager that closes them.

    `batch` is the list of all records of one arrival, never empty. When a stream has ended, `batch` is None; when it
    has failed or was refused, the error, not raised; either comes once, after all records of the stream, and stops no
    other. The iteration ends when no stream is left.

    One thread iterates; `add`, `remove` and `close` may be called by any, also from within the loop.
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
