"""What `follow` and `follow_events` tell beside lines and events: nothing happens to a log in silence."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Ended", "Gap", "Notice", "Reconnecting", "Renamed", "Started", "Unreadable"]


class Notice:
    """The base class of all notices. It stands in the place of a batch."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Started(Notice):
    """The container has begun to run."""


@dataclass(frozen=True, slots=True)
class Ended(Notice):
    """The container has ended, and its log was read to the end.

    `exit_code` is None if the engine did not tell it: the container was started again or removed at once.
    """

    exit_code: int | None


@dataclass(frozen=True, slots=True)
class Renamed(Notice):
    """The container has another name. `before` is the old one."""

    name: str
    before: str


@dataclass(frozen=True, slots=True)
class Gap(Notice):
    """Something may be missing here.

    - `reason`: a short text.
    - `after`: the time of the last entry before the gap, in nanoseconds since the epoch; None if there was none.
    - `before`: the time of the next entry, if one has come.
    """

    reason: str
    after: int | None = None
    before: int | None = None


@dataclass(frozen=True, slots=True)
class Unreadable(Notice):
    """The engine can't read the log of this container. `driver` is its log driver, if known."""

    driver: str | None


@dataclass(frozen=True, slots=True)
class Reconnecting(Notice):
    """The engine does not answer. dockline tries again. `attempt` counts from 1; `error` is the last error.

    It concerns no container: the container beside it is None.
    """

    attempt: int
    error: Exception
