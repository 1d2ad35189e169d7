"""aiodocker, on one event loop. It has no ping, and reads an archive only as a tar file in memory."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from functools import cache, partial

import aiodocker

from benchmarks.responses import LARGE_FRAME, LINE, NAMES

Work = Callable[[aiodocker.Docker, int], Awaitable[int]]


@cache
def loop() -> asyncio.AbstractEventLoop:
    return asyncio.new_event_loop()


@cache
def client(socket_path: str) -> aiodocker.Docker:
    async def connect() -> aiodocker.Docker:
        return aiodocker.Docker(url=f"unix://{socket_path}", api_version="v1.41")

    return loop().run_until_complete(connect())


def on_the_loop(work: Work, socket_path: str, size: int) -> int:
    docker = client(socket_path)
    return loop().run_until_complete(work(docker, size))


def logs(container: str, unit: int = LINE) -> Work:
    async def run(docker: aiodocker.Docker, size: int) -> int:
        received = 0
        log = docker.containers.container(f"{container}.{size}").log(stdout=True, stderr=True, follow=True)
        async for text in log:
            received += len(text)
        return received // unit

    return run


async def events(docker: aiodocker.Docker, size: int) -> int:
    subscriber = docker.events.subscribe()
    count = 0
    while await subscriber.get() is not None:
        count += 1
    await docker.events.stop()
    return count


async def list_containers(docker: aiodocker.Docker, size: int) -> int:
    count = 0
    for _ in range(size):
        count += len(await docker.containers.list(all="true")) == 100
    return count


async def inspect(docker: aiodocker.Docker, size: int) -> int:
    count = 0
    for number in range(size):
        count += "Config" in await docker.containers.container(f"name-{number % NAMES}").show()
    return count


WORK: dict[str, Callable[[str, int], int]] = {
    name: partial(on_the_loop, work)
    for name, work in {
        "logs-frames": logs("frames"),
        "logs-chunks": logs("chunks"),
        "logs-sends": logs("sends"),
        "logs-large": logs("large", LARGE_FRAME),
        "logs-tty": logs("tty"),
        "events": events,
        "list": list_containers,
        "inspect": inspect,
    }.items()
}
