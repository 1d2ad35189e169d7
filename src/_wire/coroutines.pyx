"""Coroutines for those who wait by themselves."""

from cpython.object cimport PyObject

cdef extern from "Python.h":
    ctypedef enum PySendResult:
        PYGEN_RETURN, PYGEN_ERROR, PYGEN_NEXT
    PySendResult PyIter_Send(object iterator, object argument, PyObject** result) except PYGEN_ERROR

cdef extern from *:
    """
    #define dockline_owned(pointer) (pointer)
    """
    object owned "dockline_owned"(PyObject* reference)  # takes the reference


def run(coroutine):
    """The result of a coroutine that never suspends. No exception carries it, as `send` would have it."""
    cdef PyObject* result = NULL
    cdef PySendResult outcome = PyIter_Send(coroutine, None, &result)
    value = owned(result)
    if outcome != PYGEN_RETURN:
        raise RuntimeError("a blocking call has suspended")
    return value
