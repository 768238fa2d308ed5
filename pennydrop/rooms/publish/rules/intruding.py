"""A motivated intruder: somebody without special skills who wants to know who is quoted.

The Information Commissioner's guidance on anonymisation (March 2025) asks that this be tried, and
that a record be kept of how.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

KINDS: Mapping[str, str] = {
    "search": "search engines",
    "social": "social media",
    "news": "local news, court and coroner’s reports",
    "place": "knowing the place: streets, schools, workplaces",
    "people": "knowing some of the people: family, friends, colleagues",
    "together": "reading all quotes of one person side by side",
    "earlier": "earlier editions and other reports",
    "machine": "asking a chat program what it knows, without giving it anybody’s words",
}
NOBODY, NARROWED, RECOGNISED, NOT_DONE = "nobody", "narrowed", "recognised", "not done"
OUTCOMES: Mapping[str, str] = {
    NOBODY: "Nobody was recognised",
    NARROWED: "Somebody was narrowed down to a few people",
    RECOGNISED: "Somebody was recognised",
    NOT_DONE: "Nobody tried; the reason is below",
}
SHORTEST_REASON = 20


class BadTry(ValueError):
    """The record of a try lacks something. `field`: which; the message says what."""

    def __init__(self, field: str, said: str) -> None:
        self.field = field
        super().__init__(said)


@dataclass(frozen=True)
class Try:
    """What is noted of one try. `kinds` are keys of KINDS, `outcome` of OUTCOMES."""

    outcome: str
    tried_by: str = ""
    kinds: tuple[str, ...] = ()
    minutes: int = 0
    changed: str = ""
    not_done_why: str = ""


def check_try(what: Try) -> None:
    """Raise BadTry for a record that does not say who, with what and how long; or why not."""
    if what.outcome not in OUTCOMES:
        raise BadTry("outcome", "Say what came of it.")
    if what.outcome == NOT_DONE:
        if len(what.not_done_why.strip()) < SHORTEST_REASON:
            raise BadTry("not_done_why", "Say in a sentence why nobody tried.")
        return
    if not what.tried_by.strip():
        raise BadTry("tried_by", "Say who tried.")
    if not _known(what.kinds):
        raise BadTry("kinds", "Say what they searched with.")
    if what.minutes < 1:
        raise BadTry("minutes", "Say how long they tried, in minutes.")


def _known(kinds: Collection[str]) -> bool:
    return bool(kinds) and set(kinds) <= set(KINDS)
