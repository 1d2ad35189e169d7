"""The results and errors of calls, for each kind of answer."""

from __future__ import annotations

import json
import pickle
from typing import Any

import pytest
from support.scripted_server import Server, chunked, frame, head, reply

import dockline
from dockline.errors import (
    APIError,
    BadRequest,
    Conflict,
    Forbidden,
    NotFound,
    NotSupported,
    ProtocolError,
    ServerError,
    Unauthorized,
    Unavailable,
)
from dockline.exchange.response import MULTIPLEXED

LOGS = {"id": "web", "stdout": True, "stderr": True}
FRAMES = frame(1, b"out\n") + frame(2, b"err\n") + frame(1, b"end")
PULL = {"fromImage": "busybox"}
PROGRESS = [{"status": "Pulling"}, {"status": "Done", "id": "é"}]
FAILURE = {"errorDetail": {"message": "no space left\n"}, "error": "no space"}


def lines(*documents: object) -> bytes:
    return b"".join(json.dumps(document).encode() + b"\r\n" for document in documents)


# as="data"


@pytest.mark.parametrize("media", ["application/json", "Application/JSON; charset=utf-8"])
def test_json_as_python_values(media: str) -> None:
    with Server(reply(b'[{"Id": "a\\u00e9", "Size": 1.5, "Labels": null}]', media=media)) as server:
        assert server.client().invoke("ContainerList") == [{"Id": "aé", "Size": 1.5, "Labels": None}]


@pytest.mark.parametrize(
    "body", [lines(*PROGRESS), b"".join(b"\x1e%b" % line.encode() for line in map(json.dumps, PROGRESS))]
)
@pytest.mark.parametrize("media", ["application/json", "application/json-seq", ""])
def test_a_sequence_of_documents_as_a_list(body: bytes, media: str) -> None:
    with Server(chunked(*(body[at : at + 7] for at in range(0, len(body), 7)), media=media)) as server:
        assert server.client("images").invoke("ImageCreate", params=PULL) == PROGRESS


def test_a_sequence_is_a_list_also_of_one_and_of_none() -> None:
    with Server(chunked(lines(PROGRESS[0])), reply()) as server:
        images = server.client("images")
        assert images.invoke("ImageCreate", params=PULL) == PROGRESS[:1]
        assert images.invoke("ImageCreate", params=PULL) == []


@pytest.mark.parametrize(("params", "result"), [({"stream": False}, {"read": 1}), ({}, [{"read": 1}])])
def test_stats_without_stream_are_one_document(params: dict[str, Any], result: object) -> None:
    with Server(reply({"read": 1})) as server:
        assert server.client().invoke("ContainerStats", params={"id": "web", **params}) == result


def test_a_media_type_of_a_sequence_where_no_table_tells() -> None:
    with Server(reply(lines(*PROGRESS), media="application/x-ndjson")) as server:
        assert server.get() == PROGRESS


def test_text() -> None:
    with Server(
        reply("grüß".encode(), media="text/plain; charset=utf-8"), reply(b"a\xff", media="text/html")
    ) as server:
        assert server.get() == "grüß"
        assert server.get() == "a\N{REPLACEMENT CHARACTER}"


@pytest.mark.parametrize(
    ("method", "bytes_sent"),
    [
        ("POST", head("204 No Content")),
        ("HEAD", head(media="application/json", content_length=100)),
        ("GET", reply(media="application/json")),
        ("GET", reply(media="text/plain")),
        ("GET", reply()),
    ],
)
def test_none_where_there_is_no_body(method: str, bytes_sent: bytes) -> None:
    with Server(bytes_sent) as server:
        assert dockline.request({"uri": server.uri}, method=method, path="/any") is None


def test_anything_else_is_bytes() -> None:
    with Server(reply(b"\x00\xff", media="application/x-tar"), chunked(b"\x00", b"\xff")) as server:
        assert server.get() == b"\x00\xff"
        assert server.get() == b"\x00\xff"


def test_a_multiplexed_log_is_its_payloads_joined() -> None:
    split = [FRAMES[at : at + 5] for at in range(0, len(FRAMES), 5)]
    with Server(
        chunked(*split, media=MULTIPLEXED), reply(FRAMES, media=MULTIPLEXED), reply(b"", media=MULTIPLEXED)
    ) as server:
        containers = server.client(version="v1.43")
        assert containers.invoke("ContainerLogs", params=LOGS) == b"out\nerr\nend"
        assert server.get() == b"out\nerr\nend"
        assert containers.invoke("ContainerLogs", params=LOGS) == b""


def test_a_tar_is_bytes_also_an_empty_one() -> None:
    with Server(chunked(b"tar", media="application/x-tar"), reply(media="application/x-tar")) as server:
        containers = server.client()
        assert containers.invoke("ContainerExport", params={"id": "web"}) == b"tar"
        assert containers.invoke("ContainerExport", params={"id": "web"}) == b""


# as="response"


@pytest.mark.parametrize("throw", [False, True])
def test_response_has_all_and_never_raises(throw: bool) -> None:
    missing = {"message": "No such container: web"}
    with Server(reply([1], ostype="linux"), reply(missing, "404 Not Found")) as server:
        containers = server.client(throw_exceptions=throw)
        status, reason, headers, body = containers.invoke("ContainerList", as_="response")
        assert (status, reason, body) == (200, "OK", [1])
        assert headers["OSTYPE"] == headers["ostype"] == "linux"
        assert dict(headers)["Ostype"] == "linux"
        refused = containers.invoke("ContainerInspect", params={"id": "web"}, as_="response")
        assert (refused.status, refused.reason, refused.body) == (404, "Not Found", missing)
        assert server.counts == [2]


def test_response_does_not_raise_for_a_failure_after_the_head() -> None:
    sent = frame(1, b"out") + frame(3, b"broken log")
    with Server(chunked(lines(FAILURE)), reply(sent, media=MULTIPLEXED)) as server:
        assert server.client("images", throw_exceptions=True).invoke(
            "ImageCreate", params=PULL, as_="response"
        ).body == [FAILURE]
        logs = server.client(version="v1.43", throw_exceptions=True).invoke(
            "ContainerLogs", params=LOGS, as_="response"
        )
        assert logs.body == b"outbroken log"


def test_a_repeated_field_is_joined() -> None:
    with Server(b"HTTP/1.1 200 OK\r\nWarning: a\r\nwarning: b\r\nContent-Length: 0\r\n\r\n") as server:
        headers = server.get(as_="response").headers
        assert headers["warning"] == "a, b"
        assert "nothing" not in headers


# Refusals


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        (301, APIError),
        (400, BadRequest),
        (401, Unauthorized),
        (403, Forbidden),
        (404, NotFound),
        (409, Conflict),
        (418, APIError),
        (500, ServerError),
        (501, NotSupported),
        (503, Unavailable),
        (599, ServerError),
    ],
)
@pytest.mark.parametrize("as_", ["data", "stream"])
def test_a_refusal_is_data_or_an_error(status: int, kind: type[APIError], as_: str) -> None:
    body = {"message": "not like this"}
    sent = reply(body, f"{status} Reason", docker_experimental="false")
    with Server(sent, sent) as server:
        containers = server.client()
        refused = containers.invoke("ContainerList", as_=as_)
        assert (refused if as_ == "data" else json.loads(refused.read())) == body
        with pytest.raises(APIError) as caught:
            containers.invoke("ContainerList", as_=as_, throw_exceptions=True)
        assert server.counts == [2]
    for error in caught.value, pickle.loads(pickle.dumps(caught.value)):
        assert type(error) is kind
        assert (error.status, error.message, error.body) == (status, "not like this", body)
        assert error.headers["Docker-Experimental"] == "false"
        assert str(error) == f"{status}: not like this"


def test_the_operation_overrules_the_client() -> None:
    with Server(reply({"message": "no"}, "500 Oops")) as server:
        containers = server.client(throw_exceptions=True)
        assert containers.invoke("ContainerList", throw_exceptions=False) == {"message": "no"}


def test_plain_text_that_is_called_a_raw_stream() -> None:
    sent = reply(
        b"cannot attach to a stopped container\n", media="application/vnd.docker.raw-stream", status="409 Conflict"
    )
    with Server(sent, sent) as server:
        attach = {"op": "ContainerAttach", "params": {"id": "web", "stream": True}, "as": "stream"}
        containers = server.client()
        assert containers.invoke(attach).read() == b"cannot attach to a stopped container\n"
        with pytest.raises(Conflict, match=r"^409: cannot attach to a stopped container$"):
            containers.invoke({**attach, "throw_exceptions": True})


def test_podmans_shape() -> None:
    body = {"cause": "no such container", "message": 'no container with name "web" found', "response": 404}
    with Server(reply(body, "404 Not Found"), reply({"cause": "just this"}, "404 Not Found")) as server:
        containers = server.client("libpod/containers", engine="podman", version="v4.3.1", throw_exceptions=True)
        with pytest.raises(NotFound, match=r'^404: no container with name "web" found$') as caught:
            containers.invoke("ContainerInspectLibpod", params={"name": "web"})
        assert caught.value.body == body
        with pytest.raises(NotFound, match=r"^404: just this$"):
            containers.invoke("ContainerInspectLibpod", params={"name": "web"})


def test_a_refusal_without_a_body_says_the_reason() -> None:
    with Server(reply(status="503 Not Now"), reply(status="503 Not Now")) as server:
        assert server.get() == {"message": "503 Not Now"}
        with pytest.raises(Unavailable, match=r"^503: Not Now$"):
            server.get(throw_exceptions=True)


def test_a_refusal_whose_json_is_broken_is_text() -> None:
    with (
        Server(reply(b'{"message": ', media="application/json", status="500 Oops")) as server,
        pytest.raises(ServerError, match=r'^500: {"message":$'),
    ):
        server.get(throw_exceptions=True)


def test_not_modified() -> None:
    start = {"op": "ContainerStart", "params": {"id": "web"}}
    with Server(head("304 Not Modified"), head("304 Not Modified")) as server:
        containers = server.client()
        assert containers.invoke(start) is None
        assert containers.invoke({**start, "throw_exceptions": True}) is None
        assert server.counts == [2]


# Failures inside a stream


@pytest.mark.parametrize(
    ("failure", "message"),
    [
        (FAILURE, "no space left"),
        ({"error": "only this\n"}, "only this"),
        ({"error": "both", "errorDetail": {}}, "both"),
        ({"cause": "c", "message": "podman's", "response": 500}, "podman's"),
    ],
)
def test_an_error_document(failure: dict[str, Any], message: str) -> None:
    sent = chunked(lines(PROGRESS[0]), lines(failure))
    with Server(*[sent] * 4) as server:
        images = server.client("images")
        pull = {"op": "ImageCreate", "params": PULL}
        assert images.invoke(pull) == [PROGRESS[0], failure]
        with pytest.raises(APIError, match=f"^200: {message}$") as caught:
            images.invoke({**pull, "throw_exceptions": True})
        assert caught.value.body == [PROGRESS[0], failure]

        assert list(images.invoke({**pull, "as": "stream"}).documents()) == [PROGRESS[0], failure]
        assert server.counts == [3]
        documents = images.invoke({**pull, "as": "stream", "throw_exceptions": True}).documents()
        assert next(documents) == PROGRESS[0]
        for _ in range(2):
            with pytest.raises(APIError, match=f"^200: {message}$") as caught:
                next(documents)
            assert caught.value.body == failure


def test_documents_that_only_look_like_errors() -> None:
    harmless = [{"error": ""}, {"error": None}, {"errorDetail": None}, {"message": "hi"}, "error", ["error"], None, 1]
    with Server(chunked(lines(*harmless))) as server:
        assert server.client("images", throw_exceptions=True).invoke("ImageCreate", params=PULL) == harmless


class TestEngineErrorFrames:
    """A frame of type 3: the engine's own error in the middle of a log."""

    SENT = chunked(
        frame(1, b"out\n"), frame(3, b"log is "), frame(3, b"broken\n"), frame(2, b"err\n"), media=MULTIPLEXED
    )

    def test_are_items_without_throw_exceptions(self, tmp_path: Any) -> None:
        with Server(*[self.SENT] * 5) as server:
            containers = server.client(version="v1.43")
            assert containers.invoke("ContainerLogs", params=LOGS) == b"out\nlog is broken\nerr\n"
            frames = containers.invoke("ContainerLogs", params=LOGS, as_="stream").frames()
            assert list(frames) == [(1, b"out\n"), (3, b"log is "), (3, b"broken\n"), (2, b"err\n")]
            tagged = containers.invoke("ContainerLogs", params=LOGS, as_="stream").lines(tagged=True)
            assert list(tagged) == [(1, b"out"), (3, b"log is broken"), (2, b"err")]
            plain = containers.invoke("ContainerLogs", params=LOGS, as_="stream").lines(keepends=True)
            assert list(plain) == [b"out\n", b"log is broken\n", b"err\n"]
            with (tmp_path / "out").open("wb") as out, (tmp_path / "err").open("wb") as err:
                assert containers.invoke("ContainerLogs", params=LOGS, as_="stream").copy_to(out, err) == (4, 18)
            assert (tmp_path / "err").read_bytes() == b"log is broken\nerr\n"

    @pytest.mark.parametrize(
        ("view", "before", "message"),
        [("frames", (1, b"out\n"), "log is"), ("lines", b"out", "log is broken")],
    )
    def test_raise_in_views_after_what_came_before(self, view: str, before: object, message: str) -> None:
        with Server(self.SENT) as server:
            logs = server.client(version="v1.43", throw_exceptions=True).invoke(
                "ContainerLogs", params=LOGS, as_="stream"
            )
            records = getattr(logs, view)()
            assert next(records) == before
            for _ in range(2):
                with pytest.raises(APIError, match=f"^200: {message}$"):
                    next(records)

    def test_raise_in_data_and_copy_to(self, tmp_path: Any) -> None:
        with Server(self.SENT, self.SENT) as server:
            containers = server.client(version="v1.43", throw_exceptions=True)
            with pytest.raises(APIError, match=r"^200: log is") as caught:
                containers.invoke("ContainerLogs", params=LOGS)
            assert caught.value.body.startswith(b"log is ")
            with (tmp_path / "out").open("wb") as out, pytest.raises(APIError, match=r"^200: log is"):
                containers.invoke("ContainerLogs", params=LOGS, as_="stream").copy_to(out)
            assert (tmp_path / "out").read_bytes().startswith(b"out\n")


# Answers that are no HTTP


def test_broken_json() -> None:
    with Server(reply(b'{"a": tru}', media="application/json"), reply(b"{}", media="application/json")) as server:
        containers = server.client()
        with pytest.raises(ProtocolError, match=r"the body is not JSON: .* at byte") as caught:
            containers.invoke("ContainerList")
        assert caught.value.offset == 6
        assert containers.invoke("ContainerList") == {}


@pytest.mark.parametrize("broken", [b'{"a": tru}\n', b'{"a": 1', b"nonsense\n"])
def test_a_broken_document_after_whole_ones(broken: bytes) -> None:
    with Server(*[chunked(lines(*PROGRESS), broken)] * 2) as server:
        images = server.client("images")
        with pytest.raises(ProtocolError):
            images.invoke("ImageCreate", params=PULL)
        documents = images.invoke("ImageCreate", params=PULL, as_="stream").documents()
        assert [next(documents), next(documents)] == PROGRESS
        for _ in range(2):
            with pytest.raises(ProtocolError):
                next(documents)


@pytest.mark.parametrize(
    "sent", [b"SSH-2.0-OpenSSH_9.2\r\n\r\n", b"HTTP/1.1 abc\r\n\r\n", b"\x15\x03\x01\x00\x02\x02\x46\r\n\r\n"]
)
def test_what_is_not_http(sent: bytes) -> None:
    with Server(sent) as server, pytest.raises(ProtocolError):
        server.get()
