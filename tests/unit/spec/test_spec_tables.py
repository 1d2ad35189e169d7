"""The shipped tables: their form, and the corrections of errors in the specs."""

from __future__ import annotations

import json
import re
import runpy
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from dockline.request.encoding import ENCODERS

ROOT = Path(__file__).resolve().parents[3]
TABLES = ROOT / "spec_tables"
REGISTRY = runpy.run_path(str(ROOT / "src/dockline/spec/engines.py"))
ENGINES, version_key = REGISTRY["ENGINES"], REGISTRY["version_key"]

OPERATION_KEYS = {
    *("method", "path", "tag", "params", "produces", "responses"),
    *("path_version", "body", "upgrade", "stream", "single", "tty", "not_in_body", "addition"),
}
PARAM_KEYS = {
    *("name", "in", "type", "format", "required", "default", "enum", "collectionFormat", "items", "slashes"),
    *("read", "sent_as"),
}
PYTHON_TYPES = {"string": str, "boolean": bool, "integer": int, "number": (int, float), "array": list}
RAW, MULTIPLEXED = "application/vnd.docker.raw-stream", "application/vnd.docker.multiplexed-stream"


@cache
def load(name: str) -> dict[str, Any]:
    table: dict[str, Any] = json.loads((TABLES / f"{name}.json").read_text())
    return table


@cache
def names(engine: str, since: str = "v0", until: str = "v99") -> tuple[str, ...]:
    """Returns the names of an engine's tables, oldest first."""
    versions = sorted((file.stem for file in (TABLES / engine).glob("*.json")), key=version_key)
    low, high = version_key(since), version_key(until)
    return tuple(f"{engine}/{version}" for version in versions if low <= version_key(version) <= high)


ALL = tuple(name for engine in ENGINES for name in names(engine))


@cache
def routes(name: str) -> dict[str, dict[str, Any]]:
    """Returns the operations of a table by `METHOD /path`. The names of path parameters are left out."""
    return {
        f"{operation['method']} {re.sub('{[^}]+}', '{}', operation['path'])}": {**operation, "op": op}
        for operations in load(name)["categories"].values()
        for op, operation in operations.items()
    }


def each(engine: str, *keys: str, since: str = "v0", until: str = "v99") -> Iterator[dict[str, Any]]:
    """Iterates over the operations of these routes in every version. Each route must exist in at least one version."""
    for key in keys:
        found = [routes(name)[key] for name in names(engine, since, until) if key in routes(name)]
        assert found, f"no {engine} table has {key}"
        yield from found


def param(operation: dict[str, Any], name: str) -> dict[str, Any]:
    (found,) = (param for param in operation["params"] if param["name"] == name)
    return found


# --- Form ------------------------------------------------------------------------------------------------------------


def test_every_version_that_is_supported_has_a_table() -> None:
    assert len(names("docker")) == 31
    assert (names("docker")[0], names("docker")[-1]) == ("docker/v1.25", "docker/v1.55")
    assert len(names("podman")) == 81
    assert (names("podman")[0], names("podman")[-1]) == ("podman/v3.1.0", "podman/v6.0.0")


@pytest.mark.parametrize("name", ALL)
def test_a_table_keeps_its_form(name: str) -> None:
    table = load(name)
    assert list(table) == ["engine", "version", "categories"]
    assert f"{table['engine']}/{table['version']}" == name
    seen = set()
    for category, operations in table["categories"].items():
        for op, operation in operations.items():
            check_operation(op, operation)
            assert op not in seen, f"{op} occurs twice"
            seen.add(op)
            assert operation["path"].startswith(f"/{category}")
    assert (92 if table["engine"] == "docker" else 160) < len(seen) < 210


def check_operation(op: str, operation: dict[str, Any]) -> None:
    assert operation.keys() <= OPERATION_KEYS, op
    assert operation["method"] in {"GET", "HEAD", "POST", "PUT", "DELETE"}
    assert re.fullmatch(r"(/([\w.-]+|{\w+}))+", operation["path"]), op
    assert operation["responses"] == sorted(set(operation["responses"]))
    assert any(code == 101 or 200 <= code < 300 for code in operation["responses"]), f"{op} never succeeds"
    assert operation.get("upgrade") in {None, "tcp", "h2c", "websocket"}
    assert operation.get("stream") in {None, "frames", "documents", "tar", "raw"}
    assert "single" not in operation or operation["stream"] == "documents", op
    assert "tty" not in operation or operation["stream"] == "frames", op
    assert operation.get("addition", True) is True
    if "body" in operation:
        assert operation["body"].keys() == {"required", "types"}
        assert operation["body"]["types"], op
    in_path = [param["name"] for param in operation["params"] if param["in"] == "path"]
    assert sorted(in_path) == sorted(re.findall("{(.+?)}", operation["path"])), op
    for entry in operation["params"]:
        check_param(f"{op} {entry['name']}", entry)


def check_param(what: str, entry: dict[str, Any]) -> None:
    assert entry.keys() <= PARAM_KEYS, what
    assert entry["in"] in {"path", "query", "header"}
    assert entry.get("required", True) is True, what
    assert entry["in"] != "path" or entry["required"], what
    assert entry.get("slashes", True) is True
    assert "slashes" not in entry or entry["in"] == "path", what
    assert ("items" in entry) == ("collectionFormat" in entry) == (entry["type"] == "array"), what
    assert entry.get("format") in {None, "container", "date-time", "filters", "json", "unix-time"}, what
    assert "format" not in entry or entry["type"] == "string" or entry.get("items") == "string", what
    assert entry.get("read", False) is False, what
    default = entry.get("default")
    assert default is None or isinstance(default, PYTHON_TYPES[entry["type"]]), f"{what}: default {default!r}"
    assert isinstance(default, bool) == (entry["type"] == "boolean" and default is not None), what
    assert default is None or default in entry.get("enum", [default]), what


@pytest.mark.parametrize("name", ALL)
def test_an_operation_has_a_line(name: str) -> None:
    lines = (TABLES / f"{name}.json").read_text().splitlines()
    assert len(lines) == 1 + len(load(name)["categories"]) + len(routes(name))
    assert sum(line.startswith("    ") for line in lines) == len(routes(name))


def test_the_categories_of_a_namespace_have_its_name() -> None:
    assert {"containers", "images", "exec", "events", "info", "_ping"} <= load("docker/v1.41")["categories"].keys()
    podman = load("podman/v4.3.1")["categories"].keys()
    assert {"containers", "libpod/containers", "libpod/_ping", "_ping", "libpod/kube", "libpod/events"} <= podman
    assert "libpod" not in podman


# --- Summaries -------------------------------------------------------------------------------------------------------


def test_every_operation_has_one_summary_and_none_is_left_over() -> None:
    summaries = json.loads((TABLES / "summaries.json").read_text(), object_pairs_hook=list)
    assert [op for op, _ in summaries] == sorted({op["op"] for name in ALL for op in routes(name).values()})
    for op, text in summaries:
        assert re.fullmatch(r"[A-Z][^\n]{10,98}\.", text), op


# --- Errors of the specs ---------------------------------------------------------------------------------------------


def test_one_name_in_two_places_stays_two_parameters() -> None:
    for prefix, verb in (("", "rename"), ("/libpod", "rename"), ("/libpod", "restore")):
        for operation in each("podman", f"POST {prefix}/containers/{{}}/{verb}"):
            places = sorted(param["in"] for param in operation["params"] if param["name"] == "name")
            assert places == ["path", "query"]


def test_arrays_repeat_their_key() -> None:
    arrays = [p for name in ALL for op in routes(name).values() for p in op["params"] if p["type"] == "array"]
    assert {(p["collectionFormat"], p["items"]) for p in arrays} == {("multi", "string")}
    assert {"names", "changes", "platforms", "type", "t"} <= {p["name"] for p in arrays}


@pytest.mark.parametrize(
    ("engine_name", "route", "name", "since"),
    [
        ("docker", "POST /build", "t", "v0"),
        ("podman", "POST /build", "t", "v0"),
        ("podman", "POST /libpod/build", "t", "v0"),
        ("podman", "POST /libpod/local/build", "t", "v0"),
        ("podman", "GET /images/get", "names", "v0"),
        ("podman", "POST /build", "platform", "v3.3.0"),
        ("podman", "POST /libpod/build", "platform", "v3.3.0"),
        ("podman", "POST /libpod/manifests/{}", "images", "v4.0.0"),
        ("docker", "POST /commit", "changes", "v0"),
        ("docker", "POST /images/create", "changes", "v0"),
        ("docker", "POST /build", "extrahosts", "v1.28"),
        ("podman", "POST /commit", "changes", "v4.0.0"),
        ("podman", "POST /images/create", "changes", "v0"),
        ("podman", "GET /containers/{}/top", "ps_args", "v4.8.0"),
    ],
)
def test_a_parameter_that_repeats_is_an_array(engine_name: str, route: str, name: str, since: str) -> None:
    for operation in each(engine_name, route, since=since):
        assert (param(operation, name)["type"], param(operation, name).get("default")) == ("array", None)


def test_times_are_strings() -> None:
    times = [
        (name, op["op"], p)
        for name in ALL
        for op in routes(name).values()
        for p in op["params"]
        if p["name"] in {"since", "until"}
    ]
    assert {p["type"] for _, _, p in times} == {"string"}
    assert {op for name, op, _ in times if name == "docker/v1.41"} == {
        *("ContainerLogs", "ServiceLogs", "TaskLogs", "SystemEvents"),
    }


def test_a_format_is_of_strings_and_there_is_an_encoder_for_it() -> None:
    formats = {
        (p["format"], p["type"]) for name in ALL for op in routes(name).values() for p in op["params"] if "format" in p
    }
    assert (
        {name for name, _ in formats} == {"container", "date-time", "filters", "json", "unix-time"} <= ENCODERS.keys()
    )
    assert {(name, kind) for name, kind in formats if kind != "string"} == {("json", "array")}


def test_what_is_not_in_a_body_is_a_parameter() -> None:
    for name in ALL:
        for op in routes(name).values():
            assert set(op.get("not_in_body", ())) <= {p["name"] for p in op["params"]}, op["op"]
            assert "body" in op or "not_in_body" not in op


def test_podmans_create_takes_no_name_from_its_body() -> None:
    for operation in each("podman", "POST /containers/create"):
        assert "name" in operation["not_in_body"]


def test_logs_do_not_upgrade() -> None:
    for operation in each("docker", *(f"GET /{kind}/{{}}/logs" for kind in ("containers", "services", "tasks"))):
        assert "upgrade" not in operation
        assert 101 not in operation["responses"]
        assert 200 in operation["responses"]


@pytest.mark.parametrize(("engine_name", "prefix"), [("docker", ""), ("podman", ""), ("podman", "/libpod")])
def test_attach_and_exec_start_hijack(engine_name: str, prefix: str) -> None:
    for operation in each(engine_name, f"POST {prefix}/containers/{{}}/attach", f"POST {prefix}/exec/{{}}/start"):
        assert operation["upgrade"] == "tcp"
        assert operation["stream"] == "frames"
        assert {101, 200} <= set(operation["responses"])
        assert operation["produces"][0] == RAW


def test_only_what_hijacks_upgrades() -> None:
    upgrades = {(route, op["upgrade"]) for name in ALL for route, op in routes(name).items() if "upgrade" in op}
    assert upgrades == {
        ("POST /containers/{}/attach", "tcp"),
        ("POST /exec/{}/start", "tcp"),
        ("POST /libpod/containers/{}/attach", "tcp"),
        ("POST /libpod/exec/{}/start", "tcp"),
        ("GET /containers/{}/attach/ws", "websocket"),
        ("POST /session", "h2c"),
        ("POST /grpc", "h2c"),
    }


STREAMS = {
    "docker": {
        "frames": {
            *("GET /containers/{}/logs", "GET /services/{}/logs", "GET /tasks/{}/logs"),
            *("POST /containers/{}/attach", "POST /exec/{}/start"),
        },
        "documents": {
            *("POST /build", "POST /images/create", "POST /images/load", "POST /images/{}/push"),
            *("POST /plugins/pull", "POST /plugins/{}/push", "POST /plugins/{}/upgrade"),
            *("GET /events", "GET /containers/{}/stats"),
        },
        "tar": {
            *("GET /containers/{}/archive", "GET /containers/{}/export", "GET /images/get", "GET /images/{}/get"),
        },
    },
    "podman": {
        "frames": {
            *("GET /containers/{}/logs", "POST /containers/{}/attach", "POST /exec/{}/start"),
            *("GET /libpod/containers/{}/logs", "POST /libpod/containers/{}/attach", "POST /libpod/exec/{}/start"),
        },
        "documents": {
            *("POST /build", "POST /images/create", "POST /images/load", "POST /images/{}/push"),
            *("GET /events", "GET /containers/{}/stats"),
            *("POST /libpod/build", "POST /libpod/images/pull", "POST /libpod/images/{}/push"),
            *("POST /libpod/manifests/{}/registry/{}", "POST /libpod/local/build"),
            *("GET /libpod/events", "GET /libpod/containers/stats", "GET /libpod/containers/{}/stats"),
            *("GET /containers/{}/top", "GET /libpod/containers/{}/top", "GET /libpod/pods/{}/top"),
            "GET /libpod/pods/stats",
        },
        "tar": {
            *("GET /containers/{}/archive", "GET /containers/{}/export", "GET /images/get", "GET /images/{}/get"),
            *("GET /libpod/containers/{}/archive", "GET /libpod/containers/{}/export"),
            *("GET /libpod/images/{}/get", "GET /libpod/images/export"),
            *("GET /libpod/artifacts/{}/extract", "GET /libpod/volumes/{}/export"),
        },
    },
}


@pytest.mark.parametrize("engine_name", STREAMS)
def test_what_streams(engine_name: str) -> None:
    found: dict[str, set[str]] = {}
    for name in names(engine_name):
        for route, operation in routes(name).items():
            if "stream" in operation:
                found.setdefault(operation["stream"], set()).add(route)
    assert found == STREAMS[engine_name]


@pytest.mark.parametrize("engine_name", STREAMS)
def test_a_stream_does_not_claim_to_be_json(engine_name: str) -> None:
    """Podman's specs say JSON for every stream. Only streams of documents are JSON."""
    for name in names(engine_name):
        for operation in routes(name).values():
            if "stream" in operation:
                json_like = {kind for kind in operation["produces"] if "json" in kind}
                assert bool(json_like) == (operation["stream"] == "documents"), (name, operation["op"])


def test_the_multiplexed_type_comes_with_its_version() -> None:
    for engine, version in (("docker", "v1.42"), ("podman", "v4.7.0")):
        for name in names(engine):
            produces = routes(name)["POST /containers/{}/attach"]["produces"]
            assert (MULTIPLEXED in produces) == (version_key(name.split("/")[1]) >= version_key(version)), name


@pytest.mark.parametrize(
    ("engine_name", "route", "since", "single"),
    [
        ("docker", "GET /containers/{}/stats", "v0", {"stream": False}),
        ("podman", "GET /containers/{}/stats", "v0", {"stream": False}),
        ("podman", "GET /libpod/containers/stats", "v0", {"stream": False}),
        ("podman", "GET /libpod/containers/{}/top", "v4.0.0", {"stream": False}),
        ("podman", "GET /libpod/pods/{}/top", "v4.0.0", {"stream": False}),
        ("podman", "GET /containers/{}/top", "v4.0.0", {"stream": False}),
        ("podman", "GET /libpod/pods/stats", "v4.2.0", {"stream": False}),
        ("podman", "POST /libpod/images/pull", "v4.0.0", {"quiet": True}),
        ("podman", "POST /libpod/images/{}/push", "v4.2.0", {"quiet": True}),
        ("podman", "POST /libpod/manifests/{}/registry/{}", "v4.3.0", {"quiet": True}),
    ],
)
def test_one_document_instead_of_a_sequence(engine_name: str, route: str, since: str, single: dict[str, bool]) -> None:
    for operation in each(engine_name, route, since=since):
        assert operation["single"] == single
        (name,) = single
        assert isinstance(param(operation, name)["default"], bool)


def test_what_did_not_stream_in_older_versions() -> None:
    for route, until in (
        ("GET /libpod/containers/{}/top", "v3.4.7"),
        ("GET /containers/{}/top", "v3.4.7"),
        ("GET /libpod/pods/stats", "v4.1.1"),
        ("POST /libpod/images/{}/push", "v4.1.1"),
        ("POST /libpod/manifests/{}/registry/{}", "v4.2.1"),
    ):
        assert not any("stream" in operation for operation in each("podman", route, until=until))


@pytest.mark.parametrize("engine_name", STREAMS)
def test_wait_events_and_disk_usage(engine_name: str) -> None:
    assert not any("stream" in op for op in each(engine_name, "POST /containers/{}/wait", "GET /system/df"))
    assert not any("single" in op for op in each(engine_name, "GET /events"))


@pytest.mark.parametrize(
    ("engine_name", "route", "tty"),
    [
        ("docker", "GET /containers/{}/logs", {"path": "/containers/{id}/json", "field": ["Config", "Tty"]}),
        ("docker", "POST /containers/{}/attach", {"path": "/containers/{id}/json", "field": ["Config", "Tty"]}),
        (
            "docker",
            "POST /exec/{}/start",
            {"body": "Tty", "path": "/exec/{id}/json", "field": ["ProcessConfig", "tty"]},
        ),
        (
            "docker",
            "GET /services/{}/logs",
            {"path": "/services/{id}", "field": ["Spec", "TaskTemplate", "ContainerSpec", "TTY"]},
        ),
        ("docker", "GET /tasks/{}/logs", {"path": "/tasks/{id}", "field": ["Spec", "ContainerSpec", "TTY"]}),
        ("podman", "GET /containers/{}/logs", {"path": "/containers/{name}/json", "field": ["Config", "Tty"]}),
        ("podman", "POST /containers/{}/attach", {"path": "/containers/{name}/json", "field": ["Config", "Tty"]}),
        ("podman", "POST /exec/{}/start", {"path": "/exec/{id}/json", "field": ["ProcessConfig", "tty"]}),
        (
            "podman",
            "POST /libpod/containers/{}/attach",
            {"path": "/libpod/containers/{name}/json", "field": ["Config", "Tty"]},
        ),
        ("podman", "POST /libpod/exec/{}/start", {"path": "/libpod/exec/{id}/json", "field": ["ProcessConfig", "tty"]}),
        ("podman", "GET /libpod/containers/{}/logs", None),
    ],
)
def test_how_to_tell_a_tty(engine_name: str, route: str, tty: dict[str, Any] | None) -> None:
    for operation in each(engine_name, route):
        assert operation.get("tty") == tty
        assert operation["stream"] == "frames"


@pytest.mark.parametrize("name", ALL)
def test_a_tty_is_asked_at_an_operation_with_the_same_parameters(name: str) -> None:
    paths = {operation["path"] for operation in routes(name).values() if operation["method"] == "GET"}
    asked = [op["tty"]["path"] for op in routes(name).values() if "path" in op.get("tty", {})]
    assert asked
    assert set(asked) <= paths


# --- Additions -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", names("podman"))
def test_what_podman_serves_and_its_specs_forgot(name: str) -> None:
    there = routes(name)
    assert there["GET /_ping"]["op"] in {"SystemPing", "CompatSystemPing"}
    assert there["HEAD /_ping"]["op"] == "SystemPingHead"
    assert there["HEAD /libpod/_ping"]["op"] == "SystemPingHeadLibpod"
    assert there["HEAD /containers/{}/archive"]["op"] == "ContainerArchiveInfo"
    assert there["HEAD /libpod/containers/{}/archive"]["op"] == "ContainerArchiveInfoLibpod"
    assert "stream" not in there["HEAD /containers/{}/archive"]
    assert [p["name"] for p in there["HEAD /containers/{}/archive"]["params"]] == ["name", "path"]
    changes = there["GET /containers/{}/changes"]
    assert changes["op"] in {"ContainerChanges", "CompatContainerChanges"}
    assert ("addition" in changes) == (name != "podman/v6.0.0")
    added = {operation["op"] for operation in there.values() if "addition" in operation}
    known = {op["op"] for op in there.values() if "addition" not in op}
    assert len(added) >= 5
    assert not added & known


def test_the_kube_paths_have_aliases() -> None:
    aliases = {
        "POST /libpod/kube/play": "POST /libpod/play/kube",
        "DELETE /libpod/kube/play": "DELETE /libpod/play/kube",
        "GET /libpod/kube/generate": "GET /libpod/generate/kube",
    }
    for alias, original in aliases.items():
        for name in names("podman", since="v4.3.0"):
            assert routes(name)[alias]["addition"]
            for key in ("params", "body", "produces"):
                assert routes(name)[alias].get(key) == routes(name)[original].get(key)
        assert not any(alias in routes(name) for name in names("podman", until="v4.2.1"))


# --- Paths -----------------------------------------------------------------------------------------------------------


def test_manifests_are_created_at_their_name() -> None:
    for operation in each("podman", "POST /libpod/manifests/{}", since="v4.0.0"):
        assert [p["name"] for p in operation["params"] if p["in"] == "path"] == ["name"]
    assert not any("POST /libpod/manifests" in routes(name) for name in names("podman"))


def test_a_manifest_may_begin_without_images() -> None:
    for operation in each("podman", "POST /libpod/manifests/{}", since="v4.0.0"):
        assert "required" not in param(operation, "images")


def test_manifest_operations_of_podman_3_name_the_version_to_write() -> None:
    for operation in each("podman", "POST /libpod/manifests/{}/add", "POST /libpod/manifests/{}/push", since="v4.0.0"):
        assert operation["path_version"] == "v3.4.7"
    for operation in each("podman", "POST /libpod/manifests/{}/add", until="v3.4.7"):
        assert "path_version" not in operation


def test_greedy_templates_are_plain() -> None:
    for name in names("podman", until="v3.1.2"):
        for route in (
            "GET /images/{}/json",
            "GET /libpod/containers/{}/healthcheck",
            "GET /libpod/generate/{}/systemd",
        ):
            assert [p["name"] for p in routes(name)[route]["params"] if p["in"] == "path"] == ["name"]


@pytest.mark.parametrize(
    ("engine_name", "route", "keep"),
    [
        ("docker", "GET /images/{}/json", {"name"}),
        ("docker", "DELETE /images/{}", {"name"}),
        ("docker", "POST /plugins/{}/enable", {"name"}),
        ("docker", "GET /distribution/{}/json", {"name"}),
        ("docker", "GET /containers/{}/json", set()),
        ("docker", "GET /volumes/{}", set()),
        ("podman", "POST /images/{}/tag", {"name"}),
        ("podman", "GET /libpod/images/{}/exists", {"name"}),
        ("podman", "POST /libpod/images/scp/{}", {"name"}),
        ("podman", "GET /libpod/manifests/{}/json", {"name"}),
        ("podman", "POST /libpod/manifests/{}/registry/{}", {"name", "destination"}),
        ("podman", "GET /libpod/artifacts/{}/json", {"name"}),
        # The engine's routes match no slash here, so dockline must encode it.
        ("podman", "GET /libpod/images/{}/changes", set()),
        ("podman", "POST /libpod/manifests/{}/push", set()),
        ("podman", "GET /libpod/containers/{}/json", set()),
    ],
)
def test_which_names_keep_their_slashes(engine_name: str, route: str, keep: set[str]) -> None:
    for operation in each(engine_name, route):
        assert {p["name"] for p in operation["params"] if p.get("slashes")} == keep


def test_the_name_of_a_manifest_that_may_exist_keeps_its_slashes_from_podman_4() -> None:
    for name in names("podman"):
        (found,) = (p for p in routes(name)["GET /libpod/manifests/{}/exists"]["params"] if p["in"] == "path")
        assert ("slashes" in found) == (version_key(name.split("/")[1]) >= (4,))


def test_names_stay_as_each_version_writes_them() -> None:
    assert param(routes("podman/v5.8.2")["POST /libpod/containers/{}/stop"], "Ignore")["type"] == "boolean"
    assert param(routes("podman/v6.0.0")["POST /libpod/containers/{}/stop"], "ignore")["type"] == "boolean"
    assert param(routes("docker/v1.41")["GET /containers/{}/stats"], "one-shot")["type"] == "boolean"
    assert param(routes("podman/v4.3.1")["POST /libpod/containers/{}/restore"], "import")["type"] == "boolean"
    for route, name in (("POST /images/create", "X-Registry-Auth"), ("POST /build", "X-Registry-Config")):
        for engine in ENGINES:
            assert param(routes(names(engine)[-1])[route], name)["in"] == "header"


# --- Bodies and responses --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("engine_name", "route", "first"),
    [
        ("docker", "POST /build", "application/x-tar"),
        ("docker", "POST /images/create", "application/x-tar"),
        ("docker", "POST /images/load", "application/x-tar"),
        ("docker", "PUT /containers/{}/archive", "application/x-tar"),
        ("docker", "POST /plugins/create", "application/x-tar"),
        ("docker", "POST /networks/{}/connect", "application/json"),
        ("docker", "POST /containers/create", "application/json"),
        ("podman", "POST /build", "application/x-tar"),
        ("podman", "POST /libpod/build", "application/x-tar"),
        ("podman", "POST /images/create", "application/x-tar"),
        ("podman", "POST /images/load", "application/x-tar"),
        ("podman", "POST /libpod/images/load", "application/x-tar"),
        ("podman", "POST /libpod/images/import", "application/x-tar"),
        ("podman", "PUT /containers/{}/archive", "application/x-tar"),
        ("podman", "PUT /libpod/containers/{}/archive", "application/x-tar"),
        ("podman", "POST /libpod/volumes/{}/import", "application/x-tar"),
        ("podman", "POST /libpod/quadlets", "application/x-tar"),
        ("podman", "POST /libpod/artifacts/add", "application/octet-stream"),
        ("podman", "POST /libpod/containers/{}/restore", "application/octet-stream"),
        ("podman", "POST /libpod/secrets/create", "application/octet-stream"),
        ("podman", "POST /libpod/play/kube", "application/yaml"),
        ("podman", "DELETE /libpod/play/kube", "application/yaml"),
        ("podman", "POST /libpod/kube/apply", "application/yaml"),
        ("podman", "POST /containers/create", "application/json"),
        ("podman", "POST /libpod/pods/create", "application/json"),
    ],
)
def test_the_media_type_of_a_body(engine_name: str, route: str, first: str) -> None:
    for operation in each(engine_name, route):
        assert operation["body"]["types"][0] == first


def test_the_header_of_a_body_fits_its_types() -> None:
    """Docker's application/tar up to 1.27 and Podman's plain/text since 5.3 are media types of no body."""
    headers = [
        (name, operation, p)
        for name in ALL
        for operation in routes(name).values()
        for p in operation["params"]
        if p["name"].lower() == "content-type"
    ]
    assert len(headers) > 100
    for name, operation, header in headers:
        assert set(header["enum"]) <= set(operation["body"]["types"]), (name, operation["op"])


def test_a_body_may_be_a_form() -> None:
    for route, since in (
        ("POST /libpod/build", "v5.6.0"),
        ("POST /libpod/quadlets", "v5.8.0"),
        ("PUT /libpod/manifests/{}", "v5.0.0"),
    ):
        for name in names("podman"):
            form = "multipart/form-data" in routes(name).get(route, {}).get("body", {}).get("types", [])
            assert form == (version_key(name.split("/")[1]) >= version_key(since)), (name, route)


@pytest.mark.parametrize(
    ("route", "produces"),
    [
        ("HEAD /containers/{}/archive", []),
        ("HEAD /libpod/containers/{}/archive", []),
        ("GET /libpod/containers/{}/archive", ["application/x-tar"]),
        ("GET /libpod/containers/{}/export", ["application/octet"]),
        ("POST /libpod/containers/{}/checkpoint", ["application/json", "application/octet"]),
        ("GET /libpod/generate/kube", ["text/vnd.yaml"]),
        ("GET /libpod/kube/generate", ["text/vnd.yaml"]),
    ],
)
def test_what_podman_answers_with(route: str, produces: list[str]) -> None:
    assert all(operation["produces"] == produces for operation in each("podman", route))


def test_how_an_update_and_plugins_succeed() -> None:
    assert all(201 in op["responses"] for op in each("podman", "POST /libpod/containers/{}/update"))
    for operation in each("docker", "POST /plugins/pull", "POST /plugins/{}/upgrade"):
        assert {200, 204} & set(operation["responses"]) == {200}


def test_the_parameters_and_the_body_that_podmans_specs_forgot() -> None:
    assert all("X-Registry-Config" in [p["name"] for p in op["params"]] for op in each("podman", "POST /libpod/build"))
    for operation in each("podman", "POST /commit", until="v4.9.2"):
        assert operation["body"] == {"required": True, "types": ["application/json"]}
    for operation in each("podman", "POST /commit", "POST /libpod/commit", since="v4.9.3"):
        assert operation["body"] == {"required": False, "types": ["application/json"]}


# --- Parameters ------------------------------------------------------------------------------------------------------

FORGOTTEN = [
    ("docker", "GET /containers/{}/logs", "v0", "details boolean"),
    ("docker", "GET /distribution/{}/json", "v0", "X-Registry-Auth string"),
    ("docker", "GET /images/search", "v0", "X-Registry-Auth string"),
    ("docker", "GET /plugins/privileges", "v0", "X-Registry-Auth string"),
    ("docker", "POST /plugins/{}/push", "v0", "X-Registry-Auth string"),
    ("docker", "POST /containers/{}/start", "v0", "checkpoint string, checkpoint-dir string"),
    ("docker", "POST /build", "v0", "cpusetmems string, isolation string, ulimits json, cgroupparent string"),
    ("docker", "POST /build", "v1.31", "session string"),
    ("docker", "POST /build", "v1.38", "buildid string"),
    ("docker", "POST /session", "v0", "X-Docker-Expose-Session-Uuid string, X-Docker-Expose-Session-Grpc-Method array"),
    ("podman", "POST /libpod/manifests/{}/registry/{}", "v4.0.0", "X-Registry-Auth string"),
    ("podman", "POST /libpod/manifests/{}/registry/{}", "v4.6.0", "format string, compressionLevel integer"),
    ("podman", "PUT /libpod/manifests/{}", "v4.1.0", "X-Registry-Auth string"),
    ("podman", "POST /libpod/kube/play", "v4.3.0", "X-Registry-Auth string, annotations json, noHosts boolean"),
    ("podman", "POST /libpod/play/kube", "v5.7.0", "noHostname boolean, noPodPrefix boolean, publishPorts array"),
    ("podman", "GET /libpod/images/search", "v0", "X-Registry-Auth string"),
    ("podman", "POST /libpod/system/prune", "v0", "all boolean, volumes boolean, filters filters"),
    ("podman", "PUT /libpod/containers/{}/archive", "v4.0.0", "rename json, copyUIDGID boolean"),
    ("podman", "GET /events", "v0", "stream boolean"),
    ("podman", "GET /containers/{}/top", "v4.0.0", "stream boolean, delay integer"),
    ("podman", "POST /libpod/images/pull", "v5.0.0", "retry integer, retrydelay string"),
    ("podman", "POST /libpod/containers/{}/checkpoint", "v4.1.0", "createImage string"),
    ("podman", "POST /libpod/containers/{}/restore", "v4.0.0", "publishPorts string"),
    ("podman", "POST /libpod/images/import", "v4.1.0", "OS string, Architecture string, Variant string"),
    ("podman", "GET /libpod/containers/{}/exists", "v0", "external boolean"),
    ("podman", "GET /secrets/{}", "v4.7.0", "showsecret boolean"),
    ("podman", "POST /containers/create", "v4.6.0", "platform string"),
    ("podman", "POST /libpod/manifests/{}", "v5.0.0", "annotation array, annotations json"),
    ("podman", "GET /libpod/containers/json", "v0", "last integer, external boolean"),
    ("podman", "POST /libpod/containers/{}/resize", "v0", "running boolean"),
    ("podman", "DELETE /libpod/pods/{}", "v4.0.0", "timeout integer"),
    ("podman", "GET /libpod/generate/{}/systemd", "v4.0.0", "templateUnitFile boolean"),
    ("podman", "POST /libpod/secrets/create", "v4.7.0", "replace boolean, driveropts json"),
    ("podman", "DELETE /libpod/images/{}", "v4.2.0", "lookupManifest boolean"),
    ("podman", "POST /libpod/commit", "v4.1.0", "squash boolean"),
    ("podman", "POST /libpod/images/{}/push", "v0", "all boolean, format string"),
    ("podman", "POST /libpod/build", "v4.3.0", "outputformat string, secrets json, seccomp string, from string"),
    ("podman", "POST /libpod/local/build", "v5.7.0", "pullpolicy string, ulimits json, retry integer"),
    ("podman", "POST /build", "v4.4.0", "cacheto json, dnsservers json, devices json, annotations json"),
]


@pytest.mark.parametrize(("engine_name", "route", "since", "forgotten"), FORGOTTEN)
def test_what_is_read_and_no_spec_says(engine_name: str, route: str, since: str, forgotten: str) -> None:
    for operation in each(engine_name, route, since=since):
        for name, kind in (pair.split() for pair in forgotten.split(", ")):
            entry = param(operation, name)
            assert entry.get("format", entry["type"]) == kind, (operation["op"], name)
            assert entry["in"] == ("header" if name.startswith("X-") else "query")
            assert "read" not in entry


def test_what_one_api_alone_reads_stays_out_of_the_other() -> None:
    """One handler serves both APIs and decodes the parameter for both."""
    for route, name in (
        ("POST /libpod/containers/{}/stop", "t"),
        ("POST /containers/{}/restart", "timeout"),
        ("POST /build", "seccomp"),
        ("POST /build", "outputformat"),
        ("POST /libpod/build", "securityopt"),
        ("GET /libpod/images/json", "filter"),
        ("GET /containers/{}/archive", "rename"),
    ):
        assert not any(name in [p["name"] for p in op["params"]] for op in each("podman", route)), route


def test_names_that_clients_send_and_no_engine_reads_stay_out() -> None:
    every = {p["name"] for name in ALL for op in routes(name).values() for p in op["params"]}
    assert not every & {"trunc_cmd", "only_ids", "username", "password"}


@pytest.mark.parametrize(
    ("route", "name", "until"),
    [
        ("POST /build", "outputs", "v99"),
        ("POST /libpod/build", "outputs", "v99"),
        ("POST /build", "remote", "v99"),
        ("POST /libpod/build", "remote", "v4.1.1"),
        ("GET /containers/json", "external", "v99"),
        ("PUT /libpod/containers/{}/archive", "pause", "v99"),
        ("GET /libpod/containers/{}/archive", "rename", "v99"),
        ("POST /libpod/containers/{}/checkpoint", "ignoreVolumes", "v99"),
    ],
)
def test_what_no_handler_reads(route: str, name: str, until: str) -> None:
    entries = [p for op in each("podman", route, until=until) for p in op["params"] if p["name"] == name]
    assert entries
    assert all(entry["read"] is False for entry in entries)


def test_what_is_read_by_another_name() -> None:
    for route, name, sent_as, until in (
        ("DELETE /libpod/containers/{}", "v", "volumes", "v99"),
        ("POST /libpod/containers/{}/restart", "t", "timeout", "v99"),
        ("GET /libpod/generate/{}/systemd", "time", "stopTimeout", "v3.4.7"),
    ):
        for operation in each("podman", route, until=until):
            assert param(operation, name)["sent_as"] == sent_as
            assert param(operation, sent_as)["type"] == param(operation, name)["type"]


def test_which_strings_hold_json() -> None:
    def how(name: str, route: str, parameter: str) -> str | None:
        return param(routes(name)[route], parameter).get("format")

    every = [p for name in ALL for op in routes(name).values() for p in op["params"] if p["name"] == "filters"]
    assert {p.get("format") for p in every} == {"filters"}
    for parameter in ("buildargs", "labels", "cachefrom", "outputs"):
        assert how("docker/v1.41", "POST /build", parameter) == "json"
    assert how("podman/v4.3.1", "POST /build", "cachefrom") is None
    assert how("podman/v5.8.2", "POST /build", "cachefrom") == "json"
    assert how("podman/v4.3.1", "POST /build", "extrahosts") == "json"
    assert how("docker/v1.51", "POST /build", "platform") is None
    assert how("docker/v1.51", "GET /images/{}/json", "platform") == "json"
    assert how("docker/v1.55", "GET /images/get", "platform") == "json"
    assert how("docker/v1.51", "DELETE /images/{}", "platforms") == "json"
    assert how("docker/v1.51", "POST /images/create", "platform") is None


def test_what_docker_serves_and_its_specs_forgot() -> None:
    for operation in each("docker", "GET /containers/{}/checkpoints", "DELETE /containers/{}/checkpoints/{}"):
        assert param(operation, "dir")["type"] == "string"
        assert "body" not in operation
    for operation in each("docker", "POST /containers/{}/checkpoints"):
        assert operation["body"] == {"required": True, "types": ["application/json"]}
        assert 201 in operation["responses"]
    for operation in each("docker", "POST /build/cancel"):
        assert param(operation, "id")["required"] is True
        assert [p["name"] for p in operation["params"]] == ["id"]
    assert not any("POST /build/cancel" in routes(name) for name in names("docker", until="v1.37"))


def test_an_exec_of_podman_can_be_removed() -> None:
    for name in names("podman"):
        there = "POST /libpod/exec/{}/remove" in routes(name)
        assert there == (version_key(name.split("/")[1]) >= version_key("v4.8.0"))
    for operation in each("podman", "POST /libpod/exec/{}/remove"):
        assert operation["body"] == {"required": True, "types": ["application/json"]}
