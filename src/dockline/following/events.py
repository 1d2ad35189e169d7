"""Reads the engines' events. Docker and Podman use different words for the same."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from dockline.following.container import is_id

START, DIE, RENAME, REMOVE = "start", "die", "rename", "remove"

_KINDS = {
    "start": START,
    "die": DIE,
    "died": DIE,
    "rename": RENAME,
    "destroy": REMOVE,
    "remove": REMOVE,
}
# Engines refuse or ignore words that they do not know, so each gets its own.
DOCKER_WORDS = ("start", "die", "rename", "destroy")
PODMAN_WORDS = ("start", "died", "rename", "remove")


class Event(NamedTuple):
    """Something has happened to a container. `time` is in nanoseconds since the epoch, 0 if the engine tells none."""

    kind: str
    container: str
    name: str
    attributes: Mapping[str, Any]  # image, name, labels and more
    exit_code: int | None
    time: int


def read_event(document: Any) -> Event | None:
    """Reads an event. Returns None for one that does not matter to the log of a container."""
    if not isinstance(document, dict) or document.get("Type") != "container":
        return None
    action = document.get("Action") or document.get("status")
    kind = _KINDS.get(action) if isinstance(action, str) else None
    actor = document.get("Actor")
    if kind is None or not isinstance(actor, dict) or not is_id(actor.get("ID")):
        return None
    attributes = actor.get("Attributes")
    if not isinstance(attributes, dict):
        attributes = {}
    name = attributes.get("name")
    time = document.get("timeNano")
    return Event(
        kind,
        actor["ID"],
        name if isinstance(name, str) else "",
        attributes,
        _number(attributes.get("exitCode", attributes.get("containerExitCode"))),
        time if type(time) is int else 0,
    )


def matches(filters: Mapping[str, list[str]], attributes: Mapping[str, Any]) -> bool:
    """Whether a container is one of those that the filters of a list name, by the attributes of its event.

    Where an event does not tell that, it is none.
    """
    for name, values in filters.items():
        if name == "label":
            for value in values:
                label, equals, wanted = value.partition("=")
                if label not in attributes or (equals and attributes[label] != wanted):
                    return False
        elif name != "name" or not any(value in str(attributes.get("name")) for value in values):
            return False
    return True


def _number(text: Any) -> int | None:
    try:
        return int(text)
    except (OverflowError, TypeError, ValueError):
        return None
