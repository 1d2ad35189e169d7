from libc.stdint cimport uint64_t

from dockline._wire.body cimport BodyDecoder
from dockline._wire.buffer cimport Buffer, Span
from dockline._wire.head cimport HeadParser, ResponseHead
from dockline._wire.splitters cimport Splitter

cdef enum:
    SPANS = 128                         # decoded at a time; so many fit in the L1 cache


cdef class ResponseReader:
    cdef Buffer buffer
    cdef HeadParser heads
    cdef BodyDecoder body
    cdef Py_ssize_t max_informational
    cdef Py_ssize_t informational
    cdef bytes method
    cdef bint expects_upgrade
    cdef bint in_body
    cdef bint finished                  # the splitter has seen the end
    cdef bint closed                    # the peer has ended its side
    cdef object error                   # every later call raises it again
    cdef readonly bint upgraded
    cdef readonly bint keep_alive

    cpdef int begin(self, bytes method, bint expects_upgrade=*) except -1
    cpdef ResponseHead next_head(self)
    cdef Py_ssize_t next_spans(self, Span* spans, Py_ssize_t room, Py_ssize_t limit=*) except -1 nogil
    cdef int split(self, Splitter splitter, list records) except -1
    cdef int note_closed(self) except -1
    cdef int choose_framing(self, ResponseHead head) except -1
    cdef int expect_body(self) except -1
    cdef int raise_if_failed(self) except -1
