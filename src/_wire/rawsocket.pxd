cdef extern from "<sys/socket.h>" nogil:
    ctypedef unsigned int socklen_t
    cdef struct sockaddr:
        pass

cdef extern from "<poll.h>" nogil:
    short POLLIN, POLLOUT

cdef enum:
    TIMED_OUT = -1
    WOULD_BLOCK = -2


cdef double monotonic() noexcept nogil


cdef class RawSocket:
    cdef int fd
    cdef int pid                        # of the process whose connection it is
    cdef int users                      # calls that are inside the kernel with `fd`
    cdef readonly bint closed
    cdef double receive_limit           # seconds, as the kernel has it; 0 is none

    cdef Py_ssize_t receive(self, unsigned char* memory, Py_ssize_t size, int flags, double limit, double deadline)\
        except? -3
    cdef Py_ssize_t send(self, const unsigned char* data, Py_ssize_t size, double limit, double deadline) except? -3
    cdef bint is_readable(self) noexcept
    cdef bint holds_more(self) noexcept
    cdef bint shutdown_now(self) except -1
    cdef int wait(self, int events, double limit, double deadline) except? -3
    cdef Py_ssize_t send_now(self, const unsigned char* data, Py_ssize_t size) except? -3
    cdef int open(self, int family, const sockaddr* address, socklen_t size, double deadline) except -1
    cdef int reach(self, int family, const sockaddr* address, socklen_t size, double deadline) except -1
    cdef void drop(self) noexcept
    cdef int enter(self) except -1
    cdef int leave(self) except -1
