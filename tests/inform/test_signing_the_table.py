"""Two people answer for the table of the self-check, on a page or on paper, and only for the table
that they read."""

from dataclasses import replace

import pytest

from pennydrop.core.documents.pdf.render import sheets_in
from pennydrop.rooms.inform.actions.claims import retire_claim, write_claim
from pennydrop.rooms.inform.models import Claim, SignOff
from pennydrop.rooms.inform.queries.selfcheck import check_of
from pennydrop.rooms.inform.queries.walk import robot_of
from pennydrop.rooms.inform.rules.checksheet import sheet_of
from pennydrop.rooms.inform.rules.claims import ClaimText, Severity
from pennydrop.rooms.inform.rules.selfcheck import TABLE_KEY
from pennydrop.rooms.inform.rules.starter.checking import shipped_table
from pennydrop.rooms.inform.rules.starter.reading import starter_claims
from tests.inform.conftest import SOURCE

pytestmark = [pytest.mark.django_db(databases=["default", "keys"])]
TABLE = shipped_table()


@pytest.fixture(autouse=True)
def noon(monkeypatch, at):
    monkeypatch.setattr("django.utils.timezone.now", lambda: at)


@pytest.fixture
def place(shipped):
    return f"/inform/{shipped.pk}/check/"


def signs(client, who, place, side, number=1):
    client.force_login(who)
    sent = {"number": number, "side": side, "role": "nurse", "review_by": "2026-05-01"}
    return client.post(place.replace("check/", f"claims/{TABLE_KEY}/sign/"), sent)


def test_the_sheet_holds_every_row_every_step_and_every_source(at):
    claims = starter_claims()
    sheet = sheet_of(TABLE, claims, today=at.date())
    rows = [row for question in sheet.questions for row in question.rows]
    told = [(row.answer, row.said, [step.key for step in row.steps]) for row in rows]
    assert told == [(row.words, row.said, list(row.steps)) for _, row in TABLE.rows]
    assert {one.state for row in rows for one in row.steps} == {"not signed"}
    for row, (_, answer) in zip(rows, TABLE.rows, strict=True):
        cited = {sheet.sources[note - 1] for note in row.notes}
        assert cited == {s for key in (*answer.steps, *answer.grounds) for s in claims[key].sources}
    gone = sheet_of(TABLE, {}, today=at.date())
    assert gone.questions[0].rows[0].steps[0].state == "not in use here"


def test_those_who_write_and_sign_read_it(client, place, owner, clinician, worker, stranger):
    for who, status in ((owner, 200), (clinician, 200), (worker, 403), (stranger, 404)):
        client.force_login(who)
        assert client.get(place).status_code == status
        assert client.get(f"{place}table.pdf").status_code == status
    client.force_login(clinician)
    assert client.post(f"{place}bring/").status_code == 403
    page = client.get(place).content.decode()
    assert TABLE.mark in page and "By nobody yet" in page and "Answer for it" in page
    assert all(ask.ask in page for ask in TABLE.questions)


def test_two_people_sign_it_and_it_opens(client, place, owner, clinician):
    assert "Begin" not in client.get("/check/").content.decode()
    assert signs(client, clinician, place, "clinical").status_code == 302
    assert signs(client, clinician, place, "lived experience").status_code in (403, 422)
    assert "Begin" not in client.get("/check/").content.decode()
    assert signs(client, owner, place, "lived experience").status_code == 302
    assert "counts until 1 May 2026" in client.get(place).content.decode()
    client.logout()
    assert "Begin" in client.get("/check/").content.decode()


def test_who_signs_is_told_what_the_robot_found(client, place, real, clinician, at):
    client.force_login(clinician)
    page = client.get(place).text
    assert "went through every one of the 77,760,000 ways to answer" in page
    assert page.count("19,440,000</td><td>19,440,000</td>") == 6 and "cannot be signed" not in page
    check = check_of(real.pk, today=at.date())
    assert "every one of the 77,760,000" in robot_of(check).said


def test_a_table_with_a_fault_is_not_signed(client, place, real, clinician, at):
    """A step that was as pressing as its red flag, and is worded as if there were time."""
    text = starter_claims()["flag-belly-severe"]
    softer = replace(text, severity=Severity.CARE)
    write_claim(organisation=real.pk, new=softer, by="user:1", at=at)
    client.force_login(clinician)
    page = client.get(place).text
    assert "Belly pain: Yes, very bad, and it does not let go” reaches nothing as pressing" in page
    assert "cannot be signed so" in page and "Answer for it" not in page
    refused = signs(client, clinician, place, "clinical")
    assert refused.status_code == 422 and "found a fault" in refused.text
    assert not SignOff.objects.exists()


def test_the_paper_is_a_tagged_file_that_names_nobody(client, place, owner):
    client.force_login(owner)
    answer = client.get(f"{place}table.pdf")
    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF-") and b"/StructTreeRoot" in answer.content
    assert 4 <= sheets_in(answer.content) <= 14
    assert "self-check-2026" in answer.headers["Content-Disposition"]


def test_a_signature_for_another_table_counts_for_nothing(
    client, place, real, owner, clinician, at
):
    signs(client, clinician, place, "clinical")
    other = ClaimText(TABLE_KEY, "The table with the mark 0000.", sources=(SOURCE,))
    write_claim(organisation=real.pk, new=other, by="user:1", at=at)
    client.force_login(owner)
    page = client.get(place).content.decode()
    assert "By nobody yet" in page and "Bring it in" in page and "Answer for it" not in page
    assert client.post(f"{place}bring/").status_code == 302
    page = client.get(place).content.decode()
    assert "Bring it in" not in page and "By nobody yet" in page


def test_bringing_the_same_table_keeps_its_sign_offs_unless_it_was_retired(
    client, place, owner, clinician, at
):
    signs(client, clinician, place, "clinical")
    client.force_login(owner)
    client.post(f"{place}bring/")
    assert "nurse" in client.get(place).content.decode()
    retire_claim(claim=Claim.objects.get(key=TABLE_KEY), by="u", at=at)
    assert "Bring it in" in client.get(place).content.decode()
    client.post(f"{place}bring/")
    assert "By nobody yet" in client.get(place).content.decode()
    assert SignOff.objects.filter(ended_on=None).count() == 1, "the old one stays on record"
