"""`wait_for`: waits until a container is in a state, by its events. Both drivers use the same steps."""

from __future__ import annotations

import math
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from dockline import redaction
from dockline._wire.rawsocket import clock
from dockline.errors import ContainerEnded, InvalidParameter, TimedOut, nearest
from dockline.following.engine import EngineCalls

STATES = ("running", "healthy", "exited")
_ENDED = ("exited", "stopped", "dead")
# An event may come a moment before the engine answers accordingly.
LOOK_AGAIN = 0.5  # seconds
Condition = str | Callable[[Mapping[str, Any]], Any]


class Waiting:
    """The decisions of one wait."""

    def __init__(self, id_: str, condition: Condition, timeout: float | None) -> None:
        if not isinstance(id_, str) or not id_:
            raise InvalidParameter(
                f"wait_for takes the name or the id of a container, not {redaction.describe_type(id_)}"
            )
        if isinstance(condition, str) and condition not in STATES:
            raise InvalidParameter(
                f"wait_for knows no state {redaction.quoted_name(condition)}: {nearest(condition, STATES)}; or give a "
                "function of the answer to an inspection"
            )
        if not isinstance(condition, str) and not callable(condition):
            raise InvalidParameter(
                f"wait_for takes a state or a function of the answer to an inspection, not "
                f"{redaction.describe_type(condition)}"
            )
        self._id = id_
        self._condition = condition
        self._deadline = math.inf if timeout is None else clock() + check_timeout(timeout)
        self._timeout = timeout

    @property
    def description(self) -> str:
        return self._condition if isinstance(self._condition, str) else "in the state that the function looks for"

    def left(self) -> float:
        """The seconds that are left. Raises TimedOut if there are none."""
        left = self._deadline - clock()
        if left <= 0:
            raise TimedOut(
                f"{self._timeout} s have passed while waiting until the container {self._id} is {self.description}",
                "call",
            )
        return left

    async def wait(
        self, calls: EngineCalls, next_events: Callable[[Any, float], Awaitable[bool | None]]
    ) -> Mapping[str, Any]:
        """Waits. `next_events` waits so many seconds for events of a stream: False at its end, None if none came."""
        calls.deadline = self._deadline
        try:
            answer: Mapping[str, Any] = await calls.inspect(self._id)
            id_ = answer["Id"]  # it may be renamed
            while not self.is_reached(answer):
                stream = await calls.events({"type": ["container"], "container": [id_]})
                try:
                    came: bool | None = True
                    while came is not False:
                        answer = await calls.inspect(id_)
                        if self.is_reached(answer):
                            return answer
                        left = self.left()
                        came = await next_events(stream, min(left, LOOK_AGAIN) if came else left)
                finally:
                    stream.close()
            return answer
        except TimedOut:
            self.left()  # tells what was waited for
            raise

    def is_reached(self, answer: Mapping[str, Any]) -> bool:
        """Whether the wait is over. Raises ContainerEnded if the container has ended instead."""
        if callable(self._condition):
            if self._condition(answer):
                return True
        elif self._is_in_state(answer):
            return True
        state = answer["State"]
        if state["Status"] in _ENDED and not self._comes_again(answer):
            raise ContainerEnded(self._id, state.get("ExitCode"), self.description)
        return False

    def _is_in_state(self, answer: Mapping[str, Any]) -> bool:
        state = answer["State"]
        if self._condition == "exited":
            return state["Status"] in _ENDED and not state.get("Restarting")
        if self._condition == "running":
            return bool(state["Running"]) and not state.get("Restarting")
        health = state.get("Health") or state.get("Healthcheck") or {}
        status = health.get("Status") or ""
        if state["Running"] and status in ("", "none"):
            raise InvalidParameter(f"the container {self._id} has no health check, so it never becomes healthy")
        return bool(state["Running"]) and status == "healthy"

    @staticmethod
    def _comes_again(answer: Mapping[str, Any]) -> bool:
        """Whether the engine will start the container again."""
        if answer["State"].get("Restarting"):
            return True
        policy = (answer.get("HostConfig") or {}).get("RestartPolicy") or {}
        if policy.get("Name") == "on-failure":
            most = policy.get("MaximumRetryCount") or math.inf
            return bool(answer["State"].get("ExitCode") != 0 and answer.get("RestartCount", 0) < most)
        return policy.get("Name") in ("always", "unless-stopped")


def check_timeout(timeout: Any) -> float:
    if isinstance(timeout, bool) or not isinstance(timeout, (int, float)) or not timeout >= 0:
        raise InvalidParameter(f"timeout must be seconds, or None for no limit, not {redaction.number(timeout)}")
    return float(timeout)
