"""The runs of all processes, and their results."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from .environments import Prepared
from .fleet import Fleet

TESTS = Path(__file__).parents[1]


def sail_here(seeds: Sequence[int], at_once: int) -> None:
    """Makes the runs of this process. Prints a report for `sail_all`."""
    with tempfile.TemporaryDirectory(prefix="faults-") as folder:
        fleet = Fleet(Prepared(Path(folder)).run, seeds, at_once)
        fleet.sail()
    report = [[*key, count] for key, count in fleet.report.items()]
    print(json.dumps({"wrong": fleet.wrong, "report": report, "late": fleet.late}))


def sail_all(first: int, runs: int, processes: int, at_once: int) -> int:
    """Prints the results of all runs. Returns the number of errors."""
    began = time.monotonic()
    options = {"first": first, "runs": runs, "at-once": at_once}
    command = [sys.executable, "-W", "error", "-m", "faults"]
    command += [word for name, value in options.items() for word in (f"--{name}", str(value))]
    children = [
        subprocess.Popen([*command, "--part", f"{part}/{processes}"], stdout=subprocess.PIPE, text=True, cwd=TESTS)
        for part in range(min(processes, runs))
    ]
    total: Counter[tuple[str, str]] = Counter()
    wrong = late = 0
    for child in children:
        said = child.communicate()[0]
        if child.returncode != 0:
            wrong += 1
            continue
        answer = json.loads(said)
        wrong += answer["wrong"]
        late += answer["late"]
        total.update({(fault, outcome): count for fault, outcome, count in answer["report"]})
    print(table(total))
    print(
        f"{runs} runs, seeds {first} to {first + runs - 1}, in {time.monotonic() - began:.0f} s: {wrong} wrong. "
        f"{late} calls after all faults met a time limit, and were made again."
    )
    return wrong


def table(report: Counter[tuple[str, str]]) -> str:
    """Counts the outcomes of calls by the faults that were carried out."""
    lines = []
    for fault in sorted({fault for fault, _ in report}):
        counts = sorted(((count, outcome) for (its, outcome), count in report.items() if its == fault), reverse=True)
        lines.append(f"{fault}: " + ", ".join(f"{count} {outcome}" for count, outcome in counts))
    return "\n".join(lines)
