"""The decisions of `follow_events`: each event once, also after a reconnect. No I/O, no clock."""

from __future__ import annotations

import math
from collections import Counter, deque
from collections.abc import Iterable, Mapping
from hashlib import blake2b
from random import Random
from typing import Any

from dockline import redaction
from dockline.errors import APIError, BadRequest, ConnectError, InvalidParameter, ProtocolError, TimedOut
from dockline.following.backoff import delay
from dockline.following.position import SECOND
from dockline.notices import Gap, Notice, Reconnecting

VERSION = 1
OVERLAP = SECOND  # events are asked for again from so long before the newest: their times may cross
CROSSING = SECOND // 10  # an event may have a time from so long before it comes
MAX_KEPT = 4096  # keys; more events in two seconds may come again
MAX_WAITING = 10_000  # events that wait for the caller
CLOCK_SET = 5 * SECOND  # an event that is older than the others by so much: the clock was set back
LIVED = 10.0  # seconds: a connection that lasted so long was no failure

Key = tuple[int, int]  # time in nanoseconds, hash of what happened


def key_of(event: Mapping[str, Any]) -> Key:
    """What makes an event the same as another."""
    actor = event.get("Actor")
    id_ = actor.get("ID") if isinstance(actor, Mapping) else event.get("id")
    time = event.get("timeNano")
    text = f"{id_}\0{event.get('Type')}\0{event.get('Action') or event.get('status')}"
    hash_ = int.from_bytes(blake2b(text.encode(errors="replace"), digest_size=8).digest(), "little")
    return (time if isinstance(time, int) else 0), hash_


class Recent:
    """The keys of the last events: enough to know them when they come again."""

    def __init__(self, since: int = 0, keys: Iterable[Key] = ()) -> None:
        self.since = since  # all events from this time on are in `keys`; 0 before the first connection
        self.keys: deque[Key] = deque(keys)
        self._newest = max((time for time, _ in self.keys), default=0)

    @property
    def newest(self) -> int:
        """The highest time of an event, 0 if there was none."""
        return self._newest

    def add(self, key: Key) -> None:
        if key[0] < self.since - CLOCK_SET:
            self.since = self._newest = key[0]
            self.keys.clear()
        self.keys.append(key)
        self._newest = max(self._newest, key[0])
        self.since = max(self.since, self._newest - OVERLAP)
        # Longer than from `since` on, so that no event is unknown that comes again.
        while self.keys[0][0] < self.since - OVERLAP or len(self.keys) > MAX_KEPT:
            self.keys.popleft()

    def copy(self) -> Recent:
        return Recent(self.since, self.keys)


class EventFollower:
    """The core of `follow_events`.

    - `keeps_events`: the engine's memory of events outlives a restart (Podman's, not Docker's).
    - `cursor`: where to go on; None for the events from now on.
    """

    def __init__(self, engine: str, *, keeps_events: bool, random: Random, cursor: Any = None) -> None:
        self.error: Exception | None = None  # to be raised
        self.connect_at: float = -math.inf
        self._engine = engine
        self._keeps_events = keeps_events
        self._random = random
        self._engine_id, self._received = read_cursor(engine, cursor)
        self._given = self._received.copy()
        self._waiting: deque[tuple[Any, Key | None]] = deque()
        self._dropped = 0
        self._attempt = 0
        self._opened_at: float | None = None
        self._again: Counter[Key] = Counter()  # events that come again, if the engine still has them
        self._in_doubt = False  # no known event has come again yet
        self._was_connected = False

    @property
    def since(self) -> int:
        """The events are asked for from this time on, in nanoseconds; 0 for from now on."""
        return self._received.since

    def opened(self, engine_id: str | None, engine_time: int, now: float) -> None:
        """The events are open."""
        other = engine_id is not None and self._engine_id is not None and engine_id != self._engine_id
        self._engine_id = engine_id or self._engine_id
        self._opened_at = now
        self._again = Counter(self._received.keys)
        self._in_doubt = bool(self._again)
        if other:
            self._add_gap("this is another engine")
            self._again.clear()
            self._in_doubt = False
        elif self._received.since and not self._again and not self._keeps_events:
            self._add_gap("nothing had come before, so the engine may have had events meanwhile")
        if not self._received.since:
            self._received.since = self._given.since = engine_time - CROSSING
        self._was_connected = True

    def arrived(self, events: Iterable[Any], now: float) -> None:
        """Events have come."""
        for event in events:
            if not isinstance(event, dict):
                raise ProtocolError("an event is not a JSON object", 0)
            key = key_of(event)
            if self._again[key]:
                self._again[key] -= 1
                self._in_doubt = False
                continue
            if self._in_doubt:
                self._in_doubt = False
                self._add_gap("the engine does not have the last event any more: it was restarted, or had many since")
            self._received.add(key)
            if len(self._waiting) < MAX_WAITING:
                if self._dropped:
                    self._tell_dropped()
                self._waiting.append((event, key))
            else:
                self._dropped += 1

    def ended(self, error: Exception | None, now: float) -> None:
        """The events have ended, or could not be opened."""
        error = error or ConnectError("the engine has ended its events")
        final = isinstance(error, APIError) and (error.status in (401, 403) or isinstance(error, BadRequest))
        if final or not self._was_connected or not isinstance(error, (APIError, ConnectError, TimedOut, ProtocolError)):
            self.error = error
            return
        if self._opened_at is not None and now - self._opened_at >= LIVED:
            self._attempt = 0
        self._opened_at = None
        self._attempt += 1
        self.connect_at = now + delay(self._attempt, self._random)
        if self._waiting and isinstance(self._waiting[-1][0], Reconnecting):
            self._waiting.pop()  # the caller has not seen the last one yet
        self._waiting.append((Reconnecting(self._attempt, error), None))

    def take(self) -> Any:
        """Returns the next event or notice, or None if there is none."""
        if not self._waiting:
            if not self._dropped:
                return None
            self._tell_dropped()
        output, key = self._waiting.popleft()
        if key is not None:
            self._given.add(key)
        return output

    def cursor(self) -> dict[str, Any]:
        """Where the caller is. A dict for JSON."""
        return {
            "version": VERSION,
            "engine": self._engine,
            "engine_id": self._engine_id,
            "since": self._given.since,
            "events": [list(key) for key in self._given.keys],
        }

    def _add_gap(self, reason: str) -> None:
        self._waiting.append((Gap(reason, self._received.newest or None), None))

    def _tell_dropped(self) -> None:
        self._add_gap(f"the caller was too slow: {self._dropped} events were dropped")
        self._dropped = 0


def read_cursor(engine: str, cursor: Any) -> tuple[str | None, Recent]:
    """Reads a cursor. Raises InvalidParameter."""
    if cursor is None:
        return None, Recent()
    if not isinstance(cursor, Mapping) or "events" not in cursor:
        raise InvalidParameter(
            "this is no cursor of follow_events: use what its `cursor()` has returned (a dict), not "
            f"{redaction.describe_type(cursor)}"
        )
    if cursor.get("version") != VERSION:
        raise InvalidParameter(
            f"the cursor has version {redaction.number(cursor.get('version'))}, and this dockline reads version "
            f"{VERSION}: it was made by another dockline"
        )
    if cursor.get("engine") != engine:
        raise InvalidParameter(
            f"the cursor is of the engine {redaction.quoted_name(cursor.get('engine'))}, not of {engine!r}"
        )
    engine_id = cursor.get("engine_id")
    events = cursor["events"]
    since = cursor.get("since")
    if (
        not (engine_id is None or (isinstance(engine_id, str) and len(engine_id) <= 200))
        or not isinstance(since, int)
        or not _is_number(since, 63)
        or not isinstance(events, list)
        or len(events) > MAX_KEPT
        or not all(isinstance(key, list) and len(key) == 2 and all(_is_number(n, 64) for n in key) for key in events)
    ):
        raise InvalidParameter("the cursor is broken: it is not as `cursor()` writes it. Was it stored whole?")
    return engine_id, Recent(since, [(key[0], key[1]) for key in events])


def _is_number(value: Any, bits: int) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 1 << bits


EventOutput = dict[str, Any] | Notice
