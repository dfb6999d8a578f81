"""What is wrong with a text that is no format, and what was probably meant.

In: a text that ``parse`` cannot read. Out: one ``Slip``. Each function below knows one
habit of writers; the first that recognises its own wins, so the order is from the
plainest to the vaguest.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from ruleengine.base.suggest import near_misses
from ruleengine.notation import other_notations
from ruleengine.notation.ast import TEMPORAL_PARTS
from ruleengine.notation.media import MEDIA
from ruleengine.notation.parse import MAXIMUM_TEXT
from ruleengine.notation.sense import Slip, without_quoted

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_TYPED_FOR = {
    "…": "..",
    "。": ".",
    "、": "/",
    "“": '"',
    "”": '"',
    "‘": '"',
    "’": '"',
    "～": "..",
    "〜": "..",
    "【": "(",
    "】": ")",
}
_MEDIA_WORDS = {"JPG": "JPEG", "TIF": "TIFF", "JPE": "JPEG"}


def slip_in(text: str, stopped: int) -> Slip:
    """Say what is wrong with ``text``, which cannot be read past ``stopped``."""
    for habit in _HABITS:
        if slip := habit(text):
            return slip
    if stopped >= len(text):
        return Slip("unfinished", len(text))
    # Behind a whole format only marks and units are surely too much.
    more = re.search("[A-Za-z]", text[stopped:])
    meant = () if more else (text[:stopped],)
    return Slip("unexpected", stopped, meant, {"found": text[stopped]})


def _nothing(text: str) -> Slip | None:
    return None if text.strip() else Slip("empty", 0)


def _endless(text: str) -> Slip | None:
    facts = {"length": len(text), "limit": MAXIMUM_TEXT}
    return Slip("long", MAXIMUM_TEXT, facts=facts) if len(text) > MAXIMUM_TEXT else None


def _white_space(text: str) -> Slip | None:
    found = re.search(r"\s", without_quoted(text))
    if not found:
        return None
    if text.strip() != text:
        return Slip("white-space-around", found.start(), (text.strip(),))
    return Slip("white-space", found.start(), (re.sub(r"\s", "", text),))


def _full_width(text: str) -> Slip | None:
    bare = without_quoted(text)
    at = next((i for i, c in enumerate(bare) if _half_width(c) != c), None)
    if at is None:
        return None
    inside = any(c in "“”‘’" for c in text)
    shown = text if inside else bare
    meant = "".join(
        _half_width(c) if s == c else c for s, c in zip(shown, text, strict=True)
    )
    return Slip("full-width", at, (meant,), {"found": text[at]})


def _half_width(character: str) -> str:
    if character in _TYPED_FOR:
        return _TYPED_FOR[character]
    folded = unicodedata.normalize("NFKC", character)
    return folded if folded.isascii() else character


def _date_or_time(text: str) -> Slip | None:
    letters = re.sub(r"[-/:. _TZ年月日时分秒]", "", text)
    if not re.fullmatch(r"(?:CC)?[YMDHS]{2,}", letters, re.IGNORECASE):
        return None
    if found := re.fullmatch(r"(?:CCYY|YYY|Y{5,})(MM(?:DD)?)?|YYYYM{1,2}D", letters):
        days = "MMDD" if letters.endswith("D") else found[1] or ""
        return Slip("temporal", 0, (f"YYYY{days}",))
    pieces = re.findall(r"Y{4}|MM|DD|hh|mm|ss", letters)
    order = [part for part in TEMPORAL_PARTS if part in pieces]
    parts = _PARTS.fullmatch(letters)
    is_disorder = order != pieces and len(order) == len(pieces)
    # With MM for mm, or mm for MM, the order may be right.
    if "".join(pieces) == letters and is_disorder and not (parts and _is_whole(parts)):
        at = _first_change(text, "".join(order))
        return Slip("temporal-order", at, _one(order))
    return _known_parts(text, letters, parts) if parts else Slip("temporal", 0)


_PARTS = re.compile(r"(yyyy|yy)?(mm)?(dd)?(hh)?(mm)?(ss)?", re.IGNORECASE)


def _is_whole(parts: re.Match[str]) -> bool:
    """Tell whether the parts that were found follow each other without a gap."""
    there = [bool(part) for part in parts.groups()]
    first = there.index(True)
    return all(there[first : first + sum(there)])


def _known_parts(text: str, letters: str, parts: re.Match[str]) -> Slip:
    groups = zip(parts.groups(), TEMPORAL_PARTS, strict=True)
    known = [name for found, name in groups if found]
    first, last = TEMPORAL_PARTS.index(known[0]), TEMPORAL_PARTS.index(known[-1])
    whole = TEMPORAL_PARTS[first : last + 1]
    if letters != text:
        mark = next(i for i, c in enumerate(text) if c not in letters)
        return Slip("temporal-marks", mark, _one(whole), {"found": text[mark]})
    if len(parts[1] or "") == 2:
        return Slip("temporal-year", 0, _one(whole))
    code = "temporal-case" if len(whole) == len(known) else "temporal-gap"
    return Slip(code, _first_change(text, "".join(whole)), _one(whole))


def _one(parts: Sequence[str]) -> tuple[str, ...]:
    return ("".join(parts),)


def _first_change(text: str, meant: str) -> int:
    pairs = enumerate(zip(text, meant, strict=False))
    return next((i for i, (c, m) in pairs if c != m), min(len(text), len(meant)))


def _media(text: str) -> Slip | None:
    if not re.fullmatch(r"[A-Za-z]{3,}([^A-Za-z0-9(][A-Za-z]+)*", text):
        return None
    names = re.split(r"[^A-Za-z]", text.upper())
    known = any(_medium(name) in MEDIA for name in names)
    if not known and not re.fullmatch("[A-Z]{3,}", text):
        return None
    meant = ("/".join(_medium(name) for name in names),)
    for found in re.finditer(r"[A-Za-z]+|[^A-Za-z/]", text):
        if not found[0].isalpha():
            return Slip("media-mark", found.start(), meant, {"found": found[0]})
        if found[0] not in MEDIA:
            return Slip(
                "medium",
                found.start(),
                meant,
                {"found": found[0], "known": tuple(MEDIA)},
            )
    return None


def _medium(name: str) -> str:
    if name in MEDIA or name in _MEDIA_WORDS:
        return _MEDIA_WORDS.get(name, name)
    return next(iter(near_misses(name, MEDIA, 1)), name)


def _wrong_case(text: str) -> Slip | None:
    bare = without_quoted(text)
    head = re.match(r"(A|N|AN|An|aN)(?=[0-9.(])|(?:a|n|an)[0-9]*\.\.(?=U|uL)", bare)
    if not head:
        return None
    at = next(i for i, c in enumerate(bare) if c.isupper())
    lower = "".join(
        c.lower() if b != '"' else c for b, c in zip(bare, text, strict=True)
    )
    return Slip("case", at, (lower,))


def _dots(text: str) -> Slip | None:
    found = re.fullmatch(r"(a|n|an)([0-9]*)(\.+)([0-9]+|ul)(,[0-9]+)?", text)
    if not found or len(found[3]) == 2:
        return None
    alphabet, first, dots, last, decimals = found.groups(default="")
    meant: tuple[str, ...] = (f"{alphabet}{first}..{last}{decimals}",)
    if alphabet == "n" and first and dots == "." and not decimals:
        decimal = f"n..{first},{last}"
        wider = last.isdigit() and int(last[:9]) > int(first[:9])
        meant = (*meant, decimal) if wider else (decimal, *meant)
    code = "one-dot" if dots == "." else "many-dots"
    return Slip(code, found.start(3), meant)


def _decimal_mark(text: str) -> Slip | None:
    found = re.fullmatch(r"n(\.\.)?([0-9]+)(\.\.?|;|/|:|-)([0-9]+)", text)
    if not found or (not found[1] and found[3].startswith(".")):
        return None
    meant = (f"n..{found[2]},{found[4]}",)
    return Slip("decimal-mark", found.start(3), meant, {"found": found[3]})


def _missing_length(text: str) -> Slip | None:
    if re.fullmatch(r"a|n|an", text):
        facts = {"fixed": f"{text}5", "most": f"{text}..5"}
        return Slip("no-length", len(text), (), facts)
    if found := re.fullmatch(r"(a|n|an)([0-9]*)\.\.?", text):
        meant = (f"{found[1]}..{found[2]}",) if found[2] else ()
        return Slip("no-maximum", len(text), meant)
    if re.fullmatch(r"\.{1,2}([0-9]+|ul)(,[0-9]+)?|[0-9]+((\.\.|,)[0-9]+)?", text):
        dots = "" if text.startswith("..") else "." if text.startswith(".") else ".."
        alphabet = "n" if "," in text else "an"
        bare = alphabet + text
        return Slip("no-class", 0, (bare, alphabet + dots + text))
    return None


def _text_with_decimals(text: str) -> Slip | None:
    found = re.fullmatch(r"(a|an)((?:\.\.)?[0-9]+,[0-9]+)", text)
    facts = {"alphabet": found[1]} if found else {}
    return (
        Slip("decimals-class", text.index(","), ("n" + found[2],), facts)
        if found
        else None
    )


def _class(text: str) -> Slip | None:
    found = re.match(r"([A-Za-z]+)(?=[0-9.(])", text)
    if not found or found[1] in {"a", "n", "an"}:
        return None
    rest = text[found.end() :]
    meant = tuple(
        c + rest for c in ("an", "n", "a") if set(found[1].lower()) <= set(c)
    ) or (f"an{rest}",)
    return Slip("class", 0, meant, {"found": found[1]})


def _brackets(text: str) -> Slip | None:
    found = re.match(r"(a|n|an)([0-9]*)([(\[{<])", text)
    if not found:
        return None
    if found[3] != "(":
        closed = text.translate(str.maketrans("[{<]}>", "((()))"))
        return Slip("mask-bracket", found.start(3), (closed,), {"found": found[3]})
    if not text.endswith(")"):
        return Slip("mask-open", len(text), (f"{text})",))
    inside = text[found.end() : -1]
    if not inside:
        return Slip("mask-empty", len(text) - 1)
    if not found[2]:
        return Slip("mask-no-length", found.start(3), _numbered(found[1], inside))
    return _mask_inside(text, found.end(), inside)


def _numbered(alphabet: str, inside: str) -> tuple[str, ...]:
    length = len(inside.replace('"', ""))
    return (f"{alphabet}{length}({inside})",)


def _mask_inside(text: str, start: int, inside: str) -> Slip | None:
    if inside.count('"') % 2 or '""' in inside:
        return Slip("mask-quotes", start + inside.index('"'))
    plain = inside.replace("'", '"')
    if plain != inside:
        at = start + inside.index("'")
        return Slip("mask-quote-mark", at, (text[:start] + plain + ")",))
    quoted = re.sub(r'"[^"]*"|[^an"]+', _quote, inside)
    at = start + _first_change(inside, quoted)
    found = {"found": text[at]}
    return Slip("mask-character", at, (f"{text[:start]}{quoted})",), found)


def _quote(piece: re.Match[str]) -> str:
    return piece[0] if piece[0].startswith('"') else f'"{piece[0]}"'


_HABITS: tuple[Callable[[str], Slip | None], ...] = (
    _nothing,
    _endless,
    other_notations.word,
    other_notations.quoted,
    other_notations.letter_of_type,
    _white_space,
    other_notations.column_type,
    other_notations.span,
    other_notations.limit,
    other_notations.endless,
    other_notations.long_comma,
    other_notations.bare_mask,
    other_notations.upper_mask,
    other_notations.unopened_mask,
    other_notations.open_list,
    _date_or_time,
    _media,
    _full_width,
    _wrong_case,
    _dots,
    _decimal_mark,
    _missing_length,
    _text_with_decimals,
    _class,
    _brackets,
)
