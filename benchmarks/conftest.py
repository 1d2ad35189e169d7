"""Compiles the C parts, starts the replay engine, and writes the measurements to files."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from benchmarks.measure import ROOT, Bench, replaying
from benchmarks.report import write
from benchmarks.workloads import MEMORY, WORKLOADS, sized

BUILT = ROOT / "build" / "benchmarks"


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup("dockline")
    group.addoption("--smoke", action="store_true", help="a hundredth of the work, once: whether it runs, not how fast")
    group.addoption("--rounds", type=int, default=7, help="rounds of each contender; the median counts")
    group.addoption("--results", type=Path, default=BUILT, help="the folder for results.json, RESULTS.md and the plot")


@pytest.fixture(scope="session")
def bench(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bench]:
    smoke = request.config.getoption("--smoke")
    sizes = {name: {sized(workload, slow, smoke) for slow in (False, True)} for name, workload in WORKLOADS.items()}
    sizes["logs-large"].add(sized(MEMORY, False, smoke))
    folder = tmp_path_factory.mktemp("replay")
    rounds = 1 if smoke else request.config.getoption("--rounds")
    with replaying(folder, sizes) as socket_path, closing(Bench(folder, socket_path, rounds, smoke)) as measured:
        yield measured
        if not smoke and not request.session.testsfailed:
            write(measured, request.config.getoption("--results"))
