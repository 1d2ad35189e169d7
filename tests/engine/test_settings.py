"""dockline finds the same settings as the docker and podman commands: the tests ask both."""

from __future__ import annotations

import base64
import json
import os
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from support.scripted_server import JSON, Peer, Server, head
from support.waiting import PATIENCE

import dockline

DOCKER = shutil.which("docker")
PODMAN = shutil.which("podman")

needs_docker = pytest.mark.skipif(not DOCKER, reason="no docker command")
needs_podman = pytest.mark.skipif(not PODMAN, reason="no podman command")
Sent = Callable[[], list[Any]]
HUB = "https://index.docker.io/v1/"


@pytest.fixture(autouse=True)
def user(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A user without settings. Gives the home folder."""
    for name in os.environ:
        if name.startswith(("DOCKER_", "CONTAINER", "PODMAN_", "REGISTRY_AUTH")):
            monkeypatch.delenv(name)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / ".config"))
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    return tmp_path


def says(*command: str | None) -> str:
    done = subprocess.run(command, check=False, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=PATIENCE)
    return done.stdout.decode()


def found(engine: str) -> str:
    return next(unquote(each["conn"]["uri"]) for each in dockline.endpoints(engine) if each["wins"])


@needs_docker
@pytest.mark.parametrize(
    "host",
    [
        "unix:///nowhere/docker.sock",
        "unix:///nowhere/a%20b.sock",
        "unix:///nowhere/a b.sock",
        "  unix:///nowhere/docker.sock\n",
        "127.0.0.1:1",
        "tcp://127.0.0.1:1",
        ":1",
        "tcp://:1",
    ],
)
def test_where_docker_host_leads(monkeypatch: pytest.MonkeyPatch, host: str) -> None:
    monkeypatch.setenv("DOCKER_HOST", host)
    (asked,) = re.findall(r"the Docker daemon at (.+)\. Is the docker daemon running", says(DOCKER, "info"))
    assert found("docker") == asked


@needs_docker
def test_where_a_context_leads(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, host in (("percent", "unix:///nowhere/a%20b.sock"), ("plain", "tcp://127.0.0.1:1")):
        subprocess.run([str(DOCKER), "context", "create", name, "--docker", f"host={host}"], check=True)
        subprocess.run([str(DOCKER), "context", "use", name], check=True)
        (asked,) = re.findall(r"the Docker daemon at (.+)\. Is the docker daemon running", says(DOCKER, "info"))
        assert found("docker") == asked == host


@needs_podman
@pytest.mark.parametrize(
    ("host", "path"),
    [
        ("unix:///nowhere/a.sock", "/nowhere/a.sock"),
        ("unix:///nowhere/a%20b.sock", "/nowhere/a b.sock"),
        ("unix://nowhere/a.sock", "/nowhere/a.sock"),
    ],
)
def test_where_container_host_leads(monkeypatch: pytest.MonkeyPatch, host: str, path: str) -> None:
    monkeypatch.setenv("CONTAINER_HOST", host)
    assert f"dial unix {path}:" in says(PODMAN, "--remote", "version").replace("//", "/")
    assert found("podman") == f"unix://{path}"


# The credentials that the commands send


def answer(peer: Peer) -> None:
    """Answers like an engine that has pulled the image."""
    fields = {"api_version": "1.41", "libpod_api_version": "4.3.1"}
    peer.send(head(media=JSON, content_length=2, **fields), b"" if peer.requests[-1].method == "HEAD" else b"{}")


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> Iterator[Sent]:
    """Returns the credentials that the commands send with each pull, by the settings of now."""
    with Server(always=answer) as server:
        monkeypatch.setenv("DOCKER_HOST", server.uri)
        monkeypatch.setenv("CONTAINER_HOST", server.uri)

        def auths() -> list[Any]:
            fields = (request.field("X-Registry-Auth") for request in server.requests)
            return [json.loads(base64.urlsafe_b64decode(field)) for field in fields if field]

        yield auths


def basic(user: str) -> dict[str, str]:
    return {"auth": base64.b64encode(f"{user}:password".encode()).decode()}


@pytest.fixture
def stored(user: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Stores credentials in all places, and in a helper."""
    helper = user / "bin" / "docker-credential-vault"
    helper.parent.mkdir()
    helper.write_text('#!/bin/sh\nread name; echo "{\\"Username\\": \\"helped for $name\\", \\"Secret\\": \\"x\\"}"\n')
    helper.chmod(0o755)
    monkeypatch.setenv("PATH", f"{helper.parent}:{os.environ['PATH']}")
    docker = {
        "auths": {
            HUB: basic("hub"),
            "a.example": basic("file"),
            "https://old.example/v1/": basic("old"),
            "part.example/team": basic("part"),
            "plain.example": basic("plain"),
        },
        "credHelpers": {"helped.example": "vault", "plain.example": ""},
    }
    podman = {
        "auths": {"a.example/team": basic("team"), "docker.io": basic("podman's")},
        "credHelpers": {"b.io": "vault"},
    }
    for path, content in ((".docker/config.json", docker), (".config/containers/auth.json", podman)):
        (user / path).parent.mkdir(parents=True)
        (user / path).write_text(json.dumps(content))


@needs_docker
@pytest.mark.parametrize(
    "name",
    [
        "busybox",
        "redis:7",
        "library/busybox",
        "team/image",
        "docker.io/library/busybox",
        "index.docker.io/team/image",
        "a.example/x",
        "a.example/team/x:tag",
        "old.example/x",
        "part.example/x",
        "plain.example/x",
        "helped.example/x",
        "nobody.example/x",
        "localhost/x",
    ],
)
def test_which_credentials_docker_sends(sent: Sent, stored: None, name: str) -> None:
    says(DOCKER, "pull", name)
    ours = dockline.registry_auth(name)
    assert [auth.get("username") for auth in sent()] == [ours.get("username")]
    assert [auth.get("password") for auth in sent()] == [ours.get("password")]


@needs_docker
def test_the_variable_with_credentials(sent: Sent, stored: None, monkeypatch: pytest.MonkeyPatch) -> None:
    version = says(DOCKER, "--version")
    if tuple(map(int, re.findall(r"version (\d+)\.(\d+)", version)[0])) < (28, 3):
        pytest.skip("this docker command is older than DOCKER_AUTH_CONFIG")
    auths = {"a.example": basic("variable"), "helped.example": basic("variable"), HUB: basic("variable")}
    monkeypatch.setenv("DOCKER_AUTH_CONFIG", json.dumps({"auths": auths}))
    names = ("a.example/x", "helped.example/x", "busybox", "old.example/x")
    for name in names:
        says(DOCKER, "pull", name)
    assert [auth["username"] for auth in sent()] == [dockline.registry_auth(name)["username"] for name in names]


@needs_podman
def test_which_credentials_podman_sends(sent: Sent, stored: None, user: Path) -> None:
    """The podman command sends all credentials, whatever it pulls.

    dockline does so for a short name. For another name it sends the credentials of its registry.
    """
    config = user / ".docker" / "config.json"
    # The command fails for "".
    config.write_text(config.read_text().replace('"plain.example": ""', '"plain.example": "vault"'))
    says(PODMAN, "--remote", "pull", "busybox")
    (auth,) = sent()
    names = {registry: each["username"] for registry, each in auth.items()}
    ours = dockline.registry_auth("busybox", engine="podman")
    assert {registry: each["username"] for registry, each in ours.items()} == names
    assert names["docker.io"] == "podman's"
    for name in ("a.example/team/x", "docker.io/x", "b.io/x", "old.example/x"):
        key = "a.example/team" if "team" in name else name.partition("/")[0]
        assert dockline.registry_auth(name, engine="podman")["username"] == names[key]
