"""Tested samples: those that are kept, and the figures that everybody may read."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from uuid import UUID

from pennydrop.core.documents.blocks import Block, ClaimRef, Heading
from pennydrop.core.people.models import Organisation
from pennydrop.core.ui.charts import Bars, Series
from pennydrop.rooms.inform.models import (
    CheckedSample,
    Claim,
    SampleCorrection,
    SampleKey,
    SampleLine,
)
from pennydrop.rooms.inform.queries.claims import claims_of
from pennydrop.rooms.inform.rules.claims import standing
from pennydrop.rooms.inform.rules.pages import GuidePage, page_of
from pennydrop.rooms.inform.rules.places import Place, inside
from pennydrop.rooms.inform.rules.sample_changes import COLUMNS, GONE, Kind
from pennydrop.rooms.inform.rules.samples import Outcome, Quarter

MOST_CORRECTIONS = 24
MOST_LINES = 52  # thirteen places over a year
HEAD = ("Quarter", "Place", *(one.value for one in Outcome))
# As a file has it: what a line counts stands in it, and when it came out.
FILE_HEAD = (*HEAD, GONE, "What it counts", "Came out on")
LATER_HEAD = ("What it counts", "Place", *COLUMNS)
# The classes as a chart has room for them; its table has the whole words.
SHORT = {Outcome.ONLY: "As expected", Outcome.MISSING: "Not there", Outcome.PLUS: "With others"}
# What a reader has to know beside the figures, and how a sample gets tested; claims by key.
BESIDE = {
    "What the figures do not say": ("usually-ketamine", "test-limits", "night-other-names"),
    "Have a sample tested": ("test-wedinos", "test-loop", "night-testing", "test-home-kits"),
}

# Beside its regions, a nation alone would read as their sum.
_WHERE = {Place.ENGLAND: "England, region not known"}


@dataclass(frozen=True)
class Line:
    """A quarter and a place with its figures: `cells` rounded, None where hidden, `words` as they
    are said."""

    quarter: Quarter
    place: Place
    cells: tuple[int | None, ...]
    words: tuple[str, ...]
    kind: Kind
    on: dt.date

    @property
    def where(self) -> str:
        return _WHERE.get(self.place, self.place.value)

    @property
    def row(self) -> tuple[str, ...]:
        return (str(self.quarter), self.where, *self.words)

    @property
    def later_row(self) -> tuple[str, ...]:
        """The line in a table of what came later, with a dash where it has no such column."""
        return (self.kind.value, self.where, *self.words, *["–"] * (len(COLUMNS) - len(self.words)))

    @property
    def file_row(self) -> tuple[str, ...]:
        cells = (*self.words, *[""] * (len(COLUMNS) - len(self.words)))
        return (str(self.quarter), self.where, *cells, self.kind.value, self.on.isoformat())


@dataclass(frozen=True)
class Correction:
    """A quarter was corrected on a day: what its lines tell, beside the first figures; without a
    line, that there was something to correct."""

    quarter: Quarter
    on: dt.date
    lines: tuple[Line, ...]

    @property
    def title(self) -> str:
        return f"What was told later of {self.quarter}, on {self.on:%-d %B %Y}"

    @property
    def rows(self) -> tuple[tuple[str, ...], ...]:
        return tuple(line.later_row for line in self.lines)

    @property
    def has_late(self) -> bool:
        return any(line.kind is Kind.LATE for line in self.lines)

    @property
    def has_corrected(self) -> bool:
        return any(line.kind is Kind.CORRECTED for line in self.lines)

    @property
    def file_rows(self) -> tuple[tuple[str, ...], ...]:
        if self.lines:
            return tuple(line.file_row for line in self.lines)
        empty = [""] * len(COLUMNS)
        said = "Corrected results, too few to count"
        return ((str(self.quarter), "", *empty, said, self.on.isoformat()),)


@dataclass(frozen=True)
class SamplesPage:
    """The lines that are out, newest quarter first, what corrects them, and what stands beside."""

    lines: tuple[Line, ...]
    corrections: tuple[Correction, ...]
    chart: Bars | None
    services: tuple[str, ...]
    beside: GuidePage
    invented: bool

    @property
    def rows(self) -> tuple[tuple[str, ...], ...]:
        """The first figures; of a quarter that was corrected, they say so."""
        corrected = {one.quarter for one in self.corrections}
        return tuple(
            (f"{line.row[0]} (corrected later)", *line.row[1:])
            if line.quarter in corrected
            else line.row
            for line in self.lines
        )

    @property
    def file_rows(self) -> tuple[tuple[str, ...], ...]:
        later = [row for one in self.corrections for row in one.file_rows]
        return (*(line.file_row for line in self.lines), *later)


def samples_page(substance: str, *, today: dt.date, place: Place = Place.UK) -> SamplesPage:
    """What was found in samples sold as a substance, in a place and all that lies in it. Of a
    quarter that is told for the whole UK together, that is shown everywhere."""
    organisation = _whose()
    if organisation is None:
        return SamplesPage((), (), None, (), GuidePage((), ()), False)
    rows = SampleLine.objects.filter(organisation=organisation, substance=substance)
    if place is not Place.UK:
        rows = rows.filter(place__in={Place.UK, *inside(place)})
    order = {one.value: number for number, one in enumerate(Place)}
    out = sorted(rows, key=lambda row: (-row.year, -row.quarter, order[row.place]))
    lines = tuple(_line(row) for row in out if row.correction_id is None)[:MOST_LINES]
    invented = Organisation.objects.filter(pk=organisation, invented=True).exists()
    return SamplesPage(
        lines=lines,
        corrections=_corrections(organisation, substance, out),
        chart=_chart(substance, lines),
        services=tuple(sorted({service for row in out for service in row.services})),
        beside=_beside(organisation, today, drafts=invented),
        invented=invented,
    )


def _line(row: SampleLine) -> Line:
    quarter, place = Quarter(row.year, row.quarter), Place(row.place)
    cells, words = tuple(row.cells), tuple(row.words)
    return Line(quarter, place, cells, words, Kind(row.kind), row.put_out_on)


def _corrections(
    organisation: UUID, substance: str, rows: Sequence[SampleLine]
) -> tuple[Correction, ...]:
    """Those that are out, of the newest quarter first, with these lines."""
    out = SampleCorrection.objects.filter(
        organisation=organisation, substance=substance, put_out_on__isnull=False
    ).order_by("-year", "-quarter", "-put_out_on", "pk")[:MOST_CORRECTIONS]
    return tuple(
        Correction(
            Quarter(one.year, one.quarter),
            one.put_out_on or dt.date.min,
            tuple(_line(row) for row in rows if row.correction_id == one.pk),
        )
        for one in out
    )


def services_of(organisation: UUID) -> list[str]:
    """Whose lists came in."""
    rows = CheckedSample.objects.filter(organisation=organisation).order_by("service")
    return list(rows.values_list("service", flat=True).distinct())


def kept_count(organisation: UUID) -> int:
    return CheckedSample.objects.filter(organisation=organisation).count()


def keys_of(organisation: UUID) -> list[SampleKey]:
    """Keys that are in use, newest first, then those that are ended."""
    rows = SampleKey.objects.filter(organisation=organisation).order_by("-made_on", "service")
    return sorted(rows, key=lambda row: row.ended_on is not None)


def _chart(substance: str, lines: tuple[Line, ...]) -> Bars | None:
    """The newest quarter, drawn from what the table shows and nothing else."""
    if not lines:
        return None
    newest = [line for line in lines if line.quarter == lines[0].quarter]
    return Bars(
        title=f"Samples sold as {substance}, {newest[0].quarter}",
        description="How many samples fell into each class, by place. The table below says it too.",
        category_name="Place",
        categories=tuple(line.where for line in newest),
        series=tuple(
            Series(SHORT[one], tuple(line.cells[column] for line in newest))
            for column, one in enumerate(Outcome)
        ),
        small="not shown",
    )


def _beside(organisation: UUID, today: dt.date, *, drafts: bool) -> GuidePage:
    claims = claims_of(organisation, [key for keys in BESIDE.values() for key in keys])
    blocks: list[Block] = []
    for heading, keys in BESIDE.items():
        blocks += [Heading(2, heading), *(ClaimRef(key) for key in keys if key in claims)]
    return page_of(blocks, claims, partial(standing, today=today), drafts=drafts)


def _whose() -> UUID | None:
    """Whose figures are shown: one organisation runs a site. Without any, whose claims are."""
    for model in (SampleLine, Claim):
        found: UUID | None = (
            model.objects.order_by("organisation").values_list("organisation", flat=True).first()
        )
        if found is not None:
            return found
    return None
