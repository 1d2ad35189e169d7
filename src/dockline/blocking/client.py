"""The blocking client."""

from __future__ import annotations

from collections.abc import Mapping

from dockline._wire.coroutines import run
from dockline.annotations import TYPE_CHECKING, Any
from dockline.blocking.transport import BlockingTransport
from dockline.exchange.client import BaseClient
from dockline.exchange.perform import perform
from dockline.exchange.wrong_driver import RefusesAsyncWith
from dockline.request.call import misplaced_arguments, operation_map

if TYPE_CHECKING:
    from types import TracebackType


class Client(BaseClient, RefusesAsyncWith):
    """A client of one category of an engine's operations. `client` makes it.

    It connects at its first call, and keeps connections open between calls. `close` closes them. As a context manager
    it closes itself. Threads may share it. A forked child may go on using it: it opens connections of its own.
    """

    __module__ = "dockline"

    def __init__(
        self, engine: str, category: str, version: str, conn: Mapping[str, Any] | None, throw_exceptions: bool
    ) -> None:
        super().__init__(engine, category, version, conn, throw_exceptions, BlockingTransport)

    def invoke(
        self,
        operation: Mapping[str, Any] | str,
        *,
        params: Mapping[str, Any] | None = None,
        data: Any = None,
        as_: str | None = None,
        throw_exceptions: bool | None = None,
        **misplaced: Any,
    ) -> Any:
        """Performs an operation and returns its result. See `dockline.invoke`.

        `operation` is an operation map, or a name. With a name, the keywords are the other keys of the map.

        Example: `client.invoke("ContainerList", params={"all": True})`
        """
        if misplaced:
            raise misplaced_arguments(misplaced)
        given = params is not None or data is not None or as_ is not None or throw_exceptions is not None
        if given or isinstance(operation, str):
            operation = operation_map(operation, params, data, as_, throw_exceptions)
        if not self._operation_entries:
            return run(self._perform_after_version_lookup(operation))
        return run(perform(self._transport, self._prepare(operation)))

    def __enter__(self) -> Client:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _category_entries(self) -> dict[str, Any]:
        run(self._connect())
        return self._operation_entries
