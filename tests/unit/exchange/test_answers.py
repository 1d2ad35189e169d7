"""Answers that are easy to misread: codings, bytes that are not UTF-8, invalid numbers. Both drivers."""

from __future__ import annotations

import enum
import gzip
import json
import math
import os
import sys
from dataclasses import dataclass
from typing import Any

import pytest
from support.scripted_server import Server, chunked, head, reply

from dockline.errors import APIError, InvalidParameter, ProtocolError

PULL = {"op": "ImageCreate", "params": {"fromImage": "busybox"}}
CHANGES = {"op": "ContainerChanges", "params": {"id": "web"}}


# Content-Encoding


@pytest.mark.parametrize("as_", ["data", "stream", "response", "socket"])
@pytest.mark.parametrize("status", ["200 OK", "502 Bad Gateway"])
@pytest.mark.parametrize(
    ("coding", "named"),
    [
        ("gzip", "gzip"),
        (" GZIP ", "gzip"),
        ("identity, br", "br"),
        ("deflate,gzip", "deflate, gzip"),
        ("weird", "weird"),
    ],
)
def test_a_coding_that_nobody_asked_for(driver: Any, as_: str, status: str, coding: str, named: str) -> None:
    sent = reply(gzip.compress(b"[]"), media="application/json", status=status, content_encoding=coding)
    with Server(sent, reply([])) as server:
        containers = server.client(driver=driver)
        attach = {"op": "ContainerAttach", "params": {"id": "web"}, "as": as_}
        with pytest.raises(ProtocolError, match=f"{status}, has the Content-Encoding {named}, which was not asked for"):
            containers.invoke(attach if as_ == "socket" else {"op": "ContainerList", "as": as_})
        assert containers.invoke("ContainerList") == []
        assert server.counts == [1, 1]


def test_a_coding_that_is_said_twice(driver: Any) -> None:
    sent = head(content_encoding="br").replace(b"\r\n\r\n", b"\r\ncontent-encoding: gzip\r\nContent-Length: 1\r\n\r\nx")
    with Server(sent) as server, pytest.raises(ProtocolError, match="the Content-Encoding br, gzip, which"):
        driver.request({"uri": server.uri}, path="/any")


@pytest.mark.parametrize("coding", ["identity", "", "Identity, identity"])
def test_a_coding_that_changes_nothing(driver: Any, coding: str) -> None:
    with Server(reply([1], content_encoding=coding)) as server:
        assert driver.request({"uri": server.uri}, path="/any") == [1]


def test_without_a_body_there_is_nothing_to_misread(driver: Any) -> None:
    sent = [head("204 No Content", content_encoding="gzip"), reply(content_encoding="gzip")]
    with Server(*sent, head(content_encoding="gzip", content_length=9)) as server:
        for method in ("POST", "GET", "HEAD"):
            assert driver.request({"uri": server.uri}, path="/any", method=method) is None


def test_who_asks_for_a_coding_gets_it(driver: Any) -> None:
    packed = gzip.compress(b"[]")
    with Server(*[reply(packed, media="application/json", content_encoding="gzip")] * 2) as server:
        asked = {"path": "/any", "headers": {"accept-encoding": "gzip"}}
        assert driver.request({"uri": server.uri}, **asked) == packed
        assert driver.request({"uri": server.uri}, as_="stream", **asked).read() == packed


def test_a_question_of_docklines_own(driver: Any) -> None:
    sent = reply(gzip.compress(b"{}"), content_encoding="gzip")
    with Server(reply(b""), sent) as server, pytest.raises(ProtocolError, match="Content-Encoding gzip"):
        server.client(driver=driver).invoke("ContainerLogs", params={"id": "web", "stdout": True})


# Sequences of documents


DOCUMENTS = [{"status": "a"}, {"status": "b", "error": "no space"}]
LINES = b"".join(json.dumps(document).encode() + b"\n" for document in DOCUMENTS)


@pytest.mark.parametrize(
    ("name", "method", "path", "query"),
    [
        ("docker", "GET", "/v1.41/events", None),
        ("docker", "GET", "/events?since=0", None),
        ("docker", "GET", "/v1.999/events", {"until": "1"}),
        ("docker", "post", "/v1.41/images/create?fromImage=a", None),
        ("docker", "POST", "/images/registry.example.com/team/app/push", None),
        ("docker", "POST", "/v1.41/build", {"t": "a"}),
        ("docker", "GET", "/containers/web/stats", None),
        ("docker", "GET", "/containers/web/stats", {"stream": True}),
        ("podman", "GET", "/v4.3.1/libpod/events", None),
        ("podman", "GET", "/v1.41/events", None),
        ("podman", "POST", "/v4.3.1/libpod/images/pull", {"quiet": False}),
        ("podman", "POST", "/v5.4.0/libpod/images/a/push", {"quiet": 0}),
    ],
)
@pytest.mark.parametrize("media", ["application/json", ""])
def test_a_sequence_is_a_list_whoever_asks(
    driver: Any, name: str, method: str, path: str, query: Any, media: str
) -> None:
    with Server(*[reply(LINES, media=media)] * 3, reply(LINES[:16], media=media), reply(b"", media=media)) as server:
        asked = {"engine": name, "method": method, "path": path, "query": query}
        assert driver.request({"uri": server.uri}, **asked) == DOCUMENTS
        assert driver.request({"uri": server.uri}, as_="response", **asked).body == DOCUMENTS
        with pytest.raises(APIError, match="^200: no space$"):
            driver.request({"uri": server.uri}, throw_exceptions=True, **asked)
        assert driver.request({"uri": server.uri}, **asked) == DOCUMENTS[:1]
        assert driver.request({"uri": server.uri}, **asked) == []


@pytest.mark.parametrize(
    ("name", "method", "path"),
    [
        ("docker", "GET", "/containers/web/stats?stream=false"),
        ("docker", "GET", "/v1.41/containers/web/stats?stream=0"),
        ("podman", "POST", "/v4.3.1/libpod/images/pull?quiet=true"),
        ("docker", "GET", "/v1.41/containers/json"),
        ("docker", "GET", "/new/things"),
    ],
)
def test_one_document_is_itself_where_just_one_comes(driver: Any, name: str, method: str, path: str) -> None:
    with Server(reply({"a": 1})) as server:
        assert driver.request({"uri": server.uri}, engine=name, method=method, path=path) == {"a": 1}


@pytest.mark.parametrize(
    "body", [b'{"a":1}{"b":"\xe9"}', b'{"a":1}\r\n {"b":"\xe9"}\n', b'\x1e{"a":1}\n\x1e{"b":"\xe9"}\n']
)
def test_several_documents_where_no_table_tells_are_a_list(driver: Any, body: bytes) -> None:
    with Server(reply(body, media="application/json"), reply(body[:-3], media="application/json")) as server:
        assert driver.request({"uri": server.uri}, path="/new/things") == [{"a": 1}, {"b": "\udce9"}]
        with pytest.raises(ProtocolError, match="not JSON"):
            driver.request({"uri": server.uri}, path="/new/things")


# Bytes that are not UTF-8


def test_a_name_that_is_not_utf8_takes_nothing_along(driver: Any) -> None:
    sent = b'[{"Path":"/caf\xe9","Kind":1,"\xff":["\\u00e9\xc3\xa9",18446744073709551616,1.5,true,null]}]'
    with Server(reply(sent, media="application/json")) as server:
        (change,) = server.client(driver=driver).invoke(CHANGES)
    assert os.fsencode(change.pop("Path")) == b"/caf\xe9"
    assert change == {"Kind": 1, "\udcff": ["éé", 1 << 64, 1.5, True, None]}


def test_of_documents_and_refusals_too(driver: Any) -> None:
    documents = b'{"status":"a"}\n{"status":"caf\xe9"}\n'
    refused = reply(b'{"message":"no caf\xe9"}', media="application/json", status="404 Not Found")
    with Server(chunked(documents), chunked(documents), refused, refused) as server:
        images = server.client("images", driver=driver)
        expected = [{"status": "a"}, {"status": "caf\udce9"}]
        assert images.invoke(PULL) == expected
        with images.invoke({**PULL, "as": "stream"}) as stream:
            assert list(stream.documents()) == expected
        assert images.invoke(PULL) == {"message": "no caf\udce9"}
        with pytest.raises(APIError) as caught:
            images.invoke({**PULL, "throw_exceptions": True})
        assert caught.value.body == {"message": "no caf\udce9"}
        assert str(caught.value) == "404: no caf?"


@pytest.mark.parametrize(
    ("broken", "at"),
    [
        (b'{"a":"\xe9"', 8),
        (b'["\xe9\xe9",NaN]', 0),
        (b'["\xe9",-Infinity]', 0),
        (b'["\xe9",1e999]', 0),
        (b'["\xe9",]', 4 if sys.version_info >= (3, 13) else 5),  # the comma, or what should follow it
        (b'["\xe9",01]', 6),
        (b'["\xe9\n"]', 3),
        (b'["\xe9"] [', 6),
        (b'["\xe9\xe9\xc3\xa9", x]', 9),
        (b"\xe9", 0),
        (b'\xef\xbb\xbf["\xe9"]', 0),
        (b'["\xe9",' + b"[" * 100_000, 0),
        (b'["\xe9",' + b"9" * 10_000 + b"]", 0),
    ],
    ids=lambda value: str(value)[:20],
)
def test_in_all_else_it_is_as_strict(broken: bytes, at: int) -> None:
    with (
        Server(reply(broken, media="application/json")) as server,
        pytest.raises(ProtocolError, match="the body is not JSON: ") as caught,
    ):
        server.client().invoke(CHANGES)
    assert caught.value.offset == at


# Numbers that JSON can't represent


class Kind(enum.Enum):
    NONE = math.nan


@dataclass
class Limits:
    memory: float
    name: str | None = None


@pytest.mark.parametrize("number", [math.nan, math.inf, -math.inf])
def test_a_number_that_is_none_is_never_sent_as_null(driver: Any, number: float) -> None:
    with Server() as server:
        containers = server.client(driver=driver)
        for data in (
            {"Image": None, "Memory": number},
            {"HostConfig": {"Limits": [1, None, (2, [number])]}},
            {"a": Limits(number)},
            {"a": [Limits(1.0), {"b": Kind.NONE}]},
        ):
            with pytest.raises(InvalidParameter, match=r"data has a float that is infinite or no number \(NaN\)"):
                containers.invoke("ContainerCreate", data=data)
        for filters in ({"a": number}, {"a": [number]}):
            with pytest.raises(InvalidParameter, match="'filters'.* a float"):
                containers.invoke("ContainerList", params={"filters": filters})
            with pytest.raises(InvalidParameter, match="'X-Registry-Auth' has a float"):
                driver.request({"uri": server.uri}, path="/any", headers={"X-Registry-Auth": filters})
        assert server.peers == []


def test_null_is_sent_as_null(driver: Any) -> None:
    data = {"Image": None, "Cmd": ["null"], "Memory": 1.5, "x": [None, {"y": Limits(1.0)}]}
    with Server(reply({"Id": "a"})) as server:
        server.client(driver=driver).invoke("ContainerCreate", data=data)
        sent = json.loads(server.peers[0].requests[0].body)
    assert sent == {**data, "x": [None, {"y": {"memory": 1.0, "name": None}}]}


def test_integers_of_64_bits_are_exact_and_larger_ones_are_floats_as_the_readme_says(driver: Any) -> None:
    exact = [-(1 << 63), (1 << 64) - 1, 1700000000123456789]
    with Server(reply([*exact, 1 << 64])) as server:
        containers = server.client(driver=driver)
        answered = containers.invoke("ContainerList")
        assert answered[:3] == exact
        assert isinstance(answered[3], float)
        with pytest.raises(InvalidParameter, match="data can't be encoded as JSON"):
            containers.invoke("ContainerCreate", data={"Memory": 1 << 64})


# A status line


def test_a_status_line_that_ends_with_its_code(driver: Any) -> None:
    with Server(b"HTTP/1.1 200\r\nContent-Length: 2\r\nContent-Type: application/json\r\n\r\n[]") as server:
        response = driver.request({"uri": server.uri}, path="/any", as_="response")
    assert (response.status, response.reason, response.body) == (200, "", [])


def test_an_integer_as_plain_text_stays_text(driver: Any) -> None:
    with Server(reply(b"137\n", media="text/plain")) as server:
        waiting = server.client("libpod/containers", driver=driver, engine="podman", version="v4.3.1")
        assert waiting.invoke("ContainerWaitLibpod", params={"name": "web"}) == "137\n"
