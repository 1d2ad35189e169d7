"""Docker's multiplexed stream: frames of `[stream, 0, 0, 0, length as big-endian u32]` and a payload.

Source: the Engine API's documentation of ContainerAttach, "Stream format".
"""

from libc.stdint cimport uint32_t, uint64_t
from libc.string cimport memcpy

from dockline._wire.buffer cimport Span

from dockline._wire.errors import ProtocolError


cdef class FrameWalker:
    """Walks the frames of a body, wherever its bytes are split. A raw stream (a TTY's) walks as one endless payload."""

    def __cinit__(self, bint multiplexed):
        self.raw = not multiplexed
        self.stream_id = 1

    cdef int next_payload(self, Span* body, Span* payload) except -1 nogil:
        """1 with the next payload bytes of `stream_id`, taken off `body`; 0 when `body` is used up. With `remaining`
        at 0 they end their frame; an empty frame is given as an empty payload."""
        cdef Py_ssize_t part
        if self.raw:
            payload[0] = body[0]
            body.size = 0
            return payload.size > 0
        if self.remaining == 0:
            if self.header_have == 0 and body.size >= HEADER_SIZE:
                memcpy(self.header, body.at, HEADER_SIZE)
                part = HEADER_SIZE
            else:
                part = min(HEADER_SIZE - self.header_have, body.size)
                memcpy(self.header + self.header_have, body.at, part)
            self.header_have += <int> part
            self.position += <uint64_t> part
            body.at += part
            body.size -= part
            if self.header_have < HEADER_SIZE:
                return 0
            self.take_header()
        elif body.size == 0:
            return 0
        payload.at = body.at
        payload.size = <Py_ssize_t> min(<uint64_t> body.size, <uint64_t> self.remaining)
        self.remaining -= <uint32_t> payload.size
        self.position += <uint64_t> payload.size
        body.at += payload.size
        body.size -= payload.size
        return 1

    cdef int take_header(self) except -1 nogil:
        cdef unsigned char* header = self.header
        if header[0] >= STREAMS or header[1] or header[2] or header[3]:
            with gil:
                offset = self.position - HEADER_SIZE
                raise ProtocolError(f"no frame header but {header[:HEADER_SIZE]!r}, at byte {offset} of the body: the "
                                    "stream is out of step, or it is not multiplexed", offset)
        self.stream_id = header[0]
        self.frame_size = (<uint32_t> header[4] << 24 | <uint32_t> header[5] << 16
                           | <uint32_t> header[6] << 8 | <uint32_t> header[7])
        self.remaining = self.frame_size
        self.header_have = 0
        return 0

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
