from dockline._wire.body_readers cimport BodyCollector, BodyCopier
from dockline._wire.head cimport ResponseHead
from dockline._wire.sending cimport SendingChannel
from dockline._wire.splitters cimport Splitter


cdef class Connection(SendingChannel):
    cdef BodyCollector collector        # of a `read_body` that continues later
    cdef BodyCopier copier              # of a `copy_to` that continues later

    cpdef int begin(self, bytes method, bint expects_upgrade, double deadline) except -1
    cpdef ResponseHead read_head(self)
    cdef int read_records(self, Splitter splitter, list records) except -1
    cdef bint read_arrival(self, Splitter splitter, list records) except -1
    cdef bint is_reusable(self) noexcept
