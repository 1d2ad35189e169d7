"""The decisions of `follow`: which containers are followed, and what becomes of the engine.

No I/O, no clock. The driver performs the actions of `take_actions` and tells what comes of them. Before it reads on, it
gives all outputs to the caller. Times are seconds on one clock that never steps back. Times of entries are nanoseconds
since the epoch.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Iterator, Mapping
from random import Random
from typing import Any

from dockline.errors import ConnectError
from dockline.following.actions import Action, Connect, List
from dockline.following.answers import Row
from dockline.following.backoff import delay
from dockline.following.container import Container
from dockline.following.events import DIE, REMOVE, RENAME, START, Event, matches, read_event
from dockline.following.log import Entry, Log, Step, frozen
from dockline.following.log_steps import LogSteps
from dockline.following.position import SECOND, Position
from dockline.notices import Ended, Gap, Notice, Reconnecting, Renamed

LIST_AGAIN = 60.0  # seconds
LISTS_APART = 0.1  # seconds
TICK = 0.05  # seconds: how often views that were just opened are looked after


class Follower(LogSteps):
    """The core of `follow`.

    - `is_podman`: the engine is Podman. Its logs are proven before they are given.
    - `positions`: what the cursor has, by the id of the container.
    - `engine_id`: of the engine that the cursor comes from.
    - `names`: names or ids of the containers to follow; None for all that are listed.
    - `filters`: those of the list.
    - `floor`: nothing before this time is wanted, in nanoseconds since the epoch.
    - `began`: nothing before this moment of the core's clock is wanted; the engine's own clock tells which time it was.
    - `ends_at`: on the core's clock, when to end; infinite for never.
    """

    def __init__(
        self,
        *,
        is_podman: bool,
        random: Random,
        positions: Mapping[str, tuple[str, Position]] | None = None,
        engine_id: str | None = None,
        names: Collection[str] | None = None,
        filters: Mapping[str, list[str]] | None = None,
        floor: int = 0,
        began: float | None = None,
        ends_at: float = math.inf,
    ) -> None:
        super().__init__(is_podman=is_podman, random=random)
        self.engine_id = engine_id
        self._names = None if names is None else tuple(names)
        self._floor = floor
        self._began = began
        self._ends_at = ends_at
        self.unclaimed: dict[str, tuple[str, Position]] = dict(positions or {})  # of the cursor, not found yet
        self._was_connected = False
        self._attempt = 0
        self._connect_at = 0.0
        self._listing = False
        self._list_at = math.inf
        self._filters = filters or {}
        self._unknown: set[str] = set()  # containers that events have told of
        self._started: dict[str, Event] = {}  # those of them that have started
        self._vanished: dict[str, Event] = {}  # if the list that was asked for does not have them
        self._list_unknown_at = math.inf
        self._checks_resting = False
        self._connecting = False
        self._was_listed_at_end = False

    # What the driver needs to know.

    def take_actions(self, now: float) -> list[Action]:
        """Returns what is to be done now. Each action is returned once."""
        self._advance(now)
        actions, self._actions = self._actions, []
        return actions

    @property
    def is_finished(self) -> bool:
        """Whether all was given that there will be."""
        return (
            self._draining
            and self._was_listed_at_end
            and not self.outputs
            and all(log.step is Step.REST for log in self.logs.values())
        )

    def next_time(self, now: float) -> float:
        """When `take_actions` must be called again at the latest."""
        times = [self._ends_at if not self._draining else math.inf]
        if not self._is_connected:
            times.append(math.inf if self._connecting or self._listing else self._connect_at)
        else:
            if not self._listing:
                times += [self._list_at, self._list_unknown_at]
            times += [log.retry_at for log in self._waiting if log.retry_at > now]
            if self._slots:
                times.append(now + TICK)
        return min(times)

    def take_output(self) -> tuple[Container | None, list[Entry] | Notice]:
        """Returns the next output. From then on, the cursor stands behind it."""
        log, output, positions = self.outputs.popleft()
        if log is None:
            return None, output
        if positions is not None:
            log.given = positions
        if self._leaving.get(log.container.id) is log and all(other is not log for other, _, _ in self.outputs):
            del self._leaving[log.container.id]
        return log.container, output

    def positions(self, now: float) -> Iterator[tuple[str, str, Position]]:
        """What the caller has of each container: `(id, name, position)`."""
        for id_, (name, position) in self.unclaimed.items():
            yield id_, name, position
        for logs in self._leaving, self.logs:
            for id_, log in logs.items():
                yield id_, log.container.name, frozen(log.given, self._engine_now(now))

    def came_back_late(self, now: float) -> None:
        """The caller was away for so long that the engine may have dropped events."""
        self._checks_resting = True
        self._list_soon(now)

    # What the driver tells: the engine.

    def connected(self, number: int, engine_id: str | None, now: float) -> None:
        """The events are open. `engine_id` is None if the engine has none that lasts."""
        if number != self._number:
            return
        self._connecting = False
        if engine_id is not None:
            if self.engine_id is not None and self.engine_id != engine_id:
                self._other_engine = True
            self.engine_id = engine_id
        self._listing = True
        self._actions.append(List(number, None))

    def failed(self, number: int, error: Exception, now: float) -> None:
        """Connecting, a list or a proof has failed."""
        if number == self._number:
            self._lose_engine(error, now)

    def disconnected(self, number: int, error: Exception | None, now: float) -> None:
        """The events have ended."""
        if number == self._number:
            self._lose_engine(error or ConnectError("the engine has ended its events"), now)

    def told(self, number: int, documents: Iterable[Any], now: float) -> None:
        """Events have come."""
        if number != self._number:
            return
        for document in documents:
            event = read_event(document)
            if event is None:
                continue
            log = self.logs.get(event.container)
            if log is None or not log.in_list:
                if event.kind == START:
                    self._started[event.container] = event
                if event.kind != REMOVE:
                    self._list_soon(now, event.container)
            elif event.kind == RENAME:
                self._rename(log, event.name)
            elif event.kind == DIE:
                log.died = event.exit_code
                if log.unreadable and log.told_running:
                    log.told_running = False
                    self._give(log, Ended(event.exit_code))
            else:
                log.removed = event.kind == REMOVE
                self._look(log, now, may_have_run=event.kind == START)

    def listed(self, number: int, rows: list[Row], *, ids: Collection[str] | None, engine_time: int, sent: float,
               now: float) -> None:  # fmt: skip
        """A list has come: of all containers, or of those with these ids. `sent` is when it was asked for."""
        if number != self._number:
            return
        self._listing = False
        first = not self._was_connected
        reconnected = not self._is_connected
        self._is_connected = self._was_connected = True
        self._attempt = 0
        self._note_engine_time(engine_time, now)
        if self._began is not None:
            self._floor = engine_time - int((now - self._began) * SECOND)
            self._began = None
        checks = reconnected
        if ids is None:
            checks = checks or self._checks_resting
            self._checks_resting = False
            self._list_at = min(self._list_at, now + LIST_AGAIN)
            self._was_listed_at_end = sent >= self._ends_at
        seen = set()
        for row in rows:
            seen.add(row.id)
            log = self.logs.get(row.id)
            if log is None:
                if self._is_wanted(row.id, row.name):
                    self._add(row, now, is_running_already=first)
                continue
            log.in_list = True
            self._rename(log, row.name)
            self._note_run(log, row.alive, row.run, sent, now)
            if log.step is Step.REST:
                if not log.unreadable and (row.alive or (row.has_run and checks)):
                    self._look(log, now, may_have_run=True)
            elif checks:
                log.look_again = True
        self._tell_vanished(seen)
        if ids is None:
            self._check_unlisted(seen, now)

    def proved(self, number: int, rows: list[Row], ids: Collection[str], sent: float, now: float) -> None:
        """A list of running containers has come. Those of `ids` that are not in it do not run."""
        if number != self._number:
            return
        self._proving = False
        running = {row.id: row for row in rows if row.alive}
        for id_ in ids:
            log = self.logs.get(id_)
            if log is not None:
                row = running.get(id_)
                self._note_run(log, row is not None, None if row is None else row.run, sent, now)

    # The engine.

    def _advance(self, now: float) -> None:
        if self.error is not None:
            return
        if now >= self._ends_at and not self._draining:
            self._drain(now)
        if not self._is_connected:
            if not self._connecting and not self._listing and now >= self._connect_at:
                self._number += 1
                self._connecting = True
                self._actions.append(Connect(self._number))
            return
        if not self._listing and now >= min(self._list_at, self._list_unknown_at):
            ids = None if now >= self._list_at else tuple(sorted(self._unknown))
            if ids is None:
                self._list_at = math.inf
            self._unknown.clear()
            self._vanished, self._started = self._started, {}
            self._list_unknown_at = math.inf
            self._listing = True
            self._actions.append(List(self._number, ids))
        self._check_slots(now)
        self._start_waiting(now)

    def _lose_engine(self, error: Exception, now: float) -> None:
        if self._is_final(error) or not self._was_connected:
            self.error = error
            return
        self._number += 1  # nothing of the old connection matters any more
        self._connecting = self._listing = self._proving = self._is_connected = False
        self._list_at = self._list_unknown_at = math.inf
        self._unknown.clear()
        self._started.clear()
        self._vanished.clear()
        self._attempt += 1
        self._connect_at = now + delay(self._attempt, self._random)
        self.outputs.append((None, Reconnecting(self._attempt, error), None))

    def _list_soon(self, now: float, id_: str | None = None) -> None:
        """Lists the containers: all, or one that is not known yet."""
        if not self._is_connected and not self._listing:
            return  # a list of all comes with the connection
        if id_ is None:
            self._list_at = min(self._list_at, now + LISTS_APART)
        else:
            self._unknown.add(id_)
            self._list_unknown_at = min(self._list_unknown_at, now + LISTS_APART)

    def _drain(self, now: float) -> None:
        self._draining = True
        self._list_soon(now)
        for log in self.logs.values():
            if log.view is not None and log.view.follows:
                self._drop_view(log.view, now)
                self._plan(log, Step.CATCH_UP, now)
            elif log.step is Step.FOLLOW:
                log.step = Step.CATCH_UP

    # Which containers.

    def _is_wanted(self, id_: str, name: str) -> bool:
        return self._names is None or any(
            wanted in (name, id_) or (len(wanted) >= 12 and id_.startswith(wanted)) for wanted in self._names
        )

    def _add(self, row: Row, now: float, *, is_running_already: bool) -> None:
        claimed = self.unclaimed.pop(row.id, None)
        position = Position(self._floor, floor=self._floor) if claimed is None else claimed[1]
        log = Log(Container(row.id, row.name, row.image, row.labels), position)
        self.logs[row.id] = log
        log.told_running = row.alive and is_running_already
        if row.has_run:
            self._plan(log, Step.INSPECT, now)

    def _rename(self, log: Log, name: str) -> None:
        before = log.container.name
        if name and name != before:
            log.container.name = name
            self._give(log, Renamed(name, before))

    def _tell_vanished(self, seen: set[str]) -> None:
        """Tells of containers that have started, and were removed before the list that came."""
        for id_, event in self._vanished.items():
            wanted = self._is_wanted(id_, event.name) and matches(self._filters, event.attributes)
            if wanted and id_ not in seen and id_ not in self.logs:
                log = Log(Container(id_, event.name, str(event.attributes.get("image") or ""), {}), Position())
                self._give(log, Gap("removed before its log could be read"))
        self._vanished.clear()

    def _check_unlisted(self, seen: set[str], now: float) -> None:
        for id_, log in self.logs.items():
            if id_ not in seen and log.step is Step.REST and log.in_list:
                log.in_list = False
                self._look(log, now)
        for id_, (name, position) in list(self.unclaimed.items()):
            # The cursor knows it, but the list does not: it was removed, or does not match the filters any more.
            if id_ in seen:
                continue
            del self.unclaimed[id_]
            log = self.logs[id_] = Log(Container(id_, name, "", {}), position)
            log.in_list = False
            self._plan(log, Step.INSPECT, now)
