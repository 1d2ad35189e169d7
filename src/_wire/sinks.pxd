from libc.string cimport memmove

from dockline._wire.frames cimport Payload
from dockline._wire.rawsocket cimport RawSocket

cimport cython

cdef extern from "<sys/uio.h>" nogil:
    cdef struct iovec:
        void* iov_base
        size_t iov_len

cdef enum:
    MAX_PARTS = 1024                    # parts of one vectored write: IOV_MAX
    SMALL = 512                         # bytes: up to this size, moving a payload is cheaper than another part

cdef enum SinkKind:
    FILE                                # a write never waits for a reader
    SOCKET
    NONBLOCKING                         # a pipe or a terminal in non-blocking mode
    BLOCKING                            # a pipe or a terminal in blocking mode: written in pieces, after poll(2)


@cython.final
cdef class VectoredWriter:
    cdef RawSocket source               # the connection; closing it ends a wait
    cdef int fds[2]
    cdef bint owned[2]                  # this object opened the descriptor
    cdef SinkKind kinds[2]
    cdef int counts[2]                  # of the gathered parts
    cdef iovec parts[2][MAX_PARTS]
    cdef int last                       # the descriptor (0 or 1) of the last payload, -1 for none

    cdef inline int add(self, int which, Payload* payload) except -1 nogil:
        cdef iovec* part = &self.parts[which][self.counts[which]]
        if which == self.last and payload.size <= SMALL:
            # Only framing lies between this payload and the one before, and it was read. Moving the payload there costs
            # less than another part.
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

    cdef int prepare(self, int which, int fd) except -1
    cdef int flush_all(self) except -1 nogil
    cdef int flush(self, int which) except -1 nogil
    cdef int release(self) noexcept
