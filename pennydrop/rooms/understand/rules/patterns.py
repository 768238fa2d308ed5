"""Regular expressions that people type: which may run, and what a match must contain.

Python tries every way to match, and some patterns have more ways than there is time. Those are
refused by their shape: a repeat inside a repeat, choices inside a repeat, references back, looking
around, and more open repeats than can be tried on one turn.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from re import _constants as ops  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]
from typing import Any

LONGEST = 200
MOST_REPEATS = 4
MOST_WIDE = 2  # an open one over anything counts two: with where it begins, it is tried squared
SHORT = 100
LEAST_LITERAL = 2
_REPEATS = {ops.MAX_REPEAT, ops.MIN_REPEAT, ops.POSSESSIVE_REPEAT}
_REFUSED = {ops.GROUPREF, ops.GROUPREF_EXISTS, ops.ASSERT, ops.ASSERT_NOT}
_WIDE_CLASSES = {ops.CATEGORY_NOT_DIGIT, ops.CATEGORY_NOT_WORD}
# (?a) in a pattern: words are then of the letters a to z alone, and end elsewhere.
_OWN_EDGES = re.compile(r"\(\?[a-zA-Z]*a")
# What a pattern that is blind to case takes for i, s and k, or what is longer in small letters.
_OTHER_FORMS = re.compile("[\u0130\u0131\u017f\u212a]")
Item = tuple[Any, Any]


class BadPattern(ValueError):
    """The message says what is wrong, in words for the person who typed it."""


def is_pattern(typed: str) -> bool:
    """Whether this is a regular expression: it stands between two slashes."""
    tidy = typed.strip()
    return len(tidy) > 2 and tidy.startswith("/") and tidy.endswith("/")


def compiled(typed: str) -> re.Pattern[str]:
    """The pattern between the slashes, blind to case. Raises BadPattern."""
    inner = _inner(typed)
    parsed = _parsed(inner)
    repeats = [item for item in _walk(parsed) if item[0] in _REPEATS and _open(item)]
    if any(op in _REFUSED for op, _ in _walk(parsed)):
        raise BadPattern("References back and looking around are too slow to be searched here.")
    if any(_many_ways(item) for item in repeats):
        raise BadPattern("A repeat inside a repeat, or choices inside one, would never end.")
    wide = sum(1 if item[1][1] <= SHORT else 2 for item in repeats if _wide(item[1][2]))
    if len(repeats) > MOST_REPEATS or wide > MOST_WIDE:
        raise BadPattern("That has too many open repeats (* and +). Say more exactly what to find.")
    return re.compile(inner, re.IGNORECASE)


def even(text: str) -> str:
    """A text as patterns see it: one kind of apostrophe. As long as before."""
    return text.replace("’", "'").replace("ʼ", "'")


@dataclass(frozen=True)
class Needed:
    """Plain letters and digits in a row, in small letters, that every match of a pattern contains.
    `begins`, `ends`: a word begins or ends there."""

    letters: str
    begins: bool
    ends: bool

    def stands_in(self, word: str) -> bool:
        """Whether they stand so in a word, which may have an apostrophe inside."""
        begins, ends = r"(?<!\w)" if self.begins else "", r"(?!\w)" if self.ends else ""
        return re.search(begins + self.letters + ends, even(word)) is not None


def literal(typed: str) -> Needed | None:
    """The longest run that every match contains; None where there is none of some length."""
    inner = _inner(typed)
    runs = [run for run in _runs(_parsed(inner)) if len(run.letters) >= LEAST_LITERAL]
    longest = max(runs, key=lambda run: len(run.letters), default=None)
    if longest and _OWN_EDGES.search(inner):
        return Needed(longest.letters, False, False)
    return longest


def opening(typed: str) -> str:
    """The letters and digits with which every match begins, in small letters; "" where there are
    none, or a match may begin otherwise."""
    run = ""
    for op, arg in _parsed(_inner(typed)):
        if op is ops.AT and not run:
            continue
        if op is not ops.LITERAL or arg >= 128 or not chr(arg).isalnum():
            break
        run += chr(arg).lower()
    return run


def matches(pattern: re.Pattern[str], begins: str, text: str) -> list[tuple[int, int]]:
    """Where a compiled pattern matches something, from left to right. `begins`: its `opening`;
    looking for plain letters first is many times quicker than trying the pattern everywhere."""
    if len(begins) < LEAST_LITERAL or _OTHER_FORMS.search(text):
        return [found.span() for found in pattern.finditer(text) if found.group()]
    places, small = [], text.lower()
    at = small.find(begins)
    while at >= 0:
        found = pattern.match(text, at)
        if found:
            places.append(found.span())
        at = small.find(begins, found.end() if found else at + 1)
    return places


def _inner(typed: str) -> str:
    inner = even(typed.strip()[1:-1])
    if not inner.strip() or len(inner) > LONGEST:
        raise BadPattern(f"A pattern has 1 to {LONGEST} characters between its slashes.")
    return inner


def _parsed(inner: str) -> Iterable[Item]:
    try:
        parsed: Iterable[Item] = _parser.parse(inner, re.IGNORECASE)
    except (re.error, OverflowError, RecursionError) as reason:
        raise BadPattern(f"That is not a pattern: {reason}.") from reason
    return parsed


def _walk(items: Iterable[Item]) -> Iterator[Item]:
    for item in items:
        yield item
        for part in _inside(item):
            yield from _walk(part)


def _inside(item: Item) -> list[Iterable[Item]]:
    """The sequences that stand inside an item."""
    op, arg = item
    if op in _REPEATS:
        return [arg[2]]
    if op is ops.SUBPATTERN:
        return [arg[3]]
    if op is ops.BRANCH:
        return list(arg[1])
    if op is ops.ATOMIC_GROUP:
        return [arg]
    return [arg[1]] if op in {ops.ASSERT, ops.ASSERT_NOT} else []


def _open(item: Item) -> bool:
    """Whether it may match several lengths."""
    least, most, _ = item[1]
    return bool(least != most)


def _many_ways(item: Item) -> bool:
    """A repeat round something that can itself match in several ways. Once or not is no repeat."""
    if item[1][1] == 1:
        return False
    return any(
        op is ops.BRANCH or (op in _REPEATS and _open((op, arg))) for op, arg in _walk(item[1][2])
    )


def _wide(repeated: Iterable[Item]) -> bool:
    """Whether this can run over spaces and letters alike, and so over a whole turn."""
    return any(_is_wide(item) for item in _walk(repeated))


def _is_wide(item: Item) -> bool:
    op, arg = item
    if op in {ops.ANY, ops.NOT_LITERAL, ops.SUBPATTERN, ops.BRANCH}:
        return True
    if op is ops.CATEGORY:
        return arg in _WIDE_CLASSES
    if op is not ops.IN:
        return False
    kinds = {part for part, _ in arg}
    classes = {what for part, what in arg if part is ops.CATEGORY}
    return ops.NEGATE in kinds or bool(classes & _WIDE_CLASSES) or ops.CATEGORY_SPACE in classes


def _runs(items: Iterable[Item]) -> Iterator[Needed]:
    """Runs of letters and digits in a row, of what every match has."""
    run, begins, edge = "", False, False  # edge: a word's, just before this item
    for op, arg in items:
        letter = chr(arg).lower() if op is ops.LITERAL and arg < 128 else ""
        if letter.isalnum():
            run, begins = run + letter, edge if not run else begins
            edge = False
            continue
        edge = op is ops.AT and arg is ops.AT_BOUNDARY
        if run:
            yield Needed(run, begins, edge)
        run = ""
        for part in _always(op, arg):
            yield from _runs(part)
    if run:
        yield Needed(run, begins, False)


def _always(op: Any, arg: Any) -> list[Iterable[Item]]:
    """The sequences inside an item of which every match has one."""
    if op is ops.SUBPATTERN or (op in _REPEATS and arg[0] >= 1):
        return _inside((op, arg))
    return []
