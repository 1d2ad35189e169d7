"""A plan: the faults of each connection, and at which byte. It is data made from a seed. The proxy carries it out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random
from typing import NamedTuple

UP, DOWN = "up", "down"  # to the engine, to the client

# These faults end a connection: by a FIN in either direction, by a reset, or by silence in one direction.
CUT, RESET, STALL = "cut", "reset", "stall"
# These faults only change when bytes arrive: later, or one by one.
DELAY, TRICKLE = "delay", "trickle"
# The action of a step without a fault.
PASS = "pass"

FOR_EVER = float("inf")
BLOCKS = (1 << 16, 1 << 16, 4096, 1460, 61)  # bytes that are passed on at once
MAX_DELAY = 0.02  # seconds
MAX_TRICKLE = 400  # bytes


@dataclass(frozen=True)
class Fault:
    """A fault. `kind` happens to a direction after `at` bytes. `amount`: seconds of a delay, or bytes that trickle."""

    kind: str
    direction: str
    at: int
    amount: float = 0


@dataclass(frozen=True)
class Plan:
    """The plan of one connection."""

    faults: tuple[Fault, ...] = ()
    block: int = 1 << 16

    def of(self, direction: str) -> list[Fault]:
        return [fault for fault in self.faults if fault.direction == direction]


class Step(NamedTuple):
    """A step. `amount` is bytes to pass (one by one if they trickle), or seconds of a delay."""

    kind: str
    amount: float = 0


def steps(faults: Sequence[Fault]) -> Iterator[Step]:
    """Iterates over the steps of one direction of a connection, by its faults.

    When a stall is ended, the next step follows.
    """
    at = 0
    trickles_to = 0.0
    for fault in sorted(faults, key=lambda fault: fault.at):
        yield from _way(at, fault.at, trickles_to)
        at = fault.at
        if fault.kind == TRICKLE:
            trickles_to = max(trickles_to, at + fault.amount)
        else:
            yield Step(fault.kind, fault.amount)
    yield from _way(at, FOR_EVER, trickles_to)


def _way(at: float, to: float, trickles_to: float) -> Iterator[Step]:
    if at < min(to, trickles_to):
        yield Step(TRICKLE, min(to, trickles_to) - at)
        at = min(to, trickles_to)
    if at < to:
        yield Step(PASS, to - at)


def make_plan(rng: Random, sizes: dict[str, int], end: float, stalls: bool = True) -> Plan:
    """Makes a plan. `sizes` are the expected bytes of each direction.

    `end` is the probability of a fault that ends the connection.
    """
    faults = []
    for _ in range(rng.choice((0, 0, 1, 3))):
        kind = rng.choice((DELAY, TRICKLE))
        amount = rng.uniform(0, MAX_DELAY) if kind == DELAY else rng.randrange(1, MAX_TRICKLE)
        faults.append(_somewhere(rng, kind, sizes, amount))
    if rng.random() < end:
        faults.append(_somewhere(rng, rng.choice((CUT, RESET, STALL) if stalls else (CUT, RESET)), sizes))
    return Plan(tuple(faults), rng.choice(BLOCKS))


def _somewhere(rng: Random, kind: str, sizes: dict[str, int], amount: float = 0) -> Fault:
    """Chooses a byte: any, but more often where much is decided: at the beginning, in the heads, at the end."""
    direction = rng.choice((UP, DOWN, DOWN))
    size = sizes[direction]
    where = rng.random()
    if where < 0.1:
        at = rng.randrange(4)
    elif where < 0.3:
        at = rng.randrange(min(size, 300) + 1)
    elif where < 0.85:
        at = rng.randrange(size + 1)
    else:
        at = max(0, size - rng.randrange(-2, 14))
    return Fault(kind, direction, at, amount)
