"""Reads what the engines answer to a list and to an inspection."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from dockline import redaction
from dockline.errors import ProtocolError
from dockline.following.container import is_id

# The states of a list in which the process of a container exists.
_ALIVE = frozenset(("running", "paused", "stopping"))
_NEVER_RUN = frozenset(("created", "configured", "initialized"))
# Podman can't read the log of a container that has one of these drivers, and says so in different ways.
_NO_LOG = frozenset(("none", "passthrough", "passthrough-tty"))


class Row(NamedTuple):
    """A container of a list. `run` differs between two runs of a container, None if the engine does not tell."""

    id: str
    name: str
    image: str
    labels: Mapping[str, str]
    alive: bool
    has_run: bool
    run: Any


class Facts(NamedTuple):
    """An inspected container. `run` and `started` differ between two runs of a container."""

    alive: bool
    has_run: bool
    run: Any
    started: str
    exit_code: int | None
    driver: str | None
    readable: bool


def read_rows(answer: Any) -> list[Row]:
    """Reads the answer to a list. Raises ProtocolError if it is none."""
    try:
        return [_read_row(row) for row in answer]
    except (AttributeError, KeyError, TypeError) as error:
        raise ProtocolError(f"the engine's list of containers has another form than expected: {error!r}", 0) from None


def _read_row(row: Any) -> Row:
    names = [_text("Names", name) for name in row["Names"] or ("",)]
    labels = row["Labels"] or {}
    state = _text("State", row["State"])
    return Row(
        id=_id(row["Id"]),
        # Docker also lists the names by which linked containers know it, such as /other/alias.
        name=min(names, key=lambda name: name.count("/")).lstrip("/"),
        image=_text("Image", row["Image"]),
        labels={name: _text("Labels", value) for name, value in labels.items()},
        alive=state in _ALIVE,
        has_run=state not in _NEVER_RUN,
        run=_number("Pid", row.get("Pid")) or None,
    )


def read_facts(answer: Any, is_podman: bool) -> Facts:
    """Reads the answer to an inspection. Raises ProtocolError if it is none."""
    try:
        state = answer["State"]
        driver = answer["HostConfig"]["LogConfig"]["Type"]
        return Facts(
            # A container that waits for its next automatic start counts as running in Docker.
            alive=bool(state["Running"] or state.get("Paused")) and not state.get("Restarting"),
            has_run=_text("Status", state["Status"]) not in _NEVER_RUN,
            run=(_number("Pid", state.get("Pid")) or None) if is_podman else None,
            started=_text("StartedAt", state["StartedAt"]),
            exit_code=_number("ExitCode", state.get("ExitCode")),
            driver=None if driver is None else _text("Type", driver),
            readable=not (is_podman and driver in _NO_LOG),
        )
    except (AttributeError, KeyError, TypeError) as error:
        raise ProtocolError(f"the engine's answer to an inspection has another form: {error!r}", 0) from None


def _id(value: Any) -> str:
    if not is_id(value):
        raise TypeError("Id has no id of a container")
    return str(value)


def _text(label: str, value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError(f"{label} has {redaction.describe_type(value)}")
    return value


def _number(label: str, value: Any) -> int | None:
    if value is not None and type(value) is not int:
        raise TypeError(f"{label} has {redaction.describe_type(value)}")
    return value
