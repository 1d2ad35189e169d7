"""A model of an engine and of a driver, with a clock of its own, to play histories against the core of `follow`.

The engine keeps chunks. It knows nothing of positions: what was written is compared with what was delivered. The views
are read by the real view `entries`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from random import Random
from typing import NamedTuple

from dockline._wire.entries import EntrySplitter
from dockline._wire.reader import ResponseReader
from dockline.errors import APIError, ConnectError, ProtocolError
from dockline.following.actions import Close, Connect, Inspect, List, Open, Prove
from dockline.following.answers import Facts, Row
from dockline.following.cursor import read_cursor, write_cursor
from dockline.following.follower import Follower
from dockline.following.log import View
from dockline.notices import Gap, Notice

SECOND = 10**9
HOUR = 3600 * SECOND
HEAD = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"


class Kind(NamedTuple):
    """A kind of engine."""

    is_podman: bool
    reads_suffix: bool  # of `since`: all from the first entry that is not older
    whole_seconds: bool  # it prints them, but compares nanoseconds

    @property
    def name(self) -> str:
        return "podman" if self.is_podman else "docker"

    def printed(self, time: int) -> int:
        return time // SECOND * SECOND if self.whole_seconds else time


KINDS = [Kind(False, False, False), Kind(False, True, False), Kind(True, False, False), Kind(True, False, True)]


class Written(NamedTuple):
    source: int
    time: int  # in nanoseconds, exact
    content: bytes
    run: int


class ModelContainer:
    def __init__(self, id_: str, name: str) -> None:
        self.id = id_
        self.name = name
        self.alive = False
        self.runs = 0
        self.ended_at = 0.0
        self.exit_code = 0
        self.removed = False
        self.log: list[Written] = []
        self.first = 0  # what was before was rotated away
        self.truncated = False
        self.to_write: list[Written] = []
        self.line = 0

    @property
    def started(self) -> str:
        return f"run {self.runs}" if self.runs else ""


class Reading:
    """A view: what the engine sends of a log, and what the driver makes of it."""

    def __init__(self, engine: ModelEngine, container: ModelContainer, view: View) -> None:
        self.engine = engine
        self.container = container
        self.view = view
        self.run = container.runs
        self.follows = view.follows
        self.at = engine.start_of(container, view.before.since)
        self.since = view.before.since
        self.end = len(container.log)
        self.reader = ResponseReader()
        self.reader.begin(b"GET")
        self.reader.receive_data(HEAD)
        self.reader.next_head()
        self.splitter = EntrySplitter(True, engine.kind.is_podman, 1 << 20, view.counter)
        self.received = b""
        self.is_over = False

    def send(self, count: int, random: Random) -> None:
        """The engine sends up to `count` chunks, or the end."""
        container, kind = self.container, self.engine.kind
        # What the container writes after its end belongs to another run.
        end = self.end
        if self.follows:
            end = next(
                (at for at in range(self.at, len(container.log)) if container.log[at].run > self.run),
                len(container.log),
            )
        is_dead = not container.alive or container.runs != self.run
        drops = kind.is_podman and self.follows and is_dead and self.engine.now > self.ended_at + 0.25
        while self.at < end and count:
            chunk = container.log[self.at]
            self.at += 1
            if not self.engine.fits(chunk, self.since):
                continue
            if drops and random.random() < 0.5:
                continue
            count -= 1
            self.received += frame(chunk, kind)
        if self.at >= end and (not self.follows or is_dead):
            self.received += b"0\r\n\r\n"
            self.is_over = True

    @property
    def ended_at(self) -> float:
        return self.container.ended_at if self.container.runs == self.run else self.engine.last_start


def frame(chunk: Written, kind: Kind) -> bytes:
    seconds, rest = divmod(kind.printed(chunk.time), SECOND)
    day, clock = divmod(seconds, 86400)
    stamp = b"2026-01-%02dT%02d:%02d:%02d" % (1 + day, clock // 3600, clock // 60 % 60, clock % 60)
    if not kind.whole_seconds:
        stamp += b".%09d" % rest
    payload = stamp + b"Z " + chunk.content
    framed = bytes([chunk.source, 0, 0, 0]) + len(payload).to_bytes(4, "big") + payload
    return b"%x\r\n%b\r\n" % (len(framed), framed)


EPOCH = 1767225600 * SECOND  # 2026-01-01


class ModelEngine:
    def __init__(self, kind: Kind, random: Random) -> None:
        self.kind = kind
        self.random = random
        self.now = 100.0
        self.offset = 10 * 86400 * SECOND  # of the clock of the engine
        self.containers: dict[str, ModelContainer] = {}
        self.events: list[dict[str, object]] = []
        self.is_up = True
        self.last_start = 0.0
        self.stepped_back = False
        self.id = "engine"

    @property
    def time(self) -> int:
        """The engine's clock, in nanoseconds since the day of its stamps."""
        return self.offset + int(self.now * SECOND)

    def fits(self, chunk: Written, since: int) -> bool:
        return self.kind.reads_suffix or since == 0 or chunk.time >= since - EPOCH

    def start_of(self, container: ModelContainer, since: int) -> int:
        if since and self.kind.reads_suffix:
            for at in range(container.first, len(container.log)):
                if container.log[at].time >= since - EPOCH:
                    return at
            return len(container.log)
        return container.first

    def tell(self, container: ModelContainer, action: str, **attributes: str) -> None:
        words = {"die": "died", "destroy": "remove"} if self.kind.is_podman else {}
        self.events.append(
            {
                "Type": "container",
                "Action": words.get(action, action),
                "Actor": {"ID": container.id, "Attributes": {"name": container.name, **attributes}},
                "timeNano": self.time,
            }
        )

    # What containers do.

    def create(self) -> ModelContainer:
        number = len(self.containers)
        container = ModelContainer(f"{number:012x}", f"name{number}")
        self.containers[container.id] = container
        return container

    def start(self, container: ModelContainer) -> None:
        container.alive = True
        container.runs += 1
        self.last_start = self.now
        self.tell(container, "start")

    def die(self, container: ModelContainer) -> None:
        container.alive = False
        container.ended_at = self.now
        container.exit_code = self.random.randrange(3)
        if self.random.random() < 0.5:
            while container.to_write:
                self.write_chunk(container)
        container.to_write.clear()  # an unfinished line stays so
        self.tell(container, "die", exitCode=str(container.exit_code))

    def write(self, container: ModelContainer) -> None:
        """Begins a line, or goes on with one."""
        if container.to_write and self.random.random() < 0.8:
            self.write_chunk(container)
            return
        source = self.random.choice((1, 1, 2))
        if any(chunk.source == source for chunk in container.to_write):
            self.write_chunk(container)
            return
        content = b"same" if self.random.random() < self.sameness else b"%d of %d" % (container.line, source)
        container.line += 1
        parts = self.random.choice((1, 1, 1, 2, 3))
        time = self.stamp()
        for number in range(parts):
            # The parts of a line differ: which of two equal parts was rotated away, nobody can tell.
            part = content + (b"\n" if number == parts - 1 else b"-%d-" % number)
            if self.kind.is_podman:
                time = self.stamp()
            container.to_write.append(Written(source, time, part, container.runs))
        self.write_chunk(container)

    sameness = 0.1
    coarse = False

    def stamp(self) -> int:
        time = self.time - self.random.randrange(900_000)  # two writers cross
        return time // SECOND * SECOND if self.coarse else time

    def write_chunk(self, container: ModelContainer) -> None:
        """Of each source the parts of a line come in order."""
        sources = {}
        for chunk in container.to_write:
            sources.setdefault(chunk.source, chunk)
        chunk = self.random.choice(list(sources.values()))
        container.to_write.remove(chunk)
        container.log.append(chunk)

    # What it answers.

    def rows(self, ids: Iterable[str] | None) -> list[Row]:
        wanted = None if ids is None else set(ids)
        return [
            Row(c.id, c.name, "image", {}, c.alive, c.runs > 0, c.runs if c.alive and self.kind.is_podman else None)
            for c in self.containers.values()
            if not c.removed and (wanted is None or c.id in wanted)
        ]

    def facts(self, container: ModelContainer) -> Facts:
        run = container.runs if container.alive and self.kind.is_podman else None
        return Facts(container.alive, container.runs > 0, run, container.started, container.exit_code, "file", True)


Delivered = list[tuple[int, int, bytes] | Notice]


class ModelDriver:
    """Performs what the core asks for, late or never, and is the caller."""

    def __init__(self, engine: ModelEngine, cursors: dict[str, object] | list[object] | None) -> None:
        self.engine = engine
        self.random = engine.random
        engine_id, positions = read_cursor(engine.kind.name, cursors)
        self.core = Follower(
            is_podman=engine.kind.is_podman,
            random=Random(engine.random.random()),
            positions=positions,
            engine_id=engine_id,
        )
        self.calls: list[object] = []
        self.readings: dict[View, Reading] = {}
        self.connection: int | None = None
        self.told = 0  # events
        self.delivered: dict[str, Delivered] = {}
        self.stored: dict[str, tuple[int, object]] = {}  # how much was delivered, and the cursor then
        self.notices: list[Notice] = []

    @property
    def is_idle(self) -> bool:
        return not self.calls and not self.readings and self.told == len(self.engine.events)

    def act(self) -> None:
        for action in self.core.take_actions(self.engine.now):
            if isinstance(action, Close):
                self.readings.pop(action.view, None)
            else:
                self.calls.append((action, self.engine.now))
        if self.core.error is not None:
            raise self.core.error

    def drain(self, stores: float) -> None:
        """The caller takes what there is. It stores cursors now and then, together with what it was given."""
        while self.core.outputs:
            container, output = self.core.take_output()
            if container is None:
                self.notices.append(output)
                continue
            self.take(container.id, output)
            self.store(container.id, stores)

    def take(self, id_: str, output: object) -> None:
        got = self.delivered.setdefault(id_, [])
        if isinstance(output, list):
            assert output
            got += output
        else:
            got.append(output)

    def store(self, id_: str, stores: float) -> None:
        if self.random.random() >= stores:
            return
        positions = [found for found in self.core.positions(self.engine.now) if found[0] == id_]
        cursor = json.loads(json.dumps(write_cursor(self.engine.kind.name, self.core.engine_id, positions)))
        assert len(json.dumps(cursor)) < 1200
        self.stored[id_] = (len(self.delivered[id_]), cursor)

    # What may happen next.

    def finish_call(self, fails: bool = False) -> None:
        if not self.calls:
            return
        action, asked = self.calls.pop(self.random.randrange(len(self.calls)))
        core, engine, now = self.core, self.engine, self.engine.now
        error = ConnectError("the engine is down") if fails or not engine.is_up else None
        if isinstance(action, Connect):
            self.told = len(engine.events)
            if error is not None:
                core.failed(action.number, error, now)
            else:
                self.connection = action.number
                core.connected(action.number, None if engine.kind.is_podman else engine.id, now)
        elif isinstance(action, (List, Prove)):
            if error is not None:
                core.failed(action.number, error, now)
            elif isinstance(action, Prove):
                core.proved(action.number, engine.rows(action.ids), action.ids, asked, now)
            else:
                core.listed(
                    action.number,
                    engine.rows(action.ids),
                    ids=action.ids,
                    engine_time=engine.time + EPOCH,
                    sent=asked,
                    now=now,
                )
        elif isinstance(action, Inspect):
            container = engine.containers[action.log.container.id]
            if error is None and container.removed:
                error = APIError(404, "no such container", None, {})
            if error is not None:
                core.not_inspected(action.log, error, now)
            else:
                core.inspected(action.log, engine.facts(container), engine.time + EPOCH, now)
        elif isinstance(action, Open):
            view = action.view
            if view.log.view is not view:
                return
            container = engine.containers[view.log.container.id]
            if error is None and container.removed:
                error = APIError(404, "no such container", None, {})
            if error is not None:
                core.ended(view, error, now)
            else:
                self.readings[view] = Reading(engine, container, view)
                core.opened(view, now)

    def read(self, stores: float, cuts: bool = False) -> None:
        """Reads a view once."""
        if not self.readings or self.core.is_paused:
            return
        view = self.random.choice(list(self.readings))
        reading = self.readings[view]
        if view.log.view is not view:
            del self.readings[view]
            return
        if not reading.is_over:
            reading.send(self.random.choice((1, 2, 5, 100)), self.random)
        if not self.engine.is_up:
            cuts = True
        size = len(reading.received)
        if cuts or self.random.random() < 0.5:
            size = self.random.randrange(size + 1)
        arrived, reading.received = reading.received[:size], reading.received[size:]
        now = self.engine.now
        error = None
        batch = []
        try:
            if arrived:
                reading.reader.receive_data(arrived)
            while new := reading.reader.next_records(reading.splitter):
                batch += new
        except Exception as failure:  # the driver of `follow` hands over whatever ends a view
            error = failure
        if batch:
            if view.plain:
                self.take(view.log.container.id, batch)
                self.store(view.log.container.id, stores)
            else:
                self.core.arrived(view, batch, now)
                self.drain(stores)
        if view.log.view is not view:
            self.readings.pop(view, None)
            return
        if error is None and reading.reader.ended and not reading.received:
            del self.readings[view]
            self.core.ended(view, None, now)
        elif error is not None or cuts:
            del self.readings[view]
            self.core.ended(view, error or ProtocolError("the response was cut", 0), now)
        self.drain(stores)

    def hear(self) -> None:
        """Reads events."""
        if self.connection is None:
            return
        if not self.engine.is_up:
            number, self.connection = self.connection, None
            self.core.disconnected(number, None, self.engine.now)
            return
        count = self.random.randrange(4)
        documents = self.engine.events[self.told : self.told + count]
        self.told += len(documents)
        self.core.told(self.connection, documents, self.engine.now)


def has_gap(delivered: Delivered) -> bool:
    return any(isinstance(item, Gap) for item in delivered)
