"""Runs of tests/faults with a real engine behind the proxy.

The requests that the engine gets are not counted, but the true data are known.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from pathlib import Path
from random import Random
from typing import Any

import pytest
from faults.bodies import split
from faults.calls import VERSION, Call, Data, json_value, reading, talking
from faults.environments import Real
from faults.fleet import Fleet
from faults.processes import table
from faults.server import Exchange
from faults.views import COPIES, FRAMES, LINES, VIEWS
from faults.works import Work, sequence
from support.scripted_server import frame

TALK = "for i in $(seq 200); do echo line $i; echo error $i >&2; done"
RUNS = 60
SEED = "FAULTS_SEED"  # the seed of one run to repeat


class Works:
    """The works on a real engine: a log, inspections, and `cat` in another container."""

    def __init__(self, engine: Any, talker: str, sleeper: str) -> None:
        self.engine = engine
        self.talker = talker
        self.sleeper = sleeper
        self.known = engine.request("GET", f"/{VERSION}/containers/{talker}/json")
        self.said = engine.send("GET", f"/{VERSION}/containers/{talker}/logs?stdout=true&stderr=true")[1]

    def make(self, rng: Random) -> Work:
        after = self.inspect("after")
        kind = rng.choice(("calls", "stream", "exec"))
        if kind == "calls":
            calls = [self.inspect(f"inspect {number}") for number in range(rng.randrange(1, 5))]
            return sequence(kind, calls, after, shares=True)
        call = self.logs(rng) if kind == "stream" else self.cat(rng)
        return sequence(kind, [call], after, streams=True)

    def inspect(self, name: str) -> Call:
        async def do(player: Any, outcome: Any) -> None:
            outcome.items.append(await player.invoke("ContainerInspect", params={"id": self.talker}))

        return self.call(name, Data(json_value), [self.known], do, size=5000)

    def logs(self, rng: Random) -> Call:
        view = VIEWS[rng.choice((*LINES, *FRAMES, *COPIES))]
        # Podman 4 sometimes leaves out lines if it follows a container that has exited.
        follow = rng.random() < 0.5 and self.engine.name == "docker"
        params = {"id": self.talker, "stdout": True, "stderr": True, "follow": follow}

        async def open_(player: Any) -> Any:
            return await player.stream("ContainerLogs", params)

        async def read(player: Any, outcome: Any, stream: Any) -> None:
            await view.read(player.driver, stream, outcome.items)

        return self.call("logs", view, view.of(self.said, True, True), reading(open_, read), len(self.said))

    def cat(self, rng: Random) -> Call:
        view = VIEWS[rng.choice((*LINES, *COPIES))]
        written = b"".join(b"%d\n" % number for number in range(rng.choice((0, 1, 100, 5000))))
        config = {"Cmd": ["cat"], "AttachStdin": True, "AttachStdout": True, "AttachStderr": True}
        made = self.engine.request("POST", f"/containers/{self.sleeper}/exec", config)
        start = {"Detach": False, "Tty": False}

        async def open_(player: Any) -> Any:
            return await player.stream("ExecStart", {"id": made["Id"]}, data=start, category="exec")

        talk = talking(view, split(rng, written), at_once=rng.random() < 0.5)
        truth = view.of(frame(1, written), True, True)
        call = self.call("cat", view, truth, reading(open_, talk), len(written))
        call.upgrades = True
        return call

    def call(self, name: str, view: Any, truth: Any, do: Callable[..., Any], size: int) -> Call:
        # Only the size of the answer is known.
        return Call(name, [Exchange(name, bytes(size + 300))], view, truth, do, framed=True)


@pytest.mark.blocking  # the seeds choose the driver
@pytest.mark.timeout(3600)  # a run reports a hang by itself, and sooner
def test_runs(engine, ran, container, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    def again(seeds: Sequence[int]) -> str:
        return f"{SEED}={seeds[0] if len(seeds) == 1 else ''} pytest {request.node.nodeid!r}"

    works = Works(engine, ran("sh", "-c", TALK), container("sleep", "3600"))
    assert len(VIEWS["lines"].of(works.said, True, True)) == 400
    conn = engine.conn if engine.uri.startswith("https:") else {"uri": engine.direct_uri}
    only = os.environ.get(SEED)
    fleet = Fleet(Real(conn, works.make, tmp_path).run, [int(only)] if only else range(RUNS), again=again)
    fleet.sail()
    print(table(fleet.report))
    assert fleet.wrong == 0
