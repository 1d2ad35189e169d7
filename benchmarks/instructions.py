"""Counts the instructions of dockline's hot paths, and compares them with the recorded ones.

    python -m benchmarks.instructions [--record]

Other load of the machine does not change the counts. This needs valgrind. A record is for one interpreter, one orjson
and one kind of processor. For others, there is nothing to compare with.
"""

from __future__ import annotations

import argparse
import json
import platform
import re
import shutil
import subprocess
import sys
import tempfile
from importlib.metadata import version
from pathlib import Path

from benchmarks.measure import Worker, replaying
from benchmarks.responses import EVENTS
from benchmarks.workloads import WORKLOADS

RECORD = Path(__file__).with_name("instructions.json")
LINES = 99_900
COUNTED = {
    "logs-frames/lines().batches()": LINES,
    "logs-frames/lines()": LINES,
    "logs-frames/frames()": LINES,
    "logs-frames/copy_to(/dev/null)": LINES,
    "logs-chunks/lines().batches()": LINES,
    "logs-tty/lines()": LINES,
    "logs-stamped/lines().batches()": LINES,
    "logs-stamped/lines()": LINES,
    "logs-stamped/entries().batches()": LINES,
    "logs-stamped/entries()": LINES,
    "logs-stamped/entries(positions).batches()": LINES,
    "logs-sends/lines()": 3000,
    "events/documents()": EVENTS,
    "ping": 1000,
    "list": 10,
    "inspect": 1000,
}
TOLERANCE = 1.05


def interpreter() -> str:
    python = f"{platform.python_implementation()} {platform.python_version()}"
    return f"{python}, orjson {version('orjson')}, {platform.machine()}"


def count(folder: Path) -> dict[str, int]:
    """Returns the instructions for each unit, by work."""
    sizes: dict[str, set[int]] = {name: set() for name in WORKLOADS}
    for work, size in COUNTED.items():
        sizes[work.partition("/")[0]].add(size)
    profile = folder / "callgrind"
    valgrind = ["valgrind", "-q", "--tool=callgrind", f"--callgrind-out-file={profile}"]
    counts = {}
    with replaying(folder, sizes) as socket_path:
        worker = Worker("dockline_client", socket_path, folder, prefix=valgrind)
        try:
            for work, size in COUNTED.items():
                worker.run(work, size)  # imports, tables, connections
                control("--zero", worker)
                worker.run(work, size)
                control("--dump", worker)
                newest = max(folder.glob("callgrind.*"), key=lambda path: path.stat().st_mtime_ns)
                found = re.search(r"^(?:summary|totals): (\d+)", newest.read_text(), re.MULTILINE)
                assert found, newest
                counts[work] = round(int(found[1]) / size)
        finally:
            worker.close()
    return counts


def control(order: str, worker: Worker) -> None:
    subprocess.run(["callgrind_control", order, str(worker.process.pid)], check=True, capture_output=True)


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--record", action="store_true", help="what is counted now is what holds from now on")
    record = parser.parse_args().record
    if not shutil.which("valgrind"):
        sys.exit("instructions: needs valgrind, on Debian: apt-get install valgrind")
    records: dict[str, dict[str, int]] = json.loads(RECORD.read_text()) if RECORD.exists() else {}
    with tempfile.TemporaryDirectory() as folder:
        counts = count(Path(folder))
    if record:
        records[interpreter()] = counts
        RECORD.write_text(json.dumps(records, indent=1) + "\n")
    known = records.get(interpreter(), {})
    grown = 0
    for work, instructions in counts.items():
        before = known.get(work)
        change = f"{instructions / before - 1:+.1%}" if before else "not recorded"
        print(f"{work:42} {instructions:>10,} {change}")
        grown += before is not None and instructions > before * TOLERANCE
    if not known:
        print(f"there is no record for {interpreter()}: --record makes one")
    print(f"{len(counts) - grown} passed, {grown} failed")
    return 1 if grown else 0


if __name__ == "__main__":
    sys.exit(main())
