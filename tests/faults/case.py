"""A case: the seed alone decides everything about a run."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random

from .plan import DOWN, STALL, UP, Plan, make_plan
from .works import Work

FAMILIES = ("unix", "unix", "tcp", "tcp", "tls1.2", "tls1.3")
DRIVERS = ("blocking", "blocking", "asyncio", "uvloop")
HANDSHAKE = {UP: 500, DOWN: 1500}  # bytes, about
# The probability of a fault that ends a connection: for the first one of a run, and for the others.
ENDS = (0.75, 0.3, 0.3, 0.3, 0.3)
BY_LIMITS, BY_CLOSE, BY_CANCEL = "time limits", "close", "cancel"


@dataclass
class Case:
    """A case. `ending` ends a stall: time limits, `close` from another thread, or the cancelling of the task."""

    seed: int
    driver: str
    family: str
    work: Work
    plans: list[Plan]
    ending: str = ""
    limits: dict[str, float] = field(default_factory=dict)

    def __str__(self) -> str:
        names = ", ".join(call.name for call in self.work.calls)
        lines = [f"{self.work.name}: {names}; {self.driver}, {self.family}"]
        lines += [f"  connection {number} is to get {plan}" for number, plan in enumerate(self.plans) if plan.faults]
        if self.ending:
            lines.append(f"  a stall is ended by {self.ending} {self.limits or ''}")
        return "\n".join(lines)


def make_case(seed: int, make_work: Callable[[Random], Work], families: tuple[str, ...] = FAMILIES) -> Case:
    rng = Random(seed)
    work = make_work(rng)
    driver = rng.choice(DRIVERS)
    family = rng.choice(families)
    sizes = work.sizes
    if family.startswith("tls"):
        sizes = {direction: size + HANDSHAKE[direction] for direction, size in sizes.items()}
    case = Case(seed, driver, family, work, [make_plan(rng, sizes, end) for end in ENDS])
    if any(fault.kind == STALL for plan in case.plans for fault in plan.faults):
        case.ending, case.limits = _ending(rng, work, driver)
    return case


def _ending(rng: Random, work: Work, driver: str) -> tuple[str, dict[str, float]]:
    endings = [BY_LIMITS]
    if work.streams:
        endings.append(BY_CLOSE)
    if driver != "blocking":
        endings.append(BY_CANCEL)
    ending = rng.choice(endings)
    if ending == BY_CANCEL:
        return ending, {}
    limit = rng.choice((0.1, 0.2, 0.3))
    whole = {"call_timeout": 2 * limit}
    if ending == BY_CLOSE:
        return ending, whole  # before a stream has begun, there is nothing to close
    each = dict.fromkeys(("connect_timeout", "read_timeout", "write_timeout"), limit)
    # A call's limit ends no stream.
    return ending, rng.choice((each, {**each, **whole}, each if work.streams else whole))
