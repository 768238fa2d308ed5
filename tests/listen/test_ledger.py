"""A yes given while intoxicated is said again, or it lapses; a record goes to its person whole."""

import datetime as dt

import pytest

from pennydrop.core.erasure.models import HandCopy
from pennydrop.rooms.listen.actions.consent import TakenBack
from pennydrop.rooms.listen.actions.ledger import (
    lapse_unconfirmed,
    mark_intoxicated,
    note_record_copy,
    reconfirm,
)
from pennydrop.rooms.listen.actions.participants import add_participant, record_consent
from pennydrop.rooms.listen.actions.withdrawal import withdraw
from pennydrop.rooms.listen.models import Consent
from pennydrop.rooms.listen.public import consents_of, who_agrees
from pennydrop.rooms.listen.rules.consent import (
    CLEAR_HEAD,
    ConsentState,
    Given,
    NotConsented,
    Reply,
    Scope,
    TooSoon,
    Use,
    as_it_stands,
    check_may,
    may,
)

DAY = dt.date(2026, 3, 2)
LAST = dt.date(2026, 3, 16)
NEXT = dt.date(2026, 3, 17)
ALL = {scope.value: "yes" for scope in Scope}


def pending():
    return ConsentState(
        {s: Given(Reply.YES, 1, 1, "spoken", reconfirm_by=LAST) for s in Scope}
    )  # fmt: skip


@pytest.mark.parametrize("use", Use)
def test_until_it_is_said_again_nothing_leaves(use):
    assert may(pending(), use) is (use not in CLEAR_HEAD)


def test_why_not_is_said():
    with pytest.raises(NotConsented, match="while intoxicated"):
        check_may(pending(), Use.PUBLISH_QUOTE)
    lapsed = ConsentState({s: as_it_stands(g, NEXT) for s, g in pending().given.items()})
    with pytest.raises(NotConsented, match="not said again in time"):
        check_may(lapsed, Use.ANALYSE)


def test_it_holds_through_its_last_day():
    given = pending().on(Scope.ANALYSE)
    assert as_it_stands(given, LAST).reply is Reply.YES
    assert as_it_stands(given, NEXT).reply is Reply.NO


@pytest.mark.django_db(databases=["default", "keys"])
@pytest.mark.postgres
class TestLedger:
    @pytest.fixture
    def person(self, study, at):
        made = add_participant(study=study, state="shared", lookup="a" * 64, by="quiet", at=at)
        record_consent(
            participant=made, answers={**ALL, "publish": "no"}, sheet=None, how="spoken",
            by="user:1", at=at,
        )  # fmt: skip
        return made

    def later(self, at, days):
        return at + dt.timedelta(days=days)

    def test_every_yes_waits_and_no_stays_no(self, person, at):
        last = mark_intoxicated(participant=person, how="spoken", by="user:1", at=at)
        assert last == LAST
        state = consents_of([person.pk])[person.pk]
        assert {s for s in Scope if state.on(s).to_reconfirm} == set(Scope) - {Scope.PUBLISH}
        assert may(state, Use.ANALYSE) and not may(state, Use.LATER_STUDIES)
        assert mark_intoxicated(participant=person, how="spoken", by="u", at=at) == LAST
        assert Consent.objects.filter(scope="keep").count() == 2  # marked once

    def test_a_day_too_late_counts_as_no_before_anything_is_written(self, person, at):
        mark_intoxicated(participant=person, how="spoken", by="user:1", at=at)
        assert who_agrees([person.pk], Use.ANALYSE, on=LAST) == {person.pk}
        assert who_agrees([person.pk], Use.ANALYSE, on=NEXT) == set()
        assert not may(consents_of([person.pk], on=NEXT)[person.pk], Use.ANALYSE)

    def test_the_lapse_is_written_down_once(self, person, at):
        mark_intoxicated(participant=person, how="spoken", by="user:1", at=at)
        assert lapse_unconfirmed(at=self.later(at, 14)) == 0
        assert lapse_unconfirmed(at=self.later(at, 15)) == len(Scope) - 1
        assert lapse_unconfirmed(at=self.later(at, 15)) == 0
        state = consents_of([person.pk])[person.pk]
        assert all(state.on(s).reply is Reply.NO for s in Scope)
        assert state.on(Scope.ANALYSE).has_lapsed and not state.on(Scope.PUBLISH).has_lapsed

    @pytest.mark.parametrize("days", [3, 15])
    def test_said_again_in_time_or_later_it_holds(self, person, at, days):
        mark_intoxicated(participant=person, how="spoken", by="user:1", at=at)
        lapse_unconfirmed(at=self.later(at, days))
        yes = {Scope.TAKE_PART, Scope.ANALYSE}
        reconfirm(participant=person, yes=yes, how="online", by="quiet", at=self.later(at, days))
        lapse_unconfirmed(at=self.later(at, 400))
        state = consents_of([person.pk], on=dt.date(2027, 6, 1))[person.pk]
        assert {s for s in Scope if state.on(s).reply is Reply.YES} == yes
        assert not any(state.on(s).to_reconfirm for s in Scope)

    def test_not_on_the_same_day_though_a_no_is_taken_at_once(self, person, at):
        mark_intoxicated(participant=person, how="spoken", by="user:1", at=at)
        said = {"participant": person, "how": "spoken", "by": "user:1"}
        with pytest.raises(TooSoon, match="not the same day"):
            reconfirm(yes={Scope.TAKE_PART}, at=at, **said)
        assert consents_of([person.pk])[person.pk].on(Scope.TAKE_PART).to_reconfirm
        assert reconfirm(yes=set(), at=at, **said) == len(Scope) - 1

    def test_what_does_not_wait_is_not_said_again(self, person, at):
        with pytest.raises(ValueError):
            reconfirm(participant=person, yes={Scope.PUBLISH}, how="online", by="quiet", at=at)
        assert reconfirm(participant=person, yes=set(), how="online", by="quiet", at=at) == 0

    def test_a_changed_mind_with_a_clear_head_ends_the_waiting(self, person, at):
        mark_intoxicated(participant=person, how="spoken", by="user:1", at=at)
        record_consent(
            participant=person, answers={"keep": "yes"}, sheet=None, how="online", by="quiet",
            at=self.later(at, 2),
        )  # fmt: skip
        lapse_unconfirmed(at=self.later(at, 15))
        assert consents_of([person.pk])[person.pk].on(Scope.KEEP).reply is Reply.YES

    def test_taken_back_is_taken_back(self, person, at):
        withdraw(participant=person, asked="with the code", by="quiet", at=at)
        with pytest.raises(TakenBack):
            mark_intoxicated(participant=person, how="online", by="quiet", at=at)

    def test_a_record_taken_out_by_staff_must_be_destroyed_by_hand(self, person, at):
        note_record_copy(participant=person, by="user:1", at=at)
        receipt = withdraw(participant=person, asked="with the code", by="quiet", at=at)
        assert receipt.copies == [{"what": "Whole record of P001", "by": "user:1", "on": str(DAY)}]
        assert HandCopy.objects.count() == 1
