"""Checks that the measurement of many streams runs, with small numbers. It does not judge the results."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from benchmarks.following import PATIENCE
from benchmarks.measure import ROOT


def test_following(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "benchmarks.following", "--streams", "100", "--seconds", "0.3"]
    command += ["--results", str(tmp_path)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True, timeout=PATIENCE)
    figures = json.loads((tmp_path / "following.json").read_text())
    assert len(figures) == len(done.stdout.splitlines()) - 2 == 8
    assert all(row["bytes a stream"] > 0 for row in figures.values())
