"""A position in a log: what was delivered of it, and where to ask for it again."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from dockline._wire.positions import Positions

Count = tuple[int, int]  # chunks, checksum
Chunk = tuple[int, int, int, int]  # time, source, size, hash

SECOND = 10**9
# How far apart timestamps may cross. Measured: below one millisecond.
MARGIN = 5 * SECOND
TAIL = 16  # chunks of each source
NOTHING: tuple[Count, Count] = ((0, 0), (0, 0))


@dataclass(frozen=True, slots=True)
class Position:
    """A position in the log of a container.

    - `since`: the log is asked for from this time on. 0 is its beginning.
    - `counts`: of each source, how many chunks since then were delivered, and their checksum.
    - `tail`: the last delivered chunks, packed.
    - `floor`: nothing before this time is wanted.
    - `ended`: the caller knows that the container has ended.
    """

    since: int = 0
    counts: tuple[Count, Count] = NOTHING
    tail: bytes = b""
    floor: int = 0
    ended: bool = False

    @property
    def newest(self) -> int:
        """The highest time in the tail, in nanoseconds; 0 if nothing was delivered."""
        return max((time for time, _, _, _ in unpack_tail(self.tail)), default=0)


def position_of(before: Position, positions: Positions, engine_time: int) -> Position:
    """The position after what `positions` has counted, in a view that was opened at the position `before`.

    `engine_time` is that of the engine's clock, in nanoseconds, 0 if it is not known. The log is never asked for from a
    later time: if the clock was set back, what is written next would be left out.
    """
    delivered = positions.delivered
    now: list[list[Chunk]] = [[], []]
    old: list[list[Chunk]] = [[], []]
    for chunk in positions.tail:
        now[chunk[1] - 1].append(chunk)
    for chunk in unpack_tail(before.tail):
        old[chunk[1] - 1].append(chunk)
    tail: list[Chunk] = []
    counts: list[Count] = []
    for which in range(2):
        passed = before.counts[which]
        if delivered[which][0] < passed[0]:
            # Not all that was delivered before has come again. It counts as delivered all the same.
            counts.append(passed)
            tail += old[which]
        else:
            # The view began with chunks that are the end of the old tail.
            counts.append(delivered[which])
            tail += [*old[which][: max(0, len(old[which]) - passed[0])], *now[which]][-TAIL:]
    ended = before.ended and not any(now[0] > old[0] for now, old in zip(delivered, before.counts, strict=True))
    if not positions.behind:
        latest = (min(positions.newest, engine_time) if engine_time else positions.newest) - MARGIN
        for mark in reversed(positions.marks):
            if mark[0] <= latest:
                return Position(mark[0], positions.since(mark), pack_tail(tail), before.floor, ended)
    return Position(before.since, (counts[0], counts[1]), pack_tail(tail), before.floor, ended)


def pack_tail(tail: Iterable[Chunk]) -> bytes:
    """Packs chunks into some twelve bytes each."""
    packed = bytearray()
    last = 0
    for time, source, size, hash_ in tail:
        step = time - last
        last = time
        for number in (step << 1 if step >= 0 else (-step << 1) - 1, size << 1 | (source - 1)):
            while number > 0x7F:
                packed.append(number & 0x7F | 0x80)
                number >>= 7
            packed.append(number)
        packed += hash_.to_bytes(8, "little")
    return bytes(packed)


def unpack_tail(packed: bytes) -> list[Chunk]:
    """Undoes `pack_tail`. Raises ValueError for other bytes."""
    tail: list[Chunk] = []
    at = last = 0
    while at < len(packed):
        numbers = []
        for _ in range(2):
            number = shift = 0
            while True:
                if at == len(packed) or shift > 63:
                    raise ValueError("a number of the tail has no end")
                byte = packed[at]
                at += 1
                number |= (byte & 0x7F) << shift
                shift += 7
                if byte < 0x80:
                    break
            numbers.append(number)
        if at + 8 > len(packed):
            raise ValueError("a hash of the tail is cut")
        step, size = numbers
        last += (step + 1 >> 1) * -1 if step & 1 else step >> 1
        if not 0 <= last < 1 << 63 or size >> 1 >= 1 << 63:
            raise ValueError("a number of the tail is too large")
        tail.append((last, (size & 1) + 1, size >> 1, int.from_bytes(packed[at : at + 8], "little")))
        at += 8
    return tail
