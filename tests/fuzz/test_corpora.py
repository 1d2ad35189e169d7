"""Runs the inputs that fuzzing has kept. Each file of a corpus reaches code that no other file reaches."""

from __future__ import annotations

from pathlib import Path

import pytest

from .targets import CORPORA, TARGETS

INPUTS = [
    pytest.param(target, file, id=f"{target}-{file.name[:8]}")
    for target in TARGETS
    for file in sorted((CORPORA / target).iterdir())
]


@pytest.mark.parametrize(("target", "file"), INPUTS)
def test_input(target: str, file: Path) -> None:
    TARGETS[target](file.read_bytes())
