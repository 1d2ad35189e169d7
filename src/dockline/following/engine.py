"""What `follow` asks an engine: the calls, by the transport of either driver."""

from __future__ import annotations

import math
import time
from collections.abc import Collection, Mapping
from email.utils import parsedate_to_datetime
from typing import Any

from dockline.errors import ProtocolError, api_error
from dockline.exchange.client import BaseClient
from dockline.exchange.perform import perform
from dockline.exchange.response import Headers, Response, error_message, is_refusal
from dockline.exchange.stream import BaseStream
from dockline.exchange.transport import Transport
from dockline.following.answers import Facts, Row, read_facts, read_rows
from dockline.following.events import DOCKER_WORDS, PODMAN_WORDS
from dockline.following.log import View
from dockline.following.position import SECOND
from dockline.request.times import UnixNanoseconds

LONGEST_ENGINE_ID = 200  # characters; a cursor has it
MAX_IDS = 50  # a list of more is asked for without their ids


class _Client(BaseClient):
    """The operations of one category, as coroutines of a driver."""

    async def connect(self) -> None:
        await self._connect()

    def share_transport(self, endpoint: object) -> Transport:
        return self._transport

    async def call(self, op: str, params: Mapping[str, Any], as_: str, deadline: float) -> Any:
        if not self._operation_entries:
            await self.connect()
        operation = {"op": op, "params": params, "as": as_, "throw_exceptions": True}
        result = await perform(self._transport, self._prepare(operation), deadline)
        if as_ == "response" and is_refusal(result.status):
            raise api_error(result.status, error_message(result.body), result.body, result.headers)
        return result


class EngineCalls:
    """The calls to one engine.

    - `filters`: those of the engine's list of containers.
    - `until`: no log is read beyond this time, in nanoseconds since the epoch; 0 for no limit.
    """

    def __init__(
        self,
        engine: str,
        conn: Mapping[str, Any] | None,
        transport: Any,
        filters: Mapping[str, list[str]] | None = None,
        until: int = 0,
        version: str = "auto",
    ) -> None:
        self.is_podman = engine == "podman"
        self._engine = engine
        self._conn = conn
        self._suffix, self._prefix, self._key = ("Libpod", "libpod/", "name") if self.is_podman else ("", "", "id")
        self._filters = dict(filters or {})
        self._until = until
        self.deadline = math.inf  # of each call, on the clock of `rawsocket.clock`
        self._containers = _Client(engine, f"{self._prefix}containers", version, conn, True, transport)
        self._others: dict[str, _Client] = {}  # of other categories

    @classmethod
    def of_client(cls, client: BaseClient, version: str) -> EngineCalls:
        """The calls over the connections of a client."""
        return cls(client.engine, None, lambda endpoint: client._transport, version=version)

    async def identify(self) -> str | None:
        """Returns the id of the engine; None if it has none that lasts."""
        if self.is_podman:
            return None  # Podman makes up another for each request
        body = (await self._call(await self._client("info"), "SystemInfo", {})).body
        id_ = body.get("ID") if isinstance(body, dict) else None
        if not isinstance(id_, str):
            raise ProtocolError("the engine does not tell its ID", 0)
        return id_[:LONGEST_ENGINE_ID]

    async def events(self, filters: Mapping[str, list[str]], since: int = 0) -> BaseStream:
        """Opens the events that match `filters`. `since`: those kept from this time on too, in nanoseconds."""
        params: dict[str, Any] = {"filters": filters}
        if since:
            params["since"] = UnixNanoseconds(since - self.is_podman)  # it leaves out events of just this time
        client = await self._client("events")
        return await self._call(client, f"SystemEvents{self._suffix}", params, "stream")  # type: ignore[no-any-return]

    async def container_events(self) -> BaseStream:
        words = PODMAN_WORDS if self.is_podman else DOCKER_WORDS
        return await self.events({"type": ["container"], "event": list(words)})

    async def list_all(self, ids: Collection[str] | None) -> tuple[list[Row], int]:
        """Lists the containers: all, or those with these ids. Returns the engine's time, too."""
        filters = self._filters
        if ids is not None and len(ids) <= MAX_IDS and "id" not in filters:
            filters = {**filters, "id": list(ids)}
        response = await self._list({"all": True, "filters": filters})
        return read_rows(response.body), engine_time(response.headers)

    async def list_running(self, ids: Collection[str]) -> list[Row]:
        filters = {"status": ["running"]}
        if len(ids) <= MAX_IDS:
            filters["id"] = list(ids)
        return read_rows((await self._list({"filters": filters})).body)

    async def inspect(self, id_: str) -> Any:
        return (await self._inspect(id_)).body

    async def facts(self, id_: str) -> tuple[Facts, int]:
        """Returns what matters of an inspection, and the engine's time in nanoseconds."""
        response = await self._inspect(id_)
        return read_facts(response.body, self.is_podman), engine_time(response.headers)

    async def open(self, view: View) -> BaseStream:
        """Opens the log that a view reads."""
        params = {
            self._key: view.log.container.id,
            "stdout": True,
            "stderr": True,
            "timestamps": True,
            "follow": view.follows,
        }
        if view.before.since:
            # Podman leaves out the entry of just this time.
            params["since"] = UnixNanoseconds(view.before.since - self.is_podman)
        # A log that was followed may be beyond the time: the position needs all that was delivered.
        if view.before.newest < self._until and not view.follows:
            params["until"] = UnixNanoseconds(self._until)
        return await self._call(self._containers, f"ContainerLogs{self._suffix}", params, "stream")  # type: ignore[no-any-return]

    def close(self) -> None:
        self._containers.close()

    async def _inspect(self, id_: str) -> Response:
        response: Response = await self._call(self._containers, f"ContainerInspect{self._suffix}", {self._key: id_})
        return response

    async def _call(self, client: _Client, op: str, params: Mapping[str, Any], as_: str = "response") -> Any:
        return await client.call(op, params, as_, self.deadline)

    async def _list(self, params: dict[str, Any]) -> Response:
        response: Response = await self._call(self._containers, f"ContainerList{self._suffix}", params)
        if not isinstance(response.body, list):
            raise ProtocolError("the engine's list of containers is not a list", 0)
        return response

    async def _client(self, category: str) -> _Client:
        """Returns the client of another category. It has the same version and connections."""
        if category not in self._others:
            await self._containers.connect()
            transport: Any = self._containers.share_transport
            version = self._containers.version
            self._others[category] = _Client(
                self._engine, f"{self._prefix}{category}", version, self._conn, True, transport
            )
        return self._others[category]


def engine_time(headers: Headers) -> int:
    """The engine's clock, in nanoseconds since the epoch, by the Date of a response.

    The Date has whole seconds. Where the clock of this machine agrees with it, or where there is none, that clock tells
    the time.
    """
    here = time.time_ns()
    try:
        there = int(parsedate_to_datetime(headers["Date"]).timestamp()) * SECOND
    except (LookupError, TypeError, ValueError):
        return here
    return here if -SECOND // 2 < here - there < SECOND * 3 // 2 else there
