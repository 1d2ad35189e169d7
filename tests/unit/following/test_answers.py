"""Lists and inspections as the engines answer them. Another form is a ProtocolError, and never another exception."""

from __future__ import annotations

import copy
import json
from datetime import datetime, timezone
from email.utils import format_datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dockline.errors import ProtocolError
from dockline.exchange.response import Headers
from dockline.following.answers import Facts, Row, read_facts, read_rows
from dockline.following.engine import engine_time
from dockline.following.position import SECOND

ID = "0123456789abcdef" * 4
NOON = 1767614400 * SECOND

DOCKER_ROW = {
    "Id": ID,
    "Names": ["/web"],
    "Image": "busybox:latest",
    "ImageID": "sha256:1",
    "Command": "sh",
    "Created": 1767614400,
    "Ports": [],
    "Labels": {"app": "web"},
    "State": "running",
    "Status": "Up 5 minutes",
    "HostConfig": {"NetworkMode": "default"},
    "NetworkSettings": {},
    "Mounts": [],
}
PODMAN_ROW = {
    "AutoRemove": False,
    "Command": ["sh"],
    "Created": "2026-01-05T12:00:00Z",
    "ExitCode": 0,
    "Exited": False,
    "Id": ID,
    "Image": "docker.io/library/busybox:latest",
    "Labels": None,
    "Names": ["web"],
    "Pid": 4711,
    "State": "running",
}
DOCKER_ANSWER = {
    "Id": ID,
    "State": {
        "Status": "running",
        "Running": True,
        "Paused": False,
        "Restarting": False,
        "OOMKilled": False,
        "Dead": False,
        "Pid": 4711,
        "ExitCode": 0,
        "Error": "",
        "StartedAt": "2026-01-05T12:00:00.123456789Z",
        "FinishedAt": "0001-01-01T00:00:00Z",
    },
    "Name": "/web",
    "HostConfig": {"LogConfig": {"Type": "json-file", "Config": {}}},
    "Config": {"Tty": False},
}
PODMAN_ANSWER = {
    "Id": ID,
    "State": {
        "OciVersion": "1.0.2",
        "Status": "running",
        "Running": True,
        "Paused": False,
        "Restarting": False,
        "Dead": False,
        "Pid": 4711,
        "ConmonPid": 4709,
        "ExitCode": 0,
        "StartedAt": "2026-01-05T12:00:00.123456789+02:00",
    },
    "HostConfig": {"LogConfig": {"Type": "k8s-file", "Path": "/x", "Size": "0B"}},
}


def changed(value: dict[str, Any], *path: str, to: Any) -> dict[str, Any]:
    made = copy.deepcopy(value)
    *way, last = path
    place = made
    for key in way:
        place = place[key]
    place[last] = to
    return made


class TestRows:
    def test_docker(self) -> None:
        assert read_rows([DOCKER_ROW]) == [Row(ID, "web", "busybox:latest", {"app": "web"}, True, True, None)]

    def test_podman(self) -> None:
        assert read_rows([PODMAN_ROW]) == [
            Row(ID, "web", "docker.io/library/busybox:latest", {}, alive=True, has_run=True, run=4711)
        ]

    @pytest.mark.parametrize(
        ("state", "alive", "has_run"),
        [
            ("running", True, True),
            ("paused", True, True),
            ("stopping", True, True),
            ("created", False, False),
            ("configured", False, False),
            ("initialized", False, False),
            ("exited", False, True),
            ("stopped", False, True),
            ("dead", False, True),
            ("restarting", False, True),
            ("removing", False, True),
            ("unknown", False, True),
            ("a new one", False, True),
        ],
    )
    def test_states(self, state: str, alive: bool, has_run: bool) -> None:
        for row in (DOCKER_ROW, PODMAN_ROW):
            (read,) = read_rows([{**row, "State": state}])
            assert (read.alive, read.has_run) == (alive, has_run)

    @pytest.mark.parametrize(
        ("names", "name"),
        [
            (["/web"], "web"),
            (["web"], "web"),
            (["/other/alias", "/web"], "web"),
            (["/web", "/other/alias", "/third/alias"], "web"),
            ([], ""),
            (None, ""),
        ],
    )
    def test_names(self, names: Any, name: str) -> None:
        assert read_rows([{**DOCKER_ROW, "Names": names}])[0].name == name

    def test_a_container_that_does_not_run_has_no_run(self) -> None:
        assert read_rows([{**PODMAN_ROW, "Pid": 0, "State": "exited"}])[0].run is None

    @pytest.mark.parametrize("answer", [None, 5, {"message": "x"}, "text", [5], [None], [[]], ["text"], [{}], True])
    def test_no_list(self, answer: Any) -> None:
        with pytest.raises(ProtocolError, match="list of containers"):
            read_rows(answer)

    @pytest.mark.parametrize("key", ["Id", "Names", "Image", "Labels", "State"])
    @pytest.mark.parametrize("value", [5, 1.5, True, ["x", 5], [None], {"a": 5}, [["x"]], {"a": {"b": []}}])
    def test_odd_values(self, key: str, value: Any) -> None:
        for row in (DOCKER_ROW, PODMAN_ROW):
            read_or_refuse([{**row, key: value}])

    @pytest.mark.parametrize("id_", ["", "web", "A" * 64, ID + "0", ID[:11], "../x", "a/b" * 5])
    def test_an_id_that_is_none(self, id_: str) -> None:
        with pytest.raises(ProtocolError, match="Id has no id"):
            read_rows([{**DOCKER_ROW, "Id": id_}])

    @pytest.mark.parametrize("key", ["Id", "Names", "Image", "Labels", "State"])
    def test_missing_keys(self, key: str) -> None:
        row = {name: value for name, value in DOCKER_ROW.items() if name != key}
        with pytest.raises(ProtocolError, match="has another form"):
            read_rows([row])

    def test_the_message_is_short(self) -> None:
        for key in ("Id", "Names", "Image", "State", "Labels"):
            with pytest.raises(ProtocolError) as caught:
                read_rows([{**DOCKER_ROW, key: [["x" * 10_000]]}])
            assert len(str(caught.value)) < 300


def read_or_refuse(answer: Any) -> None:
    """What is read has the types that it says, so that it can't raise later."""
    try:
        rows = read_rows(answer)
    except ProtocolError:
        return
    for row in rows:
        assert isinstance(row.id, str)
        assert isinstance(row.name, str)
        assert isinstance(row.image, str)
        assert isinstance(row.alive, bool)
        assert isinstance(row.has_run, bool)
        assert all(isinstance(key, str) and isinstance(value, str) for key, value in row.labels.items())
        assert row.run is None or isinstance(row.run, int)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)


class TestHostileRows:
    @given(answer=json_values)
    def test_any_answer(self, answer: Any) -> None:
        read_or_refuse(answer)

    @given(row=st.sampled_from([DOCKER_ROW, PODMAN_ROW]), key=st.sampled_from(sorted({*DOCKER_ROW, *PODMAN_ROW})),
           value=json_values)  # fmt: skip
    def test_any_value_in_any_place(self, row: dict[str, Any], key: str, value: Any) -> None:
        read_or_refuse([row, {**row, key: value}])


class TestFacts:
    def test_docker(self) -> None:
        assert read_facts(DOCKER_ANSWER, False) == Facts(
            alive=True,
            has_run=True,
            run=None,
            started="2026-01-05T12:00:00.123456789Z",
            exit_code=0,
            driver="json-file",
            readable=True,
        )

    def test_podman(self) -> None:
        assert read_facts(PODMAN_ANSWER, True) == Facts(
            alive=True,
            has_run=True,
            run=4711,
            started="2026-01-05T12:00:00.123456789+02:00",
            exit_code=0,
            driver="k8s-file",
            readable=True,
        )

    @pytest.mark.parametrize(
        ("state", "alive"),
        [
            ({}, True),
            ({"Paused": True}, True),
            ({"Running": False, "Paused": True}, True),
            ({"Running": True, "Restarting": True}, False),
            ({"Running": False}, False),
        ],
    )
    def test_alive(self, state: dict[str, bool], alive: bool) -> None:
        """Docker calls a container running that waits for its next start. Podman calls none running that is paused."""
        answer = {**DOCKER_ANSWER, "State": {**DOCKER_ANSWER["State"], **state}}  # type: ignore[dict-item]
        assert read_facts(answer, False).alive is alive

    @pytest.mark.parametrize("status", ["created", "configured", "initialized"])
    def test_never_run(self, status: str) -> None:
        answer = changed(changed(DOCKER_ANSWER, "State", "Status", to=status), "State", "Running", to=False)
        assert not read_facts(answer, False).has_run

    @pytest.mark.parametrize(
        ("driver", "is_podman", "readable"),
        [
            ("json-file", False, True),
            ("none", False, True),  # Docker answers the request for its log with a 501
            ("splunk", False, True),
            ("k8s-file", True, True),
            ("journald", True, True),
            ("none", True, False),
            ("passthrough", True, False),
            ("passthrough-tty", True, False),
        ],
    )
    def test_drivers(self, driver: str, is_podman: bool, readable: bool) -> None:
        answer = changed(PODMAN_ANSWER, "HostConfig", "LogConfig", "Type", to=driver)
        assert (read_facts(answer, is_podman).readable, read_facts(answer, is_podman).driver) == (readable, driver)

    @pytest.mark.parametrize("path", [("State",), ("HostConfig",), ("HostConfig", "LogConfig"),
                                      ("State", "Running"), ("State", "Status"), ("State", "StartedAt")])  # fmt: skip
    def test_what_is_missing(self, path: tuple[str, ...]) -> None:
        answer = copy.deepcopy(DOCKER_ANSWER)
        place: Any = answer
        for key in path[:-1]:
            place = place[key]
        del place[path[-1]]
        with pytest.raises(ProtocolError, match="inspection has another form"):
            read_facts(answer, False)

    @given(answer=json_values, is_podman=st.booleans())
    def test_any_answer(self, answer: Any, is_podman: bool) -> None:
        facts_or_refuse(answer, is_podman)

    @given(data=st.data(), answer=st.sampled_from([DOCKER_ANSWER, PODMAN_ANSWER]), is_podman=st.booleans(),
           value=json_values)  # fmt: skip
    def test_any_value_in_any_place(
        self, data: st.DataObject, answer: dict[str, Any], is_podman: bool, value: Any
    ) -> None:
        paths = [("State",), ("HostConfig",), ("HostConfig", "LogConfig"), ("HostConfig", "LogConfig", "Type")]
        paths += [("State", key) for key in answer["State"]]
        facts_or_refuse(changed(answer, *data.draw(st.sampled_from(paths)), to=value), is_podman)


def facts_or_refuse(answer: Any, is_podman: bool) -> None:
    try:
        facts = read_facts(answer, is_podman)
    except ProtocolError:
        return
    assert isinstance(facts.alive, bool)
    assert isinstance(facts.has_run, bool)
    assert isinstance(facts.started, str)
    assert facts.exit_code is None or type(facts.exit_code) is int
    assert facts.driver is None or isinstance(facts.driver, str)
    assert facts.run is None or type(facts.run) is int
    assert isinstance(facts.readable, bool)


class TestTheClockOfTheEngine:
    @pytest.fixture(autouse=True)
    def here(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("time.time_ns", lambda: NOON + 400_000_000)

    @pytest.mark.parametrize("offset", [0, -1, 3600, -3600, 86400 * 365])
    def test_a_date(self, offset: int) -> None:
        date = datetime.fromtimestamp(NOON // SECOND + offset, timezone.utc)
        found = engine_time(Headers([("Date", format_datetime(date, usegmt=True))]))
        if offset in (0, -1):  # as here: this clock is finer
            assert found == NOON + 400_000_000
        else:
            assert found == NOON + offset * SECOND

    @pytest.mark.parametrize(
        "date",
        ["", "now", "5", "Mon, 05 Jan 2026", "Mon, 99 Jan 2026 12:00:00 GMT", "Mon, 05 Jan 99999 12:00:00 GMT",
         "Mon, 05 Jan 2026 12:00:00 +9999999999", "Mon, 05 Jan 0001 00:00:00 +2359", "\udcff", "x" * 10_000,
         "Mon, 05 Jan 2026 99:99:99 GMT", "Mon, 05 Jan 2026 12:00:00 -9999"],
        ids=range(12),
    )  # fmt: skip
    def test_a_date_that_is_none(self, date: str) -> None:
        assert abs(engine_time(Headers([("Date", date)])) - NOON) < 400 * 86400 * SECOND * 2100
        assert isinstance(engine_time(Headers([("Date", date)])), int)

    def test_no_date(self) -> None:
        assert engine_time(Headers([])) == NOON + 400_000_000

    @given(date=st.text(st.characters(codec="latin-1"), max_size=40))
    def test_any_date(self, date: str) -> None:
        assert isinstance(engine_time(Headers([("Date", date)])), int)


def test_answers_are_plain_json() -> None:
    json.dumps([DOCKER_ROW, PODMAN_ROW, DOCKER_ANSWER, PODMAN_ANSWER])
