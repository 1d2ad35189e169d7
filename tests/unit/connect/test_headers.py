"""`headers` of a conn and of Docker's settings: every request has them, and no message shows them."""

from __future__ import annotations

import json
import logging
from pathlib import Path
from typing import Any

import pytest
from support.scripted_server import Peer, Server, chunk, frame, head, reply
from support.waiting import PATIENCE

import dockline
from dockline.errors import ConfigError, DocklineError, InvalidParameter

SECRET = "hunter2"
HEADERS = {"X-Proxy-Key": SECRET, "Cookie": f"session={SECRET}"}


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A user without settings. Gives the folder of the settings."""
    for variable in ("DOCKER_HOST", "DOCKER_CONTEXT", "DOCKER_CUSTOM_HEADERS", "CONTAINER_HOST"):
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setenv("DOCKER_CONFIG", str(tmp_path))
    return tmp_path


def sent(server: Server, *names: str) -> list[tuple[str | None, ...]]:
    """Returns the values of these fields in each request."""
    return [tuple(request.field(name) for name in names) for request in server.requests]


def test_every_request_has_them(driver: Any) -> None:
    """Also the requests for the version and for the TTY, and a request that is sent again."""
    logs = head(transfer_encoding="chunked") + chunk(frame(1, b"hi")) + chunk(b"")
    ping = head(api_version="1.41", content_length=2)
    with Server(ping, Peer.close, logs, reply({"Config": {"Tty": False}}), reply()) as server:
        conn = {"uri": server.uri, "headers": HEADERS}
        with driver.client(engine="docker", category="containers", version="auto", conn=conn) as containers:
            assert containers.invoke("ContainerLogs", params={"id": "web", "stdout": True}) == b"hi"
        driver.request(conn, path="/any")
        assert sent(server, "x-proxy-key", "cookie") == [(SECRET, f"session={SECRET}")] * 5
        assert server.asked == [
            [("HEAD", "/_ping"), ("GET", "/v1.41/containers/web/logs?stdout=true")],
            [("GET", "/v1.41/containers/web/logs?stdout=true")],
            [("GET", "/v1.41/containers/web/json")],
            [("GET", "/any")],
        ]


def test_a_request_says_a_field_once(driver: Any) -> None:
    """The request's own field wins, then the field that was given last."""
    headers = {"X-Registry-Auth": "mine", "content-type": "text/plain", "user-agent": "one", "USER-agent": "two"}
    with Server(reply(), reply()) as server:
        conn = {"uri": server.uri, "headers": headers}
        with driver.client(engine="docker", category="images", version="v1.41", conn=conn) as images:
            images.invoke("ImagePush", params={"name": "a", "X-Registry-Auth": "its own"})
        driver.request(conn, method="POST", path="/any", body={"a": 1})
        assert sent(server, "user-agent", "x-registry-auth", "content-type") == [
            ("two", "its own", "text/plain"),
            ("two", "mine", "application/json"),
        ]


def test_shown_nowhere(driver: Any, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG, "dockline")
    with Server(reply({"message": "no"}, "403 Forbidden"), Peer.close, Peer.close) as server:
        conn = {"uri": server.uri, "headers": HEADERS}
        with driver.client(engine="docker", category="containers", version="v1.41", conn=conn) as containers:
            with pytest.raises(DocklineError) as refused:
                containers.invoke("ContainerList", throw_exceptions=True)
            with pytest.raises(DocklineError) as failed:
                containers.invoke("ContainerList")
            shown = [
                repr(containers),
                str(containers),
                repr(refused.value),
                repr(failed.value),
                str(vars(refused.value)),
            ]
    assert len(caplog.records) == 6
    assert SECRET not in "".join([*shown, *(record.getMessage() for record in caplog.records)])


@pytest.mark.parametrize(
    ("headers", "message"),
    [
        ([("X-A", "b")], "conn 'headers' must be a mapping of names to values, not a list"),
        ({f"X-A: {SECRET}": ""}, "has an invalid name: a name has letters, digits and dashes"),
        ({b"X-A": SECRET}, "has an invalid name: a name has letters, digits and dashes"),
        ({"": SECRET}, "has an invalid name: a name has letters, digits and dashes"),
        ({"X-A": 3}, "the value of 'X-A' must be a str, not an int"),
        ({"X-A": SECRET.encode()}, "the value of 'X-A' must be a str, not a bytes"),
        ({"X-Registry-Auth": {"password": SECRET}}, "the value of 'X-Registry-Auth' must be a str, not a dict"),
        ({"X-A": f"{SECRET}\r\nX-B: c"}, "the value of 'X-A' has a control character"),
        ({"X-A": f"{SECRET}\u20ac"}, "the value of 'X-A' has characters outside latin-1"),
        ({"X-A": f"{SECRET}\udc80"}, "the value of 'X-A' has characters outside latin-1"),
        *(
            ({name: SECRET}, f"has '{name}', which dockline sets itself")
            for name in ("Host", "content-length", "Transfer-Encoding", "Connection", "UPGRADE")
        ),
    ],
)
def test_what_can_not_be_a_header(driver: Any, headers: Any, message: str) -> None:
    with pytest.raises(InvalidParameter) as raised:
        driver.request({"uri": "unix:///nowhere", "headers": headers}, path="/any")
    assert message in str(raised.value)
    assert SECRET not in str(raised.value)
    assert raised.value.__cause__ is None


# Docker's settings


def test_those_of_the_settings_go_where_no_uri_is_given(
    driver: Any, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (home / "config.json").write_text(json.dumps({"HttpHeaders": HEADERS}))
    with Server(always=reply()) as server:
        monkeypatch.setenv("DOCKER_HOST", server.uri)
        driver.request(path="/settings")
        driver.request({"headers": {"COOKIE": "mine", "X-More": "more"}}, path="/both")
        driver.request({"headers": None, "call_timeout": PATIENCE}, path="/none-of-them")
        driver.request({"uri": server.uri}, path="/another")
        assert sent(server, "x-proxy-key", "cookie", "x-more") == [
            (SECRET, f"session={SECRET}", None),
            (SECRET, "mine", "more"),
            (SECRET, f"session={SECRET}", None),
            (None, None, None),
        ]


def test_endpoints_do_not_tell_them(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (home / "config.json").write_text(json.dumps({"HttpHeaders": HEADERS}))
    monkeypatch.setenv("DOCKER_HOST", "tcp://engine:2375")
    assert dockline.endpoints("docker")[0]["conn"] == {"uri": "tcp://engine:2375"}
    assert SECRET not in str(dockline.endpoints("docker"))


def test_podmans_command_knows_none(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (home / "config.json").write_text(json.dumps({"HttpHeaders": HEADERS}))
    monkeypatch.setenv("DOCKER_CUSTOM_HEADERS", "X-A=b")
    with Server(reply()) as server:
        monkeypatch.setenv("CONTAINER_HOST", server.uri)
        dockline.request(engine="podman", path="/any")
        assert sent(server, "x-proxy-key", "x-a") == [(None, None)]


@pytest.mark.parametrize(
    ("text", "fields"),
    [
        ("X-A=one", {"x-a": "one"}),
        ("X-A=one, X-B =two=2", {"x-a": "one", "x-b": "two=2"}),
        ('X-A=one,"X-B=two,2","X-C= three "', {"x-a": "one", "x-b": "two,2", "x-c": "three"}),
        ('"X-A=say ""hi"""', {"x-a": 'say "hi"'}),
        ("X-A=one,x-a=two", {"x-a": "two"}),
        ("X-A=", {"x-a": ""}),
        ("X-A=one\nX-B=two", {"x-a": "one", "x-b": None}),
    ],
)
def test_the_variable_instead_of_the_file(
    home: Path, monkeypatch: pytest.MonkeyPatch, text: str, fields: dict[str, str]
) -> None:
    (home / "config.json").write_text(json.dumps({"HttpHeaders": HEADERS}))
    monkeypatch.setenv("DOCKER_CUSTOM_HEADERS", text)
    with Server(reply()) as server:
        monkeypatch.setenv("DOCKER_HOST", server.uri)
        dockline.request(path="/any")
        assert sent(server, *fields, "x-proxy-key") == [(*fields.values(), None)]


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        (f"X-A=b,{SECRET}", "DOCKER_CUSTOM_HEADERS must hold name=value pairs: its part 2 is not one"),
        (f" ={SECRET}", "DOCKER_CUSTOM_HEADERS must hold name=value pairs: its part 1 is not one"),
        (f'"X-A={SECRET}', "DOCKER_CUSTOM_HEADERS must be a line of comma-separated name=value pairs"),
        ("\n", "DOCKER_CUSTOM_HEADERS must be a line"),
        (f"X A={SECRET}", "DOCKER_CUSTOM_HEADERS has an invalid name: a name has letters"),
        (f"Host={SECRET}", "DOCKER_CUSTOM_HEADERS has 'Host', which dockline sets itself"),
        ({"HttpHeaders": [SECRET]}, "the field HttpHeaders must be an object, not a list"),
        ({"HttpHeaders": {"X-A": [SECRET]}}, "the field HttpHeaders.X-A must be a string, not a list"),
        ({"HttpHeaders": {"X-A": f"{SECRET}\n"}}, "config.json: the value of 'X-A' has a control character"),
    ],
)
def test_broken_settings(home: Path, monkeypatch: pytest.MonkeyPatch, settings: Any, message: str) -> None:
    monkeypatch.setenv("DOCKER_HOST", "tcp://127.0.0.1:1")
    if isinstance(settings, str):
        monkeypatch.setenv("DOCKER_CUSTOM_HEADERS", settings)
    else:
        (home / "config.json").write_text(json.dumps(settings))
    with pytest.raises(ConfigError) as raised:
        dockline.request(path="/any")
    assert message in str(raised.value)
    assert SECRET not in str(raised.value)
