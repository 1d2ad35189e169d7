"""The table compiler, on specs of a few lines. If the real specs are at hand, on those too."""

from __future__ import annotations

import gzip
import json
import os
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[3]
sys.path.insert(0, str(ROOT / "tools"))

import compile_tables  # noqa: E402
from amendments import Addition, Amendment  # noqa: E402
from forgotten import KINDS, Forgotten  # noqa: E402

SPECS = Path(os.environ.get("DOCKLINE_SPECS") or ROOT.parent / "shared/specs")
needs_specs = pytest.mark.skipif(not SPECS.is_dir(), reason="no raw specs: set DOCKLINE_SPECS (tools/fetch_spec.py)")

OK = {"responses": {"200": {"description": "fine"}}}


def compiled(
    paths: dict[str, Any], *rules: compile_tables.Rule, engine: str = "podman", version: str = "v4.0.0"
) -> dict[str, Any]:
    """Returns the categories of a spec that has only these paths."""
    text, _ = compile_tables.compile_table(engine, version, {"paths": paths}, rules)
    categories: dict[str, Any] = json.loads(text)["categories"]
    return categories


def one(raw: dict[str, Any], *rules: compile_tables.Rule, path: str = "/things/json", method: str = "get") -> Any:
    """Returns the first operation of a spec that has only this one."""
    ((operation, *_),) = (list(ops.values()) for ops in compiled({path: {method: {**OK, **raw}}}, *rules).values())
    return operation


def param(raw: dict[str, Any], *rules: Amendment) -> Any:
    return one({"operationId": "Op", "parameters": [{"name": "p", "in": "query", **raw}]}, *rules)["params"][0]


# --- Facts from a spec -----------------------------------------------------------------------------------------------


def test_categories_are_first_segments_below_the_namespaces_of_the_engine() -> None:
    paths = {
        "/libpod/pods/json": {"get": {**OK, "operationId": "A"}},
        "/libpod/_ping": {"get": {**OK, "operationId": "B"}},
        "/pods": {"get": {**OK, "operationId": "C"}, "post": {**OK, "operationId": "D"}},
        "/libpod/pods/{name}/kill": {
            "post": {**OK, "operationId": "E", "parameters": [{"name": "name", "in": "path", "type": "string"}]}
        },
    }
    assert {name: list(ops) for name, ops in compiled(paths).items()} == {
        "libpod/pods": ["A", "E"],
        "libpod/_ping": ["B"],
        "pods": ["C", "D"],
    }
    assert list(compiled(paths, engine="docker")) == ["libpod", "pods"]


def test_an_operation_keeps_facts_and_drops_prose() -> None:
    raw = {
        "operationId": "Op",
        "summary": "Prose",
        "description": "More prose",
        "tags": ["first", "second"],
        "produces": ["text/plain"],
        "responses": {"500": {"description": "prose"}, "204": {"description": "prose"}, "default": {}},
        "parameters": [{"name": "all", "in": "query", "type": "boolean", "default": False, "description": "prose"}],
    }
    assert one(raw) == {
        "method": "GET",
        "path": "/things/json",
        "tag": "first",
        "params": [{"name": "all", "in": "query", "type": "boolean", "default": False}],
        "produces": ["text/plain"],
        "responses": [204, 500],
    }


def test_a_greedy_template_loses_its_expression() -> None:
    raw = {"operationId": "Op", "parameters": [{"name": "name:.*", "in": "path", "type": "string", "required": True}]}
    operation = one(raw, path="/things/{name:.*}/json")
    assert operation["path"] == "/things/{name}/json"
    assert operation["params"] == [{"name": "name", "in": "path", "type": "string", "required": True}]


def test_an_array_repeats_its_key_whatever_the_spec_says() -> None:
    raw = {"type": "array", "collectionFormat": "csv", "items": {"type": "string", "enum": ["a", "b"]}, "default": []}
    assert param(raw) == {
        "name": "p",
        "in": "query",
        "type": "array",
        "enum": ["a", "b"],
        "collectionFormat": "multi",
        "items": "string",
    }


@pytest.mark.parametrize("default", [False, 0, ""])
def test_a_default_that_is_false_stays(default: object) -> None:
    assert param({"type": "string", "default": default, "required": False}) == {
        "name": "p",
        "in": "query",
        "type": "string",
        "default": default,
    }


@pytest.mark.parametrize(
    ("response", "produces"),
    [({"schema": {"type": "object"}}, ["application/json"]), ({"$ref": "#/x"}, ["application/json"]), ({}, [])],
)
def test_an_unsaid_produces_is_json_where_there_is_an_answer(response: dict[str, Any], produces: list[str]) -> None:
    assert one({"operationId": "Op", "responses": {200: response, 404: {"schema": {}}}})["produces"] == produces


def test_a_body_is_json_unless_the_spec_says_otherwise() -> None:
    body = {"name": "body", "in": "body", "required": True, "schema": {"$ref": "#/definitions/RefersToItself"}}
    assert one({"operationId": "Op", "parameters": [body]})["body"] == {"required": True, "types": ["application/json"]}
    said = one({"operationId": "Op", "parameters": [body], "consumes": ["application/x-tar"]})
    assert said["body"]["types"] == ["application/x-tar"]
    assert said["params"] == []


def body_of(schema: dict[str, Any], definitions: dict[str, Any] | None = None, *rules: Amendment, **param: Any) -> Any:
    """Returns the table's entries of the parameters `name` and `all` of an operation with this body."""
    params = [{"name": name, "in": "query", "type": "string"} for name in ("name", "all")]
    body = {"name": "body", "in": "body", "schema": schema}
    raw = {**OK, "operationId": "Op", "parameters": [*params, body]}
    spec = {"paths": {"/things": {"post": raw}}, "definitions": definitions or {}}
    text, _ = compile_tables.compile_table("podman", "v4.0.0", spec, rules)
    return json.loads(text)["categories"]["things"]["Op"].get("not_in_body")


@pytest.mark.parametrize(
    ("schema", "expected"),
    [
        ({"properties": {"Image": {}}}, ["all", "name"]),
        ({"properties": {"Name": {}}}, ["all"]),
        ({"properties": {"Name": {}, "ALL": {}}}, None),
        ({"properties": {"Image": {}}, "additionalProperties": False}, ["all", "name"]),
        ({"properties": {"Image": {}}, "additionalProperties": {"type": "string"}}, None),
        ({"type": "object"}, None),
        ({"type": "array", "items": {"$ref": "#/definitions/Named"}}, None),
        ({"$ref": "#/definitions/Named"}, ["all"]),
        ({"$ref": "#/definitions/Missing"}, None),
        ({"$ref": "#/definitions/Itself"}, ["name"]),
        ({"allOf": [{"$ref": "#/definitions/Named"}, {"properties": {"Image": {}}}, {"type": "object"}]}, ["all"]),
        ({"allOf": [{"$ref": "#/definitions/Named"}, {"$ref": "#/definitions/Free"}]}, None),
    ],
)
def test_names_of_parameters_that_no_name_of_the_body_is(schema: dict[str, Any], expected: list[str] | None) -> None:
    definitions = {
        "Named": {"properties": {"name": {}}},
        "Free": {"additionalProperties": True},
        "Itself": {"allOf": [{"$ref": "#/definitions/Itself"}, {"properties": {"All": {}}}]},
    }
    assert body_of(schema, definitions) == expected


def test_an_amendment_tells_of_a_name_that_the_spec_has_in_the_body_by_mistake() -> None:
    rule = Amendment("podman POST /things", {"not_in_body": ["name"]})
    assert body_of({"properties": {"Name": {}}}, None, rule) == ["all", "name"]


def test_a_format_that_nobody_knows_is_refused() -> None:
    rule = Amendment("podman GET /things/json", {"params": {"p": {"format": "date"}}})
    with pytest.raises(compile_tables.SpecError, match="unknown format, date"):
        param({"type": "string"}, rule)
    known = Amendment("podman GET /things/json", {"params": {"p": {"format": "filters"}}})
    assert param({"type": "string"}, known)["format"] == "filters"


# --- Refused specs ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        ({"parameters": [{"name": "p", "in": "query", "type": "file"}]}, "unknown type, file"),
        ({"parameters": [{"name": "id", "in": "path", "type": "string"}]}, "not those of /things/json"),
        ({"parameters": [{"name": "b", "in": "body", "schema": {"type": "string"}}]}, "media type of its body"),
    ],
)
def test_what_a_table_cannot_hold_is_refused(raw: dict[str, Any], message: str) -> None:
    with pytest.raises(compile_tables.SpecError, match=f"^Op: .*{re.escape(message)}"):
        one({"operationId": "Op", **raw})


def test_an_unknown_format_is_refused() -> None:
    with pytest.raises(compile_tables.SpecError, match="unknown format, yaml"):
        param({"type": "string"}, Amendment(".*", {"params": {"p": {"format": "yaml"}}}))


# --- Additions and amendments ----------------------------------------------------------------------------------------

LIKE = {"/libpod/_ping": {"get": {**OK, "operationId": "SystemPing", "tags": ["system"]}}}
ADDITION = Addition("podman", "SystemPing", "GET", "/_ping", "GET /libpod/_ping")


def test_an_addition_is_marked_and_evades_a_taken_name() -> None:
    added = compiled(LIKE, ADDITION)["_ping"]
    assert list(added) == ["CompatSystemPing"]
    assert added["CompatSystemPing"]["addition"] is True
    assert added["CompatSystemPing"]["path"] == "/_ping"
    assert added["CompatSystemPing"]["tag"] is None
    assert list(compiled(LIKE, ADDITION._replace(name="Ping"))["_ping"]) == ["Ping"]


@pytest.mark.parametrize("change", [{"engine": "docker"}, {"like": "GET /nothing"}, {"since": "v4.0.1"}])
def test_an_addition_needs_its_engine_its_model_and_its_version(change: dict[str, str]) -> None:
    assert list(compiled(LIKE, ADDITION._replace(**change))) == ["libpod/_ping"]


def test_an_addition_yields_to_the_spec() -> None:
    paths = {**LIKE, "/_ping": {"get": {**OK, "operationId": "Theirs"}}}
    assert list(compiled(paths, ADDITION)["_ping"]) == ["Theirs"]


@pytest.mark.parametrize(
    ("since", "until", "applies"),
    [("", "", True), ("v4.0.0", "v4.0.0", True), ("v4.0.1", "", False), ("", "v3.10.0", False), ("v3.9.0", "", True)],
)
def test_an_amendment_holds_in_its_versions(since: str, until: str, applies: bool) -> None:
    amended = one({"operationId": "Op"}, Amendment(r"podman GET /things/json", {"stream": "tar"}, since, until))
    assert ("stream" in amended) == applies


@pytest.mark.parametrize("where", ["docker GET /things/json", "podman POST /things/json", "podman GET /things", "GET"])
def test_an_amendment_matches_engine_method_and_path_as_a_whole(where: str) -> None:
    assert "stream" not in one({"operationId": "Op"}, Amendment(where, {"stream": "tar"}))


def test_amendments_change_what_they_name() -> None:
    changes = {
        "params": {"p": {"type": "array", "items": "string", "default": None}, "gone": None, "absent": {"type": "x"}},
        "responses": {101: True, 200: False},
        "body": {"types": ["application/x-tar"]},
        "path": "/things/{id}",
        "slashes": True,
        "tty": {"path": "/other/{}/json", "field": ["Tty"]},
    }
    raw = {
        "operationId": "Op",
        "parameters": [
            {"name": "p", "in": "query", "type": "string", "default": "x"},
            {"name": "gone", "in": "query", "type": "string"},
            {"name": "id", "in": "path", "type": "string"},
        ],
    }
    assert one(raw, Amendment(r".*", changes), path="/old/{id}") == {
        "method": "GET",
        "path": "/things/{id}",
        "tag": None,
        "params": [
            {"name": "p", "in": "query", "type": "array", "collectionFormat": "multi", "items": "string"},
            {"name": "id", "in": "path", "type": "string", "required": True, "slashes": True},
        ],
        "body": {"required": False, "types": ["application/x-tar"]},
        "produces": [],
        "responses": [101],
        "tty": {"path": "/other/{id}/json", "field": ["Tty"]},
    }


@pytest.mark.parametrize(
    ("kind", "entry"),
    [
        ("string", {"in": "query", "type": "string"}),
        ("json", {"in": "query", "type": "string", "format": "json"}),
        ("strings", {"in": "query", "type": "array", "collectionFormat": "multi", "items": "string"}),
        ("header", {"in": "header", "type": "string"}),
    ],
)
def test_a_forgotten_parameter_is_added(kind: str, entry: dict[str, Any]) -> None:
    added = one({"operationId": "Op"}, Forgotten("podman GET /things/json", "p", KINDS[kind]))
    assert added["params"] == [{"name": "p", **entry}]


def test_a_forgotten_parameter_yields_to_the_spec_in_any_case() -> None:
    raw = {"operationId": "Op", "parameters": [{"name": "Ignore", "in": "query", "type": "integer"}]}
    assert [p["name"] for p in one(raw, Forgotten(".*", "ignore", KINDS["boolean"]))["params"]] == ["Ignore"]


def test_a_forgotten_parameter_holds_in_its_versions_and_can_be_amended() -> None:
    rules = (
        Forgotten(".*", "new", KINDS["boolean"], since="v4.0.1"),
        Forgotten(".*", "old", KINDS["boolean"], until="v3.9.9"),
        Forgotten(".*", "now", KINDS["boolean"], since="v4.0.0", until="v4.0.0"),
        Amendment(".*", {"params": {"now": {"default": False, "read": False, "sent_as": "then"}}}),
    )
    (now,) = one({"operationId": "Op"}, *rules)["params"]
    assert now == {"name": "now", "in": "query", "type": "boolean", "default": False, "read": False, "sent_as": "then"}


def test_only_rules_that_change_something_count_as_needed() -> None:
    spec = {"paths": {"/things": {"get": {**OK, "operationId": "Op"}}}}
    rules = (Amendment(".*", {"stream": "tar"}), Amendment(".*", {"stream": "tar"}), Amendment("x", {"stream": "raw"}))
    assert compile_tables.compile_table("docker", "v1.41", spec, rules)[1] == {0}


# --- Files -----------------------------------------------------------------------------------------------------------


@pytest.fixture
def specs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Makes a folder of two tiny specs that need no rule."""
    monkeypatch.setattr(compile_tables, "RULES", ())
    monkeypatch.setattr(compile_tables, "TABLES", tmp_path / "tables")
    for name in ("docker/v1.41.yaml", "podman/v4.3.1.yaml.gz"):
        file = tmp_path / "specs" / name
        file.parent.mkdir(parents=True)
        text = b"paths: {/x: {get: {operationId: X, responses: {'200': {description: fine}}}}}"
        file.write_bytes(gzip.compress(text) if file.suffix == ".gz" else text)
    return tmp_path / "specs"


def test_check_lists_what_differs_and_writes_nothing(specs: Path, capsys: pytest.CaptureFixture[str]) -> None:
    tables = specs.parent / "tables"
    assert compile_tables.main(["--specs", str(specs), "--check"]) == 1
    assert capsys.readouterr().out == "missing: tables/docker/v1.41.json\nmissing: tables/podman/v4.3.1.json\n"
    assert not tables.exists()

    assert compile_tables.main(["--specs", str(specs)]) == 0
    assert compile_tables.main(["--specs", str(specs), "--check"]) == 0
    assert json.loads((tables / "podman/v4.3.1.json").read_text())["version"] == "v4.3.1"

    (tables / "docker/v1.41.json").write_text("{}")
    (tables / "docker/v1.40.json").write_text("{}")
    capsys.readouterr()
    assert compile_tables.main(["--specs", str(specs), "--check"]) == 1
    assert capsys.readouterr().out == "stale: tables/docker/v1.40.json\ndifferent: tables/docker/v1.41.json\n"

    assert compile_tables.main(["--specs", str(specs)]) == 0
    assert not (tables / "docker/v1.40.json").exists()
    assert compile_tables.main(["--specs", str(specs), "--check"]) == 0


def test_a_dead_rule_fails(specs: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(compile_tables, "RULES", (Amendment("docker GET /gone", {"stream": "tar"}),))
    assert compile_tables.main(["--specs", str(specs), "--check"]) == 1
    assert "docker GET /gone" in capsys.readouterr().err


def test_a_version_that_is_there_twice_fails(specs: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (specs / "docker/v1.41.yaml.gz").write_bytes(gzip.compress((specs / "docker/v1.41.yaml").read_bytes()))
    assert compile_tables.main(["--specs", str(specs)]) == 1
    assert "twice" in capsys.readouterr().err


def test_a_mistake_names_its_spec(specs: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (specs / "docker/v1.41.yaml").write_text(
        "paths: {'/x/{id}': {get: {operationId: X, responses: {'200': {description: fine}}}}}"
    )
    assert compile_tables.main(["--specs", str(specs)]) == 1
    assert re.search(r"docker/v1\.41\.yaml: X: ", capsys.readouterr().err)


def test_a_folder_without_specs_fails(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert compile_tables.main(["--specs", str(tmp_path)]) == 1
    assert "fetch_spec.py" in capsys.readouterr().err


def test_the_specs_come_from_the_environment_or_are_asked_for(specs: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DOCKLINE_SPECS", str(specs))
    assert compile_tables.main([]) == 0
    monkeypatch.delenv("DOCKLINE_SPECS")
    with pytest.raises(SystemExit):
        compile_tables.main([])


# --- The real specs --------------------------------------------------------------------------------------------------


def raw_specs() -> Iterator[tuple[str, str]]:
    for file in sorted(SPECS.glob("*/v*.yaml*")):
        name = f"{file.parent.name}/{re.sub('.yaml(.gz)?$', '', file.name)}"
        data = file.read_bytes()
        yield name, (gzip.decompress(data) if file.suffix == ".gz" else data).decode()


def scan(text: str) -> set[tuple[str, str, str]]:
    """Iterates over every operation with its method and path. It scans the lines, unlike the compiler."""
    found, path, method = set(), "", ""
    for line in text[text.index("\npaths:") :].splitlines():
        if match := re.match(r"""\s+["']?(/[^"'\s]*)["']?:\s*$""", line):
            path = match[1]
        elif match := re.match(r"\s+(get|head|put|post|delete):\s*$", line):
            method = match[1].upper()
        elif match := re.match(r"""\s+operationId: ["']?(\w+)["']?\s*$""", line):
            found.add((match[1], method, path))
    return found


@needs_specs
def test_the_tables_are_what_the_compiler_gives() -> None:
    assert compile_tables.differences(compile_tables.compile_all(SPECS), compile_tables.TABLES) == {}


@needs_specs
def test_no_operation_of_a_spec_is_lost() -> None:
    corrected = {"/libpod/manifests": "/libpod/manifests/{name}"}
    total = 0
    for name, text in raw_specs():
        table = json.loads((compile_tables.TABLES / f"{name}.json").read_text())
        there = {
            (op, operation["method"], operation["path"])
            for operations in table["categories"].values()
            for op, operation in operations.items()
            if not operation.get("addition")
        }
        said = {(op, method, path.replace(":.*}", "}")) for op, method, path in scan(text)}
        assert there == {(op, method, corrected.get(path, path)) for op, method, path in said}, name
        total += len(said)
    assert total >= 17_000


@needs_specs
def test_no_summary_is_taken_from_a_spec() -> None:
    prose = "\n".join({" ".join(line.lower().split()) for _, text in raw_specs() for line in text.splitlines()})
    prose = re.sub(r"[.\"'`]+(?=\n|$)", "", prose)
    summaries = json.loads((compile_tables.TABLES / "summaries.json").read_text())
    taken = [
        text
        for text in set(summaries.values())
        if re.search(rf"(^|[:\"'. ]){re.escape(text.lower().removesuffix('.'))}$", prose, re.MULTILINE)
    ]
    assert taken == []
