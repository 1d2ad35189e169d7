"""Decisions of the core that only a certain order of answers shows."""

from __future__ import annotations

import json
import math
from random import Random

from dockline.errors import NotFound
from dockline.following.actions import Connect, Inspect, List, Open
from dockline.following.answers import Facts, Row
from dockline.following.follower import Follower
from dockline.notices import Ended

from .scripted import DB, event


def connecting(**options: float) -> tuple[Follower, int]:
    """A follower whose first list is asked for. Returns it with the number of the connection."""
    core = Follower(is_podman=False, random=Random(1), **options)  # type: ignore[arg-type]
    (connect,) = core.take_actions(100.0)
    assert isinstance(connect, Connect)
    core.connected(connect.number, "engine", 100.0)
    assert core.take_actions(100.0) == [List(connect.number, None)]
    return core, connect.number


def test_events_that_come_before_the_first_list() -> None:
    """The engine may have made the list before: what the events tell of is listed again."""
    core, number = connecting()
    core.told(number, [json.loads(event("start", DB))], 100.1)
    core.listed(number, [], ids=None, engine_time=0, sent=100.0, now=100.2)
    assert core.next_time(100.2) < 101
    assert core.take_actions(101.0) == [List(number, (DB,))]


def test_the_end_comes_before_the_first_list() -> None:
    """A list that is asked for after the end tells that there is nothing more."""
    core, number = connecting(ends_at=100.1)
    assert core.next_time(100.0) == 100.1
    assert core.take_actions(100.1) == []
    core.listed(number, [], ids=None, engine_time=0, sent=100.0, now=100.2)
    assert not core.is_finished
    assert core.next_time(100.2) < 101
    assert core.take_actions(101.0) == [List(number, None)]
    core.listed(number, [], ids=None, engine_time=0, sent=101.0, now=101.1)
    assert core.is_finished
    assert core.next_time(101.1) < math.inf


def test_removed_while_the_last_of_its_log_is_read() -> None:
    """A container had ended before it was known. It is removed before its log is read to the end."""
    core, number = connecting()
    row = Row(DB, "db", "busybox", {}, False, True, None)
    core.listed(number, [row], ids=None, engine_time=0, sent=100.0, now=100.1)
    (inspect,) = core.take_actions(100.1)
    assert isinstance(inspect, Inspect)
    core.inspected(inspect.log, Facts(False, True, None, "2026-01-05T11:00:00Z", 4, "json-file", True), 0, 100.2)
    (finish,) = core.take_actions(100.2)
    assert isinstance(finish, Open)
    core.arrived(finish.view, [(1, 1, b"hello")], 100.3)
    core.told(number, [json.loads(event("destroy", DB))], 100.4)
    core.ended(finish.view, None, 100.5)
    (again,) = core.take_actions(100.5)
    assert isinstance(again, Inspect)
    core.not_inspected(again.log, NotFound(404, "gone", {}, {}), 100.6)
    told = [core.take_output()[1] for _ in range(len(core.outputs))]
    assert told == [[(1, 1, b"hello")], Ended(4)]
