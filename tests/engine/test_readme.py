"""The code blocks of the README and of docs/follow.md, run in order on a real Docker: copied code works."""

from __future__ import annotations

import json
import re
import sqlite3
from functools import partial
from pathlib import Path

import pytest

import dockline
from dockline import aio

ROOT = Path(__file__).parents[2]
BLOCK = re.compile(r"^```python\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@pytest.mark.engine("docker")
def test_the_code_blocks_run(
    engine, name: str, ran, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DOCKER_HOST", engine.uri)  # what a docker command would use
    ran("echo", "the newest container")
    blocks = BLOCK.findall((ROOT / "README.md").read_text())
    assert len(blocks) >= 6
    here = {
        '{"uri": "unix:///var/run/docker.sock"}': repr(engine.conn),
        "busybox:latest": engine.image,
        "/tmp/counter.log": str(tmp_path / "counter.log"),
        '"counter"': repr(f"{name}-counter"),
        '"echo"': repr(f"{name}-echo"),
    }
    source = "\n".join(blocks)
    for said, meant in here.items():
        assert said in source, f"the README no longer says {said}"
        source = source.replace(said, meant)
    exec(compile(source, "README.md", "exec"), {"__name__": "readme"})
    output = capsys.readouterr().out.splitlines()
    assert output[0] == "the newest container"
    assert [line for line in output if line.startswith(("out", "err"))].count("err err") == 3
    assert [line for line in output if line.startswith("out")] == ["out 1", "out 2", "out 3"]
    assert sum(int(line.split()[0]) for line in output if line.endswith(" lines")) == 6
    assert "404 No such container: nobody" in output
    assert "[b'hello']" in output
    followed = [line for line in output if line.startswith(f"{name}-counter [b'")]
    assert sum(line.count("b'") for line in followed) == 6
    assert sorted((tmp_path / "counter.log").read_bytes().split()) == [b"1", b"2", b"3", b"err", b"err", b"err"]


@pytest.mark.engine("docker")
def test_the_code_blocks_of_follow_run(
    engine, name: str, ran, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DOCKER_HOST", engine.uri)
    monkeypatch.chdir(tmp_path)
    for module in (dockline, aio):  # the page follows for ever
        monkeypatch.setattr(module, "follow", partial(module.follow, until="now"))
    ran("sh", "-c", "echo one; echo two >&2", Labels={"app": name})
    # The blocks of events and of wait_for wait for what happens later.
    waiting = ("follow_events", "wait_for")
    blocks = BLOCK.findall((ROOT / "docs/follow.md").read_text())
    blocks = [block for block in blocks if not any(name in block for name in waiting)]
    assert len(blocks) == 5
    source = "\n".join(blocks)
    assert source.count("app=web") == len(blocks)
    exec(compile(source.replace("app=web", f"app={name}"), "follow.md", "exec"), {"__name__": "page"})
    output = capsys.readouterr().out.splitlines()
    assert sorted(output[:2]) == [f"{name} err two", f"{name} out one"]
    assert "2 lines in the last hour" in output
    with sqlite3.connect(tmp_path / "lines.db") as database:
        assert sorted(database.execute("select source, line from lines")) == [(1, b"one"), (2, b"two")]
    assert len(json.loads((tmp_path / "web.cursor").read_text())["containers"]) == 1
    assert sum(int(line.rsplit(" ", 1)[1]) for line in output if re.fullmatch(rf"{name} \d", line)) == 2


def test_the_two_commands_are_there() -> None:
    readme = (ROOT / "README.md").read_text()
    targets = re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE)
    for command in ("demo", "test"):
        assert f"$ make {command}" in readme
        assert command in targets


def test_no_relative_link_is_dead() -> None:
    for page in (ROOT / "README.md", *(ROOT / "docs").glob("*.md")):
        for target in re.findall(r"\]\(([^)#:]+)\)", page.read_text()):
            assert (page.parent / target).exists(), f"{page.name} links to {target}"
