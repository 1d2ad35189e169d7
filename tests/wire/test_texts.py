"""JSON texts: in lines, concatenated, after an RS, on several lines; cut; too long."""

from __future__ import annotations

import json
import sys

import pytest

from dockline._wire.splitters import DocumentSplitter

from .feeding import every_split, feed, response

PRETTY = json.dumps({"a": [1, {"b": "}\n"}], "c": None}, indent=2).encode()


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (b'{"a":1}\n{"b":2}\n', [b'{"a":1}', b'{"b":2}']),
        (b'{"a":1}\n{"b":2}', [b'{"a":1}', b'{"b":2}']),
        (b'{"a":1}\r\n\r\n{"b":2}\r\n', [b'{"a":1}', b'{"b":2}']),
        (b'{"a":1}{"b":2}[3]{}[]', [b'{"a":1}', b'{"b":2}', b"[3]", b"{}", b"[]"]),
        (b'\x1e{"a":1}\n\x1e[2]\n\x1e3\n', [b'{"a":1}', b"[2]", b"3"]),
        (b'\x1e\x1e{"a":1}\x1e\x1e', [b'{"a":1}']),
        (PRETTY + b"\n" + PRETTY, [PRETTY, PRETTY]),
        (b"1 2\t3\n-4.5e+6\r\ntrue\x1efalse null", [b"1", b"2", b"3", b"-4.5e+6", b"true", b"false", b"null"]),
        (b'1"a"2{}3[]"b""c"null', [b"1", b'"a"', b"2", b"{}", b"3", b"[]", b'"b"', b'"c"', b"null"]),
        (rb'"\"" "\\" "\\\"" "{" "]" ""', [rb'"\""', rb'"\\"', rb'"\\\""', b'"{"', b'"]"', b'""']),
        (rb'{"}\"{":"\\"}["]"]', [rb'{"}\"{":"\\"}', b'["]"]']),
        ('{"é":"日本\u2028"}["🐳"]'.encode(), ['{"é":"日本\u2028"}'.encode(), '["🐳"]'.encode()]),
        (b'"\xff\xfe"', [b'"\xff\xfe"']),
        (b"[[[[{}]]],[[]]]", [b"[[[[{}]]],[[]]]"]),
        (b"", []),
        (b" \r\n\t\x1e\n", []),
    ],
)
def test_texts_at_every_split(body: bytes, expected: list[bytes]) -> None:
    for pieces in every_split(response(body)):
        outcome = feed(pieces, DocumentSplitter())
        assert outcome.records == expected
        assert outcome.fault is None


@pytest.mark.parametrize("text", [b'{"a":', b"{", b"[1,", b'"a', b'"a\\', b'{"a":"}', b'["\\"]', b"[[]"])
def test_an_end_inside_a_text_is_a_fault(text: bytes) -> None:
    for pieces in every_split(response(b"{}\n" + text)):
        outcome = feed(pieces, DocumentSplitter())
        assert outcome.records == [b"{}"]
        assert outcome.fault is not None
        assert "the body ends inside a JSON text" in outcome.fault.message
        assert outcome.fault.offset == 3 + len(text)


def test_a_scalar_ends_with_the_body_but_not_with_a_cut() -> None:
    """A cut number is still a number, but another one."""
    for pieces in every_split(response(b"12")):
        assert feed(pieces, DocumentSplitter()).records == [b"12"]
    for pieces in every_split(response(b"123")[:-1]):
        outcome = feed(pieces, DocumentSplitter())
        assert outcome.records == []
        assert outcome.fault is not None


@pytest.mark.parametrize("text", [b'{"a":\x1e', b'"a\x1e', b'"\\\x1e', b"[\x1e", b'["\x1e'])
def test_a_record_separator_inside_a_text_is_a_fault(text: bytes) -> None:
    """RFC 7464 section 2.4: the text before the separator was cut."""
    for pieces in every_split(response(b"{}" + text + b'"]')):
        outcome = feed(pieces, DocumentSplitter())
        assert outcome.records == [b"{}"]
        assert outcome.fault is not None
        assert "a record separator inside a JSON text" in outcome.fault.message
        assert outcome.fault.offset == 1 + len(text)


@pytest.mark.parametrize(
    ("text", "message", "size"),
    [
        (b'"1234567\x1e', "a record separator inside a JSON text", 8),
        (b'"12345678\x1e', "a record separator inside a JSON text", 9),
        (b'"123456789\x1e', "a JSON text is longer than 9 bytes", 9),
        (b'"123456789"\x1e', "a JSON text is longer than 9 bytes", 9),
        (b'"\\"123456789\x1e', "a JSON text is longer than 9 bytes", 9),
        (b"[1,2,3,4,5,6,7\x1e", "a JSON text is longer than 9 bytes", 9),
    ],
)
def test_of_two_faults_the_first_in_the_bytes_is_raised(text: bytes, message: str, size: int) -> None:
    for pieces in every_split(response(b"{}\n" + text + b"[]{}")):
        outcome = feed(pieces, DocumentSplitter(max_record=9))
        assert outcome.records == [b"{}"]
        assert outcome.fault is not None
        assert message in outcome.fault.message
        assert outcome.fault.offset == 3 + size


@pytest.mark.parametrize("text", [b'"12345678"', b"[1,2,3,45]", b"1234567890", b'{"a":"bc"}'])
def test_a_text_that_is_too_long_is_a_fault(text: bytes) -> None:
    for pieces in every_split(response(b"{}\n" + text + b"\n{}")):
        assert feed(pieces, DocumentSplitter(max_record=10)).records == [b"{}", text, b"{}"]
        outcome = feed(pieces, DocumentSplitter(max_record=9))
        assert outcome.records == [b"{}"]
        assert outcome.fault is not None
        assert "a JSON text is longer than 9 bytes" in outcome.fault.message
        assert outcome.fault.offset == 3 + 9


def test_the_default_takes_16_mib() -> None:
    text = b'"' + b"x" * ((16 << 20) - 2) + b'"'
    assert feed([response(text)], DocumentSplitter()).records == [text]
    assert feed([response(text[:-1] + b'x"')], DocumentSplitter()).fault is not None


@pytest.mark.parametrize("max_record", [0, -1, -sys.maxsize - 1])
def test_a_record_holds_at_least_a_byte(max_record: int) -> None:
    with pytest.raises(ValueError, match="max_record"):
        DocumentSplitter(max_record=max_record)
