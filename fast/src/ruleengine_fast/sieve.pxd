"""What stands in a sieve, for those who look at values elsewhere than in records."""

cimport cython
from cpython.object cimport PyObject
from libc.stdint cimport uint64_t

from ruleengine_fast.outlines cimport Outline

cdef struct Item:
    PyObject *key
    PyObject *accepted
    Outline outline


@cython.final
cdef class Sieve:
    cdef Item *items
    cdef Py_ssize_t count
    cdef uint64_t needed
    cdef uint64_t grouped
    cdef dict places  # key -> place of the item
    cdef list keys  # the objects that were met last, by place
    cdef object held  # keeps alive what the items point to
    cdef set quiet

    cdef _take(self, Item *item, str key, set accepted, outline)
    cdef list _column(self, list records, list places, str key)
    cdef bint _look(
        self, dict record, Py_ssize_t place, list lacking, dict asked, uint64_t *there
    ) except -1
    cdef bint _lets_through(self, const Item *item, str text) except -1
    cdef Py_ssize_t _place_of(self, PyObject *key, Py_ssize_t expected) except -2
    cdef Py_ssize_t _learnt(self, key) except -2


cdef int note(dict places, key, Py_ssize_t place) except -1
