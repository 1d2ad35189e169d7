"""Each bound of a reader: the largest size is accepted, one more is refused. By default, and as set."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

import pytest

from .feeding import Outcome, every_split, feed, one_by_one
from .vectors import CHUNKED, OK

END = b"Content-Length: 0\r\n\r\n"


class Bound(NamedTuple):
    option: str
    default: int
    make: Callable[[int], bytes]  # makes a response of just that size
    fault: str
    at: Callable[[int], int]  # where the excess shows


def head_of(size: int) -> bytes:
    return OK + b"X: " + b"x" * (size - len(OK) - len(b"X: \r\n") - len(END)) + b"\r\n" + END


def fields(count: int) -> bytes:
    return OK + b"X: y\r\n" * (count - 1) + END


def extension_of(size: int) -> bytes:
    return CHUNKED + b"0;" + b"x" * (size - 1) + b"\r\n\r\n"


def trailers_of(size: int) -> bytes:
    return CHUNKED + b"0\r\nX:" + b"x" * (size - len(b"X:\r\n\r\n")) + b"\r\n\r\n"


def informational(count: int) -> bytes:
    return b"HTTP/1.1 100 \r\n\r\n" * count + OK + END


BOUNDS = [
    Bound("max_head", 256 << 10, head_of, "the response head is larger than {} bytes", lambda limit: limit),
    Bound(
        "max_fields",
        512,
        fields,
        "the response head has more than {} fields",
        lambda limit: len(OK + b"X: y\r\n" * limit),
    ),
    Bound(
        "max_chunk_extension",
        16 << 10,
        extension_of,
        "a chunk extension is too long",
        lambda limit: len(CHUNKED) + 2 + limit,
    ),
    Bound(
        "max_trailers", 64 << 10, trailers_of, "the trailer section is too long", lambda limit: len(CHUNKED) + 3 + limit
    ),
    Bound(
        "max_informational",
        16,
        informational,
        "more than {} informational responses",
        lambda limit: (limit + 1) * len(b"HTTP/1.1 100 \r\n\r\n"),
    ),
]

bounds = pytest.mark.parametrize("bound", BOUNDS, ids=lambda bound: bound.option)


def read(data: bytes, **options: Any) -> Outcome:
    """Reads the response in the few splits that are fast enough for a long one."""
    middle = len(data) // 2
    whole, *split = (
        feed(pieces, eof=False, **options)
        for pieces in ([data], [data[:middle], data[middle:]], [data[:-1], data[-1:]], one_by_one(data))
    )
    for outcome in split:
        assert outcome._replace(records=[outcome.body]) == whole._replace(records=[whole.body])
    return whole


@bounds
def test_the_default_just_fits(bound: Bound) -> None:
    outcome = read(bound.make(bound.default))
    assert outcome.fault is None
    assert outcome.ended


@bounds
def test_one_above_the_default_is_refused(bound: Bound) -> None:
    fault = read(bound.make(bound.default + 1)).fault
    assert fault is not None
    assert bound.fault.format(bound.default) in fault.message
    assert fault.offset == bound.at(bound.default)


@bounds
@pytest.mark.parametrize("limit", [60, 1000])
def test_the_bound_can_be_set(bound: Bound, limit: int) -> None:
    assert read(bound.make(limit), **{bound.option: limit}).fault is None
    fault = read(bound.make(limit + 1), **{bound.option: limit}).fault
    assert fault is not None
    assert bound.fault.format(limit) in fault.message
    assert fault.offset == bound.at(limit)


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        (OK + b"X: " + b"x" * 5000, "the response head is larger"),
        (CHUNKED + b"5;" + b"x" * 5000, "a chunk extension is too long"),
        (CHUNKED + b"5;x" + b" " * 5000, "a chunk extension is too long"),
        (CHUNKED + b"5" + b" " * 5000, "a chunk extension is too long"),
        (CHUNKED + b"0\r\n" + b"x" * 5000, "the trailer section is too long"),
        (CHUNKED + b"0\r\n" + b"X:y\r\n" * 1000, "the trailer section is too long"),
        (CHUNKED + b"0" * 5000, "a chunk size overflows"),
    ],
    ids=["field", "extension", "extension of spaces", "spaces", "trailer", "trailers", "zeros"],
)
def test_a_line_that_never_ends_is_refused(data: bytes, fault: str) -> None:
    outcome = read(data, max_head=4096, max_chunk_extension=4096, max_trailers=4096)
    assert outcome.fault is not None
    assert fault in outcome.fault.message


def test_extensions_are_bounded_each_for_itself() -> None:
    data = CHUNKED + b"1;" + b"x" * 99 + b"\r\na\r\n2;" + b"y" * 99 + b"\r\nbc\r\n0\r\n\r\n"
    assert read(data, max_chunk_extension=100).body == b"abc"


def test_trailers_are_bounded_together() -> None:
    data = CHUNKED + b"0\r\nA: b\r\nC: d\r\n\r\n"
    assert read(data, max_trailers=14).fault is None
    assert read(data, max_trailers=13).fault is not None


def test_each_head_is_bounded_for_itself() -> None:
    head = b"HTTP/1.1 100 Continue\r\nX: 1\r\n\r\n"
    data = head * 4 + OK + END
    assert read(data, max_head=len(OK + END), max_fields=1).fault is None


@pytest.mark.parametrize(
    ("before", "last", "option", "fault"),
    [
        (b"0\r\n", b"X: y\r\nNam\r", "max_trailers", "a trailer field name is not a token"),
        (b"0\r\n", b"X: valu\0", "max_trailers", "a control character in a trailer field"),
        (b"1;", b"abcdefgh\0", "max_chunk_extension", "a control character in a chunk extension"),
        (b"1 ", b"       x", "max_chunk_extension", "white space after a chunk size"),
    ],
)
def test_a_fault_at_the_last_octet_that_fits(before: bytes, last: bytes, option: str, fault: str) -> None:
    """The fault is the same whether data came with it or before it."""
    data = CHUNKED + b"1\r\na\r\n" + before + last
    for pieces in every_split(data):
        outcome = feed(pieces, **{option: len(last)})
        assert outcome.body == b"a"
        assert outcome.fault is not None
        assert fault in outcome.fault.message, pieces
        assert outcome.fault.offset == len(data) - 1
