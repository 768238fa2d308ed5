"""A table with a row for each turn and its code, as annotated conversations are kept."""

import csv
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st

from pennydrop.rooms.listen.public import Use, consents_of, may
from pennydrop.rooms.understand.actions.projects import Terms, bring_in_project
from pennydrop.rooms.understand.models import Coding, Text
from pennydrop.rooms.understand.queries.texts import passage, segments_of
from pennydrop.rooms.understand.rules.exchange.coded_table import guess
from pennydrop.rooms.understand.rules.exchange.opening import open_project
from pennydrop.rooms.understand.rules.exchange.project import Refused, TableColumns
from pennydrop.rooms.understand.rules.exchange.telling import told_as_lines

HEAD = ["interview", "turn", "speaker", "words", "coder", "code"]
ROWS = [
    ["a", "1", "therapist", "How did it begin?", "Ana", "n/a"],
    ["a", "2", "client", "With a dare, “go on”.\nThen every day.", "Ana", "Start; Habit"],
    ["a", "2", "client", "With a dare, “go on”.\nThen every day.", "Ben", "start"],
    ["b", "1", "therapist", "And you?", "Ana", ""],
    ["b", "2", "client", "I never stopped 🙂 to think.", "Ben", "Habit"],
]
COLUMNS = TableColumns("words", "code", "speaker", "interview", "turn", "coder")


def table(rows, head=HEAD, delimiter=","):
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter).writerows([head, *rows])
    return out.getvalue().encode()


def read(rows, columns=COLUMNS, **how):
    return open_project(table(rows, **how), "talks.csv", columns)


def placed(project):
    """Each coding as (source, words, code, coder)."""
    return sorted(
        (one.name, one.text[c.start : c.end], c.code, c.by)
        for one in project.sources
        for c in one.codings
    )


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_every_code_lies_on_exactly_the_words_of_its_row(delimiter):
    found = read(ROWS, delimiter=delimiter)
    first, second = ROWS[1][3], ROWS[4][3]
    assert placed(found) == [
        ("a", first, "habit", "Ana"), ("a", first, "start", "Ana"), ("a", first, "start", "Ben"),
        ("b", second, "habit", "Ben"),
    ]  # fmt: skip
    assert [code.name for code in found.read.codes] == ["Start", "Habit"]
    assert found.fit == 1.0 and not found.unplaced
    told = "\n".join(told_as_lines(found))
    assert "the code from “code”" in told and "2 rows have no code" in told


def test_headings_in_common_use_are_guessed_and_the_words_by_their_length():
    found = guess(HEAD, ROWS)
    assert (found.code, found.speaker, found.turn, found.coder) == (
        "code", "speaker", "turn", "coder",
    )  # fmt: skip
    assert found.text == "words" and found.source == "interview"
    assert guess(["x", "y"], [["a", "a long line of words"], ["b", "one more"]]).text == "y"


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "empty"),
        (b"words\nonly one column\n", "at least two columns"),
        (b"words,code\n", "rows below"),
        (table([["a", "1", "c", "", "Ana", "x"]]), "No row"),
        (table([*ROWS, ["a", "3", "client"]]), "Row 7 of this table has 3 cells"),
        (b'words,code\n"never closed,x\n', "quotation mark"),
        (b"words,code\nhello,\x00\n", ""),
        (table(ROWS, head=[*HEAD[:4], "code", "code"]), "stands twice"),
        (table(ROWS, head=["interview", "turn", "speaker", "said", "coder", "code"]), "nowhere"),
    ],
)
def test_a_table_that_cannot_be_read_is_refused_in_words(data, why):
    try:
        found = open_project(data, "talks.csv", COLUMNS if b"interview" in data else None)
    except Refused as reason:
        assert why and why in str(reason)
    else:
        assert not why and found.codings == 1


def test_a_file_of_another_name_is_no_table():
    with pytest.raises(Refused, match=r"table \(\.csv\) of coded turns"):
        open_project(table(ROWS), "talks.txt")


@settings(max_examples=40)
@given(st.lists(st.lists(st.text(max_size=30), min_size=6, max_size=6), max_size=8), st.binary())
def test_whatever_stands_in_it_is_read_or_refused(rows, junk):
    """And each coding lies on the words of a row, white space round them left out."""
    for data in (table(rows), table(rows) + junk, junk):
        try:
            found = open_project(data, "t.csv", COLUMNS if data.startswith(b"interview") else None)
        except Refused:
            continue
        assert not found.unplaced and found.placed == found.codings
        for one in found.sources:
            assert all(one.text[c.start : c.end].strip() for c in one.codings)


@pytest.mark.django_db(databases=["default", "keys"])
def test_conversations_come_in_with_who_asked_and_who_coded(study, at):
    terms = Terms(
        fidelity="word_for_word", names_out=True,
        consents={"take_part": "yes", "analyse": "yes"},
    )  # fmt: skip
    rows = [*ROWS, ["b", "3", "Kim (asks)", "Since when?", "Ben", "n/a"]]
    columns = TableColumns(*COLUMNS.named, staff=("kim (asks)",))
    made = bring_in_project(
        study=study.pk, project=read(rows, columns), terms=terms, by="user:1", at=at
    )
    assert (made.opened, made.codes, made.codings) == (2, 2, 4)
    first, second = Text.objects.order_by("order")
    assert [one.speaker for one in segments_of(first.pk)] == ["Interviewer", "P001"]
    assert [one.speaker for one in segments_of(second.pk)] == ["Interviewer", "P002", "Interviewer"]
    told = {(passage(c.text_id, c.start, c.end), c.code.name, c.by) for c in Coding.objects.all()}
    assert (ROWS[1][3], "Start", "import:Ben") in told and len(told) == 4


@pytest.mark.django_db(databases=["default", "keys"])
def test_on_the_page_columns_are_looked_over_before_anything_comes_in(client, owner, study):
    """The column of codes has an odd heading, so that it is not guessed."""
    client.force_login(owner)
    odd = ["interview", "turn", "speaker", "words", "coder", "what it is"]
    file = SimpleUploadedFile("talks.csv", table(ROWS, head=odd))
    where = client.post(reverse("understand:projects", args=[study.pk]), {"file": file})["Location"]
    page = client.get(where).content.decode()
    assert "Which column is which" in page and "5 rows have no code" in page
    now = {"text": "words", "speaker": "speaker", "source": "interview", "turn": "turn",
           "coder": "coder", "staff": "", "again": "1"}  # fmt: skip
    wrong = client.post(where, {**now, "code": "no such heading"})
    assert wrong.status_code == 422 and "5 rows have no code" in wrong.content.decode()
    page = client.post(where, {**now, "code": "what it is"}, follow=True).content.decode()
    assert "2 rows have no code" in page and "Habit" in page
    terms = {"fidelity": "word_for_word", "agreed": "publish", "names_out": "on"}
    page = client.post(where, terms, follow=True).content.decode()
    assert "2 sources, 2 codes, 4 codings and 0 memos came in." in page
    (first, *_) = Text.objects.order_by("order")
    person = next(s.participant for s in segments_of(first.pk))
    assert may(consents_of([person])[person], Use.PUBLISH_QUOTE)
