"""Both drivers behind coroutines, so that a workload is written once. Those of the blocking driver never suspend."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from support.loops import LOOPS

import dockline
from dockline import aio
from dockline.errors import DocklineError


def add_all(merged: Any, streams: dict[str, Any], take: Callable[[Any], object]) -> None:
    for key, stream in streams.items():
        try:
            merged.add(key, stream)
        except DocklineError as error:  # the stream was closed meanwhile
            take((key, error))


class Blocking:
    module = dockline

    def waits(self) -> list[str]:
        """Tells where the tasks wait. It helps to understand a run that hangs."""
        return []

    def run(self, main: Coroutine[Any, Any, Any]) -> Any:
        try:
            main.send(None)
        except StopIteration as done:
            return done.value
        raise AssertionError("the blocking driver suspends nothing")

    def interrupt(self, act: Callable[[], object]) -> None:
        """Calls a function from another thread, as the driver needs it."""
        act()

    async def attempt(self, work: Coroutine[Any, Any, Any]) -> None:
        """Performs `work`. `cancel` may end it."""
        await work

    def cancel(self) -> None:
        raise AssertionError("nothing blocking can be cancelled")

    async def call(self, function: Callable[..., Any], *arguments: Any, **options: Any) -> Any:
        return function(*arguments, **options)

    async def each(self, records: Iterable[Any], take: Callable[[Any], object]) -> None:
        for record in records:
            take(record)

    async def merge(self, streams: dict[str, Any], take: Callable[[Any], object], **options: Any) -> None:
        with dockline.merge(**options) as merged:
            add_all(merged, streams, take)
            for found in merged:
                take(found)

    async def together(self, coroutines: list[Coroutine[Any, Any, Any]]) -> None:
        with ThreadPoolExecutor(len(coroutines)) as pool:
            for done in [pool.submit(self.run, coroutine) for coroutine in coroutines]:
                done.result()

    def parts(self, parts: list[bytes]) -> Iterator[bytes]:
        """Makes an iterable of the kind that this driver takes."""
        return iter(parts)


class Asyncio:
    module = aio

    def __init__(self, kind: str) -> None:
        self._loop = LOOPS[kind]()
        self._complaints: list[dict[str, Any]] = []
        self._loop.set_exception_handler(lambda _, context: self._complaints.append(context))
        self._work: asyncio.Task[Any] | None = None

    def waits(self) -> list[str]:
        tasks = asyncio.all_tasks(self._loop)
        return [f"{task!r} at {[str(frame) for frame in task.get_stack()]}" for task in tasks]

    def run(self, main: Coroutine[Any, Any, Any]) -> Any:
        """Runs a coroutine. At the end, no task may be left, and the loop may have reported no error."""
        loop = self._loop
        try:
            result = loop.run_until_complete(main)
            loop.run_until_complete(loop.shutdown_asyncgens())
            loop.run_until_complete(asyncio.sleep(0))
            assert not asyncio.all_tasks(loop), f"tasks are left: {asyncio.all_tasks(loop)}"
            loop.run_until_complete(loop.shutdown_default_executor())
        finally:
            loop.close()
        assert not self._complaints, f"the loop complains: {self._complaints}"
        return result

    async def attempt(self, work: Coroutine[Any, Any, Any]) -> None:
        self._work = asyncio.create_task(work)
        await asyncio.wait([self._work])
        if not self._work.cancelled():
            self._work.result()

    def cancel(self) -> None:
        self._loop.call_soon_threadsafe(lambda: self._work is not None and self._work.cancel())

    def interrupt(self, act: Callable[[], object]) -> None:
        self._loop.call_soon_threadsafe(act)

    async def call(self, function: Callable[..., Any], *arguments: Any, **options: Any) -> Any:
        return await function(*arguments, **options)

    async def each(self, records: Any, take: Callable[[Any], object]) -> None:
        async for record in records:
            take(record)

    async def merge(self, streams: dict[str, Any], take: Callable[[Any], object], **options: Any) -> None:
        async with aio.merge(**options) as merged:
            add_all(merged, streams, take)
            async for found in merged:
                take(found)

    async def together(self, coroutines: list[Coroutine[Any, Any, Any]]) -> None:
        for fault in await asyncio.gather(*coroutines, return_exceptions=True):
            if fault is not None:
                raise fault

    def parts(self, parts: list[bytes]) -> AsyncIterator[bytes]:
        async def give() -> AsyncIterator[bytes]:
            for part in parts:
                await asyncio.sleep(0)
                yield part

        return give()


def driver_of(kind: str) -> Any:
    return Blocking() if kind == "blocking" else Asyncio(kind)
