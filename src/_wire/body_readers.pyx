"""Readers of one whole body. Their state survives a call that would block, so that the next call continues."""

cimport cython
from cpython.bytes cimport PyBytes_FromStringAndSize
from libc.stdint cimport uint64_t

from dockline._wire.buffer cimport Buffer, BytesBuilder
from dockline._wire.frames cimport ENGINE_ERROR, PAYLOADS, FrameDecoder, Payload
from dockline._wire.reader cimport SPANS, ResponseReader
from dockline._wire.sinks cimport VectoredWriter

cdef enum:
    MAX_ERROR = 1 << 20                 # bytes of the text of an engine error


cdef class BodyReader:
    """Walks the payloads of a body. `error(text)` makes the exception for an engine error; None treats its text as
    data."""

    def __cinit__(self, bint multiplexed, error):
        self.frames = FrameDecoder(multiplexed)
        self.error = error
        self.engine_error = Buffer() if error is not None else None

    cdef Py_ssize_t next_payloads(self, ResponseReader reader, SpanBatch* batch, Payload* payloads) except -1 nogil:
        """The next payloads that were received, at most PAYLOADS. Returns their number.

        Returns 0 if more bytes must arrive, or at the end. Payloads stay valid until the reader's buffer is filled
        again.
        """
        cdef Py_ssize_t count
        while True:
            if batch.next == batch.stop:
                batch.next = batch.spans
                batch.stop = batch.spans + reader.next_spans(batch.spans, SPANS)
                if batch.next == batch.stop:
                    return 0
            count = self.frames.next_payloads(&batch.next, batch.stop, payloads, PAYLOADS)
            if count:
                return count

    cdef int gather_error(self, Payload* payload) except -1 nogil:
        """Collects the text of an engine error. Raises the exception when the frame ends or the text is too long."""
        self.engine_error.append(payload.at, min(payload.size, MAX_ERROR - self.engine_error.size()))
        if self.engine_error.size() and (payload.ends_frame or self.engine_error.size() == MAX_ERROR):
            with gil:
                text = PyBytes_FromStringAndSize(<const char*> self.engine_error.first(), self.engine_error.size())
                raise self.error(text)
        return 0

    cdef bint at_end(self, ResponseReader reader) except -1:
        """Whether the body has ended. Raises ProtocolError if it ended inside a frame."""
        if reader.body.ended:
            self.frames.finish()
        return reader.body.ended


@cython.final
cdef class BodyCollector(BodyReader):
    """Joins the payloads of a body to one bytes object."""

    def __cinit__(self):
        self.body = BytesBuilder()

    cdef bint advance(self, ResponseReader reader) except -1:
        """Takes everything that was received. Returns True at the end of the body."""
        cdef SpanBatch batch
        cdef Payload payloads[PAYLOADS]
        cdef Payload* payload
        cdef Py_ssize_t index
        cdef Py_ssize_t count
        reader.expect_body()
        batch.next = batch.stop = batch.spans
        while True:
            count = self.next_payloads(reader, &batch, payloads)
            if count == 0:
                return self.at_end(reader)
            for index in range(count):
                payload = &payloads[index]
                if payload.stream == ENGINE_ERROR and self.error is not None:
                    self.gather_error(payload)
                else:
                    self.body.append(payload.at, payload.size)


@cython.final
cdef class BodyCopier(BodyReader):
    """Writes the payloads of a body to two descriptors."""

    cdef bint advance(self, ResponseReader reader, VectoredWriter writer) except -1:
        """Writes everything that was received. Returns True at the end of the body."""
        cdef bint raise_errors = self.error is not None
        # If both descriptors are the same, one list of parts keeps the order of the frames.
        cdef int err = writer.fds[0] != writer.fds[1]
        cdef SpanBatch batch
        cdef Payload payloads[PAYLOADS]
        cdef Payload* payload
        cdef Py_ssize_t index
        cdef Py_ssize_t count
        reader.expect_body()
        batch.next = batch.stop = batch.spans
        with nogil:
            while True:
                count = self.next_payloads(reader, &batch, payloads)
                if count == 0:
                    break
                for index in range(count):
                    payload = &payloads[index]
                    if payload.stream < 2:
                        writer.add(0, payload)
                        self.written[0] += <uint64_t> payload.size
                    elif payload.stream == ENGINE_ERROR and raise_errors:
                        writer.flush_all()
                        self.gather_error(payload)
                    else:
                        writer.add(err, payload)
                        self.written[1] += <uint64_t> payload.size
            writer.flush_all()
        return self.at_end(reader)
