"""The receiving side of a connection: fills the reader's buffer from the socket, within the time limits."""

from libc.math cimport INFINITY
from libc.stdint cimport uint64_t

from dockline._wire.buffer cimport Buffer, BytesBuilder
from dockline._wire.rawsocket cimport POLLIN, TIMED_OUT, WOULD_BLOCK, RawSocket, let_threads_run, monotonic
from dockline._wire.reader cimport ResponseReader

from dockline._wire.errors import ConnectError, ProtocolError, TimedOut, WouldBlock, closed_on_this_side

cdef extern from "<sys/socket.h>":
    int MSG_DONTWAIT

cdef enum:
    MIN_ROOM = 64 << 10                 # the least memory that a large body is given at once
    MIN_RECEIVE = 1 << 10               # the size of a receive for a quiet stream
    MAX_RECEIVE = 256 << 10             # the size of a receive for a fast stream
    MAX_RECEIVES = 4                    # in one non-blocking call, so that a busy connection can't starve the others


cdef class Channel:
    """A socket, the reader that it fills, and the time limits."""

    def __init__(self, RawSocket socket not None, double read_timeout=INFINITY, double write_timeout=INFINITY,
                 **bounds):
        self.socket = socket
        self.reader = ResponseReader(**bounds)
        self.read_timeout = read_timeout
        self.write_timeout = write_timeout
        self.deadline = INFINITY
        self.receive_size = FIRST_RECEIVE
        self.blocking = True

    @property
    def upgraded(self) -> bool:
        """True after a 101 response that the request asked for.

        A body that ends when the connection closes does not count. A proxy that dropped the upgrade sends such a body,
        and it forwards no writes.
        """
        return self.reader.upgraded

    @property
    def asked_upgrade(self) -> bool:
        """True if the request asked for an upgrade."""
        return self.reader.expects_upgrade

    @property
    def ended(self) -> bool:
        """True if the whole response was received."""
        return self.reader.in_body and self.reader.body.ended

    @property
    def closed(self) -> bool:
        """True after `close` on this side."""
        return self.socket.closed

    def fileno(self) -> int:
        return self.socket.fd

    def close(self) -> None:
        """Closes the connection. A thread that waits in it gets StreamClosed. Idempotent; any thread may call it."""
        self.socket.close()

    def abandon(self) -> None:
        """Closes the descriptor in a forked child. The parent's connection stays open."""
        self.socket.abandon()

    cdef int claim_reading(self) except -1:
        """Marks this thread as the one that reads."""
        if self.socket.closed:
            raise closed_on_this_side()
        while self.reading_state == AHEAD:
            let_threads_run()  # the other thread's receive does not block
        if self.reading_state:
            raise RuntimeError("another thread is reading this connection")
        self.reading_state = READING
        self.receives = 0
        return 0

    cdef Py_ssize_t receive(self, int flags=0, BytesBuilder body=None) except? -3:
        """Waits for bytes or for the end. Returns the number of bytes, or WOULD_BLOCK with MSG_DONTWAIT.

        Bytes go to the reader's buffer. With `body` they may go there instead, see `fill_body`.
        """
        cdef int wait_flag = 0 if self.blocking else MSG_DONTWAIT
        cdef object failure = None
        cdef Py_ssize_t received
        if not self.blocking:
            self.receives += 1
            if self.receives > MAX_RECEIVES and not self.socket.has_buffered_input():
                raise WouldBlock(POLLIN)
        try:
            if self.read_ahead_error is not None:
                raise self.read_ahead_error
            received = self.fill(flags | wait_flag) if body is None else self.fill_body(body, wait_flag)
            if received == WOULD_BLOCK and not flags & MSG_DONTWAIT:
                raise WouldBlock(POLLIN)
            if received:
                return received
        except OSError as error:
            if isinstance(error, TimedOut):
                raise
            failure = error
        return self.note_closed(failure)

    cdef int note_closed(self, error) except -1:
        """The connection has ended, by `error` if it is given. Raises unless the reader accepts the end here."""
        cdef str reason = self.socket.close_reason()
        if not self.answered or not isinstance(self.send_error, BrokenPipeError):
            # The kernel reports a failure once. A send has met it, so the receive saw a normal end.
            error = error or self.send_error
        if isinstance(error, ConnectionResetError) and self.upgraded and self.socket.is_local():
            # The peer closed without reading all that was written. On a local socket everything that the peer had sent
            # was received before the reset, so this is a normal end.
            error = None
        if error is not None and not reason:
            reason = error.strerror or str(error)
        if not self.answered:
            raise ConnectError("the engine closed the connection before it answered" + (reason and f": {reason}"))\
                from error
        if reason:
            offset = self.reader.buffer.position + <uint64_t> self.reader.buffer.size()
            self.reader.error = ProtocolError(f"the response was cut: {reason}, at byte {offset}", offset)
            raise self.reader.error from error
        return self.reader.note_closed()

    cdef Py_ssize_t fill(self, int flags) except? -3:
        """Receives once into the reader's buffer. Returns the number of bytes, 0 at the end, or WOULD_BLOCK.

        The size of the next receive follows the amount that arrived.
        """
        cdef Buffer buffer = self.reader.buffer
        cdef Py_ssize_t received
        self.shrink()
        received = self.receive_at(buffer.reserve(self.receive_size), self.receive_size, flags)
        if received == WOULD_BLOCK:
            if buffer.size() == 0 and buffer.capacity <= FIRST_RECEIVE:
                buffer.release()  # the caller waits elsewhere: an idle stream keeps no buffer
            return received
        buffer.commit(received)
        if received == self.receive_size:
            self.receive_size = min(4 * received, MAX_RECEIVE)
        elif received < self.receive_size // 8:
            self.receive_size = max(self.receive_size // 2, MIN_RECEIVE)
        return received

    cdef void shrink(self) noexcept:
        """Frees an empty buffer that has become too large for what arrives."""
        cdef Buffer buffer = self.reader.buffer
        if buffer.size() == 0 and buffer.capacity >= 2 * self.receive_size:
            buffer.release()

    cdef Py_ssize_t fill_body(self, BytesBuilder body, int flags) except? -3:
        """Like `fill`, but receives straight into `body` if many bytes of data must come before any framing.

        The reader's buffer must be empty.
        """
        cdef uint64_t contiguous_left = self.reader.body.contiguous_left()
        cdef Py_ssize_t room
        cdef Py_ssize_t received
        if contiguous_left < MIN_ROOM // 4:
            return self.fill(flags)
        # The memory at most doubles, whatever length the peer claims.
        room = <Py_ssize_t> min(<uint64_t> max(MIN_ROOM, body.size), contiguous_left)
        received = self.receive_at(body.reserve(room), room, flags)
        if received == WOULD_BLOCK:
            return received
        body.size += received
        self.reader.buffer.position += <uint64_t> received
        self.reader.body.skip(received)
        return received

    cdef Py_ssize_t receive_at(self, unsigned char* memory, Py_ssize_t size, int flags) except? -3:
        """Receives once into `memory`. Raises TimedOut."""
        cdef Py_ssize_t received = self.socket.receive(memory, size, flags, self.read_timeout, self.deadline)
        if received == TIMED_OUT:
            raise self.timed_out("read", "waiting for the body" if self.reader.in_body
                                 else "waiting for the response head")
        if received > 0:
            self.answered = True
        return received

    cdef Py_ssize_t read_ahead(self) except? -3:
        """Receives while sending, without blocking. Returns the number of bytes, 0 at the end, or WOULD_BLOCK.

        An error counts as the end here. The next read raises it.
        """
        try:
            return self.fill(MSG_DONTWAIT)
        except TimedOut:
            raise
        except OSError as error:
            self.read_ahead_error = error
            return 0

    cdef object timed_out(self, str which, str doing):
        """The TimedOut error: of the call if its deadline has passed, else of `which`."""
        if monotonic() >= self.deadline:
            which = "call"
        return TimedOut(f"{which}_timeout has passed while {doing}", which)
