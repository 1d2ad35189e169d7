cimport cython

from dockline._wire.buffer cimport Span
from dockline._wire.frames cimport Payload
from dockline._wire.head cimport ResponseHead
from dockline._wire.rawsocket cimport RawSocket
from dockline._wire.reader cimport ResponseReader
from dockline._wire.splitters cimport Splitter

cdef extern from "<sys/uio.h>" nogil:
    cdef struct iovec:
        void* iov_base
        size_t iov_len

cdef enum:
    MAX_PARTS = 1024                    # of a vectored write: IOV_MAX


cdef class Connection:
    cdef RawSocket socket
    cdef ResponseReader reader
    cdef double read_timeout
    cdef double write_timeout
    cdef double deadline                # of the call; infinite between calls and inside streams
    cdef Py_ssize_t receive_size
    cdef bint busy                      # a thread is reading
    cdef bint request_whole             # sent to its end
    cdef object send_fault              # the peer stopped reading
    cdef ResponseHead head
    cdef readonly bint answered         # at least a byte of the response was received

    cdef bint send_span(self, Span data) except -1
    cdef int start_reading(self) except -1
    cdef Py_ssize_t receive(self, int flags=*) except -1
    cdef bint reads_early(self) noexcept
    cdef bint refused_early(self) except -1
    cdef int note_closed(self, fault) except -1
    cdef Py_ssize_t fill(self, int flags) except -1
    cdef int read_records(self, Splitter splitter, list records) except -1
    cdef object timed_out(self, str which, str doing)


@cython.final
cdef class VectoredWriter:
    cdef int fd
    cdef int count
    cdef iovec parts[MAX_PARTS]

    cdef inline int add(self, Payload payload) except -1 nogil:
        if payload.size == 0:
            return 0
        if self.count == MAX_PARTS:
            self.flush()
        self.parts[self.count].iov_base = <void*> payload.at
        self.parts[self.count].iov_len = <size_t> payload.size
        self.count += 1
        return 0

    cdef int flush(self) except -1 nogil
