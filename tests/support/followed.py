"""The examples that store followed logs, and what each of them has stored."""

from __future__ import annotations

import contextlib
import json
import signal
import sqlite3
import subprocess
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path

from support.waiting import wait_until

EXAMPLES = Path(__file__).parents[2] / "examples"
NAMES = ("follow_to_sqlite", "follow_to_file", "follow_to_queue")
# By container and source: the lines, in the order in which they were stored.
Stored = dict[tuple[str, int], list[bytes]]


class FollowExample:
    """One of the examples, with its output in `folder`. `uri` is that of an engine; `label` that of its containers."""

    def __init__(self, name: str, folder: Path, engine: str, uri: str, label: str) -> None:
        self.name = name
        self._output = folder / "output"
        self._errors = folder / "errors"
        outputs = [self._output, folder / "cursor"] if name == "follow_to_queue" else [self._output]
        self._process: subprocess.Popen[bytes] | None = None
        self._command = [sys.executable, EXAMPLES / f"{name}.py", *outputs, engine, uri, label]

    @contextlib.contextmanager
    def running(self, stop: signal.Signals) -> Iterator[None]:
        """Runs it, and stops it by a signal."""
        with self._errors.open("ab") as errors, subprocess.Popen(self._command, stderr=errors) as process:
            self._process = process
            try:
                yield
            finally:
                process.send_signal(stop)
        assert process.returncode == (-stop if stop == signal.SIGKILL else 0), self._errors.read_text()

    def wait_until(self, holds: Callable[[], object]) -> None:
        """Waits for what it stores. Fails if it has ended."""
        process = self._process
        assert process is not None
        wait_until(lambda: holds() or process.poll() is not None, 0.05)
        assert process.poll() is None, self._errors.read_text()

    def count(self) -> int:
        """How many lines it has stored."""
        return sum(map(len, self.stored().values()))

    def stored(self) -> Stored:
        found: Stored = defaultdict(list)
        for container, source, line in self._rows():
            found[container, source].append(line)
        return found

    def notices(self) -> list[str]:
        if self.name == "follow_to_sqlite":
            return [text for (text,) in self._query("select notice from notices")]
        if self.name == "follow_to_file":
            return [record["notice"] for record in self._records() if "notice" in record]
        return self._errors.read_text().splitlines()

    def repeats(self) -> int:
        """How many messages were sent more than once."""
        return self._query("select count(*) from messages where sent > 1")[0][0]

    def _rows(self) -> Iterator[tuple[str, int, bytes]]:
        if self.name == "follow_to_sqlite":
            yield from self._query("select container, source, line from lines order by rowid")
        elif self.name == "follow_to_file":
            for record in self._records():
                if "line" in record:
                    line = record["line"].encode(errors="surrogateescape")
                    yield record["container"], record["source"], line
        else:
            for id_, line in self._query("select id, body from messages order by rowid"):
                container, source, *_ = id_.split(":")
                yield container, int(source), line

    def _query(self, text: str) -> list[tuple]:
        with contextlib.closing(sqlite3.connect(self._output, timeout=100)) as database:
            try:
                return database.execute(text).fetchall()
            except sqlite3.OperationalError as error:
                if "no such table" in str(error):
                    return []
                raise

    def _records(self) -> list[dict]:
        """The whole lines of the file of JSON lines."""
        if not self._output.exists():
            return []
        return [
            json.loads(line) for line in self._output.read_bytes().splitlines(keepends=True) if line.endswith(b"\n")
        ]
