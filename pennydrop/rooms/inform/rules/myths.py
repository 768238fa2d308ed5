"""A myth is asked as a question and answered by claims, so that every answer is signed like any
other advice, and nobody remembers the myth instead of the answer."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from pennydrop.core.documents.blocks import Block, ClaimRef, Heading
from pennydrop.rooms.inform.rules.claims import ClaimText, Standing
from pennydrop.rooms.inform.rules.writing import hurtful

LONGEST_ASKED = 120
MOST_CLAIMS = 5
_KEY = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


class BadMyth(ValueError):
    """A myth cannot be kept so. The message says why, in a sentence."""


@dataclass(frozen=True)
class Myth:
    """`asked` is the question; the first of `claims` (by key) answers it, the others add to it."""

    key: str
    asked: str
    claims: tuple[str, ...]


def check_myth(myth: Myth) -> None:
    """Raise BadMyth for the first thing that is wrong."""
    if not _KEY.fullmatch(myth.key) or len(myth.key) > 60:
        raise BadMyth("The key may hold small letters, figures and single hyphens.")
    if not 1 < len(myth.asked) <= LONGEST_ASKED or not myth.asked.isprintable():
        raise BadMyth(f"The question has at most {LONGEST_ASKED} characters.")
    if not myth.asked.endswith("?"):
        raise BadMyth("Ask a question: a myth that is stated is remembered, its answer is not.")
    for problem in hurtful(myth.asked):
        raise BadMyth(problem)
    if not 1 <= len(set(myth.claims)) == len(myth.claims) <= MOST_CLAIMS:
        raise BadMyth(f"Name one to {MOST_CLAIMS} claims, each once. The first is the answer.")


def answers(
    myth: Myth, claims: Mapping[str, ClaimText], judge: Callable[[ClaimText], Standing], *,
    drafts: bool = False,
) -> tuple[ClaimText, ...]:  # fmt: skip
    """The claims that may be shown of a myth; none where the first may not: what adds to an answer
    is none by itself."""
    known = [claims[key] for key in myth.claims if key in claims]
    shown = [claim for claim in known if drafts or judge(claim).public]
    return tuple(shown) if shown and shown[0].key == myth.claims[0] else ()


def blocks_of(myths: Sequence[tuple[Myth, tuple[ClaimText, ...]]]) -> list[Block]:
    """Questions as headings, each with its answers; those without answers are left out."""
    blocks: list[Block] = []
    for myth, shown in myths:
        if shown:
            blocks += [Heading(2, myth.asked), *(ClaimRef(claim.key) for claim in shown)]
    return blocks
