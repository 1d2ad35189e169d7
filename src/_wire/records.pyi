from collections.abc import Callable, Iterator
from typing import Any, Generic, TypeVar

from dockline._wire.connection import Connection
from dockline._wire.splitters import Splitter

Record = TypeVar("Record")

class Records(Generic[Record]):
    def __init__(
        self,
        connection: Connection,
        splitter: Splitter,
        on_end: Callable[[bool], object],
        convert: Callable[[list[Any], list[Record]], object] | None = None,
    ) -> None: ...
    def __iter__(self) -> Iterator[Record]: ...
    def __next__(self) -> Record: ...
    def batches(self) -> Iterator[list[Record]]: ...
