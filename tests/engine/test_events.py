"""Events: those of the past, and those that happen while the test reads them."""

from __future__ import annotations

import threading
from datetime import datetime, timedelta, timezone

import pytest
from support.aio_facade import wait_until_waits
from support.waiting import PATIENCE, wait_until

from dockline.errors import APIError, InvalidParameter, StreamClosed

ACTIONS = ["create", "start", "die", "died", "destroy", "remove"]


@pytest.fixture
def events(category):
    return category("events", conn={"read_timeout": PATIENCE})


def now() -> datetime:
    return datetime.now(timezone.utc)


def actions(documents: list[dict]) -> list[str]:
    """Returns the actions by Docker's names. Podman's own API says `died` for `die`, and `remove` for `destroy`."""
    return [{"died": "die", "remove": "destroy"}.get(event["Action"], event["Action"]) for event in documents]


def live(engine, name: str) -> None:
    """Makes a container live through its whole life."""
    engine.request("POST", f"/containers/create?name={name}", {"Image": engine.image, "Cmd": ["true"]})
    engine.request("POST", f"/containers/{name}/start")
    engine.request("POST", f"/containers/{name}/wait")
    engine.request("DELETE", f"/containers/{name}?force=true")


def named(event: dict) -> str | None:
    return event["Actor"]["Attributes"].get("name")


def of(name: str) -> dict[str, list[str]]:
    return {"container": [name], "event": ACTIONS}


@pytest.mark.every_endpoint
def test_history(api, events, name):
    """As data, the events are a list. The times are datetimes with fractions."""
    since = now()
    live(api.engine, name)

    def ask(name: str):
        if api.name == "docker":
            span = {"until": now()}
        elif api.name == "podman-compat":
            # Podman 4 gives no events of a span that is over.
            span = {"until": now() + timedelta(seconds=1.5)}
        else:
            span = {"stream": False}
        history = events("SystemEvents", filters=of(name), since=since, **span)
        assert isinstance(history, list)
        return history

    # A busy Podman 4 may not have begun before the span was over.
    history = wait_until(lambda: ask(name)) if api.name == "podman-compat" else ask(name)
    assert actions(history) == ["create", "start", "die", "destroy"]
    assert all(named(event) == name for event in history)
    times = [event["timeNano"] for event in history]
    assert times == sorted(times)
    assert times[0] >= since.timestamp() * 1e9 - 1e6
    assert ask(f"{name}-not") == []


@pytest.mark.engine("docker")
def test_since_is_exact(engine, native, name):
    """A `since` is exact to the microsecond. The event of that moment comes, the one before it does not."""
    since = now()
    live(engine, name)
    events = native("events")
    span = {"since": since, "until": now(), "filters": of(name)}
    create, start, *_ = events("SystemEvents", **span)
    assert actions([create, start]) == ["create", "start"]
    later = datetime(1970, 1, 1, tzinfo=timezone.utc) + timedelta(microseconds=start["timeNano"] // 1000)
    assert actions(events("SystemEvents", **{**span, "since": later})) == ["start", "die", "destroy"]
    nanoseconds = f"{start['timeNano'] // 10**9}.{start['timeNano'] % 10**9 + 1:09d}"
    assert actions(events("SystemEvents", **{**span, "since": nanoseconds})) == ["die", "destroy"]


@pytest.mark.every_endpoint
def test_live(api, events, name):
    """Each event arrives before the next action."""
    request = api.engine.request
    with events("SystemEvents", as_="stream", since=now(), filters=of(name)) as stream:
        assert stream.headers["content-type"] == "application/json"
        documents = stream.documents()
        request("POST", f"/containers/create?name={name}", {"Image": api.engine.image, "Cmd": ["sleep", "60"]})
        assert actions([next(documents)]) == ["create"]
        request("POST", f"/containers/{name}/start")
        started = next(documents)
        assert actions([started]) == ["start"]
        assert named(started) == name
        request("POST", f"/containers/{name}/kill")
        assert actions([next(documents)]) == ["die"]
        request("DELETE", f"/containers/{name}?force=true")
        assert actions([next(documents)]) == ["destroy"]


def test_batches_in_a_thread(api, events, name):
    """A batch holds the events that arrived together. It is never empty, and does not wait to become full."""
    batches: list[list[dict]] = []
    is_open = threading.Event()

    def follow() -> None:
        with events("SystemEvents", as_="stream", since=now(), filters=of(name)) as stream:
            is_open.set()
            for batch in stream.documents().batches():
                batches.append(batch)
                if "destroy" in actions(batch):
                    return

    thread = threading.Thread(target=follow)
    thread.start()
    assert is_open.wait(PATIENCE)
    live(api.engine, name)
    thread.join(PATIENCE)
    assert not thread.is_alive()
    assert all(batches)
    assert actions([event for batch in batches for event in batch]) == ["create", "start", "die", "destroy"]


def test_filter_by_event(api, events, name):
    filters = {"container": [name], "event": ["start"], "type": ["container"]}
    with events("SystemEvents", as_="stream", since=now(), filters=filters) as stream:
        live(api.engine, name)
        live(api.engine, f"other-{name}")  # Docker would also take the beginning of a name
        live(api.engine, name)
        documents = stream.documents()
        found = [next(documents) for _ in range(2)]
    assert actions(found) == ["start", "start"]
    assert {named(event) for event in found} == {name}


def test_close_ends_a_reader_that_waits(events, name):
    """No event happens. Another thread closes the stream."""
    stream = events("SystemEvents", as_="stream", filters=of(name))
    ended: list[BaseException] = []

    def read() -> None:
        try:
            next(stream.documents())
        except BaseException as error:
            ended.append(error)

    thread = threading.Thread(target=read)
    thread.start()
    wait_until_waits(stream, thread)
    stream.close()
    thread.join(PATIENCE)
    assert not thread.is_alive()
    assert [type(error) for error in ended] == [StreamClosed]


def test_volumes(events, category, name):
    """Events of other objects than containers. Podman 4 compares its filter `volume` with an empty identifier."""
    volumes = category("volumes")
    with events("SystemEvents", as_="stream", since=now(), filters={"type": ["volume"]}) as stream:
        ours = (event for event in stream.documents() if name in (event["Actor"]["ID"], named(event)))
        volumes("VolumeCreate", data={"Name": name})
        event = next(ours)
        assert (event["Type"], event["Action"]) == ("volume", "create")
        volumes("VolumeDelete", name=name)
        assert actions([next(ours)]) == ["destroy"]


@pytest.mark.engine("docker")
def test_time_that_is_none(native):
    with pytest.raises(InvalidParameter, match="'since' is not a time: write"):
        native("events")("SystemEvents", since="yesterday")


@pytest.mark.engine("podman")
def test_error_document(engine):
    """Podman 4 answers 200, and then reports an unknown filter in a document. Podman 5 reports it by the status."""
    events = engine.client("libpod/events")
    operation = {"op": "SystemEventsLibpod", "params": {"stream": False, "filters": {"dockline": ["x"]}}}
    answer = events.invoke(operation)
    status, document = (500, answer) if engine.fits("podman>=5") else (200, *answer)
    assert document["response"] == 500
    with pytest.raises(APIError, match="dockline is an invalid filter") as raised:
        events.invoke({**operation, "throw_exceptions": True})
    assert (raised.value.status, raised.value.body) == (status, answer)
