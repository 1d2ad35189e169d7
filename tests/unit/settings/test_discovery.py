"""A conn without a uri: dockline finds the engine that the command line tool would use."""

from __future__ import annotations

import hashlib
import json
import os
import re
import socket
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from support.waiting import PATIENCE

import dockline
from dockline.connect.endpoint import endpoint
from dockline.errors import ConfigError, ConnectError, InvalidParameter, UnsupportedVersion
from dockline.settings.config_file import MAX_SIZE
from dockline.spec.engines import ENGINES
from dockline.testing import Engine

VARIABLES = (
    "DOCKER_HOST",
    "DOCKER_CONTEXT",
    "DOCKER_CONFIG",
    "DOCKER_TLS",
    "DOCKER_TLS_VERIFY",
    "DOCKER_CERT_PATH",
    "CONTAINER_HOST",
    "CONTAINER_CONNECTION",
    "CONTAINER_SSHKEY",
    "CONTAINERS_CONF",
    "CONTAINERS_CONF_OVERRIDE",
    "PODMAN_CONNECTIONS_CONF",
    "XDG_CONFIG_HOME",
)
USUAL = {name: engine.sockets for name, engine in ENGINES.items()}


@pytest.fixture(autouse=True)
def user(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A user without settings, on a machine without the system's sockets. Gives the home folder."""
    for variable in VARIABLES:
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path / "run"))
    for name, engine in ENGINES.items():
        here = tuple(path if path.startswith("{") else f"{tmp_path}{path}" for path in USUAL[name])
        monkeypatch.setattr(engine, "sockets", here)
    return tmp_path


@pytest.fixture
def listening() -> Iterator[Any]:
    opened = []

    def listen(path: Path) -> str:
        path.parent.mkdir(parents=True, exist_ok=True)
        listener = socket.socket(socket.AF_UNIX)
        opened.append(listener)
        listener.bind(str(path))
        listener.listen()
        return f"unix://{path}"

    yield listen
    for listener in opened:
        listener.close()


def write(path: Path, values: object) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(values if isinstance(values, str) else json.dumps(values))
    return path


def write_context(home: Path, name: str, host: object, tls: tuple[str, ...] = (), skip: object = False) -> Path:
    place = hashlib.sha256(name.encode()).hexdigest()
    contexts = home / ".docker" / "contexts"
    for part in tls:
        write(contexts / "tls" / place / "docker" / f"{part}.pem", "")
    meta = {"Name": name, "Metadata": {}, "Endpoints": {"docker": {"Host": host, "SkipTLSVerify": skip}}}
    return write(contexts / "meta" / place / "meta.json", meta)


def winner(engine: str) -> dict[str, Any]:
    (found,) = (each for each in dockline.endpoints(engine) if each["wins"])
    return found


def led_to(engine: str) -> str:
    """Returns the uri that a client without a uri uses."""
    place = endpoint(None, ENGINES[engine])
    assert place.connector is place.connector
    return place.uri


def uris(engine: str) -> list[str]:
    return [each["conn"]["uri"] for each in dockline.endpoints(engine)]


# Docker


def test_docker_in_the_order_of_its_command(user: Path, monkeypatch: pytest.MonkeyPatch, listening: Any) -> None:
    """Each step adds a setting that wins over all earlier ones."""
    with pytest.raises(ConnectError, match=r"no docker was found: nothing is set.*/var/run/docker.sock.*give conn="):
        dockline.client(engine="docker", category="containers", version="v1.41").invoke("ContainerList")
    assert dockline.endpoints("docker") == []
    order = []

    def found(source: str, uri: str) -> None:
        order.insert(0, uri)
        assert winner("docker")["conn"]["uri"] == uri
        assert winner("docker")["source"].startswith(source)
        assert uris("docker") == order
        assert [each["why"] for each in dockline.endpoints("docker")] == [
            "it is the first that can be used",
            *["an earlier one is used"] * (len(order) - 1),
        ]
        assert led_to("docker") == uri

    found("a usual socket", listening(user / ".docker" / "run" / "docker.sock"))
    found("a usual socket", listening(user / "run" / "docker.sock"))
    found("a usual socket", listening(user / "var" / "run" / "docker.sock"))
    write(user / ".docker" / "config.json", {"currentContext": "far", "auths": {}})
    write_context(user, "far", "tcp://far:2375")
    found("currentContext in ", "tcp://far:2375")
    write_context(user, "other", "ssh://root@other")
    monkeypatch.setenv("DOCKER_CONTEXT", "other")
    order.pop(0)  # it replaces the current context
    found("DOCKER_CONTEXT, the context 'other'", "ssh://root@other")
    monkeypatch.setenv("DOCKER_HOST", "tcp://named:1")
    found("DOCKER_HOST", "tcp://named:1")


def test_the_context_default_is_none(user: Path, monkeypatch: pytest.MonkeyPatch, listening: Any) -> None:
    uri = listening(user / "var" / "run" / "docker.sock")
    write(user / ".docker" / "config.json", {"currentContext": "default"})
    assert uris("docker") == [uri]
    write(user / ".docker" / "config.json", {"currentContext": "far"})
    write_context(user, "far", "tcp://far:2375")
    monkeypatch.setenv("DOCKER_CONTEXT", "default")
    assert uris("docker") == [uri]


def test_another_folder(user: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(user / ".docker" / "config.json", {"currentContext": "far"})
    monkeypatch.setenv("DOCKER_CONFIG", str(user / "elsewhere"))
    assert uris("docker") == []
    write(user / "elsewhere" / "config.json", "")
    assert uris("docker") == []


@pytest.mark.parametrize(
    ("host", "uri"),
    [
        ("127.0.0.1:2375", "tcp://127.0.0.1:2375"),
        ("far", "tcp://far:2375"),
        ("tcp://far", "tcp://far:2375"),
        ("tcp://far:", "tcp://far:2375"),
        ("tcp://[::1]", "tcp://[::1]:2375"),
        ("tcp://[::1]:1", "tcp://[::1]:1"),
        ("tcp://[::1]:", "tcp://[::1]:2375"),
        ("tcp://", "tcp://localhost:2375"),
        (":1", "tcp://localhost:1"),
        ("unix:///a", "unix:///a"),
        ("unix://", "unix:///var/run/docker.sock"),
        ("  unix:///a\n", "unix:///a"),
        ("\ttcp://far:1 ", "tcp://far:1"),
        ("  ", "unix:///var/run/docker.sock"),
        ("ssh://far", "ssh://far"),
        ("https://far:1", "https://far:1"),
    ],
)
def test_docker_host(monkeypatch: pytest.MonkeyPatch, host: str, uri: str) -> None:
    """As the docker command reads it. dockline also takes https://."""
    monkeypatch.setenv("DOCKER_HOST", host)
    monkeypatch.setenv("DOCKER_TLS_VERIFY", "")
    assert winner("docker")["conn"] == {"uri": uri}
    assert led_to("docker") == uri


@pytest.mark.parametrize("name", ["a%20b", "100%", "a b", "a?b#c", "\udcff"])
def test_a_path_in_docker_host_is_taken_as_it_is(monkeypatch: pytest.MonkeyPatch, listening: Any, name: str) -> None:
    # The folder has a short name, because the path of a unix socket has a maximum length.
    with TemporaryDirectory() as folder:
        listening(Path(folder, name))
        monkeypatch.setenv("DOCKER_HOST", f"unix://{folder}/{name}")
        with pytest.raises(TimeoutError):  # it exists and never answers
            dockline.request({"read_timeout": 0.05}, path="/_ping")
        monkeypatch.delenv("DOCKER_HOST")
        write_context(Path(os.environ["HOME"]), "odd", f"unix://{folder}/a%20b")
        monkeypatch.setenv("DOCKER_CONTEXT", "odd")
        assert winner("docker")["conn"] == {"uri": f"unix://{folder}/a%2520b"}


def test_a_path_without_a_scheme_in_docker_host(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DOCKER_HOST", "/var/run/docker.sock")
    with pytest.raises(ConfigError, match="DOCKER_HOST is a bare path, .*: add unix://"):
        dockline.endpoints("docker")


@pytest.mark.parametrize(
    ("host", "fault"),
    [
        ("fd://", "must begin with unix://"),
        ("unix://docker.sock", "must name an absolute path"),
        ("tcp://far:1/base", "must be just a scheme, a host and a port"),
        ("tcp://far:0", "malformed: the host, the port"),
        ("tcp://fa\nr:1", "has a control character"),
        ("ssh://root@-oProxyCommand=id", "ssh would take the host of the uri for an option"),
    ],
)
def test_messages_name_the_variable(monkeypatch: pytest.MonkeyPatch, host: str, fault: str) -> None:
    monkeypatch.setenv("DOCKER_HOST", host)
    for act in (
        lambda: dockline.request(path="/_ping"),
        lambda: dockline.client(engine="docker", category="_ping", version="auto").invoke("SystemPing"),
    ):
        with pytest.raises(InvalidParameter, match=rf"{fault}.*\(by DOCKER_HOST\)$"):
            act()


def test_a_failed_connection_names_the_setting(user: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DOCKER_HOST", "unix:///nowhere")
    with pytest.raises(ConnectError, match=r"can't connect to unix:///nowhere \(DOCKER_HOST\): No such file"):
        dockline.request(path="/_ping")
    with pytest.raises(ConnectError, match=r"can't connect to unix:///nowhere: No such file"):
        dockline.request({"uri": "unix:///nowhere"}, path="/_ping")
    monkeypatch.delenv("DOCKER_HOST")
    write_context(user, "far", "unix:///nowhere")
    monkeypatch.setenv("DOCKER_CONTEXT", "far")
    with pytest.raises(ConnectError, match=r"to unix:///nowhere \(DOCKER_CONTEXT, the context 'far'\): No such"):
        dockline.request(path="/_ping")


def test_tls_by_variables(user: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DOCKER_TLS_VERIFY", "1")
    assert winner("docker")["conn"] == {"uri": "tcp://localhost:2376", "mtls": {}}
    monkeypatch.setenv("DOCKER_HOST", "tcp://far:2376")
    assert winner("docker")["conn"] == {"uri": "tcp://far:2376", "mtls": {}}
    monkeypatch.setenv("DOCKER_HOST", "far")
    assert winner("docker")["conn"] == {"uri": "tcp://far:2375", "mtls": {}}
    material = write_material(user / ".docker")
    for uri, secured in {
        "tcp://far:1": "tcp://far:1",
        "https://far:1": "https://far:1",
        "http://a": "https://a",
    }.items():
        monkeypatch.setenv("DOCKER_HOST", uri)
        assert winner("docker")["conn"] == {"uri": secured, "mtls": material}
    Path(material["cert"]).unlink()
    assert winner("docker")["conn"]["mtls"] == {"ca": material["ca"]}
    monkeypatch.setenv("DOCKER_CERT_PATH", str(user / "nowhere"))
    with pytest.raises(ConfigError, match=rf"DOCKER_CERT_PATH names {user}/nowhere, which has no ca.pem"):
        dockline.request(path="/_ping")
    write(user / "nowhere" / "ca.pem", "no certificate")
    with pytest.raises(InvalidParameter, match=r"no certificate in PEM \(by DOCKER_HOST, .*VERIFY, DOCKER_CERT_PATH\)"):
        dockline.request(path="/_ping")
    assert winner("docker")["source"] == "DOCKER_HOST, DOCKER_TLS_VERIFY, DOCKER_CERT_PATH"
    for uri in ("unix:///a", "ssh://a"):
        monkeypatch.setenv("DOCKER_HOST", uri)
        assert winner("docker")["conn"] == {"uri": uri}
        assert winner("docker")["source"] == "DOCKER_HOST"


@pytest.mark.parametrize("value", ["1", "0", "false"])
def test_tls_without_verification_by_a_variable(user: Path, monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    """The docker command takes any value as yes."""
    monkeypatch.setenv("DOCKER_TLS", value)
    assert winner("docker")["conn"] == {"uri": "tcp://localhost:2376", "mtls": {}, "verify": False}
    assert winner("docker")["source"] == "DOCKER_TLS"
    monkeypatch.setenv("DOCKER_HOST", "tcp://far:1")
    assert winner("docker")["conn"] == {"uri": "tcp://far:1", "mtls": {}, "verify": False}
    monkeypatch.setenv("DOCKER_CERT_PATH", str(user / "certs"))
    assert winner("docker")["conn"] == {"uri": "tcp://far:1", "mtls": {}, "verify": False}
    material = write_material(user / "certs")
    assert winner("docker")["conn"] == {"uri": "tcp://far:1", "mtls": material, "verify": False}
    assert winner("docker")["source"] == "DOCKER_HOST, DOCKER_TLS, DOCKER_CERT_PATH"
    monkeypatch.setenv("DOCKER_TLS_VERIFY", value)
    assert winner("docker")["conn"] == {"uri": "tcp://far:1", "mtls": material}
    monkeypatch.setenv("DOCKER_HOST", "unix:///a")
    assert winner("docker")["conn"] == {"uri": "unix:///a"}


def write_material(folder: Path) -> dict[str, str]:
    return {part: str(write(folder / f"{part}.pem", "")) for part in ("ca", "cert", "key")}


@pytest.mark.parametrize(
    ("host", "uri"),
    [("tcp://far:2376", "tcp://far:2376"), ("https://far", "https://far"), ("http://far:1", "https://far:1")],
)
def test_tls_of_a_context(user: Path, monkeypatch: pytest.MonkeyPatch, host: str, uri: str) -> None:
    monkeypatch.setenv("DOCKER_CONTEXT", "far")
    meta = write_context(user, "far", host, tls=("ca", "cert", "key"))
    tls = meta.parents[2] / "tls" / meta.parent.name / "docker"
    material = {part: str(tls / f"{part}.pem") for part in ("ca", "cert", "key")}
    assert winner("docker")["conn"] == {"uri": uri, "mtls": material}
    write_context(user, "far", host, skip=True)
    assert winner("docker")["conn"] == {"uri": uri, "mtls": material, "verify": False}
    for part in material.values():
        Path(part).unlink()
    assert winner("docker")["conn"] == {"uri": uri, "mtls": {}, "verify": False}
    write_context(user, "far", host)
    assert winner("docker")["conn"] == {"uri": host}


def test_a_context_goes_without_the_variables_of_tls(user: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DOCKER_CONTEXT", "far")
    monkeypatch.setenv("DOCKER_TLS", "1")
    write_context(user, "far", "tcp://far:1")
    assert winner("docker")["conn"] == {"uri": "tcp://far:1"}


@pytest.mark.parametrize("host", ["unix:///a", "ssh://far"])
def test_no_tls_where_a_context_is_no_host_of_tcp(user: Path, monkeypatch: pytest.MonkeyPatch, host: str) -> None:
    monkeypatch.setenv("DOCKER_CONTEXT", "near")
    write_context(user, "near", host, tls=("ca",), skip=True)
    assert winner("docker")["conn"] == {"uri": host}


def test_what_is_found_can_be_used(user: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`client` accepts the conns of `endpoints`."""
    write_context(user, "far", "https://far", skip=True)
    monkeypatch.setenv("DOCKER_CONTEXT", "far")
    write_connection(user, {"URI": "ssh://core@127.0.0.1:1/podman.sock", "IsMachine": True})
    for engine in ("docker", "podman"):
        client = dockline.client(engine=engine, category="_ping", version="auto", conn=winner(engine)["conn"])
        assert winner(engine)["conn"]["uri"] in repr(client)


def test_a_context_that_is_none(user: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DOCKER_CONTEXT", "gone")
    with pytest.raises(ConfigError, match=rf"there is no context 'gone': {user}/.*meta.json is missing; `docker cont"):
        dockline.endpoints("docker")


# Podman


def test_podman_in_the_order_of_its_command(user: Path, monkeypatch: pytest.MonkeyPatch, listening: Any) -> None:
    monkeypatch.setenv("CONTAINERS_CONF", str(write(user / "containers.conf", "")))
    with pytest.raises(ConnectError, match="no podman was found"):
        dockline.request({"read_timeout": PATIENCE}, engine="podman", path="/_ping")
    system = listening(user / "run" / "podman" / "podman.sock")
    assert uris("podman") == [system, system]  # the socket of the session and that of the system: here the same
    if sys.version_info >= (3, 11):
        write(
            user / "containers.conf",
            '[engine]\nactive_service = "old"\n[engine.service_destinations.old]\nuri = "ssh://old/run/p.sock"\n'
            'identity = "/keys/old"\n[engine.service_destinations.spare]\nuri = "tcp://spare:1"\ntls_ca = "/ca.pem"\n',
        )
        assert winner("podman")["source"] == f"active_service in {user}/containers.conf, the connection 'old'"
        assert winner("podman")["conn"] == {"uri": "ssh://old/run/p.sock", "identity": "/keys/old"}
        monkeypatch.setenv("CONTAINER_CONNECTION", "spare")
        assert winner("podman")["conn"] == {"uri": "tcp://spare:1", "mtls": {"ca": "/ca.pem"}}
        monkeypatch.delenv("CONTAINER_CONNECTION")
    connections = {
        "root": {"URI": "ssh://root@far:22/run/podman/podman.sock", "Identity": "/keys/far"},
        "plain": {"URI": "unix:///run/other.sock"},
        "safe": {"URI": "tcp://safe:1", "TLSCA": "/ca", "TLSCert": "/cert", "TLSKey": "/key"},
    }
    path = user / ".config" / "containers" / "podman-connections.json"
    write(path, {"Connection": {"Default": "root", "Connections": connections}, "Farm": {}})
    assert winner("podman")["source"] == f"the default connection 'root' in {path}"
    assert winner("podman")["conn"] == {"uri": connections["root"]["URI"], "identity": "/keys/far"}
    monkeypatch.setenv("CONTAINER_CONNECTION", "plain")
    assert winner("podman")["conn"] == {"uri": "unix:///run/other.sock"}
    monkeypatch.setenv("CONTAINER_CONNECTION", "safe")
    assert winner("podman")["conn"]["mtls"] == {"ca": "/ca", "cert": "/cert", "key": "/key"}
    monkeypatch.setenv("CONTAINER_HOST", "ssh://named")
    assert winner("podman")["conn"]["uri"] == "tcp://safe:1"
    assert [each["source"].split(",")[0] for each in dockline.endpoints("podman")][:2] == [
        "CONTAINER_CONNECTION",
        "CONTAINER_HOST",
    ]
    monkeypatch.delenv("CONTAINER_CONNECTION")
    assert winner("podman")["conn"] == {"uri": "ssh://named"}
    monkeypatch.setenv("CONTAINER_SSHKEY", "/keys/named")
    assert winner("podman")["conn"] == {"uri": "ssh://named", "identity": "/keys/named"}
    monkeypatch.setenv("CONTAINER_HOST", "unix:///named")
    assert winner("podman")["conn"] == {"uri": "unix:///named"}


def write_connection(user: Path, connection: dict[str, object]) -> None:
    connections = {"Connection": {"Default": "it", "Connections": {"it": connection}}}
    write(user / ".config" / "containers" / "podman-connections.json", connections)


def test_the_key_of_a_podman_machine_is_known_to_nobody(user: Path) -> None:
    uri = "ssh://core@127.0.0.1:50000/run/user/501/podman/podman.sock"
    write_connection(user, {"URI": uri, "Identity": "/keys/machine", "IsMachine": True})
    assert winner("podman")["conn"] == {"uri": uri, "identity": "/keys/machine", "verify": False}
    write_connection(user, {"URI": "unix:///run/podman.sock", "IsMachine": True})
    assert winner("podman")["conn"] == {"uri": "unix:///run/podman.sock"}
    write_connection(user, {"URI": uri, "IsMachine": "yes"})
    with pytest.raises(ConfigError, match="the field Connection.Connections.it.IsMachine must be a boolean, not a "):
        dockline.endpoints("podman")


def test_the_key_of_a_variable_is_for_connections_without_one(user: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CONTAINER_SSHKEY", "/keys/mine")
    write_connection(user, {"URI": "ssh://far"})
    assert winner("podman")["conn"] == {"uri": "ssh://far", "identity": "/keys/mine"}
    write_connection(user, {"URI": "ssh://far", "Identity": "/keys/its"})
    assert winner("podman")["conn"] == {"uri": "ssh://far", "identity": "/keys/its"}


@pytest.mark.parametrize(
    ("host", "uri"),
    [
        ("unix:///a%20b", "unix:///a%20b"),
        ("unix://run/podman.sock", "unix:///run/podman.sock"),
        ("unix:/run/podman.sock", "unix:/run/podman.sock"),
    ],
)
def test_container_host(monkeypatch: pytest.MonkeyPatch, host: str, uri: str) -> None:
    monkeypatch.setenv("CONTAINER_HOST", host)
    assert winner("podman")["conn"] == {"uri": uri}
    assert led_to("podman") == uri


@pytest.mark.parametrize("host", [" unix:///a", "unix:///a\n", "/run/podman.sock", "far"])
def test_a_container_host_that_is_none(monkeypatch: pytest.MonkeyPatch, host: str) -> None:
    """The podman command refuses these too."""
    monkeypatch.setenv("CONTAINER_HOST", host)
    with pytest.raises(InvalidParameter, match=r"(malformed|must begin with).*\(by CONTAINER_HOST\)"):
        dockline.request(engine="podman", path="/_ping")


def test_a_containers_conf_that_is_not_there(user: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CONTAINERS_CONF", str(user / "nowhere"))
    with pytest.raises(ConfigError, match=f"CONTAINERS_CONF names {user}/nowhere, which does not exist"):
        dockline.endpoints("podman")


def test_podman_elsewhere(user: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write(user / "c.json", {"Connection": {"Default": "a", "Connections": {"a": {"URI": "tcp://a:1"}}}})
    monkeypatch.setenv("PODMAN_CONNECTIONS_CONF", str(path))
    assert winner("podman")["conn"] == {"uri": "tcp://a:1"}
    monkeypatch.setenv("CONTAINER_CONNECTION", "b")
    with pytest.raises(ConfigError, match="there is no connection 'b': `podman system connection list`"):
        dockline.endpoints("podman")


# Both engines


def test_it_connects(monkeypatch: pytest.MonkeyPatch) -> None:
    with Engine() as played:
        monkeypatch.setenv("DOCKER_HOST", played.uri)
        for conn in (None, {}, {"uri": None}, {"read_timeout": PATIENCE}):
            with dockline.client(engine="docker", category="_ping", version="auto", conn=conn) as client:
                assert client.invoke("SystemPing", throw_exceptions=True) == "OK"
        assert dockline.request(path="/_ping") == "OK"


def test_what_is_said_goes_before_what_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DOCKER_HOST", "tcp://found:1")
    client = dockline.client(engine="docker", category="_ping", version="v1.41", conn={"uri": "tcp://said:1"})
    assert "tcp://said:1" in repr(client)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may open everything")
def test_a_socket_that_may_not_be_opened(user: Path, listening: Any) -> None:
    listening(user / "var" / "run" / "docker.sock")
    (user / "var" / "run" / "docker.sock").chmod(0)
    (found,) = dockline.endpoints("docker")
    assert not found["wins"]
    assert found["why"] == "this user may not open it"


def test_a_file_where_a_socket_should_be(user: Path, listening: Any) -> None:
    write(user / "var" / "run" / "docker.sock", "")
    uri = listening(user / "run" / "docker.sock")
    first, second = dockline.endpoints("docker")
    assert (first["wins"], first["why"]) == (False, "it is not a socket")
    assert (second["wins"], second["conn"]) == (True, {"uri": uri})


def test_a_socket_with_an_odd_name(user: Path, monkeypatch: pytest.MonkeyPatch, listening: Any) -> None:
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(user / "a%20b c#?"))
    listening(user / "a%20b c#?" / "docker.sock")
    with pytest.raises(ConnectError, match="before it answered|No such file"):
        dockline.request({"uri": "unix:///nowhere"}, path="/_ping")
    client = dockline.client(engine="docker", category="_ping", version="v1.41", conn={"read_timeout": 0.05})
    with pytest.raises(TimeoutError):
        client.invoke("SystemPing")  # it exists and never answers


def test_an_engine_that_is_none() -> None:
    with pytest.raises(UnsupportedVersion, match="no engine is called 'dokcer': did you mean 'docker'"):
        dockline.endpoints("dokcer")


@pytest.mark.parametrize("name", ["docker", "podman", "config_file"])
def test_the_page_of_settings_has_each_variable(name: str) -> None:
    root = Path(__file__).parents[3]
    source = (root / "src" / "dockline" / "settings" / f"{name}.py").read_text()
    read = set(re.findall(r'os\.environ\.get\("(\w+)"', source)) | set(re.findall(r'= "(DOCKER_\w+)"', source))
    page = (root / "docs" / "settings.md").read_text()
    assert len(read) >= 2
    for variable in read:
        assert re.search(rf"\| `?[^|]*`{variable}`[^|]*\| yes \|", page), variable


# Broken files

CONFIG = Path(".docker", "config.json")
CONNECTIONS = Path(".config", "containers", "podman-connections.json")


@pytest.mark.parametrize(
    ("name", "path", "text", "fault"),
    [
        ("docker", CONFIG, "{", "is not JSON: see line 1"),
        ("docker", CONFIG, '{\n\n"a": "hunter2" "b"}', "is not JSON: see line 3"),
        ("docker", CONFIG, "[]", "must hold an object, not a list"),
        ("docker", CONFIG, '"text"', "must hold an object, not a string"),
        ("docker", CONFIG, '{"currentContext": 3}', "the field currentContext must be a string, not a number"),
        ("docker", CONFIG, '{"currentContext": ["a"]}', "the field currentContext must be a string, not a list"),
        ("docker", CONFIG, "[" * 100_000, "is not JSON"),
        ("podman", CONNECTIONS, "Connection = {}", "is not JSON"),
        ("podman", CONNECTIONS, '{"Connection": []}', "the field Connection must be an object, not a list"),
        (
            "podman",
            CONNECTIONS,
            '{"Connection": {"Default": {}}}',
            "field Connection.Default must be a string, not an obj",
        ),
        (
            "podman",
            CONNECTIONS,
            '{"Connection": {"Default": "a", "Connections": {"a": {}}}}',
            "the field Connection.Connections.a.URI is missing",
        ),
        (
            "podman",
            CONNECTIONS,
            '{"Connection": {"Default": "a", "Connections": {"a": {"URI": true}}}}',
            "the field Connection.Connections.a.URI must be a string, not a boolean",
        ),
    ],
)
def test_broken_files(user: Path, name: str, path: Path, text: str, fault: str) -> None:
    write(user / path, text)
    for look in (lambda: dockline.endpoints(name), lambda: dockline.request(engine=name, path="/_ping")):
        with pytest.raises(ConfigError) as raised:
            look()
        assert str(raised.value).startswith(str(user / path))
        assert fault in str(raised.value)
        assert "hunter2" not in str(raised.value)
        assert raised.value.__context__ is None or raised.value.__suppress_context__


@pytest.mark.parametrize(("host", "skip"), [(3, False), ({}, False), ("tcp://far", "yes"), ("tcp://far", 1)])
def test_a_broken_context(user: Path, monkeypatch: pytest.MonkeyPatch, host: object, skip: object) -> None:
    monkeypatch.setenv("DOCKER_CONTEXT", "far")
    path = write_context(user, "far", host, skip=skip)
    with pytest.raises(ConfigError, match=rf"{path}: the field Endpoints.docker.(Host|SkipTLSVerify) must be a "):
        dockline.endpoints("docker")
    write(path, {"Name": "far", "Endpoints": {"kubernetes": {}}})
    with pytest.raises(ConfigError, match=rf"{path}: the field Endpoints.docker is missing"):
        dockline.endpoints("docker")


@pytest.mark.parametrize("host", ["", None])
def test_a_context_without_a_host_is_the_socket(user: Path, monkeypatch: pytest.MonkeyPatch, host: object) -> None:
    monkeypatch.setenv("DOCKER_CONTEXT", "near")
    write_context(user, "near", host)
    assert winner("docker")["conn"] == {"uri": "unix:///var/run/docker.sock"}


@pytest.mark.skipif(sys.version_info < (3, 11), reason="needs tomllib")
@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ('[engine\nactive_service = "a"', "is not TOML"),
        ("[engine]\nactive_service = 3", "the field engine.active_service must be a string, not a number"),
        ('engine = "active_service"', "the field engine must be an object, not a string"),
        (
            '[engine]\nactive_service = "a"\nservice_destinations = []',
            "field engine.service_destinations must be an object",
        ),
        ('[engine]\nactive_service = "a"\n[engine.service_destinations.a]', "service_destinations.a.uri is missing"),
        ('[engine]\nactive_service = "a"', "there is no connection 'a'"),
    ],
)
def test_broken_containers_conf(user: Path, monkeypatch: pytest.MonkeyPatch, text: str, fault: str) -> None:
    path = write(user / "containers.conf", text)
    monkeypatch.setenv("CONTAINERS_CONF", str(path))
    with pytest.raises(ConfigError, match=fault):
        dockline.endpoints("podman")


def test_what_is_no_file(user: Path) -> None:
    path = user / CONFIG
    path.mkdir(parents=True)
    with pytest.raises(ConfigError, match=f"{path} is not a file"):
        dockline.endpoints("docker")
    path.rmdir()
    os.mkfifo(path)  # reading it would never end
    with pytest.raises(ConfigError, match=f"{path} is not a file"):
        dockline.endpoints("docker")
    path.unlink()
    path.symlink_to(path)
    with pytest.raises(ConfigError, match=f"{path} can't be read: Too many levels"):
        dockline.endpoints("docker")


def test_an_enormous_file(user: Path) -> None:
    path = write(user / CONFIG, "")
    with path.open("wb") as file:
        file.truncate(1 << 40)  # a sparse file: it needs no disk space, but would need all memory
    with pytest.raises(ConfigError, match=f"{path} is larger than {MAX_SIZE >> 20} MiB"):
        dockline.endpoints("docker")


def test_bytes_that_are_no_text(user: Path) -> None:
    path = write(user / CONFIG, "")
    path.write_bytes(b'{"currentContext": "\xff"}')
    with pytest.raises(ConfigError, match=f"{path} is not JSON"):
        dockline.endpoints("docker")


def test_an_unreadable_file(user: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write(user / CONFIG, "{}")
    path.chmod(0)
    if os.geteuid() == 0:
        # Root may read everything, so the test replaces the kernel's answer.
        opened = os.open
        monkeypatch.setattr(os, "open", lambda name, *rest: refuse(name) if name == path else opened(name, *rest))
    with pytest.raises(ConfigError, match=f"{path} can't be read: Permission denied"):
        dockline.endpoints("docker")


def refuse(path: object) -> int:
    raise PermissionError(13, "Permission denied", str(path))
