"""A recording goes: on its day, by hand, with the words of whoever speaks in it."""

import datetime as dt

import pytest

from pennydrop.core.audit.models import Event, QuietEvent
from pennydrop.core.erasure.registry import holdings_everywhere
from pennydrop.core.vault import keys
from pennydrop.core.vault.sealing import KeyGone
from pennydrop.rooms.listen.actions.originals import drop_originals
from pennydrop.rooms.listen.actions.recording_hearing import hear
from pennydrop.rooms.listen.actions.recordings import destroy_recording, finish_recordings
from pennydrop.rooms.listen.actions.typing import TypedMeanwhile, keep_turns
from pennydrop.rooms.listen.actions.withdrawal import finish_withdrawals, withdraw
from pennydrop.rooms.listen.models import Recording, Segment, Session, TypedTurn
from pennydrop.rooms.listen.public import drafting
from pennydrop.rooms.listen.queries.recordings import file_of, recording_cards, sound
from pennydrop.rooms.listen.queries.sessions import typed_turns
from pennydrop.rooms.listen.rules.recording_drafts import Stopped
from pennydrop.rooms.listen.rules.sessions import Mark, Said
from tests.listen.recording import DRAFT, corrected, erased

pytestmark = [pytest.mark.django_db(databases=["default", "keys"]), pytest.mark.postgres]


def test_a_recording_goes_on_its_day_and_not_before(drafted, at):
    session, (person,), recording = drafted()
    corrected(session, [Said(person.pk, "Yes.", Mark(recording.pk, 3))], at, listened=True)
    finish_recordings(at=at + dt.timedelta(days=13))
    assert not erased(recording)
    finish_recordings(at=at + dt.timedelta(days=14))
    assert erased(recording)
    (card,) = recording_cards(session.pk, at)
    assert (card.gone_on, card.gone_why) == (at.date() + dt.timedelta(days=14), "its day had come")
    event = Event.objects.get(what="listen.recording.destroyed")
    assert (event.on, event.by) == (str(recording.pk), "the clock")
    assert len(typed_turns(session.pk)) == 0 and Segment.objects.count() == 1
    assert finish_recordings(at=at + dt.timedelta(days=15)) == 0


def test_a_draft_that_nobody_corrects_goes_with_its_recording(drafted, at):
    session, (person,), recording = drafted()
    mine = Said(person.pk, "At a party.", Mark(recording.pk, 3))
    keep_turns(session=session, turns=[typed_turns(session.pk)[0], mine],
               seen=session.typed_version, by="user:1", at=at)  # fmt: skip
    finish_recordings(at=at + dt.timedelta(days=90))
    assert erased(recording)
    assert typed_turns(session.pk) == [mine]


def test_destroyed_by_hand(drafted, at):
    _, _, recording = drafted()
    destroy_recording(recording=recording, by="user:1", at=at)
    assert erased(recording)
    assert Event.objects.get(what="listen.recording.destroyed").by == "user:1"
    with pytest.raises((KeyGone, FileNotFoundError)):
        sound(recording, 0, 5)


def test_one_of_a_group_takes_their_words_back_and_the_recording_goes_at_once(drafted, at):
    session, (one, other), recording = drafted("focus_group", 2)
    mine = Said(one.pk, "How did it start?", Mark(recording.pk, 0))
    theirs = Said(other.pk, "At a party.", Mark(recording.pk, 3))
    nobodys = Said(None, "It hurt.", Mark(recording.pk, 5), unsure=True)
    seen = keep_turns(session=session, turns=[mine, theirs, nobodys],
                      seen=session.typed_version, by="user:1", at=at)  # fmt: skip
    held = {h.what: h.count for h in holdings_everywhere(one.pk)}
    assert held["sound recordings of a talk or group"] == 1

    receipt = withdraw(participant=one, asked="with the code", by="quiet", at=at)
    assert receipt.removed["listen"]["sound recordings of a talk or group"] == 1
    assert erased(recording)
    assert typed_turns(session.pk) == [theirs]  # whose turns are known stay whole
    with pytest.raises(TypedMeanwhile):  # a page left open does not bring the draft back
        keep_turns(session=session, turns=[theirs, nobodys], seen=seen, by="user:1", at=at)
    session.refresh_from_db()
    keep_turns(session=session, turns=[theirs, nobodys], seen=session.typed_version,
               by="user:1", at=at)  # fmt: skip
    assert typed_turns(session.pk) == [theirs]
    # The moment is theirs: the day only.
    assert QuietEvent.objects.get(what="listen.recording.destroyed").day == at.date()
    assert not Event.objects.filter(what="listen.recording.destroyed").exists()


def test_somebody_alone_takes_their_words_back(drafted, at):
    session, (person,), recording = drafted()
    withdraw(participant=person, asked="with the code", by="quiet", at=at)
    assert erased(recording)
    assert recording.session is None and not Session.objects.filter(pk=session.pk).exists()
    assert not TypedTurn.objects.exists()


def test_power_fails_before_the_key_dies_and_the_start_finishes_it(drafted, at, monkeypatch):
    _, (person,), recording = drafted()
    with monkeypatch.context() as broken:
        broken.setattr("pennydrop.rooms.listen.actions.withdrawal.finish_recordings", fail)
        with pytest.raises(RuntimeError):
            withdraw(participant=person, asked="with the code", by="quiet", at=at)
    assert not erased(recording)
    finish_withdrawals(at=at)
    assert erased(recording)


def fail(**_):
    raise RuntimeError("no power")


def test_a_recording_of_an_older_copy_whose_key_is_gone_goes_too(drafted, at):
    session, _, recording = drafted()
    keys.destroy([recording.pk])
    finish_recordings(at=at)
    assert erased(recording) and not TypedTurn.objects.exists()
    assert recording_cards(session.pk, at)[0].gone_why == "its key or its file was no longer here"


def test_a_file_that_a_power_cut_left_alone_goes(drafted, at):
    _, _, recording = drafted()
    Recording.objects.all().delete()
    finish_recordings(at=at)
    assert file_of(recording.pk).exists()  # it may be coming in just now
    finish_recordings(at=dt.datetime.now(dt.UTC) + dt.timedelta(days=2))
    assert not file_of(recording.pk).exists() and recording.pk not in keys.holders(kind="raw")


def test_the_machine_stops_when_the_words_are_taken_back(meet, keep, at):
    session, (person,) = meet()
    recording = keep(session)

    def engine(data, told):
        withdraw(participant=person, asked="with the code", by="quiet", at=at)
        with pytest.raises(Stopped):
            told(50)
        return DRAFT  # even so, nothing comes back

    hear(recording_id=recording.pk, engine=engine, at=at)
    assert erased(recording) and not TypedTurn.objects.exists()


def test_originals_that_go_early_take_corrected_recordings_along(drafted, study, at):
    session, (person,), recording = drafted()
    assert person.pk in drafting(study.pk)  # an uncorrected one still needs their key
    drop_originals(participants=[person.pk], by="user:1", at=at)
    recording.refresh_from_db()
    assert recording.state == "drafted"
    corrected(session, [Said(person.pk, "Yes.", Mark(recording.pk, 3))], at, listened=True)
    assert person.pk not in drafting(study.pk)
    drop_originals(participants=[person.pk], by="user:1", at=at)
    finish_recordings(at=at)
    assert erased(recording)
