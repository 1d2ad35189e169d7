"""The functions of `dockline`."""

from __future__ import annotations

from collections.abc import Hashable, Mapping

from dockline._wire.coroutines import run
from dockline.annotations import TYPE_CHECKING, Any
from dockline.blocking.client import Client
from dockline.blocking.stream import Stream
from dockline.blocking.transport import BlockingTransport
from dockline.exchange.client import BaseClient, request_path
from dockline.exchange.wrong_driver import check_client
from dockline.spec import tables

if TYPE_CHECKING:
    from dockline.blocking.merging import Merge


def client(
    *, engine: str, category: str, version: str, conn: Mapping[str, Any] | None = None, throw_exceptions: bool = False
) -> Client:
    """Makes a client of one category of an engine's operations. It connects at the first call.

    - `engine`: "docker" or "podman".
    - `category`: one of `categories(engine, version)`, such as "containers".
    - `version`: as in the specs ("v1.41", "v4.3.1"), or "auto" for the newest that both the engine and dockline know.
    - `conn`: a mapping. Its `uri` (`unix://`, `tcp://`, `http://`, …) says where the engine is. Without one, dockline
      looks for the engine at the first call, as the command line tool does. `connect_timeout`, `read_timeout`,
      `write_timeout` and `call_timeout` are seconds: a number or a timedelta, None (the default) for no limit.
      `read_timeout` limits each wait for bytes. `call_timeout` limits a whole call; for a stream or a socket, the time
      up to the head of the response.
    - `throw_exceptions`: True raises APIError if the engine refuses a call. False returns the body of the refusal.

    Raises UnsupportedVersion, UnknownCategory and InvalidParameter.

    Example: `client(engine="docker", category="containers", version="v1.41")`
    """
    return Client(engine, category, version, conn, throw_exceptions)


def ops(client: Client) -> list[str]:
    """Returns the names of a client's operations, in the order of the spec."""
    check_client(client, Client, BaseClient, "use dockline.aio.ops")
    return client.ops()


def doc(client: Client, op: str) -> dict[str, Any]:
    """Describes an operation: its path, parameters and body. See `Client.doc`."""
    check_client(client, Client, BaseClient, "use dockline.aio.doc")
    return client.doc(op)


def invoke(client: Client, operation: Mapping[str, Any]) -> Any:
    """Performs an operation and returns its result.

    `operation` is a mapping with these keys. Only `op` is required.

    - `op`: the name of the operation.
    - `params`: a mapping of parameters by their names in the spec. dockline puts each into the path, the query or the
      header. A value of None leaves the parameter out.
    - `data`: the request body: a mapping or a list (sent as JSON), bytes, a str, a binary file or an iterable of bytes.
    - `as`: the kind of result.
      - "data" (the default): the decoded body. JSON becomes Python values, a sequence of JSON documents a list, text a
        str. A log and anything else are bytes. No body is None.
      - "stream": a `Stream`, which is read while the body arrives.
      - "socket": the connection after an upgrade, as a `socket.socket`.
      - "response": a `Response` with status, headers and decoded body. A refusal is returned too.
    - `throw_exceptions`: overrides the client's `throw_exceptions`.

    The engine refuses by a status of 400 and above, by a redirect, or by an error document in a progress stream. With
    `throw_exceptions`, a refusal raises APIError. Without, the result is the body of the refusal; if it is empty,
    `{"message": "404 Not Found"}`. A refused "stream" is a `Stream` whose views raise APIError. A refused "socket"
    always raises APIError. A 304 is no refusal: nothing needed to change, and the result is None.

    Raises InvalidParameter and UnknownOperation before anything is sent. Raises ConnectError, TimedOut, ProtocolError
    and APIError.

    Example: `invoke(containers, {"op": "ContainerList", "params": {"all": True}})`
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
    """Sends a request to any path, over a connection of its own, and returns its result.

    - `conn`, `as_` and `throw_exceptions` are as for `client` and `invoke`.
    - `path` is sent as it is: begin it with the version, and percent-encode it.
    - `query` is a mapping of names to values. A list as a value repeats the name.
    - `headers` is a mapping of names to values.
    - `body` is like `data` of `invoke`. A JSON body gets its Content-Type; for other bodies give that header.

    Raises as `invoke` does.

    Example: `request(path="/v1.41/containers/json", query={"all": True})`
    """
    return run(request_path(BlockingTransport, conn, engine, method, path, query, headers, body, as_, throw_exceptions))


def merge(streams: Mapping[Hashable, Stream] | None = None, of: str = "lines", **options: Any) -> Merge:
    """Follows many streams in one thread. Returns an iterator over `(key, batch)`.

    - `streams` is a mapping of keys to streams (of as="stream"). The merge's `add` and `remove` change it later.
    - `of` names the view of the streams: "lines", "entries", "frames", "chunks" or "documents".
    - `options` are the options of that view, such as `tagged=True`.

    `batch` is a list of the records that arrived together. When a stream ends, `batch` is None; when it fails, the
    error, not raised. Close the merge, or use it as a context manager.

    Raises InvalidParameter.
    """
    from dockline.blocking.merging import Merge
    from dockline.exchange.merging import merge_streams

    return merge_streams(Merge, streams, of, options)


def endpoints(engine: str) -> list[dict[str, Any]]:
    """Lists the endpoints that an engine's command line tool would find, in the order of its search.

    Each is a dict:

    - `source`: the environment variable, file or folder that names the endpoint.
    - `conn`: the argument for `client`.
    - `wins`: True for the one that `conn=None` uses.
    - `why`: why it is used, or not.

    A socket that does not exist is not listed.

    Raises UnsupportedVersion for an unknown engine, and ConfigError for a broken file.
    """
    from dockline.settings import discovery

    return discovery.endpoints(tables.find_engine(engine))


def registry_auth(registry: str, *, engine: str = "docker") -> dict[str, str]:
    """Returns the credentials for a registry, as a value for the parameter `X-Registry-Auth`.

    `registry` is a host ("registry.example.com:5000") or the name of an image ("registry.example.com/team/app",
    "busybox").

    Docker's credentials come from DOCKER_AUTH_CONFIG and `config.json`: a password, an identity token, or a credential
    helper. Podman's come from `auth.json`, then from Docker's files. A name without a registry belongs to Docker Hub.
    But a Podman engine chooses the registry itself, so it gets the credentials of all registries, by their names.

    The dict is empty if there are no credentials. Its repr does not show them.

    Raises ConfigError for a broken file, and for a credential helper that fails.
    """
    from dockline.settings import credentials

    return credentials.registry_auth(registry, tables.find_engine(engine))
