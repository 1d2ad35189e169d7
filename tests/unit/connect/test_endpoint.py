"""The conn mapping: the address of an engine, and the time limits."""

from __future__ import annotations

import asyncio
import contextlib
import math
import re
import ssl
from datetime import timedelta
from ipaddress import IPv6Address
from pathlib import Path
from typing import Any

import pytest
from support.scripted_server import Server, reply
from support.waiting import PATIENCE

import dockline
import dockline.aio
from dockline.connect.endpoint import Endpoint, endpoint
from dockline.connect.ssh import SshConnector
from dockline.connect.tcp import TcpConnector
from dockline.connect.tls import TlsConnector
from dockline.connect.unix import UnixConnector
from dockline.errors import ConnectError, InvalidParameter
from dockline.spec.engines import ENGINES


def endpoint_of(conn: Any) -> Endpoint:
    return endpoint(conn, ENGINES["docker"])


@pytest.mark.parametrize(
    ("uri", "path"),
    [
        ("unix:///var/run/docker.sock", b"/var/run/docker.sock"),
        ("unix:/var/run/docker.sock", b"/var/run/docker.sock"),
        ("unix:///tmp/a%20b.sock", b"/tmp/a b.sock"),
        ("unix:///tmp/ä.sock", "/tmp/ä.sock".encode()),
        ("UNIX:///tmp/a.sock", b"/tmp/a.sock"),
    ],
)
def test_paths(uri: str, path: bytes) -> None:
    connector = endpoint_of({"uri": uri}).connector
    assert isinstance(connector, UnixConnector)
    assert (connector.path, connector.host) == (path, "localhost")


@pytest.mark.parametrize(
    ("conn", "host"),
    [
        ({"uri": "tcp://127.0.0.1:1234"}, "127.0.0.1:1234"),
        ({"uri": "tcp://engine"}, "engine:2375"),
        ({"uri": "http://engine"}, "engine:80"),
        ({"uri": "http://engine:8080/"}, "engine:8080"),
        ({"uri": "tcp://[::1]:2375"}, "[::1]:2375"),
        ({"uri": "TCP://Engine"}, "engine:2375"),
        ({"uri": "tcp://bücher.example"}, "xn--bcher-kva.example:2375"),
        ({"uri": "tcp://例え.example"}, "xn--r8jz45g.example:2375"),
        ({"uri": "https://engine"}, "engine:443"),
        ({"uri": "https://engine:2376", "mtls": {}}, "engine:2376"),
        ({"uri": "tcp://engine", "mtls": {}}, "engine:2376"),
        ({"uri": "tcp://engine", "mtls": {}, "verify": False}, "engine:2376"),
        ({"uri": "https://engine", "verify": True}, "engine:443"),
        ({"uri": "tcp://my_engine-1.example."}, "my_engine-1.example.:2375"),
        ({"uri": "tcp://engine:1", "tls": ssl.create_default_context()}, "engine:1"),
    ],
)
def test_addresses(conn: dict[str, Any], host: str) -> None:
    connector = endpoint_of(conn).connector
    assert connector.host == host
    assert isinstance(connector, TcpConnector)
    secured = conn["uri"].startswith("https") or "mtls" in conn or "tls" in conn
    assert isinstance(connector, TlsConnector) == secured


@pytest.mark.parametrize(
    ("conn", "fault"),
    [
        ("unix:///var/run/docker.sock", "conn must be a mapping"),
        ({"uri": 3}, "the uri must be a str like 'unix:///var/run/docker.sock', not an int"),
        ({"url": "unix:///a"}, "did you mean 'uri'"),
        ({"uri": "unix:///a", "timeout": 3}, "conn has no key 'timeout'.*timeout"),
        ({"uri": "/var/run/docker.sock"}, "must begin with unix://, tcp://, http://, https://, ssh://"),
        ({"uri": "ftp://engine"}, "must begin with"),
        ({"uri": "unix://docker.sock"}, "absolute path"),
        ({"uri": "tcp://"}, "names no host"),
        ({"uri": "tcp://engine:port"}, "malformed|the host of a uri may have only letters|must hold an IPv6 address"),
        ({"uri": "tcp://engine:99999"}, "malformed|the host of a uri may have only letters|must hold an IPv6 address"),
        ({"uri": "tcp://engine:0"}, "malformed: the host, the port"),
        ({"uri": "ssh://engine:0"}, "malformed: the host, the port"),
        ({"uri": "tcp://eng\nine"}, "malformed: it has a control character"),
        ({"uri": "tcp://engine:2375\n"}, "malformed: it has a control character"),
        ({"uri": "tcp://eng\tine"}, "malformed: it has a control character"),
        ({"uri": "ssh://eng\nine"}, "malformed: it has a control character"),
        ({"uri": "unix:///a\n"}, "malformed: it has a control character"),
        ({"uri": " tcp://engine"}, "malformed: .* or a blank at an end"),
        ({"uri": "tcp://eng ine"}, "the host of a uri may have only letters"),
        ({"uri": "tcp://`id`"}, "the host of a uri may have only letters"),
        ({"uri": "tcp://eng%0aine"}, "the host of a uri may have only letters"),
        ({"uri": "tcp://[fe80::1%25a%2Fb]"}, "malformed|must hold an IPv6 address"),
        ({"uri": "tcp://[fe80::1%25a%0Ab]"}, "malformed|must hold an IPv6 address"),
        ({"uri": "tcp://[engine]"}, "malformed|the host of a uri may have only letters|must hold an IPv6 address"),
        ({"uri": "tcp://[v1.a]"}, "malformed|the host of a uri may have only letters|must hold an IPv6 address"),
        ({"uri": "unix:///a", "verify": False}, "'verify' is for https://, ssh://, and tcp:// with 'mtls', not for"),
        ({"uri": "tcp://a", "verify": False}, "'verify' is for https://, ssh://, and tcp:// with 'mtls', not for"),
        ({"uri": "https://a", "verify": "/ca.pem"}, "verify must be True or False, not a str of length 7: .* in mtls"),
        ({"uri": "https://a", "verify": 0}, "verify must be True or False, not an int"),
        ({"uri": "https://a", "verify": False, "tls": ssl.create_default_context()}, "has both 'verify' and 'tls'"),
        ({"uri": "tcp://engine/v1.41"}, "just a scheme, a host and a port"),
        ({"uri": "tcp://user@engine"}, "just a scheme, a host and a port"),
        (
            {"uri": "tcp://engine\0.example"},
            "malformed|the host of a uri may have only letters|must hold an IPv6 address",
        ),
        ({"uri": "tcp://" + "ü" * 70}, "malformed|the host of a uri may have only letters|must hold an IPv6 address"),
        ({"uri": "tcp://\udc80"}, "malformed|the host of a uri may have only letters|must hold an IPv6 address"),
        ({"uri": "unix:///tmp/a%00b"}, "malformed|the host of a uri may have only letters|must hold an IPv6 address"),
        ({"uri": "unix:///a", "mtls": {}}, "are for https:// and tcp://, not for unix://"),
        ({"uri": "http://a", "tls": ssl.create_default_context()}, "are for https:// and tcp://"),
        ({"uri": "https://a", "mtls": "/certs"}, "mtls must be a mapping of 'ca', .* not a str"),
        ({"uri": "https://a", "tls": "/certs"}, "tls must be an ssl.SSLContext, not a str"),
        ({"uri": "https://a", "tls": ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)}, "is a context for servers"),
        ({"uri": "https://a", "tls": ssl.create_default_context(), "mtls": {}}, "both 'mtls' and 'tls'"),
        ({"uri": "https://a", "mtls": {"cart": "/a"}}, "mtls has no key 'cart': did you mean 'cert'"),
        ({"uri": "https://a", "mtls": {"ca": 3}}, "mtls 'ca' must be a path or PEM, not an int"),
        ({"uri": "https://a", "mtls": {"ca": "/nowhere"}}, r"mtls 'ca' \(/nowhere\) can't be read: No such file"),
        ({"uri": "https://a", "mtls": {"ca": "/a\0b"}}, "mtls 'ca' .* can't be read"),
        ({"uri": "https://a", "mtls": {"ca": b"PEM"}}, "mtls 'ca' holds no certificate in PEM"),
        ({"uri": "https://a", "mtls": {"key": b"PEM"}}, "but no 'cert' to which they belong"),
        ({"uri": "https://a", "mtls": {"password": "x"}}, "but no 'cert' to which they belong"),
        ({"uri": "https://a", "mtls": {"password": 1}}, "mtls 'password' must be a str or bytes, not an int"),
    ],
)
def test_wrong_ones_are_refused_at_once(conn: Any, fault: str) -> None:
    with pytest.raises(InvalidParameter, match=fault):
        dockline.client(engine="docker", category="containers", version="v1.41", conn=conn)


KEYS = ("connect_timeout", "read_timeout", "write_timeout", "call_timeout")


@pytest.mark.parametrize("key", KEYS)
def test_time_limits_are_seconds(key: str) -> None:
    limits = {None: math.inf, 2: 2.0, 0.25: 0.25, timedelta(milliseconds=1500): 1.5}
    for given, seconds in limits.items():
        assert getattr(endpoint_of({"uri": "unix:///a", key: given}), key) == seconds
    for wrong in (0, -1, True, "3", math.nan, timedelta(0)):
        with pytest.raises(InvalidParameter, match=f"{key} must be a positive number of seconds"):
            endpoint_of({"uri": "unix:///a", key: wrong})


def test_the_path_of_a_unix_socket_has_a_limit() -> None:
    with pytest.raises(ConnectError, match="1 to 107 bytes"):
        dockline.request({"uri": "unix:///" + "x" * 107}, path="/_ping")


def test_no_message_shows_a_password() -> None:
    for uri in ("tcp://user:pass@engine", "https://user:p@ss@engine:99999", "ftp://user:pass@engine/", "http://:pass@"):
        with pytest.raises(InvalidParameter) as raised:
            endpoint_of({"uri": uri})
        assert "pass" not in str(raised.value)
        assert "ss@" not in str(raised.value)
    with pytest.raises(InvalidParameter) as raised:
        endpoint_of([("uri", "https://a"), ("mtls", {"password": "secret"})])
    assert "secret" not in str(raised.value)


@pytest.mark.parametrize(
    ("uri", "name", "host"),
    [
        ("tcp://[fe80::1%25lo]", "fe80::1%lo", "[fe80::1]:2375"),
        ("tcp://[fe80::1%lo]:1", "fe80::1%lo", "[fe80::1]:1"),
        ("https://[fe80::1%25eth0.1]", "fe80::1%eth0.1", "[fe80::1]:443"),
        ("tcp://[fe80::1%25br-1]", "fe80::1%br-1", "[fe80::1]:2375"),
        ("tcp://[fe80::1%2525]", "fe80::1%25", "[fe80::1]:2375"),
        ("tcp://[fe80::1%25]", "fe80::1%25", "[fe80::1]:2375"),
        ("tcp://[::1]", "::1", "[::1]:2375"),
    ],
)
def test_the_zone_of_an_address_is_for_the_system_alone(uri: str, name: str, host: str) -> None:
    connector = endpoint_of({"uri": uri}).connector
    assert isinstance(connector, TcpConnector)
    assert (connector.name, connector.host) == (name, host)


def link_local() -> str:
    """Returns an address of this machine that needs its zone, such as `fe80::1%eth0`, or ""."""
    with contextlib.suppress(OSError):
        for line in Path("/proc/net/if_inet6").read_text().splitlines():
            digits, _, _, _, _, interface = line.split()
            if digits.startswith("fe80"):
                return f"{IPv6Address(int(digits, 16))}%{interface}"
    return ""


@pytest.mark.skipif(not link_local(), reason="no interface has a link-local address")
def test_an_address_with_its_zone_is_reached() -> None:
    address, _, zone = link_local().partition("%")
    with Server(*[reply(b"OK", media="text/plain")] * 2, family="tcp", host=link_local()) as server:
        assert server.uri.startswith(f"tcp://[{address}%25{zone}]:")
        conn = {"uri": server.uri, "call_timeout": PATIENCE}
        assert dockline.request(conn, path="/_ping") == "OK"
        assert asyncio.run(dockline.aio.request(conn, path="/_ping")) == "OK"
        port = server.uri.rpartition(":")[2]
        assert [request.field("Host") for request in server.requests] == [f"[{address}]:{port}"] * 2


@pytest.mark.parametrize(
    ("uri", "destination"),
    [
        ("ssh://engine", "engine"),
        ("ssh://Alias_1", "Alias_1"),
        ("ssh://me@engine:22/a.sock", "me@engine"),
        ("ssh://me@corp.example@engine", "me@corp.example@engine"),
        ("ssh://me%40corp.example@engine", "me@corp.example@engine"),
        ("ssh://CORP%5Cme@engine", "CORP\\me@engine"),
        ("ssh://[::1]:22", "::1"),
        ("ssh://[fe80::1%25eth0]", "fe80::1%eth0"),
        ("ssh://b\u00fccher", "b\u00fccher"),
    ],
)
def test_who_is_asked_by_ssh(uri: str, destination: str) -> None:
    connector = endpoint_of({"uri": uri}).connector
    assert isinstance(connector, SshConnector)
    assert connector.destination == destination


@pytest.mark.parametrize(
    ("uri", "fault"),
    [
        ("ssh://`id`@h", "the user in an ssh:// uri may have only letters"),
        ("ssh://$(id)@h", "the user in an ssh:// uri may have only letters"),
        ("ssh://%24%28id%29@h", "the user in an ssh:// uri may have only letters"),
        ("ssh://a;b@h", "the user in an ssh:// uri may have only letters"),
        ("ssh://a%20b@h", "the user in an ssh:// uri may have only letters"),
        ("ssh://a%5C@h", "the user in an ssh:// uri may have only letters"),
        ("ssh://a%0a@h", "the user in an ssh:// uri may have only letters"),
        ("ssh://`id`", "the host of a uri may have only letters"),
        ("ssh://$(id)", "the host of a uri may have only letters"),
        ("ssh://me@$(id)", "the host of a uri may have only letters"),
        ("ssh://me@h;id", "the host of a uri may have only letters"),
        ("ssh://me@h%0aid", "the host of a uri may have only letters"),
        ("ssh://me@a|b", "the host of a uri may have only letters"),
        ("ssh://root@-oProxyCommand=id", "ssh would take the host of the uri for an option"),
        ("ssh://-l@host", "ssh would take the user of the uri for an option"),
        ("ssh://%2Dl@host", "ssh would take the user of the uri for an option"),
    ],
)
def test_nothing_of_a_uri_is_a_command(uri: str, fault: str) -> None:
    with pytest.raises(InvalidParameter, match=re.escape(fault)):
        endpoint_of({"uri": uri})


def test_ssh_verifies_the_key_of_the_host_but_where_told() -> None:
    careful = endpoint_of({"uri": "ssh://engine"}).connector.curl()[0]
    careless = endpoint_of({"uri": "ssh://engine", "verify": False}).connector.curl()[0]
    for option in ("StrictHostKeyChecking=no", "UserKnownHostsFile=/dev/null"):
        assert option in careless
        assert option not in careful


def test_tls_verifies_but_where_told() -> None:
    careful = endpoint_of({"uri": "https://engine"}).connector
    careless = endpoint_of({"uri": "https://engine", "verify": False}).connector
    assert isinstance(careful, TlsConnector)
    assert isinstance(careless, TlsConnector)
    assert (careful.context.verify_mode, careful.context.check_hostname) == (ssl.CERT_REQUIRED, True)
    assert (careless.context.verify_mode, careless.context.check_hostname) == (ssl.CERT_NONE, False)
    assert "--insecure" in careless.curl()[1]
    assert "--insecure" not in careful.curl()[1]


# Without a uri, dockline looks for the engine at the first call.


def nowhere(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    """Removes all settings and all usual sockets."""
    for variable in ("DOCKER_HOST", "CONTAINER_HOST", "DOCKER_CONTEXT", "CONTAINER_CONNECTION"):
        monkeypatch.delenv(variable, raising=False)
    for variable in ("HOME", "XDG_RUNTIME_DIR", "DOCKER_CONFIG", "XDG_CONFIG_HOME"):
        monkeypatch.setenv(variable, str(folder))
    monkeypatch.setattr("dockline.settings.discovery._sockets", lambda engine: [str(folder / "no.sock")])


@pytest.mark.parametrize("engine_name", ["docker", "podman"])
def test_a_client_looks_for_an_engine_at_its_first_call(
    driver: Any, engine_name: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    nowhere(monkeypatch, tmp_path)
    version = {"docker": "v1.41", "podman": "v4.3.1"}[engine_name]
    client = driver.client(engine=engine_name, category="containers", version=version)
    assert "ContainerList" in client.ops()
    assert client.doc("ContainerList")["method"] == "GET"
    assert f"(what the {engine_name} command uses)" in repr(client)
    with pytest.raises(InvalidParameter, match="has no parameter"):
        client.invoke("ContainerList", params={"nonsense": 1})
    for _ in range(2):
        with pytest.raises(ConnectError, match=f"^no {engine_name} was found"):
            client.invoke("ContainerList")
    with pytest.raises(ConnectError, match=f"^no {engine_name} was found"):
        driver.request(engine=engine_name, path="/_ping")
    auto = driver.client(engine=engine_name, category="containers", version="auto")
    with pytest.raises(ConnectError, match=f"^no {engine_name} was found"):
        auto.invoke("ContainerList")


def test_the_engine_that_is_there_by_then_is_found(
    driver: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    nowhere(monkeypatch, tmp_path)
    client = driver.client(engine="docker", category="containers", version="v1.41")
    with Server(reply([]), reply([1])) as server:
        monkeypatch.setenv("DOCKER_HOST", server.uri)
        assert client.invoke("ContainerList") == []
        assert client.invoke("ContainerList") == [1]
        assert server.uri in repr(client)
        assert server.counts == [2]
        client.close()


@pytest.mark.parametrize(
    ("conn", "message"),
    [
        ({"url": "unix:///a"}, "conn has no key 'url': did you mean 'uri'"),
        ({"uri": None, "read_timeout": -1}, "read_timeout must be"),
        ({"mtls": "ca.pem"}, "mtls must be a mapping"),
        ({"mtls": {"cat": "ca.pem"}}, "'cat'"),
        ({"tls": True}, "tls must be an ssl.SSLContext"),
        ({"identity": 5}, "identity must be the path"),
        ({"headers": ["a"]}, "'headers' must be a mapping"),
        ({"headers": {"a b": "c"}}, "conn 'headers'"),
        ({"verify": "no"}, "verify must be"),
        ("unix:///a", "conn must be a mapping"),
    ],
)
def test_what_is_malformed_is_told_at_once(
    driver: Any, conn: Any, message: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    nowhere(monkeypatch, tmp_path)
    with pytest.raises(InvalidParameter, match=message):
        driver.client(engine="docker", category="containers", version="v1.41", conn=conn)
