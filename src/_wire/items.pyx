"""Items one by one for `async for`: those that are at hand cost no coroutine, and no exception with a traceback."""

cimport cython
from cpython.list cimport PyList_GET_ITEM, PyList_GET_SIZE
from cpython.object cimport PyObject

cdef extern from *:
    """
    typedef PyObject *(*dockline_step)(PyObject *);

    static void dockline_set_next(PyObject *type, dockline_step next) {
        ((PyTypeObject *)type)->tp_iternext = (iternextfunc)next;
        PyType_Modified((PyTypeObject *)type);
    }

    /* How an awaitable gives its result. A tuple or an exception would be taken for the arguments of StopIteration, or
       for itself; any other value needs no object of it. */
    static PyObject *dockline_end_with(PyObject *value) {
        if (PyTuple_Check(value) || PyExceptionInstance_Check(value)) {
            PyObject *stop = PyObject_CallFunctionObjArgs(PyExc_StopIteration, value, NULL);
            if (stop != NULL) {
                PyErr_SetObject(PyExc_StopIteration, stop);
                Py_DECREF(stop);
            }
        } else {
            PyErr_SetObject(PyExc_StopIteration, value);
        }
        return NULL;
    }
    """
    ctypedef PyObject* (*Step "dockline_step")(PyObject* awaitable) noexcept
    void set_next "dockline_set_next"(object type, Step step)
    PyObject* end_with "dockline_end_with"(PyObject* value) noexcept
    Py_ssize_t references "Py_REFCNT"(PyObject* counted)


cdef class Items:
    """An asynchronous iterator over the items of lists, one after the other. `more` is a coroutine function that gives
    the next list, an empty one at the end."""

    cdef object more
    cdef list batch
    cdef Py_ssize_t index
    cdef Next spare                     # the awaitable of the last item, to be used again

    def __init__(self, more):
        self.more = more
        self.batch = []

    def __aiter__(self):
        return self

    def __anext__(self):
        # What nobody else has was awaited to its end, or dropped.
        if self.spare is None or references(<PyObject*> self.spare) > 1 or self.spare.fetching is not None:
            self.spare = Next.__new__(Next)
        self.spare.items = self
        return self.spare

    async def fetch(self):
        cdef list batch = await self.more()
        if not batch:
            raise StopAsyncIteration
        self.batch = batch
        self.index = 1
        return batch[0]

    def rest(self):
        """The items at hand, which are the caller's now."""
        cdef list rest = self.batch[self.index:]
        self.batch = []
        self.index = 0
        return rest


@cython.final
cdef class Next:
    """Awaits the next item. It takes it when it is awaited, not before: one that is dropped loses nothing."""

    cdef Items items
    cdef object fetching                # the iterator of a coroutine, where no item was at hand

    def __await__(self):
        return self

    def __iter__(self):
        return self

    def __next__(self):
        raise NotImplementedError       # `next_item` has this place

    def send(self, value):
        return next(self)

    def throw(self, *fault):
        if self.fetching is None:
            self.items = None
            raise fault[0]
        return self.fetching.throw(*fault)

    def close(self):
        if self.fetching is not None:
            self.fetching.close()

    cdef object go_on(self):
        if self.fetching is None:
            if self.items is None:
                raise RuntimeError("this item was awaited already")
            self.fetching = self.items.fetch().__await__()
            self.items = None           # no circle is left when it is spent
        return next(self.fetching)


cdef object wait_for_item(object awaitable):
    return (<Next> awaitable).go_on()


cdef PyObject* next_item(PyObject* awaitable) noexcept:
    cdef Next self = <Next> awaitable
    cdef Items items = self.items
    cdef PyObject* item
    if items is not None and items.index < PyList_GET_SIZE(items.batch):
        item = PyList_GET_ITEM(items.batch, items.index)
        items.index += 1
        self.items = None
        return end_with(item)
    return (<Step> <void*> wait_for_item)(awaitable)


set_next(Next, next_item)
