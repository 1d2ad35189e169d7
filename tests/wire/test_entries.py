"""Entries: timestamps taken off, the chunks of a line joined, as each engine splits lines."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from datetime import datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from dockline._wire.entries import EntrySplitter
from dockline._wire.records import Records
from dockline._wire.splitters import FrameSplitter, LineSplitter, Splitter

from .drivers import Feed, connected, every_way
from .feeding import every_split, feed, feed_into, frame, one_by_one, response
from .reference_entries import Chunk, Entry, entries
from .strategies import responses, splits

DOCKER, PODMAN = False, True
CUT = 16384  # bytes: where Docker cuts a line
EPOCH = datetime(1970, 1, 1, tzinfo=timezone.utc)
NOON = 1767614400 * 10**9  # 2026-01-05T12:00:00Z


def stamped(time: int, *, offset: int | None = None, digits: int = 9) -> bytes:
    """The timestamp of a time. `offset` is in minutes, None for `Z`."""
    seconds, fraction = divmod(time, 10**9)
    local = EPOCH + timedelta(seconds=seconds, minutes=offset or 0)
    text = local.strftime("%Y-%m-%dT%H:%M:%S").zfill(19)
    if digits:
        text += f".{fraction:09d}"[: 1 + digits]
    if offset is None:
        return text.encode() + b"Z"
    sign = "-" if offset < 0 else "+"
    return f"{text}{sign}{abs(offset) // 60:02d}:{abs(offset) % 60:02d}".encode()


def framed(chunks: Iterable[Chunk], **options: Any) -> bytes:
    return b"".join(
        frame(
            chunk.source, chunk.content if chunk.source == 3 else stamped(chunk.time, **options) + b" " + chunk.content
        )
        for chunk in chunks
    )


def given_by(body: bytes, *options: Any, multiplexed: bool = True, **more: Any) -> list[Entry]:
    """The entries of a body, the same by every split."""
    outcomes = [
        feed(pieces, EntrySplitter(multiplexed, *options, **more))
        for pieces in (every_split(response(body)) if len(body) < 500 else [[response(body)]])
    ]
    for outcome in outcomes:
        assert outcome == outcomes[0]._replace(ended_before_eof=outcome.ended_before_eof)
    assert outcomes[0].fault is None
    return outcomes[0].records


class TestStamps:
    @pytest.mark.parametrize(
        ("stamp", "expected"),
        [
            (b"2026-01-05T12:00:00.000000000Z", NOON),
            (b"2026-01-05T12:00:00.123456789Z", NOON + 123456789),
            (b"2026-01-05T12:00:00.999999999Z", NOON + 999999999),
            (b"2026-01-05T12:00:00Z", NOON),
            (b"2026-01-05T12:00:00.5Z", NOON + 500_000_000),
            (b"2026-01-05T12:00:00.12345678Z", NOON + 123456780),
            (b"2026-01-05T14:00:00+02:00", NOON),
            (b"2026-01-05T14:00:00.123456789+02:00", NOON + 123456789),
            (b"2026-01-05T06:30:00.1-05:30", NOON + 100_000_000),
            (b"2026-01-05T12:00:00+00:00", NOON),
            (b"2026-01-06T11:59:00.000000001+23:59", NOON + 1),
            (b"2026-01-05T11:59:60Z", NOON),
            (b"2024-02-29T00:00:00Z", 1709164800 * 10**9),
            (b"2000-02-29T00:00:00Z", 951782400 * 10**9),
            (b"1970-01-01T00:00:00Z", 0),
            (b"1969-12-31T23:59:59.999999999Z", -1),
            (b"1678-01-01T00:00:00Z", -9214560000 * 10**9),
            (b"2261-12-31T23:59:60.999999999-23:59", 9214732740 * 10**9 + 999999999),
        ],
    )
    def test_a_timestamp_is_nanoseconds_since_the_epoch(self, stamp: bytes, expected: int) -> None:
        assert given_by(frame(1, stamp + b" x\n"), DOCKER) == [(expected, 1, b"x")]
        assert given_by(stamp + b" x\n", DOCKER, multiplexed=False) == [(expected, 1, b"x")]

    @pytest.mark.parametrize(
        "stamp",
        [
            b"2026-01-05T12:00:00",
            b"2026-01-05T12:00:00.Z",
            b"2026-01-05T12:00:00.1234567890Z",
            b"2026-01-05T12:00:00.12345678xZ",
            b"2026-01-05T12:00:00.x23456789Z",
            b"2026-01-05T12:00:00,123456789Z",
            b"2026-01-05T12:00:00.123456789z",
            b"2026-01-05T12:00:00.123456789 ",
            b"2026-01-05t12:00:00Z",
            b"2026-01-05 12:00:00Z",
            b"2026-01-05T12:00:00ZZ",
            b"2026-01-05T12:00:00+02",
            b"2026-01-05T12:00:00+0200",
            b"2026-01-05T12:00:00+02:000",
            b"2026-01-05T12:00:00+24:00",
            b"2026-01-05T12:00:00+02:60",
            b"2026-01-05T12:00:00+-2:00",
            b"2026-01-05T24:00:00Z",
            b"2026-01-05T12:60:00Z",
            b"2026-01-05T12:00:61Z",
            b"2026-00-05T12:00:00Z",
            b"2026-13-05T12:00:00Z",
            b"2026-01-00T12:00:00Z",
            b"2026-01-32T12:00:00Z",
            b"2026-04-31T12:00:00Z",
            b"2026-02-29T12:00:00Z",
            b"2100-02-29T12:00:00Z",
            b"0001-01-01T00:00:00Z",
            b"1677-12-31T23:59:59Z",
            b"2262-01-01T00:00:00Z",
            b"9999-01-01T00:00:00Z",
            b"+026-01-05T12:00:00Z",
            b"20x6-01-05T12:00:00Z",
            b"\0" * 19 + b"Z",
            b"\0" * 19 + b".123456789Z",
            b"hello",
            b"",
            b"x" * 100,
        ],
    )
    @pytest.mark.parametrize("before", [[], [Chunk(1, NOON, b"fine\n")]], ids=["first", "later"])
    def test_a_chunk_without_a_timestamp_is_refused(self, stamp: bytes, before: list[Chunk]) -> None:
        good = framed(before)
        for multiplexed, body in (
            (True, good + frame(2, stamp + b" x\n")),
            (False, good[8:] + stamp + b" x\n"),
        ):
            for pieces in every_split(response(body)):
                outcome = feed(pieces, EntrySplitter(multiplexed, DOCKER))
                assert outcome.records == [(NOON, 1, b"fine")] * len(before)
                assert outcome.fault is not None
                assert "no timestamp" in outcome.fault.message
                assert outcome.fault.offset == len(good) + (8 if multiplexed else -8 * len(before))

    @given(
        time=st.integers(-9214646400 * 10**9, 9214646399 * 10**9),
        offset=st.none() | st.integers(-1439, 1439),
        digits=st.integers(0, 9),
    )
    def test_any_timestamp(self, time: int, offset: int | None, digits: int) -> None:
        time -= time % 10 ** (9 - digits)
        stamp = stamped(time, offset=offset, digits=digits)
        if not b"1678" <= stamp[:4] <= b"2261":
            return
        data = response(frame(1, stamp + b" a\n") + frame(1, stamp + b" b\n"))
        for pieces in ([data], one_by_one(data)):
            assert feed(pieces, EntrySplitter(True, DOCKER)).records == [(time, 1, b"a"), (time, 1, b"b")]


class TestJoining:
    def test_docker_joins_by_source_and_timestamp(self) -> None:
        chunks = [
            Chunk(1, NOON, b"a"),
            Chunk(2, NOON, b"x"),
            Chunk(1, NOON, b"b"),
            Chunk(2, NOON + 1, b"y\n"),
            Chunk(1, NOON, b"\n"),
        ]
        assert given_by(framed(chunks), DOCKER) == [(NOON, 2, b"x"), (NOON + 1, 2, b"y"), (NOON, 1, b"ab")]

    def test_podman_joins_until_the_lf(self) -> None:
        chunks = [
            Chunk(1, NOON, b"a"),
            Chunk(2, NOON, b"x"),
            Chunk(1, NOON + 5, b"b"),
            Chunk(2, NOON + 1, b"y\n"),
            Chunk(1, NOON + 7, b"\n"),
        ]
        assert given_by(framed(chunks), PODMAN) == [(NOON, 2, b"xy"), (NOON, 1, b"ab")]

    @pytest.mark.parametrize("joins", [DOCKER, PODMAN])
    def test_lines_of_nothing(self, joins: bool) -> None:
        chunks = [Chunk(1, NOON, b"\n"), Chunk(1, NOON, b""), Chunk(1, NOON, b"\n"), Chunk(1, NOON, b"")]
        assert given_by(framed(chunks), joins) == [(NOON, 1, b"")] * 3

    def test_a_line_that_lost_its_lf(self) -> None:
        """Docker 20.10's driver `local` gives the parts of a long line without an LF at the end."""
        chunks = [Chunk(1, NOON, b"long"), Chunk(1, NOON, b""), Chunk(1, NOON + 1, b"next\n")]
        assert given_by(framed(chunks), DOCKER) == [(NOON, 1, b"long"), (NOON + 1, 1, b"next")]

    @pytest.mark.parametrize("joins", [DOCKER, PODMAN])
    def test_a_frame_is_one_chunk_whatever_its_content(self, joins: bool) -> None:
        inner = b"one\n" + stamped(NOON) + b" two\n\n"
        assert given_by(framed([Chunk(1, NOON, inner)]), joins) == [(NOON, 1, inner[:-1])]

    def test_stdin_counts_as_stdout(self) -> None:
        chunks = [Chunk(0, NOON, b"a"), Chunk(1, NOON, b"b\n"), Chunk(0, NOON, b"c\n")]
        assert given_by(framed(chunks), DOCKER) == [(NOON, 1, b"ab"), (NOON, 1, b"c")]

    def test_empty_frames_are_passed_over(self) -> None:
        body = frame(1, b"") + framed([Chunk(1, NOON, b"a")]) + frame(1, b"") + frame(2, b"")
        body += framed([Chunk(1, NOON, b"\n")]) + frame(3, b"")
        assert given_by(body, DOCKER) == [(NOON, 1, b"a")]

    def test_all_octets(self) -> None:
        octets = bytes(range(256)).replace(b"\n", b"")
        assert given_by(framed([Chunk(2, NOON, octets + b"\n")]), DOCKER) == [(NOON, 2, octets)]

    def test_an_unfinished_last_line_is_given_at_the_end(self) -> None:
        chunks = [Chunk(2, NOON, b"err"), Chunk(1, NOON, b"out")]
        assert given_by(framed(chunks), DOCKER) == [(NOON, 1, b"out"), (NOON, 2, b"err")]

    @pytest.mark.parametrize("joins", [DOCKER, PODMAN])
    def test_it_is_not_given_where_the_stream_is_cut(self, joins: bool) -> None:
        body = framed([Chunk(1, NOON, b"a\n"), Chunk(1, NOON, b"unfinished")])
        for size in range(len(framed([Chunk(1, NOON, b"a\n")])), len(body) + 1):
            data = response(body + b"x")[: len(response(body)) - len(body) + size]
            outcome = feed([data], EntrySplitter(True, joins))
            assert outcome.fault is not None
            assert outcome.records == [(NOON, 1, b"a")]


class TestRaw:
    """The log of a TTY from Docker. Its chunks end at their LF, or where Docker cuts lines."""

    def lines(self, *parts: tuple[int, bytes]) -> bytes:
        return b"".join(stamped(time) + b" " + content for time, content in parts)

    def test_lines(self) -> None:
        body = self.lines((NOON, b"one\r\n"), (NOON + 1, b"\n"), (NOON + 2, b"last"))
        assert given_by(body, DOCKER, multiplexed=False) == [
            (NOON, 1, b"one\r"),
            (NOON + 1, 1, b""),
            (NOON + 2, 1, b"last"),
        ]

    @pytest.mark.parametrize("size", [CUT - 1, CUT, CUT + 1, 2 * CUT - 1, 2 * CUT, 3 * CUT + 5])
    def test_long_lines(self, size: int) -> None:
        line = bytes(range(11, 251)) * (size // 240 + 1)
        line = line[:size]
        whole = line + b"\n"
        parts = [(NOON, whole[at : at + CUT]) for at in range(0, len(whole), CUT)]
        body = self.lines(*parts, (NOON + 1, b"next\n"))
        expected = [(NOON, 1, line), (NOON + 1, 1, b"next")]
        data = response(body)
        for pieces in ([data], [data[at : at + 1000] for at in range(0, len(data), 1000)], one_by_one(data)):
            assert feed(pieces, EntrySplitter(False, DOCKER)).records == expected

    def test_another_timestamp_begins_another_line(self) -> None:
        body = self.lines((NOON, b"a" * CUT), (NOON + 1, b"b\n"))
        assert given_by(body, DOCKER, multiplexed=False) == [(NOON, 1, b"a" * CUT), (NOON + 1, 1, b"b")]

    @pytest.mark.parametrize("size", range(1, 31))
    def test_an_end_inside_a_timestamp(self, size: int) -> None:
        body = self.lines((NOON, b"a\n")) + stamped(NOON)[:size]
        outcome = feed([response(body)], EntrySplitter(False, DOCKER))
        assert outcome.records == [(NOON, 1, b"a")]
        assert outcome.fault is not None
        assert outcome.fault.offset == 33


class TestBounds:
    @pytest.mark.parametrize(
        ("parts", "expected"),
        [
            ([b"1234\n"], [b"1234"]),
            ([b"12345\n"], [b"1234", b"5"]),
            ([b"12345678\n"], [b"1234", b"5678"]),
            ([b"123", b"4\n"], [b"1234"]),
            ([b"123", b"45\n"], [b"123", b"45"]),
            ([b"1234", b"\n"], [b"1234"]),
            ([b"12", b"", b"34", b"5", b"\n"], [b"1234", b"5"]),
            ([b"123456", b"78", b"9\n"], [b"1234", b"5678", b"9"]),
            ([b"12", b"345678901\n"], [b"12", b"3456", b"7890", b"1"]),
            ([b"", b"12345\n"], [b"1234", b"5"]),
            ([b"12\n34\n"], [b"12\n3", b"4"]),
            ([b"1234", b"5678"], [b"1234", b"5678"]),
        ],
    )
    def test_a_long_line_comes_in_pieces_of_whole_chunks(self, parts: list[bytes], expected: list[bytes]) -> None:
        body = framed([Chunk(1, NOON, part) for part in parts])
        for joins in (DOCKER, PODMAN):
            assert given_by(body, joins, max_record=4) == [(NOON, 1, piece) for piece in expected]

    def test_a_piece_has_the_time_of_its_first_chunk(self) -> None:
        chunks = [Chunk(1, NOON, b"12"), Chunk(1, NOON + 1, b"34"), Chunk(1, NOON + 2, b"56\n")]
        expected = [(NOON, 1, b"1234"), (NOON + 2, 1, b"56")]
        assert given_by(framed(chunks), PODMAN, max_record=4) == expected

    @pytest.mark.parametrize("max_record", [0, -1, -sys.maxsize - 1])
    def test_a_record_holds_at_least_a_byte(self, max_record: int) -> None:
        with pytest.raises(ValueError, match="max_record"):
            EntrySplitter(True, DOCKER, max_record)


class TestErrorsOfTheEngine:
    MESSAGE = Chunk(3, 0, b"disk full\nreally\n")

    def test_it_is_an_entry_without_a_time(self) -> None:
        chunks = [Chunk(1, NOON, b"a"), self.MESSAGE, Chunk(1, NOON, b"b\n"), self.MESSAGE]
        message = (0, 3, b"disk full\nreally")
        assert given_by(framed(chunks), DOCKER) == [message, (NOON, 1, b"ab"), message]

    def test_a_long_one_comes_in_pieces(self) -> None:
        expected = [(0, 3, b"disk full\nre"), (0, 3, b"ally")]
        assert given_by(framed([self.MESSAGE]), DOCKER, max_record=12) == expected

    def test_it_is_raised_where_asked(self) -> None:
        data = response(framed([Chunk(1, NOON, b"a\n"), self.MESSAGE, Chunk(1, NOON, b"b\n")]))
        for pieces in every_split(data):
            records: list[Entry] = []
            with pytest.raises(RuntimeError, match="^disk full\nreally$"):
                feed_into(records, pieces, EntrySplitter(True, DOCKER, error=lambda said: RuntimeError(said.decode())))
            assert records == [(NOON, 1, b"a")]


def test_a_frame_out_of_step_is_refused() -> None:
    body = framed([Chunk(1, NOON, b"a\n")]) + b"\1\1\0\0\0\0\0\0"
    for pieces in every_split(response(body)):
        outcome = feed(pieces, EntrySplitter(True, DOCKER))
        assert outcome.records == [(NOON, 1, b"a")]
        assert outcome.fault is not None
        assert "invalid frame header" in outcome.fault.message


times = st.sampled_from([NOON - 1, NOON, NOON + 1, NOON + 10**9, NOON + 2 * 10**9 + 123456789])
contents = st.lists(st.sampled_from([b"\n", b"a", b"bc", b"\0\xff", b"long" * 9]), max_size=5).map(b"".join)
chunk_lists = st.lists(st.builds(Chunk, st.integers(0, 3), times, contents), max_size=12)
forms = st.fixed_dictionaries({}, optional={"offset": st.sampled_from([None, 0, 120, -330])})


def small(pieces: Iterable[bytes]) -> list[bytes]:
    """Pieces that a receive of any connection has room for."""
    return [piece[at : at + 500] for piece in pieces for at in range(0, len(piece), 500)]


def by_source(found: Iterable[Entry]) -> list[Entry]:
    return sorted(found, key=lambda entry: entry[1])


@every_way
@given(data=st.data(), chunks=chunk_lists, joins=st.booleans(), form=forms)
def test_any_log(feed: Feed, data: st.DataObject, chunks: list[Chunk], joins: bool, form: dict[str, Any]) -> None:
    chunks = [chunk for chunk in chunks if chunk.source != 3 or chunk.content]
    whole, head = data.draw(responses(framed(chunks, **form)), label="response")
    outcome = feed(small(data.draw(splits(whole), label="pieces")), EntrySplitter(True, joins))
    assert outcome.fault is None
    assert outcome.head == head
    assert outcome.records == entries(chunks, joins)


@every_way
@given(data=st.data(), chunks=chunk_lists, joins=st.booleans(), max_record=st.integers(1, 40))
@example(data=None, chunks=[], joins=False, max_record=1)
def test_any_log_in_pieces(
    feed: Feed, data: st.DataObject | None, chunks: list[Chunk], joins: bool, max_record: int
) -> None:
    chunks = [chunk for chunk in chunks if chunk.source != 3 or chunk.content]
    whole = response(framed(chunks))
    outcome = feed(small(data.draw(splits(whole)) if data else [whole]), EntrySplitter(True, joins, max_record))
    assert outcome.fault is None
    assert by_source(outcome.records) == by_source(entries(chunks, joins, max_record))
    assert all(len(line) <= max_record for _, source, line in outcome.records)


@every_way
@given(
    data=st.data(),
    lines=st.lists(st.tuples(times, contents.map(lambda line: line.replace(b"\n", b"") + b"\n")), max_size=20),
)
def test_any_raw_log(feed: Feed, data: st.DataObject, lines: list[tuple[int, bytes]]) -> None:
    body = b"".join(stamped(time) + b" " + line for time, line in lines)
    outcome = feed(small(data.draw(splits(response(body)))), EntrySplitter(False, DOCKER))
    assert outcome.fault is None
    assert outcome.records == [(time, 1, line[:-1]) for time, line in lines]


@given(data=st.data(), chunks=chunk_lists, size=st.integers(0))
def test_entries_before_a_cut_are_given(data: st.DataObject, chunks: list[Chunk], size: int) -> None:
    body = framed(chunks)
    size %= len(body) + 1
    head = b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % (len(body) + 1)
    outcome = feed(data.draw(splits(head + body[:size])), EntrySplitter(True, PODMAN))
    expected = entries([c for c in chunks if c.source != 3 or c.content], PODMAN)
    assert outcome.records == expected[: len(outcome.records)]
    assert outcome.fault is not None


@pytest.mark.parametrize(
    "splitter",
    [EntrySplitter(True, DOCKER), LineSplitter(True, tagged=True), FrameSplitter(True)],
    ids=lambda splitter: type(splitter).__name__,
)
def test_tuples_that_are_used_again_have_the_hash_of_their_members(splitter: Splitter) -> None:
    """Python 3.14 keeps the hash of a tuple in it."""
    body = framed([Chunk(1, NOON + number, b"line %d\n" % number) for number in range(40)])
    data = response(body)
    connection, peer = connected([data[at : at + 200] for at in range(0, len(data), 200)])
    try:
        connection.read_head()
        seen = [(hash(record), (*record,)) for record in Records(connection, splitter, lambda complete: None)]
    finally:
        connection.close()
        peer.close()
    assert len(seen) == 40
    assert [found for found, _ in seen] == [hash(copy) for _, copy in seen]
