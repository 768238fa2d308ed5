"""Start a draft and add revisions to it."""

import datetime as dt
from collections.abc import Sequence

from django.db import IntegrityError, transaction

from pennydrop.core.audit.actions import record
from pennydrop.core.documents.blocks import Block
from pennydrop.core.documents.keys import check_keys, new_key
from pennydrop.core.documents.models import Document, Revision
from pennydrop.core.documents.stored import block_data, read_blocks


class Stale(RuntimeError):
    """Somebody saved in the meantime: `newest` is the number of what they saved."""

    def __init__(self, newest: int) -> None:
        self.newest = newest
        super().__init__(
            f"Somebody else saved revision {newest} while you were writing. "
            "Nothing was overwritten: look at theirs, then save yours again."
        )


@transaction.atomic
def start_document(
    *,
    kind: str,
    organisation: str,
    title: str,
    subject: str = "",
    blocks: Sequence[Block] = (),
    by: str,
    at: dt.datetime,
) -> Document:
    """A new document with its first revision. Raises BadBlock where a block cannot be kept."""
    kept = _kept(blocks)
    document = Document.objects.create(
        kind=kind, subject=subject, organisation=organisation, title=title
    )
    keys = _keys((), kept)
    Revision.objects.create(document=document, number=1, blocks=kept, keys=keys, by=by, at=at)
    record(what="documents.document.start", on=str(document.id), by=by, at=at)
    return document


@transaction.atomic
def save_revision(
    *, document: Document, blocks: Sequence[Block], keys: Sequence[str] = (), based_on: int,
    by: str, at: dt.datetime,
) -> Revision:  # fmt: skip
    """A new revision after `based_on`, the number of the revision the writer had before them.
    `keys`: one for each block (see keys.py); without them each block is taken for a new one.

    Raises Stale when that is no longer the newest one, BadBlock where a block cannot be kept,
    and BadKeys. Two people saving at once cannot both win: the database allows each number once.
    """
    kept = _kept(blocks)
    known = _keys(keys, kept)
    newest = _newest(document)
    if based_on != newest:
        raise Stale(newest)
    try:
        with transaction.atomic():
            revision = Revision.objects.create(
                document=document, number=newest + 1, blocks=kept, keys=known, by=by, at=at
            )
    except IntegrityError:
        raise Stale(_newest(document)) from None
    record(what="documents.revision.save", on=str(document.id), by=by, at=at)
    return revision


@transaction.atomic
def rename_document(*, document: Document, title: str, by: str, at: dt.datetime) -> None:
    """Give a document another title."""
    Document.objects.filter(pk=document.pk).update(title=title)
    document.title = title
    record(what="documents.document.rename", on=str(document.id), by=by, at=at)


@transaction.atomic
def delete_document(*, document: Document, by: str, at: dt.datetime) -> None:
    """Remove a document with every revision."""
    on = str(document.id)
    document.delete()
    record(what="documents.document.delete", on=on, by=by, at=at)


def _kept(blocks: Sequence[Block]) -> list[dict[str, object]]:
    data = block_data(blocks)
    read_blocks(data)
    return data


def _keys(keys: Sequence[str], kept: Sequence[object]) -> list[str]:
    known = list(keys) or [new_key() for _ in kept]
    check_keys(known, len(kept))
    return known


def _newest(document: Document) -> int:
    numbers = Revision.objects.filter(document=document).order_by("-number")
    return numbers.values_list("number", flat=True).first() or 0
