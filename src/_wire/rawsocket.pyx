"""The one place that touches a descriptor: connect, send, receive, poll, shut down; the GIL is released meanwhile.

Time limits are seconds on the monotonic clock. The descriptor blocks, and the kernel keeps the limit of a single
receive (SO_RCVTIMEO), so that a wake-up costs one system call. A signal runs Python's handlers and the call goes on
with the time that is left.
"""

from cpython.exc cimport PyErr_CheckSignals, PyErr_SetFromErrno
from libc.errno cimport EAGAIN, EINPROGRESS, EINTR, EISCONN, errno
from libc.math cimport INFINITY, ceil
from libc.string cimport memcpy, memset, strerror
from posix.time cimport CLOCK_MONOTONIC, clock_gettime, timespec, timeval
from posix.unistd cimport close, getpid

from dockline._wire.errors import ConnectError, StreamClosed, TimedOut

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
    # A stream may be silent for days. What stands between (NAT, a balancer) must not forget it meanwhile, as some do
    # after four minutes; and a peer that has vanished is noticed, after two. The first two are seconds.
    KEEP_IDLE = 30
    KEEP_INTERVAL = 15
    KEEP_COUNT = 6


# The kernel lets SO_RCVTIMEO be late by up to an eighth, poll by almost nothing: the rest of a wait is poll's.
cdef double KERNEL_SHARE = 0.875


cdef int let_threads_run() except -1:
    """Lets another thread go on, for a moment."""
    with nogil:
        c_poll(NULL, 0, 1)
    PyErr_CheckSignals()
    return 0


cdef double monotonic() noexcept nogil:
    cdef timespec now
    clock_gettime(CLOCK_MONOTONIC, &now)
    return <double> now.tv_sec + <double> now.tv_nsec * 1e-9


def clock() -> float:
    """Seconds on the clock that deadlines are measured by."""
    return monotonic()


cdef class RawSocket:
    """A connected stream socket. `close` may be called by any thread, and ends what others wait for.

    `fd` is the descriptor of a socket that is connected already; it is this object's own from here on.
    """

    def __cinit__(self):
        self.fd = self.waker[0] = self.waker[1] = -1

    def __init__(self, int fd=-1):
        self.fd = fd
        self.pid = getpid()

    def __dealloc__(self):
        # No shutdown: after a fork the connection still belongs to the parent.
        self.close_descriptors()

    @staticmethod
    def connect_unix(bytes path not None, double limit=INFINITY, opened=None):
        """Connects to the unix socket at `path` within `limit` seconds. Raises OSError, TimedOut.

        `opened` is called with the socket before it connects: another thread that closes it ends that, by StreamClosed.
        """
        cdef sockaddr_un address
        cdef RawSocket self = RawSocket()
        cdef Py_ssize_t room = sizeof(address.sun_path)
        if opened is not None:
            opened(self)
        if not 0 < len(path) < room:
            raise ConnectError(f"the path of a unix socket has 1 to {room - 1} bytes, not {len(path)}")
        memset(&address, 0, sizeof(address))
        address.sun_family = <unsigned short> AF_UNIX
        memcpy(address.sun_path, <const char*> path, len(path))
        self.open(AF_UNIX, <sockaddr*> &address, sizeof(address), monotonic() + limit)
        return self

    @staticmethod
    def connect_tcp(str address not None, int port, double limit=INFINITY, opened=None):
        """Connects to a numeric address within `limit` seconds: names are resolved elsewhere. Raises OSError, TimedOut,
        and ConnectError for what is no address. `opened` is that of `connect_unix`."""
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
        if opened is not None:
            opened(self)
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
        # Other threads may close it meanwhile: the descriptor stays until this leaves.
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
                # The backlog is full, and there is nothing to poll for.
                if monotonic() >= deadline:
                    raise TimedOut("connect_timeout has passed", "connect")
                self.begin_call()
                let_threads_run()
                self.end_call()
                continue
            if error == EINPROGRESS or error == EINTR:
                if self.wait(POLLOUT, INFINITY, deadline) == TIMED_OUT:
                    raise TimedOut("connect_timeout has passed", "connect")
                getsockopt(self.fd, SOL_SOCKET, SO_ERROR, &error, &error_size)
            if error:
                raise OSError(error, strerror(error).decode())
            return 0

    cdef Py_ssize_t receive(self, unsigned char* memory, Py_ssize_t size, int flags, double limit, double deadline)\
            except? -3:
        """Bytes received; 0 at the end of the stream; TIMED_OUT after `limit` seconds or at the deadline; WOULD_BLOCK
        where `flags` say MSG_DONTWAIT and nothing waits."""
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
            # Before bytes are taken, which an error of a handler would lose: in a flood no call is ever interrupted.
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
        """Bytes sent without waiting, or WOULD_BLOCK."""
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
        """The events of poll(2) that are there, or TIMED_OUT after `limit` seconds or at the deadline."""
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
        """Waits until another descriptor is ready for `events` of poll(2). Closing this socket ends the wait."""
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
        """Whether a receive would return at once: with bytes, or because the peer has closed."""
        return self.is_readable()

    cdef bint is_readable(self) noexcept:
        cdef char octet = 0
        # Half the price of a poll.
        return c_recv(self.fd, &octet, 1, MSG_PEEK | MSG_DONTWAIT) >= 0 or errno != EAGAIN

    cdef bint has_buffered_input(self) noexcept:
        """Whether bytes, or an end, that were received wait on this side of the descriptor."""
        return False

    cdef bint has_unsent_data(self) noexcept:
        """Whether bytes that were given to `try_send` wait on this side of the descriptor."""
        return False

    cdef bint is_local(self) noexcept:
        """Whether the peer is on this machine: of what such a peer has sent, its close loses nothing."""
        cdef sockaddr_storage address
        cdef socklen_t size = sizeof(address)
        return getsockname(self.fd, <sockaddr*> &address, &size) == 0 and address.ss_family == AF_UNIX

    def shutdown_send(self) -> None:
        """Half-close: the peer sees the end of what we send. Raises OSError."""
        while not self.try_shutdown():
            self.wait(POLLOUT, INFINITY, INFINITY)

    cdef bint try_shutdown(self) except -1:
        """Half-closes without waiting; whether that is done. Where not, there is no room: the same again, later."""
        self.begin_call()
        try:
            if c_shutdown(self.fd, SHUT_WR) != 0:
                PyErr_SetFromErrno(OSError)
        finally:
            self.end_call()
        return True

    cdef void stop_reading_ahead(self) noexcept:
        """From here on nothing is received that was not asked for: poll(2) tells what there is."""

    def close_reason(self) -> str:
        """What else is known of why the peer closed; empty for nothing. For kinds of sockets that know more."""
        return ""

    def fileno(self) -> int:
        return self.fd

    def detach(self) -> int:
        """Hands the descriptor, in blocking mode and without limits, to the caller, who must close it."""
        cdef int fd = self.fd
        if self.users:
            raise ValueError("another thread uses this socket")
        if self.closed:
            raise StreamClosed("the connection was closed on this side")
        set_receive_limit(fd, 0)
        self.fd = -1
        self.closed = True
        return fd

    def close(self) -> None:
        """Closes the socket; a thread that waits in it returns at once with StreamClosed. Idempotent."""
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
        """Closes this process's descriptor only: the connection belongs to the process that forked."""
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
        """No thread may close the descriptor, whose number the kernel would give away, under another's call."""
        if self.closed:
            raise StreamClosed("the connection was closed on this side")
        self.users += 1
        return 0

    cdef int end_call(self) except -1:
        self.users -= 1
        if self.closed:
            if self.users == 0:
                self.close_descriptors()
            raise StreamClosed("the connection was closed on this side")
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
