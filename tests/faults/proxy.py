"""A proxy between a client and an engine. It does to their bytes what the plans say."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Awaitable, Callable, Sequence

from .plan import CUT, DELAY, DOWN, PASS, RESET, STALL, TRICKLE, UP, Plan, steps
from .sockets import drain, end, push, reset

FAIR = Plan()


class Passage:
    """A connection. `passed` counts the bytes that were passed on in each direction.

    `fired` has the faults that were carried out: kinds with directions.
    """

    def __init__(self, number: int, plan: Plan, client: socket.socket, engine: socket.socket, proxy: Proxy) -> None:
        self.number = number
        self.plan = plan
        self.passed = {UP: 0, DOWN: 0}
        self.fired: list[tuple[str, str]] = []
        self.ended: str | None = None  # the fault that has ended it
        self._proxy = proxy
        self._ends = {UP: (client, engine), DOWN: (engine, client)}
        self._client = client
        self._flows: dict[str, asyncio.Task[None]] = {}

    def __str__(self) -> str:
        fired = ", ".join(f"{kind} {direction}" for kind, direction in self.fired)
        gone = "closed" if self._client.fileno() < 0 else "open"
        return f"connection {self.number}: {self.passed}, {fired or 'no fault'}, {gone}"

    async def run(self) -> None:
        """Waits until the client has closed, or was reset."""
        try:
            self._flows = {direction: asyncio.create_task(self._flow(direction)) for direction in self._ends}
            await asyncio.wait(self._flows.values())
            for flow in self._flows.values():
                if not flow.cancelled():
                    flow.result()
            if self.ended == RESET:
                reset(self._client)
            else:
                # Also after the engine has gone, or after a cut: a client that still sends must not be reset.
                if self.ended == CUT:
                    for sock in self._ends[UP]:
                        end(sock)
                await drain(self._client)
        finally:
            for sock in self._ends[UP]:
                sock.close()

    async def _flow(self, direction: str) -> None:
        source, sink = self._ends[direction]
        for kind, amount in steps(self.plan.of(direction)):
            if kind in (PASS, TRICKLE):
                if kind == TRICKLE:
                    self.fired.append((kind, direction))
                if not await self._pass(source, sink, direction, amount, 1 if kind == TRICKLE else self.plan.block):
                    return
            elif self._proxy.is_fair:
                pass
            else:
                self.fired.append((kind, direction))
                if kind == DELAY:
                    await asyncio.sleep(amount)
                elif kind == STALL:
                    self._proxy.stalled()
                    await self._proxy.fair.wait()
                else:
                    self._end(kind)
                    return

    async def _pass(
        self, source: socket.socket, sink: socket.socket, direction: str, amount: float, block: int
    ) -> bool:
        """Passes on some bytes. Returns False if one side has ended before."""
        loop = asyncio.get_running_loop()

        def passed(size: int) -> None:
            self.passed[direction] += size

        while amount > 0:
            try:
                data = await loop.sock_recv(source, int(min(amount, block)))
            except ConnectionError:
                data = b""
            if not data:
                end(sink)
                return False
            amount -= len(data)
            try:
                await push(sink, data, passed)
            except OSError:
                # The receiver has gone. The sender must not be blocked.
                await drain(source)
                return False
            if block == 1:
                await asyncio.sleep(0)
        return True

    def _end(self, kind: str) -> None:
        self.ended = kind
        for flow in self._flows.values():
            if flow is not asyncio.current_task():
                flow.cancel()


class Proxy:
    """The proxy. `connect` gives the engine's end of a connection, by its number.

    The proxy's thread calls `on_stall` each time that a stall begins.
    """

    def __init__(
        self,
        plans: Sequence[Plan],
        connect: Callable[[int], Awaitable[socket.socket]],
        on_stall: Callable[[], object] = lambda: None,
    ) -> None:
        self.plans = plans
        self.passages: list[Passage] = []
        self.stalled = on_stall
        self.fair = asyncio.Event()
        self._connect = connect
        self._running: list[asyncio.Task[None]] = []

    @property
    def is_fair(self) -> bool:
        return self.fair.is_set()

    def be_fair(self) -> None:
        """Carries out no more faults from now on, and ends all stalls."""
        self.fair.set()

    async def serve(self, listener: socket.socket) -> None:
        """Serves until it is cancelled."""
        loop = asyncio.get_running_loop()
        while True:
            client, _ = await loop.sock_accept(listener)
            if client.family == socket.AF_INET:
                client.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            number = len(self.passages)
            plan = self.plans[number] if number < len(self.plans) else FAIR
            passage = Passage(number, plan, client, await self._connect(number), self)
            self.passages.append(passage)
            self._running.append(asyncio.create_task(passage.run()))

    async def finish(self) -> None:
        """Waits until the client has closed all its connections. Raises the first error."""
        while self._running:
            await self._running.pop()
