# The timestamps of log entries: RFC 3339, followed by a space.

from libc.stdint cimport int64_t, uint64_t

cdef extern from *:
    """
    #include <stdint.h>
    #include <string.h>

    /* Eight bytes as an integer. It is the same on every machine. */
    static inline uint64_t dockline_load_word(const unsigned char *at) {
        uint64_t word;
        memcpy(&word, at, 8);
    #if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
        word = __builtin_bswap64(word);
    #endif
        return word;
    }

    /* The number of eight decimal digits, else -1. It looks at all of them at once. */
    static inline int64_t dockline_eight_digits(const unsigned char *at) {
        uint64_t word = dockline_load_word(at);
        if (((word & 0xF0F0F0F0F0F0F0F0u) | (((word + 0x0606060606060606u) & 0xF0F0F0F0F0F0F0F0u) >> 4))
                != 0x3333333333333333u)
            return -1;
        word = (word & 0x0F0F0F0F0F0F0F0Fu) * 2561 >> 8;
        word = (word & 0x00FF00FF00FF00FFu) * 6553601 >> 16;
        return (int64_t)((word & 0x0000FFFF0000FFFFu) * 42949672960001u >> 32);
    }
    """
    uint64_t load_word "dockline_load_word"(const unsigned char* at) noexcept nogil
    int64_t eight_digits "dockline_eight_digits"(const unsigned char* at) noexcept nogil

cdef enum:
    MAX_STAMP = 36                      # bytes, with the space: 2026-01-05T10:00:00.123456789+02:00
    SECOND = 1_000_000_000              # in nanoseconds


cdef struct Moment:
    # The last date and time of day without a fraction, as text and as seconds since the epoch. Most entries share them
    # with the entry before.
    uint64_t text[3]
    int64_t seconds


cdef Py_ssize_t parse_any_stamp(const unsigned char* at, Py_ssize_t size, Moment* last, int64_t* time) noexcept nogil


cdef inline bint is_moment(const unsigned char* at, Moment* last) noexcept nogil:
    return load_word(at) == last.text[0] and load_word(at + 8) == last.text[1] and load_word(at + 11) == last.text[2]


cdef inline Py_ssize_t parse_stamp(const unsigned char* at, Py_ssize_t size, Moment* last, int64_t* time)\
        noexcept nogil:
    # Returns the size of the timestamp that the bytes begin with, and of the space behind it; 0 if they begin with
    # none. `time` is in nanoseconds since the epoch.
    cdef int64_t fraction
    if size > 30 and is_moment(at, last) and at[30] == c" " and at[29] == c"Z" and at[19] == c".":
        fraction = eight_digits(at + 20)
        if fraction >= 0 and c"0" <= at[28] <= c"9":
            time[0] = last.seconds * SECOND + fraction * 10 + at[28] - c"0"
            return 31
    return parse_any_stamp(at, size, last, time)
