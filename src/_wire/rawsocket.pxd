cdef extern from "<sys/socket.h>" nogil:
    ctypedef unsigned int socklen_t
    cdef struct sockaddr:
        pass

cdef extern from *:
    """
    #ifndef _GNU_SOURCE
    #define _GNU_SOURCE
    #endif
    #include <poll.h>

    /* Some systems lack this event: the peer has ended its side, perhaps with unread bytes before the end. */
    #ifndef POLLRDHUP
    #define POLLRDHUP 0
    #endif
    """
    const short POLLIN, POLLOUT, POLLRDHUP

cdef enum:
    TIMED_OUT = -1
    WOULD_BLOCK = -2


cdef int let_threads_run() except -1
cdef double monotonic() noexcept nogil


cdef class RawSocket:
    cdef int fd
    cdef int pid                        # of the process that made the connection
    cdef int users                      # running system calls on `fd`
    cdef readonly bint closed
    cdef double receive_limit           # seconds, set in the kernel; 0 for none
    cdef int waker[2]                   # a pipe that `close` writes to; the first `wait_for` makes it

    cdef Py_ssize_t receive(self, unsigned char* memory, Py_ssize_t size, int flags, double limit, double deadline)\
        except? -3
    cdef bint is_readable(self) noexcept
    cdef bint has_buffered_input(self) noexcept
    cdef bint has_unsent_data(self) noexcept
    cdef bint is_local(self) noexcept
    cdef void stop_reading_ahead(self) noexcept
    cdef bint try_shutdown(self) except -1
    cdef int wait(self, int events, double limit, double deadline) except? -3
    cdef int wait_for(self, int fd, int events) except -1
    cdef Py_ssize_t try_send(self, const unsigned char* data, Py_ssize_t size) except? -3
    cdef int open(self, int family, const sockaddr* address, socklen_t size, double deadline) except -1
    cdef int connect_now(self, int family, const sockaddr* address, socklen_t size, double deadline) except -1
    cdef void close_descriptors(self) noexcept
    cdef int begin_call(self) except -1
    cdef int end_call(self) except -1
