"""One run of a case."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

from dockline.errors import TimedOut

from .case import BY_CANCEL, BY_CLOSE, Case
from .drivers import driver_of
from .far import Far
from .player import Player
from .verdict import Facts, count_faults, faults_of, kind_of, request_faults, write_faults


class Run:
    """A run of a case. `wrong` has the errors. `report` counts the outcomes of its calls.

    `late` counts how often the last call met a time limit, which may happen on a slow machine.
    """

    def __init__(self, case: Case, engine: Any, conn: dict[str, Any], folder: Path) -> None:
        """Prepares a run. `engine` is the engine behind the proxy, see `Far`.

        `conn` is for the client, without the uri.
        """
        self.case = case
        self.wrong: list[str] = []
        self.report: Counter[tuple[str, str]] = Counter()
        self.late = 0
        self._cancelled = False
        self._engine = engine
        self._driver = driver_of(case.driver)
        self._far = Far(engine, case.plans, case.family, folder, self._stalled)
        conn = {**conn, **case.limits, "uri": self._far.uri}
        self.player = Player(self._driver, conn, case.work.version)

    def __str__(self) -> str:
        lines = [str(self.case)]
        lines += [f"  {name} gave {outcome}" for name, outcome in list(self.player.outcomes.items())]
        lines += [f"  {passage}" for passage in self._far.proxy.passages]
        return "\n".join(lines + self._driver.waits())

    def perform(self) -> None:
        try:
            self._driver.run(self._play())
        finally:
            self._far.be_fair()
            self.player.close()
            self._far.finish()
        self._judge()

    async def _play(self) -> None:
        work = self.case.work
        await self._driver.attempt(work.play(self.player))
        self._far.be_fair()
        # The client must still work.
        while True:
            await self.player.attempt(work.after)
            if not (self.case.limits and isinstance(self.player.outcomes[work.after.name].error, TimedOut)):
                break
            self.late += 1
        self.player.close()

    def _stalled(self) -> None:
        """Runs in the thread of the far side."""
        if self.case.ending == BY_CLOSE:
            self.player.close_streams()
        elif self.case.ending == BY_CANCEL:
            self._cancelled = True
            self._driver.cancel()

    def _judge(self) -> None:
        work = self.case.work
        facts = self._facts()
        outcomes = dict(self.player.outcomes)
        after = outcomes.pop(work.after.name)
        if not after.ended or after.items != work.after.truth:
            self.wrong.append(f"the client was of no use afterwards: it gave {after}")
        for call in work.calls:
            outcome = outcomes.get(call.name)
            self.wrong.extend(faults_of(call, outcome, facts))
            self.wrong.extend(request_faults(call, facts))
            if outcome is not None and outcome.write_error is not None:
                self.wrong.extend(write_faults(call, outcome, facts))
            self.report[self._worst(), kind_of(outcome, call.truth)] += 1
        self.wrong.extend(count_faults(outcomes, facts))

    def _facts(self) -> Facts:
        return Facts(
            self._far.proxy.passages,
            self._engine.sessions,
            tells_ends=self.case.family.startswith("tls"),
            local=self.case.family == "unix",
            limits=frozenset(limit.removesuffix("_timeout") for limit in self.case.limits),
            closed=self.player.closes_streams,
            cancelled=self._cancelled,
        )

    def _worst(self) -> str:
        """Returns the worst fault that was carried out, for the report."""
        kinds = {kind for passage in self._far.proxy.passages for kind, _ in passage.fired}
        worst = [kind for kind in ("cut", "reset", "stall") if kind in kinds]
        return " + ".join(worst or sorted(kinds)) or "no fault was reached"
