"""Fuzzes the targets, two at a time: tools/sanitized python -m fuzz [--keep] [SECONDS [TARGET …]]

Each target begins with its corpus and with the inputs that earlier runs left in build/fuzz. With `--keep`, each corpus
becomes the smallest set of all these inputs that reaches the same code.

An input that fails stays in build/fuzz/TARGET-…, and this repeats it: tools/sanitized python -m fuzz.libfuzzer TARGET
FILE.
"""

from __future__ import annotations

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from .targets import CORPORA, TARGETS

FOUND = Path(__file__).parents[2] / "build/fuzz"
LONGEST = 400  # bytes of an input
SECONDS = 60


def fuzz(target: str, *arguments: str) -> str:
    """Returns the last line of libFuzzer's report. If the target failed, prints all of it and ends the process."""
    command = [sys.executable, "-m", "fuzz.libfuzzer", target, f"-max_len={LONGEST}", *arguments]
    # A running interpreter holds memory that looks lost. The corpora run as tests and show leaks.
    env = {**os.environ, "ASAN_OPTIONS": os.environ.get("ASAN_OPTIONS", "") + ":detect_leaks=0"}
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, env=env, text=True, check=False)
    if done.returncode != 0:
        raise SystemExit(f"{target}: {done.stdout[-20_000:]}")
    return done.stdout.rstrip().rpartition("\n")[2]


def explore(target: str, seconds: int) -> str:
    found = FOUND / target
    found.mkdir(parents=True, exist_ok=True)
    return fuzz(
        target,
        f"-max_total_time={seconds}",
        "-timeout=100",
        f"-dict={CORPORA.with_name('responses.dict')}",
        f"-artifact_prefix={FOUND}/{target}-",
        str(found),
        str(CORPORA / target),
    )


def keep(target: str) -> str:
    """Makes the corpus anew, from its inputs and the new ones."""
    corpus, before = CORPORA / target, FOUND / f"{target}.before"
    corpus.rename(before)
    corpus.mkdir()
    report = fuzz(target, "-set_cover_merge=1", str(corpus), str(before), str(FOUND / target))
    for file in before.iterdir():
        file.unlink()
    before.rmdir()
    return report


def main(arguments: list[str]) -> None:
    kept = "--keep" in arguments
    seconds, *targets = [each for each in arguments if each != "--keep"] or [str(SECONDS)]

    def run(target: str) -> None:
        print(f"{target}: {explore(target, int(seconds))}", flush=True)
        if kept:
            print(f"{target}: {keep(target)}", flush=True)

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(run, targets or TARGETS))


if __name__ == "__main__":
    main(sys.argv[1:])
