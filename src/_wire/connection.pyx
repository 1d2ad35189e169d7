"""The blocking driver: moves bytes between a socket and the sans-I/O reader, and keeps the time limits."""

cimport cython
from cpython.buffer cimport PyBUF_SIMPLE, PyBUF_WRITABLE, PyBuffer_Release, PyObject_GetBuffer
from cpython.bytes cimport PyBytes_AS_STRING, PyBytes_FromStringAndSize, PyBytes_GET_SIZE
from libc.math cimport INFINITY
from libc.stdint cimport uint64_t
from libc.string cimport memcpy

from dockline._wire.buffer cimport Buffer, BytesBuilder, Span
from dockline._wire.frames cimport ENGINE_ERROR, PAYLOADS, FrameDecoder, Payload
from dockline._wire.head cimport ResponseHead
from dockline._wire.rawsocket cimport (
    POLLIN, POLLOUT, POLLRDHUP, TIMED_OUT, WOULD_BLOCK, RawSocket, let_threads_run, monotonic
)
from dockline._wire.reader cimport SPANS, ResponseReader
from dockline._wire.sinks cimport VectoredWriter
from dockline._wire.splitters cimport Splitter

from dockline._wire.errors import ConnectError, DocklineError, ProtocolError, StreamClosed, TimedOut, WouldBlock

cdef extern from "<sys/socket.h>":
    int MSG_DONTWAIT, MSG_PEEK, MSG_WAITALL

cdef enum:
    MIN_ROOM = 64 << 10                 # that is made for a body at once
    FIRST_RECEIVE = 4 << 10             # for a head, and the small body behind it
    MIN_RECEIVE = 1 << 10               # what a quiet stream holds
    MAX_RECEIVE = 256 << 10             # what a flood is received by
    MAX_EARLY = 16 << 20                # of an answer that comes while the request is still being sent
    MAX_AHEAD = 1 << 20                 # of a stream that is received while writing to it waits
    MAX_ERROR = 1 << 20                 # of the text of an engine's own error
    MAX_RECEIVES = 4                    # in one call that does not wait: a flood must not keep who has others to serve

HALF_CLOSED = "half_close has ended what is written to this stream"


cdef class Connection:
    """One HTTP/1.1 connection: `begin`, `send…`, `read_head`, then the body in one of several ways; then again.

    Time limits are seconds, infinite for none: `read_timeout` bounds each wait for bytes, `write_timeout` each wait
    for room. `bounds` are those of `ResponseReader`. One thread reads at a time; `close` may come from any.

    A connection that does not wait (`waits` False) raises WouldBlock where it would, and after some receives in any
    case. The same call goes on later, but for `exchange`, which must be allowed to wait; time limits are then the
    caller's. What `copy_to` writes to may make it wait all the same.
    """

    def __init__(self, RawSocket socket not None, double read_timeout=INFINITY, double write_timeout=INFINITY,
                 **bounds):
        self.socket = socket
        self.reader = ResponseReader(**bounds)
        self.read_timeout = read_timeout
        self.write_timeout = write_timeout
        self.deadline = INFINITY
        self.receive_size = FIRST_RECEIVE
        self.waits = True

    # The request.

    cpdef int begin(self, bytes method, bint expects_upgrade, double deadline) except -1:
        """Starts an exchange that must end before `deadline`, on the clock of `rawsocket.clock`."""
        self.reader.begin(method, expects_upgrade)
        self.deadline = deadline
        self.head = None
        self.send_error = self.read_ahead_error = self.write_refusal = None
        self.reading = None
        self.copying = None
        self.sent = 0
        self.answered = self.request_whole = False

    def send(self, data) -> bool:
        """Sends bytes of the request. False where the engine takes no more: it has refused, or closed, and
        `read_head` tells. Meanwhile what it answers is received, within bounds, so that neither side blocks."""
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
            except OSError as fault:  # a reset, a pipe without a reader, a peer that keep-alive has given up
                self.send_error = fault
                return False
            if part > 0:
                self.sent += part
                if self.sent == data.size:
                    break
            events = POLLIN | POLLOUT if self.reads_early() else POLLOUT
            if self.waits:
                events = self.socket.wait(events, self.write_timeout, self.deadline)
                if events == TIMED_OUT:
                    raise self.timed_out("write", "sending the request")
            if events & ~POLLOUT and self.refused_early():
                return False
            if not self.reader.expects_upgrade and self.reader.buffer.size() >= MAX_EARLY:
                raise ProtocolError(f"the engine has sent {MAX_EARLY >> 20} MiB of its answer before it took the whole "
                                    "request, at byte 0", 0)
            if not self.waits:
                raise WouldBlock(events)
        self.sent = 0
        return True

    def send_part(self, data) -> bool:
        """`send` for a body that is sent part by part: looks for an early answer first."""
        if self.reads_early() and self.refused_early():
            return False
        return self.send(data)

    def send_chunk(self, data) -> bool:
        """`send_part` for a body by chunks (RFC 9112 section 7.1); an empty `data` ends it."""
        return self.send_part(b"%x\r\n%b\r\n" % (memoryview(data).nbytes, data))

    def end_request(self) -> None:
        """All was sent: the connection can carry another request after this one."""
        self.request_whole = True

    cdef bint reads_early(self) noexcept:
        """Whether an answer is received while the request is being sent: not more than a bound, and not from a
        connection that may be handed over with all that follows the head."""
        return not self.reader.expects_upgrade and self.reader.buffer.size() < MAX_EARLY

    cdef bint refused_early(self) except -1:
        """Receives what waits; whether the engine has closed, or its answer makes sending on pointless."""
        cdef Py_ssize_t received = self.read_ahead()
        if received == WOULD_BLOCK:
            return False  # nothing, or what woke the socket was TLS's own
        if received == 0:
            return True
        if self.head is None:
            self.head = self.reader.next_head()
        return self.head is not None and self.head.status >= 300

    def exchange(self, bytes method not None, bint expects_upgrade, double deadline, bytes request not None)\
            -> ResponseHead:
        """Sends a request that is at hand whole, and waits for the head of the response: `begin`, `send`,
        `end_request` and `read_head` in one."""
        self.begin(method, expects_upgrade, deadline)
        if self.send_span(Span(<const unsigned char*> PyBytes_AS_STRING(request), PyBytes_GET_SIZE(request))):
            self.request_whole = True
        return self.read_head()

    # The response.

    cpdef ResponseHead read_head(self):
        """Waits for the head of the response. Raises ConnectError where none of it came."""
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
        """`read_head` that leaves all that follows the head in the socket, for who takes that over."""
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
                # The bytes were there a moment ago: this takes them from the socket, and can't wait.
                self.socket.receive(buffer.reserve(peeked), peeked, MSG_WAITALL, INFINITY, INFINITY)
            return self.head
        finally:
            self.reading_state = FREE

    def begin_streaming(self) -> None:
        """From here on only `read_timeout` bounds the waits: the response is a stream, which may be quiet for long."""
        self.deadline = INFINITY
        if self.reader.buffer.size() == 0:
            self.reader.buffer.release()

    def read_into(self, memory) -> int:
        """Body bytes written to the writable buffer `memory`, at least one; 0 at the end of the body."""
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
        except ProtocolError as fault:
            # What came before it is given; the next call raises it.
            self.reader.fault = fault
            if size == 0:
                raise
            return size
        finally:
            PyBuffer_Release(&view)
            self.reading_state = FREE

    def read_body(self, bint multiplexed=False, error=None) -> bytes:
        """The whole body; of a multiplexed stream the payloads joined, in order. `error` as in `FrameSplitter`."""
        cdef BodyCollector reading = self.reading
        if reading is None:
            reading = self.reading = BodyCollector(multiplexed, error)
        self.claim_reading()
        try:
            while not reading.advance(self.reader):
                self.receive(0, None if multiplexed else reading.body)
            self.reading = None
            return reading.body.joined()
        except ProtocolError as cut:
            self.reader.fault = cut
            raise
        finally:
            self.reading_state = FREE

    def copy_to(self, int stdout, int stderr, bint multiplexed, error=None) -> tuple[int, int]:
        """Writes the payloads to the descriptors, to its end; returns the bytes written to each.

        No object is made of them and the GIL is not held. Frames of the engine's own errors go to stderr, unless
        `error` is given, as in `FrameSplitter`. Raises OSError where a descriptor takes no more.
        """
        cdef VectoredWriter writer = VectoredWriter(self.socket, stdout, stderr)
        cdef BodyCopier copying = self.copying
        if copying is None:
            copying = self.copying = BodyCopier(multiplexed, error)
        self.claim_reading()
        try:
            while not copying.advance(self.reader, writer):
                self.receive()
            self.copying = None
            return copying.written[0], copying.written[1]
        except ProtocolError as cut:
            self.reader.fault = cut
            writer.flush_all()
            raise
        finally:
            writer.release()
            self.reading_state = FREE

    cdef int read_records(self, Splitter splitter, list records) except -1:
        """Appends the records of one arrival, at least one; none only at the end of the body."""
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
        """Appends the records of what has come, perhaps none, without waiting; whether there may be more already."""
        cdef Py_ssize_t room
        cdef Py_ssize_t received
        self.claim_reading()
        try:
            # What came with the head, or is left of a fault that was put off.
            self.reader.split(splitter, records)
            if records or self.reader.finished:
                return True
            room = self.receive_size
            received = self.receive(MSG_DONTWAIT)
            self.reader.split(splitter, records)
            self.shrink()
            return received == room or self.socket.has_buffered_input() or self.reader.fault is not None
        finally:
            self.reading_state = FREE

    # The connection.

    def write(self, data) -> None:
        """Sends bytes over an upgraded connection. Raises ConnectError where the peer takes no more, TimedOut, and
        StreamClosed after `half_close`, or after a write that ended half-way."""
        cdef Py_buffer view
        self.refuse_write()
        PyObject_GetBuffer(data, &view, PyBUF_SIMPLE)
        try:
            self.write_span(Span(<const unsigned char*> view.buf, view.len))
        except WouldBlock:
            raise
        except BaseException as fault:
            self.give_up_write()
            if isinstance(fault, OSError) and not isinstance(fault, DocklineError):
                raise self.write_error(fault) from fault
            raise
        finally:
            PyBuffer_Release(&view)

    def give_up_write(self) -> None:
        """A `write` that would block is not called again. Nothing can follow one of which a part was sent."""
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
            # An engine whose process has ended reads no more, and may keep the connection open.
            if events & ~(POLLIN | POLLOUT) or self.peer_has_ended():
                raise ConnectError("the engine takes no more of this stream: it has ended its side; what it has sent "
                                   "can still be read")
            events = POLLOUT | POLLRDHUP
            if self.reads_ahead():
                events |= POLLIN
            if not self.waits:
                raise WouldBlock(events & ~POLLRDHUP)
            events = self.socket.wait(events, self.write_timeout, INFINITY)
            if events == TIMED_OUT:
                raise self.timed_out("write", "writing to the stream")
        self.sent = 0
        return 0

    def half_close(self) -> None:
        """The peer sees the end of what is written; reading goes on. Idempotent. Raises what `write` raises."""
        if self.write_refusal is HALF_CLOSED:
            return
        self.refuse_write()
        try:
            while not self.socket.try_shutdown():
                if not self.waits:
                    raise WouldBlock(POLLOUT)
                if self.socket.wait(POLLOUT, self.write_timeout, INFINITY) == TIMED_OUT:
                    raise self.timed_out("write", "half-closing the stream")
        except OSError as fault:
            if isinstance(fault, DocklineError):
                raise
            raise self.write_error(fault) from fault
        self.write_refusal = HALF_CLOSED

    cdef object write_error(self, fault):
        """The error of a write, or a half-close, that has met this one of the system."""
        self.send_error = fault
        return ConnectError(f"the engine takes no more of this stream: {fault.strerror or fault}")

    cdef int refuse_write(self) except -1:
        if self.write_refusal is not None:
            raise StreamClosed(self.write_refusal)
        return 0

    cdef bint reads_ahead(self) noexcept:
        """Whether a write that waits may receive: nobody else does, and not more than a bound is held."""
        return self.reading_state == FREE and not self.reader.closed and self.reader.buffer.size() < MAX_AHEAD

    cdef bint peer_has_ended(self) except -1:
        """Whether the peer has ended its side of a stream that takes no more. Receives what waits, within bounds: the
        end may be behind it."""
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

    cdef Py_ssize_t read_ahead(self) except? -3:
        """`fill` for who sends: what waits, 0 at the end. An error is kept for who reads, and counts as the end."""
        try:
            return self.fill(MSG_DONTWAIT)
        except TimedOut:
            raise
        except OSError as fault:
            self.read_ahead_error = fault
            return 0

    @property
    def upgraded(self) -> bool:
        """Whether the connection has left HTTP, as was asked, by a 101. A body until it closes is none: through such
        a proxy nothing can be written."""
        return self.reader.upgraded

    @property
    def asked_upgrade(self) -> bool:
        """Whether the request wanted the connection to leave HTTP."""
        return self.reader.expects_upgrade

    @property
    def ended(self) -> bool:
        """Whether the response has come whole."""
        return self.reader.in_body and self.reader.body.ended

    @property
    def reusable(self) -> bool:
        """Whether another exchange may follow: both messages whole, nothing left over, nobody wants to close."""
        return self.is_reusable()

    cdef bint is_reusable(self) noexcept:
        return (self.reader.in_body and self.reader.body.ended and self.reader.keep_alive and self.request_whole
                and self.reader.fault is None and self.reader.buffer.size() == 0 and not self.socket.closed)

    @property
    def stale(self) -> bool:
        """Whether an idle connection has been closed by the engine (or has said what nobody asked for)."""
        return self.socket.closed or self.socket.is_readable()

    @property
    def closed(self) -> bool:
        return self.socket.closed

    def rest(self) -> bool:
        """Whether it is reusable; if so, gives back what an idle connection doesn't need."""
        if not self.is_reusable():
            return False
        self.deadline = INFINITY
        self.receive_size = FIRST_RECEIVE
        self.reader.buffer.release()
        return True

    def fileno(self) -> int:
        return self.socket.fd

    def hand_over(self) -> RawSocket:
        """The socket, which is the caller's from here on."""
        return self.socket

    def close(self) -> None:
        """Closes the connection; a thread that waits in it gets StreamClosed. Idempotent, from any thread."""
        self.socket.close()

    def abandon(self) -> None:
        """Closes the descriptor in a forked child; the parent's connection lives on."""
        self.socket.abandon()

    cdef int claim_reading(self) except -1:
        if self.socket.closed:
            raise StreamClosed("the connection was closed on this side")
        while self.reading_state == AHEAD:
            let_threads_run()  # another thread is in a receive that does not wait
        if self.reading_state:
            raise RuntimeError("another thread is reading this connection")
        self.reading_state = READING
        self.receives = 0
        return 0

    cdef Py_ssize_t receive(self, int flags=0, BytesBuilder body=None) except? -3:
        """Waits for bytes, or for the end; how many came, or WOULD_BLOCK (for MSG_DONTWAIT). `body`: where they may
        go, see `fill_body`."""
        cdef int patience = 0 if self.waits else MSG_DONTWAIT
        cdef object fault = None
        cdef Py_ssize_t received
        if not self.waits:
            self.receives += 1
            if self.receives > MAX_RECEIVES and not self.socket.has_buffered_input():
                raise WouldBlock(POLLIN)
        try:
            if self.read_ahead_error is not None:
                raise self.read_ahead_error
            received = self.fill(flags | patience) if body is None else self.fill_body(body, patience)
            if received == WOULD_BLOCK and not flags & MSG_DONTWAIT:
                raise WouldBlock(POLLIN)
            if received:
                return received
        except OSError as error:
            if isinstance(error, TimedOut):
                raise
            fault = error
        return self.note_closed(fault)

    cdef int note_closed(self, fault) except -1:
        cdef str reason = self.socket.close_reason()
        if not self.answered or not isinstance(self.send_error, BrokenPipeError):
            # The kernel tells once that a connection has failed; to this side it looks like an end.
            fault = fault or self.send_error
        if isinstance(fault, ConnectionResetError) and self.upgraded and self.socket.is_local():
            # The peer closed before it had read all that was written. A local socket loses nothing of what the peer
            # had sent: that was all.
            fault = None
        if fault is not None and not reason:
            reason = fault.strerror or str(fault)
        if not self.answered:
            raise ConnectError("the engine closed the connection before it answered" + (reason and f": {reason}"))\
                from fault
        if reason:
            offset = self.reader.buffer.position + <uint64_t> self.reader.buffer.size()
            self.reader.fault = ProtocolError(f"the response was cut: {reason}, at byte {offset}", offset)
            raise self.reader.fault from fault
        return self.reader.note_closed()

    cdef Py_ssize_t fill(self, int flags) except? -3:
        """One receive into the reader's buffer; 0 at the end of the stream. Its size follows what arrives."""
        cdef Buffer buffer = self.reader.buffer
        cdef Py_ssize_t received
        self.shrink()
        received = self.receive_at(buffer.reserve(self.receive_size), self.receive_size, flags)
        if received == WOULD_BLOCK:
            if buffer.size() == 0 and buffer.capacity <= FIRST_RECEIVE:
                buffer.release()  # nobody waits in here: an idle stream holds none
            return received
        buffer.commit(received)
        if received == self.receive_size:
            self.receive_size = min(4 * received, MAX_RECEIVE)
        elif received < self.receive_size // 8:
            self.receive_size = max(self.receive_size // 2, MIN_RECEIVE)
        return received

    cdef void shrink(self) noexcept:
        """A connection that has become quiet gives a buffer back that it doesn't fill."""
        cdef Buffer buffer = self.reader.buffer
        if buffer.size() == 0 and buffer.capacity >= 2 * self.receive_size:
            buffer.release()

    cdef Py_ssize_t fill_body(self, BytesBuilder body, int flags) except? -3:
        """`fill` for a body of which all that came was taken: at once to its place, where much of it must come before
        any framing."""
        cdef uint64_t contiguous_left = self.reader.body.contiguous_left()
        cdef Py_ssize_t room
        cdef Py_ssize_t received
        if contiguous_left < MIN_ROOM // 4:
            return self.fill(flags)
        # At most as much again as has come, whatever is claimed.
        room = <Py_ssize_t> min(<uint64_t> max(MIN_ROOM, body.size), contiguous_left)
        received = self.receive_at(body.reserve(room), room, flags)
        if received == WOULD_BLOCK:
            return received
        body.size += received
        self.reader.buffer.position += <uint64_t> received
        self.reader.body.skip(received)
        return received

    cdef Py_ssize_t receive_at(self, unsigned char* memory, Py_ssize_t size, int flags) except? -3:
        cdef Py_ssize_t received = self.socket.receive(memory, size, flags, self.read_timeout, self.deadline)
        if received == TIMED_OUT:
            raise self.timed_out("read", "waiting for the body" if self.reader.in_body
                                 else "waiting for the response head")
        if received > 0:
            self.answered = True
        return received

    cdef object timed_out(self, str which, str doing):
        if monotonic() >= self.deadline:
            which = "call"
        return TimedOut(f"{which}_timeout has passed while {doing}", which)


@cython.final
cdef class BodyCollector:
    """A body that is being read whole, and how far that is."""

    def __cinit__(self, bint multiplexed, error):
        self.frames = FrameDecoder(multiplexed)
        self.body = BytesBuilder()
        self.error = error
        self.fault = Buffer() if error is not None else None

    cdef bint advance(self, ResponseReader reader) except -1:
        """Takes what has come; whether that was all."""
        cdef Span spans[SPANS]
        cdef Span* span
        cdef Span* stop
        cdef Payload payloads[PAYLOADS]
        cdef Payload* payload
        cdef Py_ssize_t index
        cdef Py_ssize_t count
        reader.expect_body()
        while True:
            span = spans
            stop = spans + reader.next_spans(spans, SPANS)
            if span == stop:
                break
            while span < stop:
                count = self.frames.next_payloads(&span, stop, payloads, PAYLOADS)
                for index in range(count):
                    payload = &payloads[index]
                    if payload.stream == ENGINE_ERROR and self.error is not None:
                        gather_error(self.error, self.fault, payload)
                    else:
                        self.body.append(payload.at, payload.size)
        if reader.body.ended:
            self.frames.finish()
        return reader.body.ended


@cython.final
cdef class BodyCopier:
    """A body whose payloads go to two descriptors, and how far that is."""

    def __cinit__(self, bint multiplexed, error):
        self.frames = FrameDecoder(multiplexed)
        self.error = error
        self.fault = Buffer() if error is not None else None

    cdef bint advance(self, ResponseReader reader, VectoredWriter writer) except -1:
        """Writes what has come; whether that was all."""
        cdef bint raise_errors = self.error is not None
        # Both go by one list where the descriptor is one: that keeps the order of the frames.
        cdef int err = writer.fds[0] != writer.fds[1]
        cdef Span spans[SPANS]
        cdef Span* span
        cdef Span* stop
        cdef Payload payloads[PAYLOADS]
        cdef Payload* payload
        cdef Py_ssize_t index
        cdef Py_ssize_t count
        reader.expect_body()
        with nogil:
            while True:
                span = spans
                stop = spans + reader.next_spans(spans, SPANS)
                if span == stop:
                    break
                while span < stop:
                    count = self.frames.next_payloads(&span, stop, payloads, PAYLOADS)
                    for index in range(count):
                        payload = &payloads[index]
                        if payload.stream < 2:
                            writer.add(0, payload)
                            self.written[0] += <uint64_t> payload.size
                        elif payload.stream == ENGINE_ERROR and raise_errors:
                            writer.flush_all()
                            gather_error(self.error, self.fault, payload)
                        else:
                            writer.add(err, payload)
                            self.written[1] += <uint64_t> payload.size
            writer.flush_all()
        if reader.body.ended:
            self.frames.finish()
        return reader.body.ended


cdef int gather_error(error, Buffer fault, Payload* payload) except -1 nogil:
    """Raises what `error` makes of a frame of the engine's own error, as soon as it is whole, or long enough."""
    fault.append(payload.at, min(payload.size, MAX_ERROR - fault.size()))
    if fault.size() and (payload.whole or fault.size() == MAX_ERROR):
        with gil:
            raise error(PyBytes_FromStringAndSize(<const char*> fault.first(), fault.size()))
    return 0
