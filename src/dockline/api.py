"""The five verbs, and the client that they work on."""

from __future__ import annotations

from collections.abc import Hashable, Mapping

from dockline._wire.coroutines import run
from dockline.annotations import TYPE_CHECKING, Any
from dockline.blocking.stream import Stream
from dockline.blocking.transport import BlockingTransport
from dockline.exchange.client import BaseClient, request_path
from dockline.exchange.wrong_driver import check_client
from dockline.spec import tables

if TYPE_CHECKING:
    from dockline.blocking.merging import Merge

from dockline.blocking.client import Client


def client(
    *, engine: str, category: str, version: str, conn: Mapping[str, Any] | None = None, throw_exceptions: bool = False
) -> Client:
    """A client of one category of an engine's operations.

    `version` is written as in the specs (`v1.41`, `v4.3.1`), or "auto": the newest that both the engine and dockline
    know. `conn` is a mapping: `uri` (`unix://`, `tcp://`, `http://`), and `connect_timeout`, `read_timeout`,
    `write_timeout`, `call_timeout` in seconds (float or timedelta, none by default). `call_timeout` bounds a whole
    call, for streams and sockets the time to the head of the response; `read_timeout` bounds each wait for bytes.

    `throw_exceptions` True raises `APIError` where the engine refuses, False returns its error body as data; see
    `dockline.invoke`.

    Raises UnsupportedVersion, UnknownCategory, InvalidParameter at once. It looks for an engine, where `conn` has no
    uri, and connects at the first call.
    """
    return Client(engine, category, version, conn, throw_exceptions)


def ops(client: Client) -> list[str]:
    """The names of a client's operations, in the order of the spec."""
    check_client(client, Client, BaseClient, "use dockline.aio.ops")
    return client.ops()


def doc(client: Client, op: str) -> dict[str, Any]:
    """What is known of an operation. See `Client.doc`."""
    check_client(client, Client, BaseClient, "use dockline.aio.doc")
    return client.doc(op)


def invoke(client: Client, operation: Mapping[str, Any]) -> Any:
    """Performs an operation map and returns its result.

    - `op`: the operation's name.
    - `params`: a mapping by the spec's names; each goes where the spec puts it. None leaves one out.
    - `data`: the body: a mapping or a list (JSON), bytes, a str, a binary file, an iterable of bytes.
    - `as`: `data` (JSON as Python values, a sequence of documents as a list, text as str, a log as its bytes, else
      bytes; None where there is no body), `stream` (a `Stream`), `socket` (the connection after an upgrade, a
      `socket.socket`), `response` (a `Response`, whatever the status).
    - `throw_exceptions`: overrules the client's.

    Raises InvalidParameter and UnknownOperation before anything is sent; ConnectError, TimedOut and ProtocolError;
    APIError for a refusal (a status of 400 and above, a redirect, an error document inside a progress stream) where
    asked for, and always for a refused `socket`. Else a refusal is its body, one without a body
    `{"message": "404 Not Found"}`; a refused `stream` is a `Stream` all the same, and its views raise the APIError. 304
    is no refusal: what was asked for is so already, and the result is None.
    """
    check_client(client, Client, BaseClient, "write `await dockline.aio.invoke(…)`")
    return client.invoke(operation)


def request(
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
    """`invoke` for a path that no table holds. `path` is sent as it is, so begin it with the version and encode it.

    A list in `query` repeats its name. A JSON body says so by itself; for another type give the header Content-Type.
    """
    return run(request_path(BlockingTransport, conn, engine, method, path, query, headers, body, as_, throw_exceptions))


def merge(streams: Mapping[Hashable, Stream] | None = None, of: str = "lines", **options: Any) -> Merge:
    """Follows many streams by one thread: an iterator over `(key, batch)`, as bytes arrive.

    `streams` is a mapping of keys to streams of as="stream"; `of` names their view (`lines`, `frames`, `chunks`,
    `documents`), and `options` are that view's. Streams may be added and removed while it runs. See `Merge`.
    """
    from dockline.blocking.merging import Merge
    from dockline.exchange.merging import merge_streams

    return merge_streams(Merge, streams, of, options)


def endpoints(engine: str) -> list[dict[str, Any]]:
    """What was found of an engine, as its command line tool looks for it, in its order.

    Each is a dict of `source` (the variable, file or folder that tells of it), `conn` (as `client` takes it), `wins`
    (whether it is what `conn=None` means) and `why`. Sockets that are not there are not listed.

    Raises UnsupportedVersion for an engine that is not known, and ConfigError for a broken file.
    """
    from dockline.settings import discovery

    return discovery.endpoints(tables.find_engine(engine))


def registry_auth(registry: str, *, engine: str = "docker") -> dict[str, str]:
    """The credentials of a registry, for the parameter `X-Registry-Auth`; empty where there are none.

    `registry` is a host (`registry.example.com:5000`), or an image's name (`registry.example.com/team/app`, `busybox`).
    Docker's come from DOCKER_AUTH_CONFIG and `config.json` (plain, an identity token, or by a credential helper),
    Podman's from `auth.json`, then Docker's. A name without a registry is Docker Hub's for Docker; a Podman engine
    looks it up itself, and gets the credentials of all registries, by their names. The dict does not show what it
    holds.

    Raises ConfigError for a broken file, and for a helper that fails.
    """
    from dockline.settings import credentials

    return credentials.registry_auth(registry, tables.find_engine(engine))
