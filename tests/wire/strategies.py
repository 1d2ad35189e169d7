"""Strategies for hypothesis: responses, frames, JSON texts, and ways to split them."""

from __future__ import annotations

import json
import string
from typing import Any

from hypothesis import strategies as st

from .feeding import frame
from .reference import Frame

TOKEN = "!#$%&'*+-.^_`|~" + string.digits + string.ascii_letters
FRAMING = {"content-length", "transfer-encoding", "connection"}

# A few different octets, with line ends among them, find more errors than many octets would.
payloads = st.lists(st.sampled_from([b"\n", b"\r\n", b"a", b"bc", b"\0\xff", b"long" * 9]), max_size=12).map(b"".join)
streams = st.integers(0, 3)
frame_lists: st.SearchStrategy[list[Frame]] = st.lists(st.tuples(streams, payloads), max_size=8)

names = st.text(TOKEN, min_size=1, max_size=17).filter(lambda name: name.lower() not in FRAMING)
values = st.text(st.characters(min_codepoint=0x20, max_codepoint=0xFF, exclude_characters="\x7f"), max_size=20).map(
    lambda value: value.strip(" ")
)
field_lists = st.lists(st.tuples(names, values), max_size=4)


@st.composite
def splits(draw: st.DrawFn, data: bytes) -> list[bytes]:
    """Splits `data` into one or more parts. No part is empty."""
    if len(data) < 2:
        return [data]
    cuts = sorted(draw(st.sets(st.integers(1, len(data) - 1), max_size=12)))
    return [data[start:stop] for start, stop in zip([0, *cuts], [*cuts, len(data)], strict=True)]


def encoded(frames: list[Frame]) -> bytes:
    return b"".join(frame(stream, payload) for stream, payload in frames)


@st.composite
def chunked(draw: st.DrawFn, body: bytes) -> bytes:
    """Encodes `body` in chunks, with extensions and trailers."""
    extension = st.sampled_from([b"", b"", b";a=b", b' ; c="\xe9"'])
    data = b""
    for chunk in draw(splits(body)) if body else []:
        size = draw(st.sampled_from([b"%x", b"%X", b"0%x"])) % len(chunk)
        data += size + draw(extension) + b"\r\n" + chunk + b"\r\n"
    trailers = draw(st.sampled_from([b"", b"", b"X-Sum: 1\r\n", b"A:\r\nb: c\r\n"]))
    return data + b"0" + draw(extension) + b"\r\n" + trailers + b"\r\n"


@st.composite
def responses(draw: st.DrawFn, body: bytes) -> tuple[bytes, tuple[int, int, str, tuple[tuple[str, str], ...]]]:
    """Makes any response with the body `body`, and its (minor version, status, reason, fields)."""
    framing = draw(st.sampled_from(["length", "chunks", "close"]))
    minor = 1 if framing == "chunks" else draw(st.integers(0, 1))
    status = draw(st.integers(200, 599).filter(lambda status: status not in (204, 304)))
    reason = draw(values)
    fields = draw(field_lists)
    own = {"length": [("Content-Length", str(len(body)))], "chunks": [("Transfer-Encoding", "chunked")], "close": []}
    at = draw(st.integers(0, len(fields)))
    fields[at:at] = own[framing]
    space = st.sampled_from(["", " ", "\t "])
    head = f"HTTP/1.{minor} {status} {reason}\r\n"
    head += "".join(f"{name}:{draw(space)}{value}{draw(space)}\r\n" for name, value in fields)
    interim = b"HTTP/1.1 100 Continue\r\nX: y\r\n\r\n" * draw(st.integers(0, 2))
    data = interim + head.encode("latin-1") + b"\r\n" + (draw(chunked(body)) if framing == "chunks" else body)
    return data, (minor, status, reason, tuple(fields))


json_values: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text('{}[]"\\\x1e é', max_size=4), inner, max_size=3)
    ),
    max_leaves=6,
)


@st.composite
def json_texts(draw: st.DrawFn) -> tuple[list[bytes], bytes]:
    """Makes JSON texts, and a sequence that holds them: by lines, by RS, on several lines, or without separators."""
    texts: list[bytes] = []
    body = b""
    for value in draw(st.lists(json_values, max_size=6)):
        text = json.dumps(
            value, ensure_ascii=draw(st.booleans()), indent=draw(st.sampled_from([None, None, 1]))
        ).encode()
        between = draw(st.sampled_from([b"\n", b"\r\n", b"\n\x1e", b" \t\n\n", b""]))
        # Two scalars without a separator would be one.
        scalars = texts and not texts[-1].endswith((b"}", b"]", b'"')) and not text.startswith((b"{", b"[", b'"'))
        body += (b" " if scalars and not between else between) + text
        texts.append(text)
    return texts, body + draw(st.sampled_from([b"", b"\n", b"\r\n", b"\x1e"]))
