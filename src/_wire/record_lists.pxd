# Lists of records, filled without the cost of list.append, and their tuples, used again.

from cpython.object cimport PyObject

cdef extern from *:
    """
    #include <Python.h>

    /* Appends `item` and takes over its reference. If `item` is NULL, an exception is set. */
    static inline int dockline_append_new(PyObject *list, PyObject *item)
    {
    #ifndef Py_GIL_DISABLED
        Py_ssize_t size = PyList_GET_SIZE(list);
        if (item != NULL && size < ((PyListObject *)list)->allocated) {
            PyList_SET_ITEM(list, size, item);
            Py_SET_SIZE((PyVarObject *)list, size + 1);
            return 0;
        }
    #endif
        int failed = item == NULL ? -1 : PyList_Append(list, item);
        Py_XDECREF(item);
        return failed;
    }

    /* Returns the last tuple of `reusable` if no other object refers to it, else NULL. It removes the tuple. Like
       zip(), the caller fills it again, and releases its old members. */
    static inline PyObject *dockline_take_reusable(PyObject *reusable)
    {
    #ifndef Py_GIL_DISABLED
        Py_ssize_t left = PyList_GET_SIZE(reusable);
        if (left) {
            PyObject *tuple = PyList_GET_ITEM(reusable, left - 1);
            Py_SET_SIZE((PyVarObject *)reusable, left - 1);
            if (Py_REFCNT(tuple) == 1) {
    #if PY_VERSION_HEX >= 0x030E0000
                ((PyTupleObject *)tuple)->ob_hash = -1; /* the hash of its old members */
    #endif
                return tuple;
            }
            Py_DECREF(tuple);
        }
    #endif
        return NULL;
    }
    """
    int append_new "dockline_append_new"(list records, PyObject* item) except -1
