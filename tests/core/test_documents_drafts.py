"""Drafts grow by revisions: nobody overwrites anybody, and no revision changes."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from pennydrop.core.audit.models import Event
from pennydrop.core.documents import actions
from pennydrop.core.documents.actions import (
    Stale,
    delete_document,
    rename_document,
    save_revision,
    start_document,
)
from pennydrop.core.documents.blocks import Heading, Prose, QuoteRef
from pennydrop.core.documents.models import AppendOnly, Document, Revision
from pennydrop.core.documents.queries import documents_of, history, newest_revision, revision
from pennydrop.core.documents.stored import BadBlock

pytestmark = pytest.mark.django_db
NOON = dt.datetime(2026, 3, 2, 12, tzinfo=dt.UTC)
LATER = NOON + dt.timedelta(hours=1)
FIRST = (Heading(2, "Key points"), QuoteRef("q1"))
SECOND = (*FIRST, Prose("More."))


@pytest.fixture
def draft():
    return start_document(
        kind="findings",
        organisation="o1",
        subject="s1",
        title="Findings",
        blocks=FIRST,
        by="dev",
        at=NOON,
    )


def save(draft, based_on, blocks=SECOND, by="ros"):
    return save_revision(document=draft, blocks=blocks, based_on=based_on, by=by, at=LATER)


def test_a_draft_begins_with_its_first_revision(draft):
    found = newest_revision(draft.id)
    assert (found.number, found.blocks, found.by, found.at) == (1, FIRST, "dev", NOON)
    assert documents_of(kind="findings", subject="s1") == (draft,)


def test_each_save_adds_one_and_keeps_the_one_before(draft):
    save(draft, based_on=1)
    assert newest_revision(draft.id).blocks == SECOND
    assert revision(draft.id, 1).blocks == FIRST
    assert [(line.number, line.by) for line in history(draft.id)] == [(2, "ros"), (1, "dev")]


def test_nobody_overwrites_what_they_have_not_seen(draft):
    save(draft, based_on=1)
    with pytest.raises(Stale, match="Somebody else saved revision 2") as caught:
        save(draft, based_on=1, by="dev")
    assert caught.value.newest == 2
    assert Revision.objects.count() == 2


def test_nobody_builds_on_what_does_not_exist(draft):
    with pytest.raises(Stale):
        save(draft, based_on=2)


def test_of_two_saves_at_once_one_wins(draft, monkeypatch):
    newest = actions._newest
    seen = []

    def behind(document):
        """The first look comes before the other person's save, later ones after it."""
        seen.append(newest(document))
        return 1 if len(seen) == 1 else seen[-1]

    save(draft, based_on=1)
    monkeypatch.setattr(actions, "_newest", behind)
    with pytest.raises(Stale) as caught:
        save(draft, based_on=1, by="dev")
    assert caught.value.newest == 2
    assert newest_revision(draft.id).by == "ros"


def test_a_refused_save_leaves_no_record(draft):
    with pytest.raises(BadBlock, match="Block 1"):
        save(draft, based_on=1, blocks=(Prose(" "),))
    with pytest.raises(Stale):
        save(draft, based_on=7)
    assert [event.what for event in Event.objects.all()] == ["documents.document.start"]


def test_a_revision_is_never_changed_or_removed_by_itself(draft):
    row = Revision.objects.get()
    row.by = "somebody"
    for attempt in (
        row.save,
        row.delete,
        lambda: Revision.objects.update(by="somebody"),
        lambda: Revision.objects.all().delete(),
        lambda: Revision.objects.bulk_update([row], ["by"]),
    ):
        with pytest.raises(AppendOnly), transaction.atomic():
            attempt()
    assert newest_revision(draft.id).by == "dev"


def test_the_database_allows_each_number_once(draft):
    with pytest.raises(IntegrityError), transaction.atomic():
        Revision.objects.create(document=draft, number=1, blocks=[], by="x", at=NOON)
    with pytest.raises(IntegrityError), transaction.atomic():
        Revision.objects.create(document=draft, number=0, blocks=[], by="x", at=NOON)


def test_a_document_goes_with_every_revision(draft):
    save(draft, based_on=1)
    delete_document(document=draft, by="dev", at=LATER)
    assert not Document.objects.exists()
    assert not Revision.objects.exists()


def test_every_write_leaves_a_record_without_words(draft):
    save(draft, based_on=1)
    rename_document(document=draft, title="canary", by="dev", at=LATER)
    on = str(draft.id)
    delete_document(document=draft, by="dev", at=LATER)
    assert [(e.what, e.on, e.by) for e in Event.objects.order_by("id")] == [
        ("documents.document.start", on, "dev"),
        ("documents.revision.save", on, "ros"),
        ("documents.document.rename", on, "dev"),
        ("documents.document.delete", on, "dev"),
    ]
