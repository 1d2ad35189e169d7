/* The least that an extension can do which gives Python the payload of each frame: it checks nothing, follows one
 * format, and blocks signals until it has received the whole response. */

#define PY_SSIZE_T_CLEAN
#define _GNU_SOURCE
#include <Python.h>
#include "walk.h"

static struct walk state;

static int keep(void *list, const unsigned char *payload, size_t size)
{
    PyObject *bytes = PyBytes_FromStringAndSize((const char *)payload, (Py_ssize_t)size);
    int failed = bytes == NULL || PyList_Append(list, bytes) != 0;
    Py_XDECREF(bytes);
    return failed ? -1 : 0;
}

/* frames(socket path, path) -> how many payloads became bytes, in a list an arrival. */
static PyObject *frames(PyObject *module, PyObject *arguments)
{
    const char *place, *path;
    int failed = 0;
    Py_ssize_t count = 0;
    (void)module;
    if (!PyArg_ParseTuple(arguments, "ss", &place, &path))
        return NULL;
    int fd = ask(place, path);
    if (fd < 0)
        return PyErr_SetFromErrno(PyExc_OSError);
    state.have = 0;
    state.in_body = state.ended = 0;
    while (!state.ended && !failed) {
        ssize_t received;
        Py_BEGIN_ALLOW_THREADS
        received = receive(fd, state.memory + state.have);
        Py_END_ALLOW_THREADS
        if (received <= 0) {
            PyErr_SetString(PyExc_ConnectionError, "the response was cut");
            failed = 1;
            break;
        }
        state.have += (size_t)received;
        PyObject *list = PyList_New(0);
        failed = list == NULL || walk(&state, keep, list) != 0;
        if (!failed)
            count += PyList_GET_SIZE(list);
        Py_XDECREF(list);
    }
    close(fd);
    return failed ? NULL : PyLong_FromSsize_t(count);
}

/* objects(count, size): makes and drops `count` bytes objects of `size` bytes, lists of 2,000 at a time. */
static PyObject *objects(PyObject *module, PyObject *arguments)
{
    Py_ssize_t count, size;
    (void)module;
    if (!PyArg_ParseTuple(arguments, "nn", &count, &size))
        return NULL;
    for (Py_ssize_t made = 0; made < count;) {
        PyObject *list = PyList_New(0);
        if (list == NULL)
            return NULL;
        for (Py_ssize_t each = 0; each < 2000 && made < count; each++, made++) {
            if (keep(list, state.memory + (each * size) % RECEIVE, (size_t)size) != 0) {
                Py_DECREF(list);
                return NULL;
            }
        }
        Py_DECREF(list);
    }
    Py_RETURN_NONE;
}

static PyMethodDef methods[] = {
    {"frames", frames, METH_VARARGS, NULL},
    {"objects", objects, METH_VARARGS, NULL},
    {NULL, NULL, 0, NULL},
};

static struct PyModuleDef definition = {PyModuleDef_HEAD_INIT, "ceiling", NULL, -1, methods, NULL, NULL, NULL, NULL};

PyMODINIT_FUNC PyInit_ceiling(void)
{
    return PyModule_Create(&definition);
}
