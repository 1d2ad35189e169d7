cimport cython
from libc.stdint cimport uint32_t, uint64_t

from dockline._wire.buffer cimport Span


cdef enum:
    HEADER_SIZE = 8
    PAYLOADS = 128                      # parsed at a time; so many fit in the L1 cache
    STREAMS = 4                         # 0 stdin, 1 stdout, 2 stderr, and ENGINE_ERROR
    ENGINE_ERROR = 3                    # a message of the engine itself


cdef struct Payload:
    const unsigned char* at
    Py_ssize_t size
    int stream
    bint ends_frame


@cython.final
cdef class FrameDecoder:
    cdef bint raw                       # no frames: the body is one endless payload of stdout
    cdef unsigned char header[HEADER_SIZE]      # a header that came in parts, or is invalid
    cdef int header_have
    cdef int stream                     # of the frame
    cdef uint32_t frame_size
    cdef uint64_t remaining             # of the frame
    cdef uint64_t position              # bytes of the body that were parsed

    cdef Py_ssize_t next_payloads(self, Span** body, Span* stop, Payload* payloads, Py_ssize_t room) except -1 nogil
    cdef bint gather_header(self, Span* span) noexcept nogil
    cdef int finish(self) except -1
