"""Splitters turn the spans of a body into records, and give the same records however the bytes were split."""

cimport cython
from cpython.object cimport PyObject
from cpython.tuple cimport PyTuple_GET_ITEM
from libc.stdint cimport uint64_t
from libc.string cimport memchr

from dockline._wire.buffer cimport Buffer, Span
from dockline._wire.frames cimport ENGINE_ERROR, PAYLOADS, STREAMS, FrameDecoder, Payload
from dockline._wire.grammar cimport ends_in_string, is_structural

from dockline._wire.errors import ProtocolError

cdef extern from *:
    """
    #include <Python.h>

    /* Appends `item`, and takes the reference to it; NULL is an error that was raised. */
    static inline int dockline_append_new(PyObject *list, PyObject *item)
    {
    #ifndef Py_GIL_DISABLED
        Py_ssize_t size = PyList_GET_SIZE(list);
        if (item != NULL && size < ((PyListObject *)list)->allocated) {
            PyList_SET_ITEM(list, size, item);
            Py_SET_SIZE((PyVarObject *)list, size + 1);
            return 0;
        }
    #endif
        int failed = item == NULL ? -1 : PyList_Append(list, item);
        Py_XDECREF(item);
        return failed;
    }

    /* `(tag, record)`, a tuple that takes the reference to `record`. As zip() does, it fills a tuple of `spent` anew,
       taken off its end, if nobody else holds that. The garbage collector need not look at a new one, as it would find
       out by itself: neither member can lead back. */
    static inline PyObject *dockline_tagged(PyObject *tag, PyObject *record, PyObject *spent)
    {
        PyObject *tagged;
        if (record == NULL)
            return NULL;
        Py_INCREF(tag);
    #ifndef Py_GIL_DISABLED
        Py_ssize_t left = PyList_GET_SIZE(spent);
        if (left) {
            tagged = PyList_GET_ITEM(spent, left - 1);
            Py_SET_SIZE((PyVarObject *)spent, left - 1);
            if (Py_REFCNT(tagged) == 1) {
                PyObject *old_tag = PyTuple_GET_ITEM(tagged, 0);
                PyObject *old_record = PyTuple_GET_ITEM(tagged, 1);
                PyTuple_SET_ITEM(tagged, 0, tag);
                PyTuple_SET_ITEM(tagged, 1, record);
                Py_DECREF(old_tag);
                Py_DECREF(old_record);
                return tagged;
            }
            Py_DECREF(tagged);
        }
    #endif
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
    int append_new "dockline_append_new"(list records, PyObject* item) except -1
    PyObject* tagged "dockline_tagged"(PyObject* tag, PyObject* record, list spent)
    PyObject* PyBytes_FromStringAndSize(const char* data, Py_ssize_t size)

cdef tuple TAGS = tuple(range(STREAMS))

DEF_MAX_RECORD = 1 << 20
DEF_MAX_TEXT = 16 << 20


cdef class Splitter:
    """Makes records of a body; used once."""

    def __cinit__(self):
        self.spent = []

    cdef int feed(self, Span* spans, Py_ssize_t count, list records) except -1:
        """Appends the records that `spans`, the next bytes of the body, complete."""
        raise NotImplementedError

    cdef int finish(self, list records) except -1:
        """Appends what the clean end of the body completes; raises where it cuts a record."""
        return 0

    cdef void recycle(self, list records) noexcept:
        """Takes back the records that it made last: the tuples that nobody else holds are used again."""
        if self.tags:
            self.spent = records


cdef inline int append_record(Splitter self, int stream, const unsigned char* at, Py_ssize_t size, list records)\
        except -1:
    cdef PyObject* record
    if stream == ENGINE_ERROR and self.error is not None:
        raise self.error(at[:size])
    record = PyBytes_FromStringAndSize(<const char*> at, size)
    return append_new(records, tagged(PyTuple_GET_ITEM(TAGS, stream), record, self.spent) if self.tags else record)


cdef Py_ssize_t at_least_one(Py_ssize_t max_record) except -1:
    if max_record < 1:
        raise ValueError(f"max_record is {max_record}, but a record holds at least a byte")
    return max_record


@cython.final
cdef class ChunkSplitter(Splitter):
    """bytes, as they came."""

    cdef int feed(self, Span* spans, Py_ssize_t count, list records) except -1:
        cdef Py_ssize_t index
        for index in range(count):
            append_new(records, PyBytes_FromStringAndSize(<const char*> spans[index].at, spans[index].size))
        return 0


@cython.final
cdef class FrameSplitter(Splitter):
    """`(stream, payload)` of each frame; one longer than `max_record` bytes in pieces of that size.

    `error`, where given, makes of the payload of a frame of the engine's own error the exception to raise.
    """

    def __cinit__(self, bint multiplexed=True, Py_ssize_t max_record=DEF_MAX_RECORD, error=None):
        self.max_record = at_least_one(max_record)
        self.error = error
        self.tags = True
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
                if payload.whole and payload.size <= self.max_record and self.part.size() == 0:
                    append_record(self, payload.stream, payload.at, payload.size, records)
                else:
                    self.join(payload, records)
        if self.part.size() == 0:
            self.part.release()
        return 0

    cdef int join(self, Payload* payload, list records) except -1:
        """A payload that is not just one record."""
        cdef Buffer part = self.part
        cdef Py_ssize_t size
        while payload.size:
            size = min(payload.size, self.max_record - part.size())
            part.append(payload.at, size)
            payload.at += size
            payload.size -= size
            if part.size() == self.max_record or (payload.whole and payload.size == 0):
                append_record(self, payload.stream, part.first(), part.size(), records)
                part.clear()
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
        self.tags = tagged
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
        cdef bint tags = self.tags
        while spans < stop:
            count = self.frames.next_payloads(&spans, stop, payloads, PAYLOADS)
            for index in range(count):
                payload = &payloads[index]
                at = payload.at
                end = at + payload.size
                while at < end:
                    feed = <const unsigned char*> memchr(at, c"\n", end - at)
                    if feed is NULL:
                        self.join(payload.stream, at, end - at, False, records)
                        break
                    if self.waiting >> payload.stream & 1 or feed - at > max_record:
                        self.join(payload.stream, at, feed - at, True, records)
                    elif tags or payload.stream == ENGINE_ERROR:
                        append_record(self, payload.stream, at, feed - at + keepends, records)
                    else:
                        append_new(records, PyBytes_FromStringAndSize(<const char*> at, feed - at + keepends))
                    at = feed + 1
        return 0

    cdef int join(self, int stream, const unsigned char* at, Py_ssize_t size, bint whole, list records) except -1:
        """The next bytes of a line that is long or comes in parts; `whole`: an LF follows them."""
        cdef Buffer part = <Buffer> self.parts[stream]
        # A piece goes out when the line is known to go on: a line of just `max_record` bytes stays whole.
        cdef Py_ssize_t room = self.max_record - part.size()
        while size > room:
            part.append(at, room)
            append_record(self, stream, part.first(), part.size(), records)
            part.clear()
            at += room
            size -= room
            room = self.max_record
        part.append(at, size + (whole and self.keepends))
        if whole:
            append_record(self, stream, part.first(), part.size(), records)
            part.release()
        self.waiting = self.waiting & ~(1 << stream) | (not whole) << stream
        return 0

    cdef int finish(self, list records) except -1:
        cdef Buffer part
        self.frames.finish()
        for stream, part in enumerate(self.parts):
            if part.size():
                append_record(self, stream, part.first(), part.size(), records)
        return 0


cdef enum TextState:
    BETWEEN             # texts: white space and record separators
    NESTED              # in an object or array
    STRING              # in a string, nested or not
    ESCAPE              # after a backslash in a string
    SCALAR              # in a number or a literal that is a text of its own

cdef unsigned char RECORD_SEPARATOR = 0x1e


@cython.final
cdef class DocumentSplitter(Splitter):
    """The JSON texts of a sequence, undecoded: one a line, concatenated, or led by RS (RFC 7464).

    A text longer than `max_record` bytes is a ProtocolError: half a text is of no use.
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
            # Most octets change nothing: they are skipped at once.
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
                self.keep(text, at - text)  # where the text before it is too long, that comes first
                offset = self.position + <uint64_t> (at - body.at)
                raise ProtocolError(f"a record separator inside a JSON text, at byte {offset} of the body", offset)
            at += 1
            if state == NESTED and depth == 0:
                self.append(text, at - text, records)
                state = BETWEEN
        if state != BETWEEN:
            self.keep(text, end - text)
        self.state = state
        self.depth = depth
        self.position += <uint64_t> body.size
        return 0

    cdef int append(self, const unsigned char* at, Py_ssize_t size, list records) except -1:
        if self.part.size():
            self.keep(at, size)
            at = self.part.first()
            size = self.part.size()
        elif size > self.max_record:
            self.keep(at, size)
        append_new(records, PyBytes_FromStringAndSize(<const char*> at, size))
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
