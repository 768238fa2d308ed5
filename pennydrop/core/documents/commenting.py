"""Talk about a block of a draft: comments, answers, and what is settled."""

import datetime as dt
import uuid
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction

from pennydrop.core.audit.actions import record
from pennydrop.core.documents.models import Comment, Document

LONGEST_COMMENT = 2000


class BadComment(ValueError):
    """The comment is empty or too long, or there is nothing to answer or settle."""


@dataclass(frozen=True)
class Said:
    """One comment or answer."""

    text: str
    by: str
    at: dt.datetime


@dataclass(frozen=True)
class Thread:
    """A comment on the block with key `block`, and its answers in order."""

    id: int
    block: str
    said: tuple[Said, ...]
    settled_by: str = ""
    settled_at: dt.datetime | None = None

    @property
    def open(self) -> bool:
        return self.settled_at is None


@transaction.atomic
def add_comment(
    *, document: Document, block: str, text: str, answers: int | None = None, by: str,
    at: dt.datetime,
) -> Comment:  # fmt: skip
    """Say something about a block; `answers` is the id of the thread it belongs to, which is
    open again from then on. Raises BadComment."""
    said = text.strip()
    if not said or len(said) > LONGEST_COMMENT:
        raise BadComment(f"A comment needs words, at most {LONGEST_COMMENT} characters.")
    first = _first(document, answers) if answers is not None else None
    if first:
        _settle(first, "", None)
    made = Comment.objects.create(
        document=document, block=first.block if first else block, first=first, text=said, by=by,
        at=at,
    )  # fmt: skip
    record(what="documents.comment.add", on=str(document.id), by=by, at=at)
    return made


@transaction.atomic
def settle_comment(*, document: Document, thread: int, by: str, at: dt.datetime) -> None:
    """Say that a thread needs no more talk. Settled already: nothing changes. Raises
    BadComment."""
    first = _first(document, thread)
    if first.settled_at is None:
        _settle(first, by, at)
        record(what="documents.comment.settle", on=str(document.id), by=by, at=at)


def threads_of(document: uuid.UUID) -> tuple[Thread, ...]:
    """Every thread of a document, oldest first."""
    rows = list(Comment.objects.filter(document=document).order_by("at", "id"))
    said: dict[int, list[Said]] = {}
    for row in rows:
        said.setdefault(row.first_id or row.pk, []).append(Said(row.text, row.by, row.at))
    return tuple(
        Thread(row.pk, row.block, tuple(said[row.pk]), row.settled_by, row.settled_at)
        for row in rows
        if row.first_id is None
    )


def open_by_block(threads: Iterable[Thread]) -> Counter[str]:
    """key of a block -> how many threads on it are open."""
    return Counter(thread.block for thread in threads if thread.open)


def _first(document: Document, thread: int) -> Comment:
    found = Comment.objects.filter(document=document, pk=thread, first=None).first()
    if found is None:
        raise BadComment("There is no such comment here.")
    return found


def _settle(first: Comment, by: str, at: dt.datetime | None) -> None:
    first.settled_by, first.settled_at = by, at
    first.save(update_fields=["settled_by", "settled_at"])
