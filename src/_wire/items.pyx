"""An asynchronous iterator over single items. Items that are at hand need no coroutine and no StopIteration object."""

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

    /* Ends an awaitable with its result, the value of StopIteration. Python makes that exception from the bare value
       when it is needed. It would take a tuple for the arguments, and an exception for itself: these need an object. */
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
    """An asynchronous iterator over the items of lists. The coroutine function `fetch_batch` returns the next list, an
    empty one at the end."""

    cdef object fetch_batch
    cdef list batch
    cdef Py_ssize_t index
    cdef NextItem reusable                     # the last awaitable

    def __init__(self, fetch_batch):
        self.fetch_batch = fetch_batch
        self.batch = []

    def __aiter__(self):
        return self

    def __anext__(self):
        # Makes a new awaitable if the caller still has the last one, or if it was dropped while it fetched.
        if self.reusable is None or references(<PyObject*> self.reusable) > 1 or self.reusable.fetching is not None:
            self.reusable = NextItem.__new__(NextItem)
        self.reusable.items = self
        return self.reusable

    async def fetch(self):
        cdef list batch = await self.fetch_batch()
        if not batch:
            raise StopAsyncIteration
        self.batch = batch
        self.index = 1
        return batch[0]

    def rest(self):
        """Removes the items at hand and returns them."""
        cdef list rest = self.batch[self.index:]
        self.batch = []
        self.index = 0
        return rest


@cython.final
cdef class NextItem:
    """The awaitable of the next item. It takes the item when it is awaited, so dropping it loses none."""

    cdef Items items
    cdef object fetching                # the iterator of a coroutine, if no item was at hand

    def __await__(self):
        return self

    def __iter__(self):
        return self

    def __next__(self):
        raise NotImplementedError       # `next_item` replaces this method

    def send(self, value):
        return next(self)

    def throw(self, *error):
        if self.fetching is None:
            self.items = None
            raise error[0]
        return self.fetching.throw(*error)

    def close(self):
        if self.fetching is not None:
            self.fetching.close()

    cdef object resume(self):
        if self.fetching is None:
            if self.items is None:
                raise RuntimeError("this item was awaited already")
            self.fetching = self.items.fetch().__await__()
            self.items = None           # leaves no reference cycle
        return next(self.fetching)


cdef object wait_for_item(object awaitable):
    return (<NextItem> awaitable).resume()


cdef PyObject* next_item(PyObject* awaitable) noexcept:
    cdef NextItem self = <NextItem> awaitable
    cdef Items items = self.items
    cdef PyObject* item
    if items is not None and items.index < PyList_GET_SIZE(items.batch):
        item = PyList_GET_ITEM(items.batch, items.index)
        items.index += 1
        self.items = None
        return end_with(item)
    return (<Step> <void*> wait_for_item)(awaitable)


set_next(NextItem, next_item)
