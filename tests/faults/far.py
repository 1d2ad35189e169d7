"""The far side of a run, in a thread of its own: the proxy, and the engine behind it."""

from __future__ import annotations

import asyncio
import socket
import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from .plan import Plan
from .proxy import Proxy


class Far:
    """The far side. `engine` is a prepared or a real engine: a Proxy calls its `connect`, and `finish` waits for its
    end.

    `family` is the transport of the clients: `unix`, `tcp` or `tls`. With TLS, the engine speaks it.
    """

    def __init__(
        self, engine: Any, plans: Sequence[Plan], family: str, folder: Path, on_stall: Callable[[], object]
    ) -> None:
        self._path: Path | None = None
        if family == "unix":
            self._path = folder / f"{threading.get_ident()}.sock"
            self._listener = socket.socket(socket.AF_UNIX)
            self._listener.bind(str(self._path))
            self.uri = f"unix://{self._path}"
        else:
            self._listener = socket.create_server(("127.0.0.1", 0))
            scheme = "tcp" if family == "tcp" else "https"
            self.uri = f"{scheme}://127.0.0.1:{self._listener.getsockname()[1]}"
        self._listener.listen(16)
        self._listener.setblocking(False)
        self.proxy = Proxy(plans, engine.connect, on_stall)
        self._engine = engine
        self._loop = asyncio.new_event_loop()
        self._stop = asyncio.Event()
        self._faults: list[BaseException] = []
        self._thread = threading.Thread(target=self._run, name="far side")
        self._thread.start()

    def be_fair(self) -> None:
        """Stops all faults. Returns when that is done."""
        done = threading.Event()

        def act() -> None:
            self.proxy.be_fair()
            done.set()

        self._loop.call_soon_threadsafe(act)
        done.wait()

    def finish(self) -> None:
        """Returns when the client has closed all connections. Raises the first error in this thread."""
        self._loop.call_soon_threadsafe(self._stop.set)
        self._thread.join()
        if self._faults:
            raise self._faults[0]

    def _run(self) -> None:
        try:
            self._loop.run_until_complete(self._play())
        except BaseException as fault:
            self._faults.append(fault)
        finally:
            self._loop.close()
            self._listener.close()
            if self._path is not None:
                self._path.unlink()

    async def _play(self) -> None:
        accepting = asyncio.create_task(self.proxy.serve(self._listener))
        await self._stop.wait()
        accepting.cancel()
        await asyncio.wait([accepting])
        if not accepting.cancelled():
            accepting.result()
        await self.proxy.finish()
        await self._engine.finish()
