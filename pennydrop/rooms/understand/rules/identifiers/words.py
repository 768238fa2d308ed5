"""A text as a row of words with their places, and the form in which two spellings are compared."""

import re
import unicodedata
from functools import cached_property, lru_cache

# A word is letters, digits and the marks that combine with them; an apostrophe may join two parts.
_MARK = "\u0300-\u036f\u064b-\u065f\u200c\u200d"
_WORD = re.compile(rf"[^\W_](?:[^\W_]|[{_MARK}])*(?:['’ʼ](?:[^\W_]|[{_MARK}])+)*")
_SENTENCE_BREAK = re.compile(r"[.!?\n\r:;\"“”…()\[\]•>]|[-–—]\s")
# What hangs on a word and is none of it: "Pete's", "Pete'll", "Pete'd've".
_TAIL = re.compile("(?<=[^\\W_])(?:['’ʼ](?:ll|ve|re|d|s))+$", re.IGNORECASE)
# After these a full stop ends no sentence: "Mrs. Green".
_SHORTENED = frozenset("mr mrs ms mx dr prof rev sgt cllr st".split())
_DOUBLED = re.compile(r"(.)\1+")
_APOSTROPHES = re.compile("['’ʼ]")
# Letters that Unicode does not decompose into a plain letter and a mark.
_PLAIN = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ð": "d", "ı": "i", "æ": "ae", "œ": "oe"})


@lru_cache(maxsize=50_000)
def key(word: str) -> str:
    """One word without case, marks and apostrophes."""
    lowered = word.casefold()
    if not lowered.isascii():
        parts = unicodedata.normalize("NFKD", lowered.translate(_PLAIN))
        lowered = "".join(
            c for c in parts if not unicodedata.combining(c) and c not in "\u200c\u200d"
        )
    return _APOSTROPHES.sub("", lowered)


@lru_cache(maxsize=50_000)
def loose(word_key: str) -> str:
    """A key with doubled letters written once ("phillip", "philip"); digits stay as they are."""
    return word_key if word_key.isdigit() else _DOUBLED.sub(r"\1", word_key)


class Words:
    """The words of one text: parallel lists, so that a rule can look left and right of a word.

    A possessive ending or a shortened verb ("Karen's", "Karen'll") is not part of the word's span:
    `ends` stops before it, `tails` says how long it is, and `owns` whether it is "'s".
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.starts: list[int] = []
        self.ends: list[int] = []
        self.keys: list[str] = []
        self.owns: list[bool] = []
        self.tails: list[int] = []
        for match in _WORD.finditer(text):
            word, (start, end) = match.group(), match.span()
            found = None if word.isalnum() else _TAIL.search(word)
            tail = len(found.group()) if found else 0
            self.starts.append(start)
            self.ends.append(end - tail)
            self.keys.append(key(word[:-tail] if tail else word))
            self.owns.append(tail == 2 and word[-1] in "sS")
            self.tails.append(tail)

    def __len__(self) -> int:
        return len(self.keys)

    @cached_property
    def places(self) -> dict[str, list[int]]:
        """Where each word stands, by its loose key: what looks for many terms asks here."""
        found: dict[str, list[int]] = {}
        for i, word_key in enumerate(self.keys):
            found.setdefault(loose(word_key), []).append(i)
        return found

    def word(self, i: int) -> str:
        return self.text[self.starts[i] : self.ends[i]]

    def key_at(self, i: int) -> str:
        """The key of word i, or "" outside the text."""
        return self.keys[i] if 0 <= i < len(self.keys) else ""

    def capital(self, i: int) -> bool:
        return 0 <= i < len(self.keys) and self.text[self.starts[i]].isupper()

    def shouted(self, i: int) -> bool:
        """Two or more letters, all capitals."""
        word = self.word(i)
        return len(word) > 1 and word.isupper()

    def gap(self, i: int) -> str:
        """What stands between word i and the next (with what hangs on the word, if anything)."""
        end = self.starts[i + 1] if i + 1 < len(self.keys) else len(self.text)
        return self.text[self.ends[i] : min(end, self.ends[i] + 12)]

    def opens(self, i: int) -> bool:
        """Whether word i begins a sentence, a line or a speaker's turn."""
        if i == 0:
            return True
        start = self.starts[i]
        if self.keys[i - 1] in _SHORTENED and self.gap(i - 1) == ". ":
            return False
        between = self.text[max(self.ends[i - 1], start - 12) : start]
        return between != " " and bool(_SENTENCE_BREAK.search(between))

    def joined(self, i: int) -> bool:
        """Whether word i and the next are parted by no more than a space, hyphen or full stop."""
        gap = self.gap(i)
        return len(gap) <= 3 and not self.tails[i] and all(c in " \u00a0-.‐‑_" for c in gap)


@lru_cache(maxsize=20_000)
def keys_of(term: str) -> tuple[str, ...]:
    """The keys of a short stretch; the same names are asked for again and again."""
    return tuple(Words(term).keys)


def fold(term: str) -> str:
    """The form in which two mentions are one: no case, marks, possessives, doubled letters."""
    return " ".join(map(loose, keys_of(term)))
