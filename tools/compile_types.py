"""Makes the stubs in src/dockline/types, by which type checkers and editors know the operations.

    python tools/compile_types.py [--check]

They come from spec_tables/, over all versions of an engine. An operation takes the parameters of any version. A
parameter is required if all versions that have the operation require it. The forms of results come from
result_forms.json, which tools/result_forms.py compiles.

A type checker needs time for every signature of an overloaded method, and mypy for every pair of them. So operations
that are called in the same way share a signature. Rare results are a response, and a stream of an operation that does
not stream. These have one signature for all operations of a category, with the parameters of any.
"""

from __future__ import annotations

import argparse
import json
import re
import runpy
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
TYPES = ROOT / "src/dockline/types"
FORMS = ROOT / "tools/result_forms.json"
# Run as a file: an import would import the package.
REGISTRY = runpy.run_path(str(ROOT / "src/dockline/spec/engines.py"))
ENGINES, version_key = REGISTRY["ENGINES"], REGISTRY["version_key"]

# The values that a caller may give for a parameter, by its format, else by its type. The encoders of requests take
# these.
BY_FORMAT = {"container": "str", "filters": "Filters", "json": "Json", "unix-time": "Text", "date-time": "Text"}
BY_TYPE = {"string": "Text", "boolean": "bool", "integer": "int", "number": "float", "array": "Sequence[Text]"}
SECRET_HEADERS = {"x-registry-auth", "x-registry-config"}


class Operation:
    """An operation, over all versions that have it."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.title = name[:1].upper() + name[1:]
        self.streams = False
        self.upgrades = False
        self.takes_data = False
        self.needs_data = True
        self._accepted: dict[str, set[str]] = {}
        self._required: set[str] | None = None

    def meet(self, entry: dict[str, Any]) -> None:
        """Adds the operation of one version."""
        params = entry.get("params", ())
        names = [param["name"] for param in params]
        required = set()
        for param in params:
            label = param["name"] if names.count(param["name"]) == 1 else f"{param['in']}.{param['name']}"
            self._accepted.setdefault(label, set()).add(accepted(param))
            if param.get("required") and label.lower() != "content-type":
                required.add(label)
        self._required = required if self._required is None else self._required & required
        body = entry.get("body")
        if body and "content-type" not in map(str.lower, self._accepted):
            self._accepted["Content-type"] = {"str"}
        self.takes_data |= body is not None
        self.needs_data &= body is not None and body["required"]
        self.streams |= "stream" in entry
        self.upgrades |= "upgrade" in entry

    @property
    def params(self) -> tuple[tuple[str, str], ...]:
        """Returns names and annotations. With None, a caller may leave out the argument."""
        return tuple((label, self._annotation(label, sorted(types))) for label, types in self._accepted.items())

    @property
    def needs_params(self) -> bool:
        return bool(self._required)

    @property
    def form(self) -> tuple[Any, ...]:
        """Operations with the same form are called in the same way."""
        return self.params, self.takes_data, self.needs_data, self.streams, self.upgrades

    def _annotation(self, label: str, types: list[str]) -> str:
        joined = " | ".join(types)
        return f"Required[{joined}]" if label in (self._required or ()) else f"{joined} | None"


def accepted(param: dict[str, Any]) -> str:
    if param["in"] == "header":
        return "Mapping[str, Any] | str" if param["name"].lower() in SECRET_HEADERS else "Json"
    if param["type"] == "array":
        return "Json" if param.get("format") == "json" else BY_TYPE["array"]
    return BY_FORMAT.get(param.get("format", "")) or BY_TYPE[param["type"]]


class Group:
    """The operations of a category that are called in the same way. Their types have the name of the first one."""

    def __init__(self, operations: list[Operation], result: str) -> None:
        self.first = operations[0]
        self.operations = operations
        self.names = literal(operation.name for operation in operations)
        self.result = result
        self.params = f"{self.first.title}Params"

    def map_fields(self, as_: str) -> Iterator[tuple[str, str]]:
        """Returns the fields of the operation map."""
        yield "op", f"Required[{self.names}]"
        yield "params", f"Required[{self.params}]" if self.first.needs_params else f"{self.params} | None"
        if self.first.takes_data:
            yield "data", "Required[Data]" if self.first.needs_data else "Data | None"
        yield from map_ends(as_)

    def keywords(self, module: str, as_: str) -> str:
        params = f"params: {module}.{self.params}" + ("" if self.first.needs_params else " | None = None")
        data = "data: Data, " if self.first.needs_data else "data: Data | None = None, "
        return f"operation: {self.names}, *, {params}, {data if self.first.takes_data else ''}{keyword_ends(as_)}"


class Category:
    """The operations of a category, in groups."""

    def __init__(self, name: str, operations: Iterable[Operation], results: dict[str, str]) -> None:
        self.name = name
        self.title = "".join(part[:1].upper() + part[1:] for part in re.split("[/_]", name))
        self.any_params = f"_{self.title}Params"
        groups: dict[tuple[Any, ...], list[Operation]] = {}
        for operation in operations:
            groups.setdefault((operation.form, results.get(operation.name)), []).append(operation)
        self.groups = [Group(alike, result or "Any") for (_, result), alike in groups.items()]
        self.names = [operation.name for group in self.groups for operation in group.operations]

    def map_type(self, as_: str) -> str:
        return f"{self.title}{as_.title()}Map"

    def of(self, as_: str) -> list[Group]:
        """Returns the groups that have signatures of their own for a result of this kind."""
        if as_ == "data":
            return self.groups
        return [group for group in self.groups if group.first.upgrades or (as_ == "stream" and group.first.streams)]

    def others(self, as_: str) -> list[str]:
        """Returns the names of the operations that share one signature."""
        if as_ == "response":
            return self.names
        own = {operation.name for group in self.of(as_) for operation in group.operations}
        return [name for name in self.names if name not in own] if as_ == "stream" else []

    def kinds(self) -> list[str]:
        return [as_ for as_ in KINDS if as_ != "socket" or self.of("socket")]


KINDS = ("data", "stream", "response", "socket")


def read(engine: str, results: dict[str, str]) -> tuple[list[str], list[Category]]:
    """Returns the versions of an engine, newest first, and its categories over all of them."""
    files = sorted(
        (ROOT / "spec_tables" / engine).glob("*.json"), key=lambda file: version_key(file.stem), reverse=True
    )
    met: dict[str, dict[str, Operation]] = {}
    for file in files:
        for category, entries in json.loads(file.read_text())["categories"].items():
            operations = met.setdefault(category, {})
            for name, entry in entries.items():
                operations.setdefault(name, Operation(name)).meet(entry)
    return [file.stem for file in files], [Category(name, of.values(), results) for name, of in met.items()]


# --- Text ------------------------------------------------------------------------------------------------------------

HEAD = "# Made by tools/compile_types.py.\n"


def literal(values: Iterable[str]) -> str:
    return f"Literal[{', '.join(json.dumps(value) for value in values)}]"


def typed_dict(name: str, fields: Iterable[tuple[str, str]], *, total: bool = False) -> str:
    """Writes a TypedDict as a call. Keys such as `X-Registry-Auth` and `as` allow no other way."""
    lines = "".join(f"\n    {json.dumps(label)}: {annotation}," for label, annotation in fields)
    return f'{name} = TypedDict("{name}", {{{lines}\n}}, total={total})'.replace("{\n}", "{}")


def map_ends(as_: str) -> Iterator[tuple[str, str]]:
    yield "as", f'Literal["{as_}"]' if as_ == "data" else f'Required[Literal["{as_}"]]'
    yield "throw_exceptions", "bool | None"


def keyword_ends(as_: str) -> str:
    literal_as = 'Literal["data"] | None = None' if as_ == "data" else f'Literal["{as_}"]'
    return f"as_: {literal_as}, throw_exceptions: bool | None = None"


def engine_stub(versions: list[str], categories: list[Category]) -> str:
    """Returns the stub of an engine: its versions, categories, operations, parameters and operation maps."""
    names: dict[str, str] = {}

    def say(name: str, text: str) -> None:
        if names.setdefault(name, text) != text:
            raise ValueError(f"two types are called {name}")

    say("Version", f"Version: TypeAlias = {literal(['auto', *versions])}")
    say("Category", f"Category: TypeAlias = {literal(category.name for category in categories)}")
    for category in categories:
        say(f"{category.title}Operation", f"{category.title}Operation: TypeAlias = {literal(category.names)}")
        for group in category.groups:
            text = typed_dict(group.params, group.first.params)
            if names.get(group.params, text) != text:  # another category has an operation of this name
                group.params = category.title + group.params
                text = typed_dict(group.params, group.first.params)
            say(group.params, text)
        for group in category.groups:
            for operation in group.operations:
                name = f"{operation.title}Params"
                if name not in names:
                    say(name, f"{name}: TypeAlias = {group.params}")
        say(category.any_params, union(category.any_params, dict.fromkeys(group.params for group in category.groups)))
        for as_ in category.kinds():
            members = []
            for group in category.of(as_):
                members.append(f"_{category.title}{group.first.title}As{as_.title()}")
                say(members[-1], typed_dict(members[-1], group.map_fields(as_)))
            if category.others(as_):
                members.append(f"_{category.title}As{as_.title()}")
                shared = [
                    ("op", f"Required[{literal(category.others(as_))}]"),
                    ("params", f"{category.any_params} | None"),
                    ("data", "Data | None"),
                    *map_ends(as_),
                ]
                say(members[-1], typed_dict(members[-1], shared))
            say(category.map_type(as_), union(category.map_type(as_), members))
    imports = (
        "from collections.abc import Mapping, Sequence",
        "from typing import Any, Literal, TypeAlias, TypedDict",
        "",
        "from typing_extensions import Required",
        "",
        "from dockline.types import Data, Filters, Json, Text",
    )
    return "\n".join((HEAD + "\n".join(imports) + "\n", *names.values())) + "\n"


RESULTS = """\
from typing import Any, TypedDict

from typing_extensions import NotRequired
"""


def results_stub(forms: dict[str, list[tuple[str, str, bool]]]) -> str:
    text = [HEAD + RESULTS]
    for name, fields in forms.items():
        annotated = ((label, of if there else f"NotRequired[{of}]") for label, of, there in fields)
        text.append(typed_dict(name, annotated, total=True))
    return "\n".join(text) + "\n"


def union(name: str, members: Iterable[str]) -> str:
    return f"{name}: TypeAlias = {' | '.join(members)}"


class Driver:
    """The differences between the stubs of the two drivers."""

    def __init__(
        self, name: str, head: str, results: dict[str, str], *, define: str, awaited: str, others: tuple[str, ...]
    ) -> None:
        self.name = name
        self.head = head
        self.results = results
        self.define = define
        self.awaited = awaited
        self.others = others


STREAM = """\
class Stream(_Stream):
    @overload  # type: ignore[override]
    def lines(self, tagged: Literal[False] = False, {options}) -> Records[bytes]: ...
    @overload
    def lines(self, tagged: Literal[True], {options}) -> Records[tuple[int, bytes]]: ...
    @overload
    def lines(self, tagged: bool, {options}) -> Records[Any]: ..."""
OPTIONS = "keepends: bool = False, *, multiplexed: bool | None = None, max_record: int = ..."
CLIENT = """\
@overload
def client(*, engine: Literal["{engine}"], category: Literal["{category}"], version: {engine}.Version, \
conn: Mapping[str, Any] | None = None, throw_exceptions: bool = False) -> {title}: ..."""
INVOKE = """\
@overload
{define} invoke(client: Client, operation: {as_}Map) -> {result}: ..."""
REQUEST = """\
@overload
{define} request(conn: Mapping[str, Any] | None = None, *, engine: Engine = "docker", method: str = "GET", path: str, \
query: Mapping[str, Any] | None = None, headers: Mapping[str, Any] | None = None, body: Data | None = None, \
{as_}, throw_exceptions: bool = False) -> {result}: ..."""
MERGE_CLASS = """\
class Merge(_Merge, Generic[_Key]):
    def __{awaited}iter__(self) -> Self: ...
    {define} __{awaited}next__(self) -> tuple[_Key, list[Any] | DocklineError | None]: ...
    {define} __{awaited}enter__(self) -> Self: ..."""
OTHERS = """\
def categories(engine: Engine, version: str) -> list[str]: ..."""
BLOCKING_OTHERS = """\
def endpoints(engine: Engine) -> list[dict[str, Any]]: ...
def registry_auth(registry: str, *, engine: Engine = "docker") -> dict[str, str]: ..."""
MERGE = """\
def merge(streams: Mapping[_Key, _Stream] | None = None, of: View = "lines", **options: Any) -> Merge[_Key]: ..."""

DRIVERS = (
    Driver(
        "blocking",
        """\
from collections.abc import Mapping
from socket import socket
from typing import Any, Generic, Literal, TypeVar, overload

from typing_extensions import Self

from dockline._wire.records import Records
from dockline.blocking.client import Client as _Client
from dockline.errors import DocklineError
from dockline.blocking.merging import Merge as _Merge
from dockline.exchange.response import Response
from dockline.blocking.stream import Stream as _Stream
""",
        {"data": "Any", "stream": "Stream", "response": "Response", "socket": "socket"},
        define="def",
        awaited="",
        others=(BLOCKING_OTHERS,),
    ),
    Driver(
        "aio",
        """\
from collections.abc import Mapping
from typing import Any, Generic, Literal, TypeVar, overload

from typing_extensions import Self

from dockline.aio.client import Client as _Client
from dockline.aio.merging import Merge as _Merge
from dockline.aio.records import Records
from dockline.aio.sockets import Reader, Writer
from dockline.aio.stream import Stream as _Stream
from dockline.errors import DocklineError
from dockline.exchange.response import Response
""",
        {"data": "Any", "stream": "Stream", "response": "Response", "socket": "tuple[Reader, Writer]"},
        define="async def",
        awaited="a",
        others=(),
    ),
)


def driver_stub(driver: Driver, engines: dict[str, list[Category]]) -> str:
    """Returns the stub of a driver: a class for each category, and the functions that make and take its objects."""
    modules = [name for engine in engines for name in (engine, f"{engine}_results")]
    imports = ", ".join(sorted(("Data", "Engine", "View", *(f"{as_.title()}Map" for as_ in KINDS), *modules)))
    classes = list(class_stub("Client", "_Client", signatures_of_any(driver), driver))
    clients: list[str] = []
    for engine, categories in engines.items():
        for category in categories:
            title = engine.title() + category.title
            classes += class_stub(title, "Client", signatures_of(engine, category, driver), driver)
            clients.append(CLIENT.format(engine=engine, category=category.name, title=title))
    functions = [INVOKE.format(define=driver.define, as_=as_.title(), result=driver.results[as_]) for as_ in KINDS]
    for as_ in KINDS:
        literal_as = 'as_: Literal["data"] = "data"' if as_ == "data" else f'as_: Literal["{as_}"]'
        functions.append(REQUEST.format(define=driver.define, as_=literal_as, result=driver.results[as_]))
    merge = MERGE_CLASS.format(define=driver.define, awaited=driver.awaited)
    head = f'{HEAD}{driver.head}from dockline.types import {imports}\n\n_Key = TypeVar("_Key")'
    return (
        "\n".join(
            (head, STREAM.format(options=OPTIONS), merge, *classes, *clients, *functions, MERGE, OTHERS, *driver.others)
        )
        + "\n"
    )


def class_stub(title: str, base: str, signatures: Iterator[tuple[str, str]], driver: Driver) -> Iterator[str]:
    yield f"class {title}({base}):"
    if base == "_Client":
        yield f"    {driver.define} __{driver.awaited}enter__(self) -> Self: ..."
    for number, (arguments, result) in enumerate(signatures):
        # A class that knows its operations takes fewer arguments than its base.
        yield "    @overload" if number else "    @overload  # type: ignore[override]"
        yield f"    {driver.define} invoke(self, {arguments}) -> {result}: ..."


def signatures_of_any(driver: Driver) -> Iterator[tuple[str, str]]:
    """Returns the stub of a client of an unknown category: it takes any operation, with any parameters."""
    for as_ in KINDS:
        yield f"operation: {as_.title()}Map", driver.results[as_]
    for as_ in KINDS:
        given = "params: Mapping[str, Any] | None = None, data: Data | None = None"
        yield f"operation: str, *, {given}, {keyword_ends(as_)}", driver.results[as_]


def signatures_of(engine: str, category: Category, driver: Driver) -> Iterator[tuple[str, str]]:
    """Iterates over the arguments of each signature of `invoke`, with its result."""
    for as_ in category.kinds():
        yield f"operation: {engine}.{category.map_type(as_)}", driver.results[as_]
    for as_ in category.kinds():
        for group in category.of(as_):
            result = group.result if as_ == "data" else "Any"
            yield (
                group.keywords(engine, as_),
                driver.results[as_] if result == "Any" else named(f"{engine}_results", result),
            )
        others = category.others(as_)
        if others:
            names = f"{engine}.{category.title}Operation" if others == category.names else literal(others)
            params = f"params: {engine}.{category.any_params} | None = None, data: Data | None = None"
            yield f"operation: {names}, *, {params}, {keyword_ends(as_)}", driver.results[as_]


def named(module: str, annotation: str) -> str:
    """Returns an annotation with the module before the names of its types."""
    return re.sub(r"\b[A-Z]\w+\b", lambda name: name[0] if name[0] == "Any" else f"{module}.{name[0]}", annotation)


SHARED = """\
from collections.abc import AsyncIterable, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, Literal, Protocol, TypeAlias, TypedDict

from typing_extensions import Required

from dockline.request.times import UnixNanoseconds

class _File(Protocol):
    def read(self, size: int, /) -> Any: ...

Text: TypeAlias = str | int | datetime | UnixNanoseconds
Json: TypeAlias = Mapping[str, Any] | Sequence[Any] | Text
_Filter: TypeAlias = Text | float | Sequence[Text | float] | Mapping[str, Literal[True]] | None
Filters: TypeAlias = str | Mapping[str, _Filter]
Data: TypeAlias = (
    Mapping[str, Any] | Sequence[Any] | bytes | bytearray | memoryview | _File | Iterable[bytes] | AsyncIterable[bytes]
)
View: TypeAlias = Literal["chunks", "frames", "lines", "entries", "documents"]
"""


def shared_stub(engines: dict[str, list[Category]]) -> str:
    names = dict.fromkeys(name for categories in engines.values() for category in categories for name in category.names)
    text = [HEAD + SHARED, f"Engine: TypeAlias = {literal(engines)}", f"Operation: TypeAlias = {literal(names)}"]
    for as_ in KINDS:
        fields = [("op", "Required[Operation]"), ("params", "Mapping[str, Any] | None"), ("data", "Data | None")]
        text.append(typed_dict(f"{as_.title()}Map", [*fields, *map_ends(as_)]))
    return "\n".join(text) + "\n"


# --- Files -----------------------------------------------------------------------------------------------------------


def compile_all() -> dict[str, str]:
    """Returns the text of every stub, by its file."""
    forms = json.loads(FORMS.read_text())
    stubs = {}
    engines = {}
    for engine in ENGINES:
        versions, engines[engine] = read(engine, forms[engine]["results"])
        stubs[f"{engine}.pyi"] = engine_stub(versions, engines[engine])
        stubs[f"{engine}_results.pyi"] = results_stub(forms[engine]["forms"])
    stubs["__init__.pyi"] = shared_stub(engines)
    for driver in DRIVERS:
        stubs[f"{driver.name}.pyi"] = driver_stub(driver, engines)
    return stubs


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="Make the stubs in src/dockline/types.")
    parser.add_argument("--check", action="store_true", help="write nothing, list the stubs that differ and fail")
    options = parser.parse_args(arguments)
    stubs = compile_all()
    there = {file.name: file.read_text() for file in TYPES.glob("*.pyi")}
    different = sorted(name for name in stubs.keys() | there.keys() if stubs.get(name) != there.get(name))
    if options.check:
        for name in different:
            print(f"different: {TYPES.relative_to(ROOT)}/{name}")
        return 1 if different else 0
    for name in different:
        if name in stubs:
            (TYPES / name).write_text(stubs[name])
        else:
            (TYPES / name).unlink()
    return 0


if __name__ == "__main__":
    sys.exit(main())
