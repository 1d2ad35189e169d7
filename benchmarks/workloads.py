"""The workloads: the work, the contenders, and the numbers of units."""

from __future__ import annotations

from typing import NamedTuple

from benchmarks.responses import EVENTS, FRAMES_A_CHUNK


class Workload(NamedTuple):
    """A workload. `size` is the number of units in a round for contenders in C and for dockline, `slow` for the others.

    Results are for one unit.
    """

    title: str
    unit: str
    size: int
    slow: int


WORKLOADS = {
    "logs-frames": Workload("Log, a frame a chunk, 100-byte lines, sent in bulk", "line", 1_000_000, 100_000),
    "logs-chunks": Workload("The same log in chunks of 32 KiB", "line", 3000 * FRAMES_A_CHUNK, 300 * FRAMES_A_CHUNK),
    "logs-sends": Workload("The same log, one send a chunk, as engines do", "line", 100_000, 50_000),
    "logs-large": Workload("Log, frames of 16 KiB", "frame", 30_000, 5_000),
    "logs-tty": Workload("Log of a TTY, raw, a 100-byte line a chunk", "line", 1_000_000, 50_000),
    "logs-stamped": Workload(
        "Log with timestamps, a frame a chunk, 100-byte lines", "line", 3000 * FRAMES_A_CHUNK, 300 * FRAMES_A_CHUNK
    ),
    "events": Workload("Events, decoded", "event", EVENTS, EVENTS),
    "archive": Workload("Archive of 1 GiB, to a file", "MiB", 1024, 1024),
    "ping": Workload("Ping", "call", 3000, 300),
    "list": Workload("List of 100 containers, 109 KB, decoded", "call", 300, 100),
    "inspect": Workload("Inspect, 1,000 names in turn", "call", 2000, 300),
}
MEMORY = Workload("Stream of 2 GiB", "frame", 131_072, 131_072)
IDLE = Workload("Streams that are open and quiet", "stream", 1000, 1000)
STREAMERS = [
    ("dockline_client", "logs-large/frames()"),
    ("dockline_client", "logs-large/copy_to(/dev/null)"),
    ("docker_py", "logs-large"),
]
SMOKE = 100  # times fewer units, for a first look


def sized(workload: Workload, slow: bool, smoke: bool) -> int:
    size = workload.slow if slow else workload.size
    if not smoke or workload.unit == "event":
        return size
    return (
        max(size // SMOKE // FRAMES_A_CHUNK, 1) * FRAMES_A_CHUNK if workload.unit == "line" else max(size // SMOKE, 1)
    )


# The modules below benchmarks.contenders, and the common names of their packages.
FAST = {"dockline_client": "dockline", "dockline_aio": "dockline.aio", "references": ""}
SLOW = {"docker_py": "docker-py", "podman_py": "podman-py", "aiodocker_client": "aiodocker", "httpx_client": "httpx"}

# {socket} {id} {limit}; docker finds the engine by its environment
COMMANDS = {
    "logs-frames/limit: receive and drop": "{limit} {socket} /v1.41/containers/frames.{size}/logs drop",
    "logs-frames/limit: walk chunks and frames": "{limit} {socket} /v1.41/containers/frames.{size}/logs walk",
    "logs-frames/curl": "curl -sN --unix-socket {socket} http://localhost/v1.41/containers/frames.{size}/logs",
    "logs-frames/docker logs": "docker logs frames.{size}",
    "logs-chunks/limit: receive and drop": "{limit} {socket} /v1.41/containers/chunks.{size}/logs drop",
    "logs-chunks/curl": "curl -sN --unix-socket {socket} http://localhost/v1.41/containers/chunks.{size}/logs",
    "logs-chunks/docker logs": "docker logs chunks.{size}",
    "logs-sends/limit: receive and drop": "{limit} {socket} /v1.41/containers/sends.{size}/logs drop",
    "logs-large/limit: receive and drop": "{limit} {socket} /v1.41/containers/large.{size}/logs drop",
    "logs-large/docker logs": "docker logs large.{size}",
    "logs-tty/limit: receive and drop": "{limit} {socket} /v1.41/containers/tty.{size}/logs drop",
    "logs-tty/curl": "curl -sN --unix-socket {socket} http://localhost/v1.41/containers/tty.{size}/logs",
    "logs-tty/docker logs": "docker logs tty.{size}",
    "logs-stamped/limit: receive and drop": "{limit} {socket} /v1.41/containers/stamped.{size}/logs drop",
    "archive/limit: receive and drop": "{limit} {socket} /v1.41/containers/archive.{size}/archive drop",
    "archive/curl": "curl -sN --unix-socket {socket} -o {socket}.tar http://localhost/v1.41/containers/archive.{size}/archive",
}
BARE = "bare interpreter"
IMPORTS = {
    "dockline": "dockline",
    "docker-py": "docker",
    "podman-py": "podman",
    "aiodocker": "aiodocker",
    "httpx": "httpx",
}
