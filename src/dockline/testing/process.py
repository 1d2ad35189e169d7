"""The simulated process of a container. It writes output, may echo its stdin, and exits.

The state of the engine is used in one event loop only, so it needs no locks.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

STDOUT, STDERR = 1, 2


class Signal:
    """Wakes all waiting tasks.

    A task may check the state and then wait. It misses nothing, because no other task runs in between.
    """

    def __init__(self) -> None:
        self._event = asyncio.Event()

    def notify(self) -> None:
        self._event.set()
        self._event = asyncio.Event()

    async def wait(self, until: int | None = None) -> bool:
        """Waits for `notify`. Returns False if the time `until` (nanoseconds since 1970) came first."""
        timeout = None if until is None else (until - time.time_ns()) / 1e9
        try:
            await asyncio.wait_for(self._event.wait(), timeout)
        except asyncio.TimeoutError:
            return False
        return True


@dataclass(frozen=True)
class Script:
    """The behaviour of a process. It writes `output`. Then it exits with `exit_code`, echoes stdin, or waits."""

    output: Sequence[tuple[int, bytes]] = ()
    exit_code: int | None = None
    echo: bool = False


def script_of(argv: Sequence[str], *, stdin: bool) -> Script | None:
    """Returns the script of a command, or None if the command is unknown. Without `stdin`, `cat` exits at once."""
    if argv[:1] == ["echo"]:
        return Script([(STDOUT, " ".join(argv[1:]).encode() + b"\n")], exit_code=0)
    if argv == ["cat"]:
        return Script(echo=True) if stdin else Script(exit_code=0)
    return {"true": Script(exit_code=0), "false": Script(exit_code=1)}.get(" ".join(argv))


class Record(NamedTuple):
    """One write of a process: its time in ns since the epoch, its stream (1 stdout, 2 stderr), its bytes."""

    time: int
    stream: int
    payload: bytes


class Process:
    """Runs a `Script` at each start. `output` keeps everything that it has written."""

    def __init__(self, script: Script, *, tty: bool, on_exit: Callable[[], None]) -> None:
        self.script, self.tty = script, tty
        self.output: list[Record] = []
        self.running = False
        self.ends = 0  # the number of its exits; a follower sees by it that the process was restarted
        self.exit_code = 0
        self.started = self.finished = 0
        self.changed = Signal()
        self._on_exit = on_exit
        self._stdin = bytearray()  # written before the start
        self._stdin_closed = False

    def start(self) -> None:
        self.running, self.exit_code, self.started = True, 0, time.time_ns()
        for stream, payload in self.script.output:
            self.write(stream, payload)
        self.changed.notify()
        if self.script.exit_code is not None:
            self.exit(self.script.exit_code)
        elif self.script.echo:
            self._echo()

    def write(self, stream: int, payload: bytes) -> None:
        """Writes to stdout or stderr. An empty payload is dropped."""
        if payload:
            self.output.append(Record(time.time_ns(), stream, payload))
            self.changed.notify()

    def feed(self, data: bytes) -> None:
        """Writes `data` to its stdin."""
        if self.script.echo:
            self._stdin += data
            self._echo()

    def close_stdin(self) -> None:
        self._stdin_closed = True
        self._echo()

    def _echo(self) -> None:
        if self.running and self.script.echo:
            self.write(STDOUT, bytes(self._stdin))
            self._stdin.clear()
            if self._stdin_closed:
                self.exit(0)

    def exit(self, code: int) -> None:
        """Ends the process, if it is running."""
        if self.running:
            self.running, self.exit_code, self.finished = False, code, time.time_ns()
            self.end_followers()
            self._stdin_closed = False
            self._on_exit()

    def end_followers(self) -> None:
        self.ends += 1
        self.changed.notify()

    async def records(
        self, live: Callable[[], bool], *, start: int = 0, until: int | None = None
    ) -> AsyncIterator[list[Record]]:
        """Iterates over its writes, from number `start` on. Waits for more while `live()` is true, up to `until`."""
        while True:
            if start < len(self.output):
                batch = self.output[start:]
                start += len(batch)
                yield batch
            elif not live() or not await self.changed.wait(until):
                return
