"""The merge of many streams into one iterator: the part that both drivers share."""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Callable, Hashable, Mapping
from functools import partial
from heapq import heappop, heappush
from typing import Any, Protocol, TypeVar

from dockline import redaction
from dockline._wire.rawsocket import clock
from dockline._wire.records import Records
from dockline.errors import APIError, DocklineError, InvalidParameter, StreamClosed, TimedOut, nearest
from dockline.exchange.stream import BaseStream

VIEWS = ("lines", "entries", "frames", "chunks", "documents")


class BaseMerge:
    """The base class of both drivers' merges. The drivers add the I/O."""

    _kind: type[BaseStream]  # the stream class of the driver

    def __init__(self, of: str, options: Mapping[str, Any]) -> None:
        self._of = _check_view(of)
        self._options = options
        self._entries: dict[Hashable, MergedStream] = {}
        # Other threads put streams here for the iterating thread: (stream to read, whether it was closed).
        self._notifications: deque[tuple[MergedStream, bool]] = deque()
        # Streams to read in this round. A stream with more data at hand is read again in the next round, so that a
        # busy stream can't starve the others.
        self._ready: deque[MergedStream] = deque()
        self._unfinished: list[MergedStream] = []
        self._deadlines: list[tuple[float, int, MergedStream]] = []
        self._closed = False
        self._poller = self._new_poller()

    def add(self, key: Hashable, stream: BaseStream, of: str | None = None, **options: Any) -> None:
        """Adds a stream. No view of it may be in use yet.

        `key` is any hashable object that is not in the merge yet. `of` and `options` name the view of this stream and
        the view's options; without them, those of the merge apply.

        Raises InvalidParameter, and StreamClosed if the merge was closed.
        """
        self._check(key, stream)
        if self._closed:
            raise StreamClosed("this merge was closed; make a new one")
        if key in self._entries:
            raise InvalidParameter(f"there is a stream {redaction.quoted_name(key)} already")
        if of is None:
            of, options = self._of, {**self._options, **options}
        entry = MergedStream(key, stream)
        try:
            entry.records = self._records_of(_view(stream, of, options))
        except APIError as refusal:  # the engine refused the request of this stream
            entry.error = refusal
        self._entries[key] = entry
        stream.on_close(partial(self._notify, entry, closed=True))
        stream.on_read_ahead(partial(self._notify, entry))
        self._notify(entry)

    def remove(self, key: Hashable) -> None:
        """Removes a stream and closes it. Its remaining records are dropped. Raises KeyError if the key is unknown."""
        self._entries.pop(key).stream.close()

    def close(self) -> None:
        """Closes all streams. May be called twice."""
        self._closed = True
        for key in list(self._entries):
            try:
                self.remove(key)
            except KeyError:  # another thread was faster
                continue
        self._poller.wake()

    def __repr__(self) -> str:
        return f"<dockline.Merge of {len(self._entries)}>"

    def __len__(self) -> int:
        return len(self._entries)

    def __contains__(self, key: Hashable) -> bool:
        return key in self._entries

    # The steps of an iteration.

    def next_ready(self) -> tuple[Any, Any] | None:
        """Returns the next `(key, batch)` of this round, or None at the end of the round."""
        while self._ready:
            entry = self._ready.popleft()
            outcome = self.take(entry)
            if outcome is not NO_RECORDS:
                return entry.key, outcome
        return None

    def take(self, entry: MergedStream) -> Any:
        """Reads a stream without waiting. Returns a batch, None at its end, an error, or NO_RECORDS."""
        if entry.ended:
            return NO_RECORDS
        if entry.error is not None:
            entry.stream.close()
            return self._end(entry, entry.error)
        try:
            taken = entry.records.take()
        except DocklineError as error:
            return self._end(entry, error)
        if taken is None:
            return self._end(entry, None)
        records, more = taken
        if more:
            self._unfinished.append(entry)
        entry.deadline = clock() + entry.read_timeout
        return records or NO_RECORDS

    def seconds_to_wait(self) -> float | None:
        """Returns the seconds until the next time limit, 0 if data is at hand, None if there is no limit."""
        if self._unfinished:
            return 0
        return max(0, self._deadlines[0][0] - clock()) if self._deadlines else None

    def begin_round(self, seconds: float | None) -> None:
        """Begins a round with the streams that are readable or have data at hand. Waits at most `seconds`."""
        self._ready.extend(self._poller.poll(seconds))
        self._handle_notifications()
        again, self._unfinished = self._unfinished, []
        self._ready.extend(again)
        self._time_out()

    def _check(self, key: Any, stream: Any) -> None:
        if not isinstance(stream, self._kind):
            if isinstance(stream, BaseStream):
                raise InvalidParameter(
                    "merge takes streams of its own driver: use dockline.merge for the blocking one, "
                    "dockline.aio.merge for asyncio"
                )
            hint = ": await it first" if hasattr(stream, "__await__") else ""
            raise InvalidParameter(f"merge takes streams (of as='stream'), not {redaction.describe_type(stream)}{hint}")
        try:
            hash(key)
        except TypeError:
            raise InvalidParameter(f"a key must be hashable, which {redaction.describe_type(key)} is not") from None

    def _new_poller(self) -> Any:
        raise NotImplementedError

    def _records_of(self, view: Any) -> Records[Any]:
        """Returns the compiled records behind a view of the driver."""
        raise NotImplementedError

    def _end(self, entry: MergedStream, outcome: DocklineError | None) -> Any:
        entry.ended = True
        self._unregister(entry)
        if self._entries.get(entry.key) is not entry:
            return NO_RECORDS  # it was removed
        del self._entries[entry.key]
        return outcome

    def _handle_notifications(self) -> None:
        """Handles the notifications of other threads."""
        while self._notifications:
            entry, closed = self._notifications.popleft()
            if closed:
                self._unregister(entry)
            elif entry.descriptor == _UNKNOWN:
                self._register(entry)
            self._ready.append(entry)

    def _register(self, entry: MergedStream) -> None:
        if entry.error is not None:
            return
        entry.descriptor = entry.records.fileno()
        if entry.descriptor == _UNKNOWN:
            return  # it was closed already
        self._poller.add(entry.descriptor, entry)
        if entry.read_timeout != math.inf:
            entry.deadline = clock() + entry.read_timeout
            heappush(self._deadlines, (entry.deadline, id(entry), entry))

    def _unregister(self, entry: MergedStream) -> None:
        self._poller.remove(entry.descriptor, entry)

    def _time_out(self) -> None:
        """Ends the streams that were silent for too long.

        A stream that received bytes since then has a later deadline. The heap is updated here.
        """
        now = clock()
        while self._deadlines and self._deadlines[0][0] <= now:
            _, number, entry = heappop(self._deadlines)
            if entry.ended:
                continue
            if entry.deadline > now or entry in self._ready:
                heappush(self._deadlines, (max(entry.deadline, now), number, entry))
                if entry.deadline <= now:
                    break  # it is about to be read
            else:
                entry.error = TimedOut("read_timeout has passed while waiting for the body", "read")
                self._ready.append(entry)

    def _notify(self, entry: MergedStream, *, closed: bool = False) -> None:
        self._notifications.append((entry, closed))
        self._poller.wake()


class _AddsStreams(Protocol):
    def add(self, key: Hashable, stream: Any) -> None: ...


_Merge = TypeVar("_Merge", bound=_AddsStreams)


def merge_streams(
    make: Callable[[str, Mapping[str, Any]], _Merge], streams: Any, of: str, options: Mapping[str, Any]
) -> _Merge:
    """Makes a merge and adds its first streams. Raises InvalidParameter."""
    if streams is not None and not isinstance(streams, Mapping):
        raise InvalidParameter(
            "streams must be a mapping of keys to streams, like {'web': stream}, not "
            f"{redaction.describe_type(streams)}"
        )
    merge = make(of, options)
    for key, stream in (streams or {}).items():
        merge.add(key, stream)
    return merge


def _view(stream: BaseStream, of: str, options: Mapping[str, Any]) -> Any:
    view = getattr(stream, _check_view(of))
    code = view.__code__
    known = code.co_varnames[1 : code.co_argcount + code.co_kwonlyargcount]
    for name in options:
        if name not in known:
            raise InvalidParameter(f"{of} has no option {redaction.quoted_name(name)}: {nearest(name, known)}")
    return view(**options)


def _check_view(of: str) -> str:
    if of not in VIEWS:
        raise InvalidParameter(f"streams have no view {redaction.quoted_name(of)}: {nearest(of, VIEWS)}")
    return of


class MergedStream:
    """A stream of a merge, and its state."""

    __slots__ = ("deadline", "descriptor", "ended", "error", "key", "read_timeout", "records", "stream")

    records: Records[Any]

    def __init__(self, key: Hashable, stream: BaseStream) -> None:
        self.key = key
        self.stream: Any = stream  # of the driver's class
        self.read_timeout = stream.read_timeout
        self.deadline = math.inf
        self.descriptor = _UNKNOWN
        self.ended = False
        self.error: DocklineError | None = None


_UNKNOWN = -1
NO_RECORDS = object()
