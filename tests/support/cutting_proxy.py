"""A proxy in front of an engine's unix socket. Once armed, it cuts connections at random places."""

from __future__ import annotations

import contextlib
import socket
import threading
from pathlib import Path
from random import Random

from .waiting import PATIENCE

SIZE = 1 << 14


class CuttingProxy:
    """Passes on all bytes, and counts the connections. `uri` is for the client.

    From `cut` on, each connection has a budget: after so many bytes in either direction both sides see its
    end. A budget may end inside of any message.
    """

    def __init__(self, folder: Path, engine: str, rng: Random) -> None:
        """`engine` is the path of the engine's socket."""
        path = folder / "proxy.sock"
        self.uri = f"unix://{path}"
        self.connections = 0
        self.done = 0  # cuts
        self._wanted = 0
        self._largest = 0
        self._engine = engine
        self._rng = rng
        self._lock = threading.Lock()
        self._open: set[_Passage] = set()
        self._threads: list[threading.Thread] = []
        self._listener = socket.socket(socket.AF_UNIX)
        self._listener.bind(str(path))
        self._listener.listen(64)
        self._accepting = threading.Thread(target=self._accept)
        self._accepting.start()

    def cut(self, times: int, largest: int) -> None:
        """Cuts so many connections from now on. The open ones are cut, too. Budgets are at most `largest` bytes."""
        with self._lock:
            self._wanted, self._largest = self.done + times, largest
            for passage in self._open:
                passage.budget = self._draw()

    def cut_all(self) -> None:
        """Cuts all connections now."""
        with self._lock:
            passages = list(self._open)
        for passage in passages:
            passage.end()

    def close(self) -> None:
        self._listener.shutdown(socket.SHUT_RDWR)
        self._accepting.join(PATIENCE)
        self._listener.close()
        self.cut_all()
        for thread in self._threads:
            thread.join(PATIENCE)

    def __enter__(self) -> CuttingProxy:
        return self

    def __exit__(self, *details: object) -> None:
        self.close()

    def _accept(self) -> None:
        while True:
            try:
                client, _ = self._listener.accept()
            except OSError:
                return
            engine = socket.socket(socket.AF_UNIX)
            try:
                engine.connect(self._engine)
            except OSError:
                client.close()
                engine.close()
                continue
            with self._lock:
                self.connections += 1
                passage = _Passage(client, engine)
                if self.done < self._wanted:
                    passage.budget = self._draw()
                self._open.add(passage)
            for source, sink in ((client, engine), (engine, client)):
                thread = threading.Thread(target=self._pass, args=(passage, source, sink))
                self._threads.append(thread)
                thread.start()

    def _draw(self) -> int:
        """Some budgets are small: inside of heads and first lines."""
        return self._rng.randrange(1, self._rng.choice((2000, self._largest, self._largest)))

    def _pass(self, passage: _Passage, source: socket.socket, sink: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while data := source.recv(SIZE):
                with self._lock:
                    is_cut = passage.budget is not None and self.done < self._wanted and len(data) >= passage.budget
                    if is_cut:
                        self.done += 1
                        data = data[: passage.budget]
                    elif passage.budget is not None:
                        passage.budget = max(1, passage.budget - len(data))
                sink.sendall(data)
                if is_cut:
                    passage.end()
                    break
            else:
                sink.shutdown(socket.SHUT_WR)
                return self._leave(passage)
        passage.end()
        return self._leave(passage)

    def _leave(self, passage: _Passage) -> None:
        """The second thread of a passage closes it."""
        with self._lock:
            passage.flows -= 1
            if passage.flows:
                return
            self._open.discard(passage)
        passage.close()


class _Passage:
    """A connection of a client, and the one to the engine behind it."""

    def __init__(self, client: socket.socket, engine: socket.socket) -> None:
        self.budget: int | None = None
        self.flows = 2
        self._sockets = client, engine

    def end(self) -> None:
        for sock in self._sockets:
            with contextlib.suppress(OSError):  # the other side has gone
                sock.shutdown(socket.SHUT_RDWR)

    def close(self) -> None:
        for sock in self._sockets:
            sock.close()
