"""How hard our own text is to read."""

import re
from collections.abc import Iterable

FEWEST_WORDS = 40
HARDEST = 16
_MARKS = re.compile(r"[*_#>`|\[\]()]|https?://\S+")


def reading_age(texts: Iterable[str]) -> int | None:
    """In years: the Flesch-Kincaid grade (Kincaid and others, 1975), 0.39 words per sentence + 11.8
    syllables per word - 15.59, and five, at which school begins. None for too few words to say."""
    sentences = [part for text in texts for part in re.split(r"[.?!:]+\s|\n+", f"{text}\n")]
    counted = [re.findall(r"[A-Za-z][A-Za-z'’]*", _MARKS.sub(" ", part)) for part in sentences]
    counted = [words for words in counted if words]
    words = [word for some in counted for word in some]
    if len(words) < FEWEST_WORDS:
        return None
    syllables = sum(map(_syllables, words))
    grade = 0.39 * len(words) / len(counted) + 11.8 * syllables / len(words) - 15.59
    return max(5, round(grade + 5))


def _syllables(word: str) -> int:
    word = re.sub(r"['’]s$", "", word.lower())
    groups = len(re.findall(r"[aeiouy]+", word))
    silent = re.search(r"[^aeioul]e$|[^aeioutd]ed$", word) is not None
    return max(1, groups - silent)
