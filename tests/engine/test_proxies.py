"""nginx and HAProxy in front of the engine: the stream of an exec or attach can be read, but not written to."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import socket
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from conftest import NotForThisEngine
from support.waiting import PATIENCE, wait_until

from dockline.errors import APIError, ProtocolError

from .conftest import Category

BOTH = ("sh", "-c", "echo out; echo err >&2")

NGINX = """
{user}daemon off; pid {folder}/pid; error_log stderr;
events {{ }}
http {{
  access_log off; proxy_http_version 1.1; proxy_buffering off; {folders}
  server {{
    listen unix:{folder}/socket;
    location / {{ proxy_pass http://unix:{engine}; proxy_read_timeout {idle}s; {more} }}
  }}
}}
"""
PASSES_UPGRADE = "proxy_set_header Upgrade $http_upgrade; proxy_set_header Connection $http_connection;"
HAPROXY = """
defaults
  mode http
  timeout connect {idle}s
  timeout client {idle}s
  timeout server {idle}s
listen engine
  bind unix@{folder}/socket
  server engine unix@{engine}
"""


@pytest.fixture
def between(engine, tmp_path_factory) -> Iterator[Callable[..., dict[str, str]]]:
    """Starts a proxy in front of the engine. Returns the conn for it.

    The proxy ends a connection that is idle for some seconds.
    """
    if not engine.uri.startswith("unix://"):
        raise NotForThisEngine("a proxy stands in front of a unix socket")
    started = []

    def start(kind: str, idle: int = PATIENCE) -> dict[str, str]:
        program = shutil.which(kind.partition("-")[0], path=f"{os.environ['PATH']}:/usr/sbin")
        if program is None:
            pytest.skip(f"no {kind}: tools/engines installs it")
        folder = tmp_path_factory.mktemp(kind)
        place = {"folder": folder, "engine": engine.uri.removeprefix("unix://"), "idle": idle}
        config = folder / "config"
        if kind == "haproxy":
            config.write_text(HAPROXY.format(**place))
            command = [program, "-db", "-f", config]
        else:
            kinds = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
            folders = " ".join(f"{each}_temp_path {folder}/{each};" for each in kinds)
            user = "user root; " if os.getuid() == 0 else ""
            more = PASSES_UPGRADE if kind == "nginx-upgrade" else ""
            config.write_text(NGINX.format(**place, folders=folders, user=user, more=more))
            command = [program, "-p", folder, "-c", config]
        with (folder / "log").open("w") as log:
            process = subprocess.Popen(command, stdout=log, stderr=log)
        started.append(process)
        wait_for(folder / "socket", process)
        return {"uri": f"unix://{folder}/socket"}

    yield start
    for process in started:
        process.terminate()
        process.wait(PATIENCE)


def wait_for(path: Path, process: subprocess.Popen[bytes]) -> None:
    """Waits until the proxy accepts connections."""

    def listens() -> bool:
        assert process.poll() is None, (path.parent / "log").read_text()
        with socket.socket(socket.AF_UNIX) as trial:
            return trial.connect_ex(str(path)) == 0

    wait_until(listens, 0.02)


@pytest.fixture
def new_exec(containers, shared) -> Callable[..., str]:
    """Creates an exec in a running container, without the proxy."""
    target = shared("sleep", "1000", wait=False)

    def create(*command: str, **config: object) -> str:
        body = {"AttachStdout": True, "AttachStderr": True, "Cmd": command, **config}
        return containers("ContainerExec", target, data=body)["Id"]

    return create


@pytest.mark.parametrize("kind", ["nginx", "haproxy"])
@pytest.mark.parametrize("tty", [False, True], ids=["frames", "tty"])
def test_the_output_of_an_exec(api, between, new_exec, kind, tty):
    execs = Category(api, "exec", conn=between(kind))
    start = {"Detach": False, "Tty": tty}

    def run(as_):
        return execs("ExecStart", new_exec(*BOTH, Tty=tty), data=start, as_=as_)

    ends = b"\r\n" if tty else b"\n"
    assert sorted(run("data").split(ends)) == [b"", b"err", b"out"]
    assert run("response").status == 200
    with run("stream") as stream:
        assert not stream.writable()
        lines = sorted((source, line.rstrip()) for source, line in stream.lines(tagged=True))
        assert lines == ([(1, b"err"), (1, b"out")] if tty else [(1, b"out"), (2, b"err")])
    with run("stream") as stream:
        assert sorted(line.rstrip() for line in stream.lines()) == [b"err", b"out"]


@pytest.mark.parametrize("kind", ["nginx", "haproxy"])
def test_what_the_proxy_has_cut_off_is_refused(api, between, new_exec, kind):
    execs = Category(api, "exec", conn=between(kind))
    likely = "the answer was 200 and not 101 .*a proxy on the way has likely dropped the header Upgrade"
    start = {"Detach": False, "Tty": False}
    with execs("ExecStart", new_exec("sleep", "1000", AttachStdin=True), data=start, as_="stream") as stream:
        with pytest.raises(ProtocolError, match=likely):
            stream.write(b"hello")
        with pytest.raises(ProtocolError, match=likely):
            stream.half_close()
    with pytest.raises(ProtocolError, match=likely):
        execs("ExecStart", new_exec("sleep", "1000", AttachStdin=True), data=start, as_="socket")


@pytest.mark.parametrize(("kind", "upgrades"), [("nginx", False), ("haproxy", True)])
def test_the_output_of_a_container(api, between, container, kind, upgrades):
    """HAProxy passes on the header Upgrade of an attach, which has no body. It drops that of an exec."""
    name = container(*BOTH, start=False)
    containers = Category(api, "containers", conn=between(kind))
    with containers("ContainerAttach", name, as_="stream", stream=True, stdout=True, stderr=True) as stream:
        assert stream.status == (101 if upgrades else 200)
        assert stream.writable() == upgrades
        containers("ContainerStart", name)
        assert sorted(stream.lines(tagged=True)) == [(1, b"out"), (2, b"err")]


@pytest.mark.parametrize("kind", ["nginx", "haproxy", "nginx-upgrade"])
def test_a_detached_exec(api, between, new_exec, kind):
    execs = Category(api, "exec", conn=between(kind))
    body = execs("ExecStart", new_exec("true"), data={"Detach": True, "Tty": False})
    assert body in (None, "\n")
    response = execs("ExecStart", new_exec("true"), data={"Detach": True, "Tty": False}, as_="response")
    assert response.status == 200


def test_an_exec_that_a_proxy_ends(api, between, new_exec):
    """It looks as if the process had ended. `Running` of the exec's inspection tells the truth."""
    lines, idle = [], 1
    while not lines:
        execs = Category(api, "exec", conn=between("nginx-upgrade", idle))
        this = new_exec("sh", "-c", "echo out; sleep 1000", AttachStdin=True)
        # A busy engine may begin so late that the proxy has ended it by then.
        with (
            contextlib.suppress(APIError),
            execs("ExecStart", this, data={"Detach": False, "Tty": False}, as_="stream") as stream,
        ):
            assert stream.writable()
            lines = list(stream.lines())
        idle *= 4
    assert lines == [b"out"]
    assert execs("ExecInspect", this)["Running"] is True
    if not api.libpod:  # the operation has another name there
        page = (Path(__file__).parents[2] / "docs" / "proxies.md").read_text()
        documented: dict = {}
        exec(re.search(r"^```python\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)[1], documented)
        assert documented["exit_code"](execs.client, this, patience=0.3) is None
        ended = new_exec("sh", "-c", "exit 3")
        assert execs("ExecStart", ended, data={"Detach": False, "Tty": False}) == b""
        assert documented["exit_code"](execs.client, ended, patience=PATIENCE) == 3
