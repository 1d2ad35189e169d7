"""Lines: joined across frames and chunks, for each stream, with or without their line ends."""

from __future__ import annotations

import sys

import pytest

from dockline._wire.splitters import LineSplitter

from .feeding import every_split, feed, feed_into, frame, response


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (b"", []),
        (b"\n", [b""]),
        (b"\n\n\n", [b"", b"", b""]),
        (b"one\ntwo\n", [b"one", b"two"]),
        (b"one\ntwo", [b"one", b"two"]),
        (b"one\r\n\rtwo\n\r", [b"one\r", b"\rtwo", b"\r"]),
        (b"a\0b\xff\x85\x1c\x0b\x0c\n", [b"a\0b\xff\x85\x1c\x0b\x0c"]),
    ],
)
def test_only_lf_ends_a_line(body: bytes, expected: list[bytes]) -> None:
    for pieces in every_split(response(body)):
        assert feed(pieces, LineSplitter(False)).records == expected


def test_lines_are_joined_across_frames_by_stream() -> None:
    body = frame(1, b"o") + frame(2, b"e1\ne") + frame(1, b"ut") + frame(1, b"") + frame(2, b"2") + frame(1, b"\n")
    for pieces in every_split(response(body)):
        assert feed(pieces, LineSplitter(True, tagged=True)).records == [(2, b"e1"), (1, b"out"), (2, b"e2")]
        assert feed(pieces, LineSplitter(True)).records == [b"e1", b"out", b"e2"]
        assert feed(pieces, LineSplitter(True, keepends=True)).records == [b"e1\n", b"out\n", b"e2"]


def test_last_lines_come_in_the_order_of_the_streams() -> None:
    body = frame(3, b"d") + frame(2, b"c") + frame(0, b"a") + frame(1, b"b")
    for pieces in every_split(response(body)):
        expected = [(0, b"a"), (1, b"b"), (2, b"c"), (3, b"d")]
        assert feed(pieces, LineSplitter(True, tagged=True)).records == expected


def test_lines_of_a_raw_stream_are_of_stdout() -> None:
    assert feed([response(b"\2\0\0\0\0\0\0\1x\n")], LineSplitter(False, tagged=True)).records == [
        (1, b"\2\0\0\0\0\0\0\1x")
    ]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (b"123", [b"123"]),
        (b"1234", [b"1234"]),
        (b"12345", [b"1234", b"5"]),
        (b"12345678", [b"1234", b"5678"]),
        (b"123456789", [b"1234", b"5678", b"9"]),
    ],
)
def test_a_long_line_comes_in_pieces(line: bytes, expected: list[bytes]) -> None:
    """A line of exactly `max_record` bytes stays whole. Its LF does not count."""
    for pieces in every_split(response(line + b"\nx\n")):
        assert feed(pieces, LineSplitter(False, max_record=4)).records == [*expected, b"x"]
        kept = [*expected[:-1], expected[-1] + b"\n", b"x\n"]
        assert feed(pieces, LineSplitter(False, keepends=True, max_record=4)).records == kept
    for pieces in every_split(response(line)):
        assert feed(pieces, LineSplitter(False, max_record=4)).records == expected


def test_pieces_are_counted_for_each_stream() -> None:
    body = frame(1, b"123") + frame(2, b"abc") + frame(1, b"456") + frame(2, b"d\n") + frame(1, b"\n")
    expected = [(1, b"1234"), (2, b"abcd"), (1, b"56")]
    for pieces in every_split(response(body)):
        assert feed(pieces, LineSplitter(True, tagged=True, max_record=4)).records == expected


@pytest.mark.parametrize("max_record", [0, -1, -sys.maxsize - 1])
def test_a_record_holds_at_least_a_byte(max_record: int) -> None:
    with pytest.raises(ValueError, match="max_record"):
        LineSplitter(False, max_record=max_record)


def test_the_engines_error_is_raised_where_asked() -> None:
    body = frame(1, b"out\n") + frame(3, b"disk full\n") + frame(1, b"more\n")
    for pieces in every_split(response(body)):
        records: list[bytes] = []
        with pytest.raises(RuntimeError, match="disk full"):
            feed_into(records, pieces, LineSplitter(True, error=lambda line: RuntimeError(line.decode())))
        assert records == [b"out"]
