cimport cython
from cpython.object cimport PyObject
from libc.stdint cimport int64_t, uint64_t

from dockline._wire.buffer cimport Buffer
from dockline._wire.frames cimport FrameDecoder, Payload
from dockline._wire.positions cimport SAMPLE, Chunk, ChunkCounter
from dockline._wire.splitters cimport Splitter
from dockline._wire.stamps cimport MAX_STAMP, Moment

cdef extern from *:
    ctypedef struct TimeCache "dockline_time_cache":
        PyObject* object
        int64_t time

cdef enum State:
    # The part of a chunk that comes next.
    BETWEEN                             # the beginning of a chunk
    STAMP
    CONTENT
    MESSAGE                             # a frame of the engine itself


@cython.final
cdef class EntrySplitter(Splitter):
    cdef Py_ssize_t max_record
    cdef bint raw
    cdef bint joins_stamps              # a line goes on in the next chunk, whatever its timestamp
    cdef ChunkCounter counter           # or None
    cdef FrameDecoder frames
    cdef Moment moment
    cdef TimeCache time_cache

    cdef uint64_t position              # in the body, of the next byte
    cdef State state
    cdef uint64_t chunk_start           # position of the first byte of the chunk
    cdef unsigned char stamp[MAX_STAMP]  # the first bytes of a chunk that comes in parts
    cdef Py_ssize_t stamp_size
    cdef Buffer message                 # of the engine, the first parts

    # The chunk whose content comes in parts.
    cdef int which                      # 0 stdout, 1 stderr
    cdef Chunk chunk
    cdef bint skipped                   # its content was delivered before
    cdef bint between_lines             # no line was unfinished when it began
    cdef bint ends_line                 # its last byte so far is an LF, which is not in the buffer
    cdef unsigned char first[SAMPLE]    # bytes of its content
    cdef unsigned char last[SAMPLE]

    # The unfinished lines, by source.
    cdef tuple lines                    # a Buffer for each
    cdef Py_ssize_t whole[2]            # bytes of the buffer that are of complete chunks
    cdef int64_t line_time[2]           # of the first chunk
    cdef unsigned int waiting           # a bit for each source that has an unfinished line

    cdef int feed_payload(self, Payload* payload, list records) except -1
    cdef int feed_raw(self, const unsigned char* at, const unsigned char* end, list records) except -1
    cdef Py_ssize_t gather_stamp(self, const unsigned char* at, Py_ssize_t size, bint at_end) except -1
    cdef int add_chunk(self, int which, int64_t time, const unsigned char* at, Py_ssize_t size, list records) except -1
    cdef bint count_line(self, int which, int64_t time, const unsigned char* at, Py_ssize_t size) except -1
    cdef int begin_chunk(self, int which, int64_t time, list records) except -1
    cdef int add_content(self, const unsigned char* at, Py_ssize_t size, list records) except -1
    cdef void sample(self, const unsigned char* at, Py_ssize_t size) noexcept
    cdef int add_to_line(self, const unsigned char* at, Py_ssize_t size, list records) except -1
    cdef int end_chunk(self, list records) except -1
    cdef int give_line(self, int which, list records) except -1
    cdef int append_entry(self, int which, int64_t time, const unsigned char* at, Py_ssize_t size, list records)\
        except -1
    cdef int add_message(self, const unsigned char* at, Py_ssize_t size, bint at_end, list records) except -1
    cdef int append_message(self, const unsigned char* at, Py_ssize_t size, list records) except -1
    cdef int refuse_stamp(self) except -1
