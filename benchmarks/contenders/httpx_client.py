"""httpx, with the code that a program must add: here, it splits the frames."""

from __future__ import annotations

import json
import struct
from collections.abc import Callable, Iterable, Iterator
from functools import cache, partial

import httpx

from benchmarks.responses import LARGE_FRAME, LINE, NAMES, archive_file


@cache
def client(socket_path: str) -> httpx.Client:
    return httpx.Client(transport=httpx.HTTPTransport(uds=socket_path), base_url="http://localhost/v1.41", timeout=None)


def payloads(parts: Iterable[bytes]) -> Iterator[bytes]:
    buffer = bytearray()
    for part in parts:
        buffer += part
        at = 0
        while len(buffer) - at >= 8:
            _, size = struct.unpack_from(">BxxxL", buffer, at)
            if len(buffer) - at - 8 < size:
                break
            yield bytes(buffer[at + 8 : at + 8 + size])
            at += 8 + size
        del buffer[:at]


def logs(container: str, socket_path: str, size: int, unit: int = LINE, raw: bool = False) -> int:
    path = f"/containers/{container}.{size}/logs"
    with client(socket_path).stream("GET", path, params={"stdout": 1, "stderr": 1}) as response:
        parts = response.iter_raw()
        return sum(map(len, parts if raw else payloads(parts))) // unit


def events(socket_path: str, size: int) -> int:
    with client(socket_path).stream("GET", "/events") as response:
        return sum(1 for _ in map(json.loads, response.iter_lines()))


def archive(socket_path: str, size: int) -> int:
    with (
        client(socket_path).stream("GET", f"/containers/archive.{size}/archive", params={"path": "/"}) as response,
        archive_file(socket_path) as file,
    ):
        return sum(map(file.write, response.iter_raw())) >> 20


def ping(socket_path: str, size: int) -> int:
    return sum(client(socket_path).get("/_ping").text == "OK" for _ in range(size))


def list_containers(socket_path: str, size: int) -> int:
    params = {"all": 1}
    return sum(len(client(socket_path).get("/containers/json", params=params).json()) == 100 for _ in range(size))


def inspect(socket_path: str, size: int) -> int:
    return sum(
        "Config" in client(socket_path).get(f"/containers/name-{number % NAMES}/json").json() for number in range(size)
    )


WORK: dict[str, Callable[[str, int], int]] = {
    "logs-frames": partial(logs, "frames"),
    "logs-chunks": partial(logs, "chunks"),
    "logs-sends": partial(logs, "sends"),
    "logs-large": partial(logs, "large", unit=LARGE_FRAME),
    "logs-tty": partial(logs, "tty", raw=True),
    "events": events,
    "archive": archive,
    "ping": ping,
    "list": list_containers,
    "inspect": inspect,
}
