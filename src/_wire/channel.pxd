from dockline._wire.buffer cimport BytesBuilder
from dockline._wire.head cimport ResponseHead
from dockline._wire.rawsocket cimport RawSocket
from dockline._wire.reader cimport ResponseReader

cdef enum:
    FIRST_RECEIVE = 4 << 10             # bytes: room for a head, and for a small body behind it

cdef enum ReadingState:
    FREE
    READING                             # a thread is reading
    AHEAD                               # a thread that writes is receiving, without blocking


cdef class Channel:
    cdef RawSocket socket
    cdef ResponseReader reader
    cdef public double read_timeout
    cdef public double write_timeout
    cdef double deadline                # of the call; infinite between calls and inside streams
    cdef Py_ssize_t receive_size        # of the next receive
    cdef ReadingState reading_state
    cdef public bint blocking           # calls wait for bytes and for room
    cdef int receives                   # made by the current call
    cdef object send_error              # a send failed: the peer stopped reading
    cdef object read_ahead_error        # a receive inside a send failed: the next read raises it
    cdef ResponseHead head
    cdef readonly bint answered         # a byte of the response was received

    cdef int claim_reading(self) except -1
    cdef Py_ssize_t receive(self, int flags=*, BytesBuilder body=*) except? -3
    cdef int note_closed(self, error) except -1
    cdef Py_ssize_t fill(self, int flags) except? -3
    cdef void shrink(self) noexcept
    cdef Py_ssize_t fill_body(self, BytesBuilder body, int flags) except? -3
    cdef Py_ssize_t receive_at(self, unsigned char* memory, Py_ssize_t size, int flags) except? -3
    cdef Py_ssize_t read_ahead(self) except? -3
    cdef object timed_out(self, str which, str doing)
