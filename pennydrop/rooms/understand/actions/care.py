"""Writes of reading with care: content notes, opening what is folded, and limits."""

import datetime as dt
from uuid import UUID

from django.db import transaction

from pennydrop.core.audit.actions import record
from pennydrop.rooms.understand.actions.codings import check_passage
from pennydrop.rooms.understand.models import HardOpened, HardPassage, ReadingLimit
from pennydrop.rooms.understand.queries.care import limit_of, opened_today
from pennydrop.rooms.understand.rules.care import NOTES, check_limit, check_open


class BadNote(Exception):
    """A content note is one of the list, and is taken off by who set it or by a coordinator."""


@transaction.atomic
def mark_hard(
    *, text: UUID, start: int, end: int, note: str, by: str, at: dt.datetime
) -> HardPassage:
    """Put a content note on the passage [start, end). For whoever sets it, it stays open.

    Raises BadNote, or BadPassage."""
    if note not in NOTES:
        raise BadNote("Choose what makes it hard to read.")
    check_passage(text=text, start=start, end=end)
    row = HardPassage.objects.create(
        text_id=text, start=start, end=end, note=note, by=by, at=at
    )  # fmt: skip
    HardOpened.objects.create(passage=row, by=by, on=at.date())
    record(what="understand.hard.marked", on=str(row.pk), by=by, at=at)
    return row


@transaction.atomic
def unmark_hard(*, passage: UUID, lead: bool = False, by: str, at: dt.datetime) -> None:
    """Take a content note off. `lead`: a coordinator may take off other people's.

    Raises BadNote."""
    row = HardPassage.objects.get(pk=passage)
    if row.by != by and not lead:
        raise BadNote("Only the person who set this note, or a coordinator, can take it off.")
    row.delete()
    record(what="understand.hard.unmarked", on=str(passage), by=by, at=at)


@transaction.atomic
def open_hard(*, passage: UUID, on: dt.date, by: str, at: dt.datetime) -> int:
    """Open a folded passage for this reader. `on`: their day. Returns how many they have opened on
    it. Raises LimitReached. Who reads what is no matter for the record: it is not written there."""
    row = HardPassage.objects.select_related("text").get(pk=passage)
    if not HardOpened.objects.filter(passage=row, by=by).exists():
        check_open(opened_today(by, on=on), limit_of(row.text.study, by))
        HardOpened.objects.create(passage=row, by=by, on=on)
    return opened_today(by, on=on)


@transaction.atomic
def set_limit(
    *, study: UUID, most: int | None, whole_study: bool = False, by: str, at: dt.datetime
) -> None:
    """Set how many hard passages a day one opens: for oneself, or for everybody in the study who
    has set none (`whole_study`). None: no limit of one's own, so that the study's holds.

    Raises BadLimit."""
    whose = "" if whole_study else by
    if most is None:
        ReadingLimit.objects.filter(study=study, by=whose).delete()
    else:
        check_limit(most)
        ReadingLimit.objects.update_or_create(study=study, by=whose, defaults={"most": most})
    if whole_study:
        record(what="understand.limit.set", on=str(study), by=by, at=at)
