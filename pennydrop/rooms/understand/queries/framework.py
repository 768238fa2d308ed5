"""Read the framework's table: people by themes, with a summary in each cell."""

from collections import defaultdict
from dataclasses import dataclass
from uuid import UUID

from pennydrop.core.documents.csv_writing import as_csv
from pennydrop.core.vault.sealing import unseal, warm
from pennydrop.rooms.understand.models import Segment, Summary, Theme
from pennydrop.rooms.understand.queries.alike import Alike, told_once
from pennydrop.rooms.understand.queries.blind import codings_seen
from pennydrop.rooms.understand.queries.codings import codings_with, passages
from pennydrop.rooms.understand.queries.counts import ASKING, turns_with
from pennydrop.rooms.understand.queries.people import counted, readable

TABLE = "understand_summary"


@dataclass(frozen=True)
class Cell:
    """One person under one theme. `passages`: on how many stretches of theirs the theme's codes
    lie; `summary` "" while nobody has written one."""

    theme: UUID
    passages: int
    summary: str


@dataclass(frozen=True)
class Case:
    """One person's row, under their pseudonym."""

    participant: UUID
    name: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Matrix:
    """`themes`: (id, title) along the top, in the team's order."""

    themes: tuple[tuple[UUID, str], ...]
    cases: tuple[Case, ...]


def matrix(study: UUID) -> Matrix:
    """Everybody who has words in the study and agrees that they are analysed. Words of people who
    no longer do are not opened."""
    themes = _themes(study)
    heard = _heard(study)
    told = _summaries(study)
    people = counted(study)
    cases = tuple(
        Case(
            person,
            name,
            tuple(
                Cell(theme, len(heard[person, theme]), told.get((person, theme), ""))
                for theme, _ in themes
            ),
        )
        for person, name in sorted(names_in(study).items(), key=lambda row: row[1])
        if person in people
    )
    return Matrix(themes, cases)


def names_in(study: UUID) -> dict[UUID, str]:
    """Everybody who has words in the study's analysis, by the pseudonym that stands beside them."""
    rows = Segment.objects.filter(text__study=study).exclude(speaker__in=ASKING)
    return dict(rows.order_by("text__order").values_list("participant", "speaker").distinct())


def filled(study: UUID) -> tuple[int, int]:
    """Of the cells with passages behind them, how many have a summary; and how many there are."""
    people = counted(study)
    cells = {place for place, on in _heard(study).items() if on and place[0] in people}
    rows = Summary.objects.filter(theme__study=study).values_list("participant", "theme")
    return len(cells & set(rows)), len(cells)


def behind(theme: UUID, participant: UUID, *, reader: str) -> list[Alike]:
    """The passages behind a cell, as they are now, in reading order, that `reader` may see."""
    row = Theme.objects.get(pk=theme)
    codes = list(row.codes.values_list("pk", flat=True))
    theirs = turns_with(codes).filter(participant=participant).values("text__coding__pk")
    seen = codings_seen(codings_with(codes).filter(pk__in=theirs), row.study, reader)
    return told_once(passages(row.study, seen, reader=reader))


def summary_of(theme: UUID, participant: UUID) -> str:
    """The summary in one cell; "" where there is none, or where it may not be read."""
    row = Summary.objects.filter(theme=theme, participant=participant).first()
    study = Theme.objects.values_list("study", flat=True).get(pk=theme)
    if row is None or participant not in readable(study, {participant}):
        return ""
    return open_summary(row)


def open_summary(row: Summary) -> str:
    return unseal(
        row.sealed, participant=row.participant, key="words", table=TABLE, row=row.pk,
        field="sealed",
    )  # fmt: skip


def matrix_csv(study: UUID) -> str:
    """The table as CSV: a row for each person, a column for each theme."""
    found = matrix(study)
    rows = ([case.name, *(cell.summary for cell in case.cells)] for case in found.cases)
    return as_csv(["person", *(title for _, title in found.themes)], rows)


def _themes(study: UUID) -> tuple[tuple[UUID, str], ...]:
    rows = Theme.objects.filter(study=study).order_by("order", "at")
    return tuple(rows.values_list("pk", "title"))


def _heard(study: UUID) -> dict[tuple[UUID, UUID], set[tuple[UUID, int, int]]]:
    """(person, theme) -> the stretches of text that the theme's codes lie on in their turns."""
    themes: dict[UUID, list[UUID]] = defaultdict(list)
    links = Theme.objects.filter(study=study, codes__isnull=False).values_list("codes", "pk")
    for code, theme in links:
        themes[code].append(theme)
    found: dict[tuple[UUID, UUID], set[tuple[UUID, int, int]]] = defaultdict(set)
    rows = turns_with(list(themes)).filter(text__study=study)
    coded = [f"text__coding__{name}" for name in ("code", "start", "end")]
    for person, text, code, start, end in rows.values_list("participant", "text", *coded):
        for theme in themes[code]:
            found[person, theme].add((text, start, end))
    return found


def _summaries(study: UUID) -> dict[tuple[UUID, UUID], str]:
    rows = list(Summary.objects.filter(theme__study=study))
    warm({row.participant for row in rows}, "words")
    allowed = readable(study, {row.participant for row in rows})
    return {
        (row.participant, row.theme_id): open_summary(row)
        for row in rows
        if row.participant in allowed
    }
