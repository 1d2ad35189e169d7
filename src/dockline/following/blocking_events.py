"""`follow_events` of the blocking driver."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Mapping
from random import Random
from types import TracebackType
from typing import Any

from dockline._wire.coroutines import run
from dockline._wire.rawsocket import clock
from dockline.blocking.stream import Stream
from dockline.blocking.transport import BlockingTransport
from dockline.errors import StreamClosed
from dockline.exchange.wrong_driver import RefusesAsyncWith
from dockline.following.engine import EngineCalls, engine_time
from dockline.following.event_follower import EventFollower, EventOutput
from dockline.following.options import check_filters
from dockline.spec import tables


def follow_events(
    *,
    engine: str = "docker",
    conn: Mapping[str, Any] | None = None,
    filters: Mapping[str, str | Iterable[str]] | None = None,
    cursor: Any = None,
) -> EventFollowing:
    """Follows the events of an engine: each once, also after a reconnect and a restart. Returns an iterator.

    The iterator gives events, as the dicts of the engine, and notices of `dockline.notices`: `Reconnecting`, and `Gap`
    where events may be missing. Docker keeps the last 256 events, and loses them at a restart. A thread reads the
    events while the caller is busy, up to 10,000; if the caller is slower than that, a `Gap` tells.

    - `engine`: "docker" or "podman".
    - `conn`: as for `client`.
    - `filters`: the engine's own filters of events: a mapping of names to lists of str.
    - `cursor`: what `cursor()` of another iteration has returned: goes on behind it. None: from now on.

    It connects at once, and raises the error if it can't. Later attempts are repeated, and `Reconnecting` tells so.

    Raises InvalidParameter, ConnectError and APIError. The iterator raises StreamClosed after `close`.

    Example: `for event in dockline.follow_events(filters={"type": ["container"]}): print(event)`
    """
    name = tables.find_engine(engine).name
    core = EventFollower(name, keeps_events=name == "podman", random=Random(), cursor=cursor)  # noqa: S311
    return EventFollowing(core, EngineCalls(name, conn, BlockingTransport), check_filters(filters))


class EventFollowing(RefusesAsyncWith):
    """An iterator over events and notices. `dockline.follow_events` makes it. As a context manager it closes itself.

    Any thread may call `close`, which ends an iteration that waits.
    """

    __module__ = "dockline"

    def __init__(self, core: EventFollower, calls: EngineCalls, filters: dict[str, list[str]]) -> None:
        self._reader = _Reader(core, calls, filters)

    def cursor(self) -> dict[str, Any]:
        """Returns the cursor: where the caller is, after the last event that it was given. A dict for JSON."""
        with self._reader.changed:
            return self._reader.core.cursor()

    def __iter__(self) -> EventFollowing:
        return self

    def __next__(self) -> EventOutput:
        output: EventOutput = self._reader.take()
        return output

    def close(self) -> None:
        """Closes the connection. May be called twice, and by any thread."""
        self._reader.close()

    def __repr__(self) -> str:
        return f"<dockline.EventFollowing{' closed' if self._reader.closed else ''}>"

    def __enter__(self) -> EventFollowing:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def __del__(self) -> None:
        if hasattr(self, "_reader"):
            self._reader.close()


class _Reader:
    """Reads the events in a thread of its own. It knows nothing of the iterator, so that this can be collected."""

    def __init__(self, core: EventFollower, calls: EngineCalls, filters: dict[str, list[str]]) -> None:
        self.core = core
        self.closed = False
        self.changed = threading.Condition()
        self._calls = calls
        self._filters = filters
        self._stream: Stream | None = None
        self._open()
        threading.Thread(target=self._read, name="dockline-events", daemon=True).start()

    def take(self) -> Any:
        """Returns the next event or notice."""
        with self.changed:
            while True:
                if self.closed:
                    raise StreamClosed("this following was closed; make a new one, with its cursor")
                output = self.core.take()
                if output is not None:
                    return output
                if self.core.error is not None:
                    raise self.core.error
                self.changed.wait()

    def close(self) -> None:
        self.closed = True
        with self.changed:
            stream, self._stream = self._stream, None
            self.changed.notify_all()
        if stream is not None:
            stream.close()
        self._calls.close()

    def _open(self) -> None:
        stream = run(self._calls.events(self._filters, self.core.since))
        try:
            engine_id = run(self._calls.identify())
        except BaseException:
            stream.close()
            raise
        with self.changed:
            if self.closed:
                stream.close()
                return
            self._stream = stream
            self.core.opened(engine_id, engine_time(stream.headers), clock())
            self.changed.notify_all()

    def _read(self) -> None:
        while not self.closed:
            error: Exception | None = None
            try:
                if self._stream is None:
                    self._open()
                stream = self._stream
                if stream is not None:
                    for batch in stream.documents().batches():
                        with self.changed:
                            self.core.arrived(batch, clock())
                            self.changed.notify_all()
            except Exception as failure:
                error = failure
            with self.changed:
                self._stream = None
                if self.closed:
                    return
                self.core.ended(error, clock())
                self.changed.notify_all()
                if self.core.error is not None:
                    return
                while not self.closed and (left := self.core.connect_at - clock()) > 0:
                    self.changed.wait(left)
