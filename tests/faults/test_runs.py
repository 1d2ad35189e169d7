from __future__ import annotations

import os
import sys

import pytest

from .fleet import AT_ONCE
from .processes import sail_all


@pytest.mark.skipif(sys.platform != "linux", reason="what is left over is told by /proc")
@pytest.mark.timeout(3600)  # what hangs is told sooner, by the runs themselves
def test_a_thousand_runs() -> None:
    """Each with the faults of its seed: the truth, or an error that fits after a part of it. What was wrong is printed,
    with the command that repeats it."""
    assert sail_all(first=1, runs=1000, processes=os.cpu_count() or 1, at_once=AT_ONCE) == 0
