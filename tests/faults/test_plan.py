from __future__ import annotations

from random import Random

import pytest

from .case import make_case
from .plan import CUT, DELAY, DOWN, FOR_EVER, PASS, STALL, TRICKLE, UP, Fault, Plan, Step, make_plan, steps
from .works import make_work


@pytest.mark.parametrize(
    ("faults", "done"),
    [
        ([], [Step(PASS, FOR_EVER)]),
        ([Fault(CUT, UP, 0)], [Step(CUT), Step(PASS, FOR_EVER)]),
        (
            [Fault(CUT, UP, 9), Fault(DELAY, UP, 4, 0.5)],
            [Step(PASS, 4), Step(DELAY, 0.5), Step(PASS, 5), Step(CUT), Step(PASS, FOR_EVER)],
        ),
        ([Fault(TRICKLE, UP, 2, 3)], [Step(PASS, 2), Step(TRICKLE, 3), Step(PASS, FOR_EVER)]),
        (
            [Fault(TRICKLE, UP, 0, 10), Fault(STALL, UP, 4)],
            [Step(TRICKLE, 4), Step(STALL), Step(TRICKLE, 6), Step(PASS, FOR_EVER)],
        ),
        (
            [Fault(TRICKLE, UP, 0, 10), Fault(TRICKLE, UP, 4, 2), Fault(TRICKLE, UP, 8, 5)],
            [Step(TRICKLE, 4), Step(TRICKLE, 4), Step(TRICKLE, 5), Step(PASS, FOR_EVER)],
        ),
    ],
)
def test_what_a_flow_does(faults: list[Fault], done: list[Step]) -> None:
    assert list(steps(faults)) == done


def test_a_plan_has_faults_of_both_directions() -> None:
    plan = Plan((Fault(CUT, UP, 9), Fault(CUT, DOWN, 8)))
    assert (plan.of(UP), plan.of(DOWN)) == ([Fault(CUT, UP, 9)], [Fault(CUT, DOWN, 8)])


def test_all_kinds_of_faults_are_planned() -> None:
    plans = [make_plan(Random(seed), {UP: 100, DOWN: 1000}, 0.75) for seed in range(1000)]
    faults = [fault for plan in plans for fault in plan.faults]
    assert {(fault.kind, fault.direction) for fault in faults} == {
        (kind, direction) for kind in ("cut", "reset", "stall", "delay", "trickle") for direction in (UP, DOWN)
    }
    # At the very beginning, at the very end, and after it.
    assert {0, 999, 1000, 1001} <= {fault.at for fault in faults if fault.direction == DOWN}


def test_a_case_is_made_of_its_seed_alone() -> None:
    for seed in range(100):
        first, second = make_case(seed, make_work), make_case(seed, make_work)
        assert str(first) == str(second)
        assert first.work.exchanges == second.work.exchanges
        assert [call.truth for call in first.work.calls] == [call.truth for call in second.work.calls]
