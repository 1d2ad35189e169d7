"""TLS: clients that are accepted, clients that are refused, and the messages."""

from __future__ import annotations

import asyncio
import os
import shutil
import socket
import ssl
import subprocess
import threading
from pathlib import Path

import pytest
import trustme
from support.scripted_server import Peer, Server, reply
from support.waiting import PATIENCE

import dockline
import dockline.aio
from dockline.errors import ConnectError, InvalidParameter, ProtocolError, TimedOut

CERTS = Path(os.environ.get("ENGINE_DOCKER_CERTS", ""))
URI = os.environ.get("ENGINE_DOCKER_TLS", "")

pytestmark = pytest.mark.skipif(not URI, reason="no docker-tls: start it by tools/engines")


@pytest.fixture
def mtls() -> dict[str, object]:
    """The certificate files of a client that the engine accepts."""
    return {name: CERTS / f"{name}.pem" for name in ("ca", "cert", "key")}


def ping(uri: str, **conn: object) -> object:
    return dockline.request({"uri": uri, "connect_timeout": PATIENCE, **conn}, path="/_ping", throw_exceptions=True)


def encrypted(key: Path, password: bytes) -> bytes:
    from cryptography.hazmat.primitives import serialization

    loaded = serialization.load_pem_private_key(key.read_bytes(), None)
    form = serialization.PrivateFormat.PKCS8
    return loaded.private_bytes(serialization.Encoding.PEM, form, serialization.BestAvailableEncryption(password))


# Accepted clients


def test_paths_and_bytes(mtls):
    assert ping(URI, mtls=mtls) == "OK"
    assert ping(URI, mtls={name: str(path) for name, path in mtls.items()}) == "OK"
    assert ping(URI, mtls={name: path.read_bytes() for name, path in mtls.items()}) == "OK"
    assert ping(URI.replace("https://", "tcp://"), mtls=mtls) == "OK"
    assert ping(URI.replace("127.0.0.1", "localhost"), mtls=mtls) == "OK"


def test_certificate_and_key_in_one(mtls):
    both = mtls["cert"].read_bytes() + mtls["key"].read_bytes()
    assert ping(URI, mtls={"ca": mtls["ca"], "cert": both}) == "OK"


@pytest.mark.parametrize("as_path", [True, False])
def test_encrypted_key(mtls, tmp_path, as_path):
    key = encrypted(mtls["key"], b"open sesame")
    if as_path:
        (tmp_path / "key.pem").write_bytes(key)
        key = tmp_path / "key.pem"
    for password in ("open sesame", b"open sesame"):
        assert ping(URI, mtls={**mtls, "key": key, "password": password}) == "OK"


def test_context_of_the_caller(mtls):
    context = ssl.create_default_context(cafile=mtls["ca"])
    context.load_cert_chain(mtls["cert"], mtls["key"])
    assert ping(URI, tls=context) == "OK"
    careless = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    careless.check_hostname = False
    careless.verify_mode = ssl.CERT_NONE
    careless.load_cert_chain(mtls["cert"], mtls["key"])
    assert ping(URI.replace("127.0.0.1", "127.0.0.2"), tls=careless) == "OK"


def test_context_that_offers_http2(mtls):
    context = ssl.create_default_context(cafile=mtls["ca"])
    context.load_cert_chain(mtls["cert"], mtls["key"])
    context.set_alpn_protocols(["h2"])
    with pytest.raises(ConnectError, match="HTTP/2|alpn|no application protocol"):
        ping(URI, tls=context)


# Without verification, as the caller or a setting of the user says


def test_nobody_is_asked_who_he_is(mtls, authority):
    own = {"cert": mtls["cert"], "key": mtls["key"]}
    for trusted in ({}, {"ca": authority.cert_pem.bytes()}):
        assert ping(URI, mtls={**trusted, **own}, verify=False) == "OK"
        assert ping(URI.replace("127.0.0.1", "127.0.0.2"), mtls={**trusted, **own}, verify=False) == "OK"
    with pytest.raises(ConnectError, match="the engine's certificate is refused"):
        ping(URI, mtls=own, verify=True)
    with pytest.raises(ConnectError, match="asks for a certificate of this client"):
        ping(URI, verify=False)


def test_nobody_is_asked_who_he_is_by_asyncio_and_as_a_socket(mtls):
    conn = {
        "uri": URI,
        "connect_timeout": PATIENCE,
        "mtls": {"cert": mtls["cert"], "key": mtls["key"]},
        "verify": False,
    }
    assert asyncio.run(dockline.aio.request(conn, path="/_ping", throw_exceptions=True)) == "OK"
    with (
        dockline.client(engine="docker", category="_ping", version="auto", conn=conn) as client,
        client.invoke("SystemPing", as_="stream") as stream,
    ):
        assert stream.read() == b"OK"


@pytest.fixture
def user(monkeypatch, tmp_path):
    """A user without settings. Gives the home folder."""
    for name in [name for name in os.environ if name.startswith("DOCKER_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("HOME", str(tmp_path))
    return tmp_path


def found() -> object:
    return dockline.request({"connect_timeout": PATIENCE}, path="/_ping", throw_exceptions=True)


def test_the_variables_of_the_docker_command(user, monkeypatch):
    monkeypatch.setenv("DOCKER_HOST", URI.replace("https://", "tcp://"))
    monkeypatch.setenv("DOCKER_CERT_PATH", str(CERTS))
    with pytest.raises(ConnectError, match=r"\(DOCKER_HOST\) speaks TLS"):
        found()
    monkeypatch.setenv("DOCKER_TLS", "1")
    assert found() == "OK"
    monkeypatch.setenv("DOCKER_HOST", os.environ["DOCKER_HOST"].replace("127.0.0.1", "127.0.0.2"))
    assert found() == "OK"
    monkeypatch.setenv("DOCKER_TLS_VERIFY", "1")
    with pytest.raises(
        ConnectError, match="(?s)DOCKER_HOST, DOCKER_TLS_VERIFY, DOCKER_CERT_PATH.*certificate is refused"
    ):
        found()
    monkeypatch.setenv("DOCKER_HOST", os.environ["DOCKER_HOST"].replace("127.0.0.2", "127.0.0.1"))
    assert found() == "OK"


@pytest.mark.parametrize("scheme", ["tcp", "http", "https"])
@pytest.mark.parametrize("skip", [False, True])
def test_a_context_of_the_docker_command(user, scheme, skip):
    """The docker command makes the context itself. Both reach the engine."""
    host = URI.replace("https://", f"{scheme}://").replace("127.0.0.1", "127.0.0.2" if skip else "127.0.0.1")
    files = ",".join(f"{part}={CERTS}/{part}.pem" for part in ("ca", "cert", "key"))
    docker = [shutil.which("docker") or pytest.skip("no docker command")]
    description = f"host={host},{files},skip-tls-verify={str(skip).lower()}"
    subprocess.run([*docker, "context", "create", "far", "--docker", description], check=True, stdout=subprocess.PIPE)
    subprocess.run([*docker, "context", "use", "far"], check=True, stdout=subprocess.PIPE)
    subprocess.run([*docker, "info"], check=True, stdout=subprocess.PIPE)
    assert found() == "OK"


# Refused clients


def test_unknown_authority(mtls, authority):
    with pytest.raises(ConnectError, match="the engine's certificate is refused: unable to get local issuer.*'ca' in"):
        ping(URI, mtls={**mtls, "ca": authority.cert_pem.bytes()})
    with pytest.raises(ConnectError, match="the engine's certificate is refused"):
        ping(URI, mtls={"cert": mtls["cert"], "key": mtls["key"]})
    with pytest.raises(ConnectError, match="the engine's certificate is refused") as raised:
        ping(URI)
    assert isinstance(raised.value.__cause__.__cause__, ssl.SSLCertVerificationError)
    assert URI in str(raised.value)


def test_wrong_host(mtls):
    with pytest.raises(ConnectError, match="IP address mismatch, certificate is not valid for '127.0.0.2'; connect by"):
        ping(URI.replace("127.0.0.1", "127.0.0.2"), mtls=mtls)


def test_client_without_a_certificate(mtls):
    with pytest.raises(ConnectError, match="asks for a certificate of this client.*give 'cert' and 'key' in mtls"):
        ping(URI, mtls={"ca": mtls["ca"]})


def test_client_with_another_certificate(mtls, authority):
    stranger = authority.issue_cert("stranger@example.com")
    own = {"cert": stranger.cert_chain_pems[0].bytes(), "key": stranger.private_key_pem.bytes()}
    with pytest.raises(ConnectError, match="refuses the certificate of this client"):
        ping(URI, mtls={"ca": mtls["ca"], **own})


def test_plain_server(mtls):
    uri = os.environ.get("ENGINE_DOCKER_TCP", "").replace("tcp://", "https://")
    with pytest.raises(ConnectError, match="the port does not speak TLS; if that is intended, .* http://"):
        ping(uri, mtls=mtls)


def test_tls_server_at_a_plain_uri():
    for scheme in ("tcp://", "http://"):
        uri = URI.replace("https://", scheme)
        for as_ in ("data", "response"):
            with pytest.raises(ConnectError, match=f"the engine at {uri} speaks TLS: begin the uri with https://"):
                dockline.request({"uri": uri}, path="/_ping", as_=as_)


# With a server of the test


def serving(leaf: trustme.LeafCert) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    leaf.configure_cert(context)
    return context


@pytest.fixture
def trust(authority) -> dict[str, bytes]:
    return {"ca": authority.cert_pem.bytes()}


@pytest.mark.parametrize("version", [ssl.TLSVersion.TLSv1_2, ssl.TLSVersion.TLSv1_3])
def test_versions(authority, trust, version):
    context = serving(authority.issue_cert("127.0.0.1"))
    context.minimum_version = context.maximum_version = version
    with Server(reply(b"OK", media="text/plain"), family="tcp", context=context) as server:
        assert ping(server.uri, mtls=trust) == "OK"


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_tls_1_1(authority, trust):
    context = serving(authority.issue_cert("127.0.0.1"))
    context.minimum_version = context.maximum_version = ssl.TLSVersion.TLSv1_1
    context.set_ciphers("ALL:@SECLEVEL=0")
    with (
        Server(family="tcp", context=context) as server,
        pytest.raises(ConnectError, match=r"no version of TLS that is allowed here \(1\.2 and"),
    ):
        ping(server.uri, mtls=trust)


def test_expired_certificate(authority, trust):
    from datetime import datetime, timedelta, timezone

    leaf = authority.issue_cert("127.0.0.1", not_after=datetime.now(timezone.utc) - timedelta(days=1))
    with (
        Server(family="tcp", context=serving(leaf)) as server,
        pytest.raises(ConnectError, match="certificate has expired; the engine needs"),
    ):
        ping(server.uri, mtls=trust)


def test_a_handshake_belongs_to_the_connect_timeout(trust):
    with socket.create_server(("127.0.0.1", 0)) as silent:
        uri = f"https://127.0.0.1:{silent.getsockname()[1]}"
        with pytest.raises(TimedOut, match="connect_timeout has passed while connecting to https") as raised:
            ping(uri, mtls=trust, connect_timeout=0.2)
        assert raised.value.which == "connect"
        with pytest.raises(TimedOut) as raised:
            ping(uri, mtls=trust, connect_timeout=PATIENCE, call_timeout=0.2)
        assert raised.value.which == "call"


def test_a_handshake_that_is_cut(trust):
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def hang_up() -> None:
            listener.accept()[0].close()

        thread = threading.Thread(target=hang_up)
        thread.start()
        with pytest.raises(ConnectError):
            ping(f"https://127.0.0.1:{listener.getsockname()[1]}", mtls=trust)
        thread.join()


def test_a_cut_without_the_end_of_tls_is_no_end(authority, trust):
    """A body that ends with the connection could be cut by anyone in between, if a cut counted as its end."""

    cut = (b"HTTP/1.1 200 OK\r\n\r\nsome", Peer.close)
    context = serving(authority.issue_cert("127.0.0.1"))
    with Server(cut, cut, family="tcp", context=context) as server:
        with pytest.raises(ProtocolError, match="the response was cut: the peer closed the connection without the end"):
            ping(server.uri, mtls=trust)
        with dockline.request({"uri": server.uri, "mtls": trust}, path="/", as_="stream") as stream:
            assert stream.read(4) == b"some"
            with pytest.raises(ProtocolError, match="was cut"):
                stream.read(1)


# The certificate files, which are read when the client is made


def test_wrong_password(mtls):
    key = encrypted(mtls["key"], b"open sesame")
    with pytest.raises(InvalidParameter, match="the 'password' of mtls does not open mtls 'key'") as raised:
        ping(URI, mtls={**mtls, "key": key, "password": "guess-3141"})
    assert "guess-3141" not in str(raised.value)


def test_no_password(mtls, tmp_path):
    path = tmp_path / "key.pem"
    path.write_bytes(encrypted(mtls["key"], b"open sesame"))
    with pytest.raises(InvalidParameter, match=rf"mtls 'key' \({path}\) is encrypted: give its 'password'"):
        ping(URI, mtls={**mtls, "key": path})


def test_key_of_another_certificate(mtls, authority):
    key = authority.issue_cert("a@example.com").private_key_pem.bytes()
    with pytest.raises(InvalidParameter, match="mtls 'key' does not belong to mtls 'cert'"):
        ping(URI, mtls={**mtls, "key": key})


@pytest.mark.parametrize("part", ["cert", "key"])
def test_what_is_no_pem(mtls, part):
    with pytest.raises(InvalidParameter, match="is not PEM of a certificate and of its private key"):
        ping(URI, mtls={**mtls, part: b"garbage"})


def test_no_key_stays_in_a_file(mtls, tmp_path, monkeypatch):
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr("tempfile.tempdir", None)
    assert ping(URI, mtls={name: path.read_bytes() for name, path in mtls.items()}) == "OK"
    assert list(tmp_path.iterdir()) == []
