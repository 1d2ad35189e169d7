"""Both drivers of `follow`, against a scripted engine."""

from __future__ import annotations

import asyncio
import contextlib
import gc
import json
import signal
import threading
from collections.abc import AsyncIterable, Awaitable, Callable, Iterable, Iterator
from functools import partial
from random import Random
from typing import Any

import pytest
from support import loops
from support.descriptors import descriptors
from support.loops import all_wait
from support.scripted_server import JSON, MULTIPLEXED, Peer, begun, chunk, frame, head, reply
from support.waiting import long_enough, once_blocked, wait_until, wait_until_blocked

import dockline
from dockline import aio
from dockline.blocking.merging import Merge
from dockline.errors import (
    APIError,
    BadRequest,
    ConnectError,
    DocklineError,
    Forbidden,
    ProtocolError,
    ServerError,
    StreamClosed,
    TimedOut,
    Unauthorized,
)
from dockline.notices import Ended, Gap, Reconnecting, Renamed, Started, Unreadable

from .scripted import (
    DB,
    NOT_FOUND,
    WEB,
    Engine,
    Script,
    entry,
    event,
    facts,
    following_log,
    line,
    log,
    row,
)

EVENTS = begun(media=JSON)
LOG = begun(media=MULTIPLEXED)


@pytest.fixture
def prepared(serve: Any) -> Engine:
    return Engine(serve)


@pytest.fixture
def podman(serve: Any) -> Engine:
    made = Engine(serve, podman=True)
    made.answers["list"] = [reply([row(pid=1)])]
    made.answers["running"] = [reply([row(pid=1), row(DB, "db", pid=2)])]
    made.answers["inspect"] = [reply(facts(Pid=1))]
    return made


@pytest.fixture(params=loops.LOOPS)
def run(request: pytest.FixtureRequest) -> Any:
    return partial(loops.run, request.param)


def plain(output: Any) -> tuple[Any, Any]:
    """An output with the name of its container."""
    container, what = output
    return None if container is None else container.name, what


def take(following: Any, count: int) -> list[tuple[Any, Any]]:
    return [plain(next(following)) for _ in range(count)]


@contextlib.contextmanager
def nothing_left() -> Iterator[None]:
    """Asserts that the block closes all that it opens, without the help of the garbage collector."""
    gc.collect()
    before = descriptors()
    gc.disable()
    try:
        yield
        wait_until(lambda: descriptors() <= before, patience=60)
    finally:
        gc.enable()


class TestWhatIsGiven:
    def test_all_there_is(self, driver: Any, prepared: Engine) -> None:
        prepared.answers["logs"] = [log(line(1, b"one"), line(2, b"two", 2))]
        with prepared.follow(driver, until="now") as following:
            found = [(container.name, container.id, output) for container, output in following]
        assert found == [("web", WEB, [entry(1, b"one"), entry(2, b"two", 2)])]

    def test_it_ends_once(self, driver: Any, prepared: Engine) -> None:
        prepared.answers["list"] = [reply([])]
        following = prepared.follow(driver, until="now")
        assert list(following) == []
        with pytest.raises(StreamClosed):
            next(following)

    def test_a_run(self, driver: Any, prepared: Engine) -> None:
        """The log is followed until the container dies. Then it is read to its end."""
        events, live = Script(EVENTS), Script(LOG)
        whole = [line(1, b"one"), line(2, b"two"), line(3, b"three")]
        prepared.answers["events"] = [events]
        prepared.answers["logs"] = [live, log(*whole)]
        with prepared.follow(driver) as following:
            live.send(whole[0])
            assert take(following, 1) == [("web", [entry(1, b"one")])]
            live.send(whole[1])
            assert take(following, 1) == [("web", [entry(2, b"two")])]
            prepared.answers["inspect"] = [reply(facts("exited", 7))]
            events.send(event("die", exitCode="7"))
            live.end()
            assert take(following, 2) == [("web", [entry(3, b"three")]), ("web", Ended(7))]
        assert [query["follow"] for query in prepared.queries("logs")] == ["true", "false", "false"]
        assert {query["timestamps"] for query in prepared.queries("logs")} == {"true"}

    def test_a_container_that_is_created_later(self, driver: Any, prepared: Engine) -> None:
        events = Script(EVENTS)
        prepared.answers["events"] = [events]
        prepared.answers["list"] = [reply([]), reply([row(DB, "db")])]
        prepared.answers["logs"] = [following_log(line(1, b"hello"))]
        with prepared.follow(driver) as following:
            events.send(event("create", DB), event("start", DB, name="db"))
            assert take(following, 2) == [("db", Started()), ("db", [entry(1, b"hello")])]
            events.send(event("rename", DB, name="database"))
            assert take(following, 1) == [("database", Renamed("database", "db"))]
        assert DB in prepared.queries("list")[1]["filters"]

    def test_by_name(self, driver: Any, prepared: Engine) -> None:
        prepared.answers["list"] = [reply([row(), row(DB, "db")])]
        prepared.answers["logs"] = [log(line(1, b"a"))]
        for names in ("db", ["/db"], DB, DB[:12]):
            with prepared.follow(driver, names, until="now") as following:
                assert [plain(output) for output in following] == [("db", [entry(1, b"a")])]
        assert "inspect " + WEB not in prepared.asked

    def test_filters(self, driver: Any, prepared: Engine) -> None:
        prepared.answers["list"] = [reply([])]
        with prepared.follow(driver, filters={"label": "app=web"}, until="now") as following:
            assert list(following) == []
        assert prepared.queries("list")[0]["filters"] == '{"label":["app=web"]}'

    def test_on_by_cursor(self, driver: Any, prepared: Engine) -> None:
        prepared.answers["logs"] = [log(line(1, b"one"))]
        with prepared.follow(driver, until="now") as following:
            container, _ = next(following)
            cursors = following.cursor(container), following.cursor(container.id), following.cursor()
        assert cursors[0] == cursors[1] == cursors[2]
        prepared.answers["logs"] = [log(line(1, b"one"), line(2, b"two"))]
        with prepared.follow(driver, until="now", cursor=cursors[0]) as following:
            assert [plain(output) for output in following] == [("web", [entry(2, b"two")])]

    def test_on_by_cursor_with_the_longest_names(self, driver: Any, prepared: Engine) -> None:
        """Whatever the engine tells, a cursor can be read again."""
        prepared.answers["info"] = [reply({"ID": "x" * 5000})]
        prepared.answers["list"] = [reply([row(name="n" * 5000)])]
        prepared.answers["logs"] = [log(line(1, b"one"))]
        cursor = None
        for expected in (1, 0):
            with prepared.follow(driver, until="now", cursor=cursor) as following:
                assert len(list(following)) == expected
                cursor = following.cursor()
            assert len(json.dumps(cursor)) < 4096

    def test_podman(self, driver: Any, podman: Engine) -> None:
        """What is not proven waits for a proof that the container runs."""
        podman.answers["logs"] = [following_log(line(1, b"one"), line(2, b"two"))]
        with podman.follow(driver) as following:
            found = []
            while len(found) < 2:
                found += next(following)[1]
        assert found == [entry(1, b"one"), entry(2, b"two")]


class TestHeadsThatDoNotCome:
    """Podman 4 sends the head of a log with its first line."""

    def test_the_others_go_on(self, driver: Any, podman: Engine) -> None:
        quiet = Script(b"")
        podman.answers["list"] = [reply([row(pid=1), row(DB, "db", pid=2)])]
        podman.answers[f"logs {WEB}"] = [quiet]
        podman.answers[f"logs {DB}"] = [following_log(line(1, b"one"))]
        podman.answers[f"inspect {DB}"] = [reply(facts(Pid=2))]
        with podman.follow(driver) as following:
            assert take(following, 1) == [("db", [entry(1, b"one")])]
            podman.wait_until_asked(f"logs {WEB}")
            quiet.give(LOG)
            quiet.send(line(2, b"two"))
            assert take(following, 1) == [("web", [entry(2, b"two")])]

    def test_many(self, driver: Any, podman: Engine) -> None:
        """More than may be opened at the same time."""
        ids = [f"{number:064x}" for number in range(1, 30)]
        rows = [row(id_, f"c{number}", pid=number) for number, id_ in enumerate(ids, 1)]
        podman.answers["list"] = podman.answers["running"] = [reply(rows)]
        podman.answers["logs"] = [(Peer.hold,)]
        podman.answers[f"logs {ids[-1]}"] = [following_log(line(1, b"one"))]
        for number, id_ in enumerate(ids, 1):
            podman.answers[f"inspect {id_}"] = [reply(facts(Pid=number))]
        with podman.follow(driver) as following:
            assert take(following, 1) == [("c29", [entry(1, b"one")])]

    def test_close(self, driver: Any, podman: Engine) -> None:
        podman.answers["logs"] = [(Peer.hold,)]
        with nothing_left(), podman.follow(driver) as following:
            step(following, lambda: podman.wait_until_asked("logs"))


def step(following: Any, comes: Callable[[], object]) -> None:
    """Iterates in another thread, until something has happened. Then closes."""
    ended: list[Any] = []

    def iterate() -> None:
        try:
            ended.append(next(following))
        except BaseException as error:
            ended.append(error)

    thread = threading.Thread(target=iterate)
    thread.start()
    comes()
    following.close()
    thread.join(60)
    assert not thread.is_alive()
    assert [type(end) for end in ended] == [StreamClosed], ended


FIRST_REQUESTS = ["ping", "info", "events", "list"]


class TestTheFirstConnection:
    def test_no_engine(self, driver: Any, tmp_path: Any) -> None:
        following = driver.follow(conn={"uri": f"unix://{tmp_path}/none.sock"})
        with pytest.raises(ConnectError, match="can't connect"):
            next(following)
        following.close()

    @pytest.mark.parametrize("kind", [*FIRST_REQUESTS, "inspect", "logs"])
    @pytest.mark.parametrize(("status", "error"), [(401, Unauthorized), (403, Forbidden), (400, BadRequest)])
    def test_refusals_that_stay(
        self, driver: Any, prepared: Engine, kind: str, status: int, error: type[Exception]
    ) -> None:
        prepared.answers[kind] = [reply({"message": "not you"} if kind != "ping" else b"not you", status)]
        with nothing_left():
            with prepared.follow(driver) as following, pytest.raises(error) as caught:
                next(following)
            if kind != "ping":
                assert "not you" in str(caught.value)
            del following, caught

    @pytest.mark.parametrize("kind", FIRST_REQUESTS)
    def test_other_errors(self, driver: Any, prepared: Engine, kind: str) -> None:
        """The first connection raises whatever comes."""
        prepared.answers[kind] = [reply({"message": "out of order"}, 500)]
        with prepared.follow(driver) as following, pytest.raises((ServerError, APIError)):
            next(following)
        prepared.answers[kind] = [b"HTTP/1.1 what is this\r\n\r\n"]
        with prepared.follow(driver) as following, pytest.raises(ProtocolError):
            next(following)
        prepared.answers[kind] = [Peer.close]
        with prepared.follow(driver) as following, pytest.raises((ConnectError, ProtocolError)):
            next(following)

    @pytest.mark.parametrize("kind", FIRST_REQUESTS)
    @pytest.mark.parametrize("limit", ["read", "call"])
    def test_time_limits(self, driver: Any, prepared: Engine, kind: str, limit: str) -> None:
        prepared.answers[kind] = [(Peer.hold,)]

        def meet(seconds: float) -> None:
            with prepared.follow(driver, conn={f"{limit}_timeout": seconds}) as following:
                with pytest.raises(TimedOut) as caught:
                    next(following)
                assert caught.value.which == limit
                if prepared.asked[-1] != kind:
                    raise caught.value  # the machine is slow

        long_enough(meet, 0.1)

    @pytest.mark.parametrize("answer", [{}, "list", 5, None, [5], [{}], [{"Id": 5}], [[]]])
    def test_a_list_that_is_none(self, driver: Any, prepared: Engine, answer: Any) -> None:
        prepared.answers["list"] = [reply(answer)]
        with prepared.follow(driver) as following, pytest.raises(ProtocolError, match="list of containers"):
            next(following)

    @pytest.mark.parametrize("answer", [{}, {"ID": None}, {"ID": 5}, "id", [], None])
    def test_an_engine_without_an_id(self, driver: Any, prepared: Engine, answer: Any) -> None:
        prepared.answers["info"] = [reply(answer)]
        with prepared.follow(driver) as following, pytest.raises(ProtocolError, match="does not tell its ID"):
            next(following)

    def test_an_error_is_raised_again(self, driver: Any, prepared: Engine) -> None:
        prepared.answers["list"] = [reply({"message": "not you"}, 403)]
        with prepared.follow(driver) as following:
            for _ in range(3):
                with pytest.raises(Forbidden):
                    next(following)
        with pytest.raises(StreamClosed):
            next(following)


class TestReconnecting:
    @pytest.fixture
    def events(self, prepared: Engine) -> Script:
        """The first events. Those of later connections are quiet."""
        script = Script(EVENTS)
        prepared.answers["events"] = [script, (EVENTS, Peer.hold)]
        prepared.answers["list"] = [reply([row()]), reply([row(), row(DB, "db")])]
        prepared.answers[f"logs {WEB}"] = [following_log(line(1, b"one"))]
        prepared.answers[f"logs {DB}"] = [following_log(line(2, b"two"))]
        return script

    @pytest.mark.parametrize(
        ("how", "error"),
        [
            (lambda peer: peer.send(chunk(b"")), ConnectError),
            (Peer.close, ProtocolError),
            (lambda peer: peer.send(b"no chunk\r\n"), ProtocolError),
            (lambda peer: peer.send(chunk(b"{]\n")), ProtocolError),
        ],
        ids=["end", "cut", "no chunk", "no JSON"],
    )
    def test_the_events_end(self, driver: Any, prepared: Engine, events: Script, how: Any, error: Any) -> None:
        """Whatever was missed is in the next list."""
        with prepared.follow(driver) as following:
            assert take(following, 1) == [("web", [entry(1, b"one")])]
            events.give(how)
            container, notice = next(following)
            assert container is None
            assert isinstance(notice, Reconnecting)
            assert notice.attempt == 1
            assert isinstance(notice.error, error)
            assert take(following, 2) == [("db", Started()), ("db", [entry(2, b"two")])]
        assert prepared.asked.count("list") == 2
        assert prepared.asked.count(f"logs {WEB}") == 1

    @pytest.mark.parametrize("kind", ["info", "events", "list"])
    def test_later_connections_are_tried_again(self, driver: Any, prepared: Engine, events: Script, kind: str) -> None:
        good = prepared.answers[kind]
        bad: list[Any] = [reply({"message": "out of order"}, 500), Peer.close, b"no HTTP\r\n\r\n", reply({}, 503)]
        prepared.answers[kind] = [good[0], *bad, good[-1]]
        with prepared.follow(driver) as following:
            assert take(following, 1) == [("web", [entry(1, b"one")])]
            events.end()
            attempts = []
            while isinstance(notice := (output := next(following))[1], Reconnecting):
                attempts.append(notice.attempt)
            # A request on a connection that had a call before may be sent twice: the engine may just have closed it.
            assert attempts in ([1, 2, 3, 4], [1, 2, 3, 4, 5])
            assert plain(output) == ("db", Started())
            assert take(following, 1) == [("db", [entry(2, b"two")])]

    def test_time_limits(self, driver: Any, prepared: Engine, events: Script) -> None:
        info = prepared.answers["info"][0]

        def meet(seconds: float) -> None:
            again = Script(EVENTS)
            prepared.answers["events"] = [again, (EVENTS, Peer.hold)]
            prepared.answers["info"] = [info, (Peer.hold,), info]
            prepared.answers["list"] = [reply([row()]), reply([row(), row(DB, "db")])]
            with prepared.follow(driver, conn={"call_timeout": seconds}) as following:
                assert take(following, 1) == [("web", [entry(1, b"one")])]
                again.end()
                first, second = next(following)[1], next(following)[1]
                assert isinstance(first.error, ConnectError)
                assert isinstance(second.error, TimedOut)
                assert second.error.which == "call"
                while isinstance(output := next(following)[1], Reconnecting):
                    pass  # the machine is slow
                assert output == Started()

        long_enough(meet, 0.3)

    @pytest.mark.parametrize("kind", ["info", "events", "list"])
    @pytest.mark.parametrize(("status", "error"), [(401, Unauthorized), (403, Forbidden)])
    def test_a_missing_permission_is_raised(
        self, driver: Any, prepared: Engine, events: Script, kind: str, status: int, error: type[Exception]
    ) -> None:
        prepared.answers[kind] = [prepared.answers[kind][0], reply({"message": "not you"}, status)]
        with prepared.follow(driver) as following:
            assert take(following, 1) == [("web", [entry(1, b"one")])]
            events.end()
            assert isinstance(next(following)[1], Reconnecting)
            with pytest.raises(error, match="not you"):
                next(following)

    def test_another_engine(self, driver: Any, prepared: Engine, events: Script) -> None:
        prepared.answers["info"] = [reply({"ID": "one"}), reply({"ID": "another"})]
        prepared.answers["list"] = [reply([row()]), reply([])]
        prepared.answers["inspect"] = [reply(facts()), NOT_FOUND]
        live = Script(LOG)
        prepared.answers[f"logs {WEB}"] = [live]
        with prepared.follow(driver) as following:
            live.send(line(1, b"one"))
            assert take(following, 1) == [("web", [entry(1, b"one")])]
            events.end()
            assert isinstance(next(following)[1], Reconnecting)
            live.end()
            _, gap = plain(next(following))
            assert isinstance(gap, Gap)
            assert "this engine does not have the container" in gap.reason


class TestLogsThatAreRefused:
    @pytest.mark.parametrize("status", [404, 409])
    def test_removed(self, driver: Any, prepared: Engine, status: int) -> None:
        prepared.answers["logs"] = [reply({"message": "gone"}, status)]
        with prepared.follow(driver) as following:
            name, gap = plain(next(following))
            assert (name, type(gap)) == ("web", Gap)
            assert gap.reason == "removed"
            assert take(following, 1) == [("web", Ended(None))]

    @pytest.mark.parametrize("status", [404, 409])
    def test_removed_before_the_inspection(self, driver: Any, prepared: Engine, status: int) -> None:
        prepared.answers["inspect"] = [reply({"message": "gone"}, status)]
        with prepared.follow(driver) as following:
            assert isinstance(next(following)[1], Gap)

    def test_a_driver_that_can_not_be_read(self, driver: Any, prepared: Engine) -> None:
        prepared.answers["list"] = [reply([row(), row(DB, "db")])]
        prepared.answers[f"logs {WEB}"] = [
            reply({"message": "configured logging driver does not support reading"}, 501)
        ]
        prepared.answers[f"logs {DB}"] = [following_log(line(1, b"one"))]
        with prepared.follow(driver) as following:
            found = dict(take(following, 2))
        assert found == {"web": Unreadable("json-file"), "db": [entry(1, b"one")]}
        assert prepared.asked.count(f"logs {WEB}") == 1

    def test_tried_again(self, driver: Any, prepared: Engine) -> None:
        prepared.answers["logs"] = [reply({"message": "out of order"}, 500), Peer.close, following_log(line(1, b"one"))]
        with prepared.follow(driver) as following:
            assert take(following, 1) == [("web", [entry(1, b"one")])]

    def test_a_log_that_is_cut(self, driver: Any, prepared: Engine) -> None:
        first = (begun(line(1, b"one"), line(2, b"two")[:-3], media=MULTIPLEXED), Peer.close)
        prepared.answers["logs"] = [first, following_log(line(1, b"one"), line(2, b"two"))]
        with prepared.follow(driver) as following:
            assert take(following, 2) == [("web", [entry(1, b"one")]), ("web", [entry(2, b"two")])]

    def test_a_log_that_is_none(self, driver: Any, prepared: Engine) -> None:
        """Nothing is given that is not a line with a timestamp."""
        broken = begun(line(1, b"one"), frame(1, b"no timestamp\n"), media=MULTIPLEXED)
        prepared.answers["logs"] = [(broken, Peer.hold), following_log(line(1, b"one"), line(2, b"two"))]
        with prepared.follow(driver) as following:
            assert take(following, 2) == [("web", [entry(1, b"one")]), ("web", [entry(2, b"two")])]

    @pytest.mark.parametrize("answer", [{}, [], 5, {"State": {}}, {"State": 5, "HostConfig": {}}, None])
    def test_an_inspection_that_is_none(self, driver: Any, prepared: Engine, answer: Any) -> None:
        prepared.answers["inspect"] = [reply(answer), reply(facts())]
        prepared.answers["logs"] = [following_log(line(1, b"one"))]
        with prepared.follow(driver) as following:
            assert take(following, 1) == [("web", [entry(1, b"one")])]


class TestClosing:
    def test_twice(self, driver: Any, prepared: Engine) -> None:
        following = prepared.follow(driver)
        following.close()
        following.close()
        with pytest.raises(StreamClosed, match="make a new one, with its cursor"):
            next(following)
        assert "closed" in repr(following)

    def test_within_the_loop(self, driver: Any, prepared: Engine) -> None:
        prepared.answers["logs"] = [following_log(line(1, b"one"))]
        with nothing_left(), prepared.follow(driver) as following:
            next(following)
            following.close()
            with pytest.raises(StreamClosed):
                next(following)
            assert list(following.cursor()["containers"]) == [WEB]

    @pytest.mark.parametrize("kind", [*FIRST_REQUESTS, "inspect", "logs"])
    def test_while_a_head_does_not_come(self, driver: Any, prepared: Engine, kind: str) -> None:
        prepared.answers[kind] = [(Peer.hold,)]
        with nothing_left():
            step(prepared.follow(driver), lambda: prepared.wait_until_asked(kind))

    @pytest.mark.parametrize("kind", ["info", "list", "inspect"])
    def test_while_a_body_does_not_come(self, driver: Any, prepared: Engine, kind: str) -> None:
        prepared.answers[kind] = [(head(media=JSON, content_length=100) + b"[", Peer.hold)]
        with nothing_left():
            step(prepared.follow(driver), lambda: prepared.wait_until_asked(kind))

    def test_while_all_is_quiet(self, driver: Any, prepared: Engine) -> None:
        with nothing_left():
            step(prepared.follow(driver), lambda: prepared.wait_until_asked("logs"))

    def test_while_it_waits_to_reconnect(self, driver: Any, prepared: Engine) -> None:
        first = Script(EVENTS)
        prepared.answers["events"] = [first, EVENTS + chunk(b"")]
        prepared.answers["logs"] = [following_log(line(1, b"one"))]
        with nothing_left():
            following = prepared.follow(driver)
            assert take(following, 1) == [("web", [entry(1, b"one")])]
            first.end()
            for _ in range(3):
                assert isinstance(next(following)[1], Reconnecting)
            following.close()
            with pytest.raises(StreamClosed):
                next(following)

    def test_after_an_error_in_the_loop(self, driver: Any, prepared: Engine) -> None:
        prepared.answers["logs"] = [following_log(line(1, b"one"))]
        with nothing_left():
            with pytest.raises(RuntimeError, match="mine"), prepared.follow(driver) as following:
                for _ in following:
                    raise RuntimeError("mine")
            del following


class TestBlocking:
    """What only the blocking driver has."""

    def test_close_by_another_thread(self, prepared: Engine) -> None:
        prepared.answers["logs"] = [following_log(line(1, b"one"))]
        with nothing_left():
            following = prepared.follow(dockline)
            next(following)
            with once_blocked(following.close), pytest.raises(StreamClosed):
                next(following)
            del following

    @pytest.mark.parametrize("kind", [*FIRST_REQUESTS, "inspect", "logs", "nothing"])
    def test_ctrl_c(self, prepared: Engine, kind: str) -> None:
        here = threading.get_ident()
        prepared.answers[kind] = [(Peer.hold,)]

        def interrupt() -> None:
            prepared.wait_until_asked("logs" if kind == "nothing" else kind)
            wait_until_blocked(main)
            signal.pthread_kill(here, signal.SIGINT)

        main = threading.current_thread()
        with nothing_left():
            thread = threading.Thread(target=interrupt)
            with pytest.raises(KeyboardInterrupt), prepared.follow(dockline) as following:
                thread.start()
                next(following)
            thread.join()
            del following

    def test_it_goes_on_after_ctrl_c(self, prepared: Engine) -> None:
        """Nothing is lost, and nothing comes twice."""
        live = Script(LOG)
        prepared.answers["logs"] = [live]
        here = threading.get_ident()
        with prepared.follow(dockline) as following:
            for number in range(5):
                with once_blocked(lambda: signal.pthread_kill(here, signal.SIGINT)), pytest.raises(KeyboardInterrupt):
                    next(following)
                live.send(line(number, b"%d" % number))
                assert take(following, 1) == [("web", [entry(number, b"%d" % number)])]

    def test_it_goes_on_after_ctrl_c_in_an_answer(self, prepared: Engine) -> None:
        """The call that was interrupted is made again."""
        here = threading.get_ident()
        half = (head(media=JSON, content_length=100) + b"[", Peer.hold)
        prepared.answers["inspect"] = [half, reply(facts())]
        prepared.answers["logs"] = [following_log(line(1, b"one"))]

        def interrupt() -> None:
            prepared.wait_until_asked("inspect")
            wait_until_blocked(main)
            signal.pthread_kill(here, signal.SIGINT)

        main = threading.current_thread()
        thread = threading.Thread(target=interrupt)
        with prepared.follow(dockline) as following:
            thread.start()
            with pytest.raises(KeyboardInterrupt):
                next(following)
            thread.join()
            assert take(following, 1) == [("web", [entry(1, b"one")])]

    def test_close_while_a_stream_begins(self, prepared: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
        """Another thread closes all streams just before that of a log is added to them."""
        records_of = Merge._records_of
        closed = threading.Event()
        calls = iter(range(9))

        def close_first(merge: Any, view: Any) -> Any:
            if next(calls) == 1:  # after the events
                thread.start()
                assert closed.wait(60)
            return records_of(merge, view)

        def close_slowly() -> None:
            Merge.close(following._merge)
            closed.set()
            wait_until(lambda: not following._pending)

        monkeypatch.setattr(Merge, "_records_of", close_first)
        with nothing_left():
            following = prepared.follow(dockline)
            monkeypatch.setattr(following._merge, "close", close_slowly)
            thread = threading.Thread(target=following.close)
            with pytest.raises(StreamClosed):
                next(following)
            thread.join()

    def test_another_thread_goes_on(self, prepared: Engine) -> None:
        live = Script(LOG)
        prepared.answers["logs"] = [live]
        found: list[Any] = []
        with prepared.follow(dockline) as following:
            live.send(line(1, b"one"))
            found += take(following, 1)
            live.send(line(2, b"two"))
            thread = threading.Thread(target=lambda: found.extend(take(following, 1)))
            thread.start()
            thread.join()
        assert found == [("web", [entry(1, b"one")]), ("web", [entry(2, b"two")])]

    def test_dropped_without_close(self, prepared: Engine) -> None:
        prepared.answers["logs"] = [following_log(line(1, b"one"))]
        with nothing_left():
            following = prepared.follow(dockline)
            next(following)
            del following

    def test_dropped_before_it_began(self, prepared: Engine) -> None:
        with nothing_left():
            following = prepared.follow(dockline)
            del following

    def test_dropped_while_a_head_does_not_come(self, prepared: Engine) -> None:
        prepared.answers["list"] = [reply([row(), row(DB, "db")])]
        prepared.answers[f"logs {WEB}"] = [(Peer.hold,)]
        prepared.answers[f"logs {DB}"] = [following_log(line(1, b"one"))]
        with nothing_left():
            following = prepared.follow(dockline)
            next(following)
            prepared.wait_until_asked(f"logs {WEB}")
            del following
            gc.collect()  # a call that has begun refers to it

    def test_async_with_and_async_for(self, prepared: Engine, run: Any) -> None:
        following = prepared.follow(dockline)

        async def enter() -> None:
            with pytest.raises(TypeError, match="blocking driver: write `with`, or use dockline.aio"):
                async with following:
                    pass

        run(enter())
        assert isinstance(following, Iterable)
        assert not isinstance(following, (AsyncIterable, Awaitable))
        following.close()


class TestAsyncio:
    """What only asyncio has."""

    def test_with_and_for(self, prepared: Engine) -> None:
        following: Any = prepared.follow(aio)
        with pytest.raises(TypeError, match=r"dockline\.aio: write `async with`"), following:
            pass
        with pytest.raises(TypeError, match=r"dockline\.aio: write `async for`"):
            list(following)
        assert isinstance(following, AsyncIterable)
        assert not isinstance(following, (Iterable, Awaitable))
        following.close()

    def test_close_by_another_task(self, prepared: Engine, run: Any) -> None:
        prepared.answers["logs"] = [following_log(line(1, b"one"))]

        async def main() -> None:
            following = prepared.follow(aio)
            assert plain(await following.__anext__()) == ("web", [entry(1, b"one")])
            waiting = asyncio.create_task(following.__anext__())
            await all_wait()
            following.close()
            with pytest.raises(StreamClosed):
                await waiting
            following.close()
            with pytest.raises(StreamClosed):
                await following.__anext__()

        run(main())

    @pytest.mark.parametrize("kind", [*FIRST_REQUESTS, "inspect", "logs"])
    def test_leaving_while_a_head_does_not_come(self, prepared: Engine, run: Any, kind: str) -> None:
        """No task is left."""
        prepared.answers[kind] = [(Peer.hold,)]

        async def main() -> None:
            async with prepared.follow(aio) as following:
                waiting = asyncio.create_task(following.__anext__())
                await loops.comes(lambda: any(asked.startswith(kind) for asked in prepared.asked))
            with pytest.raises(StreamClosed):
                await waiting

        run(main())

    def test_a_cancelled_iteration_leaves_nothing(self, prepared: Engine, run: Any) -> None:
        async def main() -> None:
            async def iterate() -> None:
                async with prepared.follow(aio) as following:
                    async for _ in following:
                        pass

            task = asyncio.create_task(iterate())
            await loops.comes(lambda: f"logs {WEB}" in prepared.asked)
            await all_wait()
            task.cancel()
            with pytest.raises(asyncio.CancelledError):
                await task

        run(main())

    @pytest.mark.parametrize("seed", range(4))
    def test_cancelled_again_and_again(self, prepared: Engine, run: Any, seed: int) -> None:
        """The next call goes on. Nothing is lost, and nothing comes twice."""
        dice = Random(seed)
        expected = [entry(number, b"%d" % number) for number in range(50)]
        events, live = Script(EVENTS), Script(LOG)
        prepared.answers["events"] = [events]
        prepared.answers["logs"] = [live]

        async def main() -> list[Any]:
            found: list[Any] = []
            sent = 0
            async with prepared.follow(aio) as following:
                while len(found) < len(expected):
                    task = asyncio.create_task(following.__anext__())
                    for _ in range(dice.randrange(6)):
                        await asyncio.sleep(0)
                    if sent < len(expected) and dice.random() < 0.5:
                        live.send(line(sent, b"%d" % sent))
                        sent += 1
                        if dice.random() < 0.5:
                            await asyncio.sleep(0.002)
                    task.cancel()
                    with contextlib.suppress(asyncio.CancelledError):
                        found += (await task)[1]
            return found

        assert run(main()) == expected

    def test_two_tasks_at_once(self, prepared: Engine, run: Any) -> None:
        async def main() -> None:
            async with prepared.follow(aio) as following:
                first = asyncio.create_task(following.__anext__())
                await loops.comes(lambda: f"logs {WEB}" in prepared.asked)
                await all_wait()
                with pytest.raises(RuntimeError, match="another task iterates"):
                    await following.__anext__()
                first.cancel()
                with pytest.raises(asyncio.CancelledError):
                    await first

        run(main())

    def test_dropped_without_close(self, prepared: Engine, run: Any) -> None:
        prepared.answers["logs"] = [following_log(line(1, b"one"))]

        async def main() -> None:
            following = prepared.follow(aio)
            await following.__anext__()
            before = len(prepared.server.peers)
            del following
            gc.collect()
            # The engine sees the ends of its connections.
            await loops.comes(lambda: sum(peer.ended.is_set() for peer in prepared.server.peers[:before]) >= 2)

        run(main())

    def test_other_tasks_run_while_data_is_at_hand(self, prepared: Engine, run: Any) -> None:
        many = b"".join(line(1, b"x" * 50) for _ in range(2000))
        prepared.answers["logs"] = [(LOG, *[chunk(many)] * 20, Peer.hold)]

        async def main() -> None:
            turns = 0

            async def count() -> None:
                nonlocal turns
                while True:
                    turns += 1
                    await asyncio.sleep(0)

            other = asyncio.create_task(count())
            got = 0
            async with prepared.follow(aio) as following:
                async for _, batch in following:
                    got += len(batch)
                    if got == 40_000:
                        break
            assert turns > 5
            other.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await other

        run(main())


def test_the_error_base(driver: Any, prepared: Engine) -> None:
    """All that is raised is a DocklineError."""
    prepared.answers["list"] = [reply(b"<html>", 502, "text/html")]
    with prepared.follow(driver) as following, pytest.raises(DocklineError):
        next(following)
