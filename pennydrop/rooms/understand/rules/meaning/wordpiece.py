"""Words cut into the pieces that the embedding model knows (WordPiece, as BERT's uncased models).

The vocabulary is that of all-MiniLM-L6-v2 (Apache-2.0). The way of cutting is that of Wu et al.,
Google's Neural Machine Translation System (2016), arXiv 1609.08144, section 4.1: from the left,
always the longest piece that there is.
"""

import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache
from pathlib import Path

MOST = 256  # pieces of one text, with the mark at each end; more the model was not made for
LONGEST_WORD = 100
UNKNOWN, BEGIN, END = "[UNK]", "[CLS]", "[SEP]"
_CHINESE = (
    (0x4E00, 0x9FFF), (0x3400, 0x4DBF), (0x20000, 0x2A6DF), (0x2A700, 0x2B73F),
    (0x2B740, 0x2B81F), (0x2B820, 0x2CEAF), (0xF900, 0xFAFF), (0x2F800, 0x2FA1F),
)  # fmt: skip


def pieces(text: str) -> list[int]:
    """The numbers of a text's pieces, between the marks of beginning and end; at most MOST."""
    known = _vocabulary()
    found = [known[BEGIN]]
    for word in _words(text):
        found += _cut(word)
        if len(found) >= MOST:
            break
    return [*found[: MOST - 1], known[END]]


@lru_cache(maxsize=50_000)
def word_pieces(word: str) -> tuple[int, ...]:
    """The numbers of one word's pieces, without marks of beginning and end."""
    return tuple(number for part in _words(word) for number in _cut(part))


def mark_piece(character: str) -> int:
    """The number of a punctuation mark or, for a line's end, of the mark between two texts."""
    known = _vocabulary()
    return known[END] if character == "\n" else known.get(character, known[UNKNOWN])


def end_pieces() -> tuple[int, int]:
    """The numbers of the marks of beginning and end."""
    known = _vocabulary()
    return known[BEGIN], known[END]


@cache
def _vocabulary() -> dict[str, int]:
    lines = (Path(__file__).parent / "vocabulary.txt").read_text(encoding="utf-8").split("\n")
    return {piece: number for number, piece in enumerate(lines[:-1])}


def _cut(word: str) -> list[int]:
    known = _vocabulary()
    if len(word) > LONGEST_WORD:
        return [known[UNKNOWN]]
    found: list[int] = []
    at = 0
    while at < len(word):
        before = "##" if at else ""
        end = next(
            (end for end in range(len(word), at, -1) if before + word[at:end] in known), None
        )
        if end is None:
            return [known[UNKNOWN]]
        found.append(known[before + word[at:end]])
        at = end
    return found


def _words(text: str) -> Iterator[str]:
    """Small letters without accents, parted at spaces; each punctuation mark and each Chinese
    character is a word."""
    letters: list[str] = []
    for character in _plain(text):
        alone = _is_mark(character) or _is_chinese(character)
        if letters and (alone or character.isspace()):
            yield "".join(letters)
            letters = []
        if alone:
            yield character
        elif not character.isspace():
            letters.append(character)
    if letters:
        yield "".join(letters)


def _plain(text: str) -> str:
    seen = (_seen(character) for character in text)
    folded = unicodedata.normalize("NFD", "".join(seen).lower())
    return "".join(c for c in folded if unicodedata.category(c) != "Mn")


def _seen(character: str) -> str:
    """White space as a space; what cannot be seen is left out."""
    if character in "\t\n\r" or unicodedata.category(character) == "Zs":
        return " "
    hidden = character == "\ufffd" or unicodedata.category(character) in {"Cc", "Cf", "Co"}
    return "" if hidden else character


def _is_mark(character: str) -> bool:
    ascii_mark = character.isascii() and character.isprintable() and not character.isalnum()
    return (ascii_mark and character != " ") or unicodedata.category(character).startswith("P")


def _is_chinese(character: str) -> bool:
    return any(low <= ord(character) <= high for low, high in _CHINESE)
