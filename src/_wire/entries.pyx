"""The entries of a log with timestamps: `(time, source, line)`.

The engines put a timestamp before each chunk of a log. A chunk is a line with its LF, or a part of a long line. A frame
is one chunk. A raw log has no frames. There a chunk ends at its LF, or after as many bytes as Docker cuts lines at.

A chunk without an LF goes on in a next chunk of the same source. Docker gives all chunks of a line the same timestamp,
so there another timestamp begins another line. Podman gives each chunk a timestamp of its own, so there only an LF ends
a line.

A line longer than `max_record` bytes comes in pieces. A piece is as many whole chunks as fit. Only a chunk that is
itself longer than `max_record` bytes is cut, into pieces of that size.
"""

cimport cython
from cpython.object cimport PyObject
from cpython.ref cimport Py_INCREF, Py_XDECREF
from libc.stdint cimport int64_t, uint64_t
from libc.string cimport memchr, memcpy, memmove

from dockline._wire.buffer cimport Buffer, Span
from dockline._wire.frames cimport ENGINE_ERROR, HEADER_SIZE, PAYLOADS, FrameDecoder, Payload
from dockline._wire.positions cimport SAMPLE, Chunk, ChunkCounter, hash_chunk
from dockline._wire.record_lists cimport append_new
from dockline._wire.splitters cimport Splitter, at_least_one
from dockline._wire.stamps cimport MAX_STAMP, parse_stamp

from dockline._wire.errors import ProtocolError

cdef extern from *:
    """
    /* The int of the last entry's time. The next entry often has the same time. */
    typedef struct {
        PyObject *object;
        int64_t time;
    } dockline_time_cache;

    /* Returns a tuple of `(time, source, line)` and takes over the references to `time` and `line`. The tuple is one of
       `reusable`, or new. The garbage collector need not track it: its members are ints and bytes, which form no
       cycle. */
    static inline PyObject *dockline_make_entry(PyObject *time, PyObject *source, PyObject *line, PyObject *reusable)
    {
        PyObject *entry = dockline_take_reusable(reusable);
        Py_INCREF(source);
        if (entry != NULL) {
            PyObject *old_time = PyTuple_GET_ITEM(entry, 0);
            PyObject *old_source = PyTuple_GET_ITEM(entry, 1);
            PyObject *old_line = PyTuple_GET_ITEM(entry, 2);
            PyTuple_SET_ITEM(entry, 0, time);
            PyTuple_SET_ITEM(entry, 1, source);
            PyTuple_SET_ITEM(entry, 2, line);
            Py_DECREF(old_time);
            Py_DECREF(old_source);
            Py_DECREF(old_line);
            return entry;
        }
        entry = PyTuple_New(3);
        if (entry == NULL) {
            Py_DECREF(time);
            Py_DECREF(source);
            Py_DECREF(line);
            return NULL;
        }
        PyObject_GC_UnTrack(entry);
        PyTuple_SET_ITEM(entry, 0, time);
        PyTuple_SET_ITEM(entry, 1, source);
        PyTuple_SET_ITEM(entry, 2, line);
        return entry;
    }

    /* Returns a new entry, or NULL with an exception. */
    static inline PyObject *dockline_new_entry(PyObject *reusable, dockline_time_cache *cache, int64_t time,
                                               PyObject *source, const unsigned char *at, Py_ssize_t size)
    {
        PyObject *line = PyBytes_FromStringAndSize((const char *)at, size);
        if (line == NULL)
            return NULL;
        if (cache->object == NULL || cache->time != time) {
            PyObject *object = PyLong_FromLongLong(time);
            if (object == NULL) {
                Py_DECREF(line);
                return NULL;
            }
            Py_XDECREF(cache->object);
            cache->object = object;
            cache->time = time;
        }
        Py_INCREF(cache->object);
        return dockline_make_entry(cache->object, source, line, reusable);
    }
    """
    PyObject* new_entry "dockline_new_entry"(list reusable, TimeCache* cache, int64_t time, PyObject* source,
                                             const unsigned char* at, Py_ssize_t size)

cdef PyObject* SOURCES[3]               # the ints 1, 2 and ENGINE_ERROR
for index, source in enumerate((1, 2, <int> ENGINE_ERROR)):
    Py_INCREF(source)
    SOURCES[<int> index] = <PyObject*> source

DEF_MAX_RECORD = 1 << 20

cdef enum:
    CUT = 16384                         # bytes of content: Docker cuts longer lines here


cdef inline int index_of(int stream) noexcept:
    """0 for stdout and for stdin, which counts as stdout; 1 for stderr."""
    return stream == 2


@cython.final
cdef class EntrySplitter(Splitter):
    """`(time, source, line)` for each line of a log with timestamps: nanoseconds since the epoch, 1 or 2, and bytes.

    - `joins_stamps`: a line goes on until its LF, whatever the timestamps, as Podman writes them.
    - `counter`: is told of each chunk, and decides which are passed over.
    - `error(message)` makes the exception to raise for an engine error. Without it, the entry is `(0, 3, message)`.
    """

    def __cinit__(self, bint multiplexed, bint joins_stamps, Py_ssize_t max_record=DEF_MAX_RECORD,
                  ChunkCounter counter=None, error=None):
        cdef int64_t time = 0
        self.max_record = at_least_one(max_record)
        self.raw = not multiplexed
        self.joins_stamps = joins_stamps
        self.counter = counter
        self.error = error
        self.tagged = True
        self.frames = FrameDecoder(multiplexed)
        self.message = Buffer()
        self.lines = (Buffer(), Buffer())
        parse_stamp(b"1970-01-01T00:00:00Z ", 21, &self.moment, &time)  # no bytes equal a moment that was never set

    def __dealloc__(self):
        Py_XDECREF(self.time_cache.object)

    cdef int feed(self, Span* spans, Py_ssize_t count, list records) except -1:
        cdef Span* stop = spans + count
        cdef Payload payloads[PAYLOADS]
        cdef Payload* payload
        cdef Payload* last
        cdef list reusable = self.reusable_tuples
        cdef const unsigned char* at
        cdef Py_ssize_t size
        cdef Py_ssize_t max_record = self.max_record
        cdef bint counts = self.counter is not None
        cdef int which
        cdef int64_t time = 0
        if self.raw:
            while spans < stop:
                self.feed_raw(spans.at, spans.at + spans.size, records)
                spans += 1
            return 0
        while spans < stop:
            count = self.frames.next_payloads(&spans, stop, payloads, PAYLOADS)
            last = payloads + count
            payload = payloads
            while payload < last:
                if self.state == BETWEEN and payload.ends_frame and payload.stream != ENGINE_ERROR:
                    size = parse_stamp(payload.at, payload.size, &self.moment, &time)
                    if size:
                        # Most frames are a whole line.
                        at = payload.at + size
                        size = payload.size - size
                        which = payload.stream == 2
                        if self.waiting == 0 and 0 < size <= max_record and at[size - 1] == c"\n":
                            if not counts or self.count_line(which, time, at, size):
                                append_new(records, new_entry(reusable, &self.time_cache, time, SOURCES[which], at,
                                                              size - 1))
                        else:
                            self.add_chunk(which, time, at, size, records)
                        self.position += HEADER_SIZE + <uint64_t> payload.size
                        payload += 1
                        continue
                self.feed_payload(payload, records)
                payload += 1
        return 0

    cdef int feed_payload(self, Payload* payload, list records) except -1:
        """Takes a part of a frame, or a frame that is not a chunk."""
        cdef const unsigned char* at = payload.at
        cdef Py_ssize_t size = payload.size
        cdef Py_ssize_t taken
        if self.state == BETWEEN:
            self.position += HEADER_SIZE
            self.chunk_start = self.position
            if size == 0 and payload.ends_frame:
                return 0  # an empty frame has no chunk
            self.state = MESSAGE if payload.stream == ENGINE_ERROR else STAMP
        self.position += <uint64_t> size
        if self.state == MESSAGE:
            self.add_message(at, size, payload.ends_frame, records)
        else:
            if self.state == STAMP:
                taken = self.gather_stamp(at, size, payload.ends_frame)
                at += taken
                size -= taken
                if self.state == STAMP:
                    return 0
                self.begin_chunk(index_of(payload.stream), self.chunk.time, records)
            self.add_content(at, size, records)
            if payload.ends_frame:
                self.end_chunk(records)
        if payload.ends_frame:
            self.state = BETWEEN
        return 0

    cdef int feed_raw(self, const unsigned char* at, const unsigned char* end, list records) except -1:
        cdef const unsigned char* start
        cdef const unsigned char* feed
        cdef Py_ssize_t stamp
        cdef Py_ssize_t size
        cdef int64_t time = 0
        while at < end:
            if self.state == BETWEEN:
                self.chunk_start = self.position
                stamp = parse_stamp(at, end - at, &self.moment, &time)
                if stamp:
                    start = at + stamp
                    size = min(end - start, <Py_ssize_t> CUT)
                    feed = <const unsigned char*> memchr(start, c"\n", size)
                    if feed is not NULL:
                        size = feed + 1 - start
                    if feed is not NULL or size == CUT:
                        self.add_chunk(0, time, start, size, records)
                        self.position += <uint64_t> (stamp + size)
                        at = start + size
                        continue
                self.state = STAMP
            if self.state == STAMP:
                size = self.gather_stamp(at, end - at, False)
                at += size
                self.position += <uint64_t> size
                if self.state == STAMP:
                    return 0
                self.begin_chunk(0, self.chunk.time, records)
            size = min(end - at, <Py_ssize_t> (CUT - self.chunk.size))
            feed = <const unsigned char*> memchr(at, c"\n", size)
            if feed is not NULL:
                size = feed + 1 - at
            self.add_content(at, size, records)
            at += size
            self.position += <uint64_t> size
            if feed is not NULL or self.chunk.size == CUT:
                self.end_chunk(records)
                self.state = BETWEEN
        return 0

    cdef Py_ssize_t gather_stamp(self, const unsigned char* at, Py_ssize_t size, bint at_end) except -1:
        """Takes the bytes of a timestamp that comes in parts, and returns their number.

        When the timestamp is complete, its time is in `chunk`, and the content comes next. `at_end`: the chunk ends
        here.
        """
        cdef Py_ssize_t taken
        cdef const unsigned char* space
        size = min(size, MAX_STAMP - self.stamp_size)
        space = <const unsigned char*> memchr(at, c" ", size)
        taken = size if space is NULL else space + 1 - at
        memcpy(self.stamp + self.stamp_size, at, taken)
        self.stamp_size += taken
        if space is not NULL and parse_stamp(self.stamp, self.stamp_size, &self.moment, &self.chunk.time):
            self.stamp_size = 0
            self.state = CONTENT
        elif space is not NULL or at_end or self.stamp_size == MAX_STAMP:
            self.refuse_stamp()
        return taken

    cdef int add_chunk(self, int which, int64_t time, const unsigned char* at, Py_ssize_t size, list records) except -1:
        """Takes a whole chunk."""
        if size and at[size - 1] == c"\n" and size <= self.max_record and not self.waiting >> which & 1:
            if self.counter is None or self.count_line(which, time, at, size):
                self.append_entry(which, time, at, size - 1, records)
            return 0
        self.begin_chunk(which, time, records)
        self.add_content(at, size, records)
        return self.end_chunk(records)

    cdef bint count_line(self, int which, int64_t time, const unsigned char* at, Py_ssize_t size) except -1:
        """Counts a chunk that is a whole line. Returns False if it is passed over."""
        cdef Chunk chunk
        chunk.time = time
        chunk.size = <uint64_t> size
        chunk.hash = hash_chunk(time, chunk.size, at, at + max(size - SAMPLE, 0))
        return self.counter.count_line(which, &chunk, self.waiting == 0)

    cdef int begin_chunk(self, int which, int64_t time, list records) except -1:
        cdef Buffer line = <Buffer> self.lines[which]
        if self.counter is not None:
            self.counter.expect(which, time)
        if self.waiting >> which & 1:
            if not self.joins_stamps and self.line_time[which] != time:
                self.give_line(which, records)
        if not self.waiting >> which & 1:
            self.line_time[which] = time
        self.which = which
        self.chunk.time = time
        self.chunk.size = 0
        self.skipped = self.counter is not None and self.counter.skips(which)
        self.between_lines = self.waiting == 0
        self.ends_line = False
        self.whole[which] = line.size()
        return 0

    cdef int add_content(self, const unsigned char* at, Py_ssize_t size, list records) except -1:
        """Takes a part of the content of a chunk. An LF at its end is held back: it may be the end of the line."""
        if size == 0:
            return 0
        if self.counter is not None:
            self.sample(at, size)
        self.chunk.size += <uint64_t> size
        if self.skipped:
            return 0
        if self.ends_line:
            self.add_to_line(b"\n", 1, records)
        self.ends_line = at[size - 1] == c"\n"
        return self.add_to_line(at, size - self.ends_line, records)

    cdef void sample(self, const unsigned char* at, Py_ssize_t size) noexcept:
        """Keeps the first and the last bytes of the content, for its hash."""
        cdef Py_ssize_t kept = <Py_ssize_t> min(self.chunk.size, <uint64_t> SAMPLE)
        cdef Py_ssize_t moved
        if kept < SAMPLE:
            memcpy(self.first + kept, at, min(size, SAMPLE - kept))
        # `last` ends with the last byte.
        if size >= SAMPLE:
            memcpy(self.last, at + size - SAMPLE, SAMPLE)
        else:
            moved = SAMPLE - size
            memmove(self.last, self.last + size, moved)
            memcpy(self.last + moved, at, size)

    cdef int add_to_line(self, const unsigned char* at, Py_ssize_t size, list records) except -1:
        cdef int which = self.which
        cdef Buffer line = <Buffer> self.lines[which]
        # Gives a piece only when the line is known to go on: a line of exactly `max_record` bytes stays whole.
        cdef Py_ssize_t room = self.max_record - line.size()
        while size > room:
            if self.whole[which]:
                # The chunks before this one are a piece.
                if self.counter is not None:
                    self.counter.give(which)
                self.append_entry(which, self.line_time[which], line.first(), self.whole[which], records)
                line.consume(self.whole[which])
            else:
                line.append(at, room)
                self.append_entry(which, self.line_time[which], line.first(), self.max_record, records)
                line.clear()
                at += room
                size -= room
            self.whole[which] = 0
            self.line_time[which] = self.chunk.time
            room = self.max_record - line.size()
        return line.append(at, size)

    cdef int end_chunk(self, list records) except -1:
        cdef int which = self.which
        if self.counter is not None:
            self.chunk.hash = hash_chunk(self.chunk.time, self.chunk.size, self.first, self.last)
            self.counter.count(which, &self.chunk, self.between_lines)
        if self.skipped:
            return 0
        self.waiting |= 1 << which
        if self.ends_line:
            self.give_line(which, records)
        return 0

    cdef int give_line(self, int which, list records) except -1:
        """Gives the line that the complete chunks of a source make."""
        cdef Buffer line = <Buffer> self.lines[which]
        if self.counter is not None:
            self.counter.give(which)
        self.append_entry(which, self.line_time[which], line.first(), line.size(), records)
        line.release()
        self.waiting &= ~(1 << which)
        return 0

    cdef int append_entry(self, int which, int64_t time, const unsigned char* at, Py_ssize_t size, list records)\
            except -1:
        return append_new(records, new_entry(self.reusable_tuples, &self.time_cache, time, SOURCES[which], at, size))

    cdef int add_message(self, const unsigned char* at, Py_ssize_t size, bint at_end, list records) except -1:
        """Takes a part of a frame with the engine's own error. It has no timestamp, and is an entry of its own."""
        cdef Py_ssize_t room = self.max_record - self.message.size()
        while size > room:
            self.message.append(at, room)
            self.append_message(self.message.first(), self.message.size(), records)
            self.message.clear()
            at += room
            size -= room
            room = self.max_record
        self.message.append(at, size)
        if at_end:
            size = self.message.size()
            if size and self.message.first()[size - 1] == c"\n":
                size -= 1
            self.append_message(self.message.first(), size, records)
            self.message.release()
        return 0

    cdef int append_message(self, const unsigned char* at, Py_ssize_t size, list records) except -1:
        if self.error is not None:
            raise self.error(at[:size])
        return self.append_entry(2, 0, at, size, records)

    cdef int refuse_stamp(self) except -1:
        raise ProtocolError(f"a chunk of the log has no timestamp, at byte {self.chunk_start} of the body: was it "
                            "asked for with timestamps, and is it multiplexed as the stream says?", self.chunk_start)

    cdef int finish(self, list records) except -1:
        cdef int which
        self.frames.finish()
        if self.state == STAMP:
            self.refuse_stamp()
        if self.state == CONTENT:
            self.end_chunk(records)
            self.state = BETWEEN
        if self.counter is not None and self.counter.holds_unfinished:
            self.counter.unfinished = self.waiting != 0
            return 0
        for which in range(2):
            if self.waiting >> which & 1:
                self.give_line(which, records)
        return 0
