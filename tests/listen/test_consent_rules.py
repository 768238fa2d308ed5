"""What a person agreed to decides each use; what is unknown counts as no."""

import datetime as dt
from itertools import product

import pytest

from pennydrop.rooms.listen.rules.asking import ASKING, REPLIES
from pennydrop.rooms.listen.rules.consent import (
    ASKED_UNDER_OWN_WORDS,
    FIRST_ASKED,
    NEEDS,
    ConsentState,
    Given,
    NotConsented,
    Reply,
    Scope,
    Use,
    check_may,
    first_day_again,
    may,
    version_line,
)


def state(**replies):
    return ConsentState(
        {Scope(s): Given(Reply(r), version=1, sheet=1, how="online") for s, r in replies.items()}
    )


def test_every_scope_is_asked_once_and_in_words():
    assert sorted(s.value for s in FIRST_ASKED + ASKED_UNDER_OWN_WORDS) == sorted(
        s.value for s in Scope
    )
    assert set(ASKING) == set(Scope)
    for asking in ASKING.values():
        assert asking.question.endswith("?")
        assert asking.no.startswith("If you say no")
    assert {value for value, _ in REPLIES} == {reply.value for reply in Reply}


@pytest.mark.parametrize("use", Use)
def test_every_combination_of_replies(use):
    for replies in product(Reply, repeat=len(NEEDS[use])):
        said = state(**{s.value: r.value for s, r in zip(NEEDS[use], replies, strict=True)})
        assert may(said, use) == all(reply is Reply.YES for reply in replies)


@pytest.mark.parametrize("use", Use)
def test_somebody_never_asked_allows_nothing(use):
    with pytest.raises(NotConsented) as refused:
        check_may(ConsentState(), use)
    assert refused.value.scope is NEEDS[use][0]
    assert "counts as no" in refused.value.reason


def test_publishing_needs_all_four_and_names_what_is_missing():
    said = dict(take_part="yes", analyse="yes", quote="yes", publish="unknown")
    with pytest.raises(NotConsented) as refused:
        check_may(state(**said), Use.PUBLISH_QUOTE)
    assert refused.value.scope is Scope.PUBLISH
    assert may(state(**said | {"publish": "yes"}), Use.PUBLISH_QUOTE)


def test_a_quote_names_the_versions_it_rests_on():
    said = state(quote="yes", publish="yes")
    assert version_line(said, [Scope.QUOTE, Scope.PUBLISH]) == "quote v1, publish v1 (sheet v1)"


def test_a_yes_that_waits_is_said_again_from_the_day_after_it_was_given():
    first, last = dt.date(2026, 3, 2), dt.date(2026, 3, 16)
    assert first_day_again([]) is None
    assert first_day_again([(last, first)]) == dt.date(2026, 3, 3)
    shared_later = (last, dt.date(2026, 3, 6))
    assert first_day_again([shared_later, (last, first)]) == dt.date(2026, 3, 3)
    marked_anew = (dt.date(2026, 3, 20), dt.date(2026, 3, 6))
    assert first_day_again([(last, first), marked_anew]) == dt.date(2026, 3, 7)
