"""A growing run of bytes: filled at its end, consumed at its start."""

from libc.stdlib cimport free, realloc
from libc.string cimport memcpy, memmove


cdef class Buffer:
    """Bytes between `start` and `end` wait to be consumed. Memory grows with what was received, never with a claim."""

    def __dealloc__(self):
        free(self.memory)

    cdef unsigned char* reserve(self, Py_ssize_t size) except NULL nogil:
        """Room for `size` more bytes, right behind those that wait."""
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
        """Drops what waits, and gives the memory back."""
        self.clear()
        free(self.memory)
        self.memory = NULL
        self.start = self.end = self.capacity = 0
