"""Memory for received bytes."""

cimport cython
from cpython.bytes cimport PyBytes_AS_STRING, PyBytes_GET_SIZE
from cpython.object cimport PyObject
from cpython.ref cimport Py_CLEAR, Py_XDECREF
from libc.stdlib cimport free, realloc
from libc.string cimport memcpy, memmove


cdef extern from "Python.h":
    PyObject* PyBytes_FromStringAndSize(const char* data, Py_ssize_t size) except NULL
    int _PyBytes_Resize(PyObject** bytes, Py_ssize_t size) except -1


@cython.final
cdef class Buffer:
    """A queue of bytes: filled at its end, consumed at its start.

    The unread bytes lie between `start` and `end`. Memory grows with the received bytes, never with a claimed length.
    """

    def __dealloc__(self):
        free(self.memory)

    cdef unsigned char* reserve(self, Py_ssize_t size) except NULL nogil:
        """Memory for `size` more bytes, right after the unread ones."""
        cdef Py_ssize_t waiting = self.end - self.start
        cdef Py_ssize_t capacity
        cdef unsigned char* memory
        if self.capacity - self.end < size:
            if self.start:
                memmove(self.memory, self.memory + self.start, waiting)
                self.start = 0
                self.end = waiting
            if self.capacity - waiting < size:
                capacity = waiting + size
                if waiting:
                    capacity = max(capacity, 2 * self.capacity)
                memory = <unsigned char*> realloc(self.memory, capacity)
                if memory is NULL:
                    with gil:
                        raise MemoryError()
                self.memory = memory
                self.capacity = capacity
        return self.memory + self.end

    cdef int append(self, const unsigned char* data, Py_ssize_t size) except -1 nogil:
        if size:
            memcpy(self.reserve(size), data, size)
            self.end += size
        return 0

    cdef void release(self) noexcept nogil:
        """Drops the unread bytes and frees the memory."""
        self.clear()
        free(self.memory)
        self.memory = NULL
        self.start = self.end = self.capacity = 0


@cython.final
cdef class BytesBuilder:
    """Builds one bytes object. Spans are copied once; a receive can write straight into it."""

    def __dealloc__(self):
        Py_XDECREF(self.bytes)

    cdef unsigned char* reserve(self, Py_ssize_t size) except NULL:
        """Memory for `size` more bytes. The caller adds the number of bytes it has written to `self.size`."""
        cdef Py_ssize_t needed = self.size + size
        if self.bytes is NULL:
            self.bytes = PyBytes_FromStringAndSize(NULL, needed)
        elif needed > PyBytes_GET_SIZE(<object> self.bytes):
            _PyBytes_Resize(&self.bytes, max(needed, 2 * self.size))
        return <unsigned char*> PyBytes_AS_STRING(<object> self.bytes) + self.size

    cdef int append(self, const unsigned char* data, Py_ssize_t size) except -1:
        memcpy(self.reserve(size), data, size)
        self.size += size
        return 0

    cdef bytes joined(self):
        """The bytes object. Call it once."""
        if self.bytes is NULL:
            return b""
        _PyBytes_Resize(&self.bytes, self.size)
        joined = <bytes> self.bytes
        Py_CLEAR(self.bytes)
        return joined
