"""What the view `entries` should give, written as plainly as can be: it takes whole chunks, and knows no bytes of a
stream."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

Entry = tuple[int, int, bytes]
Count = tuple[int, int]  # chunks, checksum
WORD = (1 << 64) - 1


class Chunk(NamedTuple):
    """A part of a log with a timestamp. Source 3 is a message of the engine, which has none."""

    source: int
    time: int
    content: bytes


def line_of(chunks: list[Chunk], max_record: int) -> list[Entry]:
    """The entries of a line: one, or its pieces. A piece has the time of its first chunk."""
    found = []
    source = chunks[0].source
    time, piece = chunks[0].time, b""
    for chunk in chunks:
        content = chunk.content
        if chunk is chunks[-1]:
            content = content.removesuffix(b"\n")
        if piece and len(piece + content) > max_record:
            found.append((time, source, piece))
            time, piece = chunk.time, b""
        while len(content) > max_record:
            found.append((time, source, content[:max_record]))
            time, content = chunk.time, content[max_record:]
        piece += content
    return [*found, (time, source, piece)]


def message_of(message: bytes, max_record: int) -> list[Entry]:
    found = []
    while len(message) > max_record:
        found.append((0, 3, message[:max_record]))
        message = message[max_record:]
    return [*found, (0, 3, message.removesuffix(b"\n"))]


def entries(chunks: Iterable[Chunk], joins_stamps: bool, max_record: int = 1 << 20) -> list[Entry]:
    """The entries of a whole log, in the order in which their lines end."""
    found: list[Entry] = []
    lines: dict[int, list[Chunk]] = {}
    for chunk in chunks:
        if chunk.source == 3:
            found += message_of(chunk.content, max_record)
            continue
        source = max(chunk.source, 1)  # stdin is echoed on stdout
        chunk = chunk._replace(source=source)
        if source in lines and not joins_stamps and lines[source][0].time != chunk.time:
            found += line_of(lines.pop(source), max_record)
        lines.setdefault(source, []).append(chunk)
        if chunk.content.endswith(b"\n"):
            found += line_of(lines.pop(source), max_record)
    for source in sorted(lines):
        found += line_of(lines[source], max_record)
    return found


# Positions.


def mixed(hash_: int, word: int) -> int:
    hash_ = (hash_ ^ word) * 0xD6E8FEB86659FD93 & WORD
    return hash_ ^ hash_ >> 32


def hash_of(chunk: Chunk) -> int:
    content = chunk.content
    ends = [content[:32].ljust(32, b"\0")]
    if len(content) > 32:
        ends.append(content[-32:])
    hash_ = mixed(mixed(0x2545F4914F6CDD1D, chunk.time), len(content))
    for end in ends:
        for at in range(0, 32, 8):
            hash_ = mixed(hash_, int.from_bytes(end[at : at + 8], "little"))
    return hash_


def count_of(chunks: Iterable[Chunk]) -> Count:
    number = checksum = 0
    for chunk in chunks:
        number += 1
        checksum = (checksum * 0x9E3779B97F4A7C15 + hash_of(chunk)) & WORD
    return number, checksum


def counts_of(chunks: list[Chunk]) -> tuple[Count, Count]:
    return count_of(chunk for chunk in chunks if chunk.source < 2), count_of(c for c in chunks if c.source == 2)
