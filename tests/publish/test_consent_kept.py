"""Whatever people do, in whatever order: no edition holds words that their person has not agreed to
see published when it was made, and none holds words of somebody who took theirs back.

What each person agreed to is kept here apart from the product, and so are their words.
"""

import datetime as dt
from contextlib import suppress

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st

from pennydrop.core.documents.blocks import QuoteRef
from pennydrop.core.vault.keys import forget_opened_keys
from pennydrop.rooms.listen.actions.participants import record_consent
from pennydrop.rooms.listen.actions.withdrawal import withdraw
from pennydrop.rooms.listen.public import study_card
from pennydrop.rooms.publish.actions.drafts import (
    NewFindings,
    put_block,
    remove_block,
    start_findings,
)
from pennydrop.rooms.publish.actions.release import CannotRelease
from pennydrop.rooms.publish.models import Edition, Slot
from pennydrop.rooms.publish.queries.checks import quotes, whole
from pennydrop.rooms.publish.queries.drafts import draft_of
from pennydrop.rooms.publish.queries.editions import open_slot
from pennydrop.rooms.understand.actions.codes import make_code
from pennydrop.rooms.understand.actions.codings import add_coding
from pennydrop.rooms.understand.actions.correcting import correct_segment
from pennydrop.rooms.understand.actions.quotes import make_quote
from pennydrop.rooms.understand.actions.signing import CannotSign as CannotSignQuote
from pennydrop.rooms.understand.actions.signing import sign_quote
from pennydrop.rooms.understand.actions.themes import make_theme
from pennydrop.rooms.understand.models import Quote
from pennydrop.rooms.understand.queries.texts import segments_of
from pennydrop.rooms.understand.rules.quoting import Words
from tests.publish.conftest import Told
from tests.publish.releasing import FIRST, SECOND, released

pytestmark = [pytest.mark.django_db(databases=["default", "keys"]), pytest.mark.postgres]

PEOPLE = 3
NEEDED = ("take_part", "analyse", "quote", "publish")
WHO = st.integers(0, PEOPLE - 1)
STEP = st.one_of(
    st.tuples(st.just("say"), WHO, st.sampled_from(NEEDED), st.sampled_from(["yes", "no"])),
    st.tuples(st.just("code"), WHO),
    st.tuples(st.just("quote"), WHO),
    st.tuples(st.just("correct"), WHO),
    st.tuples(st.just("sign"), WHO),
    st.tuples(st.just("tidy")),
    st.tuples(st.just("release")),
    st.tuples(st.just("withdraw"), WHO),
)
STEPS = st.lists(STEP, min_size=3, max_size=9)


class Rolled(Exception):
    """Everything that one sequence did is undone."""


class World:
    """The study as it is, and beside it what we know of it."""

    def __init__(self, told, code, at):
        self.told, self.theme_code, self.at = told, code, at
        self.agreed = [dict.fromkeys(NEEDED, "yes") for _ in range(PEOPLE)]
        self.gone: set[int] = set()
        self.quotes: dict[int, Quote] = {}

    def step(self, name, *what):
        """Whoever took their words back does nothing more."""
        self.at += dt.timedelta(hours=1)
        if not what or what[0] not in self.gone:
            getattr(self, name)(*what)
        self.check_gone()

    def say(self, who, scope, answer):
        self.agreed[who][scope] = answer
        record_consent(
            participant=self.told.person(who), answers={scope: answer}, sheet=None, how="paper",
            by=FIRST, at=self.at,
        )  # fmt: skip

    def code(self, who):
        start, end = self.told.texts[who].place(0, "secret")
        add_coding(
            text=self.told.texts[who].id, code=self.theme_code, start=start, end=end, by=FIRST,
            at=self.at,
        )  # fmt: skip

    def quote(self, who):
        """Picked, signed by two, and put into the draft."""
        if who in self.quotes:
            return
        place = self.told.texts[who].place(0, f"secret {who} kept in a tin")
        self.quotes[who] = make_quote(
            theme=self.told.theme.pk, source=self.told.texts[who].id, pieces=[Words(*place)],
            attribution="", by=FIRST, at=self.at,
        )  # fmt: skip
        self.sign(who)
        draft = draft_of(self.told.id)
        put_block(
            draft=draft, study=self.told.id, block=QuoteRef(str(self.quotes[who].pk)),
            place=len(draft.blocks) + 1, new=True, based_on=draft.number, by=FIRST, at=self.at,
        )  # fmt: skip

    def sign(self, who):
        if who in self.quotes:
            for by in (FIRST, SECOND):
                with suppress(CannotSignQuote):
                    sign_quote(quote=self.quotes[who], by=by, at=self.at)

    def correct(self, who):
        (segment,) = segments_of(self.told.texts[who].id)
        text = segment.text.replace("tin", "box") if "tin" in segment.text else segment.text + " So"
        correct_segment(segment=segment.id, text=text, by=FIRST, at=self.at)

    def tidy(self):
        """Quotes of which nothing is left go out of the draft."""
        kept = {str(self.quotes[who].pk) for who in self.quotes if who not in self.gone}
        draft = draft_of(self.told.id)
        for place in range(len(draft.blocks), 0, -1):
            block = draft.blocks[place - 1]
            if isinstance(block, QuoteRef) and block.quote_id not in kept:
                remove_block(draft=draft, place=place, based_on=draft.number, by=FIRST, at=self.at)
                draft = draft_of(self.told.id)

    def withdraw(self, who):
        self.gone.add(who)
        person = self.told.person(who)
        withdraw(participant=person, asked="with the code", by="quiet", at=self.at)

    def release(self):
        try:
            made = released(self.told, draft_of(self.told.id), self.at)
        except CannotRelease:
            return
        for slot in Slot.objects.filter(edition=made):
            who = self.owner(slot)
            assert who not in self.gone, "words of somebody who took theirs back"
            assert set(self.agreed[who].values()) == {"yes"}, (who, self.agreed[who])
            (segment,) = segments_of(self.told.texts[who].id)
            assert slot.order == 0 or open_slot(slot) in segment.text, "not as it stands"

    def owner(self, slot):
        people = [self.told.person(who).pk for who in range(PEOPLE)]
        return people.index(slot.participant)

    def check_gone(self):
        for slot in Slot.objects.all():
            assert self.owner(slot) not in self.gone or open_slot(slot) is None


@pytest.fixture
def world(study, make_text, at):
    """Three people whose words may be quoted, and a draft that holds none of them yet."""
    code = make_code(study=study.pk, name="Kept", by=FIRST, at=at)
    texts = [
        make_text(study, "interview", [(f"N{n}", f"I had my secret {n} kept in a tin.")])
        for n in range(PEOPLE)
    ]
    theme = make_theme(
        study=study.pk, title="Kept things", insight="Things are kept.", codes=[code.pk], by=FIRST,
        at=at,
    )  # fmt: skip
    told = Told(study_card(study.pk), theme, texts)
    start_findings(study=told.card, new=NewFindings(), by=FIRST, at=at)
    return lambda: World(told, code.pk, at)


@pytest.fixture
def unprinted(monkeypatch):
    """Paper is tried elsewhere: it takes half a second each time."""
    monkeypatch.setattr(whole, "in_print", lambda _: [])


def play(world, steps):
    """One sequence from the start, then all of it undone, keys too."""
    forget_opened_keys()
    try:
        with transaction.atomic(), transaction.atomic(using="keys"):
            played = world()
            for name, *what in steps:
                played.step(name, *what)
            raise Rolled(Edition.objects.count())
    except Rolled as end:
        return end.args[0]


@settings(
    max_examples=25, deadline=None, derandomize=True, phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)  # fmt: skip
@given(steps=STEPS)
@example(steps=[("quote", 0), ("release",), ("withdraw", 0), ("tidy",), ("release",)])
@example(steps=[("quote", 0), ("say", 0, "publish", "no"), ("release",)])
@example(steps=[("quote", 0), ("correct", 0), ("release",), ("sign", 0), ("release",)])
@example(steps=[("quote", 0), ("quote", 1), ("say", 1, "analyse", "no"), ("release",)])
def test_no_edition_holds_words_without_a_valid_consent(world, unprinted, steps):
    play(world, steps)


def test_the_sequences_do_release_something(world, unprinted):
    assert play(world, [("quote", 0), ("quote", 1), ("release",), ("code", 2), ("release",)]) == 2


def test_a_check_that_looks_away_is_seen(world, unprinted, monkeypatch):
    monkeypatch.setattr(quotes, "in_quotes", lambda *_: [])
    with pytest.raises(AssertionError):
        play(world, [("quote", 0), ("say", 0, "publish", "no"), ("release",)])
