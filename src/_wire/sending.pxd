from dockline._wire.buffer cimport Span
from dockline._wire.channel cimport Channel


cdef class SendingChannel(Channel):
    cdef Py_ssize_t sent                # bytes of the current data that were sent; the rest found no room yet
    cdef bint request_whole             # the request was sent to its end
    cdef object write_refusal           # the reason, a text, why nothing more may be written
    cdef public object on_read_ahead    # called without arguments after a write has received bytes

    cdef void start_sending(self) noexcept
    cdef bint send_span(self, Span data) except -1
    cdef bint reads_early(self) noexcept
    cdef bint refused_early(self) except -1
    cdef int write_span(self, Span data) except -1
    cdef int refuse_write(self) except -1
    cdef object write_error(self, error)
    cdef bint reads_ahead(self) noexcept
    cdef bint peer_has_ended(self) except -1
