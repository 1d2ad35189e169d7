"""dockline for asyncio, on one event loop."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Awaitable, Callable
from functools import cache, partial
from pathlib import Path
from typing import Any

from benchmarks.responses import LINE, NAMES
from dockline import aio

Work = Callable[[str, int], Awaitable[int]]
View = Callable[[aio.Stream], Any]


@cache
def loop() -> asyncio.AbstractEventLoop:
    return asyncio.new_event_loop()


@cache
def client(socket_path: str, category: str = "containers") -> aio.Client:
    return aio.client(engine="docker", category=category, version="v1.41", conn={"uri": f"unix://{socket_path}"})


async def logs(socket_path: str, container: str) -> aio.Stream:
    params = {"id": container, "stdout": True, "stderr": True, "timestamps": container.startswith("stamped")}
    stream: aio.Stream = await client(socket_path).invoke("ContainerLogs", params=params, as_="stream")
    return stream


def items(view: View, container: str) -> Work:
    async def run(socket_path: str, size: int) -> int:
        count = 0
        async for _ in view(await logs(socket_path, f"{container}.{size}")):
            count += 1
        return count

    return run


def batches(view: View, container: str) -> Work:
    async def run(socket_path: str, size: int) -> int:
        count = 0
        async for batch in view(await logs(socket_path, f"{container}.{size}")).batches():
            count += len(batch)
        return count

    return run


def copy_to_null(container: str, unit: int = LINE) -> Work:
    async def run(socket_path: str, size: int) -> int:
        with Path(os.devnull).open("wb") as null:
            return sum(await (await logs(socket_path, f"{container}.{size}")).copy_to(null)) // unit

    return run


async def documents(socket_path: str, size: int) -> int:
    stream = await client(socket_path, "events").invoke("SystemEvents", as_="stream")
    count = 0
    async for _ in stream.documents():
        count += 1
    return count


async def ping(socket_path: str, size: int) -> int:
    pinged = client(socket_path, "_ping")
    count = 0
    for _ in range(size):
        count += await pinged.invoke({"op": "SystemPing"}) == "OK"
    return count


async def list_containers(socket_path: str, size: int) -> int:
    containers = client(socket_path)
    count = 0
    for _ in range(size):
        count += len(await containers.invoke({"op": "ContainerList", "params": {"all": True}})) == 100
    return count


async def inspect(socket_path: str, size: int) -> int:
    containers = client(socket_path)
    count = 0
    for number in range(size):
        asked = {"op": "ContainerInspect", "params": {"id": f"name-{number % NAMES}"}}
        count += "Config" in await containers.invoke(asked)
    return count


def on_the_loop(work: Work, socket_path: str, size: int) -> int:
    return loop().run_until_complete(work(socket_path, size))


lines: View = aio.Stream.lines
frames: View = aio.Stream.frames
entries: View = aio.Stream.entries
WORK: dict[str, Callable[[str, int], int]] = {
    name: partial(on_the_loop, work)
    for name, work in {
        "logs-frames/lines().batches()": batches(lines, "frames"),
        "logs-frames/lines()": items(lines, "frames"),
        "logs-frames/frames()": items(frames, "frames"),
        "logs-frames/copy_to(/dev/null)": copy_to_null("frames"),
        "logs-chunks/lines().batches()": batches(lines, "chunks"),
        "logs-sends/lines().batches()": batches(lines, "sends"),
        "logs-large/frames()": items(frames, "large"),
        "logs-tty/lines().batches()": batches(lines, "tty"),
        "logs-tty/lines()": items(lines, "tty"),
        "logs-stamped/lines().batches()": batches(lines, "stamped"),
        "logs-stamped/entries().batches()": batches(entries, "stamped"),
        "logs-stamped/entries()": items(entries, "stamped"),
        "events/documents()": documents,
        "ping": ping,
        "list": list_containers,
        "inspect": inspect,
    }.items()
}
