"""A container, as the caller of `follow` sees it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

_ID = re.compile(r"[0-9a-f]{12,64}")


def is_id(value: Any) -> bool:
    """Whether a value is an id of a container, as the engines make them."""
    return isinstance(value, str) and _ID.fullmatch(value) is not None


class Container:
    """A container that is followed. `id` never changes. `name` changes when the container is renamed.

    `image` is the name of its image, as the engine tells it. `labels` is a mapping of str to str.
    """

    __module__ = "dockline"
    __slots__ = ("id", "image", "labels", "name")

    def __init__(self, id: str, name: str, image: str, labels: Mapping[str, str]) -> None:
        self.id = id
        self.name = name
        self.image = image
        self.labels = labels

    def __repr__(self) -> str:
        return f"<dockline.Container {self.name or '?'} {self.id[:12]}>"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Container) and self.id == other.id

    def __hash__(self) -> int:
        return hash(self.id)
