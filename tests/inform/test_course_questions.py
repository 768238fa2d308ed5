"""Two people answer for the questions of a course: the cases, the right answers, and why. Nobody is
asked anything in public that only one of them, or nobody, has signed."""

import datetime as dt
from dataclasses import replace

import pytest

from pennydrop.rooms.inform.actions.claims import retire_claim
from pennydrop.rooms.inform.actions.courses import (
    bring_in_courses,
    put_questions_forward,
    save_course,
)
from pennydrop.rooms.inform.models import Claim, ClaimVersion, Course, SignOff
from pennydrop.rooms.inform.queries.courses import public_course
from pennydrop.rooms.inform.rules.claims import Side
from pennydrop.rooms.inform.rules.course_questions import (
    course_in,
    questions_claim,
    questions_key,
)
from pennydrop.rooms.inform.rules.course_text import MOST_QUESTIONS, BadCourse, check_course
from pennydrop.rooms.inform.rules.courses import Module
from pennydrop.rooms.inform.rules.starter.lessons import starter_courses
from pennydrop.rooms.inform.rules.starter.reading import starter_claims
from pennydrop.rooms.inform.rules.writing import LONGEST_TEXT, check_claim
from tests.inform.learning import FACTS, get_certificate, short_course, take

pytestmark = [pytest.mark.django_db(databases=["default", "keys"])]
KEY = "questions-short"


@pytest.fixture(autouse=True)
def noon(monkeypatch, at):
    monkeypatch.setattr("django.utils.timezone.now", lambda: at)


@pytest.fixture
def bare(row):
    """The course with nobody who answers for its questions."""
    SignOff.objects.filter(version__claim__key=KEY).delete()
    return row


def asked(at, days=0):
    return len(public_course("short", today=at.date() + dt.timedelta(days=days)).asked)


def changed_case(number=0):
    """The course with one case worded otherwise."""
    short = short_course()
    first, second = short.modules
    questions = [*first.questions]
    questions[number] = replace(questions[number], why="Because of something else.")
    return replace(short, modules=(Module(first.title, first.blocks, tuple(questions)), second))


def signs(client, who, side):
    client.force_login(who)
    now = Claim.objects.get(key=KEY)
    sent = {"number": now.current, "side": side, "role": "nurse", "review_by": "2026-05-01"}
    return client.post(f"/inform/{now.organisation}/claims/{KEY}/sign/", sent)


def page(client, row):
    return client.get(f"/inform/courses/{row.pk}/questions/")


def test_unsigned_they_are_not_asked_and_the_course_still_makes_sense(client, bare, signed, at):
    assert asked(at) == 0
    start = client.get("/courses/short/").text
    assert "Part 1" in start and "No certificate at the moment" in start
    read = client.get("/courses/short/1/").text
    assert "Sentence 0." in read and "Case 0?" not in read and "Next part" in read
    end = client.get("/courses/short/end/").text
    assert "No question is asked at the moment" in end and "Get the certificate" not in end
    assert "0 question" not in client.get("/courses/").text + end


def test_two_people_sign_and_then_they_are_asked(client, bare, signed, owner, clinician, at):
    client.force_login(clinician)
    read = page(client, bare).text
    assert "Both sides answer for 0 of 8 questions" in read and "Answer for them" in read
    for number in range(FACTS):
        assert f"Case {number}?" in read and f"Rightly {number}. (right)" in read
        assert f"Because {number}." in read and f"Sentence {number}." in read
    assert signs(client, clinician, "clinical").status_code == 302
    assert signs(client, clinician, "lived experience").status_code in (403, 422)
    assert asked(at) == 0, "one side is not enough"
    assert signs(client, owner, "lived experience").status_code == 302
    assert asked(at) == FACTS
    assert "Both sides answer for 8 of 8 questions" in page(client, bare).text
    assert asked(at, days=59) == FACTS and asked(at, days=61) == 0, "until their review is due"


def test_a_case_that_is_worded_anew_waits_and_the_others_stay_signed(
    row, signed, at, client, owner, sign
):
    save_course(row=row, course=changed_case(), based_on=1, by="u", at=at)
    assert asked(at) == FACTS - 1
    client.force_login(owner)
    read = page(client, row).text
    assert (
        "answer for 7 of 8 questions" in read and "it counts for what has not changed" not in read
    )
    sign(ClaimVersion.objects.get(claim__key=KEY, number=2), days=30)
    assert asked(at) == FACTS
    assert "an older wording; it counts for what has not changed since" in page(client, row).text


def test_a_claim_that_is_worded_anew_puts_its_question_back(
    client, row, signed, claim, sign, at, owner, colleague
):
    sign(claim("fact-3", "Other words."))
    assert asked(at) == FACTS - 1
    client.force_login(owner)
    assert "not yet before those who sign" in page(client, row).text
    assert "Answer for them" not in page(client, row).text
    client.post(f"/inform/courses/{row.pk}/questions/forward/")
    read = page(client, row).text
    assert "Answer for them" in read and "answer for 7 of 8" in read
    client.force_login(colleague)
    training = client.get(f"/inform/{row.organisation}/courses/").text
    assert "1 waits only for somebody to sign it" in training


def test_a_sign_off_is_taken_back_whichever_wording_it_was_for(client, row, signed, owner, at):
    save_course(row=row, course=changed_case(), based_on=1, by="u", at=at)
    old = SignOff.objects.filter(version__claim__key=KEY, side=Side.CLINICAL).get()
    client.force_login(owner)
    client.post(f"/inform/{row.organisation}/claims/{KEY}/unsign/", {"signed": str(old.pk)})
    assert asked(at) == 0


def test_what_was_taken_out_of_use_comes_back_unsigned(row, signed, at):
    claim = Claim.objects.get(key=KEY)
    retire_claim(claim=claim, by="u", at=at)
    assert asked(at) == 0
    put_questions_forward(row=row, course=short_course(), by="u", at=at)
    assert asked(at) == 0 and not SignOff.objects.filter(version__claim=claim, ended_on=None)


def test_the_demonstration_asks_them_under_its_banner(client, bare, organisation, at):
    organisation.invented = True
    organisation.save()
    read = client.get("/courses/short/1/").text
    assert "Case 0?" in read and "Nobody has checked these words yet" in read


def test_a_certificate_names_the_version_that_was_asked(client, row, signed, at):
    own = get_certificate(client, take(client, "short"), name="Bo")
    version = own.context["found"].version
    save_course(row=row, course=changed_case(), based_on=1, by="u", at=at)
    seen = client.get(f"/certificate/{own.context['code']}/").text
    assert version in seen and "Other words or questions were written anew." in seen


def test_who_reads_signs_and_puts_forward(client, row, owner, clinician, worker, stranger):
    forward = f"/inform/courses/{row.pk}/questions/forward/"
    for who, reads, writes in (
        (owner, 200, 302), (clinician, 200, 403), (worker, 403, 403), (stranger, 404, 404)
    ):  # fmt: skip
        client.force_login(who)
        assert page(client, row).status_code == reads
        assert client.post(forward).status_code == writes


def test_the_desk_and_the_claim_lead_to_them(client, bare, owner):
    client.force_login(owner)
    desk = client.get(f"/inform/{bare.organisation}/").text
    assert f"/claims/{KEY}/" in desk
    claim = client.get(f"/inform/{bare.organisation}/claims/{KEY}/").text
    assert f"/inform/courses/{bare.pk}/questions/" in claim
    assert "Read every question before you sign" in claim


def test_what_is_shipped_comes_with_its_questions_unsigned(real, shipped, at):
    keys = {questions_key(one.course.head.slug) for one in starter_courses()}
    assert (
        set(Claim.objects.filter(key__startswith="questions-").values_list("key", flat=True))
        == keys
    )
    assert not SignOff.objects.exists()
    # A site that had its courses before questions were signed gets what stands for them.
    Claim.objects.filter(key__startswith="questions-").delete()
    assert bring_in_courses(organisation=real.pk, by="u", at=at) == (0, [])
    assert Claim.objects.filter(key__startswith="questions-").count() == Course.objects.count()


@pytest.mark.parametrize("shipped", starter_courses(), ids=lambda one: one.course.head.slug)
def test_one_claim_names_every_question_of_a_shipped_course(shipped):
    course = shipped.course
    said = questions_claim(course, starter_claims())
    check_claim(said)
    assert said.text.startswith(f"The {len(course.questions)} questions") and said.sources
    assert len(said.text.split("Marks: ")[1].split()) == len(course.questions)
    assert course_in(said.key) == course.head.slug and course_in("go-often") == ""


def test_a_course_of_too_many_questions_is_refused_and_the_most_fit():
    short = short_course()
    one = short.modules[0].questions[0]
    many = [replace(one, text=f"Case {n}?") for n in range(MOST_QUESTIONS + 1)]
    first = short.modules[0]

    def course(questions):
        return replace(short, modules=(Module("M", first.blocks, tuple(questions)),))

    with pytest.raises(BadCourse, match="at most 45 questions"):
        check_course(course(many))
    check_course(course(many[1:]))
    claims = {"fact-0": next(iter(starter_claims().values()))}
    assert len(questions_claim(course(many[1:]), claims).text) <= LONGEST_TEXT


def test_another_organisation_signs_nothing_here(row, stranger, client):
    assert signs(client, stranger, "clinical").status_code == 404
