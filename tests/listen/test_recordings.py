"""A recording lies sealed under its own key; a machine hears it, a person corrects the draft."""

import datetime as dt

import pytest

from pennydrop.core.vault import keys
from pennydrop.rooms.listen.actions.recording_hearing import hear
from pennydrop.rooms.listen.actions.recordings import try_again
from pennydrop.rooms.listen.actions.typing import TypedMeanwhile, keep_turns
from pennydrop.rooms.listen.models import Recording, Segment, Session
from pennydrop.rooms.listen.public import original_segments
from pennydrop.rooms.listen.queries.record import record_of
from pennydrop.rooms.listen.queries.recordings import (
    PIECE,
    file_of,
    is_machine_draft,
    progress_file,
    recording_cards,
    sound,
)
from pennydrop.rooms.listen.queries.sessions import typed_turns
from pennydrop.rooms.listen.rules.recording_drafts import Draft, Unheard
from pennydrop.rooms.listen.rules.sessions import BadTurns, Mark, Said
from tests.listen.recording import DRAFT, SOUND, corrected

pytestmark = [pytest.mark.django_db(databases=["default", "keys"]), pytest.mark.postgres]


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


def test_no_recording_comes_to_a_session_that_is_handed_in(drafted, keep, at):
    session, (person,), recording = drafted()
    corrected(session, [Said(person.pk, "Yes.", Mark(recording.pk, 3))], at, listened=True)
    before = set(keys.holders(kind="raw")), set(file_of(recording.pk).parent.iterdir())
    with pytest.raises(Unheard):
        keep(session)
    assert before == (set(keys.holders(kind="raw")), set(file_of(recording.pk).parent.iterdir()))


def test_a_persons_record_says_where_the_sound_is_and_when_it_goes(meet, keep):
    session, people = meet()
    recording = keep(session)
    held = [one for one in record_of(people[0].pk) if one.what.startswith("sound recording")]
    (facts,) = [dict(one.facts) for one in held]
    assert facts["destroyed on, at the latest"] == str(recording.go_on)
    assert facts["session"] == session.title and "sealed" in facts["where it is"]
    Recording.objects.filter(pk=recording.pk).update(state="gone")
    assert not [one for one in record_of(people[0].pk) if one.what.startswith("sound recording")]
