"""Read drafts."""

import datetime as dt
import uuid
from dataclasses import dataclass

from pennydrop.core.documents.blocks import Block
from pennydrop.core.documents.keys import keys_by_place
from pennydrop.core.documents.models import Document, Revision
from pennydrop.core.documents.stored import read_blocks


@dataclass(frozen=True)
class RevisionView:
    """One revision, read."""

    document_id: uuid.UUID
    number: int
    blocks: tuple[Block, ...]
    keys: tuple[str, ...]
    by: str
    at: dt.datetime


@dataclass(frozen=True)
class RevisionLine:
    """One line of a document's history."""

    number: int
    by: str
    at: dt.datetime


def documents_of(*, kind: str, subject: str) -> tuple[Document, ...]:
    """The documents of one kind about one subject, by title."""
    return tuple(Document.objects.filter(kind=kind, subject=subject).order_by("title", "id"))


def newest_revision(document_id: uuid.UUID) -> RevisionView | None:
    """The newest revision, or None where there is no such document."""
    row = Revision.objects.filter(document_id=document_id).order_by("-number").first()
    return _view(row) if row else None


def revision(document_id: uuid.UUID, number: int) -> RevisionView | None:
    """One revision by its number, or None."""
    row = Revision.objects.filter(document_id=document_id, number=number).first()
    return _view(row) if row else None


def history(document_id: uuid.UUID) -> tuple[RevisionLine, ...]:
    """Who saved when, newest first."""
    rows = Revision.objects.filter(document_id=document_id).order_by("-number")
    return tuple(RevisionLine(*row) for row in rows.values_list("number", "by", "at"))


def _view(row: Revision) -> RevisionView:
    blocks = read_blocks(row.blocks)
    keys = tuple(row.keys) or keys_by_place(len(blocks))
    return RevisionView(row.document_id, row.number, blocks, keys, row.by, row.at)
