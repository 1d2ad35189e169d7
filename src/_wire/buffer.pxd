cimport cython
from cpython.object cimport PyObject
from libc.stdint cimport uint64_t


cdef struct Span:
    # A view of bytes in memory that belongs to another object.
    const unsigned char* at
    Py_ssize_t size


@cython.final
cdef class Buffer:
    cdef unsigned char* memory
    cdef Py_ssize_t start               # of the unread bytes
    cdef Py_ssize_t end
    cdef Py_ssize_t capacity
    cdef uint64_t position              # number of bytes consumed before `start`

    cdef inline Py_ssize_t size(self) noexcept nogil:
        return self.end - self.start

    cdef inline const unsigned char* first(self) noexcept nogil:
        return self.memory + self.start

    cdef inline void commit(self, Py_ssize_t size) noexcept nogil:
        # `size` bytes were written to the memory of `reserve`.
        self.end += size

    cdef inline void consume(self, Py_ssize_t size) noexcept nogil:
        self.start += size
        self.position += <uint64_t> size

    cdef inline void clear(self) noexcept nogil:
        self.consume(self.end - self.start)

    cdef unsigned char* reserve(self, Py_ssize_t size) except NULL nogil
    cdef int append(self, const unsigned char* data, Py_ssize_t size) except -1 nogil
    cdef void release(self) noexcept nogil


@cython.final
cdef class BytesBuilder:
    cdef PyObject* bytes
    cdef Py_ssize_t size                # bytes that are filled

    cdef unsigned char* reserve(self, Py_ssize_t size) except NULL
    cdef int append(self, const unsigned char* data, Py_ssize_t size) except -1
    cdef bytes joined(self)
