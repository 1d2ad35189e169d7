"""Event loops for tests, and the checks at the end of each."""

from __future__ import annotations

import asyncio
import gc
import threading
from collections.abc import Callable, Coroutine
from typing import Any

import uvloop

from .waiting import PATIENCE, wait_until_blocked

LOOPS: dict[str, Callable[[], asyncio.AbstractEventLoop]] = {
    "asyncio": asyncio.new_event_loop,
    "uvloop": uvloop.new_event_loop,
}

# The first loop of uvloop opens a pipe for signals. The process keeps it.
uvloop.new_event_loop().close()


def run(kind: str, main: Coroutine[Any, Any, Any], *, seconds: float = PATIENCE, debug: bool = True) -> Any:
    """Runs `main` and returns its result. At the end, no task may be left, and the loop may have reported no error."""
    loop = LOOPS[kind]()
    loop.set_debug(debug)
    complaints: list[dict[str, Any]] = []
    loop.set_exception_handler(lambda _, context: complaints.append(context))
    try:
        result = loop.run_until_complete(asyncio.wait_for(main, seconds))
        assert not asyncio.all_tasks(loop)
        gc.collect()  # the loop reports an exception that no task has retrieved
        loop.run_until_complete(asyncio.sleep(0))
        loop.run_until_complete(loop.shutdown_asyncgens())
        loop.run_until_complete(loop.shutdown_default_executor())
    finally:
        loop.close()
    assert complaints == []
    return result


async def comes(holds: Callable[[], object]) -> None:
    """Waits until a condition holds. Another thread makes it hold. `run` ends a test that hangs."""
    while not holds():
        await asyncio.sleep(0.001)


async def all_wait() -> None:
    """Waits until every other task waits for its descriptor."""
    loop, here = asyncio.get_running_loop(), threading.current_thread()
    reached = loop.create_future()

    def watch() -> None:
        wait_until_blocked(here)
        loop.call_soon_threadsafe(reached.set_result, None)

    watching = threading.Thread(target=watch)
    watching.start()
    await reached
    watching.join()
