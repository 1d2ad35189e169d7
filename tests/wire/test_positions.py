"""Positions: a log that is asked for again goes on where it was left, and a tail is found again."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import suppress
from itertools import pairwise
from typing import Any, NamedTuple

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
NONE_BEGUN = (NOTHING, NOTHING)


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
            for begun_chunks in (NONE_BEGUN, positions.begun, None):
                again = Positions(positions.delivered, begun_chunks)
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
        positions = Positions((count_of(lines(3, first=1)), NOTHING))
        with pytest.raises(PositionLost, match="does not begin with the 3 chunks of source 1"):
            read(lines(5), positions)
        assert positions.behind == 1

    def test_no_entry_comes_before_all_that_came_before(self) -> None:
        found: list[Entry] = []
        passed = (count_of(lines(3)), count_of(lines(1, 2)))
        splitter = EntrySplitter(True, DOCKER, counter=Positions(passed))
        with pytest.raises(PositionLost, match="a new line of source 2 before 3 chunks that came before"):
            feed_into(found, [response(framed([*lines(2, 2), *lines(5)]))], splitter)
        assert found == []

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
        if passed is not None:
            with pytest.raises(error):
                Positions(begun=passed)


class Reading(NamedTuple):
    """All that a reading of a log shows, however its bytes are split."""

    entries: list[Entry]
    error: str
    state: tuple[Any, ...]


def state_of(positions: Positions) -> tuple[Any, ...]:
    return (
        positions.delivered,
        positions.begun,
        positions.behind,
        positions.newest,
        positions.steps_back,
        positions.marks,
        [positions.since(mark) for mark in positions.marks if all(map(is_reached, mark[1:], positions.delivered))],
        positions.tail,
        positions.unfinished,
    )


def is_reached(mark: Count, delivered: Count) -> bool:
    return mark[0] <= delivered[0]


def reading_of(pieces: list[bytes], positions: Positions, joins: bool) -> Reading:
    found: list[Entry] = []
    error = ""
    try:
        feed_into(found, pieces, EntrySplitter(True, joins, counter=positions))
    except PositionLost as lost:
        error = str(lost)
    return Reading(found, error, state_of(positions))


def unfinished(chunks: list[Chunk]) -> set[int]:
    """The sources whose last line has no end."""
    last = {chunk.source: chunk for chunk in chunks}
    return {source for source, chunk in last.items() if not chunk.content.endswith(b"\n")}


def finished(chunks: list[Chunk], joins: bool) -> list[Entry]:
    """The entries of the lines that have an end."""
    found = entries(chunks, joins)
    return found[: len(found) - len(unfinished(chunks))]


class TestBegun:
    """Lines that were unfinished when the reading before has ended."""

    def test_chunks_that_were_seen_are_not_passed_over(self) -> None:
        part, end = Chunk(1, NOON + 5, b"begun, "), Chunk(1, NOON + 5, b"ended\n")
        first = Positions(holds_unfinished=True)
        assert read([*lines(2), part, *lines(1, 2)], first) == [*entries(lines(2), DOCKER), (NOON, 2, b"line 0")]
        assert first.delivered == (count_of(lines(2)), count_of(lines(1, 2)))
        assert first.begun == (count_of([part]), NOTHING)
        again = Positions(first.delivered, first.begun)
        assert again.behind == 4
        assert read([*lines(2), part, *lines(1, 2), end], again) == [(NOON + 5, 1, b"begun, ended")]
        assert again.begun == NONE_BEGUN

    @given(data=st.data(), chunks=chunk_lists, joins=st.booleans())
    def test_it_is_what_was_seen_and_not_delivered(self, data: st.DataObject, chunks: list[Chunk], joins: bool) -> None:
        """At each place between two chunks, delivered and begun together are all chunks so far."""
        ends = [len(framed(chunks[:number])) for number in range(len(chunks) + 1)]
        log = response(framed(chunks))
        head = len(log) - ends[-1]
        cuts = data.draw(st.sets(st.integers(0, len(chunks)))) | {0, len(chunks)}
        places = sorted(cuts)
        pieces = [log[: head + ends[0]]]
        pieces += [log[head + ends[at] : head + ends[to]] for at, to in pairwise(places)]
        positions = Positions(holds_unfinished=True)
        left = iter(places)

        def check(batch: list[Entry]) -> None:
            so_far = chunks[: next(left)]
            for source in (1, 2):
                delivered, after = positions.delivered[source - 1], positions.begun[source - 1]
                mine = [chunk for chunk in so_far if chunk.source == source]
                assert count_of(mine[: delivered[0]]) == delivered
                assert count_of(mine[delivered[0] :]) == after
                assert (after[0] > 0) == (source in unfinished(so_far))

        in_batches(pieces, EntrySplitter(True, joins, counter=positions), check)
        assert next(left, None) is None

    def test_other_chunks_are_told(self) -> None:
        part = Chunk(1, NOON, b"part")
        seen = ((count_of(lines(1)), NOTHING), (count_of([part]), NOTHING))
        whole = [*lines(1), part, Chunk(1, NOON, b"\n")]
        assert read(whole, Positions(*seen)) == [(NOON, 1, b"part")]
        with pytest.raises(PositionLost, match="the 2 chunks of source 1"):
            read([*lines(1), part._replace(content=b"prat"), whole[2]], Positions(*seen))

    def test_a_line_that_ends_too_early_is_told(self) -> None:
        """Its first chunk is gone, and so is the place of the others."""
        parts = [Chunk(1, NOON, b"a"), Chunk(1, NOON, b"b"), Chunk(1, NOON, b"c\n")]
        with pytest.raises(PositionLost, match="source 1"):
            read(parts[1:], Positions(begun=(count_of(parts[:2]), NOTHING)))

    def test_a_log_that_ends_before_is_behind(self) -> None:
        parts = [Chunk(1, NOON, b"a"), Chunk(1, NOON, b"b"), Chunk(2, NOON, b"c")]
        positions = Positions(begun=counts_of(parts), holds_unfinished=True)
        assert read(parts[:2], positions) == []
        assert positions.behind == 1
        positions = Positions(begun=counts_of(parts), holds_unfinished=True)
        assert read(parts, positions) == []
        assert positions.behind == 0

    @given(
        data=st.data(),
        chunks=chunk_lists,
        joins=st.booleans(),
        step_back=st.sampled_from([None, 0, SECOND, 5 * SECOND]),
    )
    def test_every_split_gives_the_same(
        self, data: st.DataObject, chunks: list[Chunk], joins: bool, step_back: int | None
    ) -> None:
        """Also where the log does not begin as before."""
        before = data.draw(st.lists(st.sampled_from(chunks), max_size=4)) if chunks else []
        before = [*chunks[: data.draw(st.integers(0, len(chunks)))], *before]
        at = data.draw(st.integers(0, len(before)))
        passed = counts_of(before[:at])
        after = data.draw(st.sampled_from([None, NONE_BEGUN, counts_of(before[at:])]))
        holds = data.draw(st.booleans())
        log = response(framed(chunks))
        whole = reading_of([log], Positions(passed, after, step_back, holds), joins)
        parts = reading_of(data.draw(splits(log)), Positions(passed, after, step_back, holds), joins)
        if whole.error:
            # Which chunk shows it depends on the pieces.
            assert (parts.entries, parts.error != "") == (whole.entries, True)
        else:
            assert parts == whole

    @given(data=st.data(), chunks=chunk_lists, joins=st.booleans())
    def test_unknown_sources_go_on_by_themselves(self, data: st.DataObject, chunks: list[Chunk], joins: bool) -> None:
        """`begun` is None: what was delivered of one source may stand behind what is new of the other."""
        places: list[tuple[tuple[Count, Count], list[Entry]]] = []
        got: list[Entry] = []
        positions = Positions()

        def note(batch: list[Entry]) -> None:
            got.extend(batch)
            places.append((positions.delivered, list(got)))

        pieces = data.draw(splits(response(framed(chunks))))
        in_batches(pieces, EntrySplitter(True, joins, counter=positions), note)
        place_of_one, place_of_two = data.draw(st.sampled_from(places)), data.draw(st.sampled_from(places))
        passed = place_of_one[0][0], place_of_two[0][1]
        delivered = [*of_source(1, place_of_one[1]), *of_source(2, place_of_two[1])]
        again = Positions(passed, None)
        rest = by_source(read(chunks, again, joins))
        assert by_source([*delivered, *rest]) == by_source(entries(chunks, joins))
        assert again.behind == 0
        assert again.delivered == counts_of(chunks)
        # A reading that demands the order of before gives the same, or tells that it is another.
        exact = reading_of([response(framed(chunks))], Positions(passed), joins)
        assert exact.error or by_source(exact.entries) == rest


def of_source(source: int, found: list[Entry]) -> list[Entry]:
    return [entry for entry in found if entry[1] == source]


class TestStepsBack:
    @given(data=st.data(), chunks=chunk_lists, joins=st.booleans(), allowed=st.sampled_from([0, 1, SECOND, 4 * SECOND]))
    def test_nothing_behind_a_long_step_is_given(
        self, data: st.DataObject, chunks: list[Chunk], joins: bool, allowed: int
    ) -> None:
        """The chunks that came before may be anywhere. Just the new ones count."""
        seen = data.draw(st.integers(0, len(chunks)))
        before = Positions(holds_unfinished=True)
        old = read(chunks[:seen], before, joins)
        reading = reading_of(
            data.draw(splits(response(framed(chunks)))), Positions(before.delivered, before.begun, allowed), joins
        )
        stops = (
            at
            for at in range(seen, len(chunks))
            if max([0, *(chunk.time for chunk in chunks[:at])]) - chunks[at].time > allowed
        )
        stop = next(stops, None)
        if stop is None:
            assert reading.error == ""
            assert by_source([*old, *reading.entries]) == by_source(entries(chunks, joins))
        else:
            assert "step back" in reading.error
            assert by_source([*old, *reading.entries]) == by_source(finished(chunks[:stop], joins))

    def test_the_message(self) -> None:
        chunks = [*lines(1, first=7, step=SECOND), *lines(1)]
        assert len(read(chunks, Positions(step_back=7 * SECOND))) == 2
        with pytest.raises(PositionLost, match="the timestamps of the log step back by 7000 ms"):
            read(chunks, Positions(step_back=7 * SECOND - 1))

    def test_a_part_of_a_line(self) -> None:
        late = [Chunk(1, NOON, b"la"), Chunk(1, NOON, b"te\n")]
        with pytest.raises(PositionLost, match="step back"):
            read([*lines(1, 2, first=7, step=SECOND), *late], Positions(step_back=SECOND))


class TestUnfinished:
    @given(data=st.data(), chunks=chunk_lists, more=chunk_lists, joins=st.booleans())
    def test_a_line_without_an_end_is_kept_back(
        self, data: st.DataObject, chunks: list[Chunk], more: list[Chunk], joins: bool
    ) -> None:
        positions = Positions(holds_unfinished=True)
        reading = reading_of(data.draw(splits(response(framed(chunks)))), positions, joins)
        assert reading.error == ""
        assert reading.entries == finished(chunks, joins)
        assert positions.unfinished == bool(unfinished(chunks))
        assert (positions.begun != NONE_BEGUN) == positions.unfinished
        # It comes when its end has come.
        log = [*chunks, *more]
        rest = read(log, Positions(positions.delivered, positions.begun), joins)
        assert by_source([*reading.entries, *rest]) == by_source(entries(log, joins))

    def test_without_that_it_is_given(self) -> None:
        positions = Positions()
        assert read([Chunk(1, NOON, b"part")], positions) == [(NOON, 1, b"part")]
        assert not positions.unfinished
        assert positions.begun == NONE_BEGUN

    def test_the_end_of_a_body_in_a_chunk(self) -> None:
        """A raw log has no frames, so its last chunk ends with the body."""
        positions = Positions(holds_unfinished=True)
        found: list[Entry] = []
        body = framed([Chunk(1, NOON, b"part")])[8:]
        feed_into(found, [response(body)], EntrySplitter(False, DOCKER, counter=positions))
        assert found == []
        assert positions.unfinished
        assert positions.begun == (count_of([Chunk(1, NOON, b"part")]), NOTHING)


class TestCopies:
    @given(data=st.data(), chunks=chunk_lists, joins=st.booleans(), step_back=st.sampled_from([None, 5 * SECOND]))
    def test_a_copy_stays_as_it_is(
        self, data: st.DataObject, chunks: list[Chunk], joins: bool, step_back: int | None
    ) -> None:
        at = data.draw(st.integers(0, len(chunks)))
        positions = Positions(counts_of(chunks[:at]), None, step_back, True)
        copies: list[tuple[Positions, tuple[Any, ...]]] = []

        def copy(batch: list[Entry]) -> None:
            copies.append((positions.copy(), state_of(positions)))

        with suppress(PositionLost):
            in_batches(data.draw(splits(response(framed(chunks)))), EntrySplitter(True, joins, counter=positions), copy)
        for copied, state in copies:
            assert state_of(copied) == state
            assert copied.in_use  # it can't count for a view
            assert copied.holds_unfinished

    def test_a_copy_of_a_copy(self) -> None:
        positions = Positions()
        read(lines(40, step=SECOND), positions)
        copied = positions.copy()
        assert state_of(copied.copy()) == state_of(copied) == state_of(positions)


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

    def test_a_source_without_a_tail_is_all_new(self) -> None:
        one, two = lines(22), [*lines(2, 2), *lines(1, 2, first=30)]
        log = [*two[:2], *one[:20], *two[2:], *one[20:]]
        search = Search(tail_of(one[:20]))
        assert read(log, search) == []
        assert (search.found, search.passed) == (1, (count_of(one[:20]), NOTHING))
        assert read(log, Positions(search.passed, None)) == entries([*two, *one[20:]], DOCKER)
        with pytest.raises(PositionLost, match="a new line of source 2 before 20 chunks"):
            read(log, Positions(search.passed))

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
