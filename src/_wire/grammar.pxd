# The octet classes of HTTP and JSON, as bitmaps and tables.

cdef extern from *:
    """
    #include <stdint.h>

    /* RFC 9110 section 5.6.2: token characters. */
    static inline int dockline_is_token(unsigned char c) {
        static const uint32_t set[8] = {
            0x00000000u, 0x03ff6cfau, 0xc7fffffeu, 0x57ffffffu, 0x00000000u, 0x00000000u, 0x00000000u, 0x00000000u};
        return (set[c >> 5] >> (c & 31)) & 1;
    }

    /* RFC 9110 section 5.5: the octets of a field value (HTAB, SP, VCHAR, obs-text). */
    static inline int dockline_is_field_content(unsigned char c) {
        static const uint32_t set[8] = {
            0x00000200u, 0xffffffffu, 0xffffffffu, 0x7fffffffu, 0xffffffffu, 0xffffffffu, 0xffffffffu, 0xffffffffu};
        return (set[c >> 5] >> (c & 31)) & 1;
    }

    /* The value of a hexadecimal digit, else -1. A table, because branches on random digits are mispredicted. */
    static inline int dockline_hex_value(unsigned char c) {
        static const signed char digits[256] = {
            -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1,
            -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1,
            -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1,
             0,  1,  2,  3,  4,  5,  6,  7,  8,  9, -1, -1, -1, -1, -1, -1,
            -1, 10, 11, 12, 13, 14, 15, -1, -1, -1, -1, -1, -1, -1, -1, -1,
            -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1,
            -1, 10, 11, 12, 13, 14, 15, -1, -1, -1, -1, -1, -1, -1, -1, -1,
            -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1,
            -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1,
            -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1,
            -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1,
            -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1,
            -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1,
            -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1,
            -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1,
            -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1};
        return digits[c];
    }

    /* RFC 8259: the octets that end a string or begin an escape in it. Also the record separator (RFC 7464), which no
       text may contain. */
    static inline int dockline_ends_in_string(unsigned char c) {
        static const unsigned char set[256] = {['"'] = 1, ['\\\\'] = 1, [0x1e] = 1};
        return set[c];
    }

    /* The octets that open or close strings, arrays and objects, and the record separator. */
    static inline int dockline_is_structural(unsigned char c) {
        static const unsigned char set[256] = {
            ['"'] = 1, ['{'] = 1, ['}'] = 1, ['['] = 1, [']'] = 1, [0x1e] = 1};
        return set[c];
    }
    """
    bint is_token "dockline_is_token"(unsigned char c) noexcept nogil
    bint is_field_content "dockline_is_field_content"(unsigned char c) noexcept nogil
    int hex_value "dockline_hex_value"(unsigned char c) noexcept nogil
    bint ends_in_string "dockline_ends_in_string"(unsigned char c) noexcept nogil
    bint is_structural "dockline_is_structural"(unsigned char c) noexcept nogil
