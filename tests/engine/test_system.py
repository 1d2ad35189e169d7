"""The engine itself, the tables compared with the engine, and requests for any path."""

from __future__ import annotations

import shutil
import tarfile
from collections.abc import Iterator

import pytest
from support.waiting import PATIENCE

import dockline
from dockline.errors import InvalidParameter, NotFound

NOBODY = "dockline-nobody"
# The engines' answers for a path that they do not have: Docker, Podman.
NO_SUCH_PATH = ({"message": "page not found"}, "Not Found\n", "Method Not Allowed\n")
NEED_A_SWARM = {
    *("NodeList", "SwarmInspect", "SwarmUnlockkey", "ServiceList"),
    *("TaskList", "SecretList", "ConfigList"),
}
NEED_SYSTEMD = {"QuadletListLibpod"}


@pytest.mark.every_endpoint
def test_ping(engine, native):
    ping = native("_ping")
    get, head = engine.client("_ping").ops()
    response = ping(get, as_="response")
    assert (response.status, response.reason, response.body) == (200, "OK", "OK")
    field = "Api-Version" if engine.name == "docker" else "Libpod-Api-Version"
    assert f"v{response.headers[field]}" >= engine.version
    assert response.headers[field.lower()] == response.headers[field.upper()]
    assert ping(get) == "OK"
    response = ping(head, as_="response")
    assert (response.status, response.body) == (200, None)
    assert response.headers[field]
    assert ping(head) is None
    with ping(get, as_="stream") as stream:
        assert stream.read() == b"OK"


def test_version(api, category):
    version = category("version")("SystemVersion")
    assert version["Version"]
    assert version["Os"] == "linux"
    components = [component["Name"] for component in version["Components"]]
    assert any("Engine" in component for component in components)


@pytest.mark.every_endpoint
def test_info(api, category):
    info = category("info")("SystemInfo")
    if api.libpod:
        assert set(info) >= {"host", "store", "version"}
        assert info["version"]["Version"]
    else:
        assert info["OSType"] == "linux"
        assert info["NCPU"] >= 1


def test_data_usage(category, engine):
    usage = category("system")("SystemDataUsage")
    assert {"Images", "Containers", "Volumes"} <= set(usage)
    image = engine.request("GET", f"/images/{engine.image}/json")["Id"].removeprefix("sha256:")
    assert any(image in (known.get("Id") or known["ImageID"]) for known in usage["Images"])


@pytest.mark.engine("podman")
def test_system_operations_of_podman(engine):
    """Checks that the operations of prunes exist. It runs none, because others may use the engine."""
    assert "SystemPruneLibpod" in engine.client("libpod/system").ops()


OF_THE_INTERNET = {"ImageSearch", "ImageSearchLibpod", "DistributionInspect", "GetPluginPrivileges"}
ENDLESS = {"SystemEvents", "SystemEventsLibpod", "ContainersStatsAllLibpod"}
NEEDS_AN_OPTION = {"ImageExportLibpod": 400}


def questions(engine, *, about_something: bool) -> Iterator[tuple]:
    """Returns every operation that only reads, in every category, as `(client, operation, parameters)`."""
    for category in dockline.categories(engine.name, engine.version):
        client = engine.client(category)
        for op in client.ops():
            doc = client.doc(op)
            required = {param["name"]: param["type"] for param in doc["params"] if param["required"]}
            if doc["method"] in ("GET", "HEAD") and op not in OF_THE_INTERNET and bool(required) == about_something:
                yield client, op, {name: [NOBODY] if kind == "array" else NOBODY for name, kind in required.items()}


def test_every_list(engine):
    """Every list and every state is where the table says, and can be read."""
    asked = []
    for client, op, params in questions(engine, about_something=False):
        if op in ENDLESS:
            with client.invoke(op, as_="stream") as stream:
                status = stream.status
        else:
            status = client.invoke(op, params=params, as_="response").status
        expected = {NEEDS_AN_OPTION.get(op, 200)}
        expected |= ({503} if op in NEED_A_SWARM else set()) | ({500} if op in NEED_SYSTEMD else set())
        asked.append((client.category, op, status in expected, status))
    assert [each for each in asked if not each[2]] == []
    assert len(asked) >= 15


def test_every_question_about_nobody(engine):
    """The engine says that the object does not exist. It does not say that the path does not exist."""
    asked = []
    for client, op, params in questions(engine, about_something=True):
        response = client.invoke(op, params=params, as_="response")
        assert 400 <= response.status <= 503, (client.category, op, response)
        asked.append((client.category, op, response.body in NO_SUCH_PATH, response.status))
    assert [each for each in asked if each[2]] == []
    assert len(asked) >= 20


def test_no_such_path(engine):
    """Checks the assumption of `test_every_question_about_nobody`."""
    path = "/nothing/here" if engine.name == "docker" else f"/{engine.version}/nothing/here"
    response = engine.dockline.request(engine.conn, path=path, as_="response")
    assert response.status == 404
    assert response.body in NO_SUCH_PATH


def test_ops_and_docs(engine):
    """The description of an operation is enough to call it. It links to the engine's documentation."""
    for category in dockline.categories(engine.name, engine.version):
        client = engine.client(category)
        assert client.ops()
        for op in client.ops():
            doc = client.doc(op)
            assert set(doc) == {"summary", "doc_url", "method", "path", "params", "body", "produces"}
            assert doc["path"].strip("/").startswith(category)
            assert engine.version in doc["doc_url"]
            assert op in doc["doc_url"]
            assert doc["summary"]
            for param in doc["params"]:
                assert {"name", "in", "type", "required"} <= set(param)


# Requests for any path


@pytest.fixture
def conn(engine) -> dict[str, object]:
    return {**engine.conn, "call_timeout": PATIENCE}


@pytest.mark.every_endpoint
def test_request(conn, engine, container):
    """The same pipeline: a list that repeats a name, a mapping as JSON, every kind of result."""
    target = container("echo", "hello", Labels={"of": "dockline"})
    query = {"all": True, "limit": 5, "filters": {"name": [target], "label": ["of=dockline"]}}
    (listed,) = engine.dockline.request(conn, path="/containers/json", query=query)
    assert listed["Names"] == [f"/{target}"]
    response = engine.dockline.request(conn, path=f"/containers/{target}/json", as_="response")
    assert (response.status, response.body["Id"]) == (200, listed["Id"])
    with engine.dockline.request(conn, path=f"/containers/{target}/json", as_="stream") as stream:
        (document,) = stream.documents()
    assert document["Id"] == listed["Id"]


def test_request_with_a_body(engine, conn, name):
    made = engine.dockline.request(conn, method="POST", path="/volumes/create", body={"Name": name}, as_="response")
    assert (made.status, made.body["Name"]) == (201, name)
    as_bytes = b'{"Name": "%s-2"}' % name.encode()
    headers = {"Content-Type": "application/json"}
    made = engine.dockline.request(conn, method="post", path="/volumes/create", body=as_bytes, headers=headers)
    assert made["Name"] == f"{name}-2"
    assert engine.dockline.request(conn, method="DELETE", path=f"/volumes/{name}") is None


def test_request_with_a_list(conn, engine, tmp_path):
    """The list repeats the name of the query."""
    query = {"names": [engine.image, engine.image]}
    path = tmp_path / "images.tar"
    with (
        engine.dockline.request(conn, path="/images/get", query=query, as_="stream") as stream,
        path.open("wb") as file,
    ):
        shutil.copyfileobj(stream, file)
    assert tarfile.is_tarfile(path)


def test_request_that_is_refused(engine, conn):
    path = f"/containers/{NOBODY}/json"
    assert NOBODY in engine.dockline.request(conn, path=path)["message"]
    assert engine.dockline.request(conn, path=path, as_="response", throw_exceptions=True).status == 404
    for as_ in ("data", "stream"):
        with pytest.raises(NotFound, match=NOBODY):
            engine.dockline.request(conn, path=path, as_=as_, throw_exceptions=True)


def test_request_of_a_log(engine, conn, ran):
    """No table tells whether it is multiplexed. The caller does, or a newer Docker."""
    target = ran("sh", "-c", "echo out; echo err >&2")
    query = {"stdout": 1, "stderr": 1}
    with engine.dockline.request(conn, path=f"/containers/{target}/logs", query=query, as_="stream") as stream:
        assert sorted(stream.lines(tagged=True, multiplexed=True)) == [(1, b"out"), (2, b"err")]
    with engine.dockline.request(conn, path=f"/containers/{target}/logs", query=query, as_="stream") as stream:
        if engine.fits("docker>=1.42"):
            assert stream.multiplexed is True
            assert sorted(stream.lines(tagged=True)) == [(1, b"out"), (2, b"err")]
        else:
            assert stream.multiplexed is None
            with pytest.raises(InvalidParameter, match="multiplexed=True"):
                stream.lines()


def test_request_of_a_socket(engine, conn, container):
    target = container("cat", OpenStdin=True, StdinOnce=True)
    path = f"/containers/{target}/attach"
    query = {"stream": True, "stdin": True, "stdout": True}
    with engine.dockline.request(conn, method="POST", path=path, query=query, as_="socket") as connection:
        connection.sendall(b"there and back\n")
        received = b""
        while len(received) < 8 + 15:
            received += connection.recv(100)
    assert received == b"\x01\x00\x00\x00\x00\x00\x00\x0fthere and back\n"
