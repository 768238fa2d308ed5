"""Read themes."""

from dataclasses import dataclass
from uuid import UUID

from pennydrop.rooms.understand.models import (
    ContraryCase,
    MemberAnswer,
    MemberCheck,
    Quote,
    Summary,
    Theme,
)
from pennydrop.rooms.understand.queries.codes import CodeRow, codebook
from pennydrop.rooms.understand.queries.grouped import Counted, counted_together


@dataclass(frozen=True)
class ThemeRow:
    """A theme with its codes in codebook order. `passages`: on how many stretches of words any of
    its codes lies; `people`: kind of source -> how many people (true figures, for the team only).
    """

    id: UUID
    study: UUID
    title: str
    central_idea: str
    insight: str
    narrative: str
    what_it_is: str
    what_it_is_not: str
    order: int
    codes: tuple[CodeRow, ...]
    people: dict[str, int]
    passages: int

    @property
    def everyone(self) -> int:
        return sum(self.people.values())


def themes(study: UUID, book: list[CodeRow] | None = None, *, count: bool = True) -> list[ThemeRow]:
    """The study's themes, in the order that the team gave them. Without `count` passages and
    people are not counted (0 and nobody)."""
    rows = list(Theme.objects.filter(study=study).order_by("order", "at"))
    return _rows(study, rows, codebook(study) if book is None else book, count=count)


def theme(study: UUID, theme: UUID, *, count: bool = True) -> ThemeRow | None:
    """One theme. Without `count` its passages and people are not counted (0 and nobody)."""
    rows = list(Theme.objects.filter(study=study, pk=theme))
    found = _rows(study, rows, codebook(study, count=count), count=count)
    return found[0] if found else None


@dataclass(frozen=True)
class Hangs:
    """What hangs on a theme. Quotes keep it from being deleted; contrary cases come back with it;
    the rest is sealed with people's words, and gone."""

    quotes: int
    cases: int
    summaries: int
    checks: int
    answers: int


def hangs_on(theme: UUID) -> Hangs:
    return Hangs(
        quotes=Quote.objects.filter(theme=theme).count(),
        cases=ContraryCase.objects.filter(theme=theme).count(),
        summaries=Summary.objects.filter(theme=theme).count(),
        checks=MemberCheck.objects.filter(theme=theme).count(),
        answers=MemberAnswer.objects.filter(check_sent__theme=theme).count(),
    )


def theme_titles(study: UUID) -> dict[UUID, list[str]]:
    """Code -> titles of the themes that it is part of."""
    titles: dict[UUID, list[str]] = {}
    rows = Theme.objects.filter(study=study, codes__isnull=False).order_by("order", "at")
    for code, title in rows.values_list("codes", "title"):
        titles.setdefault(code, []).append(title)
    return titles


def themes_named(study: UUID) -> list[tuple[UUID, str]]:
    """Every theme by id and title, in the order that the team gave them: one query."""
    rows = Theme.objects.filter(study=study).order_by("order", "at")
    return list(rows.values_list("pk", "title"))


def _rows(
    study: UUID, rows: list[Theme], book: list[CodeRow], *, count: bool = True
) -> list[ThemeRow]:
    held: dict[UUID, set[UUID]] = {row.pk: set() for row in rows}
    links = Theme.objects.filter(pk__in=held, codes__isnull=False).values_list("pk", "codes")
    for theme_id, code in links:
        held[theme_id].add(code)
    counted = counted_together(study, held) if count else {}
    nothing = Counted(0, {})
    return [
        ThemeRow(
            id=row.pk,
            study=row.study,
            title=row.title,
            central_idea=row.central_idea,
            insight=row.insight,
            narrative=row.narrative,
            what_it_is=row.what_it_is,
            what_it_is_not=row.what_it_is_not,
            order=row.order,
            codes=tuple(code for code in book if code.id in held[row.pk]),
            people=counted.get(row.pk, nothing).people,
            passages=counted.get(row.pk, nothing).passages,
        )
        for row in rows
    ]
