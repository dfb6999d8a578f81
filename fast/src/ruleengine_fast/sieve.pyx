"""Which records are certainly clean, as far as each value can tell by itself.

In: plain dicts, and of each item what its texts have to be. Out: whatever somebody has
to look at more closely. Nothing is decided here about a value that is not certainly clean.
"""

from cpython.dict cimport PyDict_CheckExact, PyDict_GetItemWithError, PyDict_Next
from cpython.object cimport PyObject
from cpython.set cimport PySet_Contains
from cpython.unicode cimport (
    PyUnicode_CheckExact,
    PyUnicode_DATA,
    PyUnicode_GET_LENGTH,
    PyUnicode_KIND,
)
from libc.stdint cimport uint64_t
from libc.stdlib cimport calloc, free

from ruleengine_fast.outlines cimport DAY, DIGITS, TEXT, UNKNOWN, Outline, Seen, fits, holds_ascii

MOST = 64
"""Items that a sieve can hold: one for each bit of what is there."""

cdef class Sieve:
    """Lets through records of which every value is certainly clean."""

    def __cinit__(self, items, grouped, quiet):
        """Take the items.

        Args:
            items: of each its key, whether it is needed, a set of texts that are accepted
                whatever they look like, and what surely is: ``("text", minimum, maximum,
                repertoire)``, ``("digits", minimum, maximum, fewest, most, signed)``,
                ``("day",)`` or None.
            grouped: the places of the items that are also looked at together.
            quiet: which of these may be there together without a closer look, as numbers
                with a bit for each; may grow at any time.

        Raises:
            ValueError: too many items, or one that is described otherwise.
        """
        if len(items) > MOST:
            raise ValueError(f"at most {MOST} items, not {len(items)}")
        self.held = tuple(items)
        self.count = len(self.held)
        self.items = <Item *> calloc(max(self.count, 1), sizeof(Item))
        if self.items is NULL:
            raise MemoryError
        cdef Py_ssize_t at
        for at, (key, needed, accepted, outline) in enumerate(self.held):
            self._take(&self.items[at], key, accepted, outline)
            self.needed |= <uint64_t> bool(needed) << at
        self.keys = [item[0] for item in self.held]
        self.places = {key: at for at, key in enumerate(self.keys)}
        for at in grouped:
            self.grouped |= <uint64_t> 1 << at
        self.quiet = quiet

    def __dealloc__(self):
        free(self.items)

    cdef _take(self, Item *item, str key, set accepted, outline):
        item.key, item.accepted = <PyObject *> key, <PyObject *> accepted
        name = outline[0] if outline else None
        cdef bytes repertoire
        cdef Outline *known = &item.outline
        if name == "text":
            _, known.minimum, known.maximum, repertoire = outline
            if len(repertoire) != 0x10000 // 8:
                raise ValueError("a repertoire has a bit for each code of the basic plane")
            known.form, known.repertoire = TEXT, repertoire
            known.takes_ascii = holds_ascii(repertoire)
        elif name == "digits":
            known.form = DIGITS
            _, known.minimum, known.maximum, known.fewest, known.most, known.signed = outline
        elif outline == ("day",):
            known.form = DAY
        elif outline is None:
            known.form = UNKNOWN
        else:
            raise ValueError(f"no outline: {outline!r}")

    def sift(self, list records not None):
        """Return whatever is not certainly clean, as places in ``records``.

        Returns:
            Four things: the records that are no plain dict or hold another key; those in
            which a needed item is absent; of each item by its place those whose value is
            not certainly clean; and of the others, by what is there of the grouped items,
            those of which that is not quiet.
        """
        cdef list odd = [], lacking = []
        cdef dict asked = {}, loud = {}
        cdef uint64_t there, last = 0
        cdef bint was_quiet = 0 in self.quiet
        cdef Py_ssize_t place
        for place in range(len(records)):
            record = records[place]
            if not PyDict_CheckExact(record) or not self._look(
                <dict> record, place, lacking, asked, &there
            ):
                odd.append(place)
                continue
            there &= self.grouped
            if there != last:
                last, was_quiet = there, there in self.quiet
            if not was_quiet:
                note(loud, there, place)
        return odd, lacking, asked, loud

    def columns(self, list records not None, list places not None, indexes):
        """Return the values of some items in some records, item by item.

        Args:
            records: plain dicts.
            places: the places of the records that are meant.
            indexes: the places of the items.

        Raises:
            IndexError: a place that there is not.
            KeyError: an item is absent.
            TypeError: a record is no dict.
        """
        return [self._column(records, places, self.held[index][0]) for index in indexes]

    cdef list _column(self, list records, list places, str key):
        cdef list values = []
        cdef Py_ssize_t place
        cdef PyObject *value
        for place in places:
            if not 0 <= place < len(records):
                raise IndexError(place)
            record = records[place]
            if not PyDict_CheckExact(record):
                raise TypeError("no dict")
            value = PyDict_GetItemWithError(record, key)
            if value is NULL:
                raise KeyError(key)
            values.append(<object> value)
        return values

    cdef bint _look(
        self, dict record, Py_ssize_t place, list lacking, dict asked, uint64_t *there
    ) except -1:
        """Look at each value of a record; return whether it holds known keys only."""
        cdef Py_ssize_t position = 0, at = -1
        cdef PyObject *key
        cdef PyObject *value
        there[0] = 0
        while PyDict_Next(record, &position, &key, &value):
            at = self._place_of(key, at + 1)
            if at < 0:
                return False
            if <object> value is None:
                continue
            if not PyUnicode_CheckExact(<object> value):
                note(asked, at, place)
            elif not PyUnicode_GET_LENGTH(<object> value):
                continue
            elif not self._lets_through(&self.items[at], <object> value):
                note(asked, at, place)
            there[0] |= <uint64_t> 1 << at
        if self.needed & ~there[0]:
            lacking.append(place)
        return True

    cdef bint _lets_through(self, const Item *item, str text) except -1:
        cdef Seen seen
        seen.at = PyUnicode_DATA(text)
        seen.length = PyUnicode_GET_LENGTH(text)
        seen.width = PyUnicode_KIND(text)
        return fits(&item.outline, &seen) or PySet_Contains(<object> item.accepted, text)

    cdef Py_ssize_t _place_of(self, PyObject *key, Py_ssize_t expected) except -2:
        """Return the place of an item; -1 when there is none of that key.

        Records mostly hold the same keys, the very same objects, in the same order.
        """
        cdef Py_ssize_t at
        for at in range(expected, self.count):
            if self.items[at].key is key:
                return at
        for at in range(0, min(expected, self.count)):
            if self.items[at].key is key:
                return at
        return self._learnt(<object> key)

    cdef Py_ssize_t _learnt(self, key) except -2:
        """Return the place of an item whose key is another object; it is met again."""
        if not PyUnicode_CheckExact(key):
            return -1
        at = self.places.get(key, -1)
        if at >= 0:
            self.keys[at] = key
            self.items[at].key = <PyObject *> key
        return at


cdef int note(dict places, key, Py_ssize_t place) except -1:
    several = places.get(key)
    if several is None:
        places[key] = several = []
    (<list> several).append(place)
    return 0
