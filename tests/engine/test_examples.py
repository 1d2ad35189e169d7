"""The examples that the embedded engine can't serve."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from support.followed import NAMES, FollowExample, Stored

EXAMPLES = Path(__file__).parents[2] / "examples"


def run(example: str, engine, *arguments: str) -> str:
    environment = {**os.environ, "DOCKER_HOST": engine.uri}
    command = [sys.executable, EXAMPLES / f"{example}.py", *arguments]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=100)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.engine("docker")
def test_stats(engine, container) -> None:
    output = run("stats", engine, container("sleep", "100"), "1")
    assert " MB " in output
    assert output.endswith("s of CPU\n")


@pytest.mark.engine("docker")
def test_build(engine, name: str, tmp_path: Path) -> None:
    (tmp_path / "Dockerfile").write_text(f"FROM {engine.image}\nENV BUILT=here\n")
    assert "ENV BUILT=here" in run("build", engine, str(tmp_path), f"{name}:latest")
    assert engine.client("images").invoke("ImageInspect", params={"name": f"{name}:latest"})["Id"]


BURSTS, LINES, KILLS = 40, 100, 8
# Two writers, in bursts over some seconds: numbered lines, empty lines, and lines that the engines split.
WRITER = (
    f"write() {{ for burst in $(seq {BURSTS}); do i=0; "
    f"while [ $i -lt {LINES} ]; do echo $1 $burst $i; i=$((i+1)); done;"
    " echo; head -c 50000 /dev/zero | tr '\\0' $1; echo; sleep 0.3; done; }; write o & write e >&2 & wait"
)
ALL = 2 * BURSTS * (LINES + 2)  # lines of a container


def written(engine, name: str) -> tuple[str, dict[int, list[bytes]]]:
    """The id of a container, and what its whole log has of each source."""
    prefix, suffix, key = ("libpod/", "Libpod", "name") if engine.name == "podman" else ("", "", "id")
    client = engine.client(f"{prefix}containers", throw_exceptions=True)
    params = {key: name, "stdout": True, "stderr": True}
    lines: dict[int, list[bytes]] = {1: [], 2: []}
    with client.invoke(f"ContainerLogs{suffix}", params=params, as_="stream") as log:
        for source, line in log.lines(tagged=True):
            lines[source].append(line)
    return client.invoke(f"ContainerInspect{suffix}", params={key: name})["Id"], lines


@pytest.mark.blocking
@pytest.mark.slow
@pytest.mark.parametrize("example", NAMES)
def test_what_is_stored_is_the_log_however_often_it_is_killed(
    engine, container, name: str, tmp_path: Path, example: str
) -> None:
    labels = {"Labels": {"dockline": name}}
    program = FollowExample(example, tmp_path, engine.name, engine.uri, f"dockline={name}")
    names = [container("sh", "-c", WRITER, **labels)]
    for kill in range(KILLS):
        stored = program.count()
        with program.running(signal.SIGKILL):
            program.wait_until(lambda stored=stored: program.count() > stored or stored == len(names) * ALL)
            time.sleep(random.random())
        if kill == 1:
            names.append(container("sh", "-c", WRITER, **labels))  # while nobody follows
    with program.running(signal.SIGKILL):
        program.wait_until(lambda: program.count() >= len(names) * ALL)
        for this in names:
            engine.request("POST", f"/containers/{this}/wait")
        program.wait_until(lambda: sum("Ended(exit_code=0)" in text for text in program.notices()) >= len(names))
    expected: Stored = {}
    for this in names:
        id_, lines = written(engine, this)
        expected |= {(id_, source): lines[source] for source in (1, 2)}
        assert sum(map(len, lines.values())) == ALL
    stored = program.stored()
    assert stored.keys() == expected.keys()
    for key, lines in expected.items():
        assert len(stored[key]) == len(lines)
        assert stored[key] == lines
    assert not [text for text in program.notices() if "Gap" in text]
    if example == "follow_to_queue":
        assert program.repeats()
