"""ssh://: the system's ssh connects to a real sshd on loopback. Also the messages of its failures."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from support.waiting import PATIENCE, wait_until, wait_until_blocked

import dockline
from dockline.errors import ConnectError, InvalidParameter, ProtocolError, StreamClosed, TimedOut

SSH = os.environ.get("ENGINE_SSH", "")
URI = os.environ.get("ENGINE_DOCKER_SSH", "")

pytestmark = pytest.mark.skipif(not SSH, reason="no sshd: start it by tools/engines")


def tunnels() -> list[str]:
    """Returns the command lines of the ssh processes that this process has started."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            parent = (process / "stat").read_text().rpartition(")")[2].split()[1]
            command = (process / "cmdline").read_bytes().replace(b"\0", b" ").decode()
            if int(parent) == os.getpid() and "BatchMode=yes" in command:
                found.append(command)
    return found


@pytest.fixture(autouse=True)
def busy_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    """Gives ssh as much time as a busy machine needs."""
    monkeypatch.setattr("dockline.connect.ssh._MAX_CONFIG_QUERY", PATIENCE)
    monkeypatch.setattr("dockline.connect.ssh._MAX_ENDING", PATIENCE)


@pytest.fixture(autouse=True)
def no_process_left_behind() -> Iterator[None]:
    before = tunnels()
    yield
    assert tunnels() == before


def ping(uri: str, engine: str = "docker", **conn: object) -> object:
    return dockline.request(
        {"uri": uri, "connect_timeout": PATIENCE, **conn}, engine=engine, path="/_ping", throw_exceptions=True
    )


@pytest.fixture
def containers() -> Iterator[dockline.Client]:
    with dockline.client(
        engine="docker", category="containers", version="auto", conn={"uri": URI}, throw_exceptions=True
    ) as client:
        yield client


# A server of the test, besides the one that tools/engines has started.


@pytest.fixture
def sshd(tmp_path: Path) -> Iterator[Callable[..., str]]:
    """Starts another sshd. The given lines of configuration come before the usual ones. Gives its `host:port`."""
    started = []

    def start(*lines: str) -> str:
        # Another program may take the port in between.
        return wait_until(lambda: try_to_start(*lines), 0.02)

    def try_to_start(*lines: str) -> str | None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        usual = [line for line in Path(SSH, "sshd_config").read_text().splitlines() if not line.startswith("Port")]
        config = tmp_path / f"sshd_config-{port}"
        config.write_text("\n".join([*lines, "LogLevel INFO", *usual, f"Port {port}"]))
        command = [shutil.which("sshd", path=f"{os.environ['PATH']}:/usr/sbin"), "-D", "-e", "-f", config]
        said = tmp_path / f"sshd_said-{port}"
        with said.open("w") as log:
            process = subprocess.Popen(command, stderr=log)
        started.append(process)
        listening = f"Server listening on 127.0.0.1 port {port}."
        wait_until(lambda: listening in said.read_text() or process.poll() is not None, 0.02)
        if process.poll() is None:
            return f"127.0.0.1:{port}"
        assert "Address already in use" in said.read_text()
        return None

    yield start
    for process in started:
        process.terminate()
        process.wait()


@pytest.fixture
def client_config(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Puts an ssh first in PATH. Its configuration begins with the given lines, or has only these."""

    def configure(*lines: str, instead: bool = False) -> None:
        config = tmp_path / "config"
        config.write_text("\n".join(lines if instead else [*lines, Path(SSH, "config").read_text()]))
        script = tmp_path / "bin" / "ssh"
        script.parent.mkdir(exist_ok=True)
        real = shutil.which("ssh", path=os.environ["PATH"].replace(f"{SSH}/bin", ""))
        script.write_text(f'#!/bin/sh\nexec {real} -F {config} "$@"\n')
        script.chmod(0o755)
        monkeypatch.setenv("PATH", f"{script.parent}:{os.environ['PATH']}")

    return configure


TRUST_ANYBODY = ("StrictHostKeyChecking no", "UserKnownHostsFile /dev/null")


def port_of(uri: str) -> str:
    return uri.partition("://")[2].rpartition("@")[2].partition("/")[0]


# Success


def test_the_engine_that_its_command_finds_there():
    """Without a path. `sshd` gives the command DOCKER_HOST."""
    assert ping(f"ssh://root@{port_of(URI)}") == "OK"
    assert ping(f"ssh://{port_of(URI)}/") == "OK"
    assert ping(f"ssh://{port_of(URI)}", engine="podman") == "OK"


def test_a_name_of_the_users_configuration(client_config):
    host, port = port_of(URI).split(":")
    client_config(
        "Host The-Engine",
        f"HostName {host}",
        f"Port {port}",
        f"HostKeyAlias [{host}]:{port}",
        f"IdentityFile {SSH}/id",
        f"UserKnownHostsFile {SSH}/known_hosts",
        "User root",
    )
    assert ping("ssh://The-Engine") == "OK"


def test_a_key(client_config):
    client_config(f"UserKnownHostsFile {SSH}/known_hosts", "IdentitiesOnly yes", "IdentityFile none", instead=True)
    with pytest.raises(ConnectError, match="Permission denied"):
        ping(URI)
    for key in (f"{SSH}/id", Path(SSH, "id")):
        assert ping(URI, identity=key) == "OK"


def test_one_process_a_connection(containers):
    for _ in range(5):
        containers.invoke("ContainerList")
    assert len(tunnels()) == 1
    events = dockline.client(engine="docker", category="events", version="auto", conn={"uri": URI})
    with events, events.invoke("SystemEvents", as_="stream"):
        assert len(tunnels()) >= 2
    containers.close()
    assert tunnels() == []


def test_a_forgotten_client_leaves_no_process():
    client = dockline.client(engine="docker", category="containers", version="auto", conn={"uri": URI})
    client.invoke("ContainerList")
    assert len(tunnels()) == 1
    del client


def test_close_ends_a_blocked_read():
    events = dockline.client(engine="docker", category="events", version="auto", conn={"uri": URI})
    stream = events.invoke("SystemEvents", as_="stream")
    reader = threading.current_thread()

    def close() -> None:
        wait_until_blocked(reader)
        stream.close()

    closing = threading.Thread(target=close)
    closing.start()
    with pytest.raises(StreamClosed):
        list(stream.documents())
    closing.join()
    events.close()


def test_a_program_that_is_killed_leaves_no_process(tmp_path):
    """The program closes nothing. The remote side sees the end of its input."""
    program = (
        "import sys, dockline\n"
        "client = dockline.client(engine='docker', category='events', version='auto', conn={'uri': sys.argv[1]})\n"
        "stream = client.invoke('SystemEvents', as_='stream')\n"
        "print('following', flush=True)\n"
        "list(stream)\n"
    )
    process = subprocess.Popen([sys.executable, "-c", program, URI], stdout=subprocess.PIPE)
    assert process.stdout.readline() == b"following\n"
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
    assert children
    process.kill()
    process.wait()
    process.stdout.close()
    wait_until(lambda: not any(Path("/proc", child).exists() for child in children), 0.05)


# dial-stdio is missing

NO_DOCKER = "ForceCommand sh -c 'echo sh: docker: not found >&2; exit 127'"


@pytest.mark.parametrize(
    ("lines", "options"),
    [((), ["ServerAliveInterval=30"]), (("Host *", "ServerAliveInterval 7"), [])],
    ids=["by itself", "the user's"],
)
@pytest.mark.parametrize("forwards", [False, True], ids=["dial-stdio", "forward"])
def test_a_peer_that_vanishes_is_noticed(sshd, client_config, lines, options, forwards):
    """ssh uses the first value that it gets, and reads the command line before the user's configuration."""
    client_config(*lines, "Host *", *TRUST_ANYBODY)
    host = sshd(*([NO_DOCKER] if forwards else []))
    with dockline.request({"uri": f"ssh://root@{host}/{URI.split('/', 3)[3]}"}, path="/events", as_="stream"):
        (tunnel,) = tunnels()
        assert ("-L" in tunnel.split()) == forwards
        assert [word for word in tunnel.split() if word.startswith("ServerAlive")] == options


def test_forward_where_dial_stdio_is_missing(sshd, client_config):
    client_config(*TRUST_ANYBODY)
    uri = f"ssh://root@{sshd(NO_DOCKER)}/{URI.split('/', 3)[3]}"
    with dockline.client(
        engine="docker", category="containers", version="auto", conn={"uri": uri}, throw_exceptions=True
    ) as client:
        for _ in range(3):
            assert isinstance(client.invoke("ContainerList"), list)
        (tunnel,) = tunnels()
        assert " -L " in tunnel
        events = dockline.request({"uri": uri}, path="/events?since=0&until=1", as_="stream")
        with events:
            assert events.read() == b""


def test_neither_dial_stdio_nor_a_forward(sshd, client_config):
    client_config(*TRUST_ANYBODY)
    host = sshd(NO_DOCKER, "AllowStreamLocalForwarding no", "DisableForwarding yes")
    with pytest.raises(ConnectError) as raised:
        ping(f"ssh://root@{host}")
    message = str(raised.value)
    assert "can't run `docker system dial-stdio`" in message
    assert "sh: docker: not found" in message
    assert "a forward of /var/run/docker.sock fails" in message


def test_an_old_docker_without_the_command(sshd, client_config):
    client_config(*TRUST_ANYBODY)
    says = "docker: dial-stdio is not a docker command."
    host = sshd(f"ForceCommand sh -c 'echo {says} >&2; exit 1'", "DisableForwarding yes")
    with pytest.raises(ConnectError, match="(?s)can't run `docker system dial-stdio`.*is not a docker command"):
        ping(f"ssh://root@{host}")


def test_what_answers_is_no_engine(sshd, client_config):
    client_config(*TRUST_ANYBODY)
    with pytest.raises(ConnectError, match=r"the peer at root@127\.0\.0\.1 is not an engine: "):
        ping(f"ssh://root@{sshd('ForceCommand echo Welcome')}")


# Failures


@pytest.fixture
def mistaken_host(sshd, client_config, tmp_path):
    """A host whose known key is not its own."""
    host = sshd()
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", tmp_path / "other"], check=True)
    name, port = host.split(":")
    (tmp_path / "known").write_text(f"[{name}]:{port} {(tmp_path / 'other.pub').read_text()}")
    client_config(f"UserKnownHostsFile {tmp_path}/known", "StrictHostKeyChecking yes")
    return host


def test_host_key_mismatch(mistaken_host):
    host = mistaken_host
    with pytest.raises(ConnectError, match="(?s)ssh failed with status 255:.*Host key verification failed") as raised:
        ping(f"ssh://root@{host}")
    assert f"can't connect to ssh://root@{host}" in str(raised.value)


def test_a_host_that_is_not_known(sshd):
    with pytest.raises(ConnectError, match="Host key verification failed"):
        ping(f"ssh://root@{sshd()}")


def test_a_host_that_need_not_be_known(sshd, client_config):
    """ssh must not save the key either: the next user gets the same answer."""
    host = sshd()
    assert ping(f"ssh://root@{host}", verify=False) == "OK"
    with pytest.raises(ConnectError, match="Host key verification failed"):
        ping(f"ssh://root@{host}")


def test_a_host_with_another_key_that_need_not_be_known(mistaken_host):
    assert ping(f"ssh://root@{mistaken_host}", verify=False) == "OK"


def test_a_machine_of_podman(sshd, monkeypatch, tmp_path):
    """No file has its key, and the connection of `podman machine` says so."""
    socket_path = os.environ["ENGINE_PODMAN_SSH"].partition("://")[2].partition("/")[2]
    connection = {"URI": f"ssh://root@{sshd()}/{socket_path}", "IsMachine": True}
    connections = {"Connection": {"Default": "machine", "Connections": {"machine": connection}}}
    path = tmp_path / "podman-connections.json"
    path.write_text(json.dumps(connections))
    monkeypatch.setenv("PODMAN_CONNECTIONS_CONF", str(path))
    for name in ("CONTAINER_HOST", "CONTAINER_CONNECTION"):
        monkeypatch.delenv(name, raising=False)
    assert dockline.request(engine="podman", path="/_ping", throw_exceptions=True) == "OK"
    path.write_text(json.dumps(connections).replace("true", "false"))
    with pytest.raises(ConnectError, match=r"(?s)\(the default connection 'machine' in .*Host key verif"):
        dockline.request(engine="podman", path="/_ping")


def test_a_key_that_is_not_let_in(client_config, tmp_path):
    key = tmp_path / "key"
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", key], check=True)
    client_config(f"UserKnownHostsFile {SSH}/known_hosts", "IdentitiesOnly yes", instead=True)
    with pytest.raises(ConnectError, match="ssh failed with status 255:.*Permission denied"):
        ping(URI, identity=key)


def test_nobody_listens():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        with pytest.raises(ConnectError, match="ssh failed with status 255:.*Connection refused"):
            ping(f"ssh://127.0.0.1:{free.getsockname()[1]}")


def test_no_engine_there():
    with pytest.raises(ConnectError, match="(?s)ssh failed with status 1:.*nowhere.sock.*no such file or directory"):
        ping(f"ssh://root@{port_of(URI)}/nowhere.sock")


def test_no_ssh_here(monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(ConnectError, match="ssh can't be started: No such file or directory; is it installed"):
        ping(URI)


def test_connect_timeout():
    """Also for a server that accepts the connection and sends nothing."""
    with socket.create_server(("127.0.0.1", 0)) as silent:
        with pytest.raises(TimedOut, match="connect_timeout has passed while connecting to ssh") as raised:
            ping(f"ssh://127.0.0.1:{silent.getsockname()[1]}", connect_timeout=0.3)
        assert raised.value.which == "connect"


def test_a_tunnel_that_breaks_is_a_cut(containers):
    """Also if the end of the connection would be the end of the body."""
    events = dockline.client(engine="docker", category="events", version="auto", conn={"uri": URI})
    with events, events.invoke("SystemEvents", as_="stream") as stream:
        for process in Path("/proc").glob("[0-9]*"):
            with contextlib.suppress(OSError):
                parent = (process / "stat").read_text().rpartition(")")[2].split()[1]
                if int(parent) == os.getpid() and b"dial-stdio" in (process / "cmdline").read_bytes():
                    os.kill(int(process.name), signal.SIGKILL)
        with pytest.raises(ProtocolError, match="the response was cut: ssh failed with status -9"):
            stream.read()


@pytest.mark.parametrize(
    ("uri", "fault"),
    [
        ("ssh://user:secret-word@host", "the uri has a password: ssh takes keys"),
        ("ssh://-oProxyCommand=touch", "would take the host of the uri for an option"),
        ("ssh://-l@host", "would take the user of the uri for an option"),
        ("ssh://root@-oProxyCommand=touch", "would take the host of the uri for an option"),
        ("ssh://`touch`@host", "the user in an ssh:// uri may have only letters"),
        ("ssh://me@$(touch)", "the host of a uri may have only letters"),
        ("ssh://host:0", "malformed: the host, the port"),
        ("ssh://", "is like 'ssh://user@host:port'"),
        ("ssh://host?a=b", "is like 'ssh://user@host:port'"),
        ("ssh://host:port", "malformed"),
    ],
)
def test_uris_that_can_not_be(uri, fault):
    with pytest.raises(InvalidParameter, match=fault) as raised:
        ping(uri)
    assert "secret-word" not in str(raised.value)


def test_what_is_for_others():
    with pytest.raises(InvalidParameter, match="'mtls' and 'tls' are for https:// and tcp://"):
        ping("ssh://host", mtls={})
    with pytest.raises(InvalidParameter, match="'identity' is for ssh://"):
        ping("tcp://host", identity="/key")
    with pytest.raises(InvalidParameter, match="identity must be the path of a private key, not an int"):
        ping("ssh://host", identity=3)


def test_a_path_is_quoted_for_the_shell_there(tmp_path):
    with pytest.raises(ConnectError, match="(?s)ssh failed with status 1"):
        ping(f"ssh://root@{port_of(URI)}/nowhere;touch%20{tmp_path}/owned")
    assert not (tmp_path / "owned").exists()
