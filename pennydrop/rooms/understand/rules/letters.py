"""What a reader takes for one letter may be several code points: a base with its marks, a face with
its colour, a family joined to one picture. A passage never begins or ends inside one."""

import unicodedata

JOINER = "\u200d"
_COLOURS = range(0x1F3FB, 0x1F400)
_FLAGS = range(0x1F1E6, 0x1F200)


def continues(text: str, at: int) -> bool:
    """Whether the place `at` (code points) lies inside a letter; never at the ends of a text.

    A simplification of the extended grapheme clusters of Unicode's annex 29: marks, joiners, skin
    colours, pairs of flag letters, and a line end of two characters.
    """
    if not 0 < at < len(text):
        return False
    before, here = text[at - 1], text[at]
    if before == "\r" or before == "\n":
        return (before, here) == ("\r", "\n")
    if before == JOINER or here == JOINER or ord(here) in _COLOURS:
        return True
    if unicodedata.category(here) in ("Mn", "Mc", "Me"):
        return True
    return ord(here) in _FLAGS and _flags_before(text, at) % 2 == 1


def _flags_before(text: str, at: int) -> int:
    count = 0
    while at - count > 0 and ord(text[at - count - 1]) in _FLAGS:
        count += 1
    return count


def whole_letters(text: str, start: int, end: int) -> tuple[int, int]:
    """The passage [start, end) grown outward to whole letters."""
    while continues(text, start):
        start -= 1
    while continues(text, end):
        end += 1
    return start, end
