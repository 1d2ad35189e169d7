"""Docker's multiplexed stream: frames of `[stream, 0, 0, 0, length as big-endian u32]` and a payload.

Source: the Engine API's documentation of ContainerAttach, "Stream format".
"""

cimport cython
from libc.stdint cimport uint32_t, uint64_t
from libc.string cimport memcpy

from dockline._wire.buffer cimport Span

from dockline._wire.errors import ProtocolError


@cython.final
cdef class FrameWalker:
    """Walks the frames of a body, wherever its bytes are split. A raw stream (a TTY's) walks as one endless payload."""

    def __cinit__(self, bint multiplexed):
        self.raw = not multiplexed
        self.stream = 1

    cdef Py_ssize_t next_payloads(self, Span** body, Span* stop, Payload* payloads, Py_ssize_t room) except -1 nogil:
        """How many of the next payloads, at most `room`, were taken off the spans from `body` to `stop`; 0 when they
        are used up. A frame that comes in parts is given in parts, an empty frame as an empty payload. Those before a
        fault are given; the next call raises it."""
        cdef Span* span = body[0]
        cdef unsigned char* header = self.header
        cdef Py_ssize_t count = 0
        cdef Py_ssize_t size
        while span < stop and count < room:
            if self.remaining == 0 and not self.raw:
                if self.header_have == 0 and span.size >= HEADER_SIZE:
                    size = HEADER_SIZE
                    memcpy(header, span.at, HEADER_SIZE)
                else:
                    size = min(HEADER_SIZE - self.header_have, span.size)
                    memcpy(header + self.header_have, span.at, size)
                self.header_have += <int> size
                self.advance(span, size)
                if self.header_have < HEADER_SIZE:
                    span += 1
                    continue
                if header[0] >= STREAMS or header[1] | header[2] | header[3]:
                    if count == 0:
                        self.refuse_header()
                    break
                self.header_have = 0
                self.stream = header[0]
                self.frame_size = (<uint32_t> header[4] << 24 | <uint32_t> header[5] << 16
                                   | <uint32_t> header[6] << 8 | <uint32_t> header[7])
                self.remaining = self.frame_size
            size = span.size
            if not self.raw:
                size = <Py_ssize_t> min(<uint64_t> size, <uint64_t> self.remaining)
                self.remaining -= <uint32_t> size
            payloads[count] = Payload(span.at, size, self.stream, self.remaining == 0)
            count += 1
            self.advance(span, size)
            if span.size == 0:
                span += 1
        body[0] = span
        return count

    cdef inline void advance(self, Span* span, Py_ssize_t size) noexcept nogil:
        span.at += size
        span.size -= size
        self.position += <uint64_t> size

    cdef int refuse_header(self) except -1 nogil:
        with gil:
            offset = self.position - HEADER_SIZE
            raise ProtocolError(f"no frame header but {self.header[:HEADER_SIZE]!r}, at byte {offset} of the body: the "
                                "stream is out of step, or it is not multiplexed", offset)

    cdef int finish(self) except -1:
        """The body has ended."""
        if self.remaining:
            missing = f"{self.remaining} bytes of a frame of {self.frame_size}"
        elif self.header_have:
            missing = f"{HEADER_SIZE - self.header_have} bytes of a frame header"
        else:
            return 0
        raise ProtocolError(f"the stream ends inside a frame: {missing} are missing, at byte {self.position} of the "
                            "body", self.position)
