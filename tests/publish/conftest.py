"""A small study that is ready to be published, and hands to spoil it with."""

import datetime as dt
from dataclasses import dataclass, field

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
from tests.publish.releasing import released
from tests.understand.conftest import Signed, agree, make_text  # noqa: F401

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


@pytest.fixture
def told(study, make_text, at):  # noqa: F811
    code = make_code(study=study.pk, name="Looked at", by="user:1", at=at)
    texts = []
    for number in range(15):
        words = CANARY if number == 0 else f"somebody looked up at last, person {number}"
        turns = [(f"N{number}", f"Well. Then {words}, honestly, and {SECOND}. That was it.")]
        texts.append(make_text(study, "interview" if number < 12 else "survey", turns))
        start, end = texts[-1].place(0, words)
        add_coding(text=texts[-1].id, code=code.pk, start=start, end=end, by="user:1", at=at)
    theme = make_theme(
        study=study.pk, title="Somebody looks up", insight=INSIGHT, narrative=NARRATIVE,
        codes=[code.pk], by="user:1", at=at,
    )  # fmt: skip
    return Told(study_card(study.pk), theme, texts)


@pytest.fixture
def quote(told, at):
    """The canary, cut with an omission and a clarification, signed by two people."""
    source = told.texts[0]
    first, last = source.place(0, CANARY), source.place(0, SECOND)
    made = make_quote(
        theme=told.theme.pk,
        source=source.id,
        pieces=[Words(*first), Clarification(first[1], "at the surgery"), Words(*last)],
        attribution="Interview, a lighthouse keeper",
        by="user:1",
        at=at,
    )
    for who in ("user:1", "user:2"):
        sign_quote(quote=made, by=who, at=at)
    told.quotes.append(made)
    return made


@pytest.fixture
def draft(told, quote, at):
    start_findings(study=told.card, new=NewFindings(), by="user:1", at=at)
    return draft_of(told.id)


@pytest.fixture
def base(draft):
    """Where the pages of the draft stand."""
    return f"/publish/{draft.study}/{draft.id}/"


@pytest.fixture
def edition(told, draft, at):
    """The first edition, released."""
    made = released(told, draft, at)
    return edition_by_slug(made.slug)


@pytest.fixture
def on(monkeypatch):
    """Set the clock of the pages to noon of a day."""

    def travel(day):
        at = dt.datetime.combine(day, dt.time(12), tzinfo=dt.UTC)
        monkeypatch.setattr(timezone, "now", lambda: at)

    return travel
