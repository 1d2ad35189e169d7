"""The arguments of `follow`: what is taken, and what is refused before anything is sent."""

from __future__ import annotations

import inspect
import json
import os
from collections.abc import Callable, Iterator
from datetime import datetime, timezone
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from support.scripted_server import Server

import dockline
from dockline import UnixNanoseconds, aio
from dockline.errors import ConfigError, InvalidParameter, SpecError, UnsupportedVersion
from dockline.following.cursor import write_cursor
from dockline.following.options import check_filters, check_names, moment
from dockline.following.position import SECOND, Position

ID = "0123456789abcdef" * 4
NOON = 1767614400 * SECOND
CURSOR = write_cursor("docker", None, [(ID, "web", Position(17))])


@pytest.fixture
def refuse(driver: Any, serve: Callable[..., Server]) -> Iterator[Callable[..., str]]:
    """Follows with wrong arguments. Nothing is sent. Returns the message."""
    server = serve()

    def refused(*arguments: Any, error: type[Exception] = InvalidParameter, **options: Any) -> str:
        options = {"conn": {"uri": server.uri}, **options}
        with pytest.raises(error) as caught:
            driver.follow(*arguments, **options)
        return str(caught.value)

    yield refused
    assert server.peers == []


@pytest.fixture
def follow(driver: Any, serve: Callable[..., Server]) -> Any:
    """Makes a following, which is not iterated over."""
    return partial(driver.follow, conn={"uri": serve().uri})


class TestNames:
    @pytest.mark.parametrize("names", [5, b"web", {"web": 1}, True, object(), bytearray(b"web"), memoryview(b"web")])
    def test_what_holds_none(self, refuse: Any, names: Any) -> None:
        assert "names must be a name or an id of a container, or a list of them, not a" in refuse(names)

    @pytest.mark.parametrize("name", [5, None, b"web", ["web"], True])
    def test_what_is_none(self, refuse: Any, name: Any) -> None:
        assert "names must be names or ids of containers, not" in refuse(["web", name])

    @pytest.mark.parametrize("names", ["", [""], ["web", ""], "/", ["/"]])
    def test_an_empty_one(self, refuse: Any, names: Any) -> None:
        assert refuse(names) == "a name of a container must not be empty"

    def test_what_is_taken(self) -> None:
        assert check_names(None) is None
        assert check_names("web") == ["web"]
        assert check_names("/web") == ["web"]
        for names in (["web", "/db"], ("web", "db"), iter(["web", "db"]), {"web": 1, "db": 2}.keys()):
            assert check_names(names) == ["web", "db"]

    def test_by_position_or_by_name(self, follow: Any) -> None:
        for following in (follow("web"), follow(["web"]), follow(names="web")):
            following.close()


class TestFilters:
    @pytest.mark.parametrize("filters", [5, "label=a", ["label"], [("label", "a")], True])
    def test_no_mapping(self, refuse: Any, filters: Any) -> None:
        assert "filters must be a mapping, like {'label': ['app=web']}, not a" in refuse(filters=filters)

    @pytest.mark.parametrize("name", [5, None, b"label", ("label",)])
    def test_a_name(self, refuse: Any, name: Any) -> None:
        assert "the name of a filter must be a str" in refuse(filters={name: ["a"]})

    @pytest.mark.parametrize("values", [5, None, b"app=web", {"app": "web"}, True])
    def test_what_holds_no_values(self, refuse: Any, values: Any) -> None:
        assert "the values of the filter 'label' must be a list of str" in refuse(filters={"label": values})

    @pytest.mark.parametrize("value", [5, None, b"app=web", ["a"], True])
    def test_a_value(self, refuse: Any, value: Any) -> None:
        assert "the values of the filter 'label' must be str" in refuse(filters={"label": ["app=web", value]})

    @pytest.mark.parametrize("text", ["\ud800", "a\udcff"])
    def test_text_that_can_not_be_sent(self, refuse: Any, text: str) -> None:
        refuse(filters={"label": [text]})
        refuse(filters={text: ["a"]})

    def test_what_is_taken(self) -> None:
        assert check_filters(None) == {}
        assert check_filters({}) == {}
        assert check_filters({"label": "app=web", "status": ("a", "b"), "name": iter(["c"])}) == {
            "label": ["app=web"],
            "status": ["a", "b"],
            "name": ["c"],
        }

    def test_later_changes_have_no_effect(self) -> None:
        filters = {"label": ["a"]}
        checked = check_filters(filters)
        filters["label"].append("b")
        assert checked == {"label": ["a"]}


WRONG_TIMES = ["", "yesterday", "10 m", "12:00", "2026-01-05T12:00:00", "1e9", "２", 1.5, True, None, b"10m", [5], {},
               object(), 1767614400 * 10**9, float("nan"), 10**400, "9" * 70]  # fmt: skip


class TestTimes:
    @pytest.mark.parametrize("label", ["since", "until"])
    @pytest.mark.parametrize("value", WRONG_TIMES, ids=lambda value: type(value).__name__)
    def test_no_time(self, refuse: Any, label: str, value: Any) -> None:
        if value is not None:
            assert refuse(**{label: value}).startswith(label)

    @pytest.mark.parametrize("label", ["since", "until"])
    @pytest.mark.parametrize("value", [-1, "-1", "-5", UnixNanoseconds(-1), "1969-12-31T23:59:59Z", "999999h"])
    def test_before_1970(self, refuse: Any, label: str, value: Any) -> None:
        assert refuse(**{label: value}) == f"{label} must not be before 1970"

    @pytest.mark.parametrize("label", ["since", "until"])
    @pytest.mark.parametrize(
        "value", ["2262-04-12T00:00:00Z", UnixNanoseconds(1 << 63), "9999-01-01T00:00:00Z", 10**11]
    )
    def test_beyond_64_bits(self, refuse: Any, label: str, value: Any) -> None:
        """A cursor holds no such time."""
        assert label in refuse(**{label: value})

    @pytest.mark.parametrize(
        ("value", "expected"),
        [
            (0, 0),
            ("0", 0),
            ("1.5", 1_500_000_000),
            (1767614400, NOON),
            ("1767614400.000000001", NOON + 1),
            (UnixNanoseconds(NOON + 7), NOON + 7),
            ("2026-01-05T12:00:00.123456789Z", NOON + 123456789),
            ("2026-01-05T14:00:00.5+02:00", NOON + 500_000_000),
            ("2026-01-05", NOON - 43200 * SECOND),
            (datetime(2026, 1, 5, 12, 0, 0, 1, tzinfo=timezone.utc), NOON + 1000),
        ],
        ids=str,
    )
    def test_a_time(self, value: Any, expected: int) -> None:
        if value == "2026-01-05":
            with pytest.raises(InvalidParameter, match="time zone"):
                moment("since", value)
        else:
            assert moment("since", value) == expected

    def test_relative_to_now(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("time.time_ns", lambda: NOON + 3)
        assert moment("since", "10m") == NOON + 3 - 600 * SECOND
        assert moment("until", "-1h") == NOON + 3 + 3600 * SECOND
        assert moment("until", "now") == NOON + 3

    def test_what_is_taken(self, follow: Any) -> None:
        for value in ("now", "10m", 5, UnixNanoseconds(5), datetime.now(timezone.utc)):
            follow(since=value, until=value).close()


GARBAGE = [b"", b"garbage", b"[]", b"null", b"5", b'"text"', b"\xff\xfe\x00", b"\0" * 50, b"[" * 200_000,
           b'{"a":' * 200_000, b"1" * 5000, b'{"version": 1']  # fmt: skip


class TestCursorAndCheckpoint:
    def test_both_at_once(self, refuse: Any, tmp_path: Path) -> None:
        message = refuse(cursor=CURSOR, checkpoint=tmp_path / "cursor")
        assert message == "give either a cursor or a checkpoint: a checkpoint has a cursor of its own"

    def test_a_wrong_cursor(self, refuse: Any) -> None:
        assert "decode the JSON first" in refuse(cursor=json.dumps(CURSOR))
        assert "of the engine 'docker', not of 'podman'" in refuse(cursor=CURSOR, engine="podman")
        assert "this is no cursor" in refuse(cursor={})

    @pytest.mark.parametrize("checkpoint", [5, True, b"/tmp/cursor", ["a"], object()])
    def test_no_path(self, refuse: Any, checkpoint: Any) -> None:
        assert "checkpoint must be a path, not a" in refuse(checkpoint=checkpoint)

    @pytest.mark.parametrize("content", GARBAGE, ids=range(len(GARBAGE)))
    def test_a_file_without_a_cursor(self, refuse: Any, tmp_path: Path, content: bytes) -> None:
        path = tmp_path / "cursor"
        path.write_bytes(content)
        message = refuse(checkpoint=path, error=ConfigError)
        assert message == f"the checkpoint {path} has no cursor: is it the right file?"
        assert path.read_bytes() == content
        assert list(tmp_path.iterdir()) == [path]

    def test_a_file_with_a_broken_cursor(self, refuse: Any, tmp_path: Path) -> None:
        path = tmp_path / "cursor"
        path.write_text(json.dumps({**CURSOR, "version": 2}))
        assert "made by another dockline" in refuse(checkpoint=path, error=(ConfigError, InvalidParameter))

    def test_a_folder(self, refuse: Any, tmp_path: Path) -> None:
        message = refuse(checkpoint=tmp_path, error=ConfigError)
        assert message == f"the checkpoint {tmp_path} can't be read: Is a directory"

    def test_no_folder(self, refuse: Any, tmp_path: Path) -> None:
        (tmp_path / "file").touch()
        for path in (tmp_path / "no" / "cursor", tmp_path / "file" / "cursor", "\0/cursor", "\ud800/cursor"):
            assert "can't be written: its folder does not exist" in refuse(checkpoint=path, error=ConfigError)

    @pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
    def test_a_folder_that_is_read_only(self, refuse: Any, tmp_path: Path) -> None:
        tmp_path.chmod(0o555)
        assert "read-only" in refuse(checkpoint=tmp_path / "cursor", error=ConfigError)

    def test_a_checkpoint_is_read(self, follow: Any, tmp_path: Path) -> None:
        path = tmp_path / "cursor"
        for given in (path, str(path)):
            with follow(checkpoint=given) as following:
                assert following.cursor()["containers"] == {}
        path.write_text(json.dumps(CURSOR))
        with follow(checkpoint=path) as following:
            assert following.cursor() == CURSOR
        assert json.loads(path.read_text()) == CURSOR

    def test_a_cursor_that_is_not_used_yet_is_kept(self, follow: Any) -> None:
        other = write_cursor("docker", None, [("a" * 64, "db", Position(18))])
        with follow(cursor=[CURSOR, other]) as following:
            assert following.cursor()["containers"] == {**CURSOR["containers"], **other["containers"]}
            assert following.cursor(ID) == CURSOR
            assert following.cursor("b" * 64)["containers"] == {}
            for wrong in (5, b"x", ["x"], True):
                with pytest.raises(InvalidParameter, match="cursor takes a container or its id, not a"):
                    following.cursor(wrong)


class TestOthers:
    @pytest.mark.parametrize("name", ["dokcer", "", 5, None, "Docker "])
    def test_an_engine(self, refuse: Any, name: Any) -> None:
        refuse(engine=name, error=(UnsupportedVersion, SpecError))

    @pytest.mark.parametrize(
        "conn", [5, "unix:///x", {"uri": 5}, {"url": "x"}, {"uri": "unix://x", "read_timeout": -1}]
    )
    def test_a_conn(self, refuse: Any, conn: Any) -> None:
        refuse(conn=conn)

    def test_an_option_that_does_not_exist(self, driver: Any) -> None:
        with pytest.raises(TypeError, match="label"):
            driver.follow(label="a")

    def test_only_names_come_by_position(self, driver: Any) -> None:
        with pytest.raises(TypeError, match="positional"):
            driver.follow("web", "docker")


def test_both_drivers_have_the_same_arguments() -> None:
    assert inspect.signature(dockline.follow).parameters == inspect.signature(aio.follow).parameters
