"""Writes about themes: a shared meaning round a central idea, in the team's own words."""

import datetime as dt
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from pennydrop.core.audit.actions import record
from pennydrop.rooms.understand.models import Code, Quote, Theme
from pennydrop.rooms.understand.queries.copies import copied
from pennydrop.rooms.understand.rules.copying import NotOurs, check_own_words

__all__ = [
    "BadTheme",
    "NotOurs",
    "ThemeInUse",
    "change_theme",
    "delete_theme",
    "make_theme",
    "move_theme",
]

LONGEST_TITLE = 120
LONGEST_TEXT = 50_000


class BadTheme(Exception):
    """A theme needs a title of at most 120 characters, and codes of its own study."""


class ThemeInUse(Exception):
    """Quotes were chosen for this theme; they are moved or dropped first."""


@dataclass(frozen=True)
class _Said:
    title: str
    central_idea: str
    insight: str
    narrative: str


@transaction.atomic
def make_theme(
    *,
    study: UUID,
    title: str,
    central_idea: str = "",
    insight: str = "",
    narrative: str = "",
    codes: Iterable[UUID] = (),
    by: str,
    at: dt.datetime,
) -> Theme:
    """Add a theme after the others. `narrative` is Markdown.

    Raises BadTheme, or NotOurs where six words in a row stand in a source.
    """
    said = _checked(study, _Said(title, central_idea, insight, narrative))
    last = Theme.objects.filter(study=study).aggregate(n=Max("order"))["n"]
    theme = Theme.objects.create(
        id=uuid.uuid4(),
        study=study,
        title=said.title,
        central_idea=said.central_idea,
        insight=said.insight,
        narrative=said.narrative,
        order=0 if last is None else last + 1,
        by=by,
        at=at,
    )
    theme.codes.set(_codes(study, codes))
    record(what="understand.theme.made", on=str(theme.pk), by=by, at=at)
    return theme


@transaction.atomic
def change_theme(
    *,
    theme: UUID,
    title: str,
    central_idea: str,
    insight: str,
    narrative: str,
    codes: Iterable[UUID],
    by: str,
    at: dt.datetime,
) -> None:
    """Rewrite a theme. Raises BadTheme or NotOurs."""
    row = Theme.objects.get(pk=theme)
    said = _checked(row.study, _Said(title, central_idea, insight, narrative))
    Theme.objects.filter(pk=theme).update(
        title=said.title,
        central_idea=said.central_idea,
        insight=said.insight,
        narrative=said.narrative,
    )
    row.codes.set(_codes(row.study, codes))
    record(what="understand.theme.changed", on=str(theme), by=by, at=at)


@transaction.atomic
def move_theme(*, theme: UUID, place: int, by: str, at: dt.datetime) -> None:
    """Make it number `place` (from 0) among the study's themes."""
    row = Theme.objects.get(pk=theme)
    others = Theme.objects.filter(study=row.study).exclude(pk=theme).order_by("order", "at")
    order = list(others.values_list("pk", flat=True))
    order.insert(max(0, min(place, len(order))), theme)
    for number, one in enumerate(order):
        Theme.objects.filter(pk=one).exclude(order=number).update(order=number)
    record(what="understand.theme.moved", on=str(theme), by=by, at=at)


@transaction.atomic
def delete_theme(*, theme: UUID, by: str, at: dt.datetime) -> None:
    """Remove a theme; its codes and passages stay. Raises ThemeInUse while quotes hang on it."""
    if Quote.objects.filter(theme=theme).exists():
        raise ThemeInUse("Quotes were chosen for this theme. Move or drop them first.")
    Theme.objects.get(pk=theme).delete()
    record(what="understand.theme.deleted", on=str(theme), by=by, at=at)


def _codes(study: UUID, codes: Iterable[UUID]) -> list[Code]:
    wanted = set(codes)
    found = list(Code.objects.filter(study=study, pk__in=wanted))
    if len(found) != len(wanted):
        raise BadTheme("One of the codes is not in this study's codebook any more.")
    return found


def _checked(study: UUID, said: _Said) -> _Said:
    title = " ".join(said.title.split())
    if not title:
        raise BadTheme("Give the theme a title.")
    if len(title) > LONGEST_TITLE:
        raise BadTheme(f"A title can have {LONGEST_TITLE} characters; this has {len(title)}.")
    texts = [said.central_idea.strip(), said.insight.strip(), said.narrative.strip()]
    if max(map(len, texts)) > LONGEST_TEXT:
        raise BadTheme(f"Each part of a theme can have {LONGEST_TEXT:,} characters.")
    check_own_words(copied(study, "\n".join([title, *texts])))
    return _Said(title, *texts)
