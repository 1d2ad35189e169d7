"""The streams of the simulated engine: logs, hijacked sessions, waits and events, as dockerd sends them."""

from __future__ import annotations

import asyncio
import io
import re
import struct
from collections import deque
from collections.abc import AsyncIterator, Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any

from .connection import Request, document
from .documents import timestamp
from .process import STDERR, STDOUT, Process, Record
from .state import Container, Events, Refusal, filters_of, has_label

PARTIAL = 16384  # bytes; the log driver json-file cuts a longer line into entries of this size
WRITE = 32768  # bytes of the longest frame of a session
BATCH = 256  # chunks that are sent together


def frame(stream: int, payload: bytes) -> bytes:
    """Makes a frame of the multiplexed format."""
    return struct.pack(">BxxxI", stream, len(payload)) + payload


def moment(text: str) -> int | None:
    """Decodes `seconds.nanoseconds` to nanoseconds since 1970. Returns None for an empty text and for 0."""
    if not text:
        return None
    found = re.fullmatch(r"(\d+)(?:\.(\d{1,9}))?", text, re.ASCII)
    if not found:
        raise Refusal(400, f'strconv.ParseInt: parsing "{text}": invalid syntax')
    return int(found[1]) * 10**9 + int((found[2] or "").ljust(9, "0")) or None


def wanted(request: Request) -> set[int]:
    """Returns the streams that a query asks for."""
    return {number for number, name in ((STDOUT, "stdout"), (STDERR, "stderr")) if request.flag(name)}


# Logs


def logs(container: Container, request: Request) -> AsyncIterator[list[bytes]]:
    """Iterates over the log of a container. A chunk is one line or frame. With `follow`, it waits for the end."""
    streams = wanted(request)
    if not streams:
        raise Refusal(400, "Bad parameters: you must choose at least one stream")
    since, until = moment(request.query.get("since", "")) or 0, moment(request.query.get("until", ""))
    tail = request.query.get("tail", "all")
    stamped, follow = request.flag("timestamps"), request.flag("follow") and container.running
    ends = container.ends

    def encode(records: Iterable[Record]) -> Iterator[bytes]:
        for record in records:
            if record.stream in streams:
                payload = f"{timestamp(record.time)} ".encode() + record.payload if stamped else record.payload
                yield payload if container.tty else frame(record.stream, payload)

    async def stream() -> AsyncIterator[list[bytes]]:
        start = len(container.output)
        history: Iterable[Record] = _entries(container.output[:start], since, until)
        if tail.isdecimal():
            history = deque(history, int(tail))
        for batch in _batches(encode(history)):
            yield batch
        async for records in container.records(lambda: follow and container.ends == ends, start=start, until=until):
            for batch in _batches(encode(_entries(records, since, until))):
                yield batch

    return stream()


def _entries(records: Iterable[Record], since: int, until: int | None) -> Iterator[Record]:
    """Turns writes into entries of the log driver: one for each line, several for a long line."""
    for record in records:
        if since <= record.time and (until is None or record.time <= until):
            for line in io.BytesIO(record.payload):
                for part in _cut(line, PARTIAL):
                    yield Record(record.time, record.stream, part)


def _cut(payload: bytes, size: int) -> Iterator[bytes]:
    return (payload[at : at + size] for at in range(0, len(payload), size))


def _batches(chunks: Iterator[bytes]) -> Iterator[list[bytes]]:
    while batch := [*islice(chunks, BATCH)]:
        yield batch


# Hijacked sessions


@dataclass(frozen=True)
class Session:
    """A client that is attached to a process. It gets the writes of the process from number `start` on.

    With `stdin`, the client's bytes go to the process. A half-close of the client closes the stdin of the process if
    `closes_stdin` is True; else it detaches the client. `ends` is `process.ends` at the attach. The session is over
    when that number grows.
    """

    process: Process
    streams: set[int]
    stdin: bool
    closes_stdin: bool
    start: int = 0
    ends: int = 0

    async def __call__(self, client: AsyncIterator[bytes]) -> AsyncIterator[list[bytes]]:
        """Runs the session with the client's bytes. Iterates over bytes for the client."""
        pump = asyncio.ensure_future(self._pump(client))
        try:
            async for records in self.process.records(lambda: self._live(pump), start=self.start):
                yield [part for record in records if record.stream in self.streams for part in self._encode(record)]
        finally:
            pump.cancel()

    def _encode(self, record: Record) -> Iterable[bytes]:
        if self.process.tty:
            return [record.payload]
        return (frame(record.stream, part) for part in _cut(record.payload, WRITE))

    async def _pump(self, client: AsyncIterator[bytes]) -> None:
        async for data in client:
            if self.stdin:
                self.process.feed(data)
        if self.stdin and self.closes_stdin:
            self.process.close_stdin()
        self.process.changed.notify()

    def _live(self, pump: asyncio.Future[None]) -> bool:
        detached = pump.done() and self.stdin and not self.closes_stdin
        return self.process.ends == self.ends and not detached


# Waits and events


async def wait(container: Container, condition: str) -> AsyncIterator[list[bytes]]:
    """Waits for a condition. Then it gives the result in one chunk."""
    ends = container.ends
    conditions: Mapping[str, Callable[[], bool]] = {
        "next-exit": lambda: container.ends > ends,
        "removed": lambda: container.removed,
    }
    done = conditions.get(condition, lambda: not container.running)
    while not done():
        await container.changed.wait()
    yield [document({"Error": None, "StatusCode": container.exit_code})]


def events(source: Events, request: Request) -> AsyncIterator[list[bytes]]:
    """Iterates over the events of a query, one document a chunk. `since` or `until` include past events."""
    filters = filters_of(request.query.get("filters", ""), {"type", "event", "container", "image", "label"})
    until = moment(request.query.get("until", ""))
    since = moment(request.query.get("since", "")) or 0 if {"since", "until"} & request.query.keys() else None

    async def stream() -> AsyncIterator[list[bytes]]:
        async for batch in source.since(since, until):
            yield [document(event) for event in batch if _matches(event, filters)]

    return stream()


def _matches(event: Mapping[str, Any], filters: Mapping[str, list[str]]) -> bool:
    attributes: dict[str, str] = event["Actor"]["Attributes"]
    actor: str = event["Actor"]["ID"]
    names = {actor, attributes.get("name", "")}
    tests: Mapping[str, Callable[[str], bool]] = {
        "type": lambda value: event["Type"] == value,
        "event": lambda value: str(event["Action"]).partition(":")[0] == value,
        "container": lambda value: event["Type"] == "container" and (value in names or actor.startswith(value)),
        "image": lambda value: value in ({attributes.get("image")} | (names if event["Type"] == "image" else set())),
        "label": lambda value: has_label(attributes, value),
    }
    return all(any(map(tests[key], values)) for key, values in filters.items())
