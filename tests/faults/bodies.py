"""Responses with an engine's framing, and the results of a cut response.

The code is a plain model: it is as simple as possible.
"""

from __future__ import annotations

import struct
from random import Random
from typing import NamedTuple

from support.scripted_server import chunked, head, reply

LENGTH, CHUNKS, CLOSE = "length", "chunks", "close"  # how the end of a body is told

STAMP = 30  # bytes: a timestamp of Docker, without the space behind it

Frame = tuple[int, bytes]


def response(rng: Random, body: bytes, media: str, how: str, status: str = "200 OK") -> bytes:
    if how == CLOSE:
        return head(status, media) + body
    if how == LENGTH:
        return reply(body, status, media)
    return chunked(*split(rng, body), status=status, media=media)


def split(rng: Random, data: bytes) -> list[bytes]:
    """Splits bytes into parts. No part is empty."""
    largest = rng.choice((30, 1000, 40_000))
    parts = []
    at = 0
    while at < len(data):
        parts.append(data[at : at + rng.randrange(1, largest)])
        at += len(parts[-1])
    return parts


def stamped_chunks(rng: Random, lines: list[bytes]) -> list[Frame]:
    """Makes the chunks of a log with timestamps. Some lines have several, and some have no end."""
    chunks: list[Frame] = []
    for number, line in enumerate(lines):
        stamp = f"2026-01-05T12:{number // 60 % 60:02}:{number % 60:02}.{rng.randrange(10**9):09}Z ".encode()
        parts = split(rng, line) if rng.random() < 0.2 else [line]
        if len(parts) > 1 and rng.random() < 0.3:
            del parts[-1]
        source = rng.choice((1, 1, 2))
        chunks += [(source, stamp + part) for part in parts]
    return chunks


class Heard(NamedTuple):
    """The part of a response that came through. `payload` is its body without chunk framing.

    `state` is `nothing`, `head`, `body`, `open` (only the end of the connection ends it) or `whole`.
    """

    state: str
    payload: bytes = b""


def hear(wire: bytes) -> Heard:
    """Parses the bytes `wire` of an answer, as a client that gets no more would."""
    if not wire:
        return Heard("nothing")
    first, mark, rest = wire.partition(b"\r\n\r\n")
    if not mark:
        return Heard("head")
    lines = first.decode().lower().split("\r\n")
    fields = dict(line.split(": ") for line in lines[1:])
    if " 204 " in lines[0]:
        return Heard("whole")
    if "transfer-encoding" in fields:
        return _unchunked(rest)
    if "content-length" in fields:
        size = int(fields["content-length"])
        return Heard("whole" if len(rest) >= size else "body", rest[:size])
    return Heard("open", rest)


def _unchunked(rest: bytes) -> Heard:
    payload = bytearray()
    at = 0
    while (end := rest.find(b"\r\n", at)) >= 0:
        size = int(rest[at:end], 16)
        at = end + 2 + size + 2
        payload += rest[end + 2 : at - 2]
        if len(rest) < at:
            break
        if size == 0:
            return Heard("whole", bytes(payload))
    return Heard("body", bytes(payload))


def unframed(payload: bytes) -> tuple[list[Frame], Frame, bool]:
    """Returns the whole frames, the bytes of a cut frame, and whether there is such a frame: its header counts."""
    frames = []
    at = 0
    while len(payload) - at >= 8:
        stream, size = struct.unpack_from(">BxxxI", payload, at)
        part = payload[at + 8 : at + 8 + size]
        if len(part) < size:
            return frames, (stream, part), True
        frames.append((stream, part))
        at += 8 + size
    return frames, (1, b""), at < len(payload)


def lines_of(frames: list[Frame]) -> tuple[list[Frame], list[Frame]]:
    """Returns the whole lines, and the lines that only the end of the body completes."""
    lines = []
    rest = dict.fromkeys(range(4), b"")
    for stream, payload in frames:
        *whole, rest[stream] = (rest[stream] + payload).split(b"\n")
        lines += [(stream, line) for line in whole]
    return lines, [(stream, line) for stream, line in rest.items() if line]
