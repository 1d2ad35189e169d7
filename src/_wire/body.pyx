"""Body framing: Content-Length, chunks, or until the connection closes (RFC 9112 sections 6 and 7)."""

cimport cython
from libc.stdint cimport UINT64_MAX, uint64_t
from libc.string cimport memcmp

from dockline._wire.buffer cimport Buffer, Span
from dockline._wire.grammar cimport hex_value, is_field_content, is_token

from dockline._wire.errors import ProtocolError

cdef enum State:
    DATA                # of the body or of a chunk; the other states are chunk framing, parsed octet by octet
    SIZE
    SIZE_SPACE          # white space; only an extension may follow
    EXTENSION
    SIZE_LF
    DATA_CR
    DATA_LF
    TRAILER             # at the beginning of a line
    TRAILER_NAME
    TRAILER_VALUE
    TRAILER_LF
    LAST_LF

# The hexadecimal digits of a 64-bit size. The bound also ends a run of leading zeros.
cdef enum:
    MAX_SIZE_DIGITS = 16


cdef inline const unsigned char* plain_size(const unsigned char* at, uint64_t* size) noexcept nogil:
    """Parses a chunk size at `at` that is just digits and CRLF. Returns the position after it, NULL for all others."""
    cdef const unsigned char* stop = at + MAX_SIZE_DIGITS
    cdef uint64_t found = 0
    cdef int digit = hex_value(at[0])
    while digit >= 0 and at < stop:
        found = found << 4 | <uint64_t> digit
        at += 1
        digit = hex_value(at[0])
    if found == 0 or found >> 59 or memcmp(at, b"\r\n", 2) != 0:
        return NULL
    size[0] = found
    return at + 2


@cython.final
cdef class BodyDecoder:
    """Removes the framing of bodies, one after the other, and returns the spans of data."""

    def __cinit__(self, Py_ssize_t max_extension, Py_ssize_t max_trailers):
        self.max_extension = max_extension
        self.max_trailers = max_trailers
        self.ended = True

    cdef void begin(self, Framing framing, uint64_t length) noexcept:
        self.framing = framing
        self.state = SIZE if framing == BY_CHUNKS else DATA
        self.remaining = length if framing == BY_LENGTH else UINT64_MAX if framing == BY_CLOSE else 0
        self.digits = self.extension = self.trailers = 0
        self.ended = framing == NO_BODY or (framing == BY_LENGTH and length == 0)

    cdef Py_ssize_t next_spans(self, Buffer buffer, Span* spans, Py_ssize_t room, Py_ssize_t limit) except -1 nogil:
        """Consumes the next spans of the body from the buffer. Returns their number.

        Gives at most `room` spans with at most `limit` bytes in all. Returns 0 if more must arrive, or at the end (see
        `ended`). Spans stay valid until the buffer is filled again. If there are spans before an error, the next call
        raises it.
        """
        cdef const unsigned char* first = buffer.first()
        cdef const unsigned char* at = first
        cdef const unsigned char* end = at + buffer.size()
        cdef const unsigned char* data
        cdef const char* problem = NULL
        cdef uint64_t remaining = self.remaining
        cdef Py_ssize_t count = 0
        cdef Py_ssize_t size
        if self.ended:
            return 0
        while at < end and count < room and limit > 0:
            if self.state != DATA:
                self.remaining = remaining
                problem = self.parse_octet(at[0])
                if problem is not NULL:
                    break
                at += 1
                if self.ended:
                    break
                remaining = self.remaining
                continue
            size = min(end - at, limit)
            if <uint64_t> size > remaining:
                size = <Py_ssize_t> remaining
            spans[count] = Span(at, size)
            count += 1
            at += size
            limit -= size
            remaining -= <uint64_t> size
            if remaining == 0:
                if self.framing != BY_CHUNKS:
                    self.ended = True
                    break
                data = NULL
                if end - at >= MAX_SIZE_DIGITS + 4 and memcmp(at, b"\r\n", 2) == 0:
                    # The fast path: from chunk to chunk if the framing is plain. Else it is parsed octet by octet.
                    data = plain_size(at + 2, &remaining)
                if data is NULL:
                    self.state = DATA_CR
                else:
                    at = data
        self.remaining = remaining
        buffer.consume(at - first)
        if problem is not NULL and count == 0:
            fail(problem, at[0], buffer.position)
        return count

    cdef uint64_t contiguous_left(self) noexcept nogil:
        """The number of data bytes that must come before any framing; 0 if it is not known."""
        return self.remaining if self.state == DATA and self.framing != BY_CLOSE and not self.ended else 0

    cdef void skip(self, Py_ssize_t size) noexcept nogil:
        """`size` of the `contiguous_left` bytes were received without the buffer."""
        self.remaining -= <uint64_t> size
        if self.remaining == 0:
            if self.framing == BY_CHUNKS:
                self.state = DATA_CR
            else:
                self.ended = True

    cdef const char* parse_octet(self, unsigned char octet) noexcept nogil:
        """Parses one octet of chunk framing. Returns an error message, or NULL.

        An error changes no state: the next call finds it again, after the caller got the spans before it.
        """
        cdef int digit
        if self.state == SIZE:
            digit = hex_value(octet)
            if digit >= 0:
                if self.digits == MAX_SIZE_DIGITS or self.remaining >> 59:
                    return "a chunk size overflows 63 bits"
                self.remaining = self.remaining << 4 | <uint64_t> digit
                self.digits += 1
                return NULL
            if self.digits == 0:
                return "a chunk size has no digits"
            if octet == c"\r":
                self.state = SIZE_LF
            elif octet == c";":
                self.state = EXTENSION
            elif octet == c" " or octet == c"\t":
                self.state = SIZE_SPACE
            else:
                return "a chunk size is not a hexadecimal number"
        elif self.state == SIZE_LF:
            if octet != c"\n":
                return "a bare CR after a chunk size"
            self.digits = self.extension = 0
            self.state = DATA if self.remaining else TRAILER
        elif self.state == DATA_CR:
            if octet != c"\r":
                return "a chunk is longer than its size"
            self.state = DATA_LF
        elif self.state == DATA_LF:
            if octet != c"\n":
                return "a bare CR after a chunk"
            self.state = SIZE
        elif self.state == EXTENSION or self.state == SIZE_SPACE:
            if self.extension >= self.max_extension:
                return "a chunk extension is too long"
            if self.state == EXTENSION:
                if octet == c"\r":
                    self.state = SIZE_LF
                elif not is_field_content(octet):
                    return "a control character in a chunk extension"
            elif octet == c";":
                self.state = EXTENSION
            elif octet != c" " and octet != c"\t":
                return "white space after a chunk size"
            self.extension += 1
        else:
            if self.trailers >= self.max_trailers:
                return "the trailer section is too long"
            if self.state == TRAILER:
                if octet == c"\r":
                    self.state = LAST_LF
                elif is_token(octet):
                    self.state = TRAILER_NAME
                else:
                    return "a trailer field does not begin with a name"
            elif self.state == TRAILER_NAME:
                if octet == c":":
                    self.state = TRAILER_VALUE
                elif not is_token(octet):
                    return "a trailer field name is not a token"
            elif self.state == TRAILER_VALUE:
                if octet == c"\r":
                    self.state = TRAILER_LF
                elif not is_field_content(octet):
                    return "a control character in a trailer field"
            elif octet != c"\n":
                return "a bare CR in the trailer section"
            elif self.state == TRAILER_LF:
                self.state = TRAILER
            else:
                self.ended = True
            self.trailers += 1
        return NULL

    cdef int finish(self, uint64_t offset) except -1:
        """The connection has closed at `offset`. Raises ProtocolError unless this ends the body (BY_CLOSE)."""
        if self.ended:
            return 0
        if self.framing == BY_CLOSE:
            self.ended = True
            return 0
        if self.framing == BY_LENGTH:
            missing = f"{self.remaining} bytes of its Content-Length are missing"
        elif self.state == DATA:
            missing = f"{self.remaining} bytes of a chunk are missing"
        else:
            missing = "its last chunk is missing"
        raise ProtocolError(f"the response was cut: {missing}, at byte {offset}", offset)


cdef int fail(const char* problem, unsigned char octet, uint64_t offset) except -1 nogil:
    with gil:
        raise ProtocolError(f"{problem.decode()} (octet 0x{octet:02x}), at byte {offset}", offset)
