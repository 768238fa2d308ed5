"""A guide on one side of paper: emergencies first, the same rule, and a way to see if it is old."""

import datetime as dt
import io
from dataclasses import replace
from functools import partial
from uuid import uuid4

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pennydrop.core.documents.pdf.render import sheets_in
from pennydrop.rooms.inform.actions.claims import retire_claim
from pennydrop.rooms.inform.models import Claim
from pennydrop.rooms.inform.queries.guides import GuideView
from pennydrop.rooms.inform.queries.sheets import sheet_pdf
from pennydrop.rooms.inform.rules.claims import Kind, Severity, Side, Signed, standing
from pennydrop.rooms.inform.rules.pages import page_of
from pennydrop.rooms.inform.rules.sheets import sheet_of
from pennydrop.rooms.inform.rules.starter.reading import starter_claims, starter_guides
from tests.inform.alerting import TODAY
from tests.inform.everywhere import pdf_words
from tests.inform.test_guides import version

DB = pytest.mark.django_db(databases=["default", "keys"])
SIGNED = tuple(Signed(side, "nurse", TODAY, TODAY + dt.timedelta(90)) for side in Side)
CLAIMS = {key: replace(claim, signed=SIGNED) for key, claim in starter_claims().items()}
GUIDES = {guide.head.slug: guide for guide in starter_guides()}


def page(slug, claims=CLAIMS):
    return page_of(GUIDES[slug].blocks, claims, partial(standing, today=TODAY))


def lines(sections):
    return [line for one in sections for part in one.parts for line in part.lines]


def printed(slug):
    guide = GuideView(uuid4(), uuid4(), GUIDES[slug].head, page(slug), invented=False)
    return sheet_pdf(guide, address=f"https://board.example/guides/{slug}/", on=TODAY)


@pytest.mark.parametrize("slug", GUIDES)
def test_what_helps_in_an_emergency_comes_first_and_all_of_it(slug):
    whole, some = lines(page(slug).sections), lines(sheet_of(page(slug)).sections)
    stays = [line.claim.key for line in whole if line.claim.kind.stays]
    assert {line.claim.key for line in some} >= set(stays)
    calls = [line for line in whole if line.claim.severity is Severity.NOW
             and line.claim.kind is Kind.EMERGENCY]  # fmt: skip
    assert not calls or some[0].claim.severity is Severity.NOW


@given(st.sampled_from(sorted(GUIDES)), st.sets(st.sampled_from(sorted(CLAIMS))))
def test_nothing_stands_on_a_sheet_that_its_page_does_not_show(slug, unsigned):
    claims = CLAIMS | {key: replace(CLAIMS[key], signed=()) for key in unsigned}
    shown, sheet = page(slug, claims), sheet_of(page(slug, claims))
    keys = {line.claim.key for line in lines(shown.sections)}
    assert {line.claim.key for line in lines(sheet.sections)} <= keys
    assert sheet.whole == (len(lines(sheet.sections)) == len(lines(shown.sections)))
    assert sheet.unsigned == any(line.claim.key in unsigned for line in lines(sheet.sections))
    assert all(one.parts for one in sheet.sections)


def test_a_mark_changes_with_a_word():
    other = CLAIMS | {"k-hole-stay": replace(CLAIMS["k-hole-stay"], text="Stay near them.")}
    assert sheet_of(page("k-hole")).mark == sheet_of(page("k-hole")).mark
    assert sheet_of(page("k-hole", other)).mark != sheet_of(page("k-hole")).mark


# The longest ones, the ones with most emergency steps, and one that leaves room.
@pytest.mark.parametrize("slug", ["k-hole", "using-now", "something-scared-me", "driving-and-law"])
def test_it_takes_one_side_tagged_with_its_day_and_its_address(slug):
    made = printed(slug)
    assert sheets_in(made) == 1
    with pikepdf.open(io.BytesIO(made)) as pdf:
        assert pdf.Root.MarkInfo.Marked and "/StructTreeRoot" in pdf.Root
        assert str(pdf.Root.Lang) == "en-GB"
    words = " ".join(pdf_words(made).split())
    assert "Printed as it stood on 22 November 2026" in words and "call 999" in words
    mark = sheet_of(page(slug)).mark
    assert mark in words.replace(" ", "")


@DB
def test_the_page_says_whether_a_sheet_is_the_newest(client, guide, sign, at, monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: at)
    assert client.get("/guides/bladder/sheet.pdf").status_code == 404, "nothing is signed"
    sign(version("go-often"))
    sign(version("ask-a-nurse"))
    answer = client.get("/guides/bladder/sheet.pdf")
    assert answer.headers["Content-Type"] == "application/pdf" and not answer.cookies
    assert 'filename="sheet-2026-03-02.pdf"' in answer.headers["Content-Disposition"]
    words = "".join(pdf_words(answer.content).split())
    mark = words.split("?sheet=")[1][:10]
    assert "Your sheet is the newest" in client.get(f"/guides/bladder/?sheet={mark}").text
    retire_claim(claim=Claim.objects.get(key="go-often"), by="u", at=at)
    assert "Your sheet is older" in client.get(f"/guides/bladder/?sheet={mark}").text
    assert "Your sheet" not in client.get("/guides/bladder/").text


@DB
def test_a_sheet_of_the_demonstration_says_not_to_use_it(client, guide, organisation):
    organisation.invented = True
    organisation.save()
    words = " ".join(pdf_words(client.get("/guides/bladder/sheet.pdf").content).split())
    assert "Nobody has checked these words yet" in words and "toilet more often" in words
