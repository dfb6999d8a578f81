"""Texts of records joined into one text each, as keys are kept."""

from cpython.dict cimport PyDict_GetItemWithError
from cpython.object cimport PyObject
from cpython.unicode cimport (
    PyUnicode_CheckExact,
    PyUnicode_CopyCharacters,
    PyUnicode_DATA,
    PyUnicode_GET_LENGTH,
    PyUnicode_KIND,
    PyUnicode_New,
)
from libc.stdint cimport uint8_t, uint16_t
from libc.string cimport memcpy

cdef extern from "Python.h":
    Py_UCS4 PyUnicode_MAX_CHAR_VALUE(object text)

cdef enum:
    MOST = 16  # parts of a key that is joined by hand


def joined(list records not None, tuple names not None, str mark not None):
    """Return of each record the texts of some items with a mark between them.

    Raises:
        KeyError: an item is absent.
        TypeError: a record is no dict, a value no text.
    """
    if not 0 < len(names) <= MOST:
        return [mark.join([record[name] for name in names]) for record in records]
    return [_joined(record, names, mark) for record in records]


cdef str _joined(dict record, tuple names, str mark):
    cdef PyObject *parts[MOST]
    cdef Py_ssize_t at, count = len(names), length = 0
    cdef Py_UCS4 highest = PyUnicode_MAX_CHAR_VALUE(mark)
    if record is None:
        raise TypeError("no dict")
    for at in range(count):
        parts[at] = PyDict_GetItemWithError(record, names[at])
        if parts[at] is NULL:
            raise KeyError(names[at])
        if not PyUnicode_CheckExact(<object> parts[at]):
            raise TypeError("no text")
        length += PyUnicode_GET_LENGTH(<object> parts[at])
        highest = max(highest, PyUnicode_MAX_CHAR_VALUE(<object> parts[at]))
    key = PyUnicode_New(length + (count - 1) * PyUnicode_GET_LENGTH(mark), highest)
    length = 0
    for at in range(count):
        if at:
            length += _put(key, length, mark)
        length += _put(key, length, <object> parts[at])
    return key


cdef inline Py_ssize_t _put(object to, Py_ssize_t at, object text) except -1:
    """Copy a text into another one; the widths that are met nearly always, by hand."""
    cdef Py_ssize_t length = PyUnicode_GET_LENGTH(text), each
    cdef int width = PyUnicode_KIND(to)
    cdef const uint8_t *narrow = <const uint8_t *> PyUnicode_DATA(text)
    cdef uint16_t *wide = <uint16_t *> PyUnicode_DATA(to)
    if PyUnicode_KIND(text) == width and width < 4:
        memcpy(<uint8_t *> PyUnicode_DATA(to) + at * width, narrow, length * width)
    elif width == 2:
        for each in range(length):
            wide[at + each] = narrow[each]
    else:
        PyUnicode_CopyCharacters(to, at, text, 0, length)
    return length
