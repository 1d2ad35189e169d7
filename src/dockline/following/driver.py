"""A following: the part that both drivers share. It performs what the core asks for, and gives what it says."""

from __future__ import annotations

import math
from typing import Any

from dockline import redaction
from dockline._wire.rawsocket import clock
from dockline.errors import ConnectError, InvalidParameter, StreamClosed
from dockline.exchange.merging import BaseMerge
from dockline.following import checkpoint
from dockline.following.actions import Action, Close, Connect, Inspect, List, Open, Prove
from dockline.following.container import Container
from dockline.following.cursor import write_cursor
from dockline.following.log import Entry, View
from dockline.following.options import Parts
from dockline.notices import Notice

SLOW_CALLER = 10.0  # seconds; the engine drops events of a reader that is this far behind

Output = tuple[Container | None, list[Entry] | Notice]


class BaseFollowing:
    """The base class of both drivers' followings. The drivers add the I/O."""

    _merge: BaseMerge

    def __init__(self, parts: Parts) -> None:
        self._core = parts.core
        self._calls = parts.calls
        self._engine = parts.engine
        self._closed = False
        self._next_time = 0.0  # when the core must be asked again for actions
        self._last_round = math.inf  # when the last one ended
        self._checkpoint = parts.checkpoint
        self._written_at = -math.inf
        self._is_written = True
        self._is_given_finished = True

    def cursor(self, container: Container | str | None = None) -> dict[str, Any]:
        """Returns the cursor: where the caller is after all that it was given. A dict for JSON.

        - `container`: the cursor of this container alone; an id is taken too. None: of all containers.

        Store it together with the output of what was given. `follow(cursor=…)` goes on behind it. It takes a list of
        cursors, too. The cursor of a container has some hundred bytes, and never more than 4 KiB.
        """
        positions = self._core.positions(clock())
        if container is not None:
            id_ = container.id if isinstance(container, Container) else container
            if not isinstance(id_, str):
                raise InvalidParameter(f"cursor takes a container or its id, not {redaction.describe_type(container)}")
            positions = (found for found in positions if found[0] == id_)
        return write_cursor(self._engine, self._core.engine_id, positions)

    def __repr__(self) -> str:
        state = "closed" if self._closed else f"of {len(self._core.logs)} containers"
        return f"<{type(self).__module__}.Following {state}>"

    # Each driver defines these.

    def _start(self, action: Action) -> None:
        """Starts the call of an action: `_perform`."""
        raise NotImplementedError

    def _drop(self, view: View) -> None:
        """Gives up the call that opens a view, if it has not come to its end."""
        raise NotImplementedError

    # What the drivers use.

    def _refuse_if_closed(self) -> None:
        if self._closed:
            raise StreamClosed("this following was closed; make a new one, with its cursor")

    def _resume(self) -> None:
        """The caller wants more, so it has finished what it was given."""
        self._is_given_finished = True

    def _next_output(self) -> Output | None:
        core = self._core
        if core.outputs:
            self._is_written = self._is_given_finished = False
            return core.take_output()
        if core.error is not None:
            raise core.error
        return None

    def _next_batch(self, found: tuple[Any, Any]) -> Output | None:
        """Handles what the merge has found. Returns entries that go to the caller as they are."""
        key, outcome = found
        if key.__class__ is View:
            if key.plain and outcome.__class__ is list:
                self._is_written = self._is_given_finished = False
                return key.log.container, outcome
            if outcome.__class__ is list:
                self._core.arrived(key, outcome, clock())
            else:
                self._core.ended(key, outcome, clock())
        elif outcome.__class__ is list:
            self._core.told(key, outcome, clock())
        else:
            self._core.disconnected(key, outcome, clock())
        self._next_time = 0.0
        return self._next_output()

    def _begin_actions(self) -> float:
        """Starts what is to be done now. Returns the seconds until this must be called again."""
        core = self._core
        now = clock()
        if now - self._last_round > SLOW_CALLER:
            core.came_back_late(now)
        if now >= self._next_time:
            for action in core.take_actions(now):
                if isinstance(action, Close):
                    self._drop(action.view)
                    if action.view in self._merge:
                        self._merge.remove(action.view)
                else:
                    self._start(action)
            self._next_time = core.next_time(now)
        seconds = max(0.0, self._next_time - now)
        if self._checkpoint is not None and not self._is_written:
            left = self._written_at + checkpoint.EVERY - now
            if left <= 0:
                self._write_checkpoint()
            else:
                seconds = min(seconds, left)
        limit = self._merge.seconds_to_wait()
        return seconds if limit is None else min(seconds, limit)

    def _write_checkpoint(self) -> None:
        """Writes the checkpoint, unless the caller has not finished what it was given."""
        if self._checkpoint is not None and not self._is_written and self._is_given_finished:
            self._checkpoint.write(self.cursor())
            self._written_at = clock()
            self._is_written = True

    async def _perform(self, action: Action) -> None:
        """Performs an action, and tells the core its outcome."""
        core, calls = self._core, self._calls
        sent = clock()
        try:
            if isinstance(action, Open):
                stream: Any = await calls.open(action.view)
            elif isinstance(action, Inspect):
                facts, engine_time = await calls.facts(action.log.container.id)
            elif isinstance(action, List):
                rows, engine_time = await calls.list_all(action.ids)
            elif isinstance(action, Prove):
                rows = await calls.list_running(action.ids)
            elif isinstance(action, Connect):
                engine_id = await calls.identify()
                stream = await calls.container_events()
        except Exception as error:
            self._fail(action, error)
        except BaseException:  # the caller may go on after a Ctrl-C
            self._fail(action, ConnectError("the call was interrupted"))
            raise
        else:
            now = clock()
            if isinstance(action, Open):
                if action.view.log.view is action.view:
                    self._add(action.view, stream, "entries", positions=action.view.counter)
                    core.opened(action.view, now)
                else:
                    stream.close()
            elif isinstance(action, Inspect):
                core.inspected(action.log, facts, engine_time, now)
            elif isinstance(action, List):
                core.listed(action.number, rows, ids=action.ids, engine_time=engine_time, sent=sent, now=now)
            elif isinstance(action, Prove):
                core.proved(action.number, rows, action.ids, sent, now)
            elif isinstance(action, Connect):
                self._add(action.number, stream, "documents")
                core.connected(action.number, engine_id, now)
        self._next_time = 0.0

    def _add(self, key: Any, stream: Any, of: str, **options: Any) -> None:
        try:
            self._merge.add(key, stream, of, **options)
        except BaseException:  # another thread has closed the merge
            stream.close()
            raise

    def _fail(self, action: Action, error: Exception) -> None:
        core, now = self._core, clock()
        if isinstance(action, Open):
            core.ended(action.view, error, now)
        elif isinstance(action, Inspect):
            core.not_inspected(action.log, error, now)
        elif not isinstance(action, Close):
            core.failed(action.number, error, now)
        self._next_time = 0.0
