"""Thousands of streams in one process: the memory of an idle one, and whether a flood on one starves the others.

    python -m benchmarks.following [--streams 5000] [--seconds 5] [--results FOLDER]

A process of its own plays the engine. It opens the streams and floods the first one. Each millisecond, it sends a line
with the time to one of the others. `merge` of each driver follows few and many streams, with the flood and without.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import json
import multiprocessing
import os
import platform
import resource
import socket
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import dockline
from dockline import aio

HEAD = (
    b"HTTP/1.1 200 OK\r\nContent-Type: application/vnd.docker.multiplexed-stream\r\nTransfer-Encoding: chunked\r\n\r\n"
)
LINES_A_SEND = 2000
LEAST_LINES = 100  # to the other streams, however slow the machine
PATIENCE = 600  # seconds, after which a hanging run is stopped
PARAMS = {"id": "x", "stdout": True, "follow": True}
Figures = dict[str, float]


def chunk_of(line: bytes) -> bytes:
    payload = line + b"\n"
    framed = b"\1\0\0\0" + len(payload).to_bytes(4, "big") + payload
    return b"%x\r\n%b\r\n" % (len(framed), framed)


def play(path: str, streams: int, seconds: float, flood: bool, listening: Any, go: Any) -> None:
    """Plays the engine. It leaves without the end of any stream, which ends the measurement."""
    resource.setrlimit(resource.RLIMIT_NOFILE, (streams + 100, resource.getrlimit(resource.RLIMIT_NOFILE)[1]))
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(path)
        listener.listen(1024)
        listening.set()
        peers = []
        for _ in range(streams):
            peer, _ = listener.accept()
            peer.recv(4096)
            peer.sendall(HEAD)
            peers.append(peer)
    go.wait()

    def pour() -> None:
        part = chunk_of(b"x" * 99) * LINES_A_SEND
        with contextlib.suppress(OSError):
            while True:
                peers[0].sendall(part)

    if flood:
        threading.Thread(target=pour, daemon=True).start()
    until = time.monotonic() + seconds
    turn = 0
    while turn < LEAST_LINES or time.monotonic() < until:
        turn += 1
        peers[1 + turn % (streams - 1)].sendall(chunk_of(b"%.6f" % time.monotonic()))
        time.sleep(0.001)
    os._exit(0)


@contextlib.contextmanager
def played(streams: int, seconds: float, flood: bool) -> Iterator[tuple[dict[str, Any], Any]]:
    """Returns the conn of an engine, and the function that makes it begin."""
    context = multiprocessing.get_context("spawn")
    with tempfile.TemporaryDirectory() as folder:
        path = f"{folder}/engine.sock"
        listening, go = context.Event(), context.Event()
        process = context.Process(target=play, args=(path, streams, seconds, flood, listening, go), daemon=True)
        process.start()
        listening.wait(PATIENCE)
        yield {"uri": f"unix://{path}"}, go
        process.join(PATIENCE)


class Tally:
    """Counts the records of the streams."""

    def __init__(self) -> None:
        self.poured = 0
        self.delays: list[float] = []
        self.cpu = time.process_time()

    def add(self, key: int, batch: Any) -> bool:
        """Adds a batch. Returns False at the first end."""
        if not isinstance(batch, list):
            return False
        if key == 0:
            self.poured += len(batch)
        else:
            now = time.monotonic()
            self.delays += [now - float(line) for line in batch]
        return True

    def figures(self, held: float, seconds: float) -> Figures:
        self.delays.sort()
        return {
            "bytes a stream": round(held),
            "flood, lines a second": round(self.poured / seconds),
            "median delay of the others, ms": round(self.delays[len(self.delays) // 2] * 1e3, 3),
            "longest delay of the others, ms": round(self.delays[-1] * 1e3, 3),
            "CPU seconds": round(time.process_time() - self.cpu, 3),
        }


def resident() -> int:
    """Returns the resident bytes, after freeing what can be freed."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * resource.getpagesize()


def blocking(streams: int, seconds: float, flood: bool) -> Figures:
    with (
        played(streams, seconds, flood) as (conn, go),
        dockline.client(engine="docker", category="containers", version="v1.41", conn=conn) as containers,
    ):
        containers.ops()
        before = resident()
        opened = {key: containers.invoke("ContainerLogs", params=PARAMS, as_="stream") for key in range(streams)}
        with dockline.merge(opened) as merged:
            go.set()
            key, batch = next(merged)
            tally, held = Tally(), (resident() - before) / streams
            while tally.add(key, batch):
                key, batch = next(merged)
            return tally.figures(held, seconds)


async def for_asyncio(streams: int, seconds: float, flood: bool) -> Figures:
    with played(streams, seconds, flood) as (conn, go):
        async with aio.client(engine="docker", category="containers", version="v1.41", conn=conn) as containers:
            containers.ops()
            before = resident()
            opened = {
                key: await containers.invoke("ContainerLogs", params=PARAMS, as_="stream") for key in range(streams)
            }
            async with aio.merge(opened) as merged:
                go.set()
                key, batch = await merged.__anext__()
                tally, held = Tally(), (resident() - before) / streams
                while tally.add(key, batch):
                    key, batch = await merged.__anext__()
                return tally.figures(held, seconds)


def measure(streams: int, seconds: float) -> dict[str, Figures]:
    figures = {}
    for flood in (True, False):
        for count in dict.fromkeys((streams, max(streams // 50, 2))):
            title = f"{count:,} streams, {'one of them a flood' if flood else 'no flood'}"
            figures[f"blocking, {title}"] = in_a_process(blocking, count, seconds, flood)
            figures[f"asyncio, {title}"] = in_a_process(run_for_asyncio, count, seconds, flood)
    return figures


def run_for_asyncio(streams: int, seconds: float, flood: bool) -> Figures:
    return asyncio.run(for_asyncio(streams, seconds, flood))


def in_a_process(work: Any, *arguments: Any) -> Figures:
    """Runs a measurement in a new process, so that the memory of an earlier run does not count."""
    context = multiprocessing.get_context("spawn")
    results = context.Queue()
    process = context.Process(target=put, args=(results, work, *arguments))
    process.start()
    figures: Figures = results.get(timeout=PATIENCE)
    process.join()
    return figures


def put(results: Any, work: Any, streams: int, seconds: float, flood: bool) -> None:
    resource.setrlimit(resource.RLIMIT_NOFILE, (streams + 100, resource.getrlimit(resource.RLIMIT_NOFILE)[1]))
    results.put(work(streams, seconds, flood))


def document(figures: dict[str, Figures]) -> Iterator[str]:
    columns = list(next(iter(figures.values())))
    yield f"| followed by `merge` ({platform.python_version()}, {os.cpu_count()} cores) | {' | '.join(columns)} |"
    yield "| --- " * (len(columns) + 1) + "|"
    for title, row in figures.items():
        yield f"| {title} | " + " | ".join(f"{row[column]:,}" for column in columns) + " |"


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--streams", type=int, default=5000)
    parser.add_argument("--seconds", type=float, default=5)
    parser.add_argument("--results", type=Path, help="the folder for following.json and following.md")
    options = parser.parse_args()
    figures = measure(options.streams, options.seconds)
    table = "\n".join(document(figures))
    print(table)
    if options.results:
        (options.results / "following.json").write_text(json.dumps(figures, indent=2) + "\n")
        (options.results / "following.md").write_text(table + "\n")


if __name__ == "__main__":
    main()
