"""dockline, with each of its views."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable
from functools import cache, partial
from pathlib import Path
from typing import Any

import dockline
from benchmarks.responses import LARGE_FRAME, LINE, NAMES, archive_file
from dockline._wire.positions import Positions

kept: list[dockline.Stream] = []


@cache
def client(socket_path: str, category: str = "containers") -> dockline.Client:
    conn = {"uri": f"unix://{socket_path}"}
    return dockline.client(engine="docker", category=category, version="v1.41", conn=conn)


def logs(socket_path: str, container: str) -> dockline.Stream:
    params = {"id": container, "stdout": True, "stderr": True, "timestamps": container.startswith("stamped")}
    stream: dockline.Stream = client(socket_path).invoke("ContainerLogs", params=params, as_="stream")
    return stream


def dropped(view: Callable[[dockline.Stream], Any], container: str) -> Callable[[str, int], int]:
    """Takes the records one by one and drops them.

    It counts them the first time. Later, a cut would raise.
    """

    @cache
    def counted(socket_path: str, size: int) -> int:
        return sum(1 for _ in view(logs(socket_path, f"{container}.{size}")))

    def run(socket_path: str, size: int) -> int:
        count = counted(socket_path, size)
        deque(view(logs(socket_path, f"{container}.{size}")), maxlen=0)
        return count

    return run


lines = partial(dropped, dockline.Stream.lines)
frames = partial(dropped, dockline.Stream.frames)


def batches(container: str) -> Callable[[str, int], int]:
    return lambda socket_path, size: sum(map(len, logs(socket_path, f"{container}.{size}").lines().batches()))


def entry_batches(positions: Callable[[], Any] = lambda: None) -> Callable[[str, int], int]:
    def run(socket_path: str, size: int) -> int:
        entries = logs(socket_path, f"stamped.{size}").entries(positions=positions())
        return sum(map(len, entries.batches()))

    return run


def copy_to_null(container: str, unit: int = LINE) -> Callable[[str, int], int]:
    def run(socket_path: str, size: int) -> int:
        with Path(os.devnull).open("wb") as null:
            return sum(logs(socket_path, f"{container}.{size}").copy_to(null)) // unit

    return run


def copy_to_pipe(container: str, unit: int = LINE) -> Callable[[str, int], int]:
    def run(socket_path: str, size: int) -> int:
        reading, writing = os.pipe()
        drain = os.fork()
        if drain == 0:
            os.close(writing)
            buffer = bytearray(1 << 20)
            while os.readv(reading, [buffer]):
                pass
            os._exit(0)
        os.close(reading)
        written = sum(logs(socket_path, f"{container}.{size}").copy_to(writing))
        os.close(writing)
        os.waitpid(drain, 0)
        return written // unit

    return run


def documents(socket_path: str, size: int) -> int:
    stream = client(socket_path, "events").invoke("SystemEvents", as_="stream")
    return sum(1 for _ in stream.documents())


def archive(socket_path: str, size: int) -> int:
    params = {"id": f"archive.{size}", "path": "/"}
    with archive_file(socket_path) as file:
        stream = client(socket_path).invoke("ContainerArchive", params=params, as_="stream")
        return sum(stream.copy_to(file)) >> 20


def ping(socket_path: str, size: int) -> int:
    pinged = client(socket_path, "_ping")
    return sum(pinged.invoke({"op": "SystemPing"}) == "OK" for _ in range(size))


def list_containers(socket_path: str, size: int) -> int:
    containers = client(socket_path)
    return sum(len(containers.invoke({"op": "ContainerList", "params": {"all": True}})) == 100 for _ in range(size))


def inspect(socket_path: str, size: int) -> int:
    containers = client(socket_path)
    return sum(
        "Config" in containers.invoke({"op": "ContainerInspect", "params": {"id": f"name-{number % NAMES}"}})
        for number in range(size)
    )


def idle(socket_path: str, size: int) -> int:
    """Streams that stay open, quiet after their first line."""
    for _ in range(size):
        stream = logs(socket_path, "idle")
        kept.append(stream)
        assert len(next(stream.lines().batches())) == 1
    return size


WORK: dict[str, Callable[[str, int], int]] = {
    "logs-frames/lines().batches()": batches("frames"),
    "logs-frames/lines()": lines("frames"),
    "logs-frames/frames()": frames("frames"),
    "logs-frames/copy_to(/dev/null)": copy_to_null("frames"),
    "logs-frames/copy_to(pipe)": copy_to_pipe("frames"),
    "logs-chunks/lines().batches()": batches("chunks"),
    "logs-chunks/lines()": lines("chunks"),
    "logs-chunks/copy_to(/dev/null)": copy_to_null("chunks"),
    "logs-sends/lines().batches()": batches("sends"),
    "logs-sends/lines()": lines("sends"),
    "logs-large/frames()": frames("large"),
    "logs-large/copy_to(/dev/null)": copy_to_null("large", LARGE_FRAME),
    "logs-tty/lines()": lines("tty"),
    "logs-tty/lines().batches()": batches("tty"),
    "logs-stamped/lines().batches()": batches("stamped"),
    "logs-stamped/lines()": lines("stamped"),
    "logs-stamped/entries().batches()": entry_batches(),
    "logs-stamped/entries()": dropped(dockline.Stream.entries, "stamped"),
    "logs-stamped/entries(positions).batches()": entry_batches(Positions),
    "events/documents()": documents,
    "archive/copy_to(file)": archive,
    "ping": ping,
    "list": list_containers,
    "inspect": inspect,
    "idle": idle,
}
