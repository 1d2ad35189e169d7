"""Decides whether the results of a run are right: which outcomes each fault may have."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from dockline.errors import ConnectError, ProtocolError, StreamClosed, TimedOut

from .bodies import hear
from .calls import Call
from .plan import CUT, DOWN
from .player import Outcome
from .server import Asked, Session

if TYPE_CHECKING:
    from .proxy import Passage


@dataclass
class Right:
    """A right outcome: this error after just these items, or (None) after any beginning of the true data.

    The error is None for a quiet end, and `GIVEN_UP` for a task that was cancelled.
    """

    error: Any
    items: Any = None


GIVEN_UP = object()
# One of these must be in the message of an error.
SAYS: dict[type, list[str]] = {
    ConnectError: ["can't connect", "closed the connection before it answered"],
    ProtocolError: [
        "the response was cut",
        "inside the response head",
        "ends inside a",
        "is not JSON",
        "has no timestamp",
    ],
}


@dataclass
class Facts:
    """What the proxy and the engine know of a run.

    - `tells_ends`: the transport tells an end from a cut.
    - `local`: bytes that were sent before a reset are not lost.
    - `sessions`: those of a prepared engine. None for a real one.
    """

    passages: list[Passage]
    sessions: dict[int, Session] | None
    tells_ends: bool
    local: bool
    limits: frozenset[str]  # the time limits of the client
    closed: bool  # another thread has closed the streams
    cancelled: bool

    def broken(self) -> list[Passage]:
        return [passage for passage in self.passages if passage.ended is not None]

    def attempts(self, line: str) -> Iterator[tuple[Passage, int, Asked]]:
        """Returns where the request of a line came: its number on each connection."""
        for number, session in (self.sessions or {}).items():
            for index, asked in enumerate(session.asked):
                if asked.line == line:
                    yield self.passages[number], index, asked

    def answered(self, passage: Passage, asked: Asked) -> tuple[bytes, bool]:
        """Returns the bytes of the answer that the client got, and whether it learned of the end."""
        assert self.sessions is not None
        channel = self.sessions[passage.number].channel
        understood, told_end = channel.understood(passage.passed[DOWN])
        if asked.begin is None:
            return b"", told_end
        end = len(channel.sent) if asked.end is None else asked.end
        return bytes(channel.sent[asked.begin : min(end, understood)]), told_end


def faults_of(call: Call, outcome: Outcome | None, facts: Facts) -> Iterator[str]:
    """Returns the errors in the outcome of a call."""
    if outcome is None:
        if not facts.cancelled:
            yield f"{call.name} was not made"
        return
    if outcome.ended and outcome.items == call.truth:
        return
    rights = list(_rights(call, facts))
    if not any(_fits(call, outcome, right) for right in rights):
        yield f"{call.name} gave {outcome}; the truth is {_short(call.truth)}; right would be {_short(rights)}"
    if not any(part in str(outcome.error) for part in SAYS.get(type(outcome.error), [""])):
        yield f"{call.name} met {outcome.error!r}, which says something else"
    if isinstance(outcome.error, TimedOut) and outcome.error.which not in facts.limits:
        yield f"{call.name} was not given the limit that it says has passed: {outcome.error!r}"


def _fits(call: Call, outcome: Outcome, right: Right) -> bool:
    if right.error is None:
        if not outcome.ended:
            return False
    elif right.error is GIVEN_UP:
        if outcome.ended or outcome.error is not None:
            return False
    elif outcome.ended or type(outcome.error) is not right.error:
        return False
    if right.items is not None:
        return bool(outcome.items == right.items)
    return call.view.is_prefix(outcome.items, call.truth)


def _rights(call: Call, facts: Facts) -> Iterator[Right]:
    if facts.limits:
        yield Right(TimedOut)
    if facts.closed:
        yield Right(StreamClosed)
    if facts.cancelled:
        yield Right(GIVEN_UP)
    nothing = call.view.empty()
    if facts.sessions is None:
        yield from _after_any_break(call, facts)
        return
    for passage in facts.broken():
        # The request may have come without its whole head. It must have been repeated if it may be.
        asked = facts.sessions[passage.number].asked
        idle = all(hear(facts.answered(passage, each)[0]).state == "whole" for each in asked)
        if idle and not (asked and all(exchange.repeatable for exchange in call.exchanges)):
            yield Right(ConnectError, nothing)
    for exchange in call.exchanges:
        for passage, index, asked in facts.attempts(exchange.line):
            if passage.ended is None:
                continue
            wire, told_end = facts.answered(passage, asked)
            lost = Right(ConnectError, nothing)
            repeats = index > 0 and exchange.repeatable
            if not wire:
                yield from [] if repeats else [lost]
                continue
            if passage.ended != CUT:
                # Some or all of it may be lost.
                yield from [] if repeats else [lost]
                yield Right(ProtocolError, None if exchange is call.exchanges[0] else nothing)
            if exchange is call.exchanges[0]:
                yield from _after_break(call, facts, passage, wire, told_end)
            elif hear(wire).state != "whole":
                yield Right(ProtocolError, nothing)


def _after_any_break(call: Call, facts: Facts) -> Iterator[Right]:
    """It is not known which call a broken connection had, or how far it came."""
    if facts.broken():
        yield Right(ConnectError, call.view.empty())
        yield Right(ProtocolError)
        if call.upgrades and not facts.tells_ends:
            yield Right(None)


def _after_break(call: Call, facts: Facts, passage: Passage, wire: bytes, told_end: bool) -> Iterator[Right]:
    """The connection was cut or reset after some of the answer had come, perhaps all of it."""
    state, payload = hear(wire)
    so_far = Right(ProtocolError, call.view.of(payload, call.framed, False))
    if state in ("head", "body"):
        yield so_far
    elif state == "open":
        if (facts.tells_ends and not told_end) or call.view.breaks(payload, call.framed):
            yield so_far
        elif passage.ended == CUT or facts.local:
            # HTTP can't tell this from the end.
            yield Right(None, call.view.of(payload, call.framed, True))


def write_faults(call: Call, outcome: Outcome, facts: Facts) -> Iterator[str]:
    """Returns the errors in the end of writing."""
    error = outcome.write_error
    if isinstance(error, ConnectError):
        right = bool(facts.broken())
    elif isinstance(error, StreamClosed):
        # The reading task has closed the stream after an error or an end.
        right = facts.closed or bool(facts.broken()) or (bool(facts.limits) and isinstance(outcome.error, TimedOut))
    else:
        right = isinstance(error, TimedOut) and error.which in facts.limits
    if not right:
        yield f"{call.name}: writing met {error!r}"


def request_faults(call: Call, facts: Facts) -> Iterator[str]:
    """Returns whether the engine got the right requests, and none too often."""
    for exchange in call.exchanges:
        firsts = 0
        for passage, index, asked in facts.attempts(exchange.line):
            if not exchange.body.startswith(asked.body) or (asked.whole and asked.body != exchange.body):
                yield f"{exchange.line} came with a wrong body of {len(asked.body)} bytes"
            # These requests came on a connection that was used again, before any byte of an answer.
            lost = index > 0 and passage.ended is not None
            if lost and passage.ended == CUT:
                lost = not facts.answered(passage, asked)[0]
            firsts += not (lost and exchange.repeatable)
        if firsts > 1 and not exchange.asked_anew:
            yield f"{exchange.line} came {firsts} times"


def count_faults(outcomes: dict[str, Outcome], facts: Facts) -> Iterator[str]:
    """A connection that breaks has one call."""
    broken = [outcome for outcome in outcomes.values() if isinstance(outcome.error, (ConnectError, ProtocolError))]
    if len(broken) > len(facts.broken()):
        yield f"{len(broken)} calls have failed by {len(facts.broken())} broken connections"


def kind_of(outcome: Outcome | None, truth: Any) -> str:
    """Returns the kind of an error, for the report."""
    if outcome is None:
        return "not made"
    if outcome.error is not None:
        which = f" ({outcome.error.which})" if isinstance(outcome.error, TimedOut) else ""
        return f"{type(outcome.error).__name__}{which}"
    if not outcome.ended:
        return "cancelled"
    return "whole" if outcome.items == truth else "quiet end"


def _short(value: Any) -> str:
    text = repr(value)
    return text if len(text) < 1500 else f"{text[:1500]}…"
