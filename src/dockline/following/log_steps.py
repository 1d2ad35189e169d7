"""The decisions of `follow` about a log: when it is opened, from where, and what its end means."""

from __future__ import annotations

from collections import deque
from dataclasses import replace
from random import Random
from typing import Any

from dockline._wire.positions import Positions, Search
from dockline.errors import APIError, BadRequest, ConnectError, PositionLost, ProtocolError, TimedOut
from dockline.following.actions import Action, Close, Inspect, Open, Prove
from dockline.following.answers import Facts
from dockline.following.backoff import delay
from dockline.following.log import Entry, Given, Log, Step, View, Withheld, frozen
from dockline.following.position import MARGIN, NOTHING, SECOND, Position, position_of, unpack_tail
from dockline.notices import Ended, Gap, Notice, Started, Unreadable

MAX_OPENING = 8  # views that read again what was delivered before, and inspections, at the same time
# Podman leaves lines out from 250 ms after the end of a container on. A proof that it ran makes this long safe.
PROOF_LASTS = 0.2
MAX_WITHHELD = 1 << 20  # bytes that wait for a proof before reading stops
MAX_HELD = 1 << 20  # bytes of unfinished lines that wait for an inspection
STALLED = 5.0  # seconds without progress while passing over what was delivered before
OPENED = 0.25  # seconds: a view that had nothing to pass over and is silent for so long waits for new lines
MAX_SEARCHES = 3
MAX_FAILURES = 5  # of a log that is broken at the same place each time
LIVED = 10.0  # seconds: a view that was open this long was no failure

Output = tuple[Log | None, list[Entry] | Notice, Given | None]


class LogSteps:
    """The part of the core that reads logs. `Follower` adds the engine and its containers."""

    def __init__(self, *, is_podman: bool, random: Random) -> None:
        self.logs: dict[str, Log] = {}
        self.outputs: deque[Output] = deque()
        self.error: Exception | None = None  # to be raised
        self._is_podman = is_podman
        self._random = random
        self._actions: list[Action] = []
        self._leaving: dict[str, Log] = {}  # gone, but the caller was not given all of them
        self._waiting: deque[Log] = deque()
        self._slots: set[Log] = set()
        self._proving = False
        self._withheld = 0  # bytes
        self._draining = False  # no log is waited for any more
        self._number = 0  # of the connection to the engine
        self._is_connected = False
        self._other_engine = False  # than the cursor's
        self._engine_time: tuple[int, float] | None = None  # with the time when it was so

    @property
    def is_paused(self) -> bool:
        """Whether the driver must not read the views before a proof has come."""
        return self._withheld > MAX_WITHHELD

    # What the driver tells: a container.

    def inspected(self, log: Log, facts: Facts, engine_time: int, now: float) -> None:
        """The engine has answered an inspection."""
        self._note_engine_time(engine_time, now)
        if self.logs.get(log.container.id) is not log or log.step is not Step.INSPECT:
            return
        self._slots.discard(log)
        same_run = log.started == facts.started
        log.exit_code = facts.exit_code
        log.driver = facts.driver
        log.look_again = False
        held, log.held = log.held, []
        if held and log.view is not None:
            if same_run and not facts.alive:
                self._give_finished_line(log.view, held, now)
                return
            log.view = None  # the line goes on, or another run has begun
        if not log.in_list or not facts.has_run or (log.unreadable and same_run):
            log.step = Step.REST
            return
        restarted = log.started != "" and not same_run
        log.run, log.started = facts.run, facts.started
        if restarted or facts.alive:
            log.complete = log.unreadable = False
        if not facts.alive and facts.readable:
            self._plan(log, Step.FINISH, now)
            return
        if restarted and log.told_running:
            self._give(log, Ended(log.died))
            log.told_running = False
        log.died = None
        if facts.alive and not log.told_running:
            self._give(log, Started())
            log.told_running = True
        if facts.readable:
            self._plan(log, Step.FOLLOW, now)
        else:
            self._refuse(log)

    def not_inspected(self, log: Log, error: Exception, now: float) -> None:
        """An inspection has failed."""
        if self.logs.get(log.container.id) is not log or log.step is not Step.INSPECT:
            return
        self._slots.discard(log)
        if isinstance(error, APIError) and error.status in (404, 409):
            self._forget(log, now)
        elif self._is_final(error):
            self.error = error
        else:
            self._try_again(log, Step.INSPECT, now)

    # What the driver tells: a view.

    def opened(self, view: View, now: float) -> None:
        """The engine has begun to answer. There may be nothing to read yet."""
        if view.log.view is view and view.follows and not any(count for count, _ in view.before.counts):
            self._slots.discard(view.log)

    def arrived(self, view: View, entries: list[Entry], now: float) -> None:
        """Entries have come. Those of a `plain` view may go to the caller without this call."""
        log = view.log
        if log.view is not view:
            return
        positions = view.positions
        if not positions.behind:
            self._slots.discard(log)
        if view.step is Step.FINISH_LINE:
            log.held += entries
            if sum(len(line) + 64 for _, _, line in log.held) > MAX_HELD:
                self._drop_view(view, now)
                log.held = []
                self._plan(log, Step.INSPECT, now)
            return
        self._tell_gap(log, entries[0][0])
        if not (self._is_podman and view.follows):
            self.outputs.append((log, entries, (view.before, positions)))
            view.plain = True
            return
        withheld = Withheld(now, entries, positions.copy())
        if log.proven + PROOF_LASTS >= now and not log.withheld:
            self.outputs.append((log, entries, (view.before, withheld.positions)))
            return
        log.withheld.append(withheld)
        self._withheld += withheld.size
        self._prove(now)

    def ended(self, view: View, error: Exception | None, now: float) -> None:
        """The view has ended, by an error if it is given."""
        log = view.log
        if log.view is not view:
            return
        self._slots.discard(log)
        if self._is_broken(view, error):
            self._leave_view(view, now)
            self._refuse(log)
        elif isinstance(error, PositionLost):
            self._leave_view(view, now)
            if view.positions.behind:
                self._plan(log, Step.SEARCH, now)
            else:
                # The clock of the engine was set back, or the engine repeats itself. Read again, the log tells.
                log.searches = 0
                from_start = log.position.since == log.position.floor
                self._plan(log, Step.CATCH_UP if from_start else Step.SEARCH, now)
        elif isinstance(error, APIError):
            self._leave_view(view, now)
            self._refused(log, error, now)
        elif view.follows:
            if view.has_news or now - view.opened_at >= LIVED or isinstance(error, TimedOut):
                log.attempt = 0
            positions = view.positions
            log.complete = error is None and not self._is_podman and positions.behind == 0 and not positions.unfinished
            self._leave_view(view, now)
            self._plan(log, Step.INSPECT, now)
        elif error is not None:
            self._leave_view(view, now)
            log.held = []
            self._try_again(log, Step.INSPECT, now)
        elif view.search is not None:
            self._end_search(view, view.search, now)
        else:
            self._end_reading(view, now)

    # Steps of a log.

    def _plan(self, log: Log, step: Step, now: float, pause: float = 0) -> None:
        if step is Step.FOLLOW and self._draining:
            step = Step.CATCH_UP
        if step is Step.FOLLOW:
            # The first time at once: most often the container runs on.
            pause = delay(log.attempt, self._random) if log.attempt else 0
            log.attempt += 1
        log.step = step
        log.retry_at = now + pause
        self._waiting.append(log)

    def _try_again(self, log: Log, step: Step, now: float) -> None:
        log.attempt += 1
        self._plan(log, step, now, delay(log.attempt, self._random))

    def _look(self, log: Log, now: float, *, may_have_run: bool = False) -> None:
        """Something has happened to the container: inspects it now, or after the open view."""
        log.complete = log.complete and not may_have_run
        if log.step is Step.REST:
            self._plan(log, Step.INSPECT, now)
        else:
            log.look_again = True

    def _start_waiting(self, now: float) -> None:
        for _ in range(len(self._waiting)):
            if len(self._slots) >= MAX_OPENING:
                return
            log = self._waiting.popleft()
            if self.logs.get(log.container.id) is not log or log.step is Step.REST:
                continue
            if log.retry_at > now:
                self._waiting.append(log)
                continue
            self._slots.add(log)
            if log.step is Step.INSPECT:
                self._actions.append(Inspect(log))
            else:
                self._open(log, now)

    def _open(self, log: Log, now: float) -> None:
        if (
            log.step is not Step.SEARCH
            and log.position.since > log.position.floor
            and 0 < self._engine_now(now) < log.position.since
        ):
            # The clock of the engine was set back. What came since may have times before the position's.
            log.step = Step.SEARCH
        before = log.position
        search = None
        if log.step is Step.SEARCH:
            before = Position(before.floor, tail=before.tail, floor=before.floor)
            search = Search(unpack_tail(before.tail))
        step_back = log.steps_back + MARGIN if log.step is Step.FOLLOW else None
        positions = Positions(before.counts, before.begun, step_back, log.step is not Step.FINISH_LINE)
        log.view = View(log, before, positions, search, now)
        log.dropped = []
        self._actions.append(Open(log.view))

    def _check_slots(self, now: float) -> None:
        """Frees the slots of views that have passed over what was delivered before."""
        for log in list(self._slots):
            view = log.view
            if view is None or view.search is not None:
                continue
            behind = view.positions.behind
            waited = now - view.opened_at
            if view.follows and behind and waited > STALLED:
                if behind == view.seen_behind:
                    # The log may be shorter than before. Reading without waiting tells.
                    self._drop_view(view, now)
                    self._plan(log, Step.CATCH_UP, now)
                    continue
                view.seen_behind = behind
                view.opened_at = now
            elif not behind and (waited > OPENED or any(count for count, _ in view.before.counts)):
                self._slots.discard(log)

    def _leave_view(self, view: View, now: float) -> None:
        """Ends a view. The next one begins where this one has given all, and reads again what is not proven."""
        log = view.log
        log.view = None
        waiting = [given for other, _, given in self.outputs if other is log and given is not None]
        if view.step not in (Step.FINISH_LINE, Step.SEARCH):
            if self._is_podman and view.follows:
                log.position = frozen(waiting[-1] if waiting else log.given, self._engine_now(now))
            else:
                log.position = position_of(view.before, view.positions, self._engine_now(now))
        if not waiting and log.gap is None:
            log.given = log.position
        log.dropped = list(log.withheld)
        for batch in log.withheld:
            self._withheld -= batch.size
        log.withheld.clear()

    def _drop_view(self, view: View, now: float) -> None:
        self._actions.append(Close(view))
        self._leave_view(view, now)
        self._slots.discard(view.log)

    def _forget(self, log: Log, now: float) -> None:
        """The container is gone, and its log with it."""
        if log.view is not None:
            self._drop_view(log.view, now)
        after = log.position.newest or None
        if log.dropped:
            self._give(log, Gap("removed before its end was read: lines may be missing from here on", after))
            for batch in log.dropped:
                self.outputs.append((log, batch.entries, None))
        elif not (log.complete and log.removed):
            self._give(log, Gap("this engine does not have the container" if self._other_engine else "removed", after))
        if log.told_running:
            self._give(log, Ended(log.died))
        elif log.complete and not log.unreadable and not log.position.ended:
            self._give(log, Ended(log.exit_code))  # all was read, but it was removed before that was told
        del self.logs[log.container.id]
        self._leaving[log.container.id] = log
        self._slots.discard(log)

    # The ends of views.

    def _end_reading(self, view: View, now: float) -> None:
        """A view that does not wait has come to the end of the log."""
        log = view.log
        positions = view.positions
        if positions.behind:
            log.held = []
            self._leave_view(view, now)
            self._plan(log, Step.SEARCH, now)
            return
        log.searches = 0
        log.steps_back = positions.steps_back
        has_news = view.has_news
        if view.step is Step.FINISH_LINE:
            if log.held:
                # The view stays: its position counts if the container has not started since.
                self._plan(log, Step.INSPECT, now)
                return
            self._leave_view(view, now)
            self._rest(log, now)
            return
        self._leave_view(view, now)
        self._tell_gap(log, None, log.position)
        if view.step is Step.CATCH_UP:
            if self._draining:
                log.step = Step.REST
            else:
                self._plan(log, Step.INSPECT, now)
        elif positions.unfinished:
            self._plan(log, Step.FINISH_LINE, now)
        elif has_news:
            self._plan(log, Step.FINISH, now)  # until there is nothing new
        else:
            self._rest(log, now)

    def _give_finished_line(self, view: View, entries: list[Entry], now: float) -> None:
        log = view.log
        log.view = None
        log.position = position_of(view.before, view.positions, self._engine_now(now))
        self._tell_gap(log, entries[0][0])
        self.outputs.append((log, entries, log.position))
        self._rest(log, now)

    def _rest(self, log: Log, now: float) -> None:
        """All of the log was read, and the container has ended."""
        log.complete = True
        log.attempt = 0
        if log.look_again:
            self._plan(log, Step.INSPECT, now)
            return
        log.step = Step.REST
        if log.told_running or not log.position.ended:
            log.told_running = False
            log.died = None
            log.position = replace(log.position, ended=True)
            self.outputs.append((log, Ended(log.exit_code), log.position))

    def _end_search(self, view: View, search: Search, now: float) -> None:
        log = view.log
        self._leave_view(view, now)
        before = log.position
        after = before.newest or None
        log.searches += 1
        if not before.tail:
            log.position = Position(before.floor, floor=before.floor)
        elif search.found and log.searches <= MAX_SEARCHES:
            begun = before.begun
            if search.found > 1:
                begun = None
                log.gap = "what was delivered last stands in the log more than once", after
            elif log.searches > 1:
                begun = NOTHING
                log.gap = "the log does not have the beginning of a line any more", after
            log.position = Position(
                before.floor, search.passed, begun, before.tail, floor=before.floor, ended=before.ended
            )
        else:
            # What was delivered last is gone, so all that is left is new. If the engine writes its logs in another way
            # now, this repeats a few seconds behind the Gap.
            since = max(before.floor, before.newest - MARGIN)
            if 0 < self._engine_now(now) < since:
                since = before.floor  # the clock was set back
            log.position = Position(since, floor=since)
            log.gap = "the log does not have what was delivered last: it was rotated or emptied", after
        self._plan(log, Step.CATCH_UP, now)

    def _refused(self, log: Log, error: APIError, now: float) -> None:
        if error.status in (404, 409):
            self._forget(log, now)
        elif error.status == 501:
            self._refuse(log)
        elif self._is_final(error):
            self.error = error
        else:
            self._try_again(log, Step.INSPECT, now)

    def _is_broken(self, view: View, error: Exception | None) -> bool:
        """Whether the log can't be read beyond a place, however often it is tried."""
        log = view.log
        if not isinstance(error, ProtocolError) or view.has_news:
            log.failure = ("", 0)
            return False
        text, count = log.failure
        log.failure = (str(error), count + 1 if text == str(error) else 1)
        return log.failure[1] >= MAX_FAILURES

    def _refuse(self, log: Log) -> None:
        log.step = Step.REST
        log.complete = log.unreadable = True
        self._give(log, Unreadable(log.driver))

    # What the caller gets.

    def _give(self, log: Log, notice: Notice) -> None:
        self.outputs.append((log, notice, None))

    def _tell_gap(self, log: Log, before: int | None, position: Position | None = None) -> None:
        """Tells a gap that was found. The caller is behind it when it has taken the gap, or the entries after it."""
        if log.gap is not None:
            reason, after = log.gap
            log.gap = None
            self.outputs.append((log, Gap(reason, after, before), position))

    # Podman: what is not proven waits.

    def _prove(self, now: float) -> None:
        if not self._proving and self._is_connected:
            self._proving = True
            # Those that have waited a moment ago will wait again.
            ids = tuple(id_ for id_, log in self.logs.items() if log.withheld or log.proven > now - 1)
            self._actions.append(Prove(self._number, ids))

    def _note_run(self, log: Log, alive: bool, run: Any, sent: float, now: float) -> None:
        """Notes whether a container ran after `sent`, and which run it was."""
        view = log.view
        if view is None or not view.follows or not self._is_podman:
            log.run = run or log.run
            return
        if not alive or (view.run is not None and run != view.run):
            if view.opened_at <= sent:
                log.run = run
                self._drop_view(view, now)
                self._plan(log, Step.INSPECT, now)
            return
        view.run = log.run = run
        log.proven = max(log.proven, sent)
        while log.withheld and log.withheld[0].arrived <= sent + PROOF_LASTS:
            batch = log.withheld.popleft()
            self._withheld -= batch.size
            self.outputs.append((log, batch.entries, (view.before, batch.positions)))
        if log.withheld:
            self._prove(now)

    # The engine.

    def _is_final(self, error: Exception) -> bool:
        """Whether trying again can't help."""
        if isinstance(error, APIError):
            return error.status in (401, 403) or isinstance(error, BadRequest)
        return not isinstance(error, (ConnectError, TimedOut, ProtocolError))

    def _note_engine_time(self, engine_time: int, now: float) -> None:
        if engine_time:
            self._engine_time = engine_time, now

    def _engine_now(self, now: float) -> int:
        """What the clock of the engine shows, in nanoseconds; 0 if it is not known."""
        if self._engine_time is None:
            return 0
        engine_time, then = self._engine_time
        return engine_time + int((now - then) * SECOND)
