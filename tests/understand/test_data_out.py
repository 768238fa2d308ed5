"""Answers leave as files: for the team with words that were de-identified, outside without."""

import csv
import io
import zipfile

import pytest
from django.urls import reverse

from pennydrop.core.documents.sheets import read_sheets
from pennydrop.core.erasure.models import HandCopy
from pennydrop.rooms.listen.actions.answers import Begun, begin_answering, keep_answer
from pennydrop.rooms.listen.actions.sharing import share_answers
from pennydrop.rooms.listen.actions.studies import NewStudy, create_study, open_study
from pennydrop.rooms.listen.actions.withdrawal import withdraw
from pennydrop.rooms.listen.models import FormVersion, Participant, Sheet, Source
from pennydrop.rooms.listen.rules.form import (
    Choice,
    ChoiceList,
    Form,
    Kind,
    Question,
    form_to_json,
    plain,
)
from pennydrop.rooms.understand.actions.deidentify import decide_many
from pennydrop.rooms.understand.actions.names_out import sign_names_out

pytestmark = [pytest.mark.django_db(databases=["default", "keys"]), pytest.mark.postgres]

TOWNS = ChoiceList("towns", (Choice("a", plain("Acle")), Choice("d", plain("Diss"))))
HELP = ChoiceList("help", (Choice("gp", plain("My GP")), Choice("peer", plain("A peer group"))))
FORM = Form(
    title="Ask", form_id="ask", version="1",
    items=(
        Question("town", Kind.SELECT_ONE, plain("Which town?"), listed=TOWNS),
        Question("age", Kind.INTEGER, plain("How old are you?")),
        Question("helped", Kind.SELECT_MULTIPLE, plain("What helped?"), listed=HELP),
        Question("story", Kind.TEXT, plain("What happened?")),
    ),
)  # fmt: skip


@pytest.fixture
def asking(organisation, at):
    new = NewStudy(
        organisation=organisation.pk, title="Ask", public_title="Your say", substance="ketamine",
        approach="codebook", sheet="About", limits="Limits", form=form_to_json(FORM),
        invented=True,
    )  # fmt: skip
    study = create_study(new=new, by="test", at=at)
    open_study(study=study, by="test", at=at)
    study.refresh_from_db()
    return study


@pytest.fixture
def answer(asking, at):
    def one(number, town, age, helped, story="", publish="yes"):
        begun = Begun(
            study=asking, sheet=Sheet.objects.get(study=asking),
            form=FormVersion.objects.get(study=asking),
            replies={"take_part": "yes", "analyse": "yes"}, lookup=f"{number:064d}",
        )  # fmt: skip
        person = begin_answering(begun=begun, question="town", text=town, by="quiet", at=at)
        for name, text in (("age", age), ("helped", helped), ("story", story)):
            keep_answer(
                participant=person, form=begun.form, question=name, text=text, by="quiet", at=at
            )
        said = {"publish": publish}
        share_answers(participant=person, replies=said, sheet=begun.sheet, by="quiet", at=at)
        return person

    return one


@pytest.fixture
def many(answer):
    """Twelve young from Acle, eleven over forty from Diss, one alone, one who said no."""
    people = [answer(n, "a", str(20 + n % 5), "gp peer") for n in range(12)]
    people += [answer(20 + n, "d", str(41 + n % 3), "gp") for n in range(11)]
    people.append(answer(40, "d", "17", "peer", story="It was Kez who took me to the clinic."))
    people.append(answer(41, "a", "21", "peer", publish="no"))
    return people


def taken(client, study, **wish):
    answer = client.post(reverse("understand:data-file", args=[study.pk]), wish)
    assert answer.status_code == 200
    return zipfile.ZipFile(io.BytesIO(answer.content))


def table(packed, name="answers.csv"):
    return list(csv.DictReader(io.StringIO(packed.read(name).decode("utf-8-sig"), newline="")))


def test_outside_nobody_stands_alone_and_no_words_leave(client, owner, asking, many):
    client.force_login(owner)
    every = ["town", "age", "helped/gp", "helped/peer"]
    packed = taken(client, asking, which="outside", known=every)
    rows = table(packed)
    assert len(rows) == 24  # who said no to being seen by anyone is not in it
    assert list(rows[0]) == every
    told = [tuple(row.values()) for row in rows]
    assert all(told.count(one) >= asking.small_number for one in told)
    whole = b"".join(packed.read(name) for name in packed.namelist())
    assert b"Kez" not in whole and b"P001" not in whole and b"17" not in packed.read("answers.csv")
    assert "*" in {cell for row in told for cell in row}
    assert {row["column"] for row in table(packed, "columns.csv")} == set(every)


def test_the_questions_go_along_as_an_xlsform(client, owner, asking, many):
    client.force_login(owner)
    packed = taken(client, asking, which="team")
    book = read_sheets(packed.read("questions, version 1.xlsx"), "q.xlsx")
    assert [row[1] for row in book["survey"][1:]] == ["town", "age", "helped", "story"]


def test_the_team_reads_words_only_once_names_were_taken_out(client, owner, asking, many, at):
    client.force_login(owner)
    rows = table(taken(client, asking, which="team"))
    assert len(rows) == 25 and rows[0]["participant"] == "P001" and rows[0]["helped"] == "gp peer"
    assert "story" not in rows[0]
    for source in Source.objects.filter(study=asking):
        decide_many(source=source.pk, rulings=[], rest="hide", by="user:1", at=at)
        sign_names_out(source=source.pk, by="user:1", at=at)
    rows = table(taken(client, asking, which="team"))
    story = next(row["story"] for row in rows if row.get("story"))
    assert story.startswith("It was [") and "Kez" not in story


def test_taking_a_file_is_noted_and_taking_back_empties_the_next(client, owner, asking, many, at):
    client.force_login(owner)
    taken(client, asking, which="team")
    assert "Answers, for the team" in HandCopy.objects.get(study=asking.pk).what
    withdraw(participant=many[0], asked="by code", by="test", at=at)
    assert len(table(taken(client, asking, which="team"))) == 24
    assert Participant.objects.get(pk=many[0].pk).state == "withdrawn"


def test_too_few_people_make_no_file_for_outside(client, owner, asking, answer):
    answer(1, "a", "20", "gp")
    client.force_login(owner)
    page = client.get(reverse("understand:data", args=[asking.pk])).content.decode()
    assert "no file to make yet" in page
    assert table(taken(client, asking, which="outside", known=["town"])) == []


def test_the_page_says_what_would_leave(client, owner, asking, many):
    client.force_login(owner)
    page = client.get(reverse("understand:data", args=[asking.pk])).content.decode()
    assert "24 people are in it" in page and "Which town?" in page and "How old" in page


def test_a_colleague_takes_the_team_file_only_and_a_stranger_none(
    client, colleague, stranger, asking, many
):
    address = reverse("understand:data-file", args=[asking.pk])
    client.force_login(colleague)
    assert client.post(address, {"which": "team"}).status_code == 200
    assert client.post(address, {"which": "outside"}).status_code == 403
    client.force_login(stranger)
    for which in ("team", "outside"):
        assert client.post(address, {"which": which}).status_code == 404
