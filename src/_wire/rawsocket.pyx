"""System calls on connected sockets: connect, send, receive, poll, shut down. Each call releases the GIL.

Time limits are seconds on the monotonic clock. The descriptor is in blocking mode. The kernel keeps the time limit of
a receive (SO_RCVTIMEO), so that one wait costs one system call. After a signal, Python's handlers run, and the call
continues with the remaining time.
"""

from cpython.exc cimport PyErr_CheckSignals, PyErr_SetFromErrno
from libc.errno cimport EAGAIN, EINPROGRESS, EINTR, EISCONN, errno
from libc.math cimport INFINITY, ceil
from libc.string cimport memcpy, memset, strerror
from posix.time cimport CLOCK_MONOTONIC, clock_gettime, timespec, timeval
from posix.unistd cimport close, getpid

from dockline._wire.errors import ConnectError, closed_on_this_side, connect_timed_out

cdef extern from *:
    """
    #include <errno.h>
    #include <fcntl.h>
    #include <netdb.h>
    #include <netinet/in.h>
    #include <netinet/tcp.h>
    #include <poll.h>
    #include <sys/socket.h>
    #include <sys/un.h>
    #include <unistd.h>

    #ifndef MSG_NOSIGNAL
    #define MSG_NOSIGNAL 0
    #endif

    static int dockline_open_socket(int family) {
    #ifdef SOCK_CLOEXEC
        return socket(family, SOCK_STREAM | SOCK_CLOEXEC, 0);
    #else
        int fd = socket(family, SOCK_STREAM, 0);
        if (fd >= 0) fcntl(fd, F_SETFD, FD_CLOEXEC);
        return fd;
    #endif
    }

    static int dockline_set_blocking(int fd, int blocking) {
        int flags = fcntl(fd, F_GETFL);
        return flags < 0 ? -1 : fcntl(fd, F_SETFL, blocking ? flags & ~O_NONBLOCK : flags | O_NONBLOCK);
    }

    #ifndef TCP_KEEPIDLE
    #define TCP_KEEPIDLE TCP_KEEPALIVE /* macOS */
    #endif

    static void dockline_keep_alive(int fd, int idle, int interval, int count) {
        int on = 1;
        setsockopt(fd, SOL_SOCKET, SO_KEEPALIVE, &on, sizeof(on));
        setsockopt(fd, IPPROTO_TCP, TCP_KEEPIDLE, &idle, sizeof(idle));
        setsockopt(fd, IPPROTO_TCP, TCP_KEEPINTVL, &interval, sizeof(interval));
        setsockopt(fd, IPPROTO_TCP, TCP_KEEPCNT, &count, sizeof(count));
    }

    static int dockline_open_pipe(int ends[2]) {
        int end;
        if (pipe(ends) != 0) return -1;
        for (end = 0; end < 2; end++) {
            fcntl(ends[end], F_SETFD, FD_CLOEXEC);
            dockline_set_blocking(ends[end], 0);
        }
        return 0;
    }
    """
    cdef struct sockaddr_un:
        unsigned short sun_family
        char sun_path[108]
    cdef struct sockaddr_storage:
        unsigned short ss_family
    cdef struct addrinfo:
        int ai_flags
        int ai_family
        int ai_socktype
        socklen_t ai_addrlen
        sockaddr* ai_addr
    cdef struct pollfd:
        int fd
        short events
        short revents
    int AF_UNIX, SOCK_STREAM, SOL_SOCKET, SO_ERROR, SO_RCVTIMEO, SHUT_WR, SHUT_RDWR
    int AI_NUMERICHOST, AI_NUMERICSERV, IPPROTO_TCP, TCP_NODELAY, MSG_NOSIGNAL, MSG_DONTWAIT, MSG_PEEK
    int open_socket "dockline_open_socket"(int family) nogil
    int set_blocking "dockline_set_blocking"(int fd, int blocking) nogil
    void keep_alive "dockline_keep_alive"(int fd, int idle, int interval, int count) nogil
    int open_pipe "dockline_open_pipe"(int* ends)
    ssize_t c_write "write"(int fd, const void* data, size_t size) nogil
    int c_connect "connect"(int fd, const sockaddr* address, socklen_t size) nogil
    ssize_t c_send "send"(int fd, const void* data, size_t size, int flags) nogil
    ssize_t c_recv "recv"(int fd, void* data, size_t size, int flags) nogil
    int c_shutdown "shutdown"(int fd, int how) nogil
    int getsockname(int fd, sockaddr* address, socklen_t* size) nogil
    int c_poll "poll"(pollfd* fds, unsigned long count, int milliseconds) nogil
    int setsockopt(int fd, int level, int option, const void* value, socklen_t size) nogil
    int getsockopt(int fd, int level, int option, void* value, socklen_t* size) nogil
    int getaddrinfo(const char* host, const char* port, const addrinfo* hints, addrinfo** found) nogil
    void freeaddrinfo(addrinfo* found) nogil
    const char* gai_strerror(int code) nogil


cdef enum:
    # TCP keep-alive; the first two are seconds. A stream may be silent for days, but a NAT or a load balancer can drop
    # a silent connection after four minutes. Also, a vanished peer is noticed after two minutes.
    KEEP_IDLE = 30
    KEEP_INTERVAL = 15
    KEEP_COUNT = 6


# SO_RCVTIMEO can end up to an eighth too late; poll is punctual. So the kernel's limit is shorter, and poll waits for
# the rest of the time.
cdef double KERNEL_SHARE = 0.875


cdef int let_threads_run() except -1:
    """Sleeps for a millisecond without the GIL, so that other threads run."""
    with nogil:
        c_poll(NULL, 0, 1)
    PyErr_CheckSignals()
    return 0


cdef double monotonic() noexcept nogil:
    cdef timespec now
    clock_gettime(CLOCK_MONOTONIC, &now)
    return <double> now.tv_sec + <double> now.tv_nsec * 1e-9


def clock() -> float:
    """The monotonic clock, in seconds. All deadlines use it."""
    return monotonic()


cdef class RawSocket:
    """A connected stream socket. Any thread may call `close`; it ends the calls of other threads.

    `fd` is the descriptor of a connected socket. This object owns it and closes it.
    """

    def __cinit__(self):
        self.fd = self.waker[0] = self.waker[1] = -1

    def __init__(self, int fd=-1):
        self.fd = fd
        self.pid = getpid()

    def __dealloc__(self):
        # No shutdown: in a forked child the connection still belongs to the parent.
        self.close_descriptors()

    @staticmethod
    def connect_unix(bytes path not None, double limit=INFINITY, on_open=None):
        """Connects to the unix socket at `path` within `limit` seconds. Raises OSError, TimedOut.

        `on_open` is called with the socket before it connects. Another thread can close the socket then; this call
        raises StreamClosed.
        """
        cdef sockaddr_un address
        cdef RawSocket self = RawSocket()
        cdef Py_ssize_t room = sizeof(address.sun_path)
        if on_open is not None:
            on_open(self)
        if not 0 < len(path) < room:
            raise ConnectError(f"the path of a unix socket has 1 to {room - 1} bytes, not {len(path)}")
        memset(&address, 0, sizeof(address))
        address.sun_family = <unsigned short> AF_UNIX
        memcpy(address.sun_path, <const char*> path, len(path))
        self.open(AF_UNIX, <sockaddr*> &address, sizeof(address), monotonic() + limit)
        return self

    @staticmethod
    def connect_tcp(str address not None, int port, double limit=INFINITY, on_open=None):
        """Connects to a numeric address within `limit` seconds. It resolves no names.

        `on_open`: see `connect_unix`. Raises OSError, TimedOut, and ConnectError if `address` is not numeric.
        """
        cdef RawSocket self = RawSocket()
        cdef addrinfo hints
        cdef addrinfo* found = NULL
        cdef bytes host = address.encode()
        cdef bytes service = str(port).encode()
        cdef int on = 1
        cdef int code
        memset(&hints, 0, sizeof(hints))
        hints.ai_socktype = SOCK_STREAM
        hints.ai_flags = AI_NUMERICHOST | AI_NUMERICSERV
        if on_open is not None:
            on_open(self)
        code = getaddrinfo(host, service, &hints, &found)
        if code != 0:
            raise ConnectError(f"{address!r} is not an address: {gai_strerror(code).decode()}")
        try:
            self.open(found.ai_family, found.ai_addr, found.ai_addrlen, monotonic() + limit)
        finally:
            freeaddrinfo(found)
        setsockopt(self.fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof(on))
        keep_alive(self.fd, KEEP_IDLE, KEEP_INTERVAL, KEEP_COUNT)
        return self

    cdef int open(self, int family, const sockaddr* address, socklen_t size, double deadline) except -1:
        # Another thread may call `close` meanwhile. The descriptor stays open until `end_call`.
        self.begin_call()
        try:
            self.fd = open_socket(family)
            if self.fd < 0:
                PyErr_SetFromErrno(OSError)
            set_blocking(self.fd, False)
            self.connect_now(family, address, size, deadline)
            set_blocking(self.fd, True)
        finally:
            self.end_call()
        return 0

    cdef int connect_now(self, int family, const sockaddr* address, socklen_t size, double deadline) except -1:
        cdef int outcome = 0
        cdef int error = 0
        cdef socklen_t error_size = sizeof(error)
        while True:
            with nogil:
                outcome = c_connect(self.fd, address, size)
                error = errno
            if outcome == 0 or error == EISCONN:
                return 0
            if error == EAGAIN and family == AF_UNIX:
                # The backlog is full, and poll(2) does not report room in it: try again.
                if monotonic() >= deadline:
                    raise connect_timed_out()
                self.begin_call()
                let_threads_run()
                self.end_call()
                continue
            if error == EINPROGRESS or error == EINTR:
                if self.wait(POLLOUT, INFINITY, deadline) == TIMED_OUT:
                    raise connect_timed_out()
                getsockopt(self.fd, SOL_SOCKET, SO_ERROR, &error, &error_size)
            if error:
                raise OSError(error, strerror(error).decode())
            return 0

    cdef Py_ssize_t receive(self, unsigned char* memory, Py_ssize_t size, int flags, double limit, double deadline)\
            except? -3:
        """Receives at most `size` bytes into `memory`. Returns their number, 0 at the end of the stream.

        Returns TIMED_OUT after `limit` seconds or at the deadline, and WOULD_BLOCK if `flags` have MSG_DONTWAIT and
        there are no bytes.
        """
        cdef double wait
        cdef Py_ssize_t received
        cdef int error
        cdef double until = INFINITY
        cdef double now
        wait = limit
        if limit != INFINITY or deadline != INFINITY:
            now = monotonic()
            until = min(now + limit, deadline)
            wait = min(limit, deadline - now)
        while True:
            # While bytes keep coming, no signal interrupts the call, so handlers must run here. They run before the
            # receive: an exception of a handler would lose received bytes.
            PyErr_CheckSignals()
            if wait <= 0:
                return TIMED_OUT
            wait = 0 if wait == INFINITY else wait * KERNEL_SHARE
            if wait != self.receive_limit:
                set_receive_limit(self.fd, wait)
                self.receive_limit = wait
            self.begin_call()
            with nogil:
                received = c_recv(self.fd, memory, size, flags)
                error = errno
            self.end_call()
            if received >= 0:
                return received
            if error == EINTR:
                wait = until - monotonic()
            elif error == EAGAIN:
                if flags & MSG_DONTWAIT:
                    return WOULD_BLOCK
                if self.wait(POLLIN, INFINITY, until) == TIMED_OUT:
                    return TIMED_OUT
                wait = INFINITY
            else:
                raise OSError(error, strerror(error).decode())

    cdef Py_ssize_t try_send(self, const unsigned char* data, Py_ssize_t size) except? -3:
        """Sends without waiting. Returns the number of bytes sent, or WOULD_BLOCK."""
        cdef Py_ssize_t sent
        cdef int error
        while True:
            self.begin_call()
            with nogil:
                sent = c_send(self.fd, data, size, MSG_NOSIGNAL | MSG_DONTWAIT)
                error = errno
            self.end_call()
            if sent >= 0:
                return sent
            if error == EAGAIN:
                return WOULD_BLOCK
            if error != EINTR:
                raise OSError(error, strerror(error).decode())
            PyErr_CheckSignals()

    cdef int wait(self, int events, double limit, double deadline) except? -3:
        """Waits for `events` of poll(2). Returns the events, or TIMED_OUT after `limit` seconds or at the deadline."""
        cdef pollfd entry
        cdef double until = min(deadline, INFINITY if limit == INFINITY else monotonic() + limit)
        cdef double left
        cdef int count
        cdef int error
        cdef int milliseconds
        entry.fd = self.fd
        entry.events = <short> events
        while True:
            milliseconds = -1
            if until != INFINITY:
                left = until - monotonic()
                milliseconds = <int> ceil(min(max(left, 0), 1e6) * 1e3)
            self.begin_call()
            with nogil:
                count = c_poll(&entry, 1, milliseconds)
                error = errno
            self.end_call()
            if count > 0:
                return entry.revents
            if count == 0 and monotonic() >= until:
                return TIMED_OUT
            if count < 0 and error != EINTR:
                raise OSError(error, strerror(error).decode())
            PyErr_CheckSignals()

    cdef int wait_for(self, int fd, int events) except -1:
        """Waits until another descriptor, `fd`, is ready for `events` of poll(2). `close` ends the wait."""
        cdef pollfd entries[2]
        cdef int count
        cdef int error
        if self.waker[0] < 0 and open_pipe(self.waker) != 0:
            PyErr_SetFromErrno(OSError)
        entries[0].fd = fd
        entries[0].events = <short> events
        entries[1].fd = self.waker[0]
        entries[1].events = POLLIN
        while True:
            PyErr_CheckSignals()
            self.begin_call()
            with nogil:
                count = c_poll(entries, 2, -1)
                error = errno
            self.end_call()
            if count > 0:
                return 0
            if error != EINTR:
                raise OSError(error, strerror(error).decode())

    def readable(self) -> bool:
        """Whether a receive would not block: there are bytes, or the peer has closed."""
        return self.is_readable()

    cdef bint is_readable(self) noexcept:
        cdef char octet = 0
        # Takes half the time of a poll.
        return c_recv(self.fd, &octet, 1, MSG_PEEK | MSG_DONTWAIT) >= 0 or errno != EAGAIN

    cdef bint has_buffered_input(self) noexcept:
        """Whether this object holds received bytes or the end of the stream. poll(2) does not report these."""
        return False

    cdef bint has_unsent_data(self) noexcept:
        """Whether this object holds bytes of `try_send` that the kernel had no room for."""
        return False

    cdef bint is_local(self) noexcept:
        """Whether this is a unix socket. Its peer can close without losing bytes that it had sent."""
        cdef sockaddr_storage address
        cdef socklen_t size = sizeof(address)
        return getsockname(self.fd, <sockaddr*> &address, &size) == 0 and address.ss_family == AF_UNIX

    def shutdown_send(self) -> None:
        """Ends the sending direction; the peer sees the end of its input. Raises OSError."""
        while not self.try_shutdown():
            self.wait(POLLOUT, INFINITY, INFINITY)

    cdef bint try_shutdown(self) except -1:
        """Half-closes without waiting. Returns False if there was no room: then call it again later."""
        self.begin_call()
        try:
            if c_shutdown(self.fd, SHUT_WR) != 0:
                PyErr_SetFromErrno(OSError)
        finally:
            self.end_call()
        return True

    cdef void stop_reading_ahead(self) noexcept:
        """From now on this object receives no more bytes than a call asks for. So poll(2) reports all the others."""

    def close_reason(self) -> str:
        """Why the peer closed, if this kind of socket knows it; else empty."""
        return ""

    def fileno(self) -> int:
        return self.fd

    def detach(self) -> int:
        """Returns the descriptor, in blocking mode and without time limits. The caller must close it."""
        cdef int fd = self.fd
        if self.users:
            raise ValueError("another thread uses this socket")
        if self.closed:
            raise closed_on_this_side()
        set_receive_limit(fd, 0)
        self.fd = -1
        self.closed = True
        return fd

    def close(self) -> None:
        """Closes the socket. A thread that waits in it gets StreamClosed at once. Idempotent."""
        if self.closed:
            return
        self.closed = True
        if self.users and self.pid == getpid():
            c_shutdown(self.fd, SHUT_RDWR)
            if self.waker[1] >= 0:
                c_write(self.waker[1], b"!", 1)
        else:
            self.close_descriptors()

    def abandon(self) -> None:
        """Closes the descriptor of a forked child only. The parent's connection stays open."""
        self.closed = True
        self.close_descriptors()

    cdef void close_descriptors(self) noexcept:
        cdef int end
        if self.fd >= 0:
            close(self.fd)
            self.fd = -1
        for end in range(2):
            if self.waker[end] >= 0:
                close(self.waker[end])
                self.waker[end] = -1

    cdef int begin_call(self) except -1:
        """Keeps the descriptor open until `end_call`.

        If another thread closed it during the call, the kernel could give its number to another file.
        """
        if self.closed:
            raise closed_on_this_side()
        self.users += 1
        return 0

    cdef int end_call(self) except -1:
        self.users -= 1
        if self.closed:
            if self.users == 0:
                self.close_descriptors()
            raise closed_on_this_side()
        return 0


cdef int set_receive_limit(int fd, double seconds) noexcept nogil:
    cdef timeval limit
    if seconds > 1e9:
        seconds = 0
    limit.tv_sec = <long> seconds
    limit.tv_usec = <long> ceil((seconds - <double> limit.tv_sec) * 1e6)
    if limit.tv_usec >= 1000000:
        limit.tv_sec += 1
        limit.tv_usec = 0
    return setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof(limit))
