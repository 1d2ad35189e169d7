"""The log of one container, and the view that reads it."""

from __future__ import annotations

import enum
from collections import deque
from typing import Any

from dockline._wire.positions import Positions, Search
from dockline.following.container import Container
from dockline.following.position import Position, position_of

Entry = tuple[int, int, bytes]


class Step(enum.Enum):
    """What is done with a log, or will be done next."""

    REST = "wait until the container starts"
    INSPECT = "ask the engine whether the container runs"
    FOLLOW = "read, and wait for more"
    CATCH_UP = "read what there is, of a container that runs"
    FINISH = "read what there is, of a container that has ended"
    FINISH_LINE = "read the line that the container has left without an end"
    SEARCH = "look for the tail in what the log still holds"


class View:
    """One reading of a log.

    `plain` tells that batches of this view go to the caller as they come.
    """

    __slots__ = ("before", "log", "opened_at", "plain", "positions", "run", "search", "seen_behind", "step")

    def __init__(self, log: Log, before: Position, positions: Positions, search: Search | None, now: float) -> None:
        self.log = log
        self.step = log.step
        self.before = before
        self.positions = positions
        self.search = search
        self.opened_at = now
        self.plain = False
        self.run = log.run
        self.seen_behind = 0

    @property
    def counter(self) -> Positions | Search:
        """What the view `entries` is given."""
        return self.positions if self.search is None else self.search

    @property
    def follows(self) -> bool:
        """Whether it waits for more at the end of the log."""
        return self.step is Step.FOLLOW

    @property
    def has_news(self) -> bool:
        """Whether the view has given anything."""
        return any(now[0] > old[0] for now, old in zip(self.positions.delivered, self.before.counts, strict=True))


class Withheld:
    """A batch that is not proven yet."""

    __slots__ = ("arrived", "entries", "positions", "size")

    def __init__(self, arrived: float, entries: list[Entry], positions: Positions) -> None:
        self.arrived = arrived
        self.entries = entries
        self.positions = positions
        self.size = sum(len(line) + 64 for _, _, line in entries)


# What the caller has: a position, or the position before a view and what the view has given since.
Given = Position | tuple[Position, Positions]


def frozen(given: Given, engine_time: int) -> Position:
    return given if isinstance(given, Position) else position_of(*given, engine_time)


class Log:
    """The log of a container: where the caller is in it, and what is done with it."""

    __slots__ = (
        "attempt",
        "complete",
        "container",
        "died",
        "driver",
        "dropped",
        "exit_code",
        "failure",
        "gap",
        "given",
        "held",
        "in_list",
        "look_again",
        "position",
        "proven",
        "removed",
        "retry_at",
        "run",
        "searches",
        "started",
        "step",
        "steps_back",
        "stored",
        "told_running",
        "unreadable",
        "view",
        "withheld",
    )

    def __init__(self, container: Container, position: Position) -> None:
        self.container = container
        self.position = position  # where the next view begins: after all that is given or waits to be given
        self.given: Given = position
        self.stored: Given = position  # what the caller has finished, if a checkpoint is kept
        self.view: View | None = None
        self.step = Step.REST
        self.retry_at = 0.0
        self.attempt = 0
        self.run: Any = None  # the last known run
        self.started = ""  # when it began, as the engine writes it
        self.died: int | None = None  # the exit code of an event
        self.exit_code: int | None = None
        self.driver: str | None = None
        self.told_running = False  # the caller knows that it runs
        self.look_again = False  # something has happened that the open view does not know
        self.complete = False  # all of the last run was read
        self.removed = False  # an event has told so
        self.in_list = True
        self.unreadable = False
        self.failure = ("", 0)  # the text of the last error of a view, and how often it came
        self.gap: tuple[str, int | None] | None = None  # to be told before the next entry: reason and `after`
        self.proven = 0.0  # the container still ran then
        self.withheld: deque[Withheld] = deque()
        self.dropped: list[Withheld] = []  # they are read again, unless the container is gone
        self.held: list[Entry] = []
        self.searches = 0
        self.steps_back = 0  # the largest that the log really has

    def __repr__(self) -> str:
        return f"<Log of {self.container.name}: {self.step.name}>"
