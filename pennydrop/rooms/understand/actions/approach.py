"""Writes about how a study works: its approach, the decision trail, the reflexivity journal."""

import datetime as dt
from uuid import UUID

from django.db import transaction

from pennydrop.core.audit.actions import record
from pennydrop.rooms.listen.public import set_approach
from pennydrop.rooms.understand.models import Decision, JournalEntry
from pennydrop.rooms.understand.models.approach import ABOUT
from pennydrop.rooms.understand.queries.approach import approach_in
from pennydrop.rooms.understand.queries.copies import copied
from pennydrop.rooms.understand.rules.approach import BadApproach, check_change
from pennydrop.rooms.understand.rules.copying import NotOurs, check_own_words

__all__ = [
    "BadApproach",
    "BadEntry",
    "NotOurs",
    "change_approach",
    "note_decision",
    "remove_entry",
    "share_entry",
    "write_entry",
]

LONGEST = 20_000


class BadEntry(Exception):
    """A note needs words, and a journal entry belongs to its writer."""


@transaction.atomic
def change_approach(*, study: UUID, approach: str, reason: str, by: str, at: dt.datetime) -> None:
    """Analyse in another way from now on; what was made until now stays. The reason goes into the
    decision trail. Raises BadApproach, or NotOurs."""
    before = approach_in(study)
    wanted = check_change(before, approach, reason)
    said = f"From {before.value} to {wanted.value}. {reason.strip()}"
    note_decision(study=study, about="approach", words=said, by=by, at=at)
    set_approach(study=study, approach=wanted.value, by=by, at=at)


@transaction.atomic
def note_decision(
    *, study: UUID, about: str, words: str, theme: UUID | None = None, by: str, at: dt.datetime
) -> Decision:
    """Add to the decision trail, which is never changed. `about`: one of models.approach.ABOUT.

    Raises BadEntry, or NotOurs for six words in a row of a source.
    """
    said = _checked(study, words)
    if about not in ABOUT:
        raise BadEntry("Choose what the decision was about.")
    row = Decision.objects.create(
        study=study, about=about, theme_id=theme, words=said, by=by, at=at
    )
    record(what="understand.decision.noted", on=str(row.pk), by=by, at=at)
    return row


@transaction.atomic
def write_entry(
    *, study: UUID, words: str, shared: bool = False, by: str, at: dt.datetime
) -> JournalEntry:
    """Write in one's reflexivity journal: for oneself, or `shared` with the team.

    Raises BadEntry, or NotOurs: a journal is kept when people take their words back.
    """
    said = _checked(study, words)
    row = JournalEntry.objects.create(study=study, words=said, shared=shared, by=by, at=at)
    record(what="understand.journal.written", on=str(row.pk), by=by, at=at)
    return row


@transaction.atomic
def share_entry(*, entry: UUID, shared: bool, by: str, at: dt.datetime) -> None:
    """Show one's own entry to the team, or take it back to oneself. Raises BadEntry."""
    if not JournalEntry.objects.filter(pk=entry, by=by).update(shared=shared):
        raise BadEntry("Only the person who wrote an entry can share it.")
    record(what="understand.journal.shared", on=str(entry), by=by, at=at)


@transaction.atomic
def remove_entry(*, entry: UUID, by: str, at: dt.datetime) -> None:
    """Take one's own entry out of the journal. Raises BadEntry."""
    if not JournalEntry.objects.filter(pk=entry, by=by).delete()[0]:
        raise BadEntry("Only the person who wrote an entry can remove it.")
    record(what="understand.journal.removed", on=str(entry), by=by, at=at)


def _checked(study: UUID, words: str) -> str:
    said = words.strip()
    if not said:
        raise BadEntry("Write something first.")
    if len(said) > LONGEST:
        raise BadEntry(f"A note can have {LONGEST:,} characters; this has {len(said):,}.")
    check_own_words(copied(study, said))
    return said
