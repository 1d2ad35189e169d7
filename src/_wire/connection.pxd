cimport cython
from libc.stdint cimport uint64_t

from dockline._wire.buffer cimport Buffer, BytesBuilder, Span
from dockline._wire.frames cimport FrameDecoder, Payload
from dockline._wire.head cimport ResponseHead
from dockline._wire.rawsocket cimport RawSocket
from dockline._wire.reader cimport ResponseReader
from dockline._wire.sinks cimport VectoredWriter
from dockline._wire.splitters cimport Splitter

cdef enum Busy:
    FREE
    READING                             # a thread is reading
    AHEAD                               # one that writes is in a receive that does not wait


@cython.final
cdef class BodyCollector:
    cdef FrameDecoder frames
    cdef BytesBuilder body
    cdef object error
    cdef Buffer fault

    cdef bint advance(self, ResponseReader reader) except -1


@cython.final
cdef class BodyCopier:
    cdef FrameDecoder frames
    cdef object error
    cdef Buffer fault
    cdef uint64_t written[2]            # bytes to stdout and to stderr

    cdef bint advance(self, ResponseReader reader, VectoredWriter writer) except -1


cdef class Connection:
    cdef RawSocket socket
    cdef ResponseReader reader
    cdef public double read_timeout
    cdef public double write_timeout
    cdef double deadline                # of the call; infinite between calls and inside streams
    cdef Py_ssize_t receive_size
    cdef Busy reading_state
    cdef public bint waits              # for bytes, and for room
    cdef int receives                   # of the call that is being made
    cdef BodyCollector reading          # of a body whose rest must still arrive
    cdef BodyCopier copying             # likewise
    cdef Py_ssize_t sent                # of bytes whose rest has no room yet
    cdef bint request_whole             # sent to its end
    cdef object send_error              # the peer stopped reading
    cdef object read_ahead_error        # met by who sends, for who reads
    cdef object write_refusal           # why nothing more may be written
    cdef public object on_read_ahead    # called without arguments when a write has received for who reads
    cdef ResponseHead head
    cdef readonly bint answered         # at least a byte of the response was received

    cpdef int begin(self, bytes method, bint expects_upgrade, double deadline) except -1
    cpdef ResponseHead read_head(self)
    cdef bint is_reusable(self) noexcept
    cdef bint send_span(self, Span data) except -1
    cdef int claim_reading(self) except -1
    cdef Py_ssize_t receive(self, int flags=*, BytesBuilder body=*) except? -3
    cdef bint reads_early(self) noexcept
    cdef bint refused_early(self) except -1
    cdef int write_span(self, Span data) except -1
    cdef int refuse_write(self) except -1
    cdef object write_error(self, fault)
    cdef bint reads_ahead(self) noexcept
    cdef bint peer_has_ended(self) except -1
    cdef Py_ssize_t read_ahead(self) except? -3
    cdef int note_closed(self, fault) except -1
    cdef Py_ssize_t fill(self, int flags) except? -3
    cdef void shrink(self) noexcept
    cdef Py_ssize_t fill_body(self, BytesBuilder body, int flags) except? -3
    cdef Py_ssize_t receive_at(self, unsigned char* memory, Py_ssize_t size, int flags) except? -3
    cdef int read_records(self, Splitter splitter, list records) except -1
    cdef bint read_arrival(self, Splitter splitter, list records) except -1
    cdef object timed_out(self, str which, str doing)
