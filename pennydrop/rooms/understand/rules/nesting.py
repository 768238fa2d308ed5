"""Which questions find only what another finds too: the people of one are then among the other's.

It is told from the questions alone, never from what they find, so that whatever follows from it
says nothing of anybody. A question that is wider than it looks may be missed; none is claimed to
lie within another that does not.
"""

from collections.abc import Mapping
from typing import TypeVar

from pennydrop.rooms.understand.rules.asking import Coded, How, Joined, Narrowed, Question

Key = TypeVar("Key")


def nests(asked: Mapping[Key, Question]) -> frozenset[tuple[Key, Key]]:
    """Pairs (inner, outer) of questions of which the first finds only what the second finds too.
    Two that ask the same lie within each other."""
    return frozenset(
        (inner, outer)
        for inner, one in asked.items()
        for outer, other in asked.items()
        if inner != outer and within(one, other)
    )


def within(inner: Question, outer: Question) -> bool:
    """Whether whoever is found by the first is surely found by the second.

    Passages of two codes that overlap are taken to be of people who spoke of both, though one may
    reach into another person's turn: that errs on the side of care.
    """
    if isinstance(outer, Joined) and outer.how is How.AND:
        return within(inner, outer.left) and within(inner, outer.right)
    if isinstance(inner, Joined) and inner.how is How.OR:
        return within(inner.left, outer) and within(inner.right, outer)
    return inner == outer or _by_its_parts(inner, outer) or _by_parts_of(inner, outer)


def _by_its_parts(inner: Question, outer: Question) -> bool:
    """A question finds nothing beyond what it narrows: of “A without B” all is A."""
    if isinstance(inner, Joined):
        also = inner.how is How.AND and within(inner.right, outer)
        return also or within(inner.left, outer)
    return isinstance(inner, Narrowed) and within(inner.part, outer)


def _by_parts_of(inner: Question, outer: Question) -> bool:
    if isinstance(outer, Joined):
        wide = outer.how is How.OR
        return wide and (within(inner, outer.left) or within(inner, outer.right))
    if isinstance(outer, Coded):
        return isinstance(inner, Coded) and inner.codes <= outer.codes
    if isinstance(outer, Narrowed) and isinstance(inner, Narrowed):
        return _narrower(inner, outer) and within(inner.part, outer.part)
    return False


def _narrower(inner: Narrowed, outer: Narrowed) -> bool:
    """Whether the first lets through only what the second lets through."""
    if outer.kinds and not (inner.kinds and inner.kinds <= outer.kinds):
        return False
    ours, theirs = _values(inner), _values(outer)
    return all(key in ours and ours[key] <= values for key, values in theirs.items())


def _values(question: Narrowed) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for key, value in question.known:
        found.setdefault(key, set()).add(value)
    return found
