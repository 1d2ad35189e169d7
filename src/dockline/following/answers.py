"""Reads what the engines answer to a list and to an inspection."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from dockline.errors import ProtocolError

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
        return [
            Row(
                id=row["Id"],
                # Docker also lists the names by which linked containers know it, such as /other/alias.
                name=min(row["Names"] or ("",), key=lambda name: name.count("/")).lstrip("/"),
                image=row["Image"],
                labels=row["Labels"] or {},
                alive=row["State"] in _ALIVE,
                has_run=row["State"] not in _NEVER_RUN,
                run=row.get("Pid") or None,
            )
            for row in answer
        ]
    except (AttributeError, KeyError, TypeError) as error:
        raise ProtocolError(f"the engine's list of containers has another form than expected: {error!r}", 0) from None


def read_facts(answer: Any, is_podman: bool) -> Facts:
    """Reads the answer to an inspection. Raises ProtocolError if it is none."""
    try:
        state = answer["State"]
        driver = answer["HostConfig"]["LogConfig"]["Type"]
        return Facts(
            # A container that waits for its next automatic start counts as running in Docker.
            alive=bool(state["Running"] or state.get("Paused")) and not state.get("Restarting"),
            has_run=state["Status"] not in _NEVER_RUN,
            run=(state.get("Pid") or None) if is_podman else None,
            started=state["StartedAt"],
            exit_code=state.get("ExitCode"),
            driver=driver,
            readable=not (is_podman and driver in _NO_LOG),
        )
    except (AttributeError, KeyError, TypeError) as error:
        raise ProtocolError(f"the engine's answer to an inspection has another form: {error!r}", 0) from None
