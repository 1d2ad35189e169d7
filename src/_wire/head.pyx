"""Writes the head of a request; parses the head of a response (RFC 9112 sections 2 to 5)."""

from cpython.bytes cimport PyBytes_AS_STRING, PyBytes_GET_SIZE
from cpython.unicode cimport PyUnicode_DecodeLatin1
from libc.stdint cimport uint64_t
from libc.string cimport memchr, memcmp

from dockline._wire.buffer cimport Buffer
from dockline._wire.grammar cimport is_field_content, is_token

from dockline._wire.errors import ProtocolError

cdef uint64_t MAX_LENGTH = 0x7fffffffffffffff


def request_head(str method not None, str target not None, list fields not None) -> bytes:
    """The head of a request: the request line, `fields` as (name, value) pairs of str, and an empty line.

    Raises ValueError for text that could end its line early: a control character or a space in the target, a field
    name that is not a token, a control character in a value (RFC 9110 sections 5.1 and 5.5).
    """
    cdef bytes octets
    if not _is_token_text(method):
        raise ValueError("the method is not a token")
    octets = target.encode("ascii")
    if not octets:
        raise ValueError("the request target is empty")
    cdef const unsigned char* at = <const unsigned char*> PyBytes_AS_STRING(octets)
    cdef Py_ssize_t index
    for index in range(PyBytes_GET_SIZE(octets)):
        if at[index] <= 0x20 or at[index] == 0x7f:
            raise ValueError("the request target has a space or a control character")
    lines = [f"{method} {target} HTTP/1.1\r\n".encode("ascii")]
    for name, value in fields:
        if not _is_token_text(name):
            raise ValueError("a field name is not a token")
        octets = value.encode("latin-1")
        at = <const unsigned char*> PyBytes_AS_STRING(octets)
        for index in range(PyBytes_GET_SIZE(octets)):
            if not is_field_content(at[index]):
                raise ValueError(f"the value of the field {name} has a control character")
        lines += (name.encode("ascii"), b": ", octets, b"\r\n")
    lines.append(b"\r\n")
    return b"".join(lines)


cdef bint _is_token_text(str text):
    cdef Py_UCS4 character
    for character in text:
        if character > 0x7f or not is_token(<unsigned char> character):
            return False
    return bool(text)


cdef class ResponseHead:
    """The status line and the header fields of a response.

    `media_type` is the Content-Type in lower case, without parameters. `coding` is the Content-Encoding in lower case.
    Both are empty if the field is missing; `coding` also for "identity".
    """

    @property
    def fields(self) -> list:
        """(name, value) pairs of str. Made on each access, because most callers need none."""
        cdef bytes line
        pairs = []
        for line in self.lines:
            name, _, value = line.decode("latin-1").partition(":")
            pairs.append((name, value.strip(" \t")))
        return pairs

    def __repr__(self):
        return f"<ResponseHead {self.status} {self.reason}>"

    cdef int note_field(self, str name, str value, uint64_t offset) except -1:
        """Notes the fields that the framing or the caller needs. Refuses ambiguous framing (RFC 9112 section 6)."""
        cdef str key
        cdef uint64_t length
        key = name.lower()
        if key == "content-type":
            self.media_type = value.partition(";")[0].strip().lower()
        elif key == "content-encoding":
            codings = [coding.strip(" \t") for coding in f"{self.coding},{value.lower()}".split(",")]
            self.coding = ", ".join([coding for coding in codings if coding not in ("", "identity")])
        elif key == "content-length":
            length = _content_length(value, offset)
            if self.has_length and length != self.length:
                raise ProtocolError(f"differing Content-Length fields, at byte {offset}", offset)
            self.has_length = True
            self.length = length
        elif key == "transfer-encoding":
            if self.has_coding or value.lower() != "chunked":
                raise ProtocolError(f"Transfer-Encoding {value!r} is not the single coding chunked, at byte {offset}",
                                    offset)
            if self.minor_version == 0:
                raise ProtocolError(f"Transfer-Encoding in an HTTP/1.0 response, at byte {offset}", offset)
            self.has_coding = self.chunked = True
        elif key == "connection":
            if "close" in [option.strip() for option in value.lower().split(",")]:
                self.close = True
        else:
            return 0
        if self.has_length and self.has_coding:
            raise ProtocolError(f"Content-Length together with Transfer-Encoding, at byte {offset}", offset)
        return 0


cdef uint64_t _content_length(str value, uint64_t offset) except? 0xffffffffffffffff:
    """RFC 9110 section 8.6: digits, or a list that repeats the same digits."""
    cdef str digits = value
    if "," in value:
        members = {member.strip(" \t") for member in value.split(",")}
        if len(members) != 1:
            raise ProtocolError(f"differing Content-Length values {value!r}, at byte {offset}", offset)
        digits = members.pop()
    if not (digits.isascii() and digits.isdigit()):
        raise ProtocolError(f"Content-Length {value!r} is not a number, at byte {offset}", offset)
    cdef uint64_t length = 0
    cdef uint64_t digit
    for character in digits:
        digit = <uint64_t> (<Py_UCS4> character) - c"0"
        if length > (MAX_LENGTH - digit) // 10:
            raise ProtocolError(f"Content-Length {value!r} overflows 63 bits, at byte {offset}", offset)
        length = 10 * length + digit
    return length


cdef class HeadParser:
    """Parses response heads, one after the other, line by line. Searches each byte for a line end only once."""

    def __cinit__(self, Py_ssize_t max_size, Py_ssize_t max_fields):
        self.max_size = max_size
        self.max_fields = max_fields

    cdef ResponseHead parse(self, Buffer buffer):
        """The next head, None while bytes are missing. Consumes each line when it is complete."""
        cdef const unsigned char* line
        cdef const unsigned char* feed
        cdef Py_ssize_t size
        cdef ResponseHead head
        if self.head is None:
            self.head = ResponseHead.__new__(ResponseHead)
            self.head.lines = []
            self.head.media_type = self.head.coding = ""
            self.first = buffer.position
            self.searched = 0
        while True:
            line = buffer.first()
            feed = NULL
            if buffer.size() > self.searched:
                feed = <const unsigned char*> memchr(line + self.searched, c"\n", buffer.size() - self.searched)
            size = buffer.size() if feed is NULL else feed - line + 1
            if <Py_ssize_t> (buffer.position - self.first) + size > self.max_size:
                raise ProtocolError(f"the response head is larger than {self.max_size} bytes, at byte "
                                    f"{self.first + <uint64_t> self.max_size}", self.first + <uint64_t> self.max_size)
            if size and self.head.status == 0:
                check_protocol(line, size, buffer.position)
            if feed is NULL:
                self.searched = size
                return None
            if size < 2 or line[size - 2] != c"\r":
                raise ProtocolError(f"a line of the response head ends with a bare LF, at byte "
                                    f"{buffer.position + <uint64_t> size - 1}", buffer.position + <uint64_t> size - 1)
            if self.head.status == 0:
                self.parse_status_line(line, size - 2, buffer.position)
            elif size > 2:
                self.parse_field(line, size - 2, buffer.position)
            buffer.consume(size)
            self.searched = 0
            if size == 2:
                head = self.head
                self.head = None
                return head

    cdef int parse_status_line(self, const unsigned char* line, Py_ssize_t size, uint64_t offset) except -1:
        """RFC 9112 section 4: `HTTP/1.x SP 3DIGIT SP [reason]`. Many servers omit the last space without a reason."""
        cdef Py_ssize_t index
        if size < 12 or line[7] not in b"01" or line[8] != c" " or (size > 12 and line[12] != c" "):
            raise ProtocolError(f"malformed status line {line[:min(size, 60)]!r}, at byte {offset}", offset)
        self.head.minor_version = line[7] - c"0"
        for index in range(9, 12):
            if not c"0" <= line[index] <= c"9":
                raise ProtocolError(f"malformed status code {line[9:12]!r}, at byte {offset + 9}", offset + 9)
            self.head.status = 10 * self.head.status + line[index] - c"0"
        if self.head.status < 100:
            raise ProtocolError(f"status code {self.head.status} is below 100, at byte {offset + 9}", offset + 9)
        check_content(line, 13, size, offset, "the reason phrase")
        self.head.reason = PyUnicode_DecodeLatin1(<const char*> line + 13, max(size - 13, 0), NULL)
        return 0

    cdef int parse_field(self, const unsigned char* line, Py_ssize_t size, uint64_t offset) except -1:
        """RFC 9112 section 5: `name ":" OWS value OWS`."""
        cdef Py_ssize_t colon = 0
        cdef Py_ssize_t start
        cdef Py_ssize_t end = size
        cdef str name
        cdef str value
        if len(self.head.lines) >= self.max_fields:
            raise ProtocolError(f"the response head has more than {self.max_fields} fields, at byte {offset}", offset)
        while colon < size and is_token(line[colon]):
            colon += 1
        if colon == size or line[colon] != c":" or colon == 0:
            if line[0] in b" \t":
                problem = "a folded line (obs-fold) in the response head"
            elif colon == size:
                problem = "a field without a colon"
            elif colon and line[colon] in b" \t":
                problem = "white space between a field name and its colon"
            else:
                problem = f"octet 0x{line[colon]:02x} in a field name" if colon or line[0] != c":" else \
                    "an empty field name"
            raise ProtocolError(f"{problem}, at byte {offset + <uint64_t> colon}", offset + <uint64_t> colon)
        start = colon + 1
        while start < end and line[start] in b" \t":
            start += 1
        while end > start and line[end - 1] in b" \t":
            end -= 1
        check_content(line, start, end, offset, "a field value")
        if colon == 10 or colon == 12 or colon == 14 or colon == 16 or colon == 17:
            name = PyUnicode_DecodeLatin1(<const char*> line, colon, NULL)
            value = PyUnicode_DecodeLatin1(<const char*> line + start, end - start, NULL)
            self.head.note_field(name, value, offset)
        self.head.lines.append(line[:size])
        return 0


cdef int check_protocol(const unsigned char* line, Py_ssize_t size, uint64_t offset) except -1:
    """Refuses another protocol at its first bytes. Its line end may never come."""
    if memcmp(line, b"HTTP/1.", min(size, 7)) != 0:
        raise ProtocolError(f"the response is not HTTP/1.x: it begins with {line[:min(size, 24)]!r}, at byte {offset}",
                            offset)
    return 0


cdef int check_content(const unsigned char* line, Py_ssize_t start, Py_ssize_t end, uint64_t offset,
                       str place) except -1:
    cdef Py_ssize_t index
    for index in range(start, end):
        if not is_field_content(line[index]):
            raise ProtocolError(f"control character 0x{line[index]:02x} in {place}, at byte "
                                f"{offset + <uint64_t> index}", offset + <uint64_t> index)
    return 0
