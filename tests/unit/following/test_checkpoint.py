"""Checkpoints: what the file holds when the process ends at any moment."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import subprocess
import sys
import textwrap
import threading
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from support import loops
from support.scripted_server import MULTIPLEXED, Peer, begun
from support.waiting import once_blocked, wait_until

import dockline
from dockline import aio
from dockline.following.checkpoint import Checkpoint
from dockline.following.cursor import read_cursor, write_cursor
from dockline.following.position import Position

from .scripted import DB, WEB, Engine, Script, entry, following_log, line, log

CURSOR = write_cursor("docker", None, [(WEB, "web", Position(17))])
LATER = write_cursor("docker", None, [(WEB, "web", Position(18)), (DB, "db", Position())])
LOG = begun(media=MULTIPLEXED)


@pytest.fixture
def prepared(serve: Any) -> Engine:
    return Engine(serve)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "cursor.json"


@pytest.fixture(params=loops.LOOPS)
def run(request: pytest.FixtureRequest) -> Any:
    return partial(loops.run, request.param)


def chunks_in(path: Path) -> int:
    """How many chunks of a short log were finished, as the file tells. 0 without a file."""
    if not path.exists():
        return 0
    _, positions = read_cursor("docker", json.loads(path.read_bytes()))
    return sum(position.counts[0][0] for _, position in positions.values())


class TestTheFile:
    def test_what_is_written_is_read(self, path: Path) -> None:
        checkpoint = Checkpoint(path)
        assert checkpoint.read() is None
        for cursor in (CURSOR, LATER, CURSOR):
            checkpoint.write(cursor)
            assert checkpoint.read() == Checkpoint(path).read() == cursor
            assert list(path.parent.iterdir()) == [path]

    def test_it_is_replaced_as_a_whole(self, path: Path) -> None:
        """Who has it open still sees the old one."""
        checkpoint = Checkpoint(path)
        checkpoint.write(CURSOR)
        with path.open() as file:
            checkpoint.write(LATER)
            assert json.load(file) == CURSOR

    @pytest.mark.parametrize("function", ["os.fsync", "json.dump", "pathlib.Path.replace"])
    @pytest.mark.parametrize("error", [OSError(28, "No space left on device"), KeyboardInterrupt])
    def test_a_write_that_fails_leaves_the_old_one(
        self, path: Path, monkeypatch: pytest.MonkeyPatch, function: str, error: Any
    ) -> None:
        checkpoint = Checkpoint(path)
        checkpoint.write(CURSOR)

        def fail(*arguments: Any) -> None:
            if function == "json.dump":
                arguments[1].write('{"half')
            raise error

        with monkeypatch.context() as patch:
            patch.setattr(function, fail)
            with pytest.raises((OSError, KeyboardInterrupt)):
                checkpoint.write(LATER)
        assert checkpoint.read() == CURSOR
        assert list(path.parent.iterdir()) == [path]
        checkpoint.write(LATER)
        assert checkpoint.read() == LATER

    def test_the_bytes_are_on_the_disk_before_the_name(self, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        steps: list[str] = []
        fsync, replace = os.fsync, Path.replace

        def note_fsync(descriptor: int) -> None:
            steps.append(f"fsync {Path(os.readlink(f'/proc/self/fd/{descriptor}')).name}")  # noqa: PTH115
            fsync(descriptor)

        def note_replace(self: Path, target: Path) -> Path:
            steps.append("replace")
            assert json.loads(self.read_text()) == CURSOR
            return replace(self, target)

        monkeypatch.setattr("os.fsync", note_fsync)
        monkeypatch.setattr(Path, "replace", note_replace)
        Checkpoint(path).write(CURSOR)
        assert [step.partition(" ")[0] for step in steps] == ["fsync", "replace", "fsync"]
        assert steps[2] == f"fsync {path.parent.name}"

    def test_a_process_that_is_killed(self, path: Path) -> None:
        """Whenever it is killed, the file has one of the cursors, whole."""
        program = textwrap.dedent(f"""
            import itertools
            from dockline.following.checkpoint import Checkpoint
            from dockline.following.cursor import write_cursor
            from dockline.following.position import Position
            checkpoint = Checkpoint({str(path)!r})
            for number in itertools.count(1):
                positions = ((f"{{at:064x}}", "web", Position(number)) for at in range(50))
                checkpoint.write(write_cursor("docker", None, positions))
                print(number, flush=True)
        """)
        for after in (1, 2, 3, 5, 8):
            process = subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, text=True)
            assert process.stdout is not None
            last = 0
            while last < after:
                last = int(process.stdout.readline())
            process.kill()
            last = max([last, *map(int, process.stdout.read().split())])
            process.wait()
            process.stdout.close()
            _, positions = read_cursor("docker", Checkpoint(path).read())
            assert {position.since for _, position in positions.values()} <= {last, last + 1}
            assert len({position.since for _, position in positions.values()}) == 1
            assert len(positions) == 50

    def test_its_folder_may_be_a_link(self, path: Path, tmp_path: Path) -> None:
        (tmp_path / "link").symlink_to(tmp_path)
        Checkpoint(tmp_path / "link" / path.name).write(CURSOR)
        assert json.loads(path.read_text()) == CURSOR

    def test_a_path_from_here(self, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.chdir(path.parent)
        Checkpoint(path.name).write(CURSOR)
        assert Checkpoint(path).read() == CURSOR


class TestWhenItIsWritten:
    @pytest.fixture(autouse=True)
    def always(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """It is written each time that it may be."""
        monkeypatch.setattr("dockline.following.checkpoint.EVERY", 0.0)

    def test_after_the_caller_came_back(self, driver: Any, prepared: Engine, path: Path) -> None:
        live = Script(LOG)
        prepared.answers["logs"] = [live]
        with prepared.follow(driver, checkpoint=path) as following:
            for number in range(4):
                live.send(line(number, b"%d" % number))
                _, batch = next(following)
                assert batch == [entry(number, b"%d" % number)]
                # The caller has not finished this batch. The one before may be written while it waits.
                assert chunks_in(path) <= number
        assert chunks_in(path) == 3

    def test_while_it_waits(self, prepared: Engine, path: Path) -> None:
        """A caller that waits for more has finished what it was given."""
        prepared.answers["logs"] = [following_log(line(1, b"one"))]
        following = prepared.follow(dockline, checkpoint=path)
        next(following)

        def close() -> None:
            wait_until(lambda: chunks_in(path) == 1)
            following.close()

        with once_blocked(close), pytest.raises(dockline.errors.StreamClosed):
            next(following)

    def test_at_the_end(self, driver: Any, prepared: Engine, path: Path) -> None:
        prepared.answers["logs"] = [log(line(1, b"one"), line(2, b"two"))]
        with prepared.follow(driver, checkpoint=path, until="now") as following:
            assert sum(len(batch) for _, batch in following) == 2
        assert chunks_in(path) == 2
        with prepared.follow(driver, checkpoint=path, until="now") as following:
            assert list(following) == []

    def test_of_all_containers(self, driver: Any, prepared: Engine, path: Path) -> None:
        """Those that were not seen yet keep what they had."""
        path.write_text(json.dumps(LATER))
        prepared.answers[f"logs {WEB}"] = [(Peer.hold,)]
        with prepared.follow(driver, checkpoint=path) as following:
            assert set(following.cursor()["containers"]) == {WEB, DB}
        assert set(json.loads(path.read_text())["containers"]) == {WEB, DB}


class TestClose:
    """The file is written less often than each time, but also at close."""

    @pytest.fixture(autouse=True)
    def rarely(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("dockline.following.checkpoint.EVERY", 3600.0)

    def test_a_batch_that_is_not_finished(self, driver: Any, prepared: Engine, path: Path) -> None:
        prepared.answers["logs"] = [following_log(line(1, b"one"))]
        with prepared.follow(driver, checkpoint=path) as following:
            next(following)
        assert chunks_in(path) == 0
        # So it comes again.
        with prepared.follow(driver, checkpoint=path) as following:
            assert next(following)[1] == [entry(1, b"one")]

    def test_an_error_in_the_loop(self, driver: Any, prepared: Engine, path: Path) -> None:
        prepared.answers["logs"] = [following_log(line(1, b"one"))]
        with pytest.raises(ZeroDivisionError), prepared.follow(driver, checkpoint=path) as following:
            for _ in following:
                1 / 0  # noqa: B018
        assert chunks_in(path) == 0

    def test_by_another_thread(self, prepared: Engine, path: Path) -> None:
        prepared.answers["logs"] = [following_log(line(1, b"one"))]
        following = prepared.follow(dockline, checkpoint=path)
        next(following)
        with once_blocked(following.close), pytest.raises(dockline.errors.StreamClosed):
            next(following)
        assert chunks_in(path) == 1

    def test_by_ctrl_c(self, prepared: Engine, path: Path) -> None:
        live = Script(LOG)
        prepared.answers["logs"] = [live]
        here = threading.get_ident()
        found = []
        with pytest.raises(KeyboardInterrupt), prepared.follow(dockline, checkpoint=path) as following:
            live.send(line(1, b"one"))
            found += next(following)[1]
            live.send(line(2, b"two"))
            found += next(following)[1]
            with once_blocked(lambda: signal.pthread_kill(here, signal.SIGINT)):
                next(following)
        assert chunks_in(path) == len(found) == 2

    def test_by_ctrl_c_in_the_loop(self, prepared: Engine, path: Path) -> None:
        prepared.answers["logs"] = [following_log(line(1, b"one"))]
        with pytest.raises(KeyboardInterrupt), prepared.follow(dockline, checkpoint=path) as following:
            next(following)
            raise KeyboardInterrupt
        assert chunks_in(path) == 0

    def test_by_ctrl_c_while_a_batch_is_on_its_way(
        self, prepared: Engine, path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """A signal may come between any two steps of Python. A batch that the caller never saw comes again."""
        live = Script(LOG)
        prepared.answers["logs"] = [live]

        def interrupt(self: Any, found: Any) -> None:
            raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt), prepared.follow(dockline, checkpoint=path) as following:
            live.send(line(1, b"one"))
            assert next(following)[1] == [entry(1, b"one")]
            live.send(line(1, b"two"))
            assert next(following)[1] == [entry(1, b"two")]
            monkeypatch.setattr(type(following), "_next_batch", interrupt)
            live.send(line(1, b"three"))
            next(following)
        assert chunks_in(path) <= 2

    def test_by_another_task(self, prepared: Engine, path: Path, run: Any) -> None:
        prepared.answers["logs"] = [following_log(line(1, b"one"))]

        async def main() -> None:
            following = prepared.follow(aio, checkpoint=path)
            await following.__anext__()
            # The other task closes while the caller works on the batch.
            following.close()
            assert chunks_in(path) == 0
            following = prepared.follow(aio, checkpoint=path)
            assert (await following.__anext__())[1] == [entry(1, b"one")]
            waiting = asyncio.create_task(following.__anext__())
            await loops.all_wait()
            following.close()
            with pytest.raises(dockline.errors.StreamClosed):
                await waiting
            assert chunks_in(path) == 1

        run(main())

    def test_by_a_cancelled_task(self, prepared: Engine, path: Path, run: Any) -> None:
        prepared.answers["logs"] = [following_log(line(1, b"one"))]

        async def main() -> None:
            got = 0

            async def iterate() -> None:
                nonlocal got
                async with prepared.follow(aio, checkpoint=path) as following:
                    async for _, batch in following:
                        got += len(batch)

            task = asyncio.create_task(iterate())
            await loops.comes(lambda: got == 1)
            await loops.all_wait()
            task.cancel()
            with pytest.raises(asyncio.CancelledError):
                await task
            assert chunks_in(path) == 1

        run(main())

    def test_a_process_that_gets_sigint(self, prepared: Engine, path: Path) -> None:
        """A second later the file has all that was finished."""
        prepared.answers["logs"] = [following_log(*(line(1, b"%d" % number) for number in range(50)))]
        program = textwrap.dedent(f"""
            import dockline
            with dockline.follow(conn={prepared.conn!r}, checkpoint={str(path)!r}) as following:
                for _, batch in following:
                    for _, _, line in batch:
                        print(line.decode(), flush=True)
        """)
        with subprocess.Popen(
            [sys.executable, "-c", program], stdout=subprocess.PIPE, stderr=subprocess.PIPE
        ) as process:
            assert process.stdout is not None
            assert [int(process.stdout.readline()) for _ in range(50)] == list(range(50))
            process.send_signal(signal.SIGINT)
            _, said = process.communicate()
        assert b"KeyboardInterrupt" in said
        written = chunks_in(path)
        prepared.answers["logs"] = [log(*(line(1, b"%d" % number) for number in range(50)))]
        with prepared.follow(dockline, checkpoint=path, until="now") as following:
            again = sum(len(batch) for _, batch in following)
        assert written + again == 50


class TestAFullDisk:
    @pytest.fixture
    def full(self, monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
        """Nothing can be written, until the test undoes this."""

        def fail(descriptor: int) -> None:
            raise OSError(28, "No space left on device")

        monkeypatch.setattr("os.fsync", fail)
        return monkeypatch

    def test_the_iteration_goes_on_when_there_is_space(
        self, driver: Any, prepared: Engine, path: Path, full: pytest.MonkeyPatch
    ) -> None:
        live = Script(LOG)
        prepared.answers["logs"] = [live]
        with prepared.follow(driver, checkpoint=path) as following:
            live.send(line(1, b"one"))
            assert next(following)[1] == [entry(1, b"one")]
            for _ in range(2):
                with pytest.raises(OSError, match="No space left"):
                    next(following)
            full.undo()
            live.send(line(2, b"two"))
            assert next(following)[1] == [entry(2, b"two")]
            assert chunks_in(path) == 1

    def test_it_closes_all_the_same(self, driver: Any, prepared: Engine, path: Path, full: pytest.MonkeyPatch) -> None:
        prepared.answers["logs"] = [following_log(line(1, b"one"))]
        following = prepared.follow(driver, checkpoint=path)
        next(following)
        for act in (partial(next, following), following.close):
            with pytest.raises(OSError, match="No space left"):
                act()
        following.close()
        with pytest.raises(dockline.errors.StreamClosed):
            next(following)
        prepared.wait_until_left()
        assert not path.exists()
