"""Memory in bytes, above a bare interpreter: the peak while 2 GiB stream through, and the size of an idle stream."""

from __future__ import annotations

import pytest

from benchmarks.measure import Bench
from benchmarks.workloads import IDLE, MEMORY, STREAMERS, sized


@pytest.mark.timeout(900)
@pytest.mark.parametrize(("module", "work"), STREAMERS)
def test_peak(bench: Bench, module: str, work: str) -> None:
    size = sized(MEMORY, False, bench.smoke)
    bare = bench.fresh("", "", 1).peak
    bench.memory[f"{module} {work}"] = bench.fresh(module, work, size).peak - bare


@pytest.mark.parametrize("module", ["dockline_client", "docker_py"])
def test_idle_streams(bench: Bench, module: str) -> None:
    size = sized(IDLE, False, bench.smoke)
    bench.memory[f"{module} idle"] = bench.fresh(module, "idle", size).grown // size
