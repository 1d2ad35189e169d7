"""The functions of `dockline.aio`."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import Any

from dockline.aio.client import Client
from dockline.aio.merging import Merge
from dockline.aio.stream import Stream
from dockline.aio.transport import AioTransport
from dockline.exchange.client import BaseClient, request_path
from dockline.exchange.merging import merge_streams
from dockline.exchange.wrong_driver import check_client


def client(
    *,
    engine: str,
    category: str,
    version: str,
    conn: Mapping[str, Any] | None = None,
    throw_exceptions: bool = False,
) -> Client:
    """Makes a client of one category of an engine's operations. See `dockline.client`."""
    return Client(engine, category, version, conn, throw_exceptions)


def ops(client: Client) -> list[str]:
    """Returns the names of a client's operations, in the order of the spec."""
    check_client(client, Client, BaseClient, "use dockline.ops")
    return client.ops()


def doc(client: Client, op: str) -> dict[str, Any]:
    """Describes an operation. See `Client.doc`."""
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
    """Sends a request to any path, over a connection of its own. See `dockline.request`."""
    return await request_path(AioTransport, conn, engine, method, path, query, headers, body, as_, throw_exceptions)


def merge(streams: Mapping[Hashable, Stream] | None = None, of: str = "lines", **options: Any) -> Merge:
    """Follows many streams in one task. Returns an asynchronous iterator over `(key, batch)`. See `dockline.merge`."""
    return merge_streams(Merge, streams, of, options)
