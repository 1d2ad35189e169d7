"""Docker's multiplexed stream: frames of `[stream, 0, 0, 0, length as big-endian u32]` and a payload.

Source: the Engine API's documentation of ContainerAttach, "Stream format".
"""

cimport cython
from libc.stdint cimport UINT64_MAX, uint32_t, uint64_t
from libc.string cimport memcpy

from dockline._wire.buffer cimport Span

from dockline._wire.errors import ProtocolError


cdef inline uint32_t big_endian(const unsigned char* at) noexcept nogil:
    return <uint32_t> at[0] << 24 | <uint32_t> at[1] << 16 | <uint32_t> at[2] << 8 | <uint32_t> at[3]


cdef inline bint is_header(const unsigned char* at) noexcept nogil:
    return at[0] < STREAMS and big_endian(at) & 0xffffff == 0


@cython.final
cdef class FrameDecoder:
    """Parses the frames of a body, however its bytes are split. A raw stream (of a TTY) is one endless payload."""

    def __cinit__(self, bint multiplexed):
        self.raw = not multiplexed
        self.remaining = UINT64_MAX if self.raw else 0
        self.stream = 1

    cdef Py_ssize_t next_payloads(self, Span** body, Span* stop, Payload* payloads, Py_ssize_t room) except -1 nogil:
        """Takes the next payloads, at most `room`, from the spans between `body` and `stop`. Returns their number.

        Returns 0 when the spans are used up. A frame that arrives in parts gives a payload for each part. An empty
        frame gives an empty payload. If there are payloads before an error, the next call raises it.
        """
        cdef Span* span = body[0]
        cdef const unsigned char* header
        cdef const unsigned char* at
        cdef uint64_t remaining = self.remaining
        cdef Py_ssize_t size
        cdef Py_ssize_t count = 0
        while span < stop and count < room:
            at = span.at
            size = span.size
            if remaining == 0:
                if self.header_have == 0 and size >= HEADER_SIZE and is_header(at):
                    header = at
                    at += HEADER_SIZE
                    size -= HEADER_SIZE
                    self.position += HEADER_SIZE
                elif self.gather_header(span):
                    header = self.header
                    at = span.at
                    size = span.size
                elif self.header_have == HEADER_SIZE:
                    break
                else:
                    span += 1
                    continue
                self.stream = header[0]
                self.frame_size = big_endian(header + 4)
                remaining = self.frame_size
            if <uint64_t> size > remaining:
                size = <Py_ssize_t> remaining
                span.size -= at + size - span.at
                span.at = at + size
            else:
                span += 1
            self.position += <uint64_t> size
            remaining -= <uint64_t> size
            payloads[count] = Payload(at, size, self.stream, remaining == 0 or self.raw)
            count += 1
        self.remaining = remaining
        body[0] = span
        if count == 0 and self.header_have == HEADER_SIZE:
            with gil:
                offset = self.position - HEADER_SIZE
                raise ProtocolError(f"invalid frame header {self.header[:HEADER_SIZE]!r}, at byte {offset} of the "
                                    "body: the stream is out of step, or it is not multiplexed", offset)
        return count

    cdef bint gather_header(self, Span* span) noexcept nogil:
        """Completes a header with bytes of the span. Returns True if it is complete and valid."""
        cdef Py_ssize_t size = min(HEADER_SIZE - self.header_have, span.size)
        memcpy(self.header + self.header_have, span.at, size)
        span.at += size
        span.size -= size
        self.position += <uint64_t> size
        self.header_have += <int> size
        if self.header_have < HEADER_SIZE or not is_header(self.header):
            return False
        self.header_have = 0
        return True

    cdef int finish(self) except -1:
        """The body has ended. Raises ProtocolError inside a frame."""
        if self.remaining and not self.raw:
            missing = f"{self.remaining} bytes of a frame of {self.frame_size}"
        elif self.header_have:
            missing = f"{HEADER_SIZE - self.header_have} bytes of a frame header"
        else:
            return 0
        raise ProtocolError(f"the stream ends inside a frame: {missing} are missing, at byte {self.position} of the "
                            "body", self.position)
