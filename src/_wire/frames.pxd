from libc.stdint cimport uint32_t, uint64_t

from dockline._wire.buffer cimport Span


cdef enum:
    HEADER_SIZE = 8
    STREAMS = 4                         # 0 stdin, 1 stdout, 2 stderr, and:
    ENGINE_ERROR = 3                    # the engine's own


cdef class FrameWalker:
    cdef unsigned char header[HEADER_SIZE]
    cdef int header_have
    cdef uint64_t position              # bytes walked
    cdef bint raw                       # no frames: all is the payload of stdout
    cdef readonly int stream_id         # of the payload that was given last
    cdef uint32_t frame_size
    cdef uint32_t remaining             # of its frame

    cdef int next_payload(self, Span* body, Span* payload) except -1 nogil
    cdef int take_header(self) except -1 nogil
    cdef int finish(self) except -1
