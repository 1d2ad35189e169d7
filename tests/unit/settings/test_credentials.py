"""Credentials of registries, from files and from helpers. No message shows them."""

from __future__ import annotations

import base64
import json
import pickle
import traceback
from pathlib import Path
from typing import Any

import pytest
from support.scripted_server import Server, reply

import dockline
from dockline.errors import ConfigError, InvalidParameter

HUB = "https://index.docker.io/v1/"


@pytest.fixture(autouse=True)
def user(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for variable in ("DOCKER_CONFIG", "DOCKER_AUTH_CONFIG", "REGISTRY_AUTH_FILE", "XDG_CONFIG_HOME"):
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path / "run"))
    return tmp_path


@pytest.fixture
def config(user: Path) -> Any:
    def write(path: str = ".docker/config.json", **values: object) -> Path:
        file = user / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(json.dumps(values))
        return file

    return write


@pytest.fixture
def helper(user: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Puts a credential helper in PATH: a script that notes its input and prints an answer."""

    def make(name: str, says: object, status: int = 0) -> Path:
        folder = user / "bin"
        folder.mkdir(exist_ok=True)
        text = says if isinstance(says, str) else json.dumps(says)
        (folder / f"{name}.answer").write_text(text)
        script = folder / f"docker-credential-{name}"
        script.write_text(
            f'#!/bin/sh\necho "$1 $(cat)" >{folder}/{name}.asked\ncat {folder}/{name}.answer\nexit {status}\n'
        )
        script.chmod(0o755)
        monkeypatch.setenv("PATH", f"{folder}:/usr/bin:/bin")
        return folder / f"{name}.asked"

    return make


def basic(user: str, password: str) -> dict[str, str]:
    return {"auth": base64.b64encode(f"{user}:{password}".encode()).decode()}


def test_nothing_is_stored() -> None:
    assert dockline.registry_auth("registry.example.com") == {}


@pytest.mark.parametrize(
    "asked",
    [
        "registry.example.com:5000",
        "https://registry.example.com:5000",
        "http://registry.example.com:5000/",
        "registry.example.com:5000/team/image:tag",
    ],
)
@pytest.mark.parametrize(
    "stored",
    ["registry.example.com:5000", "https://registry.example.com:5000", "https://registry.example.com:5000/v2/"],
)
def test_plain(config: Any, asked: str, stored: str) -> None:
    config(auths={"other.example.com": basic("no", "no"), stored: basic("tester", "pass:word")})
    assert dockline.registry_auth(asked) == {
        "username": "tester",
        "password": "pass:word",
        "serveraddress": "registry.example.com:5000",
    }
    assert dockline.registry_auth("registry.example.com") == {}


@pytest.mark.parametrize("asked", ["docker.io", "index.docker.io", HUB, "registry-1.docker.io", "docker.io/library/x"])
@pytest.mark.parametrize("stored", [HUB, "docker.io", "index.docker.io"])
def test_docker_hub_has_many_names(config: Any, asked: str, stored: str) -> None:
    config(auths={stored: basic("tester", "word")})
    assert dockline.registry_auth(asked) == {"username": "tester", "password": "word", "serveraddress": HUB}


def test_tokens(config: Any) -> None:
    config(
        auths={
            "a.example": {**basic("tester", ""), "identitytoken": "abc"},
            "b.example": {"registrytoken": "def"},
            "c.example": {"username": "u", "password": "p", "email": "e"},
            "d.example": {},
        }
    )
    assert dockline.registry_auth("a.example") == {
        "username": "tester",
        "identitytoken": "abc",
        "serveraddress": "a.example",
    }
    assert dockline.registry_auth("b.example") == {"registrytoken": "def", "serveraddress": "b.example"}
    assert dockline.registry_auth("c.example")["email"] == "e"
    assert dockline.registry_auth("d.example") == {}


def test_a_helper_of_one_registry(config: Any, helper: Any) -> None:
    config(auths={"a.example": basic("stored", "x")}, credHelpers={"a.example": "vault"}, credsStore="desktop")
    asked = helper("vault", {"ServerURL": "a.example", "Username": "tester", "Secret": "from the vault"})
    assert dockline.registry_auth("a.example/team/image") == {
        "username": "tester",
        "password": "from the vault",
        "serveraddress": "a.example",
    }
    assert asked.read_text() == "get a.example\n"


def test_a_helper_of_all(config: Any, helper: Any) -> None:
    config(credsStore="desktop")
    asked = helper("desktop", {"ServerURL": HUB, "Username": "<token>", "Secret": "abc"})
    assert dockline.registry_auth("docker.io") == {"identitytoken": "abc", "serveraddress": HUB}
    assert asked.read_text() == f"get {HUB}\n"


def test_a_helper_that_has_none(config: Any, helper: Any) -> None:
    config(credsStore="desktop")
    helper("desktop", "credentials not found in native keychain\n", 1)
    assert dockline.registry_auth("a.example") == {}


@pytest.mark.parametrize(
    ("says", "status", "fault"),
    [
        ('{"Secret": "hunter2"}', 2, "docker-credential-vault failed with status 2: run `docker-credential-vault get`"),
        ("no JSON, but hunter2", 0, "docker-credential-vault did not answer with JSON of 'Username' and 'Secret'"),
        ('["hunter2"]', 0, "did not answer with JSON"),
        ('{"Username": "hunter2"}', 0, "did not answer with JSON"),
        ('{"Username": "hunter2", "Secret": 3}', 0, "did not answer with JSON"),
    ],
)
def test_a_helper_that_fails(config: Any, helper: Any, says: str, status: int, fault: str) -> None:
    config(credsStore="vault")
    helper("vault", says, status)
    with pytest.raises(ConfigError, match=fault) as raised:
        dockline.registry_auth("a.example")
    assert "hunter2" not in "".join(traceback.format_exception(raised.value))


def test_a_helper_that_is_not_there(config: Any) -> None:
    path = config(credsStore="nowhere")
    with pytest.raises(ConfigError, match=f"{path} names the credential helper docker-credential-nowhere, which can't"):
        dockline.registry_auth("a.example")


@pytest.mark.parametrize("name", ["../../tmp/x", "a/b", "a\0b"])
def test_a_helper_is_no_path(config: Any, name: str) -> None:
    config(credHelpers={"a.example": name})
    with pytest.raises(ConfigError, match="must be the name of a helper, not a path"):
        dockline.registry_auth("a.example")


# Names, as the docker command resolves them. The tests know it from what the command sends.


@pytest.mark.parametrize(
    ("name", "who"),
    [
        ("busybox", "hub"),
        ("busybox:1.36", "hub"),
        ("redis:7", "hub"),
        ("redis:20240101", "hub"),
        ("busybox@sha256:" + "0" * 64, "hub"),
        ("library/busybox", "hub"),
        ("team/image:7", "hub"),
        ("docker.io/x", "hub"),
        ("index.docker.io/x", "hub"),
        (HUB, "hub"),
        ("a.example/x", "namespace"),
        ("b.example/x", "old"),
        ("registry:5000", "short"),
        ("registry:5000/x", "short"),
        ("localhost", "near"),
        ("localhost/x", "near"),
        ("localhost:80", None),
        ("Team/x", "capital"),
        ("c.example/x", None),
    ],
)
def test_names(config: Any, name: str, who: str | None) -> None:
    config(
        auths={
            HUB: basic("hub", "p"),
            "a.example/team": basic("namespace", "p"),
            "https://b.example/api/": basic("old", "p"),
            "registry:5000": basic("short", "p"),
            "localhost": basic("near", "p"),
            "Team": basic("capital", "p"),
        }
    )
    assert dockline.registry_auth(name).get("username") == who


def test_a_helper_is_asked_for_docker_hub_by_its_name(config: Any, helper: Any) -> None:
    config(credsStore="desktop")
    asked = helper("desktop", {"Username": "tester", "Secret": "p"})
    assert dockline.registry_auth("busybox")["username"] == "tester"
    assert asked.read_text() == f"get {HUB}\n"


def test_an_exact_entry_goes_before_an_old_one(config: Any) -> None:
    config(auths={"a.example": basic("exact", "p"), "https://a.example/v1/": basic("old", "p")})
    assert dockline.registry_auth("a.example")["username"] == "exact"


def test_tokens_of_the_command_itself_are_nobody_elses(config: Any) -> None:
    config(auths={f"{HUB}access-token": basic("tester", "p"), f"{HUB}refresh-token": basic("tester", "p")})
    assert dockline.registry_auth("busybox") == {}
    assert dockline.registry_auth("busybox", engine="podman") == {}


def test_a_registry_without_a_helper(config: Any, helper: Any) -> None:
    """A helper of the name "" means none. The stored entry counts."""
    asked = helper("desktop", {"Username": "helped", "Secret": "p"})
    config(
        auths={"a.example": basic("stored", "p"), HUB: basic("hub", "p")},
        credHelpers={"a.example": "", HUB: ""},
        credsStore="desktop",
    )
    assert dockline.registry_auth("a.example")["username"] == "stored"
    assert dockline.registry_auth("busybox")["username"] == "hub"
    assert not asked.exists()
    assert dockline.registry_auth("b.example")["username"] == "helped"


def test_the_variable_goes_before_files_and_helpers(config: Any, helper: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = helper("desktop", {"Username": "helped", "Secret": "p"})
    config(credsStore="desktop")
    auths = {"a.example": basic("variable", "p"), HUB: basic("hub", "p")}
    monkeypatch.setenv("DOCKER_AUTH_CONFIG", json.dumps({"auths": auths, "credsStore": "nowhere"}))
    assert dockline.registry_auth("a.example")["username"] == "variable"
    assert dockline.registry_auth("busybox")["username"] == "hub"
    assert not asked.exists()
    assert dockline.registry_auth("b.example")["username"] == "helped"
    config(".config/containers/auth.json", auths={"b.example": basic("podman", "p")})
    assert dockline.registry_auth("a.example", engine="podman") == {}  # the docker command does not read it
    monkeypatch.setenv("DOCKER_AUTH_CONFIG", "")
    assert dockline.registry_auth("a.example")["username"] == "helped"


@pytest.mark.parametrize(
    ("value", "fault"),
    [
        ("hunter2", "DOCKER_AUTH_CONFIG is not JSON"),
        ('"hunter2"', "DOCKER_AUTH_CONFIG must hold an object, not a string"),
        ('{"auths": ["hunter2"]}', "DOCKER_AUTH_CONFIG: the field auths must be an object, not a list"),
        ('{"auths": {"a.example": {"auth": "hunter2"}}}', "the field auths.a.example.auth must be base64 of user:pass"),
        ('{"auths": {"b.example": {"password": "hunter2"}}}', "the field auths.b.example.auth is missing"),
        ('{"auths": {"b.example": "hunter2"}}', "the field auths.b.example must be an object, not a string"),
        ("\udcff hunter2", "DOCKER_AUTH_CONFIG is not JSON"),
    ],
)
def test_a_broken_variable(monkeypatch: pytest.MonkeyPatch, value: str, fault: str) -> None:
    monkeypatch.setenv("DOCKER_AUTH_CONFIG", value)
    with pytest.raises(ConfigError) as raised:
        dockline.registry_auth("a.example")
    assert fault in str(raised.value)
    assert "hunter2" not in "".join(traceback.format_exception(raised.value))


# Podman


def test_podman_takes_all_for_a_short_name(config: Any, helper: Any) -> None:
    """Like the podman command: the engine finds the registry by registries.conf, and chooses."""
    assert dockline.registry_auth("busybox", engine="podman") == {}
    config(
        ".config/containers/auth.json",
        auths={"a.example/team": basic("team", "p"), "docker.io": basic("hub", "p"), "none.example": {}},
        credHelpers={"b.example": "vault", "none.example": ""},
    )
    config(auths={HUB: basic("docker", "p"), "https://old.example/v1/": basic("old", "p")}, credsStore="nowhere")
    asked = helper("vault", {"Username": "helped", "Secret": "p"})
    auth = dockline.registry_auth("busybox:7", engine="podman")
    assert {name: each["username"] for name, each in auth.items()} == {
        "a.example/team": "team",
        "docker.io": "hub",
        "b.example": "helped",
        "old.example": "old",
    }
    assert asked.read_text() == "get b.example\n"
    assert repr(auth) == "<dockline.Credentials of b.example, a.example/team, docker.io, old.example>"
    assert dockline.registry_auth("docker.io/library/busybox", engine="podman")["username"] == "hub"


def test_podman_asks_for_docker_hub_by_its_own_name(config: Any, helper: Any) -> None:
    config(".config/containers/auth.json", credHelpers={"docker.io": "vault"})
    asked = helper("vault", {"Username": "helped", "Secret": "p"})
    assert dockline.registry_auth("docker.io/x", engine="podman")["username"] == "helped"
    assert asked.read_text() == "get docker.io\n"


def test_podman_leaves_the_tag_out(config: Any) -> None:
    config(".config/containers/auth.json", auths={"a.example:1/team/x": basic("x", "p")})
    for name in ("a.example:1/team/x:tag", "a.example:1/team/x@sha256:0", "a.example:1/team/x:tag@sha256:0"):
        assert dockline.registry_auth(name, engine="podman")["username"] == "x"
    assert dockline.registry_auth("a.example:1/team/y:tag", engine="podman") == {}


def test_podman_reads_the_oldest_file_too(config: Any, monkeypatch: pytest.MonkeyPatch, user: Path) -> None:
    config(".dockercfg", **{"https://a.example/v1/": basic("old", "p")})
    assert dockline.registry_auth("a.example", engine="podman")["username"] == "old"
    assert dockline.registry_auth("a.example") == {}
    config("elsewhere/config.json", auths={"b.example": basic("elsewhere", "p")})
    monkeypatch.setenv("DOCKER_CONFIG", str(user / "elsewhere"))
    assert dockline.registry_auth("b.example", engine="podman")["username"] == "elsewhere"
    assert dockline.registry_auth("a.example", engine="podman") == {}  # a variable names the file


def test_podman(config: Any, monkeypatch: pytest.MonkeyPatch, user: Path) -> None:
    """Each new file wins over those that were there before."""

    def password(registry: str = "a.example") -> str | None:
        return dockline.registry_auth(registry, engine="podman").get("password")

    assert password() is None
    config(auths={"a.example": basic("tester", "of docker")})
    assert password() == "of docker"
    config(".config/containers/auth.json", auths={"a.example": basic("tester", "of config")})
    assert password() == "of config"
    config("run/containers/auth.json", auths={"b.example": basic("tester", "other")})
    assert password() == "of config"
    config(
        "run/containers/auth.json",
        auths={
            "a.example": basic("t", "host"),
            "a.example/team": basic("t", "team"),
            "a.example/team/x": basic("t", "x"),
        },
    )
    assert password() == "host"
    assert password("a.example/other") == "host"
    assert password("a.example/team/image") == "team"
    assert password("a.example/team/x") == "x"
    path = config("elsewhere.json", auths={"a.example": basic("t", "elsewhere")})
    monkeypatch.setenv("REGISTRY_AUTH_FILE", str(path))
    assert password() == "elsewhere"
    assert password("b.example") is None


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"auths": []}, "auths must be an object, not a list"),
        ({"auths": {"a.example": "hunter2"}}, "auths.a.example must be an object, not a string"),
        ({"auths": {"a.example": {"auth": 3}}}, "auths.a.example.auth must be a string, not a number"),
        ({"auths": {"a.example": {"auth": "hunter2!"}}}, "auths.a.example.auth must be base64 of user:password"),
        ({"auths": {"a.example": {"auth": "aHVudGVyMg=="}}}, "auths.a.example.auth must be base64 of user:password"),
        ({"auths": {"a.example": {"auth": "//8="}}}, "auths.a.example.auth must be base64 of user:password"),
        ({"auths": {"a.example": {"password": ["hunter2"]}}}, "auths.a.example.password must be a string, not a list"),
        ({"credHelpers": "vault"}, "credHelpers must be an object, not a string"),
        ({"credHelpers": {"a.example": 3}}, "credHelpers.a.example must be a string, not a number"),
        ({"credsStore": {}}, "credsStore must be a string, not an object"),
    ],
)
def test_broken_files(config: Any, values: dict[str, object], field: str) -> None:
    path = config(**values)
    with pytest.raises(ConfigError) as raised:
        dockline.registry_auth("a.example")
    assert str(raised.value) == f"{path}: the field {field}"
    assert "hunter2" not in "".join(traceback.format_exception(raised.value))


@pytest.mark.parametrize("registry", ["", " ", "https://", None, 3, "a b", "/path"])
def test_what_is_no_registry(registry: Any) -> None:
    with pytest.raises(InvalidParameter, match=r"a registry is like 'registry\.example\.com:5000'"):
        dockline.registry_auth(registry)


# No message shows credentials.


def test_no_repr_shows_them(config: Any) -> None:
    config(auths={"a.example": basic("tester", "hunter2")})
    auth = dockline.registry_auth("a.example")
    assert repr(auth) == str(auth) == f"{auth}" == "<dockline.Credentials of a.example>"
    assert "hunter2" not in repr([auth])
    assert pickle.loads(pickle.dumps(auth)) == auth == dict(auth)
    assert json.loads(json.dumps(auth)) == auth


def test_they_travel_as_base64url_json(config: Any) -> None:
    config(auths={"a.example": basic("tester", "hunter2>>>???")})
    with Server(reply([]), reply([])) as server:
        images = server.client("images")
        auth = dockline.registry_auth("a.example")
        images.invoke("ImageCreate", params={"fromImage": "a.example/x", "X-Registry-Auth": auth})
        images.invoke(
            "ImageCreate", params={"fromImage": "a.example/x", "X-Registry-Auth": dockline.registry_auth("b")}
        )
        for sent, expected in zip(server.peers[0].requests, (auth, {}), strict=True):
            assert json.loads(base64.urlsafe_b64decode(sent.field("x-registry-auth"))) == expected


SECRET = "hunter2"
WRONG = [
    {"X-Registry-Auth": SECRET.encode()},
    {"X-Registry-Auth": 3.14},
    {"X-Registry-Auth": {"password": SECRET, "more": object()}},
    {"X-Registry-Auth": {"password": SECRET, 3: set()}},
    {"X-Registry-Auth": f"{SECRET}\r\nX: y"},
    {"X-Registry-Auth": f"{SECRET}\u20ac"},
    {"X-Registry-Auth": f"{SECRET}\ud800"},
    {"X-Registry-Auth": [SECRET, object()]},
]


@pytest.mark.parametrize("params", WRONG, ids=lambda params: str(type(params["X-Registry-Auth"]).__name__))
def test_no_error_shows_them(params: dict[str, object]) -> None:
    client = dockline.client(engine="docker", category="images", version="v1.41", conn={"uri": "unix:///nowhere"})
    with pytest.raises(InvalidParameter) as raised:
        client.invoke("ImageCreate", params={"fromImage": "x", **params})
    assert SECRET not in str(raised.value)
    assert SECRET not in repr(raised.value.__cause__)
    with pytest.raises(InvalidParameter) as raised:
        dockline.request({"uri": "unix:///nowhere"}, path="/x", headers=params)
    assert SECRET not in str(raised.value)


def test_no_error_shows_what_was_meant_as_a_mapping() -> None:
    client = dockline.client(engine="docker", category="images", version="v1.41", conn={"uri": "unix:///nowhere"})
    pairs = [("X-Registry-Auth", SECRET)]
    for act in (
        lambda: client.invoke("ImageCreate", params=pairs),  # type: ignore[arg-type]
        lambda: client.invoke([("op", "ImageCreate"), ("params", pairs)]),  # type: ignore[arg-type]
        lambda: dockline.request({"uri": "unix:///nowhere"}, path="/x", headers=pairs),  # type: ignore[arg-type]
    ):
        with pytest.raises(InvalidParameter) as raised:
            act()
        assert SECRET not in str(raised.value)
