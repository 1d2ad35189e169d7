"""Conformance vectors: responses that RFC 9112 allows, and those that it (or safety) forbids."""

from __future__ import annotations

from typing import Any, NamedTuple


class Accepted(NamedTuple):
    name: str
    head: bytes
    body: bytes = b""  # the framed body
    content: bytes = b""  # the decoded body
    status: int = 200
    reason: str = "OK"
    fields: tuple[tuple[str, str], ...] | None = None
    framing: str = "length"  # or chunks, close, none
    keep_alive: bool = True
    options: dict[str, Any] = {}  # noqa: RUF012 - of `ResponseReader.begin`, never changed

    @property
    def data(self) -> bytes:
        return self.head + self.body


class Refused(NamedTuple):
    name: str
    before: bytes  # the byte that shows the fault
    after: bytes  # the bytes from that one on
    fault: str  # a part of the message
    options: dict[str, Any] = {}  # noqa: RUF012

    @property
    def data(self) -> bytes:
        return self.before + self.after


OK = b"HTTP/1.1 200 OK\r\n"
CHUNKED = OK + b"Transfer-Encoding: chunked\r\n\r\n"
UPGRADED = b"HTTP/1.1 101 UPGRADED\r\nConnection: Upgrade\r\nUpgrade: tcp\r\n\r\n"
HEAD = {"method": b"HEAD"}
UPGRADE = {"method": b"POST", "expects_upgrade": True}

ACCEPTED = [
    # Status lines (RFC 9112 section 4) and fields (section 5)
    Accepted("a length", OK + b"Content-Length: 5\r\n\r\n", b"hello", b"hello", fields=(("Content-Length", "5"),)),
    Accepted("no reason and no space", b"HTTP/1.1 200\r\nContent-Length: 2\r\n\r\n", b"hi", b"hi", reason=""),
    Accepted("a length of zero", OK + b"Content-Length: 0\r\n\r\n"),
    Accepted("field names in any case", OK + b"cOnTeNt-LeNgTh: 2\r\n\r\n", b"hi", b"hi"),
    Accepted("no white space before a value", OK + b"Content-Length:2\r\n\r\n", b"hi", b"hi"),
    Accepted(
        "white space around a value",
        OK + b"Content-Length: \t 2 \t\r\nX: a b\t c  \r\n\r\n",
        b"hi",
        b"hi",
        fields=(("Content-Length", "2"), ("X", "a b\t c")),
    ),
    Accepted(
        "empty values",
        OK + b"X:\r\nY: \t \r\nContent-Length: 0\r\n\r\n",
        fields=(("X", ""), ("Y", ""), ("Content-Length", "0")),
    ),
    Accepted(
        "every token character in a name",
        OK + b"!#$%&'*+-.^_`|~09AZaz: 1\r\nContent-Length: 0\r\n\r\n",
        fields=(("!#$%&'*+-.^_`|~09AZaz", "1"), ("Content-Length", "0")),
    ),
    Accepted(
        "obs-text in a value",
        OK + b"X: \x80caf\xe9\xff\r\nContent-Length: 0\r\n\r\n",
        fields=(("X", "\x80café\xff"), ("Content-Length", "0")),
    ),
    Accepted(
        "fields that repeat, in order",
        OK + b"X: 1\r\nx: 2\r\nX: 1\r\nContent-Length: 0\r\n\r\n",
        fields=(("X", "1"), ("x", "2"), ("X", "1"), ("Content-Length", "0")),
    ),
    Accepted("an empty reason", b"HTTP/1.1 200 \r\nContent-Length: 0\r\n\r\n", reason=""),
    Accepted("obs-text in a reason", b"HTTP/1.1 200 \xe9t\xe9\tok\r\nContent-Length: 0\r\n\r\n", reason="été\tok"),
    Accepted("a status of no known class", b"HTTP/1.1 999 ?\r\nContent-Length: 0\r\n\r\n", status=999, reason="?"),
    Accepted("HTTP/1.0", b"HTTP/1.0 200 OK\r\nContent-Length: 2\r\n\r\n", b"hi", b"hi", keep_alive=False),
    Accepted("Connection: close", OK + b"Connection: close\r\nContent-Length: 0\r\n\r\n", keep_alive=False),
    Accepted(
        "close among options", OK + b"connection: keep-alive , CLOSE\r\nContent-Length: 0\r\n\r\n", keep_alive=False
    ),
    Accepted("an option that only ends in close", OK + b"Connection: enclose\r\nContent-Length: 0\r\n\r\n"),
    # Content-Length (RFC 9110 section 8.6)
    Accepted("a repeated length", OK + b"Content-Length: 2\r\nContent-Length: 2\r\n\r\n", b"hi", b"hi"),
    Accepted("a length in a list", OK + b"Content-Length: 2, 2\t,2\r\n\r\n", b"hi", b"hi"),
    Accepted("leading zeros of a length", OK + b"Content-Length: 0002\r\n\r\n", b"hi", b"hi"),
    Accepted("a binary body", OK + b"Content-Length: 6\r\n\r\n", b"\0\r\n\r\n\xff", b"\0\r\n\r\n\xff"),
    # Responses without a body (RFC 9112 section 6.3)
    Accepted("a HEAD", OK + b"Content-Length: 5\r\n\r\n", framing="none", options=HEAD),
    Accepted("a chunked HEAD", CHUNKED, framing="none", options=HEAD),
    Accepted("a HEAD without framing", OK + b"\r\n", framing="none", options=HEAD),
    Accepted("204", b"HTTP/1.1 204 No Content\r\n\r\n", status=204, reason="No Content", framing="none"),
    Accepted(
        "304 with a length",
        b"HTTP/1.1 304 Not Modified\r\nContent-Length: 9\r\n\r\n",
        status=304,
        reason="Not Modified",
        framing="none",
    ),
    # Bodies that end when the connection closes
    Accepted(
        "until close", OK + b"\r\n", b"to the\r\n\r\nend", b"to the\r\n\r\nend", framing="close", keep_alive=False
    ),
    Accepted("until close, empty", OK + b"\r\n", framing="close", keep_alive=False),
    Accepted("HTTP/1.0 until close", b"HTTP/1.0 200 OK\r\n\r\n", b"end", b"end", framing="close", keep_alive=False),
    # Chunks (RFC 9112 section 7.1)
    Accepted("chunks", CHUNKED, b"5\r\nhello\r\n1\r\n \r\n5\r\nworld\r\n0\r\n\r\n", b"hello world", framing="chunks"),
    Accepted("no chunks", CHUNKED, b"0\r\n\r\n", framing="chunks"),
    Accepted("chunked, in capitals", OK + b"TRANSFER-ENCODING:CHUNKED\r\n\r\n", b"0\r\n\r\n", framing="chunks"),
    Accepted("upper hexadecimal", CHUNKED, b"A\r\n0123456789\r\n0\r\n\r\n", b"0123456789", framing="chunks"),
    Accepted("lower hexadecimal", CHUNKED, b"b\r\n0123456789a\r\n0\r\n\r\n", b"0123456789a", framing="chunks"),
    Accepted("sixteen digits", CHUNKED, b"0000000000000002\r\nhi\r\n0000\r\n\r\n", b"hi", framing="chunks"),
    Accepted("CRLF inside a chunk", CHUNKED, b"4\r\n\r\n\r\n\r\n0\r\n\r\n", b"\r\n\r\n", framing="chunks"),
    Accepted(
        "chunk extensions",
        CHUNKED,
        b'2;a;b=c;d="e;\xe9"\r\nhi\r\n1 \t;x\r\n!\r\n0;last\r\n\r\n',
        b"hi!",
        framing="chunks",
    ),
    Accepted("trailers", CHUNKED, b"2\r\nhi\r\n0\r\nDigest: a:b\t \r\nX:\r\nX: \xff\r\n\r\n", b"hi", framing="chunks"),
    Accepted(
        "chunks, then close",
        OK + b"Connection: close\r\nTransfer-Encoding: chunked\r\n\r\n",
        b"2\r\nhi\r\n0\r\n\r\n",
        b"hi",
        framing="chunks",
        keep_alive=False,
    ),
    # Informational responses and upgrades
    Accepted("100 first", b"HTTP/1.1 100 Continue\r\n\r\n" + OK + b"Content-Length: 2\r\n\r\n", b"hi", b"hi"),
    Accepted(
        "several 1xx, with fields of their own",
        b"HTTP/1.1 102 \r\nContent-Length: 7\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: x\r\nLink: y\r\n\r\n"
        + OK
        + b"Content-Length: 2\r\n\r\n",
        b"hi",
        b"hi",
        fields=(("Content-Length", "2"),),
    ),
    Accepted(
        "101",
        UPGRADED,
        b"\x01raw\r\n",
        b"\x01raw\r\n",
        status=101,
        reason="UPGRADED",
        framing="close",
        keep_alive=False,
        options=UPGRADE,
    ),
    Accepted(
        "101 after 100, whatever length it claims",
        b"HTTP/1.1 100 \r\n\r\nHTTP/1.1 101 \r\nContent-Length: 0\r\n\r\n",
        b"raw",
        b"raw",
        status=101,
        reason="",
        framing="close",
        keep_alive=False,
        options=UPGRADE,
    ),
    Accepted(
        "a 200 that runs until it closes is no upgrade",
        OK + b"Content-Type: application/vnd.docker.raw-stream\r\n\r\n",
        b"raw",
        b"raw",
        framing="close",
        keep_alive=False,
        options=UPGRADE,
    ),
    Accepted(
        "an upgrade refused",
        b"HTTP/1.1 404 Not Found\r\nContent-Length: 2\r\n\r\n",
        b"{}",
        b"{}",
        status=404,
        reason="Not Found",
        options=UPGRADE,
    ),
]

REFUSED = [
    # Status lines
    Refused("another protocol", b"", b"SSH-2.0-OpenSSH\r\n", "not HTTP/1.x"),
    Refused("TLS", b"", b"\x15\x03\x01\0\x02\x02\x50\r\n", "not HTTP/1.x"),
    Refused("an empty line first", b"", b"\r\n" + OK, "not HTTP/1.x"),
    Refused("a lower case protocol", b"", b"http/1.1 200 OK\r\n", "not HTTP/1.x"),
    Refused("HTTP/2", b"", b"HTTP/2.0 200 OK\r\n", "not HTTP/1.x"),
    Refused("HTTP/0.9", b"", b"<html>\r\n", "not HTTP/1.x"),
    Refused("HTTP/1.2", b"", b"HTTP/1.2 200 OK\r\n", "malformed status line"),
    Refused("a longer version", b"", b"HTTP/1.11 200 OK\r\n", "malformed status line"),
    Refused("no status code", b"", b"HTTP/1.1\r\n", "malformed status line"),
    Refused("no space before the code", b"", b"HTTP/1.1200 OK\r\n", "malformed status line"),
    Refused("a tab before the code", b"", b"HTTP/1.1\t200 OK\r\n", "malformed status line"),
    Refused("no space between the code and a reason", b"", b"HTTP/1.1 200OK\r\n", "malformed status line"),
    Refused("a tab after the code", b"", b"HTTP/1.1 200\tOK\r\n", "malformed status line"),
    Refused("a code of two digits", b"", b"HTTP/1.1 20 OK\r\n", "malformed status line"),
    Refused("a code of four digits", b"", b"HTTP/1.1 2000 OK\r\n", "malformed status line"),
    Refused("a code that is no number", b"HTTP/1.1 ", b"2x0 OK\r\n", "malformed status code b'2x0'"),
    Refused("a signed code", b"HTTP/1.1 ", b"+20 OK\r\n", "malformed status code b'+20'"),
    Refused("a code of spaces", b"HTTP/1.1 ", b"    \r\n", "malformed status code"),
    Refused("a code below 100", b"HTTP/1.1 ", b"099 OK\r\n", "status code 99 is below 100"),
    Refused("code 000", b"HTTP/1.1 ", b"000 OK\r\n", "status code 0 is below 100"),
    Refused("a bare LF after the status line", b"HTTP/1.1 200 OK", b"\nX: y\r\n\r\n", "bare LF"),
    Refused("a bare CR in the reason", b"HTTP/1.1 200 O", b"\rK\r\n\r\n", "control character 0x0d in the reason"),
    Refused("CR CR LF", b"HTTP/1.1 200 OK", b"\r\r\n\r\n", "control character 0x0d in the reason"),
    Refused("NUL in the reason", b"HTTP/1.1 200 O", b"\0K\r\n\r\n", "control character 0x00 in the reason"),
    Refused("DEL in the reason", b"HTTP/1.1 200 ", b"\x7f\r\n\r\n", "control character 0x7f in the reason"),
    # Fields
    Refused("a folded line", OK + b"X: a\r\n", b" b\r\n\r\n", "obs-fold"),
    Refused("a folded line, by a tab", OK + b"X: a\r\n", b"\tb: c\r\n\r\n", "obs-fold"),
    Refused("a fold of the status line", OK, b" X: a\r\n\r\n", "obs-fold"),
    Refused("a line of white space", OK, b" \r\n\r\n", "obs-fold"),
    Refused("a space before the colon", OK + b"Content-Length", b" : 2\r\n\r\nhi", "white space between"),
    Refused("a tab before the colon", OK + b"X", b"\t: 2\r\n\r\nhi", "white space between"),
    Refused("no colon", OK + b"Content-Length", b"\r\n\r\n", "a field without a colon"),
    Refused("an empty name", OK, b": x\r\n\r\n", "an empty field name"),
    Refused("a parenthesis in a name", OK + b"X", b"(y): x\r\n\r\n", "octet 0x28 in a field name"),
    Refused("a name that begins with no token", OK, b"@: x\r\n\r\n", "octet 0x40 in a field name"),
    Refused("obs-text in a name", OK + b"X", b"\xe9: x\r\n\r\n", "octet 0xe9 in a field name"),
    Refused("NUL in a name", OK + b"X", b"\0: x\r\n\r\n", "octet 0x00 in a field name"),
    Refused("a bare CR in a name", OK + b"X", b"\rY: x\r\n\r\n", "octet 0x0d in a field name"),
    Refused("a bare LF after a field", OK + b"X: y", b"\nZ: w\r\n\r\n", "bare LF"),
    Refused("a bare LF at the end", OK + b"X: y\r\n", b"\nbody", "bare LF"),
    Refused("a bare CR in a value", OK + b"X: y", b"\rContent-Length: 0\r\n\r\n", "control character 0x0d in a field"),
    Refused("a bare CR at the end of a value", OK + b"X: y", b"\r\r\n\r\n", "control character 0x0d in a field value"),
    Refused("NUL in a value", OK + b"X: y", b"\0\r\n\r\n", "control character 0x00 in a field value"),
    Refused("ESC in a value", OK + b"X: ", b"\x1b[31m\r\n\r\n", "control character 0x1b in a field value"),
    Refused("DEL in a value", OK + b"X: y", b"\x7f\r\n\r\n", "control character 0x7f in a field value"),
    # Content-Length and Transfer-Encoding (RFC 9112 sections 6.1 and 6.2)
    Refused("differing lengths", OK + b"Content-Length: 2\r\n", b"Content-Length: 3\r\n\r\n", "differing"),
    Refused("differing lengths in a list", OK, b"Content-Length: 2, 3\r\n\r\n", "differing Content-Length values"),
    Refused(
        "a length after a list that differs", OK + b"Content-Length: 2, 2\r\n", b"Content-Length: 3\r\n", "differing"
    ),
    Refused("an empty member of a list", OK, b"Content-Length: 2,\r\n\r\n", "differing Content-Length values"),
    Refused("a list of nothing", OK, b"Content-Length: ,\r\n\r\n", "is not a number"),
    Refused("an empty length", OK, b"Content-Length:\r\n\r\n", "Content-Length '' is not a number"),
    Refused("a positive sign", OK, b"Content-Length: +2\r\n\r\n", "Content-Length '+2' is not a number"),
    Refused("a negative length", OK, b"Content-Length: -2\r\n\r\n", "Content-Length '-2' is not a number"),
    Refused("a hexadecimal length", OK, b"Content-Length: 0x2\r\n\r\n", "is not a number"),
    Refused("an underscore in a length", OK, b"Content-Length: 1_0\r\n\r\n", "is not a number"),
    Refused("a fraction", OK, b"Content-Length: 2.0\r\n\r\n", "is not a number"),
    Refused("a space in a length", OK, b"Content-Length: 2 2\r\n\r\n", "is not a number"),
    Refused("a superscript digit", OK, b"Content-Length: \xb2\r\n\r\n", "is not a number"),
    Refused("a length of 2**63", OK, b"Content-Length: 9223372036854775808\r\n\r\n", "overflows 63 bits"),
    Refused("a length of 2**64", OK, b"Content-Length: 18446744073709551616\r\n\r\n", "overflows 63 bits"),
    Refused("a length of 5,000 digits", OK, b"Content-Length: %b\r\n\r\n" % (b"1" * 5000), "overflows 63 bits"),
    Refused(
        "a coding, then a length",
        OK + b"Transfer-Encoding: chunked\r\n",
        b"Content-Length: 2\r\n\r\n",
        "Content-Length together with Transfer-Encoding",
    ),
    Refused(
        "a length, then a coding",
        OK + b"Content-Length: 2\r\n",
        b"Transfer-Encoding: chunked\r\n\r\n",
        "Content-Length together with Transfer-Encoding",
    ),
    Refused("another coding", OK, b"Transfer-Encoding: gzip\r\n\r\n", "'gzip' is not the single coding chunked"),
    Refused("a second coding", OK, b"Transfer-Encoding: gzip, chunked\r\n\r\n", "not the single coding chunked"),
    Refused("chunked twice", OK, b"Transfer-Encoding: chunked, chunked\r\n\r\n", "not the single coding chunked"),
    Refused(
        "chunked in two fields",
        OK + b"Transfer-Encoding: chunked\r\n",
        b"Transfer-Encoding: chunked\r\n\r\n",
        "not the single coding chunked",
    ),
    Refused("an empty coding", OK, b"Transfer-Encoding:\r\n\r\n", "not the single coding chunked"),
    Refused("a quoted coding", OK, b'Transfer-Encoding: "chunked"\r\n\r\n', "not the single coding chunked"),
    Refused("a vertical tab before a coding", OK + b"Transfer-Encoding: ", b"\x0bchunked\r\n\r\n", "control character"),
    Refused(
        "a coding in HTTP/1.0", b"HTTP/1.0 200 OK\r\n", b"Transfer-Encoding: chunked\r\n\r\n", "in an HTTP/1.0 response"
    ),
    # Upgrades
    Refused("a 101 that nobody asked for", b"", b"HTTP/1.1 101 UPGRADED\r\n\r\n", "no upgrade was asked for"),
    Refused("such a 101 after a 100", b"HTTP/1.1 100 \r\n\r\n", b"HTTP/1.1 101 \r\n\r\n", "no upgrade was asked for"),
    Refused("a bad 1xx", b"HTTP/1.1 100 \r\nX", b"\0: y\r\n\r\n", "octet 0x00 in a field name"),
    # Chunks
    Refused("an empty chunk size", CHUNKED, b"\r\nhello\r\n", "a chunk size has no digits (octet 0x0d)"),
    Refused("an empty second size", CHUNKED + b"1\r\na\r\n", b"\r\n0\r\n\r\n", "a chunk size has no digits"),
    Refused("an extension without a size", CHUNKED, b";a\r\n", "a chunk size has no digits"),
    Refused("a positive chunk size", CHUNKED, b"+5\r\nhello\r\n", "a chunk size has no digits (octet 0x2b)"),
    Refused("a negative chunk size", CHUNKED, b"-5\r\nhello\r\n", "a chunk size has no digits (octet 0x2d)"),
    Refused("a space before a size", CHUNKED, b" 5\r\nhello\r\n", "a chunk size has no digits (octet 0x20)"),
    Refused("a prefixed size", CHUNKED + b"0", b"x5\r\nhello\r\n", "a chunk size is not a hexadecimal number"),
    Refused("a size that is no number", CHUNKED, b"g\r\n", "a chunk size has no digits (octet 0x67)"),
    Refused("a suffixed size", CHUNKED + b"5", b"h\r\n", "a chunk size is not a hexadecimal number (octet 0x68)"),
    Refused("an underscore in a size", CHUNKED + b"1", b"_0\r\n", "a chunk size is not a hexadecimal number"),
    Refused("a space after a size", CHUNKED + b"5 ", b"\r\nhello\r\n", "white space after a chunk size"),
    Refused("a space inside a size", CHUNKED + b"1 ", b"0\r\n", "white space after a chunk size (octet 0x30)"),
    Refused("a size of 2**63", CHUNKED + b"800000000000000", b"0\r\n", "a chunk size overflows 63 bits"),
    Refused("a size of 2**64", CHUNKED + b"1000000000000000", b"0\r\n", "a chunk size overflows 63 bits"),
    Refused("seventeen digits", CHUNKED + b"0" * 16, b"2\r\nhi\r\n", "a chunk size overflows 63 bits"),
    Refused("a bare LF after a size", CHUNKED + b"2", b"\nhi\r\n", "a chunk size is not a hexadecimal number"),
    Refused("a bare CR after a size", CHUNKED + b"2\r", b"hi\r\n", "a bare CR after a chunk size"),
    Refused("a chunk longer than its size", CHUNKED + b"2\r\nhi", b"!\r\n", "a chunk is longer than its size"),
    Refused("a chunk without CRLF", CHUNKED + b"2\r\nhi", b"0\r\n\r\n", "a chunk is longer than its size"),
    Refused("a bare LF after a chunk", CHUNKED + b"2\r\nhi", b"\n0\r\n\r\n", "a chunk is longer than its size"),
    Refused("a bare CR after a chunk", CHUNKED + b"2\r\nhi\r", b"0\r\n\r\n", "a bare CR after a chunk"),
    Refused("a bare LF in an extension", CHUNKED + b"2;a", b"\nhi\r\n", "a control character in a chunk extension"),
    Refused("a bare CR in an extension", CHUNKED + b"2;a\r", b"b\r\n", "a bare CR after a chunk size"),
    Refused("NUL in an extension", CHUNKED + b"2;", b"\0\r\n", "a control character in a chunk extension"),
    # Trailers
    Refused("a bare LF for the end", CHUNKED + b"0\r\n", b"\n", "a trailer field does not begin with a name"),
    Refused("a bare CR for the end", CHUNKED + b"0\r\n\r", b"X", "a bare CR in the trailer section"),
    Refused("an empty trailer name", CHUNKED + b"0\r\n", b": x\r\n\r\n", "a trailer field does not begin with a name"),
    Refused(
        "a folded trailer", CHUNKED + b"0\r\nX: y\r\n", b" z\r\n\r\n", "a trailer field does not begin with a name"
    ),
    Refused("a space before a trailer's colon", CHUNKED + b"0\r\nX", b" : y\r\n\r\n", "name is not a token"),
    Refused("a trailer without a colon", CHUNKED + b"0\r\nX", b"\r\n\r\n", "name is not a token"),
    Refused("NUL in a trailer", CHUNKED + b"0\r\nX: ", b"\0\r\n\r\n", "a control character in a trailer field"),
    Refused("a bare LF in a trailer", CHUNKED + b"0\r\nX: y", b"\n\r\n", "a control character in a trailer field"),
    Refused("a bare CR in a trailer", CHUNKED + b"0\r\nX: y\r", b"Z\r\n\r\n", "a bare CR in the trailer section"),
    Refused("a response instead of the last chunk", CHUNKED, OK, "a chunk size has no digits (octet 0x48)"),
]
