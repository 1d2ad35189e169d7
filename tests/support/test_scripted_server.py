"""The scripted server fails the tests that it must fail."""

from __future__ import annotations

import contextlib

import pytest

from dockline.errors import DocklineError

from .scripted_server import Early, Peer, Server, reply


def test_a_request_that_no_answer_awaits() -> None:
    with pytest.raises(AssertionError, match="nobody awaits Request"), Server() as server:
        with pytest.raises(DocklineError):
            server.get()
        server.wait_ended(0)


def test_an_answer_that_nobody_asked_for() -> None:
    with pytest.raises(AssertionError, match="nobody asked for all answers"), Server(reply(), reply()) as server:
        server.get()


def test_what_goes_wrong_in_an_answer() -> None:
    def fail(peer: Peer) -> None:
        peer.send(reply())
        raise LookupError("of the answer")

    with pytest.raises(LookupError, match="of the answer"), Server(fail) as server:
        server.get()


def test_it_is_told_of_a_test_that_fails_too() -> None:
    """Also if the test itself fails: the server's error may be the reason."""
    with pytest.raises(AssertionError, match="nobody awaits") as raised, Server() as server:
        server.get()
    assert isinstance(raised.value.__context__, DocklineError)


def test_a_test_that_fails_before_all_was_asked_for() -> None:
    with pytest.raises(ZeroDivisionError), Server(reply()):
        raise ZeroDivisionError


def test_a_client_that_leaves_is_no_fault() -> None:
    def endless(peer: Peer) -> None:
        while True:
            peer.send(bytes(65536))

    with Server((b"HTTP/1.1 200 OK\r\n\r\n", endless)) as server:
        server.get(as_="stream").close()
        server.wait_ended(0)


def test_a_body_that_stays_unread() -> None:
    with Server(Early([reply({"message": "no"}, 404)])) as server:
        with contextlib.closing(server.client()) as containers:
            containers.invoke("PutContainerArchive", params={"id": "a", "path": "/"}, data=bytes(8 << 20))
        assert (server.only.body, server.only.whole) == (b"", False)
