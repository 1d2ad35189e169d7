"""Makes runs with faults from seeds: python -m faults [--first SEED] [--runs N]. --seed SEED repeats one run."""

from __future__ import annotations

import argparse
import os
import sys

from .fleet import AT_ONCE
from .processes import sail_all, sail_here


def main() -> int:
    parser = argparse.ArgumentParser(prog="faults", description=__doc__)
    parser.add_argument("--runs", type=int, default=10_000, help="how many (%(default)s)")
    parser.add_argument("--first", type=int, default=1, help="the seed of the first; each has the next one")
    parser.add_argument("--seed", type=int, help="just this one")
    parser.add_argument("--at-once", type=int, default=AT_ONCE, help="runs at a time in each process (%(default)s)")
    parser.add_argument("--processes", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--part", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.part:
        part, parts = map(int, options.part.split("/"))
        sail_here(range(options.first + part, options.first + options.runs, parts), options.at_once)
        return 0
    if options.seed is not None:
        return sail_all(options.seed, 1, 1, 1)
    return sail_all(options.first, options.runs, options.processes, options.at_once)


if __name__ == "__main__":
    sys.exit(min(main(), 1))
