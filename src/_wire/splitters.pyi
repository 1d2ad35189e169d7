from collections.abc import Callable
from typing import final

class Splitter: ...

@final
class ChunkSplitter(Splitter): ...

@final
class FrameSplitter(Splitter):
    def __new__(
        cls, multiplexed: bool = ..., max_record: int = ..., error: Callable[[bytes], BaseException] | None = ...
    ) -> FrameSplitter: ...

@final
class LineSplitter(Splitter):
    def __new__(
        cls,
        multiplexed: bool,
        tagged: bool = ...,
        keepends: bool = ...,
        max_record: int = ...,
        error: Callable[[bytes], BaseException] | None = ...,
    ) -> LineSplitter: ...

@final
class DocumentSplitter(Splitter):
    def __new__(cls, max_record: int = ...) -> DocumentSplitter: ...
