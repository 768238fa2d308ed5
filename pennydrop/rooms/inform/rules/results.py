"""A list of results as a checking service gives it: rows with a head, in the shape of WEDINOS or of
UNC's street drug analysis.

Notes on overdoses, effects and how something was taken are never read, nor is any finer place than
a region: those columns are dropped, and said so.
"""

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import partial

from pennydrop.rooms.inform.rules.rows import (
    MOST_ROWS,
    BadRow,
    Results,
    made_sample,
    read_each,
    safe,
)
from pennydrop.rooms.inform.rules.samples import Finding, Role, Sample

# Each field with the heads under which services list it, in small letters without underscores.
_HEADS = {
    "source_ref": "sampleid samplecode sample code sourceref reference",
    "expected": "expectedsubstance intent purchaseintent expected",
    "main": "major primary main",
    "lesser": "minor lesser",
    "trace": "trace",
    "nothing": "labnull noactivecomponent",
    "shape": "form texture",
    "colour": "colour color",
    "received": "datereceived received datecollect",
    "reported": "datecomplete reported",
    "published": "datepublished published",
    "place": "postcode postcodedistrict place region state",
    "method": "method",
}
_FIELD = {head: field for field, heads in _HEADS.items() for head in heads.split()}
_NOTHING = re.compile(r"no active (?:component|ingredient)s?(?: identified| found)?", re.IGNORECASE)
_SPLIT = re.compile(r"\s*;\s*|,\s+|\s*\n\s*")  # not within N,N-dimethylpentylone
_BLANK = ("", "-", "–", "—")


class BadResults(ValueError):
    """What came in is not a list that we read. The message says why."""


def read_results(rows: Sequence[Sequence[str]], *, today: dt.date) -> Results:
    """Samples from rows of text, the first of which is the head. Raises BadResults."""
    fields = _fields(rows)
    dropped = [head for head, field in zip(rows[0], fields, strict=True) if head and not field]
    return read_each(_filled(rows), partial(_sample, fields, today), dropped)


def _filled(rows: Sequence[Sequence[str]]) -> Iterator[tuple[int, Sequence[str]]]:
    for number, row in enumerate(rows[1:], start=2):
        if any(cell.strip() for cell in row):
            yield number, row


def _fields(rows: Sequence[Sequence[str]]) -> list[str]:
    """The field of each column, empty for one that is not read. Raises BadResults."""
    if not rows:
        raise BadResults("The file holds no rows.")
    if len(rows) > MOST_ROWS + 1:
        raise BadResults(f"At most {MOST_ROWS} rows fit.")
    fields = [_FIELD.get(re.sub(r"[\s_-]", "", head).casefold(), "") for head in rows[0]]
    for field in ("source_ref", "expected", "main"):
        if field not in fields:
            raise BadResults(f"No column is called {_HEADS[field].split()[0]}, or the like.")
    return fields


def _sample(fields: Sequence[str], today: dt.date, row: Sequence[str]) -> Sample:
    cells = _cells(fields, row)
    findings, nothing = _findings(cells)
    expected = _many(cells.get("expected", ""))
    return made_sample(cells, expected, findings, nothing=nothing, today=today)


def _cells(fields: Sequence[str], row: Sequence[str]) -> Mapping[str, str]:
    if len(row) > len(fields):
        raise BadRow(f"It has {len(row)} cells where the head has {len(fields)}.")
    cells: dict[str, str] = {}
    for field, cell in zip(fields, row, strict=False):
        text = cell.strip()
        if field and text not in _BLANK:
            cells.setdefault(field, safe(text))
    return cells


def _findings(cells: Mapping[str, str]) -> tuple[tuple[Finding, ...], bool]:
    found: dict[str, Finding] = {}
    nothing = cells.get("nothing", "").casefold() in ("1", "true", "yes")
    for role in Role:
        for substance in _many(cells.get(role, "")):
            if _NOTHING.fullmatch(substance):
                nothing = True
            else:
                found.setdefault(substance.casefold(), Finding(substance, role))
    return tuple(found.values()), nothing


def _many(text: str) -> tuple[str, ...]:
    """The parts of a cell that holds several: split by ; or a comma and a space, or as a list in
    brackets with quotes. Raises BadRow for a part that begins like a formula."""
    if text.startswith("[") and text.endswith("]"):
        quoted = re.findall(r"'([^']*)'|\"([^\"]*)\"", text)
        parts = [one or other for one, other in quoted] or text[1:-1].split(",")
    else:
        parts = _SPLIT.split(text)
    return tuple(dict.fromkeys(safe(part.strip()) for part in parts if part.strip()))
