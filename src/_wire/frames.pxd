cimport cython
from libc.stdint cimport uint32_t, uint64_t

from dockline._wire.buffer cimport Span


cdef enum:
    HEADER_SIZE = 8
    PAYLOADS = 128                      # that are walked at a time: they stay in the nearest cache
    STREAMS = 4                         # 0 stdin, 1 stdout, 2 stderr, and:
    ENGINE_ERROR = 3                    # the engine's own


cdef struct Payload:
    const unsigned char* at
    Py_ssize_t size
    int stream
    bint whole                          # it ends its frame


@cython.final
cdef class FrameDecoder:
    cdef bint raw                       # no frames: all is one payload of stdout, without an end
    cdef unsigned char header[HEADER_SIZE]      # that comes in parts, or is wrong
    cdef int header_have
    cdef int stream                     # of the frame
    cdef uint32_t frame_size
    cdef uint64_t remaining             # of the frame
    cdef uint64_t position              # bytes walked

    cdef Py_ssize_t next_payloads(self, Span** body, Span* stop, Payload* payloads, Py_ssize_t room) except -1 nogil
    cdef bint gather_header(self, Span* span) noexcept nogil
    cdef int finish(self) except -1
