"""Records as they lie in the lines of a text, looked at without being made.

In: JSON lines or separated text, a sieve. Out: which of the records are not certainly
clean, and the values that somebody asks for. What is unusual about a line is not found
out here: it ends the run of lines, and somebody else reads it.
"""

cimport cython
from cpython.bytes cimport PyBytes_AS_STRING
from cpython.set cimport PySet_Contains
from libc.stdint cimport uint8_t, uint32_t, uint64_t
from libc.stdlib cimport calloc, free, realloc
from libc.string cimport memchr, memcmp, memcpy, memset

from ruleengine_fast.outlines cimport fits_utf8
from ruleengine_fast.sieve cimport Sieve, note

cdef extern from "Python.h":
    object PyUnicode_DecodeUTF8(const char *text, Py_ssize_t size, const char *errors)

cdef enum:
    LINE_FEED = 0x0A
    RETURN = 0x0D
    SPACE = 0x20
    QUOTE = 0x22
    COMMA = 0x2C
    COLON = 0x3A
    BACKSLASH = 0x5C
    OPEN = 0x7B
    CLOSE = 0x7D
    TILDE = 0x7E
    SLOTS = 32  # texts of one item that are remembered
    SHORT = 127  # bytes of such a text at most
    MOST = 64  # items of a sieve
    LONG_KEY = 512  # bytes; longer ones are joined by Python

cdef struct Member:
    const uint8_t *name
    Py_ssize_t length
    Py_ssize_t place  # of the item; -1 for what belongs to none

cdef struct Known:
    uint8_t length
    uint8_t text[SHORT]

cdef struct Span:
    uint32_t start
    uint32_t length  # 0: the value is absent

cdef struct Line:
    uint64_t there  # a bit for each item
    uint64_t unsure  # those whose value is not certainly clean


cdef class Scanner:
    """Looks at the records in lines of one layout."""

    cdef Sieve sieve
    cdef object held  # keeps alive the names
    cdef Member *members
    cdef Known *known  # of each item, texts that its set has accepted
    cdef Py_ssize_t width
    cdef uint8_t separator  # 0: the lines are objects of JSON

    def __cinit__(self, Sieve sieve not None, members, bytes separator not None):
        """Take what stands in a line.

        Args:
            sieve: judges the values.
            members: of each member of an object, or each cell in its order, the name and
                the place of its item; -1 for a cell of no item.
            separator: what stands between cells; nothing for objects of JSON.

        Raises:
            ValueError: there is no such item, or a separator has several bytes.
        """
        self.sieve = sieve
        self.held = tuple(members)
        self.width = len(self.held)
        if len(separator) > 1:
            raise ValueError("cells are separated by one byte")
        self.separator = separator[0] if separator else 0
        self.members = <Member *> calloc(max(self.width, 1), sizeof(Member))
        self.known = <Known *> calloc(max(sieve.count, 1) * SLOTS, sizeof(Known))
        if self.members is NULL or self.known is NULL:
            raise MemoryError
        cdef bytes name
        for at, (name, place) in enumerate(self.held):
            if not -(self.separator != 0) <= place < sieve.count:
                raise ValueError(f"no item {place}")
            self.members[at].name = <const uint8_t *> PyBytes_AS_STRING(name)
            self.members[at].length = len(name)
            self.members[at].place = place

    def __dealloc__(self):
        free(self.members)
        free(self.known)

    def scan(self, bytes data not None, Py_ssize_t start, Py_ssize_t most):
        """Return the records of the next lines, up to one that is unusual.

        Args:
            data: lines of right UTF-8. In separated text no cell holds a line break, and
                a quote begins or ends a whole cell.
            start: where they begin.
            most: how many to look at.

        Raises:
            ValueError: there is no such place, or more text than 4 GiB.
        """
        if not 0 <= start <= len(data) < 1 << 32 or most < 0:
            raise ValueError("no place in the text, or a text beyond 4 GiB")
        cdef Lines lines = Lines.__new__(Lines)
        lines.data, lines.end = data, start
        lines.codes, lines.size = <const uint8_t *> PyBytes_AS_STRING(data), len(data)
        lines.width = self.sieve.count
        with nogil:
            self._scan(lines, most)
        if lines.is_short_of_memory:
            raise MemoryError
        self._settle(lines)
        return lines

    cdef void _scan(self, Lines lines, Py_ssize_t most) noexcept nogil:
        cdef const uint8_t *codes = lines.codes
        cdef Py_ssize_t size = lines.size, start = lines.end, end, line_end
        while lines.count < most and start < size:
            if not lines.has_room():
                lines.is_short_of_memory = True
                return
            end = _found(codes, LINE_FEED, start, size)
            line_end = end - (end > start and codes[end - 1] == RETURN)
            if not self._take(codes, start, line_end, lines):
                lines.is_odd = True
                return
            lines.count += 1
            lines.end = start = min(end + 1, size)

    cdef inline bint _take(
        self, const uint8_t *codes, Py_ssize_t start, Py_ssize_t end, Lines lines
    ) noexcept nogil:
        """Look at one line; return whether there is nothing unusual about it."""
        cdef Line *line = &lines.lines[lines.count]
        cdef Span *spans = &lines.spans[lines.count * lines.width]
        line.there = line.unsure = 0
        memset(spans, 0, lines.width * sizeof(Span))
        if self.separator:
            return self._take_cells(codes, start, end, line, spans)
        return self._take_object(codes, start, end, line, spans)

    cdef bint _take_cells(
        self, const uint8_t *codes, Py_ssize_t at, Py_ssize_t end, Line *line, Span *spans
    ) noexcept nogil:
        cdef Py_ssize_t member, start, close
        cdef bint is_solid = False
        for member in range(self.width):
            if at < end and codes[at] == QUOTE:
                start = at + 1
                close = _found(codes, QUOTE, start, end)
                at = close + 1
                if close == end or (at < end and codes[at] != self.separator):
                    return False
            else:
                start = at
                at = close = _found(codes, self.separator, start, end)
            is_solid = is_solid or _is_solid(codes, start, close)
            if self.members[member].place >= 0:
                self._look(codes, start, close, self.members[member].place, line, spans)
            if at >= end:
                # A row of white space alone is no record.
                return is_solid
            at += 1
        return False  # more cells than names

    cdef bint _take_object(
        self, const uint8_t *codes, Py_ssize_t at, Py_ssize_t end, Line *line, Span *spans
    ) noexcept nogil:
        cdef uint64_t met = 0, bit
        cdef Py_ssize_t member = -1, start
        if not _is_plain(codes, at, end) or codes[at] != OPEN:
            return False
        at = _beyond_spaces(codes, at + 1)
        while codes[at] == QUOTE:
            member = self._member(codes + at + 1, end - at - 1, member + 1)
            if member < 0:
                return False
            at = _beyond_spaces(codes, at + self.members[member].length + 2)
            bit = <uint64_t> 1 << self.members[member].place
            if codes[at] != COLON or met & bit:
                return False
            met |= bit
            at = _beyond_spaces(codes, at + 1)
            if codes[at] == QUOTE:
                start = at + 1
                at = _found(codes, QUOTE, start, end)
                if at == end:
                    return False
                self._look(codes, start, at, self.members[member].place, line, spans)
                at += 1
            elif end - at > 4 and not memcmp(codes + at, b"null", 4):
                at += 4
            else:
                return False
            at = _beyond_spaces(codes, at)
            if codes[at] == CLOSE:
                return _beyond_spaces(codes, at + 1) == end
            if codes[at] != COMMA:
                return False
            at = _beyond_spaces(codes, at + 1)
        return False

    cdef inline void _look(
        self, const uint8_t *codes, Py_ssize_t start, Py_ssize_t end, Py_ssize_t place,
        Line *line, Span *spans,
    ) noexcept nogil:
        """Look at one value."""
        cdef uint64_t bit = <uint64_t> 1 << place
        if end == start:
            return
        spans[place].start = <uint32_t> start
        spans[place].length = <uint32_t> (end - start)
        line.there |= bit
        if not fits_utf8(&self.sieve.items[place].outline, codes + start, end - start):
            if not self._knows(place, codes + start, end - start):
                line.unsure |= bit

    cdef inline Py_ssize_t _member(
        self, const uint8_t *codes, Py_ssize_t length, Py_ssize_t expected
    ) noexcept nogil:
        """Return which name begins here; -1 when there is none of that name.

        Objects mostly hold the same names in the same order.
        """
        cdef Py_ssize_t at
        for at in range(expected, self.width):
            if _is_name(&self.members[at], codes, length):
                return at
        for at in range(0, min(expected, self.width)):
            if _is_name(&self.members[at], codes, length):
                return at
        return -1

    cdef inline bint _knows(
        self, Py_ssize_t place, const uint8_t *codes, Py_ssize_t length
    ) noexcept nogil:
        cdef const Known *known = self._slot(place, codes, length)
        return known.length == length and not memcmp(known.text, codes, length)

    cdef inline Known *_slot(
        self, Py_ssize_t place, const uint8_t *codes, Py_ssize_t length
    ) noexcept nogil:
        """Return where a text would be remembered."""
        cdef Py_ssize_t mixed = length * 5 + codes[0] + codes[length - 1] * 3
        return &self.known[place * SLOTS + (mixed + codes[length >> 1] * 7) % SLOTS]

    cdef _settle(self, Lines lines):
        """Sort out what is not certainly clean."""
        cdef Py_ssize_t at
        cdef uint64_t there, last = 0
        cdef bint was_quiet = 0 in self.sieve.quiet
        for at in range(lines.count):
            if lines.lines[at].unsure:
                self._ask(lines, at)
            there = lines.lines[at].there
            if self.sieve.needed & ~there:
                lines.lacking.append(at)
            there &= self.sieve.grouped
            if there != last:
                last, was_quiet = there, there in self.sieve.quiet
            if not was_quiet:
                note(lines.loud, there, at)

    cdef _ask(self, Lines lines, Py_ssize_t at):
        """Ask of values whether they are accepted whatever they look like."""
        cdef Py_ssize_t place
        cdef Span span
        cdef Known *known
        cdef const uint8_t *codes = lines.codes
        for place in range(self.sieve.count):
            if not lines.lines[at].unsure >> place & 1:
                continue
            text = lines.text(at, place)
            if not PySet_Contains(<object> self.sieve.items[place].accepted, text):
                note(lines.asked, place, at)
                continue
            span = lines.spans[at * lines.width + place]
            if span.length <= SHORT:
                known = self._slot(place, codes + span.start, span.length)
                known.length = <uint8_t> span.length
                memcpy(known.text, codes + span.start, span.length)


@cython.final
cdef class Lines:
    """Neighbouring records of a text."""

    cdef bytes data
    cdef const uint8_t *codes
    cdef Py_ssize_t size
    cdef Line *lines
    cdef Span *spans  # of each record one for each item
    cdef Py_ssize_t width
    cdef Py_ssize_t room
    cdef bint is_short_of_memory
    cdef readonly Py_ssize_t count
    """How many."""
    cdef readonly Py_ssize_t end
    """Where the next line begins."""
    cdef readonly bint is_odd
    """Whether that is an unusual line."""
    cdef readonly list lacking
    """Those in which a needed item is absent."""
    cdef readonly dict asked
    """Of each item by its place, those whose value is not certainly clean."""
    cdef readonly dict loud
    """By what is there of the grouped items, those of which that is not quiet."""

    def __cinit__(self):
        self.lacking, self.asked, self.loud = [], {}, {}

    def __dealloc__(self):
        free(self.lines)
        free(self.spans)

    def __len__(self):
        return self.count

    def columns(self, list places not None, indexes):
        """Return the values of some items in some records, item by item; None for absent.

        Args:
            places: the places of the records that are meant.
            indexes: the places of the items.

        Raises:
            IndexError: a place that there is not.
        """
        return [self._column(places, index) for index in indexes]

    def standing(self, Py_ssize_t at):
        """Return the values of one record in the order in which they stand in its line.

        Args:
            at: the place of the record.

        Returns:
            Pairs of the place of the item and the text.

        Raises:
            IndexError: a place that there is not.
        """
        cdef Py_ssize_t[MOST] places
        cdef Py_ssize_t place, to, count = 0
        if not 0 <= at < self.count:
            raise IndexError(at)
        cdef const Span *spans = &self.spans[at * self.width]
        for place in range(self.width):
            if spans[place].length:
                to = count
                while to and spans[places[to - 1]].start > spans[place].start:
                    places[to] = places[to - 1]
                    to -= 1
                places[to] = place
                count += 1
        return [(places[to], self.text(at, places[to])) for to in range(count)]

    def joined(self, list places not None, tuple indexes not None, str mark not None):
        """Return of some records the texts of some items with a mark between them.

        Args:
            places: the places of the records that are meant.
            indexes: the places of the items.
            mark: what stands between.

        Raises:
            IndexError: a place that there is not.
            ValueError: an item is absent.
        """
        cdef Py_ssize_t at, index
        cdef bytes between = mark.encode()
        cdef list found = []
        for index in indexes:
            if not 0 <= index < self.width:
                raise IndexError(index)
        for at in places:
            if not 0 <= at < self.count:
                raise IndexError(at)
            found.append(self._joined(at, indexes, between))
        return found

    cdef _joined(self, Py_ssize_t at, tuple indexes, bytes mark):
        cdef char[LONG_KEY] key
        cdef Py_ssize_t length = 0, index
        cdef const Span *span
        for index in indexes:
            span = &self.spans[at * self.width + index]
            if not span.length:
                raise ValueError(f"record {at} has no item {index}")
            if length + len(mark) + span.length > LONG_KEY:
                texts = [self.text(at, index) for index in indexes]
                return mark.decode().join(texts)
            if length:
                memcpy(key + length, PyBytes_AS_STRING(mark), len(mark))
                length += len(mark)
            memcpy(key + length, self.codes + span.start, span.length)
            length += span.length
        return PyUnicode_DecodeUTF8(key, length, NULL)

    cdef list _column(self, list places, Py_ssize_t index):
        cdef list values = []
        cdef Py_ssize_t at
        if not 0 <= index < self.width:
            raise IndexError(index)
        for at in places:
            if not 0 <= at < self.count:
                raise IndexError(at)
            values.append(self.text(at, index))
        return values

    cdef inline text(self, Py_ssize_t at, Py_ssize_t place):
        cdef const Span *span = &self.spans[at * self.width + place]
        if not span.length:
            return None
        return PyUnicode_DecodeUTF8(
            <const char *> self.codes + span.start, span.length, NULL
        )

    cdef bint has_room(self) noexcept nogil:
        """Make sure that one more record can be taken down."""
        cdef Py_ssize_t room = max(<Py_ssize_t> 512, 2 * self.room)
        cdef void *lines
        cdef void *spans
        if self.count < self.room:
            return True
        lines = realloc(self.lines, room * sizeof(Line))
        if lines is not NULL:
            self.lines = <Line *> lines
        spans = realloc(self.spans, max(room * self.width, 1) * sizeof(Span))
        if spans is not NULL:
            self.spans = <Span *> spans
        if lines is NULL or spans is NULL:
            return False
        self.room = room
        return True


cdef inline Py_ssize_t _found(
    const uint8_t *codes, uint8_t wanted, Py_ssize_t start, Py_ssize_t end
) noexcept nogil:
    """Return where a byte stands; the end where it does not."""
    cdef const void *at = memchr(codes + start, wanted, end - start)
    return end if at is NULL else <const uint8_t *> at - codes


cdef inline Py_ssize_t _beyond_spaces(const uint8_t *codes, Py_ssize_t at) noexcept nogil:
    # Behind the last line stands a zero.
    while codes[at] == SPACE:
        at += 1
    return at


cdef inline bint _is_name(
    const Member *member, const uint8_t *codes, Py_ssize_t length
) noexcept nogil:
    """Tell whether a text begins with a name and a quote."""
    return (
        member.length < length
        and codes[member.length] == QUOTE
        and not memcmp(codes, member.name, member.length)
    )


cdef inline bint _is_plain(
    const uint8_t *codes, Py_ssize_t start, Py_ssize_t end
) noexcept nogil:
    """Tell whether quotes are quotes, and no character must be escaped."""
    # Without a way out, so that a compiler takes many at a time.
    cdef uint8_t strange = 0
    cdef Py_ssize_t at
    for at in range(start, end):
        strange |= (codes[at] < SPACE) | (codes[at] == BACKSLASH)
    return not strange


cdef inline bint _is_solid(
    const uint8_t *codes, Py_ssize_t start, Py_ssize_t end
) noexcept nogil:
    """Tell whether a character of ASCII or Chinese stands here that is no white space."""
    cdef Py_ssize_t at
    for at in range(start, end):
        if SPACE < codes[at] <= TILDE or 0xE4 <= codes[at] <= 0xE9:
            return True
    return False
