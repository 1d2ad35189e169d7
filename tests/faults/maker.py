"""Makes calls of containers, with the answers of the prepared engine."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from random import Random
from typing import TYPE_CHECKING, Any

from support.scripted_server import JSON, MULTIPLEXED, frame, head

from .bodies import CHUNKS, CLOSE, LENGTH, hear, response, split, stamped_chunks
from .calls import VERSION, Call, Data, Read, joined, json_documents, json_value, looking, reading, refused, talking
from .server import BYE, Exchange
from .views import ENTRIES, VIEWS, View

if TYPE_CHECKING:
    from .player import Outcome, Player

TEXT = "".join(Random(0).choices("abcdefghij klmnop", k=5000))  # all other texts are parts of it


class Maker:
    """Makes calls of containers by a random generator. Each call has another container."""

    def __init__(self, rng: Random) -> None:
        self.rng = rng
        self._made = 0

    # Calls that give data

    def inspect(self) -> Call:
        name = self._name()
        value = {"Id": name, "State": {"Running": True}, "Env": [self._text() for _ in range(self._count())]}
        status, decode = self.rng.choice((("200 OK", json_value), ("200 OK", json_value), ("404 Not Found", refused)))
        exchange = Exchange(f"GET /{VERSION}/containers/{name}/json", self._json(value, status))
        return self._data(name, [exchange], "ContainerInspect", {"id": name}, view=Data(decode))

    def list(self) -> Call:
        name = self._name()
        values = [{"Id": self._text()} for _ in range(self._count())]
        limit = self._made
        exchange = Exchange(f"GET /{VERSION}/containers/json?limit={limit}", self._json(values))
        return self._data(name, [exchange], "ContainerList", {"limit": limit})

    def stats(self) -> Call:
        """Makes a call for a sequence of documents, as data."""
        name = self._name()
        exchange = Exchange(f"GET /{VERSION}/containers/{name}/stats?stream=true", self._documents())
        return self._data(name, [exchange], "ContainerStats", {"id": name, "stream": True}, view=Data(json_documents))

    def output(self) -> Call:
        """Makes a call for a log, as data."""
        name = self._name()
        exchange = Exchange(f"GET /{VERSION}/containers/{name}/logs?stdout=true", self._log(MULTIPLEXED))
        return self._data(
            name, [exchange], "ContainerLogs", {"id": name, "stdout": True}, view=Data(joined), framed=True
        )

    def start(self) -> Call:
        name = self._name()
        line = f"POST /{VERSION}/containers/{name}/start"
        exchange = Exchange(line, head("204 No Content"), repeatable=False)
        return self._data(name, [exchange], "ContainerStart", {"id": name})

    def delete(self) -> Call:
        name = self._name()
        exchange = Exchange(f"DELETE /{VERSION}/containers/{name}", head("204 No Content"))
        return self._data(name, [exchange], "ContainerDelete", {"id": name})

    def create(self) -> Call:
        name = self._name()
        data = {"Image": "busybox", "Labels": {"said": self._text()}}
        body = json.dumps(data, separators=(",", ":")).encode()
        line = f"POST /{VERSION}/containers/create?name={name}"
        exchange = Exchange(line, self._json({"Id": name}, "201 Created"), body, repeatable=False)
        return self._data(name, [exchange], "ContainerCreate", {"name": name}, lambda player: data)

    def put(self) -> Call:
        """Makes an upload."""
        name = self._name()
        rng = self.rng
        body = rng.randbytes(rng.choice((0, 100, 5000, 70_000, 500_000)))
        parts = split(rng, body)
        kind = rng.choice(("bytes", "file", "iterable", "parts"))
        exchange = Exchange(
            f"PUT /{VERSION}/containers/{name}/archive?path=%2F",
            self._json({"size": len(body)}),
            body,
            repeatable=kind == "bytes",
        )

        def give(player: Player) -> Any:
            if kind == "parts":
                return player.driver.parts(parts)
            return {"bytes": body, "file": io.BytesIO(body), "iterable": iter(parts)}[kind]

        return self._data(name, [exchange], "PutContainerArchive", {"id": name, "path": "/"}, give)

    def free(self) -> Call:
        """Makes a request for a path that no table has, on a connection of its own."""
        name = self._name()
        exchange = Exchange(f"GET /free/{name}", response(self.rng, self._text().encode(), "text/plain", self._end()))

        async def do(player: Player, outcome: Outcome) -> None:
            outcome.items.append(await player.request(path=f"/free/{name}"))

        return self._call(name, [exchange], Data(lambda payload: payload.decode() or None), do)

    # Calls that stream

    def logs(self, view: str, framed: bool) -> Call:
        name = self._name()
        says = framed and self.rng.random() < 0.7
        query = "follow=true&stdout=true&stderr=true"
        params = {"id": name, "follow": True, "stdout": True, "stderr": True}
        if view in ENTRIES:
            query += "&timestamps=true"
            params["timestamps"] = True
            wire = self._stamped_log(MULTIPLEXED if says else "", framed)
        else:
            wire = self._log(MULTIPLEXED if says else "") if framed else self._raw_log()
        exchanges = [Exchange(f"GET /{VERSION}/containers/{name}/logs?{query}", wire)]
        if not says:
            exchanges.append(self._question(name, not framed))
        return self._stream(name, exchanges, view, framed, "ContainerLogs", params)

    def watch(self, view: str) -> Call:
        """Makes a call for a stream of documents."""
        name = self._name()
        exchange = Exchange(f"GET /{VERSION}/containers/{name}/stats?stream=true", self._documents())
        return self._stream(name, [exchange], view, False, "ContainerStats", {"id": name, "stream": True})

    def attach(self, view: str) -> Call:
        """Makes an attach that echoes."""
        name = self._name()
        says = self.rng.random() < 0.7
        wire = head("101 UPGRADED", MULTIPLEXED if says else "", connection="Upgrade", upgrade="tcp")
        line = f"POST /{VERSION}/containers/{name}/attach?stream=true&stdin=true&stdout=true&stderr=true"
        exchanges = [Exchange(line, wire, repeatable=False, echoes=True)]
        if not says:
            exchanges.append(self._question(name, False))
        written = b"".join(self._lines())
        talk = talking(VIEWS[view], split(self.rng, written), at_once=self.rng.random() < 0.5)
        params = {"id": name, "stream": True, "stdin": True, "stdout": True, "stderr": True}

        call = self._stream(name, exchanges, view, True, "ContainerAttach", params, talk)
        call.upgrades = True
        # The echo may be cut into frames in any way.
        call.truth = VIEWS[view].of(frame(1, written) + frame(2, BYE), True, True)
        return call

    # Parts of the answers

    def _call(self, name: str, exchanges: list[Exchange], view: View, do: Any, framed: bool = False) -> Call:
        for exchange in exchanges:
            exchange.closes = exchange.closes or hear(exchange.wire).state == "open"
        truth = view.of(hear(exchanges[0].wire).payload, framed, True)
        return Call(name, exchanges, view, truth, do, framed)

    def _data(
        self,
        name: str,
        exchanges: list[Exchange],
        op: str,
        params: dict[str, Any],
        data: Callable[[Player], Any] = lambda player: None,
        view: View | None = None,
        framed: bool = False,
    ) -> Call:
        async def do(player: Player, outcome: Outcome) -> None:
            outcome.items.append(await player.invoke(op, params=params, data=data(player)))

        return self._call(name, exchanges, view or Data(json_value), do, framed)

    def _stream(
        self,
        name: str,
        exchanges: list[Exchange],
        view: str,
        framed: bool,
        op: str,
        params: dict[str, Any],
        read: Read | None = None,
    ) -> Call:
        async def open_(player: Player) -> Any:
            return await player.stream(op, params)

        call = self._call(name, exchanges, VIEWS[view], reading(open_, read or looking(VIEWS[view])), framed)
        call.open = open_
        return call

    def _question(self, name: str, tty: bool) -> Exchange:
        return Exchange(f"GET /{VERSION}/containers/{name}/json", self._json({"Config": {"Tty": tty}}))

    def _name(self) -> str:
        self._made += 1
        return f"c{self._made}"

    def _end(self) -> str:
        return self.rng.choice((LENGTH, CHUNKS, CHUNKS, CLOSE))

    def _json(self, value: Any, status: str = "200 OK") -> bytes:
        return response(self.rng, json.dumps(value).encode(), JSON, self._end(), status)

    def _documents(self) -> bytes:
        documents = [json.dumps({"read": number, "said": self._text()}) for number in range(self._count())]
        return response(self.rng, "".join(f"{each}\n" for each in documents).encode(), JSON, self._end())

    def _log(self, media: str) -> bytes:
        payload = b"".join(frame(self.rng.choice((1, 1, 2)), part) for part in split(self.rng, b"".join(self._lines())))
        return response(self.rng, payload, media, self._end())

    def _raw_log(self) -> bytes:
        return response(self.rng, b"".join(self._lines()), "", self._end())

    def _stamped_log(self, media: str, framed: bool) -> bytes:
        if framed:
            payload = b"".join(frame(*chunk) for chunk in stamped_chunks(self.rng, self._lines()))
        else:
            payload = b"".join(text for _, text in stamped_chunks(self.rng, self._lines()) if text.endswith(b"\n"))
        return response(self.rng, payload, media, self._end())

    def _lines(self) -> list[bytes]:
        return [f"{self._text()}\n".encode() for _ in range(self._count())]

    def _text(self) -> str:
        size = self.rng.choice((0, 3, 10, 10, 40, 300))
        at = self.rng.randrange(len(TEXT) - size)
        return TEXT[at : at + size]

    def _count(self) -> int:
        return self.rng.choice((0, 1, 3, 10, 10, 30, 30, 1000))
