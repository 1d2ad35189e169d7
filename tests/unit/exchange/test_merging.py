"""merge: many streams in one thread. Nothing is lost, no stream starves, and one end does not end the others."""

from __future__ import annotations

import os
import random
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from support.scripted_server import MULTIPLEXED, Peer, Server, Step, begun, chunk, chunked, frame, head, until
from support.waiting import long_enough, once_blocked, wait_until_blocked

import dockline
from dockline.blocking.polling import Poller
from dockline.errors import APIError, InvalidParameter, ProtocolError, StreamClosed, TimedOut

FRAMED = {"media": MULTIPLEXED}


@pytest.fixture
def opened(serve: Callable[..., Server]) -> Callable[..., dockline.Stream]:
    """Opens a stream. A test sends its first bytes and decides what happens until it closes."""

    def open_stream(begin: bytes, *then: Step, **conn: Any) -> dockline.Stream:
        server = serve((begin, *(then or [Peer.hold]), Peer.close))
        stream: dockline.Stream = dockline.request({"uri": server.uri, **conn}, path="/logs", as_="stream")
        return stream

    return open_stream


@pytest.fixture(params=["epoll", "selectors"])
def any_poller(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if request.param == "selectors":
        monkeypatch.delattr("select.epoll", raising=False)
        # Other systems have only this. DefaultSelector was chosen when selectors was imported.
        monkeypatch.setattr("selectors.DefaultSelector", __import__("selectors").PollSelector)


def gather(merged: Any) -> tuple[dict[Any, list[Any]], dict[Any, Any]]:
    """Returns the records of each stream, and how it ended."""
    records: dict[Any, list[Any]] = defaultdict(list)
    ends: dict[Any, Any] = {}
    for key, batch in merged:
        assert key not in ends
        if isinstance(batch, list):
            assert batch
            records[key] += batch
        else:
            ends[key] = batch
    return records, ends


def lines_of(*lines: bytes) -> bytes:
    return chunked(*(frame(1, line + b"\n") for line in lines), **FRAMED)


def test_streams_that_are_whole(opened: Any, any_poller: None) -> None:
    streams = {number: opened(lines_of(*(b"%d-%d" % (number, at) for at in range(100)))) for number in range(20)}
    records, ends = gather(dockline.merge(streams))
    assert records == {number: [b"%d-%d" % (number, at) for at in range(100)] for number in range(20)}
    assert ends == dict.fromkeys(range(20))


def test_nothing() -> None:
    assert list(dockline.merge()) == []
    assert list(dockline.merge({}, of="documents")) == []


def test_bytes_in_pieces(opened: Any, any_poller: None) -> None:
    """The pieces have any size, come at any time, and end anywhere."""
    dice = random.Random(1)

    def play(rest: bytes) -> Callable[[Peer], None]:
        def trickle(peer: Peer) -> None:
            at = 0
            while at < len(rest):
                size = dice.randint(1, 40)
                peer.send(rest[at : at + size])
                at += size
                if dice.random() < 0.1:
                    time.sleep(0.001)
            peer.hold()

        return trickle

    expected = {}
    streams = {}
    for number in range(8):
        expected[number] = [dice.randbytes(dice.randint(0, 60)).replace(b"\n", b"") for _ in range(50)]
        body = lines_of(*expected[number])
        cut = dice.randint(body.index(b"\r\n\r\n") + 4, len(body))
        streams[number] = opened(body[:cut], play(body[cut:]))
    records, ends = gather(dockline.merge(streams))
    assert records == expected
    assert set(ends.values()) == {None}


@pytest.mark.parametrize(
    ("of", "options", "expected"),
    [
        ("lines", {}, [b"a", b"b"]),
        ("lines", {"tagged": True, "keepends": True}, [(1, b"a\n"), (1, b"b\n")]),
        ("frames", {}, [(1, b"a\n"), (1, b"b\n")]),
        ("lines", {"multiplexed": False}, [b"\1\0\0\0\0\0\0\2a", b"\1\0\0\0\0\0\0\2b"]),
    ],
)
def test_views(opened: Any, of: str, options: dict[str, Any], expected: list[Any]) -> None:
    records, _ = gather(dockline.merge({"x": opened(lines_of(b"a", b"b"))}, of, **options))
    assert records == {"x": expected}


def test_documents(opened: Any) -> None:
    streams = {"a": opened(chunked(b'{"n": 1}', b'\n{"n"', b": 2}\n")), "b": opened(chunked(b'{"n": 3}'))}
    records, ends = gather(dockline.merge(streams, of="documents"))
    assert records == {"a": [{"n": 1}, {"n": 2}], "b": [{"n": 3}]}
    assert ends == {"a": None, "b": None}


def test_chunks(opened: Any) -> None:
    records, _ = gather(dockline.merge({"a": opened(chunked(b"one", b"two"))}, of="chunks"))
    assert b"".join(records["a"]) == b"onetwo"


def test_each_its_own_view(opened: Any) -> None:
    merged = dockline.merge({"a": opened(lines_of(b"a"))}, keepends=True)
    merged.add("b", opened(lines_of(b"b")), tagged=True)
    merged.add("c", opened(chunked(b'{"n": 1}')), of="documents")
    with pytest.raises(InvalidParameter, match="no view 'document': did you mean 'documents'"):
        merged.add("d", opened(chunked(b"{}")), of="document")
    records, _ = gather(merged)
    assert records == {"a": [b"a\n"], "b": [(1, b"b\n")], "c": [{"n": 1}]}


# Ends and errors


def test_an_error_is_delivered_in_its_place(opened: Any, any_poller: None) -> None:
    good = frame(1, b"good\n")
    streams = {
        "cut": opened(begun(good, **FRAMED), Peer.close),
        "broken": opened(begun(good, b"no frame header", **FRAMED)),
        "framing": opened(begun(good, **FRAMED) + b"x\r\n"),
        "whole": opened(lines_of(b"good")),
    }
    records, ends = gather(dockline.merge(streams))
    assert records == {key: [b"good"] for key in streams}
    assert ends.pop("whole") is None
    assert {type(error) for error in ends.values()} == {ProtocolError}
    assert "was cut" in str(ends["cut"])
    assert "invalid frame header" in str(ends["broken"])


def test_a_document_that_is_none(opened: Any) -> None:
    streams = {"a": opened(chunked(b'{"n": 1}\n', b"{]\n", b'{"n": 2}\n')), "b": opened(chunked(b'{"n": 3}\n'))}
    records, ends = gather(dockline.merge(streams, of="documents"))
    assert records == {"a": [{"n": 1}], "b": [{"n": 3}]}
    assert isinstance(ends["a"], ProtocolError)
    assert ends["b"] is None


def test_an_error_document(serve: Callable[..., Server]) -> None:
    server = serve(always=chunked(b'{"status": "Pulling"}\n', b'{"errorDetail": {"message": "no such image"}}\n'))
    with server.client("images", throw_exceptions=True) as images:
        pulls = {name: images.invoke("ImageCreate", params={"fromImage": name}, as_="stream") for name in "ab"}
        records, ends = gather(dockline.merge(pulls, of="documents"))
    assert records == {"a": [{"status": "Pulling"}], "b": [{"status": "Pulling"}]}
    for error in ends.values():
        assert isinstance(error, APIError)
        assert error.message == "no such image"


def test_a_body_that_ends_with_its_connection(opened: Any) -> None:
    stream = opened(head(**FRAMED) + frame(1, b"a\nb"), Peer.close)
    records, ends = gather(dockline.merge({"x": stream}))
    assert records == {"x": [b"a", b"b"]}
    assert ends == {"x": None}


def test_connections_go_back_to_their_pool(serve: Callable[..., Server]) -> None:
    server = serve(always=lines_of(b"a"))
    with server.client() as containers:
        for _ in range(3):
            stream = dockline.merge(
                {"x": containers.invoke("ContainerAttachWebsocket", params={"id": "x"}, as_="stream")}
            )
            gather(stream)
    assert len(server.peers) >= 1


def test_read_timeout(opened: Any, any_poller: None) -> None:
    """Each stream has its own time limit. A stream that receives bytes goes on."""

    def follow(limit: float, stop: threading.Event) -> None:
        def tick(peer: Peer) -> None:
            while not stop.wait(limit / 8):
                peer.send(chunk(frame(1, b"tick\n")))
            peer.send(chunk(b""))

        streams = {
            "silent": opened(begun(frame(1, b"once\n"), **FRAMED), read_timeout=limit),
            "talking": opened(begun(**FRAMED), tick, read_timeout=limit),
            "patient": opened(begun(**FRAMED), until(stop), chunk(b"")),
        }
        began = time.monotonic()
        seen = []
        for key, batch in dockline.merge(streams):
            if key == "silent":
                seen.append(batch)
                if isinstance(batch, TimedOut):
                    assert batch.which == "read"
                    assert time.monotonic() - began >= limit * 0.9
                    ended = time.monotonic()
            if len(seen) == 2 and time.monotonic() - ended > 2 * limit:
                stop.set()
            if key == "talking" and isinstance(batch, TimedOut):
                raise batch  # the machine gave the server no time in between
            if key != "silent" and not isinstance(batch, list):
                assert batch is None
        assert seen[0] == [b"once"]
        assert isinstance(seen[1], TimedOut)
        assert len(seen) == 2

    def try_to_follow(limit: float) -> None:
        stop = threading.Event()
        try:
            follow(limit, stop)
        finally:
            stop.set()

    long_enough(try_to_follow, 0.15)


# Changes while a merge runs


def test_added_and_removed_within_the_loop(opened: Any, any_poller: None) -> None:
    merged = dockline.merge({0: opened(begun(frame(1, b"0\n"), **FRAMED))})
    seen = []
    with merged:
        for key, batch in merged:
            seen.append((key, batch))
            merged.remove(key)
            assert key not in merged
            if key < 5:
                merged.add(key + 1, opened(begun(frame(1, b"%d\n" % (key + 1)), **FRAMED)))
                assert len(merged) == 1
    assert seen == [(number, [b"%d" % number]) for number in range(6)]


def test_added_and_removed_by_another_thread(opened: Any, any_poller: None) -> None:
    """The iterating thread waits meanwhile."""
    merged = dockline.merge({"first": opened(begun(**FRAMED))})

    here = threading.current_thread()

    def act() -> None:
        merged.add("second", opened(lines_of(b"hello")))
        wait_until_blocked(here)
        merged.remove("first")

    with once_blocked(act):
        assert list(merged) == [("second", [b"hello"]), ("second", None)]


def test_a_stream_that_somebody_closes(opened: Any, any_poller: None) -> None:
    streams = {key: opened(begun(frame(1, b"x\n"), **FRAMED)) for key in "ab"}
    with once_blocked(streams["a"].close), dockline.merge(streams) as merged:
        seen = defaultdict(list)
        for key, batch in merged:
            seen[key].append(batch)
            if isinstance(batch, StreamClosed):
                merged.remove("b")
    assert seen["a"][0] == [b"x"]
    assert isinstance(seen["a"][1], StreamClosed)
    assert seen["b"] == [[b"x"]]


def test_a_stream_that_was_closed_before(opened: Any) -> None:
    stream = opened(begun(**FRAMED))
    stream.close()
    with pytest.raises(StreamClosed):
        dockline.merge({"x": stream})


def test_close_ends_it(opened: Any, any_poller: None) -> None:
    streams = {number: opened(begun(**FRAMED)) for number in range(5)}
    merged = dockline.merge(streams)
    with once_blocked(merged.close):
        assert list(merged) == []
    assert all(stream.closed for stream in streams.values())
    merged.close()
    with pytest.raises(StreamClosed, match="make a new one"):
        merged.add("x", opened(begun(**FRAMED)))
    assert list(merged) == []


def test_it_goes_on_after_it_ran_dry(opened: Any) -> None:
    merged = dockline.merge({"a": opened(lines_of(b"1"))})
    assert list(merged) == [("a", [b"1"]), ("a", None)]
    merged.add("a", opened(lines_of(b"2")))
    assert list(merged) == [("a", [b"2"]), ("a", None)]


def test_a_flood_starves_nobody(opened: Any, any_poller: None) -> None:
    """Another stream's bytes are delivered before the flood has sent two more mebibytes."""
    stop = threading.Event()
    sent = 0

    def flood(peer: Peer) -> None:
        nonlocal sent
        part = chunk(frame(1, b"x" * 99 + b"\n") * 1000)
        while not stop.is_set():
            peer.send(part)
            sent += len(part)

    streams = {"flood": opened(begun(**FRAMED), flood)}
    talkers = {}
    for number in range(10):
        go = talkers[number] = threading.Event()
        streams[number] = opened(begun(**FRAMED), until(go), chunk(frame(1, b"hi\n")), Peer.hold)
    received = 0
    asked: dict[int, int] = {}
    with dockline.merge(streams) as merged:
        for key, batch in merged:
            if key == "flood":
                received += sum(map(len, batch))
                if len(asked) < 10 and received > 1 << 20:
                    received = 0
                    asked[len(asked)] = sent
                    talkers[len(asked) - 1].set()
            else:
                assert batch == [b"hi"]
                merged.remove(key)
            if set(merged._entries) == {"flood"}:
                break
        stop.set()
    assert len(asked) == 10


def test_no_descriptor_stays(opened: Any, no_leaked_descriptors: None) -> None:
    for _ in range(3):
        merged = dockline.merge({number: opened(lines_of(b"x")) for number in range(5)})
        next(merged)
        del merged  # never closed by the test
        with dockline.merge({number: opened(begun(**FRAMED)) for number in range(5)}):
            pass


def test_a_descriptor_that_is_used_again(opened: Any, any_poller: None) -> None:
    """The number of a closed descriptor soon belongs to another stream."""
    merged = dockline.merge({0: opened(begun(frame(1, b"0\n"), **FRAMED))})
    assert next(merged) == (0, [b"0"])
    for number in range(1, 30):
        merged.remove(number - 1)
        merged.add(number, opened(begun(frame(1, b"%d\n" % number), **FRAMED)))
        assert next(merged) == (number, [b"%d" % number])
    merged.close()


def test_a_connection_that_has_the_next_stream_before_the_end_is_delivered(
    serve: Callable[..., Server], any_poller: None
) -> None:
    """The end of a stream came with its last lines. Its connection is free before the caller is told of the end."""
    told = threading.Event()
    rest = chunk(frame(1, b"more\n")) + chunk(b"")
    server = serve(lines_of(b"first"), (begun(frame(1, b"second\n"), **FRAMED), until(told), rest))
    with server.client() as containers:

        def opened() -> dockline.Stream:
            params = {"id": "x"}
            return containers.invoke("ContainerAttachWebsocket", params=params, as_="stream")

        seen = []
        with dockline.merge({1: opened()}) as merged:
            try:
                for key, batch in merged:
                    seen.append((key, batch))
                    if batch == [b"first"]:
                        merged.add(2, opened())
                    if batch == [b"second"]:
                        told.set()
            finally:
                told.set()
    assert sorted(seen, key=lambda found: found[0]) == [
        (1, [b"first"]),
        (1, None),
        (2, [b"second"]),
        (2, [b"more"]),
        (2, None),
    ]
    assert len(server.peers) == 1


# Wrong arguments


def test_what_can_not_be_merged(opened: Any) -> None:
    stream = opened(lines_of(b"a"))
    with pytest.raises(InvalidParameter, match="streams have no view 'line': did you mean 'lines'"):
        dockline.merge({"x": stream}, of="line")
    with pytest.raises(InvalidParameter, match="merge takes streams .* not a bytes"):
        dockline.merge({"x": b""})  # type: ignore[dict-item]
    with dockline.merge({"x": stream}) as merged:
        with pytest.raises(InvalidParameter, match="there is a stream 'x' already"):
            merged.add("x", stream)
        with pytest.raises(InvalidParameter, match="is being read by lines"):
            merged.add("y", stream)
        with pytest.raises(KeyError):
            merged.remove("y")


def test_a_poller() -> Any:
    def pair() -> Iterator[int]:
        reader, writer = os.pipe()
        yield reader
        yield writer

    poller = Poller()
    reader, writer = pair()
    poller.add(reader, "owner")
    assert poller.poll(0) == []
    os.write(writer, b"x")
    assert poller.poll(None) == ["owner"]
    assert poller.poll(None) == ["owner"]
    os.close(reader)
    os.close(writer)
    poller.remove(reader, "another")
    poller.remove(reader, "owner")
    assert poller.poll(0) == []
    poller.wake()
    assert poller.poll(None) == []
    poller.close()
    poller.close()
    poller.wake()
