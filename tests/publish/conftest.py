"""A small study that is ready to be published, and hands to spoil it with."""

import datetime as dt
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from django.utils import timezone

from pennydrop.rooms.listen.public import StudyCard, study_card
from pennydrop.rooms.publish.actions.drafts import NewFindings, start_findings
from pennydrop.rooms.publish.queries.drafts import draft_of
from pennydrop.rooms.publish.queries.editions import edition_by_slug
from pennydrop.rooms.understand.actions.codes import make_code
from pennydrop.rooms.understand.actions.codings import add_coding
from pennydrop.rooms.understand.actions.quotes import make_quote
from pennydrop.rooms.understand.actions.signing import sign_quote
from pennydrop.rooms.understand.actions.themes import make_theme
from pennydrop.rooms.understand.models import Quote, Theme
from pennydrop.rooms.understand.rules.quoting import Clarification, Words
from tests.beginnings import NOON, in_the_county, marsh_lane, open_now
from tests.kept import Begun, in_order
from tests.publish.releasing import released
from tests.understand.conftest import Signed, Teller, agree, agrees  # noqa: F401

HERE = Path(__file__).parent
CANARY = "the nurse drew a heron on my wristband"
SECOND = "my dad waited in the van"
NARRATIVE = "Help began where somebody **looked up**. It was told in many ways."
INSIGHT = "Attention comes before treatment."


@dataclass
class Told:
    """A study with 12 interviews and 3 survey answers; everyone speaks of the theme."""

    card: StudyCard
    theme: Theme
    texts: list[Signed]
    quotes: list[Quote] = field(default_factory=list)

    @property
    def id(self):
        return self.card.id

    def person(self, number=0):
        return next(iter(self.texts[number].people.values()))


def found(world):
    world["organisation"] = marsh_lane()


def ask(world):
    world["study"] = open_now(in_the_county(world["organisation"]))


def tell(world):
    study, make_text = world["study"], Teller(agrees)
    code = make_code(study=study.pk, name="Looked at", by="user:1", at=NOON)
    texts = []
    for number in range(15):
        words = CANARY if number == 0 else f"somebody looked up at last, person {number}"
        turns = [(f"N{number}", f"Well. Then {words}, honestly, and {SECOND}. That was it.")]
        texts.append(make_text(study, "interview" if number < 12 else "survey", turns))
        start, end = texts[-1].place(0, words)
        add_coding(text=texts[-1].id, code=code.pk, start=start, end=end, by="user:1", at=NOON)
    theme = make_theme(
        study=study.pk, title="Somebody looks up", insight=INSIGHT, narrative=NARRATIVE,
        codes=[code.pk], by="user:1", at=NOON,
    )  # fmt: skip
    world["make_text"] = make_text
    world["told"] = Told(study_card(study.pk), theme, texts)


def cut(world):
    told = world["told"]
    source = told.texts[0]
    first, last = source.place(0, CANARY), source.place(0, SECOND)
    made = make_quote(
        theme=told.theme.pk,
        source=source.id,
        pieces=[Words(*first), Clarification(first[1], "at the surgery"), Words(*last)],
        attribution="Interview, a lighthouse keeper",
        by="user:1",
        at=NOON,
    )
    for who in ("user:1", "user:2"):
        sign_quote(quote=made, by=who, at=NOON)
    told.quotes.append(made)
    world["quote"] = made


def start(world):
    told = world["told"]
    start_findings(study=told.card, new=NewFindings(), by="user:1", at=NOON)
    world["draft"] = draft_of(told.id)


def release(world):
    made = released(world["told"], world["draft"], NOON)
    world["edition"] = edition_by_slug(made.slug)


# In this order; most tests here begin with one of them, so their rows are kept (tests/kept.py).
AFTER_THE_STUDY = {"told": tell, "quote": cut, "draft": start, "edition": release}
STEPS = ("organisation", "study", *AFTER_THE_STUDY)


def last_step(item):
    """How far along the steps a test begins: -1 where it asks for none."""
    return max((STEPS.index(name) for name in item.fixturenames if name in STEPS), default=-1)


def pytest_collection_modifyitems(items):
    in_order(items, HERE, last_step)


@pytest.fixture
def how_to_ask():
    """The step that makes the study; a file may have another (tests/publish/showing.py)."""
    return ask


@pytest.fixture
def all_steps(how_to_ask):
    return {"organisation": found, "study": how_to_ask, **AFTER_THE_STUDY}


@pytest.fixture
def beginning(request, all_steps):
    return tuple(all_steps.values())[: last_step(request.node) + 1]


@pytest.fixture
def begun(db, all_steps):
    return Begun(all_steps)


@pytest.fixture
def organisation(begun):
    return begun("organisation")


@pytest.fixture
def study(begun):
    return begun("study")


@pytest.fixture
def make_text(begun, request):
    """It knows whoever spoke in `told` by the name they have there."""
    return begun("make_text") if "told" in request.fixturenames else Teller(agrees)


@pytest.fixture
def told(begun):
    return begun("told")


@pytest.fixture
def quote(begun):
    """The canary, cut with an omission and a clarification, signed by two people."""
    return begun("quote")


@pytest.fixture
def draft(begun):
    return begun("draft")


@pytest.fixture
def edition(begun):
    """The first edition, released."""
    return begun("edition")


@pytest.fixture
def base(draft):
    """Where the pages of the draft stand."""
    return f"/publish/{draft.study}/{draft.id}/"


@pytest.fixture
def on(monkeypatch):
    """Set the clock of the pages to noon of a day."""

    def travel(day):
        at = dt.datetime.combine(day, dt.time(12), tzinfo=dt.UTC)
        monkeypatch.setattr(timezone, "now", lambda: at)

    return travel
