"""A form comes as a file: read whole or refused with its places, and nothing half kept."""

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from pennydrop.core.documents.sheets import read_sheets
from pennydrop.core.documents.sheets_writing import write_sheets
from pennydrop.rooms.listen.forms.questions.files import LARGEST_MB
from pennydrop.rooms.listen.models import FormStep, FormVersion
from pennydrop.rooms.listen.queries.questions import desk_of, form_in
from tests.listen.questioning import WHOLE, whole

pytestmark = [pytest.mark.django_db(databases=["default", "keys"]), pytest.mark.postgres]
CASES = Path(__file__).parents[2] / "../shared/data/xlsforms"
GOOD = WHOLE.encode()
LEAVES_OUT = b"type,name,label\ndeviceid,d,\ntext,a,What happened?\n"


@pytest.fixture
def send(client, owner, study):
    client.force_login(owner)
    address = reverse("listen:questions_bring", args=[study.pk])

    def go(data, name="form.md", lists=(), follow=True, seen=None):
        files = [SimpleUploadedFile(file, rows) for file, rows in lists]
        sent = {
            "file": SimpleUploadedFile(name, data) if data is not None else "",
            "lists": files, "seen": desk_of(study.pk).seen if seen is None else seen,
        }  # fmt: skip
        return client.post(address, sent, follow=follow)

    return go


def test_a_form_becomes_a_step_that_nobody_is_asked_yet(send, study):
    before = FormVersion.objects.get()
    page = send(GOOD)
    assert "Read form.md: 10 questions. Nobody is asked this until you keep it." in page.text
    assert "Only if “Who helped?” includes “A friend”" in page.text
    assert desk_of(study.pk).form == whole()
    assert FormVersion.objects.get() == before and form_in(before) is None


@pytest.mark.parametrize("name", ["form.xlsx", "form.xls", "form.txt"])
def test_the_bytes_tell_what_it_is(name, send, study):
    send(write_sheets(read_sheets(GOOD, "a.md")), name)
    assert desk_of(study.pk).form == whole()


def test_what_is_left_out_is_said(send):
    page = send(LEAVES_OUT, "f.csv")
    assert "What we changed or left out" in page.text
    assert "“deviceid” was left out: it would help to tell who somebody is." in page.text


def test_choices_may_come_in_a_file_beside_it(send, study):
    form = b"type,name,label\nselect_one_from_file towns.csv,t,Which town?\n"
    page = send(form, "f.csv", [("towns.csv", b"name,label\na,Alby\nb,Bale\n")])
    assert "Alby" in page.text and "did not come with the form" not in page.text
    assert [c.name for c in desk_of(study.pk).form.questions()[0].choices] == ["a", "b"]


@pytest.mark.parametrize(
    ("data", "name", "says"),
    [
        (b"type,name,label\ntxet,a b,Q\n", "f.csv", ['Sheet">survey<', 'Row">2<', 'Column">type<',
                                                     "Did you mean “text”?", "2 things to put"]),
        (WHOLE.replace("| age |", "| | ").encode(), "f.md", ["name is missing", 'Sheet">survey<']),
        (b"", "f.csv", ["f.csv is empty", "Nothing was kept"]),
        (b"PK\x03\x04junk", "f.xlsx", ["damaged", "Nothing was kept"]),
        (b"\xff\xd8\xff picture", "f.xlsx", ["Nothing was kept"]),
        (b"hello", "f.md", ["to put right"]),
        (b"<h:html/>", "f.xml", ["Nothing was kept"]),
        (b"<!DOCTYPE x><html/>", "f.xml", ["refused"]),
        (b"x" * (LARGEST_MB * 1024 * 1024 + 1), "f.csv", ["at most 5 MB fit"]),
        (None, "", ["Choose a file"]),
    ],
)  # fmt: skip
def test_a_bad_file_is_refused_in_words(data, name, says, send, study):
    page = send(data, name)
    assert page.status_code == 422 and "<title>Error: " in page.text
    for words in says:
        assert words in page.text
    assert not FormStep.objects.exists() and desk_of(study.pk).form is None


def test_only_the_first_hundred_problems_are_shown(send):
    page = send(b"type,name,label\n" + b"txet,a b,Q\n" * 80, "f.csv")
    assert page.text.count('Sheet">survey<') == 100 and "and 101 more" in page.text


def test_too_many_lists_are_refused(send):
    page = send(LEAVES_OUT, "f.csv", [(f"{n}.csv", b"name,label\n") for n in range(11)])
    assert page.status_code == 422 and "at most 10 lists" in page.text


def test_a_file_that_comes_after_somebody_elses_change_is_not_kept(send, study):
    send(GOOD)
    page = send(LEAVES_OUT, "f.csv", seen="1.0")
    assert "Somebody else has changed these questions" in page.text
    assert desk_of(study.pk).form == whole()


@pytest.mark.skipif(not CASES.exists(), reason="no shared forms here")
@pytest.mark.parametrize("path", sorted(CASES.glob("*.xls*"))[:12], ids=lambda p: p.name)
def test_real_forms_are_read_or_refused_with_a_place(path, send, study):
    page = send(path.read_bytes(), path.name)
    if page.status_code == 422:
        assert "What to put right" in page.text or "Nothing was kept" in page.text
    else:
        assert desk_of(study.pk).form.questions()
