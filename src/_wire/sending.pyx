"""The sending side of a connection: the request, and writes to an upgraded stream.

Both sides can block for ever if each waits for the other to read. So bytes are received while sending, within bounds.
"""

from cpython.buffer cimport PyBUF_SIMPLE, PyBuffer_Release, PyObject_GetBuffer
from libc.math cimport INFINITY

from dockline._wire.buffer cimport Span
from dockline._wire.channel cimport AHEAD, FREE, Channel
from dockline._wire.rawsocket cimport POLLIN, POLLOUT, POLLRDHUP, TIMED_OUT, WOULD_BLOCK

from dockline._wire.errors import ConnectError, DocklineError, ProtocolError, StreamClosed, WouldBlock

cdef enum:
    MAX_EARLY = 16 << 20                # bytes of a response received before the whole request was sent
    MAX_AHEAD = 1 << 20                 # bytes of a stream received while a write waits

HALF_CLOSED = "half_close has ended what is written to this stream"


cdef class SendingChannel(Channel):
    """A channel that sends requests, and writes to upgraded streams."""

    # The request.

    cdef void start_sending(self) noexcept:
        """Forgets the last request."""
        self.send_error = self.read_ahead_error = self.write_refusal = None
        self.sent = 0
        self.answered = self.request_whole = False

    def send(self, data) -> bool:
        """Sends bytes of the request. Returns False if the engine takes no more.

        The engine has then refused the request or closed the connection; `read_head` gives its answer. Bytes of the
        response are received meanwhile, within bounds, so that neither side blocks.
        """
        cdef Py_buffer view
        PyObject_GetBuffer(data, &view, PyBUF_SIMPLE)
        try:
            return self.send_span(Span(<const unsigned char*> view.buf, view.len))
        finally:
            PyBuffer_Release(&view)

    cdef bint send_span(self, Span data) except -1:
        cdef Py_ssize_t part
        cdef int events
        while self.sent < data.size:
            try:
                part = self.socket.try_send(data.at + self.sent, data.size - self.sent)
            except OSError as error:  # a reset, a broken pipe, or a peer that keep-alive found to be gone
                self.send_error = error
                return False
            if part > 0:
                self.sent += part
                if self.sent == data.size:
                    break
            events = POLLIN | POLLOUT if self.reads_early() else POLLOUT
            if self.blocking:
                events = self.socket.wait(events, self.write_timeout, self.deadline)
                if events == TIMED_OUT:
                    raise self.timed_out("write", "sending the request")
            if events & ~POLLOUT and self.refused_early():
                return False
            if not self.reader.expects_upgrade and self.reader.buffer.size() >= MAX_EARLY:
                raise ProtocolError(f"the engine has sent {MAX_EARLY >> 20} MiB of its answer before it took the whole "
                                    "request, at byte 0", 0)
            if not self.blocking:
                raise WouldBlock(events)
        self.sent = 0
        return True

    def send_part(self, data) -> bool:
        """Like `send`, for one of many parts of a body. Looks for an early answer first."""
        if self.reads_early() and self.refused_early():
            return False
        return self.send(data)

    def send_chunk(self, data) -> bool:
        """Like `send_part`, for a chunked body (RFC 9112 section 7.1). Empty `data` ends the body."""
        return self.send_part(b"%x\r\n%b\r\n" % (memoryview(data).nbytes, data))

    def end_request(self) -> None:
        """The whole request was sent. The connection can carry another request later."""
        self.request_whole = True

    cdef bint reads_early(self) noexcept:
        """Whether to receive the response while the request is being sent.

        Not above the bound. Not if an upgrade was asked for: the socket may be handed over with its unread bytes.
        """
        return not self.reader.expects_upgrade and self.reader.buffer.size() < MAX_EARLY

    cdef bint refused_early(self) except -1:
        """Receives early bytes of the response. Returns True if sending has become pointless.

        That is so when the engine has closed the connection, or has answered with a status of 300 or more.
        """
        cdef Py_ssize_t received = self.read_ahead()
        if received == WOULD_BLOCK:
            return False  # there were no bytes, or only bytes of TLS itself
        if received == 0:
            return True
        if self.head is None:
            self.head = self.reader.next_head()
        return self.head is not None and self.head.status >= 300

    # An upgraded stream.

    def write(self, data) -> None:
        """Sends bytes over an upgraded connection.

        Raises ConnectError if the peer takes no more, TimedOut, and StreamClosed after `half_close` or after a write
        that ended half-way.
        """
        cdef Py_buffer view
        self.refuse_write()
        PyObject_GetBuffer(data, &view, PyBUF_SIMPLE)
        try:
            self.write_span(Span(<const unsigned char*> view.buf, view.len))
        except WouldBlock:
            raise
        except BaseException as error:
            self.give_up_write()
            if isinstance(error, OSError) and not isinstance(error, DocklineError):
                raise self.write_error(error) from error
            raise
        finally:
            PyBuffer_Release(&view)

    def give_up_write(self) -> None:
        """Ends a `write` that raised WouldBlock and will not be called again.

        If a part of its data was sent, later writes raise StreamClosed.
        """
        if self.sent or self.socket.has_unsent_data():
            self.write_refusal = "a write to this stream ended half-way: nothing can follow it"
        self.sent = 0

    cdef int write_span(self, Span data) except -1:
        cdef Py_ssize_t part
        cdef int events = 0
        while self.sent < data.size:
            part = self.socket.try_send(data.at + self.sent, data.size - self.sent)
            if part > 0:
                self.sent += part
                continue
            # When the process in the container has ended, the engine reads no more but may keep the connection open.
            if events & ~(POLLIN | POLLOUT) or self.peer_has_ended():
                raise ConnectError("the engine takes no more of this stream: it has ended its side; what it has sent "
                                   "can still be read")
            events = POLLOUT | POLLRDHUP
            if self.reads_ahead():
                events |= POLLIN
            if not self.blocking:
                raise WouldBlock(events & ~POLLRDHUP)
            events = self.socket.wait(events, self.write_timeout, INFINITY)
            if events == TIMED_OUT:
                raise self.timed_out("write", "writing to the stream")
        self.sent = 0
        return 0

    def half_close(self) -> None:
        """Ends the sending direction. The peer sees the end of its input, and reading goes on.

        Idempotent. Raises the same errors as `write`.
        """
        if self.write_refusal is HALF_CLOSED:
            return
        self.refuse_write()
        try:
            while not self.socket.try_shutdown():
                if not self.blocking:
                    raise WouldBlock(POLLOUT)
                if self.socket.wait(POLLOUT, self.write_timeout, INFINITY) == TIMED_OUT:
                    raise self.timed_out("write", "half-closing the stream")
        except OSError as error:
            if isinstance(error, DocklineError):
                raise
            raise self.write_error(error) from error
        self.write_refusal = HALF_CLOSED

    cdef object write_error(self, error):
        """The ConnectError for a write or a half-close that failed with the OSError `error`."""
        self.send_error = error
        return ConnectError(f"the engine takes no more of this stream: {error.strerror or error}")

    cdef int refuse_write(self) except -1:
        if self.write_refusal is not None:
            raise StreamClosed(self.write_refusal)
        return 0

    cdef bint reads_ahead(self) noexcept:
        """Whether a waiting write may receive: no thread is reading, and the buffer is below its bound."""
        return self.reading_state == FREE and not self.reader.closed and self.reader.buffer.size() < MAX_AHEAD

    cdef bint peer_has_ended(self) except -1:
        """Whether the peer has ended its side. Called when the socket has no room.

        Receives first, within bounds: the end may come after bytes that were not read yet.
        """
        cdef Py_ssize_t received
        while self.reads_ahead():
            self.reading_state = AHEAD
            try:
                received = self.read_ahead()
            finally:
                self.reading_state = FREE
            if received == WOULD_BLOCK:
                break
            if received == 0 and self.read_ahead_error is None:
                self.reader.note_closed()
            if self.on_read_ahead is not None:
                self.on_read_ahead()
            if received == 0:
                return True
        return self.reader.closed or self.socket.wait(POLLRDHUP, 0, INFINITY) > 0
