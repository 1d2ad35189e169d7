"""Logging: one line for each request, a shell command, and never a credential."""

from __future__ import annotations

import logging
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from support.scripted_server import Peer, Server, head, reply

import dockline
from dockline.errors import ConnectError, NotFound
from dockline.testing import Engine

SECRET = "hunter2"
ANSWER = reply([])


@pytest.fixture
def lines(caplog: pytest.LogCaptureFixture) -> Any:
    """Turns the log on. Returns a function that gives the messages of a logger so far."""
    caplog.set_level(logging.DEBUG, "dockline")
    return lambda name="dockline": [record.getMessage() for record in caplog.records if record.name == name]


def test_one_line_a_request(lines: Any, caplog: pytest.LogCaptureFixture) -> None:
    with Server(ANSWER, ANSWER, reply({"message": "no"}, "404 Not Found"), head(content_length=0)) as server:
        containers = server.client()
        containers.invoke("ContainerList", params={"all": True})
        containers.invoke("ContainerList")
        with pytest.raises(NotFound):
            containers.invoke("ContainerInspect", params={"id": "nobody"}, throw_exceptions=True)
        dockline.request({"uri": server.uri}, method="HEAD", path="/_ping")
    import re

    said = [re.sub(r"\d+\.\d ms", "1.2 ms", line) for line in lines()]
    assert said == [
        "GET /v1.41/containers/json 200, 1.2 ms, new connection",
        "GET /v1.41/containers/json 200, 1.2 ms, reused connection",
        "GET /v1.41/containers/nobody/json 404, 1.2 ms, reused connection",
        "HEAD /_ping 200, 1.2 ms, new connection",
    ]
    assert {record.levelno for record in caplog.records} == {logging.DEBUG}


def test_a_request_that_fails(lines: Any) -> None:
    with Server(Peer.close) as server, pytest.raises(ConnectError):
        server.client().invoke("ContainerList")
    (line,) = lines()
    assert line.startswith("GET /v1.41/containers/json ConnectError, ")


def test_nothing_is_said_where_nobody_listens(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, "dockline")
    with Server(ANSWER) as server:
        server.client().invoke("ContainerList")
    assert caplog.records == []


def test_curl_only(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG, "dockline")
    logging.getLogger("dockline.curl").setLevel(logging.INFO)
    try:
        with Server(ANSWER) as server:
            server.client().invoke("ContainerList")
    finally:
        logging.getLogger("dockline.curl").setLevel(logging.NOTSET)
    assert {record.name for record in caplog.records} == {"dockline"}


@pytest.fixture
def played() -> Iterator[Engine]:
    with Engine() as engine:
        yield engine


def test_curl_repeats_a_request(lines: Any, played: Engine, tmp_path: Path) -> None:
    """A user who runs the command gets the same result."""
    containers = dockline.client(engine="docker", category="containers", version="v1.41", conn={"uri": played.uri})
    made = containers.invoke("ContainerCreate", params={"name": "first"}, data={"Image": "busybox", "Cmd": ["true"]})
    listed = containers.invoke("ContainerList", params={"all": True, "filters": {"status": ["created"]}})
    containers.close()
    assert [each["Id"] for each in listed] == [made["Id"]]
    create, ask = lines("dockline.curl")
    assert ask.startswith(f"curl -N --unix-socket {played.uri.removeprefix('unix://')} 'http://localhost/v1.41/cont")
    again = subprocess.run(f"{ask} -s", shell=True, capture_output=True, check=True).stdout
    assert made["Id"].encode() in again
    assert shlex.split(create)[4:-1] == [
        "-X",
        "POST",
        "-H",
        "Content-Type: application/json",
        "--data-binary",
        "@body",
    ]
    (tmp_path / "body").write_text('{"Image": "busybox", "Cmd": ["true"]}')
    create = create.replace("name=first", "name=other")
    again = subprocess.run(f"{create} -s", shell=True, capture_output=True, check=True, cwd=tmp_path).stdout
    assert b'"Id"' in again


@pytest.mark.parametrize(
    ("conn", "command"),
    [
        ({"uri": "tcp://127.0.0.1:1"}, "curl -N http://127.0.0.1:1/_ping"),
        ({"uri": "https://127.0.0.1:1"}, "curl -N https://127.0.0.1:1/_ping"),
        (
            {"uri": "ssh://root@127.0.0.1:1/a b.sock", "identity": "/the key"},
            "ssh -fNT -p 1 -i '/the key' -L './engine.sock:/a b.sock' -- root@127.0.0.1 && "
            "curl -N --unix-socket ./engine.sock http://localhost/_ping",
        ),
        (
            {"uri": "ssh://127.0.0.1:1"},
            "ssh -fNT -p 1 -L ./engine.sock:/var/run/docker.sock -- 127.0.0.1 && "
            "curl -N --unix-socket ./engine.sock http://localhost/_ping",
        ),
    ],
)
def test_curl_by_other_ways(conn: dict[str, str], command: str) -> None:
    from dockline.connect.endpoint import endpoint
    from dockline.exchange.log import curl
    from dockline.request.request import Request
    from dockline.spec.engines import ENGINES

    connector = endpoint(conn, ENGINES["docker"]).connector
    assert curl(Request("GET", "/_ping", []), connector) == command


def test_curl_with_certificates(authority: Any, tmp_path: Path) -> None:
    from dockline.connect.endpoint import endpoint
    from dockline.exchange.log import curl
    from dockline.request.request import Request
    from dockline.spec.engines import ENGINES

    leaf = authority.issue_cert("me@example.com")
    cert, key = leaf.cert_chain_pems[0].bytes(), leaf.private_key_pem.bytes()
    (tmp_path / "cert.pem").write_bytes(cert)
    mtls = {"ca": authority.cert_pem.bytes(), "cert": tmp_path / "cert.pem", "key": key, "password": SECRET}
    connector = endpoint({"uri": "https://a:1", "mtls": mtls}, ENGINES["docker"]).connector
    command = curl(Request("DELETE", "/x", []), connector)
    assert command == f"curl -N --cacert … --cert {tmp_path}/cert.pem --key … -X DELETE https://a:1/x".replace(
        "…", "'…'"
    )


def test_no_credential_and_no_body(lines: Any) -> None:
    with Server(ANSWER, ANSWER, ANSWER, always=ANSWER) as server:
        images = server.client("images")
        auth = {"username": "tester", "password": SECRET, "serveraddress": "a.example"}
        remote = f"https://tester:{SECRET}@git.example/repository.git#main:folder"
        images.invoke("ImageCreate", params={"fromImage": "a.example/x", "X-Registry-Auth": auth})
        images.invoke("ImageCreate", params={"fromSrc": remote, "repo": "x"})
        build = server.client("build")
        build.invoke(
            "ImageBuild",
            params={"remote": remote, "buildargs": {"TOKEN": SECRET}, "X-Registry-Config": {"a.example": auth}},
        )
        dockline.request(
            {"uri": server.uri},
            method="POST",
            path="/auth",
            headers={"Authorization": f"Basic {SECRET}"},
            body={"password": SECRET},
        )
    import base64

    said = "\n".join(lines() + lines("dockline.curl"))
    assert said.count("\n") == 7
    assert SECRET not in said
    assert base64.b64encode(SECRET.encode()).decode()[:8] not in said
    assert "X-Registry-Auth: …" in said
    assert "X-Registry-Config: …" in said
    assert "Authorization: …" in said
    assert "git.example" not in said


def test_no_value_of_a_name_that_no_table_holds(lines: Any) -> None:
    with Server(ANSWER, always=ANSWER) as server:
        params = {"header.X-Fancy": SECRET, "query.fancy": SECRET, "all": True}
        server.client("containers").invoke("ContainerList", params=params)
    said = "\n".join(lines() + lines("dockline.curl"))
    assert SECRET not in said
    assert "X-Fancy: …" in said
    assert "all=true" in said


def test_logging_is_not_imported_for_those_who_do_not_use_it() -> None:
    program = (
        "import sys, dockline.testing\n"
        "with dockline.testing.Engine() as engine:\n"
        "    known = set(sys.modules)\n"
        "    dockline.request({'uri': engine.uri}, path='/_ping')\n"
        "    assert 'logging' not in set(sys.modules) - known\n"
    )
    subprocess.run([sys.executable, "-c", program], check=True)
