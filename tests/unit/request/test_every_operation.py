"""Every operation of the newest tables becomes a request, by its table alone. The raw spec must agree."""

from __future__ import annotations

import gzip
import os
import re
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, quote, unquote, urlsplit

import pytest
import yaml

from dockline.request.operation import Operation
from dockline.request.request import Request
from dockline.spec.tables import load, versions

SPECS = Path(os.environ.get("DOCKLINE_SPECS", Path(__file__).parents[4] / "shared" / "specs"))
BODY = b"[1]"  # dockline reads the body of an exec, so it must be JSON
NEWEST = [(engine, versions(engine)[-1]) for engine in ("docker", "podman")]
OPERATIONS = [
    pytest.param(engine, version, entry, name, id=f"{engine}-{name}")
    for engine, version in NEWEST
    for operations in load(engine, version)["categories"].values()
    for name, entry in operations.items()
]
SAMPLES = {"string": "a b&c", "boolean": True, "integer": 7, "number": 1.5, "array": ["x y", "z"]}
WRITTEN = {"string": ["a b&c"], "boolean": ["true"], "integer": ["7"], "number": ["1.5"], "array": ["x y", "z"]}
SAMPLES |= {"container": "/a b&c", "date-time": "10m", "filters": {"a": "b"}, "unix-time": 7}
WRITTEN |= {"container": ["a b&c"], "date-time": ["10m"], "filters": ['{"a":["b"]}'], "unix-time": ["7"]}
every_operation = pytest.mark.parametrize(("engine_name", "version", "entry", "name"), OPERATIONS)


def kind(param: dict[str, Any]) -> str:
    return str(param["format"] if param.get("format") in WRITTEN else param["type"])


def build(name: str, version: str, entry: dict[str, Any], *, required_only: bool) -> tuple[Operation, Request]:
    operation = Operation(name, entry, f"/{version}")
    params = {
        label: "na me" if parameter.location == "path" else SAMPLES[kind(parameter.entry)]
        for label, parameter in operation.parameters.items()
        if (parameter.required or not required_only) and label.lower() != "content-type"
    }
    body = operation.body
    data = BODY if body and (body["required"] or not required_only) else None
    return operation, operation.request(params, data)


@every_operation
@pytest.mark.parametrize("required_only", [False, True], ids=["all", "required"])
def test_a_request_is_what_its_table_says(
    engine_name: str, version: str, entry: dict[str, Any], name: str, required_only: bool
) -> None:
    _, request = build(name, version, entry, required_only=required_only)
    assert request.method == entry["method"]
    target = urlsplit(request.target)
    prefix = entry.get("path_version", version)
    assert target.path == f"/{prefix}" + re.sub(r"\{[^}]+\}", quote("na me"), entry["path"])
    sent = [param for param in entry["params"] if param.get("required") or not required_only]
    query = [
        (param.get("sent_as", param["name"]), text)
        for param in sent
        if param["in"] == "query"
        for text in WRITTEN[kind(param)]
    ]
    assert parse_qsl(target.query, keep_blank_values=True) == query
    fields = {name.lower(): value for name, value in request.fields}
    headers = {param["name"].lower() for param in sent if param["in"] == "header"} - {"content-type"}
    assert headers <= fields.keys()
    body = entry.get("body")
    if body and (body["required"] or not required_only):
        assert request.content.in_memory == BODY
        assert fields["content-type"] == body["types"][0]
    else:
        assert request.content.size == 0
        assert "content-type" not in fields
    assert fields.get("upgrade") == entry.get("upgrade")
    known = headers | {"content-type", "connection", "upgrade", "sec-websocket-key", "sec-websocket-version"}
    assert fields.keys() <= known


@cache
def spec_operations(engine: str, version: str) -> dict[str, tuple[str, str, list[dict[str, Any]]]]:
    """Returns operationId → method, path, parameters, as in the raw spec."""
    plain, packed = SPECS / engine / f"{version}.yaml", SPECS / engine / f"{version}.yaml.gz"
    if plain.exists():
        text = plain.read_bytes()
    elif packed.exists():
        text = gzip.decompress(packed.read_bytes())
    else:
        pytest.skip(f"no raw spec of {engine} {version}: set DOCKLINE_SPECS")
    spec = yaml.load(text, getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    return {
        operation["operationId"]: (method.upper(), path, operation.get("parameters", []))
        for path, methods in spec["paths"].items()
        for method, operation in methods.items()
    }


@every_operation
def test_a_request_is_what_the_spec_says(engine_name: str, version: str, entry: dict[str, Any], name: str) -> None:
    spec = spec_operations(engine_name, version)
    if entry.get("addition"):
        assert name not in spec
        return
    method, path, params = spec[name]
    _, request = build(name, version, entry, required_only=False)
    target = urlsplit(request.target)
    assert request.method == method
    # Amendments may move an operation below another version, or name a path parameter that the spec forgot.
    got = re.sub(r"^/v[\d.]+", "", unquote(target.path))
    assert got in (re.sub(r"\{[^}]+\}", "na me", path), re.sub(r"\{[^}]+\}", "na me", path) + "/na me")
    query = {key for key, _ in parse_qsl(target.query, keep_blank_values=True)}
    in_spec = {param["name"] for param in params if param["in"] == "query"}
    added = {param["name"] for param in entry["params"]} - {param["name"] for param in params}
    assert query - added <= in_spec
    assert in_spec - query <= {
        param["name"] for param in entry["params"] if param["in"] == "path" or "sent_as" in param
    }
    fields = {name.lower() for name, _ in request.fields}
    assert {param["name"].lower() for param in params if param["in"] == "header"} - {"content-type"} <= fields


@pytest.mark.parametrize(("engine_name", "version"), NEWEST)
def test_no_operation_of_the_spec_is_missing(engine_name: str, version: str) -> None:
    built = {param.values[3] for param in OPERATIONS if param.values[0] == engine_name}
    assert spec_operations(engine_name, version).keys() <= built
