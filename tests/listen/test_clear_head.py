"""Somebody says, beside the consents, that today is no clear-headed day: they answer all the same,
and say yes once more on another."""

import datetime as dt
import re

import pytest
from django.utils import timezone

from pennydrop.rooms.listen.actions.ledger import lapse_unconfirmed
from pennydrop.rooms.listen.models import Consent, Participant
from pennydrop.rooms.listen.public import consents_of
from pennydrop.rooms.listen.rules.asking import (
    CLEAR_DAY_ASKED,
    only_the_yes_ends,
    say_again_after_sharing,
    say_again_from,
    say_again_later,
)
from pennydrop.rooms.listen.rules.consent import Scope, Use, may
from tests.listen.answering import Teller, seven_study
from tests.listen.reading_age import grade

pytestmark = [pytest.mark.django_db(databases=["default", "keys"]), pytest.mark.postgres]
YES = {"take_part": "yes", "analyse": "yes"}


@pytest.fixture
def teller(organisation, at):
    return Teller(seven_study(organisation, at))


def person():
    return Participant.objects.select_related("study").get(staff=False)


def state(on=None):
    return consents_of([person().pk], on=on)[person().pk]


def begin(teller, **said):
    teller.post("agree", teller.study.slug, **YES, **said)
    teller.go("one-4")
    return teller.go("save", step=4, answer="a heron drew it on my wrist")


def test_it_is_asked_gently_and_may_be_left_out(teller):
    page = teller.get("agree", teller.study.slug)
    assert CLEAR_DAY_ASKED[0] in page and "checked" not in page
    assert "You can leave this one out" in page
    told = begin(teller)
    assert "once more" not in told
    assert not any(state().on(scope).to_reconfirm for scope in Scope)


def test_on_a_clear_headed_day_nothing_waits(teller):
    assert "once more" not in begin(teller, clear_head="yes")
    assert may(state(), Use.ANALYSE) and not state().on(Scope.TAKE_PART).to_reconfirm


@pytest.mark.parametrize("head", ["no", "unknown"])
def test_on_another_day_they_answer_and_are_told_how_to_say_it_again(teller, head):
    page = teller.post("agree", teller.study.slug, **YES, clear_head=head)
    assert "say yes once more" in page  # before the first answer
    teller.go("one-4")
    page = teller.go("save", step=4, answer="a heron drew it on my wrist")
    days = person().study.reconfirm_days
    last = timezone.localdate() + dt.timedelta(days=days)
    assert say_again_later(days) in page and f"{last.day} {last:%B %Y}" in page
    assert state().on(Scope.TAKE_PART).reconfirm_by == last
    assert state().on(Scope.ANALYSE).reconfirm_by == last
    assert set(Consent.objects.values_list("recorded_by", flat=True)) == {"quiet"}


def test_what_is_agreed_to_afterwards_waits_too_until_it_is_said_again(teller):
    begin(teller, clear_head="no")
    code = teller.code()
    assert "Please say yes once more" in teller.get("mine")
    assert "Please say yes once more" in teller.get("use")
    teller.share(quote="yes", publish="yes")
    assert state().on(Scope.PUBLISH).to_reconfirm and not may(state(), Use.PUBLISH_QUOTE)
    teller.post("code", code=code)
    yesterday = timezone.now().date() - dt.timedelta(days=1)
    Consent.objects.filter(reconfirm_by__isnull=False).update(on=yesterday)
    assert "The last day is" in teller.get("again")
    teller.post("again", **YES, quote="yes", publish="yes")
    assert may(state(), Use.PUBLISH_QUOTE)
    assert "once more" not in teller.get("mine")


def test_not_said_again_it_lapses(teller):
    begin(teller, clear_head="unknown")
    teller.share(quote="yes", publish="yes")
    late = timezone.now() + dt.timedelta(days=person().study.reconfirm_days + 1)
    assert lapse_unconfirmed(at=late - dt.timedelta(days=1)) == 0
    assert lapse_unconfirmed(at=late) == 4
    assert not may(state(), Use.ANALYSE) and state().on(Scope.PUBLISH).has_lapsed


def test_the_last_page_names_the_second_yes_and_its_last_day(teller):
    begin(teller, clear_head="no")
    page = teller.share(quote="yes")
    last = timezone.localdate() + dt.timedelta(days=person().study.reconfirm_days)
    assert "say yes once more" in page and f"{last.day} {last:%B %Y}" in page


@pytest.mark.parametrize("head", ["yes", "no"])
def test_that_nothing_runs_out_is_only_said_where_it_is_so(teller, head):
    teller.post("agree", teller.study.slug, **YES, clear_head=head)
    first = teller.go("one-4")
    assert ("Nothing runs out" in first) == (head == "yes")
    teller.go("save", step=4, answer="a heron drew it on my wrist")
    rest = teller.get("rest")
    assert ("Nothing runs out" in rest) == (head == "yes")
    assert ("Your yes does" in first + rest) == (head == "no")


def test_what_was_chosen_is_shown_again_where_something_is_missing(teller):
    page = teller.post("agree", teller.study.slug, take_part="yes", clear_head="no")
    chosen = re.search(r'<input[^>]*name="clear_head"[^>]*value="no"[^>]*>', page).group(0)
    assert teller.page.status_code == 422 and "checked" in chosen
    assert "Larger text" in page


def test_the_day_is_carried_through_a_card_and_a_switch(teller):
    teller.post("agree", teller.study.slug, **YES, clear_head="no")
    teller.go("text-1")
    teller.go("one-4")
    teller.go("lang-0", step=4, answer="a heron")
    teller.go("save", step=4, answer="a heron")
    assert state().on(Scope.TAKE_PART).to_reconfirm


def test_the_words_are_easy_to_read():
    assert grade("\n\n".join(CLEAR_DAY_ASKED)) <= 6
    assert grade(say_again_later(14)) <= 6
    for text in (
        say_again_from("1 May 2026", "9 May 2026"), say_again_after_sharing("9 May 2026"),
        only_the_yes_ends("9 May 2026"), only_the_yes_ends(),
    ):  # fmt: skip
        assert grade(text) <= 6
