"""The examples that the embedded engine can't serve."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

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
