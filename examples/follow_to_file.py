"""Writes the logs of containers to a file of JSON lines: each line exactly once, however often this program is killed.

    python follow_to_file.py lines.jsonl docker unix:///var/run/docker.sock app=web

The cursor is in a second file, `lines.jsonl.cursor`, with the size that the first file had then. At the start the
program cuts the first file to that size: what it wrote later comes again.
"""

import contextlib
import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import dockline
from dockline.notices import Notice


def main(path: str, engine: str, uri: str, label: str) -> None:
    output = Path(path)
    saved = output.with_name(f"{output.name}.cursor")
    if not saved.exists():
        if output.exists():
            sys.exit(f"{output} has no cursor beside it: remove it, or choose another name")
        save(saved, {"size": 0, "cursor": None})
    stored = json.loads(saved.read_bytes())
    with output.open("ab") as file:
        if file.tell() < stored["size"]:
            sys.exit(f"{output} is shorter than it was: remove {saved} to begin again")
        file.truncate(stored["size"])
        following = dockline.follow(
            engine=engine, conn={"uri": uri}, filters={"label": [label]}, cursor=stored["cursor"]
        )
        with following:
            for container, batch in following:
                if container is None:
                    print(batch, file=sys.stderr)  # the engine is not there; dockline tries again
                    continue
                file.writelines(json.dumps(record).encode() + b"\n" for record in records(container, batch))
                file.flush()
                os.fsync(file.fileno())  # on the disk before the cursor
                save(saved, {"size": file.tell(), "cursor": following.cursor()})


def records(container: dockline.Container, batch: list[tuple[int, int, bytes]] | Notice) -> Iterator[dict[str, Any]]:
    if isinstance(batch, Notice):
        yield {"container": container.id, "notice": repr(batch)}
        return
    for time, source, line in batch:
        # Bytes that are not UTF-8 become surrogates. `encode` with the same errors gives the bytes back.
        text = line.decode(errors="surrogateescape")
        yield {"container": container.id, "time": time, "source": source, "line": text}


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
