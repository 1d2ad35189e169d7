cimport cython
from libc.stdint cimport uint64_t
from libc.string cimport memmove

from dockline._wire.buffer cimport Buffer, Joiner, Span
from dockline._wire.frames cimport FrameWalker, Payload
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
    SMALL = 512                         # bytes of a payload that is sooner moved than written on its own


@cython.final
cdef class BodyReading:
    cdef FrameWalker frames
    cdef Joiner body
    cdef object error
    cdef Buffer fault

    cdef bint advance(self, ResponseReader reader) except -1


cdef class VectoredWriter


@cython.final
cdef class Copying:
    cdef FrameWalker frames
    cdef object error
    cdef Buffer fault
    cdef uint64_t written[2]            # bytes to stdout and to stderr

    cdef bint advance(self, ResponseReader reader, VectoredWriter writer) except -1


cdef class Connection:
    cdef RawSocket socket
    cdef ResponseReader reader
    cdef public double read_timeout
    cdef public double write_timeout
    cdef double deadline                # of the call; infinite between calls and inside streams
    cdef Py_ssize_t receive_size
    cdef bint busy                      # a thread is reading
    cdef public bint waits              # for bytes, and for room
    cdef int receives                   # of the call that is being made
    cdef BodyReading reading            # of a body whose rest must still arrive
    cdef Copying copying                # likewise
    cdef Py_ssize_t sent                # of bytes whose rest has no room yet
    cdef bint request_whole             # sent to its end
    cdef object send_fault              # the peer stopped reading
    cdef ResponseHead head
    cdef readonly bint answered         # at least a byte of the response was received

    cpdef int begin(self, bytes method, bint expects_upgrade, double deadline) except -1
    cpdef ResponseHead read_head(self)
    cdef bint is_reusable(self) noexcept
    cdef bint send_span(self, Span data) except -1
    cdef int start_reading(self) except -1
    cdef Py_ssize_t receive(self, int flags=*, Joiner body=*) except? -3
    cdef bint reads_early(self) noexcept
    cdef bint refused_early(self) except -1
    cdef int note_closed(self, fault) except -1
    cdef Py_ssize_t fill(self, int flags) except? -3
    cdef void shrink(self) noexcept
    cdef Py_ssize_t fill_body(self, Joiner body, int flags) except? -3
    cdef Py_ssize_t receive_at(self, unsigned char* memory, Py_ssize_t size, int flags) except? -3
    cdef int read_records(self, Splitter splitter, list records) except -1
    cdef bint read_arrival(self, Splitter splitter, list records) except -1
    cdef object timed_out(self, str which, str doing)


@cython.final
cdef class VectoredWriter:
    cdef int fds[2]
    cdef int counts[2]                  # of the parts that wait
    cdef iovec parts[2][MAX_PARTS]
    cdef int last                       # which got the last payload, -1 for none

    cdef inline int add(self, int which, Payload* payload) except -1 nogil:
        cdef iovec* part = &self.parts[which][self.counts[which]]
        if which == self.last and payload.size <= SMALL:
            # Between the two is only framing, which was read: closing the gap costs less than another part.
            part -= 1
            memmove(<char*> part.iov_base + part.iov_len, payload.at, payload.size)
            part.iov_len += <size_t> payload.size
            return 0
        if self.counts[which] == MAX_PARTS:
            self.flush(which)
            part = self.parts[which]
        part.iov_base = <void*> payload.at
        part.iov_len = <size_t> payload.size
        self.counts[which] += 1
        self.last = which
        return 0

    cdef int flush_all(self) except -1 nogil
    cdef int flush(self, int which) except -1 nogil
