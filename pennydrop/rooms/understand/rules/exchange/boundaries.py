"""Whether a passage begins and ends where words do."""

import unicodedata


def ends_well(text: str, start: int, end: int) -> tuple[int, int]:
    """How well [start, end) begins and ends, each 0 (inside a word or character), 1 (at white
    space that it takes along) or 2 (where a word begins or ends)."""
    return _edge(text, start, start), _edge(text, end, end - 1)


def between_words(text: str, start: int, end: int) -> bool:
    return all(ends_well(text, start, end))


def _edge(text: str, cut: int, inner: int) -> int:
    if 0 < cut < len(text) and _joined(text[cut - 1], text[cut]):
        return 0
    return 1 if text[inner].isspace() else 2


def _joined(before: str, after: str) -> bool:
    """Whether a cut between these two would be inside a word or a character."""
    if before.isalnum() and after.isalnum():
        return True
    if after.isascii():
        return before == "\u200d" or (_is_mark(before) and after.isalnum())
    return _is_mark(after) or before == "\u200d" or (_is_mark(before) and after.isalnum())


def _is_mark(char: str) -> bool:
    """What belongs to the character before it: combining marks, joiners, skin tones."""
    if char.isascii():
        return False
    return (
        unicodedata.category(char) in {"Mn", "Mc", "Me"}
        or char in "\u200d\u200c"
        or 0x1F3FB <= ord(char) <= 0x1F3FF
    )


def inside_character(text: str, cut: int) -> bool:
    """Whether a cut before text[cut] parts what a reader sees as one character."""
    return 0 < cut < len(text) and (_is_mark(text[cut]) or text[cut - 1] == "\u200d")
