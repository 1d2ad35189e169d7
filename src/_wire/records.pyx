"""Blocking iteration over the records of a response."""

from cpython.list cimport PyList_GET_ITEM, PyList_GET_SIZE

from dockline._wire.connection cimport Connection
from dockline._wire.splitters cimport Splitter

from dockline._wire.errors import StreamClosed


cdef class Records:
    """An iterator over the records that `splitter` makes of the body. `batches()` gives a list for each arrival.

    `convert(record)`, if given, makes the item for the caller. It is called when the item is asked for, so that only
    one converted item is in memory. An error of `convert` or of the wire is raised after all items before it.
    `on_end(complete)` is called once: with True at the end of the body, with False after an error.
    """

    cdef Connection connection
    cdef Splitter splitter
    cdef object convert
    cdef object on_end
    cdef object error
    cdef bint ended
    cdef list batch                     # records that are not converted yet
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
        cdef object item
        if self.index == PyList_GET_SIZE(self.batch):
            self.splitter.recycle(self.batch)
            self.batch = []
            self.index = 0
            self.batch = self.next_batch()
            if not self.batch:
                raise StopIteration
        item = <object> PyList_GET_ITEM(self.batch, self.index)
        self.index += 1
        if self.convert is None:
            return item
        try:
            return self.convert(item)
        except BaseException as error:
            self.fail(error)
            raise

    def batches(self):
        """An iterator over lists. Each has all records of one arrival and is never empty."""
        cdef list batch
        while True:
            batch = self.batch[self.index:]
            self.batch = []
            self.index = 0
            if not batch:
                batch = self.next_batch()
            if not batch:
                return
            yield self.converted(batch)

    def fileno(self) -> int:
        """The descriptor. When it is readable, call `take`."""
        return self.connection.socket.fd

    def abort(self, error) -> None:
        """Ends the iteration with an error of the caller, such as a time limit. Later calls raise it."""
        self.fail(error)

    def take(self):
        """Takes the records that have arrived, without waiting. Returns `(records, more)`, or None at the end.

        `records` is a list and may be empty. If `more` is True, call this again before polling the descriptor.
        """
        cdef list batch = []
        cdef bint more
        try:
            if self.error is not None:
                raise self.error
            if self.ended:
                return None
            more = self.connection.read_arrival(self.splitter, batch)
            if self.connection.reader.finished:
                self.ended = more = True
                self.on_end(True)
        except BaseException as error:
            self.fail(error)
            raise
        batch = self.converted(batch)
        return batch, more or self.error is not None

    cdef list converted(self, list batch):
        """The converted records. If one fails, returns those before it, and the next call raises the error."""
        cdef list items
        if self.convert is None:
            return batch
        items = []
        try:
            items.extend(map(self.convert, batch))
        except BaseException as error:
            self.fail(error)
            if not items or not isinstance(error, Exception):
                raise
        return items

    cdef list next_batch(self):
        """The records of the next arrival; an empty list at the end."""
        cdef list records = []
        try:
            if self.error is not None:
                raise self.error
            while not (self.ended or records):
                self.connection.read_records(self.splitter, records)
                if self.connection.reader.finished:
                    self.ended = True
                    self.on_end(True)
            return records
        except BaseException as error:
            self.fail(error)
            raise

    cdef int fail(self, error) except -1:
        """Ends the iteration with an error. Every later call raises it: it must not look like the end of the body."""
        self.error = error if isinstance(error, Exception) else StreamClosed("the reading was interrupted")
        self.batch = []
        self.index = 0
        if not self.ended:
            self.ended = True
            self.on_end(False)
        return 0
