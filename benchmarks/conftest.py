"""Sets the stage: compiles the C parts, starts the replay engine, and writes down what was measured."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from benchmarks.measure import ROOT, Bench, compile_c
from benchmarks.responses import prepare
from benchmarks.workloads import MEMORY, WORKLOADS, sized

BUILT = ROOT / "build" / "benchmarks"


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup("dockline")
    group.addoption("--smoke", action="store_true", help="a hundredth of the work, once: whether it runs, not how fast")
    group.addoption("--rounds", type=int, default=7, help="rounds of each contender; the median counts")
    group.addoption("--results", type=Path, default=BUILT, help="the folder for results.json, RESULTS.md and the plot")


def pytest_configure(config: pytest.Config) -> None:
    BUILT.mkdir(parents=True, exist_ok=True)
    compile_c(BUILT)
    sys.path.insert(0, str(BUILT))  # for the extension of the limit


@pytest.fixture(scope="session")
def bench(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bench]:
    smoke = request.config.getoption("--smoke")
    folder = tmp_path_factory.mktemp("replay")
    socket_path = str(folder / "engine.sock")
    sizes = {name: {sized(workload, slow, smoke) for slow in (False, True)} for name, workload in WORKLOADS.items()}
    sizes["logs-large"].add(sized(MEMORY, False, smoke))
    engine = subprocess.Popen(
        [BUILT / "replay", socket_path, prepare(folder, sizes)], stdout=subprocess.PIPE, text=True
    )
    assert engine.stdout is not None
    assert engine.stdout.readline() == "ready\n"
    measured = Bench(BUILT, socket_path, 1 if smoke else request.config.getoption("--rounds"), smoke)
    try:
        yield measured
    finally:
        measured.close()
        engine.kill()
        engine.communicate()
    if not smoke and not request.session.testsfailed:
        from benchmarks.report import write

        write(measured, request.config.getoption("--results"))
