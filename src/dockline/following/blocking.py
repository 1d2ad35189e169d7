"""`follow` of the blocking driver."""

from __future__ import annotations

import math
import os
from collections.abc import Coroutine, Generator, Iterable, Mapping
from types import TracebackType
from typing import Any

from dockline._wire.connection import Connection
from dockline._wire.head import ResponseHead
from dockline._wire.rawsocket import clock
from dockline.blocking.merging import Merge
from dockline.blocking.polling import Poller
from dockline.blocking.transport import BlockingTransport
from dockline.errors import TimedOut
from dockline.exchange.wrong_driver import RefusesAsyncWith
from dockline.following.actions import Action, Open, Prove
from dockline.following.driver import BaseFollowing, Output
from dockline.following.log import View
from dockline.following.options import Parts, make_parts
from dockline.request.request import Request

LONGEST_WAIT = 3600.0  # seconds


def follow(
    names: str | Iterable[str] | None = None,
    *,
    engine: str = "docker",
    conn: Mapping[str, Any] | None = None,
    filters: Mapping[str, str | Iterable[str]] | None = None,
    since: Any = None,
    until: Any = None,
    cursor: Any = None,
    checkpoint: str | os.PathLike[str] | None = None,
) -> Following:
    """Follows the logs of containers, in one thread: each line once, none lost. Returns an iterator.

    The iterator gives `(container, batch)`. `container` has `id`, `name`, `image` and `labels`. `batch` is a list of
    entries that arrived together, `(time, source, line)` as `Stream.entries` gives them; or one notice of
    `dockline.notices` that tells what has happened: `Started`, `Ended`, `Renamed`, `Gap`, `Unreadable`, `Reconnecting`.
    A `Gap` stands where lines may be missing, or come again. Of `Reconnecting` the container is None.

    Containers that are created later are followed, too. A log goes on after each end of its stream, after a restart of
    the container and of the engine.

    - `names`: names or ids of containers. None: all that match `filters`.
    - `engine`: "docker" or "podman".
    - `conn`: as for `client`.
    - `filters`: the engine's own filters of its list of containers: a mapping of names to lists of str.
    - `since`: the first time that is wanted: a datetime, `UnixNanoseconds`, an int (seconds), or a str ("10m" ago,
      RFC 3339, or "now"). None: all that the logs hold. It does not concern the containers of the cursor.
    - `until`: when to end: likewise. "now" reads what there is. None: never.
    - `cursor`: what `cursor()` of another iteration has returned, or a list of such: goes on behind it.
    - `checkpoint`: the path of a file that keeps the cursor: it is read at the beginning, and written each second,
      after the caller has come back for more. Lines of the last second may come again.

    The first connection raises its error. Later ones are tried again, and `Reconnecting` tells so; an error that no
    trying can mend is raised: a wrong password, a missing permission.

    Raises InvalidParameter, ConfigError, ConnectError, APIError, and StreamClosed after `close`.

    Example::

        with dockline.follow(filters={"label": ["app=web"]}, cursor=saved) as following:
            for container, batch in following:
                store(container, batch, following.cursor(container))
    """
    return Following(make_parts(names, engine, conn, filters, since, until, cursor, checkpoint, PatientTransport))


class Following(BaseFollowing, RefusesAsyncWith):
    """An iterator over `(container, batch)`. `dockline.follow` makes it. As a context manager it closes itself.

    One thread iterates. Any thread may call `close`, which ends an iteration that waits.
    """

    __module__ = "dockline"

    def __init__(self, parts: Parts) -> None:
        super().__init__(parts)
        self._merge: _Merge = _Merge("entries", {})
        self._pending: dict[Any, _PendingCall] = {}  # by the view, or the action
        self._limited: set[_PendingCall] = set()  # those that have a time limit
        self._is_iterating = False

    def __iter__(self) -> Following:
        return self

    def __next__(self) -> Output:
        self._is_iterating = True  # another thread that calls `close` leaves the poller to this one
        try:
            self._refuse_if_closed()
            self._resume()
            output = self._next_output()
            while output is None:
                # A batch that is on its way when a signal comes is not finished.
                self._is_given_finished = False
                found = self._merge.next_ready()
                if found is not None:
                    output = self._next_batch(found)
                    continue
                self._is_given_finished = True
                seconds = self._begin_actions()
                output = self._next_output()
                if output is not None:
                    break
                if self._core.is_finished:
                    break
                if self._core.is_paused:
                    self._finish_proof()
                else:
                    self._wait(seconds)
                self._last_round = clock()
                if self._closed:
                    self._write_checkpoint()
                    self._refuse_if_closed()
                output = self._next_output()
        finally:
            self._is_iterating = False
            if self._closed:
                self._release()
        if output is None:
            self.close()
            raise StopIteration
        return output

    def close(self) -> None:
        """Closes all logs and connections. May be called twice, and by any thread."""
        if self._closed:
            return
        try:
            if not self._is_iterating:
                self._write_checkpoint()
        finally:
            self._closed = True
            self._merge.close()
            for call in list(self._pending.values()):
                call.abandon()
            self._calls.close()
            if not self._is_iterating:
                self._release()

    def __enter__(self) -> Following:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def __del__(self) -> None:
        if hasattr(self, "_limited"):
            self._is_written = True  # a checkpoint is written where the caller closes
            self.close()

    def _release(self) -> None:
        """Closes the rest: calls, streams that were added meanwhile, and the poller. No thread iterates any more."""
        for call in list(self._pending.values()):
            call.coroutine.close()
        self._pending.clear()
        self._limited.clear()
        self._merge.close()
        self._merge.release()

    def _start(self, action: Action) -> None:
        key = action.view if isinstance(action, Open) else action
        call = _PendingCall(key, self._perform(action))
        self._pending[key] = call
        self._step(call)

    def _drop(self, view: View) -> None:
        call = self._pending.pop(view, None)
        if call is not None:
            self._merge.forget(call)
            self._limited.discard(call)
            call.coroutine.close()

    def _wait(self, seconds: float) -> None:
        """Waits until a stream or a call goes on."""
        ends = min((call.ends for call in self._limited), default=math.inf)
        self._merge.begin_round(min(seconds, max(0.0, ends - clock()), LONGEST_WAIT))
        if self._closed:
            return  # a call that began just then was not abandoned: reading its answer could take for ever
        for call in self._merge.take_answered():
            if self._pending.get(call.key) is call:
                self._step(call)
        if ends <= clock():
            for call in list(self._limited):
                if call.waits is not None and call.ends <= clock():
                    self._step(call, call.waits.timed_out())

    def _finish_proof(self) -> None:
        """Waits for the answer that is needed before more is read."""
        for call in list(self._pending.values()):
            if isinstance(call.key, Prove):
                self._merge.forget(call)
                while self._pending.get(call.key) is call and not self._closed:
                    self._step(call)
                    self._merge.forget(call)
                return

    def _step(self, call: _PendingCall, error: Exception | None = None) -> None:
        """Lets a call go on until it waits for the head of a response, or ends."""
        self._merge.forget(call)
        self._limited.discard(call)
        try:
            call.waits = call.coroutine.send(None) if error is None else call.coroutine.throw(error)
        except StopIteration:
            del self._pending[call.key]
        except BaseException:
            self._pending.pop(call.key, None)
            raise
        else:
            self._merge.await_answer(call)
            if call.ends < math.inf:
                self._limited.add(call)


class _PendingCall:
    """A call that waits for the head of its response."""

    __slots__ = ("coroutine", "key", "waits")

    def __init__(self, key: Any, coroutine: Coroutine[_HeadWait, None, None]) -> None:
        self.key = key
        self.coroutine = coroutine
        self.waits: _HeadWait | None = None

    @property
    def ends(self) -> float:
        return math.inf if self.waits is None else self.waits.ends

    def abandon(self) -> None:
        """Closes the connection. Another thread may be about to read it."""
        if self.waits is not None:
            self.waits.connection.close()


class _HeadWait:
    """Waits until the head of a response can be read, at most until `ends`."""

    __slots__ = ("connection", "ends", "which")

    def __init__(self, connection: Connection, deadline: float) -> None:
        self.connection = connection
        self.ends = min(clock() + connection.read_timeout, deadline)
        self.which = "call" if self.ends == deadline else "read"

    def timed_out(self) -> TimedOut:
        return TimedOut(f"{self.which}_timeout has passed while waiting for the response head", self.which)

    def __await__(self) -> Generator[_HeadWait, None, None]:
        yield self


class PatientTransport(BlockingTransport):
    """A transport whose calls wait for their heads side by side.

    Podman 4 sends the head of a log with its first line.
    """

    async def send_request(
        self, connection: Connection, request: Request, deadline: float, hand_over: bool
    ) -> ResponseHead:
        connection.begin(request.method_bytes, request.upgrades, deadline)
        if connection.send(request.first_bytes(self._request_defaults)):
            connection.end_request()
        await _HeadWait(connection, deadline)
        return connection.read_head()


class _Merge(Merge):
    """A merge whose rounds also tell which calls are answered."""

    _poller: _CallPoller

    def take_answered(self) -> list[_PendingCall]:
        answered, self._poller.answered = self._poller.answered, []
        return answered

    def await_answer(self, call: _PendingCall) -> None:
        if call.waits is not None:
            self._poller.add(call.waits.connection.fileno(), call)

    def forget(self, call: _PendingCall) -> None:
        if call.waits is not None:
            self._poller.remove(call.waits.connection.fileno(), call)

    def release(self) -> None:
        self._poller.close()

    def _new_poller(self) -> Any:
        return _CallPoller()


class _CallPoller(Poller):
    def __init__(self) -> None:
        super().__init__()
        self.answered: list[_PendingCall] = []

    def poll(self, seconds: float | None) -> list[Any]:
        owners = super().poll(seconds)
        if any(owner.__class__ is _PendingCall for owner in owners):
            self.answered += [owner for owner in owners if owner.__class__ is _PendingCall]
            owners = [owner for owner in owners if owner.__class__ is not _PendingCall]
        return owners
