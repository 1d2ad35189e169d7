"""The answers of the replay engine: prepared responses of real shape, and their routes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import BinaryIO

LINE = 100  # bytes, with the line end
LARGE_FRAME = 16384
FRAMES_A_CHUNK = 300  # of a line each: 32 KiB
EVENTS = 20_000
NAMES = 1000

MULTIPLEXED, RAW = "vnd.docker.multiplexed-stream", "vnd.docker.raw-stream"
JSON_HEAD = (
    b"HTTP/1.1 200 OK\r\nApi-Version: 1.41\r\nContent-Type: application/json\r\nDocker-Experimental: false\r\n"
    b"Ostype: linux\r\nServer: Docker/20.10.24 (linux)\r\nDate: Mon, 05 Jan 2026 10:00:00 GMT\r\n"
)
PING_HEAD = JSON_HEAD.replace(b"application/json", b"text/plain; charset=utf-8").replace(
    b"Api-Version: 1.41\r\n", b"Api-Version: 1.41\r\nLibpod-Api-Version: 4.3.1\r\n"
)
CHUNKED = b"Transfer-Encoding: chunked\r\n\r\n"
LAST_CHUNK = b"0\r\n\r\n"


def chunk(data: bytes) -> bytes:
    return b"%x\r\n%b\r\n" % (len(data), data)


def frame(payload: bytes) -> bytes:
    """Makes a frame of stdout, as Docker multiplexes it."""
    return b"\x01\0\0\0" + len(payload).to_bytes(4, "big") + payload


def log_head(media: str) -> bytes:
    return b"HTTP/1.1 200 OK\r\nApi-Version: 1.41\r\nContent-Type: application/%b\r\n%b" % (media.encode(), CHUNKED)


def container(number: int) -> dict[str, object]:
    """Makes an entry of the list of containers."""
    name, digest = f"shop-{number % 10}-worker-{number}", f"{number:02d}" + "5e1f7a3c" * 8
    networks = {
        "shop_default": {
            "IPAMConfig": None, "Links": None, "Aliases": None, "NetworkID": digest[:64],
            "EndpointID": digest[:64], "Gateway": "172.20.0.1", "IPAddress": f"172.20.0.{number + 2}",
            "IPPrefixLen": 16, "IPv6Gateway": "", "GlobalIPv6Address": "", "GlobalIPv6PrefixLen": 0,
            "MacAddress": f"02:42:ac:14:00:{number:02x}", "DriverOpts": None,
        }
    }  # fmt: skip
    return {
        "Id": digest[:64],
        "Names": [f"/{name}"],
        "Image": "registry.example.com/shop/worker:2026.1",
        "ImageID": f"sha256:{digest[:64]}",
        "Command": "/usr/local/bin/worker --queue orders --concurrency 8",
        "Created": 1767600000 + number,
        "Ports": [{"IP": "0.0.0.0", "PrivatePort": 8080, "PublicPort": 20000 + number, "Type": "tcp"}],
        "Labels": {
            "com.docker.compose.project": "shop",
            "com.docker.compose.service": "worker",
            "com.docker.compose.container-number": str(number),
        },
        "State": "running",
        "Status": "Up 3 hours (healthy)",
        "HostConfig": {"NetworkMode": "shop_default"},
        "NetworkSettings": {"Networks": networks},
        "Mounts": [],
    }


def event(number: int) -> bytes:
    digest = f"{number:04d}" + "9b0d6c21" * 8
    attributes = {"image": "registry.example.com/shop/worker:2026.1", "name": f"shop-worker-{number}", "exitCode": "0"}
    return json.dumps(
        {
            "status": "die",
            "id": digest[:64],
            "from": attributes["image"],
            "Type": "container",
            "Action": "die",
            "Actor": {"ID": digest[:64], "Attributes": attributes},
            "scope": "local",
            "time": 1767600000 + number,
            "timeNano": (1767600000 + number) * 10**9 + 123456789,
        },
        separators=(",", ":"),
    ).encode()


def inspected(name: str, tty: bool = False) -> bytes:
    """Makes the document of an inspected container."""
    listed = container(7)
    entry = {
        "Id": name,  # the next request has this id
        "Created": "2026-01-05T08:00:07.123456789Z",
        "Path": "/usr/local/bin/worker",
        "Args": ["--queue", "orders", "--concurrency", "8"],
        "State": {"Status": "running", "Running": True, "Paused": False, "Pid": 4242, "ExitCode": 0, "Error": ""},
        "Image": listed["ImageID"],
        "Name": "/shop-7-worker-7",
        "RestartCount": 0,
        "Driver": "overlay2",
        "HostConfig": {
            "LogConfig": {"Type": "json-file", "Config": {}},
            "NetworkMode": "shop_default",
            "Memory": 2**29,
        },
        "Mounts": [],
        "Config": {
            "Hostname": "worker-7",
            "Tty": tty,
            "Env": [f"SHOP_OPTION_{number}=value-{number}" for number in range(20)],
            "Image": listed["Image"],
            "Labels": listed["Labels"],
        },
        "NetworkSettings": listed["NetworkSettings"],
    }
    return json.dumps(entry, separators=(",", ":")).encode()


def archive_file(socket_path: str) -> BinaryIO:
    """The file that archives are written to. All overwrite one file, so that only the first needs new pages."""
    path = Path(socket_path).with_suffix(".tar")
    path.touch()
    return path.open("r+b")


class Routes:
    """Writes the files that the replay engine answers with, and its list of routes. The first matching route wins."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.lines: list[str] = []

    @property
    def path(self) -> Path:
        path = self.folder / "routes"
        path.write_text("".join(self.lines))
        return path

    def add(
        self,
        pattern: str,
        head: bytes,
        block: bytes = b"",
        count: int = 0,
        tail: bytes = b"",
        *,
        piece: int = 0,
        method: str = "GET",
    ) -> None:
        file = self.folder / f"{len(self.lines)}.response"
        file.write_bytes(head + block + tail)
        self.lines.append(f"{method} {pattern} {file} {len(head)} {len(block)} {count} {piece}\n")

    def add_whole(self, pattern: str, head: bytes, body: bytes, method: str = "GET") -> None:
        self.add(
            pattern,
            head + b"Content-Length: %d\r\n\r\n" % len(body) + (b"" if method == "HEAD" else body),
            method=method,
        )

    def add_log(self, name: str, size: int, piece: bytes, *, media: str = MULTIPLEXED, sends: bool = False) -> None:
        """Adds a log of the container `name`: `size` times `piece`. `sends`: each piece is sent by itself."""
        most = max(1, 2**20 // len(piece))
        per_block = next(count for count in range(min(size, most), 0, -1) if size % count == 0)
        block, count = piece * per_block, size // per_block
        piece_size = len(piece) if sends else 0
        self.add(f"*/containers/{name}/logs", log_head(media), block, count, LAST_CHUNK, piece=piece_size)
        self.add_whole(f"*/containers/{name}/json", JSON_HEAD, inspected(name, tty=media == RAW))


def prepare(folder: Path, sizes: dict[str, set[int]]) -> Path:
    """Makes the routes of all workloads, in all the `sizes` that contenders use."""
    routes = Routes(folder)
    line = b"x" * (LINE - 1) + b"\n"
    for size in sizes["logs-frames"]:
        routes.add_log(f"frames.{size}", size, chunk(frame(line)))
    for size in sizes["logs-chunks"]:
        routes.add_log(f"chunks.{size}", size // FRAMES_A_CHUNK, chunk(frame(line) * FRAMES_A_CHUNK))
    for size in sizes["logs-sends"]:
        routes.add_log(f"sends.{size}", size, chunk(frame(line)), sends=True)
    for size in sizes["logs-large"]:
        routes.add_log(f"large.{size}", size, chunk(frame(line * 163 + b"x" * 83 + b"\n")))
    for size in sizes["logs-tty"]:
        routes.add_log(f"tty.{size}", size, chunk(b"x" * (LINE - 2) + b"\r\n"), media=RAW)
    for size in sizes["logs-stamped"]:
        pieces = (
            chunk(frame(b"2026-01-05T12:00:00.%09dZ %b" % (number * 7919, line))) for number in range(FRAMES_A_CHUNK)
        )
        routes.add_log(f"stamped.{size}", size // FRAMES_A_CHUNK, b"".join(pieces))
    for size in sizes["archive"]:
        head = JSON_HEAD.replace(b"application/json", b"application/x-tar") + b"X-Docker-Container-Path-Stat: e30=\r\n"
        part = chunk(bytes(range(256)) * 128)
        routes.add(f"*/containers/archive.{size}/archive", head + CHUNKED, part * 32, size, LAST_CHUNK)
        routes.add_whole(f"*/containers/archive.{size}/json", JSON_HEAD, inspected(f"archive.{size}"))
    routes.add("*/containers/idle/logs", log_head(MULTIPLEXED) + chunk(frame(line)))
    events = [event(number) for number in range(1000)]
    routes.add(
        "*/events", JSON_HEAD + CHUNKED, b"".join(chunk(each + b"\n") for each in events), EVENTS // 1000, LAST_CHUNK
    )
    listed = json.dumps([container(number) for number in range(100)], separators=(",", ":")).encode()
    routes.add("*/containers/json", JSON_HEAD + CHUNKED + chunk(listed) + LAST_CHUNK)
    routes.add_whole("*/containers/*/json", JSON_HEAD, inspected("worker"))
    for method in ("GET", "HEAD"):
        for pattern in ("/_ping", "*/_ping"):
            routes.add_whole(pattern, PING_HEAD, b"OK", method)
    version = {"Version": "20.10.24", "ApiVersion": "1.41", "MinAPIVersion": "1.12", "Os": "linux", "Arch": "amd64"}
    routes.add_whole("*/version", JSON_HEAD, json.dumps(version).encode())
    return routes.path
