cimport cython
from libc.stdint cimport uint64_t

from dockline._wire.buffer cimport Buffer, BytesBuilder, Span
from dockline._wire.frames cimport FrameDecoder, Payload
from dockline._wire.reader cimport SPANS, ResponseReader
from dockline._wire.sinks cimport VectoredWriter


cdef struct SpanBatch:
    # Spans of the body that were received; those from `next` to `stop` are still to be decoded.
    Span spans[SPANS]
    Span* next
    Span* stop


cdef class BodyReader:
    cdef FrameDecoder frames
    cdef object error                   # makes the exception for an engine error; or None
    cdef Buffer engine_error            # the text of an engine error, as far as it was received

    cdef Py_ssize_t next_payloads(self, ResponseReader reader, SpanBatch* batch, Payload* payloads) except -1 nogil
    cdef int gather_error(self, Payload* payload) except -1 nogil
    cdef bint at_end(self, ResponseReader reader) except -1


@cython.final
cdef class BodyCollector(BodyReader):
    cdef BytesBuilder body

    cdef bint advance(self, ResponseReader reader) except -1


@cython.final
cdef class BodyCopier(BodyReader):
    cdef uint64_t written[2]            # bytes to stdout and to stderr

    cdef bint advance(self, ResponseReader reader, VectoredWriter writer) except -1
