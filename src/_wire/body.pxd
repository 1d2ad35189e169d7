cimport cython
from libc.stdint cimport uint64_t

from dockline._wire.buffer cimport Buffer, Span


cdef enum Framing:
    NO_BODY
    BY_LENGTH
    BY_CHUNKS
    BY_CLOSE


@cython.final
cdef class BodyDecoder:
    cdef Py_ssize_t max_extension
    cdef Py_ssize_t max_trailers
    cdef Framing framing
    cdef int state
    cdef uint64_t remaining             # of the body, or of its current chunk
    cdef Py_ssize_t digits              # of the chunk size being read
    cdef Py_ssize_t extension           # bytes of the chunk extension being read
    cdef Py_ssize_t trailers            # bytes of the trailer section so far
    cdef readonly bint ended

    cdef void begin(self, Framing framing, uint64_t length) noexcept
    cdef Py_ssize_t next_spans(self, Buffer buffer, Span* spans, Py_ssize_t room, Py_ssize_t limit) except -1 nogil
    cdef uint64_t contiguous_left(self) noexcept nogil
    cdef void skip(self, Py_ssize_t size) noexcept nogil
    cdef int finish(self, uint64_t offset) except -1
    cdef const char* parse_octet(self, unsigned char octet) noexcept nogil
