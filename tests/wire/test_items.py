"""`Items`: single items, awaited in every possible way."""

from __future__ import annotations

import asyncio
import gc
import weakref
from collections.abc import Coroutine
from typing import Any

import pytest
from support.waiting import PATIENCE

from dockline._wire.items import Items

PECULIAR = [1, (1, 2), (), KeyError("x"), KeyError, StopIteration(3), None, b"line"]


class Source:
    """Gives its lists, each after a turn of the loop, then empty ones. Raises an exception that is among them."""

    def __init__(self, *lists: Any) -> None:
        self.lists = list(lists)

    async def more(self) -> list[Any]:
        await asyncio.sleep(0)
        given = self.lists.pop(0) if self.lists else []
        if isinstance(given, BaseException):
            raise given
        return list(given)


def items(*lists: Any) -> Items[Any]:
    return Items(Source(*lists).more)


def run(main: Coroutine[Any, Any, Any]) -> Any:
    return asyncio.run(main)


def test_of_any_kind_in_order() -> None:
    async def main() -> None:
        given = items(PECULIAR, [2], PECULIAR)
        assert [item async for item in given] == [*PECULIAR, 2, *PECULIAR]
        assert [item async for item in given] == []

    run(main())


def test_awaited_by_hand() -> None:
    async def main() -> None:
        given = items([1, 2], [3])
        first, second = given.__anext__(), given.__anext__()
        assert await second == 1
        assert await first == 2
        with pytest.raises(RuntimeError, match="awaited already"):
            await first
        assert await asyncio.wait_for(given.__anext__(), PATIENCE) == 3
        with pytest.raises(StopAsyncIteration):
            await given.__anext__()

    run(main())


def test_an_error_comes_after_the_items_before_it() -> None:
    async def main() -> None:
        given = items([1], OSError("cut"))
        got = []
        with pytest.raises(OSError, match="cut"):
            async for item in given:
                got.append(item)  # noqa: PERF401 - what came before the error counts
        assert got == [1]

    run(main())


def test_one_that_is_dropped_or_cancelled_takes_nothing() -> None:
    async def main() -> None:
        given = items([1, 2], [3])
        given.__anext__()
        assert await given.__anext__() == 1
        given.__anext__()
        assert await given.__anext__() == 2
        for turns in range(2):
            waiting = asyncio.ensure_future(given.__anext__())
            for _ in range(turns):
                await asyncio.sleep(0)
            waiting.cancel()
            with pytest.raises(asyncio.CancelledError):
                await waiting
        assert await given.__anext__() == 3

    run(main())


def test_thrown_into() -> None:
    async def main() -> None:
        given = items([1, 2])
        for awaitable in (given.__anext__(), given.__anext__()):
            with pytest.raises(KeyError):
                awaitable.throw(KeyError())
            awaitable.close()
        assert await given.__anext__() == 1

    run(main())


def test_the_rest() -> None:
    async def main() -> None:
        given = items([1, 2, 3], [4])
        assert given.rest() == []
        assert await given.__anext__() == 1
        assert given.rest() == [2, 3]
        assert given.rest() == []
        assert [item async for item in given] == [4]

    run(main())


def test_nothing_is_kept() -> None:
    """It keeps neither the given items nor, in a reference cycle, the source."""

    class Item:
        pass

    async def main() -> None:
        source = Source([Item(), Item()])
        given = Items(source.more)
        item = await given.__anext__()
        known = weakref.ref(item), weakref.ref(source)
        gc.disable()
        try:
            del item
            async for _ in given:
                break
            del given, source, _
            assert [each() for each in known] == [None, None]
        finally:
            gc.enable()

    run(main())


def test_closed_while_it_waits() -> None:
    """Closing the coroutine closes the awaited coroutines, down to the source."""
    ended: list[str] = []

    class Turn:
        def __await__(self) -> Any:
            yield

    async def more() -> list[int]:
        try:
            await Turn()
        finally:
            ended.append("source")
        return [1]

    async def main() -> None:
        await Items(more).__anext__()

    waiting = main()
    waiting.send(None)
    waiting.close()
    assert ended == ["source"]


def test_driven_by_send() -> None:
    """A loop that is written in Python may drive it so. A generator that delegates a value does so."""
    item = items([1, 2])
    first = item.__anext__()
    steps = iter(first)
    assert steps is first
    assert steps.send(None) is None  # the source's turn of the loop
    with pytest.raises(StopIteration) as caught:
        steps.send(None)
    assert caught.value.value == 1
