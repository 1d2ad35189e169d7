"""The process of a contender. It does the work that standard input names, and prints its cost.

python -m benchmarks.worker MODULE SOCKET
"""

from __future__ import annotations

import importlib
import json
import resource
import sys
import time
from pathlib import Path


def cpu_seconds() -> float:
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return usage.ru_utime + usage.ru_stime


def memory(field: str) -> int:
    """Returns bytes, by the kernel: VmHWM is the peak of resident memory, VmRSS the memory now."""
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith(field):
            return int(line.split()[1]) << 10
    raise KeyError(field)


def main() -> None:
    module, socket_path = sys.argv[1:]
    work = importlib.import_module(module).WORK if module != "-" else {}
    for line in sys.stdin:
        asked = json.loads(line)
        resident = memory("VmRSS")
        wall, cpu = time.perf_counter(), cpu_seconds()
        units = work[asked["work"]](socket_path, asked["size"]) if asked["work"] else 1
        done = {
            "cpu": cpu_seconds() - cpu,
            "wall": time.perf_counter() - wall,
            "units": units,
            "peak": memory("VmHWM"),
            "grown": memory("VmRSS") - resident,
        }
        print(json.dumps(done), flush=True)


main()
