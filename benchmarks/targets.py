"""The targets: ratios of medians of CPU time, in one run."""

from __future__ import annotations

from typing import NamedTuple

CEILING = "C ceiling"
DOCKER_PY = "docker-py"
AIODOCKER = "aiodocker"
BLOCKING = "dockline lines().batches()"


class Target(NamedTuple):
    """A target. `label` must need at least `least` times less CPU than `other`, if that is given.

    It may need at most `most` times the CPU of `limit`.
    """

    workload: str
    label: str
    other: str = DOCKER_PY
    least: float | None = None
    limit: str = CEILING
    most: float | None = None


TARGETS = (
    Target("logs-frames", "dockline lines().batches()", least=60, most=1.2),
    Target("logs-frames", "dockline lines()", least=50, most=1.4),
    Target("logs-frames", "dockline frames()", least=45, most=1.6),
    Target("logs-frames", "dockline copy_to(/dev/null)", least=200, most=0.4),
    Target("logs-frames", "dockline copy_to(/dev/null)", other="docker logs", least=30),
    Target("logs-sends", "dockline lines().batches()", least=15, most=1.15),
    Target("logs-chunks", "dockline lines().batches()", least=60, most=1.2),
    Target("logs-chunks", "dockline copy_to(/dev/null)", least=200, most=0.4),
    Target("logs-tty", "dockline lines()", least=500),
    Target("logs-stamped", "dockline entries().batches()", other=BLOCKING, limit=BLOCKING, most=1.6),
    Target("events", "dockline documents()", least=12, limit="recv and orjson", most=1.3),
    Target("ping", "dockline", least=45, limit="sendall and recv", most=1),
    Target("list", "dockline", least=5, limit="orjson alone", most=1.2),
    Target("import", "dockline", least=10),
    # At least 70 % of the speed of the blocking driver.
    Target("logs-frames", "dockline.aio lines().batches()", AIODOCKER, 10, BLOCKING, 1 / 0.7),
    Target("logs-chunks", "dockline.aio lines().batches()", AIODOCKER, 10, BLOCKING, 1 / 0.7),
    Target("logs-tty", "dockline.aio lines().batches()", AIODOCKER, 10, BLOCKING, 1 / 0.7),
)
MAX_IMPORT = 0.020  # seconds
MAX_PEAK = 10 << 20  # bytes
PEERS = (DOCKER_PY, "podman-py", AIODOCKER, "httpx")
# The references for the machine, or for Python, in each workload.
LIMITS = {
    "logs-frames": CEILING,
    "logs-chunks": CEILING,
    "logs-sends": CEILING,
    "logs-large": CEILING,
    "logs-tty": "limit: receive and drop",
    "logs-stamped": "limit: receive and drop",
    "events": "recv and orjson",
    "archive": "limit: receive and drop",
    "ping": "sendall and recv",
    "list": "orjson alone",
    "inspect": "sendall, recv and orjson",
}
