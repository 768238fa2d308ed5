"""Writes about contrary cases: words that speak against a theme, looked for on purpose."""

import datetime as dt
from uuid import UUID

from django.db import transaction

from pennydrop.core.audit.actions import record
from pennydrop.rooms.understand.actions.approach import note_decision
from pennydrop.rooms.understand.actions.keeping import keep_undo
from pennydrop.rooms.understand.models import Coding, ContraryCase, Theme
from pennydrop.rooms.understand.queries.alike import alike
from pennydrop.rooms.understand.queries.evidence import CONTRARY


class BadCase(Exception):
    """A contrary case is a coded passage of the theme's own study."""


@transaction.atomic
def choose_contrary(*, theme: UUID, coding: int, by: str, at: dt.datetime) -> ContraryCase:
    """Choose a coded passage as one that speaks against the theme; the same words once, however
    many people coded them. Raises BadCase."""
    against = Theme.objects.get(pk=theme)
    coded = Coding.objects.filter(pk=coding, text__study=against.study).first()
    if coded is None:
        raise BadCase("That passage is not coded in this study any more.")
    cases = ContraryCase.objects.filter(theme=against)
    chosen = cases.filter(coding__in=alike(Coding.objects.all(), [coding])).first()
    if chosen is not None:
        return chosen
    row = ContraryCase.objects.create(theme=against, coding=coded, by=by, at=at)
    _keep(row, "chosen", "Chose a contrary case of", by=by, at=at)
    record(what="understand.contrary.chosen", on=str(row.pk), by=by, at=at)
    return row


@transaction.atomic
def drop_contrary(*, case: UUID, by: str, at: dt.datetime) -> None:
    """No longer a contrary case; the coding stays."""
    row = ContraryCase.objects.select_related("theme").filter(pk=case).first()
    if row is None:
        return
    _keep(row, "dropped", "Dropped a contrary case of", by=by, at=at)
    row.delete()
    record(what="understand.contrary.dropped", on=str(case), by=by, at=at)


@transaction.atomic
def looked_and_found_none(*, theme: UUID, how: str, by: str, at: dt.datetime) -> None:
    """Say that somebody looked for contrary cases and found none, and how they looked. It stays in
    the decision trail. Raises BadEntry without words, or NotOurs."""
    row = Theme.objects.get(pk=theme)
    note_decision(study=row.study, about=CONTRARY, words=how, theme=theme, by=by, at=at)


def _keep(row: ContraryCase, what: str, deed: str, *, by: str, at: dt.datetime) -> None:
    facts = {"theme": row.theme_id, "coding": row.coding_id, "by": row.by, "at": row.at}
    keep_undo(
        study=row.theme.study, kind=f"contrary.{what}", on=row.pk,
        said=f"{deed} the theme {row.theme.title}", facts=facts, by=by, at=at,
    )  # fmt: skip
