"""What a person agreed to, and which uses that allows. Plain values; no Django here."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import Enum
from types import MappingProxyType


class Scope(Enum):
    """One thing that a person can say yes or no to."""

    TAKE_PART = "take_part"
    ANALYSE = "analyse"
    QUOTE = "quote"
    PUBLISH = "publish"
    KEEP = "keep"
    LATER_STUDIES = "later_studies"
    CONTACT_AGAIN = "contact_again"


class Reply(Enum):
    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Given:
    """The newest answer about one scope. `version` counts this person's answers about it;
    `sheet` is the version of the information sheet they had read (None: none was noted).
    `reconfirm_by`: a yes given while intoxicated, which lapses after this day."""

    reply: Reply
    version: int
    sheet: int | None
    how: str
    reconfirm_by: dt.date | None = None

    @property
    def to_reconfirm(self) -> bool:
        """A yes that still has to be said again with a clear head."""
        return self.reply is Reply.YES and self.reconfirm_by is not None

    @property
    def has_lapsed(self) -> bool:
        return self.how == LAPSED


LAPSED = "lapsed"
"""How an answer came to be no: a yes given while intoxicated was not said again in time."""


NEVER_ASKED = Given(reply=Reply.UNKNOWN, version=0, sheet=None, how="")


@dataclass(frozen=True)
class ConsentState:
    """Everything one person has said, scope by scope. What was never asked is unknown."""

    given: Mapping[Scope, Given] = field(default_factory=lambda: MappingProxyType({}))

    def on(self, scope: Scope) -> Given:
        return self.given.get(scope, NEVER_ASKED)


def as_it_stands(given: Given, on: dt.date) -> Given:
    """The answer on this day: a yes that was not said again in time counts as no."""
    if given.to_reconfirm and given.reconfirm_by is not None and given.reconfirm_by < on:
        return replace(given, reply=Reply.NO, how=LAPSED)
    return given


class TooSoon(ValueError):
    """A yes is said again on the day that was not a clear-headed one."""


def first_day_again(said: Iterable[tuple[dt.date, dt.date]]) -> dt.date | None:
    """From which day on a yes that waits can be said again: the day after it was given.

    `said` are its last day and the day on which it was given, once for each scope. What was agreed
    to later and waits with an earlier yes (they share their last day) does not put that off. None
    where nothing waits.
    """
    given: dict[dt.date, dt.date] = {}
    for last, on in said:
        given[last] = min(on, given.get(last, on))
    return max(given.values()) + dt.timedelta(days=1) if given else None


class Use(Enum):
    """Something that we do with words."""

    ANALYSE = "read and analyse"
    QUOTE_INSIDE = "quote inside the team"
    PUBLISH_QUOTE = "publish word for word"
    RELEASE_DATA = "release what was chosen or counted, without words"
    KEEP = "keep after the study"
    LATER_STUDIES = "use in this project's later studies"
    CONTACT = "get in touch again"


NEEDS: Mapping[Use, tuple[Scope, ...]] = MappingProxyType(
    {
        Use.ANALYSE: (Scope.TAKE_PART, Scope.ANALYSE),
        Use.QUOTE_INSIDE: (Scope.TAKE_PART, Scope.ANALYSE, Scope.QUOTE),
        Use.PUBLISH_QUOTE: (Scope.TAKE_PART, Scope.ANALYSE, Scope.QUOTE, Scope.PUBLISH),
        Use.RELEASE_DATA: (Scope.TAKE_PART, Scope.ANALYSE, Scope.PUBLISH),
        Use.KEEP: (Scope.TAKE_PART, Scope.KEEP),
        Use.LATER_STUDIES: (Scope.TAKE_PART, Scope.ANALYSE, Scope.LATER_STUDIES),
        Use.CONTACT: (Scope.TAKE_PART, Scope.CONTACT_AGAIN),
    }
)

FIRST_ASKED = (Scope.TAKE_PART, Scope.ANALYSE)
ASKED_UNDER_OWN_WORDS = (
    Scope.QUOTE,
    Scope.PUBLISH,
    Scope.KEEP,
    Scope.LATER_STUDIES,
    Scope.CONTACT_AGAIN,
)
CLEAR_HEAD = frozenset({Use.PUBLISH_QUOTE, Use.RELEASE_DATA, Use.LATER_STUDIES, Use.CONTACT})
"""Uses that cannot wait for a yes to be said again: what is out is out."""


class NotConsented(Exception):
    """The person has not said yes to this. Unknown means no."""

    def __init__(self, scope: Scope, reason: str) -> None:
        self.scope = scope
        self.reason = reason
        super().__init__(reason)


def check_may(state: ConsentState, use: Use) -> None:
    """Raise NotConsented, naming the first scope that stands in the way."""
    for scope in NEEDS[use]:
        given = state.on(scope)
        if given.reply is not Reply.YES:
            raise NotConsented(scope, f"About “{_asked(scope)}” {_why_not(given)}")
        if given.to_reconfirm and use in CLEAR_HEAD:
            raise NotConsented(
                scope,
                f"The yes to “{_asked(scope)}” was given while intoxicated. It must be said "
                "again before anything leaves.",
            )


def _asked(scope: Scope) -> str:
    return scope.value.replace("_", " ")


def _why_not(given: Given) -> str:
    if given.has_lapsed:
        return "a yes given while intoxicated was not said again in time; that counts as no."
    said = "said no" if given.reply is Reply.NO else "was not asked, or was not sure"
    return f"this person {said}; that counts as no."


def may(state: ConsentState, use: Use) -> bool:
    try:
        check_may(state, use)
    except NotConsented:
        return False
    return True


def version_line(state: ConsentState, scopes: Iterable[Scope]) -> str:
    """How a quote says which consent it rests on, such as `quote v2, publish v1 (sheet v1)`."""
    parts = [f"{scope.value.replace('_', ' ')} v{state.on(scope).version}" for scope in scopes]
    sheets = sorted({g.sheet for s in scopes if (g := state.on(s)).sheet is not None})
    read = f" (sheet v{', v'.join(str(sheet) for sheet in sheets)})" if sheets else ""
    return ", ".join(parts) + read
