"""The class `Engine`: a socket, and a thread that serves it."""

from __future__ import annotations

import asyncio
import os
import shutil
import socket
import tempfile
import threading
import weakref
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import Future
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import TypeVar

from .connection import Connection
from .documents import VERSION
from .process import STDERR, STDOUT, Script
from .routes import answer
from .state import Refusal, State

T = TypeVar("T")
IMAGE = "busybox:latest"
STREAMS = {"stdout": STDOUT, "stderr": STDERR}


class Engine:
    """A simulated Docker engine on a unix socket. It runs until `close`, or to the end of its `with` block.

    It starts with the image "busybox:latest" and without containers. `api_version`, such as "1.41", is the highest API
    version that it accepts. Requests without a version get this one. From "1.42" on, logs and sessions have a
    Content-Type.

    Any thread may call its methods. They raise ValueError with the engine's message if the engine refuses, for example
    for a name that is in use. They raise RuntimeError after `close` and in a forked child.
    """

    def __init__(self, *, api_version: str = "1.41") -> None:
        self._owner, self._lock, self._closed = os.getpid(), threading.Lock(), False
        directory = tempfile.mkdtemp(prefix="dockline-")
        self._remove_directory = weakref.finalize(self, _remove, directory, self._owner)
        self._path = Path(directory, "docker.sock")
        self._state = State()
        listener = socket.socket(socket.AF_UNIX)
        listener.bind(str(self._path))
        ready: Future[tuple[asyncio.AbstractEventLoop, asyncio.Event]] = Future()
        serve = partial(_serve, listener, self._state, api_version, ready)
        self._thread = threading.Thread(target=lambda: asyncio.run(serve()), name="dockline.testing", daemon=True)
        self._thread.start()
        self._loop, self._stop = ready.result()
        self.add_image(IMAGE)

    @property
    def uri(self) -> str:
        """The address of its socket, such as "unix:///tmp/dockline-x/docker.sock"."""
        return f"unix://{self._path}"

    def add_container(
        self,
        name: str,
        *,
        log: Iterable[tuple[str, bytes]] = (),
        tty: bool = False,
        stdin: bool = False,
        running: bool = True,
        exit_code: int | None = None,
        image: str = IMAGE,
        labels: Mapping[str, str] | None = None,
    ) -> str:
        """Adds a container and returns its id. With `running`, the container is started.

        At each start it writes `log`: pairs of "stdout" or "stderr", and bytes. Then it exits with `exit_code`. If that
        is None, it runs until it is stopped; with `stdin`, it echoes its stdin like `cat`.
        """
        output = [(_stream(stream), payload) for stream, payload in log]
        opened = dict.fromkeys(("AttachStdin", "OpenStdin", "StdinOnce"), stdin)
        config = {"Image": image, "Tty": tty, "Labels": dict(labels or {}), **opened}

        def add() -> str:
            self._state.add_image(image, local=True)
            container = self._state.create(name, config, Script(output, exit_code, echo=stdin))
            if running:
                self._state.start(container)
            return container.id

        return self._call(add)

    def add_log(self, name: str, data: bytes, *, stream: str = "stdout") -> None:
        """Makes a container write `data` to "stdout" or "stderr". Clients that follow its log get it at once."""
        number = _stream(stream)
        self._call(lambda: self._state.find(name).write(number, data))

    def exit_container(self, name: str, exit_code: int = 0) -> None:
        """Makes a container exit by itself. Its logs, sessions and waits end."""
        self._call(lambda: self._state.find(name).exit(exit_code))

    def add_image(self, name: str, *, pulled: bool = True) -> None:
        """Adds an image. With pulled=False, it is only in the registry until a client pulls it."""
        self._call(lambda: self._state.add_image(name, local=pulled))

    def close(self) -> None:
        """Closes all connections, ends the thread and removes the socket. May be called twice.

        In a forked child it does nothing.
        """
        if os.getpid() != self._owner:
            return
        with self._lock:
            if not self._closed:
                self._closed = True
                self._loop.call_soon_threadsafe(self._stop.set)
        self._thread.join()
        self._remove_directory()

    def __enter__(self) -> Engine:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    def _call(self, action: Callable[[], T]) -> T:
        """Runs `action` in the event loop. No other thread uses the state."""
        if os.getpid() != self._owner:
            raise RuntimeError(f"this engine belongs to process {self._owner}; a forked child needs one of its own")
        done: Future[T] = Future()
        with self._lock:
            if self._closed:
                raise RuntimeError("the engine is closed")
            self._loop.call_soon_threadsafe(_settle, done, action)
            try:
                return done.result()
            except Refusal as refusal:
                raise ValueError(refusal.message) from None


def _settle(done: Future[T], action: Callable[[], T]) -> None:
    try:
        done.set_result(action())
    except Exception as error:
        done.set_exception(error)


def _stream(name: str) -> int:
    if name not in STREAMS:
        raise ValueError(f"a stream is 'stdout' or 'stderr', not {name!r}")
    return STREAMS[name]


def _remove(directory: str, owner: int) -> None:
    if os.getpid() == owner:  # the exit of a forked child must not remove it
        shutil.rmtree(directory, ignore_errors=True)


async def _serve(
    listener: socket.socket,
    state: State,
    api_version: str,
    ready: Future[tuple[asyncio.AbstractEventLoop, asyncio.Event]],
) -> None:
    loop, stop = asyncio.get_running_loop(), asyncio.Event()
    connections: set[asyncio.Task[None]] = set()
    fields = {
        "Api-Version": api_version,
        "Docker-Experimental": "false",
        "Ostype": "linux",
        "Server": f"Docker/{VERSION} (linux)",
    }
    connect = partial(Connection, partial(answer, state, api_version), fields, connections)
    server = await loop.create_unix_server(connect, sock=listener, backlog=1024)
    ready.set_result((loop, stop))
    await stop.wait()
    server.close()  # after this function, asyncio.run cancels the connections
