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
    difference,
    kinds,
)
from support.waiting import wait_until

from dockline.errors import InvalidParameter
from dockline.notices import Reconnecting

# Lines of all sizes around those at which the engines cut, one of 1 MiB, equal ones, and an end without a newline.
SIZES = (0, 1, 100, 8191, 8192, 8193, 0, 16383, 16384, 16385, 3 * 8192, 40_000, 1 << 20, 5)
OCTETS = "".join(f"\\{octet:03o}" for octet in range(256))
WRITE = (
    f"write() {{ for size in {' '.join(map(str, SIZES))}; do head -c $size /dev/zero | tr '\\0' $1; echo; done; "
    f"for i in $(seq 9); do echo same; printf '%s'; done; seq 2000; printf end; }}; write o & write e >&2 & wait"
)
TWO_WRITERS = WRITE % OCTETS
ON_A_TERMINAL = WRITE % "text"
# Short lines in bursts from two writers, and a long one after each fourth burst.
BURSTS = (
    "write() {{ for burst in $(seq {bursts}); do seq $((burst * 1000)) $((burst * 1000 + 99)); "
    "[ $((burst % 4)) -gt 0 ] || {{ head -c 20000 /dev/zero | tr '\\0' $1; echo; }}; usleep {pause}; done; }}; "
    "write o & write e >&2 & wait"
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


def lines_of(follows, id_: str) -> list[bytes]:
    return [line for _, _, line in follows.whole(id_)]


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
            options += [{"driver": "json-file", "options": {"max-size": "3m", "max-file": "100"}}]
        follower = follows.follow()
        ids = []
        for each in options:
            script = ON_A_TERMINAL if "Tty" in each else TWO_WRITERS
            ids.append(follows.create("sh", "-c", f"{UNTIL_SIGNAL}; {script}", **each))
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

    @pytest.mark.engine("docker>=1.42")  # the follow of an older one repeats lines when a file is full
    @pytest.mark.parametrize("driver", ["json-file", "local"])
    def test_rotated_files(self, follows, driver):
        """Nothing is rotated away. A follow of Docker that is two files behind would leave out what they have."""
        follower = follows.follow()
        options = {"max-size": "100k", "max-file": "100"}
        id_ = follows.create("sh", "-c", BURSTS.format(bursts=12, pause=300_000), driver=driver, options=options)
        follower.wait_for_end(id_)
        follower.close()
        same(follower, follows, id_)
        assert len(follower.lines(id_)) == 2 * (12 * 100 + 3)

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
        running = follows.create("sh", "-c", f"{TWO_WRITERS}; echo; echo >&2; echo done; echo done >&2; sleep 1000")
        wait_until(lambda: lines_of(follows, running).count(b"done") == 2, 0.1)
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


@pytest.mark.blocking
@pytest.mark.slow
def test_cuts(engine, follows, tmp_path: Path):
    """The connections of a follow are cut at random places, while two containers write."""
    if not engine.uri.startswith("unix://"):
        raise NotForThisEngine("the proxy stands in front of a unix socket")
    seed = int(os.environ.get("FOLLOW_SEED") or random.randrange(1 << 32))
    print(f"FOLLOW_SEED={seed}")
    script = BURSTS.format(bursts=12, pause=250_000)
    with CuttingProxy(tmp_path, engine.uri.removeprefix("unix://"), random.Random(seed)) as proxy:
        follower = follows.follow(conn={"uri": proxy.uri})
        ids = [follows.create("sh", "-c", script) for _ in range(2)]
        follower.wait(lambda: all(follower.entries(id_) for id_ in ids))
        proxy.cut(CUTS, largest=100_000)
        follower.wait_for_end(*ids)
        # The rest of the cuts meets the events, and logs that are there already.
        while proxy.done < CUTS or not any(isinstance(output.batch, Reconnecting) for output in follower.outputs):
            proxy.cut_all()
            ids.append(follows.create("sh", "-c", "seq 500; seq 500 >&2; head -c 20000 /dev/zero; exit 3"))
            follower.wait_for_end(*ids)
        follower.close()
    assert proxy.done == CUTS
    same(follower, follows, *ids)
    for number, id_ in enumerate(ids):
        assert [n for n in follower.notices(id_) if isinstance(n, Ended)] == [Ended(0 if number < 2 else 3)]


class TestLivesOfContainers:
    """What is told of containers that come, run again, get another name, and go."""

    def test_created_renamed_stopped_started_removed(self, follows):
        cursors = []
        follower = follows.ready(on_output=lambda following, *output: cursors.append(following.cursor()))
        id_ = follows.create("sh", "-c", ON_SIGNAL)
        follower.wait(lambda: follower.lines(id_) == [b"line 1"])
        before = follows.name_of(id_)
        after = f"{before}-renamed"
        follows.post(id_, f"rename?name={after}")
        follower.wait(lambda: Renamed(after, before) in follower.notices(id_))
        follows.post(id_, "kill?signal=USR1")
        follower.wait(lambda: follower.lines(id_) == [b"line 1", b"line 2"])
        follows.post(id_, "stop?t=0")
        follower.wait_for_end(id_)
        follows.post(id_, "start")
        follower.wait(lambda: follower.lines(id_) == [b"line 1", b"line 2", b"line 1"])
        follows.post(id_, "stop?t=0")
        follower.wait(lambda: len(follower.notices(id_)) == 5)
        assert follower.story(id_) == [
            Started(),
            b"line 1",
            Renamed(after, before),
            b"line 2",
            Ended(137),
            Started(),
            b"line 1",
            Ended(137),
        ]
        names = [output.name for output in follower.outputs if output.id == id_]
        assert names == [before] * 2 + [after] * (len(names) - 2)
        same(follower, follows, id_)
        # Another start, and the removal of a container that runs.
        follows.post(id_, "start")
        follower.wait(lambda: follower.lines(id_)[3:] == [b"line 1"])
        assert follower.notices(id_)[5:] == [Started()]
        follows.remove(id_)
        follower.wait(lambda: follower.has_ended(id_))
        # Nothing more is told of it. Its cursor is gone with it.
        other = follows.create("true")
        follower.wait_for_end(other)
        follower.close()
        assert [note for note in follower.notices(id_)[6:] if not isinstance(note, Gap)] == [Ended(137)]
        assert follower.lines(id_)[3:] == [b"line 1"]
        assert other in cursors[-1]["containers"]
        assert id_ not in cursors[-1]["containers"]

    def test_restarted(self, engine, follows, request):
        """The end of the first run and the start of the second stand between their lines."""
        if engine.name == "docker":
            # It answers a log that is asked for during a restart after the restart, with lines of the second run.
            request.applymarker(pytest.mark.xfail(reason="the notices come behind the first lines of the second run"))
        follower = follows.ready()
        id_ = follows.create("sh", "-c", ON_SIGNAL)
        follower.wait(lambda: follower.lines(id_) == [b"line 1"])
        follows.post(id_, "restart?t=0")
        follower.wait(lambda: follower.lines(id_) == [b"line 1", b"line 1"] and follower.notices(id_)[2:])
        follower.close()
        assert follower.story(id_) == [Started(), b"line 1", Ended(137), Started(), b"line 1"]

    def test_removed_after_its_end(self, follows):
        follower = follows.ready()
        id_ = follows.create("sh", "-c", "echo hello; exit 5")
        follower.wait_for_end(id_)
        follows.remove(id_)
        other = follows.create("true")
        follower.wait_for_end(other)
        follower.close()
        assert [told for told in follower.story(id_) if told != Started()] == [b"hello", Ended(5)]

    def test_a_container_that_removes_itself(self, follows):
        """All of its lines come, or a Gap. Of a fast one, nothing may be there any more when it is looked at."""
        follower = follows.ready()
        script = "trap exit USR1; seq 100; seq 100 >&2; while :; do sleep 0.1; done"
        id_ = follows.create("sh", "-c", script, host={"AutoRemove": True})
        follower.wait(lambda: len(follower.lines(id_)) == 200)
        follows.post(id_, "kill?signal=USR1")
        follower.wait_for_end(id_)
        follower.close()
        assert len(follower.lines(id_)) == 200
        assert len(set(follower.entries(id_))) == 200
        assert kinds(follower.notices(id_)) in ([Started, Ended], [Started, Gap, Ended])

    def test_many_that_remove_themselves(self, follows):
        follower = follows.ready()
        script = "seq 50; usleep 200000; seq 51 5000; exit 4"
        ids = [follows.create("sh", "-c", script, host={"AutoRemove": True}) for _ in range(5)]
        last = follows.create("true")
        follower.wait_for_end(last)
        follower.wait(lambda: all(follower.has_ended(id_) or gapped(follower, id_) for id_ in ids if follower.of(id_)))
        follower.close()
        for id_ in ids:
            lines = [int(line) for line in follower.lines(id_)]
            assert all(one < two for one, two in pairwise(lines))
            if follower.of(id_) and not gapped(follower, id_):
                assert lines == list(range(1, 5001))

    @pytest.mark.engine("docker")
    def test_restarts_of_its_own(self, engine, follows):
        """A container that the engine starts again at once, each time with a line that has no end."""
        follower = follows.ready()
        policy = {"RestartPolicy": {"Name": "on-failure", "MaximumRetryCount": 3}}
        id_ = follows.create("sh", "-c", "seq 100; echo error >&2; usleep 300000; printf end; exit 9", host=policy)
        follower.wait(lambda: follows.inspect(id_)["RestartCount"] == 3)
        follower.wait(lambda: follows.inspect(id_)["State"]["Status"] == "exited")
        follower.wait(lambda: len(follower.lines(id_)) == len(follows.whole(id_)) and follower.has_ended(id_))
        follower.close()
        same(follower, follows, id_)
        # In Podman a line goes on until its newline, and so in the next run.
        assert len(follower.lines(id_)) == 4 * 102 - (3 if engine.name == "podman" else 0)
        assert {note for note in follower.notices(id_) if note != Started()} <= {Ended(9), Ended(None)}
        assert follower.notices(id_)[-1] == Ended(9)


def gapped(told: Told, id_: str) -> bool:
    return any(isinstance(note, Gap) for note in told.notices(id_))


class TestWhich:
    def test_names_and_ids(self, follows):
        by_name, by_id, by_part, other = (follows.create("echo", str(n), start=False) for n in range(4))
        later = f"{follows.name_of(by_name)}-later"
        follower = follows.follow([follows.name_of(by_name), by_id, by_part[:12], later], filters=None)
        ids = [by_name, by_id, by_part]
        for id_ in (*ids, other):
            follows.post(id_, "start")
        made = follows.create("echo", "later", start=False)
        follows.post(made, f"rename?name={later}")
        follows.post(made, "start")
        ids.append(made)
        follower.wait_for_end(*ids)
        follower.close()
        assert {output.id for output in follower.outputs} == set(ids)
        assert [follower.lines(id_) for id_ in ids] == [[b"0"], [b"1"], [b"2"], [b"later"]]

    def test_filters(self, follows, container):
        follower = follows.follow()
        other = follows.inspect(container("echo", "other", Labels={"follow": "other"}))["Id"]
        id_ = follows.create("echo", "mine")
        follower.wait_for_end(id_)
        follower.close()
        assert {output.id for output in follower.outputs} == {id_}
        with follows.open(filters={"label": ["follow=other"]}, until="now") as following:
            assert other in {container.id for container, _ in following}

    def test_since_now(self, follows):
        old = follows.create("echo", "before")
        id_ = follows.create("sh", "-c", ON_SIGNAL)
        wait_until(lambda: follows.whole(id_) and follows.whole(old))
        time.sleep(1.1)  # Podman 4 may take whole seconds
        follower = follows.follow(since="now")
        new = follows.create("echo", "new")
        follower.wait_for_end(new)
        follows.post(id_, "kill?signal=USR1")
        follower.wait(lambda: follower.lines(id_) == [b"line 2"])
        follower.close()
        assert follower.lines(old) == []
        assert follower.lines(new) == [b"new"]

    def test_until_ends_a_follow(self, follows):
        id_ = follows.create("sh", "-c", "while :; do echo line; usleep 10000; done")
        follower = follows.follow(until=int(time.time()) + 3)
        follower.finish()
        got = follower.entries(id_)
        assert got == follows.whole(id_)[: len(got)]
        assert got


class TestCursors:
    def test_a_fresh_process_goes_on(self, engine, follows):
        id_ = follows.create("sh", "-c", ON_SIGNAL)

        def run(cursor: object) -> tuple[list[str], object]:
            options = {"engine": engine.name, "conn": engine.conn, "filters": follows.filters, "cursor": cursor}
            process = subprocess.run(
                [sys.executable, "-c", READ_ON], input=json.dumps(options), capture_output=True, check=True, text=True
            )
            told, cursor = json.loads(process.stdout)
            return told, cursor

        wait_until(lambda: follows.whole(id_))
        told, cursor = run(None)
        assert told == ["line 1"]
        for number in (2, 3):
            follows.post(id_, "kill?signal=USR1")
            wait_until(lambda number=number: len(follows.whole(id_)) == number)
            told, cursor = run(cursor)
            assert told == [f"line {number}"]
            assert len(json.dumps(cursor)) < MAX_CURSOR
        follows.post(id_, "kill")
        follows.wait(id_)
        assert run(cursor)[0] == ["Ended(exit_code=137)"]

    def test_from_every_place(self, follows):
        """Each cursor of a follow stands exactly behind what was given."""
        ids = [follows.create("sh", "-c", BURSTS.format(bursts=3, pause=300_000)) for _ in range(2)]
        cursors = []

        def note(following, container, batch):
            cursors.append((len(follower.outputs), json.dumps(following.cursor())))

        follower = follows.follow(on_output=note)
        follower.wait_for_end(*ids)
        follower.close()
        same(follower, follows, *ids)
        some = random.Random(1).sample(cursors, 12)
        for size, cursor in some:
            told = Told()
            told.outputs = follower.outputs[:size] + follows.read(cursor=json.loads(cursor)).outputs
            same(told, follows, *ids)
            for id_ in ids:
                assert [note for note in told.notices(id_) if isinstance(note, Ended)] == [Ended(0)]

    def test_a_cursor_for_each_container(self, follows):
        ids = [follows.create("sh", "-c", ON_SIGNAL) for _ in range(3)]
        wait_until(lambda: all(follows.whole(id_) for id_ in ids))
        told, cursors = Told(), {}
        with follows.open(until="now") as following:
            for container, batch in following:
                told.add(container, batch)
                cursors[container.id] = following.cursor(container)
        assert all(len(json.dumps(cursor)) < MAX_CURSOR for cursor in cursors.values())
        for id_ in ids:
            follows.post(id_, "kill?signal=USR1")
        wait_until(lambda: all(len(follows.whole(id_)) == 2 for id_ in ids))
        told.outputs += follows.read(cursor=list(cursors.values())).outputs
        same(told, follows, *ids)

    def test_a_checkpoint(self, follows, tmp_path: Path):
        """What the caller has finished does not come again."""
        path = tmp_path / "checkpoint"
        id_ = follows.create("sh", "-c", ON_SIGNAL)
        wait_until(lambda: follows.whole(id_))
        first = follows.read(checkpoint=path)
        follows.post(id_, "kill?signal=USR1")
        wait_until(lambda: len(follows.whole(id_)) == 2)
        with follows.open(checkpoint=path) as following:
            container, batch = next(following)  # is closed before it comes back for more
        again = follows.read(checkpoint=path)
        nothing = follows.read(checkpoint=path)
        assert first.lines(id_) == [b"line 1"]
        assert (container.id, [line for _, _, line in batch]) == (id_, [b"line 2"])
        assert again.lines(id_) == [b"line 2"]
        assert nothing.outputs == []

    def test_cursors_that_do_not_fit(self, engine, follows, tmp_path: Path):
        """They are refused before anything is sent."""
        if not engine.uri.startswith("unix://"):
            raise NotForThisEngine("the proxy stands in front of a unix socket")
        id_ = follows.create("echo", "hello")
        follows.wait(id_)
        with follows.open(until="now") as following:
            assert [kinds([batch]) for _, batch in following] == [[list], [Ended]]
            cursor = following.cursor()
        other = "docker" if engine.name == "podman" else "podman"
        with CuttingProxy(tmp_path, engine.uri.removeprefix("unix://"), random.Random()) as proxy:
            conn = {"uri": proxy.uri}
            with pytest.raises(InvalidParameter, match=f"the cursor is of the engine .{engine.name}., not of"):
                follows.open(engine=other, conn=conn, cursor=cursor)
            with pytest.raises(InvalidParameter, match="the cursor has version 99, and this dockline reads version"):
                follows.open(conn=conn, cursor={**cursor, "version": 99})
            with pytest.raises(InvalidParameter, match="cursor is broken: since is not as"):
                containers = {id_: {**cursor["containers"][id_], "since": "yesterday"}}
                follows.open(conn=conn, cursor={**cursor, "containers": containers})
            with pytest.raises(InvalidParameter, match="decode the JSON first"):
                follows.open(conn=conn, cursor=json.dumps(cursor))
            assert proxy.connections == 0

    def test_a_container_that_is_gone(self, engine, follows):
        """Also one that another engine has."""
        id_ = follows.create("echo", "hello")
        follows.wait(id_)
        with follows.open(until="now") as following:
            [*_] = following
            cursor = following.cursor()
        follows.remove(id_)
        told = follows.read(cursor=cursor)
        assert kinds(told.notices(id_)) == [Gap]
        assert told.gaps()[0].after > 0
        if engine.name == "docker":  # Podman's engines have no names
            elsewhere = {**cursor, "engine_id": "another"}
            assert follows.read(cursor=elsewhere).gaps()[0].reason == "this engine does not have the container"


class TestGaps:
    @pytest.mark.parametrize("driver", ["json-file", "local", "k8s-file"])
    def test_rotation_takes_unread_lines(self, engine, follows, driver):
        """While nobody follows. What the log still holds comes once, behind a Gap."""
        if (driver == "k8s-file") != (engine.name == "podman"):
            raise NotForThisEngine(f"this engine does not have {driver}")
        options = {"max-size": "20k"} if driver == "k8s-file" else {"max-size": "20k", "max-file": "2"}
        more = "seq 5000 9000; seq 5000 9000 >&2; sleep 1; echo done; echo done >&2"
        script = f"trap '{more}' USR1; seq 100; while :; do sleep 0.1; done"
        id_ = follows.create("sh", "-c", script, driver=driver, options=options)
        wait_until(lambda: len(follows.whole(id_)) == 100)
        with follows.open(until="now") as following:
            before = [entry for _, batch in following for entry in batch]
            cursor = following.cursor()
        assert len(before) == 100
        follows.post(id_, "kill?signal=USR1")
        wait_until(lambda: lines_of(follows, id_).count(b"done") == 2, 0.1)
        told = follows.read(cursor=cursor)
        kept = follows.whole(id_)
        assert b"1" not in {line for _, _, line in kept}
        assert len(kept) < 8000
        assert difference(told.entries(id_), kept) == ""
        (gap,) = told.notices(id_)
        assert isinstance(gap, Gap)
        assert "rotated" in gap.reason
        assert gap.after == before[-1][0]
        assert gap.before == kept[0][0]
        assert told.of(id_)[0] == gap

    def test_what_rotation_has_left(self, engine, follows):
        """The lines that were followed last are still there, though the first ones are not: nothing is missing."""
        if engine.name != "docker":
            raise NotForThisEngine("its rotation leaves nothing")
        # A file has some 70 lines, and the log two files.
        script = "trap 'seq 200 268; echo done' USR1; seq 100; while :; do sleep 0.1; done"
        id_ = follows.create("sh", "-c", script, options={"max-size": "5k", "max-file": "2"}, driver="json-file")
        wait_until(lambda: lines_of(follows, id_)[-1:] == [b"100"], 0.1)
        with follows.open(until="now") as following:
            before = [entry for _, batch in following for entry in batch]
            cursor = following.cursor()
        follows.post(id_, "kill?signal=USR1")
        wait_until(lambda: lines_of(follows, id_)[-1:] == [b"done"], 0.1)
        told = follows.read(cursor=cursor)
        kept = follows.whole(id_)
        assert before[0] not in kept
        assert before[-1] in kept
        assert told.notices(id_) == []
        assert told.entries(id_) == kept[kept.index(before[-1]) + 1 :]

    def test_a_log_that_cannot_be_read(self, follows):
        follower = follows.follow()
        id_ = follows.create("echo", "hello", driver="none")
        other = follows.create("echo", "hello")
        follower.wait_for_end(other)
        follower.wait(lambda: follower.of(id_))
        follower.close()
        assert [told for told in follower.story(id_) if told != Started()] == [Unreadable("none")]


@pytest.mark.engine("docker")
@pytest.mark.blocking
class TestTerminals:
    """Docker writes three bytes for each byte of a terminal that is not UTF-8, into chunks of 16,384 of those bytes."""

    SCRIPT = "head -c 20000 /dev/zero | tr '\\0' '\\377'; echo; echo next"

    @pytest.mark.xfail(reason="the chunks of a terminal are told by their size")
    def test_a_long_line_that_is_not_utf_8(self, follows):
        id_ = follows.create("sh", "-c", self.SCRIPT, Tty=True)
        follows.wait(id_)
        assert [len(line) for _, _, line in follows.whole(id_)] == [3 * 20000 + 1, 5]

    @pytest.mark.xfail(reason="a log that can't be parsed is asked for again and again, in silence")
    def test_a_log_that_cannot_be_parsed_is_told(self, follows):
        follower = follows.follow()
        id_ = follows.create("sh", "-c", self.SCRIPT, Tty=True)
        follows.wait(id_)
        wait_until(lambda: follower.lines(id_) or follower.error or gapped(follower, id_), 0.01, patience=15)
