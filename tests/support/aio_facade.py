"""dockline.aio behind the names of the blocking driver, so that one test runs with both drivers.

An event loop in a thread of its own performs each call.
"""

from __future__ import annotations

import asyncio
import io
import threading
from collections.abc import Coroutine, Iterator
from concurrent.futures import TimeoutError as NotDone
from typing import Any

from dockline import aio

from .waiting import PATIENCE, wait_until, wait_until_blocked


class Loop:
    """An event loop in a thread."""

    def __init__(self) -> None:
        self.loop = asyncio.new_event_loop()
        self.calls: set[Any] = set()  # futures that have no result yet
        self.thread = threading.Thread(target=self.loop.run_forever, daemon=True)
        self.thread.start()

    def run(self, coroutine: Coroutine[Any, Any, Any]) -> Any:
        future = asyncio.run_coroutine_threadsafe(coroutine, self.loop)
        self.calls.add(future)
        try:
            return future.result(PATIENCE)
        except NotDone:
            if not future.done():
                future.cancel()
            raise
        except BaseException:
            future.cancel()
            raise
        finally:
            self.calls.discard(future)

    def call(self, function: Any, *arguments: Any, **options: Any) -> Any:
        """Makes a plain function of a coroutine function. The thread of the loop runs it."""

        async def act() -> Any:
            return function(*arguments, **options)

        return self.run(act())

    def close(self) -> None:
        async def end() -> None:
            tasks = asyncio.all_tasks() - {asyncio.current_task()}
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
            await self.loop.shutdown_asyncgens()
            await self.loop.shutdown_default_executor()

        self.run(end())
        self.loop.call_soon_threadsafe(self.loop.stop)
        self.thread.join(PATIENCE)
        self.loop.close()


class Client:
    """Like dockline.Client."""

    def __init__(self, loop: Loop, **options: Any) -> None:
        self._loop = loop
        self._client = aio.client(**options)
        self.engine = self._client.engine
        self.category = self._client.category

    @property
    def version(self) -> str:
        return str(self._loop.run(self._client.connect()))

    def ops(self) -> list[str]:
        self._loop.run(self._client.connect())
        return self._client.ops()

    def doc(self, op: str) -> dict[str, Any]:
        self._loop.run(self._client.connect())
        return self._client.doc(op)

    def invoke(self, operation: Any, **options: Any) -> Any:
        result = self._loop.run(self._client.invoke(operation, **options))
        if isinstance(result, aio.Stream):
            return Stream(self._loop, result)
        if isinstance(result, tuple) and isinstance(result[0], aio.Reader):
            return Socket(self._loop, *result)
        return result

    def close(self) -> None:
        self._loop.call(self._client.close)

    def __enter__(self) -> Client:
        return self

    def __exit__(self, *details: object) -> None:
        self.close()

    def __repr__(self) -> str:
        return repr(self._client)


class Records:
    """Like dockline's iterators over records."""

    def __init__(self, loop: Loop, records: Any, stream: Any) -> None:
        self._loop = loop
        self._records = records
        self._stream = stream  # the stream lives as long as its view
        self._items: Iterator[Any] = iter(())

    def __iter__(self) -> Records:
        return self

    def __next__(self) -> Any:
        for item in self._items:
            return item
        try:
            first, self._items = self._loop.run(self._arrived())
        except StopAsyncIteration:
            raise StopIteration from None
        return first

    async def _arrived(self) -> tuple[Any, Iterator[Any]]:
        """Returns the next item, and the items that came with it. So each item need not ask the other thread."""
        first = await self._records.__anext__()
        return first, iter(self._records._items.rest())

    def batches(self) -> Iterator[list[Any]]:
        rest = list(self._items)
        if rest:
            yield rest
        batches = self._records.batches()
        while True:
            try:
                yield self._loop.run(batches.__anext__())
            except StopAsyncIteration:
                return


class Stream:
    """Like dockline.Stream."""

    def __init__(self, loop: Loop, stream: aio.Stream) -> None:
        self._loop = loop
        self.stream = stream
        self.status = stream.status
        self.headers = stream.headers
        self.multiplexed = stream.multiplexed

    def __getattr__(self, name: str) -> Any:
        return getattr(self.stream, name)

    def chunks(self) -> Records:
        return self._view("chunks")

    def frames(self, **options: Any) -> Records:
        return self._view("frames", **options)

    def lines(self, *arguments: Any, **options: Any) -> Records:
        return self._view("lines", *arguments, **options)

    def entries(self, **options: Any) -> Records:
        return self._view("entries", **options)

    def documents(self, **options: Any) -> Records:
        return self._view("documents", **options)

    def __iter__(self) -> Records:
        return self.chunks()

    def read(self, size: int = -1) -> bytes:
        return bytes(self._loop.run(self.stream.read(size)))

    def readall(self) -> bytes:
        return self.read()

    def copy_to(self, *arguments: Any, **options: Any) -> Any:
        return self._loop.run(self.stream.copy_to(*arguments, **options))

    def write(self, data: Any) -> int:
        return int(self._loop.run(self.stream.write(data)))

    def half_close(self) -> None:
        self._loop.run(self.stream.half_close())

    def close(self) -> None:
        self._loop.call(self.stream.close)

    def __enter__(self) -> Stream:
        return self

    def __exit__(self, *details: object) -> None:
        self.close()

    def __del__(self) -> None:
        if self._loop.thread.is_alive():
            self._loop.loop.call_soon_threadsafe(self.stream.close)

    def _view(self, name: str, *arguments: Any, **options: Any) -> Records:
        return Records(self._loop, self._loop.call(getattr(self.stream, name), *arguments, **options), self)


class Socket:
    """Like a socket.socket."""

    def __init__(self, loop: Loop, reader: aio.Reader, writer: aio.Writer) -> None:
        self._loop = loop
        self._reader = reader
        self._writer = writer

    def makefile(self, mode: str) -> io.BufferedReader:
        return io.BufferedReader(_Raw(self))

    def recv(self, size: int) -> bytes:
        return bytes(self._loop.run(self._reader.read(size)))

    def sendall(self, data: bytes) -> None:
        async def send() -> None:
            self._writer.write(data)
            await self._writer.drain()

        self._loop.run(send())

    def shutdown(self, how: int) -> None:
        async def end() -> None:
            self._writer.write_eof()
            await self._writer.drain()

        self._loop.run(end())

    def close(self) -> None:
        self._loop.call(self._writer.close)

    def __enter__(self) -> Socket:
        return self

    def __exit__(self, *details: object) -> None:
        self.close()


class _Raw(io.RawIOBase):
    def __init__(self, connection: Socket) -> None:
        self._connection = connection

    def readable(self) -> bool:
        return True

    def readinto(self, memory: Any) -> int:
        part = self._connection.recv(len(memory))
        memory[: len(part)] = part
        return len(part)


class Merge:
    """Like dockline's Merge."""

    def __init__(self, loop: Loop, merge: aio.Merge) -> None:
        self._loop = loop
        self._merge = merge
        self._kept: list[Any] = []

    def __iter__(self) -> Merge:
        return self

    def __next__(self) -> Any:
        try:
            return self._loop.run(self._merge.__anext__())
        except StopAsyncIteration:
            raise StopIteration from None

    def add(self, key: Any, stream: Any, *arguments: Any, **options: Any) -> None:
        self._kept.append(stream)
        self._loop.call(self._merge.add, key, getattr(stream, "stream", stream), *arguments, **options)

    def remove(self, key: Any) -> None:
        self._loop.call(self._merge.remove, key)

    def close(self) -> None:
        self._loop.call(self._merge.close)

    def __len__(self) -> int:
        return len(self._merge)

    def __contains__(self, key: Any) -> bool:
        return key in self._merge

    def __enter__(self) -> Merge:
        return self

    def __exit__(self, *details: object) -> None:
        self._loop.run(self._merge.__aexit__(None, None, None))


class Following:
    """Like dockline.Following and dockline.EventFollowing."""

    def __init__(self, loop: Loop, following: aio.Following | aio.EventFollowing) -> None:
        self._loop = loop
        self.following = following

    def __iter__(self) -> Following:
        return self

    def __next__(self) -> Any:
        try:
            return self._loop.run(self.following.__anext__())
        except StopAsyncIteration:
            raise StopIteration from None

    def cursor(self, *arguments: Any) -> dict[str, Any]:
        return dict(self._loop.call(self.following.cursor, *arguments))

    def close(self) -> None:
        self._loop.call(self.following.close)

    def __repr__(self) -> str:
        return repr(self.following)

    def __enter__(self) -> Following:
        return self

    def __exit__(self, *details: object) -> None:
        self._loop.run(self.following.__aexit__(None, None, None))


def wait_until_waits(stream: Any, thread: threading.Thread) -> None:
    """Waits until a thread that reads a stream of either driver waits for the engine."""
    if isinstance(stream, Stream):
        wait_until(lambda: stream._loop.calls)
        thread = stream._loop.thread
    wait_until_blocked(thread)


class Module:
    """The functions of the module dockline."""

    def __init__(self) -> None:
        self.loop = Loop()

    def client(self, **options: Any) -> Client:
        return Client(self.loop, **options)

    def request(self, *arguments: Any, **options: Any) -> Any:
        result = self.loop.run(aio.request(*arguments, **options))
        if isinstance(result, aio.Stream):
            return Stream(self.loop, result)
        return Socket(self.loop, *result) if isinstance(result, tuple) and isinstance(result[0], aio.Reader) else result

    def merge(self, streams: Any = None, of: str = "lines", **options: Any) -> Merge:
        plain = {key: getattr(stream, "stream", stream) for key, stream in (streams or {}).items()}
        return Merge(self.loop, self.loop.call(aio.merge, plain, of, **options))

    def follow(self, *arguments: Any, **options: Any) -> Following:
        return Following(self.loop, self.loop.call(aio.follow, *arguments, **options))

    def follow_events(self, **options: Any) -> Following:
        following = self.loop.call(aio.follow_events, **options)
        self.loop.run(following.__aenter__())
        return Following(self.loop, following)

    def wait_for(self, client: Client, *arguments: Any, **options: Any) -> Any:
        return self.loop.run(aio.wait_for(client._client, *arguments, **options))

    def close(self) -> None:
        self.loop.close()
