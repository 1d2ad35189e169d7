"""Hints for wrong versions and operations: each names what a new user probably meant."""

from __future__ import annotations

from typing import Any

import pytest

import dockline
from dockline.errors import APIError, InvalidParameter, UnknownOperation, UnsupportedVersion, api_error
from dockline.spec import tables
from dockline.spec.hints import COMMANDS

NOWHERE = {"uri": "unix:///nowhere"}


def client(engine: str = "docker", category: str = "containers", version: Any = "v1.41") -> dockline.Client:
    return dockline.client(engine=engine, category=category, version=version, conn=NOWHERE)


@pytest.mark.parametrize(
    ("name", "version", "hint"),
    [
        ("docker", "1.41", "'1.41': did you mean 'v1.41'?"),
        ("docker", 1.41, "1.41: did you mean 'v1.41'?"),
        ("docker", "latest", "'latest': give one of v1.25 to v1.55; a client also takes 'auto'"),
        ("docker", None, "None: give one of v1.25 to v1.55; a client also takes 'auto'"),
        ("docker", "v4.3.1", "'v4.3.1': that is a version of podman; those of docker are v1.25 to v1.55"),
        ("podman", "v1.41", "'v1.41': that is a version of docker; those of podman are v3.1.0 to v6.0.0"),
        ("podman", "v4.3", "'v4.3': did you mean 'v4.3.0' or 'v4.3.1'?"),
        ("podman", 4.3, "4.3: did you mean 'v4.3.0' or 'v4.3.1'?"),
        ("docker", "v1.99", "'v1.99': there are v1.25 to v1.55; did you mean 'v1.49'"),
        ("docker", "abc", "'abc': there are v1.25 to v1.55"),
        ("docker", True, "True: there are v1.25 to v1.55"),
    ],
)
def test_versions(name: str, version: Any, hint: str) -> None:
    with pytest.raises(UnsupportedVersion) as caught:
        client(name, version=version)
    assert str(caught.value).startswith(f"{name} has no table for version {hint}")


def test_categories_need_a_version() -> None:
    with pytest.raises(
        UnsupportedVersion, match="give one of v1.25 to v1.55; a client also takes 'auto', by which it asks"
    ):
        dockline.categories("docker", "auto")


@pytest.mark.parametrize(
    ("op", "docker", "libpod"),
    [
        ("ps", "did you mean 'ContainerList'?", "did you mean 'ContainerListLibpod'?"),
        (
            "run",
            "did you mean 'ContainerCreate' and 'ContainerStart'?",
            "did you mean 'ContainerCreateLibpod' and 'ContainerStartLibpod'?",
        ),
        ("rm", "did you mean 'ContainerDelete'?", "did you mean 'ContainerDeleteLibpod'?"),
        (
            "pull",
            "did you mean 'ImageCreate' (category 'images')?",
            "did you mean 'ImagePullLibpod' (category 'libpod/images')?",
        ),
        ("login", "did you mean 'SystemAuth' (category 'auth')?", "did you mean 'SystemAuth' (category 'auth')?"),
        (
            "cp",
            "did you mean 'ContainerArchive' and 'PutContainerArchive'?",
            "did you mean 'ContainerArchiveLibpod' and 'PutContainerArchiveLibpod'?",
        ),
        (
            "exec",
            "did you mean 'ContainerExec' and 'ExecStart' (category 'exec')?",
            "did you mean 'ContainerExecLibpod' and 'ExecStartLibpod' (category 'libpod/exec')?",
        ),
        ("ContainerRemove", "did you mean 'ContainerDelete'?", "did you mean 'ContainerDeleteLibpod'?"),
        (
            "ImagePull",
            "did you mean 'ImageCreate' (category 'images')?",
            "did you mean 'ImagePullLibpod' (category 'libpod/images')?",
        ),
        ("ContainersList", "did you mean 'ContainerList' or", "did you mean 'ContainerListLibpod' or"),
        ("containerlist", "did you mean 'ContainerList' or", "did you mean 'ContainerListLibpod' or"),
        ("ImageList", "it is in the category 'images'", "it is in the category 'images'"),
    ],
)
def test_operations(op: str, docker: str, libpod: str) -> None:
    for used, hint in ((client(), docker), (client("podman", "libpod/containers", "v5.8.0"), libpod)):
        with pytest.raises(UnknownOperation) as caught:
            used.invoke(op)
        assert f"has no operation {op!r}: {hint}" in str(caught.value)


def test_a_hint_has_at_most_eight_names() -> None:
    with pytest.raises(UnknownOperation, match="there are 'ContainerList'.*'ContainerStats' and 21 more") as caught:
        client().invoke("xyzzy")
    assert str(caught.value).count("'Container") == 8


@pytest.mark.parametrize(("name", "suffix"), [("docker", ""), ("podman", ""), ("podman", "Libpod")])
def test_every_word_of_a_command_has_an_operation(name: str, suffix: str) -> None:
    categories = tables.load(name, tables.versions(name)[-1])["categories"]
    known = {op for operations in categories.values() for op in operations}
    for word, operations in COMMANDS.items():
        named = {f"{op}{suffix}" for op in operations} & known or set(operations) & known
        assert named, f"{name} has none of {operations}, which stand for {word}"


def test_a_parameter_as_a_keyword(driver: Any) -> None:
    with driver.client(engine="docker", category="containers", version="v1.41", conn=NOWHERE) as containers:
        with pytest.raises(InvalidParameter, match=r"go into params: write params={'id': …, 'size': …}"):
            containers.invoke("ContainerInspect", id="web", size=True)
        with pytest.raises(InvalidParameter, match="invoke takes as_=… as a keyword"):
            containers.invoke("ContainerLogs", params={"id": "web"}, **{"as": "stream"})


@pytest.mark.parametrize(
    ("status", "message", "advice"),
    [
        (400, "client version 1.55 is too new. Maximum supported API version is 1.41", "version='auto' takes one"),
        (400, "client version 1.24 is too old. Minimum supported API version is 1.44", "version='auto' takes one"),
        (404, "page not found", "is this the engine that you named, and does it have this API version?"),
        (400, "bad parameter", ""),
        (404, "No such container: page not found", ""),
    ],
)
def test_refusals_with_another_cause(status: int, message: str, advice: str) -> None:
    error: APIError = api_error(status, message, {"message": message}, {})
    assert error.message == message
    assert str(error).startswith(f"{status}: {message}")
    assert advice in str(error).removeprefix(f"{status}: {message}")
    assert advice or str(error) == f"{status}: {message}"
