"""A refusal, for each kind of result, by both drivers."""

from __future__ import annotations

import json
from typing import Any

import pytest
from support.scripted_server import Peer, Server, chunked, frame, head, reply

import dockline
from dockline.errors import APIError, NotFound, ProtocolError, ServerError

START = {"op": "ContainerStart", "params": {"id": "web"}}
LOGS = {"op": "ContainerLogs", "params": {"id": "web", "stdout": True}, "as": "stream"}
ATTACH = {"op": "ContainerAttach", "params": {"id": "web", "stream": True}}
NOBODY = {"message": "No such container: web"}
REFUSED = reply(NOBODY, "404 Not Found", docker_experimental="false")


# Without a body


@pytest.mark.parametrize(
    ("sent", "message", "error"),
    [
        (reply(status="404 Not Found"), "404 Not Found", "404: Not Found"),
        (reply(status="500 Internal Server Error"), "500 Internal Server Error", "500: Internal Server Error"),
        (reply(status="500 "), "500 Internal Server Error", "500: Internal Server Error"),
        (reply(status="599 "), "599", "599: "),
        (chunked().replace(b"200 OK", b"502 Bad Gateway"), "502 Bad Gateway", "502: Bad Gateway"),
        (reply(status="301 Moved Permanently"), "301 Moved Permanently", "301: Moved Permanently"),
        (reply(status="399 "), "399", "399: "),
        (
            reply(status="307 Temporary Redirect", location="/v1.41/other"),
            "307 Temporary Redirect: it points to /v1.41/other, and redirects are not followed",
            "307: Temporary Redirect: it points to /v1.41/other, and redirects are not followed",
        ),
    ],
)
def test_an_empty_refusal_is_no_success(driver: Any, sent: bytes, message: str, error: str) -> None:
    with Server(*[sent] * 4) as server, server.client(driver=driver) as containers:
        assert containers.invoke(START) == {"message": message}
        with pytest.raises(APIError) as caught:
            containers.invoke({**START, "throw_exceptions": True})
        assert str(caught.value) == error
        assert caught.value.body == {"message": message}
        response = containers.invoke({**START, "as": "response", "throw_exceptions": True})
        assert (response.status, response.body) == (caught.value.status, {"message": message})
        with containers.invoke({**START, "as": "stream"}) as stream:
            assert stream.status == caught.value.status
            assert stream.read() == b""
        assert server.counts == [4]


def test_an_empty_refusal_of_a_head_request(driver: Any) -> None:
    sent = head("404 Not Found", "application/json", content_length=50)
    with Server(sent) as server:
        assert driver.request({"uri": server.uri}, method="HEAD", path="/x") == {"message": "404 Not Found"}


@pytest.mark.parametrize("throw", [False, True])
@pytest.mark.parametrize(
    "operation",
    [START, {**LOGS, "as": "data"}, {"op": "ContainerStats", "params": {"id": "web"}}],
    ids=lambda o: o["op"],
)
def test_304_is_no_refusal(driver: Any, operation: dict[str, Any], throw: bool) -> None:
    tty = [reply({"Config": {"Tty": False}})] if operation["op"] == "ContainerLogs" else []
    sent = head("304 Not Modified")
    with Server(sent, *tty, sent, *tty) as server, server.client(driver=driver) as containers:
        assert containers.invoke({**operation, "throw_exceptions": throw}) is None
        response = containers.invoke({**operation, "as": "response", "throw_exceptions": throw})
        assert (response.status, response.body) == (304, None)


def test_a_stream_of_304_is_empty(driver: Any) -> None:
    with Server(head("304 Not Modified")) as server, server.client(driver=driver, throw_exceptions=True) as containers:
        stream = containers.invoke({**START, "as": "stream"})
        assert stream.status == 304
        assert stream.read() == b""


# Redirects


@pytest.mark.parametrize(
    ("location", "shown"),
    [
        ("/v1.41/containers/web/json", "/v1.41/containers/web/json"),
        ("/images/a@sha256:0/json", "/images/a@sha256:0/json"),
        ("/x?token=hunter2", "/x"),
        ("/x#hunter2", "/x"),
        ("https://host:2376/x", "https://host:2376/x"),
        ("https://me:hunter2@host/x", "https://host/x"),
        ("https://me:hunter2/@host/x", "https://host/x"),
        ("https://me:hunter2?@host/x", "https://host/x"),
        ("https://me:hunter2#@host/x?a=b@c&token=hunter2", "https://c"),
        ("me:hunter2@host/x", "host/x"),
        ("me:hunter2://@host/x", "host/x"),
        ("//me:hunter2@host/x", "host/x"),
        ("https:///me:hunter2@host/x", "https://host/x"),
    ],
)
def test_a_redirect_says_where_it_points_and_no_secret(location: str, shown: str) -> None:
    page = reply(
        b'<a href="/x">Moved Permanently</a>.\n\n',
        media="text/html; charset=utf-8",
        status="301 Moved",
        location=location,
    )
    plain = reply({"message": "go away"}, "308 Permanent Redirect", location=location)
    with Server(page, plain, reply(status="302 Found", location=location)) as server:
        with pytest.raises(APIError) as caught:
            server.get(throw_exceptions=True)
        assert str(caught.value) == f"301: Moved: it points to {shown}, and redirects are not followed"
        assert caught.value.headers["Location"] == location
        with pytest.raises(APIError) as caught:
            server.get(throw_exceptions=True)
        assert str(caught.value) == f"308: go away: it points to {shown}, and redirects are not followed"
        assert "hunter2" not in repr(server.get())


# Refused streams and sockets


def views(stream: Any) -> list[Any]:
    return [
        stream.chunks,
        stream.__iter__,
        stream.frames,
        stream.lines,
        stream.documents,
        lambda: stream.lines(multiplexed=True),
        lambda: stream.copy_to(1),
        lambda: stream.write(b"x"),
        stream.half_close,
    ]


@pytest.mark.parametrize("operation", [LOGS, {**ATTACH, "as": "stream"}, {**START, "as": "stream"}])
def test_a_refused_stream_is_a_stream(driver: Any, operation: dict[str, Any]) -> None:
    with Server(REFUSED) as server, server.client(driver=driver) as containers:
        with containers.invoke(operation) as stream:
            assert stream.status == 404
            assert stream.headers["Docker-Experimental"] == "false"
            assert stream.multiplexed is False
            assert not stream.writable()
            for view in views(stream):
                with pytest.raises(NotFound, match="^404: No such container: web$") as caught:
                    view()
            assert (caught.value.status, caught.value.body) == (404, NOBODY)
            assert json.loads(stream.read()) == NOBODY
            assert stream.read() == b""
        assert server.counts == [1]


def test_a_refused_stream_is_read_in_parts(driver: Any) -> None:
    with Server(reply(b"12345", status="500 Oops")) as server, server.client(driver=driver) as containers:
        stream = containers.invoke(LOGS)
        assert [stream.read(2), stream.read(2), stream.read(2), stream.read(2)] == [b"12", b"34", b"5", b""]


def test_a_refused_stream_that_was_closed(driver: Any) -> None:
    with Server(REFUSED) as server, server.client(driver=driver) as containers:
        stream = containers.invoke(LOGS)
        stream.close()
        stream.close()
        for view in (stream.read, stream.lines):
            with pytest.raises(dockline.errors.StreamClosed):
                view()


@pytest.mark.parametrize("as_", ["stream", "socket"])
def test_with_throw_exceptions_it_raises_at_once(driver: Any, as_: str) -> None:
    with Server(REFUSED) as server, server.client(driver=driver) as containers, pytest.raises(NotFound):
        containers.invoke({**ATTACH, "as": as_, "throw_exceptions": True})


@pytest.mark.parametrize("sent", [REFUSED, reply(status="404 Not Found"), reply(status="301 Moved Permanently")])
def test_a_refused_socket_raises(driver: Any, sent: bytes) -> None:
    with (
        Server(sent) as server,
        server.client(driver=driver) as containers,
        pytest.raises(APIError, match="^(404|301): "),
    ):
        containers.invoke({**ATTACH, "as": "socket"})


def test_a_merge_tells_of_a_refused_stream(driver: Any) -> None:
    good = chunked(frame(1, b"a\n"), media="application/vnd.docker.multiplexed-stream")
    with Server(REFUSED, good) as server, server.client(driver=driver, version="v1.43") as containers:
        streams = {"gone": containers.invoke(LOGS), "here": containers.invoke(LOGS)}
        with driver.merge(streams) as merged:
            outcomes = {key: batch for key, batch in merged if batch is not None}
        assert isinstance(outcomes["gone"], NotFound)
        assert outcomes["here"] == [b"a"]


# The shapes of bodies


@pytest.mark.parametrize("media", ["", "text/plain", "application/octet-stream", "application/json"])
@pytest.mark.parametrize(
    ("body", "message"),
    [
        ({"message": "no such thing"}, "no such thing"),
        ({"cause": "c", "message": "podman's\n", "response": 500}, "podman's"),
        ({"cause": "just this"}, "just this"),
        ({"errorDetail": {"message": "push failed\n"}, "error": "short"}, "push failed"),
        ({"error": "only this"}, "only this"),
        ({"error": {"code": 5}}, '{"error": {"code": 5}}'),
        ({"message": 5}, '{"message": 5}'),
        ({}, "{}"),
        ([{"code": "UNAUTHORIZED"}], '[{"code": "UNAUTHORIZED"}]'),
        ({"message": "é"}, "é"),
    ],
)
def test_a_refusal_that_is_json_is_json(driver: Any, media: str, body: Any, message: str) -> None:
    sent = reply(b" " + json.dumps(body).encode() + b"\r\n", media=media, status="500 Oops")
    with Server(sent, sent) as server, server.client(driver=driver) as containers:
        assert containers.invoke(START) == body
        with pytest.raises(ServerError) as caught:
            containers.invoke({**START, "throw_exceptions": True})
        assert (caught.value.message, caught.value.body) == (message, body)


@pytest.mark.parametrize("text", ["[no] such thing", "{broken", '"quoted"', "5", "null", "plain\n", '{"a": 1}{"b": 2}'])
def test_a_refusal_that_is_no_json_is_text(text: str) -> None:
    sent = reply(text.encode(), media="text/plain", status="500 Oops")
    with Server(sent, sent) as server:
        assert server.get() == text
        with pytest.raises(ServerError) as caught:
            server.get(throw_exceptions=True)
        assert caught.value.message == text.strip()


def test_the_page_of_a_proxy_is_not_the_message() -> None:
    with Server(reply(b"<html>\n<h1>502</h1>", media="text/html", status="502 Bad Gateway")) as server:
        with pytest.raises(ServerError, match="^502: Bad Gateway$") as caught:
            server.get(throw_exceptions=True)
        assert caught.value.body == "<html>\n<h1>502</h1>"


def test_a_cut_refusal_is_an_error(driver: Any) -> None:
    for as_ in ("data", "stream", "response"):
        with (
            Server((head("500 Oops", content_length=9) + b"half", Peer.close)) as server,
            server.client(driver=driver) as containers,
            pytest.raises(ProtocolError),
        ):
            containers.invoke({**START, "as": as_})
