"""`follow_events` for asyncio."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Mapping
from random import Random
from types import TracebackType
from typing import Any

from dockline._wire.rawsocket import clock
from dockline.aio.transport import AioTransport
from dockline.errors import StreamClosed
from dockline.exchange.wrong_driver import RefusesFor, RefusesWith
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
    """Follows the events of an engine. Returns an asynchronous iterator. See `dockline.follow_events`.

    It connects at the first `__anext__`, or as an asynchronous context manager. A task reads the events while the
    caller is busy.
    """
    name = tables.find_engine(engine).name
    core = EventFollower(name, keeps_events=name == "podman", random=Random(), cursor=cursor)  # noqa: S311
    return EventFollowing(core, EngineCalls(name, conn, AioTransport), check_filters(filters))


class EventFollowing(RefusesWith, RefusesFor):
    """An asynchronous iterator over events and notices. `dockline.aio.follow_events` makes it.

    Any task of the same loop may call `close`, which ends an iteration that waits. As an asynchronous context manager
    it closes itself.
    """

    __module__ = "dockline.aio"

    def __init__(self, core: EventFollower, calls: EngineCalls, filters: dict[str, list[str]]) -> None:
        self._reader = _Reader(core, calls, filters)

    def cursor(self) -> dict[str, Any]:
        """Returns the cursor: where the caller is, after the last event that it was given. A dict for JSON."""
        return self._reader.core.cursor()

    def __aiter__(self) -> EventFollowing:
        return self

    async def __anext__(self) -> EventOutput:
        output: EventOutput = await self._reader.take()
        return output

    def close(self) -> None:
        """Closes the connection. May be called twice."""
        self._reader.close()

    def __repr__(self) -> str:
        return f"<dockline.aio.EventFollowing{' closed' if self._reader.closed else ''}>"

    async def __aenter__(self) -> EventFollowing:
        await self._reader.start()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._reader.finish()

    def __del__(self) -> None:
        if hasattr(self, "_reader"):
            self._reader.drop()


class _Reader:
    """Reads the events in a task of its own. It knows nothing of the iterator, so that this can be collected."""

    def __init__(self, core: EventFollower, calls: EngineCalls, filters: dict[str, list[str]]) -> None:
        self.core = core
        self.closed = False
        self._calls = calls
        self._filters = filters
        self._stream: Any = None
        self._task: asyncio.Task[None] | None = None
        self._changed: asyncio.Event | None = None

    async def start(self) -> None:
        """Connects. Raises the error if that fails."""
        if self._task is None and not self.closed:
            self._changed = asyncio.Event()
            await self._open()
            self._task = asyncio.get_running_loop().create_task(self._read())

    async def take(self) -> Any:
        """Returns the next event or notice."""
        await self.start()
        while True:
            if self.closed or self._changed is None:
                raise StreamClosed("this following was closed; make a new one, with its cursor")
            output = self.core.take()
            if output is not None:
                return output
            if self.core.error is not None:
                raise self.core.error
            self._changed.clear()
            await self._changed.wait()

    def close(self) -> None:
        self.closed = True
        if self._task is not None:
            self._task.cancel()
        if self._stream is not None:
            self._stream.close()
        if self._changed is not None:
            self._changed.set()
        self._calls.close()

    async def finish(self) -> None:
        self.close()
        if self._task is not None:
            await asyncio.wait([self._task])

    def drop(self) -> None:
        """Closes the reader of an iterator that was collected, by any thread."""
        if self._task is not None and not self.closed:
            self.closed = True
            loop = self._task.get_loop()
            if not loop.is_closed():
                loop.call_soon_threadsafe(self.close)

    async def _open(self) -> None:
        stream = await self._calls.events(self._filters, self.core.since)
        try:
            engine_id = await self._calls.identify()
        except BaseException:
            stream.close()
            raise
        self._stream = stream
        self.core.opened(engine_id, engine_time(stream.headers), clock())

    async def _read(self) -> None:
        while True:
            error: Exception | None = None
            try:
                if self._stream is None:
                    await self._open()
                async for batch in self._stream.documents().batches():
                    self.core.arrived(batch, clock())
                    self._wake()
            except Exception as failure:
                error = failure
            if self._stream is not None:
                self._stream.close()
                self._stream = None
            self.core.ended(error, clock())
            self._wake()
            if self.core.error is not None:
                return
            await asyncio.sleep(max(0, self.core.connect_at - clock()))

    def _wake(self) -> None:
        if self._changed is not None:
            self._changed.set()
