"""podman-py. It has no way to read the raw log of a TTY."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, partial

from podman import PodmanClient

from benchmarks.responses import LARGE_FRAME, LINE, NAMES, archive_file


@cache
def client(socket_path: str) -> PodmanClient:
    return PodmanClient(base_url=f"unix://{socket_path}", version="4.3.1")


def logs(container: str, socket_path: str, size: int, unit: int = LINE) -> int:
    stream = client(socket_path).containers.get(f"{container}.{size}").logs(stream=True, follow=False)
    return sum(map(len, stream)) // unit


def events(socket_path: str, size: int) -> int:
    return sum(1 for _ in client(socket_path).events(decode=True))


def archive(socket_path: str, size: int) -> int:
    chunks, _ = client(socket_path).containers.get(f"archive.{size}").get_archive("/")
    with archive_file(socket_path) as file:
        return sum(map(file.write, chunks)) >> 20


def ping(socket_path: str, size: int) -> int:
    return sum(client(socket_path).ping() for _ in range(size))


def list_containers(socket_path: str, size: int) -> int:
    containers = client(socket_path).containers
    return sum(len(containers.list(all=True, sparse=True)) == 100 for _ in range(size))


def inspect(socket_path: str, size: int) -> int:
    containers = client(socket_path).containers
    return sum("Config" in containers.get(f"name-{number % NAMES}").attrs for number in range(size))


WORK: dict[str, Callable[[str, int], int]] = {
    "logs-frames": partial(logs, "frames"),
    "logs-chunks": partial(logs, "chunks"),
    "logs-sends": partial(logs, "sends"),
    "logs-large": partial(logs, "large", unit=LARGE_FRAME),
    "events": events,
    "archive": archive,
    "ping": ping,
    "list": list_containers,
    "inspect": inspect,
}
