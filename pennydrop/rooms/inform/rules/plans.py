"""A plan for a bad moment, which somebody makes for themself or with friends before a night out.

It is made of their own words and of emergency steps and helplines, which never vanish: no advice
stands in it, so that a card may lie in a drawer for a year. Nothing of it is kept here.
"""

import re
from dataclasses import dataclass, fields

from pennydrop.rooms.inform.rules.doors import MIND, SIGNS, Door, Group
from pennydrop.rooms.inform.rules.writing import dose_in

# What is asked of each: who, and their number.
TURNS = (
    ("Who to call first", "Number of the first"),
    ("Who to call second", "Number of the second"),
    ("Who to call third", "Number of the third"),
)
MOST_CONTACTS = len(TURNS)
LONGEST_NAME = 40
LONGEST_NUMBER = 20
_NUMBER = re.compile(r"\+?[0-9][0-9 ().-]{1,18}", re.ASCII)

# The part of the card that is not somebody's own words.
STEPS = Door(
    "card",
    "My card",
    "my card",
    "",
    (
        Group("Call 999 if you see one of these", SIGNS),
        Group("While you wait", ("aid-side", "aid-airway", "aid-stay", "aid-not-sleep-off",
              "aid-tell-crew"), steps=True),
        Group("If somebody may hurt themself", ("flag-self-harm-999",)),
    ),
    ("help-samaritans", "help-shout", *MIND[4:]),
)  # fmt: skip


@dataclass(frozen=True)
class Contact:
    """Somebody to call. One of both may be empty."""

    name: str
    number: str

    @property
    def href(self) -> str:
        digits = re.sub(r"[^0-9+]", "", self.number)
        return f"tel:{digits}" if digits else ""


@dataclass(frozen=True)
class Plan:
    """What somebody wrote down. Everything may be empty."""

    contacts: tuple[Contact, ...] = ()
    helps: str = ""
    took: str = ""
    tell: str = ""
    hospital: str = ""
    meet: str = ""

    @property
    def parts(self) -> tuple[tuple[str, str], ...]:
        """Headings with the words below them, in the order in which they are needed."""
        return tuple((PARTS[name].title, getattr(self, name)) for name in PARTS)

    @property
    def blank(self) -> bool:
        return not any(getattr(self, one.name) for one in fields(self))


@dataclass(frozen=True)
class Wanted:
    """A question of the form: the heading on the card, what is asked, and how much fits."""

    title: str
    ask: str
    hint: str
    most: int


PARTS = {
    "tell": Wanted(
        "Tell the crew", "What should a crew know?",
        "Such as your medicines, an allergy, your bladder, or how to talk with you.", 300,
    ),
    "took": Wanted(
        "What was taken", "What was taken, or may be?",
        "Write only what, not how much. A crew comes to help, whatever it was.", 200,
    ),
    "helps": Wanted(
        "What helps", "What helps when it gets bad?",
        "Such as a quiet place, a hand to hold, no lights.", 300,
    ),
    "hospital": Wanted(
        "Nearest A&E", "Where is the nearest A&E?",
        "Its name and street. Look it up now: there may be no signal later.", 200,
    ),
    "meet": Wanted(
        "If we lose each other", "Where do you meet if you lose each other?", "", 150,
    ),
}  # fmt: skip


def wrong_number(text: str, *, of: str) -> str:
    """What to do about a number that a phone could not call, by its label; empty where it could."""
    if not text or _NUMBER.fullmatch(text):
        return ""
    return f"{of}: use only the figures of a phone number."


def wrong_amount(text: str) -> str:
    """What to do about an amount of a drug, which stands on no page of ours; empty without one."""
    dose = dose_in(text)
    return f"Leave out how much (“{dose}”). Write only what." if dose else ""
