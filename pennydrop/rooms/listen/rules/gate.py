"""What must be entered before a study may ask anybody, and what may change once it has."""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum
from types import MappingProxyType

YOUNGEST, OLDEST = 10, 25
"""Between these ages, in years, a study may set its youngest."""


class Item(Enum):
    """One thing on the page "Before you may open"."""

    REVIEW = "review"
    DPIA = "dpia"
    SAFEGUARDING = "safeguarding"
    CONTACT = "contact"
    RETENTION = "retention"
    TAKING_BACK = "taking_back"
    AGE = "age"


@dataclass(frozen=True)
class Settings:
    """What is entered about a study so far; empty text and None mean: not yet.

    `review_kind`: "ethics" or "service_evaluation". `take_back`: until when taking back also
    reaches what is being written, "days" (after sharing) or "publication". `below_age`: what
    happens to somebody younger than `minimum_age` (years), "help_only" or "with_adult".
    """

    review_kind: str = ""
    review_body: str = ""
    review_reference: str = ""
    review_reason: str = ""
    review_by: str = ""
    review_on: dt.date | None = None
    dpia_reference: str = ""
    dpia_on: dt.date | None = None
    lead_name: str = ""
    lead_role: str = ""
    lead_reach: str = ""
    deputy_name: str = ""
    deputy_reach: str = ""
    contact_name: str = ""
    contact_reach: str = ""
    contact_when: str = ""
    keep_until: dt.date | None = None
    keep_longest: dt.date | None = None
    take_back: str = ""
    take_back_days: int | None = None
    minimum_age: int | None = None
    below_age: str = ""
    reconfirm_days: int = 14


@dataclass(frozen=True)
class Asked:
    """How an item is explained to whoever has to find it out."""

    title: str
    what: str
    why: str
    ask: str
    fields: tuple[str, ...]


ITEMS: Mapping[Item, Asked] = MappingProxyType(
    {
        Item.REVIEW: Asked(
            title="Somebody outside the team has said yes",
            what="The reference of an ethics committee; or, if this is a service evaluation, why "
            "it is one and who decided that.",
            why="You ask people about harm, drugs and bad treatment. Somebody who is not in the "
            "middle of it must have looked at how you ask.",
            ask="Your research office or university; for people found through the NHS, the Health "
            "Research Authority; in a charity or council, whoever signs off evaluations.",
            fields=(
                "review_kind",
                "review_body",
                "review_reference",
                "review_reason",
                "review_by",
                "review_on",
            ),
        ),
        Item.DPIA: Asked(
            title="Data protection is assessed",
            what="The reference and the day of your data protection impact assessment (DPIA).",
            why="What people tell you is about health, and often about crime. The law asks for "
            "this assessment before you start. A draft from this study’s own settings is ready "
            "under “Papers”.",
            ask="Your data protection officer, or whoever answers for data in your organisation.",
            fields=("dpia_reference", "dpia_on"),
        ),
        Item.SAFEGUARDING: Asked(
            title="Somebody answers for safety",
            what="Your safeguarding lead: name, role and how the team reaches them. And a deputy.",
            why="Sooner or later somebody tells you of a child or an adult in danger. People who "
            "take part are told who may then hear of it.",
            ask="Your manager or trustees. It may be you; the deputy is somebody else.",
            fields=("lead_name", "lead_role", "lead_reach", "deputy_name", "deputy_reach"),
        ),
        Item.CONTACT: Asked(
            title="People can ask somebody",
            what="A name, a number or address, and when somebody answers. It then stands in the "
            "information sheet, on the last page and on posters.",
            why="Whoever is asked to trust you must be able to ask first, and to complain "
            "afterwards, without giving a name or a code.",
            ask="Whoever will pick up the phone. Give the project’s number, not somebody’s own.",
            fields=("contact_name", "contact_reach", "contact_when"),
        ),
        Item.RETENTION: Asked(
            title="It is settled how long words are kept",
            what="The day on which words are deleted, and a later day for people who said that "
            "you may keep theirs.",
            why="On these days Pennydrop deletes by itself and leaves a receipt. People are told "
            "the days before they start, so once somebody has joined they can only come earlier.",
            ask="Your data protection officer; your funder may have a rule.",
            fields=("keep_until", "keep_longest"),
        ),
        Item.TAKING_BACK: Asked(
            title="It is settled until when taking back reaches everything",
            what="A number of days after somebody shared, or until you publish.",
            why="Words can always be taken back, and are then gone from here. What was learned "
            "from them can be undone only while you still write: people must know until when.",
            ask="Whoever writes the findings; your ethics committee may have a rule.",
            fields=("take_back", "take_back_days"),
        ),
        Item.AGE: Asked(
            title="It is settled from what age people may take part",
            what="The youngest age, and what happens when somebody is younger.",
            why="A young person may need somebody beside them, and what they tell may have to be "
            "acted on. Nobody is asked for a birthday: only whether they are old enough.",
            ask="Your safeguarding lead and whoever said yes to the study.",
            fields=("minimum_age", "below_age"),
        ),
    }
)


@dataclass(frozen=True)
class Missing:
    """One thing that stands in the way, as a short sentence part: "the date of the DPIA"."""

    item: Item
    what: str


class NotReady(Exception):
    """The study may not open yet. The message names every missing thing."""

    def __init__(self, missing: tuple[Missing, ...]) -> None:
        self.missing = missing
        named = "; ".join(one.what for one in missing)
        super().__init__(f"This study cannot open yet. Missing: {named}.")


class BrokenPromise(Exception):
    """People joined on a promise that this change would break. The message says which."""


def missing(settings: Settings, *, on: dt.date) -> tuple[Missing, ...]:
    """Everything that is not entered, or does not hold on this day, in the order of the page."""
    return tuple(Missing(item, what) for item in Item for what in _GAPS[item](settings, on))


def check_ready(settings: Settings, *, on: dt.date) -> None:
    """Raise NotReady, naming all that is missing, unless the study may open on this day."""
    gaps = missing(settings, on=on)
    if gaps:
        raise NotReady(gaps)


def check_kept(before: Settings, after: Settings) -> None:
    """Raise BrokenPromise where people who have joined were told something better.

    Their words may go earlier than they were told, never later; the time for taking back may
    become longer, never shorter.
    """
    for field, words in (("keep_until", "the day of deletion"), ("keep_longest", "the last day")):
        old, new = getattr(before, field), getattr(after, field)
        if old and (new is None or new > old):
            raise BrokenPromise(
                f"People have joined and were told that {words} is {long_day(old)}. It can come "
                "earlier; it cannot come later."
            )
    if _reach(after) < _reach(before):
        raise BrokenPromise(
            "People have joined and were told how long taking back reaches everything. That time "
            "can become longer; it cannot become shorter."
        )


def long_day(day: dt.date) -> str:
    """A day as people read it: 3 May 2027."""
    return f"{day.day} {day:%B %Y}"


def _reach(settings: Settings) -> float:
    if settings.take_back == "publication":
        return float("inf")
    return settings.take_back_days or 0


def _empty(settings: Settings, wanted: Mapping[str, str]) -> list[str]:
    return [words for field, words in wanted.items() if getattr(settings, field) in ("", None)]


def _late(day: dt.date | None, on: dt.date, words: str) -> list[str]:
    return [f"{words} that is not in the future"] if day and day > on else []


def _review(s: Settings, on: dt.date) -> list[str]:
    if not s.review_kind:
        return ["an ethics reference, or the decision that this is a service evaluation"]
    wanted = (
        {"review_body": "which ethics committee said yes", "review_reference": "its reference"}
        if s.review_kind == "ethics"
        else {
            "review_reason": "why this is a service evaluation",
            "review_by": "who decided that it is a service evaluation",
        }
    )
    wanted["review_on"] = "the day of that decision"
    return _empty(s, wanted) + _late(s.review_on, on, "a day of that decision")


def _dpia(s: Settings, on: dt.date) -> list[str]:
    wanted = {"dpia_reference": "the DPIA’s reference", "dpia_on": "the DPIA’s date"}
    return _empty(s, wanted) + _late(s.dpia_on, on, "a date of the DPIA")


def _safeguarding(s: Settings, on: dt.date) -> list[str]:
    gaps = _empty(
        s,
        {
            "lead_name": "the safeguarding lead’s name",
            "lead_role": "the safeguarding lead’s role",
            "lead_reach": "how the team reaches the safeguarding lead",
            "deputy_name": "the deputy’s name",
            "deputy_reach": "how the team reaches the deputy",
        },
    )
    same = s.lead_name and s.lead_name.casefold() == s.deputy_name.casefold()
    return [*gaps, "a deputy who is not the lead"] if same else gaps


def _contact(s: Settings, on: dt.date) -> list[str]:
    """Nothing here stands in the way: a sheet that says it in its own words is enough, and one
    that does not is refused as unfinished (rules/sheet.py)."""
    return []


def _retention(s: Settings, on: dt.date) -> list[str]:
    wanted = {
        "keep_until": "the day on which words are deleted",
        "keep_longest": "the last day for people who say that you may keep their words",
    }
    gaps = _empty(s, wanted)
    if s.keep_until and s.keep_until <= on:
        gaps.append("a day of deletion that is still to come")
    if s.keep_until and s.keep_longest and s.keep_longest < s.keep_until:
        gaps.append("a last day that is not before the day of deletion")
    return gaps


def _taking_back(s: Settings, on: dt.date) -> list[str]:
    if s.take_back == "days" and s.take_back_days is None:
        return ["for how many days after sharing taking back reaches everything"]
    return _empty(s, {"take_back": "until when taking back reaches everything"})


def _age(s: Settings, on: dt.date) -> list[str]:
    wanted = {"minimum_age": "the youngest age", "below_age": "what happens below that age"}
    return _empty(s, wanted)


_GAPS: Mapping[Item, Callable[[Settings, dt.date], list[str]]] = MappingProxyType(
    {
        Item.REVIEW: _review,
        Item.DPIA: _dpia,
        Item.SAFEGUARDING: _safeguarding,
        Item.CONTACT: _contact,
        Item.RETENTION: _retention,
        Item.TAKING_BACK: _taking_back,
        Item.AGE: _age,
    }
)
