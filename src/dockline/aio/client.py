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
from dockline.request.call import operation_map


class Client(BaseClient, RefusesWith):
    """One category of the operations of an engine; made by `client`. An asynchronous context manager.

    It connects at its first call, and keeps connections alive between calls, for each event loop its own. With
    version "auto" the engine is asked at the first call, or by `await client.connect()`: before, `version`, `ops` and
    `doc` raise InvalidParameter.
    """

    def __init__(
        self, engine: str, category: str, version: str, conn: Mapping[str, Any] | None, throw_exceptions: bool
    ) -> None:
        super().__init__(engine, category, version, conn, throw_exceptions, AioTransport)

    async def connect(self) -> str:
        """Makes sure that the version is known; returns it."""
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
    ) -> Any:
        """Performs an operation map, or the operation of a name with the keywords. See `dockline.invoke`; `as` "socket"
        gives a `(Reader, Writer)`, and `data` may also be an asynchronous iterable of bytes. Cancelling it closes its
        connection."""
        operation = operation_map(operation, params, data, as_, throw_exceptions)
        if not self._entries:
            return await self._perform_after_version_lookup(operation)
        return await perform(self._transport, self._prepare(operation))

    async def __aenter__(self) -> Client:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _category_entries(self) -> dict[str, Any]:
        if not self._entries:
            raise InvalidParameter("the version is not known yet: call something, or await client.connect()")
        return self._entries
