"""A list of results as a checking service gives it: rows with a head, in the shape of WEDINOS or of
UNC's street drug analysis, which lists what was found in a file of its own (`found_lists`).

Notes on overdoses, effects and how something was taken are never read, nor is any finer place than
a region: those columns are dropped, and said so.
"""

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
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
_NOTHING = re.compile(
    r"no active (?:component|ingredient)s?(?: identified| found)?|"
    r"no compounds of interest detected",
    re.IGNORECASE,
)
MOST_FOUND = 200_000
_SPLIT = re.compile(r"\s*;\s*|,\s+|\s*\n\s*")  # not within N,N-dimethylpentylone
_SOLD = re.compile(r"\s*[;/]\s*|,\s+|\s*\n\s*")  # "Ketamine/Speed" was sold as both
_BLANK = ("", "-", "–", "—", "not stated", "unknown", "array")


class BadResults(ValueError):
    """What came in is not a list that we read. The message says why."""


@dataclass
class Found:
    """What a second list says of one sample. `wrong`: its first row that cannot be read."""

    findings: dict[str, Finding] = field(default_factory=dict)
    nothing: bool = False
    wrong: str = ""


def read_results(
    rows: Sequence[Sequence[str]],
    *,
    today: dt.date,
    found: Sequence[Sequence[str]] = (),
) -> Results:
    """Samples from rows of text, the first of which is the head. `found`: the rows of a second
    list, of what was found in each sample. Raises BadResults."""
    head = _head(rows)
    listed = found_lists(found) if found else {}
    fields = _fields(rows, head, needs_main=not found)
    dropped = [one for one, field in zip(head, fields, strict=True) if one and not field]
    read = partial(_sample, fields, today, listed if found else None)
    return read_each(_filled(rows), read, dropped)


def _head(rows: Sequence[Sequence[str]]) -> list[str]:
    """The head, with a name for a first column that has none, as tables with an index have it."""
    if not rows:
        raise BadResults("The file holds no rows.")
    head = [one.strip() for one in rows[0]]
    known = {_FIELD.get(_plain(one)) for one in head}
    if head and not head[0] and "source_ref" not in known:
        head[0] = "sample"
    twice = {
        _plain(one) for one in head if one and [_plain(h) for h in head].count(_plain(one)) > 1
    }
    if named := next((one for one in head if _plain(one) in twice and _plain(one) in _FIELD), ""):
        raise BadResults(f"Two columns are called “{named[:40]}”. Take one out.")
    return head


def _plain(head: str) -> str:
    return re.sub(r"[\s_-]", "", head).casefold()


def _filled(rows: Sequence[Sequence[str]]) -> Iterator[tuple[int, Sequence[str]]]:
    for number, row in enumerate(rows[1:], start=2):
        if any(cell.strip() for cell in row):
            yield number, row


def _fields(rows: Sequence[Sequence[str]], head: Sequence[str], *, needs_main: bool) -> list[str]:
    """The field of each column, empty for one that is not read. Raises BadResults."""
    if len(rows) > MOST_ROWS + 1:
        raise BadResults(f"At most {MOST_ROWS} rows fit.")
    fields = [_FIELD.get(_plain(one), "") for one in head]
    if not needs_main:
        fields = ["" if one in list(Role) else one for one in fields]
    for needed in ("source_ref", "expected", *(["main"] if needs_main else [])):
        if needed not in fields:
            raise BadResults(f"No column is called {_HEADS[needed].split()[0]}, or the like.")
    if needs_main and _says_only_whether(rows, fields.index("main")):
        raise BadResults(
            "What was found is not in this list: it only says whether anything was. Choose the "
            "list of what was found too (UNC calls it lab_detail)."
        )
    return fields


def _says_only_whether(rows: Sequence[Sequence[str]], column: int) -> bool:
    said = {row[column].strip() for _, row in _filled(rows) if len(row) > column}
    return bool(said) and said <= {"0", "1", ""} and said != {""}


def _sample(
    fields: Sequence[str],
    today: dt.date,
    listed: Mapping[str, Found] | None,
    row: Sequence[str],
) -> Sample:
    cells = _cells(fields, row)
    findings, nothing = _findings(cells)
    if listed is not None:
        findings, nothing = _listed(listed.get(cells.get("source_ref", ""), Found()))
    expected = _many(cells.get("expected", ""), _SOLD)
    return made_sample(cells, expected, findings, nothing=nothing, today=today)


def _cells(fields: Sequence[str], row: Sequence[str]) -> Mapping[str, str]:
    if len(row) > len(fields):
        raise BadRow(f"It has {len(row)} cells where the head has {len(fields)}.")
    cells: dict[str, str] = {}
    for name, cell in zip(fields, row, strict=False):
        text = cell.strip()
        if name and text.casefold() not in _BLANK:
            cells.setdefault(name, safe(text))
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


def _listed(found: Found) -> tuple[tuple[Finding, ...], bool]:
    """What the second list says of a sample. Raises BadRow where a row of it cannot be read."""
    if found.wrong:
        raise BadRow(f"In the list of what was found, {found.wrong}")
    return tuple(found.findings.values()), found.nothing


def found_lists(rows: Sequence[Sequence[str]]) -> dict[str, Found]:
    """What was found in each sample, by its number, from a list with a row for each substance.
    Where `abundance` says “trace”, that is its role; any other is a main one. Raises BadResults."""
    head = [_plain(one) for one in rows[0]]
    if len(rows) > MOST_FOUND + 1:
        raise BadResults(f"At most {MOST_FOUND} rows of what was found fit.")
    try:
        number, substance = head.index("sampleid"), head.index("substance")
    except ValueError:
        raise BadResults("The list of what was found needs sampleid and substance.") from None
    how = head.index("abundance") if "abundance" in head else None
    by_number: dict[str, Found] = {}
    for line, row in _filled(rows):
        cells = [*row, *[""] * (len(head) - len(row))]
        one = by_number.setdefault(cells[number].strip(), Found())
        _add(one, line, cells[substance].strip(), "" if how is None else cells[how].strip())
    return by_number


def _add(found: Found, line: int, substance: str, how: str) -> None:
    role = Role.TRACE if how.casefold() == "trace" else Role.MAIN
    try:
        named = safe(substance)
    except BadRow as why:
        found.wrong = found.wrong or f"row {line}: {why}"
        return
    if _NOTHING.fullmatch(named):
        found.nothing = True
    elif named:
        known = found.findings.get(named.casefold())
        if known is None or known.role is Role.TRACE:
            found.findings[named.casefold()] = Finding(named, role)


def _many(text: str, split: re.Pattern[str] = _SPLIT) -> tuple[str, ...]:
    """The parts of a cell that holds several: split by ; or a comma and a space, or as a list in
    brackets with quotes. Raises BadRow for a part that begins like a formula."""
    if text.startswith("[") and text.endswith("]"):
        quoted = re.findall(r"'([^']*)'|\"([^\"]*)\"", text)
        parts = [one or other for one, other in quoted] or text[1:-1].split(",")
    else:
        parts = split.split(text)
    return tuple(dict.fromkeys(safe(part.strip()) for part in parts if part.strip()))
