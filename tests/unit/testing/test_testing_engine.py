"""The simulated engine of `dockline.testing`, byte for byte, tested without dockline's own client."""

from __future__ import annotations

import ast
import http.client
import json
import os
import socket
import struct
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from support.descriptors import descriptors as open_descriptors
from support.waiting import PATIENCE, wait_until

import dockline.testing
from dockline.testing import Engine

UPGRADE = "Connection: Upgrade\r\nUpgrade: tcp\r\n"
BOTH = "stdout=1&stderr=1"


@pytest.fixture
def played(caplog: pytest.LogCaptureFixture) -> Iterator[Engine]:
    with Engine() as played:
        yield played
    assert not caplog.records, caplog.text


def connect(played: Engine) -> socket.socket:
    peer = socket.socket(socket.AF_UNIX)
    peer.settimeout(PATIENCE)
    peer.connect(played.uri.removeprefix("unix://"))
    return peer


class Unix(http.client.HTTPConnection):
    """The standard library's HTTP client on a unix socket. It keeps its connection."""

    def __init__(self, played: Engine) -> None:
        super().__init__("engine")
        self.played = played

    def connect(self) -> None:
        self.sock = connect(self.played)


def call(
    played: Engine, method: str, path: str, body: object = None, connection: Unix | None = None
) -> tuple[int, Any, http.client.HTTPMessage]:
    """Performs one exchange. Returns the status, the decoded body and the fields."""
    client = connection or Unix(played)
    fields = {} if body is None else {"Content-Type": "application/json"}
    client.request(method, path, body if body is None or isinstance(body, bytes) else json.dumps(body), fields)
    reply = client.getresponse()
    content = reply.read()
    if connection is None:
        client.close()
    typed = reply.headers.get_content_type() == "application/json" and content.count(b"\n") == 1
    return reply.status, json.loads(content) if typed else content, reply.headers


def send(played: Engine, method: str, path: str, fields: str = "", body: bytes = b"") -> socket.socket:
    """Sends a request as raw bytes. `fields` holds its Content-Length."""
    peer = connect(played)
    peer.sendall(f"{method} {path} HTTP/1.1\r\nHost: engine\r\n{fields}\r\n".encode() + body)
    return peer


def read_head(peer: socket.socket) -> str:
    """Reads the head, and not one byte more."""
    head = b""
    while not head.endswith(b"\r\n\r\n"):
        byte = peer.recv(1)
        assert byte, f"the connection ended in the head {head!r}"
        head += byte
    return head.decode()


def read_exactly(peer: socket.socket, count: int) -> bytes:
    data = b""
    while len(data) < count:
        piece = peer.recv(count - len(data))
        assert piece, f"the connection ended after {data!r}"
        data += piece
    return data


def read_chunk(peer: socket.socket) -> bytes:
    size = b""
    while not size.endswith(b"\r\n"):
        size += read_exactly(peer, 1)
    data = read_exactly(peer, int(size, 16) + 2)
    assert data.endswith(b"\r\n")
    return data[:-2]


def read_chunks(peer: socket.socket) -> list[bytes]:
    return [*iter(lambda: read_chunk(peer), b"")]


def read_all(peer: socket.socket) -> bytes:
    return b"".join(iter(lambda: peer.recv(65536), b""))


def frame(stream: int, payload: bytes) -> bytes:
    return bytes([stream, 0, 0, 0]) + struct.pack(">I", len(payload)) + payload


def logs(played: Engine, query: str, prefix: str = "") -> list[bytes]:
    with send(played, "GET", f"{prefix}/containers/web/logs?{query}") as peer:
        assert read_head(peer).startswith("HTTP/1.1 200 OK\r\n")
        return read_chunks(peer)


def past_events(played: Engine, **filters: list[str]) -> list[dict[str, Any]]:
    query = f"since=0&until={time.time():.9f}&filters={quote(json.dumps(filters))}"
    with send(played, "GET", f"/events?{query}") as peer:
        read_head(peer)
        return [json.loads(chunk) for chunk in read_chunks(peer)]


# System and the wire


def test_ping_and_version_on_one_connection(played: Engine) -> None:
    client = Unix(played)
    status, body, fields = call(played, "GET", "/_ping", connection=client)
    first = client.sock
    assert (status, body, fields["Api-Version"], fields["Content-Length"]) == (200, b"OK", "1.41", "2")
    assert call(played, "HEAD", "/v1.30/_ping", connection=client)[:2] == (200, b"")
    assert call(played, "GET", "/version", connection=client)[1]["ApiVersion"] == "1.41"
    assert call(played, "GET", "/v1.41/info", connection=client)[1]["Images"] == 1
    assert client.sock is first
    client.close()


@pytest.mark.parametrize(
    ("path", "status", "message"),
    [
        ("/nope", 404, "page not found"),
        ("/v1.41/containers", 404, "page not found"),
        ("/v1.42/_ping", 400, "client version 1.42 is too new. Maximum supported API version is 1.41"),
        ("/containers/nope/json", 404, "No such container: nope"),
        ("/containers/nope/logs?stdout=1", 404, "No such container: nope"),
        ("/images/no/such:1/json", 404, "no such image: no/such:1: No such image: no/such:1"),
        ("/exec/nope/json", 404, "No such exec instance: nope"),
        ("/containers/json?filters=zz", 400, "invalid character 'z' looking for beginning of value"),
        ("/containers/json?filters=%7B%22x%22:%5B%5D%7D", 400, "Invalid filter 'x'"),
    ],
)
def test_errors_are_docker_s(played: Engine, path: str, status: int, message: str) -> None:
    assert call(played, "GET", path)[:2] == (status, {"message": message})


def test_two_slashes_are_a_redirect_as_of_go(played: Engine) -> None:
    status, body, fields = call(played, "GET", "/containers/%2Fweb/json")
    assert (status, body, fields["Location"]) == (301, b"", "/containers/web/json")


def test_a_long_reply_is_chunked_in_one_chunk(played: Engine) -> None:
    for number in range(10):
        played.add_container(f"web{number}")
    with send(played, "GET", "/containers/json") as peer:
        assert "\r\nTransfer-Encoding: chunked\r\n" in read_head(peer)
        (chunk,) = read_chunks(peer)
        assert len(json.loads(chunk)) == 10


@pytest.mark.parametrize("request_line", [b"nonsense", b"GET /_ping", b"GET /" + b"x" * 70000 + b" HTTP/1.1"])
def test_what_is_no_request_gets_a_400_and_the_end(played: Engine, request_line: bytes) -> None:
    with connect(played) as peer:
        peer.sendall(request_line + b"\r\n\r\n")
        assert read_all(peer).startswith(b"HTTP/1.1 400 Bad Request\r\n")
    assert call(played, "GET", "/_ping")[0] == 200


@pytest.mark.parametrize("length", [b"-1", b"x", b"99999999999"])
def test_a_bad_length_gets_a_400(played: Engine, length: bytes) -> None:
    with connect(played) as peer:
        peer.sendall(b"POST /containers/create HTTP/1.1\r\nContent-Length: " + length + b"\r\n\r\n")
        assert read_all(peer).startswith(b"HTTP/1.1 400 ")


def test_chunked_request_body_expectation_and_close(played: Engine) -> None:
    body = b'{"Image":"busybox"}'
    fields = "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n"
    with send(played, "POST", "/containers/create?name=web", fields + "Expect: 100-continue\r\n") as peer:
        assert read_head(peer) == "HTTP/1.1 100 Continue\r\n\r\n"
        peer.sendall(b"5;ext\r\n%b\r\n%X\r\n%b\r\n0\r\nT: v\r\n\r\n" % (body[:5], len(body[5:]), body[5:]))
        assert read_head(peer).startswith("HTTP/1.1 201 Created\r\n")
    with send(played, "GET", "/_ping", "Connection: close\r\n") as peer:
        answer = read_all(peer)
        assert b"\r\nConnection: close\r\n" in answer
        assert answer.endswith(b"\r\n\r\nOK")


def test_http_1_0_gets_an_unchunked_stream(played: Engine) -> None:
    played.add_container("web", log=[("stdout", b"a\n")], exit_code=0)
    with connect(played) as peer:
        peer.sendall(b"GET /containers/web/logs?stdout=1 HTTP/1.0\r\n\r\n")
        assert read_all(peer).partition(b"\r\n\r\n")[2] == frame(1, b"a\n")


def test_pipelined_requests_are_answered_in_turn(played: Engine) -> None:
    with connect(played) as peer:
        peer.sendall(b"GET /_ping HTTP/1.1\r\n\r\n" * 2 + b"GET /_ping HTTP/1.1\r\nConnection: close\r\n\r\n")
        assert read_all(peer).count(b"\r\n\r\nOK") == 3


# Containers and images


def test_the_life_of_a_container(played: Engine) -> None:
    config = {"Image": "busybox", "Cmd": ["sleep", "9"]}
    status, created, _ = call(played, "POST", "/containers/create?name=web", config)
    assert status == 201
    assert created["Warnings"] == []
    key = created["Id"]

    def state() -> dict[str, Any]:
        status, body, _ = call(played, "GET", f"/containers/{key[:8]}/json")
        assert (status, body["Id"], body["Name"], body["Path"]) == (200, key, "/web", "sleep")
        return body["State"]

    assert (state()["Status"], state()["StartedAt"]) == ("created", "0001-01-01T00:00:00Z")
    assert call(played, "POST", "/containers/web/stop")[0] == 304
    status, body, _ = call(played, "POST", "/containers/web/kill")
    assert (status, body["message"]) == (409, f"Cannot kill container: web: Container {key} is not running")
    status, body, fields = call(played, "POST", "/containers/web/start")
    assert (status, body, fields["Content-Length"]) == (204, b"", None)
    assert call(played, "POST", "/containers/web/start")[:2] == (304, b"")
    assert state()["Running"]
    status, body, _ = call(played, "DELETE", f"/containers/{key}")
    assert status == 409
    assert body["message"].startswith(f"You cannot remove a running container {key}. Stop")
    assert call(played, "POST", "/containers/web/kill?signal=HUP")[0] == 204
    assert call(played, "POST", "/containers/web/kill?signal=FOO")[:2] == (400, {"message": "Invalid signal: FOO"})
    assert call(played, "POST", "/containers/web/kill?signal=SIGTERM")[0] == 204
    assert (state()["Status"], state()["ExitCode"]) == ("exited", 143)
    assert call(played, "DELETE", "/containers/web")[0] == 204
    assert call(played, "DELETE", "/containers/web")[0] == 404
    told = past_events(played, type=["container"])
    assert [event["Action"] for event in told] == ["create", "start", "kill", "kill", "die", "destroy"]
    assert [event["Actor"]["Attributes"].get("signal") for event in told[2:4]] == ["1", "15"]
    assert told[4]["Actor"]["Attributes"]["exitCode"] == "143"


@pytest.mark.parametrize(
    ("query", "body", "status", "message"),
    [
        ("", {"Image": "nosuch"}, 404, "No such image: nosuch:latest"),
        ("", {}, 400, "Config cannot be empty in order to create a container"),
        ("", b"", 400, "invalid JSON: EOF"),
        ("", [1], 400, "json: cannot unmarshal list into a Go struct"),
        ("?name=-a", {"Image": "busybox"}, 400,
         "Invalid container name (-a), only [a-zA-Z0-9][a-zA-Z0-9_.-] are allowed"),
    ],
)  # fmt: skip
def test_create_refuses(played: Engine, query: str, body: object, status: int, message: str) -> None:
    assert call(played, "POST", f"/containers/create{query}", body)[:2] == (status, {"message": message})
    assert call(played, "GET", "/containers/json?all=1")[1] == []


def test_create_refuses_bad_json_and_a_taken_name(played: Engine) -> None:
    key = played.add_container("web")
    status, body, _ = call(played, "POST", "/containers/create?name=web", {"Image": "busybox"})
    assert status == 409
    assert body["message"].startswith(
        f'Conflict. The container name "/web" is already in use by container "{key}". You have to remove'
    )
    status, body, _ = call(played, "POST", "/containers/create", b"{bad")
    assert status == 400
    assert body["message"].startswith("invalid JSON: ")


def test_list_filters_and_limit(played: Engine) -> None:
    a = played.add_container("aa", labels={"tier": "front", "x": "1"})
    b = played.add_container("bb", labels={"tier": "back"})
    c = played.add_container("cc", running=False)

    def ids(query: str = "", **filters: object) -> list[str]:
        status, body, _ = call(played, "GET", f"/containers/json?{query}&filters={quote(json.dumps(filters))}")
        assert status == 200, body
        return [container["Id"] for container in body]

    assert ids() == [b, a]
    assert ids("all=1") == [c, b, a]
    assert ids("all=0") == [b, a]
    assert ids("limit=2") == [c, b]
    assert ids(name=["b"]) == [b]
    assert ids(name=["^/b$"]) == []
    assert ids(id=[a[:10]]) == [a]
    assert ids(label=["tier"]) == [b, a]
    assert ids(label=["tier", "x"]) == [a]
    assert ids(label={"tier=back": True}) == [b]
    assert ids(status=["created"]) == [c]
    assert ids(status=["created", "running"], name=["c", "aa"]) == [c, a]


def test_rename(played: Engine) -> None:
    played.add_container("web")
    played.add_container("other")
    assert call(played, "POST", "/containers/web/rename?name=")[0] == 400
    assert call(played, "POST", "/containers/web/rename?name=web")[0] == 400
    assert call(played, "POST", "/containers/web/rename?name=other")[0] == 409
    assert call(played, "POST", "/containers/web/rename?name=new")[0] == 204
    assert call(played, "GET", "/containers/web/json")[0] == 404
    assert call(played, "GET", "/containers/new/json")[0] == 200


@pytest.mark.parametrize(("condition", "how", "code"), [
    ("", "exit", 3), ("not-running", "exit", 3), ("next-exit", "exit", 3), ("removed", "remove", 137),
])  # fmt: skip
def test_wait_sends_its_head_at_once_and_its_body_at_the_exit(
    played: Engine, condition: str, how: str, code: int
) -> None:
    played.add_container("web")
    with send(played, "POST", f"/containers/web/wait?condition={condition}") as peer:
        assert "\r\nTransfer-Encoding: chunked\r\n" in read_head(peer)
        if how == "exit":
            played.exit_container("web", code)
        else:
            assert call(played, "DELETE", "/containers/web?force=1")[0] == 204
        assert read_chunks(peer) == [b'{"Error":null,"StatusCode":%d}\n' % code]


def test_a_toy_command_runs_and_auto_remove_removes(played: Engine) -> None:
    config = {"Image": "busybox", "Cmd": ["echo", "hi", "there"]}
    call(played, "POST", "/containers/create?name=web", config)
    assert logs(played, BOTH) == []
    call(played, "POST", "/containers/web/start")
    assert logs(played, BOTH + "&follow=1") == [frame(1, b"hi there\n")]
    assert call(played, "GET", "/containers/web/json")[1]["State"]["ExitCode"] == 0
    call(played, "POST", "/containers/create?name=gone", {**config, "HostConfig": {"AutoRemove": True}})
    assert call(played, "POST", "/containers/gone/start")[0] == 204
    assert call(played, "GET", "/containers/gone/json")[0] == 404


def test_images_and_pull(played: Engine) -> None:
    played.add_image("team/app:2", pulled=False)

    def pull(query: str) -> list[dict[str, Any]]:
        with send(played, "POST", f"/images/create?{query}") as peer:
            assert "\r\nContent-Type: application/json\r\n" in read_head(peer)
            chunks = read_chunks(peer)
        assert all(chunk.endswith(b"}\r\n") for chunk in chunks)
        return [json.loads(chunk) for chunk in chunks]

    assert call(played, "GET", "/images/team/app:2/json")[0] == 404
    documents = pull("fromImage=team/app&tag=2")
    assert documents[0] == {"status": "Pulling from team/app", "id": "2"}
    assert documents[-1] == {"status": "Status: Downloaded newer image for team/app:2"}
    assert pull("fromImage=team/app:2")[-1] == {"status": "Status: Image is up to date for team/app:2"}
    assert call(played, "GET", "/images/team/app:2/json")[1]["RepoTags"] == ["team/app:2"]
    assert [i["RepoTags"] for i in call(played, "GET", "/images/json")[1]] == [["busybox:latest"], ["team/app:2"]]
    message = "manifest for nosuch:latest not found: manifest unknown: manifest unknown"
    assert pull("fromImage=nosuch")[-1] == {"errorDetail": {"message": message}, "error": message}
    assert call(played, "POST", "/images/create")[0] == 400


# Logs


def test_a_log_is_one_frame_a_chunk(played: Engine) -> None:
    played.add_container("web", log=[("stdout", b"hello\nyou"), ("stderr", b"oops\n")])
    with send(played, "GET", "/containers/web/logs?" + BOTH) as peer:
        head = read_head(peer)
        assert "Content-Type" not in head
        expected = (
            b"e\r\n\x01\0\0\0\0\0\0\x06hello\n\r\n"
            b"b\r\n\x01\0\0\0\0\0\0\x03you\r\n"
            b"d\r\n\x02\0\0\0\0\0\0\x05oops\n\r\n"
            b"0\r\n\r\n"
        )
        assert read_exactly(peer, len(expected)) == expected


def test_a_tty_log_is_raw(played: Engine) -> None:
    played.add_container("web", log=[("stdout", b"a\r\nb\r\n")], tty=True)
    assert logs(played, BOTH) == [b"a\r\n", b"b\r\n"]


@pytest.mark.parametrize(("tty", "kind"), [(False, "multiplexed"), (True, "raw")])
def test_the_content_type_comes_with_api_1_42(tty: bool, kind: str) -> None:
    with Engine(api_version="1.44") as played:
        played.add_container("web", tty=tty, stdin=True)
        for prefix, said in (("/v1.41", False), ("/v1.42", True), ("", True)):
            with send(played, "GET", f"{prefix}/containers/web/logs?stdout=1") as peer:
                assert (f"Content-Type: application/vnd.docker.{kind}-stream\r\n" in read_head(peer)) == said
            attach_kind = kind if said else "raw"
            with send(played, "POST", f"{prefix}/containers/web/attach?stream=1&stdin=1", UPGRADE) as peer:
                assert f"Content-Type: application/vnd.docker.{attach_kind}-stream\r\n" in read_head(peer)


def test_streams_tail_and_timestamps(played: Engine) -> None:
    before = time.time_ns()
    played.add_container("web", log=[("stdout", b"1\n2\n"), ("stderr", b"3\n"), ("stdout", b"4\n")])
    one, two, three, four = frame(1, b"1\n"), frame(1, b"2\n"), frame(2, b"3\n"), frame(1, b"4\n")
    assert logs(played, "stdout=1") == [one, two, four]
    assert logs(played, "stderr=true&stdout=false") == [three]
    assert logs(played, BOTH + "&tail=2") == [three, four]
    assert logs(played, BOTH + "&tail=0") == []
    assert logs(played, BOTH + "&tail=all") == [one, two, three, four]
    stamped = logs(played, BOTH + "&timestamps=1")
    assert [chunk[-3:] for chunk in stamped] == [b" 1\n", b" 2\n", b" 3\n", b" 4\n"]
    stamp = stamped[0][8:-3].decode()
    assert len(stamp) == len("2026-11-23T17:29:55.713297526Z")
    assert stamp.startswith(time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(before // 10**9))[:13])
    assert call(played, "GET", "/containers/web/logs")[1] == {
        "message": "Bad parameters: you must choose at least one stream"
    }


def test_since_and_until_have_nanoseconds(played: Engine) -> None:
    played.add_container("web", log=[("stdout", b"1\n")])
    between = time.time_ns()
    played.add_log("web", b"2\n")
    stamp = f"{between // 10**9}.{between % 10**9:09d}"
    assert logs(played, f"stdout=1&since={stamp}") == [frame(1, b"2\n")]
    assert logs(played, f"stdout=1&until={stamp}") == [frame(1, b"1\n")]
    assert logs(played, f"stdout=1&follow=1&until={stamp}") == [frame(1, b"1\n")]
    assert logs(played, f"stdout=1&until={time.time_ns() // 10**9}.99999999") == [frame(1, b"1\n"), frame(1, b"2\n")]
    assert call(played, "GET", "/containers/web/logs?stdout=1&since=abc")[:2] == (
        400, {"message": 'strconv.ParseInt: parsing "abc": invalid syntax'},
    )  # fmt: skip


def test_a_long_line_is_cut_as_json_file_does(played: Engine) -> None:
    line = bytes(range(65, 91)) * 1500 + b"\n"
    played.add_container("web", log=[("stdout", line)])
    chunks = logs(played, "stdout=1")
    assert [len(chunk) - 8 for chunk in chunks] == [16384, 16384, len(line) - 2 * 16384]
    assert b"".join(chunk[8:] for chunk in chunks) == line


def test_a_follower_gets_each_line_at_once_and_the_end(played: Engine) -> None:
    played.add_container("web", log=[("stdout", b"first\n")])
    with send(played, "GET", f"/containers/web/logs?{BOTH}&follow=1&tail=1") as peer:
        read_head(peer)
        assert read_chunk(peer) == frame(1, b"first\n")
        played.add_log("web", b"more\n", stream="stderr")
        assert read_chunk(peer) == frame(2, b"more\n")
        played.add_log("web", b"last")
        played.exit_container("web")
        assert read_chunks(peer) == [frame(1, b"last")]
        peer.sendall(b"GET /_ping HTTP/1.1\r\n\r\n")
        assert read_head(peer).startswith("HTTP/1.1 200 OK")


def test_many_followers_get_everything(played: Engine) -> None:
    played.add_container("web")
    peers = [send(played, "GET", "/containers/web/logs?stdout=1&follow=1") for _ in range(20)]
    for peer in peers:
        read_head(peer)
    lines = [b"line %d\n" % number for number in range(200)]
    parts = [b"".join(lines[start : start + 50]) for start in range(0, 200, 50)]
    writers = [threading.Thread(target=played.add_log, args=("web", part)) for part in parts]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    played.exit_container("web")
    for peer in peers:
        assert sorted(read_chunks(peer)) == sorted(frame(1, line) for line in lines)
        peer.close()


# Attach and exec


@pytest.mark.parametrize("tty", [False, True])
@pytest.mark.parametrize("upgrade", [UPGRADE, ""])
def test_attach_echoes_until_the_half_close(played: Engine, tty: bool, upgrade: str) -> None:
    played.add_container("web", stdin=True, tty=tty)
    encode = (lambda data: data) if tty else (lambda data: frame(1, data))
    with send(played, "POST", f"/containers/web/attach?stream=1&stdin=1&{BOTH}", upgrade, b"with the head") as peer:
        assert read_head(peer).startswith("HTTP/1.1 101 UPGRADED\r\n" if upgrade else "HTTP/1.1 200 OK\r\n")
        assert read_exactly(peer, len(encode(b"with the head"))) == encode(b"with the head")
        peer.sendall(b"\0\x01\xff\n")
        assert read_exactly(peer, len(encode(b"\0\x01\xff\n"))) == encode(b"\0\x01\xff\n")
        peer.sendall(b"last")
        peer.shutdown(socket.SHUT_WR)
        assert read_all(peer) == encode(b"last")
    assert call(played, "GET", "/containers/web/json")[1]["State"]["Status"] == "exited"
    assert call(played, "POST", "/containers/web/start")[0] == 204
    with send(played, "POST", "/containers/web/attach?stream=1&stdin=1&stdout=1", upgrade, b"again") as peer:
        read_head(peer)
        assert read_exactly(peer, len(encode(b"again"))) == encode(b"again")


def test_attach_before_the_start_and_its_logs_after(played: Engine) -> None:
    call(played, "POST", "/containers/create?name=web", {"Image": "busybox", "OpenStdin": True, "StdinOnce": True})
    with send(played, "POST", "/containers/web/attach?stream=1&stdin=1&stdout=1", UPGRADE, b"early\n") as peer:
        read_head(peer)
        peer.shutdown(socket.SHUT_WR)
        call(played, "POST", "/containers/web/start")
        assert read_all(peer) == frame(1, b"early\n")
    assert logs(played, "stdout=1") == [frame(1, b"early\n")]


def test_attach_without_stdin_hears_on_after_its_half_close(played: Engine) -> None:
    played.add_container("web", log=[("stdout", b"old\n")])
    with send(played, "POST", f"/containers/web/attach?stream=1&logs=1&{BOTH}", UPGRADE) as peer:
        read_head(peer)
        peer.shutdown(socket.SHUT_WR)
        assert read_exactly(peer, 12) == frame(1, b"old\n")
        played.add_log("web", b"err\n", stream="stderr")
        assert read_exactly(peer, 12) == frame(2, b"err\n")
        played.exit_container("web")
        assert read_all(peer) == b""


def test_attach_hears_what_comes_after_it_in_frames_of_32_kib(played: Engine) -> None:
    played.add_container("web", log=[("stdout", b"old\n")])
    with send(played, "POST", f"/containers/web/attach?stream=1&{BOTH}", UPGRADE) as peer:
        read_head(peer)
        played.add_log("web", b"x" * 40_000)
        expected = frame(1, b"x" * 32768) + frame(1, b"x" * (40_000 - 32768))
        assert read_exactly(peer, len(expected)) == expected
        assert call(played, "DELETE", "/containers/web?force=1")[0] == 204
        assert read_all(peer) == b""


def test_attach_to_what_never_runs_ends_with_its_removal(played: Engine) -> None:
    played.add_container("web", running=False)
    with send(played, "POST", "/containers/web/attach?stream=1&stdout=1", UPGRADE) as peer:
        read_head(peer)
        assert call(played, "DELETE", "/containers/web")[0] == 204
        assert read_all(peer) == b""


def test_half_close_detaches_where_stdin_stays_open(played: Engine) -> None:
    call(played, "POST", "/containers/create?name=web", {"Image": "busybox", "OpenStdin": True})
    call(played, "POST", "/containers/web/start")
    with send(played, "POST", "/containers/web/attach?stream=1&stdin=1&stdout=1", UPGRADE, b"a") as peer:
        read_head(peer)
        peer.shutdown(socket.SHUT_WR)
        assert read_all(peer) == frame(1, b"a")
    assert call(played, "GET", "/containers/web/json")[1]["State"]["Running"]


def test_attach_takes_megabytes_and_loses_nothing(played: Engine) -> None:
    played.add_container("web", stdin=True, tty=True)
    data = os.urandom(4_000_000)
    with send(played, "POST", "/containers/web/attach?stream=1&stdin=1&stdout=1", UPGRADE) as peer:
        read_head(peer)

        def write() -> None:
            peer.sendall(data)
            peer.shutdown(socket.SHUT_WR)

        writer = threading.Thread(target=write)
        writer.start()
        assert read_all(peer) == data
        writer.join()


def make_exec(played: Engine, *argv: str, **options: object) -> str:
    config = {"AttachStdout": True, "AttachStderr": True, "Cmd": argv, **options}
    status, body, _ = call(played, "POST", "/containers/web/exec", config)
    assert status == 201, body
    return str(body["Id"])


def start_exec(played: Engine, key: str) -> socket.socket:
    fields = UPGRADE + "Content-Type: application/json\r\nContent-Length: 2\r\n"
    peer = send(played, "POST", f"/exec/{key}/start", fields, b"{}")
    assert read_head(peer).startswith("HTTP/1.1 101 UPGRADED\r\n")
    return peer


@pytest.mark.parametrize(("argv", "output", "code"), [
    (["true"], b"", 0), (["false"], b"", 1), (["echo", "a", "b"], b"a b\n", 0), (["cat"], b"", 0),
])  # fmt: skip
def test_exec_commands(played: Engine, argv: list[str], output: bytes, code: int) -> None:
    played.add_container("web")
    key = make_exec(played, *argv)
    assert call(played, "GET", f"/exec/{key}/json")[1]["ExitCode"] is None
    with start_exec(played, key) as peer:
        assert read_all(peer) == (frame(1, output) if output else b"")
    status, body, _ = call(played, "GET", f"/exec/{key}/json")
    assert (status, body["Running"], body["ExitCode"]) == (200, False, code)
    assert body["ProcessConfig"]["entrypoint"] == argv[0]
    assert call(played, "POST", f"/exec/{key}/start", {})[0] == 409


def test_exec_cat_runs_until_the_half_close(played: Engine) -> None:
    played.add_container("web")
    key = make_exec(played, "cat", AttachStdin=True, Tty=True)
    with start_exec(played, key) as peer:
        peer.sendall(b"hello")
        assert read_exactly(peer, 5) == b"hello"
        assert call(played, "GET", f"/exec/{key}/json")[1]["Running"]
        peer.shutdown(socket.SHUT_WR)
        assert read_all(peer) == b""
    assert call(played, "GET", f"/exec/{key}/json")[1]["ExitCode"] == 0


def test_exec_of_what_is_not_there_or_not_running(played: Engine) -> None:
    key = played.add_container("web")
    lost = make_exec(played, "nosuch")
    with start_exec(played, lost) as peer:
        output = read_all(peer)
    assert output[0] == 1
    assert b'exec: "nosuch": executable file not found in $PATH' in output
    assert call(played, "GET", f"/exec/{lost}/json")[1]["ExitCode"] == 126
    assert call(played, "POST", "/containers/web/exec", {"Cmd": []})[1] == {"message": "No exec command specified"}
    detached = make_exec(played, "true")
    assert call(played, "POST", f"/exec/{detached}/start", {"Detach": True})[:2] == (200, b"")
    cut = make_exec(played, "cat", AttachStdin=True)
    with start_exec(played, cut) as peer:
        played.exit_container("web")
        assert read_all(peer) == b""
    status, body, _ = call(played, "POST", "/containers/web/exec", {"Cmd": ["true"]})
    assert (status, body["message"]) == (409, f"Container {key} is not running")


# Events


def test_events_replay_filter_and_come_live(played: Engine) -> None:
    web = played.add_container("web", labels={"tier": "front"})
    with send(played, "GET", f"/events?filters={quote(json.dumps({'event': ['die', 'destroy']}))}") as peer:
        read_head(peer)
        played.add_container("other", exit_code=4)
        event = json.loads(read_chunk(peer))
        assert (event["status"], event["Type"], event["from"]) == ("die", "container", "busybox:latest")
        assert event["Actor"]["Attributes"] == {"image": "busybox:latest", "name": "other", "exitCode": "4"}
        assert event["timeNano"] // 10**9 == event["time"]
        call(played, "DELETE", "/containers/web?force=1")
        assert [json.loads(read_chunk(peer))["Action"] for _ in range(2)] == ["die", "destroy"]
    assert [e["Action"] for e in past_events(played, container=[web])] == ["create", "start", "kill", "die", "destroy"]
    assert [e["id"] for e in past_events(played, label=["tier=front"], event=["start"])] == [web]
    assert past_events(played, type=["image"]) == []
    later = past_events(played, event=["start"], container=["other"])[0]["timeNano"]
    with send(played, "GET", f"/events?since={later // 10**9}.{later % 10**9:09d}&until={time.time():.9f}") as peer:
        read_head(peer)
        assert json.loads(read_chunk(peer))["timeNano"] == later


def test_events_end_at_until_in_the_future(played: Engine) -> None:
    with send(played, "GET", f"/events?until={time.time() + 0.05:.9f}") as peer:
        read_head(peer)
        assert read_chunks(peer) == []


def test_only_256_events_are_kept(played: Engine) -> None:
    for number in range(150):
        played.add_container(f"web{number}")
    kept = past_events(played)
    assert len(kept) == 256
    assert kept[-1]["Actor"]["Attributes"]["name"] == "web149"


# The engine itself


def test_clients_that_go_away_leave_nothing(played: Engine) -> None:
    played.add_container("web", stdin=True)
    call(played, "GET", "/_ping")
    before = open_descriptors()
    paths = [
        ("GET", "/containers/web/logs?follow=1&stdout=1"),
        ("GET", "/events"),
        ("POST", "/containers/web/wait"),
        ("POST", "/containers/web/attach?stream=1&stdout=1"),
    ]
    peers = [send(played, method, path) for method, path in paths * 5]
    for peer in peers:
        read_head(peer)
    half_closed = send(played, *paths[0])
    half_closed.shutdown(socket.SHUT_WR)
    read_head(half_closed)
    cut = connect(played)
    cut.sendall(b"GET /_ping HTTP/1.1\r\nHos")
    for peer in (*peers, half_closed, cut):
        peer.close()
    wait_until(lambda: open_descriptors() <= before)
    assert call(played, "GET", "/containers/web/json")[1]["State"]["Running"]


def test_clients_that_go_without_reading_leave_nothing(played: Engine) -> None:
    played.add_container("web", stdin=True, log=[("stdout", b"x" * 1000)])
    played.add_container("cat", stdin=True)
    call(played, "GET", "/_ping")
    before = open_descriptors()
    quiet = send(played, "POST", "/containers/web/attach?stream=1&logs=1&stdin=1&stdout=1", UPGRADE)
    flooded = send(played, "POST", "/containers/cat/attach?stream=1&stdin=1&stdout=1", UPGRADE, b"x" * 100_000)
    for peer in (quiet, flooded):
        read_head(peer)
        assert peer.recv(1)
    for peer in (quiet, flooded):
        peer.close()  # bytes are unread, so this resets the connection
    wait_until(lambda: open_descriptors() <= before)
    assert call(played, "GET", "/containers/web/json")[1]["State"]["Status"] == "exited"  # its stdin has ended


def test_a_client_that_does_not_read_blocks_no_other(played: Engine) -> None:
    played.add_container("web", log=[("stdout", b"x" * 99 + b"\n")] * 50_000)
    with send(played, "GET", "/containers/web/logs?follow=1&stdout=1") as peer:
        read_head(peer)
        assert call(played, "GET", "/_ping")[0] == 200
        played.add_log("web", b"more\n")
        played.exit_container("web")


def test_close_leaves_no_thread_descriptor_or_file() -> None:
    threads, before = set(threading.enumerate()), open_descriptors()
    played = Engine()
    played.add_container("web", stdin=True)
    directory = Path(played.uri.removeprefix("unix://")).parent
    assert directory.stat().st_mode & 0o777 == 0o700
    peers = [
        send(played, "GET", "/containers/web/logs?follow=1&stdout=1"),
        send(played, "POST", "/containers/web/attach?stream=1&stdin=1&stdout=1", UPGRADE),
        connect(played),
    ]
    for peer in peers[:2]:
        read_head(peer)
    assert len(set(threading.enumerate()) - threads) == 1
    played.close()
    played.close()
    for peer in peers:
        assert read_all(peer) == b""
        peer.close()
    assert set(threading.enumerate()) <= threads
    assert open_descriptors() <= before
    assert not directory.exists()
    with pytest.raises(RuntimeError, match="closed"):
        played.add_container("more")


@pytest.mark.filterwarnings("ignore:This process .* is multi-threaded:DeprecationWarning")
def test_a_forked_child_leaves_the_engine_to_its_parent(played: Engine) -> None:
    played.add_container("web")
    follower = send(played, "GET", "/containers/web/logs?stdout=1&follow=1", "Connection: close\r\n")
    listener = send(played, "GET", "/events")
    for peer in (follower, listener):
        read_head(peer)
    gate, opened = os.pipe()
    child = os.fork()  # and it holds the engine's ends of both connections
    if child == 0:
        try:
            played.close()
            played.add_container("mine")
        except RuntimeError:
            os.close(opened)
            os.read(gate, 1)  # until the parent has seen both ends
            os._exit(7)
        os._exit(1)
    with follower, listener:
        played.exit_container("web")
        assert read_all(follower) == b"0\r\n\r\n"
        assert json.loads(read_chunk(listener))["Action"] == "die"
        played.close()
        assert read_all(listener) == b""
    os.close(opened)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 7
    os.close(gate)


def test_the_methods_refuse_in_the_engine_s_words(played: Engine) -> None:
    played.add_container("web")
    with pytest.raises(ValueError, match="already in use"):
        played.add_container("web")
    with pytest.raises(ValueError, match="No such container: nope"):
        played.add_log("nope", b"")
    with pytest.raises(ValueError, match="'stdout' or 'stderr', not 'stdin'"):
        played.add_log("web", b"", stream="stdin")
    played.add_log("/web", b"a leading slash is none of the name\n")


def test_it_is_imported_only_by_who_asks_for_it() -> None:
    program = "import sys, dockline; sys.exit('dockline.testing' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


def test_it_needs_only_the_standard_library() -> None:
    for source in Path(dockline.testing.__path__[0]).glob("*.py"):
        for node in ast.walk(ast.parse(source.read_text())):
            if isinstance(node, ast.Import):
                assert {name.name.partition(".")[0] for name in node.names} <= sys.stdlib_module_names, source
            elif isinstance(node, ast.ImportFrom):
                name = (node.module or "").partition(".")[0]
                assert node.level == 1 or (node.level == 0 and name in sys.stdlib_module_names), source
