"""Runs every workload with every contender, in rounds.

See `Bench.run`. pytest-benchmark gets the samples: CPU seconds for each unit.
"""

from __future__ import annotations

import pytest

from benchmarks.measure import Bench, labels
from benchmarks.workloads import BARE, IMPORTS, WORKLOADS

CASES = [(workload, label) for workload in WORKLOADS for label in labels(workload)]
CASES += [("import", label) for label in (BARE, *IMPORTS)]
clock = 0.0


def recorded_cpu() -> float:
    return clock


@pytest.mark.timeout(900)
@pytest.mark.benchmark(timer=recorded_cpu)
@pytest.mark.parametrize(("workload", "label"), [pytest.param(*case, id=": ".join(case)) for case in CASES])
def test_work(benchmark, bench: Bench, workload: str, label: str) -> None:
    samples = iter(bench.run(workload)[label])

    def replay() -> None:
        global clock
        clock += next(samples).cpu

    benchmark.group = workload
    benchmark.pedantic(replay, rounds=bench.rounds)
