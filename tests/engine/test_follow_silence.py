"""`follow` is never silent: each of these histories gives a notice."""

from __future__ import annotations

import threading

import pytest
from support.waiting import wait_until

import dockline
from dockline.notices import Ended, Gap, Notice, Unreadable

pytestmark = pytest.mark.blocking


class Followed:
    """Follows in a thread. `given` has lines and notices, `error` what was raised."""

    def __init__(self, engine, name: str) -> None:
        self.given: list = []
        self.error: Exception | None = None
        self._following = dockline.follow(
            engine=engine.name, conn=engine.conn, filters={"label": [f"dockline={name}"]}, since="now"
        )
        self._thread = threading.Thread(target=self._run)

    def _run(self) -> None:
        try:
            for _, batch in self._following:
                self.given += [batch] if isinstance(batch, Notice) else [line for _, _, line in batch]
        except dockline.errors.StreamClosed:
            pass
        except Exception as error:
            self.error = error

    def __enter__(self) -> Followed:
        self._thread.start()
        wait_until(lambda: self._following._core._was_connected or self.error)
        return self

    def __exit__(self, *_: object) -> None:
        self._following.close()
        self._thread.join()

    def notices(self, kind: type) -> list:
        return [one for one in self.given if isinstance(one, kind)]


@pytest.mark.engine("docker")
def test_stamps_that_cannot_be_read(engine, container, name: str) -> None:
    """Docker 20.10, `local`, a TTY, lines above 16 KiB: the LF is lost, then an inner chunk has no timestamp."""
    command = (
        "b=0; while [ $b -lt 60 ]; do i=0; while [ $i -lt 100 ]; do echo o $b $i; i=$((i+1)); done; "
        "head -c 20000 /dev/zero | tr '\\0' o; echo; b=$((b+1)); sleep 0.1; done"
    )
    with Followed(engine, name) as followed:
        labels = {"Labels": {"dockline": name}, "Tty": True, "HostConfig": {"LogConfig": {"Type": "local"}}}
        this = container("sh", "-c", f"w() {{ {command}; }}; w & w & wait", **labels)
        engine.request("POST", f"/containers/{this}/wait")
        wait_until(lambda: followed.error or followed.notices(Ended) or followed.notices(Unreadable), 0.1, 60)


def test_a_container_that_is_removed_at_once(engine, container, name: str) -> None:
    """Its `start` comes, and the list has nothing of it any more."""
    with Followed(engine, name) as followed:
        container("true", Labels={"dockline": name}, HostConfig={"AutoRemove": True})
        wait_until(lambda: followed.notices(Gap), 0.1, 20)


def test_the_end_of_an_unreadable_container(engine, container, name: str) -> None:
    """Its end is told, though its log can't be read."""
    with Followed(engine, name) as followed:
        container("sleep", "1", Labels={"dockline": name}, HostConfig={"LogConfig": {"Type": "none"}})
        wait_until(lambda: followed.notices(Ended), 0.1, 20)
