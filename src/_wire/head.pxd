from libc.stdint cimport uint64_t

from dockline._wire.buffer cimport Buffer, Span


cdef class ResponseHead:
    cdef readonly int minor_version
    cdef readonly int status
    cdef readonly str reason
    cdef readonly str media_type
    cdef readonly str coding
    cdef list lines                     # of the header fields, as bytes
    # The framing of the body depends on these.
    cdef bint has_length
    cdef uint64_t length
    cdef bint has_coding
    cdef bint chunked
    cdef bint close

    cdef int note_field(self, str name, str value, uint64_t offset) except -1


cdef class HeadParser:
    cdef Py_ssize_t max_size
    cdef Py_ssize_t max_fields
    cdef ResponseHead head              # being parsed
    cdef uint64_t first                 # position of the head's first byte
    cdef Py_ssize_t searched            # unread bytes of the buffer that have no LF

    cdef ResponseHead parse(self, Buffer buffer)
    cdef int parse_status_line(self, const unsigned char* line, Py_ssize_t size, uint64_t offset) except -1
    cdef int parse_field(self, const unsigned char* line, Py_ssize_t size, uint64_t offset) except -1
