"""Compiles the engines' Swagger specs to the tables of operations in spec_tables/.

    python tools/compile_tables.py [--check] [--specs DIR]

DIR, or the environment variable DOCKLINE_SPECS, holds `<engine>/<version>.yaml` or `.yaml.gz`. tools/fetch_spec.py
downloads them. A table has the facts that a client needs, and no prose of a spec. amendments.py corrects the errors of
the specs.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import re
import runpy
import sys
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from amendments import ADDITIONS, AMENDMENTS, Addition, Amendment
from forgotten import FORGOTTEN, Forgotten

ROOT = Path(__file__).resolve().parent.parent
TABLES = ROOT / "spec_tables"
# Run as a file: an import would import the package, and the tables are compiled before that.
REGISTRY = runpy.run_path(str(ROOT / "src/dockline/spec/engines.py"))
ENGINES, version_key = REGISTRY["ENGINES"], REGISTRY["version_key"]

# The keys of a table, in their order.
OPERATION_KEYS = (
    *("method", "path", "path_version", "tag", "params", "body", "produces", "responses"),
    *("upgrade", "stream", "single", "tty", "not_in_body", "addition"),
)
PARAM_KEYS = (
    *("name", "in", "type", "format", "required", "default", "enum", "collectionFormat", "items", "slashes"),
    *("read", "sent_as"),
)
TYPES = {"string", "boolean", "integer", "number", "array"}
# How a string is written, if the engine takes only one way.
FORMATS = {None, "container", "date-time", "filters", "json", "unix-time"}

Operations = dict[str, dict[str, Any]]
Rule = Addition | Forgotten | Amendment
Rules = tuple[Rule, ...]
RULES: Rules = (*ADDITIONS, *FORGOTTEN, *AMENDMENTS)


class SpecError(Exception):
    """A spec or an amendment has something that a table can't hold."""


# --- From a spec to operations ---------------------------------------------------------------------------------------


def read_operations(spec: dict[str, Any]) -> Operations:
    return {
        raw["operationId"]: read_operation(method.upper(), path, raw, spec.get("definitions", {}))
        for path, methods in spec["paths"].items()
        for method, raw in methods.items()
    }


def read_operation(method: str, path: str, raw: dict[str, Any], definitions: dict[str, Any]) -> dict[str, Any]:
    params = raw.get("parameters") or []
    operation = {
        "method": method,
        "path": re.sub(r":\.\*}", "}", path),
        "tag": next(iter(raw.get("tags") or ()), None),
        "params": [read_param(param) for param in params if param["in"] != "body"],
        "produces": raw.get("produces") or default_produces(raw["responses"]),
        "responses": sorted(int(code) for code in raw["responses"] if str(code).isdigit()),
    }
    for param in params:
        if param["in"] == "body":
            types = raw.get("consumes") or default_consumes(param["schema"])
            operation["body"] = {"required": bool(param.get("required")), "types": types}
            operation["properties"] = properties(param["schema"], definitions)
    return operation


def read_param(raw: dict[str, Any]) -> dict[str, Any]:
    items = raw.get("items", {})
    return {
        "name": raw["name"].removesuffix(":.*"),
        "in": raw["in"],
        "type": raw["type"],
        "format": None,
        "required": raw.get("required"),
        "default": raw.get("default"),
        "enum": raw.get("enum") or items.get("enum"),
        "items": items.get("type"),
    }


def default_produces(responses: dict[Any, dict[str, Any]]) -> list[str]:
    """JSON if there is an answer at all: the specs never leave out another type."""
    answers = any(
        str(code).startswith("2") and ("schema" in response or "$ref" in response)
        for code, response in responses.items()
    )
    return ["application/json"] if answers else []


def default_consumes(schema: dict[str, Any]) -> list[str]:
    """JSON for objects and arrays. A string can be anything, so an amendment must tell.

    References are not followed: they lead to objects, and back to themselves.
    """
    return [] if schema.get("type") == "string" else ["application/json"]


def properties(
    schema: dict[str, Any], definitions: dict[str, Any], seen: frozenset[str] = frozenset()
) -> set[str] | None:
    """Returns the names that the top level of an object may have. None if it may have any."""
    if "$ref" in schema:
        name = schema["$ref"].rpartition("/")[2]
        # Some definitions of Podman 5.0 refer to themselves
        return set() if name in seen else properties(definitions.get(name, {}), definitions, seen | {name})
    if schema.get("additionalProperties"):
        return None
    names = set(schema.get("properties", ()))
    for part in schema.get("allOf", ()):
        more = properties(part, definitions, seen)
        if more is None:
            return None
        names |= more
    return names


# --- Additions, forgotten parameters, amendments ---------------------------------------------------------------------


def put_right(engine: str, version: str, operations: Operations, rules: Rules) -> set[int]:
    """Applies the corrections of a spec. Returns the numbers of the rules that changed something."""
    return {
        number for number, rule in enumerate(rules) if in_force(rule, version) and apply_rule(rule, engine, operations)
    }


def apply_rule(rule: Rule, engine: str, operations: Operations) -> bool:
    if isinstance(rule, Addition):
        return add(rule, engine, operations)
    return (remember if isinstance(rule, Forgotten) else amend)(rule, engine, operations)


def in_force(rule: Rule, version: str) -> bool:
    key, until = version_key(version), getattr(rule, "until", "")
    return (not rule.since or version_key(rule.since) <= key) and (not until or key <= version_key(until))


def path_params(path: str) -> list[str]:
    return re.findall("{[^}]+}", path)


def signature(operation: dict[str, Any]) -> str:
    """Returns the method and the path, without the names of path parameters."""
    return f"{operation['method']} {blanked(operation['path'])}"


@cache
def blanked(path: str) -> str:
    return re.sub("{[^}]+}", "{}", path)


@cache
def matches(where: str, route: str) -> bool:
    return re.fullmatch(where, route) is not None


def add(addition: Addition, engine: str, operations: Operations) -> bool:
    """Adds the operation, unless the spec has it or lacks `like`."""
    known = {signature(operation): operation for operation in operations.values()}
    added = {"method": addition.method, "path": addition.path, "tag": None, "addition": True}
    if addition.engine != engine or addition.like not in known or signature(added) in known:
        return False
    name = addition.name if addition.name not in operations else f"Compat{addition.name}"
    operations[name] = known[addition.like] | added
    return True


def matching(where: str, engine: str, operations: Operations) -> list[tuple[str, dict[str, Any]]]:
    return [
        (name, operation)
        for name, operation in operations.items()
        if matches(where, f"{engine} {signature(operation)}")
    ]


def remember(forgotten: Forgotten, engine: str, operations: Operations) -> bool:
    """Adds the parameter to the operations that have no parameter of its name."""
    changed = False
    for name, operation in matching(forgotten.where, engine, operations):
        params = operation["params"]
        if forgotten.name.lower() not in [param["name"].lower() for param in params]:
            operations[name] = operation | {"params": [*params, {"name": forgotten.name, **forgotten.keys}]}
            changed = True
    return changed


def amend(amendment: Amendment, engine: str, operations: Operations) -> bool:
    changed = False
    for name, operation in matching(amendment.where, engine, operations):
        changes = {key: amended(operation, key, change) for key, change in amendment.changes.items()}
        operations[name] = operation | changes
        changed |= operations[name] != operation
    return changed


def amended(operation: dict[str, Any], key: str, change: Any) -> Any:
    """Returns the value of the key after the change."""
    if key == "params":
        params = [(param, change.get(param["name"], {})) for param in operation["params"]]
        known = [param["name"] for param in operation["params"]]
        forgotten = [
            {"name": name, "type": "string", **keys}
            for name, keys in change.items()
            if keys and "in" in keys and name not in known
        ]
        return [param | keys for param, keys in params if keys is not None] + forgotten
    if key == "responses":
        codes = dict.fromkeys(operation["responses"], True) | change
        return sorted(code for code, occurs in codes.items() if occurs)
    if key == "body":
        return {"required": False} | operation.get("body", {}) | change
    if key == "tty" and "path" in change:
        return change | {"path": change["path"].replace("{}", path_params(operation["path"])[0])}
    return change


# --- From operations to a table --------------------------------------------------------------------------------------


def compile_table(engine: str, version: str, spec: dict[str, Any], rules: Rules) -> tuple[str, set[int]]:
    """Returns the text of the table, one operation a line, and the numbers of the rules that it needed."""
    operations = read_operations(spec)
    needed = put_right(engine, version, operations, rules)
    categories: dict[str, list[str]] = {}
    for name, operation in operations.items():
        line = f"    {json.dumps(name)}: {json.dumps(finish(name, operation))}"
        categories.setdefault(category(operation["path"], ENGINES[engine].namespaces), []).append(line)
    blocks = [f"  {json.dumps(name)}: {{\n" + ",\n".join(lines) + "}" for name, lines in categories.items()]
    head = f'{{"engine": "{engine}", "version": "{version}", "categories": {{\n'
    return head + ",\n".join(blocks) + "}}\n", needed


def category(path: str, namespaces: tuple[str, ...]) -> str:
    segments = path.strip("/").split("/")
    return "/".join(segments[: 2 if segments[0] in namespaces else 1])


def finish(name: str, operation: dict[str, Any]) -> dict[str, Any]:
    """Returns the operation with the keys that apply, in the order of the tables."""
    params = [finish_param(param, operation.get("slashes")) for param in operation["params"]]
    finished = operation | {"params": params}
    if names := not_in_body(finished):
        finished["not_in_body"] = names
    if wrong := "; ".join(mistakes(finished)):
        raise SpecError(f"{name}: {wrong}")
    return {key: finished[key] for key in OPERATION_KEYS if key in finished}


def not_in_body(operation: dict[str, Any]) -> list[str]:
    """Returns the parameters whose names the JSON body does not have. Go's decoder ignores the case of names."""
    known = {name.lower() for name in operation.get("properties") or ()}
    names = {param["name"] for param in operation["params"] if known and param["name"].lower() not in known}
    return sorted(names.union(operation.get("not_in_body", ())))


def finish_param(param: dict[str, Any], slashes: bool | None) -> dict[str, Any]:
    in_path = param["in"] == "path"
    finished = param | {
        "required": in_path or param.get("required") or None,
        # Without this key, it would mean one string with commas. The engines read every array as repeated keys.
        "collectionFormat": "multi" if param["type"] == "array" else None,
        "slashes": slashes if in_path else None,
    }
    return {key: finished[key] for key in PARAM_KEYS if finished.get(key) not in (None, [])}


def mistakes(operation: dict[str, Any]) -> Iterator[str]:
    in_path = {f"{{{param['name']}}}" for param in operation["params"] if param["in"] == "path"}
    if in_path != set(path_params(operation["path"])):
        yield f"its path parameters are not those of {operation['path']}"
    if operation.get("body", {}).get("types") == []:
        yield "nothing tells the media type of its body"
    for param in operation["params"]:
        if param["type"] not in TYPES:
            yield f"its parameter {param['name']} is of an unknown type, {param['type']}"
        if param.get("format") not in FORMATS:
            yield f"its parameter {param['name']} is of an unknown format, {param['format']}"


# --- Files -----------------------------------------------------------------------------------------------------------


def compile_file(source: Path) -> tuple[str, str, set[int]]:
    """Returns the path of the table below spec_tables/, its text, and the numbers of the rules that it needed."""
    engine, version = source.parent.name, re.sub(r"\.yaml(\.gz)?$", "", source.name)
    text = gzip.decompress(source.read_bytes()) if source.suffix == ".gz" else source.read_bytes()
    spec = yaml.load(text, getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    try:
        return f"{engine}/{version}.json", *compile_table(engine, version, spec, RULES)
    except SpecError as mistake:
        raise SpecError(f"{source}: {mistake}") from None


def compile_all(specs: Path) -> dict[str, str]:
    """Returns the text of every table, by its path below spec_tables/."""
    sources = sorted(source for engine in ENGINES for source in (specs / engine).glob("v*.yaml*"))
    if not sources:
        raise SpecError(f"{specs} holds no specs: tools/fetch_spec.py downloads them")
    with ProcessPoolExecutor(min(2, os.cpu_count() or 1)) as pool:
        compiled = list(pool.map(compile_file, sources, chunksize=4))
    tables = {path: text for path, text, _ in compiled}
    if len(tables) < len(sources):
        raise SpecError(f"{specs} holds a version twice, as .yaml and as .yaml.gz")
    needed = set[int]().union(*(numbers for _, _, numbers in compiled))
    dead = [str(rule) for number, rule in enumerate(RULES) if number not in needed]
    if dead:
        raise SpecError("\n".join(["these rules change nothing any more:", *dead]))
    return tables


def differences(tables: dict[str, str], folder: Path) -> dict[str, str]:
    """Iterates over the files below the folder that differ from the tables: stale, missing or different."""
    there = {file.relative_to(folder).as_posix() for engine in ENGINES for file in (folder / engine).glob("*")}
    return (
        dict.fromkeys(sorted(there - tables.keys()), "stale")
        | dict.fromkeys(sorted(tables.keys() - there), "missing")
        | {path: "different" for path in sorted(there & tables.keys()) if (folder / path).read_text() != tables[path]}
    )


def write(tables: dict[str, str], folder: Path) -> None:
    for path, what in differences(tables, folder).items():
        if what == "stale":
            (folder / path).unlink()
        else:
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_text(tables[path])


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="Compile the engines' specs to the tables in spec_tables/.")
    parser.add_argument("--check", action="store_true", help="write nothing, list the tables that differ and fail")
    parser.add_argument("--specs", type=Path, metavar="DIR", help="<engine>/<version>.yaml[.gz]; else $DOCKLINE_SPECS")
    options = parser.parse_args(arguments)
    specs = options.specs or os.environ.get("DOCKLINE_SPECS")
    if not specs:
        parser.error("give --specs or set DOCKLINE_SPECS")
    try:
        tables = compile_all(Path(specs))
    except SpecError as mistake:
        print(mistake, file=sys.stderr)
        return 1
    if options.check:
        found = differences(tables, TABLES)
        for path, what in found.items():
            print(f"{what}: {TABLES.name}/{path}")
        return 1 if found else 0
    write(tables, TABLES)
    return 0


if __name__ == "__main__":
    sys.exit(main())
