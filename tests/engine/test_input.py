"""The caller's values as they reach the engine: listed names, filters, moments to the nanosecond."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest
from support.waiting import wait_until

import dockline
from dockline import UnixNanoseconds

EPOCH = datetime(1970, 1, 1, tzinfo=timezone.utc)


def count(stamp: str) -> int:
    """Returns the timestamp of a line in nanoseconds since 1970."""
    whole, _, fraction = stamp[:-1].partition(".") if stamp.endswith("Z") else (stamp[:19], "", stamp[20:29])
    zone = "+00:00" if stamp.endswith("Z") else stamp[-6:]
    since_1970 = datetime.fromisoformat(whole + zone) - EPOCH
    return since_1970 // timedelta(seconds=1) * 10**9 + int(fraction.ljust(9, "0"))


# --- Names -----------------------------------------------------------------------------------------------------------


def test_a_container_by_its_name_as_listed(api, containers, container, name):
    container("echo", "hello")
    containers("ContainerWait", f"/{name}")
    assert containers("ContainerInspect", f"/{name}")["Name"].removeprefix("/") == name
    assert containers("ContainerLogs", f"/{name}", stdout=True) == b"hello\n"
    if api.engine.name == "docker":
        containers("ContainerRename", f"/{name}", name=f"/{name}-2")
    else:
        containers("ContainerRename", **{"path.name": f"/{name}", "query.name": f"/{name}-2"})
    containers("ContainerDelete", f"/{name}-2")
    assert containers("ContainerList", all=True, filters={"name": name}) == []


def test_a_name_of_a_parameter_in_a_body_has_no_effect(engine, name):
    """The engine would ignore it. So dockline refuses it before it sends anything."""
    body = {"Name": name, "name": name, "Image": engine.image, "Cmd": ["true"]}
    created = engine.request("POST", "/containers/create", body)
    try:
        assert name not in engine.request("GET", f"/containers/{created['Id']}/json")["Name"]
    finally:
        engine.request("DELETE", f"/containers/{created['Id']}")
    with pytest.raises(dockline.errors.InvalidParameter, match="'name' as a parameter"):
        engine.client("containers").invoke("ContainerCreate", data=body)


# --- Filters ---------------------------------------------------------------------------------------------------------


def test_filters_in_every_shape(containers, ran, name):
    ran("sh", "-c", "exit 3", Labels={"of": name, "a": "b"})

    def found(filters) -> bool:
        return bool(containers("ContainerList", all=True, filters=filters))

    assert found({"name": name})
    # Docker's list may show an exit a moment after `wait` has answered.
    wait_until(lambda: found({"name": [name], "exited": 3}), 0.05)
    assert found({"label": {f"of={name}": True}})
    assert found({"label": {f"of={name}": True, "a=b": True}, "exited": [3]})
    assert found({"name": (name,), "status": None})
    assert found(f'{{"name": ["{name}"]}}')
    assert not found({"name": name, "exited": 4})
    assert not found({"label": {f"of={name}": True, "a=c": True}})


def test_filters_of_booleans(category, engine):
    images = category("images")
    ids = {image["Id"] for image in images("ImageList")}
    dangling = {image["Id"] for image in images("ImageList", filters={"dangling": True})}
    others = {image["Id"] for image in images("ImageList", filters={"dangling": [False]})}
    assert others == ids - dangling
    assert others


# --- Moments ---------------------------------------------------------------------------------------------------------


@pytest.fixture
def stamped(logs, shared):
    """Reads the lines of a log with these parameters, as `(nanoseconds, line)`."""
    target = shared("sh", "-c", "for line in 1 2 3 4 5 6 7 8; do echo $line; sleep 0.3; done")

    def read(**params) -> list[tuple[str, bytes]]:
        lines = [line.split(b" ") for line in logs(target, timestamps=True, **params).lines()]
        return [(stamp.decode(), line) for stamp, line in lines]

    return read


def test_since_a_lines_own_stamp(api, stamped):
    """Docker gives that line again, Podman only later ones. Podman 4 shows whole seconds, and compares nanoseconds."""
    every = stamped()
    for stamp, _ in every[1:-1]:
        at = count(stamp)
        again = api.engine.name == "docker" or at % 10**9 == 0
        later = [each for each in every if count(each[0]) > at or (again and each[0] == stamp)]
        assert stamped(since=stamp) == later
        assert stamped(since=UnixNanoseconds(at)) == later
        assert stamped(since=f"{at // 10**9}.{at % 10**9:09d}") == later
        assert stamped(since=UnixNanoseconds(at - 1))[0] == next(each for each in every if count(each[0]) >= at)


def test_until_a_lines_own_stamp(api, stamped):
    """Docker gives that line too, Podman only earlier ones."""
    every = stamped()
    for stamp, _ in every[1:-1]:
        at = count(stamp)
        earlier = [each for each in every if count(each[0]) < at or (api.engine.name == "docker" and each[0] == stamp)]
        assert stamped(until=stamp) == earlier
        assert stamped(until=UnixNanoseconds(at)) == earlier
        assert stamped(until=f"{at // 10**9}.{at % 10**9:09d}") == earlier


def test_since_a_datetime(stamped):
    every = stamped()
    stamp, _ = every[4]
    moment = EPOCH + timedelta(microseconds=count(stamp) // 1000)
    expected = [each for each in every if count(each[0]) >= count(stamp) // 1000 * 1000]
    assert stamped(since=moment - timedelta(microseconds=1)) == expected
    assert stamped(since=(moment - timedelta(microseconds=1)).astimezone().replace(tzinfo=None)) == expected
    assert stamped(since=moment.astimezone(timezone(timedelta(hours=-3))) + timedelta(days=1)) == []


def test_since_a_duration(stamped):
    every = stamped()
    assert stamped(since="10h") == every
    assert stamped(since="1h30m0.5s") == every
    assert stamped(since="1ns") == []


def test_since_whole_seconds(stamped):
    every = stamped()
    second = count(every[4][0]) // 10**9
    expected = [each for each in every if count(each[0]) >= second * 10**9]
    assert stamped(since=second) == stamped(since=str(second)) == expected


def test_events_since_one_of_them(api, category, name):
    """Docker gives that event again, Podman only later ones. Podman 4 gives no events of a span that is over."""
    engine, events = api.engine, category("events")
    began = datetime.now(timezone.utc)
    engine.request("POST", f"/containers/create?name={name}", {"Image": engine.image, "Cmd": ["true"]})
    engine.request("POST", f"/containers/{name}/start")
    engine.request("POST", f"/containers/{name}/wait")

    def ask(since) -> list[int]:
        end = {"stream": False} if api.libpod else {"until": datetime.now(timezone.utc) + timedelta(seconds=1.5)}
        listed = events("SystemEvents", since=since, filters={"container": name, "event": ["create", "start"]}, **end)
        return [event["timeNano"] for event in listed]

    def found(since) -> list[int]:
        # A busy Podman 4 may not have begun before the span was over.
        return ask(since) if engine.name == "docker" or api.libpod else wait_until(lambda: ask(since))

    both = found(began)
    assert len(both) == 2
    create, start = both
    assert found(UnixNanoseconds(create)) == (both if engine.name == "docker" else [start])
    assert found(UnixNanoseconds(create - 1)) == both
    assert found(UnixNanoseconds(create + 1)) == [start]
    assert found("10m") == both
