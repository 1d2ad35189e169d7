"""A plain model of the splitters. It reads one octet after the other and keeps no state between calls."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

Frame = tuple[int, bytes]


def pieces(payload: bytes, size: int) -> list[bytes]:
    return [payload[at : at + size] for at in range(0, len(payload), size)] or [b""]


def frames(body: Iterable[Frame], max_record: int) -> list[Frame]:
    return [(stream, piece) for stream, payload in body for piece in pieces(payload, max_record)]


def lines(body: Iterable[Frame], max_record: int, keepends: bool) -> Iterator[Frame]:
    """Returns the tagged lines. A line longer than `max_record` comes in pieces of that size. The LF does not count."""
    line = dict.fromkeys(range(4), b"")
    for stream, payload in body:
        for at in range(len(payload)):
            octet = payload[at : at + 1]
            if octet == b"\n":
                yield stream, line[stream] + octet * keepends
                line[stream] = b""
            else:
                if len(line[stream]) == max_record:
                    yield stream, line[stream]
                    line[stream] = b""
                line[stream] += octet
    for stream in range(4):
        if line[stream]:
            yield stream, line[stream]
