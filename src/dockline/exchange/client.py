"""The client's part that needs no I/O: it checks an operation map and makes a call of it."""

from __future__ import annotations

from collections.abc import Mapping

from dockline import redaction
from dockline.annotations import Any
from dockline.connect.endpoint import endpoint
from dockline.errors import InvalidParameter, UnknownCategory, UnknownOperation, nearest
from dockline.exchange.perform import perform, refusal_result
from dockline.exchange.response import Refusal
from dockline.exchange.transport import Transport
from dockline.request.call import RESULT_KINDS, Call, check_throw_exceptions, unknown_result_kind
from dockline.request.operation import Operation
from dockline.spec import tables
from dockline.spec.engines import version_key

_OPERATION_KEYS = ("op", "params", "data", "as", "throw_exceptions")


class BaseClient:
    """The base class of both drivers' clients. The drivers add the I/O."""

    def __init__(
        self,
        engine: str,
        category: str,
        version: str,
        conn: Mapping[str, Any] | None,
        throw_exceptions: bool,
        transport: type[Transport],
    ) -> None:
        found = tables.find_engine(engine)
        self.engine = found.name
        self.category = category
        self.throw_exceptions = check_throw_exceptions(throw_exceptions)
        self._requested_version = version
        self._transport = transport(endpoint(conn, found))
        self._operation_entries: dict[str, Any] = {}
        self._operations: dict[str, Operation] = {}
        # A call without parameters and data never changes, so it is made once and kept.
        self._calls_without_arguments: dict[tuple[str, str, bool], Call] = {}
        if version != "auto":
            self._load(version)

    @property
    def version(self) -> str:
        """The API version in use, such as "v1.41". With version="auto", the engine is asked once."""
        self._category_entries()
        return self._version

    def ops(self) -> list[str]:
        """Returns the names of the operations, in the order of the spec."""
        return list(self._category_entries())

    def doc(self, op: str) -> dict[str, Any]:
        """Describes an operation: `summary`, `doc_url`, `method`, `path`, `params`, `body` and `produces`.

        `params` is a list of dicts. Each has `name` (for the operation map), `in`, `type` and `required`. Some have:

        - `format`: how a string is written. With `json`, a list or a mapping becomes JSON.
        - `sent_as`: the name on the wire, where it differs from `name`.
        - `read`: False if the engine accepts the parameter and ignores it.

        `body` is None, or a dict of `required` and `types` (media types). The returned dict is a copy.

        Raises UnknownOperation and InvalidParameter.
        """
        from copy import deepcopy
        from urllib.parse import quote

        if not isinstance(op, str):
            raise InvalidParameter(f"op must be the name of an operation, not {redaction.describe_type(op)}")
        operation = self._operation(op)
        entry = operation.entry
        description = {
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
        return deepcopy(description)  # the caller may change it; the table must not change

    def close(self) -> None:
        """Closes the idle connections. Open streams stay open. May be called twice."""
        self._transport.close()

    def __repr__(self) -> str:
        uri = self._transport.endpoint.uri
        return f"<{self.__module__}.Client {self.engine} {self._requested_version} {self.category} at {uri}>"

    async def _connect(self) -> None:
        """Asks the engine for its version, unless it is known. Raises APIError if the engine refuses."""
        if not self._operation_entries:
            try:
                await self._ask_version()
            except Refusal as refusal:
                raise refusal.error from None

    async def _perform_after_version_lookup(self, operation: Mapping[str, Any]) -> Any:
        """Asks for the version, then performs the call. If the engine refuses the first, that is the result."""
        _, as_, throws = self._check_operation_map(operation)
        try:
            await self._ask_version()
        except Refusal as refusal:
            return refusal_result(self._transport, refusal, as_, throws)
        return await perform(self._transport, self._prepare(operation))

    async def _ask_version(self) -> None:
        from dockline.exchange.negotiation import negotiate

        self._load(await negotiate(tables.find_engine(self.engine), self._transport))

    def _check_operation_map(self, operation: Mapping[str, Any]) -> tuple[str, str, bool]:
        """Returns `op`, `as` and `throw_exceptions` of an operation map. Raises InvalidParameter."""
        if not isinstance(operation, (dict, Mapping)):
            raise InvalidParameter(
                f"an operation is a map like {{'op': 'ContainerList'}}, not {redaction.describe_type(operation)}"
            )
        for key in operation:
            if key not in _OPERATION_KEYS:
                raise InvalidParameter(
                    f"an operation map has no key {redaction.quoted_name(key)}: {nearest(key, _OPERATION_KEYS)}"
                )
        op = operation.get("op")
        if not isinstance(op, str):
            raise InvalidParameter("an operation map needs 'op', the name of an operation")
        as_ = operation.get("as", "data")
        if as_ not in RESULT_KINDS:
            raise unknown_result_kind(as_)
        throw = operation.get("throw_exceptions")
        return op, as_, self.throw_exceptions if throw is None else check_throw_exceptions(throw)

    def _prepare(self, operation: Mapping[str, Any]) -> Call:
        """Makes the call of an operation map. Raises InvalidParameter and UnknownOperation."""
        op, as_, throws = self._check_operation_map(operation)
        params = operation.get("params")
        data = operation.get("data")
        if data is not None or not (params is None or params == {}):
            return self._call(op, params, data, as_, throws)
        call = self._calls_without_arguments.get((op, as_, throws))
        if call is None:
            call = self._calls_without_arguments[op, as_, throws] = self._call(op, params, data, as_, throws)
        return call

    def _call(self, op: str, params: Any, data: Any, as_: str, throws: bool) -> Call:
        found = self._operation(op)
        if params is None:
            params = {}
        elif not isinstance(params, (dict, Mapping)):
            raise InvalidParameter(
                f"params must be a mapping of names to values, not {redaction.describe_type(params)}"
            )
        if as_ == "socket" and not found.upgrade:
            raise InvalidParameter(f"{op} does not hand over its connection: use 'stream' instead of 'socket'")
        params = found.by_label(params)
        request = found.request(params, data)
        if as_ == "socket" and not request.upgrades:
            raise InvalidParameter(f"{op} with Detach does not hand over its connection: a detached exec has no output")
        return Call(
            request=request,
            as_=as_,
            throw_exceptions=throws,
            stream=found.stream if request.upgrades or not found.upgrade else None,
            one_document=found.gives_one_document(params),
            tty=found.tty_lookup(params, data),
            trusts_media_type=self._trusts_media_type,
            default_media_type=found.default_media_type,
        )

    def _operation(self, op: str) -> Operation:
        operation = self._operations.get(op)
        if operation is None:
            entries = self._category_entries()
            if op not in entries:
                raise self._unknown_operation(op)
            operation = self._operations[op] = Operation(op, entries[op], f"/{self._version}")
        return operation

    def _unknown_operation(self, op: str) -> UnknownOperation:
        from dockline.spec.hints import operation_hint

        categories = tables.load(self.engine, self._version)["categories"]
        elsewhere = [category for category, others in categories.items() if op in others]
        found = f"it is in the category {elsewhere[0]!r}" if elsewhere else ""
        hint = found or operation_hint(op, self.category, categories)
        return UnknownOperation(
            f"{self.engine} {self._version} {self.category} has no operation {redaction.quoted_name(op)}: {hint}"
        )

    def _category_entries(self) -> dict[str, Any]:
        """Returns the operations of the category by name. Drivers override it: the version must be known first."""
        return self._operation_entries

    def _load(self, version: str) -> None:
        categories = tables.load(self.engine, version)["categories"]
        if not isinstance(self.category, str) or self.category not in categories:
            raise UnknownCategory(
                f"{self.engine} {version} has no category {redaction.quoted_name(self.category)}: "
                f"{nearest(self.category, categories)}"
            )
        since = tables.find_engine(self.engine).media_type_trusted_since
        self._trusts_media_type = since != "" and version_key(version) >= version_key(since)
        self._version = version
        self._operation_entries = categories[self.category]


async def request_path(transport: type[Transport], conn: Mapping[str, Any] | None, engine: str, *arguments: Any) -> Any:
    """Sends one request to a path that the caller gives, over a new connection, and returns its result.

    `arguments` are passed to `path_call` after the engine.
    """
    from dockline.request.path_call import path_call  # here, because most programs never need it

    found = tables.find_engine(engine)
    call = path_call(found, *arguments)
    opened = transport(endpoint(conn, found))
    try:
        return await perform(opened, call)
    finally:
        opened.close()
