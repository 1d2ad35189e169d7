"""The ways to read a body: their calls of the public API, and their right results for a payload."""

from __future__ import annotations

import contextlib
import json
import os
import tempfile
import threading
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

from wire.reference_entries import Chunk
from wire.reference_entries import entries as entries_of

from .bodies import STAMP, lines_of, unframed

# The result of reading: joined bytes, a list of records, or the bytes of stdout and stderr.
Items = Any


class View:
    """A view. `read(driver, stream, items)` adds the items to `items`.

    `of` gives the right items of a payload, complete or up to a cut.
    """

    def __init__(self, read: Callable[..., Any]) -> None:
        self.read = read

    def empty(self) -> Items:
        return []

    def of(self, payload: bytes, framed: bool, ended: bool) -> Items:
        raise NotImplementedError

    def breaks(self, payload: bytes, framed: bool) -> bool:
        """Returns whether a payload that ends here ends inside a frame or a document."""
        return framed and unframed(payload)[2]

    def is_prefix(self, items: Items, truth: Items) -> bool:
        return bool(truth[: len(items)] == items)


class Octets(View):
    def empty(self) -> Items:
        return bytearray()

    def of(self, payload: bytes, framed: bool, ended: bool) -> bytes:
        return payload

    def breaks(self, payload: bytes, framed: bool) -> bool:
        return False


class AllOctets(Octets):
    """A view that gives all or nothing."""

    def of(self, payload: bytes, framed: bool, ended: bool) -> bytes:
        return payload if ended else b""


class Frames(View):
    def of(self, payload: bytes, framed: bool, ended: bool) -> Items:
        return unframed(payload)[0]


class Lines(View):
    def __init__(self, read: Callable[..., Any], tagged: bool = False, keepends: bool = False) -> None:
        super().__init__(read)
        self.tagged = tagged
        self.keepends = keepends

    def of(self, payload: bytes, framed: bool, ended: bool) -> Items:
        whole, part, _ = unframed(payload) if framed else ([], (1, payload), False)
        lines, rest = lines_of([*whole, part])
        found = [(stream, line + b"\n" * self.keepends) for stream, line in lines]
        found += rest if ended and not self.breaks(payload, framed) else []
        return found if self.tagged else [line for _, line in found]


class Entries(View):
    """The lines of a log with timestamps of 30 bytes, as Docker writes them: another timestamp begins another line."""

    def of(self, payload: bytes, framed: bool, ended: bool) -> Items:
        if framed:
            frames, (source, part), _ = unframed(payload)
            chunks = [_chunk_of(source, text) for source, text in frames]
        else:
            *lines, part = payload.split(b"\n")
            chunks = [_chunk_of(1, line + b"\n") for line in lines]
            source = 1
        # The timestamp of a chunk that is cut tells that another line begins.
        begun = [_chunk_of(source, part)] if len(part) > STAMP else []
        found = entries_of([*chunks, *begun], False)
        if ended and not self.breaks(payload, framed):
            return found
        waiting = {chunk.source: chunk for chunk in [*chunks, *begun]}.values()
        return found[: len(found) - sum(chunk in begun or not chunk.content.endswith(b"\n") for chunk in waiting)]

    def breaks(self, payload: bytes, framed: bool) -> bool:
        """Without frames, the end of a body ends a chunk, but not within its timestamp."""
        if framed:
            return super().breaks(payload, framed)
        return 0 < len(payload.rpartition(b"\n")[2]) <= STAMP


def _chunk_of(source: int, text: bytes) -> Chunk:
    moment, digits = text[:19].decode(), text[20:29]
    seconds = int(datetime.fromisoformat(f"{moment}+00:00").timestamp())
    return Chunk(source, seconds * 10**9 + int(digits), text[STAMP + 1 :])


class Documents(View):
    """One document in each line."""

    def of(self, payload: bytes, framed: bool, ended: bool) -> Items:
        *whole, rest = payload.split(b"\n")
        documents = [json.loads(line) for line in whole]
        with contextlib.suppress(ValueError):
            documents.append(json.loads(rest))  # objects: a complete one needs no line end
        return documents

    def breaks(self, payload: bytes, framed: bool) -> bool:
        return len(self.of(payload, framed, False)) < len([text for text in payload.split(b"\n") if text])


class Copies(View):
    """The bytes of stdout and stderr."""

    def empty(self) -> Items:
        return [b"", b""]

    def __init__(self, read: Callable[..., Any], apart: bool) -> None:
        super().__init__(read)
        self.apart = apart

    def of(self, payload: bytes, framed: bool, ended: bool) -> Items:
        whole, part, _ = unframed(payload) if framed else ([], (1, payload), False)
        items = [b"", b""]
        for stream, data in [*whole, part]:
            items[stream == 2 and self.apart] += data
        return items

    def is_prefix(self, items: Items, truth: Items) -> bool:
        return all(whole.startswith(part) for part, whole in zip(items, truth, strict=True))


# The functions that read


async def iterate(driver: Any, stream: Any, items: bytearray) -> None:
    await driver.each(stream, items.extend)


async def chunk_batches(driver: Any, stream: Any, items: bytearray) -> None:
    await driver.each(stream.chunks().batches(), lambda batch: items.extend(b"".join(batch)))


async def read_some(driver: Any, stream: Any, items: bytearray) -> None:
    sizes = iter((1, 2, 7, 100))
    while data := await driver.call(stream.read, next(sizes, 4096)):
        items.extend(data)


async def read_all(driver: Any, stream: Any, items: bytearray) -> None:
    items.extend(await driver.call(stream.read))


def records(name: str, batches: bool = False, **options: Any) -> Callable[..., Any]:
    async def read(driver: Any, stream: Any, items: list[Any]) -> None:
        found = getattr(stream, name)(**options)
        await (driver.each(found.batches(), items.extend) if batches else driver.each(found, items.append))

    return read


@contextlib.contextmanager
def file(items: list[bytes], index: int) -> Iterator[Any]:
    with tempfile.TemporaryFile() as sink:
        try:
            yield sink
        finally:
            sink.seek(0)
            items[index] = sink.read()


@contextlib.contextmanager
def pipe(items: list[bytes], index: int) -> Iterator[int]:
    out, sink = os.pipe()

    def drain() -> None:
        while data := os.read(out, 1 << 16):
            items[index] += data

    thread = threading.Thread(target=drain)
    thread.start()
    try:
        yield sink
    finally:
        os.close(sink)
        thread.join()
        os.close(out)


def copy(sink: Any, apart: bool) -> Callable[..., Any]:
    async def read(driver: Any, stream: Any, items: list[bytes]) -> None:
        with contextlib.ExitStack() as stack:
            out = stack.enter_context(sink(items, 0))
            err = stack.enter_context(sink(items, 1)) if apart else None
            written = await driver.call(stream.copy_to, out, err)
        sizes = [len(items[0]), len(items[1])] if apart else [len(items[0])]
        assert sizes == (list(written) if apart else [sum(written)]), f"copy_to says {written}, there are {sizes}"

    return read


VIEWS: dict[str, View] = {
    "iterate": Octets(iterate),
    "chunks in batches": Octets(chunk_batches),
    "read": Octets(read_some),
    "read all": AllOctets(read_all),
    "lines": Lines(records("lines")),
    "lines with ends": Lines(records("lines", keepends=True), keepends=True),
    "lines tagged": Lines(records("lines", tagged=True), tagged=True),
    "lines in batches": Lines(records("lines", batches=True)),
    "lines tagged in batches": Lines(records("lines", batches=True, tagged=True), tagged=True),
    "entries": Entries(records("entries")),
    "entries in batches": Entries(records("entries", batches=True)),
    "frames": Frames(records("frames")),
    "frames in batches": Frames(records("frames", batches=True)),
    "documents": Documents(records("documents")),
    "documents in batches": Documents(records("documents", batches=True)),
    "copy to a file": Copies(copy(file, apart=False), apart=False),
    "copy to two files": Copies(copy(file, apart=True), apart=True),
    "copy to a pipe": Copies(copy(pipe, apart=False), apart=False),
    "copy to two pipes": Copies(copy(pipe, apart=True), apart=True),
}
OCTETS = ("iterate", "chunks in batches", "read", "read all")
LINES = tuple(name for name in VIEWS if name.startswith("lines"))
ENTRIES = ("entries", "entries in batches")
FRAMES = ("frames", "frames in batches")
DOCUMENTS = ("documents", "documents in batches")
COPIES = tuple(name for name in VIEWS if name.startswith("copy"))
