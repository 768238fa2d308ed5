"""Those who look after a project see who passed; those who write advice write courses."""

import csv
import io

import pytest

from pennydrop.rooms.inform.models import Certificate, Course, CourseVersion
from pennydrop.rooms.inform.rules.course_text import write_modules
from pennydrop.rooms.inform.rules.starter.lessons import starter_courses
from tests.inform.learning import get_certificate, short_course, take

pytestmark = [pytest.mark.django_db(databases=["default", "keys"]), pytest.mark.postgres]


@pytest.fixture(autouse=True)
def noon(monkeypatch, at):
    monkeypatch.setattr("django.utils.timezone.now", lambda: at)


def place(real, what=""):
    return f"/inform/{real.pk}/courses/{what}"


def form(**change):
    short = short_course("mine")
    return {
        "title": "Mine", "slug": "mine", "summary": "For us.", "reader": "anybody",
        "minutes": 5, "pass_mark": 80, "place": 1, "based_on": 0,
        "body": write_modules(short.modules), **change,
    }  # fmt: skip


@pytest.fixture
def passed(client, row, signed):
    get_certificate(client, take(client, "short"), name="Bo =1+1", workplace="The Quay")


def test_the_record_names_who_passed_and_which_have_aged(client, real, owner, passed, claim):
    client.force_login(owner)
    page = client.get(place(real)).text
    assert "Bo =1+1" in page and "The Quay" in page and "Passed by 1." in page
    claim("fact-1", "Other words.")
    page = client.get(place(real)).text
    assert "for 1 of them it has changed since" in page
    assert "7 of 8 questions are asked today" in page


def test_the_record_is_taken_away_as_a_table_without_codes(client, real, owner, passed):
    client.force_login(owner)
    written = client.get(place(real, "record.csv")).content.decode("utf-8-sig")
    (line,) = csv.DictReader(io.StringIO(written))
    assert line["name"] == "Bo =1+1" and line["right"] == "8" and line["counts"] == "yes"
    assert Certificate.objects.get().code not in written


def test_only_who_looks_after_people_sees_names(client, real, colleague, clinician, passed):
    key = Certificate.objects.get().pk
    for who in (colleague, clinician):
        client.force_login(who)
        page = client.get(place(real)).text
        assert "A short course" in page and "Bo =1+1" not in page and "Passed by" not in page
        assert client.get(place(real, "record.csv")).status_code == 403
        assert client.post(f"/inform/certificates/{key}/").status_code == 403


def test_a_certificate_is_deleted_on_a_persons_wish(client, real, owner, passed):
    client.force_login(owner)
    key = Certificate.objects.get().pk
    assert client.post(f"/inform/certificates/{key}/").status_code == 302
    assert not Certificate.objects.exists()


def test_a_course_is_written_put_out_and_taken_in(client, real, colleague, facts):
    client.force_login(colleague)
    assert client.post(place(real, "add/"), form()).status_code == 302
    row = Course.objects.get()
    assert client.get("/courses/mine/").status_code == 302
    client.post(f"/inform/courses/{row.pk}/out/")
    assert client.get("/courses/mine/").status_code == 200
    client.post(f"/inform/courses/{row.pk}/in/")
    assert client.get("/courses/mine/").status_code == 302


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"body": "# One\n{nothing}\n"}, "at least 6 questions"),
        ({"body": form()["body"].replace("fact-7", "fact-99")}, "no claim with the key “fact-99”"),
        ({"body": "Words."}, "Line 1"),
        ({"pass_mark": 40}, "50"),
        ({"slug": "short"}, "already"),
    ],
)
def test_what_does_not_hold_is_refused_and_nothing_is_lost(
    client, real, colleague, row, change, why
):  # fmt: skip
    client.force_login(colleague)
    answer = client.post(place(real, "add/"), form(**change))
    assert answer.status_code == 422 and why in answer.text and "For us." in answer.text


def test_a_course_is_edited_as_a_new_version_at_its_own_address(client, colleague, row):
    client.force_login(colleague)
    address = f"/inform/courses/{row.pk}/edit/"
    assert "# Part 1" in client.get(address).text
    assert client.post(address, form(based_on=1)).status_code == 302
    row.refresh_from_db()
    assert (row.slug, row.current, CourseVersion.objects.count()) == ("short", 2, 2)
    late = client.post(address, form(based_on=1))
    assert late.status_code == 422 and "Somebody else saved it" in late.text


def test_strangers_and_workers_stay_outside(client, real, row, stranger, worker):
    for who, status in ((stranger, 404), (worker, 403)):
        client.force_login(who)
        for address in (place(real), place(real, "add/"), place(real, "record.csv"),
                        f"/inform/courses/{row.pk}/edit/"):  # fmt: skip
            assert client.get(address).status_code == status
        assert client.post(f"/inform/courses/{row.pk}/in/").status_code == status


def test_what_is_shipped_comes_with_the_guides_and_never_over_somebodys_work(client, real, owner):
    client.force_login(owner)
    client.post(f"/inform/{real.pk}/starter/")
    assert Course.objects.filter(out=True).count() == len(starter_courses())
    Course.objects.filter(slug="gps").update(starter="")
    Course.objects.filter(slug="peers").update(starter="an older wording")
    client.post(f"/inform/{real.pk}/starter/")
    current = dict(Course.objects.values_list("slug", "current"))
    assert current["gps"] == 1 and current["peers"] == 2 and current["teachers"] == 1
