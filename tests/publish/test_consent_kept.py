"""Whatever people do, in whatever order: no edition holds words that their person has not agreed to
see published when it was made, and none holds words of somebody who took theirs back.

What each person agreed to is kept here apart from the product, and so are their words. The last of
them told another study, and is quoted in ours as far as they let later work use their words.
"""

from dataclasses import replace

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st

from pennydrop.core.vault.keys import forget_opened_keys
from pennydrop.rooms.listen.actions.participants import record_consent
from pennydrop.rooms.listen.actions.studies import create_study
from pennydrop.rooms.listen.public import study_card
from pennydrop.rooms.publish.models import Edition
from pennydrop.rooms.publish.queries.checks import quotes, whole
from pennydrop.rooms.understand.actions.codes import make_code
from pennydrop.rooms.understand.actions.themes import make_theme
from tests.publish.conftest import Told
from tests.publish.releasing import FIRST
from tests.publish.sequences import DOCUMENTS, LATER, LENT, NEEDED, PEOPLE, World

pytestmark = [pytest.mark.django_db(databases=["default", "keys"]), pytest.mark.postgres]

WHO = st.integers(0, PEOPLE - 1)
WHICH = st.integers(0, len(DOCUMENTS) - 1)
ANSWER = st.sampled_from(["yes", "no"])
STEP = st.one_of(
    st.tuples(st.just("say"), WHO, st.sampled_from(NEEDED), ANSWER),
    st.tuples(st.just("say"), st.just(LENT), st.just(LATER), ANSWER),
    st.tuples(st.just("code"), WHO),
    st.tuples(st.just("quote"), WHO),
    st.tuples(st.just("correct"), WHO),
    st.tuples(st.just("sign"), WHO),
    st.tuples(st.just("tidy")),
    st.tuples(st.just("comment")),
    st.tuples(st.just("delete")),
    st.tuples(st.just("restore")),
    st.tuples(st.just("let_go")),
    st.tuples(st.just("release")),
    st.tuples(st.just("read")),
    st.tuples(st.just("withdraw"), WHO),
)
STEPS = st.lists(STEP, min_size=3, max_size=9)


class Rolled(Exception):
    """Everything that one sequence did is undone."""


@pytest.fixture
def world(study, new_study, make_text, at):
    """Four people whose words may be quoted, and drafts that hold none of them yet."""
    code = make_code(study=study.pk, name="Kept", by=FIRST, at=at)
    texts = [
        make_text(study, "interview", [(f"N{n}", f"I had my secret {n} kept in a tin.")])
        for n in range(LENT)
    ]
    other = create_study(new=replace(new_study, title="The first year"), by="test", at=at)
    said = f"I had my secret {LENT} kept in a tin."
    texts.append(make_text(other, "interview", [("Eve", said)]))
    theme = make_theme(
        study=study.pk, title="Kept things", insight="Things are kept.", codes=[code.pk], by=FIRST,
        at=at,
    )  # fmt: skip
    told = Told(study_card(study.pk), theme, texts)
    record_consent(
        participant=told.person(LENT), answers={LATER: "yes"}, sheet=None, how="paper", by=FIRST,
        at=at,
    )  # fmt: skip
    return lambda: World(told, code.pk, other.pk, at)


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
    max_examples=20, deadline=None, derandomize=True, phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)  # fmt: skip
@given(steps=STEPS)
@example(steps=[("quote", 0), ("release",), ("withdraw", 0), ("tidy",), ("release",)])
@example(steps=[("quote", 0), ("say", 0, "publish", "no"), ("release",)])
@example(steps=[("quote", 0), ("correct", 0), ("release",), ("sign", 0), ("release",)])
@example(steps=[("quote", 0), ("quote", 1), ("say", 1, "analyse", "no"), ("release",)])
@example(steps=[("quote", LENT), ("say", LENT, LATER, "no"), ("release",)])
@example(steps=[("quote", LENT), ("release",), ("withdraw", LENT), ("read",)])
@example(steps=[("quote", 0), ("say", 0, "quote", "no"), ("say", 0, "quote", "yes"), ("release",)])
@example(steps=[("quote", 0), ("comment",), ("delete",), ("withdraw", 0), ("restore",),
                ("release",), ("tidy",), ("release",), ("read",)])  # fmt: skip
def test_no_edition_holds_words_without_a_valid_consent(world, unprinted, steps):
    play(world, steps)


def test_the_sequences_do_release_something(world, unprinted):
    steps = [("quote", 0), ("quote", LENT), ("release",), ("read",), ("code", 2), ("release",)]
    assert play(world, steps) == 2 * len(DOCUMENTS)


def test_what_was_deleted_comes_back_or_goes(world, unprinted):
    start = [("quote", 0), ("delete",), ("release",)]
    assert play(world, start) == 0
    assert play(world, [*start, ("restore",), ("release",)]) == len(DOCUMENTS)
    assert play(world, [*start, ("let_go",), ("restore",), ("release",)]) == 0


def test_a_check_that_looks_away_is_seen(world, unprinted, monkeypatch):
    monkeypatch.setattr(quotes, "in_quotes", lambda *_: [])
    with pytest.raises(AssertionError):
        play(world, [("quote", 0), ("say", 0, "publish", "no"), ("release",)])
