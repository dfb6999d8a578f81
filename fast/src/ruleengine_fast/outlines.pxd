"""What a text has to be, in figures, and whether one surely is.

A text is seen where it lies: in a str, or in the bytes of a file. To say no costs nothing
but time, for whoever asks looks closer then; to say yes must be right.
"""

from libc.stdint cimport uint8_t, uint16_t
from libc.string cimport memcmp

cdef enum Form:
    UNKNOWN  # nothing is surely one
    TEXT
    DIGITS
    DAY

cdef struct Outline:
    Form form
    Py_ssize_t minimum  # characters of a text, digits before the decimal mark
    Py_ssize_t maximum
    Py_ssize_t fewest  # digits after the mark, if there is one
    Py_ssize_t most  # 0: there is no mark
    bint signed  # a minus may lead
    const uint8_t *repertoire  # a bit for each code of the basic plane
    bint takes_ascii  # whether all that can be printed of ASCII is among them

cdef struct Seen:
    const void *at
    Py_ssize_t length  # in characters
    int width  # bytes of one: 1, Latin-1 or ASCII; 2, the basic plane; others fit nothing


cdef inline bint fits(const Outline *outline, const Seen *seen) noexcept nogil:
    if outline.form == TEXT:
        return _is_text(outline, seen)
    if seen.width != 1:
        return False
    if outline.form == DAY:
        return _is_day(<const uint8_t *> seen.at, seen.length)
    return outline.form == DIGITS and _is_number(outline, seen)


cdef inline bint fits_utf8(
    const Outline *outline, const uint8_t *codes, Py_ssize_t length
) noexcept nogil:
    """Tell the same of the bytes of a text in UTF-8, which must be right."""
    cdef Seen seen
    if outline.form == TEXT:
        return length > 0 and _is_utf8_text(outline, codes, length)
    # Of days and numbers every character is one byte.
    seen.at, seen.length, seen.width = codes, length, 1
    return fits(outline, &seen)


cdef inline bint _is_utf8_text(
    const Outline *outline, const uint8_t *codes, Py_ssize_t length
) noexcept nogil:
    cdef Py_ssize_t at = 0, count = 0
    cdef uint16_t code = 0
    if codes[0] == 0x20 or codes[length - 1] == 0x20:
        return False
    if outline.takes_ascii and _is_printable_ascii(codes, length):
        return outline.minimum <= length <= outline.maximum
    while at < length:
        code = codes[at]
        if 0xE0 <= code < 0xF0 and at + 2 < length:
            code = (code & 0x0F) << 12 | (codes[at + 1] & 0x3F) << 6 | (codes[at + 2] & 0x3F)
            at += 3
        elif code < 0x80:
            at += 1
        elif code < 0xE0 and at + 1 < length:
            code = (code & 0x1F) << 6 | (codes[at + 1] & 0x3F)
            at += 2
        else:
            return False
        if not _holds(outline.repertoire, code):
            return False
        count += 1
    # The space of Chinese typesetting.
    if code == 0x3000 or (length > 2 and not memcmp(codes, b"\xe3\x80\x80", 3)):
        return False
    return outline.minimum <= count <= outline.maximum


cdef inline bint _is_text(const Outline *outline, const Seen *seen) noexcept nogil:
    cdef Py_ssize_t at, last = seen.length - 1
    cdef const uint8_t *narrow = <const uint8_t *> seen.at
    cdef const uint16_t *wide = <const uint16_t *> seen.at
    if not outline.minimum <= seen.length <= outline.maximum or last < 0:
        return False
    if seen.width == 1:
        if narrow[0] == 0x20 or narrow[last] == 0x20:
            return False
        if outline.takes_ascii and _is_printable_ascii(narrow, seen.length):
            return True
        for at in range(seen.length):
            if not _holds(outline.repertoire, narrow[at]):
                return False
        return True
    if seen.width != 2 or _is_blank(wide[0]) or _is_blank(wide[last]):
        return False
    for at in range(seen.length):
        if not _holds(outline.repertoire, wide[at]):
            return False
    return True


cdef inline bint _is_printable_ascii(
    const uint8_t *codes, Py_ssize_t length
) noexcept nogil:
    # Without a way out, so that a compiler takes many at a time.
    cdef uint8_t beyond = 0
    cdef Py_ssize_t at
    for at in range(length):
        beyond |= <uint8_t> (codes[at] - 0x20) > 0x5E
    return not beyond


cdef inline bint _holds(const uint8_t *repertoire, uint16_t code) noexcept nogil:
    return (repertoire[code >> 3] >> (code & 7)) & 1


cdef inline bint holds_ascii(const uint8_t *repertoire) noexcept nogil:
    cdef uint16_t code
    for code in range(0x20, 0x7F):
        if not _holds(repertoire, code):
            return False
    return True


cdef inline bint _is_blank(uint16_t code) noexcept nogil:
    return code == 0x20 or code == 0x3000


cdef inline bint _is_digit(uint8_t code) noexcept nogil:
    return <uint8_t> (code - 0x30) <= 9


cdef inline bint _is_number(const Outline *outline, const Seen *seen) noexcept nogil:
    cdef const uint8_t *codes = <const uint8_t *> seen.at
    cdef Py_ssize_t at = 0, start, length = seen.length
    if length and outline.signed and codes[0] == 0x2D:
        at = 1
    start = at
    while at < length and _is_digit(codes[at]):
        at += 1
    if not outline.minimum <= at - start <= outline.maximum:
        return False
    if at == length:
        return outline.fewest == 0
    if codes[at] != 0x2E:
        return False
    start = at + 1
    for at in range(start, length):
        if not _is_digit(codes[at]):
            return False
    # A mark wants a digit behind it.
    return max(1, outline.fewest) <= length - start <= outline.most


cdef inline bint _is_day(const uint8_t *codes, Py_ssize_t length) noexcept nogil:
    """Tell whether eight digits are a day of the calendar; of year 0 none is."""
    cdef int at, year, month, day
    if length != 8:
        return False
    for at in range(8):
        if not _is_digit(codes[at]):
            return False
    year = _pair(codes) * 100 + _pair(codes + 2)
    month = _pair(codes + 4)
    day = _pair(codes + 6)
    if year == 0 or not 1 <= month <= 12 or day == 0:
        return False
    return day <= 28 or day <= _days(year, month)


cdef inline int _pair(const uint8_t *codes) noexcept nogil:
    return (codes[0] - 0x30) * 10 + (codes[1] - 0x30)


cdef inline int _days(int year, int month) noexcept nogil:
    if month == 2:
        return 29 if year % 4 == 0 and (year % 100 != 0 or year % 400 == 0) else 28
    return 30 if month in (4, 6, 9, 11) else 31
