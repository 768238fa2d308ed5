"""What somebody types into the search box, as a question to a full-text index that cannot fail.

pain            a word                "half an hour"      words in this order
ketam*          a beginning           pain near nurse     within ten words of each other
pain near/4 gp  within four           pain or burning     either of them
pain -nurse     without a word
"""

import re
from dataclasses import dataclass

from pennydrop.rooms.understand.rules.copying import words_of

NEAR = 10
_QUOTES = str.maketrans("“”„«»", '"' * 5)
FURTHEST = 100
LONGEST = 300
SHORTEST = 4
# What English puts at the end of a word; enough is left to say what is meant.
_ENDING = re.compile(r"(?<=\w{3})(?:ings?|ed|es|s|e|y)$")
_PART = re.compile(r'(-?)"([^"]*)"?|(\S+)')
_NEAR = re.compile(r"near(?:/(\d{1,3}))?", re.IGNORECASE)
_BRACKETED = re.compile(r"\[[^\[\]\n]*\]")
_APOSTROPHE = re.compile(r"(?<=[^\W_])['’](?=[^\W_])")
# Where the index marks a hit: two characters that Unicode keeps out of every text.
OPENS, CLOSES = "\ufdd0", "\ufdd1"


@dataclass(frozen=True)
class _Term:
    """Something to find, quoted for the index. `parts`: how many words it has."""

    quoted: str
    without: bool


def for_index(text: str) -> str:
    """A text as it is indexed, character for character as long: "don't" stays one word."""
    return _APOSTROPHE.sub("ʼ", text).replace(OPENS, " ").replace(CLOSES, " ")


def spoken(text: str) -> str:
    """A text without what stands in square brackets: stand-ins for names, and notes of whoever
    typed it. Nobody said those."""
    return _BRACKETED.sub(" ", text)


def hits(marked: str) -> list[tuple[int, int]]:
    """Where the index found something: offsets in the text without its marks."""
    found = []
    before, *rest = marked.split(OPENS)
    at = len(before)
    for piece in rest:
        hit, _, after = piece.partition(CLOSES)
        found.append((at, at + len(hit)))
        at += len(hit) + len(after)
    return found


def question(typed: str) -> str | None:
    """The FTS5 expression for what was typed; None where nothing in it can be looked for."""
    wanted: list[str] = []
    unwanted: list[str] = []
    join, near = "AND", 0
    for part in _PART.finditer(typed[:LONGEST].translate(_QUOTES)):
        bare = part.group(3) or ""
        nearness = _NEAR.fullmatch(bare)
        if wanted and nearness:
            near = min(int(nearness.group(1) or NEAR), FURTHEST)
            continue
        if wanted and bare.casefold() == "or":
            join = "OR"
            continue
        term = _term(part)
        if term is None:
            continue
        if term.without:
            unwanted.append(term.quoted)
        elif near and _last_is_plain(wanted):
            wanted[-1] = f"NEAR({wanted[-1]} {term.quoted}, {near})"
        else:
            wanted += [join, term.quoted] if wanted else [term.quoted]
        join, near = "AND", 0
    if not wanted:
        return None
    found = " ".join(wanted)
    return f"({found}) NOT ({' OR '.join(unwanted)})" if unwanted else found


def beginning(typed: str) -> str:
    """A wider question to offer where a single word was not found: words that begin as it does."""
    words = words_of(typed)
    word = words[0].folded if len(words) == 1 else ""
    if len(word) < SHORTEST or len(word) != len(typed.strip()):
        return ""
    return f"{_ENDING.sub('', word)}*"


def _last_is_plain(wanted: list[str]) -> bool:
    return bool(wanted) and not wanted[-1].startswith("NEAR(")


def _term(part: re.Match[str]) -> _Term | None:
    """A word, a beginning or a phrase, quoted; None where it holds no letter and no digit."""
    bare = part.group(3)
    if bare is None:
        without, text, beginning = bool(part.group(1)), part.group(2), False
    else:
        without = bare.startswith("-") and len(bare) > 1
        text, beginning = bare.lstrip("-"), bare.endswith("*")
    words = [word.folded for word in words_of(text)]
    if not words:
        return None
    quoted = '"' + for_index(" ".join(words)) + '"' + ("*" if beginning else "")
    return _Term(quoted, without)
