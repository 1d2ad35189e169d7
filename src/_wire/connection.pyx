"""One HTTP connection, for both drivers: a socket and the sans-I/O reader, with time limits."""

from cpython.buffer cimport PyBUF_WRITABLE, PyBuffer_Release, PyObject_GetBuffer
from cpython.bytes cimport PyBytes_AS_STRING, PyBytes_GET_SIZE
from libc.math cimport INFINITY
from libc.string cimport memcpy

from dockline._wire.body_readers cimport BodyCollector, BodyCopier
from dockline._wire.buffer cimport Buffer, Span
from dockline._wire.channel cimport FIRST_RECEIVE, FREE
from dockline._wire.head cimport ResponseHead
from dockline._wire.rawsocket cimport RawSocket
from dockline._wire.sending cimport SendingChannel
from dockline._wire.sinks cimport VectoredWriter
from dockline._wire.splitters cimport Splitter

from dockline._wire.errors import ProtocolError

cdef extern from "<sys/socket.h>":
    int MSG_DONTWAIT, MSG_PEEK, MSG_WAITALL


cdef class Connection(SendingChannel):
    """One HTTP/1.1 connection. It carries one exchange after the other.

    An exchange is `begin`, `send` (or `send_part`, `send_chunk`) and `end_request`, then `read_head`, then one way to
    read the body: `read_into`, `read_body`, `copy_to` or `Records`.

    Time limits are seconds, infinite for none. `read_timeout` bounds each wait for bytes. `write_timeout` bounds each
    wait for room. `bounds` are the keywords of `ResponseReader`.

    One thread may read at a time. Any thread may call `close`.

    If `blocking` is False, a call raises WouldBlock instead of waiting, and also after several receives. Call it again
    with the same arguments when the descriptor is ready; it continues where it stopped. The caller then keeps the time
    limits. Two things still block: `exchange`, which must not be used so, and writes of `copy_to` to its descriptors.
    """

    cpdef int begin(self, bytes method, bint expects_upgrade, double deadline) except -1:
        """Starts an exchange that must end before `deadline`, in seconds of `rawsocket.clock`."""
        self.reader.begin(method, expects_upgrade)
        self.deadline = deadline
        self.head = None
        self.collector = None
        self.copier = None
        self.start_sending()

    def exchange(self, bytes method not None, bint expects_upgrade, double deadline, bytes request not None)\
            -> ResponseHead:
        """Sends a complete request and waits for the response head.

        The same as `begin`, `send`, `end_request` and `read_head`.
        """
        self.begin(method, expects_upgrade, deadline)
        if self.send_span(Span(<const unsigned char*> PyBytes_AS_STRING(request), PyBytes_GET_SIZE(request))):
            self.request_whole = True
        return self.read_head()

    cpdef ResponseHead read_head(self):
        """Waits for the head of the response. Raises ConnectError if the engine closed before it sent a byte."""
        self.claim_reading()
        try:
            while self.head is None:
                self.head = self.reader.next_head()
                if self.head is None:
                    self.receive()
            return self.head
        finally:
            self.reading_state = FREE

    def read_head_exactly(self) -> ResponseHead:
        """Like `read_head`, but leaves all bytes after the head in the socket, for `detach_socket`."""
        cdef Buffer buffer = self.reader.buffer
        cdef Py_ssize_t peeked
        self.claim_reading()
        self.socket.stop_reading_ahead()
        try:
            while self.head is None:
                peeked = self.receive(MSG_PEEK)
                self.head = self.reader.next_head()
                if self.head is not None:
                    peeked -= buffer.size()
                    buffer.clear()
                # Takes the peeked bytes from the socket. They are there already, so this can't block.
                self.socket.receive(buffer.reserve(peeked), peeked, MSG_WAITALL, INFINITY, INFINITY)
            return self.head
        finally:
            self.reading_state = FREE

    def begin_streaming(self) -> None:
        """Ends the deadline of the call: a stream may be quiet for long. `read_timeout` still bounds each wait."""
        self.deadline = INFINITY
        if self.reader.buffer.size() == 0:
            self.reader.buffer.release()

    # The body.

    def read_into(self, memory) -> int:
        """Writes bytes of the body to the writable buffer `memory`. Returns their number, 0 at the end."""
        cdef Py_buffer view
        cdef Span span
        cdef Py_ssize_t size = 0
        self.claim_reading()
        try:
            PyObject_GetBuffer(memory, &view, PyBUF_WRITABLE)
        except BaseException:
            self.reading_state = FREE
            raise
        try:
            while size == 0 and view.len:
                self.reader.expect_body()
                while size < view.len and self.reader.next_spans(&span, 1, view.len - size):
                    memcpy(<unsigned char*> view.buf + size, span.at, span.size)
                    size += span.size
                if self.reader.body.ended:
                    break
                if size == 0:
                    self.receive()
            return size
        except ProtocolError as error:
            # The bytes before the error are returned first. The next call raises it.
            self.reader.error = error
            if size == 0:
                raise
            return size
        finally:
            PyBuffer_Release(&view)
            self.reading_state = FREE

    def read_body(self, bint multiplexed=False, error=None) -> bytes:
        """The whole body. Of a multiplexed stream, all payloads joined in order. `error`: see `FrameSplitter`."""
        cdef BodyCollector collector = self.collector
        if collector is None:
            collector = self.collector = BodyCollector(multiplexed, error)
        self.claim_reading()
        try:
            while not collector.advance(self.reader):
                self.receive(0, None if multiplexed else collector.body)
            self.collector = None
            return collector.body.joined()
        except ProtocolError as cut:
            self.reader.error = cut
            raise
        finally:
            self.reading_state = FREE

    def copy_to(self, int stdout, int stderr, bint multiplexed, error=None) -> tuple[int, int]:
        """Writes all payloads to the two descriptors. Returns the number of bytes written to each.

        Makes no Python object for a payload, and does not hold the GIL. Engine errors go to stderr; if `error` is
        given, they are raised, as in `FrameSplitter`. Raises OSError if a descriptor takes no more.
        """
        cdef VectoredWriter writer = VectoredWriter(self.socket, stdout, stderr)
        cdef BodyCopier copier = self.copier
        if copier is None:
            copier = self.copier = BodyCopier(multiplexed, error)
        self.claim_reading()
        try:
            while not copier.advance(self.reader, writer):
                self.receive()
            self.copier = None
            return copier.written[0], copier.written[1]
        except ProtocolError as cut:
            self.reader.error = cut
            writer.flush_all()
            raise
        finally:
            writer.release()
            self.reading_state = FREE

    cdef int read_records(self, Splitter splitter, list records) except -1:
        """Waits for records and appends those of one arrival, at least one. Appends none only at the end."""
        self.claim_reading()
        try:
            while True:
                self.reader.split(splitter, records)
                if records or self.reader.finished:
                    self.shrink()
                    return 0
                self.receive()
        finally:
            self.reading_state = FREE

    cdef bint read_arrival(self, Splitter splitter, list records) except -1:
        """Appends the records that have arrived, perhaps none. Does not block.

        Returns True if more may be at hand: then call it again before polling the descriptor.
        """
        cdef Py_ssize_t room
        cdef Py_ssize_t received
        self.claim_reading()
        try:
            # The buffer may hold bytes that came with the head, or bytes before an error.
            self.reader.split(splitter, records)
            if records or self.reader.finished:
                return True
            room = self.receive_size
            received = self.receive(MSG_DONTWAIT)
            self.reader.split(splitter, records)
            self.shrink()
            return received == room or self.socket.has_buffered_input() or self.reader.error is not None
        finally:
            self.reading_state = FREE

    # Between two exchanges.

    @property
    def reusable(self) -> bool:
        """True if another exchange may follow.

        Request and response are complete, no byte is left over, and neither side wants to close.
        """
        return self.is_reusable()

    cdef bint is_reusable(self) noexcept:
        return (self.reader.in_body and self.reader.body.ended and self.reader.keep_alive and self.request_whole
                and self.reader.error is None and self.reader.buffer.size() == 0 and not self.socket.closed)

    @property
    def stale(self) -> bool:
        """True if an idle connection can't be used again: the engine has closed it, or has sent unexpected bytes."""
        return self.socket.closed or self.socket.is_readable()

    def make_idle(self) -> bool:
        """Returns whether the connection is reusable. If so, frees the memory that an idle connection doesn't need."""
        if not self.is_reusable():
            return False
        self.deadline = INFINITY
        self.receive_size = FIRST_RECEIVE
        self.reader.buffer.release()
        return True

    def detach_socket(self) -> RawSocket:
        """The socket. It belongs to the caller from now on."""
        return self.socket
