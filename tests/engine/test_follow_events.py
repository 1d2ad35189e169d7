"""`follow_events` on real engines."""

from __future__ import annotations

import json
import threading
from random import Random

import pytest
from support.cutting_proxy import CuttingProxy

from dockline.errors import ConnectError, InvalidParameter, StreamClosed
from dockline.notices import Gap, Notice, Reconnecting

LIFE = {"docker": ["create", "start", "die", "destroy"], "podman": ["create", "init", "start", "died", "remove"]}


def live(engine, name: str) -> None:
    """Makes a container live through its whole life."""
    engine.request("POST", f"/containers/create?name={name}", {"Image": engine.image, "Cmd": ["true"]})
    engine.request("POST", f"/containers/{name}/start")
    engine.request("POST", f"/containers/{name}/wait")
    engine.request("DELETE", f"/containers/{name}?force=true")


@pytest.fixture
def follow(engine, name: str):
    """Follows the life of containers with this name."""

    def begin(**options: object):
        filters = {"type": "container", "container": [name], "event": LIFE[engine.name]}
        return engine.dockline.follow_events(engine=engine.name, conn=engine.conn, filters=filters, **options)

    return begin


def lives(following, engine, count: int) -> list:
    """Takes the events of so many lives. Notices count as they are."""
    taken: list = []
    while sum(isinstance(event, dict) for event in taken) < count * len(LIFE[engine.name]):
        taken.append(next(following))
    return [event if isinstance(event, Notice) else event["Action"] for event in taken]


def test_the_life_of_a_container(engine, follow, name: str) -> None:
    with follow() as following:
        live(engine, name)
        assert lives(following, engine, 1) == LIFE[engine.name]


def test_going_on_by_a_cursor(engine, follow, name: str) -> None:
    """What happens meanwhile comes once. What was given does not come again."""
    with follow() as following:
        live(engine, name)
        first = lives(following, engine, 1)
        cursor = json.loads(json.dumps(following.cursor()))
    live(engine, name)
    with follow(cursor=cursor) as following:
        live(engine, name)
        again = lives(following, engine, 2)
    assert (first, again) == (LIFE[engine.name], LIFE[engine.name] * 2)


def test_a_cursor_in_the_middle(engine, follow, name: str) -> None:
    live_events = LIFE[engine.name]
    with follow() as following:
        live(engine, name)
        for at in range(len(live_events)):
            assert next(following)["Action"] == live_events[at]
            with follow(cursor=following.cursor()) as other:
                assert [next(other)["Action"] for _ in live_events[at + 1 :]] == live_events[at + 1 :]


@pytest.mark.engine("docker")
def test_more_events_than_the_engine_keeps(engine, follow, container, name: str) -> None:
    this = container("sleep", "1000")
    filters = {"type": "container", "container": [this], "event": ["rename"]}

    def begin(**options: object):
        return engine.dockline.follow_events(engine=engine.name, conn=engine.conn, filters=filters, **options)

    def rename(count: int) -> None:
        for _ in range(count):
            engine.request("POST", f"/containers/{this}/rename?name={name}-x")
            engine.request("POST", f"/containers/{name}-x/rename?name={this}")

    with begin() as following:
        rename(1)
        next(following)
        cursor = following.cursor()
    rename(150)
    with begin(cursor=cursor) as following:
        gap = next(following)
        assert isinstance(gap, Gap)
        assert "the engine does not have the last event any more" in gap.reason
        assert isinstance(next(following), dict)


def test_close_ends_a_wait(engine, follow) -> None:
    following = follow()
    timer = threading.Timer(0.2, following.close)
    timer.start()
    with pytest.raises(StreamClosed, match="this following was closed"):
        next(following)
    timer.join()
    with pytest.raises(StreamClosed):
        next(following)


def test_a_cursor_of_another_engine(engine, follow) -> None:
    other = {"docker": "podman", "podman": "docker"}[engine.name]
    with pytest.raises(InvalidParameter, match=f"the cursor is of the engine '{other}'"):
        follow(cursor={"version": 1, "engine": other, "engine_id": None, "since": 0, "events": []})


def test_nobody_there(engine) -> None:
    with pytest.raises(ConnectError, match="can't connect"):
        engine.dockline.follow_events(engine=engine.name, conn={"uri": "unix:///nowhere/engine.sock"})


def test_reconnecting(engine, follow, name: str, tmp_path) -> None:
    """Where the connection is cut, the events of the meantime come."""
    filters = {"type": "container", "container": [name], "event": LIFE[engine.name]}
    with CuttingProxy(tmp_path, engine.uri.removeprefix("unix://"), Random(1)) as proxy:
        following = engine.dockline.follow_events(engine=engine.name, conn={"uri": proxy.uri}, filters=filters)
        with following:
            live(engine, name)
            first = lives(following, engine, 1)
            proxy.cut_all()
            live(engine, name)
            second = [event for event in lives(following, engine, 1) if not isinstance(event, Reconnecting)]
    assert (first, second) == (LIFE[engine.name], LIFE[engine.name])
