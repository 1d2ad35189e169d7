cimport cython
from libc.stdint cimport int64_t, uint64_t

cdef enum:
    TAIL = 16                           # chunks that are kept of each source
    MARKS = 16
    SAMPLE = 32                         # bytes at each end of a chunk that its hash is made of


cdef struct Chunk:
    int64_t time                        # in nanoseconds since the epoch
    uint64_t size                       # of its content in bytes, with the LF
    uint64_t hash


cdef struct Count:
    # A number of chunks at the beginning of a log, and their rolling checksum.
    uint64_t chunks
    uint64_t checksum


cdef extern from *:
    """
    #include <stdint.h>

    #define DOCKLINE_BASE 0x9E3779B97F4A7C15u

    static inline uint64_t dockline_mix(uint64_t hash, uint64_t word) {
        hash = (hash ^ word) * 0xD6E8FEB86659FD93u;
        return hash ^ hash >> 32;
    }
    """
    const uint64_t BASE "DOCKLINE_BASE"
    uint64_t mix "dockline_mix"(uint64_t hash, uint64_t word) noexcept nogil

cdef inline void add_chunk(Count* count, uint64_t hash) noexcept nogil:
    count.chunks += 1
    count.checksum = count.checksum * BASE + hash


cdef uint64_t hash_chunk(int64_t time, uint64_t size, const unsigned char* first, const unsigned char* last)\
    noexcept nogil


cdef class ChunkCounter:
    cdef public bint in_use             # by a view; another view can't use it
    cdef public bint holds_unfinished   # a line without its end is not given at the end of the log
    cdef public bint unfinished         # there was such a line
    cdef Count counts[2]                # of stdout and stderr: all complete chunks

    cdef bint skips(self, int which) noexcept
    cdef int expect(self, int which, int64_t time) except -1
    cdef int count(self, int which, Chunk* chunk, bint between_lines) except -1
    cdef int give(self, int which) except -1
    cdef bint count_line(self, int which, Chunk* chunk, bint between_lines) except -1


cdef struct KeptChunk:
    Chunk chunk
    uint64_t number                     # in the order of the log


cdef struct Source:
    Count passed                        # delivered before
    Count seen                          # delivered before, or seen as a part of an unfinished line
    Count given
    KeptChunk tail[TAIL]                # the last given chunks, as a ring
    uint64_t tail_size                  # that were ever put into it
    KeptChunk waiting[TAIL]             # the last complete chunks of an unfinished line, as a ring
    uint64_t waiting_size


cdef struct Mark:
    int64_t time
    Count counts[2]


@cython.final
cdef class Positions(ChunkCounter):
    cdef Source sources[2]
    cdef uint64_t missing               # chunks seen before that have not come yet
    cdef bint exact                     # all of them come before the first new entry
    cdef int64_t newest_time
    cdef int64_t next_second            # the first second behind `newest_time`
    cdef int64_t largest_step_back
    cdef int64_t allowed_step_back
    cdef Mark kept_marks[MARKS]         # oldest first
    cdef int mark_count

    cdef int refuse_entry(self, int which) except -1
    cdef void take_waiting(self, Source* source, Count* count) noexcept
    cdef void note_time(self, int64_t time, bint between_lines) noexcept
    cdef void mark(self, int64_t time) noexcept
    cdef void drop_marks(self, int64_t time) noexcept


cdef struct SearchedSource:
    Chunk run[TAIL]
    int size                            # of the run
    Chunk seen[TAIL]                    # the last chunks of the log, as a ring
    uint64_t places
    Count end                           # behind the last place


@cython.final
cdef class Search(ChunkCounter):
    cdef SearchedSource sources[2]

    cdef bint is_place(self, SearchedSource* source, uint64_t seen) noexcept
