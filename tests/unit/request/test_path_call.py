"""`dockline.request`: the same pipeline for paths that no table has."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timezone
from typing import Any

import pytest
from support.scripted_server import JSON, Peer, Server, chunked, head, reply
from support.waiting import PATIENCE

import dockline
from dockline.errors import InvalidParameter, NotFound, StreamClosed


def test_all_that_can_be_said(serve: Callable[..., Server]) -> None:
    server = serve(reply({"Id": "a"}, 201))
    result = dockline.request(
        {"uri": server.uri, "call_timeout": PATIENCE},
        method="put",
        path="/v1.99/things/a%20b",
        query={"all": True, "limit": 3, "t": ["a", "b c"], "since": datetime(2024, 1, 1, tzinfo=timezone.utc)},
        headers={"X-Registry-Auth": {"username": "me"}, "X-Number": 5},
        body={"Name": "a"},
        as_="response",
    )
    assert (result.status, result.body) == (201, {"Id": "a"})
    seen = server.only
    assert (seen.method, seen.path) == ("PUT", "/v1.99/things/a%20b")
    assert seen.query == [("all", "true"), ("limit", "3"), ("t", "a"), ("t", "b%20c"), ("since", "1704067200")]
    assert seen.body == b'{"Name":"a"}'
    assert [seen.field(name) for name in ("X-Number", "Content-Type", "X-Registry-Auth")] == [
        "5",
        JSON,
        "eyJ1c2VybmFtZSI6Im1lIn0=",
    ]


def test_the_least_that_must_be_said(serve: Callable[..., Server]) -> None:
    server = serve(reply(b"OK", media="text/plain"))
    assert dockline.request({"uri": server.uri}, path="/_ping") == "OK"
    assert (server.only.method, server.only.target) == ("GET", "/_ping")
    assert server.only.fields == [("Host", "localhost"), ("User-Agent", "dockline")]


def test_the_type_of_a_body_is_json_only_where_it_is_json(serve: Callable[..., Server]) -> None:
    server = serve(always=reply())
    for body, headers in ((b"tar", {}), ({}, {"content-type": "application/special+json"}), ([], {})):
        dockline.request({"uri": server.uri}, method="POST", path="/things", body=body, headers=headers)
    assert [seen.field("Content-Type") for seen in server.requests] == [None, "application/special+json", JSON]


def test_a_stream_outlives_the_call(serve: Callable[..., Server]) -> None:
    server = serve(chunked(b"a", b"b"))
    with dockline.request({"uri": server.uri}, path="/things", as_="stream") as stream:
        assert stream.read() == b"ab"
    with pytest.raises(StreamClosed):
        stream.read()


def test_a_refusal(serve: Callable[..., Server]) -> None:
    server = serve(always=reply({"message": "no such thing"}, 404))
    assert dockline.request({"uri": server.uri}, path="/things") == {"message": "no such thing"}
    with pytest.raises(NotFound, match="404: no such thing"):
        dockline.request({"uri": server.uri}, path="/things", throw_exceptions=True)


@pytest.mark.parametrize("headers", [{}, {"Connection": "Upgrade", "upgrade": "tcp"}], ids=["by itself", "by hand"])
def test_a_socket(serve: Callable[..., Server], headers: dict[str, str]) -> None:
    server = serve((head(101, upgrade="tcp") + b"early", Peer.hold))
    with dockline.request(
        {"uri": server.uri}, method="POST", path="/things/attach", headers=headers, as_="socket"
    ) as sock:
        assert sock.recv(10) == b"early"
    assert server.only.field("Upgrade") == "tcp"
    assert server.only.field("Connection") == "Upgrade"


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"path": ""}, "path must be"),
        ({"path": None}, "path must be"),
        ({"path": b"/a"}, "path must be"),
        ({"path": "a"}, "path must be"),
        ({"path": "/ä"}, "path must be"),
        ({"path": "/a b"}, "path must have no"),
        ({"path": "/a\r\nX: b"}, "path must have no"),
        ({"path": "/a\x7f"}, "path must have no"),
        ({"path": "/a/../b"}, "path must have no"),
        ({"path": "/.."}, "path must have no"),
        ({"path": "/a/%2e%2E/b"}, "path must have no"),
        ({"path": "/a%2F..%2fb"}, "path must have no"),
        ({"path": "/..?a=1"}, "path must have no"),
        ({"path": "/a?b=1", "query": {"c": 2}}, "path has a query already"),
        ({"path": "/a#b"}, "path must have no"),
        ({"method": ""}, "method must be"),
        ({"method": None}, "method must be"),
        ({"method": "GE T"}, "method must be"),
        ({"method": "GET\r\n"}, "method must be"),
        ({"query": {"a": 1.5}}, "'a' must be"),
        ({"query": {"a": None}}, "'a' must be"),
        ({"query": {"a": "\ud800"}}, "'a' has a surrogate"),
        ({"query": [("a", 1)]}, "query must be a mapping"),
        ({"headers": {"X": "a\r\nb"}}, "control character"),
        ({"headers": {"X": "č"}}, "latin-1"),
        ({"headers": {"X Y": "a"}}, "a header's name must be"),
        ({"headers": {"X:": "a"}}, "a header's name must be"),
        ({"headers": {"": "a"}}, "a header's name must be"),
        ({"headers": {"ä": "a"}}, "a header's name must be"),
        ({"headers": {5: "a"}}, "not an int"),
        ({"headers": [("X", "a")]}, "headers must be a mapping"),
        ({"headers": {"Host": "elsewhere"}}, "'host' can't be given: dockline sets it itself"),
        ({"headers": {"content-LENGTH": "5"}}, "'content-length' can't be given: dockline sets it itself"),
        ({"headers": {"Transfer-Encoding": "gzip"}}, "'transfer-encoding' can't be given: dockline sets it itself"),
        ({"body": 5}, "data must be"),
        ({"as_": "json"}, "there is no as='json'"),
        ({"throw_exceptions": None}, "throw_exceptions must be"),
    ],
)
def test_what_is_refused_is_never_sent(serve: Callable[..., Server], options: dict[str, Any], message: str) -> None:
    server = serve()
    with pytest.raises(InvalidParameter, match=message):
        dockline.request({"uri": server.uri}, **{"path": "/things", **options})
    assert server.peers == []
