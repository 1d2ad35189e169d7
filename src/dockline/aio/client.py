"""The client for asyncio."""

from __future__ import annotations

from collections.abc import Mapping
from types import TracebackType
from typing import Any

from dockline.aio.transport import AioTransport
from dockline.errors import InvalidParameter
from dockline.exchange.client import BaseClient
from dockline.exchange.perform import perform
from dockline.exchange.wrong_driver import RefusesWith
from dockline.request.call import misplaced_arguments, operation_map


class Client(BaseClient, RefusesWith):
    """A client of one category of an engine's operations. `client` makes it.

    It connects at its first call, and keeps connections open between calls. Each event loop has its own connections.
    `close` closes them. As an asynchronous context manager it closes itself.

    With version="auto", the engine is asked at the first call, or by `await client.connect()`. Until then, `version`,
    `ops` and `doc` raise InvalidParameter.
    """

    __module__ = "dockline.aio"

    def __init__(
        self, engine: str, category: str, version: str, conn: Mapping[str, Any] | None, throw_exceptions: bool
    ) -> None:
        super().__init__(engine, category, version, conn, throw_exceptions, AioTransport)

    async def connect(self) -> str:
        """Asks the engine for its version, unless it is known. Returns the version in use, such as "v1.41"."""
        await self._connect()
        return self.version

    async def invoke(
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

        `operation` is an operation map, or a name. With a name, the keywords are the other keys of the map. `data` may
        also be an asynchronous iterable of bytes. as="socket" gives a pair `(Reader, Writer)`.

        Cancelling the call closes its connection.

        Example: `await client.invoke("ContainerList", params={"all": True})`
        """
        if misplaced:
            raise misplaced_arguments(misplaced)
        operation = operation_map(operation, params, data, as_, throw_exceptions)
        if not self._operation_entries:
            return await self._perform_after_version_lookup(operation)
        return await perform(self._transport, self._prepare(operation))

    async def __aenter__(self) -> Client:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _category_entries(self) -> dict[str, Any]:
        if not self._operation_entries:
            raise InvalidParameter("the version is not known yet: make a call, or await client.connect()")
        return self._operation_entries
