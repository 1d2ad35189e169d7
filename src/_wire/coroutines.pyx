"""Coroutines for those who wait by themselves."""

cdef extern from "Python.h":
    ctypedef enum PySendResult:
        PYGEN_RETURN, PYGEN_ERROR, PYGEN_NEXT
    PySendResult PyIter_Send(object iterator, object argument, void** result) except PYGEN_ERROR

cdef extern from *:
    """
    #define dockline_owned(pointer) ((PyObject *)(pointer))
    """
    object owned "dockline_owned"(void* reference)  # takes the reference


def run(coroutine):
    """The result of a coroutine that never suspends. No exception carries it, as `send` would have it."""
    cdef void* result = NULL
    cdef PySendResult outcome = PyIter_Send(coroutine, None, &result)
    value = owned(result)
    if outcome != PYGEN_RETURN:
        raise RuntimeError("a blocking call has suspended")
    return value
