"""Runs a coroutine without an event loop, for the blocking driver."""

from cpython.object cimport PyObject

cdef extern from "Python.h":
    ctypedef enum PySendResult:
        PYGEN_RETURN, PYGEN_ERROR, PYGEN_NEXT
    PySendResult PyIter_Send(object iterator, object argument, PyObject** result) except PYGEN_ERROR

cdef extern from *:
    """
    #define dockline_owned(pointer) (pointer)
    """
    object owned "dockline_owned"(PyObject* reference)  # takes over the reference


def run(coroutine):
    """Runs a coroutine that never suspends, and returns its result. Cheaper than `send`, which raises StopIteration."""
    cdef PyObject* result = NULL
    cdef PySendResult outcome = PyIter_Send(coroutine, None, &result)
    value = owned(result)
    if outcome != PYGEN_RETURN:
        raise RuntimeError("a coroutine of the blocking driver has suspended")
    return value
