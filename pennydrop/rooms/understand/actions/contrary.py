"""Writes about contrary cases: words that speak against a theme, looked for on purpose."""

import datetime as dt
from uuid import UUID

from django.db import transaction

from pennydrop.core.audit.actions import record
from pennydrop.rooms.understand.actions.approach import note_decision
from pennydrop.rooms.understand.models import Coding, ContraryCase, Theme
from pennydrop.rooms.understand.queries.evidence import CONTRARY


class BadCase(Exception):
    """A contrary case is a coded passage of the theme's own study."""


@transaction.atomic
def choose_contrary(*, theme: UUID, coding: int, by: str, at: dt.datetime) -> ContraryCase:
    """Choose a coded passage as one that speaks against the theme; once. Raises BadCase."""
    study = Theme.objects.values_list("study", flat=True).get(pk=theme)
    if not Coding.objects.filter(pk=coding, text__study=study).exists():
        raise BadCase("That passage is not coded in this study any more.")
    row, new = ContraryCase.objects.get_or_create(
        theme_id=theme, coding_id=coding, defaults={"by": by, "at": at}
    )
    if new:
        record(what="understand.contrary.chosen", on=str(row.pk), by=by, at=at)
    return row


@transaction.atomic
def drop_contrary(*, case: UUID, by: str, at: dt.datetime) -> None:
    """No longer a contrary case; the coding stays."""
    if ContraryCase.objects.filter(pk=case).delete()[0]:
        record(what="understand.contrary.dropped", on=str(case), by=by, at=at)


@transaction.atomic
def looked_and_found_none(*, theme: UUID, how: str, by: str, at: dt.datetime) -> None:
    """Say that somebody looked for contrary cases and found none, and how they looked. It stays in
    the decision trail. Raises BadEntry without words, or NotOurs."""
    row = Theme.objects.get(pk=theme)
    note_decision(study=row.study, about=CONTRARY, words=how, theme=theme, by=by, at=at)
