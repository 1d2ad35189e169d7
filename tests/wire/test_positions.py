"""Positions: a log that is asked for again goes on where it was left, and a tail is found again."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dockline._wire.entries import EntrySplitter
from dockline._wire.errors import PositionLost
from dockline._wire.positions import Positions, Search

from .feeding import begun, feed_into, response
from .reference_entries import Chunk, Count, Entry, count_of, counts_of, entries, hash_of
from .strategies import splits
from .test_entries import DOCKER, NOON, PODMAN, by_source, framed

SECOND = 10**9
NOTHING = (0, 0)


def read(
    chunks: Iterable[Chunk], counter: Positions | Search, joins: bool = PODMAN, max_record: int = 1 << 20
) -> list[Entry]:
    found: list[Entry] = []
    feed_into(found, [response(framed(chunks))], EntrySplitter(True, joins, max_record, counter))
    return found


def in_batches(pieces: list[bytes], splitter: EntrySplitter, after: Callable[[list[Entry]], object]) -> None:
    """Gives the entries to `after`, as they arrive."""
    reader = begun()
    head = None
    for piece in pieces:
        reader.receive_data(piece)
        head = head or reader.next_head()
        if head is not None:
            after(reader.next_records(splitter))


def lines(count: int, source: int = 1, *, first: int = 0, step: int = 1) -> list[Chunk]:
    return [Chunk(source, NOON + number * step, b"line %d\n" % number) for number in range(first, first + count)]


times = st.sampled_from([NOON - 1, NOON, NOON + 1, NOON + SECOND, NOON + 2 * SECOND + 123456789, NOON + 7 * SECOND])
contents = st.lists(st.sampled_from([b"\n", b"a", b"bc", b"\0\xff", b"long" * 9]), max_size=4).map(b"".join)
chunk_lists = st.lists(st.builds(Chunk, st.integers(1, 2), times, contents), max_size=20)


class TestCounts:
    def test_the_hash_is_of_time_size_and_both_ends(self) -> None:
        """Callers store it: it must stay as it is."""
        contents = [b"", b"\n", b"x" * 31 + b"\n", b"x" * 32 + b"\n", bytes(range(64)), b"a" * 40 + b"b" * 40 + b"\n"]
        chunks = [Chunk(1, NOON + number, content) for number, content in enumerate(contents)]
        positions = Positions()
        read(chunks, positions)
        assert [hash_ for _, _, _, hash_ in positions.tail] == [hash_of(chunk) for chunk in chunks]
        assert positions.delivered == (count_of(chunks), NOTHING)
        assert positions.delivered[0] == (6, 7246257518338391259)

    @given(data=st.data(), chunks=chunk_lists, joins=st.booleans(), max_record=st.sampled_from([40, 1 << 20]))
    def test_of_a_whole_log(self, data: st.DataObject, chunks: list[Chunk], joins: bool, max_record: int) -> None:
        positions = Positions()
        found: list[Entry] = []
        pieces = data.draw(splits(response(framed(chunks))))
        feed_into(found, pieces, EntrySplitter(True, joins, max_record, positions))
        assert by_source(found) == by_source(entries(chunks, joins, max_record))
        assert positions.delivered == counts_of(chunks)
        assert positions.behind == 0
        assert positions.newest == max([0, *(chunk.time for chunk in chunks)])
        steps = [max(chunk.time for chunk in chunks[: at + 1]) - chunk.time for at, chunk in enumerate(chunks)]
        assert positions.steps_back == max([0, *steps])
        kept = [[chunk for chunk in chunks if chunk.source == source][-16:] for source in (1, 2)]
        tail = [chunk for chunk in chunks if any(chunk is one for of in kept for one in of)]
        assert positions.tail == [(c.time, c.source, len(c.content), hash_of(c)) for c in tail]

    def test_chunks_of_an_unfinished_line_do_not_count(self) -> None:
        chunks = [Chunk(1, NOON, b"a\n"), Chunk(1, NOON, b"b"), Chunk(2, NOON, b"c\n"), Chunk(1, NOON, b"d\n")]
        positions = Positions()
        seen: list[Any] = []
        start = len(response(framed(chunks))) - len(framed(chunks))
        data = response(framed(chunks))
        ends = [start + len(framed(chunks[:number])) for number in range(1, 5)]
        pieces = [data[at:end] for at, end in zip([0, *ends[:-1]], ends, strict=True)]
        in_batches(
            pieces,
            EntrySplitter(True, PODMAN, counter=positions),
            lambda batch: seen.append((len(batch), positions.delivered, len(positions.tail))),
        )
        a, b, c, d = chunks
        assert seen == [
            (1, (count_of([a]), NOTHING), 1),
            (0, (count_of([a]), NOTHING), 1),
            (1, (count_of([a]), count_of([c])), 2),
            (1, (count_of([a, b, d]), count_of([c])), 4),
        ]
        assert [size for _, _, size, _ in positions.tail] == [2, 1, 2, 2]

    def test_many_chunks_of_one_line(self) -> None:
        chunks = [
            *lines(3),
            *(Chunk(1, NOON + SECOND, b"%d" % number) for number in range(40)),
            Chunk(1, NOON + SECOND, b"\n"),
        ]
        positions = Positions()
        read(chunks, positions)
        assert positions.tail == [(c.time, 1, len(c.content), hash_of(c)) for c in chunks[-16:]]
        assert positions.delivered == counts_of(chunks)

    def test_messages_of_the_engine_do_not_count(self) -> None:
        positions = Positions()
        assert len(read([Chunk(3, 0, b"disk full"), *lines(1), Chunk(3, 0, b"again")], positions)) == 3
        assert positions.delivered == (count_of(lines(1)), NOTHING)
        assert positions.newest == NOON


class TestGoingOn:
    @given(
        data=st.data(),
        chunks=chunk_lists,
        joins=st.booleans(),
        max_record=st.sampled_from([144, 200, 1 << 20]),  # a chunk has at most 144 bytes
    )
    def test_each_entry_comes_once(
        self, data: st.DataObject, chunks: list[Chunk], joins: bool, max_record: int
    ) -> None:
        """Read up to any batch, and on from there: together it is the whole log."""
        expected = by_source(entries(chunks, joins, max_record))
        positions = Positions()
        got: list[Entry] = []

        def check(batch: list[Entry]) -> None:
            got.extend(batch)
            again = Positions(positions.delivered)
            rest = read(chunks, again, joins, max_record)
            assert by_source([*got, *rest]) == expected
            assert again.behind == 0
            assert again.delivered == counts_of(chunks)

        pieces = data.draw(splits(response(framed(chunks))))
        in_batches(pieces, EntrySplitter(True, joins, max_record, positions), check)

    @given(data=st.data(), chunks=chunk_lists, joins=st.booleans())
    def test_from_a_mark(self, data: st.DataObject, chunks: list[Chunk], joins: bool) -> None:
        """What is asked for from the time of a mark on, by both readings of `since`: all chunks of this time or a later
        one, or all chunks behind the first of these."""
        expected = by_source(entries(chunks, joins))
        positions = Positions()
        got: list[Entry] = []

        def agrees(mark: Any) -> bool:
            """Whether both readings of `since` give the same. A chunk that comes later may drop the mark."""
            return [chunk for chunk in chunks if chunk.time >= mark[0]] == chunks[mark[1][0] + mark[2][0] :]

        def check(batch: list[Entry]) -> None:
            got.extend(batch)
            for mark in filter(agrees, positions.marks):
                time, *counts = mark
                assert time % SECOND == 0
                before, suffix = ([c for c in chunks if (c.time < time) is early] for early in (True, False))
                assert tuple(counts) == counts_of(before)
                again = Positions(positions.since(mark))
                rest = read(suffix, again, joins)
                assert by_source([*got, *rest]) == expected
                assert again.behind == 0

        pieces = data.draw(splits(response(framed(chunks))))
        in_batches(pieces, EntrySplitter(True, joins, counter=positions), check)
        assert all(map(agrees, positions.marks))

    def test_what_is_missing_is_behind(self) -> None:
        chunks = [*lines(5), *lines(3, 2)]
        positions = Positions(counts_of(chunks))
        assert positions.behind == 8
        assert read([*chunks[:4], *chunks[5:7]], positions) == []
        assert positions.behind == 2
        assert positions.delivered == counts_of([*chunks[:4], *chunks[5:7]])

    def test_other_chunks_are_told(self) -> None:
        chunks = lines(5)
        found: list[Entry] = []
        positions = Positions((count_of(lines(3, first=1)), NOTHING))
        with pytest.raises(PositionLost, match="the 3 chunks of source 1"):
            feed_into(
                found, [response(framed([*lines(1, 2), *chunks]))], EntrySplitter(True, DOCKER, counter=positions)
            )
        assert found == [(NOON, 2, b"line 0")]

    @pytest.mark.parametrize(
        "change",
        [
            lambda chunk: chunk._replace(time=chunk.time + 1),
            lambda chunk: chunk._replace(content=b"x" + chunk.content),
            lambda chunk: chunk._replace(content=chunk.content.replace(b"line", b"LINE")),
        ],
    )
    def test_the_checksum_sees_a_change(self, change: Callable[[Chunk], Chunk]) -> None:
        for at in range(3):
            chunks = lines(3)
            positions = Positions(counts_of(chunks))
            chunks[at] = change(chunks[at])
            with pytest.raises(PositionLost):
                read(chunks, positions)

    def test_the_checksum_sees_another_order(self) -> None:
        first, second, third = lines(3)
        with pytest.raises(PositionLost):
            read([second, first, third], Positions((count_of([first, second]), NOTHING)))

    @pytest.mark.parametrize(
        ("passed", "error"),
        [
            ((), ValueError),
            (((0, 0),), ValueError),
            (((0, 0), (0, 0), (0, 0)), ValueError),
            (((0, 0), (0,)), ValueError),
            (((-1, 0), (0, 0)), OverflowError),
            (((1 << 64, 0), (0, 0)), OverflowError),
            (((0, 1 << 64), (0, 0)), OverflowError),
            (((0, 0), ("x", 0)), TypeError),
            (None, TypeError),
        ],
    )
    def test_wrong_counts_are_refused(self, passed: Any, error: type[Exception]) -> None:
        with pytest.raises(error):
            Positions(passed)


class TestMarks:
    def marks(self, chunks: list[Chunk]) -> list[int]:
        positions = Positions()
        read(chunks, positions)
        return [(time - NOON) // SECOND for time, _, _ in positions.marks]

    def test_each_new_second_is_one(self) -> None:
        assert self.marks(lines(8, step=SECOND // 2)) == [0, 1, 2, 3]

    def test_the_last_sixteen_are_kept(self) -> None:
        assert self.marks(lines(40, step=SECOND)) == list(range(24, 40))

    def test_a_late_chunk_removes_those_that_it_belongs_before(self) -> None:
        chunks = lines(6, step=SECOND)
        assert self.marks([*chunks, Chunk(2, NOON + 3 * SECOND, b"late\n")]) == [0, 1, 2, 3]
        assert self.marks([*chunks, Chunk(2, NOON + 3 * SECOND - 1, b"late\n")]) == [0, 1, 2]
        # It makes none, and the next second does.
        assert self.marks([*chunks, Chunk(2, NOON, b"late\n"), *lines(2, first=5, step=SECOND)]) == [0, 6]

    def test_there_is_none_inside_a_line(self) -> None:
        chunks = [
            Chunk(1, NOON, b"a"),
            Chunk(1, NOON + SECOND, b"b\n"),
            Chunk(2, NOON + 2 * SECOND, b"c"),
            Chunk(1, NOON + 3 * SECOND, b"d\n"),
            Chunk(2, NOON + 4 * SECOND, b"e\n"),
            Chunk(1, NOON + 5 * SECOND, b"f\n"),
        ]
        assert self.marks(chunks) == [0, 2, 5]

    def test_a_mark_that_is_not_reached_yet_is_refused(self) -> None:
        positions = Positions()
        read(lines(2), positions)
        with pytest.raises(ValueError, match="behind"):
            positions.since((NOON, (3, 0), (0, 0)))


def tail_of(chunks: list[Chunk]) -> list[tuple[int, int, int, int]]:
    positions = Positions()
    read(chunks, positions)
    return positions.tail


class TestSearch:
    def found(self, tail: list[Any], held: list[Chunk]) -> tuple[int, list[Entry]]:
        """At how many places the tail stands, and what comes behind the last."""
        search = Search(tail)
        assert read(held, search) == []
        return search.found, read(held, Positions(search.passed))

    @given(chunks=chunk_lists, more=chunk_lists, lost=st.integers(0, 20), data=st.data())
    def test_a_log_of_different_chunks(
        self, chunks: list[Chunk], more: list[Chunk], lost: int, data: st.DataObject
    ) -> None:
        """The log has lost its beginning and has grown: just what is new comes."""
        log = [
            chunk._replace(time=chunk.time + at, content=chunk.content + b"#%d\n" % at)  # no two chunks are alike
            for at, chunk in enumerate([*chunks, *more])
        ]
        tail = tail_of(log[: len(chunks)])
        held = log[min(lost, len(chunks)) :]
        rest = entries(log[len(chunks) :], PODMAN)
        count, got = self.found(tail, held)
        if min(lost, len(chunks)) < len(chunks):
            assert count == 1
            assert got == rest
        else:
            assert count == 0

    def test_lines_of_two_sources_are_looked_for_by_themselves(self) -> None:
        """The tail ends before an unfinished line of one source, and behind lines of the other."""
        one, two = lines(4), lines(4, 2)
        waits = Chunk(1, NOON + 50, b"wai")
        log = [one[0], two[0], one[1], waits, two[1], two[2], Chunk(1, NOON + 50, b"ts\n"), two[3]]
        count, got = self.found(tail_of([one[0], two[0], one[1], two[1]]), log)
        assert count == 1
        assert got == [(NOON + 2, 2, b"line 2"), (NOON + 50, 1, b"waits"), (NOON + 3, 2, b"line 3")]

    def test_a_source_whose_run_is_gone_is_all_new(self) -> None:
        log = [*lines(1, 2), *lines(20, first=1), *lines(1, 2, first=30), *lines(2, first=40)]
        count, got = self.found(tail_of(log[:21]), log[5:])
        assert count == 1
        assert got == entries(log[21:], DOCKER)

    def test_a_source_without_a_tail_was_delivered_up_to_the_run(self) -> None:
        log = [*lines(2, 2), *lines(20), *lines(1, 2, first=30), *lines(2, first=40)]
        assert self.found(tail_of(log[2:22]), log) == (1, entries(log[22:], DOCKER))

    def test_several_places(self) -> None:
        """On from the last of them."""
        same = [Chunk(1, NOON, b"same\n")] * 20
        count, got = self.found(tail_of(same[:3]), [*same, Chunk(1, NOON, b"other\n")])
        assert count == 20
        assert got == [(NOON, 1, b"other")]

    def test_nowhere(self) -> None:
        assert self.found(tail_of(lines(3)), lines(40, first=10)) == (0, entries(lines(40, first=10), DOCKER))
        assert self.found([], lines(2))[0] == 0
        search = Search(tail_of(lines(3)))
        assert read([], search) == []
        assert (search.found, search.passed) == (0, (NOTHING, NOTHING))

    def test_a_run_that_is_broken(self) -> None:
        chunks = lines(20)
        assert self.found(tail_of(chunks), [*chunks[:10], Chunk(1, NOON, b"x\n"), *chunks[10:]])[0] == 0

    @pytest.mark.parametrize(
        ("tail", "error"),
        [
            ([(0, 3, 0, 0)], ValueError),
            ([(0, 0, 0, 0)], ValueError),
            ([(0, "1", 0, 0)], ValueError),
            ([(0, 1, 0)], ValueError),
            ([(0, 1, 0, 0)] * 17, ValueError),
            ([(0, 1, -1, 0)], OverflowError),
            ([(1 << 63, 1, 0, 0)], OverflowError),
            ([(0, 1, 0, 1 << 64)], OverflowError),
            ([(0.5, 1, 0, 0)], TypeError),
            (None, TypeError),
        ],
    )
    def test_a_wrong_tail_is_refused(self, tail: Any, error: type[Exception]) -> None:
        with pytest.raises(error):
            Search(tail)


def test_counts_of_both_sources_are_apart() -> None:
    chunks = [*lines(2), *lines(3, 2)]
    positions = Positions()
    read(chunks, positions)
    counts: tuple[Count, Count] = (count_of(lines(2)), count_of(lines(3, 2)))
    assert positions.delivered == counts
