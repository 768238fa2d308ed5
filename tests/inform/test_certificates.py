"""Somebody who passed gets a certificate, shows it, and deletes it; others check it by its code."""

import datetime as dt
import io
from urllib.parse import urlsplit

import pikepdf
import pytest

from pennydrop.core.audit.models import QuietEvent
from pennydrop.core.people.queries import actor
from pennydrop.rooms.inform.actions import certificates as giving
from pennydrop.rooms.inform.actions.certificates import delete_old_certificates
from pennydrop.rooms.inform.actions.claims import retire_claim, write_claim
from pennydrop.rooms.inform.models import Certificate, Claim, ClaimVersion
from pennydrop.rooms.inform.queries.certificate_pdf import printed
from pennydrop.rooms.inform.queries.certificates import record_of
from pennydrop.rooms.inform.queries.learners import Learner
from pennydrop.rooms.inform.rules.claims import ClaimText
from tests.inform.conftest import SOURCE
from tests.inform.learning import HERE, get_certificate, take

pytestmark = [
    pytest.mark.django_db(databases=["default", "keys"]),
    pytest.mark.postgres,
    pytest.mark.usefixtures("row", "signed"),
]


@pytest.fixture(autouse=True)
def noon(monkeypatch, at):
    monkeypatch.setattr("django.utils.timezone.now", lambda: at)


@pytest.fixture
def own(client):
    """The owner's page of a certificate that Bo got."""
    return get_certificate(client, take(client, "short"), name="Bo Marsh", workplace="The Quay")


def only():
    return Certificate.objects.get()


def words_on(found):
    return " ".join(printed(found, address="https://here.example").values())


def test_who_has_the_code_sees_it_and_nobody_else_does(client, own):
    code = own.context["code"]
    assert "Your certificate" in own.text and "Bo Marsh, The Quay" in own.text
    for typed in (code, code.lower(), code.replace("-", "")):
        seen = client.get(f"/certificate/{typed}/").text
        assert "This certificate is real" in seen and "Bo Marsh" in seen
        assert "8 of 8" in seen and "The course has not changed since." in seen
        assert "Delete" not in seen, "whoever it was shown to cannot delete it"
    for other in ("2222-2222-2222-2222", str(only().pk), "short"):
        answer = client.get(f"/certificate/{other}/")
        assert answer.status_code == 404 and "Bo Marsh" not in answer.text
    assert "Bo Marsh" not in client.get("/courses/").text + client.get("/certificate/").text


def test_a_code_is_typed_to_be_checked(client, own):
    code = own.context["code"]
    found = client.get("/certificate/", {"code": code.lower().replace("-", " ")})
    assert found.headers["Location"] == f"/certificate/{code}/"
    assert "That is no whole code" in client.get("/certificate/", {"code": code[:9]}).text


def test_it_prints_with_the_code_and_the_version(client, own):
    answer = client.get(f"/certificate/{own.context['code']}/certificate.pdf")
    pdf = pikepdf.open(io.BytesIO(answer.content))
    assert len(pdf.pages) == 1 and "A short course" in str(pdf.docinfo["/Title"])
    said = words_on(own.context["found"])
    assert "Bo Marsh" in said and own.context["code"] in said and "A short course" in said
    assert own.context["found"].version in said and "does not count" not in said


def test_it_says_what_has_changed_since(client, own, real, at, sign):
    write_claim(
        organisation=real.pk, new=ClaimText("fact-1", "Other words.", sources=(SOURCE,)),
        by="u", at=at,
    )  # fmt: skip
    sign(ClaimVersion.objects.get(claim__key="fact-1", number=2))
    retire_claim(claim=Claim.objects.get(key="fact-5"), by="u", at=at)
    seen = client.get(f"/certificate/{own.context['code']}/").text
    assert "This course has changed since. 1 fact is new. 1 fact is not taught any more." in seen


def test_one_attempt_gives_one_certificate(client):
    end = take(client, "short")
    first = get_certificate(client, end, name="Bo")
    again = get_certificate(client, end, name="Somebody else")
    assert Certificate.objects.count() == 1
    assert "Bo" in again.text and "Somebody else" not in again.text
    assert first.context["code"] == again.context["code"]


def test_who_did_not_pass_gets_none_by_sending_the_form(client):
    answer = get_certificate(client, take(client, "short", rightly=False), name="Bo")
    assert answer.status_code == 422 and not Certificate.objects.exists()


def test_it_needs_a_name_and_nothing_else(client):
    end = take(client, "short")
    assert get_certificate(client, end, name=" ").status_code == 422
    made = get_certificate(client, end, name="Bo").context["found"]
    assert made.learner == Learner("Bo") and not made.row.draft


def test_the_day_is_kept_and_no_time(client, own, at):
    assert only().passed_on == at.date()
    assert QuietEvent.objects.filter(what="inform.certificate.give", day=at.date()).count() == 1
    kept = {field.get_internal_type() for field in Certificate._meta.concrete_fields}
    assert "DateTimeField" not in kept and "GenericIPAddressField" not in kept


def test_its_owner_deletes_it(client, own):
    address = own.wsgi_request.path
    assert client.post(address).status_code == 403, "only from its own page"
    assert "is deleted" in client.post(address, **HERE).text
    assert not Certificate.objects.exists()
    assert client.get(address).status_code == 404
    assert client.get(f"/certificate/{own.context['code']}/").status_code == 404


def test_the_owners_address_is_not_to_be_guessed(client, own):
    code = own.context["code"]
    for ticket in (code, str(only().pk), "x", urlsplit(own.wsgi_request.path).path[-9:-1]):
        assert client.get(f"/certificate/own/{ticket}/").status_code == 404


def test_its_time_ends(client, own, at, monkeypatch):
    last = only().kept_until
    over = dt.datetime.combine(last, dt.time(12), dt.UTC) + dt.timedelta(days=1)
    assert delete_old_certificates(at=over - dt.timedelta(days=1)) == 0
    monkeypatch.setattr("django.utils.timezone.now", lambda: over)
    assert client.get(f"/certificate/{own.context['code']}/").status_code == 404
    assert delete_old_certificates(at=over) == 1 and not Certificate.objects.exists()


def test_a_program_cannot_fill_the_record(client, monkeypatch):
    monkeypatch.setattr(giving, "MOST_A_DAY", 1)
    get_certificate(client, take(client, "short"), name="One")
    answer = get_certificate(client, take(client, "short"), name="Two")
    assert answer.status_code == 422 and "Too many certificates" in answer.text


def test_one_from_the_demonstration_does_not_count(client, organisation, at):
    organisation.invented = True
    organisation.save()
    own = get_certificate(client, take(client, "short"), name="Bo")
    code = own.context["code"]
    seen = client.get(f"/certificate/{code}/").text
    assert "A certificate that does not count" in seen and "is real" not in seen
    assert "does not count" in words_on(own.context["found"])
    assert client.get(f"/certificate/{code}/certificate.pdf").content.startswith(b"%PDF")


def test_somebody_with_an_account_is_known_by_it(client, owner):
    client.force_login(owner)
    end = take(client, "short")
    assert 'value="Dev"' in end.text and 'value="Marsh Lane"' in end.text
    own = get_certificate(client, end, name="Dev")
    assert own.context["found"].learner.account == actor(owner)


def test_names_are_sealed_and_a_backup_brings_none_back(client, own, at):
    row = only()
    kept = b"|".join(str(value).encode() for value in Certificate.objects.values_list().get())
    assert b"Bo" not in kept and b"Quay" not in kept and b"Bo" not in bytes(row.sealed)
    client.post(own.wsgi_request.path, **HERE)
    row.save(force_insert=True)  # as an older backup would have it
    assert client.get(f"/certificate/{row.code}/").status_code == 404
    assert record_of(row.course.organisation, today=at.date()) == []
    assert delete_old_certificates(at=at) == 1 and not Certificate.objects.exists()
