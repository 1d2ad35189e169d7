"""Measures contenders.

Each runs in a process of its own. The contenders of a workload take turns, so that other load of the machine affects
all alike.
"""

from __future__ import annotations

import json
import os
import shlex
import shutil
import subprocess
import sys
import sysconfig
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import NamedTuple

from benchmarks.responses import prepare
from benchmarks.workloads import BARE, COMMANDS, FAST, IMPORTS, SLOW, WORKLOADS, sized

ROOT = Path(__file__).parents[1]


class Sample(NamedTuple):
    """Seconds for each unit, and bytes."""

    cpu: float
    wall: float
    peak: int = 0
    grown: int = 0


def compile_c(folder: Path) -> None:
    """Compiles the replay engine, and the limit as a program and as an extension, into `folder`."""
    cc = [*shlex.split(os.environ.get("CC", "cc")), "-O2", "-Wall", "-Wextra", "-o"]
    limit = ROOT / "benchmarks" / "limit"
    subprocess.run([*cc, folder / "replay", ROOT / "tools" / "replay.c", "-pthread"], check=True)
    subprocess.run([*cc, folder / "limit", limit / "limit.c"], check=True)
    include = f"-I{sysconfig.get_path('include')}"
    subprocess.run([*cc, folder / "ceiling.so", "-shared", "-fPIC", include, limit / "ceiling.c"], check=True)


@contextmanager
def replaying(folder: Path, sizes: dict[str, set[int]]) -> Iterator[str]:
    """Compiles the C parts into `folder`, and runs the replay engine there. Gives the path of its socket."""
    compile_c(folder)
    socket_path = str(folder / "engine.sock")
    command = [folder / "replay", socket_path, prepare(folder, sizes)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as engine:
        try:
            assert engine.stdout is not None
            assert engine.stdout.readline() == "ready\n"
            yield socket_path
        finally:
            engine.kill()


class Worker:
    """The process of a contender."""

    def __init__(self, module: str, socket_path: str, folder: Path, prefix: Sequence[str] = ()) -> None:
        contender = f"benchmarks.contenders.{module}" if module else "-"
        self.process = subprocess.Popen(
            [*prefix, sys.executable, "-m", "benchmarks.worker", contender, socket_path],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=ROOT,
            env={**os.environ, "PYTHONPATH": f"{ROOT}{os.pathsep}{folder}"},
        )

    def run(self, work: str, size: int) -> Sample:
        assert self.process.stdin is not None and self.process.stdout is not None
        print(json.dumps({"work": work, "size": size}), file=self.process.stdin, flush=True)
        line = self.process.stdout.readline()
        assert line, f"the worker for {work} has died"
        done = json.loads(line)
        # A contender that loses data must not look fast.
        assert done["units"] == size, f"{work}: {done['units']} of {size} units came"
        return Sample(done["cpu"] / size, done["wall"] / size, done["peak"], done["grown"])

    def close(self) -> None:
        with self.process:
            assert self.process.stdin is not None
            self.process.stdin.close()


def run_command(command: list[str], size: int, environment: dict[str, str]) -> Sample:
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, env={**os.environ, **environment})
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode == 0, command
    return Sample((usage.ru_utime + usage.ru_stime) / size, (time.perf_counter() - start) / size)


def in_python(workload: str) -> Iterator[tuple[str, str, str]]:
    """Returns the contenders that a worker runs: label, module, and the name of the work there."""
    for module, known_as in {**FAST, **SLOW}.items():
        for work in import_module(f"benchmarks.contenders.{module}").WORK:
            name, _, view = work.partition("/")
            if name == workload:
                yield " ".join(part for part in (known_as, view) if part), module, work


def commands(workload: str) -> Iterator[tuple[str, str]]:
    """Returns the commands that this machine has: label and command line."""
    for work, template in COMMANDS.items():
        name, _, label = work.partition("/")
        if name == workload and (template.startswith("{limit}") or shutil.which(template.split()[0])):
            yield label, template


def labels(workload: str) -> list[str]:
    return [label for label, *_ in [*in_python(workload), *commands(workload)]]


class Bench:
    """All contenders of all workloads. It keeps the measurements."""

    def __init__(self, folder: Path, socket_path: str, rounds: int, smoke: bool) -> None:
        self.folder = folder
        self.socket_path = socket_path
        self.rounds = rounds
        self.smoke = smoke
        self.samples: dict[str, dict[str, list[Sample]]] = {}
        self.memory: dict[str, int] = {}
        self._workers: dict[str, Worker] = {}

    def run(self, workload: str) -> dict[str, list[Sample]]:
        """Returns the samples of each contender.

        All run once, then all again, and so on. The first round warms up and is dropped.
        """
        if workload not in self.samples:
            runs = self.imports() if workload == "import" else self.contenders(workload)
            samples: dict[str, list[Sample]] = {name: [] for name in runs}
            for turn in range(self.rounds + 1):
                for name, run in runs.items():
                    sample = run()
                    if turn:
                        samples[name].append(sample)
            self.samples[workload] = samples
        return self.samples[workload]

    def contenders(self, workload: str) -> dict[str, Callable[[], Sample]]:
        runs: dict[str, Callable[[], Sample]] = {}
        for label, module, work in in_python(workload):
            size = sized(WORKLOADS[workload], module in SLOW, self.smoke)
            runs[label] = partial(self.run_worker, module, work, size)
        size = sized(WORKLOADS[workload], False, self.smoke)
        for label, template in commands(workload):
            command = template.format(limit=self.folder / "limit", socket=self.socket_path, size=size).split()
            runs[label] = partial(run_command, command, size, {"DOCKER_HOST": f"unix://{self.socket_path}"})
        return runs

    def run_worker(self, module: str, work: str, size: int) -> Sample:
        if module not in self._workers:
            self._workers[module] = Worker(module, self.socket_path, self.folder)
        return self._workers[module].run(work, size)

    def imports(self) -> dict[str, Callable[[], Sample]]:
        codes = {BARE: "pass", **{name: f"import {package}" for name, package in IMPORTS.items()}}
        # The round that warms up writes the byte code, as an installation would.
        environment = {"PYTHONDONTWRITEBYTECODE": ""}
        return {
            name: partial(run_command, [sys.executable, "-c", code], 1, environment) for name, code in codes.items()
        }

    def fresh(self, module: str, work: str, size: int) -> Sample:
        """Runs once in a new process."""
        worker = Worker(module, self.socket_path, self.folder)
        try:
            return worker.run(work, size)
        finally:
            worker.close()

    def close(self) -> None:
        for worker in self._workers.values():
            worker.close()
