"""Looks up hosts in a thread, because the system's resolver has no time limit and can't be interrupted."""

from __future__ import annotations

import socket
import threading
from typing import Any

from dockline._wire.errors import connect_timed_out
from dockline._wire.rawsocket import clock
from dockline.connect.connector import ConnectAttempt
from dockline.errors import ConnectError


def addresses(name: str, port: int, limit: float, attempt: ConnectAttempt) -> list[str]:
    """Returns the numeric addresses of a host, at least one, in the order in which to try them.

    Raises ConnectError for a name that can't be resolved, TimedOut after `limit` seconds, StreamClosed if the attempt
    is cancelled. After such an error, the thread ends by itself; it keeps only the look-up alive.
    """
    try:
        return _numeric(socket.getaddrinfo(name, port, type=socket.SOCK_STREAM, flags=socket.AI_NUMERICHOST))
    except (socket.gaierror, UnicodeError):
        pass  # it is a name
    done = threading.Event()
    outcome: list[Any] = []

    def resolve() -> None:
        try:
            outcome.append(socket.getaddrinfo(name, port, type=socket.SOCK_STREAM))
        except Exception as error:
            outcome.append(error)
        done.set()

    deadline = clock() + limit
    threading.Thread(target=resolve, name="dockline-resolve", daemon=True).start()
    attempt.register_event(done)
    done.wait(min(max(deadline - clock(), 0), threading.TIMEOUT_MAX))
    attempt.check_cancelled()
    if not outcome:
        raise connect_timed_out()
    if isinstance(outcome[0], Exception):
        reason = getattr(outcome[0], "strerror", None) or type(outcome[0]).__name__
        raise ConnectError(f"the host {name!r} can't be resolved: {reason}") from outcome[0]
    return _numeric(outcome[0])


def _numeric(found: list[Any]) -> list[str]:
    # getnameinfo keeps the zone of a link-local address.
    plain = socket.NI_NUMERICHOST | socket.NI_NUMERICSERV
    return list(dict.fromkeys(socket.getnameinfo(address, plain)[0] for *_, address in found))
