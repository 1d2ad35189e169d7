"""`filters`: the engines get lists of str, whatever form the caller writes."""

from __future__ import annotations

import enum
import json
from datetime import datetime, timezone
from types import MappingProxyType
from typing import Any
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dockline import UnixNanoseconds
from dockline.spec.tables import load

from .test_parameters import LIBPOD, query, refused


def sent(filters: Any, op: str = "ContainerList", **options: Any) -> Any:
    return json.loads(unquote(query(op, {"filters": filters}, **options).removeprefix("filters=")))


class Status(str, enum.Enum):
    EXITED = "exited"


class Code(enum.IntEnum):
    KILLED = 137


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ({"label": ["a"]}, {"label": ["a"]}),
        ({"label": ("a", "b=c")}, {"label": ["a", "b=c"]}),
        ({"name": "web"}, {"name": ["web"]}),
        ({"dangling": True}, {"dangling": ["true"]}),
        ({"dangling": [False]}, {"dangling": ["false"]}),
        ({"exited": 0}, {"exited": ["0"]}),
        ({"exited": [0, 137]}, {"exited": ["0", "137"]}),
        ({"exited": Code.KILLED, Status.EXITED: Status.EXITED}, {"exited": ["exited"]}),
        ({"stars": 1.5}, {"stars": ["1.5"]}),
        ({"name": None, "id": "a"}, {"id": ["a"]}),
        ({"name": []}, {"name": []}),
        ({"name": ""}, {"name": [""]}),
        ({}, {}),
        # Docker's old form.
        ({"label": {"a": True, "b": True}}, {"label": ["a", "b"]}),
        ({"label": {"a": True}, "name": ["web"]}, {"label": ["a"], "name": ["web"]}),
        ({"label": {}}, {"label": []}),
        (MappingProxyType({"label": MappingProxyType({"a": True})}), {"label": ["a"]}),
        ({"until": datetime(2024, 5, 6, 7, 8, 9, 5, tzinfo=timezone.utc)}, {"until": ["1714979289.000005000"]}),
        ({"until": UnixNanoseconds(1714979289_000000001)}, {"until": ["1714979289.000000001"]}),
    ],
)
def test_what_the_engines_get(filters: Any, expected: Any) -> None:
    assert sent(filters) == expected
    assert sent(filters, "ContainerListLibpod", api=LIBPOD) == expected


@pytest.mark.parametrize("text", ['{"label":["a"]}', ' {"label": {"a": true}}', "{}"])
def test_ready_json_is_taken_as_it_is(text: str) -> None:
    assert unquote(query("ContainerList", {"filters": text}).removeprefix("filters=")) == text


@pytest.mark.parametrize(
    "text", ["", " ", "name=web", '["name"]', "null", "5", '{"name"', "{} {}", "\ud800", '{"a":"\ud800"}']
)
def test_a_str_that_is_no_json_object(text: str) -> None:
    assert "'filters' as a str must be a JSON object" in refused("ContainerList", {"filters": text})


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ([], "must be a mapping"),
        (["name=web"], "must be a mapping"),
        ([("name", "web")], "must be a mapping"),
        (5, "must be a mapping"),
        (True, "must be a mapping"),
        (b"{}", "must be a mapping"),
        ({"name": [["web"]]}, "'name' must be a list of str, but has a list"),
        ({"name": [{"web": True}]}, "'name' must be a list of str, but has a dict"),
        ({"name": [None]}, "'name' must be a list of str, but has None"),
        ({"name": {"web": False}}, "'name' must be a list"),
        ({"label": {"a": "b"}}, "'label' must be a list"),
        ({"label": {"a": 1}}, "'label' must be a list"),
        ({"label": {5: True}, "name": object()}, "'name' must be a str"),
        ({"name": b"web"}, "'name' must be a str"),
        ({"name": {1, 2}}, "'name' must be a str"),
        ({"stars": float("nan")}, "'stars' must be a number"),
        ({5: "a"}, "JSON"),
        ({"name": "\ud800"}, "surrogate"),
    ],
)
def test_what_no_engine_takes(filters: Any, expected: str) -> None:
    message = refused("ContainerList", {"filters": filters})
    assert "'filters'" in message
    assert expected in message


scalars = st.one_of(st.text(st.characters(exclude_categories=["Cs"])), st.booleans(), st.integers(-(2**70), 2**70))


@given(st.dictionaries(st.text(st.characters(exclude_categories=["Cs"])), st.one_of(scalars, st.lists(scalars))))
def test_all_that_is_sent_is_lists_of_str(filters: dict[str, Any]) -> None:
    made = sent(filters)
    assert made.keys() == filters.keys()
    assert all(isinstance(value, str) for values in made.values() for value in values)


def test_every_filters_of_every_table_is_known_as_such() -> None:
    for api in (("docker", "v1.25"), ("docker", "v1.55"), ("podman", "v3.1.0"), ("podman", "v6.0.0")):
        entries = [op for operations in load(*api)["categories"].values() for op in operations.values()]
        formats = [param.get("format") for op in entries for param in op["params"] if param["name"] == "filters"]
        assert len(formats) > 10
        assert set(formats) == {"filters"}
