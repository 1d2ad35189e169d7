"""Cursors: positions as JSON. They are stored by callers, so they are checked when they come back."""

from __future__ import annotations

from base64 import b64decode, b64encode
from binascii import Error as Base64Error
from collections.abc import Iterable, Mapping
from contextlib import suppress
from typing import Any

from dockline import redaction
from dockline.errors import InvalidParameter
from dockline.following.container import is_id
from dockline.following.position import NOTHING, TAIL, Count, Position, unpack_tail

VERSION = 1
MAX_CONTAINERS = 100_000
LONGEST_NAME = 500
_LARGEST = (1 << 64) - 1
_LATEST = (1 << 63) - 1
_MOST_CHUNKS = 1 << 60  # the wire code adds four such numbers in 64 bits
_KEYS = {"version", "engine", "engine_id", "containers"}
_CONTAINER_KEYS = {"name", "since", "chunks", "begun", "tail", "floor", "ended"}


def write_cursor(engine: str, engine_id: str | None, positions: Iterable[tuple[str, str, Position]]) -> dict[str, Any]:
    """Makes a cursor of `(id, name, position)`."""
    containers = {}
    for id_, name, position in positions:
        entry: dict[str, Any] = {
            "name": name[:LONGEST_NAME],
            "since": position.since,
            "chunks": [*position.counts[0], *position.counts[1]],
            "tail": b64encode(position.tail).decode(),
        }
        if position.begun is None:
            entry["begun"] = None
        elif position.begun != NOTHING:
            entry["begun"] = [*position.begun[0], *position.begun[1]]
        if position.floor:
            entry["floor"] = position.floor
        if position.ended:
            entry["ended"] = True
        containers[id_] = entry
    return {"version": VERSION, "engine": engine, "engine_id": engine_id, "containers": containers}


def read_cursor(engine: str, cursor: Any) -> tuple[str | None, dict[str, tuple[str, Position]]]:
    """Reads a cursor, or several: a list of them. Returns the id of the engine, and `{id: (name, position)}`.

    If several have the same container, the last one counts. Raises InvalidParameter.
    """
    if cursor is None:
        return None, {}
    cursors = [cursor] if isinstance(cursor, Mapping) else cursor
    if not has_items(cursors):
        raise InvalidParameter(
            "cursor must be what `cursor()` has returned (a dict), or a list of them, not "
            f"{redaction.describe_type(cursor)}{': decode the JSON first' if isinstance(cursor, (str, bytes)) else ''}"
        )
    engine_id = None
    positions: dict[str, tuple[str, Position]] = {}
    for one in cursors:
        engine_id, found = _read_one(engine, one)
        positions.update(found)
        if len(positions) > MAX_CONTAINERS:
            raise InvalidParameter(f"the cursor has more than {MAX_CONTAINERS} containers")
    return engine_id, positions


def has_items(value: Any) -> bool:
    """Whether a value is a list, or another iterable: no text, no bytes, no mapping and no file."""
    others = (str, bytes, bytearray, memoryview, Mapping)
    return isinstance(value, Iterable) and not isinstance(value, others) and not hasattr(value, "read")


def _read_one(engine: str, cursor: Any) -> tuple[str | None, dict[str, tuple[str, Position]]]:
    if not isinstance(cursor, Mapping) or "version" not in cursor:
        raise InvalidParameter("this is no cursor: use what `cursor()` of a follow has returned")
    if cursor["version"] != VERSION:
        raise InvalidParameter(
            f"the cursor has version {redaction.number(cursor['version'])}, and this dockline reads version {VERSION}: "
            "it was made by another dockline"
        )
    if cursor.get("engine") != engine:
        raise InvalidParameter(
            f"the cursor is of the engine {redaction.quoted_name(cursor.get('engine'))}, not of {engine!r}"
        )
    engine_id = cursor.get("engine_id")
    if engine_id is not None and (not isinstance(engine_id, str) or len(engine_id) > 200):
        raise _broken("engine_id")
    containers = cursor.get("containers")
    if not isinstance(containers, Mapping) or set(cursor) - _KEYS:
        raise _broken("containers" if set(cursor) <= _KEYS else "its keys")
    return engine_id, {_id(id_): _position(entry) for id_, entry in containers.items()}


def _id(value: Any) -> str:
    if not is_id(value):
        raise _broken("the id of a container")
    return str(value)


def _position(entry: Any) -> tuple[str, Position]:
    if not isinstance(entry, Mapping) or set(entry) - _CONTAINER_KEYS:
        raise _broken("a container")
    name = entry.get("name")
    if not isinstance(name, str) or len(name) > LONGEST_NAME:
        raise _broken("name")
    text = entry.get("tail")
    tail = None
    if isinstance(text, str) and len(text) < 2700:
        with suppress(Base64Error, ValueError):
            packed = b64decode(text, validate=True)
            tail = unpack_tail(packed)
    if tail is None or any(sum(chunk[1] == source for chunk in tail) > TAIL for source in (1, 2)):
        raise _broken("tail")
    begun = entry.get("begun", [0, 0, 0, 0])
    ended = entry.get("ended", False)
    if not isinstance(ended, bool):
        raise _broken("ended")
    return name, Position(
        _number("since", entry.get("since"), _LATEST),
        _counts("chunks", entry.get("chunks")),
        None if begun is None else _counts("begun", begun),
        packed,
        _number("floor", entry.get("floor", 0), _LATEST),
        ended,
    )


def _counts(label: str, value: Any) -> tuple[Count, Count]:
    if not isinstance(value, list) or len(value) != 4:
        raise _broken(label)
    first, second = (_number(label, number, _MOST_CHUNKS) for number in value[::2])
    first_sum, second_sum = (_number(label, number, _LARGEST) for number in value[1::2])
    return (first, first_sum), (second, second_sum)


def _number(label: str, value: Any, largest: int) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= largest:
        raise _broken(label)
    return value


def _broken(label: str) -> InvalidParameter:
    return InvalidParameter(f"the cursor is broken: {label} is not as `cursor()` writes it. Was it stored whole?")
