"""The works of a run: a few calls, one after the other, at the same time, or merged."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from random import Random
from typing import TYPE_CHECKING, Any

from dockline.errors import DocklineError

from .calls import VERSION, Call, which_version
from .maker import Maker
from .plan import DOWN, UP
from .server import Exchange
from .views import COPIES, DOCUMENTS, ENTRIES, FRAMES, LINES, OCTETS, VIEWS

if TYPE_CHECKING:
    from .player import Player

# The views of `merge`, by the names of the views of a stream.
MERGED: dict[str, dict[str, Any]] = {
    "chunks in batches": {"of": "chunks"},
    "lines in batches": {"of": "lines"},
    "lines tagged in batches": {"of": "lines", "tagged": True},
    "entries in batches": {"of": "entries"},
    "frames in batches": {"of": "frames"},
    "documents in batches": {"of": "documents"},
}


@dataclass
class Work:
    """A work. `after` is the call at the end, when the faults have stopped. `streams`: it has streams to close.

    `shares`: all calls use one connection, as long as it lasts.
    """

    name: str
    calls: list[Call]
    after: Call
    play: Callable[[Player], Coroutine[Any, Any, None]]
    streams: bool = False
    shares: bool = False
    version: str = VERSION

    @property
    def exchanges(self) -> list[Exchange]:
        return [exchange for call in (*self.calls, self.after) for exchange in call.exchanges]

    @property
    def sizes(self) -> dict[str, int]:
        """Returns the expected bytes of each direction of its largest connection."""
        up = [150 + len(exchange.body) + 2000 * exchange.echoes for exchange in self.exchanges]
        down = [len(exchange.wire) + 2000 * exchange.echoes for exchange in self.exchanges]
        total = sum if self.shares else max
        return {UP: total(up), DOWN: total(down)}


def sequence(name: str, calls: list[Call], after: Call, **options: bool) -> Work:
    """Makes the calls one after the other."""

    async def play(player: Player) -> None:
        for call in calls:
            await player.attempt(call)

    return Work(name, calls, after, play, **options)


def make_work(rng: Random) -> Work:
    name, make = rng.choice(KINDS)
    work: Work = make(name, rng, Maker(rng))
    if rng.random() < 0.1:
        work.version = "auto"
        for call in (*work.calls, work.after):
            call.exchanges.append(which_version())
    return work


def one_by_one(name: str, rng: Random, maker: Maker) -> Work:
    calls = [_any_data(rng, maker) for _ in range(rng.randrange(1, 7))]
    return sequence(name, calls, maker.inspect(), shares=True)


def upload(name: str, rng: Random, maker: Maker) -> Work:
    return sequence(name, [*_perhaps(rng, maker), maker.put()], maker.inspect(), shares=True)


def at_once(name: str, rng: Random, maker: Maker) -> Work:
    first = _perhaps(rng, maker)
    others = [_any_data(rng, maker) for _ in range(rng.randrange(2, 5))]

    async def play(player: Player) -> None:
        for call in first:
            await player.attempt(call)
        await player.driver.together([player.attempt(call) for call in others])

    return Work(name, first + others, maker.inspect(), play)


def stream(name: str, rng: Random, maker: Maker) -> Work:
    view = rng.choice(rng.choice((OCTETS, LINES, LINES, ENTRIES, ENTRIES, FRAMES, DOCUMENTS, COPIES, COPIES)))
    return sequence(name, [*_perhaps(rng, maker), _any_stream(rng, maker, view)], maker.inspect(), streams=True)


def attach(name: str, rng: Random, maker: Maker) -> Work:
    view = rng.choice((*LINES, *COPIES))
    return sequence(name, [*_perhaps(rng, maker), maker.attach(view)], maker.inspect(), streams=True)


def merge(name: str, rng: Random, maker: Maker) -> Work:
    view = rng.choice(list(MERGED))
    calls = [_any_stream(rng, maker, view) for _ in range(rng.randrange(2, 5))]

    async def play(player: Player) -> None:
        streams: dict[str, Any] = {}
        outcomes = {}

        def take(found: tuple[str, Any]) -> None:
            key, batch = found
            if batch is None:
                outcomes[key].ended = True
            elif isinstance(batch, list):
                outcomes[key].items.extend(b"".join(batch) if view == "chunks in batches" else batch)
            else:
                outcomes[key].error = batch

        try:
            for call in calls:
                outcomes[call.name] = player.begin(call)
                try:
                    assert call.open is not None
                    streams[call.name] = await call.open(player)
                except DocklineError as error:
                    outcomes[call.name].error = error
            await player.driver.merge(streams, take, **MERGED[view])
        finally:
            for stream in streams.values():
                stream.close()

    return Work(name, calls, maker.inspect(), play, streams=True)


KINDS: tuple[tuple[str, Any], ...] = (
    ("calls", one_by_one),
    ("calls at once", at_once),
    ("stream", stream),
    ("stream", stream),
    ("upload", upload),
    ("attach", attach),
    ("merge", merge),
)


def _perhaps(rng: Random, maker: Maker) -> list[Call]:
    """Makes a call whose connection the next ones can use, or none."""
    return [maker.inspect()] if rng.random() < 0.4 else []


def _any_data(rng: Random, maker: Maker) -> Call:
    makers = (maker.inspect, maker.inspect, maker.list, maker.stats, maker.output, maker.start, maker.delete,
              maker.create, maker.put, maker.free)  # fmt: skip
    return rng.choice(makers)()


def _any_stream(rng: Random, maker: Maker, view: str) -> Call:
    if view in DOCUMENTS:
        return maker.watch(view)
    # The frames of a raw stream are the bytes as they arrive, so nobody can know them before.
    return maker.logs(view, framed=view in FRAMES or rng.random() < 0.7)


assert set(MERGED) <= set(VIEWS)
