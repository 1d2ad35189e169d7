from collections.abc import Callable
from typing import final

from dockline._wire.positions import ChunkCounter
from dockline._wire.splitters import Splitter

@final
class EntrySplitter(Splitter):
    def __new__(
        cls,
        multiplexed: bool,
        joins_stamps: bool,
        max_record: int = ...,
        counter: ChunkCounter | None = ...,
        error: Callable[[bytes], BaseException] | None = ...,
    ) -> EntrySplitter: ...
