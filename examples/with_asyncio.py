"""Waits for containers to end and counts their lines, all at the same time: python examples/with_asyncio.py NAME..."""

import asyncio
import sys

from dockline import aio
from dockline.types.aio import DockerContainers


async def watch(containers: DockerContainers, name: str) -> str:
    lines = 0
    async with await containers.invoke(
        "ContainerLogs", params={"id": name, "follow": True, "stdout": True, "stderr": True}, as_="stream"
    ) as log:
        async for batch in log.lines().batches():
            lines += len(batch)
    ended = await containers.invoke("ContainerWait", params={"id": name})
    return f"{name} said {lines} lines and ended with {ended['StatusCode']}"


async def main(*names: str) -> None:
    async with aio.client(engine="docker", category="containers", version="auto", throw_exceptions=True) as containers:
        print(*await asyncio.gather(*(watch(containers, name) for name in names)), sep="\n")


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
