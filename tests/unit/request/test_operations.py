"""The operation map and the verbs: valid calls, and calls that are refused before anything is sent."""

from __future__ import annotations

import io
from collections import OrderedDict
from collections.abc import Callable
from types import MappingProxyType
from typing import Any

import pytest
from support.scripted_server import RAW, Peer, Server, head, reply

import dockline
from dockline.errors import InvalidParameter, NotFound, UnknownCategory, UnknownOperation, UnsupportedVersion

MISSING = reply({"message": "no such container"}, 404)


@pytest.fixture
def refuse(serve: Callable[..., Server]) -> Callable[..., str]:
    """Returns the message that refuses a call. No connection is made."""

    def refuse(*arguments: Any, kind: type[Exception] = InvalidParameter, **options: Any) -> str:
        server = serve()
        with server.client() as client, pytest.raises(kind) as caught:
            client.invoke(*arguments, **options)
        assert server.peers == []
        return str(caught.value)

    return refuse


# --- The map -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", [dict, OrderedDict, MappingProxyType])
def test_any_mapping_will_do(serve: Callable[..., Server], kind: type) -> None:
    server = serve(reply([]))
    with server.client() as client:
        assert client.invoke(kind({"op": "ContainerList", "params": kind({"all": True})})) == []
    assert server.only.target == "/v1.41/containers/json?all=true"


@pytest.mark.parametrize(
    ("operation", "message"),
    [
        ({"op": "ContainerList", "param": {}}, "has no key 'param': did you mean 'params'"),
        ({"op": "ContainerList", "as_": "data"}, "has no key 'as_': "),
        ({"op": "ContainerList", 5: 1}, "has no key 5: "),
        ({}, "needs 'op'"),
        ({"params": {}}, "needs 'op'"),
        ({"op": None}, "needs 'op'"),
        ({"op": 5}, "needs 'op'"),
        ({"op": ["ContainerList"]}, "needs 'op'"),
        (["ContainerList"], "an operation is a map"),
        (None, "an operation is a map"),
        (b"ContainerList", "an operation is a map"),
        ({"op": "ContainerList", "params": []}, "params must be a mapping"),
        ({"op": "ContainerList", "params": "all"}, "params must be a mapping"),
        ({"op": "ContainerList", "as": "strem"}, "there is no as='strem': did you mean 'stream'"),
        ({"op": "ContainerList", "as": None}, "there is no as=None"),
        ({"op": "ContainerList", "as": ["data"]}, "there is no as="),
        ({"op": "ContainerList", "throw_exceptions": 1}, "throw_exceptions must be True or False, not 1"),
        ({"op": "ContainerList", "throw_exceptions": "no"}, "throw_exceptions must be True or False"),
        ({"op": "ContainerLogs", "params": {"id": "a"}, "as": "socket"}, "use 'stream' instead of 'socket'"),
    ],
)
def test_what_is_no_operation_map(refuse: Callable[..., str], operation: Any, message: str) -> None:
    assert message in refuse(operation)


@pytest.mark.parametrize(
    ("op", "hint"),
    [
        ("ContainerLists", "did you mean 'ContainerList'"),
        ("containerlist", "did you mean 'ContainerList'"),
        ("ImageList", "it is in the category 'images'"),
        ("ContainerListLibpod", "did you mean 'ContainerList'"),
        ("", "there are 'ContainerList', "),
    ],
)
def test_an_unknown_operation(refuse: Callable[..., str], op: Any, hint: str) -> None:
    assert hint in refuse({"op": op}, kind=UnknownOperation)


def test_the_keywords_are_for_a_name(serve: Callable[..., Server], refuse: Callable[..., str]) -> None:
    server = serve(reply({"Id": "a"}, 201))
    with server.client() as client:
        made = client.invoke("ContainerCreate", params={"name": "web"}, data={"Image": "a"}, as_="response")
    assert (made.status, made.body) == (201, {"Id": "a"})
    assert (server.only.query, server.only.body) == ([("name", "web")], b'{"Image":"a"}')
    message = refuse({"op": "ContainerCreate"}, params={}, as_="data")
    assert message == "params, as: with an operation map, write it into the map"


def test_what_was_right_once_does_not_make_wrong_right(serve: Callable[..., Server]) -> None:
    server = serve(reply([]), reply([]))
    with server.client() as client:
        assert client.invoke({"op": "ContainerList"}) == []
        wrong = [("params", []), ("params", ""), ("as", "text"), ("as", []), ("throw_exceptions", 0), ("data", {})]
        for key, value in wrong:
            with pytest.raises(InvalidParameter):
                client.invoke({"op": "ContainerList", key: value})
        assert client.invoke({"op": "ContainerList", "params": {}}) == []
    assert server.asked == [[("GET", "/v1.41/containers/json")] * 2]


def test_a_map_is_not_changed(ask: Callable[..., dockline.Client]) -> None:
    operation = {"op": "ContainerCreate", "params": {"name": "web"}, "data": {"Image": "a"}, "as": "data"}
    before = {**operation, "params": {"name": "web"}, "data": {"Image": "a"}}
    ask(reply({})).invoke(operation)
    assert operation == before


def test_throw_exceptions_of_the_operation_overrules_the_client(ask: Callable[..., dockline.Client]) -> None:
    inspect = {"op": "ContainerInspect", "params": {"id": "web"}}
    meek, stern = ask(MISSING, MISSING), ask(MISSING, MISSING, throw_exceptions=True)
    assert meek.invoke(inspect) == {"message": "no such container"}
    with pytest.raises(NotFound):
        meek.invoke({**inspect, "throw_exceptions": True})
    with pytest.raises(NotFound):
        stern.invoke({**inspect, "throw_exceptions": None})
    assert stern.invoke({**inspect, "throw_exceptions": False}) == {"message": "no such container"}


# --- The verbs -----------------------------------------------------------------------------------------------------


def test_the_verbs_are_functions_and_methods(serve: Callable[..., Server]) -> None:
    server = serve(always=reply([]))
    with server.client() as client:
        assert dockline.ops(client) == client.ops()
        assert client.ops()[:2] == ["ContainerList", "ContainerCreate"]
        assert dockline.doc(client, "ContainerLogs") == client.doc("ContainerLogs")
        assert dockline.invoke(client, {"op": "ContainerList"}) == client.invoke("ContainerList") == []
    assert server.asked == [[("GET", "/v1.41/containers/json")] * 2]


def test_a_client_says_what_it_is(serve: Callable[..., Server]) -> None:
    server = serve()
    with server.client() as client:
        assert (client.engine, client.category, client.version) == ("docker", "containers", "v1.41")
        assert client.throw_exceptions is False
        assert repr(client) == f"<dockline.Client docker v1.41 containers at {server.uri}>"


@pytest.mark.parametrize(
    ("changes", "kind", "message"),
    [
        ({"engine": "dokcer"}, UnsupportedVersion, "no engine is called 'dokcer': did you mean 'docker'"),
        ({"engine": None}, UnsupportedVersion, "no engine is called None"),
        ({"version": "1.41"}, UnsupportedVersion, "no table for version '1.41'.*did you mean 'v1.41'"),
        ({"version": "v1.99"}, UnsupportedVersion, "no table for version 'v1.99': there are v1.25 to v1"),
        ({"version": None}, UnsupportedVersion, "no table for version None"),
        ({"category": "container"}, UnknownCategory, "no category 'container': did you mean 'containers'"),
        ({"category": "libpod/containers"}, UnknownCategory, "did you mean 'containers'"),
        ({"category": None}, UnknownCategory, "no category None"),
        ({"throw_exceptions": 1}, InvalidParameter, "throw_exceptions must be True or False"),
    ],
)
def test_a_client_that_can_not_be(changes: dict[str, Any], kind: type[Exception], message: str) -> None:
    wanted = {"engine": "docker", "version": "v1.41", "category": "containers", "conn": {"uri": "unix:///nowhere"}}
    with pytest.raises(kind, match=message):
        dockline.client(**{**wanted, **changes})


def test_categories() -> None:
    assert {"containers", "images", "exec"} <= set(dockline.categories("docker", "v1.41"))
    assert {"containers", "libpod/containers"} <= set(dockline.categories("podman", "v5.4.2"))
    with pytest.raises(UnsupportedVersion):
        dockline.categories("docker", "v9.99")


# --- Facts about an operation --------------------------------------------------------------------------------------


def test_doc(serve: Callable[..., Server]) -> None:
    server = serve()
    known = server.client("exec").doc("ExecStart")
    assert known.keys() == {"summary", "doc_url", "method", "path", "params", "body", "produces"}
    assert known["summary"]
    assert (
        known["doc_url"] == "https://docs.docker.com/reference/api/engine/version/v1.41/#tag/Exec/operation/ExecStart"
    )
    assert (known["method"], known["path"]) == ("POST", "/exec/{id}/start")
    assert known["params"] == [{"name": "id", "in": "path", "type": "string", "required": True}]
    assert known["body"] == {"required": False, "types": ["application/json"]}
    with pytest.raises(UnknownOperation, match="did you mean 'ExecStart'"):
        server.client("exec").doc("ExecStarts")
    assert server.peers == []


def test_doc_writes_names_as_the_caller_does(serve: Callable[..., Server]) -> None:
    client = serve().client(engine="podman", version="v5.4.2")
    names = [(param["name"], param["in"]) for param in client.doc("ContainerRename")["params"]]
    assert names == [("path.name", "path"), ("query.name", "query")]


def test_what_a_caller_does_to_a_doc_changes_nothing(serve: Callable[..., Server]) -> None:
    client = serve().client("exec")
    mine = client.doc("ExecStart")
    before = repr(mine)
    mine["body"]["types"].append("text/plain")
    mine["produces"].clear()
    mine["params"][0]["name"] = "name"
    mine["params"].clear()
    client.ops().clear()
    assert repr(serve().client("exec").doc("ExecStart")) == repr(client.doc("ExecStart")) == before


def test_every_operation_of_every_category_has_a_doc(serve: Callable[..., Server]) -> None:
    server = serve()
    for engine, version in (("docker", "v1.55"), ("podman", "v6.0.0")):
        for category in dockline.categories(engine, version):
            with server.client(category, engine=engine, version=version) as client:
                for op in client.ops():
                    known = client.doc(op)
                    assert known["summary"], op
                    assert known["doc_url"].endswith(f"/operation/{op}"), op
                    assert not set(known["doc_url"]) & set(" {}"), op


# --- The TTY flag of the body --------------------------------------------------------------------------------------

STARTED = head(101, connection="Upgrade", upgrade="tcp", media=RAW)


@pytest.mark.parametrize(
    ("data", "multiplexed"),
    [
        (None, True),
        (b"", True),
        ({}, True),
        ({"Tty": False}, True),
        ({"Tty": True}, False),
        (MappingProxyType({"Tty": True}), False),
        ('{"Tty": true}', False),
        (bytearray(b'{"Tty": true}'), False),
        (memoryview(b'{"Tty": true}'), False),
        (io.BytesIO(b'{"Tty": true}'), None),
        (iter([b'{"Tty": true}']), None),
    ],
)
def test_whether_an_exec_is_multiplexed_is_decided_and_never_guessed(
    serve: Callable[..., Server], data: Any, multiplexed: bool | None
) -> None:
    # Only Podman's answer about the creation counts. Another engine's does not.
    asked = reply({"ProcessConfig": {"tty": multiplexed}})
    server = serve((STARTED + b"$ ", Peer.close), asked)
    call = {"op": "ExecStart", "params": {"id": "e"}, "data": data, "as": "stream"}
    with server.client("exec") as client, client.invoke(call) as stream:
        assert stream.multiplexed is multiplexed
        if multiplexed is None:
            with pytest.raises(InvalidParameter, match="give multiplexed=True, or False for a TTY"):
                stream.lines()
        assert list(stream.lines(multiplexed=False)) == [b"$ "]


def test_a_body_that_is_no_json_where_it_must_be(serve: Callable[..., Server]) -> None:
    server = serve()
    with server.client("exec") as client, pytest.raises(InvalidParameter, match="data is not JSON"):
        client.invoke("ExecStart", params={"id": "e"}, data=b"{", as_="stream")
    assert server.peers == []


def test_an_exec_that_is_detached_has_nothing_to_stream(serve: Callable[..., Server]) -> None:
    server = serve(reply(), reply([]))
    with server.client("exec") as client:
        assert client.invoke("ExecStart", params={"id": "e"}, data={"Detach": True}) is None
        client.invoke("ExecInspect", params={"id": "e"})
    assert server.asked == [[("POST", "/v1.41/exec/e/start"), ("GET", "/v1.41/exec/e/json")]]
