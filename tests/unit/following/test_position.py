"""Positions in a log: the packed tail, and the position after a view."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from wire.feeding import feed_into, response
from wire.reference_entries import Chunk, Entry, count_of, counts_of, entries, hash_of
from wire.test_entries import DOCKER, NOON, PODMAN, by_source, framed

from dockline._wire.entries import EntrySplitter
from dockline._wire.positions import Positions
from dockline.following.position import MARGIN, NOTHING, SECOND, TAIL, Position, pack_tail, position_of, unpack_tail

TIME = (1 << 63) - 1
HASH = (1 << 64) - 1

tails = st.lists(
    st.tuples(st.integers(0, TIME), st.integers(1, 2), st.integers(0, TIME), st.integers(0, HASH)), max_size=32
)


class TestTail:
    @given(tail=tails)
    def test_it_is_unpacked_again(self, tail: list[tuple[int, int, int, int]]) -> None:
        assert unpack_tail(pack_tail(tail)) == tail

    @given(times=st.lists(st.integers(0, 1 << 30), min_size=1, max_size=32), source=st.integers(1, 2))
    def test_a_chunk_has_some_twelve_bytes(self, times: list[int], source: int) -> None:
        tail = [(NOON + time, source, 100, HASH) for time in sorted(times)]
        assert len(pack_tail(tail)) <= 9 + 2 + 8 + 15 * (len(tail) - 1)

    @given(packed=st.binary(max_size=80))
    def test_other_bytes(self, packed: bytes) -> None:
        """Any bytes are either a tail, or ValueError."""
        try:
            tail = unpack_tail(packed)
        except ValueError:
            return
        assert unpack_tail(pack_tail(tail)) == tail

    @given(tail=tails.filter(bool), data=st.data())
    def test_cut_bytes(self, tail: list[tuple[int, int, int, int]], data: st.DataObject) -> None:
        """A cut between two chunks leaves a shorter tail. Every other is seen."""
        packed = pack_tail(tail)
        cut = packed[: data.draw(st.integers(0, len(packed) - 1))]
        shorter = [tail[:count] for count in range(len(tail))]
        try:
            assert unpack_tail(cut) in shorter
        except ValueError:
            assert cut not in map(pack_tail, shorter)

    @pytest.mark.parametrize(
        "packed",
        [
            b"\x80",
            b"\x00",
            b"\x00\x00",
            bytes(9),
            b"\xff" * 11 + bytes(9),
            b"\x01" + bytes(9),  # before 1970
            b"\x80" * 9 + b"\x02" + bytes(9),  # a time of 64 bits
            b"\x00" + b"\xff" * 9 + b"\x7f" + bytes(8),  # a size of 69 bits
        ],
    )
    def test_bytes_that_are_none(self, packed: bytes) -> None:
        with pytest.raises(ValueError, match="tail"):
            unpack_tail(packed)

    def test_the_newest(self) -> None:
        assert Position().newest == 0
        assert Position(tail=pack_tail([(7, 1, 1, 1), (9, 2, 1, 1), (8, 1, 1, 1)])).newest == 9


seconds = st.sampled_from([0, 1, 999_999_999, SECOND, SECOND + 5, 3 * SECOND, 6 * SECOND, 12 * SECOND, 13 * SECOND + 1])
contents = st.sampled_from([b"\n", b"a\n", b"b", b"", b"long" * 9 + b"\n"])


@st.composite
def logs(draw: st.DrawFn) -> list[Chunk]:
    """Logs whose timestamps cross by little. All chunks differ in time or in content."""
    chunks = []
    time = NOON
    for number in range(draw(st.integers(0, 30))):
        time += draw(seconds)
        late = draw(st.sampled_from([0, 0, 900_000]))
        part = draw(contents)
        content = b"%d " % number + part if part.endswith(b"\n") else b"%d, " % number
        chunks.append(Chunk(draw(st.integers(1, 2)), max(NOON, time - late), content))
    return chunks


def view(log: list[Chunk], before: Position, joins: bool, *, suffix: bool = False) -> tuple[list[Entry], Positions]:
    """Asks a log again from a position on. There are two readings of `since`: all entries that are not older, or all
    behind the first of them."""
    fits = [at for at, chunk in enumerate(log) if chunk.time >= before.since]
    held = log[fits[0] :] if suffix and fits else [log[at] for at in fits]
    positions = Positions(before.counts, before.begun, None, True)
    found: list[Entry] = []
    feed_into(found, [response(framed(held))], EntrySplitter(True, joins, 1 << 20, positions))
    return found, positions


def whole_tail(log: list[Chunk], delivered: int, source: int) -> list[tuple[int, int, int, int]]:
    chunks = [chunk for chunk in log if chunk.source == source][:delivered]
    return [(chunk.time, source, len(chunk.content), hash_of(chunk)) for chunk in chunks[-TAIL:]]


class TestPositionOf:
    @given(data=st.data(), log=logs(), joins=st.booleans(), suffix=st.booleans())
    def test_read_on_again_and_again(self, data: st.DataObject, log: list[Chunk], joins: bool, suffix: bool) -> None:
        """The log grows. Each reading goes on behind the one before: together they give each line once."""
        sizes = sorted(data.draw(st.lists(st.integers(0, len(log)), max_size=6)))
        position = Position()
        got: list[Entry] = []
        delivered = {1: 0, 2: 0}
        for size in sizes:
            found, positions = view(log[:size], position, joins, suffix=suffix)
            assert positions.behind == 0
            for source, (now, old) in enumerate(zip(positions.delivered, position.counts, strict=True), 1):
                delivered[source] += now[0] - old[0]
            got += found
            position = position_of(position, positions, 0)
            # It is asked from a second on that all chunks before are older than.
            assert position.since % SECOND == 0
            assert position.since <= max(0, positions.newest - MARGIN)
            tail = unpack_tail(position.tail)
            for source in (1, 2):
                assert [chunk for chunk in tail if chunk[1] == source] == whole_tail(log, delivered[source], source)
        again = Positions(position.counts, position.begun)
        rest: list[Entry] = []
        held = [chunk for chunk in log if chunk.time >= position.since]
        feed_into(rest, [response(framed(held))], EntrySplitter(True, joins, 1 << 20, again))
        assert by_source([*got, *rest]) == by_source(entries(log, joins))

    def test_little_is_read_again(self) -> None:
        log = [Chunk(1, NOON + at * SECOND // 10, b"%d\n" % at) for at in range(600)]
        position = Position()
        for size in range(0, 600, 40):
            position = position_of(position, view(log[:size], position, DOCKER)[1], 0)
            newest = max((chunk.time for chunk in log[:size]), default=NOON)
            assert newest - position.since <= MARGIN + SECOND or newest - NOON <= MARGIN
            assert position.counts[0][0] <= 70
            assert len(position.tail) < 300

    def test_a_view_that_is_behind_changes_nothing(self) -> None:
        log = [Chunk(1, NOON + at * SECOND, b"%d\n" % at) for at in range(20)]
        before = position_of(Position(), view(log, Position(), DOCKER)[1], 0)
        found, positions = view(log[:-1], before, DOCKER)
        assert found == []
        assert positions.behind == 1
        assert position_of(before, positions, 0) == before

    @given(offset=st.integers(-30, 30))
    def test_the_clock_of_the_engine(self, offset: int) -> None:
        """The log is never asked for from a time that the engine's clock does not show for long."""
        log = [Chunk(1, NOON + at * SECOND, b"%d\n" % at) for at in range(20)]
        clock = NOON + 20 * SECOND + offset * SECOND
        position = position_of(Position(), view(log, Position(), DOCKER)[1], clock)
        assert position.since <= max(0, clock - MARGIN)
        found, positions = view(log, position, DOCKER)
        assert found == []
        assert positions.behind == 0

    def test_an_unfinished_line(self) -> None:
        log = [Chunk(1, NOON, b"a\n"), Chunk(1, NOON + 1, b"be"), Chunk(2, NOON + 2, b"c\n"), Chunk(2, NOON + 3, b"d")]
        found, positions = view(log, Position(), PODMAN)
        assert [line for _, _, line in found] == [b"a", b"c"]
        position = position_of(Position(), positions, 0)
        assert position.counts == (count_of(log[:1]), count_of(log[2:3]))
        assert position.begun == (count_of(log[1:2]), count_of(log[3:]))
        log += [Chunk(2, NOON + 4, b"\n"), Chunk(1, NOON + 5, b"gun\n")]
        found, positions = view(log, position, PODMAN)
        assert found == [(NOON + 3, 2, b"d"), (NOON + 1, 1, b"begun")]
        assert position_of(position, positions, 0).begun == NOTHING

    def test_what_it_keeps(self) -> None:
        log = [Chunk(2, NOON, b"a\n")]
        before = Position(floor=17, ended=True)
        _, positions = view([], before, DOCKER)
        assert position_of(before, positions, 0) == before
        # Something new: it has not ended as the caller knows it.
        _, positions = view(log, before, DOCKER)
        after = position_of(before, positions, 0)
        assert (after.floor, after.ended) == (17, False)
        assert after.counts == counts_of(log)

    def test_an_unknown_beginning(self) -> None:
        """After the view, it is known again."""
        log = [Chunk(1, NOON, b"a\n"), Chunk(1, NOON, b"b")]
        _, positions = view(log, Position(begun=None), DOCKER)
        assert position_of(Position(begun=None), positions, 0).begun == (count_of(log[1:]), (0, 0))
