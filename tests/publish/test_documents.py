"""A study has several documents: each with its own address, editions and state."""

import datetime as dt
from importlib import import_module

import pytest
from django.apps import apps

from pennydrop.core.documents.actions import start_document
from pennydrop.core.documents.blocks import Prose
from pennydrop.rooms.publish.actions.drafts import (
    AlreadyStarted,
    NewFindings,
    put_block,
    start_findings,
)
from pennydrop.rooms.publish.models import Edition, Findings
from pennydrop.rooms.publish.public import NoSuchDocument, publish_study
from pennydrop.rooms.publish.queries.drafts import draft_by_id, draft_of, drafts_of
from tests.publish.releasing import TRIED, released

pytestmark = [pytest.mark.django_db(databases=["default", "keys"]), pytest.mark.postgres]
SECOND_TITLE = "For the partnership: what must change"


@pytest.fixture
def second(told, draft, at):
    new = NewFindings(title=SECOND_TITLE)
    later = at + dt.timedelta(minutes=1)
    return draft_by_id(start_findings(study=told.card, new=new, by="user:1", at=later).id)


@pytest.fixture
def browser(client, owner):
    client.force_login(owner)
    return client


def test_each_document_is_written_by_itself(told, draft, second, at):
    put_block(
        draft=second, block=Prose("Only here."), place=1, new=True, based_on=1,
        by="user:1", at=at,
    )  # fmt: skip
    assert [one.id for one in drafts_of(told.id)] == [draft.id, second.id]
    assert draft_by_id(second.id).number == 2 and draft_by_id(draft.id).number == 1
    assert draft_of(told.id).id == draft.id


def test_the_same_is_not_started_twice(told, draft, at):
    with pytest.raises(AlreadyStarted) as there:
        start_findings(study=told.card, new=NewFindings(), by="user:2", at=at)
    assert there.value.document == draft.id and len(drafts_of(told.id)) == 1


def test_each_document_counts_its_own_editions(told, draft, second, at):
    for one in (draft, second, second):
        released(told, one, at)
    found = {(row.document, row.number) for row in Edition.objects.all()}
    assert found == {(draft.id, 1), (second.id, 1), (second.id, 2)}


def test_the_list_says_where_each_stands(browser, told, edition, second):
    page = browser.get(f"/publish/{told.id}/").content.decode()
    assert SECOND_TITLE in page and "Nothing has been released yet" in page
    assert edition.address in page and f"/publish/{told.id}/{second.id}/check/" in page


def test_a_document_is_started_from_its_page(browser, told, draft):
    address = f"/publish/{told.id}/start/"
    assert "Full report" in browser.get(address).content.decode()
    sent = {"template": "report", "title": SECOND_TITLE}
    answer = browser.post(address, sent)
    made = Findings.objects.exclude(pk=draft.id).get()
    assert answer["Location"] == f"/publish/{told.id}/{made.pk}/"
    assert browser.post(address, {"template": "nothing"}).status_code == 200
    assert Findings.objects.count() == 2


def test_a_title_in_their_words_starts_nothing(browser, told, draft):
    sent = {"template": "report", "title": "the nurse drew a heron on my wristband"}
    page = browser.post(f"/publish/{told.id}/start/", sent).content.decode()
    assert "Make them a quote" in page and Findings.objects.count() == 1


def test_a_document_of_another_study_is_not_reached_through_ours(browser, told, draft, study, at):
    Findings.objects.filter(pk=draft.id).update(study=draft.id)
    assert browser.get(f"/publish/{told.id}/{draft.id}/").status_code == 404


@pytest.mark.parametrize(
    ("old", "now"),
    [("draft/", ""), ("draft/add/quote/?place=2", "add/quote/?place=2"), ("draft/2/", "2/"),
     ("preview/", "preview/"), ("check/", "check/")],
)  # fmt: skip
def test_old_addresses_lead_to_the_report(browser, told, base, second, old, now):
    assert browser.get(f"/publish/{told.id}/{old}")["Location"] == base + now
    assert browser.post(f"/publish/{told.id}/{old}").status_code == 405


def test_old_addresses_tell_a_stranger_nothing(client, stranger, told, draft):
    client.force_login(stranger)
    assert client.get(f"/publish/{told.id}/draft/").status_code == 404


def test_the_command_releases_the_document_that_is_named(told, second, at):
    named = {"by": "user:1", "second": "user:2", "tried": TRIED, "weighed": "Read by two."}
    result = publish_study(study=told.id, document=second.id, **named, at=at)
    assert result.edition.document == second.id
    with pytest.raises(NoSuchDocument):
        publish_study(study=told.id, document=told.id, **named, at=at)


def test_the_one_draft_from_before_becomes_the_report(told, at):
    old = start_document(
        kind="findings", organisation="o", title="Old", subject=str(told.id), by="user:1", at=at
    )
    step = import_module("pennydrop.rooms.publish.migrations.0003_several_documents")
    step.name_the_one_draft(apps, None)
    assert draft_of(told.id).id == old.id and draft_of(told.id).template == "report"
