"""Single calls of a client. Each has the answers of the prepared engine, and the right result."""

from __future__ import annotations

import json
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from support.scripted_server import head

from dockline.errors import DocklineError

from .bodies import unframed
from .server import Exchange
from .views import Items, View

if TYPE_CHECKING:
    from .player import Outcome, Player

VERSION = "v1.41"


@dataclass
class Call:
    """A call. `exchanges` begins with its own; the others are requests that dockline makes for it.

    `open` gives the stream of a call that streams. `upgrades`: its connection leaves HTTP.
    """

    name: str
    exchanges: list[Exchange]
    view: View
    truth: Items
    do: Callable[[Player, Outcome], Coroutine[Any, Any, None]]
    framed: bool = False
    open: Callable[[Player], Coroutine[Any, Any, Any]] | None = None
    upgrades: bool = False


class Data(View):
    """A value. It comes complete or not at all."""

    def __init__(self, decode: Callable[[bytes], Any]) -> None:
        self.decode = decode

    def of(self, payload: bytes, framed: bool, ended: bool) -> Items:
        return [self.decode(payload)] if ended and not self.breaks(payload, framed) else []

    def breaks(self, payload: bytes, framed: bool) -> bool:
        try:
            self.decode(payload)
        except ValueError:
            return True
        return super().breaks(payload, framed)


def json_value(payload: bytes) -> Any:
    return json.loads(payload) if payload else None


def refused(payload: bytes) -> Any:
    """Returns the body of a refusal. It is text if it is not JSON."""
    try:
        return json.loads(payload)
    except ValueError:
        return payload.decode() or {"message": "404 Not Found"}


def json_documents(payload: bytes) -> Any:
    return [json.loads(line) for line in payload.splitlines()]


def joined(payload: bytes) -> Any:
    return b"".join(part for _, part in unframed(payload)[0])


Read = Callable[["Player", "Outcome", Any], Coroutine[Any, Any, None]]


def reading(open_: Callable[[Player], Coroutine[Any, Any, Any]], read: Read) -> Any:
    """Performs a call that streams."""

    async def do(player: Player, outcome: Outcome) -> None:
        stream = await open_(player)
        try:
            await read(player, outcome, stream)
        finally:
            stream.close()

    return do


def looking(view: View) -> Read:
    async def read(player: Player, outcome: Outcome, stream: Any) -> None:
        await view.read(player.driver, stream, outcome.items)

    return read


def talking(view: View, parts: list[bytes], *, at_once: bool) -> Read:
    """Writes to a stream that echoes, half-closes, and reads everything, after that or meanwhile."""

    async def write(player: Player, outcome: Outcome, stream: Any) -> None:
        try:
            for part in parts:
                await player.driver.call(stream.write, part)
            await player.driver.call(stream.half_close)
        except DocklineError as error:
            outcome.write_error = error

    async def read(player: Player, outcome: Outcome, stream: Any) -> None:
        look = looking(view)
        if at_once:
            await player.driver.together([write(player, outcome, stream), look(player, outcome, stream)])
        else:
            await write(player, outcome, stream)
            await look(player, outcome, stream)

    return read


def which_version() -> Exchange:
    """The request for the version of a client with version="auto". It is sent until it is answered."""
    return Exchange("HEAD /_ping", head(api_version=VERSION.removeprefix("v"), content_length=0), asked_anew=True)
