"""Raising, handling and closing a concern; its clock; who may; and what is refused."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from pennydrop.core.audit.models import Event, QuietEvent
from pennydrop.core.concerns import Level, raise_from_words, told_before
from pennydrop.core.people.queries import actor
from pennydrop.core.vault.models import ParticipantKey
from pennydrop.rooms.support.actions import handling
from pennydrop.rooms.support.actions.ending import end_old_concerns
from pennydrop.rooms.support.actions.rota import keep_for, remove_shift, watch_study
from pennydrop.rooms.support.models import Concern, Shift, Step
from pennydrop.rooms.support.queries.concerns import open_concern
from pennydrop.rooms.support.rules.handling import (
    BadConcern,
    ClockState,
    SamePerson,
    StepKind,
    check_closer,
)

pytestmark = [pytest.mark.django_db(databases=["default", "keys"]), pytest.mark.postgres]
HOUR = dt.timedelta(hours=1)


def opened(row, at):
    row.refresh_from_db()
    return open_concern(row, at=at)


@pytest.mark.parametrize(
    ("level", "hours"), [(Level.IMMEDIATE, 1), (Level.RISK, 4), (Level.SOMEBODY_AT_RISK, 4)]
)
def test_the_clock_starts_where_there_are_hours(rota, raised, at, level, hours):
    row = raised(level)
    assert row.due_at == at + hours * HOUR
    assert opened(row, at).row.state is ClockState.RUNNING
    assert opened(row, row.due_at + HOUR).row.state is ClockState.OVERDUE


def test_without_hours_no_clock_runs_until_some_are_entered(raised, at, organisation, request):
    row = raised()
    assert opened(row, at + 1000 * HOUR).row.state is ClockState.NOT_RUNNING
    request.getfixturevalue("rota")
    assert opened(row, at).row.state is ClockState.RUNNING


def test_a_promised_moment_stays_when_hours_are_taken_out(rota, raised, at):
    row = raised(Level.IMMEDIATE)
    for shift in Shift.objects.all():
        remove_shift(shift=shift, by="test", at=at)
    assert opened(row, at).row.clock.due == at + HOUR


def test_late_never_becomes_kept(rota, raised, owner, at):
    row = raised(Level.IMMEDIATE)
    handling.look(concern=row, by=actor(owner), at=at + 3 * HOUR)
    assert opened(row, at + 9 * HOUR).row.state is ClockState.LATE


def test_a_higher_level_shortens_a_running_clock_and_a_lower_one_does_not(rota, raised, owner, at):
    row = raised(Level.DISTRESS)
    handling.change_level(concern=row, level=Level.IMMEDIATE, by=actor(owner), at=at)
    assert opened(row, at).row.clock.due == at + HOUR
    handling.change_level(concern=row, level=Level.DISTRESS, by=actor(owner), at=at)
    assert opened(row, at).row.clock.due == at + HOUR
    with pytest.raises(BadConcern):
        handling.change_level(concern=row, level=Level.DISTRESS, by=actor(owner), at=at)


def test_from_the_first_look_to_closing_by_somebody_else(raised, owner, deputy, guard, at):
    row = raised()
    handling.look(concern=row, by=actor(owner), at=at)
    with pytest.raises(BadConcern, match="already"):
        handling.look(concern=row, by=actor(deputy), at=at)
    handling.take_over(concern=row, by=actor(deputy), at=at + HOUR)
    handling.note_done(concern=row, note="Rang, and stayed on.", by=actor(deputy), at=at + 2 * HOUR)
    handling.hand_over(concern=row, note="Adult team, ref 12", by=actor(deputy), at=at + 3 * HOUR)
    told = opened(row, at)
    assert told.row.handler == "Maya"
    assert [step.kind.value for step in told.steps] == [
        "looked", "taken over", "done", "handed to",
    ]  # fmt: skip
    assert told.steps[2].note == "Rang, and stayed on."
    for handled in (owner, deputy):
        with pytest.raises(SamePerson):
            handling.close(concern=row, note="Enough.", by=actor(handled), at=at + 4 * HOUR)
    handling.close(concern=row, note="Enough was done.", by=actor(guard), at=at + 2 * HOUR)
    told = opened(row, at)
    assert told.row.closed and told.closed_by == "Noor" and told.ends_on == dt.date(2032, 3, 2)
    with pytest.raises(handling.Closed):
        handling.note_done(concern=row, note="One more.", by=actor(owner), at=at + 3 * HOUR)
    with pytest.raises(handling.Closed):
        handling.close(concern=row, note="Again.", by=actor(guard), at=at + 3 * HOUR)


def test_who_raised_it_cannot_close_it_and_nobody_closes_what_nobody_read(owner, raised, guard, at):
    row = raised(by=actor(guard))
    with pytest.raises(SamePerson, match="Nobody has looked"):
        handling.close(concern=row, note="Fine.", by=actor(owner), at=at)
    handling.look(concern=row, by=actor(owner), at=at)
    with pytest.raises(SamePerson, match="You raised"):
        handling.close(concern=row, note="Fine.", by=actor(guard), at=at)


@pytest.mark.parametrize(
    "wrong",
    [
        {"closed_by": "user:9"},  # closed without a day
        {"closed_by": "user:1", "handler": "user:1"},  # by who handled it
        {"closed_by": "user:7", "handler": "user:1"},  # by who raised it
        {"closed_by": "user:9", "handler": ""},  # nobody handled it
    ],
)
def test_the_database_says_so_too(raised, at, wrong):
    row = raised(by="user:7")
    more = {} if len(wrong) == 1 else {"closed_at": at, "ends_on": at.date()}
    with pytest.raises(IntegrityError), transaction.atomic():
        Concern.objects.filter(pk=row.pk).update(**wrong, **more)
    good = {"closed_by": "user:9", "handler": "user:1", "closed_at": at, "ends_on": at.date()}
    assert Concern.objects.filter(pk=row.pk).update(**good) == 1


def test_the_rule_alone():
    check_closer("user:3", "user:1", {"user:2"})
    for by, handled in [("user:1", {"user:2"}), ("user:2", {"user:2"}), ("user:3", set())]:
        with pytest.raises(SamePerson):
            check_closer(by, "user:1", handled)


class TestWords:
    def test_a_summary_with_six_words_of_the_source_is_refused(self, raised, pointer):
        with pytest.raises(BadConcern, match="word for word"):
            raised(summary="She said the Cormorant sat on the third post.", pointer=pointer)
        assert not Concern.objects.exists()
        assert raised(summary="The cormorant sat on a post, she said.", pointer=pointer).pk

    def test_so_is_a_note(self, raised, pointer, owner, at):
        row = raised(pointer=pointer)
        with pytest.raises(BadConcern, match="word for word"):
            handling.note_done(
                concern=row, note="sat on the third post and I knew", by=actor(owner), at=at
            )

    @pytest.mark.parametrize(
        "summary", ["P014 sounded low.", "It is about P 014", "  ", "x" * 4001]
    )
    def test_so_are_numbers_of_participants_nothing_and_too_much(self, raised, summary):
        with pytest.raises(BadConcern):
            raised(summary=summary)

    def test_what_is_written_is_sealed_under_a_key_of_its_own(self, raised, pointer, someone):
        row = Concern.objects.get(pk=raised(pointer=pointer).pk)
        stored = bytes(row.summary) + bytes(row.pointer)
        for plain in (
            "low on the phone",
            str(pointer.study),
            someone[0].pk.hex,
            str(someone[1].pk),
        ):
            assert plain.encode() not in stored
        assert ParticipantKey.objects.filter(participant=row.pk, study=row.desk_id).exists()
        assert someone[0].pk.hex not in row.mark


class TestFromWords:
    def open(self, someone, at, joined=None, level=Level.RISK):
        person = someone[0]
        return raise_from_words(
            study=person.study_id, participant=person.pk, joined_on=joined or at.date(),
            level=level, what="suicide", at=at,
        )  # fmt: skip

    def watch(self, someone, organisation, at):
        watch_study(
            organisation=organisation.pk, study=someone[0].study_id, watched=True, by="test",
            at=at - dt.timedelta(days=7),
        )  # fmt: skip

    def test_nothing_is_opened_unless_the_study_says_so(self, someone, at):
        assert told_before(someone[0].study_id) == ""
        assert not self.open(someone, at)
        assert not Concern.objects.exists()

    def test_nor_for_who_began_before_it_was_told(self, someone, organisation, at):
        self.watch(someone, organisation, at)
        chosen = at.date() - dt.timedelta(days=7)
        assert not self.open(someone, at, joined=chosen)
        assert self.open(someone, at, joined=chosen + dt.timedelta(days=1))
        assert "999" in told_before(someone[0].study_id)

    def test_it_keeps_a_day_and_no_time(self, someone, organisation, rota, at):
        self.watch(someone, organisation, at)
        for minute in range(3):
            Concern.objects.all().delete()
            assert self.open(someone, at + dt.timedelta(hours=1, minutes=17 * minute))
            row = Concern.objects.get()
            assert row.raised_at is None and row.raised_on == at.date()
            # 17:00 in London, whenever in the hours it came
            assert row.due_at == dt.datetime(2026, 3, 2, 17, tzinfo=dt.UTC)
        assert not Event.objects.filter(what__startswith="support.concern").exists()
        assert QuietEvent.objects.filter(what="support.concern.opened", day=at.date()).exists()
        with pytest.raises(IntegrityError), transaction.atomic():
            Concern.objects.update(raised_at=at)

    def test_a_second_sign_raises_the_level_of_the_first_and_opens_no_second(
        self, someone, organisation, at
    ):
        self.watch(someone, organisation, at)
        assert self.open(someone, at)
        assert not self.open(someone, at, level=Level.IMMEDIATE)
        assert not self.open(someone, at, level=Level.DISTRESS)
        assert Concern.objects.get().level == Level.IMMEDIATE.value

    def test_a_summary_of_ours_and_never_their_words(self, someone, organisation, at):
        self.watch(someone, organisation, at)
        self.open(someone, at)
        told = open_concern(Concern.objects.get(), at=at)
        assert "suicide" in told.summary and "cormorant" not in told.summary
        assert told.pointer.participant == someone[0].pk

    def test_stopping_stops_it(self, someone, organisation, at):
        self.watch(someone, organisation, at)
        watch_study(
            organisation=organisation.pk, study=someone[0].study_id, watched=False, by="test", at=at
        )
        assert not self.open(someone, at)


def test_a_closed_concern_ends_by_itself_with_its_key(
    raised, owner, guard, organisation, at, colleague
):
    keep_for(organisation=organisation.pk, months=1, by="test", at=at)
    row, other = raised(), raised()
    handling.note_done(concern=row, note="Rang.", by=actor(owner), at=at)
    row.refresh_from_db()
    handling.close(concern=row, note="Enough.", by=actor(guard), at=at)
    assert end_old_concerns(at=at + dt.timedelta(days=30)) == 0
    assert end_old_concerns(at=at + dt.timedelta(days=31)) == 1
    assert not ParticipantKey.objects.filter(participant=row.pk).exists()
    assert not Step.objects.exists() and Concern.objects.get().pk == other.pk
    assert Event.objects.filter(what="support.concern.ended", on=str(row.pk)).exists()


def test_each_write_leaves_its_line_in_the_record(raised, owner, at):
    row = raised()
    handling.look(concern=row, by=actor(owner), at=at)
    handling.note_done(concern=row, note="Rang.", by=actor(owner), at=at)
    said = Event.objects.filter(on=str(row.pk)).order_by("pk").values_list("what", flat=True)
    assert list(said) == [
        "support.concern.raised", "support.concern.looked", "support.concern.done",
    ]  # fmt: skip
    assert Step.objects.filter(kind=StepKind.LOOKED.value).count() == 1
