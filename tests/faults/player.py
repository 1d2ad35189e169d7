"""The client's side of a run. It makes the calls and notes the outcome of each."""

from __future__ import annotations

import threading
from typing import Any

from dockline.errors import DocklineError

from .calls import Call
from .views import Items


class Outcome:
    """The outcome of a call: the `items` of its view, and whether it has `ended` or met an `error`.

    It has neither if the run gave it up. `write_error` is the error of a write meanwhile.
    """

    def __init__(self, items: Items) -> None:
        self.items = items
        self.ended = False
        self.error: DocklineError | None = None
        self.write_error: DocklineError | None = None

    def __str__(self) -> str:
        end = "the end" if self.ended else repr(self.error) if self.error is not None else "given up"
        text = repr(self.items)
        items = text if len(text) < 300 else f"{text[:200]}… ({len(self.items)})"
        return f"{items}, then {end}" + (f"; writing met {self.write_error!r}" if self.write_error else "")


class Player:
    """Makes the calls. `outcomes` has the outcome of each call by its name.

    `closes_streams`: a thread has closed the streams.
    """

    def __init__(self, driver: Any, conn: dict[str, Any], version: str) -> None:
        self.driver = driver
        self.outcomes: dict[str, Outcome] = {}
        self.closes_streams = False
        self._conn = conn
        self._version = version
        self._clients: dict[str, Any] = {}
        self._streams: list[Any] = []
        self._lock = threading.Lock()

    async def attempt(self, call: Call) -> None:
        outcome = self.begin(call)
        try:
            await call.do(self, outcome)
            outcome.ended = True
        except DocklineError as error:
            outcome.error = error

    def begin(self, call: Call) -> Outcome:
        outcome = self.outcomes[call.name] = Outcome(call.view.empty())
        return outcome

    async def invoke(self, op: str, *, category: str = "containers", **options: Any) -> Any:
        return await self.driver.call(self._client(category).invoke, op, **options)

    async def request(self, **options: Any) -> Any:
        return await self.driver.call(self.driver.module.request, self._conn, **options)

    async def stream(self, op: str, params: dict[str, Any], **options: Any) -> Any:
        stream = await self.invoke(op, params=params, as_="stream", **options)
        with self._lock:
            self._streams.append(stream)
            closes = self.closes_streams
        if closes:
            # Another thread closes the stream, as it has closed those that were open before.
            thread = threading.Thread(target=self.driver.interrupt, args=[stream.close])
            thread.start()
            thread.join()
        return stream

    def close_streams(self) -> None:
        """Closes all streams from another thread: those that are open, and those that will be."""
        with self._lock:
            self.closes_streams = True
            streams = list(self._streams)
        for stream in streams:
            self.driver.interrupt(stream.close)

    def close(self) -> None:
        for client in self._clients.values():
            client.close()

    def _client(self, category: str) -> Any:
        with self._lock:
            if category not in self._clients:
                self._clients[category] = self.driver.module.client(
                    engine="docker", category=category, version=self._version, conn=self._conn
                )
            return self._clients[category]
