"""The examples work with the embedded engine. tests/engine runs those that need a real engine."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from support.followed import NAMES, FollowExample

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


@pytest.mark.parametrize("name", NAMES)
def test_a_follow_that_is_stored_goes_on_where_it_was(name: str, tmp_path: Path) -> None:
    octets = bytes(range(11, 256))
    with Engine() as engine:
        web = engine.add_container("web", log=[*LOG, ("stdout", octets + b"\n")], labels={"app": "web"})
        engine.add_container("other", log=LOG)
        example = FollowExample(name, tmp_path, "docker", engine.uri, "app=web")
        with example.running(signal.SIGINT):
            example.wait_until(lambda: example.count() == 4)
        db = engine.add_container("db", log=[("stdout", b"ready\n")], labels={"app": "web"}, exit_code=0)
        engine.add_log("web", b"more\n")
        with example.running(signal.SIGKILL):
            example.wait_until(lambda: example.count() == 6)
        engine.add_log("web", b"last\n")
        engine.exit_container("web", 7)
        with example.running(signal.SIGINT):
            example.wait_until(lambda: example.count() == 7)
            example.wait_until(lambda: "Ended(exit_code=7)" in " ".join(example.notices()))
    assert example.stored() == {
        (web, 1): [b"hello", b"bye", octets, b"more", b"last"],
        (web, 2): [b"oops"],
        (db, 1): [b"ready"],
    }


def test_a_file_without_its_cursor_is_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "lines"
    file.write_bytes(b"precious\n")
    with Engine() as engine:
        refused = run("follow_to_file", engine, str(file), "docker", engine.uri, "app=web")
    assert "has no cursor beside it" in refused.stderr
    assert refused.returncode == 1
    assert file.read_bytes() == b"precious\n"


def test_a_file_that_has_become_shorter_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "lines"
    file.with_name("lines.cursor").write_text('{"size": 10, "cursor": null}')
    with Engine() as engine:
        refused = run("follow_to_file", engine, str(file), "docker", engine.uri, "app=web")
    assert "is shorter than it was" in refused.stderr
    assert file.read_bytes() == b""
