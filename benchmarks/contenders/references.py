"""The limits of the machine and of Python: the same work by hand, without checks."""

from __future__ import annotations

import socket
from collections.abc import Callable
from functools import cache

import orjson

from benchmarks.responses import LINE, NAMES, container

RECEIVE = 256 << 10


@cache
def connected(socket_path: str) -> socket.socket:
    connection = socket.socket(socket.AF_UNIX)
    connection.connect(socket_path)
    return connection


def frames(work: str) -> Callable[[str, int], int]:
    def run(socket_path: str, size: int) -> int:
        import ceiling  # compiled a moment ago: only workers find it

        count: int = ceiling.frames(socket_path, f"/v1.41/containers/{work}.{size}/logs")
        return count

    return run


def objects(socket_path: str, size: int) -> int:
    """Makes the same bytes objects, from memory."""
    import ceiling

    ceiling.objects(size, LINE - 1)
    return size


def events(socket_path: str, size: int) -> int:
    """Receives events, splits them at line ends (no event has one inside), and decodes each."""
    count = 0
    rest = b""
    in_body = b""
    with socket.socket(socket.AF_UNIX) as connection:
        connection.connect(socket_path)
        connection.sendall(b"GET /v1.41/events HTTP/1.1\r\nHost: localhost\r\n\r\n")
        while True:
            rest += connection.recv(RECEIVE)
            if not in_body:
                _, in_body, rest = rest.partition(b"\r\n\r\n") if b"\r\n\r\n" in rest else (b"", b"", rest)
                continue
            parts = rest.split(b"\r\n")
            whole = (len(parts) - 1) // 2 * 2
            for number in range(0, whole, 2):
                if parts[number] == b"0":
                    return count
                orjson.loads(parts[number + 1])
                count += 1
            rest = b"\r\n".join(parts[whole:])


def ping(socket_path: str, size: int) -> int:
    connection = connected(socket_path)
    count = 0
    for _ in range(size):
        connection.sendall(b"GET /v1.41/_ping HTTP/1.1\r\nHost: localhost\r\nUser-Agent: loop\r\n\r\n")
        count += connection.recv(65536).endswith(b"OK")
    return count


def inspect(socket_path: str, size: int) -> int:
    connection = connected(socket_path)
    count = 0
    for number in range(size):
        connection.sendall(b"GET /v1.41/containers/name-%d/json HTTP/1.1\r\nHost: localhost\r\n\r\n" % (number % NAMES))
        count += "Config" in orjson.loads(connection.recv(65536).partition(b"\r\n\r\n")[2])
    return count


@cache
def listed() -> bytes:
    return orjson.dumps([container(number) for number in range(100)])


def list_containers(socket_path: str, size: int) -> int:
    return sum(len(orjson.loads(listed())) == 100 for _ in range(size))


WORK: dict[str, Callable[[str, int], int]] = {
    "logs-frames/C ceiling": frames("frames"),
    "logs-frames/bytes objects from memory": objects,
    "logs-chunks/C ceiling": frames("chunks"),
    "logs-sends/C ceiling": frames("sends"),
    "logs-large/C ceiling": frames("large"),
    "events/recv and orjson": events,
    "ping/sendall and recv": ping,
    "list/orjson alone": list_containers,
    "inspect/sendall, recv and orjson": inspect,
}
