"""`wait_for` of the blocking driver."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

from dockline._wire.coroutines import run
from dockline._wire.rawsocket import clock
from dockline.blocking.client import Client
from dockline.blocking.merging import Merge
from dockline.exchange.client import BaseClient
from dockline.exchange.wrong_driver import check_client
from dockline.following.engine import EngineCalls
from dockline.following.waiting import Condition, Waiting


def wait_for(client: Client, id: str, condition: Condition, timeout: float | None = None) -> Mapping[str, Any]:
    """Waits until a container is in a state. Returns the engine's answer to the last inspection, a dict.

    It reads the events of the container, and inspects it after each: it does not poll.

    - `client`: a client of the containers.
    - `id`: the id or the name of the container.
    - `condition`: "running", "healthy" (by the container's health check), "exited", or a function that gets the answer
      to an inspection and returns whether the wait is over.
    - `timeout`: seconds; None for no limit.

    Raises ContainerEnded if the container has ended and the engine will not start it again, unless that was waited for.
    Raises TimedOut, NotFound if there is no such container, and InvalidParameter, also if a container that should
    become healthy has no health check.

    Example: `dockline.wait_for(containers, "web", "healthy", timeout=60)`
    """
    check_client(client, Client, BaseClient, "write `await dockline.aio.wait_for(…)`")
    waiting = Waiting(id, condition, timeout)
    calls = EngineCalls.of_client(client, client.version)
    with Merge("documents", {}) as merge:

        async def next_events(stream: Any, seconds: float) -> bool | None:
            if stream not in merge:
                merge.add(stream, stream)
            ends = clock() + seconds
            while (found := merge.next_ready()) is None:
                left = ends - clock()
                if left <= 0:
                    return None
                merge.begin_round(None if left == math.inf else left)
            return isinstance(found[1], list)

        answer: Mapping[str, Any] = run(waiting.wait(calls, next_events))
        return answer
