"""Questions in addresses: read from the form or the link that asks, and written into links."""

from collections.abc import Iterable
from urllib.parse import urlencode
from uuid import UUID

from django.http import QueryDict
from django.urls import reverse

from pennydrop.rooms.understand.rules.asking import (
    FURTHEST,
    BadQuestion,
    Coded,
    How,
    Joined,
    Narrowed,
    Question,
    Unit,
    Worded,
    check_question,
)
from pennydrop.rooms.understand.rules.counting import KINDS

PARTS = (1, 2, 3)
PARTED = "\x1f"  # between an attribute's key and its value in one field


def is_asked(sent: QueryDict) -> bool:
    return any(sent.get(f"code{n}") or sent.get(f"words{n}", "").strip() for n in PARTS)


def question_in(sent: QueryDict) -> Question:
    """The question that a form or link asks. Raises BadQuestion."""
    question: Question | None = None
    for number in PARTS:
        part = _part(sent, number)
        if part is None:
            continue
        question = part if question is None else _joined(sent, number, question, part)
    if question is None:
        raise BadQuestion("Choose a code, or type some words.")
    kinds = frozenset(sent.getlist("kind")) & frozenset(KINDS)
    known = frozenset(_pair(typed) for typed in sent.getlist("who") if PARTED in typed)
    if kinds or known:
        question = Narrowed(question, kinds, known)
    check_question(question)
    return question


def _pair(typed: str) -> tuple[str, str]:
    key, _, value = typed.replace("\x00", "").partition(PARTED)
    return key, value


def _part(sent: QueryDict, number: int) -> Question | None:
    codes = [typed for typed in sent.getlist(f"code{number}") if typed]
    words = sent.get(f"words{number}", "").replace("\x00", "")
    if codes:
        try:
            coded = Coded(frozenset(UUID(code) for code in codes))
        except ValueError as reason:
            raise BadQuestion("That code is not in the codebook any more.") from reason
        # Both filled in for one part: the code, where these words stand in it.
        return Joined(coded, How.AND, Worded(words)) if words.strip() else coded
    return Worded(words) if words.strip() else None


def _joined(sent: QueryDict, number: int, left: Question, right: Question) -> Question:
    try:
        how = How(sent.get(f"how{number}", "and"))
        unit = Unit(sent.get(f"unit{number}", "words"))
    except ValueError as reason:
        raise BadQuestion("Choose how the parts belong together.") from reason
    typed = sent.get(f"within{number}", "10") or "10"
    if how is How.NEAR and not (typed.isdecimal() and len(typed) < 6 and int(typed) <= FURTHEST):
        raise BadQuestion(f"Near is 0 to {FURTHEST} away.")
    return Joined(left, how, right, int(typed) if how is How.NEAR else 0, unit)


def link_to(
    study: UUID,
    codes: Iterable[UUID],
    *,
    other: UUID | None = None,
    kind: str = "",
    known: Iterable[tuple[str, str]] = (),
) -> str:
    """The address that asks for passages with these codes, that overlap another, from one kind of
    source, by people of whom this is known."""
    asked: list[tuple[str, str]] = [("code1", str(code)) for code in codes]
    if other is not None:
        asked += [("how2", How.AND.value), ("code2", str(other))]
    asked += [("kind", kind)] if kind else []
    asked += [("who", f"{key}{PARTED}{value}") for key, value in known]
    return f"{reverse('understand:ask', args=[study])}?{urlencode(asked)}"


def words_link(study: UUID, word: str) -> str:
    return f"{reverse('understand:search', args=[study])}?{urlencode({'q': word})}"
