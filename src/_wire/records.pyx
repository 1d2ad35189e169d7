"""Blocking iteration over the records of a response."""

from cpython.list cimport PyList_GET_ITEM, PyList_GET_SIZE
from cpython.object cimport PyObject

from dockline._wire.connection cimport Connection
from dockline._wire.splitters cimport Splitter

from dockline._wire.errors import StreamClosed


cdef class Records:
    """An iterator over the records that `splitter` makes of the body; `batches()` gives them a list per arrival.

    `convert(records, converted)`, where given, appends to the list `converted` what each record becomes. An error,
    its or the wire's, is raised after all records before it were given. `on_end` is called once: at the end of the
    body with True, after an error with False.
    """

    cdef Connection connection
    cdef Splitter splitter
    cdef object convert
    cdef object on_end
    cdef object fault
    cdef bint ended
    cdef list batch
    cdef Py_ssize_t index

    def __init__(self, Connection connection not None, Splitter splitter not None, on_end, convert=None):
        self.connection = connection
        self.splitter = splitter
        self.on_end = on_end
        self.convert = convert
        self.batch = []

    def __iter__(self):
        return self

    def __next__(self):
        cdef PyObject* item
        if self.index == PyList_GET_SIZE(self.batch):
            self.splitter.recycle(self.batch)
            self.batch = []
            self.index = 0
            self.batch = self.next_batch()
            if not self.batch:
                raise StopIteration
        item = PyList_GET_ITEM(self.batch, self.index)
        self.index += 1
        return <object> item

    def batches(self):
        """An iterator over lists: all records of one arrival, never an empty list."""
        cdef list batch
        if self.index < len(self.batch):
            batch = self.batch[self.index:]
            self.batch = []
            self.index = 0
            yield batch
        while True:
            batch = self.next_batch()
            if not batch:
                return
            yield batch

    cdef list next_batch(self):
        """The records of the next arrival; none at the end."""
        cdef list records = []
        cdef list converted
        try:
            if self.fault is not None:
                raise self.fault
            while not self.ended:
                self.connection.read_records(self.splitter, records)
                if self.convert is not None:
                    converted = []
                    try:
                        self.convert(records, converted)
                    except Exception as fault:
                        if not converted:
                            raise
                        self.fault = fault
                    records = converted
                if self.connection.reader.finished and not self.ended and self.fault is None:
                    self.ended = True
                    self.on_end(True)
                if records:
                    break
            return records
        except BaseException as fault:
            # What ended it is raised again, for ever: after a fault nothing may look like the end of the body.
            self.fault = fault if isinstance(fault, Exception) else StreamClosed("the reading was interrupted")
            if not self.ended:
                self.ended = True
                self.on_end(False)
            raise
