"""Versions: negotiated, too old, too new, of another engine."""

from __future__ import annotations

import importlib.resources

import pytest

import dockline
from dockline.errors import BadRequest, ConnectError, UnknownCategory, UnsupportedVersion


def key(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.removeprefix("v").split("."))


def tables(engine: str) -> list[str]:
    """Returns all versions that have a table, oldest first."""
    names = (file.name for file in (importlib.resources.files("dockline.spec_tables") / engine).iterdir())
    return sorted((name.removesuffix(".json") for name in names if name.endswith(".json")), key=key)


@pytest.mark.every_endpoint
def test_auto(engine):
    """The newest version that both know. dockline asks the engine at the first use, which may read only the table."""
    client = engine.client("containers", version="auto")
    assert "auto" in repr(client)
    assert client.version == engine.version
    assert "ContainerList" in client.ops()
    assert isinstance(client.invoke("ContainerList"), list)
    fresh = engine.client("containers", version="auto")
    assert isinstance(fresh.invoke("ContainerList"), list)
    assert fresh.doc("ContainerList")["doc_url"].count(engine.version) == 1


@pytest.mark.engine("podman")
def test_auto_of_a_namespace(engine):
    assert engine.client("libpod/info", version="auto").invoke("SystemInfoLibpod")["version"]


def test_auto_and_a_category_that_is_none(engine):
    """With "auto", the error comes only when the version is known."""
    client = engine.client("container", version="auto")
    with pytest.raises(UnknownCategory, match="did you mean 'containers'"):
        client.ops()
    with pytest.raises(UnknownCategory):
        client.invoke("ContainerList")
    with pytest.raises(UnknownCategory, match="did you mean"):
        engine.client("container")


@pytest.mark.engine("docker")
def test_auto_of_another_engine(engine):
    """Podman speaks Docker's API too. Docker does not speak Podman's.

    Over ssh, the podman of the remote machine answers.
    """
    client = engine.client("libpod/containers", engine="podman", version="auto")
    with pytest.raises((UnsupportedVersion, ConnectError), match="is it podman|unable to connect to Podman"):
        client.ops()


@pytest.mark.engine("podman")
def test_docker_on_podman(engine, container):
    target = container("sh", "-c", "echo hello")
    client = engine.client("containers", engine="docker", version="auto")
    assert key(client.version) >= key("v1.40")
    client.invoke("ContainerWait", params={"id": target})
    assert client.invoke("ContainerLogs", params={"id": target, "stdout": True}) == b"hello\n"


@pytest.mark.engine("docker")
def test_every_version_that_is_spoken(engine):
    """From the oldest table to the engine's newest version."""
    spoken = [version for version in tables("docker") if key(version) <= key(engine.version)]
    oldest = engine.request("GET", "/version")["MinAPIVersion"]
    for version in spoken:
        if key(version) < key(oldest):
            continue
        with engine.dockline.client(engine="docker", category="version", version=version, conn=engine.conn) as client:
            assert client.version == version
            assert client.invoke("SystemVersion", throw_exceptions=True)["Os"] == "linux"


@pytest.mark.engine("docker")
def test_version_that_is_too_new(engine):
    """The version has a table. The engine refuses it, and its message names the versions that it speaks."""
    newest = tables("docker")[-1]
    if key(newest) <= key(engine.version):
        pytest.skip(f"the engine speaks {newest}")
    client = engine.client("containers", version=newest)
    limit = engine.version.removeprefix("v")
    with pytest.raises(BadRequest, match=rf"version {newest.removeprefix('v')} is too new.*{limit}") as raised:
        client.invoke("ContainerList", throw_exceptions=True)
    assert client.invoke("ContainerList") == raised.value.body
    with pytest.raises(BadRequest, match="too new"):
        client.invoke("ContainerLogs", params={"id": "x", "stdout": True}, as_="stream", throw_exceptions=True)


@pytest.mark.engine("podman")
def test_podman_checks_no_version(engine):
    for version in (tables("podman")[0], tables("podman")[-1]):
        client = engine.client("libpod/info", version=version)
        (op,) = client.ops()  # the operation has another name there
        assert client.invoke(op, throw_exceptions=True)["version"]


def test_version_without_a_table(engine):
    nearest = tables(engine.name)[-1]
    with pytest.raises(UnsupportedVersion, match=f"did you mean .*'{nearest}'") as raised:
        engine.client("containers", version=f"{nearest}9")
    assert f"{engine.name} has no table for version" in str(raised.value)
    assert tables(engine.name)[0] in str(raised.value)


def test_engine_that_is_none(engine):
    with pytest.raises(UnsupportedVersion, match=f"did you mean '{engine.name}'"):
        engine.client("containers", engine=f"{engine.name}s")
    with pytest.raises(UnsupportedVersion, match=f"did you mean '{engine.name}'"):
        dockline.categories(engine.name.upper(), engine.version)
