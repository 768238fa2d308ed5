"""A draft that was never released can be deleted, brought back for a month, and then is gone."""

import datetime as dt
from html import unescape

import pytest
from django.apps import apps
from django.utils import timezone

from pennydrop.core.audit.models import Event
from pennydrop.core.documents.models import Comment, Document, Revision
from pennydrop.rooms.publish.actions.claims import tie_claim
from pennydrop.rooms.publish.actions.comments import comment_on
from pennydrop.rooms.publish.actions.deleting import (
    CannotDelete,
    delete_findings,
    drop_deleted,
    restore_findings,
)
from pennydrop.rooms.publish.actions.drafts import NewFindings, start_findings
from pennydrop.rooms.publish.actions.release import CannotSign, propose_release, sign_release
from pennydrop.rooms.publish.models import Findings, Proposal, ShownLine
from pennydrop.rooms.publish.queries.checks import read_draft
from pennydrop.rooms.publish.queries.drafts import draft_by_id, draft_of, drafts_of
from pennydrop.rooms.publish.queries.own_lines import lines_for
from pennydrop.rooms.publish.queries.waiting import asked_outside, objected_to, to_be_signed
from pennydrop.rooms.publish.rules.claims import Evidence, Kind
from pennydrop.rooms.publish.rules.deleting import OUT, why_not
from tests.publish.conftest import Told
from tests.publish.releasing import reasons, try_it
from tests.publish.showing import hold_a_code, how_to_ask, put_on_show  # noqa: F401

pytestmark = [pytest.mark.django_db(databases=["default", "keys"]), pytest.mark.postgres]

DAY = dt.timedelta(days=1)


@pytest.fixture
def whose(told, quote, owner):
    """A draft that the coordinator started, as themself."""
    start_findings(study=told.card, new=NewFindings(), by=f"user:{owner.pk}", at=timezone.now())
    return draft_of(told.id)


def text(answer):
    return unescape(answer.content.decode())


@pytest.mark.parametrize(
    ("released", "started", "leads", "free"),
    [(False, True, False, True), (False, False, True, True), (False, False, False, False),
     (True, True, True, False)],
)  # fmt: skip
def test_who_may_delete_what(released, started, leads, free):
    assert (why_not(released=released, started=started, leads=leads) == "") is free


def test_it_is_asked_once_and_gone_from_every_page(client, owner, told, whose):
    client.force_login(owner)
    base = f"/publish/{told.id}/{whose.id}/"
    assert f"{base}delete/" in client.get(base).content.decode()
    assert "Until " in text(client.get(f"{base}delete/")) and draft_of(told.id)
    page = text(client.post(f"{base}delete/", follow=True))
    assert "Deleted drafts" in page and "Bring it back" in page
    assert f"{base}check/" not in page
    for there in ("", "check/", "preview/", "evidence/", "comments/", "history/", "delete/"):
        assert client.get(base + there).status_code == 404
    assert not drafts_of(told.id) and "Open the draft" not in text(client.get("/publish/"))
    assert Event.objects.filter(what="publish.draft.delete", on=str(whose.id)).count() == 1


def test_it_comes_back_as_it_was(client, owner, told, whose):
    client.force_login(owner)
    base = f"/publish/{told.id}/{whose.id}/"
    client.post(f"{base}delete/")
    assert client.get(f"{base}restore/").status_code == 405
    assert client.post(f"{base}restore/")["Location"] == base
    assert draft_of(told.id) == whose
    assert "Deleted drafts" not in text(client.get(f"/publish/{told.id}/"))


def test_a_colleague_deletes_what_they_started_alone(client, colleague, told, whose, at):
    client.force_login(colleague)
    theirs = f"/publish/{told.id}/{whose.id}/"
    assert "started it" in text(client.get(f"{theirs}delete/"))
    assert client.post(f"{theirs}delete/").status_code == 403 and draft_by_id(whose.id)
    new = NewFindings(title="A short word")
    by = f"user:{colleague.pk}"
    own = start_findings(study=told.card, new=new, by=by, at=timezone.now()).id
    client.post(f"/publish/{told.id}/{own}/delete/")
    assert draft_by_id(own) is None
    delete_findings(draft=whose, by="user:1", at=timezone.now())
    page = text(client.get(f"/publish/{told.id}/"))
    assert page.count("Bring it back") == 1 and whose.title in page
    client.post(f"{theirs}restore/")
    assert draft_by_id(whose.id) is None


def test_a_stranger_finds_nothing_to_delete(client, stranger, worker, told, whose):
    for somebody, status in ((stranger, 404), (worker, 403)):
        client.force_login(somebody)
        for what in ("delete/", "restore/"):
            address = f"/publish/{told.id}/{whose.id}/{what}"
            assert client.post(address).status_code == status
    assert draft_by_id(whose.id)


def test_what_was_released_stays_and_says_what_to_do(client, owner, told, edition, draft, base):
    client.force_login(owner)
    assert OUT in text(client.get(f"{base}delete/"))
    assert client.post(f"{base}delete/").status_code == 403
    with pytest.raises(CannotDelete, match="corrected edition"):
        delete_findings(draft=draft, by="user:1", at=timezone.now())
    assert draft_by_id(draft.id) and client.get(edition.address).status_code == 200


def test_nothing_in_it_waits_for_anybody(told, draft, at):
    try_it(told, draft, at)
    proposal = propose_release(
        study=told.card, draft=draft, reasons=reasons(told, draft), by="user:1", at=at
    )
    assert to_be_signed([told.id], by="user:2")
    delete_findings(draft=draft, by="user:1", at=at)
    assert not to_be_signed([told.id], by="user:2") and not objected_to([told.id])
    assert not asked_outside([told.id], on=at.date())
    with pytest.raises(CannotSign):
        sign_release(study=told.card, proposal=proposal, by="user:2", at=at)
    restore_findings(document=draft.id, by="user:1", at=at)
    assert not to_be_signed([told.id], by="user:2")


def test_whoever_is_quoted_loses_no_day(told: Told, draft, at):
    hold_a_code(told)
    put_on_show(told)
    today = timezone.localdate()
    (line,) = lines_for(told.person().pk, today)
    now = timezone.now()
    delete_findings(draft=draft, by="user:1", at=now)
    assert lines_for(told.person().pk, today) == []
    restore_findings(document=draft.id, by="user:1", at=now + 5 * DAY)
    (again,) = lines_for(told.person().pk, today)
    assert again.last_day == line.last_day + 5 * DAY


def test_after_a_month_nothing_of_it_is_left(told, draft, at):
    key, card = draft.keys[1], told.card
    comment_on(draft=draft, key=key, text="Shorter?", by="user:1", at=at)
    try_it(told, draft, at)
    put_on_show(told)
    ready = read_draft(card, draft)
    sentence = ready.claims.open[0].sentence.name
    tie_claim(ready=ready, sentences=[sentence], to=Evidence(Kind.NONE), by="user:1", at=at)
    propose_release(study=card, draft=draft, reasons=reasons(told, draft), by="user:1", at=at)
    delete_findings(draft=draft, by="user:1", at=at)
    assert drop_deleted(at=at + 30 * DAY) == 0 and Document.objects.filter(pk=draft.id)
    assert drop_deleted(at=at + 31 * DAY) == 1 and drop_deleted(at=at + 31 * DAY) == 0
    assert not Revision.objects.exists() and not Comment.objects.exists()
    for model in apps.get_app_config("publish").get_models():
        names = {field.name for field in model._meta.get_fields()}
        if "document" in names:
            assert not model.objects.filter(document=draft.id).exists(), model
    assert not Proposal.objects.exists() and not ShownLine.objects.exists()
    with pytest.raises(CannotDelete):
        restore_findings(document=draft.id, by="user:1", at=at)


def test_its_month_ends_also_where_the_clock_stood_still(told, draft, at):
    delete_findings(draft=draft, by="user:1", at=at)
    with pytest.raises(CannotDelete):
        restore_findings(document=draft.id, by="user:1", at=at + 31 * DAY)
    assert draft_by_id(draft.id) is None and Findings.objects.count() == 1


def test_it_does_not_come_back_beside_one_of_its_name(told, draft, at):
    delete_findings(draft=draft, by="user:1", at=at)
    start_findings(study=told.card, new=NewFindings(), by="user:1", at=at)
    with pytest.raises(CannotDelete, match="another title first"):
        restore_findings(document=draft.id, by="user:1", at=at)
    assert len(drafts_of(told.id)) == 1
