"""Errors before an engine can refuse: unknown names, and addresses without an engine."""

from __future__ import annotations

import contextlib
import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from support.scripted_server import PATIENCE, Peer, Server, head

import dockline
from dockline.errors import (
    ConnectError,
    DocklineError,
    InvalidParameter,
    ProtocolError,
    SpecError,
    TimedOut,
    UnknownOperation,
)


def ping(uri: str, **conn: object):
    """Sends a ping to an address."""
    return dockline.request({"uri": uri, **conn}, path="/_ping")


# Wrong names. dockline never asks the engine.


def test_operations(engine):
    client = engine.client("containers")
    with pytest.raises(UnknownOperation, match=r"has no operation 'ContainerLst': did you mean 'ContainerList'"):
        client.invoke("ContainerLst")
    with pytest.raises(UnknownOperation, match="it is in the category 'images'"):
        client.invoke("ImageList")
    with pytest.raises(UnknownOperation, match="did you mean 'ContainerList'"):
        client.doc("ContainerListe")
    with pytest.raises(SpecError):
        client.invoke("")


def test_parameters(api, containers):
    op = api.op("ContainerList")
    with pytest.raises(InvalidParameter, match=f"{op} has no parameter 'filter': did you mean 'filters'"):
        containers.client.invoke(op, params={"filter": {}})
    with pytest.raises(InvalidParameter, match="'all' must be a bool, not a str of length 3"):
        containers.client.invoke(op, params={"all": "yes"})
    with pytest.raises(InvalidParameter, match="'limit' must be an int, not a bool"):
        containers.client.invoke(op, params={"limit": True})
    op = api.op("ContainerInspect")
    known, other = ("id", "name") if api.engine.name == "docker" else ("name", "id")
    with pytest.raises(InvalidParameter, match=f"needs the parameter '{known}'"):
        containers.client.invoke(op)
    with pytest.raises(InvalidParameter, match=f"has no parameter '{other}': here it is called '{known}'"):
        containers.client.invoke(op, params={other: "web"})
    with pytest.raises(InvalidParameter, match="takes no data"):
        containers.client.invoke(op, params={known: "web"}, data={})


@pytest.mark.parametrize("name", ["..", ".", "", "a/b/../c", "a%2f..%2fb", "a\r\nb", "a\x00b", "a\x7fb"])
def test_names_that_lead_elsewhere(engine, name):
    key = "id" if engine.name == "docker" else "name"
    with pytest.raises(InvalidParameter):
        engine.client("images").invoke("ImageInspect", params={"name": name})
    if "/" not in name:
        with pytest.raises(InvalidParameter):
            engine.client("containers").invoke("ContainerInspect", params={key: name})


@pytest.mark.parametrize("name", ["a b", "a?b=c", "a#b", "a%2fb", "ü€", "a&b", "a+b", "100%", "a;b"])
def test_names_are_encoded(api, containers, name):
    """Whatever the name is, the engine sees the same name, or dockline says that it can't be one."""
    with pytest.raises(dockline.errors.APIError) as raised:
        containers("ContainerInspect", name)
    assert raised.value.status in (400, 404)
    if raised.value.status == 404:
        assert name in raised.value.message


@pytest.mark.parametrize(
    ("operation", "message"),
    [
        ({"op": "ContainerList", "parms": {}}, "no key 'parms': did you mean 'params'"),
        ({"params": {}}, "needs 'op'"),
        ({"op": "ContainerList", "as": "steam"}, "no as='steam': did you mean 'stream'"),
        ({"op": "ContainerList", "as": "socket"}, "use 'stream' instead of 'socket'"),
        ({"op": "ContainerList", "params": []}, "params must be a mapping"),
        ({"op": "ContainerList", "throw_exceptions": 1}, "must be True or False"),
        (["ContainerList"], "an operation is a map"),
    ],
)
def test_operation_maps(engine, operation, message):
    with pytest.raises(InvalidParameter, match=message):
        dockline.invoke(engine.client("containers"), operation)


def test_a_client_goes_on_after_errors(engine):
    client = engine.client("containers")
    for _ in range(3):
        with pytest.raises(UnknownOperation):
            client.invoke("Nothing")
        assert isinstance(client.invoke("ContainerList"), list)


# Addresses without an engine


def test_no_socket(tmp_path):
    path = tmp_path / "no engine.sock"
    with pytest.raises(ConnectError, match="is the engine running") as raised:
        ping(f"unix://{path}")
    assert str(path) in str(raised.value)
    assert isinstance(raised.value, ConnectionError)
    assert isinstance(raised.value.__cause__, FileNotFoundError)


def test_file_that_is_no_socket(tmp_path):
    path = tmp_path / "file"
    path.touch()
    with pytest.raises(ConnectError, match=str(path)):
        ping(f"unix://{path}")


def test_socket_without_a_listener(tmp_path):
    """A killed engine leaves its socket behind."""
    path = tmp_path / "left.sock"
    with socket.socket(socket.AF_UNIX) as left:
        left.bind(str(path))
    with pytest.raises(ConnectError, match="nothing listens there"):
        ping(f"unix://{path}")


@pytest.fixture
def free_port() -> Iterator[int]:
    """Returns a port on which no program listens, or can begin to."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        yield free.getsockname()[1]


def test_connection_refused(free_port):
    with pytest.raises(ConnectError, match=f"127.0.0.1:{free_port}.*nothing listens there"):
        ping(f"tcp://127.0.0.1:{free_port}")
    client = dockline.client(
        engine="docker", category="containers", version="auto", conn={"uri": f"tcp://127.0.0.1:{free_port}"}
    )
    with pytest.raises(ConnectError):
        client.ops()


def test_host_that_is_none():
    with pytest.raises(ConnectError, match=r"dockline\.invalid"):
        ping("tcp://dockline.invalid:2375", connect_timeout=PATIENCE)


PROGRAM = """
import os, sys
import dockline, dockline._wire.connection
client = dockline.client(engine="docker", category="containers", version="v1.41", conn={"uri": sys.argv[1]})
client.doc("ContainerList")
os.setgid(65534)
os.setuid(65534)
try:
    client.invoke("ContainerList")
except dockline.errors.ConnectError as error:
    print(type(error.__cause__).__name__, error)
"""


@pytest.mark.skipif(os.name != "posix" or os.geteuid() != 0, reason="only root can become somebody else")
def test_permission(tmp_path):
    """The message tells a user without permission what to do."""
    path = tmp_path / "engine.sock"
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(path))
        listener.listen()
        path.chmod(0o600)
        command = [sys.executable, "-c", PROGRAM.replace("dockline._wire", "dockline.errors, dockline._wire")]
        done = subprocess.run(
            [*command, f"unix://{path}"], capture_output=True, text=True, timeout=PATIENCE, check=False
        )
    assert done.stderr == ""
    assert done.stdout.startswith(f"PermissionError can't connect to unix://{path}: Permission denied")
    assert "be in the group that owns it" in done.stdout


@pytest.mark.parametrize(
    "greeting",
    [
        b"SSH-2.0-OpenSSH_9.2\r\n",
        b"220 smtp.example.org ESMTP\r\n",
        b"\x15\x03\x01\x00\x02\x02\x0a",
        b"HTTP/2 200 OK\r\n\r\n",
        b"\r\n\r\n\r\n",
    ],
    ids=["ssh", "smtp", "tls", "http2", "empty"],
)
def test_not_http(greeting):
    """A server that is no engine. It speaks first."""
    with socket.create_server(("127.0.0.1", 0)) as listener, ThreadPoolExecutor(1) as pool:

        def greet() -> None:
            connection, _ = listener.accept()
            with connection, contextlib.suppress(ConnectionError):
                connection.sendall(greeting)
                connection.recv(65536)

        for as_ in ("data", "stream", "response"):
            greeted = pool.submit(greet)
            with pytest.raises(ProtocolError) as raised:
                dockline.request({"uri": f"tcp://127.0.0.1:{listener.getsockname()[1]}"}, path="/_ping", as_=as_)
            assert raised.value.offset >= 0
            greeted.result(PATIENCE)


def test_hangs_up():
    """The peer closes before it has sent anything."""
    with Server(Peer.close, family="tcp") as server, pytest.raises(ConnectError):
        ping(server.uri)


def test_cut_body():
    """A cut body never looks complete."""
    with Server(*[(head(content_length=100), b"short", Peer.close)] * 2, family="tcp") as server:
        with pytest.raises(DocklineError):
            ping(server.uri)
        with (
            dockline.request({"uri": server.uri}, path="/_ping", as_="stream") as stream,
            pytest.raises(DocklineError),
        ):
            stream.readall()


def test_says_nothing():
    """The error of a time limit names the limit and the wait."""
    with Server(Peer.hold, Peer.hold, family="tcp") as server:
        for which in ("read", "call"):
            with pytest.raises(TimedOut, match=f"{which}_timeout") as raised:
                ping(server.uri, **{f"{which}_timeout": 0.2})
            assert raised.value.which == which
            assert isinstance(raised.value, TimeoutError)


def test_long_path(tmp_path: Path):
    """The path is longer than the address of a unix socket may be."""
    with pytest.raises((ConnectError, InvalidParameter), match="long"):
        ping(f"unix://{tmp_path}/{'x' * 200}.sock")
