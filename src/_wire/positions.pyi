from collections.abc import Iterable
from typing import TypeAlias, final

Count: TypeAlias = tuple[int, int]  # chunks, checksum
Mark: TypeAlias = tuple[int, Count, Count]
Chunk: TypeAlias = tuple[int, int, int, int]  # time, source, size, hash

class ChunkCounter:
    in_use: bool
    holds_unfinished: bool
    unfinished: bool

@final
class Positions(ChunkCounter):
    def __init__(
        self,
        passed: tuple[Count, Count] = ...,
        begun: tuple[Count, Count] | None = ...,
        step_back: int | None = None,
        holds_unfinished: bool = False,
    ) -> None: ...
    def copy(self) -> Positions: ...
    @property
    def delivered(self) -> tuple[Count, Count]: ...
    @property
    def begun(self) -> tuple[Count, Count]: ...
    @property
    def newest(self) -> int: ...
    @property
    def behind(self) -> int: ...
    @property
    def marks(self) -> list[Mark]: ...
    def since(self, mark: Mark) -> tuple[Count, Count]: ...
    @property
    def tail(self) -> list[Chunk]: ...
    @property
    def steps_back(self) -> int: ...

@final
class Search(ChunkCounter):
    def __init__(self, tail: Iterable[Chunk]) -> None: ...
    @property
    def found(self) -> int: ...
    @property
    def passed(self) -> tuple[Count, Count]: ...
