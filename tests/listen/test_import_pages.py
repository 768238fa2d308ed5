"""Bringing in files through the pages: many at once, all or nothing each, nothing left behind."""

import io
import json
import zipfile
from uuid import UUID

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django_tasks_db.models import DBTaskResult

from pennydrop.core.vault.models import ParticipantKey
from pennydrop.core.vault.scratch import folder
from pennydrop.rooms.listen.actions import uploads
from pennydrop.rooms.listen.models import Participant, Segment, Source
from pennydrop.rooms.listen.public import hide_lists, original_segments
from pennydrop.rooms.listen.queries.uploads import batch as batch_by_id
from pennydrop.rooms.listen.queries.uploads import place_of
from pennydrop.rooms.listen.rules.uploads import Stage

pytestmark = [pytest.mark.django_db(databases=["default", "keys"]), pytest.mark.postgres]

TALK = b"Interviewer: How did it start?\n\nKaren: At a party.\n\nInterviewer: And?\n\nKaren: Bad.\n"
TABLE = b"talk,who,words\n1,client,I went there\n1,therapist,And then\n2,client,Nobody listened\n"


def word(*paragraphs):
    document = docx.Document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    kept = io.BytesIO()
    document.save(kept)
    return kept.getvalue()


def zipped():
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w") as archive:
        archive.writestr("a.txt", "hello")
    return kept.getvalue()


@pytest.fixture(autouse=True)
def empty_scratch():
    for path in folder("uploads").iterdir():
        uploads.throw_away(batch_id=UUID(path.name))


@pytest.fixture
def add(client, owner, study):
    """Send files; gives the batch's number and the page that follows."""
    client.force_login(owner)

    def go(*files):
        sent = [SimpleUploadedFile(name, data) for name, data in files]
        answer = client.post(reverse("listen:bring_in", args=[study.pk]), {"files": sent})
        page = client.get(answer["Location"])
        return page.context["batch"].id, page.text

    return go


@pytest.fixture
def answer(client, study):
    def go(batch, **said):
        address = reverse("listen:who", args=[study.pk, batch])
        return client.post(address, {key.replace("_", "-"): v for key, v in said.items()})

    return go


def pieces():
    """Everything that lies in scratch, as text."""
    return [path for path in folder("uploads").rglob("*") if path.is_file()]


def nothing_in_the_database():
    tables = (Source, Segment, Participant, ParticipantKey)
    return not any(table.objects.exists() for table in tables)


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


def test_a_table_with_the_wrong_columns_is_named(add, client, study):
    batch, _ = add(("numbers.csv", b"id,score\n1,4\n2,5\n"))
    address = reverse("listen:columns", args=[study.pk, batch, 0])
    assert "No column looks like words" in client.get(address).text
    page = client.post(address, {"text": ""})
    assert page.status_code == 422
    page = client.post(address, {"text": "id", "keep_column": "score", "keep_value": "9"})
    assert page.status_code == 422
    assert "numbers.csv, column “id”: no row that is to be read has words" in page.text
    assert nothing_in_the_database()


BAD = [
    ("torn.docx", word("Hello there")[:900], "torn.docx, first bytes: this file is broken off"),
    ("pack.docx", zipped(), "pack.docx, first bytes: this is a zip archive with the name of"),
    ("empty.txt", b"", "empty.txt: this file is empty"),
    ("odd.txt", b"Karen: ja\xe9\xc3\xa9\xc3\xa8\xff\x81", "odd.txt, line 1: a char"),
    ("table.csv", b"a\x00b", "table.csv, byte 2: this is not text"),
]


@pytest.mark.parametrize(("name", "data", "message"), BAD, ids=[name for name, _, _ in BAD])
def test_a_bad_file_is_named_with_its_place_and_nothing_is_kept(add, name, data, message):
    _, page = add((name, data))
    assert message in page and "Not taken" in page
    assert nothing_in_the_database()
    assert all(path.suffix == ".json" for path in pieces())


def test_a_file_of_200_mb_is_refused_before_it_is_kept(client, owner, study, monkeypatch):
    client.force_login(owner)
    # The size is what Django counted while the file came in; its bytes are never asked for.
    monkeypatch.setattr(SimpleUploadedFile, "chunks", lambda *_: 1 / 0)
    monkeypatch.setattr(
        "pennydrop.rooms.listen.views.sources._upload",
        lambda file: (file.name, 200 * 1024 * 1024, lambda path: 1 / 0),
    )
    file = SimpleUploadedFile("long talk.txt", b"x")
    answer = client.post(reverse("listen:bring_in", args=[study.pk]), {"files": [file]})
    page = client.get(answer["Location"]).text
    assert "long talk.txt: this file is 200 MB and the most that can be read is 20 MB" in page
    assert nothing_in_the_database()
    assert not any(path.suffix == ".data" for path in pieces())


def test_a_good_file_beside_a_bad_one_comes_in(add, answer):
    batch, page = add(("torn.docx", b"PK\x03\x04"), ("a.txt", TALK))
    assert "Not taken" in page
    answer(batch, kind="interview", fidelity="notes", voice_1_0_0="staff", voice_1_0_1="new")
    assert Source.objects.count() == 1


def test_no_file_at_all_is_said(client, owner, study):
    client.force_login(owner)
    page = client.post(reverse("listen:bring_in", args=[study.pk]), {})
    assert page.status_code == 422 and "Choose at least one file" in page.text


def test_a_failing_record_leaves_nothing_and_says_so(add, answer, client, monkeypatch, caplog):
    batch, _ = add(("a.txt", TALK))
    with monkeypatch.context() as broken:
        broken.setattr("pennydrop.rooms.listen.actions.importing.record", lambda **_: 1 / 0)
        sent = answer(
            batch, kind="interview", fidelity="notes", voice_0_0_0="staff", voice_0_0_1="new"
        )
    page = client.get(sent["Location"]).text
    assert "a.txt: something went wrong while this file was brought in" in page
    assert nothing_in_the_database()
    assert not any(path.suffix == ".data" for path in pieces())
    assert "Karen" not in caplog.text


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


def test_a_file_that_is_too_large_leaves_nothing_in_scratch(add):
    _, page = add(("big.txt", b"a" * (20 * 1024 * 1024 + 1)))
    assert "big.txt: this file is 20 MB and the most that can be read is 20 MB" in page
    assert [path for path in folder().iterdir() if path.is_file()] == []
    assert not any(path.suffix == ".data" for path in pieces())
