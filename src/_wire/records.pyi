from collections.abc import Callable, Iterator
from typing import Any, Generic, TypeVar

from dockline._wire.connection import Connection
from dockline._wire.splitters import Splitter

_Record = TypeVar("_Record")

class Records(Generic[_Record]):
    def __init__(
        self,
        connection: Connection,
        splitter: Splitter,
        on_end: Callable[[bool], object],
        convert: Callable[[Any], _Record] | None = None,
    ) -> None: ...
    def __iter__(self) -> Iterator[_Record]: ...
    def __next__(self) -> _Record: ...
    def fileno(self) -> int: ...
    def take(self) -> tuple[list[_Record], bool] | None: ...
    def batches(self) -> Iterator[list[_Record]]: ...
