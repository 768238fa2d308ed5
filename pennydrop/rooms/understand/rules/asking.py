"""Questions to the codings and words, as values: what to find, put together from parts.

A question is a tree. Its leaves are passages with any of some codes, or words; parts are joined
(and, or, near, not), and what is left may be narrowed to kinds of source and to people of whom
something is known. It holds no answer: it is put anew to the words as they are.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any
from uuid import UUID

from pennydrop.rooms.understand.rules.counting import KINDS

MOST_PARTS = 8
FURTHEST = 1000
LONGEST_WORDS = 300


class BadQuestion(ValueError):
    """The message says what is missing, in words for the person who asked."""


class How(Enum):
    """How two parts are joined. What is found are passages of the first part (`OR`: of both)."""

    AND = "and"  # overlapping
    OR = "or"
    NOT = "not"
    NEAR = "near"


class Unit(Enum):
    WORDS = "words"
    CHARACTERS = "characters"
    TURNS = "turns"  # 0: in the same turn; 1: in the same or the next


@dataclass(frozen=True)
class Coded:
    """Passages with any of these codes."""

    codes: frozenset[UUID]


@dataclass(frozen=True)
class Worded:
    """Words as typed into the search box (rules/searching.py), or a pattern between slashes."""

    typed: str


@dataclass(frozen=True)
class Joined:
    """`within` and `unit` matter to NEAR alone."""

    left: "Question"
    how: How
    right: "Question"
    within: int = 0
    unit: Unit = Unit.WORDS


@dataclass(frozen=True)
class Narrowed:
    """Only from these kinds of source (none: all), and only words of people of whom this is known:
    pairs of an attribute's key and a value. Of several values of one attribute any will do; of
    several attributes all must hold."""

    part: "Question"
    kinds: frozenset[str]
    known: frozenset[tuple[str, str]]


Question = Coded | Worded | Joined | Narrowed


def check_question(question: Question) -> None:
    """Raise BadQuestion for a question that has no sense or too many parts."""
    if _parts(question) > MOST_PARTS:
        raise BadQuestion(f"A question can have {MOST_PARTS} parts.")
    _CHECKS[type(question)](question)


def _parts(question: Question) -> int:
    if isinstance(question, Joined):
        return _parts(question.left) + _parts(question.right)
    return _parts(question.part) if isinstance(question, Narrowed) else 1


def _check_coded(question: Coded) -> None:
    if not question.codes:
        raise BadQuestion("Choose a code, or type some words.")


def _check_worded(question: Worded) -> None:
    if not question.typed.strip() or len(question.typed) > LONGEST_WORDS:
        raise BadQuestion(f"Words to look for have 1 to {LONGEST_WORDS} characters.")


def _check_joined(question: Joined) -> None:
    if question.how is How.NEAR and not 0 <= question.within <= FURTHEST:
        raise BadQuestion(f"Near is 0 to {FURTHEST} away.")
    check_question(question.left)
    check_question(question.right)


def _check_narrowed(question: Narrowed) -> None:
    if not question.kinds <= set(KINDS):
        raise BadQuestion("There is no such kind of source.")
    check_question(question.part)


_CHECKS: dict[type, Callable[[Any], None]] = {
    Coded: _check_coded,
    Worded: _check_worded,
    Joined: _check_joined,
    Narrowed: _check_narrowed,
}


def asks_of_people(question: Question) -> bool:
    """Whether the answer hangs on what is known of people."""
    if isinstance(question, Joined):
        return asks_of_people(question.left) or asks_of_people(question.right)
    return isinstance(question, Narrowed) and (
        bool(question.known) or asks_of_people(question.part)
    )


def codes_in(question: Question) -> frozenset[UUID]:
    if isinstance(question, Coded):
        return question.codes
    if isinstance(question, Joined):
        return codes_in(question.left) | codes_in(question.right)
    return codes_in(question.part) if isinstance(question, Narrowed) else frozenset()


def typed_in(question: Question) -> list[str]:
    """Every piece of words or pattern that it looks for."""
    if isinstance(question, Worded):
        return [question.typed]
    if isinstance(question, Joined):
        return typed_in(question.left) + typed_in(question.right)
    return typed_in(question.part) if isinstance(question, Narrowed) else []


def in_words(question: Question, codes: Mapping[UUID, str], known: Mapping[str, str]) -> str:
    """The question as a person reads it. `codes` and `known`: names of codes and attributes."""
    if isinstance(question, Coded):
        names = sorted(codes.get(code, "a code that is gone") for code in question.codes)
        return " or ".join(f"“{name}”" for name in names)
    if isinstance(question, Worded):
        return f"the words {question.typed.strip()}"
    if isinstance(question, Joined):
        left, right = (in_words(one, codes, known) for one in (question.left, question.right))
        return f"{left} {_joining(question)} {right}"
    said = in_words(question.part, codes, known)
    if question.kinds:
        said += " in " + " and ".join(k.replace("_", " ") + "s" for k in sorted(question.kinds))
    for key, value in sorted(question.known):
        said += f", {known.get(key, 'something no longer noted')}: {value}"
    return said


def _joining(question: Joined) -> str:
    if question.how is How.NEAR:
        return f"within {question.within} {question.unit.value} of"
    return {How.AND: "overlapping", How.OR: "or", How.NOT: "without"}[question.how]


def to_json(question: Question) -> str:
    return json.dumps(_plain(question), sort_keys=True)


def _plain(question: Question) -> dict[str, Any]:
    if isinstance(question, Coded):
        return {"codes": sorted(code.hex for code in question.codes)}
    if isinstance(question, Worded):
        return {"words": question.typed}
    if isinstance(question, Joined):
        return {
            "left": _plain(question.left), "how": question.how.value,
            "right": _plain(question.right), "within": question.within,
            "unit": question.unit.value,
        }  # fmt: skip
    return {
        "part": _plain(question.part), "kinds": sorted(question.kinds),
        "known": sorted(map(list, question.known)),
    }  # fmt: skip


def from_json(text: str) -> Question:
    """Raises BadQuestion for anything that `to_json` would not write."""
    try:
        question = _made(json.loads(text))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as reason:
        raise BadQuestion("This question cannot be read any more.") from reason
    check_question(question)
    return question


def _made(said: Any) -> Question:
    if "codes" in said:
        return Coded(frozenset(UUID(code) for code in said["codes"]))
    if "words" in said:
        return Worded(str(said["words"]))
    if "how" in said:
        return Joined(
            _made(said["left"]), How(said["how"]), _made(said["right"]), int(said["within"]),
            Unit(said["unit"]),
        )  # fmt: skip
    known = frozenset((str(key), str(value)) for key, value in said["known"])
    return Narrowed(_made(said["part"]), frozenset(map(str, said["kinds"])), known)
