"""Somebody with several certificates sees and prints them together, without an account, and nothing
is kept of it."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pennydrop.core.audit.models import Event, QuietEvent
from pennydrop.rooms.inform.actions.certificates import delete_certificate
from pennydrop.rooms.inform.actions.courses import show_course, start_course
from pennydrop.rooms.inform.models import Certificate
from pennydrop.rooms.inform.queries.training import HEAD
from pennydrop.rooms.inform.rules.certificates import (
    LETTERS,
    MOST_TOGETHER,
    grouped,
    read_codes,
)
from tests.inform.learning import HERE, get_certificate, short_course, take

pytestmark = [pytest.mark.django_db(databases=["default", "keys"])]
MINE = "/certificate/mine/"
CODES = st.lists(st.text(LETTERS, min_size=16, max_size=16), max_size=5, unique=True)


@pytest.fixture(autouse=True)
def noon(monkeypatch, at):
    monkeypatch.setattr("django.utils.timezone.now", lambda: at)


@pytest.fixture
def two(client, row, signed, sign_questions, at):
    """Codes of certificates in two courses."""
    other = start_course(organisation=row.organisation, course=short_course("other"), by="u", at=at)
    show_course(row=other, out=True, by="u", at=at)
    sign_questions(other)
    own = [get_certificate(client, take(client, slug), name="Bo =1") for slug in ("short", "other")]
    return [one.context["code"] for one in own]


def sent(client, typed, address=MINE):
    return client.post(address, {"codes": typed}, **HERE)


def test_codes_typed_together_show_every_certificate_to_print(client, two):
    page = sent(client, f"{two[0].lower()}\n{two[1].replace('-', ' ')}")
    assert page.status_code == 200 and page.text.count("8 of 8 answers right") == 2
    assert page.text.count("The course has not changed since.") == 2
    assert all(f"/certificate/{code}/" in page.text for code in two)
    assert "different names" not in page.text and not client.cookies


def test_a_code_that_opens_nothing_is_named_and_the_others_are_shown(client, two, at):
    delete_certificate(
        certificate=Certificate.objects.get(code=two[1].replace("-", "")), by="owner", at=at
    )
    page = sent(client, "\n".join(two)).text
    assert page.count("8 of 8 answers right") == 1 and "Not found" in page and two[1] in page


@pytest.mark.parametrize(
    ("typed", "why"),
    [("", "required"), ("2222-3333", "This is no whole code"), ("x" * 16 + "\n0000", "0000")],
)
def test_what_is_no_code_is_said_beside_the_field_and_in_the_title(client, row, typed, why):
    page = sent(client, typed)
    assert page.status_code == 422 and why in page.text and "<title>Error: My learning" in page.text
    assert typed[:4] in page.text


def test_too_many_at_once_are_refused(client, row):
    letters = [LETTERS[n // 20] + LETTERS[n % 20] + "2" * 14 for n in range(MOST_TOGETHER + 1)]
    assert "at most 40 codes" in sent(client, "\n".join(letters)).text
    assert sent(client, "\n".join(letters[1:])).status_code == 200


def test_the_table_has_the_columns_of_a_record_and_the_codes(client, two):
    answer = sent(client, "\n".join(two), f"{MINE}learning.csv")
    assert answer.headers["Content-Type"].startswith("text/csv")
    lines = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert [*lines[0]] == [*HEAD, "code"] and {line["code"] for line in lines} == set(two)
    assert {line["counts"] for line in lines} == {"yes"} and lines[0]["name"] == "Bo =1"
    assert client.get(f"{MINE}learning.csv").status_code == 405


def test_codes_are_in_no_address_and_nothing_is_kept(client, two):
    before = (Event.objects.count(), QuietEvent.objects.count(), Certificate.objects.count())
    page = sent(client, two[0])
    assert two[0] not in page.wsgi_request.get_full_path()
    assert before == (
        Event.objects.count(),
        QuietEvent.objects.count(),
        Certificate.objects.count(),
    )
    assert client.get(MINE, {"codes": two[0]}).text.count("answers right") == 0


def test_a_form_from_elsewhere_is_not_taken(client, row):
    assert client.post(MINE, {"codes": "x"}).status_code == 403
    assert client.post(f"{MINE}learning.csv", {"codes": "x"}).status_code == 403


def test_different_names_are_pointed_out(client, row, signed):
    codes = [
        get_certificate(client, take(client, "short"), name=name).context["code"]
        for name in ("Bo", "Ann")
    ]
    assert "different names" in sent(client, "\n".join(codes)).text


@given(CODES, st.sampled_from(["\n", ", ", ";", " "]), st.booleans())
def test_codes_are_read_however_they_are_parted(codes, between, hyphens):
    typed = between.join(grouped(code) if hyphens else code for code in codes)
    assert read_codes(typed) == (tuple(codes), ())
    assert read_codes(typed + "\nnone") == (tuple(codes), ("none",))
