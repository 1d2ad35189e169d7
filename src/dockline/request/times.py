"""Encodes moments as the engines read them. Docker and Podman read different forms."""

from __future__ import annotations

from dockline import redaction
from dockline.annotations import Any
from dockline.errors import InvalidParameter

_SECOND = 10**9
_YEAR_10000 = 253_402_300_800  # seconds since 1970: the first moment that a datetime can't hold

_NUMBER = r"-?\d{1,12}|\d{1,12}\.\d{1,9}"
_DATE = r"(?P<date>\d{4}-\d\d-\d\d)"
_TIME = r"T(?P<time>\d\d:\d\d:\d\d)(?:\.(?P<fraction>\d{1,9}))?(?P<zone>Z|[+-]\d\d:\d\d)?"
_DURATION = r"[+-]?(?:(?:\d+\.?\d*|\.\d+)(?:ns|us|µs|μs|ms|s|m|h))+"
_UNITS = {
    "ns": 1,
    "us": 1_000,
    "µs": 1_000,
    "μs": 1_000,
    "ms": 1_000_000,
    "s": _SECOND,
    "m": 60 * _SECOND,
    "h": 3600 * _SECOND,
}
_LONGEST = 64  # characters: no valid time is longer


class UnixNanoseconds:
    """A moment for `since` and `until`: `count` nanoseconds since 1970, like `timeNano` of an event.

    A plain int means seconds. Raises InvalidParameter if `count` is no int.
    """

    __module__ = "dockline"

    __slots__ = ("count",)

    def __init__(self, count: int) -> None:
        if isinstance(count, bool) or not isinstance(count, int):
            raise InvalidParameter(f"UnixNanoseconds takes an int, not {redaction.describe_type(count)}")
        self.count = count

    def __repr__(self) -> str:
        return f"UnixNanoseconds({self.count})"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, UnixNanoseconds) and self.count == other.count

    def __hash__(self) -> int:
        return hash((UnixNanoseconds, self.count))


def unix_time(label: str, moment: Any) -> str:
    """Docker's form: seconds since 1970, with all digits of the fraction.

    Docker reads neither RFC 3339 nor durations. Like the docker command, dockline counts a duration back from the clock
    of this machine.
    """
    if not isinstance(moment, str):
        return _seconds(label, moment)
    text = str.__str__(moment)
    if _matches(_NUMBER, text):
        if float(text) >= _YEAR_10000:
            raise _out_of_range(label)
        return text
    if _matches(_DURATION, text):
        from time import time_ns

        return format_unix(label, time_ns() - _duration(text))
    return format_unix(label, _parse_rfc3339(label, text, zone_needed=True))


def date_time(label: str, moment: Any) -> str:
    """Podman's form: RFC 3339.

    Podman also reads numbers, but as floats, which lose nanoseconds. It reads durations by its own clock. A time
    without a zone is in the zone of the engine.
    """
    if isinstance(moment, int):
        return _seconds(label, moment)
    if not isinstance(moment, str):
        return _rfc3339(label, nanoseconds(label, moment))
    text = str.__str__(moment)
    if _matches(_NUMBER, text):
        seconds, _, fraction = text.partition(".")
        if int(seconds) >= _YEAR_10000:
            raise _out_of_range(label)
        return _rfc3339(label, int(seconds) * _SECOND + int(fraction.ljust(9, "0"))) if fraction else text
    if not _matches(_DURATION, text):
        _parse_rfc3339(label, text, zone_needed=False)
    return text


def is_moment(value: Any) -> bool:
    from datetime import datetime

    return isinstance(value, (datetime, UnixNanoseconds))


def nanoseconds(label: str, moment: Any) -> int:
    """Nanoseconds since 1970. A naive datetime is local time, as everywhere in Python. Raises InvalidParameter."""
    if not is_moment(moment):
        reason = ": it loses digits" if isinstance(moment, float) else ""
        raise InvalidParameter(
            f"{label} must be a str, an int, a datetime or dockline.UnixNanoseconds, not "
            f"{redaction.describe_type(moment)}{reason}"
        )
    if isinstance(moment, UnixNanoseconds):
        return moment.count
    from datetime import datetime, timedelta, timezone

    try:
        since_1970 = moment.astimezone(timezone.utc) - datetime(1970, 1, 1, tzinfo=timezone.utc)
    except (OverflowError, ValueError):
        raise _out_of_range(label) from None
    return int(since_1970 // timedelta(microseconds=1)) * 1000


def format_unix(label: str, count: int) -> str:
    """Nanoseconds since 1970 as seconds with a fraction. The fraction counts up, also before 1970."""
    seconds, rest = divmod(count, _SECOND)
    if not -_YEAR_10000 < seconds < _YEAR_10000:
        raise _out_of_range(label)
    return f"{seconds}.{rest:09d}" if rest else str(seconds)


def _seconds(label: str, moment: Any) -> str:
    if not isinstance(moment, int) or isinstance(moment, bool):
        return format_unix(label, nanoseconds(label, moment))
    if abs(moment) >= _YEAR_10000:
        raise _out_of_range(label)
    return format(moment, "d")


def _rfc3339(label: str, count: int) -> str:
    from datetime import datetime, timedelta

    seconds, rest = divmod(count, _SECOND)
    try:
        moment = datetime(1970, 1, 1) + timedelta(seconds=seconds)
    except OverflowError:
        raise _out_of_range(label) from None
    return moment.isoformat() + (f".{rest:09d}Z" if rest else "Z")


def _parse_rfc3339(label: str, text: str, *, zone_needed: bool) -> int:
    """Nanoseconds since 1970 of an RFC 3339 time, exact to all nine digits. Raises InvalidParameter."""
    import re
    from datetime import datetime, timezone

    found = re.fullmatch(f"{_DATE}(?:{_TIME})?", text, re.ASCII)
    if found is None:
        raise InvalidParameter(
            f"{label} is not a time: write RFC 3339 ('2024-05-06T07:08:09.123456789Z'), seconds since 1970 or a "
            "duration ('10m'), or give a datetime or dockline.UnixNanoseconds"
        )
    zone = found["zone"]
    if zone is None and zone_needed:
        raise InvalidParameter(f"{label} has no time zone: add Z or an offset ('+02:00'), or give a datetime")
    try:
        offset = "+00:00" if zone in (None, "Z") else zone
        moment = datetime.fromisoformat(f"{found['date']}T{found['time'] or '00:00:00'}{offset}")
        whole = moment.astimezone(timezone.utc) - datetime(1970, 1, 1, tzinfo=timezone.utc)
    except (ValueError, OverflowError):
        raise InvalidParameter(f"{label} is not a valid date and time") from None
    return (whole.days * 86400 + whole.seconds) * _SECOND + int((found["fraction"] or "").ljust(9, "0"))


def _duration(text: str) -> int:
    """Returns the nanoseconds of a duration in the format of Go."""
    import re

    total = 0
    for whole, fraction, unit in re.findall(r"(\d*)\.?(\d*)([a-zµμ]+)", text, re.ASCII):
        total += int(whole or 0) * _UNITS[unit] + int(fraction or 0) * _UNITS[unit] // 10 ** len(fraction)
    return -total if text.startswith("-") else total


def _matches(pattern: str, text: str) -> bool:
    import re

    return len(text) <= _LONGEST and re.fullmatch(pattern, text, re.ASCII) is not None


def _out_of_range(label: str) -> InvalidParameter:
    return InvalidParameter(
        f"{label} is out of range: a number means seconds since 1970; for nanoseconds write dockline.UnixNanoseconds(…)"
    )
