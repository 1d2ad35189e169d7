"""The functions of `dockline.aio`."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import Any

from dockline.aio.client import Client
from dockline.aio.merging import Merge
from dockline.aio.stream import Stream
from dockline.aio.transport import AioTransport
from dockline.connect.endpoint import endpoint
from dockline.exchange.client import BaseClient
from dockline.exchange.perform import perform
from dockline.exchange.wrong_driver import check_client, check_streams
from dockline.request.path_call import path_call
from dockline.spec import tables


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
    check_client(client, Client, BaseClient, "use dockline.ops")
    return client.ops()


def doc(client: Client, op: str) -> dict[str, Any]:
    """What is known of an operation. See `Client.doc`."""
    check_client(client, Client, BaseClient, "use dockline.doc")
    return client.doc(op)


async def invoke(client: Client, operation: Mapping[str, Any]) -> Any:
    """Performs an operation map and returns its result. See `dockline.invoke`."""
    check_client(client, Client, BaseClient, "write `dockline.invoke(…)`, without await")
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
    call = path_call(known, method, path, query, headers, body, as_, throw_exceptions)
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
