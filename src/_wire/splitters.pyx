"""Splitters turn the spans of a body into records. The records do not depend on how the bytes were split."""

cimport cython
from cpython.object cimport PyObject
from cpython.tuple cimport PyTuple_GET_ITEM
from libc.stdint cimport uint64_t
from libc.string cimport memchr

from dockline._wire.buffer cimport Buffer, Span
from dockline._wire.frames cimport ENGINE_ERROR, PAYLOADS, STREAMS, FrameDecoder, Payload
from dockline._wire.grammar cimport ends_in_string, is_structural
from dockline._wire.record_lists cimport append_new

from dockline._wire.errors import ProtocolError

cdef extern from *:
    """
    /* Returns the tuple `(tag, record)` and takes over the reference to `record`. The tuple is one of `reusable`, or
       new. The garbage collector need not track it: its members are an int and bytes, which form no cycle. */
    static inline PyObject *dockline_tag_record(PyObject *tag, PyObject *record, PyObject *reusable)
    {
        PyObject *tagged;
        if (record == NULL)
            return NULL;
        Py_INCREF(tag);
        tagged = dockline_take_reusable(reusable);
        if (tagged != NULL) {
            PyObject *old_tag = PyTuple_GET_ITEM(tagged, 0);
            PyObject *old_record = PyTuple_GET_ITEM(tagged, 1);
            PyTuple_SET_ITEM(tagged, 0, tag);
            PyTuple_SET_ITEM(tagged, 1, record);
            Py_DECREF(old_tag);
            Py_DECREF(old_record);
            return tagged;
        }
        tagged = PyTuple_New(2);
        if (tagged == NULL) {
            Py_DECREF(tag);
            Py_DECREF(record);
            return NULL;
        }
        PyObject_GC_UnTrack(tagged);
        PyTuple_SET_ITEM(tagged, 0, tag);
        PyTuple_SET_ITEM(tagged, 1, record);
        return tagged;
    }
    """
    PyObject* tag_record "dockline_tag_record"(PyObject* tag, PyObject* record, list reusable)
    PyObject* PyBytes_FromStringAndSize(const char* data, Py_ssize_t size)

cdef tuple TAGS = tuple(range(STREAMS))

DEF_MAX_RECORD = 1 << 20
DEF_MAX_TEXT = 16 << 20


cdef class Splitter:
    """Makes the records of one body."""

    def __cinit__(self):
        self.reusable_tuples = []

    cdef int feed(self, Span* spans, Py_ssize_t count, list records) except -1:
        """Appends the records that `spans` complete. The spans are the next bytes of the body."""
        raise NotImplementedError

    cdef int finish(self, list records) except -1:
        """Appends the record that the end of the body completes. Raises ProtocolError if the end cuts a record."""
        return 0

    cdef void recycle(self, list records) noexcept:
        """Takes back the records that it made last, to use their tuples again."""
        if self.tagged:
            self.reusable_tuples = records


cdef inline int append_record(Splitter self, int stream, const unsigned char* at, Py_ssize_t size, list records)\
        except -1:
    cdef PyObject* record
    if stream == ENGINE_ERROR and self.error is not None:
        raise self.error(at[:size])
    record = PyBytes_FromStringAndSize(<const char*> at, size)
    if self.tagged:
        record = tag_record(PyTuple_GET_ITEM(TAGS, stream), record, self.reusable_tuples)
    return append_new(records, record)


cdef Py_ssize_t at_least_one(Py_ssize_t max_record) except -1:
    if max_record < 1:
        raise ValueError(f"max_record is {max_record}, but must be at least 1")
    return max_record


@cython.final
cdef class ChunkSplitter(Splitter):
    """The bytes of each arrival, unchanged."""

    cdef int feed(self, Span* spans, Py_ssize_t count, list records) except -1:
        cdef Py_ssize_t index
        for index in range(count):
            append_new(records, PyBytes_FromStringAndSize(<const char*> spans[index].at, spans[index].size))
        return 0


@cython.final
cdef class FrameSplitter(Splitter):
    """`(stream, payload)` for each frame. A payload longer than `max_record` bytes is split into pieces of that size.

    `error(payload)`, if given, makes the exception to raise for an engine error: a frame of stream 3.
    """

    def __cinit__(self, bint multiplexed=True, Py_ssize_t max_record=DEF_MAX_RECORD, error=None):
        self.max_record = at_least_one(max_record)
        self.error = error
        self.tagged = True
        self.frames = FrameDecoder(multiplexed)
        self.part = Buffer()

    cdef int feed(self, Span* spans, Py_ssize_t count, list records) except -1:
        cdef Span* stop = spans + count
        cdef Payload payloads[PAYLOADS]
        cdef Payload* payload
        cdef Py_ssize_t index
        while spans < stop:
            count = self.frames.next_payloads(&spans, stop, payloads, PAYLOADS)
            for index in range(count):
                payload = &payloads[index]
                if payload.ends_frame and payload.size <= self.max_record and self.part.size() == 0:
                    append_record(self, payload.stream, payload.at, payload.size, records)
                else:
                    self.join_part(payload, records)
        if self.part.size() == 0:
            self.part.release()
        return 0

    cdef int join_part(self, Payload* payload, list records) except -1:
        """Appends a payload that is not exactly one record."""
        cdef Buffer part = self.part
        cdef Py_ssize_t size
        while payload.size:
            size = min(payload.size, self.max_record - part.size())
            part.append(payload.at, size)
            payload.at += size
            payload.size -= size
            if part.size() == self.max_record or (payload.ends_frame and payload.size == 0):
                append_record(self, payload.stream, part.first(), part.size(), records)
                part.clear()
        return 0

    cdef int finish(self, list records) except -1:
        return self.frames.finish()


@cython.final
cdef class LineSplitter(Splitter):
    """The lines of each stream, joined across frames. They have no LF, unless `keepends`. They are `(stream, line)` if
    `tagged`.

    A line longer than `max_record` bytes is split into pieces of that size. Bytes after the last LF are the last line.
    `error(line)`, if given, makes the exception to raise for a line of an engine error.
    """

    def __cinit__(self, bint multiplexed, bint tagged=False, bint keepends=False,
                  Py_ssize_t max_record=DEF_MAX_RECORD, error=None):
        self.max_record = at_least_one(max_record)
        self.error = error
        self.tagged = tagged
        self.keepends = keepends
        self.frames = FrameDecoder(multiplexed)
        self.parts = tuple([Buffer() for _ in range(STREAMS)])

    cdef int feed(self, Span* spans, Py_ssize_t count, list records) except -1:
        cdef Span* stop = spans + count
        cdef Payload payloads[PAYLOADS]
        cdef Payload* payload
        cdef const unsigned char* at
        cdef const unsigned char* end
        cdef const unsigned char* feed
        cdef Py_ssize_t index
        cdef Py_ssize_t max_record = self.max_record
        cdef bint keepends = self.keepends
        cdef bint tagged = self.tagged
        while spans < stop:
            count = self.frames.next_payloads(&spans, stop, payloads, PAYLOADS)
            for index in range(count):
                payload = &payloads[index]
                at = payload.at
                end = at + payload.size
                while at < end:
                    feed = <const unsigned char*> memchr(at, c"\n", end - at)
                    if feed is NULL:
                        self.join_part(payload.stream, at, end - at, False, records)
                        break
                    if self.waiting >> payload.stream & 1 or feed - at > max_record:
                        self.join_part(payload.stream, at, feed - at, True, records)
                    elif tagged or payload.stream == ENGINE_ERROR:
                        append_record(self, payload.stream, at, feed - at + keepends, records)
                    else:
                        append_new(records, PyBytes_FromStringAndSize(<const char*> at, feed - at + keepends))
                    at = feed + 1
        return 0

    cdef int join_part(self, int stream, const unsigned char* at, Py_ssize_t size, bint ends_line, list records)\
            except -1:
        """Adds bytes to a line that is long or comes in parts. `ends_line`: an LF follows them."""
        cdef Buffer part = <Buffer> self.parts[stream]
        # Appends a piece only when the line is known to go on: a line of exactly `max_record` bytes stays whole.
        cdef Py_ssize_t room = self.max_record - part.size()
        while size > room:
            part.append(at, room)
            append_record(self, stream, part.first(), part.size(), records)
            part.clear()
            at += room
            size -= room
            room = self.max_record
        part.append(at, size + (ends_line and self.keepends))
        if ends_line:
            append_record(self, stream, part.first(), part.size(), records)
            part.release()
        self.waiting = self.waiting & ~(1 << stream) | (not ends_line) << stream
        return 0

    cdef int finish(self, list records) except -1:
        cdef Buffer part
        self.frames.finish()
        for stream, part in enumerate(self.parts):
            if part.size():
                append_record(self, stream, part.first(), part.size(), records)
        return 0


cdef enum TextState:
    BETWEEN             # between texts: white space and record separators
    NESTED              # in an object or array
    STRING              # in a string, nested or not
    ESCAPE              # after a backslash in a string
    SCALAR              # in a number or literal outside of objects, arrays and strings

cdef unsigned char RECORD_SEPARATOR = 0x1e


@cython.final
cdef class DocumentSplitter(Splitter):
    """The JSON texts of a sequence, not decoded. Texts are concatenated, one a line, or after an RS (RFC 7464).

    Raises ProtocolError for a text longer than `max_record` bytes.
    """

    def __cinit__(self, Py_ssize_t max_record=DEF_MAX_TEXT):
        self.max_record = at_least_one(max_record)
        self.part = Buffer()

    cdef int feed(self, Span* spans, Py_ssize_t count, list records) except -1:
        cdef Py_ssize_t index
        for index in range(count):
            self.scan(spans[index], records)
        return 0

    cdef int scan(self, Span body, list records) except -1:
        cdef const unsigned char* at = body.at
        cdef const unsigned char* end = at + body.size
        cdef const unsigned char* text = at
        cdef unsigned char octet
        cdef int state = self.state
        cdef Py_ssize_t depth = self.depth
        self.span = at
        while at < end:
            # Skips the octets that can't change the state.
            if state == STRING:
                while not ends_in_string(at[0]):
                    at += 1
                    if at == end:
                        break
            elif state == NESTED:
                while not is_structural(at[0]):
                    at += 1
                    if at == end:
                        break
            if at == end:
                break
            octet = at[0]
            if state == STRING:
                if octet == c"\\":
                    state = ESCAPE
                elif octet == c'"':
                    state = NESTED
            elif state == ESCAPE:
                state = STRING
            elif octet == c'"':
                if state == SCALAR:
                    self.append(text, at - text, records)
                if state != NESTED:
                    text = at
                state = STRING
            elif octet == c"{" or octet == c"[":
                if state == SCALAR:
                    self.append(text, at - text, records)
                if state != NESTED:
                    text = at
                state = NESTED
                depth += 1
            elif depth and (octet == c"}" or octet == c"]"):
                depth -= 1
            elif octet == c" " or octet == c"\n" or octet == c"\r" or octet == c"\t" or octet == RECORD_SEPARATOR:
                if state == SCALAR:
                    self.append(text, at - text, records)
                    state = BETWEEN
            elif state == BETWEEN:
                text = at
                state = SCALAR
            if octet == RECORD_SEPARATOR and state != BETWEEN:
                self.save_part(text, at - text)  # raises first if the text is too long
                offset = self.position + <uint64_t> (at - body.at)
                raise ProtocolError(f"a record separator inside a JSON text, at byte {offset} of the body", offset)
            at += 1
            if state == NESTED and depth == 0:
                self.append(text, at - text, records)
                state = BETWEEN
        if state != BETWEEN:
            self.save_part(text, end - text)
        self.state = state
        self.depth = depth
        self.position += <uint64_t> body.size
        return 0

    cdef int append(self, const unsigned char* at, Py_ssize_t size, list records) except -1:
        if self.part.size():
            self.save_part(at, size)
            at = self.part.first()
            size = self.part.size()
        elif size > self.max_record:
            self.save_part(at, size)
        append_new(records, PyBytes_FromStringAndSize(<const char*> at, size))
        self.part.release()
        return 0

    cdef int save_part(self, const unsigned char* at, Py_ssize_t size) except -1:
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
