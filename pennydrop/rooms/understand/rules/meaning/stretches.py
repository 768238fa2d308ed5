"""A turn cut into stretches that a model can place: some sentences that belong together."""

import re
from collections.abc import Iterator

LONGEST = 60  # words; a longer stretch says too many things to be about one
SHORTEST = 12  # words; a shorter sentence goes with its neighbour
_SENTENCE_END = re.compile(r"[.!?…]+[\"'”’)\]]*\s+|\n+")
_WORD = re.compile(r"\S+")


def stretches(text: str) -> list[tuple[int, int]]:
    """Where each stretch begins and ends, in code points, end exclusive; together with the white
    space between them they are the text. A text without words has none.

    A sentence longer than LONGEST is cut at a word.
    """
    found: list[tuple[int, int]] = []
    begin, end, words = 0, 0, 0
    for low, high in _sentences(text):
        new = len(_WORD.findall(text, low, high))
        if words and (words >= SHORTEST or words + new > LONGEST):
            found.append((begin, end))
            words = 0
        begin = low if not words else begin
        end, words = high, words + new
    if words:
        found.append((begin, end))
    return found


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    """Sentences without the white space round them, none longer than LONGEST words."""
    low = 0
    for cut in [*(match.end() for match in _SENTENCE_END.finditer(text)), len(text)]:
        words = [(word.start(), word.end()) for word in _WORD.finditer(text, low, cut)]
        for first in range(0, len(words), LONGEST):
            some = words[first : first + LONGEST]
            yield some[0][0], some[-1][1]
        low = cut
