"""Calls for `request`: any path, also one that no table has."""

from __future__ import annotations

from collections.abc import Mapping

from dockline import header_fields, redaction
from dockline.annotations import Any
from dockline.errors import InvalidParameter
from dockline.request import encoding
from dockline.request.call import RESULT_KINDS, Call, check_throw_exceptions, unknown_result_kind
from dockline.request.content import NO_CONTENT, content
from dockline.request.operation import Operation
from dockline.request.request import FALSE, Request, upgrade_fields
from dockline.spec import tables
from dockline.spec.engines import Engine

# A caller of `request` may ask for an upgrade.
_RESERVED_FIELDS = header_fields.RESERVED_FIELDS - {"connection", "upgrade"}

# By engine and version: the operations that answer with a sequence of documents, each with a pattern of its path.
_sequences: dict[tuple[str, str], list[tuple[Any, Operation]]] = {}


def path_call(
    engine: Engine,
    method: str,
    path: str,
    query: Mapping[str, Any] | None,
    headers: Mapping[str, Any] | None,
    body: Any,
    as_: str,
    throw_exceptions: bool,
) -> Call:
    """The call for the arguments of `request`. Raises InvalidParameter."""
    if as_ not in RESULT_KINDS:
        raise unknown_result_kind(as_)
    if not isinstance(path, str) or not path.startswith("/") or not path.isascii():
        raise InvalidParameter(
            f"path must be a str that begins with '/', percent-encoded, not {redaction.describe_type(path)}"
        )
    path_part, _, query_in_path = path.partition("?")
    if any(character <= " " or character in "#\x7f" for character in path) or ".." in encoding.segments(path_part):
        raise InvalidParameter("path must have no '#', space, control character or '..' segment")
    if query_in_path and query:
        raise InvalidParameter("path has a query already: write all of it in `query`")
    if not header_fields.is_token(method):
        raise InvalidParameter(f"method must be a word like 'GET', not {redaction.describe_type(method)}")
    for name, mapping in (("query", query), ("headers", headers)):
        if not (mapping is None or isinstance(mapping, Mapping)):
            raise InvalidParameter(
                f"{name} must be a mapping of names to values, not {redaction.describe_type(mapping)}"
            )
    for name in headers or {}:
        if not header_fields.is_token(name):
            raise InvalidParameter(
                f"a header's name must be a str of letters, digits and dashes, not {redaction.describe_type(name)}"
            )
    pairs = []
    for name, value in (query or {}).items():
        values = value if isinstance(value, (list, tuple)) else [value]
        if not isinstance(name, str):
            raise InvalidParameter(f"a name in query must be a str, not {redaction.describe_type(name)}")
        name_text = encoding.string("a name in query", name)
        pairs += [(name_text, encoding.json_text(redaction.quoted_name(name), item)) for item in values]
    fields = [
        (str.__str__(name), encoding.field_value(redaction.quoted_name(name), name, value))
        for name, value in (headers or {}).items()
    ]
    sent = NO_CONTENT if body is None else content(body)
    names = {name.lower() for name, _ in fields}
    for name in names & _RESERVED_FIELDS:
        raise InvalidParameter(f"the header {redaction.quoted_name(name)} can't be given: dockline sets it itself")
    if sent.is_json and "content-type" not in names:
        fields.append(("Content-Type", "application/json"))
    if as_ == "socket" and "upgrade" not in names:
        fields += upgrade_fields("tcp")
    request = Request(method.upper(), path + encoding.query_string(pairs), fields, sent)
    call = Call(request, as_, check_throw_exceptions(throw_exceptions))
    if as_ in ("data", "response"):
        _mark_sequence(engine, call)
    return call


def _mark_sequence(engine: Engine, call: Call) -> None:
    """Marks the call if a table says that this path answers with a sequence of documents.

    The result is then always a list, also for one document or none.
    """
    import re
    from urllib.parse import parse_qsl

    full_path, _, query = call.request.target.partition("?")
    prefix = re.match(r"/(v\d+(\.\d+)*)(?=/)", full_path)
    path = full_path[prefix.end() :] if prefix else full_path
    known = tables.versions(engine.name)
    version = prefix[1] if prefix and prefix[1] in known else known[-1]
    for pattern, operation in _sequences_of(engine.name, version):
        if operation.method == call.request.method and pattern.fullmatch(path):
            flags = {name: value.lower() not in FALSE for name, value in parse_qsl(query, keep_blank_values=True)}
            call.stream = "documents"
            call.one_document = operation.gives_one_document(flags)


def _sequences_of(engine: str, version: str) -> list[tuple[Any, Operation]]:
    if (engine, version) not in _sequences:
        import re

        categories = tables.load(engine, version)["categories"].values()
        operations = [Operation(name, entry, "") for entries in categories for name, entry in entries.items()]
        _sequences[engine, version] = [
            (re.compile(re.sub(r"{\w+}", ".+", operation.path)), operation)
            for operation in operations
            if operation.stream == "documents"
        ]
    return _sequences[engine, version]
