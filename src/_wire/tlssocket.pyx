"""A socket with TLS: an `ssl.SSLObject` on memory buffers. The raw socket does all I/O.

So time limits, signals, and closing from another thread work as in the raw socket. One thread may read while another
writes. And half-close works: that of an `ssl.SSLSocket` fails if the peer's data was not read yet.
"""

cimport cython
from cpython.buffer cimport PyBUF_READ, PyBUF_SIMPLE, PyBUF_WRITABLE, PyBUF_WRITE, PyBuffer_Release, PyObject_GetBuffer
from cpython.bytes cimport PyBytes_AS_STRING, PyBytes_FromStringAndSize, PyBytes_GET_SIZE
from cpython.memoryview cimport PyMemoryView_FromMemory
from libc.errno cimport EPROTO
from libc.math cimport INFINITY
from libc.string cimport memcpy

from dockline._wire.rawsocket cimport POLLOUT, TIMED_OUT, WOULD_BLOCK, RawSocket, monotonic

import threading
from ssl import MemoryBIO, SSLError, SSLWantReadError, SSLZeroReturnError

from dockline._wire.errors import TimedOut, connect_timed_out

cdef extern from "<sys/socket.h>" nogil:
    int MSG_DONTWAIT, MSG_PEEK

cdef enum:
    RECORD_HEADER = 5                   # bytes; the last two are the length (RFC 8446 section 5.1)
    MAX_CIPHERTEXT = 64 << 10           # bytes of one receive
    MAX_PLAINTEXT = 64 << 10            # bytes encrypted at once: four records


@cython.final
cdef class TlsSocket(RawSocket):
    """A `RawSocket` with TLS (RFC 8446, RFC 5246). Call `handshake` first.

    It takes over the descriptor of `plain`. `context` is an `ssl.SSLContext`. The peer's certificate must be for the
    name `host`. `explain(error)` gives the message for an `ssl.SSLError` that reading or writing meets; it is raised
    as an OSError.
    """

    cdef readonly object session        # ssl.SSLObject
    cdef object incoming                # ciphertext that was received
    cdef object outgoing                # ciphertext that the session has made
    cdef object explain
    cdef object lock                    # protects the session and the attributes below
    cdef bytes unsent                   # ciphertext that the kernel had no room for yet
    cdef Py_ssize_t encrypted_size      # bytes of the caller's data that are encrypted in `unsent`
    cdef bytes plaintext                # decrypted bytes that no call asked for yet
    cdef bint filled                    # the last read ended because the caller's memory was full
    cdef bint close_notify_received     # the peer has ended its side
    cdef bint close_notify_sent         # this side has ended
    cdef object session_error           # raised again at each read: the session itself reports it once
    cdef bint by_record                 # receive no byte after the record that is being read
    cdef unsigned char header[RECORD_HEADER]
    cdef Py_ssize_t header_have
    cdef Py_ssize_t record_left         # bytes of the current record that were not received yet

    def __init__(self, RawSocket plain not None, context, str host not None, explain):
        self.incoming = MemoryBIO()
        self.outgoing = MemoryBIO()
        self.session = context.wrap_bio(self.incoming, self.outgoing, server_hostname=host)
        self.explain = explain
        # Reentrant: a signal handler may write, too.
        self.lock = threading.RLock()
        self.unsent = self.plaintext = b""
        self.pid = plain.pid
        self.fd = plain.detach()

    def handshake(self, double limit=INFINITY) -> None:
        """Performs the TLS handshake within `limit` seconds. Raises ssl.SSLError, OSError, TimedOut."""
        cdef double deadline = monotonic() + limit
        cdef bint done = False
        while not done:
            try:
                self.session.do_handshake()
                done = True
            except SSLWantReadError:
                pass
            except SSLError:
                self.collect_ciphertext()
                self.flush_now()  # sends the alert that tells the peer the reason
                raise
            self.collect_ciphertext()
            self.flush(deadline)
            if not done and self.receive_ciphertext(MAX_CIPHERTEXT, 0, INFINITY, deadline) == TIMED_OUT:
                raise connect_timed_out()

    # The methods of RawSocket.

    cdef Py_ssize_t receive(self, unsigned char* memory, Py_ssize_t size, int flags, double limit, double deadline)\
            except? -3:
        cdef Py_ssize_t received = 0
        while True:
            try:
                with self.lock:
                    received = self.decrypt_into(memory, size)
                    if flags & MSG_PEEK and received > 0:
                        self.plaintext = PyBytes_FromStringAndSize(<char*> memory, received) + self.plaintext
            except SSLError as error:
                raise OSError(EPROTO, self.explain(error)) from error
            if received != WOULD_BLOCK:
                return received
            received = self.receive_ciphertext(size, flags & MSG_DONTWAIT, limit, deadline)
            if received < 0:
                return received

    cdef Py_ssize_t try_send(self, const unsigned char* data, Py_ssize_t size) except? -3:
        """After WOULD_BLOCK, call it again with the same bytes: they are encrypted already."""
        try:
            with self.lock:
                return self.encrypt_and_send(data, size)
        except SSLError as error:
            raise OSError(EPROTO, self.explain(error)) from error

    cdef Py_ssize_t encrypt_and_send(self, const unsigned char* data, Py_ssize_t size) except? -3:
        cdef Py_ssize_t sent
        if not self.encrypted_size:
            if not self.flush_now():
                return WOULD_BLOCK
            sent = min(size, <Py_ssize_t> MAX_PLAINTEXT)
            self.session.write(PyMemoryView_FromMemory(<char*> data, sent, PyBUF_READ))
            self.collect_ciphertext()
            self.encrypted_size = sent
        if not self.flush_now():
            return WOULD_BLOCK
        sent = self.encrypted_size
        self.encrypted_size = 0
        return sent

    cdef bint has_buffered_input(self) noexcept:
        # Bytes in these buffers left the kernel, so poll(2) does not report them, nor an end that came with them.
        return self.close_notify_received or PyBytes_GET_SIZE(self.plaintext) > 0 or self.filled

    cdef bint has_unsent_data(self) noexcept:
        return self.encrypted_size > 0

    cdef bint is_readable(self) noexcept:
        cdef unsigned char octet = 0
        cdef Py_ssize_t received = 0
        try:
            while True:
                with self.lock:
                    received = self.decrypt_into(&octet, 1)
                    if received > 0:
                        self.plaintext = bytes((octet,)) + self.plaintext
                if received != WOULD_BLOCK:
                    return True
                if not RawSocket.is_readable(self):
                    return False
                # The bytes may hold no data, but a session ticket, for example.
                self.receive_ciphertext(MAX_CIPHERTEXT, 0, INFINITY, INFINITY)
        except Exception:
            return True  # a receive raises the error

    cdef bint try_shutdown(self) except -1:
        # RFC 8446 section 6.1.
        try:
            with self.lock:
                if not self.close_notify_sent:
                    # `unwrap` fails while the session holds unread data.
                    self.decrypt_all()
                    try:
                        self.session.unwrap()
                        self.close_notify_received = True
                    except (SSLWantReadError, SSLZeroReturnError):
                        pass
                    self.collect_ciphertext()
                    self.close_notify_sent = True
                return self.flush_now()
        except SSLError as error:
            raise OSError(EPROTO, self.explain(error)) from error

    # For the owner of a detached socket. `limit` seconds bound each wait.

    cdef void stop_reading_ahead(self) noexcept:
        self.by_record = True

    def pending(self) -> int:
        """The number of bytes that `read` can return without receiving."""
        return PyBytes_GET_SIZE(self.plaintext) + self.session.pending()

    def read(self, memory, double limit) -> int:
        """Bytes read into the writable buffer `memory`; 0 at the end. Raises TimedOut, OSError."""
        cdef Py_buffer view
        cdef Py_ssize_t received = 0
        PyObject_GetBuffer(memory, &view, PyBUF_WRITABLE)
        try:
            if view.len == 0:
                return 0
            received = self.receive(<unsigned char*> view.buf, view.len, 0, limit, INFINITY)
        finally:
            PyBuffer_Release(&view)
        if received == TIMED_OUT:
            raise TimedOut("timed out", "read")
        return received

    def write(self, data, double limit) -> None:
        """Sends all bytes of the buffer `data`. Raises TimedOut, OSError."""
        cdef Py_buffer view
        cdef Py_ssize_t sent = 0
        cdef Py_ssize_t part
        PyObject_GetBuffer(data, &view, PyBUF_SIMPLE)
        try:
            while sent < view.len:
                part = self.try_send(<const unsigned char*> view.buf + sent, view.len - sent)
                if part > 0:
                    sent += part
                elif self.wait(POLLOUT, limit, INFINITY) == TIMED_OUT:
                    raise TimedOut("timed out", "write")
        finally:
            self.encrypted_size = 0  # after an error the next call has other data
            PyBuffer_Release(&view)

    # Between the session and the raw socket.

    cdef Py_ssize_t decrypt_into(self, unsigned char* memory, Py_ssize_t size) except? -3:
        """Decrypts into `memory`. Returns the number of bytes, 0 at the end, WOULD_BLOCK if more must be received."""
        cdef Py_ssize_t taken = min(size, PyBytes_GET_SIZE(self.plaintext))
        cdef Py_ssize_t part
        if taken:
            memcpy(memory, PyBytes_AS_STRING(self.plaintext), taken)
            self.plaintext = PyBytes_FromStringAndSize(PyBytes_AS_STRING(self.plaintext) + taken,
                                                       PyBytes_GET_SIZE(self.plaintext) - taken)
        self.filled = True
        if self.session_error is not None and not taken:
            raise self.session_error
        while taken < size and not self.close_notify_received:
            try:
                room = PyMemoryView_FromMemory(<char*> memory + taken, size - taken, PyBUF_WRITE)
                part = self.session.read(size - taken, room)
                if part == 0:
                    self.close_notify_received = True
                taken += part
            except SSLWantReadError:
                self.filled = False
                # The session may have made an answer, to a key update for example.
                self.collect_ciphertext()
                if self.unsent and not self.encrypted_size:
                    self.flush_now()
                return taken or WOULD_BLOCK
            except SSLZeroReturnError:
                self.close_notify_received = True
            except SSLError as error:
                self.session_error = error
                if taken:
                    break  # the next call raises it
                raise
        return taken

    cdef int decrypt_all(self) except -1:
        """Decrypts all received bytes into `plaintext`."""
        cdef unsigned char memory[16 << 10]
        cdef list parts = []
        cdef Py_ssize_t taken
        try:
            while True:
                taken = self.decrypt_into(memory, sizeof(memory))
                if taken <= 0:
                    return 0
                parts.append(PyBytes_FromStringAndSize(<char*> memory, taken))
        finally:
            self.plaintext = b"".join(parts)

    cdef Py_ssize_t receive_ciphertext(self, Py_ssize_t wanted, int flags, double limit, double deadline) except? -3:
        """Receives bytes for the session. Returns their number, 0 at the end, TIMED_OUT or WOULD_BLOCK."""
        cdef unsigned char memory[MAX_CIPHERTEXT]
        cdef Py_ssize_t size = min(max(wanted, 4 << 10), <Py_ssize_t> MAX_CIPHERTEXT)
        cdef Py_ssize_t received
        if self.by_record:
            size = self.record_left or RECORD_HEADER - self.header_have
        received = RawSocket.receive(self, memory, size, flags, limit, deadline)
        if received < 0:
            return received
        self.note_records(memory, received)
        with self.lock:
            if received:
                self.incoming.write(PyMemoryView_FromMemory(<char*> memory, received, PyBUF_READ))
            else:
                self.incoming.write_eof()
        return received

    cdef void note_records(self, const unsigned char* at, Py_ssize_t size) noexcept:
        """Tracks where records begin and end."""
        cdef Py_ssize_t part
        while size:
            if self.record_left:
                part = min(size, self.record_left)
                self.record_left -= part
            else:
                part = min(size, RECORD_HEADER - self.header_have)
                memcpy(self.header + self.header_have, at, part)
                self.header_have += part
                if self.header_have == RECORD_HEADER:
                    self.header_have = 0
                    self.record_left = self.header[3] << 8 | self.header[4]
            at += part
            size -= part

    cdef int collect_ciphertext(self) except -1:
        if self.outgoing.pending:
            self.unsent += self.outgoing.read()
        return 0

    cdef bint flush_now(self) except -1:
        """Sends the ciphertext without waiting. Returns True if all of it was sent."""
        cdef Py_ssize_t size = PyBytes_GET_SIZE(self.unsent)
        cdef Py_ssize_t sent = 0
        cdef Py_ssize_t part
        while sent < size:
            part = RawSocket.try_send(self, <unsigned char*> PyBytes_AS_STRING(self.unsent) + sent, size - sent)
            if part == WOULD_BLOCK:
                break
            sent += part
        self.unsent = self.unsent[sent:]
        return sent == size

    cdef int flush(self, double deadline) except -1:
        cdef bint flushed = False
        while True:
            with self.lock:
                flushed = self.flush_now()
            if flushed:
                return 0
            if self.wait(POLLOUT, INFINITY, deadline) == TIMED_OUT:
                raise connect_timed_out()
