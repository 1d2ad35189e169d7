"""Positions in the log of a container: how many chunks of each source were delivered, and how to find them again.

A log that is asked for again comes in the same order. So a position is a number of chunks at its beginning, for each
source (1 stdout, 2 stderr), with a checksum of them. The view `entries` counts the chunks. It passes over those that
were delivered before.

The checksum and the hashes are stored by callers and compared by later versions. Whoever changes them must give what is
stored a new version.
"""

cimport cython
from cpython.number cimport PyNumber_Index
from libc.stdint cimport INT64_MAX, int64_t, uint64_t
from libc.string cimport memcpy, memset

from dockline._wire.stamps cimport SECOND, load_word

from dockline._wire.errors import PositionLost

cdef uint64_t SEED = 0x2545F4914F6CDD1D


cdef uint64_t hash_chunk(int64_t time, uint64_t size, const unsigned char* first, const unsigned char* last)\
        noexcept nogil:
    """The hash of a chunk: of its time, its size, and of up to 32 bytes at each end of its content.

    `first` has the first 32 bytes or, if the content is shorter, all of it. `last` has the last 32 bytes.
    """
    cdef unsigned char short_content[SAMPLE]
    cdef uint64_t hash = mix(mix(SEED, <uint64_t> time), size)
    cdef int at
    if size < SAMPLE:
        memset(short_content, 0, SAMPLE)
        memcpy(short_content, first, <size_t> size)
        first = short_content
    for at in range(0, SAMPLE, 8):
        hash = mix(hash, load_word(first + at))
    if size > SAMPLE:
        for at in range(0, SAMPLE, 8):
            hash = mix(hash, load_word(last + at))
    return hash


cdef uint64_t power(uint64_t exponent) noexcept nogil:
    """BASE to this power, modulo 2**64."""
    cdef uint64_t factor = BASE
    cdef uint64_t result = 1
    while exponent:
        if exponent & 1:
            result *= factor
        factor *= factor
        exponent >>= 1
    return result


cdef tuple as_pair(Count* count):
    return count.chunks, count.checksum


cdef Count as_count(object pair) except *:
    cdef Count count
    chunks, checksum = pair
    count.chunks = PyNumber_Index(chunks)
    count.checksum = PyNumber_Index(checksum)
    return count


cdef tuple as_pair_between(Count* before, Count after):
    """The chunks that came after `before`, up to `after`."""
    if before.chunks > after.chunks:
        raise ValueError("the first place is behind the second")
    after.chunks -= before.chunks
    after.checksum -= before.checksum * power(after.chunks)
    return as_pair(&after)


cdef class ChunkCounter:
    """Is told of each chunk of a log. It decides which chunks are passed over."""

    cdef bint skips(self, int which) noexcept:
        """Whether the next chunk of a source (0 stdout, 1 stderr) is passed over."""
        raise NotImplementedError

    cdef int expect(self, int which, int64_t time) except -1:
        """A chunk begins. Raises PositionLost if it can't be the next one."""
        return 0

    cdef int count(self, int which, Chunk* chunk, bint between_lines) except -1:
        """A chunk is complete. `between_lines`: no line of any source was unfinished when it began."""
        raise NotImplementedError

    cdef int give(self, int which) except -1:
        """All complete chunks of a source have become entries."""
        raise NotImplementedError

    cdef bint count_line(self, int which, Chunk* chunk, bint between_lines) except -1:
        """Counts a chunk that is a whole line. Returns True if it becomes an entry, and False if it is passed over."""
        raise NotImplementedError


@cython.final
cdef class Positions(ChunkCounter):
    """Counts the chunks that a view gives, and passes over the first chunks of the log.

    - `passed`: of source 1 and of source 2, how many chunks at the beginning of this log were delivered before, and
      their checksum.
    - `begun`: likewise, how many chunks come then that were seen before, but not delivered, because their lines were
      unfinished. None if that is not known.
    - `step_back`: how far the time of a new chunk may be behind the highest time before it, in nanoseconds. The view
      raises PositionLost instead of giving a chunk that is further behind. None: any distance.
    - `holds_unfinished`: True keeps back a line that has no end when the log ends. `unfinished` then tells whether
      there is one.

    The view raises PositionLost, before it gives an entry, if the log does not begin with all chunks that were
    delivered or seen before. If `begun` is None, it gives the entries of one source before those of the other have
    come. The counts hold for whole batches: they include everything that the view has put into the last batch.

    Raises ValueError and TypeError for a wrong `passed`, OverflowError for a number that does not fit in 64 bits.
    """

    def __init__(self, passed=((0, 0), (0, 0)), begun=((0, 0), (0, 0)), step_back=None, holds_unfinished=False):
        cdef Source* source
        cdef Count after
        cdef int which
        self.holds_unfinished = holds_unfinished
        self.allowed_step_back = INT64_MAX if step_back is None else PyNumber_Index(step_back)
        self.exact = begun is not None
        if begun is None:
            begun = ((0, 0), (0, 0))
        if len(passed) != 2 or len(begun) != 2:
            raise ValueError("passed and begun must have a pair for each of the two sources")
        for which in range(2):
            source = &self.sources[which]
            source.passed = as_count(passed[which])
            after = as_count(begun[which])
            source.seen.chunks = source.passed.chunks + after.chunks
            source.seen.checksum = source.passed.checksum * power(after.chunks) + after.checksum
            self.missing += source.seen.chunks

    @property
    def delivered(self):
        """Of each source: how many chunks of this log were delivered, and their checksum. Those passed over count.

        The chunks of a line count when the line is given.
        """
        return as_pair(&self.sources[0].given), as_pair(&self.sources[1].given)

    @property
    def begun(self):
        """Of each source: how many chunks of an unfinished line came after those delivered, and their checksum."""
        return tuple([as_pair_between(&self.sources[which].given, self.counts[which]) for which in range(2)])

    @property
    def behind(self):
        """How many chunks that were delivered or seen before have not come yet."""
        return self.missing

    @property
    def newest(self):
        """The highest time of a complete chunk, in nanoseconds since the epoch. 0 before the first."""
        return self.newest_time

    @property
    def steps_back(self):
        """The largest step back of a time, in nanoseconds: from the highest time so far to the time of a chunk."""
        return self.largest_step_back

    @property
    def marks(self):
        """Places from which the log can be asked for again, oldest first, at most 16.

        A mark is `(time, count of source 1, count of source 2)`. The time is a whole second, in nanoseconds. All chunks
        before it have earlier times, all chunks since have this time or a later one. The counts are of the chunks
        before.
        """
        return [(self.kept_marks[index].time, as_pair(&self.kept_marks[index].counts[0]),
                 as_pair(&self.kept_marks[index].counts[1])) for index in range(self.mark_count)]

    def since(self, mark):
        """The value of `passed` for a log that is asked for from the time of a mark on."""
        cdef Count before
        cdef int which
        pairs = []
        for which in range(2):
            before = as_count(mark[1 + which])
            pairs.append(as_pair_between(&before, self.sources[which].given))
        return tuple(pairs)

    @property
    def tail(self):
        """The last 16 delivered chunks of each source, in the order of the log: `(time, source, size, hash)`."""
        cdef Source* source
        cdef KeptChunk* kept
        cdef uint64_t index
        cdef int which
        numbered = []
        for which in range(2):
            source = &self.sources[which]
            for index in range(source.tail_size - min(source.tail_size, <uint64_t> TAIL), source.tail_size):
                kept = &source.tail[index % TAIL]
                numbered.append((kept.number, (kept.chunk.time, which + 1, kept.chunk.size, kept.chunk.hash)))
        return [chunk for _, chunk in sorted(numbered)]

    def copy(self):
        """A copy that stays as it is while the view goes on."""
        cdef Positions other = Positions.__new__(Positions)
        memcpy(&other.counts, &self.counts, sizeof(self.counts))
        memcpy(&other.sources, &self.sources, sizeof(self.sources))
        memcpy(&other.kept_marks, &self.kept_marks, sizeof(self.kept_marks))
        other.mark_count = self.mark_count
        other.missing = self.missing
        other.exact = self.exact
        other.next_second = self.next_second
        other.newest_time = self.newest_time
        other.largest_step_back = self.largest_step_back
        other.allowed_step_back = self.allowed_step_back
        other.holds_unfinished = self.holds_unfinished
        other.unfinished = self.unfinished
        other.in_use = True
        return other

    cdef bint skips(self, int which) noexcept:
        return self.counts[which].chunks < self.sources[which].passed.chunks

    cdef int expect(self, int which, int64_t time) except -1:
        if self.newest_time - time > self.allowed_step_back and self.missing == 0:
            raise PositionLost(f"the timestamps of the log step back by {(self.newest_time - time) // 1_000_000} ms")
        return 0

    cdef int count(self, int which, Chunk* chunk, bint between_lines) except -1:
        cdef Source* source = &self.sources[which]
        cdef Count* count = &self.counts[which]
        cdef KeptChunk* kept = &source.waiting[source.waiting_size % TAIL]
        self.note_time(chunk.time, between_lines)
        kept.chunk = chunk[0]
        kept.number = self.counts[0].chunks + self.counts[1].chunks
        source.waiting_size += 1
        add_chunk(count, chunk.hash)
        if count.chunks < source.seen.chunks:
            self.missing -= 1
        elif count.chunks == source.seen.chunks:
            if count.checksum != source.seen.checksum:
                raise PositionLost(f"the log does not begin with the {count.chunks} chunks of source {which + 1} that "
                                   "came before")
            self.missing -= 1
        if count.chunks <= source.passed.chunks:
            self.take_waiting(source, count)
        return 0

    cdef int give(self, int which) except -1:
        if self.missing and self.exact:
            self.refuse_entry(which)
        self.take_waiting(&self.sources[which], &self.counts[which])
        return 0

    cdef int refuse_entry(self, int which) except -1:
        raise PositionLost(f"the log has a new line of source {which + 1} before {self.missing} chunks that came "
                           "before")

    cdef void take_waiting(self, Source* source, Count* count) noexcept:
        """All chunks of a source so far count as delivered."""
        cdef uint64_t index
        for index in range(source.waiting_size - min(source.waiting_size, <uint64_t> TAIL), source.waiting_size):
            source.tail[source.tail_size % TAIL] = source.waiting[index % TAIL]
            source.tail_size += 1
        source.waiting_size = 0
        source.given = count[0]

    cdef bint count_line(self, int which, Chunk* chunk, bint between_lines) except -1:
        cdef Source* source = &self.sources[which]
        cdef Count* count = &self.counts[which]
        cdef KeptChunk* kept
        if count.chunks < source.passed.chunks:
            self.count(which, chunk, between_lines)
            return False
        if self.missing and self.exact:
            self.refuse_entry(which)
        if chunk.time < self.newest_time:
            self.expect(which, chunk.time)
        self.note_time(chunk.time, between_lines)
        kept = &source.tail[source.tail_size % TAIL]
        kept.chunk = chunk[0]
        kept.number = self.counts[0].chunks + self.counts[1].chunks
        source.tail_size += 1
        add_chunk(count, chunk.hash)
        source.given = count[0]
        return True

    cdef void note_time(self, int64_t time, bint between_lines) noexcept:
        if time < self.newest_time:
            self.largest_step_back = max(self.largest_step_back, self.newest_time - time)
            self.drop_marks(time)
        elif time > self.newest_time:
            if time >= self.next_second:
                if between_lines:
                    self.mark(time)
                self.next_second = (time // SECOND + 1) * SECOND
            self.newest_time = time

    cdef void mark(self, int64_t time) noexcept:
        """Makes a mark at the second of `time`. All chunks so far are of earlier seconds."""
        cdef int64_t second = time // SECOND * SECOND
        cdef int index
        if self.mark_count == MARKS:
            for index in range(1, MARKS):
                self.kept_marks[index - 1] = self.kept_marks[index]
            self.mark_count -= 1
        self.kept_marks[self.mark_count].time = second
        self.kept_marks[self.mark_count].counts[0] = self.counts[0]
        self.kept_marks[self.mark_count].counts[1] = self.counts[1]
        self.mark_count += 1

    cdef void drop_marks(self, int64_t time) noexcept:
        """Drops the marks that a late chunk belongs before."""
        while self.mark_count and self.kept_marks[self.mark_count - 1].time > time:
            self.mark_count -= 1


@cython.final
cdef class Search(ChunkCounter):
    """Looks for a tail in what a log still holds. The view gives no entry.

    The chunks of each source are looked for by themselves: as a run in order, or as the end of the run where the log
    begins within it. After the end of the log, `found` and `passed` tell the result.

    - `tail`: chunks as `Positions.tail` gives them, at most 16 of each source.

    Raises ValueError and TypeError for a wrong `tail`, OverflowError for a number that does not fit in 64 bits.
    """

    def __init__(self, tail):
        cdef SearchedSource* searched
        for time, source, size, hash_ in tail:
            if source not in (1, 2):
                raise ValueError("the source of a chunk must be 1 or 2")
            searched = &self.sources[<int> source - 1]
            if searched.size == TAIL:
                raise ValueError(f"a tail has at most {TAIL} chunks of each source")
            searched.run[searched.size].time = PyNumber_Index(time)
            searched.run[searched.size].size = PyNumber_Index(size)
            searched.run[searched.size].hash = PyNumber_Index(hash_)
            searched.size += 1

    @property
    def found(self):
        """At how many places the tail stands: 0, 1 or more. If the sources differ, that of the source with more."""
        return max(self.sources[0].places, self.sources[1].places)

    @property
    def passed(self):
        """The value of `passed` to read the same log again and get what stands behind the last place of the tail.

        Everything is new of a source whose run is not there.
        """
        return as_pair(&self.sources[0].end), as_pair(&self.sources[1].end)

    cdef bint skips(self, int which) noexcept:
        return True

    cdef int count(self, int which, Chunk* chunk, bint between_lines) except -1:
        cdef SearchedSource* source = &self.sources[which]
        cdef Count* count = &self.counts[which]
        source.seen[count.chunks % TAIL] = chunk[0]
        add_chunk(count, chunk.hash)
        if self.is_place(source, count.chunks):
            source.places += 1
            source.end = count[0]
        return 0

    cdef bint is_place(self, SearchedSource* source, uint64_t seen) noexcept:
        """Whether the last chunks of the log, `seen` in all, are the run."""
        cdef Chunk* here
        cdef Chunk* wanted
        cdef uint64_t back
        for back in range(1, min(seen, <uint64_t> source.size) + 1):
            here = &source.seen[(seen - back) % TAIL]
            wanted = &source.run[<uint64_t> source.size - back]
            if here.hash != wanted.hash or here.time != wanted.time or here.size != wanted.size:
                return False
        return source.size > 0

    cdef int give(self, int which) except -1:
        return 0

    cdef bint count_line(self, int which, Chunk* chunk, bint between_lines) except -1:
        self.count(which, chunk, between_lines)
        return False
