"""Transcripts come in: whole or not at all, and no name becomes a label."""

import csv
from pathlib import Path

import pytest

from pennydrop.core.audit.models import Event
from pennydrop.core.vault.models import ParticipantKey
from pennydrop.rooms.listen.actions.importing import Upload, import_files
from pennydrop.rooms.listen.actions.withdrawal import withdraw
from pennydrop.rooms.listen.models import Consent, Participant, Segment, Source
from pennydrop.rooms.listen.public import hide_lists, original_segments
from pennydrop.rooms.listen.rules.speakers import LEFT_OUT, NEW, STAFF, Part, Voice
from pennydrop.rooms.listen.rules.transcripts.table import Columns

pytestmark = [pytest.mark.django_db(databases=["default", "keys"]), pytest.mark.postgres]

TALK = (
    b"Interviewer: How did it start?\n\nKaren Smith: At a party.\n\n"
    b"Interviewer: And then?\n\nKaren Smith: It burned.\n"
)
GROUP = (
    b"Dr Jones: Welcome.\n\nKez: Hello.\n\nDan: Hi.\n\nDr Jones: Who begins?\n\n"
    b"Kez: Me, Dan.\n\nDan: Go on, Kez.\n"
)
CONVERSATIONS = (
    Path(__file__).parents[2] / "../shared/data/transcripts/counselling_conversations.csv"
).resolve()


@pytest.fixture
def bring(study, at):
    def go(*files, kind="interview", fidelity="word_for_word", **more):
        uploads = [Upload.of(name, data) for name, data in files]
        return import_files(
            study=study, files=uploads, kind=kind, fidelity=fidelity, by="user:1", at=at, **more
        )

    return go


def nothing_is_left():
    left = [Source, Segment, Participant, Consent]
    return not any(m.objects.exists() for m in left) and not ParticipantKey.objects.exists()


def test_an_interview_is_kept_under_its_participant_alone(bring):
    (result,) = bring(("Karen 3 May.txt", TALK))
    (source,) = result.sources
    segments = original_segments(source.pk)
    assert [s.speaker for s in segments] == ["Interviewer", "P001", "Interviewer", "P001"]
    assert segments[3].text == "It burned.\n"
    person = Participant.objects.get()
    assert {s.participant for s in segments} == {person.pk}
    assert hide_lists([person.pk])[person.pk] == ["Karen Smith", "Karen", "Smith"]


def test_names_of_files_and_speakers_are_nowhere_in_plain_sight(bring):
    bring(("Karen 3 May.txt", TALK))
    plain = [
        str(value)
        for model in (Source, Segment, Participant, Event)
        for row in model.objects.values()
        for value in row.values()
        if not isinstance(value, (bytes, memoryview))
    ]
    assert plain and not any("Karen" in value for value in plain)


def test_in_a_focus_group_everybody_has_a_key_and_one_can_leave(bring, at):
    (result,) = bring(
        ("group.txt", GROUP), kind="focus_group", fidelity="notes", speakers={"Dr Jones": STAFF}
    )
    (source,) = result.sources
    segments = original_segments(source.pk)
    assert [s.speaker for s in segments] == [
        "Facilitator",
        "P001",
        "P002",
        "Facilitator",
        "P001",
        "P002",
    ]
    assert len({s.participant for s in segments}) == 3
    assert Participant.objects.get(staff=True).name == "F1"

    withdraw(
        participant=Participant.objects.get(staff=False, number=1),
        asked="with the code",
        by="quiet",
        at=at,
    )

    assert [s.text for s in original_segments(source.pk)] == [
        "Welcome.\n",
        "Hi.\n",
        "Who begins?\n",
        "Go on, Kez.\n",
    ]


def test_two_people_in_one_interview_leave_the_interviewer_a_key_of_their_own(bring):
    (result,) = bring(("two.txt", GROUP.replace(b"Dr Jones", b"Interviewer")))
    owners = {s.speaker: s.participant for s in original_segments(result.sources[0].pk)}
    assert set(owners) == {"Interviewer", "P001", "P002"} and len(set(owners.values())) == 3


def test_a_long_turn_is_split_and_every_word_kept(bring):
    words = " ".join(f"word{n}" for n in range(2000))
    (result,) = bring(("long.txt", b"Interviewer: So?\n\nKez: " + words.encode()))
    said = [s.text for s in original_segments(result.sources[0].pk) if s.speaker == "P001"]
    assert len(said) > 2 and max(map(len, said)) <= 4000
    assert " ".join("".join(said).split()) == words


def test_no_segment_is_longer_than_4000_code_points_with_its_line_end(bring):
    (result,) = bring(("one word.txt", b"Interviewer: So?\n\nKez: " + b"a" * 9000))
    said = [s.text for s in original_segments(result.sources[0].pk) if s.speaker == "P001"]
    assert [len(text) for text in said] == [4000, 4000, 1003]


def test_a_speaker_may_be_somebody_who_is_here_already(bring):
    bring(("one.txt", TALK))
    known = Participant.objects.get()
    bring(("two.txt", TALK), speakers={"Karen Smith": Voice(Part.PERSON, participant=known.pk)})
    bring(("three.txt", TALK), speakers={"Karen Smith": Voice(Part.PERSON, number=1)})
    bring(("four.txt", TALK), speakers={"Karen Smith": Voice(Part.PERSON, number=14)})
    assert [p.name for p in Participant.objects.order_by("number")] == ["P001", "P014"]
    assert Source.objects.count() == 4


def test_two_labels_of_one_person_are_both_hidden(bring):
    one = Voice(Part.PERSON, number=1)
    bring(("a.txt", GROUP), speakers={"Dr Jones": STAFF, "Kez": one, "Dan": one})
    person = Participant.objects.get()
    assert hide_lists([person.pk])[person.pk] == ["Kez", "Dan", "Dr Jones", "Jones"]


def test_one_new_person_in_two_files_is_one_when_said_so(bring):
    same = Voice(Part.PERSON, same_as="karen smith")
    results = bring(("a.txt", TALK), ("b.txt", TALK), speakers={"Karen Smith": same})
    assert all(r.problem is None for r in results)
    assert Participant.objects.count() == 1 and Source.objects.count() == 2


def test_a_heading_can_be_left_out(bring):
    (result,) = bring(("h.txt", b"Visit of 3 May\n\n" + TALK), speakers={"": LEFT_OUT})
    assert [s.text for s in original_segments(result.sources[0].pk)][0] == "How did it start?\n"


def test_consent_on_paper_is_noted_for_new_people_only(bring):
    bring(("one.txt", TALK), consents={"take_part": "yes", "quote": "no"})
    first = Voice(Part.PERSON, number=1)
    bring(("two.txt", TALK), speakers={"Karen Smith": first}, consents={"quote": "yes"})
    assert dict(Consent.objects.values_list("scope", "answer")) == {
        "take_part": "yes",
        "quote": "no",
    }
    assert set(Consent.objects.values_list("how", flat=True)) == {"paper"}


def test_nothing_comes_in_for_somebody_who_has_withdrawn(bring, at):
    bring(("one.txt", TALK))
    withdraw(participant=Participant.objects.get(), asked="with the code", by="quiet", at=at)
    (result,) = bring(("two.txt", TALK), speakers={"Karen Smith": Voice(Part.PERSON, number=1)})
    assert "two.txt, who is who: P001 has taken their words back" in str(result.problem)
    assert not Source.objects.exists()


def test_a_file_without_anybody_who_takes_part_is_refused(bring):
    (result,) = bring(("staff.txt", TALK), speakers={"Karen Smith": STAFF})
    assert "staff.txt, who is who: nobody in this interview" in str(result.problem)
    assert nothing_is_left()


def test_a_bad_file_does_not_stop_the_good_one(bring):
    results = bring(("bad.docx", b"PK\x03\x04 broken"), ("good.txt", TALK))
    assert "bad.docx" in str(results[0].problem) and results[1].sources
    assert Source.objects.count() == 1


@pytest.mark.parametrize("broken", ["importing.record", "sources.record", "participants.record"])
def test_nothing_is_kept_when_the_record_cannot_be_written(bring, monkeypatch, broken):
    with monkeypatch.context() as patched:
        patched.setattr(f"pennydrop.rooms.listen.actions.{broken}", lambda **_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            bring(("one.txt", TALK))
    assert nothing_is_left()


def test_a_file_with_one_bad_source_leaves_none(bring):
    rows = "source,speaker,text\n1,client,Hello there\n2,therapist,Nobody came\n"
    (result,) = bring(("two.csv", rows.encode()), columns=Columns("text", "speaker", "source"))
    assert result.problem is not None and nothing_is_left()


def test_nothing_is_read_of_a_file_that_is_too_large(bring, study, at, tmp_path):
    path = tmp_path / "huge.txt"
    with path.open("wb") as file:
        file.truncate(200 * 1024 * 1024)
    upload = Upload.at(path)
    path.unlink()  # reading it would fail
    (result,) = import_files(
        study=study, files=[upload], kind="interview", fidelity="notes", by="user:1", at=at
    )
    assert "huge.txt: this file is 200 MB" in str(result.problem)


@pytest.mark.skipif(
    not CONVERSATIONS.exists(), reason="the shared conversations are not beside this repository"
)
def test_nineteen_real_conversations_come_in_whole(study, at):
    columns = Columns("utterance_text", "interlocutor", "transcript_id", once="utterance_id")
    wanted: dict[str, dict[str, str]] = {}
    with CONVERSATIONS.open(encoding="utf-8-sig", newline="") as rows:
        for row in csv.DictReader(rows):
            talk = wanted.setdefault(row["transcript_id"], {})
            talk.setdefault(row["utterance_id"], row["utterance_text"].strip())

    (result,) = import_files(
        study=study,
        files=[Upload.at(CONVERSATIONS)],
        kind="interview",
        fidelity="word_for_word",
        columns=columns,
        by="user:1",
        at=at,
        speakers=lambda file, source, label: {"therapist": STAFF, "client": NEW}[label],
    )

    assert result.problem is None and len(result.sources) == 19
    assert Segment.objects.count() == sum(len(talk) for talk in wanted.values()) == 1443
    assert Participant.objects.filter(staff=False).count() == 19
    assert not Participant.objects.filter(staff=True).exists()
    for source, talk in zip(result.sources, wanted.values(), strict=True):
        read = original_segments(source.pk)
        assert [s.text for s in read] == [f"{words}\n" for words in talk.values()]
        assert len({s.participant for s in read}) == 1
