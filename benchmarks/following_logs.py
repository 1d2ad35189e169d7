"""`follow` beside `merge(of="entries")`: the time of a line, the memory of a quiet container, and of a long run.

    python -m benchmarks.following_logs [--lines 10000000] [--quiet 1000] [--results FOLDER]

A process of its own plays a Docker engine. One of its containers floods its log, the others are quiet.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import json
import multiprocessing
import platform
import resource
import socket
import tempfile
import threading
import time
from collections.abc import Iterator
from datetime import datetime, timezone
from pathlib import Path
from typing import Any, ClassVar

import dockline
from dockline import aio

LINES_A_BLOCK = 2000
BLOCKS_A_SECOND = 10  # by the timestamps of the log
SECOND = b"2026-01-05T10:00:00"
LINE = SECOND + b".%09dZ " + b"x" * 80 + b"\n"


def framed(payload: bytes) -> bytes:
    frame = b"\1\0\0\0" + len(payload).to_bytes(4, "big") + payload
    return b"%x\r\n%b\r\n" % (len(frame), frame)


def answer(body: bytes, media_type: str = "application/json") -> bytes:
    return (
        f"HTTP/1.1 200 OK\r\nApi-Version: 1.43\r\nContent-Type: {media_type}\r\nContent-Length: {len(body)}\r\n\r\n"
    ).encode() + body


def head(media_type: str) -> bytes:
    return (
        f"HTTP/1.1 200 OK\r\nApi-Version: 1.43\r\nContent-Type: {media_type}\r\nTransfer-Encoding: chunked\r\n\r\n"
    ).encode()


class Engine:
    """Plays a Docker engine with `quiet` quiet containers, and one that writes `lines` lines."""

    def __init__(self, quiet: int, lines: int, go: Any) -> None:
        self.ids = [f"{number:064x}" for number in range(quiet + 1)]
        self.lines = lines
        self.go = go

    def serve(self, peer: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while request := self.receive(peer):
                method, target, _ = request.split(b" ", 2)
                path = target.decode().partition("?")[0].split("/")
                if method == b"HEAD":
                    peer.sendall(b"HTTP/1.1 200 OK\r\nApi-Version: 1.43\r\n\r\n")
                elif path[-1] == "info":
                    peer.sendall(answer(b'{"ID": "played"}'))
                elif path[-1] == "events":
                    peer.sendall(head("application/json"))
                    time.sleep(1e6)
                elif path[-2:] == ["containers", "json"]:
                    peer.sendall(answer(json.dumps([self.row(id_) for id_ in self.ids]).encode()))
                elif path[-1] == "json":
                    peer.sendall(answer(json.dumps(self.inspection).encode()))
                elif path[-1] == "logs":
                    peer.sendall(head("application/vnd.docker.multiplexed-stream"))
                    if path[-2] == self.ids[0]:
                        self.go.wait()
                        self.flood(peer)
                    return  # the garbage collector must not close it
        peers.append(peer)

    @staticmethod
    def receive(peer: socket.socket) -> bytes:
        request = b""
        while not request.endswith(b"\r\n\r\n"):
            data = peer.recv(4096)
            if not data:
                return b""
            request += data
        return request

    @staticmethod
    def row(id_: str) -> dict[str, Any]:
        labels = {"com.example.app": "web", "com.example.team": "fleet"}
        return {"Id": id_, "Names": [f"/{id_[-8:]}"], "Image": "app:1", "Labels": labels, "State": "running"}

    inspection: ClassVar = {
        "State": {"Status": "running", "Running": True, "Restarting": False, "StartedAt": "x", "ExitCode": 0},
        "HostConfig": {"LogConfig": {"Type": "json-file"}},
        "Config": {"Tty": False},
    }

    def flood(self, peer: socket.socket) -> None:
        block = b"".join(framed(LINE % number) for number in range(LINES_A_BLOCK))
        start = datetime(2026, 1, 5, 10, tzinfo=timezone.utc).timestamp()
        for number in range(self.lines // LINES_A_BLOCK):
            now = datetime.fromtimestamp(start + number // BLOCKS_A_SECOND, timezone.utc)
            peer.sendall(block.replace(SECOND, now.strftime("%Y-%m-%dT%H:%M:%S").encode()))


peers: list[socket.socket] = []


def play(path: str, quiet: int, lines: int, listening: Any, go: Any) -> None:
    most = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    engine = Engine(quiet, lines, go)
    threading.stack_size(1 << 16)
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(path)
        listener.listen(1024)
        listening.set()
        while True:
            peer, _ = listener.accept()
            peers.append(peer)
            threading.Thread(target=engine.serve, args=(peer,), daemon=True).start()


@contextlib.contextmanager
def played(quiet: int, lines: int) -> Iterator[tuple[dict[str, Any], Any]]:
    """Returns the conn of an engine, and the event that makes it flood."""
    context = multiprocessing.get_context("spawn")
    listening, go = context.Event(), context.Event()
    with tempfile.TemporaryDirectory() as folder:
        path = f"{folder}/engine.sock"
        process = context.Process(target=play, args=(path, quiet, lines, listening, go), daemon=True)
        process.start()
        listening.wait()
        try:
            yield {"uri": f"unix://{path}"}, go
        finally:
            process.kill()
            process.join()


def resident() -> int:
    """The memory of this process, in bytes."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * resource.getpagesize()


def follow(lines: int) -> float:
    """Follows the flood. Returns the nanoseconds of CPU a line."""
    with played(0, lines) as (conn, go), dockline.follow(conn=conn) as following:
        left = lines
        go.set()
        began = time.process_time_ns()
        for _, batch in following:
            if isinstance(batch, list):
                left -= len(batch)
                if left <= 0:
                    break
        return (time.process_time_ns() - began) / lines


def follow_aio(lines: int) -> float:
    async def run() -> float:
        with played(0, lines) as (conn, go):
            async with aio.follow(conn=conn) as following:
                left = lines
                go.set()
                began = time.process_time_ns()
                async for _, batch in following:
                    if isinstance(batch, list):
                        left -= len(batch)
                        if left <= 0:
                            break
                return (time.process_time_ns() - began) / lines

    return asyncio.run(run())


def merge(lines: int) -> float:
    """The same by `merge(of="entries")`."""
    with played(0, lines) as (conn, go):
        containers = dockline.client(engine="docker", category="containers", version="v1.43", conn=conn)
        params = {"id": f"{0:064x}", "stdout": True, "stderr": True, "timestamps": True, "follow": True}
        stream = containers.invoke("ContainerLogs", params=params, as_="stream")
        with dockline.merge({0: stream}, of="entries") as merged:
            left = lines
            go.set()
            began = time.process_time_ns()
            for _, batch in merged:
                left -= len(batch)
                if left <= 0:
                    break
            return (time.process_time_ns() - began) / lines


def quiet(containers: int) -> dict[str, float]:
    """Returns the bytes of a quiet container, and the seconds of CPU in ten seconds of quiet."""
    with played(containers, LINES_A_BLOCK) as (conn, go), dockline.follow(conn=conn) as following:
        before = resident()
        batches = iter(following)
        go_later = threading.Timer(30.0, go.set)
        go_later.start()
        # All logs are open long before the first line comes.
        used = 0.0

        def note() -> None:
            nonlocal used
            used = time.process_time()

        threading.Timer(20.0, note).start()
        for _, batch in batches:
            if isinstance(batch, list):
                break
        seconds = time.process_time() - used
        return {"bytes": (resident() - before) / containers, "cpu_seconds": seconds}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--lines", type=int, default=10_000_000)
    parser.add_argument("--quiet", type=int, default=1000)
    parser.add_argument("--results", type=Path)
    options = parser.parse_args()
    figures: dict[str, Any] = {"quiet": quiet(options.quiet)}
    rounds = [(merge(1_000_000), follow(1_000_000), follow_aio(1_000_000)) for _ in range(5)]
    names = ("merge", "follow", "aio.follow")
    figures["nanoseconds"] = {
        name: sorted(column)[2] for name, column in zip(names, zip(*rounds, strict=True), strict=True)
    }
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    follow(options.lines)
    figures["long"] = {
        "lines": options.lines,
        "kilobytes_more": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before,
    }
    text = json.dumps({"machine": platform.processor() or platform.machine(), **figures}, indent=1)
    print(text)
    if options.results:
        (options.results / "following_logs.json").write_text(text + "\n")


if __name__ == "__main__":
    main()
