"""Whom a question counts, as `core.numbers` reads it: from the question alone, never from what it
finds, and without the words and values it looks for."""

import hashlib
from collections.abc import Iterable

from pennydrop.core.numbers.whom import KIND, AnyOf, Joined, Known, Whom
from pennydrop.core.numbers.whom import How as Made
from pennydrop.rooms.understand.rules import asking
from pennydrop.rooms.understand.rules.asking import Coded, How, Narrowed, Question, Worded

_MADE = {How.AND: Made.AND, How.OR: Made.OR, How.NOT: Made.WITHOUT, How.NEAR: Made.AND}


def whom(question: Question) -> Whom:
    """Somebody may say one thing here and another there; here they are taken to have said all of
    it in one breath. “A without B” then counts nobody whom “A and B” counts: there are no fewer
    people of each sort than this, so that care is taken of more than need be. For the same reason
    what is near is taken to overlap, and differs from it by its sort alone.
    """
    if isinstance(question, Coded):
        return AnyOf(frozenset(f"code:{code}" for code in question.codes))
    if isinstance(question, Worded):
        return AnyOf(frozenset({f"words:{_mark(question.typed.strip())}"}))
    if isinstance(question, asking.Joined):
        one, other = whom(question.left), whom(question.right)
        return either(one, other) if question.how is How.OR else Joined(
            one, _MADE[question.how], other, _sort(question)
        )  # fmt: skip
    return _narrowed(question)


def either(one: Whom, other: Whom) -> Whom:
    """Whoever is counted by one of them: what asks the same is then written the same."""
    if isinstance(one, AnyOf) and isinstance(other, AnyOf):
        return AnyOf(one.facts | other.facts)
    return Joined(one, Made.OR, other)


def _sort(question: asking.Joined) -> str:
    if question.how is not How.NEAR:
        return ""
    return f"near {question.within} {question.unit.value}"


def _narrowed(question: Narrowed) -> Whom:
    made = whom(question.part)
    if question.kinds:
        made = Joined(made, Made.AND, Known(KIND, question.kinds))
    for key in sorted({key for key, _ in question.known}):
        values = _marks(value for of, value in question.known if of == key)
        made = Joined(made, Made.AND, Known(_mark(key), values))
    return made


def _marks(texts: Iterable[str]) -> frozenset[str]:
    return frozenset(map(_mark, texts))


def _mark(text: str) -> str:
    """Tells texts apart without repeating them: an edition is kept for ever."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]
