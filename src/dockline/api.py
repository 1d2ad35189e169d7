"""The five verbs, and the client that they work on."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from types import TracebackType

from dockline import encoding, tables
from dockline.annotations import TYPE_CHECKING, Any
from dockline.call import AS, Call, perform
from dockline.content import NOTHING, content
from dockline.endpoint import endpoint
from dockline.errors import InvalidParameter, UnknownCategory, UnknownOperation, nearest
from dockline.operation import Operation
from dockline.request import Request, upgrade_fields
from dockline.stream import Stream
from dockline.transport import Transport

if TYPE_CHECKING:
    from dockline.merging import Merge

_OWN_FIELDS = frozenset(("host", "content-length", "transfer-encoding"))
_OPERATION_KEYS = ("op", "params", "data", "as", "throw_exceptions")


def categories(engine: str, version: str) -> list[str]:
    """The categories of operations of an engine's version; one of a namespaced API reads `libpod/containers`.

    Raises UnsupportedVersion for an engine or a version that has no table.
    """
    return list(tables.load(engine, version)["categories"])


class Client:
    """One category of the operations of an engine; made by `client`. A context manager; thread-safe; survives `fork`.

    It connects at its first call, keeps connections alive between calls, and `close` closes them.
    """

    def __init__(
        self, engine: str, category: str, version: str, conn: Mapping[str, Any] | None, throw_exceptions: bool
    ) -> None:
        known = tables.find_engine(engine)
        self.engine = known.name
        self.category = category
        self.throw_exceptions = throw_exceptions
        self._asked_version = version
        self._transport = Transport(endpoint(conn, known))
        self._entries: dict[str, Any] = {}
        self._operations: dict[str, Operation] = {}
        # Calls without parameters and data are always the same: these were made once.
        self._bare_calls: dict[tuple[str, str, bool], Call] = {}
        if version != "auto":
            self._load(version)

    @property
    def version(self) -> str:
        """The version of the API that is spoken; with "auto" the engine is asked, once."""
        self._category_entries()
        return self._version

    def ops(self) -> list[str]:
        """The names of the operations, in the order of the spec."""
        return list(self._category_entries())

    def doc(self, op: str) -> dict[str, Any]:
        """What is known of an operation: `summary`, `doc_url`, `method`, `path`, `params`, `body`, `produces`.

        `params` is a list of dicts with at least `name` (as the caller writes it), `in`, `type` and `required`; `body`
        is None or a dict of `required` and media `types`. Raises UnknownOperation.
        """
        from copy import deepcopy
        from urllib.parse import quote

        operation = self._operation(op)
        entry = operation.entry
        known = {
            "summary": tables.summaries()[op],
            "doc_url": tables.find_engine(self.engine).doc_url.format(
                version=self.version, tag=quote(entry["tag"] or "", safe=""), op=op
            ),
            "method": operation.method,
            "path": operation.path,
            "params": [
                {**parameter.entry, "name": label, "required": parameter.required}
                for label, parameter in operation.parameters.items()
            ],
            "body": operation.body,
            "produces": entry["produces"],
        }
        return deepcopy(known)  # the table stays as it is, whatever the caller does

    def invoke(
        self,
        operation: Mapping[str, Any] | str,
        *,
        params: Mapping[str, Any] | None = None,
        data: Any = None,
        as_: str | None = None,
        throw_exceptions: bool | None = None,
    ) -> Any:
        """Performs an operation map, or the operation of a name with the keywords. See `dockline.invoke`."""
        if isinstance(operation, str):
            operation = {"op": operation, "params": params, "data": data, "throw_exceptions": throw_exceptions}
            if as_ is not None:
                operation["as"] = as_
        elif params is not None or data is not None or as_ is not None or throw_exceptions is not None:
            given = {"params": params, "data": data, "as": as_, "throw_exceptions": throw_exceptions}
            names = ", ".join(key for key, value in given.items() if value is not None)
            raise InvalidParameter(f"{names}: with an operation map, write it into the map")
        return self._invoke(operation)

    def close(self) -> None:
        """Closes the idle connections. Open streams go on. Idempotent."""
        self._transport.close()

    def __enter__(self) -> Client:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def __repr__(self) -> str:
        place = self._transport.endpoint.uri
        return f"<dockline.Client {self.engine} {self._asked_version} {self.category} at {place}>"

    def _invoke(self, operation: Mapping[str, Any]) -> Any:
        if not isinstance(operation, (dict, Mapping)):
            kind = type(operation).__name__
            raise InvalidParameter(f"an operation is a map like {{'op': 'ContainerList'}}, not a {kind}")
        for key in operation:
            if key not in _OPERATION_KEYS:
                raise InvalidParameter(f"an operation map has no key {key!r}: {nearest(str(key), _OPERATION_KEYS)}")
        op = operation.get("op")
        if not isinstance(op, str):
            raise InvalidParameter("an operation map needs 'op', the name of an operation")
        as_ = operation.get("as", "data")
        if as_ not in AS:
            raise _unknown_as(as_)
        throw = operation.get("throw_exceptions")
        throws = self.throw_exceptions if throw is None else _check_throw(throw)
        params = operation.get("params")
        data = operation.get("data")
        if data is not None or not (params is None or params == {}):
            return perform(self._transport, self._call(op, params, data, as_, throws))
        call = self._bare_calls.get((op, as_, throws))
        if call is None:
            call = self._bare_calls[op, as_, throws] = self._call(op, params, data, as_, throws)
        return perform(self._transport, call)

    def _call(self, op: str, params: Any, data: Any, as_: str, throws: bool) -> Call:
        found = self._operation(op)
        if params is None:
            params = {}
        elif not isinstance(params, (dict, Mapping)):
            raise InvalidParameter(f"params must be a mapping of names to values, not a {type(params).__name__}")
        if as_ == "socket" and not found.upgrade:
            raise InvalidParameter(f"{op} does not hand over its connection: use 'stream' instead of 'socket'")
        return Call(
            request=found.request(params, data),
            as_=as_,
            throw_exceptions=throws,
            stream=found.stream,
            one_document=found.gives_one_document(params),
            tty=found.tty_question(params, data),
            media=found.media,
        )

    def _operation(self, op: str) -> Operation:
        operation = self._operations.get(op)
        if operation is None:
            entries = self._category_entries()
            if op not in entries:
                raise self._unknown_operation(op, entries)
            operation = self._operations[op] = Operation(op, entries[op], f"/{self._version}")
        return operation

    def _unknown_operation(self, op: str, entries: dict[str, Any]) -> UnknownOperation:
        elsewhere = [
            category
            for category, others in tables.load(self.engine, self._version)["categories"].items()
            if op in others
        ]
        hint = f"it is in the category {elsewhere[0]!r}" if elsewhere else nearest(str(op), entries)
        return UnknownOperation(f"{self.engine} {self._version} {self.category} has no operation {op!r}: {hint}")

    def _category_entries(self) -> dict[str, Any]:
        if not self._entries:
            from dockline.negotiation import negotiate

            self._load(negotiate(tables.find_engine(self.engine), self._transport))
        return self._entries

    def _load(self, version: str) -> None:
        known = tables.load(self.engine, version)["categories"]
        if self.category not in known:
            raise UnknownCategory(
                f"{self.engine} {version} has no category {self.category!r}: {nearest(str(self.category), known)}"
            )
        self._version = version
        self._entries = known[self.category]


def client(
    *, engine: str, category: str, version: str, conn: Mapping[str, Any] | None = None, throw_exceptions: bool = False
) -> Client:
    """A client of one category of an engine's operations.

    `version` is written as in the specs (`v1.41`, `v4.3.1`), or "auto": the newest that both the engine and dockline
    know. `conn` is a mapping: `uri` (`unix://`, `tcp://`, `http://`), and `connect_timeout`, `read_timeout`,
    `write_timeout`, `call_timeout` in seconds (float or timedelta, none by default). `call_timeout` bounds a whole
    call, for streams and sockets the time to the head of the response; `read_timeout` bounds each wait for bytes.

    `throw_exceptions` True raises `APIError` where the engine refuses, False returns its error body as data.

    Raises UnsupportedVersion, UnknownCategory, InvalidParameter at once. It connects at the first call.
    """
    return Client(engine, category, version, conn, _check_throw(throw_exceptions))


def ops(client: Client) -> list[str]:
    """The names of a client's operations, in the order of the spec."""
    return client.ops()


def doc(client: Client, op: str) -> dict[str, Any]:
    """What is known of an operation. See `Client.doc`."""
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
    APIError for a refusal (status 300 and above, an error document inside a progress stream) where asked for.
    """
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
    if as_ not in AS:
        raise _unknown_as(as_)
    if not isinstance(path, str) or not path.startswith("/") or not path.isascii():
        raise InvalidParameter(f"path must be a str that begins with '/', percent-encoded, not {path!r:.60}")
    place, _, given = path.partition("?")
    if any(character <= " " or character in "#\x7f" for character in path) or ".." in place.split("/"):
        raise InvalidParameter(f"path must have no '#', space, control character or '..' segment: {path!r}")
    if given and query:
        raise InvalidParameter(f"path has a query already: write all of it in `query`, not in {path!r}")
    if not encoding.is_token(method):
        raise InvalidParameter(f"method must be a word like 'GET', not {method!r:.60}")
    for name, mapping in (("query", query), ("headers", headers)):
        if not isinstance(mapping or {}, Mapping):
            raise InvalidParameter(f"{name} must be a mapping of names to values, not a {type(mapping).__name__}")
    for name in headers or {}:
        if not encoding.is_token(name):
            raise InvalidParameter(f"the header name {name!r:.60} must be of letters, digits and dashes")
    pairs = []
    for name, value in (query or {}).items():
        values = value if isinstance(value, (list, tuple)) else [value]
        pairs += [(str(name), encoding.string(repr(name), each)) for each in values]
    fields = [(name, encoding.field_value(repr(name), name, value)) for name, value in (headers or {}).items()]
    sent = NOTHING if body is None else content(body)
    names = {name.lower() for name, _ in fields}
    for name in names & _OWN_FIELDS:
        raise InvalidParameter(f"the header {name!r} is dockline's own: it follows from the conn and the body")
    if sent.is_json and "content-type" not in names:
        fields.append(("Content-Type", "application/json"))
    if as_ == "socket" and "upgrade" not in names:
        fields += upgrade_fields("tcp")
    asked = Request(method.upper(), path + encoding.query_string(pairs), fields, sent)
    transport = Transport(endpoint(conn, tables.find_engine(engine)))
    try:
        return perform(transport, Call(asked, as_, _check_throw(throw_exceptions)))
    finally:
        transport.close()


def merge(streams: Mapping[Hashable, Stream] | None = None, of: str = "lines", **options: Any) -> Merge:
    """Follows many streams by one thread: an iterator over `(key, batch)`, as bytes arrive.

    `streams` is a mapping of keys to streams of as="stream"; `of` names their view (`lines`, `frames`, `chunks`,
    `documents`), and `options` are that view's. Streams may be added and removed while it runs. See `Merge`.
    """
    from dockline.merging import Merge

    merged = Merge(of, options)
    for key, stream in (streams or {}).items():
        merged.add(key, stream)
    return merged


def endpoints(engine: str) -> list[dict[str, Any]]:
    """What was found of an engine, as its command line tool looks for it, in its order.

    Each is a dict of `source` (the variable, file or folder that tells of it), `conn` (as `client` takes it), `wins`
    (whether it is what `conn=None` means) and `why`. Sockets that are not there are not listed.

    Raises UnsupportedVersion for an engine that is not known, and ConfigError for a broken file.
    """
    from dockline import discovery

    return discovery.endpoints(tables.find_engine(engine))


def registry_auth(registry: str, *, engine: str = "docker") -> dict[str, str]:
    """The credentials of a registry, for the parameter `X-Registry-Auth`; empty where there are none.

    `registry` is a host (`registry.example.com:5000`), or an image's name that begins with one. Docker's come from
    `config.json` (plain, an identity token, or by a credential helper), Podman's from `auth.json`, then Docker's. The
    dict does not show in its repr what it holds.

    Raises ConfigError for a broken file, and for a helper that fails.
    """
    from dockline import credentials

    return credentials.registry_auth(registry, tables.find_engine(engine))


def _unknown_as(as_: Any) -> InvalidParameter:
    return InvalidParameter(f"there is no as={as_!r}: {nearest(str(as_), AS)}")


def _check_throw(throw_exceptions: Any) -> bool:
    if not isinstance(throw_exceptions, bool):
        raise InvalidParameter(f"throw_exceptions must be True or False, not {throw_exceptions!r}")
    return throw_exceptions
