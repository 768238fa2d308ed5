"""Quotes as a file: what stands in it, what is noted about it."""

import csv
import io

import docx
import openpyxl
import pytest
from django.urls import reverse

from pennydrop.core.audit.models import Event
from pennydrop.core.documents.csv_writing import safe_cell
from pennydrop.core.erasure.models import HandCopy, Receipt
from pennydrop.rooms.listen.actions.withdrawal import withdraw
from pennydrop.rooms.understand.actions.cases import make_attribute, note_case
from pennydrop.rooms.understand.actions.codes import make_code
from pennydrop.rooms.understand.actions.codings import add_coding, note_export
from pennydrop.rooms.understand.actions.memos import add_memo
from pennydrop.rooms.understand.actions.themes import make_theme
from pennydrop.rooms.understand.queries.exports import HEAD

pytestmark = [pytest.mark.django_db(databases=["default", "keys"]), pytest.mark.postgres]


@pytest.fixture
def codes(study, owner, interview, group, answer, at):
    pain = make_code(study=study.pk, name="Pain", by="user:1", at=at).pk
    bare = make_code(study=study.pk, name="=SUM(1)", parent=pain, by="user:1", at=at).pk
    make_theme(study=study.pk, title="Alone", codes=[pain], by="user:1", at=at)
    for text, turn, words, code in (
        (interview, 1, "it burned like glass", pain),
        (group, 1, "a new one every month 🙂 honestly", pain),
        (answer, 0, "nobody wrote it down", bare),
    ):
        start, end = text.place(turn, words)
        by = f"user:{owner.pk}"
        add_coding(text=text.id, code=code, start=start, end=end, by=by, at=at)
    return {"pain": pain, "bare": bare}


def table(client, study, **what):
    answer = client.post(reverse("understand:export", args=[study.pk]), what)
    assert answer.status_code == 200 and answer["Content-Type"] == "text/csv; charset=utf-8"
    assert answer.content.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"), newline="")))


def test_everything_coded_is_in_the_file_also_without_a_theme(client, owner, study, codes):
    client.force_login(owner)
    head, *rows = table(client, study)
    assert tuple(head) == HEAD
    assert rows[0] == [
        "Pain", "Alone", "it burned like glass", "Interview 1", "interview", "P001",
        "word for word", "Dev", "2026-03-02", "",
    ]  # fmt: skip
    assert rows[1][2] == "a new one every month 🙂 honestly"
    assert rows[2][0] == "Pain / =SUM(1)" and rows[2][1] == ""
    assert len(table(client, study, code=str(codes["bare"]))) == 2
    theme = study_theme(study)
    assert len(table(client, study, theme=theme)) == 3


@pytest.fixture
def noted(study, owner, interview, group, codes, at):
    """A memo on coded words, and what is known of one person."""
    start, end = interview.place(1, "every half hour, all night, and it burned")
    by = f"user:{owner.pk}"
    add_memo(study=study.pk, text=interview.id, start=start, end=end, words="Nights.", by=by, at=at)
    age = make_attribute(study=study.pk, name="=Age", by=by, at=at)
    who = interview.people["Ash"].pk
    note_case(study=study.pk, participant=who, values={age.pk: "-30s"}, by=by, at=at)


def test_each_quote_has_its_memos_and_what_is_known_of_the_person(client, owner, study, noted):
    client.force_login(owner)
    head, first, second, _ = table(client, study)
    assert head[-2:] == ["memo", "'=Age"]
    assert first[-2:] == ["Nights. (Dev)", "'-30s"] and second[-2:] == ["", ""]


def test_the_same_as_a_workbook_and_as_a_word_file(client, owner, colleague, study, noted, agree,
                                                   group):  # fmt: skip
    agree(group.people["Bo"], {"analyse": "no"})
    client.force_login(colleague)
    export = reverse("understand:export", args=[study.pk])
    book = openpyxl.load_workbook(io.BytesIO(client.post(export, {"as": "xlsx"}).content))
    rows = list(book.active.values)
    assert len(rows) == 3 and rows[1][2] == "it burned like glass" and rows[0][-1] == "=Age"
    assert rows[1][-2:] == ("Nights. (Dev)", "-30s")
    paper = docx.Document(io.BytesIO(client.post(export, {"as": "docx"}).content))
    lines = [paragraph.text for paragraph in paper.paragraphs]
    assert "“it burned like glass”" in lines and "Memo: Nights. (Dev)" in lines
    assert any("speaker: P001" in line and "=Age: -30s" in line for line in lines)
    assert not any("every month" in line for line in lines)
    assert sorted(HandCopy.objects.values_list("what", flat=True)) == [
        "All quotes (DOCX)", "All quotes (XLSX)",
    ]  # fmt: skip
    assert client.post(export, {"as": "exe"}).status_code == 404


def study_theme(study):
    from pennydrop.rooms.understand.models import Theme

    return str(Theme.objects.get(study=study.pk).pk)


def test_a_copy_is_noted_and_a_receipt_names_it(client, owner, study, codes, interview, at):
    client.force_login(owner)
    table(client, study)
    copy = HandCopy.objects.get()
    assert copy.study == study.pk and copy.by == f"user:{owner.pk}" and "CSV" in copy.what
    assert Event.objects.filter(what="understand.quotes.exported", on=str(copy.pk)).exists()
    withdraw(participant=interview.people["Ash"], asked="with the code", by="quiet", at=at)
    assert Receipt.objects.get().copies[0]["what"] == copy.what


def test_somebody_who_changed_their_mind_is_left_out(client, owner, study, codes, interview, agree):
    agree(interview.people["Ash"], {"analyse": "unknown"})
    client.force_login(owner)
    assert "it burned like glass" not in str(table(client, study))


@pytest.mark.parametrize("risky", ["=1+1", "+44", "-3", "@x", "\t=1", " =1", "＝1"])
def test_no_cell_is_a_formula(risky):
    assert safe_cell(risky) == f"'{risky}"
    assert safe_cell("I said = nothing") == "I said = nothing"


def test_no_copy_without_a_record(study, at, monkeypatch):
    monkeypatch.setattr("pennydrop.rooms.understand.actions.codings.record", lambda **_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        note_export(study=study.pk, what="All quotes", by="user:1", at=at)
    assert not HandCopy.objects.exists()


@pytest.mark.parametrize("what", [{"code": "x"}, {"theme": "x"}, {"code": "0" * 32}])
def test_what_is_not_there_is_not_exported(client, owner, study, what):
    client.force_login(owner)
    assert client.post(reverse("understand:export", args=[study.pk]), what).status_code == 404
    assert client.get(reverse("understand:export", args=[study.pk])).status_code == 405
    assert not HandCopy.objects.exists()
