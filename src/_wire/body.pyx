"""Bodies: by Content-Length, by chunks, or until the connection closes (RFC 9112 sections 6 and 7)."""

from libc.stdint cimport uint64_t

from dockline._wire.buffer cimport Buffer, Span
from dockline._wire.grammar cimport hex_value, is_field_content, is_token

from dockline._wire.errors import ProtocolError

cdef enum State:
    DATA                # of the body, or of a chunk: everything else is chunk framing, taken octet by octet
    SIZE
    SIZE_SPACE          # white space that only an extension may follow
    EXTENSION
    SIZE_LF
    DATA_CR
    DATA_LF
    TRAILER             # at the beginning of a line
    TRAILER_NAME
    TRAILER_VALUE
    TRAILER_LF
    LAST_LF

# The digits of a size below 2**64, so that a run of zeros can't go on for ever.
cdef Py_ssize_t MAX_SIZE_DIGITS = 16


cdef class BodyDecoder:
    """Steps over the framing of one body after the other and gives out the spans between."""

    def __cinit__(self, Py_ssize_t max_extension, Py_ssize_t max_trailers):
        self.max_extension = max_extension
        self.max_trailers = max_trailers
        self.ended = True

    cdef void begin(self, Framing framing, uint64_t length) noexcept:
        self.framing = framing
        self.state = SIZE if framing == BY_CHUNKS else DATA
        self.remaining = length if framing == BY_LENGTH else 0
        self.digits = self.extension = self.trailers = 0
        self.ended = framing == NO_BODY or (framing == BY_LENGTH and length == 0)

    cdef int next_span(self, Buffer buffer, Py_ssize_t limit, Span* span) except -1 nogil:
        """1 with the next bytes of the body, at most `limit`, consumed from the buffer; 0 where more must arrive, or
        at the end (see `ended`). The span is good until the buffer is filled again."""
        cdef const unsigned char* at = buffer.first()
        cdef const unsigned char* end = at + buffer.size()
        cdef uint64_t position = buffer.position
        cdef const unsigned char* first = at
        while at < end and not self.ended:
            if self.state == DATA:
                span.at = at
                span.size = min(end - at, limit)
                if self.framing != BY_CLOSE:
                    if <uint64_t> span.size >= self.remaining:
                        span.size = <Py_ssize_t> self.remaining
                        if self.framing == BY_CHUNKS:
                            self.state = DATA_CR
                        else:
                            self.ended = True
                    self.remaining -= <uint64_t> span.size
                buffer.consume(at - first + span.size)
                return 1
            self.step(at[0], position + <uint64_t> (at - first))
            at += 1
        buffer.consume(at - first)
        return 0

    cdef int step(self, unsigned char octet, uint64_t offset) except -1 nogil:
        """One octet of chunk framing."""
        cdef int digit
        if self.state == SIZE:
            digit = hex_value(octet)
            if digit >= 0:
                if self.digits == MAX_SIZE_DIGITS or self.remaining >> 59:
                    fail("a chunk size overflows 63 bits", octet, offset)
                self.remaining = self.remaining << 4 | <uint64_t> digit
                self.digits += 1
                return 0
            if self.digits == 0:
                fail("a chunk size has no digits", octet, offset)
            if octet == c"\r":
                self.state = SIZE_LF
            elif octet == c";":
                self.state = EXTENSION
            elif octet == c" " or octet == c"\t":
                self.state = SIZE_SPACE
            else:
                fail("a chunk size is not a hexadecimal number", octet, offset)
        elif self.state == SIZE_LF:
            if octet != c"\n":
                fail("a bare CR after a chunk size", octet, offset)
            self.digits = self.extension = 0
            self.state = DATA if self.remaining else TRAILER
        elif self.state == DATA_CR:
            if octet != c"\r":
                fail("a chunk is longer than its size", octet, offset)
            self.state = DATA_LF
        elif self.state == DATA_LF:
            if octet != c"\n":
                fail("a bare CR after a chunk", octet, offset)
            self.state = SIZE
        elif self.state == EXTENSION or self.state == SIZE_SPACE:
            self.extension += 1
            if self.extension > self.max_extension:
                fail("a chunk extension is too long", octet, offset)
            if self.state == EXTENSION:
                if octet == c"\r":
                    self.state = SIZE_LF
                elif not is_field_content(octet):
                    fail("a control character in a chunk extension", octet, offset)
            elif octet == c";":
                self.state = EXTENSION
            elif octet != c" " and octet != c"\t":
                fail("white space after a chunk size", octet, offset)
        else:
            self.trailers += 1
            if self.trailers > self.max_trailers:
                fail("the trailer section is too long", octet, offset)
            if self.state == TRAILER:
                if octet == c"\r":
                    self.state = LAST_LF
                elif is_token(octet):
                    self.state = TRAILER_NAME
                else:
                    fail("a trailer field does not begin with a name", octet, offset)
            elif self.state == TRAILER_NAME:
                if octet == c":":
                    self.state = TRAILER_VALUE
                elif not is_token(octet):
                    fail("a trailer field name is not a token", octet, offset)
            elif self.state == TRAILER_VALUE:
                if octet == c"\r":
                    self.state = TRAILER_LF
                elif not is_field_content(octet):
                    fail("a control character in a trailer field", octet, offset)
            elif octet != c"\n":
                fail("a bare CR in the trailer section", octet, offset)
            elif self.state == TRAILER_LF:
                self.state = TRAILER
            else:
                self.ended = True
        return 0

    cdef int finish(self, uint64_t offset) except -1:
        """The connection has closed at `offset`: a clean end only for a body that has no other."""
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


cdef int fail(const char* what, unsigned char octet, uint64_t offset) except -1 nogil:
    with gil:
        raise ProtocolError(f"{what.decode()} (octet 0x{octet:02x}), at byte {offset}", offset)
