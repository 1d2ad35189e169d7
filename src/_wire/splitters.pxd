from libc.stdint cimport uint64_t

from dockline._wire.buffer cimport Buffer, Span
from dockline._wire.frames cimport FrameDecoder, Payload


cdef class Splitter:
    cdef object error                   # makes the exception for what the engine reports of itself; or None
    cdef bint tags                      # the records are tuples,
    cdef list spent                     # of which these are to be used again

    cdef void recycle(self, list records) noexcept
    cdef int feed(self, Span* spans, Py_ssize_t count, list records) except -1
    cdef int finish(self, list records) except -1


cdef class FrameSplitter(Splitter):
    cdef Py_ssize_t max_record
    cdef FrameDecoder frames
    cdef Buffer part                    # of a frame that has not come whole

    cdef int join(self, Payload* payload, list records) except -1


cdef class LineSplitter(Splitter):
    cdef Py_ssize_t max_record
    cdef bint keepends
    cdef FrameDecoder frames
    cdef tuple parts                    # Buffers, by stream, of a line that has not come whole
    cdef unsigned int waiting           # a bit for each stream whose part is not empty

    cdef int join(self, int stream, const unsigned char* at, Py_ssize_t size, bint whole, list records) except -1


cdef class DocumentSplitter(Splitter):
    cdef Py_ssize_t max_record
    cdef Buffer part                    # of a text that has not come whole
    cdef const unsigned char* span      # being split
    cdef uint64_t position              # bytes of the body before it
    cdef int state
    cdef Py_ssize_t depth

    cdef int scan(self, Span body, list records) except -1
    cdef int append(self, const unsigned char* at, Py_ssize_t size, list records) except -1
    cdef int keep(self, const unsigned char* at, Py_ssize_t size) except -1
