"""Pauses before a new attempt."""

from __future__ import annotations

from random import Random

FIRST_DELAY, LONGEST_DELAY = 0.1, 30.0  # seconds


def delay(attempt: int, random: Random) -> float:
    """The pause before an attempt, in seconds: twice as long each time, with jitter."""
    longest: float = min(LONGEST_DELAY, FIRST_DELAY * 2 ** min(attempt - 1, 20))
    return longest * (0.5 + random.random() / 2)
