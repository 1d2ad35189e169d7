from libc.stdint cimport uint64_t

from dockline._wire.buffer cimport Buffer, Span
from dockline._wire.frames cimport FrameDecoder, Payload


cdef Py_ssize_t at_least_one(Py_ssize_t max_record) except -1


cdef class Splitter:
    cdef object error                   # makes the exception for an engine error; or None
    cdef bint tagged                    # the records are tuples
    cdef list reusable_tuples           # records that were given before; unused ones are filled again

    cdef void recycle(self, list records) noexcept
    cdef int feed(self, Span* spans, Py_ssize_t count, list records) except -1
    cdef int finish(self, list records) except -1


cdef class FrameSplitter(Splitter):
    cdef Py_ssize_t max_record
    cdef FrameDecoder frames
    cdef Buffer part                    # the received bytes of an incomplete frame

    cdef int join_part(self, Payload* payload, list records) except -1


cdef class LineSplitter(Splitter):
    cdef Py_ssize_t max_record
    cdef bint keepends
    cdef FrameDecoder frames
    cdef tuple parts                    # a Buffer for each stream: the received bytes of an incomplete line
    cdef unsigned int waiting           # a bit for each stream: its part is not empty

    cdef int join_part(self, int stream, const unsigned char* at, Py_ssize_t size, bint ends_line, list records)\
        except -1


cdef class DocumentSplitter(Splitter):
    cdef Py_ssize_t max_record
    cdef Buffer part                    # the received bytes of an incomplete text
    cdef const unsigned char* span      # the span that is being split
    cdef uint64_t position              # bytes of the body before the span
    cdef int state
    cdef Py_ssize_t depth

    cdef int scan(self, Span body, list records) except -1
    cdef int append(self, const unsigned char* at, Py_ssize_t size, list records) except -1
    cdef int save_part(self, const unsigned char* at, Py_ssize_t size) except -1
