"""Follows logs in a thread, keeps all that is told, and compares it with the whole logs."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import Any, NamedTuple, TypeVar

from dockline.errors import StreamClosed
from dockline.notices import Ended, Gap, Notice, Renamed, Started, Unreadable

from .waiting import PATIENCE, wait_until

Entry = tuple[int, int, bytes]
Result = TypeVar("Result")
MAX_CURSOR = 4096  # bytes: the documented limit of the cursor of one container


class Output(NamedTuple):
    """What a follow has given: the id and the name of the container, and a batch of entries or a notice."""

    id: str | None
    name: str | None
    batch: Any


class Told:
    """Outputs of follows, in their order."""

    def __init__(self) -> None:
        self.outputs: list[Output] = []

    def add(self, container: Any, batch: Any) -> None:
        id_, name = (None, None) if container is None else (container.id, container.name)
        self.outputs.append(Output(id_, name, batch))

    def of(self, id_: str) -> list[Any]:
        """Returns the batches and notices of a container."""
        return [output.batch for output in list(self.outputs) if output.id == id_]

    def entries(self, id_: str) -> list[Entry]:
        return [entry for batch in self.of(id_) if isinstance(batch, list) for entry in batch]

    def lines(self, id_: str) -> list[bytes]:
        return [line for _, _, line in self.entries(id_)]

    def notices(self, id_: str) -> list[Notice]:
        return [batch for batch in self.of(id_) if isinstance(batch, Notice)]

    def story(self, id_: str) -> list[Any]:
        """Returns the notices and lines of a container in their order."""
        told: list[Any] = []
        for batch in self.of(id_):
            told += [line for _, _, line in batch] if isinstance(batch, list) else [batch]
        return told

    def has_ended(self, id_: str) -> bool:
        """Whether the last notice of the container is its end."""
        notices = self.notices(id_)
        return bool(notices) and isinstance(notices[-1], Ended)

    def gaps(self) -> list[Gap]:
        return [output.batch for output in self.outputs if isinstance(output.batch, Gap)]


class Follower(Told):
    """Iterates over a following in a thread. `following` is that of either driver, see `aio_facade`.

    The thread calls `on_output` with the following, the container and the batch, after each output.
    """

    def __init__(self, following: Any, on_output: Callable[[Any, Any, Any], object] = lambda *output: None) -> None:
        super().__init__()
        self.following = following
        self.error: BaseException | None = None
        self._on_output = on_output
        self._thread = threading.Thread(target=self._run)
        self._thread.start()

    def _run(self) -> None:
        try:
            for container, batch in self.following:
                self.add(container, batch)
                self._on_output(self.following, container, batch)
        except StreamClosed:
            pass
        except BaseException as error:
            self.error = error

    def wait(self, holds: Callable[[], Result]) -> Result:
        """Waits until something holds. Raises the error of the following, if it has ended by one."""

        def check() -> Result:
            if self.error is not None:
                raise self.error
            return holds()

        return wait_until(check, 0.01)

    def wait_for_end(self, *ids: str) -> None:
        """Waits until the ends of these containers are told."""
        self.wait(lambda: all(self.has_ended(id_) for id_ in ids))

    def finish(self) -> None:
        """Waits until the following ends by itself. Raises its error."""
        self._thread.join(PATIENCE)
        assert not self._thread.is_alive()
        if self.error is not None:
            raise self.error

    def stop(self) -> None:
        self.following.close()
        self._thread.join(PATIENCE)

    def close(self) -> None:
        """Ends the following. Raises the error by which it has ended before."""
        self.stop()
        self.finish()


def by_source(entries: Iterable[Entry]) -> dict[int, list[Entry]]:
    found: dict[int, list[Entry]] = {1: [], 2: []}
    for entry in entries:
        found[entry[1]].append(entry)
    return found


def difference(got: list[Entry], whole: list[Entry]) -> str:
    """Returns how what was followed differs from the whole log: lost, doubled or displaced. Empty if it does not.

    The entries of each source must be those of the log, with their times, in its order.
    """
    if by_source(got) == by_source(whole):
        return ""
    had, has = Counter(whole), Counter(got)
    lost, doubled = had - has, has - had
    parts = [f"{len(got)} of {len(whole)} entries"]
    parts += list(_examples("lost", lost))
    parts += list(_examples("doubled or invented", doubled))
    if not lost and not doubled:
        parts.append("in another order")
    return "; ".join(parts)


def _examples(label: str, entries: Counter[Entry]) -> Iterator[str]:
    if entries:
        some = [(time, source, line[:40], len(line)) for time, source, line in list(entries)[:3]]
        yield f"{sum(entries.values())} {label}, such as {some}"


def kinds(notices: Iterable[Notice]) -> list[type[Notice]]:
    return [type(notice) for notice in notices]


__all__ = [
    "MAX_CURSOR",
    "Ended",
    "Follower",
    "Gap",
    "Output",
    "Renamed",
    "Started",
    "Told",
    "Unreadable",
    "by_source",
    "difference",
    "kinds",
]
