"""Mutated responses: either no error or a documented one, and the same for every split."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dockline._wire.splitters import Splitter

from .feeding import SPLITTERS, comparable, feed, frame, one_by_one
from .strategies import splits
from .vectors import ACCEPTED, CHUNKED, OK, REFUSED

FRAMES = frame(1, b"one\ntwo") + frame(2, b"") + frame(3, b"\n\n") + frame(1, b"a long line, longer than a record\n")
ENTRIES = b"".join(
    frame(stream, b"2026-01-05T12:00:00%b %b" % (end, line))
    for stream, end, line in ((1, b".123456789Z", b"long line"), (2, b"+02:00", b"b\n"), (1, b".123456789Z", b"\n"))
)
TEXTS = b'{"a":["}",1]}\r\n\x1e"b\\""\n[null]12 13'
SEEDS = [
    *(vector.data for vector in ACCEPTED),
    *(vector.data for vector in REFUSED if len(vector.data) < 400),
    OK + b"\r\n" + FRAMES,
    OK + b"\r\n" + ENTRIES,
    OK + b"\r\n" + ENTRIES[8:],
    CHUNKED + b"%x;x\r\n%b\r\n%x\r\n%b\r\n0\r\nX: y\r\n\r\n" % (9, FRAMES[:9], len(FRAMES) - 9, FRAMES[9:]),
    OK + b"Content-Length: %d\r\n\r\n%b" % (len(TEXTS), TEXTS),
]
DICTIONARY = [
    *(b'\r\n \r \n \0 \x1e : ; , \t 0 1 f g + - 0x { } [ " \\ HTTP/1.1 chunked \1\0\0\0 \xff\xff\xff\xff'.split(b" ")),
    b" ",
    b"Content-Length: 3\r\n",
    b"Transfer-Encoding: chunked\r\n",
    b"7fffffffffffffff\r\n",
    frame(1, b"x\n"),
    b"2026-01-05T12:00:00Z ",
]


def mutated(data: bytes, draw: random.Random) -> bytes:
    """Changes, removes, doubles or swaps a few octets, or inserts words of the dictionary."""
    for _ in range(draw.randint(1, 4)):
        at = draw.randrange(len(data) + 1)
        until = min(len(data), at + draw.choice([0, 1, 1, 2, 8, 64]))
        kind = draw.randrange(4)
        if kind == 0:
            data = data[:at] + draw.choice(DICTIONARY) + data[until:]
        elif kind == 1:
            data = data[:at] + draw.randbytes(until - at) + data[until:]
        elif kind == 2:
            data = data[:until] + data[at:until] + data[until:]
        else:
            data = data[until:] + data[:at]
    return data


@pytest.mark.parametrize(
    "make",
    SPLITTERS,
    ids=["chunks", "frames", "lines of frames", "lines", "texts", "short texts", "entries of frames", "entries"],
)
@pytest.mark.parametrize("seed", range(4))
def test_mutated_responses(make: Callable[[], Splitter], seed: int) -> None:
    draw = random.Random(seed)
    for _ in range(1000):
        data = mutated(draw.choice(SEEDS), draw)
        options: dict[str, Any] = {
            "method": draw.choice([b"GET", b"GET", b"GET", b"HEAD"]),
            "expects_upgrade": draw.random() < 0.2,
        }
        whole, split = (feed(pieces, make(), **options) for pieces in ([data], one_by_one(data)))
        assert comparable(whole, make) == comparable(split, make)


@given(data=st.data(), body=st.binary(max_size=200))
def test_any_bytes(data: st.DataObject, body: bytes) -> None:
    make = data.draw(st.sampled_from(SPLITTERS))
    for head in (b"", b"HTTP/1.1 200 OK\r\n", OK + b"\r\n", CHUNKED, CHUNKED + b"5\r\n"):
        whole, split = (feed(pieces, make()) for pieces in ([head + body], data.draw(splits(head + body))))
        assert comparable(whole, make) == comparable(split, make)
