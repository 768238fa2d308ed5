"""Writes about themes: a shared meaning round a central idea, in the team's own words."""

import datetime as dt
import uuid
from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from pennydrop.core.audit.actions import record
from pennydrop.rooms.understand.actions.keeping import keep_undo
from pennydrop.rooms.understand.models import Code, ContraryCase, Decision, Quote, Theme, Undo
from pennydrop.rooms.understand.queries.copies import copied
from pennydrop.rooms.understand.rules.copying import NotOurs, check_own_words

__all__ = [
    "BadTheme",
    "NotOurs",
    "ThemeInUse",
    "change_theme",
    "delete_theme",
    "keep_change",
    "make_theme",
    "move_theme",
]

PARTS = ("central_idea", "insight", "narrative", "what_it_is", "what_it_is_not")
LONGEST_TITLE = 120
LONGEST_TEXT = 50_000


class BadTheme(Exception):
    """A theme needs a title of at most 120 characters, and codes of its own study."""


class ThemeInUse(Exception):
    """Quotes were chosen for this theme; they are moved or dropped first."""


@transaction.atomic
def make_theme(
    *, study: UUID, title: str, codes: Iterable[UUID] = (), by: str, at: dt.datetime, **parts: str
) -> Theme:
    """Add a theme after the others. `parts`: central_idea, insight, narrative (Markdown: the story
    of the theme), what_it_is and what_it_is_not; "" where left out.

    Raises BadTheme, or NotOurs where six words in a row stand in a source.
    """
    said = _checked(study, title, {**dict.fromkeys(PARTS, ""), **parts})
    last = Theme.objects.filter(study=study).aggregate(n=Max("order"))["n"]
    theme = Theme.objects.create(
        id=uuid.uuid4(), study=study, order=0 if last is None else last + 1, by=by, at=at, **said
    )
    theme.codes.set(_codes(study, codes))
    keep_undo(
        study=study, kind="theme.made", on=theme.pk, said=f"Made the theme {theme.title}",
        by=by, at=at,
    )  # fmt: skip
    record(what="understand.theme.made", on=str(theme.pk), by=by, at=at)
    return theme


@transaction.atomic
def change_theme(
    *, theme: UUID, title: str, codes: Iterable[UUID], by: str, at: dt.datetime, **parts: str
) -> None:
    """Rewrite a theme; `parts` as in make_theme, and one left out stays. Raises BadTheme or
    NotOurs."""
    row = Theme.objects.get(pk=theme)
    keep_change(theme=row, said=f"Changed the theme {row.title}", by=by, at=at)
    Theme.objects.filter(pk=theme).update(**_checked(row.study, title, parts))
    row.codes.set(_codes(row.study, codes))
    record(what="understand.theme.changed", on=str(theme), by=by, at=at)


@transaction.atomic
def move_theme(*, theme: UUID, place: int, by: str, at: dt.datetime) -> None:
    """Make it number `place` (from 0) among the study's themes."""
    row = Theme.objects.get(pk=theme)
    themes = Theme.objects.filter(study=row.study).order_by("order", "at")
    order = list(themes.values_list("pk", flat=True))
    before = order.index(theme)
    order.remove(theme)
    order.insert(max(0, min(place, len(order))), theme)
    for number, one in enumerate(order):
        Theme.objects.filter(pk=one).exclude(order=number).update(order=number)
    keep_undo(
        study=row.study, kind="theme.moved", on=theme, said=f"Moved the theme {row.title}",
        facts={"before": before}, by=by, at=at,
    )  # fmt: skip
    record(what="understand.theme.moved", on=str(theme), by=by, at=at)


@transaction.atomic
def delete_theme(*, theme: UUID, by: str, at: dt.datetime) -> None:
    """Remove a theme; its codes and passages stay. Raises ThemeInUse while quotes hang on it.

    Undoing brings it back with its contrary cases. What is sealed with a person's words does not
    come back: summaries of the framework, and answers to a check of its insight.
    """
    if Quote.objects.filter(theme=theme).exists():
        raise ThemeInUse("Quotes were chosen for this theme. Move or drop them first.")
    row = Theme.objects.get(pk=theme)
    keep_undo(
        study=row.study, kind="theme.deleted", on=theme, said=f"Deleted the theme {row.title}",
        facts=_all_of(row), by=by, at=at,
    )  # fmt: skip
    row.delete()
    record(what="understand.theme.deleted", on=str(theme), by=by, at=at)


def keep_change(
    *, theme: Theme, said: str, along: Undo | None = None, by: str, at: dt.datetime
) -> Undo:
    """Note what a theme says and which codes it has, before either is changed."""
    before = {name: getattr(theme, name) for name in ("title", *PARTS)}
    codes = [str(code) for code in theme.codes.values_list("pk", flat=True)]
    return keep_undo(
        study=theme.study, kind="theme.changed", on=theme.pk, said=said,
        facts={"before": {**before, "codes": codes}}, along=along, by=by, at=at,
    )  # fmt: skip


def _all_of(theme: Theme) -> dict[str, Any]:
    """Everything that undoing a deletion can bring back: the team's own words, and ids."""
    cases = ContraryCase.objects.filter(theme=theme)
    decisions = Decision.objects.filter(theme=theme)
    return {
        "theme": {f.attname: getattr(theme, f.attname) for f in Theme._meta.concrete_fields},
        "codes": list(theme.codes.values_list("pk", flat=True)),
        "cases": list(cases.values("id", "coding_id", "by", "at")),
        "decisions": list(decisions.values_list("pk", flat=True)),
    }


def _codes(study: UUID, codes: Iterable[UUID]) -> list[Code]:
    wanted = set(codes)
    found = list(Code.objects.filter(study=study, pk__in=wanted))
    if len(found) != len(wanted):
        raise BadTheme("One of the codes is not in this study's codebook any more.")
    return found


def _checked(study: UUID, title: str, parts: Mapping[str, str]) -> dict[str, str]:
    """The title and parts as they are kept."""
    title = " ".join(title.split())
    if not title:
        raise BadTheme("Give the theme a title.")
    if len(title) > LONGEST_TITLE:
        raise BadTheme(f"A title can have {LONGEST_TITLE} characters; this has {len(title)}.")
    if set(parts) - set(PARTS):
        raise TypeError(f"A theme has no such part: {sorted(set(parts) - set(PARTS))}")
    said = {name: text.strip() for name, text in parts.items()}
    if max(map(len, said.values()), default=0) > LONGEST_TEXT:
        raise BadTheme(f"Each part of a theme can have {LONGEST_TEXT:,} characters.")
    check_own_words(copied(study, "\n".join([title, *said.values()])))
    return {"title": title, **said}
