"""`since` and `until`: each moment is written as the engine reads it, to the last digit."""

from __future__ import annotations

import time
from datetime import datetime, timedelta, timezone
from decimal import Decimal
from typing import Any
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

import dockline
from dockline import UnixNanoseconds
from dockline.errors import InvalidParameter
from dockline.spec.tables import load

from .test_parameters import LIBPOD, query, refused

UTC = timezone.utc
DOCKER = "docker", "v1.41"


def sent(moment: Any, api: tuple[str, str], name: str = "since") -> str:
    params = {"id": "web"} if api == DOCKER else {"name": "web"}
    op = "ContainerLogs" if api == DOCKER else "ContainerLogsLibpod"
    return unquote(query(op, {**params, name: moment}, api=api).removeprefix(f"{name}="))


def not_sent(moment: Any, api: tuple[str, str] = DOCKER) -> str:
    params = {"id": "web"} if api == DOCKER else {"name": "web"}
    return refused("ContainerLogs", {**params, "since": moment}, api=api)


@pytest.mark.parametrize("name", ["since", "until"])
@pytest.mark.parametrize(
    ("moment", "docker", "podman"),
    [
        # The timestamp of a log line
        ("2024-05-06T07:08:09.123456789Z", "1714979289.123456789", "2024-05-06T07:08:09.123456789Z"),
        ("2024-05-06T09:08:09.123456789+02:00", "1714979289.123456789", "2024-05-06T09:08:09.123456789+02:00"),
        ("2024-05-06T03:38:09.1-03:30", "1714979289.100000000", "2024-05-06T03:38:09.1-03:30"),
        ("2024-05-06T07:08:09Z", "1714979289", "2024-05-06T07:08:09Z"),
        ("1969-12-31T23:59:59.5Z", "-1.500000000", "1969-12-31T23:59:59.5Z"),
        # Times of a clock
        (datetime(2024, 5, 6, 7, 8, 9, tzinfo=UTC), "1714979289", "2024-05-06T07:08:09Z"),
        (datetime(2024, 5, 6, 7, 8, 9, 1, tzinfo=UTC), "1714979289.000001000", "2024-05-06T07:08:09.000001000Z"),
        (datetime(2024, 5, 6, 9, 8, 9, tzinfo=timezone(timedelta(hours=2))), "1714979289", "2024-05-06T07:08:09Z"),
        (datetime(1970, 1, 1, tzinfo=UTC), "0", "1970-01-01T00:00:00Z"),
        (
            datetime(9999, 12, 31, 23, 59, 59, 999_999, tzinfo=UTC),
            "253402300799.999999000",
            "9999-12-31T23:59:59.999999000Z",
        ),
        # Times of an event
        (UnixNanoseconds(1714979289_123456789), "1714979289.123456789", "2024-05-06T07:08:09.123456789Z"),
        (UnixNanoseconds(1714979289_000000001), "1714979289.000000001", "2024-05-06T07:08:09.000000001Z"),
        (UnixNanoseconds(1714979289_000000000), "1714979289", "2024-05-06T07:08:09Z"),
        (UnixNanoseconds(-1), "-1.999999999", "1969-12-31T23:59:59.999999999Z"),
        # Seconds
        (1714979289, "1714979289", "1714979289"),
        ("1714979289", "1714979289", "1714979289"),
        ("1714979289.120000001", "1714979289.120000001", "2024-05-06T07:08:09.120000001Z"),
        ("1714979289.5", "1714979289.5", "2024-05-06T07:08:09.500000000Z"),
        (0, "0", "0"),
        ("0", "0", "0"),
        (-1, "-1", "-1"),
    ],
)
def test_a_moment_is_exact(moment: Any, docker: str, podman: str, name: str) -> None:
    assert sent(moment, DOCKER, name) == docker
    assert sent(moment, LIBPOD, name) == podman


@pytest.mark.parametrize(
    ("duration", "seconds"),
    [
        ("10m", "600"),
        ("1h30m", "5400"),
        ("1.5h", "5400"),
        (".5s", "0.5"),
        ("1m2.000000001s", "62.000000001"),
        ("3ms", "0.003"),
        ("4us", "0.000004"),
        ("4µs", "0.000004"),
        ("4μs", "0.000004"),
        ("5ns", "0.000000005"),
        ("-10m", "-600"),
        ("+10m", "600"),
    ],
)
def test_a_duration_is_for_podmans_clock_or_by_ours(
    monkeypatch: pytest.MonkeyPatch, duration: str, seconds: str
) -> None:
    now = 1714979289_123456789
    monkeypatch.setattr(time, "time_ns", lambda: now)
    assert Decimal(sent(duration, DOCKER)) == Decimal(now).scaleb(-9) - Decimal(seconds)
    assert sent(duration, LIBPOD) == duration


@pytest.mark.parametrize("local", ["2024-05-06", "2024-05-06T07:08:09", "2024-05-06T07:08:09.5"])
def test_a_time_without_a_zone_is_for_podmans(local: str) -> None:
    assert "add Z or an offset" in not_sent(local)
    assert sent(local, LIBPOD) == local


@pytest.mark.parametrize("api", [DOCKER, LIBPOD])
@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        ("", "is not a time: write"),
        ("yesterday", "is not a time: write"),
        ("10", None),
        ("10 m", "is not a time: write"),
        ("10m ", "is not a time: write"),
        ("m", "is not a time: write"),
        ("1e9", "is not a time: write"),
        ("0x10", "is not a time: write"),
        ("٣", "is not a time: write"),
        (" 5", "is not a time: write"),
        ("1714979289.0000000001", "is not a time: write"),
        ("-1.5", "is not a time: write"),
        ("2024-05-06 07:08:09Z", "is not a time: write"),
        ("2024-05-06T07:08Z", "is not a time: write"),
        ("2024-05-06T07:08:09.1234567890Z", "is not a time: write"),
        ("2024-05-06t07:08:09z", "is not a time: write"),
        ("2024-02-30T07:08:09Z", "is not a valid date and time"),
        ("2024-05-06T25:08:09Z", "is not a valid date and time"),
        ("2024-05-06T07:08:60Z", "is not a valid date and time"),
        ("2024-05-06T07:08:09+99:00", "is not a valid date and time"),
        ("1" * 64 + "s" * 5000, "is not a time: write"),
        ("9" * 5000, "is not a time: write"),
        (1714979289_123456789, "UnixNanoseconds"),
        ("253402300800", "UnixNanoseconds"),
        pytest.param(10**5000, "UnixNanoseconds", id="long"),
        pytest.param(UnixNanoseconds(10**5000), "is out of range", id="longer"),
        (UnixNanoseconds(-(10**30)), "is out of range"),
        (1714979289.120000001, "not a float: it loses digits"),
        (True, "not a bool"),
        (timedelta(minutes=10), "not a timedelta"),
        (b"10m", "not a bytes"),
        ([1714979289], "not a list"),
        ({}, "not a dict"),
    ],
)
def test_what_is_no_moment(moment: Any, expected: str | None, api: tuple[str, str]) -> None:
    if expected is None:
        assert sent(moment, api) == moment
        return
    message = not_sent(moment, api)
    assert "'since'" in message
    assert expected in message


def test_a_duration_too_long_for_any_clock() -> None:
    assert "is out of range" in not_sent("9" * 40 + "h")


def test_a_naive_datetime_is_local_time() -> None:
    moment = datetime(2024, 7, 1, 12, 0, 0, 5)
    assert sent(moment, DOCKER) == f"{int(moment.replace(microsecond=0).timestamp())}.000005000"
    assert sent(moment, LIBPOD) == moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%f") + "000Z"


@pytest.mark.parametrize("api", [DOCKER, LIBPOD])
def test_a_datetime_that_no_clock_can_tell(api: tuple[str, str]) -> None:
    assert "'since' is out of range" in not_sent(datetime.min.replace(tzinfo=timezone(timedelta(hours=12))), api)


@given(st.integers(0, 253_402_300_800 * 10**9 - 1))
def test_any_moment_is_exact(count: int) -> None:
    seconds, _, fraction = sent(UnixNanoseconds(count), DOCKER).partition(".")
    assert int(seconds) * 10**9 + int(fraction or 0) == count
    assert len(fraction) in (0, 9)
    stamp = sent(UnixNanoseconds(count), LIBPOD)
    # The inverse conversion
    assert sent(stamp, DOCKER) == sent(UnixNanoseconds(count), DOCKER)
    assert sent(stamp, LIBPOD) == stamp


@given(st.datetimes(datetime(1970, 1, 2), datetime(9998, 1, 1), timezones=st.just(UTC)))
def test_any_datetime_is_exact(moment: datetime) -> None:
    seconds, _, fraction = sent(moment, DOCKER).partition(".")
    since_1970 = timedelta(seconds=int(seconds), microseconds=int(fraction or 0) // 1000)
    assert datetime(1970, 1, 1, tzinfo=UTC) + since_1970 == moment
    assert sent(sent(moment, LIBPOD), DOCKER) == sent(moment, DOCKER)


@given(st.text())
def test_any_other_text_is_refused_by_a_message(text: str) -> None:
    for api in (DOCKER, LIBPOD):
        try:
            sent(text, api)
        except AssertionError:
            raise
        except InvalidParameter as error:
            assert "'since'" in str(error)


def test_nanoseconds_are_a_value() -> None:
    assert UnixNanoseconds(5) == UnixNanoseconds(5) != UnixNanoseconds(6)
    assert UnixNanoseconds(5) != 5
    assert len({UnixNanoseconds(5), UnixNanoseconds(5)}) == 1
    assert repr(UnixNanoseconds(5)) == "UnixNanoseconds(5)"
    assert dockline.aio.UnixNanoseconds is UnixNanoseconds  # type: ignore[attr-defined]
    for count in (True, 5.0, "5", None):
        with pytest.raises(InvalidParameter, match="takes an int"):
            UnixNanoseconds(count)  # type: ignore[arg-type]


def test_every_since_and_until_has_the_form_of_its_engine() -> None:
    for api, expected in ((("docker", "v1.25"), "unix-time"), (("docker", "v1.55"), "unix-time"), *PODMANS):
        entries = [op for operations in load(*api)["categories"].values() for op in operations.values()]
        formats = {param.get("format") for op in entries for param in op["params"] if param["name"] in TIMES}
        assert formats == {expected}


TIMES = ("since", "until")
PODMANS = ((("podman", "v3.1.0"), "date-time"), (("podman", "v6.0.0"), "date-time"))
