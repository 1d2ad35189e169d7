"""dockline sends any value in any place of a call, or raises an error of its own before it sends anything."""

from __future__ import annotations

import decimal
import enum
import fractions
import io
import os
import tempfile
import types
from collections import UserDict
from collections.abc import AsyncIterator, Callable, Iterator
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from support.scripted_server import Server, reply

import dockline
from dockline.errors import DocklineError, SpecError

from ..places import PARAMETERS, PLACES, Place


class Text(str):
    pass


class Number(int):
    pass


class Word(str, enum.Enum):
    YES = "yes"


class Folder(os.PathLike[bytes]):
    def __fspath__(self) -> bytes:
        return b"/nowhere/\xff"


def closed(file: Any) -> Any:
    file.close()
    return file


def detached() -> Any:
    file = io.BufferedReader(io.BytesIO(b"a"))  # type: ignore[arg-type]
    file.detach()
    return file


def released() -> memoryview:
    view = memoryview(b"a")
    view.release()
    return view


async def some() -> AsyncIterator[Any]:
    yield "text"


def fails() -> Iterator[bytes]:
    raise RuntimeError
    yield


ODD: list[Callable[[], Any]] = [
    lambda: closed(io.BytesIO(b"a")),
    lambda: closed(tempfile.TemporaryFile()),  # noqa: SIM115
    lambda: closed(tempfile.SpooledTemporaryFile()),  # noqa: SIM115
    lambda: io.StringIO("text"),
    lambda: io.BytesIO(b"a"),
    lambda: io.BytesIO,
    detached,
    released,
    io.RawIOBase,
    some,
    lambda: some,
    lambda: iter(["text"]),
    lambda: iter([b"a", 5]),
    lambda: (part for part in [5]),
    lambda: range(3),
    object,
    lambda: object,
    lambda: memoryview(b"abcdef")[::2],
    lambda: bytearray(b"a"),
    lambda: UserDict({"a": 1}),
    lambda: types.MappingProxyType({"a": {1: 2}}),
    lambda: ValueError("text"),
    lambda: Text("text"),
    lambda: Text("GET"),
    lambda: {Text("X-A"): Text("b")},
    lambda: Number(5),
    lambda: Word.YES,
    lambda: Path("/nowhere/\0"),
    Folder,
    lambda: decimal.Decimal("1.5"),
    lambda: fractions.Fraction(1, 3),
    lambda: 1j,
    lambda: datetime.min,
    lambda: datetime.max.replace(tzinfo=timezone(timedelta(hours=-23))),
    lambda: date(2024, 1, 1),
    lambda: timedelta.max,
    lambda: timedelta(0),
    lambda: 10**5000,
    lambda: -(10**400),
    lambda: [10**5000],
    lambda: {"a": 10**5000},
    lambda: "\ud800",
    lambda: "/\udc80",
    lambda: "unix:///\ud800",
    lambda: "unix:///a\udc80",
    lambda: "ssh://h/\ud800",
    lambda: "tcp://\ud800:1",
    lambda: "a\0b",
    lambda: "a\r\nb: c",
    lambda: "",
    lambda: b"",
    lambda: {"\ud800": "a"},
    lambda: {"": ""},
    lambda: {5: 5},
    lambda: {None: None},
    lambda: {("a",): 1},
    lambda: [[[["a"]]]],
    lambda: {"a": {1, 2}},
    lambda: frozenset({1}),
    lambda: float("nan"),
    lambda: float("inf"),
    lambda: 1e308,
    lambda: True,
    lambda: Ellipsis,
]


def nested(depth: int) -> Any:
    value: Any = "a"
    for _ in range(depth):
        value = [value]
    return value


ODD.append(lambda: nested(2000))

TEXTS = st.text(max_size=30) | st.text(st.characters(categories=["Cs", "Cc", "Zs", "Po", "Lu"]), max_size=30)
PLAIN = st.none() | st.booleans() | st.integers() | st.floats() | TEXTS | st.binary(max_size=30)
VALUES = st.one_of(
    st.sampled_from(ODD).map(lambda make: make()),
    PLAIN,
    st.recursive(
        PLAIN, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3), max_leaves=5
    ),
    TEXTS.map(lambda text: f"unix://{text}"),
    TEXTS.map(lambda text: f"tcp://{text}"),
)
EVERYWHERE = st.sampled_from(PLACES) | st.sampled_from(PARAMETERS)


@pytest.fixture
def server() -> Iterator[Server]:
    with Server(always=reply()) as server:
        yield server


def check(driver: Any, server: Server, place: Place, value: Any) -> None:
    before = len(server.peers)
    try:
        place.act(driver, server.uri, value)
    except SpecError:
        sent = [request for peer in server.peers[before:] for request in peer.requests]
        # A stream exists before its view is asked for. Of a body's parts, dockline checks only the first one early.
        assert not sent or [request.target for request in sent] == ["/any"] or not sent[0].whole, (place.name, value)
    except DocklineError:
        pass


@pytest.mark.parametrize("make", ODD)
def test_odd_values_in_every_place(driver: Any, server: Server, make: Callable[[], Any]) -> None:
    # Both drivers make a request in the same way. Each sends it in its own way.
    sends = ("data", "body", "copy_to", "conn")
    places = PLACES if driver is dockline else [place for place in PLACES if any(word in place.name for word in sends)]
    for place in places:
        try:
            check(driver, server, place, make())
        except Exception as error:
            raise AssertionError(place.name) from error


@settings(max_examples=400, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(place=EVERYWHERE, value=VALUES)
def test_any_value_in_any_place(driver: Any, server: Server, place: Place, value: Any) -> None:
    check(driver, server, place, value)
