"""Timestamps of RFC 3339, as the engines put them before each chunk of a log.

A timestamp has up to nine digits of a fraction, or none, and `Z` or an offset such as `+02:00`. The engines write `T`
and `Z` in upper case only. The years are 1678 to 2261, because the time must fit in 64 bits. A second of 60, which RFC
3339 allows for a leap second, counts as the first second after it, as Unix time has it.
"""

from libc.stdint cimport int64_t
from libc.string cimport memchr

cdef enum:
    DATE_TIME = 19                      # bytes: 2026-01-05T10:00:00
    MINUTE = 60                         # in seconds
    HOUR = 60 * MINUTE
    DAY = 24 * HOUR


cdef Py_ssize_t parse_any_stamp(const unsigned char* at, Py_ssize_t size, Moment* last, int64_t* time) noexcept nogil:
    cdef const unsigned char* end = <const unsigned char*> memchr(at, c" ", min(size, MAX_STAMP))
    cdef const unsigned char* start = at
    cdef int64_t fraction = 0
    cdef int64_t unit = SECOND
    cdef int64_t offset
    if end is NULL or end - at <= DATE_TIME or not (is_moment(at, last) or parse_date_time(at, last)):
        return 0
    at += DATE_TIME
    if at[0] == c".":
        at += 1
        while c"0" <= at[0] <= c"9":    # a space is at `end`
            unit //= 10
            fraction += unit * (at[0] - c"0")
            at += 1
        if unit == SECOND or unit == 0:  # without a digit, or with more than nine
            return 0
    if at[0] == c"Z" and end - at == 1:
        offset = 0
    elif (at[0] == c"+" or at[0] == c"-") and end - at == 6:
        offset = parse_offset(at + 1)
        if offset < 0:
            return 0
        if at[0] == c"-":
            offset = -offset
    else:
        return 0
    time[0] = (last.seconds - offset) * SECOND + fraction
    return end - start + 1


cdef int64_t parse_offset(const unsigned char* at) noexcept nogil:
    """The seconds of an offset `02:00`, else -1."""
    cdef int hours = digits(at, 2)
    cdef int minutes = digits(at + 3, 2)
    if at[2] != c":" or not (0 <= hours < 24 and 0 <= minutes < 60):
        return -1
    return hours * HOUR + minutes * MINUTE


cdef bint parse_date_time(const unsigned char* at, Moment* last) noexcept nogil:
    """Parses a date and a time of day into `last`. Returns False, and leaves `last` as it is, if they are invalid."""
    cdef int year = digits(at, 4)
    cdef int month = digits(at + 5, 2)
    cdef int day = digits(at + 8, 2)
    cdef int hour = digits(at + 11, 2)
    cdef int minute = digits(at + 14, 2)
    cdef int second = digits(at + 17, 2)
    if at[4] != c"-" or at[7] != c"-" or at[10] != c"T" or at[13] != c":" or at[16] != c":":
        return False
    if not (1678 <= year <= 2261 and 1 <= month <= 12 and 1 <= day <= days_of_month(year, month)):
        return False
    if not (0 <= hour < 24 and 0 <= minute < 60 and 0 <= second <= 60):
        return False
    last.seconds = days_since_epoch(year, month, day) * DAY + hour * HOUR + minute * MINUTE + second
    last.text[0] = load_word(at)
    last.text[1] = load_word(at + 8)
    last.text[2] = load_word(at + 11)
    return True


cdef int days_of_month(int year, int month) noexcept nogil:
    if month == 2:
        return 29 if year % 4 == 0 and (year % 100 != 0 or year % 400 == 0) else 28
    return 30 if month == 4 or month == 6 or month == 9 or month == 11 else 31


cdef int64_t days_since_epoch(int year, int month, int day) noexcept nogil:
    """The days from 1970-01-01 on, by the Gregorian calendar."""
    cdef int days_before_month
    # Counts years from March on, so that the leap day is the last one of its year.
    if month < 3:
        year -= 1
        month += 12
    days_before_month = (153 * (month - 3) + 2) // 5
    return <int64_t> 365 * year + year // 4 - year // 100 + year // 400 + days_before_month + day - 1 - 719468


cdef int digits(const unsigned char* at, int count) noexcept nogil:
    """The number of so many decimal digits, else -1."""
    cdef int number = 0
    cdef int index
    for index in range(count):
        if not c"0" <= at[index] <= c"9":
            return -1
        number = number * 10 + at[index] - c"0"
    return number
