"""Events of containers as the engines send them. What does not matter, or is no event, is ignored."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dockline.following.events import DIE, DOCKER_WORDS, PODMAN_WORDS, REMOVE, RENAME, START, Event, read_event

ID = "0123456789abcdef" * 4
TIME = 1767614400123456789


def docker(action: str, **attributes: str) -> dict[str, Any]:
    """As dockerd 20.10 sends it. From API 1.52 on the old fields are missing."""
    return {
        "status": action,
        "id": ID,
        "from": "busybox",
        "Type": "container",
        "Action": action,
        "Actor": {"ID": ID, "Attributes": {"image": "busybox", "name": "web", **attributes}},
        "scope": "local",
        "time": TIME // 10**9,
        "timeNano": TIME,
    }


def podman(action: str, **attributes: str) -> dict[str, Any]:
    """As Podman's own API sends it."""
    return {
        "Type": "container",
        "Action": action,
        "Actor": {
            "ID": ID,
            "Attributes": {"containerExitCode": "0", "image": "busybox", "name": "web", "podId": "", **attributes},
        },
        "scope": "local",
        "status": action,
        "id": ID,
        "from": "busybox",
        "time": TIME // 10**9,
        "timeNano": TIME,
    }


class TestWhatIsRead:
    @pytest.mark.parametrize(
        ("document", "kind", "exit_code"),
        [
            (docker("start"), START, None),
            (docker("die", exitCode="137"), DIE, 137),
            (docker("rename", oldName="/old"), RENAME, None),
            (docker("destroy"), REMOVE, None),
            (podman("start"), START, 0),
            (podman("died", containerExitCode="3"), DIE, 3),
            (podman("rename"), RENAME, 0),
            (podman("remove"), REMOVE, 0),
        ],
        ids=lambda value: value["Action"] if isinstance(value, dict) else "",
    )
    def test_the_forms_of_both_engines(self, document: Any, kind: str, exit_code: int | None) -> None:
        event = read_event(document)
        assert event == Event(kind, ID, "web", document["Actor"]["Attributes"], exit_code, TIME)

    def test_old_and_new_fields(self) -> None:
        document = docker("start")
        for key in ("status", "id", "from"):
            del document[key]
        assert read_event(document) == Event(START, ID, "web", document["Actor"]["Attributes"], None, TIME)
        document = docker("start")
        del document["Action"]
        assert read_event(document) == Event(START, ID, "web", document["Actor"]["Attributes"], None, TIME)

    def test_all_words_that_are_asked_for(self) -> None:
        for word in DOCKER_WORDS:
            assert read_event(docker(word)) is not None
        for word in PODMAN_WORDS:
            assert read_event(podman(word)) is not None

    def test_what_may_be_missing(self) -> None:
        document: dict[str, Any] = {"Type": "container", "Action": "die", "Actor": {"ID": ID}}
        assert read_event(document) == Event(DIE, ID, "", {}, None, 0)
        assert read_event({**document, "Actor": {"ID": ID, "Attributes": None}}) == Event(DIE, ID, "", {}, None, 0)
        for code in ("", "x", "1.5", None, [], "9" * 5000):
            event = read_event({**document, "Actor": {"ID": ID, "Attributes": {"exitCode": code}}})
            assert event is not None
            assert event.exit_code is None


class TestWhatIsIgnored:
    @pytest.mark.parametrize("action", ["create", "attach", "exec_create: sh", "kill", "stop", "pause", "init", "sync",
                                        "cleanup", "health_status: healthy", "top", "", "Start", "START"])  # fmt: skip
    def test_other_actions(self, action: str) -> None:
        assert read_event({**docker(action), "status": action}) is None

    @pytest.mark.parametrize("kind", ["image", "network", "volume", "plugin", "daemon", "builder", "pod", "", None, 5])
    def test_other_things(self, kind: Any) -> None:
        assert read_event({**docker("start"), "Type": kind}) is None

    @pytest.mark.parametrize("id_", ["", "web", ID[:11], "../x", None, 5, [ID]])
    def test_what_has_no_id(self, id_: Any) -> None:
        assert read_event({**docker("start"), "Actor": {"ID": id_}}) is None

    @pytest.mark.parametrize("document", [None, 5, "start", [], ["start"], {}, True, 1.5, {"Type": "container"}])
    def test_what_is_no_event(self, document: Any) -> None:
        assert read_event(document) is None


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8) | st.just("start"),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)


def check(document: Any) -> None:
    """Any document is an event with the right types, or none."""
    event = read_event(document)
    if event is None:
        return
    assert event.kind in (START, DIE, RENAME, REMOVE)
    assert isinstance(event.container, str)
    assert isinstance(event.name, str)
    assert isinstance(event.attributes, dict)
    assert event.exit_code is None or type(event.exit_code) is int
    assert type(event.time) is int


class TestHostileDocuments:
    @given(document=json_values)
    def test_any_document(self, document: Any) -> None:
        check(document)

    @given(
        document=st.sampled_from([docker("die", exitCode="1"), podman("died")]),
        data=st.data(),
        value=json_values,
    )
    def test_any_value_in_any_place(self, document: dict[str, Any], data: st.DataObject, value: Any) -> None:
        key = data.draw(st.sampled_from(sorted(document)))
        check({**document, key: value})
        actor = document["Actor"]
        check({**document, "Actor": {**actor, data.draw(st.sampled_from(sorted(actor))): value}})
        attributes = {**actor["Attributes"], data.draw(st.sampled_from(sorted(actor["Attributes"]))): value}
        check({**document, "Actor": {**actor, "Attributes": attributes}})
