"""Sends the logs of containers to a queue. Each line has an id of its own, by which the receiver drops repeats.

    python follow_to_queue.py queue.db cursor.json docker unix:///var/run/docker.sock app=web

A queue takes part in no transaction. So the program stores its cursor a moment after it has sent the lines. If it is
killed in between, it sends the last second again: the same lines with the same ids. Here the queue is a table of SQLite
that counts how often each message was sent.

An id has the container, the source, and a running number that is stored with the cursor. After a `Gap` a number may
belong to another line than before, so an id also has the time and a checksum of the line.
"""

import contextlib
import json
import os
import sqlite3
import sys
import time
import zlib
from pathlib import Path
from typing import Any

import dockline
from dockline.notices import Notice

SCHEMA = "create table if not exists messages (id text primary key, body blob, sent integer)"
SEND = "insert into messages values (?, ?, 1) on conflict (id) do update set sent = sent + 1"
EVERY = 1.0  # seconds: how often the cursor is stored, at most


def main(queue_path: str, cursor_path: str, engine: str, uri: str, label: str) -> None:
    queue = sqlite3.connect(queue_path)
    queue.execute(SCHEMA)
    saved = Path(cursor_path)
    stored: dict[str, Any] = json.loads(saved.read_bytes()) if saved.exists() else {"cursor": None, "numbers": {}}
    numbers: dict[str, list[int]] = stored["numbers"]  # of each container: how many lines of each source were sent
    stored_at = time.monotonic()
    following = dockline.follow(engine=engine, conn={"uri": uri}, filters={"label": [label]}, cursor=stored["cursor"])
    with following:
        for container, batch in following:
            if container is None or isinstance(batch, Notice):
                print(container, batch, file=sys.stderr)
                continue
            sent = numbers.setdefault(container.id, [0, 0])
            with queue:
                for stamp, source, line in batch:
                    sent[source - 1] += 1
                    id_ = f"{container.id}:{source}:{sent[source - 1]}:{stamp}:{zlib.crc32(line):08x}"
                    queue.execute(SEND, (id_, line))
            if time.monotonic() - stored_at >= EVERY:
                save(saved, {"cursor": following.cursor(), "numbers": numbers})
                stored_at = time.monotonic()


def save(path: Path, stored: dict[str, Any]) -> None:
    """Replaces the file as a whole."""
    new = path.with_name(f"{path.name}.new")
    with new.open("w") as file:
        json.dump(stored, file)
        file.flush()
        os.fsync(file.fileno())
    new.replace(path)


if __name__ == "__main__":
    with contextlib.suppress(KeyboardInterrupt):
        main(*sys.argv[1:])
