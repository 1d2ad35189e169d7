"""Histories of containers and engines: each line is delivered once, in order, or a Gap tells."""

from __future__ import annotations

import os
from collections.abc import Iterator
from random import Random
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dockline.notices import Ended, Gap, Notice

from .model import EPOCH, HOUR, KINDS, Delivered, Kind, ModelContainer, ModelDriver, ModelEngine, Written

# The same ones each time. FOLLOW_HISTORIES=20000 plays so many others.
HISTORIES = int(os.environ.get("FOLLOW_HISTORIES", "150"))
STEPS = 120


def play(kind: Kind, seed: int, *, rotates: bool = False, steps_clock: bool = False) -> None:
    """Plays one history, and checks what was delivered."""
    random = Random(seed)
    engine = ModelEngine(kind, random)
    engine.sameness = random.choice((0.0, 0.1, 0.9))
    engine.coarse = random.random() < 0.2
    if rotates and (engine.coarse or kind.whole_seconds):
        engine.sameness = 0.0  # which of two equal lines of the same second was rotated away, nobody can tell
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
        for id_, got in driver.delivered.items():
            size, cursor = driver.stored.get(id_, (0, None))
            kept.setdefault(id_, []).extend(got[:size])
            if cursor is not None:
                last[id_] = cursor
        return ModelDriver(engine, list(last.values()))

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
        check(kind, container, got, joins=kind.is_podman or engine.coarse, exact=not rotates)


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


class Line(NamedTuple):
    """A line that was written. `cut`: it has no end, because its run ended."""

    parts: list[tuple[int, bytes]]  # time, as the engine prints it, and content, without the LF
    cut: bool

    def from_part(self, number: int) -> bytes:
        return b"".join(content for _, content in self.parts[number:])


def written_lines(kind: Kind, container: ModelContainer) -> dict[int, list[Line]]:
    """Returns the lines of each source, in order."""
    lines: dict[int, list[Line]] = {1: [], 2: []}
    for source in (1, 2):
        parts: list[Written] = []
        for chunk in [*(chunk for chunk in container.log if chunk.source == source), None]:
            content = b"".join(part.content for part in parts)
            if parts and (chunk is None or chunk.run != parts[-1].run or content.endswith(b"\n")):
                timed = [(kind.printed(part.time) + EPOCH, part.content.removesuffix(b"\n")) for part in parts]
                lines[source].append(Line(timed, not content.endswith(b"\n")))
                parts = []
            if chunk is not None:
                parts.append(chunk)
    return lines


def check(kind: Kind, container: ModelContainer, got: Delivered, *, joins: bool, exact: bool) -> None:
    gaps = [item for item in got if isinstance(item, Gap)]
    if exact:
        assert not gaps or any("more than once" in gap.reason for gap in gaps), gaps
    for source, lines in written_lines(kind, container).items():
        reached = {0}  # where the caller may be: identical lines can't be told apart
        may_skip = not exact  # what was rotated away before it was first read
        for item in got:
            if isinstance(item, Gap):
                may_skip = True
                if "from here on" in item.reason:
                    break  # what Podman has sent at the end of a container that is gone now
            if isinstance(item, Notice) or item[1] != source:
                continue
            found = {end for at in reached for end in matches(lines, at, item, joins, may_skip)}
            assert found, (source, item, [lines[at : at + 3] for at in reached], got)
            reached = found
            may_skip = False
        # Nobody knows of what was rotated away, or removed with its container, before anything was read.
        unseen = reached == {0} and (container.removed or container.first > 0)
        assert len(lines) in reached or (may_skip and (unseen or gaps)), ("missing", source, lines[min(reached) :], got)
    if not gaps and not container.removed and container.runs:
        last = max((at for at, item in enumerate(got) if isinstance(item, tuple)), default=0)
        assert any(isinstance(item, Ended) for item in got[last:]), got[-3:]


def matches(lines: list[Line], at: int, entry: tuple[int, int, bytes], joins: bool, may_skip: bool) -> Iterator[int]:
    """The places behind the line that was delivered, if it is the next one."""
    time, _, delivered = entry
    for start in range(at, len(lines) if may_skip else min(at + 1, len(lines))):
        first = lines[start]
        # The beginning of a line may be lost.
        for number in range(len(first.parts) if may_skip else 1):
            if first.parts[number][0] != time:
                continue
            joined = first.from_part(number)
            end = start
            # A line without an end is joined with the next run's first.
            while joined != delivered and joins and lines[end].cut and end + 1 < len(lines):
                end += 1
                joined += lines[end].from_part(0)
            if joined == delivered:
                yield end + 1


kinds = pytest.mark.parametrize("kind", KINDS, ids=["filters", "suffix", "podman", "whole-seconds"])
histories = settings(max_examples=HISTORIES, deadline=None, derandomize="FOLLOW_HISTORIES" not in os.environ)
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
