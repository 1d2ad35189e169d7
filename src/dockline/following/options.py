"""Checks the arguments of `follow` before anything is sent."""

from __future__ import annotations

import math
import os
import time
from collections.abc import Mapping
from random import Random
from typing import Any, NamedTuple

from dockline import redaction
from dockline._wire.rawsocket import clock
from dockline.errors import InvalidParameter
from dockline.following.checkpoint import Checkpoint
from dockline.following.cursor import has_items, read_cursor
from dockline.following.engine import EngineCalls
from dockline.following.follower import Follower
from dockline.following.position import SECOND
from dockline.json_codec import to_json
from dockline.request.times import unix_time
from dockline.spec import tables


class Parts(NamedTuple):
    """What a following is made of."""

    core: Follower
    calls: EngineCalls
    checkpoint: Checkpoint | None
    engine: str


def make_parts(
    names: Any,
    engine: str,
    conn: Mapping[str, Any] | None,
    filters: Any,
    since: Any,
    until: Any,
    cursor: Any,
    checkpoint: Any,
    transport: Any,
) -> Parts:
    """Checks the arguments, and makes the parts. Raises InvalidParameter, UnsupportedVersion and ConfigError."""
    engine = tables.find_engine(engine).name
    file = None
    if checkpoint is not None:
        if cursor is not None:
            raise InvalidParameter("give either a cursor or a checkpoint: a checkpoint has a cursor of its own")
        if not isinstance(checkpoint, (str, os.PathLike)):
            raise InvalidParameter(f"checkpoint must be a path, not {redaction.describe_type(checkpoint)}")
        file = Checkpoint(checkpoint)
        cursor = file.read()
    engine_id, positions = read_cursor(engine, cursor)
    ends_at = math.inf
    last = 0
    if until is not None:
        last = moment("until", until)
        ends_at = clock() + (last - time.time_ns()) / SECOND
    checked = check_filters(filters)
    core = Follower(
        is_podman=engine == "podman",
        random=Random(),  # noqa: S311 - for pauses
        positions=positions,
        engine_id=engine_id,
        names=check_names(names),
        filters=checked,
        floor=0 if since is None or since == "now" else moment("since", since),
        began=clock() if since == "now" else None,
        ends_at=ends_at,
    )
    calls = EngineCalls(engine, conn, transport, checked, last)
    return Parts(core, calls, file, engine)


def moment(label: str, value: Any) -> int:
    """Nanoseconds since the epoch. Raises InvalidParameter."""
    if value == "now":
        return time.time_ns()
    seconds, _, fraction = unix_time(label, value).partition(".")
    count = int(seconds) * SECOND + int(fraction.ljust(9, "0"))
    if count < 0:
        raise InvalidParameter(f"{label} must not be before 1970")
    if count >= 1 << 63:
        raise InvalidParameter(f"{label} must be before the year 2262: later nanoseconds have more than 64 bits")
    return count


def check_names(names: Any) -> list[str] | None:
    if names is None:
        return None
    found = [names] if isinstance(names, str) else names
    if not has_items(found):
        raise InvalidParameter(
            f"names must be a name or an id of a container, or a list of them, not {redaction.describe_type(names)}"
        )
    checked = []
    for name in found:
        if not isinstance(name, str):
            raise InvalidParameter(f"names must be names or ids of containers, not {redaction.describe_type(name)}")
        checked.append(name.removeprefix("/"))
        if not checked[-1]:
            raise InvalidParameter("a name of a container must not be empty")
    return checked


def check_filters(filters: Any) -> dict[str, list[str]]:
    """Returns the filters, with a list for each. Raises InvalidParameter."""
    if filters is None:
        return {}
    if not isinstance(filters, Mapping):
        raise InvalidParameter(
            f"filters must be a mapping, like {{'label': ['app=web']}}, not {redaction.describe_type(filters)}"
        )
    checked = {}
    for name, values in filters.items():
        if not isinstance(name, str):
            raise InvalidParameter(f"the name of a filter must be a str, not {redaction.describe_type(name)}")
        listed = [values] if isinstance(values, str) else values
        if not has_items(listed):
            raise InvalidParameter(
                f"the values of the filter {redaction.quoted_name(name)} must be a list of str, not "
                f"{redaction.describe_type(values)}"
            )
        checked[name] = list(listed)
        for value in checked[name]:
            if not isinstance(value, str):
                raise InvalidParameter(
                    f"the values of the filter {redaction.quoted_name(name)} must be str, not "
                    f"{redaction.describe_type(value)}"
                )
    to_json("filters", checked)  # raises InvalidParameter for what can't be sent
    return checked
