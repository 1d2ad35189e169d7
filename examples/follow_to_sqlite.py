"""Stores the logs of containers in SQLite: each line exactly once, however often this program is killed.

    python follow_to_sqlite.py lines.db docker unix:///var/run/docker.sock app=web

A transaction stores the lines of a batch together with the cursor behind them.
"""

import contextlib
import json
import sqlite3
import sys

import dockline
from dockline.notices import Notice

SCHEMA = """
create table if not exists lines (container text, time integer, source integer, line blob);
create table if not exists notices (container text, notice text);
create table if not exists cursors (container text primary key, cursor text);
"""


def main(path: str, engine: str, uri: str, label: str) -> None:
    database = sqlite3.connect(path)
    database.executescript(SCHEMA)
    saved = [json.loads(text) for (text,) in database.execute("select cursor from cursors")]
    following = dockline.follow(engine=engine, conn={"uri": uri}, filters={"label": [label]}, cursor=saved)
    with following:
        for container, batch in following:
            if container is None:
                print(batch, file=sys.stderr)  # the engine is not there; dockline tries again
                continue
            with database:
                if isinstance(batch, Notice):
                    database.execute("insert into notices values (?, ?)", (container.id, repr(batch)))
                else:
                    rows = [(container.id, *entry) for entry in batch]
                    database.executemany("insert into lines values (?, ?, ?, ?)", rows)
                cursor = json.dumps(following.cursor(container))
                database.execute("insert or replace into cursors values (?, ?)", (container.id, cursor))


if __name__ == "__main__":
    with contextlib.suppress(KeyboardInterrupt):
        main(*sys.argv[1:])
