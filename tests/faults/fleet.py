"""Many runs in one process, some at a time, in threads. At the end, no descriptor and no thread may be left."""

from __future__ import annotations

import faulthandler
import gc
import os
import sys
import threading
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from .run import Run

AT_ONCE = 10  # they wait most of the time
# Seconds. This ends only runs that would never end, and limits the wait for threads that are ending.
HANGS = 300


def again(seeds: Sequence[int]) -> str:
    """Returns the command that repeats some seeds, one by one."""
    which = f"--seed {seeds[0]}"
    if len(seeds) > 1:
        which = f"--first {seeds[0]} --runs {seeds[-1] - seeds[0] + 1} --processes 1 --at-once 1"
    return f'make faults ARGS="{which}"'


class Fleet:
    """Makes runs. `prepare` makes a run of a seed.

    `again` tells how to repeat some. `wrong` counts the errors, which were printed.
    """

    def __init__(
        self,
        prepare: Callable[[int], Run],
        seeds: Sequence[int],
        at_once: int = AT_ONCE,
        again: Callable[[Sequence[int]], str] = again,
    ) -> None:
        self.wrong = 0
        self.report: Counter[tuple[str, str]] = Counter()
        self.late = 0
        self._prepare = prepare
        self._again = again
        self._at_once = at_once
        self._seeds = seeds
        self._next = iter(seeds)
        self._lock = threading.Lock()
        self._begun: dict[int, float] = {}
        self._runs: dict[int, Run] = {}
        self._done = threading.Event()

    def sail(self) -> None:
        hooks = sys.unraisablehook, threading.excepthook
        sys.unraisablehook = lambda raised: self._tell("Nobody could catch", raised.exc_value)
        threading.excepthook = lambda raised: self._tell("A thread has met", raised.exc_value)
        watching = threading.Thread(target=self._watch)
        watching.start()
        before = set(left_over())
        threads = [threading.Thread(target=self._run_all) for _ in range(self._at_once)]
        try:
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
            self._look_back(before, self._seeds)
        finally:
            self._done.set()
            watching.join()
            sys.unraisablehook, threading.excepthook = hooks

    def _run_all(self) -> None:
        while True:
            with self._lock:
                seed = next(self._next, None)
                if seed is None:
                    return
                self._begun[seed] = time.monotonic()
            before = set(left_over())
            try:
                self._run(seed)
            except BaseException:
                self._tell(f"Seed {seed}: {traceback.format_exc()}", self._runs.get(seed), [seed])
            with self._lock:
                del self._begun[seed]
                self._runs.pop(seed, None)
            if self._at_once == 1:
                self._look_back(before, [seed])

    def _run(self, seed: int) -> None:
        run = self._runs[seed] = self._prepare(seed)
        run.perform()
        with self._lock:
            self.report += run.report
            self.late += run.late
        if len(self._seeds) == 1:
            print(run, file=sys.stderr)  # a user who asks for one run wants to see it
        if run.wrong:
            self._tell(f"Seed {seed}: " + "\n".join(run.wrong), run, [seed])

    def _look_back(self, before: set[str], seeds: Sequence[int]) -> None:
        until = time.monotonic() + HANGS
        while (left := set(left_over()) - before) and time.monotonic() < until:
            gc.collect()
            time.sleep(0.05)
        if left:
            self._tell("Left over:", sorted(left), seeds)

    def _tell(self, what: str, about: object, seeds: Sequence[int] = ()) -> None:
        with self._lock:
            self.wrong += 1
            print(f"\n{what}\n{about}\nAgain: {self._again(seeds or self._seeds)}", file=sys.stderr, flush=True)

    def _watch(self) -> None:
        while not self._done.wait(1):
            now = time.monotonic()
            with self._lock:
                hanging = [seed for seed, begun in self._begun.items() if now - begun > HANGS]
            for seed in hanging:
                self._tell(f"Seed {seed} hangs.", self._runs.get(seed), [seed])
            if hanging:
                faulthandler.dump_traceback(all_threads=True)
                os._exit(3)


def left_over() -> Iterator[str]:
    """Returns the descriptors and threads that a run could leave behind."""
    for name in os.listdir("/proc/self/fd"):  # noqa: PTH208 - names, not paths
        try:
            yield f"descriptor {name} of {os.readlink(f'/proc/self/fd/{name}')}"  # noqa: PTH115
        except OSError:
            continue  # the descriptor of the list itself
    for thread in threading.enumerate():
        yield f"thread {thread.name} {thread.ident}"
