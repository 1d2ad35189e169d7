"""Pushes to and pulls from a real registry that needs a password."""

from __future__ import annotations

import base64
import json
import os
from pathlib import Path

import pytest

import dockline
from dockline.errors import APIError

REGISTRY = os.environ.get("ENGINE_REGISTRY", "")
USER = os.environ.get("ENGINE_REGISTRY_USER", "")
PASSWORD = os.environ.get("ENGINE_REGISTRY_PASSWORD", "")

pytestmark = pytest.mark.skipif(not REGISTRY, reason="no registry: start it by tools/engines")

RIGHT = {"username": USER, "password": PASSWORD, "serveraddress": REGISTRY}
CREDENTIALS = {"wrong": {**RIGHT, "password": "guess"}, "none": {}}
REFUSED = "(?i)no basic auth credentials|unauthorized|authentication required|invalid username/password"


@pytest.fixture
def images(api):
    return api.client("images", throw_exceptions=True)


@pytest.fixture
def repository(engine, api, images, name: str) -> str:
    """The image of the tests, under a name of the registry."""
    repository = f"{REGISTRY}/{name}"
    images.invoke(api.op("ImageTag"), params={"name": engine.image, "repo": repository, "tag": "v1"})
    return repository


@pytest.fixture
def push(api, images, repository):
    def push(auth, **more):
        params = {"name": f"{repository}:v1", "tlsVerify": False} if api.libpod else {"name": repository, "tag": "v1"}
        return images.invoke(api.op("ImagePush"), params={**params, "X-Registry-Auth": auth}, **more)

    return push


@pytest.fixture
def pull(api, images, repository):
    def pull(auth, **more):
        if api.libpod:
            params = {"reference": f"{repository}:v1", "tlsVerify": False}
            return images.invoke("ImagePullLibpod", params={**params, "X-Registry-Auth": auth}, **more)
        params = {"fromImage": repository, "tag": "v1"}
        return images.invoke("ImageCreate", params={**params, "X-Registry-Auth": auth}, **more)

    return pull


@pytest.fixture
def remove(api, images, repository):
    return lambda: images.invoke(api.op("ImageDelete"), params={"name": f"{repository}:v1"})


def ids(engine, repository: str) -> list[str]:
    found = engine.request("GET", "/images/json")
    return [image["Id"] for image in found if f"{repository}:v1" in (image["RepoTags"] or [])]


@pytest.mark.every_endpoint
def test_right_credentials(engine, push, pull, remove, repository):
    (pushed,) = ids(engine, repository)
    push(RIGHT)
    remove()
    assert ids(engine, repository) == []
    pull(RIGHT)
    assert ids(engine, repository) == [pushed]


def test_stream_of_a_push_and_a_pull(api, push, pull, remove):
    for act in (push, pull):
        with act(RIGHT, as_="stream") as stream:
            documents = list(stream.documents())
        assert documents or (api.libpod and act is push)  # the push writes nothing else
        assert not any("error" in document for document in documents if isinstance(document, dict))
        if act is push:
            remove()


@pytest.mark.parametrize("which", CREDENTIALS)
def test_refused_credentials(engine, api, push, pull, remove, repository, which):
    """Docker reports it inside a stream that has begun with 200."""
    with pytest.raises(APIError, match=REFUSED) as raised:
        push(CREDENTIALS[which])
    assert "guess" not in str(raised.value)
    push(RIGHT)
    remove()
    with pytest.raises(APIError, match=REFUSED):
        pull(CREDENTIALS[which])
    assert ids(engine, repository) == []


@pytest.mark.parametrize("which", CREDENTIALS)
def test_refused_credentials_in_a_stream(push, which):
    with pytest.raises(APIError, match=REFUSED), push(CREDENTIALS[which], as_="stream") as stream:
        list(stream.documents())


def test_credentials_of_the_command_line_tool(engine, push, pull, remove, repository, tmp_path: Path, monkeypatch):
    """`docker login` and `podman login` store the credentials."""
    stored = {"auths": {REGISTRY: {"auth": base64.b64encode(f"{USER}:{PASSWORD}".encode()).decode()}}}
    (tmp_path / "config.json").write_text(json.dumps(stored))
    monkeypatch.setenv("DOCKER_CONFIG", str(tmp_path))
    monkeypatch.setenv("REGISTRY_AUTH_FILE", str(tmp_path / "config.json"))
    auth = dockline.registry_auth(repository, engine=engine.name)
    assert auth == RIGHT
    push(auth)
    remove()
    pull(auth)
    assert ids(engine, repository)


@pytest.mark.engine("podman")
def test_credentials_of_all_registries(engine, push, pull, remove, repository, tmp_path: Path, monkeypatch):
    """A short name gets the credentials of all registries. The engine takes those of the registry that it asks."""
    auths = {registry: {"auth": basic} for registry, basic in ((REGISTRY, f"{USER}:{PASSWORD}"), ("a.io", "a:guess"))}
    for entry in auths.values():
        entry["auth"] = base64.b64encode(entry["auth"].encode()).decode()
    (tmp_path / "auth.json").write_text(json.dumps({"auths": auths}))
    monkeypatch.setenv("REGISTRY_AUTH_FILE", str(tmp_path / "auth.json"))
    auth = dockline.registry_auth("short", engine=engine.name)
    assert auth.keys() == {REGISTRY, "a.io"}
    assert PASSWORD not in repr(auth) + repr(auth[REGISTRY])
    push(auth)
    remove()
    pull(auth)
    assert ids(engine, repository)
    with pytest.raises(APIError, match=REFUSED):
        push({"a.io": auth["a.io"]})


@pytest.mark.engine("docker")
def test_credentials_are_checked(engine):
    """The engine itself logs in, with the credentials as data."""
    auth = engine.client("auth", throw_exceptions=True)
    assert auth.invoke("SystemAuth", data=RIGHT)["Status"] == "Login Succeeded"
    with pytest.raises(APIError, match="(?i)unauthorized|incorrect"):
        auth.invoke("SystemAuth", data=CREDENTIALS["wrong"])
