"""`wait_for` for asyncio."""

from __future__ import annotations

import asyncio
import math
from collections.abc import Mapping
from typing import Any

from dockline.aio.client import Client
from dockline.exchange.client import BaseClient
from dockline.exchange.wrong_driver import check_client
from dockline.following.engine import EngineCalls
from dockline.following.waiting import Condition, Waiting


async def wait_for(client: Client, id: str, condition: Condition, timeout: float | None = None) -> Mapping[str, Any]:
    """Waits until a container is in a state. See `dockline.wait_for`."""
    check_client(client, Client, BaseClient, "use dockline.wait_for")
    waiting = Waiting(id, condition, timeout)
    calls = EngineCalls.of_client(client, await client.connect())
    batches: dict[Any, Any] = {}

    async def next_events(stream: Any, seconds: float) -> bool | None:
        if stream not in batches:
            batches[stream] = stream.documents().batches()
        try:
            await asyncio.wait_for(batches[stream].__anext__(), None if seconds == math.inf else seconds)
        except asyncio.TimeoutError:
            return None
        except StopAsyncIteration:
            return False
        return True

    return await waiting.wait(calls, next_events)
