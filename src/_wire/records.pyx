"""Blocking iteration over the records of a response."""

from cpython.list cimport PyList_GET_ITEM, PyList_GET_SIZE

from dockline._wire.connection cimport Connection
from dockline._wire.splitters cimport Splitter

from dockline._wire.errors import StreamClosed


cdef class Records:
    """An iterator over the records that `splitter` makes of the body; `batches()` gives them a list per arrival.

    `convert(record)`, where given, makes of each record what is given instead: when it is asked for, so that a caller
    who lets go of one makes room for the next. An error, its or the wire's, is raised after all records before it were
    given. `on_end` is called once: at the end of the body with True, after an error before it with False.
    """

    cdef Connection connection
    cdef Splitter splitter
    cdef object convert
    cdef object on_end
    cdef object fault
    cdef bint ended
    cdef list batch                     # not yet converted
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
        except BaseException as fault:
            self.fail(fault)
            raise

    def batches(self):
        """An iterator over lists: all records of one arrival, never an empty list."""
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
        """The descriptor that is readable when there is something to `take`."""
        return self.connection.socket.fd

    def abort(self, fault) -> None:
        """Ends it by an error that somebody else has met, such as a time limit."""
        self.fail(fault)

    def take(self):
        """What has come, without waiting: `(records, more)`, where `records` is a list, which may be empty, and `more`
        tells whether to take again before the descriptor is polled. None at the end."""
        cdef list batch = []
        cdef bint more
        try:
            if self.fault is not None:
                raise self.fault
            if self.ended:
                return None
            more = self.connection.read_arrival(self.splitter, batch)
            if self.connection.reader.finished:
                self.ended = more = True
                self.on_end(True)
        except BaseException as fault:
            self.fail(fault)
            raise
        batch = self.converted(batch)
        return batch, more or self.fault is not None

    cdef list converted(self, list batch):
        """The records as the caller gets them; those before a fault are kept, and the next call raises it."""
        cdef list items
        if self.convert is None:
            return batch
        items = []
        try:
            items.extend(map(self.convert, batch))
        except BaseException as fault:
            self.fail(fault)
            if not items or not isinstance(fault, Exception):
                raise
        return items

    cdef list next_batch(self):
        """The records of the next arrival; none at the end."""
        cdef list records = []
        try:
            if self.fault is not None:
                raise self.fault
            while not (self.ended or records):
                self.connection.read_records(self.splitter, records)
                if self.connection.reader.finished:
                    self.ended = True
                    self.on_end(True)
            return records
        except BaseException as fault:
            self.fail(fault)
            raise

    cdef int fail(self, fault) except -1:
        """What ended it is raised again, for ever: after a fault nothing may look like the end of the body."""
        self.fault = fault if isinstance(fault, Exception) else StreamClosed("the reading was interrupted")
        self.batch = []
        self.index = 0
        if not self.ended:
            self.ended = True
            self.on_end(False)
        return 0
