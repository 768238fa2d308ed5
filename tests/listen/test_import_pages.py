"""Bringing in files through the pages: many at once, all or nothing each, nothing left behind."""

import json

import pytest
from django.urls import reverse
from django_tasks_db.models import DBTaskResult

from pennydrop.rooms.listen.actions import uploads
from pennydrop.rooms.listen.models import Participant, Segment, Source
from pennydrop.rooms.listen.public import hide_lists, original_segments
from pennydrop.rooms.listen.queries.uploads import batch as batch_by_id
from pennydrop.rooms.listen.queries.uploads import place_of
from pennydrop.rooms.listen.rules.uploads import Stage
from tests.listen.bringing import TABLE, TALK, nothing_in_the_database, pieces, word

pytestmark = [pytest.mark.django_db(databases=["default", "keys"]), pytest.mark.postgres]


def test_three_interviews_come_in_and_nothing_is_left_in_scratch(add, answer, client, study):
    files = [
        (
            f"Karen {n}.docx",
            word("Interviewer: So?", "Karen: Fine.", "Interviewer: And?", f"Karen: Number {n}."),
        )
        for n in (1, 2, 3)
    ]
    batch, page = add(*files)
    assert "Karen 2.docx" in page and "2 speakers, 4 turns" in page

    sent = answer(batch, kind="interview", fidelity="word_for_word", all_0="staff", all_1="new")

    assert sent.status_code == 302
    page = client.get(sent["Location"]).text
    assert "3 sources brought in" in page and "Interview 3" in page
    assert [s.title for s in Source.objects.order_by("number")] == [
        "Interview 1",
        "Interview 2",
        "Interview 3",
    ]
    assert Participant.objects.count() == 3
    assert not any(path.suffix == ".data" for path in pieces())
    assert not any(b"Number" in path.read_bytes() for path in pieces())
    client.post(reverse("listen:throw_away", args=[study.pk, batch]))
    assert pieces() == []


def test_the_same_name_in_every_file_can_be_the_same_person(add, client, study):
    batch, _ = add(("a.txt", TALK), ("b.txt", TALK))
    said = {"kind": "interview", "fidelity": "notes", "all-0": "staff", "all-1": "new",
            "same_names": "yes"}  # fmt: skip
    client.post(reverse("listen:who", args=[study.pk, batch]), said)
    person = Participant.objects.get()
    assert Source.objects.count() == 2
    assert hide_lists([person.pk])[person.pk] == ["Karen"]


def test_a_file_may_differ_from_what_is_said_of_all(add, answer):
    batch, _ = add(("a.txt", TALK), ("b.txt", TALK.replace(b"Karen", b"Kez")))
    answer(
        batch,
        kind="interview",
        fidelity="word_for_word",
        fidelity_1_0="remembered",
        kind_1_0="focus_group",
        all_0="staff",
        voice_0_0_1="new",
        voice_1_0_1="new",
    )
    assert list(Source.objects.order_by("kind").values_list("kind", "fidelity")) == [
        ("focus_group", "remembered"),
        ("interview", "word_for_word"),
    ]
    assert Participant.objects.filter(staff=True).count() == 1


def test_a_known_pseudonym_is_recognised(add, answer, client, study):
    batch, _ = add(("a.txt", TALK))
    answer(batch, kind="interview", fidelity="notes", voice_0_0_0="staff", voice_0_0_1="new")
    batch, _ = add(("b.txt", TALK.replace(b"Karen", b"P001")))
    page = client.get(reverse("listen:who", args=[study.pk, batch]))
    ask = page.context["who"].groups()[0][1][0].speakers[1]
    assert ask.chosen == f"person:{Participant.objects.get().pk}"


@pytest.mark.parametrize(
    ("missing", "message"),
    [
        ("kind", "Say whether these are interviews or focus groups"),
        ("fidelity", "Say how these words were written down"),
        ("voice_0_0_1", "a.txt: say who Karen is"),
    ],
)
def test_every_question_must_be_answered(add, answer, missing, message):
    batch, _ = add(("a.txt", TALK))
    said = {"kind": "interview", "fidelity": "notes", "voice_0_0_0": "staff", "voice_0_0_1": "new"}
    page = answer(batch, **{key: value for key, value in said.items() if key != missing})
    assert page.status_code == 422 and message in page.text
    assert nothing_in_the_database()
    assert answer(batch, **said).status_code == 302


def test_nothing_is_chosen_beforehand_about_how_words_were_written_down(add, client, study):
    batch, _ = add(("a.txt", TALK))
    page = client.get(reverse("listen:who", args=[study.pk, batch])).text
    assert 'name="fidelity"' in page and " checked" not in page


def test_an_interview_of_staff_only_is_refused_on_the_page(add, answer):
    batch, _ = add(("a.txt", TALK))
    page = answer(
        batch, kind="interview", fidelity="notes", voice_0_0_0="staff", voice_0_0_1="staff"
    )
    assert "nobody in this interview is marked as taking part" in page.text


def test_somebody_of_another_study_cannot_be_chosen(add, answer, new_study, at):
    from pennydrop.rooms.listen.actions.participants import add_participant
    from pennydrop.rooms.listen.actions.studies import create_study

    other = create_study(new=new_study, by="test", at=at)
    elsewhere = add_participant(study=other, state="shared", lookup=None, by="test", at=at)
    batch, _ = add(("a.txt", TALK))
    page = answer(
        batch,
        kind="interview",
        fidelity="notes",
        voice_0_0_0="staff",
        voice_0_0_1=f"person:{elsewhere.pk}",
    )
    assert page.status_code == 422 and not Source.objects.exists()


def test_a_table_is_asked_about_first(add, client, study, answer):
    batch, page = add(("talks.csv", TABLE))
    assert "Needs an answer" in page
    address = reverse("listen:columns", args=[study.pk, batch, 0])
    shown = client.get(address)
    assert "Nobody listened" in shown.text
    said = {"text": "words", "speaker": "who", "source": "talk"}
    page = client.get(client.post(address, said)["Location"]).text
    assert "2 sources" in page
    answer(batch, kind="interview", fidelity="word_for_word", all_0="new", voice_0_0_1="staff")
    assert Source.objects.count() == 2 and Segment.objects.count() == 3


def test_bringing_in_twice_brings_in_once(add, answer, at):
    batch, _ = add(("a.txt", TALK))
    before = json.loads((place_of(batch) / "0.json").read_text())
    said = {"kind": "interview", "fidelity": "notes", "voice_0_0_0": "staff", "voice_0_0_1": "new"}
    answer(batch, **said)
    chosen = [["Interviewer", "staff"], ["Karen", "new"]]
    choice = {"key": "", "kind": "interview", "fidelity": "notes", "voices": chosen}
    stale = {**before, "stage": "chosen", "choices": [choice]}
    (place_of(batch) / "0.json").write_text(json.dumps(stale))
    (place_of(batch) / "0.data").write_bytes(TALK)
    uploads.bring_in_uploads(batch_id=batch, at=at)
    assert Source.objects.count() == 1


def test_a_job_that_waits_knows_a_number_and_nothing_else(add, settings, client, study):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    batch, page = add(("Karen 3 May.txt", TALK))
    assert "Waiting" in page and "data-working" in page
    job = DBTaskResult.objects.get()
    assert job.args_kwargs == {"args": [str(batch)], "kwargs": {}}
    uploads.read_uploads(batch_id=batch)
    found = batch_by_id(batch)
    assert found is not None and found.files[0].stage is Stage.READ


def test_thrown_away_means_gone(add, client, study):
    batch, _ = add(("a.txt", TALK))
    client.post(reverse("listen:throw_away", args=[study.pk, batch]))
    assert pieces() == [] and nothing_in_the_database()
    page = client.get(reverse("listen:batch", args=[study.pk, batch]), follow=True).text
    assert "not here any more" in page


def test_files_that_nobody_came_back_to_are_dropped_after_a_day(add, at):
    import datetime as dt

    add(("a.txt", TALK))
    now = dt.datetime.now(dt.UTC)
    assert uploads.drop_old_uploads(at=now) == 0
    assert uploads.drop_old_uploads(at=now + dt.timedelta(days=1, minutes=1)) == 1
    assert pieces() == []


def test_original_words_of_two_files_stay_apart(add, answer):
    batch, _ = add(("a.txt", TALK), ("b.txt", TALK.replace(b"party", b"school")))
    answer(batch, kind="interview", fidelity="notes", all_0="staff", all_1="new")
    texts = ["".join(s.text for s in original_segments(x.pk)) for x in Source.objects.all()]
    assert sorted("school" in text for text in texts) == [False, True]
    assert len(set(Segment.objects.values_list("participant", flat=True))) == 2
