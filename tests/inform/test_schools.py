"""The pack for schools: one page and one file, and nothing in them that may not be taught today."""

import datetime as dt
import io
import re
from dataclasses import replace
from functools import partial

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pennydrop.core.documents.pdf.render import sheets_in
from pennydrop.rooms.inform.actions.guides import take_in
from pennydrop.rooms.inform.models import ClaimVersion, Guide
from pennydrop.rooms.inform.rules.bodies import keys_in
from pennydrop.rooms.inform.rules.claims import Side, Signed, standing
from pennydrop.rooms.inform.rules.pages import page_of
from pennydrop.rooms.inform.rules.schools import SLUG, pack_of
from pennydrop.rooms.inform.rules.starter.reading import (
    BadStarter,
    starter_claims,
    starter_guides,
)
from pennydrop.rooms.inform.rules.starter.schools import read_pack, shipped_pack
from pennydrop.rooms.inform.rules.words import avoided
from pennydrop.rooms.inform.rules.writing import dose_in
from pennydrop.rooms.publish.rules.reading import reading_age
from tests.inform.alerting import TODAY
from tests.inform.everywhere import pdf_words

DB = pytest.mark.django_db(databases=["default", "keys"])
SIGNED = tuple(Signed(side, "nurse", TODAY, TODAY + dt.timedelta(90)) for side in Side)
CLAIMS = {key: replace(claim, signed=SIGNED) for key, claim in starter_claims().items()}
GUIDE = next(guide for guide in starter_guides() if guide.head.slug == SLUG)
TEXT = shipped_pack()


def pack(claims=CLAIMS):
    judge = partial(standing, today=TODAY)
    return pack_of(TEXT, page_of(GUIDE.blocks, claims, judge), GUIDE.blocks, claims, judge)


def words_of(made):
    """Everything that a class or a teacher reads in it."""
    for section in made.page.sections:
        yield section.title
        for part in section.parts:
            yield part.lead
            yield from (line.claim.text for line in part.lines)
    yield from (claim.text for slide in made.slides for claim in slide)
    for one in made.quiz:
        yield from (one.question.text, one.question.why)
        yield from (option.text for option in one.question.options)


def test_the_lesson_takes_fifty_minutes_and_every_slide_and_question_stands():
    made = pack()
    assert made.minutes == 50
    assert len(made.slides) == len(TEXT.slides) and len(made.quiz) == len(TEXT.quiz.questions)
    assert set(TEXT.keys) <= set(keys_in(GUIDE.blocks)), "a slide whose sources nobody can see"


def test_pupils_can_read_it_and_it_names_no_dose_and_no_word_that_hurts():
    said = list(words_of(pack()))
    assert not [text for text in said if dose_in(text) or any(avoided(text))]
    asked = [one.question for one in pack().quiz]
    quiz = [text for one in asked for text in (one.text, one.why, *(o.text for o in one.options))]
    age = reading_age([*quiz, *(claim.text for slide in pack().slides for claim in slide)])
    assert age is not None and age <= 11


@given(st.sets(st.sampled_from(sorted(CLAIMS))))
def test_what_is_not_signed_leaves_and_what_is_left_is_a_pack_or_only_help(unsigned):
    claims = CLAIMS | {key: replace(CLAIMS[key], signed=()) for key in unsigned}
    hidden = {CLAIMS[key].text for key in unsigned if not CLAIMS[key].kind.stays}
    made = pack(claims)
    assert hidden.isdisjoint(words_of(made))
    assert made.minutes >= 25 or not (made.minutes or made.slides or made.quiz)
    for slide in made.slides:
        assert slide[0].key in {one[0] for one in TEXT.slides}
    assert all(key not in unsigned or CLAIMS[key].kind.stays
               for one in made.quiz for key in one.question.rests_on)  # fmt: skip


def test_with_nothing_signed_there_is_no_lesson_and_no_letter_only_whom_to_call():
    made = pack(starter_claims())
    assert (made.minutes, made.slides, made.quiz) == (0, (), ())
    titles = [section.title for section in made.page.sections]
    assert titles[0].startswith("Call 999") and "People to call" in titles
    assert "The lesson" not in titles and "A letter home" not in titles
    lines = [x for s in made.page.sections for p in s.parts for x in p.lines]
    assert lines and all(line.claim.kind.stays for line in lines)


def test_its_mark_changes_with_a_word_of_a_slide_and_with_a_question_that_goes():
    other = CLAIMS | {"water-no-shield": replace(CLAIMS["water-no-shield"], signed=())}
    assert pack().mark == pack().mark != pack(other).mark


@pytest.mark.parametrize(
    "text", ["slides = [[]]\nquiz = '# Quiz'", "quiz = '# Quiz'", "slides = []\nquiz = '?'", "["]
)
def test_a_shipped_file_with_a_slip_is_refused(text):
    with pytest.raises(BadStarter, match="schools.toml"):
        read_pack(text)


@pytest.fixture
def brought(shipped, at, monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: at)
    return shipped


@pytest.fixture
def signed_pack(brought, sign):
    keys = {*keys_in(GUIDE.blocks), *TEXT.keys}
    for version in ClaimVersion.objects.filter(claim__key__in=keys).select_related("claim"):
        sign(version)


@DB
def test_the_page_and_the_file_hold_lesson_slides_quiz_and_letter(client, signed_pack):
    page = client.get("/schools/").content.decode()
    for title in ("The lesson", "Slides", "Quiz for pupils", "A letter home", "If a pupil tells"):
        assert title in page
    assert "The lesson takes 50 minutes" in page and "<script" not in page
    made = client.get("/schools/pack.pdf")
    assert made["Content-Disposition"].startswith('inline; filename="pack-2026-')
    words = " ".join(pdf_words(made.content).split())
    for part in ("Dear parents and carers", "Quiz: the answers", "Most pupils have never used"):
        assert part in words
    assert sheets_in(made.content) > len(TEXT.slides) + 6
    with pikepdf.open(io.BytesIO(made.content)) as pdf:
        assert pdf.Root.MarkInfo.Marked and "/StructTreeRoot" in pdf.Root
        wide = [one for one in pdf.pages if one.mediabox[2] > one.mediabox[3]]
    assert len(wide) == len(TEXT.slides), "one slide on each sheet that lies across"


@DB
def test_a_print_says_whether_it_is_the_newest(client, signed_pack):
    made = client.get("/schools/pack.pdf").content
    mark = re.search(r"\?pack=([0-9a-f]{12})", pdf_words(made).replace("\n", ""))
    assert mark, "the address with its mark is printed"
    assert "Your print is the newest" in client.get(f"/schools/?pack={mark[1]}").content.decode()
    ClaimVersion.objects.filter(claim__key="young-most-do-not").update(text="Nearly all have not.")
    assert "Your print is older" in client.get(f"/schools/?pack={mark[1]}").content.decode()


@DB
def test_unsigned_it_shows_whom_to_call_and_taken_in_it_is_gone(client, brought, at):
    page = client.get("/schools/").content.decode()
    assert "The lesson is being checked" in page and "0800 1111" in page
    assert "Dear parents" not in page and "Quiz" not in page
    assert client.get("/guides/school-pack/")["Location"] == "/schools/"
    take_in(guide=Guide.objects.get(slug=SLUG), by="user:1", at=at)
    assert client.get("/schools/").status_code == 404
    assert client.get("/schools/pack.pdf").status_code == 404


@DB
def test_the_demonstration_shows_it_under_a_banner_on_paper_too(client, brought):
    brought.invented = True
    brought.save()
    assert "Nobody has checked these words yet" in client.get("/schools/").content.decode()
    assert "Nobody has checked these words yet" in pdf_words(
        client.get("/schools/pack.pdf").content
    ).replace("\n", " ")
