"""dockline for asyncio: the same names, the same calls, the same guarantees.

`client` and what it takes are as in `dockline`; `invoke` and `request` are coroutines; streams are read by `async for`.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from types import TracebackType
from typing import Any

from dockline import tables
from dockline.aio.merging import Merge
from dockline.aio.records import Records
from dockline.aio.sockets import Reader, Writer
from dockline.aio.stream import Stream
from dockline.aio.transport import AioTransport
from dockline.api import categories
from dockline.call import perform
from dockline.drivers import Asynchronous, check_client, check_streams
from dockline.endpoint import endpoint
from dockline.errors import InvalidParameter
from dockline.free_call import free_call
from dockline.response import Headers, Response
from dockline.scope import Scope, as_map
from dockline.times import UnixNanoseconds

__all__ = [
    "Client",
    "Headers",
    "Merge",
    "Reader",
    "Records",
    "Response",
    "Stream",
    "UnixNanoseconds",
    "Writer",
    "categories",
    "client",
    "doc",
    "invoke",
    "merge",
    "ops",
    "request",
]


class Client(Scope, Asynchronous):
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
        operation = as_map(operation, params, data, as_, throw_exceptions)
        if not self._entries:
            return await self._perform_first(operation)
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


def client(
    *,
    engine: str,
    category: str,
    version: str,
    conn: Mapping[str, Any] | None = None,
    throw_exceptions: bool = False,
) -> Client:
    """A client of one category of an engine's operations. See `dockline.client`."""
    return Client(engine, category, version, conn, throw_exceptions)


def ops(client: Client) -> list[str]:
    """The names of a client's operations, in the order of the spec."""
    check_client(client, Client, Scope, "use dockline.ops")
    return client.ops()


def doc(client: Client, op: str) -> dict[str, Any]:
    """What is known of an operation. See `Client.doc`."""
    check_client(client, Client, Scope, "use dockline.doc")
    return client.doc(op)


async def invoke(client: Client, operation: Mapping[str, Any]) -> Any:
    """Performs an operation map and returns its result. See `dockline.invoke`."""
    check_client(client, Client, Scope, "write `dockline.invoke(…)`, without await")
    return await client.invoke(operation)


async def request(
    conn: Mapping[str, Any] | None = None,
    *,
    engine: str = "docker",
    method: str = "GET",
    path: str,
    query: Mapping[str, Any] | None = None,
    headers: Mapping[str, Any] | None = None,
    body: Any = None,
    as_: str = "data",
    throw_exceptions: bool = False,
) -> Any:
    """`invoke` for a path that no table holds. See `dockline.request`."""
    known = tables.find_engine(engine)
    call = free_call(known, method, path, query, headers, body, as_, throw_exceptions)
    transport = AioTransport(endpoint(conn, known))
    try:
        return await perform(transport, call)
    finally:
        transport.close()


def merge(streams: Mapping[Hashable, Stream] | None = None, of: str = "lines", **options: Any) -> Merge:
    """Follows many streams by one task: an asynchronous iterator over `(key, batch)`. See `dockline.merge`."""
    check_streams(streams)
    merged = Merge(of, options)
    for key, stream in (streams or {}).items():
        merged.add(key, stream)
    return merged
