"""The tables as they are shipped: their form, and the truth about what the specs have wrong."""

from __future__ import annotations

import json
import re
import runpy
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
TABLES = ROOT / "spec_tables"
REGISTRY = runpy.run_path(str(ROOT / "src/dockline/engines.py"))
ENGINES, version_key = REGISTRY["ENGINES"], REGISTRY["version_key"]

OPERATION_KEYS = {
    *("method", "path", "tag", "params", "produces", "responses"),
    *("path_version", "body", "upgrade", "stream", "single", "tty", "addition"),
}
PARAM_KEYS = {"name", "in", "type", "required", "default", "enum", "collectionFormat", "items", "slashes"}
PYTHON_TYPES = {"string": str, "boolean": bool, "integer": int, "number": (int, float), "array": list}
RAW, MULTIPLEXED = "application/vnd.docker.raw-stream", "application/vnd.docker.multiplexed-stream"


@cache
def load(name: str) -> dict[str, Any]:
    table: dict[str, Any] = json.loads((TABLES / f"{name}.json").read_text())
    return table


@cache
def names(engine: str, since: str = "v0", until: str = "v99") -> tuple[str, ...]:
    """The tables of an engine, oldest first."""
    versions = sorted((file.stem for file in (TABLES / engine).glob("*.json")), key=version_key)
    low, high = version_key(since), version_key(until)
    return tuple(f"{engine}/{version}" for version in versions if low <= version_key(version) <= high)


ALL = tuple(name for engine in ENGINES for name in names(engine))


@cache
def routes(name: str) -> dict[str, dict[str, Any]]:
    """The operations of a table by `METHOD /path`, the names of path parameters left out."""
    return {
        f"{operation['method']} {re.sub('{[^}]+}', '{}', operation['path'])}": {**operation, "op": op}
        for operations in load(name)["categories"].values()
        for op, operation in operations.items()
    }


def each(engine: str, *keys: str, since: str = "v0", until: str = "v99") -> Iterator[dict[str, Any]]:
    """The operations at these routes in every version; each route must be in one version at least."""
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


# --- Where a spec is wrong -------------------------------------------------------------------------------------------


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
            *("GET /libpod/containers/{}/top", "GET /libpod/pods/{}/top", "GET /libpod/pods/stats"),
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
    """Podman's specs say JSON for everything; only documents are."""
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
        ("podman", "GET /libpod/pods/stats", "v6.0.0", {"stream": False}),
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
        ("GET /libpod/pods/stats", "v5.8.2"),
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
        ("docker", "POST /exec/{}/start", {"body": "Tty"}),
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
        # Their routes are not greedy: a slash must be encoded.
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
    """Docker's application/tar up to 1.27 and Podman's plain/text since 5.3 are types of nothing."""
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
    assert all("changes" in [p["name"] for p in op["params"]] for op in each("podman", "POST /images/create"))
    commits = list(each("podman", "POST /commit"))
    assert commits
    assert all(op["body"] == {"required": True, "types": ["application/json"]} for op in commits)
