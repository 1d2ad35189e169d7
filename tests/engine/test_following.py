"""`follow` on real engines: each line of each container once, and a notice where that can't be."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import time
from itertools import pairwise
from pathlib import Path

import pytest
from conftest import NotForThisEngine
from support.cutting_proxy import CuttingProxy
from support.following import (
    MAX_CURSOR,
    Ended,
    Gap,
    Renamed,
    Started,
    Told,
    Unreadable,
    by_source,
    difference,
    kinds,
)
from support.waiting import wait_until

from dockline.errors import InvalidParameter
from dockline.notices import Reconnecting

# Lines of all sizes around those at which the engines cut, one of 1 MiB, equal ones, and an end without a newline.
SIZES = (0, 1, 100, 8191, 8192, 8193, 0, 16383, 16384, 16385, 3 * 8192, 40_000, 1 << 20, 5)
OCTETS = "".join(f"\\{octet:03o}" for octet in range(256))
WRITE_ALL = (
    f"write() {{ for size in {' '.join(map(str, SIZES))}; do head -c $size /dev/zero | tr '\\0' $1; echo; done; "
    f"for i in 1 2 3 4 5 6 7 8 9; do echo same; printf '{OCTETS}'; done; seq 2000; printf end; }}; "
)
TWO_WRITERS = f"{WRITE_ALL} write o & write e >&2 & wait"
# Short lines in bursts from two writers, and a long one after each burst.
BURSTS = (
    "write() {{ for burst in $(seq {bursts}); do seq $((burst * 1000)) $((burst * 1000 + 99)); "
    "head -c 20000 /dev/zero | tr '\\0' $1; echo; usleep {pause}; done; }}; write o & write e >&2 & wait"
)
# Writes a line for each signal.
ON_SIGNAL = "n=1; trap 'n=$((n+1)); echo line $n' USR1; echo line 1; while :; do sleep 0.1; done"
UNTIL_SIGNAL = "trap 'go=1' USR1; seq 100; until [ $go ]; do usleep 50000; done"
CUTS = int(os.environ.get("FOLLOW_CUTS", "25"))
MANY = int(os.environ.get("FOLLOW_CONTAINERS", "24"))

# Follows until now. Reads arguments of `follow` from stdin, and writes what it was given, with the cursor.
READ_ON = """
import json, sys
import dockline
told = []
with dockline.follow(until="now", **json.load(sys.stdin)) as following:
    for container, batch in following:
        told += [line.decode() for _, _, line in batch] if isinstance(batch, list) else [repr(batch)]
        cursor = following.cursor()
json.dump([told, cursor], sys.stdout)
"""


def same(follower: Told, follows, *ids: str) -> None:
    """Asserts that each log was followed exactly once, and no gap told."""
    for id_ in ids:
        assert difference(follower.entries(id_), follows.whole(id_)) == ""
    assert follower.gaps() == []


class TestEachLineOnce:
    @pytest.mark.every_endpoint
    def test_two_writers_and_lines_of_all_kinds(self, engine, follows):
        options: list[dict[str, object]] = [{}, {"Tty": True}]
        if engine.name == "docker":
            options += [{"driver": "local"}]
        if engine.fits("docker>=1.42"):
            # The follow of an older one repeats lines when a file is full.
            options += [{"driver": "json-file", "options": {"max-size": "200k", "max-file": "100"}}]
        follower = follows.follow()
        ids = [follows.create("sh", "-c", f"{UNTIL_SIGNAL}; {TWO_WRITERS}", **each) for each in options]
        follower.wait(lambda: all(follower.entries(id_) for id_ in ids))
        for id_ in ids:
            follows.post(id_, "kill?signal=USR1")
        follower.wait_for_end(*ids)
        follower.close()
        same(follower, follows, *ids)
        for id_ in ids:
            assert len(follower.entries(id_)) > 4000
            assert [n for n in follower.notices(id_) if n != Started()] == [Ended(0)]
            assert follower.of(id_)[-1] == Ended(0)

    def test_a_log_that_is_there_already(self, follows):
        ended = follows.create("sh", "-c", TWO_WRITERS)
        follows.wait(ended)
        running = follows.create("sh", "-c", f"{TWO_WRITERS}; echo; echo >&2; sleep 1000")
        follower = follows.follow()
        follower.wait_for_end(ended)
        follower.wait(lambda: len(follower.entries(running)) == len(follower.entries(ended)))
        # It has run before.
        assert follower.notices(ended) == [Ended(0)]
        assert follower.notices(running) == []
        follows.post(running, "kill")
        follower.wait_for_end(running)
        assert follower.notices(running) == [Ended(137)]
        follower.close()
        same(follower, follows, ended, running)

    def test_until_now(self, follows):
        ended = follows.create("sh", "-c", TWO_WRITERS)
        follows.wait(ended)
        running = follows.create("sh", "-c", f"{TWO_WRITERS}; echo >&2; echo; echo done; sleep 1000")
        wait_until(lambda: follows.whole(running)[-1][2] == b"done")
        told = follows.read()
        same(told, follows, ended, running)
        assert told.notices(running) == []

    def test_a_slow_caller(self, follows):
        """The container writes and ends while the caller does something else. Podman leaves out lines then."""
        ids = [
            follows.create("sh", "-c", f"{UNTIL_SIGNAL}; {rest}")
            for rest in ("seq 50000", "seq 25000 >&2; seq 25000; printf end")
        ]
        told = Told()
        with follows.open() as following:
            while len(told.entries(ids[0])) < 100 or len(told.entries(ids[1])) < 100:
                told.add(*next(following))
            for id_ in ids:
                follows.post(id_, "kill?signal=USR1")
            rounds = 0
            while not all(told.has_ended(id_) for id_ in ids):
                told.add(*next(following))
                if rounds in (0, 3):
                    follows.wait(*ids)
                    # Longer than Podman waits until it begins to leave out lines
                    time.sleep(1)
                rounds += 1
        same(told, follows, *ids)
        assert [len(told.entries(id_)) for id_ in ids] == [50_100, 50_101]

    def test_many_containers(self, follows):
        script = "i=0; while [ $i -lt 5 ]; do seq 40; seq 40 >&2; usleep 300000; i=$((i+1)); done; exit 7"
        follower = follows.follow()
        ids = [follows.create("sh", "-c", script) for _ in range(MANY)]
        follower.wait_for_end(*ids)
        follower.close()
        same(follower, follows, *ids)
        for id_ in ids:
            assert len(follower.entries(id_)) == 400
            assert follower.notices(id_) in ([Started(), Ended(7)], [Ended(7)])  # it may end at once

