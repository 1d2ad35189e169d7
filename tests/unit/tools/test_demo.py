"""A user runs the demo first. It must do what it says, with and without an engine."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from support.waiting import PATIENCE

from dockline.testing import Engine

DEMO = Path(__file__).parents[3] / "tools" / "demo.py"


def run_demo(**environment: str) -> str:
    environment = {"PATH": os.environ["PATH"], **environment}
    command = [sys.executable, DEMO, "--patience", str(PATIENCE)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=2 * PATIENCE)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_it_uses_the_engine_that_docker_host_names() -> None:
    with Engine() as played:
        played.add_container("web", log=[("stdout", b"hello\n"), ("stderr", b"oops\n")], exit_code=0)
        output = run_demo(DOCKER_HOST=played.uri)
    assert played.uri in output
    assert "/web" in output
    assert "Followed the log of /web: 2 lines" in output


def test_it_brings_an_engine_of_its_own_where_there_is_none() -> None:
    output = run_demo(DOCKER_HOST="unix:///nowhere/docker.sock", CONTAINER_HOST="unix:///nowhere/podman.sock")
    assert "no socket is at /nowhere/docker.sock" in output
    assert "no socket is at /nowhere/podman.sock" in output
    assert "Followed the log of /chatty: 1,000,000 lines" in output


def test_it_says_so_where_there_is_no_container() -> None:
    with Engine() as played:
        assert "There is no container" in run_demo(DOCKER_HOST=played.uri)
