"""What fuzzing has found to be worth trying, tried: each file of a corpus reaches something that no other does."""

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
