"""A scripted engine for `follow`: the answer to each request by its path, whatever the order of the requests."""

from __future__ import annotations

import json
import re
import select
import socket
import threading
from collections import defaultdict, deque
from collections.abc import Callable
from typing import Any
from urllib.parse import unquote

from support.scripted_server import (
    JSON,
    MULTIPLEXED,
    Answer,
    Peer,
    Request,
    Server,
    begun,
    chunk,
    chunked,
    frame,
    reply,
)
from support.waiting import wait_until

WEB = "aaaa" * 16
DB = "dbdb" * 16
NOON = 1767614400 * 10**9
STAMP = b"2026-01-05T12:00:%02d.%09dZ "

NOT_FOUND = reply({"message": "no such container"}, 404)


def line(number: int, text: bytes, source: int = 1) -> bytes:
    """A frame with a line of the second `number` after noon."""
    return frame(source, STAMP % (number, 0) + text + b"\n")


def entry(number: int, text: bytes, source: int = 1) -> tuple[int, int, bytes]:
    return NOON + number * 10**9, source, text


def log(*frames: bytes) -> bytes:
    """A log that has ended."""
    return chunked(*frames, media=MULTIPLEXED)


def following_log(*frames: bytes) -> tuple[Any, ...]:
    """A log that is followed: no more comes until the client closes."""
    return begun(*frames, media=MULTIPLEXED), Peer.hold


def event(action: str, id_: str = WEB, **attributes: str) -> bytes:
    document = {"Type": "container", "Action": action, "Actor": {"ID": id_, "Attributes": attributes}, "timeNano": NOON}
    return json.dumps(document).encode() + b"\n"


def row(id_: str = WEB, name: str = "web", state: str = "running", pid: int | None = None) -> dict[str, Any]:
    made = {"Id": id_, "Names": [f"/{name}"], "Image": "busybox", "Labels": {"app": name}, "State": state}
    return made if pid is None else {**made, "Pid": pid}


def facts(
    state: str = "running", exit_code: int = 0, started: str = "2026-01-05T11:00:00Z", **more: Any
) -> dict[str, Any]:
    return {
        "State": {"Running": state == "running", "Status": state, "StartedAt": started, "ExitCode": exit_code, **more},
        "HostConfig": {"LogConfig": {"Type": "json-file"}},
        "Config": {"Tty": False},
    }


class Script:
    """Steps of an answer that the test gives one after the other, to the connection that waits for them."""

    def __init__(self, first: bytes) -> None:
        self._first = first
        self._steps: deque[Any] = deque()
        self._changed = threading.Condition()
        self.peer: Peer | None = None

    def __call__(self, peer: Peer) -> None:
        peer.send(self._first)
        self.peer = peer
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._steps, timeout=0.01)
                step = self._steps.popleft() if self._steps else None
            if step is None:
                if peer.file.closed or _has_gone(peer):
                    return
            elif isinstance(step, bytes):
                peer.send(step)
            else:
                step(peer)
                return

    def give(self, *steps: bytes | Callable[[Peer], object]) -> None:
        with self._changed:
            self._steps.extend(steps)
            self._changed.notify()

    def send(self, *parts: bytes) -> None:
        """Sends chunks."""
        self.give(*map(chunk, parts))

    def end(self) -> None:
        """Ends the response."""
        self.give(chunk(b""), lambda peer: None)


def _has_gone(peer: Peer) -> bool:
    if not select.select([peer.socket], [], [], 0)[0]:
        return False
    return peer.socket.recv(1, socket.MSG_PEEK) == b""


class Engine:
    """An engine whose answers are prepared.

    `answers` has a list for each kind of request, and for those of a container also by its kind and id, such as
    `logs aaaa…`. The last answer of a list is given again and again.
    """

    def __init__(self, serve: Callable[..., Server], *, podman: bool = False) -> None:
        self.podman = podman
        self.answers: dict[str, list[Any]] = defaultdict(list)
        fields: dict[str, str] = {"api_version": "1.43"}
        if podman:
            fields["libpod_api_version"] = "4.3.1"
        self.answers["ping"] = [reply(**fields)]
        self.answers["info"] = [reply({"ID": "the engine"})]
        self.answers["events"] = [(begun(media=JSON), Peer.hold)]
        self.answers["list"] = [reply([row()])]
        self.answers["inspect"] = [reply(facts())]
        self.answers["logs"] = [following_log()]
        self._lock = threading.Lock()
        self.asked: list[str] = []
        self.requests: list[Request] = []
        self.server = serve(always=self._answer)
        self.conn: dict[str, Any] = {"uri": self.server.uri}

    def follow(self, driver: Any, *arguments: Any, **options: Any) -> Any:
        """Follows the logs of this engine."""
        engine = "podman" if self.podman else "docker"
        conn = {**self.conn, **options.pop("conn", {})}
        return driver.follow(*arguments, engine=engine, conn=conn, **options)

    def wait_until_asked(self, kind: str, count: int = 1) -> None:
        wait_until(lambda: len([asked for asked in self.asked if asked.startswith(kind)]) >= count)

    def wait_until_left(self) -> None:
        """Waits until the client has closed all its connections."""
        wait_until(lambda: all(peer.ended.is_set() for peer in self.server.peers))

    def queries(self, kind: str) -> list[dict[str, str]]:
        """The queries of all requests of a kind."""
        return [
            {name: unquote(value) for name, value in request.query}
            for asked, request in zip(self.asked, self.requests, strict=True)
            if asked.startswith(kind)
        ]

    def _answer(self, peer: Peer) -> None:
        request = peer.requests[-1]
        kind, id_ = kind_of(request)
        with self._lock:
            self.asked.append(f"{kind} {id_}".strip())
            self.requests.append(request)
            answers = self.answers.get(f"{kind} {id_}") or self.answers[kind]
            answer: Answer = answers.pop(0) if len(answers) > 1 else answers[0]
        for step in answer if isinstance(answer, tuple) else (answer,):
            if isinstance(step, bytes):
                peer.send(step)
            else:
                step(peer)


def kind_of(request: Request) -> tuple[str, str]:
    path = re.sub(r"^/v[\d.]+(/libpod)?", "", request.path)
    if path in ("/_ping", "/info", "/events"):
        return path.strip("/_"), ""
    if path == "/containers/json":
        filters = dict(request.query).get("filters", "")
        return ("running" if "running" in unquote(filters) and "all" not in dict(request.query) else "list"), ""
    found = re.fullmatch(r"/containers/(\w+)/(json|logs)", path)
    assert found is not None, request
    return ("inspect" if found[2] == "json" else "logs"), found[1]
