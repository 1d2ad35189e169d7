"""docker-py, by its low-level APIClient."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, partial
from typing import Any

import docker

from benchmarks.responses import LARGE_FRAME, LINE, NAMES, archive_file

kept: list[Any] = []


@cache
def client(socket_path: str) -> docker.APIClient:
    return docker.APIClient(base_url=f"unix://{socket_path}", version="1.41")


def logs(container: str, socket_path: str, size: int, unit: int = LINE) -> int:
    stream = client(socket_path).logs(f"{container}.{size}", stream=True, follow=False)
    return sum(map(len, stream)) // unit


def events(socket_path: str, size: int) -> int:
    return sum(1 for _ in client(socket_path).events(decode=True))


def archive(socket_path: str, size: int) -> int:
    chunks, _ = client(socket_path).get_archive(f"archive.{size}", "/")
    with archive_file(socket_path) as file:
        return sum(map(file.write, chunks)) >> 20


def ping(socket_path: str, size: int) -> int:
    return sum(client(socket_path).ping() for _ in range(size))


def list_containers(socket_path: str, size: int) -> int:
    return sum(len(client(socket_path).containers(all=True)) == 100 for _ in range(size))


def inspect(socket_path: str, size: int) -> int:
    api = client(socket_path)
    return sum("Config" in api.inspect_container(f"name-{number % NAMES}") for number in range(size))


def idle(socket_path: str, size: int) -> int:
    """Streams that stay open, quiet after their first line."""
    for _ in range(size):
        stream = docker.APIClient(base_url=f"unix://{socket_path}", version="1.41").logs(
            "idle", stream=True, follow=True
        )
        kept.append(stream)
        assert len(next(stream)) == LINE
    return size


WORK: dict[str, Callable[[str, int], int]] = {
    "logs-frames": partial(logs, "frames"),
    "logs-chunks": partial(logs, "chunks"),
    "logs-sends": partial(logs, "sends"),
    "logs-large": partial(logs, "large", unit=LARGE_FRAME),
    "logs-tty": partial(logs, "tty"),
    "events": events,
    "archive": archive,
    "ping": ping,
    "list": list_containers,
    "inspect": inspect,
    "idle": idle,
}
