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
    - `begun`: of each source, how many chunks of an unfinished line came after those, and their checksum.
      None if that is not known.
    - `tail`: the last delivered chunks, packed.
    - `floor`: nothing before this time is wanted.
    - `ended`: the caller knows that the container has ended.
    """

    since: int = 0
    counts: tuple[Count, Count] = NOTHING
    begun: tuple[Count, Count] | None = NOTHING
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
    if positions.behind:
        return before  # the view has given nothing
    delivered = positions.delivered
    tail: list[Chunk] = []
    # The view began with chunks that are the end of the old tail.
    old = unpack_tail(before.tail)
    for source, (passed, _) in enumerate(before.counts, 1):
        kept = [chunk for chunk in old if chunk[1] == source]
        now = [chunk for chunk in positions.tail if chunk[1] == source]
        tail += [*kept[: max(0, len(kept) - passed)], *now][-TAIL:]
    latest = (min(positions.newest, engine_time) if engine_time else positions.newest) - MARGIN
    since, counts = before.since, delivered
    for mark in reversed(positions.marks):
        if before.since < mark[0] <= latest:
            since, counts = mark[0], positions.since(mark)
            break
    ended = before.ended and all(now[0] == old[0] for now, old in zip(delivered, before.counts, strict=True))
    return Position(since, counts, positions.begun, pack_tail(tail), before.floor, ended)


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
