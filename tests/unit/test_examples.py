"""The examples work with the embedded engine. tests/engine runs those that need a real engine."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from dockline.testing import Engine

EXAMPLES = Path(__file__).parents[2] / "examples"
LOG = [("stdout", b"hello\n"), ("stderr", b"oops\n"), ("stdout", b"bye\n")]


def run(example: str, engine: Engine, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "DOCKER_HOST": engine.uri, "PYTHONUNBUFFERED": "1"}
    command = [sys.executable, EXAMPLES / f"{example}.py", *arguments]
    return subprocess.run(command, env=environment, capture_output=True, text=True, timeout=100)


def test_logs() -> None:
    with Engine() as engine:
        engine.add_container("web", log=LOG, exit_code=0)
        done = run("logs", engine, "web")
    assert (done.stdout, done.stderr, done.returncode) == ("hello\nbye\n", "oops\n", 0)


def test_events() -> None:
    with Engine() as engine:
        engine.add_container("web", exit_code=0)
        done = run("events", engine, "1h", "0s")
    assert done.returncode == 0, done.stderr
    assert [line.split(" ", 1)[1] for line in done.stdout.splitlines()] == ["web: create", "web: start", "web: die"]


def test_exec() -> None:
    with Engine() as engine:
        engine.add_container("web")
        done = run("exec", engine, "web", "echo", "hello")
    assert (done.stdout, done.returncode) == ("hello\n", 0), done.stderr


def test_pull() -> None:
    with Engine() as engine:
        engine.add_image("team/app:latest", pulled=False)
        done = run("pull", engine, "team/app:latest")
        refused = run("pull", engine, "team/nothing:latest")
    assert "Pulling from team/app" in done.stdout, done.stderr
    assert refused.returncode == 1
    assert "dockline.errors." in refused.stderr


def test_many_streams() -> None:
    with Engine() as engine:
        engine.add_container("web", log=LOG)
        engine.add_container("db", log=[("stdout", b"ready\n")])
        engine.add_container("gone", log=LOG, exit_code=0)
        command = [sys.executable, EXAMPLES / "many_streams.py"]
        environment = {**os.environ, "DOCKER_HOST": engine.uri, "PYTHONUNBUFFERED": "1"}
        with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as following:
            assert following.stdout is not None
            lines = {following.stdout.readline() for _ in range(4)}
            engine.exit_container("web")
            engine.exit_container("db")
            lines |= set(following.stdout)
    assert lines == {
        *("/web: hello\n", "/web: oops\n", "/web: bye\n", "/web has ended\n", "/db: ready\n", "/db has ended\n")
    }


def test_with_asyncio() -> None:
    with Engine() as engine:
        engine.add_container("web", log=LOG, exit_code=3)
        engine.add_container("db", exit_code=0)
        done = run("with_asyncio", engine, "web", "db")
    assert done.stdout == "web said 3 lines and ended with 3\ndb said 0 lines and ended with 0\n", done.stderr
