"""Any response, split in any way and fed by every way, gives the same records: those of a plain model."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from dockline._wire.splitters import ChunkSplitter, DocumentSplitter, FrameSplitter, LineSplitter, Splitter

from . import reference
from .drivers import Feed, every_way
from .reference import Frame
from .strategies import encoded, frame_lists, json_texts, payloads, responses, splits

max_records = st.integers(1, 12)


def records_of(feed: Feed, data: st.DataObject, body: bytes, splitter: Splitter) -> list[Any]:
    """Returns the records of `body`, in any framing and split in any way."""
    response, head = data.draw(responses(body), label="response")
    outcome = feed(data.draw(splits(response), label="pieces"), splitter)
    assert outcome.fault is None
    assert outcome.head == head
    assert outcome.ended
    return outcome.records


@every_way
@given(data=st.data(), body=payloads)
def test_chunks_join_to_the_body(feed: Feed, data: st.DataObject, body: bytes) -> None:
    chunks = records_of(feed, data, body, ChunkSplitter())
    assert b"".join(chunks) == body
    assert all(chunks)


@every_way
@given(data=st.data(), frames=frame_lists, max_record=max_records)
def test_frames(feed: Feed, data: st.DataObject, frames: list[Frame], max_record: int) -> None:
    records = records_of(feed, data, encoded(frames), FrameSplitter(True, max_record))
    assert records == reference.frames(frames, max_record)


@every_way
@given(data=st.data(), body=payloads, max_record=max_records)
def test_a_raw_stream_is_one_frame_of_stdout(feed: Feed, data: st.DataObject, body: bytes, max_record: int) -> None:
    records = records_of(feed, data, body, FrameSplitter(False, max_record))
    assert b"".join(payload for _, payload in records) == body
    assert all(stream == 1 and 0 < len(payload) <= max_record for stream, payload in records)


@every_way
@given(data=st.data(), frames=frame_lists, max_record=max_records, keepends=st.booleans())
def test_lines_of_frames(feed: Feed, data: st.DataObject, frames: list[Frame], max_record: int, keepends: bool) -> None:
    records = records_of(feed, data, encoded(frames), LineSplitter(True, True, keepends, max_record))
    assert records == list(reference.lines(frames, max_record, keepends))


@every_way
@given(data=st.data(), body=payloads, max_record=max_records, keepends=st.booleans())
def test_lines_of_a_raw_stream(feed: Feed, data: st.DataObject, body: bytes, max_record: int, keepends: bool) -> None:
    records = records_of(feed, data, body, LineSplitter(False, False, keepends, max_record))
    assert records == [line for _, line in reference.lines([(1, body)], max_record, keepends)]


@every_way
@given(data=st.data(), body=payloads)
def test_lines_are_those_of_python(feed: Feed, data: st.DataObject, body: bytes) -> None:
    body = body.replace(b"\r", b"")
    assert records_of(feed, data, body, LineSplitter(False)) == body.splitlines()


@every_way
@given(data=st.data(), frames=frame_lists, max_record=max_records)
def test_lines_with_their_ends_join_to_the_payload(
    feed: Feed, data: st.DataObject, frames: list[Frame], max_record: int
) -> None:
    records = records_of(feed, data, encoded(frames), LineSplitter(True, True, True, max_record))
    sent: dict[int, bytes] = defaultdict(bytes)
    for stream, payload in frames:
        sent[stream] += payload
    came: dict[int, bytes] = defaultdict(bytes)
    for stream, line in records:
        assert len(line) <= max_record + line.endswith(b"\n")
        came[stream] += line
    assert {stream: payload for stream, payload in sent.items() if payload} == came


@every_way
@given(data=st.data(), texts=json_texts())
def test_texts(feed: Feed, data: st.DataObject, texts: tuple[list[bytes], bytes]) -> None:
    expected, body = texts
    assert records_of(feed, data, body, DocumentSplitter()) == expected


@every_way
@given(data=st.data(), frames=frame_lists, size=st.integers(0))
def test_frames_before_a_cut_are_given(feed: Feed, data: st.DataObject, frames: list[Frame], size: int) -> None:
    body = encoded(frames)
    size %= len(body) + 1
    head = b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % (len(body) + 1)
    outcome = feed(data.draw(splits(head + body[:size])), FrameSplitter(True, 5))
    expected = reference.frames(frames, 5)
    assert outcome.records == expected[: len(outcome.records)]
    whole = [frame for at, frame in enumerate(frames) if len(encoded(frames[: at + 1])) <= size]
    assert len(outcome.records) >= len(reference.frames(whole, 5))
    assert outcome.fault is not None
    assert outcome.fault.offset == len(head) + size
