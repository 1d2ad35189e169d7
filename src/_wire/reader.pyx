"""The sans-I/O parser of responses: takes received bytes, gives heads and records."""

from cpython.buffer cimport PyBUF_SIMPLE, PyBuffer_Release, PyObject_GetBuffer
from cpython.pyport cimport PY_SSIZE_T_MAX
from libc.stdint cimport uint64_t

from dockline._wire.body cimport BY_CHUNKS, BY_CLOSE, BY_LENGTH, NO_BODY, BodyDecoder
from dockline._wire.buffer cimport Buffer, Span
from dockline._wire.head cimport HeadParser, ResponseHead
from dockline._wire.splitters cimport Splitter

from dockline._wire.errors import ProtocolError


cdef class ResponseReader:
    """Parses the responses of one connection, one after the other. It knows no socket and no clock.

    Call `begin` for each request. Give received bytes to `receive_data` and report the end by `receive_eof`. Then
    `next_head` and `next_records` return the parsed parts. After a ProtocolError every call raises it again.

    The bounds are bytes, except that `max_fields` counts header fields and `max_informational` counts 1xx responses
    before a final one.
    """

    def __cinit__(self, *, Py_ssize_t max_head=256 << 10, Py_ssize_t max_fields=512,
                  Py_ssize_t max_chunk_extension=16 << 10, Py_ssize_t max_trailers=64 << 10,
                  Py_ssize_t max_informational=16):
        self.buffer = Buffer()
        self.heads = HeadParser(max_head, max_fields)
        self.body = BodyDecoder(max_chunk_extension, max_trailers)
        self.max_informational = max_informational

    cpdef int begin(self, bytes method, bint expects_upgrade=False) except -1:
        """A request was sent, and the next head answers it. `expects_upgrade`: a 101 is allowed."""
        self.raise_if_failed()
        if self.in_body and not self.body.ended:
            raise ValueError("the last response was not read to its end")
        self.method = method
        self.expects_upgrade = expects_upgrade
        self.informational = 0
        self.in_body = self.finished = self.upgraded = self.keep_alive = False
        self.buffer.position = 0

    def receive_data(self, data):
        """Adds bytes from the peer."""
        cdef Py_buffer view
        self.raise_if_failed()
        PyObject_GetBuffer(data, &view, PyBUF_SIMPLE)
        try:
            self.buffer.append(<const unsigned char*> view.buf, view.len)
        finally:
            PyBuffer_Release(&view)

    def receive_eof(self):
        """The peer has closed its side.

        Raises ProtocolError at once if this cuts a head. If it cuts a body, `next_records` raises it after all records
        before the cut.
        """
        self.note_closed()

    @property
    def ended(self):
        """True if the whole response was received."""
        return self.in_body and self.body.ended

    cpdef ResponseHead next_head(self):
        """The head of the final response or of a 101, None while bytes are missing. Skips other 1xx responses."""
        cdef ResponseHead head
        self.raise_if_failed()
        if self.in_body:
            raise ValueError("the head was read already")
        try:
            head = self.heads.parse(self.buffer)
            while head is not None and head.status < 200 and head.status != 101:
                self.informational += 1
                if self.informational > self.max_informational:
                    raise ProtocolError(f"more than {self.max_informational} informational responses, at byte "
                                        f"{self.buffer.position}", self.buffer.position)
                head = self.heads.parse(self.buffer)
            if head is not None:
                self.choose_framing(head)
        except ProtocolError as error:
            self.error = error
            raise
        return head

    def next_records(self, Splitter splitter not None):
        """A list of the records that are complete. No more follow if `ended` is True."""
        cdef list records = []
        self.split(splitter, records)
        return records

    cdef int choose_framing(self, ResponseHead head) except -1:
        """RFC 9112 section 6.3."""
        self.in_body = True
        self.upgraded = head.status == 101
        if self.upgraded and not self.expects_upgrade:
            raise ProtocolError("101 Switching Protocols, but no upgrade was asked for, at byte "
                                f"{self.heads.first}", self.heads.first)
        if self.upgraded:
            self.body.begin(BY_CLOSE, 0)
        elif self.method == b"HEAD" or head.status == 204 or head.status == 304:
            self.body.begin(NO_BODY, 0)
        elif head.chunked:
            self.body.begin(BY_CHUNKS, 0)
        elif head.has_length:
            self.body.begin(BY_LENGTH, head.length)
        else:
            self.body.begin(BY_CLOSE, 0)
        self.keep_alive = head.minor_version == 1 and not head.close and self.body.framing != BY_CLOSE
        return 0

    cdef Py_ssize_t next_spans(self, Span* spans, Py_ssize_t room, Py_ssize_t limit=PY_SSIZE_T_MAX) except -1 nogil:
        """The next spans of the body. Returns 0 if more must arrive, or at the end. See `BodyDecoder.next_spans`."""
        cdef Py_ssize_t count = self.body.next_spans(self.buffer, spans, room, limit)
        if count == 0 and self.closed and not self.body.ended:
            with gil:
                self.body.finish(self.buffer.position)
        return count

    cdef int split(self, Splitter splitter, list records) except -1:
        """Appends the records that are complete. If there are records before an error, the next call raises it."""
        cdef Span spans[SPANS]
        cdef Py_ssize_t count
        self.expect_body()
        try:
            while True:
                count = self.next_spans(spans, SPANS)
                if count == 0:
                    break
                splitter.feed(spans, count, records)
            if self.body.ended and not self.finished:
                splitter.finish(records)
                self.finished = True
        except Exception as error:
            self.error = error
            if not records:
                raise
        return 0

    cdef int note_closed(self) except -1:
        self.raise_if_failed()
        self.closed = True
        if not self.in_body:
            offset = self.buffer.position + <uint64_t> self.buffer.size()
            self.error = ProtocolError(f"the connection was closed inside the response head, at byte {offset}", offset)
            raise self.error
        return 0

    cdef int expect_body(self) except -1:
        self.raise_if_failed()
        if not self.in_body:
            raise ValueError("the head was not read yet")
        return 0

    cdef int raise_if_failed(self) except -1:
        if self.error is not None:
            raise self.error
        return 0
