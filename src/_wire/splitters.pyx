"""Splitters turn the spans of a body into records, and give the same records however the bytes were split."""

cimport cython
from cpython.bytes cimport PyBytes_FromStringAndSize
from libc.stdint cimport uint64_t
from libc.string cimport memchr

from dockline._wire.buffer cimport Buffer, Span
from dockline._wire.frames cimport ENGINE_ERROR, STREAMS, FrameWalker

from dockline._wire.errors import ProtocolError

DEF_MAX_RECORD = 1 << 20
DEF_MAX_TEXT = 16 << 20


cdef class Splitter:
    """Makes records of a body; used once."""

    cdef int feed(self, Span body, list records) except -1:
        """Appends the records that `body`, the next bytes, completes."""
        raise NotImplementedError

    cdef int finish(self, list records) except -1:
        """Appends what the clean end of the body completes; raises where it cuts a record."""
        return 0


cdef Py_ssize_t at_least_one(Py_ssize_t max_record) except -1:
    if max_record < 1:
        raise ValueError(f"max_record is {max_record}, but a record holds at least a byte")
    return max_record


@cython.final
cdef class ChunkSplitter(Splitter):
    """bytes, as they came."""

    cdef int feed(self, Span body, list records) except -1:
        records.append(PyBytes_FromStringAndSize(<const char*> body.at, body.size))
        return 0


@cython.final
cdef class FrameSplitter(Splitter):
    """`(stream, payload)` of each frame; one longer than `max_record` bytes in pieces of that size.

    `error`, where given, makes of the payload of a frame of the engine's own error the exception to raise.
    """

    def __cinit__(self, bint multiplexed=True, Py_ssize_t max_record=DEF_MAX_RECORD, error=None):
        self.max_record = at_least_one(max_record)
        self.error = error
        self.frames = FrameWalker(multiplexed)
        self.part = Buffer()

    cdef int feed(self, Span body, list records) except -1:
        cdef FrameWalker frames = self.frames
        cdef Buffer part = self.part
        cdef Span payload
        cdef Py_ssize_t size
        while frames.next_payload(&body, &payload):
            if part.size() == 0 and frames.remaining == 0 and payload.size <= self.max_record:
                self.append(payload.at, payload.size, records)
                continue
            while payload.size or frames.remaining == 0:
                size = min(payload.size, self.max_record - part.size())
                part.append(payload.at, size)
                payload.at += size
                payload.size -= size
                if part.size() == self.max_record or (frames.remaining == 0 and payload.size == 0):
                    self.append(part.first(), part.size(), records)
                    part.clear()
                    if payload.size == 0:
                        break
        if part.size() == 0:
            part.release()
        return 0

    cdef int append(self, const unsigned char* at, Py_ssize_t size, list records) except -1:
        cdef bytes payload = PyBytes_FromStringAndSize(<const char*> at, size)
        if self.frames.stream_id == ENGINE_ERROR and self.error is not None:
            raise self.error(payload)
        records.append((self.frames.stream_id, payload))
        return 0

    cdef int finish(self, list records) except -1:
        return self.frames.finish()


@cython.final
cdef class LineSplitter(Splitter):
    """Lines of each stream, joined across frames; without their LF unless `keepends`, `(stream, line)` if `tagged`.

    A line longer than `max_record` bytes comes in pieces of that size. What follows the last LF is a last line.
    `error` is that of `FrameSplitter`, for a line.
    """

    def __cinit__(self, bint multiplexed, bint tagged=False, bint keepends=False,
                  Py_ssize_t max_record=DEF_MAX_RECORD, error=None):
        self.max_record = at_least_one(max_record)
        self.error = error
        self.tagged = tagged
        self.keepends = keepends
        self.frames = FrameWalker(multiplexed)
        self.parts = tuple([Buffer() for _ in range(STREAMS)])

    cdef int feed(self, Span body, list records) except -1:
        cdef FrameWalker frames = self.frames
        cdef Span payload
        while frames.next_payload(&body, &payload):
            self.split(payload, <Buffer> self.parts[frames.stream_id], records)
        return 0

    cdef int split(self, Span payload, Buffer part, list records) except -1:
        cdef const unsigned char* at = payload.at
        cdef const unsigned char* end = at + payload.size
        cdef const unsigned char* feed
        cdef const unsigned char* stop
        cdef Py_ssize_t room
        while at < end:
            feed = <const unsigned char*> memchr(at, c"\n", end - at)
            stop = end if feed is NULL else feed
            # A piece goes out when the line is known to go on: a line of just `max_record` bytes stays whole.
            room = self.max_record - part.size()
            while stop - at > room:
                if part.size():
                    part.append(at, room)
                    self.append_part(part, records)
                else:
                    self.append(at, room, records)
                at += room
                room = self.max_record
            if feed is NULL:
                part.append(at, end - at)
                return 0
            stop += self.keepends
            if part.size():
                part.append(at, stop - at)
                self.append_part(part, records)
            else:
                self.append(at, stop - at, records)
            at = feed + 1
        return 0

    cdef int append(self, const unsigned char* at, Py_ssize_t size, list records) except -1:
        cdef bytes line = PyBytes_FromStringAndSize(<const char*> at, size)
        if self.frames.stream_id == ENGINE_ERROR and self.error is not None:
            raise self.error(line)
        if self.tagged:
            records.append((self.frames.stream_id, line))
        else:
            records.append(line)
        return 0

    cdef int append_part(self, Buffer part, list records) except -1:
        self.append(part.first(), part.size(), records)
        part.release()
        return 0

    cdef int finish(self, list records) except -1:
        cdef Buffer part
        self.frames.finish()
        for stream, part in enumerate(self.parts):
            if part.size():
                self.frames.stream_id = stream
                self.append_part(part, records)
        return 0


cdef enum TextState:
    BETWEEN             # texts: white space and record separators
    NESTED              # in an object or array
    STRING              # in a string, nested or not
    ESCAPE              # after a backslash in a string
    SCALAR              # in a number or a literal that is a text of its own

cdef unsigned char RECORD_SEPARATOR = 0x1e


@cython.final
cdef class TextSplitter(Splitter):
    """The JSON texts of a sequence, undecoded: one a line, concatenated, or led by RS (RFC 7464).

    A text longer than `max_record` bytes is a ProtocolError: half a text is of no use.
    """

    def __cinit__(self, Py_ssize_t max_record=DEF_MAX_TEXT):
        self.max_record = at_least_one(max_record)
        self.part = Buffer()

    cdef int feed(self, Span body, list records) except -1:
        cdef const unsigned char* at = body.at
        cdef const unsigned char* end = at + body.size
        cdef const unsigned char* text = at
        cdef unsigned char octet
        self.span = at
        while at < end:
            octet = at[0]
            if self.state == STRING:
                while octet != c'"' and octet != c"\\" and octet != RECORD_SEPARATOR:
                    at += 1
                    if at == end:
                        break
                    octet = at[0]
                else:
                    if octet == c"\\":
                        self.state = ESCAPE
                    elif octet == c'"':
                        self.state = NESTED
            elif self.state == ESCAPE:
                self.state = STRING
            elif octet == c'"':
                if self.state == SCALAR:
                    self.append(text, at - text, records)
                if self.state != NESTED:
                    text = at
                self.state = STRING
            elif octet == c"{" or octet == c"[":
                if self.state == SCALAR:
                    self.append(text, at - text, records)
                if self.state != NESTED:
                    text = at
                self.state = NESTED
                self.depth += 1
            elif self.depth and (octet == c"}" or octet == c"]"):
                self.depth -= 1
            elif octet == c" " or octet == c"\n" or octet == c"\r" or octet == c"\t" or octet == RECORD_SEPARATOR:
                if self.state == SCALAR:
                    self.append(text, at - text, records)
                    self.state = BETWEEN
            elif self.state == BETWEEN:
                text = at
                self.state = SCALAR
            if octet == RECORD_SEPARATOR and self.state != BETWEEN:
                offset = self.position + <uint64_t> (at - body.at)
                raise ProtocolError(f"a record separator inside a JSON text, at byte {offset} of the body", offset)
            if at < end:
                at += 1
            if self.state == NESTED and self.depth == 0:
                self.append(text, at - text, records)
                self.state = BETWEEN
        if self.state != BETWEEN:
            self.keep(text, end - text)
        self.position += <uint64_t> body.size
        return 0

    cdef int append(self, const unsigned char* at, Py_ssize_t size, list records) except -1:
        if self.part.size():
            self.keep(at, size)
            at = self.part.first()
            size = self.part.size()
        elif size > self.max_record:
            self.keep(at, size)
        records.append(PyBytes_FromStringAndSize(<const char*> at, size))
        self.part.release()
        return 0

    cdef int keep(self, const unsigned char* at, Py_ssize_t size) except -1:
        if self.part.size() + size > self.max_record:
            offset = self.position + <uint64_t> (at - self.span + self.max_record - self.part.size())
            raise ProtocolError(f"a JSON text is longer than {self.max_record} bytes, at byte {offset} of the body",
                                offset)
        return self.part.append(at, size)

    cdef int finish(self, list records) except -1:
        if self.state == SCALAR:
            self.append(NULL, 0, records)
        elif self.state != BETWEEN:
            raise ProtocolError(f"the body ends inside a JSON text, at byte {self.position}", self.position)
        return 0
