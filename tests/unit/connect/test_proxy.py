"""HTTP_PROXY, HTTPS_PROXY and NO_PROXY: dockline uses the same HTTP proxy for TCP as the docker command."""

from __future__ import annotations

import base64
import logging
import ssl
from typing import Any

import pytest
import trustme
from support.scripted_server import Answer, Peer, Server, head, reply

import dockline
from dockline.connect.endpoint import endpoint
from dockline.connect.tcp import TcpConnector
from dockline.errors import ConfigError, ConnectError
from dockline.spec.engines import ENGINES

VARIABLES = ("HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY")
SECRET = "hun/ter2"
BASIC = "Basic " + base64.b64encode(f"me:{SECRET}".encode()).decode()


@pytest.fixture(autouse=True)
def nothing_set(monkeypatch: pytest.MonkeyPatch) -> None:
    for variable in (*VARIABLES, *map(str.lower, VARIABLES), "REQUEST_METHOD"):
        monkeypatch.delenv(variable, raising=False)


def proxy_of(uri: str, engine: str = "docker", **conn: Any) -> str | None:
    """Returns the proxy for an address."""
    connector = endpoint({"uri": uri, **conn}, ENGINES[engine]).connector
    assert isinstance(connector, TcpConnector)
    return None if connector.proxy is None else connector.proxy.connector.host


def at(server: Any) -> str:
    """Makes the uri of a proxy, with credentials."""
    return f"http://me:hun%2Fter2@{server.uri.removeprefix('tcp://')}"


# Connections through the proxy


def test_plain_requests_name_the_engine_to_the_proxy(
    driver: Any, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG, "dockline")
    with Server(head(api_version="1.41", content_length=2), reply([]), reply(), family="tcp") as server:
        monkeypatch.setenv("HTTP_PROXY", at(server))
        conn = {"uri": "tcp://engine.test:2375", "headers": {"X-A": "b"}}
        with driver.client(engine="docker", category="containers", version="auto", conn=conn) as containers:
            assert containers.invoke("ContainerList", params={"all": True}) == []
        driver.request(conn, path="/any")
        assert server.asked == [
            [
                ("HEAD", "http://engine.test:2375/_ping"),
                ("GET", "http://engine.test:2375/v1.41/containers/json?all=true"),
            ],
            [("GET", "http://engine.test:2375/any")],
        ]
        for each in server.requests:
            assert each.field("Host") == "engine.test:2375"
            assert each.field("Proxy-Authorization") == BASIC
            assert each.field("X-A") == "b"
        place = server.uri.removeprefix("tcp://")
    said = "".join(record.getMessage() for record in caplog.records)
    assert f"--proxy http://{place} http://engine.test:2375/any" in said
    assert not any(secret in said for secret in ("hun", BASIC))


def test_tls_goes_through_a_tunnel(driver: Any, authority: trustme.CA, monkeypatch: pytest.MonkeyPatch) -> None:
    serving = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("engine.test").configure_cert(serving)
    established = b"HTTP/1.1 200 Connection established\r\nContent-Length: 99\r\n\r\n"
    leads = (established, lambda peer: peer.secure(serving))
    with Server(leads, reply(b"through", media="text/plain"), family="tcp") as server:
        monkeypatch.setenv("HTTPS_PROXY", at(server))
        context = ssl.create_default_context()
        authority.configure_trust(context)
        conn = {"uri": "tcp://engine.test:2376", "tls": context}
        assert driver.request(conn, path="/any") == "through"
        connect, get = server.peers[0].requests
        assert (connect.method, connect.target, connect.field("Host")) == ("CONNECT", *["engine.test:2376"] * 2)
        assert connect.field("Proxy-Authorization") == BASIC
        assert (get.method, get.target) == ("GET", "/any")
        assert not any(name.startswith("Proxy-") for name, _ in get.fields)


@pytest.mark.parametrize(
    ("answer", "message"),
    [
        (head("407 Proxy Authentication Required", content_length=0), "407 Proxy Authentication Required: HTTPS_PROXY"),
        (head("403 Forbidden", content_length=0), "can't connect to engine.test:2376: it answers 403 Forbidden"),
        (head("302 Found", location="http://elsewhere", content_length=0), "it answers 302 Found"),
        (b"SSH-2.0-OpenSSH\r\n\r\n", "does not answer like an HTTP proxy"),
        (Peer.close, "does not answer like an HTTP proxy"),
    ],
    ids=["407", "403", "302", "no HTTP", "nothing"],
)
def test_a_proxy_that_does_not_lead_there(
    driver: Any, monkeypatch: pytest.MonkeyPatch, answer: Answer, message: str
) -> None:
    with Server(answer, family="tcp") as server:
        monkeypatch.setenv("HTTPS_PROXY", at(server))
        with pytest.raises(ConnectError) as raised:
            driver.request({"uri": "https://engine.test:2376"}, path="/any")
    place = server.uri.removeprefix("tcp://")
    assert f"can't connect to https://engine.test:2376: the proxy {place} (by HTTPS_PROXY) " in str(raised.value)
    assert message in str(raised.value)
    assert "hun" not in str(raised.value)


@pytest.mark.parametrize("scheme", ["http", "https"])
def test_a_proxy_that_is_not_there(driver: Any, monkeypatch: pytest.MonkeyPatch, scheme: str) -> None:
    monkeypatch.setenv(f"{scheme}_proxy".upper(), "http://127.0.0.1:1")
    with pytest.raises(ConnectError, match=r"the proxy 127.0.0.1:1 \(by HTTPS?_PROXY\) can't be reached: Connection"):
        driver.request({"uri": f"{scheme}://engine.test:2375"}, path="/any")


# The choice of the proxy


def test_which_variable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", "http://lower:1")
    monkeypatch.setenv("HTTPS_PROXY", "secure.example:2/")
    assert proxy_of("tcp://engine") == proxy_of("http://engine") == "lower:1"
    assert proxy_of("https://engine") == proxy_of("tcp://engine", mtls={}) == "secure.example:2"
    monkeypatch.setenv("HTTP_PROXY", "HTTP://[fe80::1]")
    assert proxy_of("tcp://engine") == "[fe80::1]:80"
    monkeypatch.setenv("NO_PROXY", "engine")
    assert proxy_of("tcp://engine") is None


def test_only_where_the_docker_command_heeds_them(monkeypatch: pytest.MonkeyPatch) -> None:
    for variable in ("HTTP_PROXY", "HTTPS_PROXY"):
        monkeypatch.setenv(variable, "http://proxy:1")
    assert proxy_of("tcp://engine", "podman") is None
    for uri in ("unix:///var/run/docker.sock", "ssh://engine"):
        assert not hasattr(endpoint({"uri": uri}, ENGINES["docker"]).connector, "proxy")


@pytest.mark.parametrize(
    ("excepted", "uri", "direct"),
    [
        ("", "tcp://localhost", True),
        ("", "tcp://127.8.9.1", True),
        ("", "tcp://[::1]", True),
        ("", "tcp://[::ffff:127.0.0.1]", True),
        ("", "tcp://10.0.0.1", False),
        ("*", "tcp://engine.example.com", True),
        ("a, *", "tcp://10.0.0.1", True),
        ("example.com", "tcp://example.com", True),
        ("example.com", "tcp://engine.example.com", True),
        ("EXAMPLE.com", "tcp://Engine.Example.com", True),
        ("example.com", "tcp://anexample.com", False),
        (".example.com", "tcp://example.com", False),
        (".example.com", "tcp://engine.example.com", True),
        ("*.example.com", "tcp://engine.example.com", True),
        ("*.example.com", "tcp://example.com", False),
        ("example.com:2375", "tcp://engine.example.com", True),
        ("example.com:2376", "tcp://engine.example.com", False),
        ("10.0.0.1", "tcp://10.0.0.1", True),
        ("10.0.0.1:2375", "tcp://10.0.0.1", True),
        ("10.0.0.1:1", "tcp://10.0.0.1", False),
        ("10.0.0.0/8", "tcp://10.1.2.3", True),
        ("10.1.0.0/8", "tcp://10.1.2.3", True),
        ("10.0.0.0/8", "tcp://11.1.2.3", False),
        ("10.0.0.0/8", "tcp://engine", False),
        ("fe80::1", "tcp://[fe80::1]", True),
        ("[fe80::1]:2375", "tcp://[fe80::1]", True),
        ("[fe80::1]:1", "tcp://[fe80::1]", False),
        ("fe80::/16", "tcp://[fe80::1]", True),
        (":2375,/8,[,, ", "tcp://engine", False),
    ],
)
def test_exceptions(monkeypatch: pytest.MonkeyPatch, excepted: str, uri: str, direct: bool) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://proxy:1")
    monkeypatch.setenv("NO_PROXY", excepted)
    assert proxy_of(uri) == (None if direct else "proxy:1")


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ("https://me:hunter2@proxy", "names a proxy by https://, but dockline supports only http://; to connect"),
        ("socks5://me:hunter2@proxy", "names a proxy by socks5://"),
        ("me:hunter2://proxy", "names a proxy by another protocol"),
        ("http://", "must be like 'http://proxy.example.com:3128'"),
        ("http://me:hunter2@proxy:port", "must be like"),
        ("http://me:hunter2@proxy:0", "must be like"),
        ("http://me:hunter2@pro xy", "must be like"),
        ("http://me:hunter2/more@proxy", "must be like"),
        ("http://hunter2/more@proxy", "must be like"),
        ("http://hunter2#more@proxy", "must be like"),
    ],
)
def test_what_is_no_proxy(monkeypatch: pytest.MonkeyPatch, value: str, message: str) -> None:
    monkeypatch.setenv("HTTP_PROXY", value)
    with pytest.raises(ConfigError) as raised:
        dockline.request({"uri": "tcp://engine.test"}, path="/any")
    assert str(raised.value).startswith("HTTP_PROXY ")
    assert message in str(raised.value)
    assert "hunter2" not in str(raised.value)
    monkeypatch.setenv("NO_PROXY", "engine.test")
    assert proxy_of("tcp://engine.test") is None


def test_a_cgi_program_is_told_it_by_who_asks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REQUEST_METHOD", "GET")
    monkeypatch.setenv("HTTP_PROXY", "http://proxy:1")
    with pytest.raises(ConfigError, match="HTTP_PROXY is not used in a CGI program"):
        proxy_of("tcp://engine")
    monkeypatch.setenv("HTTPS_PROXY", "http://proxy:1")
    assert proxy_of("https://engine") == "proxy:1"
