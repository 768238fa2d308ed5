"""How writes to what stands beside a theme are undone: contrary cases, and summaries of people."""

import datetime as dt
from uuid import UUID

from pennydrop.core.vault.sealing import unseal
from pennydrop.rooms.understand.actions.contrary import choose_contrary, drop_contrary
from pennydrop.rooms.understand.actions.framework import sum_up
from pennydrop.rooms.understand.actions.undo.refusing import CannotUndo
from pennydrop.rooms.understand.models import AsideSummary, ContraryCase, Summary, Theme, Undo
from pennydrop.rooms.understand.queries.framework import TABLE


def choose_no_longer(row: Undo, by: str, at: dt.datetime) -> str:
    if not ContraryCase.objects.filter(pk=row.on).exists():
        raise CannotUndo("It is no contrary case any more.")
    drop_contrary(case=UUID(row.on), by=by, at=at)
    return "Undone: it is no contrary case any more."


def choose_again(row: Undo, by: str, at: dt.datetime) -> str:
    theme = Theme.objects.get(pk=row.facts["theme"])
    choose_contrary(theme=theme.pk, coding=row.facts["coding"], by=by, at=at)
    return "Undone: it is a contrary case again."


def sum_up_as_before(row: Undo, by: str, at: dt.datetime) -> str:
    aside = AsideSummary.objects.filter(undo=row).first()
    if aside is None:
        raise CannotUndo("This person took their words back.")
    now = Summary.objects.filter(theme=aside.theme, participant=aside.participant).first()
    if now is not None and str(now.pk) != row.on:
        raise CannotUndo("Somebody wrote another summary of this person since.")
    sum_up(
        theme=aside.theme, participant=aside.participant, words=_words(aside), id=aside.summary,
        by=by, at=at,
    )  # fmt: skip
    return "Undone: the summary is as it was before."


def _words(aside: AsideSummary) -> str:
    if aside.sealed is None:
        return ""
    return unseal(
        aside.sealed, participant=aside.participant, key="words", table=TABLE, row=aside.summary,
        field="sealed",
    )  # fmt: skip
