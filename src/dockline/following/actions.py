"""What the core asks its driver to do. Each action has the method of the core that its outcome goes to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dockline.following.log import Log, View


@dataclass(frozen=True, slots=True)
class Connect:
    """Ask which engine it is, and open its events. Then `connected` or `failed`.

    Later `told` of each batch of events, and `disconnected` when they end. `number` is passed back.
    """

    number: int


@dataclass(frozen=True, slots=True)
class List:
    """List the containers: all, or those with these ids. Then `listed` or `failed`."""

    number: int
    ids: tuple[str, ...] | None


@dataclass(frozen=True, slots=True)
class Prove:
    """List those of these containers that run. Then `proved` or `failed`."""

    number: int
    ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Inspect:
    """Inspect a container. Then `inspected` or `not_inspected`."""

    log: Log


@dataclass(frozen=True, slots=True)
class Open:
    """Open the log of a container as `view` says. Then `opened`, `arrived` for each batch, and `ended`."""

    view: View


@dataclass(frozen=True, slots=True)
class Close:
    """Close this view. Nothing more of it matters."""

    view: View


Action = Connect | List | Prove | Inspect | Open | Close
