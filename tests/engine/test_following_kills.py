"""What is followed and stored is whole, however often the program or the engine is killed.

FOLLOW_KILLS=30 makes the large runs: 216,000 lines, and 30 kills of the program; FOLLOW_ENGINE_KILLS=20: of the engine.
"""

from __future__ import annotations

import contextlib
import json
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from conftest import NotForThisEngine
from support.followed import FollowExample
from support.following import MAX_CURSOR, Ended, Follower, Gap, Started, difference
from support.waiting import PATIENCE, wait_until

import dockline
from dockline.errors import DocklineError
from dockline.notices import Reconnecting

KILLS = int(os.environ.get("FOLLOW_KILLS", "6"))
ENGINE_KILLS = int(os.environ.get("FOLLOW_ENGINE_KILLS", "3"))
BURST = 100  # lines
BURSTS = KILLS * 6  # of each writer
# Six writers to each output, each at a pace of its own: bursts of equal and of numbered lines, and now and then a long
# one that has no newline of its own.
WRITERS = f"""
write() {{
    i=0
    while [ $i -lt {BURSTS} ]; do
        j=0
        while [ $j -lt {BURST} ]; do echo "$1 $((i * 50 + j / 2))"; j=$((j+1)); done
        [ $((i % 10)) -gt 0 ] || {{ head -c 50000 /dev/zero | tr '\\0' x; echo " $1 $i"; }}
        i=$((i+1))
        sleep 0.0$2
    done
}}
for n in 1 2 3 4 5 6; do write "out $n" $((n * 3 / 2)) & write "err $n" $((n * 3 / 2)) >&2 & done
wait
"""


@pytest.mark.blocking
@pytest.mark.slow
@pytest.mark.timeout(3600)
def test_a_program_that_is_killed(engine, follows, name: str, tmp_path: Path) -> None:
    """Stores lines and cursors in one transaction, and is killed at random moments."""
    program = FollowExample("follow_to_sqlite", tmp_path, engine.name, engine.uri, f"follow={name}")
    database = tmp_path / "output"

    def stored() -> int:
        """How many batches were stored. Fast: it reads no lines."""
        return select(database, "select max(rowid) from lines")[0][0] or 0

    id_ = follows.create("sh", "-c", WRITERS)
    for kill in range(KILLS):
        before = stored() if database.exists() else 0
        with program.running(signal.SIGKILL):
            if kill % 2:
                time.sleep(random.random())  # it may just be starting
            else:
                program.wait_until(lambda before=before: database.exists() and has_more(database, before, id_))
                time.sleep(random.random() / 3)
    follows.wait(id_)
    with program.running(signal.SIGINT):
        program.wait_until(lambda: select(database, "select 1 from notices where notice like 'Ended%'"))
    rows = select(database, "select time, source, line from lines where container = ? order by rowid", id_)
    assert difference([(time, source, bytes(line)) for time, source, line in rows], follows.whole(id_)) == ""
    assert len(rows) == 12 * (BURSTS * BURST + (BURSTS + 9) // 10)
    assert [notice for notice in program.notices() if notice != repr(Started())] == [repr(Ended(0))]
    cursors = select(database, "select cursor from cursors")
    assert len(cursors) == 1
    assert len(cursors[0][0]) < MAX_CURSOR


def has_more(path: Path, before: int, id_: str) -> bool:
    """Whether something was stored since, or all is stored."""
    more = select(path, "select max(rowid) from lines")[0][0] or 0
    return more > before or bool(select(path, "select 1 from notices where notice like 'Ended%'"))


def select(path: Path, query: str, *arguments: object) -> list[tuple[Any, ...]]:
    with contextlib.closing(sqlite3.connect(path, timeout=PATIENCE)) as database:
        try:
            return database.execute(query, arguments).fetchall()
        except sqlite3.OperationalError as error:
            if "no such table" not in str(error):
                raise
            return [(0,)] if "max(" in query else []


class OwnDocker:
    """A dockerd of this test, that can be killed. It has an image of another engine."""

    def __init__(self, folder: Path, live_restore: bool) -> None:
        self.folder = folder
        self.uri = f"unix://{folder}/docker.sock"
        self._process: subprocess.Popen[bytes] | None = None
        (folder / "daemon.json").write_text(json.dumps({"live-restore": live_restore}))

    def start(self) -> None:
        """Starts it, and waits until it answers."""
        for stale in ("dockerd.pid", "exec/containerd/containerd.pid"):  # of a killed one, which took containerd along
            (self.folder / stale).unlink(missing_ok=True)
        command = ["dockerd", "--data-root", self.folder / "data", "--exec-root", self.folder / "exec", "-H", self.uri]
        command += ["--pidfile", self.folder / "dockerd.pid", "--config-file", self.folder / "daemon.json"]
        command += ["--bridge", "none", "--iptables=false", "--ip6tables=false", "--shutdown-timeout", "1"]
        with (self.folder / "log").open("ab") as log:
            # In a session of its own: it outlives no interrupt of the tests by half.
            self._process = subprocess.Popen(command, stdout=log, stderr=log, start_new_session=True)
        wait_until(self.answers, 0.1)

    def answers(self) -> bool:
        assert self._process is not None
        assert self._process.poll() is None, (self.folder / "log").read_text()[-2000:]
        try:
            dockline.request({"uri": self.uri}, path="/_ping", throw_exceptions=True)
        except DocklineError:
            return False
        return True

    def client(self, category: str) -> dockline.Client:
        conn = {"uri": self.uri}
        return dockline.client(engine="docker", category=category, version="auto", conn=conn, throw_exceptions=True)

    def kill(self) -> None:
        assert self._process is not None
        self._process.kill()
        self._process.wait(PATIENCE)

    def close(self) -> None:
        """Ends it, and what it has started."""
        if self._process is not None and self._process.poll() is None:
            self._process.terminate()
            self._process.wait(PATIENCE)
        wait_until(self._has_ended_all, 0.1)
        for line in reversed(Path("/proc/self/mountinfo").read_text().splitlines()):
            place = line.split()[4]
            if place.startswith(f"{self.folder}/"):
                subprocess.run(["umount", "-l", place], check=False)
        shutil.rmtree(self.folder)

    def _has_ended_all(self) -> bool:
        """Kills the processes that a killed dockerd has left: they name its folder."""
        found = False
        for process in Path("/proc").glob("[0-9]*"):
            with contextlib.suppress(OSError):
                command = (process / "cmdline").read_bytes()
                if f"{self.folder}/".encode() in command and int(process.name) != os.getpid():
                    os.kill(int(process.name), signal.SIGKILL)
                    found = True
        return not found


@pytest.fixture
def own_docker(engine) -> Iterator[Callable[[bool], OwnDocker]]:
    """Starts a dockerd like that of the older engine."""
    if engine.daemon != "docker" or not engine.uri.startswith("unix://"):
        raise NotForThisEngine("it is started from the packages of the older Docker")
    if os.getuid() != 0 or shutil.which("dockerd") is None:
        pytest.skip("only root can start a dockerd")
    started = []

    def start(live_restore: bool) -> OwnDocker:
        docker = OwnDocker(Path(tempfile.mkdtemp(prefix="dockline-own-")), live_restore)
        started.append(docker)
        docker.start()
        with (
            engine.client("images", throw_exceptions=True) as images,
            images.invoke("ImageGet", params={"name": engine.image}, as_="stream") as image,
            docker.client("images") as own,
        ):
            own.invoke("ImageLoad", data=image.read())
        return docker

    yield start
    for docker in started:
        docker.close()


@pytest.mark.blocking
@pytest.mark.slow
@pytest.mark.timeout(3600)
@pytest.mark.parametrize("live_restore", [False, True], ids=["restarted", "live-restore"])
def test_an_engine_that_is_killed(engine, own_docker, live_restore: bool) -> None:
    """Its containers run on, or the engine starts them again. No line is lost, and none comes twice."""
    docker = own_docker(live_restore)
    client = docker.client("containers")
    script = "write() { while :; do seq $1 $(($1 + 49)); head -c 20000 /dev/zero; echo; sleep 0.$2; done; }; "
    script += "write 100 1 & write 200 2 >&2 & wait"
    config = {
        "Image": engine.image,
        "Cmd": ["sh", "-c", script],
        "StopSignal": "SIGKILL",
        "HostConfig": {"NetworkMode": "none", "RestartPolicy": {"Name": "no" if live_restore else "always"}},
    }
    follower = Follower(dockline.follow(conn={"uri": docker.uri}))
    try:
        ids = []
        for _ in range(3):
            ids.append(client.invoke("ContainerCreate", data=config)["Id"])
            client.invoke("ContainerStart", params={"id": ids[-1]})

        def all_go_on() -> None:
            known = [len(follower.entries(id_)) for id_ in ids]
            follower.wait(lambda: all(len(follower.entries(id_)) > old for id_, old in zip(ids, known, strict=True)))

        all_go_on()
        for _ in range(ENGINE_KILLS):
            time.sleep(random.random())
            docker.kill()
            docker.start()
            all_go_on()
        for id_ in ids:
            client.invoke("ContainerStop", params={"id": id_})
        follower.wait_for_end(*ids)
    finally:
        follower.stop()
    follower.finish()
    for id_ in ids:
        params = {"id": id_, "stdout": True, "stderr": True, "timestamps": True}
        with client.invoke("ContainerLogs", params=params, as_="stream") as log:
            assert difference(follower.entries(id_), list(log.entries())) == ""
        ends = [note for note in follower.notices(id_) if isinstance(note, Ended)]
        assert len(ends) == (1 if live_restore else ENGINE_KILLS + 1)
        assert not [note for note in follower.notices(id_) if isinstance(note, Gap)]
    attempts = [output.batch.attempt for output in follower.outputs if isinstance(output.batch, Reconnecting)]
    assert attempts.count(1) == ENGINE_KILLS
