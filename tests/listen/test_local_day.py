"""Days are those on the wall where people are: a summer night has its midnight an hour early."""

import datetime as dt

import pytest
from django.utils import timezone

from pennydrop.rooms.listen.actions.ledger import lapse_unconfirmed, mark_intoxicated, reconfirm
from pennydrop.rooms.listen.actions.participants import add_participant, record_consent
from pennydrop.rooms.listen.models import Consent, Participant
from pennydrop.rooms.listen.public import consents_of
from pennydrop.rooms.listen.rules.consent import Scope, TooSoon

pytestmark = [pytest.mark.django_db(databases=["default", "keys"]), pytest.mark.postgres]
EVENING = dt.datetime(2026, 7, 1, 22, 30, tzinfo=dt.UTC)  # half past eleven, on the wall
AFTER_MIDNIGHT = dt.datetime(2026, 7, 1, 23, 15, tzinfo=dt.UTC)  # a quarter past twelve
SAME_NIGHT = dt.datetime(2026, 7, 2, 0, 10, tzinfo=dt.UTC)  # ten past one
WINTER = dt.datetime(2026, 1, 10, 23, 30, tzinfo=dt.UTC)


def agreed(study, at):
    person = add_participant(study=study, state="shared", lookup=None, by="quiet", at=at)
    record_consent(
        participant=person, answers={"take_part": "yes", "analyse": "yes"}, sheet=None,
        how="online", by="quiet", at=at,
    )  # fmt: skip
    mark_intoxicated(participant=person, how="online", by="quiet", at=at)
    return person


def again(person, at):
    return reconfirm(participant=person, yes={Scope.TAKE_PART}, how="online", by="quiet", at=at)


def test_after_midnight_on_the_wall_it_is_another_day(study):
    person = agreed(study, EVENING)
    with pytest.raises(TooSoon, match="2 July 2026"):
        again(person, EVENING + dt.timedelta(minutes=10))
    assert again(person, AFTER_MIDNIGHT) == 2


def test_the_same_night_is_the_same_day_though_greenwich_has_passed_on(study):
    person = agreed(study, AFTER_MIDNIGHT)
    with pytest.raises(TooSoon, match="3 July 2026"):
        again(person, SAME_NIGHT)


def test_in_winter_nothing_is_different(study):
    person = agreed(study, WINTER)
    with pytest.raises(TooSoon, match="11 January 2026"):
        again(person, WINTER + dt.timedelta(minutes=20))
    assert again(person, WINTER + dt.timedelta(minutes=40)) == 2


def test_a_yes_lapses_with_the_day_that_people_were_told(study):
    person = agreed(study, AFTER_MIDNIGHT)
    days = dt.timedelta(days=study.reconfirm_days)
    assert consents_of([person.pk])[person.pk].on(Scope.TAKE_PART).reconfirm_by == (
        dt.date(2026, 7, 2) + days
    )
    last_minute = dt.datetime(2026, 7, 2, 22, 59, tzinfo=dt.UTC) + days
    assert lapse_unconfirmed(at=last_minute) == 0
    assert lapse_unconfirmed(at=last_minute + dt.timedelta(minutes=1)) == 2


def test_what_is_kept_is_a_day_and_nothing_finer(study):
    person = agreed(study, AFTER_MIDNIGHT)
    kept = Participant.objects.get(pk=person.pk)
    days = {kept.joined_on, *Consent.objects.values_list("on", flat=True)}
    assert days == {dt.date(2026, 7, 2)} == {timezone.localdate(AFTER_MIDNIGHT)}
    assert not any(isinstance(day, dt.datetime) for day in days)
