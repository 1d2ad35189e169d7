"""Histories of events: each is given once, in order, or a Gap tells."""

from __future__ import annotations

import json
from collections import deque
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dockline.errors import APIError, ConnectError, InvalidParameter, ProtocolError
from dockline.following.event_follower import MAX_KEPT, MAX_WAITING, EventFollower
from dockline.notices import Gap, Reconnecting

SECOND = 10**9
START = 1_767_225_600 * SECOND


class Engine:
    """Keeps the last events, in the order of their publication. Docker's restart forgets them."""

    def __init__(self, random: Random, *, keeps: bool) -> None:
        self.random = random
        self.keeps = keeps
        self.now = 0.0
        self.memory: deque[dict[str, Any]] = deque(maxlen=None if keeps else 256)
        self.published: list[dict[str, Any]] = []

    @property
    def time(self) -> int:
        return START + int(self.now * SECOND)

    def publish(self) -> None:
        number = len(self.published)
        crossing = self.random.randrange(100_000)
        # Some events are equal but for their number, which the follower does not look at. Which of them an engine has
        # forgotten, nobody can tell.
        id_ = "same" if self.keeps and self.random.random() < 0.3 else f"{number}"
        time = self.time if id_ == "same" else self.time - crossing
        event = {"Type": "container", "Action": "start", "Actor": {"ID": id_}, "timeNano": time, "number": number}
        self.published.append(event)
        self.memory.append(event)


class Driver:
    def __init__(self, engine: Engine, cursor: Any) -> None:
        self.engine = engine
        self.core = EventFollower("docker", keeps_events=engine.keeps, random=Random(1), cursor=cursor)
        self.at: int | None = None  # in `published`, of what the stream has not given yet
        self.replay: deque[dict[str, Any]] = deque()

    def connect(self) -> None:
        since = self.core.since
        self.replay = deque(event for event in self.engine.memory if since and event["timeNano"] >= since)
        self.at = len(self.engine.published)
        self.core.opened("engine", self.engine.time, self.engine.now)

    def read(self, count: int) -> None:
        if self.at is None:
            return
        batch = [self.replay.popleft() for _ in range(min(count, len(self.replay)))]
        if not batch:
            batch = self.engine.published[self.at : self.at + count]
            self.at += len(batch)
        if batch:
            self.core.arrived(batch, self.engine.now)

    def cut(self) -> None:
        if self.at is not None:
            self.at = None
            self.core.ended(ConnectError("cut"), self.engine.now)


def play(seed: int, *, keeps: bool) -> None:
    random = Random(seed)
    engine = Engine(random, keeps=keeps)
    driver = Driver(engine, None)
    driver.connect()
    got: list[Any] = []
    stored: tuple[int, Any] = (0, driver.core.cursor())

    def take(count: int) -> None:
        nonlocal stored
        for _ in range(count):
            output = driver.core.take()
            if output is None:
                return
            got.append(output)
            if random.random() < 0.5:
                stored = len(got), json.loads(json.dumps(driver.core.cursor()))

    for _ in range(80):
        what = random.random()
        engine.now += random.choice((0.0, 0.001, 0.3, 2.0))
        if what < 0.4:
            for _ in range(random.choice((1, 1, 3, 10, 300))):
                engine.publish()
                engine.now += random.choice((0.0, 0.0001))
        elif what < 0.65:
            driver.read(random.choice((1, 5, 1000)))
        elif what < 0.85:
            take(random.choice((1, 5, 1000)))
        elif what < 0.90:
            driver.cut()
        elif what < 0.93:
            driver.cut()
            if not keeps:
                engine.memory.clear()
        elif what < 0.96 and stored[1]["since"]:
            del got[stored[0] :]
            driver = Driver(engine, stored[1])
        if driver.at is None and random.random() < 0.7:
            driver.connect()
    if driver.at is None:
        driver.connect()
    engine.publish()  # it shows whether any is missing
    for _ in range(100):
        driver.read(1000)
        take(1000)
    numbers = [output if isinstance(output, Gap) else output["number"] for output in got if not
               isinstance(output, Reconnecting)]  # fmt: skip
    at = 0
    may_skip = False
    for number in numbers:
        if isinstance(number, Gap):
            may_skip = True
            continue
        assert number == at or (may_skip and number > at) or is_equal(engine, number, at), (number, at, numbers)
        at = number + 1
        may_skip = False
    assert at == len(engine.published)


def is_equal(engine: Engine, number: int, at: int) -> bool:
    """Whether two events can't be told apart."""
    keys = ("timeNano", "Actor")
    return number < len(engine.published) and all(
        engine.published[number][key] == engine.published[at][key] for key in keys
    )


@settings(max_examples=20, deadline=None, derandomize=True)
@given(seed=st.integers(0, 1 << 40))
@pytest.mark.parametrize("keeps", [False, True], ids=["docker", "podman"])
def test_every_event_comes_once(keeps: bool, seed: int) -> None:
    play(seed, keeps=keeps)


def event(number: int) -> dict[str, Any]:
    return {"Type": "container", "Action": "start", "Actor": {"ID": f"{number}"}, "timeNano": START + number}


def opened() -> EventFollower:
    core = EventFollower("docker", keeps_events=False, random=Random(1))
    core.opened("engine", START, 0)
    return core


def test_a_slow_caller_gets_a_gap() -> None:
    core = opened()
    core.arrived([event(number) for number in range(MAX_WAITING + 5)], 0)
    assert [core.take() for _ in range(MAX_WAITING)] == [event(number) for number in range(MAX_WAITING)]
    cursor = core.cursor()
    gap = core.take()
    assert isinstance(gap, Gap)
    assert "5 events" in gap.reason
    core.arrived([event(MAX_WAITING + 5)], 0)
    assert core.take() == event(MAX_WAITING + 5)
    assert core.take() is None
    # One who stopped before the gap learns of it from the engine.
    again = EventFollower("docker", keeps_events=False, random=Random(1), cursor=cursor)
    assert again.since < START + MAX_WAITING


def test_another_engine_is_a_gap() -> None:
    core = opened()
    core.arrived([event(0)], 0)
    core.ended(None, 0)
    core.opened("other", START + SECOND, 1)
    core.arrived([event(5)], 1)
    kinds = [core.take() for _ in range(4)]
    assert kinds[0] == event(0)
    assert isinstance(kinds[1], Reconnecting)
    assert kinds[2] == Gap("this is another engine", START)
    assert kinds[3] == event(5)


def test_a_cursor_is_bounded() -> None:
    core = opened()
    core.arrived([event(number) for number in range(9000)], 0)
    while core.take():
        pass
    assert len(core.cursor()["events"]) == MAX_KEPT
    core.arrived([{**event(0), "timeNano": START + 3 * SECOND}], 0)
    core.take()
    assert len(core.cursor()["events"]) == 1


@pytest.mark.parametrize("error", [APIError(401, "who", None, {}), APIError(403, "no", None, {}), ValueError("bug")])
def test_what_can_t_be_mended_is_raised(error: Exception) -> None:
    core = opened()
    core.ended(error, 0)
    assert core.error is error


def test_the_first_connection_raises() -> None:
    core = EventFollower("docker", keeps_events=False, random=Random(1))
    error = ConnectError("nobody there")
    core.ended(error, 0)
    assert core.error is error


def test_what_is_no_event() -> None:
    with pytest.raises(ProtocolError, match="not a JSON object"):
        opened().arrived([5], 0)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda cursor: 5, "this is no cursor"),
        (lambda cursor: {"version": 1, "engine": "docker", "containers": {}}, "this is no cursor"),
        (lambda cursor: {**cursor, "version": 2}, "version 2, and this dockline reads version 1"),
        (lambda cursor: {**cursor, "engine": "podman"}, "of the engine 'podman', not of 'docker'"),
        (lambda cursor: {**cursor, "since": "1"}, "broken"),
        (lambda cursor: {**cursor, "since": -1}, "broken"),
        (lambda cursor: {**cursor, "engine_id": 5}, "broken"),
        (lambda cursor: {**cursor, "events": [[1]]}, "broken"),
        (lambda cursor: {**cursor, "events": [[1, 2**64]]}, "broken"),
        (lambda cursor: {**cursor, "events": [[1, 2]] * 4097}, "broken"),
        (lambda cursor: {**cursor, "events": None}, "broken"),
    ],
)
def test_bad_cursors(change: Any, message: str) -> None:
    core = opened()
    core.arrived([event(0)], 0)
    core.take()
    with pytest.raises(InvalidParameter, match=message):
        EventFollower("docker", keeps_events=False, random=Random(1), cursor=change(core.cursor()))
