"""Frames: what the header may hold, cuts, and frames that are longer than a record."""

from __future__ import annotations

import sys

import pytest

from dockline._wire.splitters import FrameSplitter

from .feeding import every_split, feed, feed_into, frame, response


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (frame(1, b"out\n") + frame(2, b"err\n"), [(1, b"out\n"), (2, b"err\n")]),
        (frame(0, b"in") + frame(3, b"fault"), [(0, b"in"), (3, b"fault")]),
        (frame(1, b""), [(1, b"")]),
        (frame(1, b"") * 3 + frame(2, b"x") + frame(2, b""), [(1, b"")] * 3 + [(2, b"x"), (2, b"")]),
        (frame(1, frame(2, b"no header inside")), [(1, frame(2, b"no header inside"))]),
    ],
)
def test_frames_at_every_split(body: bytes, expected: list[tuple[int, bytes]]) -> None:
    for pieces in every_split(response(body)):
        outcome = feed(pieces, FrameSplitter())
        assert outcome.records == expected
        assert outcome.fault is None


@pytest.mark.parametrize(
    "header", [b"\4\0\0\0", b"\xff\0\0\0", b"\1\1\0\0", b"\1\0\1\0", b"\1\0\0\1", b"2023", b'{"a"']
)
def test_a_lost_step_is_a_fault(header: bytes) -> None:
    good = frame(1, b"good")
    data = response(good + header + b"\0\0\0\1x")
    for pieces in every_split(data):
        outcome = feed(pieces, FrameSplitter())
        assert outcome.records == [(1, b"good")]
        assert outcome.fault is not None
        assert "the stream is out of step, or it is not multiplexed" in outcome.fault.message
        assert f"at byte {len(good)} of the body" in outcome.fault.message
        assert outcome.fault.offset == len(good)


@pytest.mark.parametrize("size", range(1, len(frame(1, b"abc"))))
def test_an_end_inside_a_frame_is_a_fault(size: int) -> None:
    data = response(frame(2, b"x") + frame(1, b"abc")[:size])
    missing = f"{8 - size} bytes of a frame header" if size < 8 else f"{11 - size} bytes of a frame of 3"
    for pieces in every_split(data):
        outcome = feed(pieces, FrameSplitter())
        assert outcome.records == [(2, b"x")]
        assert outcome.fault is not None
        assert f"the stream ends inside a frame: {missing} are missing" in outcome.fault.message
        assert outcome.fault.offset == 9 + size


@pytest.mark.parametrize("size", [0, 1, 3, 4, 5, 8, 9])
def test_a_long_frame_comes_in_pieces(size: int) -> None:
    payload = b"123456789"[:size]
    expected = [(2, payload[at : at + 4]) for at in range(0, size, 4)] or [(2, b"")]
    for pieces in every_split(response(frame(2, payload) + frame(1, b"x"))):
        assert feed(pieces, FrameSplitter(max_record=4)).records == [*expected, (1, b"x")]


@pytest.mark.parametrize("max_record", [0, -1, -sys.maxsize - 1])
def test_a_record_holds_at_least_a_byte(max_record: int) -> None:
    with pytest.raises(ValueError, match="max_record"):
        FrameSplitter(max_record=max_record)


def test_the_engines_error_is_raised_where_asked() -> None:
    body = frame(1, b"out") + frame(3, b"disk full") + frame(1, b"more")
    for pieces in every_split(response(body)):
        records: list[tuple[int, bytes]] = []
        with pytest.raises(RuntimeError, match="disk full"):
            feed_into(records, pieces, FrameSplitter(error=lambda payload: RuntimeError(payload.decode())))
        assert records == [(1, b"out")]
