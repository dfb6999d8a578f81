"""What stands in the bytes of a file: whether they are UTF-8, and how often marks come.

Other threads go on meanwhile.
"""

from libc.stdint cimport uint8_t, uint64_t
from libc.string cimport memcpy

cdef uint64_t HIGH = 0x8080808080808080


cdef class Utf8:
    """Tells of bytes that come in parts whether they are right UTF-8 all in all."""

    cdef int wanted  # bytes that are still to come of the character that has begun
    cdef uint8_t least  # of the next one of them
    cdef uint8_t most

    def __cinit__(self):
        self.least, self.most = 0x80, 0xBF

    def takes(self, const uint8_t[::1] part not None):
        """Return whether what came so far may be the beginning of right UTF-8."""
        cdef bint is_right
        if not len(part):
            return self.wanted >= 0
        with nogil:
            is_right = self._takes(&part[0], part.shape[0])
        return is_right

    @property
    def is_whole(self):
        """Whether no character is left that has only begun."""
        return self.wanted == 0

    cdef bint _takes(self, const uint8_t *codes, Py_ssize_t count) noexcept nogil:
        cdef Py_ssize_t at = 0
        while at < count and self.wanted >= 0:
            if self.wanted:
                self._go_on(codes[at])
                at += 1
            elif codes[at] < 0x80:
                at += 1 + _ascii(codes + at + 1, count - at - 1)
            elif at + 3 <= count and _is_common(codes + at):
                at += 3 + _common(codes + at + 3, count - at - 3)
            else:
                self._begin(codes[at])
                at += 1
        return self.wanted >= 0

    cdef inline void _begin(self, uint8_t code) noexcept nogil:
        if 0xC2 <= code <= 0xDF:
            self.wanted = 1
        elif 0xE0 <= code <= 0xEF:
            self.wanted = 2
            if code == 0xE0:
                self.least = 0xA0  # what fewer bytes can write
            elif code == 0xED:
                self.most = 0x9F  # halves of pairs
        elif 0xF0 <= code <= 0xF4:
            self.wanted = 3
            if code == 0xF0:
                self.least = 0x90
            elif code == 0xF4:
                self.most = 0x8F  # beyond all planes
        else:
            self.wanted = -1

    cdef inline void _go_on(self, uint8_t code) noexcept nogil:
        self.wanted = self.wanted - 1 if self.least <= code <= self.most else -1
        self.least, self.most = 0x80, 0xBF


cdef inline Py_ssize_t _ascii(const uint8_t *codes, Py_ssize_t count) noexcept nogil:
    """Return how many bytes are ASCII, most of them looked at eight at a time."""
    cdef uint64_t eight
    cdef Py_ssize_t at = 0
    while at + 8 <= count:
        memcpy(&eight, codes + at, 8)
        if eight & HIGH:
            break
        at += 8
    while at < count and codes[at] < 0x80:
        at += 1
    return at


cdef inline Py_ssize_t _common(const uint8_t *codes, Py_ssize_t count) noexcept nogil:
    """Return how many bytes are characters as most Chinese ones are."""
    cdef Py_ssize_t at = 0
    while at + 3 <= count and _is_common(codes + at):
        at += 3
    return at


cdef inline bint _is_common(const uint8_t *codes) noexcept nogil:
    """Tell whether three bytes are a character as most Chinese ones are."""
    return (
        0xE1 <= codes[0] <= 0xEC
        and (codes[1] & 0xC0) == 0x80
        and (codes[2] & 0xC0) == 0x80
    )


cdef enum:
    RUN = 255  # bytes that a counter of one byte can take
    REACH = 3  # bytes before and behind that a joint is told by


def counted(const uint8_t[::1] part not None, Py_ssize_t gap):
    """Return what there is of some lines of JSON: line feeds, quotes, and joints.

    A joint is a quote, a colon, some spaces and another quote: the end of a name and the
    beginning of its text. One that begins where another one ends is none, but a text.

    Args:
        part: the lines.
        gap: how many spaces stand in a joint, 0 or 1.
    """
    cdef Counts counts = [0, 0, 0]
    cdef Py_ssize_t start = 0, count, whole = part.shape[0]
    if gap not in (0, 1):
        raise ValueError(f"0 or 1 spaces, not {gap}")
    if not whole:
        return 0, 0, 0
    with nogil:
        while start < whole:
            count = min(<Py_ssize_t> RUN, whole - start - REACH)
            if start < REACH or count <= 0:
                _count_one(&part[0], start, whole, gap, &counts)
                start += 1
            else:
                _count(&part[start], count, gap, &counts)
                start += count
    return counts.feeds, counts.quotes, counts.joints


cdef struct Counts:
    Py_ssize_t feeds
    Py_ssize_t quotes
    Py_ssize_t joints


cdef inline void _count_one(
    const uint8_t *codes, Py_ssize_t at, Py_ssize_t whole, Py_ssize_t gap, Counts *counts
) noexcept nogil:
    """Count what stands near the beginning or the end, where not all is to be seen."""
    counts.feeds += codes[at] == 0x0A
    counts.quotes += codes[at] == 0x22
    if at + gap + 2 < whole and _is_joint(codes + at, gap):
        counts.joints += at < gap + 2 or not _is_joint(codes + at - gap - 2, gap)


cdef inline void _count(
    const uint8_t *codes, Py_ssize_t count, Py_ssize_t gap, Counts *counts
) noexcept nogil:
    # Sums of one byte each and no way out, so that a compiler takes many at a time.
    cdef uint8_t feeds = 0, quotes = 0, joints = 0, between = 0x20 if gap else 0x3A
    cdef const uint8_t *ahead = codes + 1 + gap
    cdef const uint8_t *back = codes - 2 - gap
    cdef Py_ssize_t at
    for at in range(count):
        feeds += codes[at] == 0x0A
        quotes += codes[at] == 0x22
        joints += (
            (codes[at] == 0x22)
            & (codes[at + 1] == 0x3A)
            & (ahead[at] == between)
            & (ahead[at + 1] == 0x22)
        ) & (
            (back[at] != 0x22) | (back[at + 1] != 0x3A) | (codes[at - 1] != between)
        )
    counts.feeds += feeds
    counts.quotes += quotes
    counts.joints += joints


cdef inline uint8_t _is_joint(const uint8_t *codes, Py_ssize_t gap) noexcept nogil:
    return (
        (codes[0] == 0x22)
        & (codes[1] == 0x3A)
        & (codes[1 + gap] == (0x20 if gap else 0x3A))
        & (codes[2 + gap] == 0x22)
    )
