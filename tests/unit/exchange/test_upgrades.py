"""An exec or attach without its upgrade, as behind a proxy that drops it: the stream can only be read."""

from __future__ import annotations

import io
from typing import Any

import pytest
from support.scripted_server import Peer, Server, chunk, frame, head, reply

from dockline.errors import InvalidParameter, ProtocolError

RAW = "application/vnd.docker.raw-stream"
MULTIPLEXED = "application/vnd.docker.multiplexed-stream"
FRAMES = frame(1, b"out\n") + frame(2, b"err\n")


def by_chunks(body: bytes, media: str) -> tuple[Any, ...]:
    """Makes the response as nginx passes it on."""
    return (head(media=media, transfer_encoding="chunked") + chunk(body) + chunk(b""),)


def until_close(body: bytes, media: str) -> tuple[Any, ...]:
    """Makes the response as HAProxy passes it on."""
    return (head(media=media, connection="close") + body, Peer.close)


def start(driver: Any, server: Server, data: Any, as_: str = "data") -> Any:
    client = driver.client(engine="docker", category="exec", version="v1.41", conn={"uri": server.uri})
    with client as execs:
        return execs.invoke("ExecStart", params={"id": "e"}, data=data, as_=as_)


@pytest.mark.parametrize("through", [by_chunks, until_close])
@pytest.mark.parametrize("media", [RAW, MULTIPLEXED, ""])
def test_an_exec_has_its_format(driver: Any, through: Any, media: str) -> None:
    data = {"Detach": False, "Tty": False}
    with Server(*[through(FRAMES, media)] * 3, through(b"", media)) as server:
        assert start(driver, server, data) == b"out\nerr\n"
        assert start(driver, server, b'{"Tty": false}', "response").body == b"out\nerr\n"
        with start(driver, server, data, "stream") as stream:
            assert list(stream.lines(tagged=True)) == [(1, b"out"), (2, b"err")]
        assert start(driver, server, data) == b""


@pytest.mark.parametrize("through", [by_chunks, until_close])
def test_that_of_a_tty_is_raw(driver: Any, through: Any) -> None:
    with Server(through(FRAMES, RAW), through(FRAMES, RAW)) as server:
        assert start(driver, server, {"Tty": True}) == FRAMES
        with start(driver, server, {"Tty": True}, "stream") as stream:
            assert list(stream.frames()) == [(1, FRAMES)]


@pytest.mark.parametrize("tty", [False, True])
def test_what_is_attached_is_asked_about(driver: Any, tty: bool) -> None:
    with Server(until_close(FRAMES, RAW), reply({"Config": {"Tty": tty}})) as server:
        conn = {"uri": server.uri}
        with driver.client(engine="docker", category="containers", version="v1.41", conn=conn) as containers:
            attached = containers.invoke("ContainerAttach", params={"id": "web", "stdout": True, "logs": True})
        assert attached == (FRAMES if tty else b"out\nerr\n")


@pytest.mark.parametrize("through", [by_chunks, until_close])
def test_nothing_is_written_to_it(driver: Any, through: Any) -> None:
    likely = "the answer was 200 and not 101 .*a proxy on the way has likely dropped the header Upgrade"
    with Server(through(FRAMES, RAW), through(FRAMES, RAW)) as server:
        with start(driver, server, {"Tty": False}, "stream") as stream:
            assert not stream.writable()
            with pytest.raises(ProtocolError, match=likely):
                stream.write(b"hello")
            with pytest.raises(ProtocolError, match=likely):
                stream.half_close()
            assert list(stream.lines()) == [b"out", b"err"]
        with pytest.raises(ProtocolError, match=likely):
            start(driver, server, {"Tty": False}, "socket")


@pytest.mark.parametrize("data", [{"Detach": True}, b'{"Detach": true}', '{"Detach": true}'])
def test_a_detached_exec_asks_for_no_upgrade(driver: Any, data: Any) -> None:
    with Server(reply(), reply(b"\n", media="text/plain")) as server:
        assert start(driver, server, data) is None
        assert start(driver, server, data, "response").status == 200
        assert {request.field("upgrade") for request in server.requests} == {None}
        with pytest.raises(InvalidParameter, match="with Detach does not hand over its connection"):
            start(driver, server, data, "socket")


def test_a_detached_exec_that_can_not_be_looked_into(driver: Any) -> None:
    """Docker's answer is empty. Podman's is an empty line."""
    with Server(reply(), reply(b"\n", media="text/plain")) as server:
        assert start(driver, server, io.BytesIO(b'{"Detach": true}')) is None
        assert start(driver, server, io.BytesIO(b'{"Detach": true}')) == "\n"
