"""Histories of containers and engines: each line is delivered once, in order, or a Gap tells."""

from __future__ import annotations

import os
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dockline.notices import Ended, Gap, Notice

from .model import HOUR, KINDS, Delivered, Kind, ModelContainer, ModelDriver, ModelEngine

# FOLLOW_HISTORIES=20000 plays more of them.
HISTORIES = int(os.environ.get("FOLLOW_HISTORIES", "300"))
STEPS = 120


def play(kind: Kind, seed: int, *, rotates: bool = False, steps_clock: bool = False) -> None:
    """Plays one history, and checks what was delivered."""
    random = Random(seed)
    engine = ModelEngine(kind, random)
    engine.sameness = random.choice((0.0, 0.1, 0.9))
    engine.coarse = random.random() < 0.2
    stores = random.choice((1.0, 0.3))
    containers = [engine.create() for _ in range(random.choice((1, 1, 2, 3)))]
    for container in containers:
        if random.random() < 0.8:
            engine.start(container)
        for _ in range(random.randrange(20) if container.alive else 0):
            engine.write(container)
    kept: dict[str, Delivered] = {}
    driver = ModelDriver(engine, None)
    down_until = 0.0

    def restart_follower() -> ModelDriver:
        """A fresh process goes on by what was stored. What was given since then was never output."""
        cursors = []
        for id_, got in driver.delivered.items():
            size, cursor = driver.stored.get(id_, (0, None))
            kept.setdefault(id_, []).extend(got[:size])
            if cursor is not None:
                cursors.append(cursor)
                last[id_] = cursor
        known = {next(iter(cursor["containers"])) for cursor in cursors}
        cursors += [cursor for id_, cursor in last.items() if id_ not in known]
        return ModelDriver(engine, cursors)

    last: dict[str, object] = {}
    for _ in range(STEPS):
        container = random.choice(containers)
        what = random.random()
        if what < 0.22:
            if container.alive:
                engine.write(container)
        elif what < 0.42:
            driver.read(stores)
        elif what < 0.58:
            driver.finish_call(fails=driver.core._was_connected and random.random() < 0.05)
        elif what < 0.64:
            driver.hear()
        elif what < 0.76:
            engine.now += random.choice((0.001, 0.01, 0.1, 0.3, 1.0, 3.0, 20.0))
        elif what < 0.80:
            driver.read(stores, cuts=True)
        elif what < 0.84:
            if container.alive:
                engine.die(container)
            elif not container.removed:
                engine.now += 0.002
                engine.start(container)
        elif what < 0.86:
            if engine.is_up:
                driver = restart_follower()
        elif what < 0.87:
            container.name = f"renamed{random.randrange(9)}"
            engine.tell(container, "rename")
        elif what < 0.875:
            if driver.core._was_connected:
                engine.is_up = False
                down_until = engine.now + random.random() * 5
                if not kind.is_podman and random.random() < 0.5:
                    for other in containers:
                        if other.alive:
                            engine.die(other)
        elif what < 0.885:
            if len(containers) < 5:
                containers.append(engine.create())
                engine.start(containers[-1])
        elif what < 0.90 and rotates:
            container.first = random.randint(container.first, len(container.log))
        elif what < 0.905 and rotates:
            if container.alive:
                engine.die(container)
            container.removed = True
            engine.tell(container, "destroy")
        elif what < 0.92 and steps_clock and not engine.stepped_back:
            engine.stepped_back = random.random() < 0.8
            engine.offset += -HOUR if engine.stepped_back else HOUR
        if not engine.is_up and engine.now >= down_until:
            engine.is_up = True
        driver.act()
        driver.drain(stores)
    finish(engine, driver, containers)
    for container in containers:
        got = kept.get(container.id, []) + driver.delivered.get(container.id, [])
        check(container, got, joins=kind.is_podman or engine.coarse, exact=not rotates)


def finish(engine: ModelEngine, driver: ModelDriver, containers: list[ModelContainer]) -> None:
    """Everything ends, and time passes until there is nothing left to do."""
    engine.is_up = True
    for container in containers:
        if container.alive:
            engine.die(container)
    minutes = 0
    for _ in range(20_000):
        driver.act()
        driver.drain(1.0)
        if driver.is_idle:
            minutes += 1
            if minutes > 3:
                return
            engine.now += 61.0
            continue
        driver.finish_call()
        driver.hear()
        driver.read(1.0)
        engine.now += 0.01
    raise AssertionError(f"the follower does not come to rest: {driver.core.logs} {driver.calls} {driver.readings}")


def expected_lines(container: ModelContainer) -> dict[int, list[tuple[bytes, bool]]]:
    """The lines of each source in order. The flag tells that the line has no end, because its run ended."""
    lines: dict[int, list[tuple[bytes, bool]]] = {1: [], 2: []}
    for source in (1, 2):
        line, run = b"", 0
        for chunk in container.log:
            if chunk.source != source:
                continue
            if line and chunk.run != run:
                lines[source].append((line, True))
                line = b""
            run = chunk.run
            line += chunk.content
            if line.endswith(b"\n"):
                lines[source].append((line[:-1], False))
                line = b""
        if line:
            lines[source].append((line, True))
    return lines


def check(container: ModelContainer, got: Delivered, *, joins: bool, exact: bool) -> None:
    gaps = [item for item in got if isinstance(item, Gap)]
    if exact:
        assert not gaps or any("more than once" in gap.reason for gap in gaps), gaps
    for source, lines in expected_lines(container).items():
        at = 0
        may_skip = not exact  # what was rotated away before it was first read
        for item in got:
            if isinstance(item, Gap):
                may_skip = True
            if isinstance(item, Notice) or item[1] != source:
                continue
            found = match(lines, at, item[2], joins, may_skip)
            assert found is not None, (source, item, lines[at : at + 3], got)
            at = found
            may_skip = False
        # Nobody knows of a container that was removed before it was seen.
        assert at == len(lines) or (may_skip and (got == [] or gaps)), ("missing", source, lines[at:], got)
    if not gaps and not container.removed and container.runs:
        last = max((at for at, item in enumerate(got) if isinstance(item, tuple)), default=0)
        assert any(isinstance(item, Ended) for item in got[last:]), got[-3:]


def match(lines: list[tuple[bytes, bool]], at: int, line: bytes, joins: bool, may_skip: bool) -> int | None:
    """The index behind the line that was delivered, or None if it is not the next one."""
    for start in range(at, len(lines) if may_skip else min(at + 1, len(lines))):
        joined = b""
        for end in range(start, len(lines)):
            joined += lines[end][0]
            if joined == line:
                return end + 1
            if not (lines[end][1] and joins):  # a line without an end is joined with the next run's first
                break
        if may_skip and lines[start][0].endswith(line):
            return start + 1  # the beginning of a line was lost
    return None


kinds = pytest.mark.parametrize("kind", KINDS, ids=["filters", "suffix", "podman", "whole-seconds"])
histories = settings(max_examples=HISTORIES, deadline=None)
seeds = given(seed=st.integers(0, 1 << 40))


@kinds
@histories
@seeds
def test_every_line_comes_once(kind: Kind, seed: int) -> None:
    play(kind, seed)


@kinds
@histories
@seeds
def test_where_the_log_has_lost_something_a_gap_tells(kind: Kind, seed: int) -> None:
    play(kind, seed, rotates=True)


@kinds
@histories
@seeds
def test_a_clock_that_is_set(kind: Kind, seed: int) -> None:
    play(kind, seed, steps_clock=True)
