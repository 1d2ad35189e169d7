"""Entries of real logs: lines of all sizes from two writers, and a log that is read on from a position."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import datetime, timezone

import pytest

from dockline._wire.positions import Positions, Search
from dockline.errors import InvalidParameter

SIZES = (0, 1, 100, 8191, 8192, 8193, 0, 16383, 16384, 16385, 3 * 8192, 40_000, 2 * 16384, 1 << 20, 5)
MEBIBYTE = 1 << 20
SECOND = 10**9
# Both writers write lines of these sizes, each its own letter, and end without a newline.
WRITER = "write() { for size in %s; do head -c $size /dev/zero | tr '\\0' $1; echo; done; printf end; }; " % " ".join(
    map(str, SIZES)
)
LINES_OF = {letter: [letter * size for size in SIZES] + [b"end"] for letter in (b"o", b"e")}
# Lines in bursts over some seconds, short and long, from two writers at once.
BURSTS = (
    "write() { for burst in 1 2 3 4 5 6 7 8; do i=0; while [ $i -lt 150 ]; do echo $1 $burst $i; i=$((i+1)); done; "
    "head -c 50000 /dev/zero | tr '\\0' $1; echo; sleep 0.5; done; }; write o & write e >&2 & wait"
)
BURST_LINES = 8 * 151


def by_source(entries) -> dict[int, list[bytes]]:
    found: dict[int, list[bytes]] = {1: [], 2: []}
    for _, source, line in entries:
        found[source].append(line)
    return found


@pytest.fixture
def local(engine) -> dict[str, object]:
    """A log driver with room for any octet: Docker's default one has only room for UTF-8."""
    return {"HostConfig": {"LogConfig": {"Type": "local"}}} if engine.name == "docker" else {}


@pytest.mark.every_endpoint
def test_lines_of_all_sizes(logs, shared):
    began = time.time_ns()
    name = shared("sh", "-c", WRITER + "write o & write e >&2 & wait")
    entries = list(logs(name, timestamps=True).entries())
    assert by_source(entries) == {1: LINES_OF[b"o"], 2: LINES_OF[b"e"]}
    assert all(began - 600 * SECOND < stamp <= time.time_ns() + SECOND for stamp, _, _ in entries)
    for source in (1, 2):
        assert [e for e in entries if e[1] == source] == list(
            logs(name, timestamps=True, stdout=source == 1, stderr=source == 2).entries()
        )


def test_the_times_are_those_of_the_log(logs, shared):
    name = shared("sh", "-c", WRITER + "write o & write e >&2 & wait")
    expected = set()
    for _, payload in logs(name, timestamps=True).frames():
        stamp = payload.split(b" ", 1)[0].decode()
        moment, _, fraction = stamp.rstrip("Z").partition(".")
        if stamp.endswith("Z"):
            seconds = int(datetime.fromisoformat(moment).replace(tzinfo=timezone.utc).timestamp())
            expected.add(seconds * SECOND + int(fraction.ljust(9, "0") or 0))
        else:
            expected.add(
                int(datetime.fromisoformat(stamp[:19] + stamp[-6:]).timestamp()) * SECOND
                + int((fraction[:9] if fraction else "0").ljust(9, "0"))
            )
    assert {stamp for stamp, _, _ in logs(name, timestamps=True).entries()} <= expected


def test_octets(logs, shared, local):
    octals = "".join(f"\\{octet:03o}" for octet in range(256))
    name = shared("sh", "-c", f"for i in 1 2 3; do printf '{octals}'; printf '{octals}' >&2; done", **local)
    first, last = bytes(range(10)), bytes(range(11, 256))
    lines = [first, last + first, last + first, last]
    assert by_source(logs(name, timestamps=True).entries()) == {1: lines, 2: lines}


def test_long_lines_by_another_driver(logs, shared, local):
    """Docker 20.10's driver `local` loses the newline of a line that it has split."""
    name = shared("sh", "-c", WRITER + "write o & write e >&2 & wait", **local)
    assert by_source(logs(name, timestamps=True).entries()) == {1: LINES_OF[b"o"], 2: LINES_OF[b"e"]}


def test_pieces(logs, shared):
    name = shared("sh", "-c", WRITER + "write o & write e >&2 & wait")
    entries = list(logs(name, timestamps=True, stderr=False).entries(max_record=20_000))
    assert max(len(line) for _, _, line in entries) <= 20_000
    assert b"".join(line for _, _, line in entries) == b"".join(LINES_OF[b"o"])
    assert len(entries) > len(SIZES) + MEBIBYTE // 20_000


def test_batches(logs, shared):
    name = shared("sh", "-c", WRITER + "write o & write e >&2 & wait")
    batches = list(logs(name, timestamps=True).entries().batches())
    assert all(batches)
    assert by_source(entry for batch in batches for entry in batch) == {1: LINES_OF[b"o"], 2: LINES_OF[b"e"]}


def test_tty(api, engine, logs, shared):
    name = shared("sh", "-c", WRITER + "write o; echo; write e >&2", Tty=True)
    stream = logs(name, timestamps=True)
    if engine.name == "podman" and not api.libpod:
        with pytest.raises(InvalidParameter, match="ask Podman's own API"):
            stream.entries()
        stream.close()
        return
    lines = [line + b"\r" for line in LINES_OF[b"o"] + LINES_OF[b"e"]]
    lines[-1] = b"end"
    # The longest line has a carriage return more than the usual `max_record`.
    assert by_source(stream.entries(max_record=2 * MEBIBYTE)) == {1: lines, 2: []}


def test_without_timestamps(logs, shared):
    with logs(shared("echo", "hello")) as stream, pytest.raises(InvalidParameter, match="timestamps=True"):
        stream.entries()


class TestPositions:
    """A log that is read in parts gives each line once."""

    @pytest.fixture
    def since(self, engine):
        """A second in nanoseconds as the engine wants it, to get all entries from it on."""

        def encode(second: int) -> str:
            if engine.name == "docker":
                return str(second // SECOND)
            # Podman leaves out the entry of just that time.
            before = datetime.fromtimestamp(second // SECOND - 1, timezone.utc)
            return before.strftime("%Y-%m-%dT%H:%M:%S.999999999Z")

        return encode

    @pytest.fixture
    def read_on(self, logs, since):
        """Goes on from the anchor of the positions before, which are one second old at least."""

        def read(name: str, before: Positions, anchor: int, **params: object) -> tuple[object, Positions, int]:
            marks = [mark for mark in before.marks if mark[0] <= before.newest - SECOND]
            if marks:
                anchor, positions = marks[-1][0], Positions(before.since(marks[-1]))
            else:
                positions = Positions(before.delivered)
            if anchor:
                params["since"] = since(anchor)
            return logs(name, timestamps=True, **params).entries(positions=positions), positions, anchor

        return read

    def test_a_whole_log_in_parts(self, logs, read_on, shared):
        name = shared("sh", "-c", BURSTS)
        whole = list(logs(name, timestamps=True).entries())
        assert {source: len(lines) for source, lines in by_source(whole).items()} == {1: BURST_LINES, 2: BURST_LINES}
        got: list[tuple[int, int, bytes]] = []
        positions, anchor = Positions(), 0
        anchors = set()
        for size in (1, 100, 500, 37, 800, 200, 10_000):
            entries, positions, anchor = read_on(name, positions, anchor)
            anchors.add(anchor)
            part: list[tuple[int, int, bytes]] = []
            for batch in entries.batches():
                part += batch
                if len(part) >= size:
                    break
            got += part
        assert positions.behind == 0
        assert by_source(got) == by_source(whole)
        assert sorted(got) == sorted(whole)
        assert len(anchors) > 1

    def test_a_log_that_is_followed(self, engine, logs, read_on, container):
        """Cut again and again while it is written, and read to its end."""
        name = container("sh", "-c", BURSTS)
        got: list[tuple[int, int, bytes]] = []
        positions, anchor = Positions(), 0
        until = time.monotonic() + 2.5
        while time.monotonic() < until:
            entries, positions, anchor = read_on(name, positions, anchor, follow=True)
            got += self.some(entries)
        engine.request("POST", f"/containers/{name}/wait")
        entries, positions, anchor = read_on(name, positions, anchor)
        got += list(entries)
        assert positions.behind == 0
        whole = list(logs(name, timestamps=True).entries())
        assert {source: len(lines) for source, lines in by_source(whole).items()} == {1: BURST_LINES, 2: BURST_LINES}
        assert by_source(got) == by_source(whole)

    def some(self, entries) -> Iterator[tuple[int, int, bytes]]:
        for count, batch in enumerate(entries.batches()):
            yield from batch
            if count == 3:
                return

    def test_a_tail_is_found(self, logs, shared):
        name = shared("sh", "-c", BURSTS)
        whole = list(logs(name, timestamps=True).entries())
        positions = Positions()
        got: list[tuple[int, int, bytes]] = []
        for batch in logs(name, timestamps=True).entries(positions=positions).batches():
            got += batch
            if len(got) > 700:
                break
        search = Search(positions.tail)
        assert list(logs(name, timestamps=True).entries(positions=search)) == []
        assert search.found == 1
        assert search.passed == positions.delivered
        got += list(logs(name, timestamps=True).entries(positions=Positions(search.passed)))
        assert by_source(got) == by_source(whole)
