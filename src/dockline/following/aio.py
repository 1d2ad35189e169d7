"""`follow` for asyncio."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Iterable, Mapping
from types import TracebackType
from typing import Any

from dockline._wire.rawsocket import clock
from dockline.aio.connection import MAX_TURN
from dockline.aio.merging import LoopMerge
from dockline.aio.transport import AioTransport
from dockline.exchange.wrong_driver import RefusesFor, RefusesWith
from dockline.following.actions import Action, Open, Prove
from dockline.following.driver import BaseFollowing, Output
from dockline.following.log import View
from dockline.following.options import Parts, make_parts

LONGEST_WAIT = 3600.0  # seconds


def follow(
    names: str | Iterable[str] | None = None,
    *,
    engine: str = "docker",
    conn: Mapping[str, Any] | None = None,
    filters: Mapping[str, str | Iterable[str]] | None = None,
    since: Any = None,
    until: Any = None,
    cursor: Any = None,
    checkpoint: str | os.PathLike[str] | None = None,
) -> Following:
    """Follows the logs of containers in one task. Returns an asynchronous iterator. See `dockline.follow`."""
    return Following(make_parts(names, engine, conn, filters, since, until, cursor, checkpoint, AioTransport))


class Following(BaseFollowing, RefusesWith, RefusesFor):
    """An asynchronous iterator over `(container, batch)`. `dockline.aio.follow` makes it.

    One task iterates. Any task of the same loop may call `close`, which ends an iteration that waits. As an
    asynchronous context manager it closes itself.
    """

    __module__ = "dockline.aio"

    _merge: LoopMerge

    def __init__(self, parts: Parts) -> None:
        super().__init__(parts)
        self._merge = LoopMerge("entries", {})
        self._tasks: dict[Any, asyncio.Task[None]] = {}  # by the view, or the action
        self._failure: BaseException | None = None
        self._turn_ends = 0.0

    def __aiter__(self) -> Following:
        return self

    async def __anext__(self) -> Output:
        self._refuse_if_closed()
        self._resume()
        output = self._next_output()
        while output is None:
            self._is_given_finished = False  # a batch may be on its way
            found = self._merge.next_collected()
            if found is not None:
                output = self._next_batch(found)
                continue
            self._is_given_finished = True
            seconds = self._begin_actions()
            output = self._next_output()
            if output is not None:
                break
            if self._core.is_finished:
                self.close()
                raise StopAsyncIteration
            await self._wait(seconds)
            self._last_round = clock()
            if self._failure is not None:
                raise self._failure
            self._refuse_if_closed()
            output = self._next_output()
        return output

    def close(self) -> None:
        """Closes all logs and connections. May be called twice."""
        if self._closed:
            return
        try:
            self._write_checkpoint()
        finally:
            self._closed = True
            self._merge.close()
            for task in list(self._tasks.values()):
                task.cancel()
            self._calls.close()

    async def __aenter__(self) -> Following:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
        if self._tasks:
            await asyncio.wait(self._tasks.values())

    def __del__(self) -> None:
        if hasattr(self, "_merge"):
            self._merge.close_streams()

    def _start(self, action: Action) -> None:
        key = action.view if isinstance(action, Open) else action
        task = asyncio.get_running_loop().create_task(self._perform(action))
        self._tasks[key] = task
        task.add_done_callback(lambda done: self._end(key, done))

    def _drop(self, view: View) -> None:
        task = self._tasks.get(view)
        if task is not None:
            task.cancel()

    def _end(self, key: Any, task: asyncio.Task[None]) -> None:
        if self._tasks.get(key) is task:
            del self._tasks[key]
        if not task.cancelled():
            self._failure = self._failure or task.exception()
        self._merge.wake()

    async def _wait(self, seconds: float) -> None:
        """Waits until a stream or a call goes on. Lets other tasks run, even if data is at hand."""
        merge = self._merge
        if seconds == 0 and clock() < self._turn_ends and not self._core.is_paused:
            merge.begin_round(0)
            return
        try:
            if self._core.is_paused:
                proofs = [task for key, task in self._tasks.items() if isinstance(key, Prove)]
                await asyncio.wait(proofs or [asyncio.ensure_future(asyncio.sleep(0.01))])
                return
            if seconds == 0:
                await asyncio.sleep(0)
            else:
                await merge.wait(min(seconds, LONGEST_WAIT))
        finally:
            self._turn_ends = clock() + MAX_TURN
        merge.begin_round(0)
