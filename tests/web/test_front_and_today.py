"""The front door for anybody, and Today for staff, on the invented study."""

import pytest

from pennydrop.core.erasure.models import Receipt
from pennydrop.core.people.models import User
from pennydrop.rooms.listen.actions.participants import add_participant
from pennydrop.rooms.listen.actions.sources import NewSegment, add_source
from pennydrop.rooms.listen.actions.withdrawal import withdraw
from pennydrop.web.demo.trying import try_document, try_names

pytestmark = [pytest.mark.django_db(databases=["default", "keys"]), pytest.mark.postgres]


def page(client, path, user=None):
    if user:
        client.force_login(user)
    answer = client.get(path)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_front_page_opens_every_door(client, study):
    said = page(client, "/")
    for door in (f"/s/{study.slug}/", "/code/", "/findings/", "/accounts/login/", "tel:999"):
        assert door in said
    assert "invented" in said


def test_no_door_leads_to_a_study_that_is_closed(client, new_study, at):
    from pennydrop.rooms.listen.actions.studies import create_study

    closed = create_study(new=new_study, by="test", at=at)
    assert closed.slug not in page(client, "/")


@pytest.fixture
def someone(study, at):
    person = add_participant(study=study, state="shared", lookup=None, by="quiet", at=at)
    add_source(
        study=study, kind="survey", fidelity="word_for_word", by="quiet", at=at,
        segments=[NewSegment(owner=person, speaker="P001", text="words")],
    )  # fmt: skip
    return person


def test_today_tells_the_coordinator_who_left_until_the_receipt_is_seen(client, owner, someone, at):
    withdraw(participant=someone, asked="with the code", by="quiet", at=at)
    assert "P001 took their words back" in page(client, "/today/", owner)
    Receipt.objects.update(seen_by="user:1")
    assert "took their words back" not in page(client, "/today/")


def test_today_shows_nobody_another_organisations_study(client, stranger, study, someone):
    said = page(client, "/today/", stranger)
    assert study.title not in said


def test_a_worker_sees_no_words_waiting(client, worker, study):
    assert "second pair of eyes" not in page(client, "/today/", worker)


@pytest.mark.parametrize("name", try_names())
def test_an_interview_to_try_is_a_word_file_for_staff_only(client, owner, name):
    assert client.get(f"/try/{name}.docx").status_code == 302
    client.force_login(owner)
    answer = client.get(f"/try/{name}.docx")
    assert answer.content[:2] == b"PK" == try_document(name)[:2]
    assert client.get("/try/nothing.docx").status_code == 404
    assert User.objects.count() == 1
