from __future__ import annotations

import os
import sys

import pytest

from .fleet import AT_ONCE
from .processes import sail_all


@pytest.mark.skipif(sys.platform != "linux", reason="what is left over is told by /proc")
@pytest.mark.timeout(3600)  # a run reports a hang by itself, and sooner
def test_a_thousand_runs() -> None:
    """Each run has the faults of its seed.

    It gives the true data, or a part of them and an error that fits. Errors are printed with the command that repeats
    them.
    """
    assert sail_all(first=1, runs=1000, processes=os.cpu_count() or 1, at_once=AT_ONCE) == 0
