"""A container, as the caller of `follow` sees it."""

from __future__ import annotations

from collections.abc import Mapping


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
