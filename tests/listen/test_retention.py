"""When a study's time is over, words go by themselves, and a receipt says what went."""

import datetime as dt

import pytest

from pennydrop.core.audit.models import Event
from pennydrop.core.erasure.models import HandCopy, Receipt
from pennydrop.core.vault.keys import holders
from pennydrop.rooms.listen.actions.participants import add_participant, record_consent
from pennydrop.rooms.listen.actions.retention import delete_what_is_over, mark_retention_seen
from pennydrop.rooms.listen.actions.sources import NewSegment, add_source
from pennydrop.rooms.listen.actions.withdrawal import finish_withdrawals
from pennydrop.rooms.listen.models import Consent, Participant, RetentionReceipt, Segment, Source
from pennydrop.rooms.listen.queries.gate import coming_due
from pennydrop.rooms.listen.rules.consent import ConsentState, Given, Reply, Scope
from pennydrop.rooms.listen.rules.retention import Times, is_over, stays, take_back_until
from tests.listen.entered import ENTERED, enter_all

UNTIL, LONGEST = ENTERED["keep_until"], ENTERED["keep_longest"]
BOTH = {"take_part": "yes", "analyse": "yes"}


def state(**replies):
    return ConsentState({Scope(s): Given(Reply(r), 1, 1, "online") for s, r in replies.items()})


@pytest.mark.parametrize(
    ("replies", "stay"),
    [
        ({}, False),
        ({"keep": "yes"}, True),
        ({"keep": "no"}, False),
        ({"keep": "unknown"}, False),
        ({"later_studies": "yes"}, True),
        ({"keep": "no", "later_studies": "yes"}, False),
        ({"keep": "yes", "later_studies": "no"}, True),
        ({"keep": "yes", "take_part": "no"}, False),
    ],
)
def test_who_stays(replies, stay):
    assert stays(state(**{**BOTH, **replies})) is stay


def test_the_days_decide():
    times = Times(until=UNTIL, longest=LONGEST)
    one, keeper = dt.timedelta(days=1), state(**BOTH, keep="yes")
    plain = state(**BOTH)
    assert not is_over(plain, times, shared=True, on=UNTIL - one)
    assert is_over(plain, times, shared=True, on=UNTIL)
    assert not is_over(keeper, times, shared=True, on=LONGEST - one)
    assert is_over(keeper, times, shared=True, on=LONGEST)
    assert is_over(keeper, times, shared=False, on=UNTIL)  # a draft was never shared with us
    assert not is_over(plain, Times(None, None), shared=True, on=dt.date(2099, 1, 1))
    assert take_back_until(dt.date(2026, 3, 2), 30) == dt.date(2026, 4, 1)
    assert take_back_until(dt.date(2026, 3, 2), None) is None


def noon(day):
    return dt.datetime(day.year, day.month, day.day, 12, tzinfo=dt.UTC)


@pytest.fixture
def told(study, at):
    """Four people: one who said nothing about keeping, one keeper, a draft, a facilitator."""
    enter_all(study, at)

    def add(number, state="shared", staff=False, **replies):
        person = add_participant(
            study=study, state=state, staff=staff, lookup=None if staff else str(number) * 64,
            by="test", at=at,
        )  # fmt: skip
        answers = {**BOTH, **replies}
        record_consent(
            participant=person, answers=answers, sheet=None, how="paper", by="test", at=at
        )
        return person

    people = [add(1), add(2, keep="yes"), add(3, state="draft"), add(4, staff=True)]
    lead = people[3]
    for owner in people[:2]:
        segments = [
            NewSegment(owner=lead, speaker="Facilitator", text="And then?"),
            NewSegment(owner=owner, speaker=owner.name, text=f"a heron, {owner.name}"),
        ]
        add_source(
            study=study, kind="focus_group", fidelity="notes", segments=segments, by="test", at=at
        )
    return people


@pytest.mark.django_db(databases=["default", "keys"])
@pytest.mark.postgres
class TestDeleting:
    def test_nothing_goes_a_day_early(self, told):
        assert delete_what_is_over(at=noon(UNTIL - dt.timedelta(days=1))) == []
        assert Segment.objects.count() == 4

    def test_on_the_day_all_go_but_those_who_said_keep(self, told, study):
        HandCopy.objects.create(study=study.pk, what="A print", by="test", on=UNTIL)
        plain, keeper, draft, lead = told
        (receipt,) = delete_what_is_over(at=noon(UNTIL))
        assert (receipt.people, receipt.stayed, receipt.published) == (2, 1, 0)
        assert receipt.removed["listen"]["pieces of the words as they were given"] == 1
        assert receipt.removed["listen"]["talks and forms with one person’s answers in them"] == 1
        assert [copy["what"] for copy in receipt.copies] == ["A print"]
        assert set(Segment.objects.values_list("participant", flat=True)) == {keeper.pk, lead.pk}
        assert Source.objects.count() == 1
        assert holders() == {keeper.pk, lead.pk} == holders(kind="raw")
        assert not Consent.objects.filter(participant__in=[plain.pk, draft.pk]).exists()
        plain.refresh_from_db()
        assert (plain.state, plain.lookup, plain.withdrawn_on) == ("ended", None, None)
        study.refresh_from_db()
        assert study.state == "closed"
        assert RetentionReceipt.objects.get().keys_gone
        assert Event.objects.filter(what="listen.retention.deleted").exists()

    def test_a_second_round_finds_nothing_and_the_last_day_takes_the_rest(self, told):
        delete_what_is_over(at=noon(UNTIL))
        assert delete_what_is_over(at=noon(UNTIL)) == []
        (receipt,) = delete_what_is_over(at=noon(LONGEST))
        assert (receipt.people, receipt.stayed) == (1, 0)
        assert not Segment.objects.exists() and not Source.objects.exists()

    def test_somebody_who_takes_back_their_keep_goes_at_the_next_round(self, told, at):
        delete_what_is_over(at=noon(UNTIL))
        record_consent(
            participant=told[1], answers={"keep": "no"}, sheet=None, how="online", by="quiet",
            at=noon(UNTIL),
        )  # fmt: skip
        (receipt,) = delete_what_is_over(at=noon(UNTIL))
        assert receipt.people == 1

    def test_power_fails_before_the_keys_and_the_next_round_finishes(self, told, monkeypatch):
        with monkeypatch.context() as broken:
            broken.setattr("pennydrop.core.vault.keys.destroy", lambda *_: 1 / 0)
            with pytest.raises(ZeroDivisionError):
                delete_what_is_over(at=noon(UNTIL))
        assert told[0].pk in holders() and not RetentionReceipt.objects.get().keys_gone
        delete_what_is_over(at=noon(UNTIL))
        assert told[0].pk not in holders() | holders(kind="raw")
        assert RetentionReceipt.objects.get().keys_gone

    def test_a_start_does_not_take_it_for_a_withdrawal(self, told):
        delete_what_is_over(at=noon(UNTIL))
        assert finish_withdrawals(at=noon(UNTIL)) == 0
        assert not Receipt.objects.exists()
        assert Participant.objects.filter(state="ended").count() == 2

    def test_it_is_told_of_30_days_before(self, told, study):
        month = dt.timedelta(days=30)
        assert coming_due([study.pk], on=UNTIL - month - dt.timedelta(days=1)) == []
        (due,) = coming_due([study.pk], on=UNTIL - month)
        assert (due.day, due.people) == (UNTIL, 2)
        delete_what_is_over(at=noon(UNTIL))
        assert coming_due([study.pk], on=UNTIL) == []

    def test_the_receipt_is_marked_as_seen_once(self, told):
        (receipt,) = delete_what_is_over(at=noon(UNTIL))
        for who in ("user:1", "user:2"):
            mark_retention_seen(receipt=receipt, by=who, at=noon(UNTIL))
        assert RetentionReceipt.objects.get().seen_by == "user:1"
