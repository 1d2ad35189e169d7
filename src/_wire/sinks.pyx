"""The descriptors that `copy_to` writes to: files, sockets, pipes and terminals.

A file takes a write at once. The reader of a socket, pipe or terminal can stop reading, so a write to these must never
block. A poll(2) waits for room; closing the connection or a signal can end it.
"""

cimport cython
from cpython.exc cimport PyErr_CheckSignals, PyErr_SetFromErrno
from libc.errno cimport EAGAIN, EINTR, errno
from libc.string cimport strerror

from dockline._wire.rawsocket cimport POLLOUT, RawSocket

cdef extern from *:
    """
    #include <fcntl.h>
    #include <limits.h>
    #include <stdio.h>
    #include <sys/socket.h>
    #include <sys/stat.h>
    #include <sys/uio.h>
    #include <unistd.h>

    #ifndef MSG_NOSIGNAL
    #define MSG_NOSIGNAL 0
    #endif

    /* The `SinkKind` of a descriptor; -1 and errno if it is not open. */
    static int dockline_sink_kind(int fd) {
        struct stat status;
        int flags;
        if (fstat(fd, &status) != 0 || (flags = fcntl(fd, F_GETFL)) < 0) return -1;
        if (S_ISSOCK(status.st_mode)) return 1;
        if (!S_ISFIFO(status.st_mode) && !isatty(fd)) return 0;
        return flags & O_NONBLOCK ? 2 : 3;
    }

    /* Opens the same pipe or terminal again, in non-blocking mode. The mode of the caller's descriptor must not change:
       other programs may share it and may not expect EAGAIN. Returns -1 if the system can't do it. */
    static int dockline_open_nonblocking(int fd) {
    #ifdef __linux__
        char path[32];
        snprintf(path, sizeof(path), "/proc/self/fd/%d", fd);
        return open(path, O_WRONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
    #else
        (void) fd;
        return -1;
    #endif
    }

    static ssize_t dockline_send_parts(int fd, const struct iovec* parts, int count) {
        struct msghdr message = {0};
        message.msg_iov = (struct iovec*) parts;
        message.msg_iovlen = count;
        return sendmsg(fd, &message, MSG_DONTWAIT | MSG_NOSIGNAL);
    }
    """
    int sink_kind "dockline_sink_kind"(int fd)
    int open_nonblocking "dockline_open_nonblocking"(int fd)
    ssize_t send_parts "dockline_send_parts"(int fd, const iovec* parts, int count) nogil
    ssize_t writev(int fd, const iovec* parts, int count) nogil
    ssize_t c_write "write"(int fd, const void* data, size_t size) nogil
    int c_close "close"(int fd) nogil
    int PIPE_BUF


@cython.final
cdef class VectoredWriter:
    """Gathers payloads for two descriptors and writes them with few system calls.

    It refers to the payloads in the buffer where they were received, and copies only small ones. Closing `source` ends
    a wait for room by StreamClosed.
    """

    def __cinit__(self, RawSocket source not None, int stdout, int stderr):
        self.source = source
        self.last = -1
        self.prepare(0, stdout)
        if stderr == stdout:
            self.fds[1] = self.fds[0]
            self.kinds[1] = self.kinds[0]
        else:
            self.prepare(1, stderr)

    def __dealloc__(self):
        self.release()

    cdef int prepare(self, int which, int fd) except -1:
        cdef int kind = sink_kind(fd)
        cdef int reopened = -1
        if kind < 0:
            PyErr_SetFromErrno(OSError)
        if kind == BLOCKING:
            reopened = open_nonblocking(fd)
            if reopened >= 0:
                kind = NONBLOCKING
                fd = reopened
        self.fds[which] = fd
        self.owned[which] = reopened >= 0
        self.kinds[which] = <SinkKind> kind
        return 0

    cdef int release(self) noexcept:
        """Closes the descriptors that this object opened. Idempotent."""
        cdef int which
        for which in range(2):
            if self.owned[which]:
                self.owned[which] = False
                c_close(self.fds[which])
        return 0

    cdef int flush_all(self) except -1 nogil:
        """Writes all gathered payloads. The buffer may be filled again after it."""
        self.flush(0)
        self.flush(1)
        self.last = -1
        return 0

    cdef int flush(self, int which) except -1 nogil:
        cdef iovec* part = self.parts[which]
        cdef iovec* stop = part + self.counts[which]
        cdef SinkKind kind = self.kinds[which]
        cdef int fd = self.fds[which]
        cdef ssize_t written
        cdef int error
        while part < stop:
            if kind == SOCKET:
                written = send_parts(fd, part, <int> (stop - part))
            elif kind == BLOCKING:
                # A pipe that is ready has room for PIPE_BUF bytes. A larger write could block (POSIX, write).
                with gil:
                    self.source.wait_for(fd, POLLOUT)
                written = c_write(fd, part.iov_base, min(part.iov_len, <size_t> PIPE_BUF))
            else:
                written = writev(fd, part, <int> (stop - part))
            if written < 0:
                error = errno
                with gil:
                    if error == EAGAIN:
                        self.source.wait_for(fd, POLLOUT)
                    elif error == EINTR:
                        PyErr_CheckSignals()
                    else:
                        raise OSError(error, strerror(error).decode())
                continue
            while part < stop and <size_t> written >= part.iov_len:
                written -= <ssize_t> part.iov_len
                part += 1
            if written:
                part.iov_base = <char*> part.iov_base + written
                part.iov_len -= <size_t> written
        self.counts[which] = 0
        return 0
