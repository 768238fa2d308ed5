"""Somebody takes a course: only what may be shown is taught and asked, and nothing is kept."""

import datetime as dt

import pytest

from pennydrop.rooms.inform.actions.claims import write_claim
from pennydrop.rooms.inform.actions.courses import save_course, show_course, start_course
from pennydrop.rooms.inform.models import Certificate, ClaimVersion
from pennydrop.rooms.inform.queries.courses import public_course, public_courses
from pennydrop.rooms.inform.rules.claims import ClaimText, Kind
from pennydrop.rooms.inform.rules.courses import Course, Module
from tests.inform.conftest import SOURCE
from tests.inform.learning import FACTS, HERE, answers_to, follow, go_on, short_course, take

pytestmark = [pytest.mark.django_db(databases=["default", "keys"]), pytest.mark.postgres]


@pytest.fixture(autouse=True)
def noon(monkeypatch, at):
    monkeypatch.setattr("django.utils.timezone.now", lambda: at)


def test_unsigned_nothing_of_it_is_taught_asked_or_listed(client, row):
    page = client.get("/courses/short/").text
    assert "These words are being checked" in page and "Part 1" not in page
    assert "A short course" not in client.get("/courses/").text
    assert client.get("/courses/short/1/").status_code == 404
    assert "That was all there is today" in client.get("/courses/short/end/").text


def test_a_question_is_asked_on_the_days_on_which_its_claim_is_shown(row, facts, sign, at):
    for version in facts[:7]:
        sign(version, days=10 if version is facts[0] else 90)
    on = at.date()
    view = public_course("short", today=on)
    assert len(view.asked) == 7 and view.enough and not view.draft
    later = public_course("short", today=on + dt.timedelta(days=11))
    assert [one.question.rests_on for one in later.asked] == [(f"fact-{n}",) for n in range(1, 7)]
    assert later.version != view.version and later.enough
    assert public_courses(today=on + dt.timedelta(days=91)) == []


def test_what_is_hidden_is_in_none_of_its_pages(client, row, facts, sign):
    for version in facts[1:4]:
        sign(version)
    first = client.get(follow(client.get("/courses/short/").text, "Begin"))
    done = go_on(client, first, rightly=False)
    for page in (first.text, done.text):
        assert "Sentence 1." in page and "Case 1?" in page
        for hidden in ("Sentence 0.", "Case 0?", "Rightly 0.", "Because 0.", "Part 2"):
            assert hidden not in page
    end = client.get(follow(done.text, "Go to the end"))
    assert "That was all there is today" in end.text and "Get the certificate" not in end.text


def test_all_right_passes_and_all_wrong_does_not_and_says_why(client, row, signed):
    done = go_on(client, client.get("/courses/short/1/"), rightly=False)
    assert "0 of 4 right" in done.text and "Because 0." in done.text
    assert SOURCE.link in done.text and "Not quite" in done.text
    failed = take(client, "short", rightly=False)
    assert "Not quite yet" in failed.text and "Get the certificate" not in failed.text
    passed = take(client, "short")
    assert "You passed" in passed.text and "8 of 8 questions are right" in passed.text


def test_a_question_without_an_answer_is_asked_again_and_no_other_is_lost(client, row, signed):
    page = client.get("/courses/short/1/")
    data = answers_to(page.context["questions"][1:], rightly=True)
    again = client.post("/courses/short/1/", data, **HERE)
    assert again.status_code == 422 and "Question 1: Choose an answer." in again.text
    assert again.text.count(" checked") == 3


def test_a_part_that_was_left_out_is_named_at_the_end(client, row, signed):
    done = go_on(client, client.get("/courses/short/2/"), rightly=True)
    end = client.get(follow(done.text, "Go to the end"))
    assert "Some questions are open" in end.text and "Get the certificate" not in end.text
    assert client.get(follow(end.text, "Part 1")).status_code == 200


def test_a_fact_that_is_worded_anew_on_the_way_is_asked_again(
    client, row, signed, real, at, sign, sign_questions
):
    end = take(client, "short")
    new = ClaimText("fact-2", "Other words.", sources=(SOURCE,))
    write_claim(organisation=real.pk, new=new, by="u", at=at)
    sign(ClaimVersion.objects.get(claim__key="fact-2", number=2))
    sign_questions(row)
    again = client.get(end.wsgi_request.get_full_path())
    assert "Some questions are open" in again.text
    assert "Part 1" in again.text and "Part 2" not in again.text


@pytest.mark.parametrize("carried", ["", "not-ours", "of another course", "too old"])
def test_a_place_that_is_not_ours_begins_anew(
    client, row, signed, carried, monkeypatch, at, sign_questions
):
    end = take(client, "short")
    address = end.wsgi_request.get_full_path()
    if carried == "too old":
        monkeypatch.setattr("django.utils.timezone.now", lambda: at + dt.timedelta(days=31))
    elif carried == "of another course":
        other = start_course(
            organisation=row.organisation, course=short_course("other"), by="u", at=at
        )
        show_course(row=other, out=True, by="u", at=at)
        sign_questions(other)
        address = address.replace("/short/", "/other/")
    else:
        address = f"/courses/short/end/?p={carried}"
    assert "Some questions are open" in client.get(address).text


def test_reading_and_answering_set_nothing_and_keep_nothing(client, row, signed):
    end = take(client, "short")
    assert not client.cookies and not end.cookies and not Certificate.objects.exists()
    assert "<script" not in end.text


def test_a_form_from_elsewhere_is_not_taken(client, row, signed):
    assert client.post("/courses/short/1/", {}).status_code == 403
    assert client.post("/courses/short/end/", {"name": "A"}).status_code == 403


def test_an_unsigned_emergency_step_is_taught_and_makes_certificates_drafts(
    row, signed, real, claim, at, sign_questions
):
    claim("fact-3", "Call 999.", kind=Kind.EMERGENCY)
    sign_questions(row)
    view = public_course("short", today=at.date())
    assert len(view.asked) == FACTS and view.draft


def test_the_demonstration_teaches_drafts_under_a_banner(client, row, organisation):
    organisation.invented = True
    organisation.save()
    for path in ("/courses/short/", "/courses/short/1/"):
        assert "Nobody has checked these words yet" in client.get(path).text
    assert "noindex" in client.get("/courses/short/").text


def test_a_course_that_was_taken_in_leads_to_the_list(client, row, at):
    show_course(row=row, out=False, by="u", at=at)
    assert client.get("/courses/short/").headers["Location"] == "/courses/"
    assert client.get("/courses/short/1/").status_code == 404
    assert client.get("/courses/nothing/").status_code == 404


def test_new_words_are_another_version(row, at, signed):
    before = public_course("short", today=at.date()).version
    short = short_course()
    first = short.modules[0]
    changed = Course(short.head, (Module("New", first.blocks, first.questions), *short.modules[1:]))
    save_course(row=row, course=changed, based_on=1, by="u", at=at)
    view = public_course("short", today=at.date())
    assert view.version != before and view.modules[0].title == "New"
