"""What a claim has to be before anybody is asked to sign it."""

import re
from collections.abc import Iterator

from pennydrop.rooms.inform.rules.claims import ClaimText, Source
from pennydrop.rooms.inform.rules.words import avoided

LONGEST_TEXT = 600
LONGEST_NOTE = 400
MOST_SOURCES = 12
_KEY = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
# An amount beside a unit of mass is a dose, wherever it stands.
_DOSE = re.compile(r"\b\d+(?:[.,]\d+)?\s*(?:mg|milligrams?|grams?|g)\b(?!\s*/)", re.IGNORECASE)


class BadClaim(ValueError):
    """A claim cannot be kept or signed so. The message says why, in a sentence."""


def check_claim(claim: ClaimText) -> None:
    """Raise BadClaim for the first thing that is wrong."""
    for problem in _problems(claim):
        raise BadClaim(problem)


def _problems(claim: ClaimText) -> Iterator[str]:
    if not _KEY.fullmatch(claim.key) or len(claim.key) > 80:
        yield "The key may hold small letters, figures and single hyphens."
    if not claim.text.strip():
        yield "The claim is empty."
    for name, text, most in (
        ("claim", claim.text, LONGEST_TEXT), ("note", claim.conflict, LONGEST_NOTE)
    ):  # fmt: skip
        if len(text) > most:
            yield f"The {name} has {len(text)} characters; at most {most} fit."
        yield from hurtful(text)
    if len(claim.sources) > MOST_SOURCES:
        yield f"At most {MOST_SOURCES} sources fit."
    for number, source in enumerate(claim.sources, start=1):
        yield from (f"Source {number}: {problem}" for problem in source_problems(source))


def dose_in(text: str) -> str:
    """The first amount of a drug that a text names, as it stands there; empty where none does."""
    found = _DOSE.search(text)
    return found[0] if found else ""


def hurtful(text: str) -> Iterator[str]:
    """What of a text reads as a dose or can hurt, each with what to do, in a sentence."""
    if dose := dose_in(text):
        yield f"“{dose}” reads as a dose. We give no amounts: say what to do instead."
    for word in avoided(text):
        yield f"“{word.found}” can hurt. Write “{word.instead}”."


def source_problems(source: Source) -> Iterator[str]:
    """What a source lacks before anybody can look it up, in a few words each."""
    if not source.title.strip():
        yield "give its title."
    if "|" in source.title + source.publisher + source.link:
        yield "leave out the upright stroke."
    if not source.publisher.strip():
        yield "say who published it."
    if source.link and not re.match(r"https://[^\s/]+\.[^\s/]+", source.link):
        yield "its address has to begin with https://."
    if source.year is not None and not 1900 <= source.year <= 2100:
        yield f"{source.year} cannot be its year."
