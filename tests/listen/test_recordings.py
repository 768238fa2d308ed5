"""Recordings: sealed under a key of their own, a draft that a person corrects, and a day to go."""

import datetime as dt

import pytest

from pennydrop.core.audit.models import Event, QuietEvent
from pennydrop.core.erasure.registry import holdings_everywhere
from pennydrop.core.vault import keys
from pennydrop.core.vault.sealing import KeyGone
from pennydrop.rooms.listen.actions.originals import drop_originals
from pennydrop.rooms.listen.actions.recording_hearing import hear
from pennydrop.rooms.listen.actions.recordings import (
    NewRecording,
    destroy_recording,
    finish_recordings,
    keep_recording,
    try_again,
)
from pennydrop.rooms.listen.actions.sessions import NewSession, note_session
from pennydrop.rooms.listen.actions.typing import TypedMeanwhile, hand_in, keep_turns
from pennydrop.rooms.listen.actions.withdrawal import finish_withdrawals, withdraw
from pennydrop.rooms.listen.models import Recording, Segment, Session, TypedTurn
from pennydrop.rooms.listen.public import drafting, original_segments
from pennydrop.rooms.listen.queries.recordings import (
    PIECE,
    file_of,
    is_machine_draft,
    progress_file,
    recording_cards,
    sound,
)
from pennydrop.rooms.listen.queries.sessions import people_at, typed_turns
from pennydrop.rooms.listen.rules.recording_drafts import Draft, Heard, Stopped, Unheard
from pennydrop.rooms.listen.rules.sessions import BadTurns, Mark, Said

pytestmark = [pytest.mark.django_db(databases=["default", "keys"]), pytest.mark.postgres]
SOUND = bytes(range(256)) * (PIECE // 256) + b"the end"
DRAFT = Draft((Heard(0, "How did it start?"), Heard(3, "At a party.")), 7)


@pytest.fixture
def meet(study, at):
    """Note a session; gives it and its people."""

    def go(kind="interview", joining=1):
        new = NewSession(kind=kind, on=dt.date(2026, 2, 3), place=None, interviewer="user:1")
        made = note_session(study=study, new=new, people=(), joining=joining, by="user:1", at=at)
        return made, people_at(made.pk)

    return go


@pytest.fixture
def keep(at):
    def go(session, days=14):
        new = NewRecording(SOUND, "audio/wav", days)
        return keep_recording(session=session, new=new, by="user:1", at=at)

    return go


@pytest.fixture
def drafted(meet, keep, at):
    """A session with a machine's draft: the session, its people, the recording."""

    def go(kind="interview", joining=1, draft=DRAFT):
        session, people = meet(kind, joining)
        recording = keep(session)
        hear(recording_id=recording.pk, engine=lambda data, told: draft, at=at)
        session.refresh_from_db()
        recording.refresh_from_db()
        return session, people, recording

    return go


def corrected(session, turns, at, **more):
    session.refresh_from_db()
    seen = keep_turns(session=session, turns=turns, seen=session.typed_version, by="user:1", at=at)
    return hand_in(session=session, fidelity="word_for_word", seen=seen, by="user:2", at=at, **more)


def erased(recording):
    recording.refresh_from_db()
    return (recording.state == "gone" and recording.erased and not file_of(recording.pk).exists()
            and recording.pk not in keys.holders(kind="raw"))  # fmt: skip


def test_a_recording_lies_sealed_and_can_be_read_in_parts(meet, keep):
    session, _ = meet()
    recording = keep(session)
    held = file_of(recording.pk).read_bytes()
    assert SOUND[:64] not in held and b"the end" not in held
    assert sound(recording, 0, recording.size) == SOUND
    for start, stop in [(0, 10), (PIECE - 3, PIECE + 4), (PIECE + 2, PIECE + 7)]:
        assert sound(recording, start, stop) == SOUND[start:stop]
    assert file_of(recording.pk).stat().st_mode & 0o77 == 0


def test_the_machine_hears_the_whole_of_it_and_says_how_far_it_is(meet, keep, at):
    session, _ = meet()
    recording = keep(session)
    seen = []

    def engine(data, told):
        assert data == SOUND
        told(40)
        seen.append(recording_cards(session.pk, dt.datetime.now(dt.UTC))[0])
        return DRAFT

    hear(recording_id=recording.pk, engine=engine, at=at)
    assert [(card.state, card.percent, card.stalled) for card in seen] == [("hearing", 40, False)]
    mark = Mark(recording.pk, 0)
    assert typed_turns(session.pk) == [
        Said(None, "How did it start?", mark, unsure=True),
        Said(None, "At a party.", Mark(recording.pk, 3), unsure=True),
    ]
    assert is_machine_draft(session.pk)
    assert not progress_file(recording.pk).exists()


def test_a_draft_stands_behind_what_is_typed(meet, keep, at):
    session, (person,) = meet()
    keep_turns(session=session, turns=[Said(person.pk, "Hello.")], seen=0, by="user:1", at=at)
    recording = keep(session)
    hear(recording_id=recording.pk, engine=lambda data, told: DRAFT, at=at)
    assert [turn.text for turn in typed_turns(session.pk)] == ["Hello.", *[
        heard.text for heard in DRAFT.turns]]  # fmt: skip
    with pytest.raises(TypedMeanwhile):  # a page that was open meanwhile does not overwrite it
        keep_turns(session=session, turns=[], seen=1, by="user:1", at=at)


def test_a_draft_is_no_source_until_somebody_has_corrected_it(drafted, at):
    session, (person,), recording = drafted()
    with pytest.raises(BadTurns, match="2 turns have no speaker"):
        corrected(session, typed_turns(session.pk), at, listened=True)
    turns = [Said(None, "How did it start?", Mark(recording.pk, 0)),
             Said(person.pk, "At a party, in May.", Mark(recording.pk, 3))]  # fmt: skip
    with pytest.raises(BadTurns, match="machine’s draft"):
        corrected(session, turns, at)
    assert is_machine_draft(session.pk) and not Segment.objects.exists()

    source = corrected(session, turns, at, listened=True)
    assert [(s.speaker, s.text) for s in original_segments(source.pk)] == [
        ("Interviewer", "How did it start?\n"), (person.name, "At a party, in May.\n"),
    ]  # fmt: skip
    recording.refresh_from_db()
    assert (recording.state, recording.corrected_by) == ("corrected", "user:2")
    assert recording.go_on == at.date() + dt.timedelta(days=14)


def test_nothing_is_handed_in_while_the_machine_listens(meet, keep, at):
    session, (person,) = meet()
    recording = keep(session)
    with pytest.raises(BadTurns, match="still being written down"):
        corrected(session, [Said(person.pk, "Yes.")], at)
    Session.objects.filter(pk=session.pk).update(source=None)
    hear(recording_id=recording.pk, engine=lambda data, told: DRAFT, at=at)
    assert is_machine_draft(session.pk)


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


def test_a_machine_that_fails_says_so_and_may_try_again(meet, keep, at, caplog):
    session, _ = meet()
    recording = keep(session)

    def broken(data, told):
        raise ValueError("At a party")

    hear(recording_id=recording.pk, engine=broken, at=at)
    (card,) = recording_cards(session.pk, at)
    assert card.can_try_again and "went wrong" in card.problem
    try_again(recording=recording, by="user:1", at=at)
    hear(recording_id=recording.pk, engine=lambda data, told: Draft((), 3), at=at)
    assert "Nobody was heard" in recording_cards(session.pk, at)[0].problem
    try_again(recording=recording, by="user:1", at=at)
    hear(recording_id=recording.pk, engine=lambda data, told: DRAFT, at=at)
    assert recording_cards(session.pk, at)[0].state == "drafted"
    hear(recording_id=recording.pk, engine=lambda data, told: DRAFT, at=at)  # a job that came twice
    assert len(typed_turns(session.pk)) == 2


def test_a_machine_that_was_stopped_is_seen(meet, keep, at):
    session, _ = meet()
    recording = keep(session)
    Recording.objects.filter(pk=recording.pk).update(state="hearing")
    (card,) = recording_cards(session.pk, at)
    assert card.stalled and card.can_try_again and not card.is_working


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


def test_no_recording_comes_to_a_session_that_is_handed_in(drafted, keep, at):
    session, (person,), recording = drafted()
    corrected(session, [Said(person.pk, "Yes.", Mark(recording.pk, 3))], at, listened=True)
    before = set(keys.holders(kind="raw")), set(file_of(recording.pk).parent.iterdir())
    with pytest.raises(Unheard):
        keep(session)
    assert before == (set(keys.holders(kind="raw")), set(file_of(recording.pk).parent.iterdir()))


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
