"""What a service offers, how people can use it, and how it stands in law: the words of a directory.

Each word has a code for addresses and files, a label for people, and a sentence that says what it
means: other systems ask for one.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from typing import Self, TypeVar
from uuid import UUID, uuid5

# Fixed, so that the same word has the same id on every site and in every release.
_NAMES = UUID("6f1c2c0a-3c55-5d0b-9a6e-5e2a7b3c9d10")


@dataclass(frozen=True)
class Term:
    """A word of a list: what people read, and what it means."""

    label: str
    means: str


class Word(Enum):
    """A list of words, each with its `Term`."""

    _value_: Term

    @property
    def code(self) -> str:
        return self.name.lower().replace("_", "-")

    @property
    def label(self) -> str:
        return self._value_.label

    @property
    def means(self) -> str:
        return self._value_.means

    @property
    def id(self) -> UUID:
        return uuid5(_NAMES, f"{type(self).__name__}/{self.code}")

    @classmethod
    def coded(cls, code: str) -> Self | None:
        return next((one for one in cls if one.code == code), None)

    @classmethod
    def list_id(cls) -> UUID:
        return uuid5(_NAMES, cls.__name__)


class Offer(Word):
    """What somebody can get there."""

    DRUG_SERVICE = Term("Drug and alcohol service", "Talks with people about drugs that they use.")
    YOUNG_PEOPLE = Term("Help for under-18s", "Help for children and young people with drugs.")
    UROLOGY = Term("Bladder and kidney clinic", "A urology clinic.")
    PAIN = Term("Pain clinic", "Help with pain that lasts.")
    GUT_LIVER = Term("Belly and liver clinic", "Looks after bile ducts, liver and gut.")
    MENTAL_HEALTH = Term("Mental health help", "Help with mood, fear, sleep or what happened.")
    CRISIS = Term("Crisis help", "Help on the same day for somebody who cannot go on.")
    DETOX = Term("Detox or residential stay", "A place to stay while stopping or afterwards.")
    PEERS = Term("Peer support", "Led by people who have been through it.")
    FAMILY = Term("Help for family and friends", "For people close to somebody who uses drugs.")
    NEEDLES = Term("Needle and syringe service", "Gives out clean needles and takes used ones.")
    CHECKING = Term("Drug checking", "Tests what is in a sample and tells the person.")
    SAFE_USE = Term(
        "Safe-use facility", "A place with staff where people bring drugs and use them."
    )
    NALOXONE = Term("Naloxone to take home", "Gives out naloxone and shows how it works.")
    OUTREACH = Term(
        "Outreach and nightlife welfare", "Workers who come to people, or are at events."
    )


class Access(Word):
    """What makes it possible for somebody to use a service."""

    STEP_FREE = Term("Step-free", "Somebody with a wheelchair can get in.")
    TOILET = Term("A toilet at once", "There is a toilet that people can use without asking.")
    SELF = Term("No referral needed", "People can get in touch by themselves.")
    DROP_IN = Term("Drop in", "People can turn up without an appointment.")
    NO_NAME = Term("No name needed", "Nobody has to say who they are.")
    REMOTE = Term("By phone or video", "People do not have to come in person.")
    HOME = Term("Comes to people", "Workers visit people where they are.")
    EVENINGS = Term("Evenings or weekends", "Open outside office hours.")
    STILL_USING = Term("While still using", "People do not have to stop first.")
    WOMEN = Term("For women alone", "Has times or places for women only.")
    LGBT = Term("LGBTQ+ people", "Has people or times for LGBTQ+ people.")
    BSL = Term("British Sign Language", "Can talk in British Sign Language.")
    HEARING = Term("Hearing loop", "Has an induction loop.")
    INTERPRETER = Term("Interpreters", "Can bring in an interpreter.")
    WELSH = Term("In Welsh", "Can talk in Welsh.")
    EASY_READ = Term("Easy read", "Has what it writes in easy read.")
    QUIET = Term("Quiet space", "Has a quiet place to wait.")


class LegalStanding(Word):
    """How something stands in law where it is."""

    LAWFUL = Term("Lawful", "The law allows it.")
    LICENSED = Term("Licensed", "The Home Office has given a licence.")
    AGREED = Term("Agreed with prosecutors", "Prosecutors have said that they will not act.")
    PLANNED = Term("Planned", "It is planned and not open.")
    NOT_ALLOWED = Term("Not allowed", "The law does not allow it there.")
    UNSETTLED = Term("Not settled", "It is not clear how the law sees it.")


# Nobody may be sent to one of these without being told how it stands in law, and since when.
ASKS_FOR_STANDING = frozenset({Offer.SAFE_USE, Offer.CHECKING})


class Status(Enum):
    """Whether it is open, in the words of Open Referral UK."""

    ACTIVE = "active"
    INACTIVE = "inactive"
    DEFUNCT = "defunct"
    CLOSED = "temporarily closed"

    @property
    def label(self) -> str:
        return _STATUS_LABELS[self]


_STATUS_LABELS = {
    Status.ACTIVE: "Open",
    Status.INACTIVE: "Not open now",
    Status.DEFUNCT: "Closed for good",
    Status.CLOSED: "Closed for a time",
}


W = TypeVar("W", bound=Word)


def in_order(kind: type[W], words: Iterable[W]) -> tuple[W, ...]:
    """The words in the order of their list."""
    here = set(words)
    return tuple(one for one in kind if one in here)
