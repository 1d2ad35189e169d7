"""Records without waiting: those that have arrived, and whether to ask again before the next poll of the descriptor."""

from __future__ import annotations

import random
import select
from typing import Any

import pytest
from support.waiting import PATIENCE

from dockline._wire.connection import Connection
from dockline._wire.errors import ProtocolError, StreamClosed
from dockline._wire.records import Records
from dockline._wire.splitters import LineSplitter

from .peers import Listener, meanwhile
from .vectors import CHUNKED, OK


def lines_of(connection: Connection, ends: list[bool], convert: Any = None) -> Records[bytes]:
    return Records(connection, LineSplitter(False), ends.append, convert)


def test_nothing_has_come(listener: Listener) -> None:
    connection, peer = listener.answered(OK + b"\r\n")
    ends: list[bool] = []
    records = lines_of(connection, ends)
    for _ in range(3):
        assert records.take() == ([], False)
    peer.sendall(b"half")
    select.select([records], [], [], PATIENCE)
    assert records.take() == ([], False)
    peer.sendall(b" a line\nand")
    select.select([records], [], [], PATIENCE)
    assert records.take() == ([b"half a line"], False)
    peer.close()
    while (taken := records.take()) == ([], False):
        select.select([records], [], [], PATIENCE)
    assert taken == ([b"and"], True)
    assert records.take() is None
    assert records.take() is None
    assert ends == [True]


def test_what_came_with_the_head(listener: Listener) -> None:
    connection, _ = listener.answered(CHUNKED + b"4\r\na\nb\n\r\n0\r\n\r\n")
    ends: list[bool] = []
    records = lines_of(connection, ends)
    assert records.take() == ([b"a", b"b"], True)
    assert records.take() is None
    assert ends == [True]


@pytest.mark.parametrize("piece", [1000, 70_000, 1_000_000])
def test_a_flood(listener: Listener, piece: int) -> None:
    """The test polls only where `take` says so. All records come, so none waits unseen."""
    body = b"\n".join(random.Random(piece).randbytes(50).replace(b"\n", b"") for _ in range(40_000)) + b"\n"
    connection, peer = listener.answered(OK + b"Content-Length: %d\r\n\r\n" % len(body))
    records = lines_of(connection, [])
    got = []

    def send() -> None:
        for at in range(0, len(body), piece):
            peer.sendall(body[at : at + piece])

    with meanwhile(send):
        while (taken := records.take()) is not None:
            got += taken[0]
            if not taken[1]:
                assert select.select([records], [], [], PATIENCE)[0]
    assert b"\n".join(got) + b"\n" == body


def test_a_cut(listener: Listener) -> None:
    connection, peer = listener.answered(CHUNKED + b"4\r\na\nb\n\r\n")
    ends: list[bool] = []
    records = lines_of(connection, ends)
    assert records.take() == ([b"a", b"b"], True)
    peer.close()
    for _ in range(2):
        with pytest.raises(ProtocolError, match="the response was cut"):
            while records.take() == ([], False):
                select.select([records], [], [], PATIENCE)
    assert ends == [False]


def test_records_before_a_fault_are_given(listener: Listener) -> None:
    connection, _ = listener.answered(CHUNKED + b"4\r\na\nb\n\r\n+1\r\n")
    records = lines_of(connection, [])
    assert records.take() == ([b"a", b"b"], True)
    for _ in range(2):
        with pytest.raises(ProtocolError, match="a chunk size has no digits"):
            records.take()


def test_records_before_one_that_can_not_be_converted(listener: Listener) -> None:
    connection, _ = listener.answered(CHUNKED + b"6\r\n1\n2\nx\n\r\n")
    ends: list[bool] = []
    records = lines_of(connection, ends, int)
    assert records.take() == ([1, 2], True)
    for _ in range(2):
        with pytest.raises(ValueError, match="invalid literal"):
            records.take()
    assert ends == [False]


def test_closed(listener: Listener) -> None:
    connection, _ = listener.answered(OK + b"\r\n")
    records = lines_of(connection, [])
    connection.close()
    assert records.fileno() == -1
    with pytest.raises(StreamClosed):
        records.take()
