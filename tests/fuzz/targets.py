"""The targets of fuzzing, one for each parser.

A target takes any bytes. It fails if a parser raises an error that is not documented, if the split of the bytes changes
the records, or if the records differ from those of a plain model.
"""

from __future__ import annotations

import os
import re
import zlib
from collections import defaultdict
from collections.abc import Callable
from datetime import datetime, timezone
from pathlib import Path

from wire.drivers import DRIVERS, connected
from wire.feeding import SPLITTERS, Outcome, comparable, feed
from wire.reference import Frame
from wire.reference import frames as pieces_of
from wire.reference import lines as lines_of
from wire.reference_entries import Chunk, Entry, counts_of
from wire.reference_entries import entries as entries_of
from wire.vectors import CHUNKED, OK

from dockline._wire.connection import Connection
from dockline._wire.entries import EntrySplitter
from dockline._wire.errors import ConnectError, ProtocolError
from dockline._wire.head import request_head
from dockline._wire.positions import Positions, Search
from dockline._wire.splitters import ChunkSplitter, DocumentSplitter, FrameSplitter, LineSplitter, Splitter

CORPORA = Path(__file__).with_name("corpus")
UNTIL_CLOSE = OK + b"\r\n"
RECORD = 7  # bytes of the longest record: small, so that long records come in pieces early
STAMP = re.compile(rb"(\d{4}-\d\d-\d\d)T(\d\d):(\d\d):(\d\d)(?:\.(\d{1,9}))?(?:Z|([+-])(\d\d):(\d\d))")
MAX_PARTS = 100  # bytes that fit in the buffer of a socket at once
BOUNDS = {"max_head": 300, "max_fields": 9, "max_chunk_extension": 20, "max_trailers": 60, "max_informational": 2}


def split(data: bytes) -> list[bytes]:
    """Splits `data` by its own checksum, so that a failing input fails again."""
    dice = zlib.crc32(data)
    first, size = 1 + dice % 32, (1, 2, 3, 5, 8, 13, 40, 100)[dice >> 29]
    return [data[:first], *(data[at : at + size] for at in range(first, len(data), size))]


def alike(data: bytes, make: Callable[[], Splitter], **options: object) -> Outcome:
    """Parses a response whole and split, and asserts that both give the same."""
    whole, parts = (feed(pieces, make(), **options) for pieces in ([data], split(data)))
    assert comparable(whole, make) == comparable(parts, make), (whole, parts)
    return whole


def head(data: bytes) -> None:
    alike(data, ChunkSplitter)


def body(data: bytes) -> None:
    alike(CHUNKED + data, ChunkSplitter)


def reader(data: bytes) -> None:
    """The first byte decides the request, and how the response is read."""
    choice, data = data[0] if data else 0, data[1:]
    alike(
        data,
        SPLITTERS[choice % len(SPLITTERS)],
        method=b"HEAD" if choice & 0x40 else b"GET",
        expects_upgrade=choice & 0xC0 == 0x80,
        **BOUNDS,
    )


def walked(data: bytes) -> tuple[list[Frame], bool]:
    """Returns the whole frames of a body, and whether the bytes after them are valid."""
    frames: list[Frame] = []
    while data:
        size = int.from_bytes(data[4:8], "big")
        if len(data) < 8 + size or data[0] > 3 or any(data[1:4]):
            return frames, False
        frames.append((data[0], data[8 : 8 + size]))
        data = data[8 + size :]
    return frames, True


def frames(data: bytes) -> None:
    outcome = alike(UNTIL_CLOSE + data, lambda: FrameSplitter(True, RECORD))
    whole, right = walked(data)
    expected = pieces_of(whole, RECORD)
    assert outcome.records[: len(expected)] == expected
    assert (outcome.fault is None) == right
    assert not right or outcome.records == expected
    alike(UNTIL_CLOSE + data, lambda: FrameSplitter(True, RECORD, lambda said: ProtocolError(repr(said), 0)))


def lines(data: bytes) -> None:
    whole, right = walked(data)
    for keepends in (False, True):
        outcome = alike(UNTIL_CLOSE + data, lambda keepends=keepends: LineSplitter(True, True, keepends, RECORD))
        assert (outcome.fault is None) == right
        assert not right or outcome.records == list(lines_of(whole, RECORD, keepends))
        outcome = alike(UNTIL_CLOSE + data, lambda keepends=keepends: LineSplitter(False, False, keepends, RECORD))
        assert outcome.records == [line for _, line in lines_of([(1, data)], RECORD, keepends)]


def chunks_of(frames: list[Frame]) -> tuple[list[Chunk], bool]:
    """The chunks of whole frames, up to one without a timestamp, and whether all have one."""
    chunks = []
    for stream, payload in frames:
        stamp, space, content = payload.partition(b" ")
        time = time_of(stamp) if space else None
        if stream == 3 and payload:
            chunks.append(Chunk(3, 0, payload))
        elif payload and time is None:
            return chunks, False
        elif payload:
            assert time is not None
            chunks.append(Chunk(stream, time, content))
    return chunks, True


def time_of(stamp: bytes) -> int | None:
    """The time of a timestamp in nanoseconds since the epoch, None for other bytes."""
    found = STAMP.fullmatch(stamp)
    if found is None:
        return None
    day, hour, minute, second, fraction, sign, hours, minutes = found.groups()
    try:
        date = datetime.strptime(day.decode(), "%Y-%m-%d").replace(tzinfo=timezone.utc)
    except ValueError:
        return None
    offset = (int(hours or 0) * 60 + int(minutes or 0)) * (-60 if sign == b"-" else 60)
    if not 1678 <= date.year <= 2261 or int(hour) > 23 or int(minute) > 59 or int(second) > 60:
        return None
    if int(hours or 0) > 23 or int(minutes or 0) > 59:
        return None
    days = (date - datetime(1970, 1, 1, tzinfo=timezone.utc)).days
    seconds = ((days * 24 + int(hour)) * 60 + int(minute)) * 60 + int(second) - offset
    return seconds * 10**9 + int((fraction or b"").ljust(9, b"0"))


def entries(data: bytes) -> None:
    """The first byte says how lines are joined, and how long a record may be."""
    choice, data = data[0] if data else 0, data[1:]
    joins, longest = bool(choice & 1), 1 + (choice >> 1) % 40
    whole, right = walked(data)
    chunks, stamped = chunks_of(whole)

    outcome = alike(UNTIL_CLOSE + data, lambda: EntrySplitter(True, joins, longest))
    assert (outcome.fault is None) == (right and stamped)
    assert outcome.fault is not None or by_source(outcome.records) == by_source(entries_of(chunks, joins, longest))
    alike(UNTIL_CLOSE + data, lambda: EntrySplitter(False, joins, longest))

    counted = [Positions() for _ in range(2)]
    counters = iter(counted)
    alike(UNTIL_CLOSE + data, lambda: EntrySplitter(True, joins, longest, next(counters)))
    states = [(each.delivered, each.tail, each.marks, each.newest, each.steps_back) for each in counted]
    assert states[0] == states[1]
    if outcome.fault is None:
        assert counted[0].delivered == counts_of(chunks)
        again = Positions(counted[0].delivered)
        rest = feed([UNTIL_CLOSE + data], EntrySplitter(True, joins, longest, again))
        assert [entry for entry in rest.records if entry[1] != 3] == []
        assert again.behind == 0
        search = Search(counted[0].tail)
        assert feed([UNTIL_CLOSE + data], EntrySplitter(True, joins, longest, search)).fault is None
        assert search.passed == counted[0].delivered
        assert (search.found > 0) == bool(chunks_without_messages(chunks))


def chunks_without_messages(chunks: list[Chunk]) -> list[Chunk]:
    return [chunk for chunk in chunks if chunk.source != 3]


def by_source(records: list[Entry]) -> list[Entry]:
    return sorted(records, key=lambda entry: entry[1])


def texts(data: bytes) -> None:
    for longest in (9, 1 << 20):
        outcome = alike(UNTIL_CLOSE + data, lambda longest=longest: DocumentSplitter(longest))
        rest = data
        for text in outcome.records:
            rest = rest.lstrip(b" \t\r\n\x1e")
            assert 0 < len(text) <= longest
            assert rest.startswith(text)
            rest = rest[len(text) :]
        assert outcome.fault is not None or not rest.strip(b" \t\r\n\x1e")


def connection(data: bytes) -> None:
    """A connection gives the same as its reader, whichever way the body is read."""
    parts = split(data)
    if len(parts) > MAX_PARTS:
        parts = [data]
    expected = feed(parts, FrameSplitter(True, 1 << 20))
    outcome = DRIVERS["blocking"](parts, FrameSplitter(True, 1 << 20))
    if data:
        # A connection does not have the first. Its second has more detail.
        assert outcome._replace(ended_before_eof=expected.ended_before_eof, reusable=expected.reusable) == expected
    payloads = b"".join(payload for _, payload in expected.records)
    sent: dict[int, bytes] = defaultdict(bytes)
    for stream, payload in expected.records:
        sent[2 if stream > 1 else 1] += payload
    assert taken(parts, lambda link: link.read_body(True)) == (None if expected.fault else payloads)
    assert taken(parts, copied) == (None if expected.fault else (sent[1], sent[2]))
    expected = feed(parts)
    assert taken(parts, lambda link: link.read_body(False)) == (None if expected.fault else expected.body)
    assert taken(parts, in_small_parts) == (None if expected.fault else expected.body)


def taken(parts: list[bytes], take: Callable[[Connection], object]) -> object:
    """Returns the result of `take` for the body, or None for a documented error."""
    link, _ = connected(parts)
    try:
        link.read_head()
        return take(link)
    except (ProtocolError, ConnectError):
        return None
    finally:
        link.close()


def in_small_parts(link: Connection) -> bytes:
    got = b""
    memory = bytearray(11)
    while size := link.read_into(memory):
        got += memory[:size]
    return got


def copied(link: Connection) -> tuple[bytes, bytes]:
    files = os.memfd_create("stdout"), os.memfd_create("stderr")
    try:
        sizes = link.copy_to(*files, True)
        return os.pread(files[0], sizes[0] + 1, 0), os.pread(files[1], sizes[1] + 1, 0)
    finally:
        for file in files:
            os.close(file)


def request(data: bytes) -> None:
    """The parts of a request's head, separated by NUL. They are refused, or none breaks out of its line."""
    method, target, *rest = [*data.decode("latin-1").split("\0"), ""]
    fields = list(zip(rest[::2], rest[1::2], strict=False))
    try:
        written = request_head(method, target, fields)
    except ValueError:
        return
    expected = [f"{method} {target} HTTP/1.1", *(f"{name}: {value}" for name, value in fields), "", ""]
    assert written.decode("latin-1").split("\r\n") == expected
    assert written.count(b"\n") == written.count(b"\r") == len(fields) + 2


TARGETS: dict[str, Callable[[bytes], None]] = {
    each.__name__: each for each in (head, body, frames, lines, entries, texts, reader, connection, request)
}
