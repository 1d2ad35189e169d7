"""A log of a million lines comes back complete: every line, in the order of its stream, by every view."""

from __future__ import annotations

import hashlib
import itertools
from collections.abc import Iterable

import pytest

COUNT = 1_000_000
# Every tenth line goes to stderr.
SCRIPT = f'seq {COUNT} | awk \'$1 % 10 {{print "line", $1; next}} {{print "line", $1 >"/dev/stderr"}}\''
OUT = [b"line %d" % number for number in range(1, COUNT + 1) if number % 10]
ERR = [b"line %d" % number for number in range(1, COUNT + 1) if not number % 10]

# The engines need seconds to write the log and to read it.
pytestmark = pytest.mark.slow


@pytest.fixture
def written(shared):
    return shared("sh", "-c", SCRIPT)


@pytest.fixture
def stream(engine, written):
    params = {"id" if engine.name == "docker" else "name": written, "stdout": True, "stderr": True}
    with engine.client("containers").invoke("ContainerLogs", params=params, as_="stream") as stream:
        yield stream


def digest(lines: Iterable[bytes]) -> str:
    hashed = hashlib.sha256()
    for line in lines:
        hashed.update(line + b"\n")
    return hashed.hexdigest()


def check(tagged: list[tuple[int, bytes]]) -> None:
    out = [line for stream, line in tagged if stream == 1]
    err = [line for stream, line in tagged if stream == 2]
    assert len(out) + len(err) == len(tagged)
    # Compares the counts first, so that a failure does not print a million lines.
    assert (len(out), len(err)) == (len(OUT), len(ERR))
    assert digest(out) == digest(OUT)
    assert digest(err) == digest(ERR)


def test_lines_and_batches(stream):
    """Reads line by line, and from the middle on in batches."""
    lines = stream.lines(tagged=True)
    first = list(itertools.islice(lines, COUNT // 2))
    check(first + [line for batch in lines.batches() for line in batch])


def test_frames(stream):
    """Most frames are one line. Podman also cuts lines into several frames."""
    payloads: dict[int, list[bytes]] = {1: [], 2: []}
    for stream_id, payload in stream.frames():
        payloads[stream_id].append(payload)
    assert b"".join(payloads[1]).splitlines() == OUT
    assert b"".join(payloads[2]).splitlines() == ERR


def test_copy_to(stream, tmp_path):
    with (tmp_path / "out").open("wb") as out, (tmp_path / "err").open("wb") as err:
        written_bytes = stream.copy_to(out, err)
    sizes = tuple((tmp_path / name).stat().st_size for name in ("out", "err"))
    assert written_bytes == sizes
    assert (tmp_path / "out").read_bytes() == b"".join(line + b"\n" for line in OUT)
    assert (tmp_path / "err").read_bytes() == b"".join(line + b"\n" for line in ERR)


def test_data(engine, written):
    libpod = engine.name == "podman"
    params = {"name" if libpod else "id": written, "stdout": True}
    client = engine.client("libpod/containers" if libpod else "containers")
    data = client.invoke("ContainerLogsLibpod" if libpod else "ContainerLogs", params=params)
    assert len(data) == sum(map(len, OUT)) + len(OUT)
    assert data.splitlines() == OUT
