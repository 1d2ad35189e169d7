"""Cursors: what is written is read again, through JSON; whatever else comes back is refused with a clear message."""

from __future__ import annotations

import json
import string
from base64 import b64encode
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dockline.errors import InvalidParameter
from dockline.following.cursor import MAX_CONTAINERS, read_cursor, write_cursor
from dockline.following.position import NOTHING, TAIL, Position, pack_tail

NUMBER = (1 << 64) - 1
TIME = (1 << 63) - 1
MOST_CHUNKS = 1 << 60
ID = "0123456789abcdef" * 4
SECRET = "hunter2-s3cr3t-t0ken-that-nobody-may-see"

times = st.integers(0, TIME)
counts = st.tuples(st.integers(0, MOST_CHUNKS), st.integers(0, NUMBER))
pairs = st.tuples(counts, counts)
chunks = st.tuples(times, st.integers(1, 2), st.integers(0, TIME), st.integers(0, NUMBER))


def at_most_sixteen_each(tail: list[tuple[int, int, int, int]]) -> list[tuple[int, int, int, int]]:
    return [chunk for source in (1, 2) for chunk in [chunk for chunk in tail if chunk[1] == source][:TAIL]]


tails = st.lists(chunks, max_size=40).map(at_most_sixteen_each)
positions = st.builds(
    Position, times, pairs, pairs | st.just(NOTHING) | st.none(), tails.map(pack_tail), times, st.booleans()
)
ids = st.text("0123456789abcdef", min_size=12, max_size=64)
names = st.text(max_size=40)
engine_ids = st.none() | st.text(max_size=200)


def stored(cursor: Any) -> Any:
    """The cursor, as it comes back from where the caller has kept it."""
    return json.loads(json.dumps(cursor))


def a_cursor() -> dict[str, Any]:
    tail = pack_tail([(TIME - 5, 1, 12, 99), (TIME - 2, 2, 0, NUMBER)])
    position = Position(17, ((4, 5), (6, 7)), ((1, 8), (0, 0)), tail, 3, True)
    return stored(write_cursor("docker", "ABCD:EFGH", [(ID, "web", position)]))  # type: ignore[no-any-return]


class TestWhatIsWritten:
    @given(
        engine=st.sampled_from(["docker", "podman"]),
        engine_id=engine_ids,
        containers=st.dictionaries(ids, st.tuples(names, positions), max_size=4),
    )
    def test_it_is_read_again(self, engine: str, engine_id: str | None, containers: Any) -> None:
        written = write_cursor(engine, engine_id, ((id_, *rest) for id_, rest in containers.items()))
        assert read_cursor(engine, stored(written)) == (engine_id, containers)
        assert read_cursor(engine, written) == (engine_id, containers)

    def test_its_form(self) -> None:
        """Callers keep it, and later versions read it."""
        assert a_cursor() == {
            "version": 1,
            "engine": "docker",
            "engine_id": "ABCD:EFGH",
            "containers": {
                ID: {
                    "name": "web",
                    "since": 17,
                    "chunks": [4, 5, 6, 7],
                    "begun": [1, 8, 0, 0],
                    "tail": b64encode(
                        b"\xf4" + b"\xff" * 8 + b"\x01" + b"\x18" + b"\x63" + bytes(7) + b"\x06\x01" + b"\xff" * 8
                    ).decode(),
                    "floor": 3,
                    "ended": True,
                }
            },
        }
        plain = write_cursor("podman", None, [(ID, "web", Position())])
        assert plain["containers"][ID] == {"name": "web", "since": 0, "chunks": [0, 0, 0, 0], "tail": ""}

    @given(position=positions)
    def test_it_is_small(self, position: Position) -> None:
        assert len(json.dumps(write_cursor("podman", "x" * 60, [(ID, "n" * 128, position)]))) < 4096

    def test_the_largest_is_small(self) -> None:
        """Times that step back and forth are the longest."""
        most = (MOST_CHUNKS, NUMBER)
        tail = [(TIME * (number % 2), 1 + number % 2, TIME, NUMBER) for number in range(2 * TAIL)]
        position = Position(TIME, (most, most), (most, most), pack_tail(tail), TIME, True)
        written = write_cursor("podman", "x" * 60, [(ID, "n" * 128, position)])
        assert len(json.dumps(written)) < 4096
        assert read_cursor("podman", stored(written))[1] == {ID: ("n" * 128, position)}

    def test_of_an_ordinary_log_it_is_a_few_hundred_bytes(self) -> None:
        now = 1767614400 * 10**9
        tail = [(now + 10**6 * number, 1 + number % 2, 120, NUMBER - number) for number in range(2 * TAIL)]
        position = Position(now, ((3000, NUMBER), (2000, NUMBER)), NOTHING, pack_tail(tail))
        assert len(json.dumps(write_cursor("docker", None, [(ID, "web", position)]))) < 1024


class TestSeveral:
    def test_a_list_of_cursors(self) -> None:
        one = write_cursor("docker", "E", [(ID, "old", Position(1)), ("a" * 64, "a", Position(2))])
        two = write_cursor("docker", "E", [(ID, "new", Position(3))])
        found = {ID: ("new", Position(3)), "a" * 64: ("a", Position(2))}
        for cursors in ([one, two], (one, two), iter([one, two])):
            assert read_cursor("docker", cursors) == ("E", found)

    def test_none(self) -> None:
        assert read_cursor("docker", None) == (None, {})
        assert read_cursor("docker", []) == (None, {})

    def test_a_cursor_inside_a_list_of_lists_is_refused(self) -> None:
        refused([[a_cursor()]], "no cursor")


def refused(cursor: Any, match: str | None = None, engine: str = "docker") -> str:
    with pytest.raises(InvalidParameter, match=match) as caught:
        read_cursor(engine, cursor)
    message = str(caught.value)
    assert len(message) < 300
    assert SECRET not in message
    return message


def changed(change: Callable[[dict[str, Any]], object]) -> Any:
    cursor = a_cursor()
    change(cursor)
    return cursor


def with_part(label: str, value: Any) -> Any:
    return changed(lambda cursor: cursor["containers"][ID].update({label: value}))


def short(value: Any) -> str:
    return value if isinstance(value, str) and value.isidentifier() and len(value) < 20 else type(value).__name__


class TestWhatIsRefused:
    @pytest.mark.parametrize("cursor", ["", SECRET, json.dumps({"version": 1}), b"{}", json.dumps([])])
    def test_text_that_is_not_decoded(self, cursor: Any) -> None:
        refused(cursor, "decode the JSON first")

    @pytest.mark.parametrize("cursor", [5, 0, 1.5, True, object(), float("nan")])
    def test_other_types(self, cursor: Any) -> None:
        refused(cursor, "a list of them, not a")

    @pytest.mark.parametrize("cursor", [{}, {"containers": {}}, [5], [None], [SECRET], ["a"], {SECRET: SECRET}])
    def test_no_cursor(self, cursor: Any) -> None:
        refused(cursor, "this is no cursor")

    @pytest.mark.parametrize("version", [0, 2, -1, "1", None, SECRET, [1], 10**400, 1.5, {}])
    def test_another_version(self, version: Any) -> None:
        message = refused(changed(lambda cursor: cursor.update(version=version)), "made by another dockline")
        assert "reads version 1" in message

    def test_another_engine(self) -> None:
        refused(a_cursor(), "of the engine 'docker', not of 'podman'", engine="podman")
        for engine in (None, 5, SECRET, ["docker"], {"docker": 1}, "Docker"):
            refused(changed(lambda cursor, engine=engine: cursor.update(engine=engine)), "of the engine")

    @pytest.mark.parametrize("engine_id", [5, [], {}, "x" * 201, True])
    def test_an_engine_id(self, engine_id: Any) -> None:
        refused(changed(lambda cursor: cursor.update(engine_id=engine_id)), "engine_id is not as")

    @pytest.mark.parametrize("key", ["version", "engine", "containers"])
    def test_a_part_that_is_missing(self, key: str) -> None:
        refused(changed(lambda cursor: cursor.pop(key)))

    @pytest.mark.parametrize("key", ["name", "since", "chunks"])
    def test_a_part_of_a_container_that_is_missing(self, key: str) -> None:
        refused(changed(lambda cursor: cursor["containers"][ID].pop(key)), f"{key} is not as")

    def test_other_keys(self) -> None:
        refused(changed(lambda cursor: cursor.update({SECRET: 1})), "its keys is not as")
        refused(with_part(SECRET, 1), "a container is not as")
        refused(changed(lambda cursor: cursor.update({5: 1})))

    @pytest.mark.parametrize("containers", [None, [], "x", 5, [ID]])
    def test_containers(self, containers: Any) -> None:
        refused(changed(lambda cursor: cursor.update(containers=containers)), "containers is not as")

    @pytest.mark.parametrize("id_", ["", "web", ID + "0", "A" * 64, ID[:11], f"{ID[:12]}\n", SECRET, 5, None, "é" * 64])
    def test_an_id(self, id_: Any) -> None:
        entry = a_cursor()["containers"][ID]
        refused(changed(lambda cursor: cursor.update(containers={id_: entry})), "the id of a container")

    @pytest.mark.parametrize("entry", [None, [], "x", 5, [1, 2]])
    def test_a_container(self, entry: Any) -> None:
        refused(changed(lambda cursor: cursor["containers"].update({ID: entry})), "a container is not as")

    @pytest.mark.parametrize(
        ("label", "value"),
        [
            *(("name", value) for value in (None, 5, ["web"], "n" * 501)),
            *(("since", value) for value in (None, -1, 1 << 63, 1.0, True, "5", [5], 10**5000)),
            *(("floor", value) for value in (None, -1, 1 << 63, 1.0, True, "5", [5])),
            *(("ended", value) for value in (None, 0, 1, "true", [])),
            *(
                (label, value)
                for label in ("chunks", "begun")
                for value in (5, "0000", [], [0, 0, 0], [0] * 5, [0, 0, 0, -1], [0, 0, 0, 1 << 64], [0, 0, 0, 1.0],
                              [0, 0, 0, True], [0, 0, 0, "0"], [[0, 0], [0, 0]], {"0": 0}, (0, 0, 0, 0),
                              [MOST_CHUNKS + 1, 0, 0, 0], [0, 0, NUMBER, 0])
            ),
            ("chunks", None),
        ],
        ids=short,
    )  # fmt: skip
    def test_a_value(self, label: str, value: Any) -> None:
        refused(with_part(label, value), f"{label} is not as")

    @pytest.mark.parametrize(
        "tail",
        [
            None,
            5,
            0,
            False,
            [],
            ["x"],
            {"x": 1},
            SECRET,
            "é",
            "=",
            "AA",
            "AAA=AAAA",
            "A A=",
            "AAAA\n",
            b64encode(b"\x80" * 9).decode(),  # a number without an end
            b64encode(b"\x80" * 20).decode(),  # a number that is too long
            b64encode(b"\x00\x00" + bytes(7)).decode(),  # a hash that is cut
            b64encode(b"\x01\x00" + bytes(8)).decode(),  # a time before 1970
            b64encode(pack_tail([(0, 1, 0, 0)] * 17)).decode(),  # more than a view keeps
            b64encode(pack_tail([(TIME, 2, TIME, 0)] * 1000)).decode(),
            "A" * 10_000_000,
        ],
        ids=short,
    )
    def test_a_tail(self, tail: Any) -> None:
        refused(with_part("tail", tail), "tail is not as")

    def test_too_many_containers(self, monkeypatch: pytest.MonkeyPatch) -> None:
        assert MAX_CONTAINERS >= 10_000
        monkeypatch.setattr("dockline.following.cursor.MAX_CONTAINERS", 300)

        def cursor_of(numbers: range) -> Any:
            entry = a_cursor()["containers"][ID]
            return changed(lambda cursor: cursor.update(containers={f"{number:012x}": entry for number in numbers}))

        refused(cursor_of(range(301)), "more than 300 containers")
        refused([cursor_of(range(200)), cursor_of(range(100, 301))], "more than 300 containers")
        assert len(read_cursor("docker", [cursor_of(range(200)), cursor_of(range(100, 300))])[1]) == 300


json_values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.integers(-(10**200), 10**200)
    | st.floats()
    | st.text(max_size=20)
    | st.just(SECRET),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=8,
)


def reads_or_refuses(cursor: Any) -> None:
    """A cursor is read whole, or InvalidParameter tells, in a few words, and with none of its values."""
    try:
        engine_id, found = read_cursor("docker", cursor)
    except InvalidParameter as error:
        message = str(error)
        assert len(message) < 300
        assert SECRET not in message
    else:
        # What is read can be used: it is written again, and read again as it was.
        assert len(json.dumps(write_cursor("docker", None, [(ID, "", Position())]))) < 4096
        again = write_cursor("docker", engine_id, ((id_, *rest) for id_, rest in found.items()))
        assert read_cursor("docker", stored(again)) == (engine_id, found)
        for _, position in found.values():
            assert 0 <= position.newest <= TIME


class TestHostileInput:
    @given(cursor=json_values)
    def test_any_json(self, cursor: Any) -> None:
        reads_or_refuses(cursor)

    @given(data=st.data(), value=json_values)
    def test_any_value_in_any_place(self, data: st.DataObject, value: Any) -> None:
        cursor = a_cursor()
        entry = cursor["containers"][ID]
        place = data.draw(st.sampled_from(["cursor", "containers", "entry", "list"]))
        if place == "list":
            counts = entry[data.draw(st.sampled_from(["chunks", "begun"]))]
            counts[data.draw(st.integers(0, 3))] = value
        else:
            target = {"cursor": cursor, "containers": cursor["containers"], "entry": entry}[place]
            key = data.draw(st.sampled_from([*target, "other"]))
            target[key] = value
        reads_or_refuses(cursor)

    @given(at=st.integers(0, 600), data=st.data())
    def test_a_text_that_was_cut_or_changed(self, at: int, data: st.DataObject) -> None:
        """If it still is JSON, it is refused or it is whole."""
        text = json.dumps(a_cursor())
        at = min(at, len(text))
        inserted = data.draw(st.text(string.printable, max_size=3))
        for broken in (text[:at], text[:at] + text[at + 1 :], text[:at] + inserted + text[at:]):
            try:
                cursor = json.loads(broken)
            except ValueError:
                continue
            reads_or_refuses(cursor)

    @given(packed=st.binary(max_size=100))
    def test_any_bytes_as_a_tail(self, packed: bytes) -> None:
        reads_or_refuses(with_part("tail", b64encode(packed).decode()))

    @pytest.mark.parametrize(
        "make", [lambda inner: [inner], lambda inner: {"version": inner}, lambda inner: {"": inner}]
    )
    def test_deep_nesting(self, make: Callable[[Any], Any]) -> None:
        deep: Any = 1
        for _ in range(50_000):
            deep = make(deep)
        for cursor in (
            deep,
            [deep],
            changed(lambda cursor: cursor.update(version=deep)),
            changed(lambda cursor: cursor.update(engine=deep)),
            changed(lambda cursor: cursor.update(engine_id=deep)),
            changed(lambda cursor: cursor.update(containers={ID: deep})),
            *(with_part(label, deep) for label in ("name", "since", "chunks", "begun", "tail", "floor", "ended")),
        ):
            refused(cursor)
