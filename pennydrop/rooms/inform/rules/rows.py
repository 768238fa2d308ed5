"""One result of a checking service, however it came in: what may stand in it, and why not.

Whatever comes in is read whole or not at all; every row that cannot be read says why.
"""

import datetime as dt
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from pennydrop.rooms.inform.rules.places import place_of
from pennydrop.rooms.inform.rules.samples import Finding, Sample

MOST_ROWS = 50_000
LONGEST = 200
LONGEST_AMOUNT = 80
MOST_IN_ONE = 40
EARLIEST = dt.date(1990, 1, 1)
_REF = re.compile(r"[A-Za-z0-9][A-Za-z0-9_./-]{0,39}")
_WRITTEN = re.compile(r"(\d{1,2})[/ -]?([A-Za-z]{3,9}|(?<=/)\d{1,2})[/ -]?(\d{4})", re.ASCII)
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_Given = TypeVar("_Given")


class BadRow(ValueError):
    """A row cannot be read. The message says why, in a sentence."""


@dataclass(frozen=True)
class Refused:
    """A row that cannot be read: its number, and why."""

    row: int
    why: str


@dataclass(frozen=True)
class Results:
    """What came in. Where anything was refused, nothing of it should be kept. `dropped` names
    the columns or fields that were not read."""

    samples: tuple[Sample, ...]
    refused: tuple[Refused, ...]
    dropped: tuple[str, ...]


def read_each(
    rows: Iterable[tuple[int, _Given]],
    read: Callable[[_Given], Sample],
    dropped: Sequence[str] = (),
) -> Results:
    """Each row with its number, as a sample or refused; one number of a service stands once."""
    samples: dict[str, Sample] = {}
    refused: list[Refused] = []
    for number, row in rows:
        try:
            sample = read(row)
            if sample.source_ref in samples:
                raise BadRow(f"{sample.source_ref} stands here twice.")
            samples[sample.source_ref] = sample
        except BadRow as why:
            refused.append(Refused(number, str(why)))
    return Results(tuple(samples.values()), tuple(refused), tuple(dropped))


def made_sample(
    texts: Mapping[str, str],
    expected: Sequence[str],
    findings: Sequence[Finding],
    *,
    nothing: bool,
    today: dt.date,
) -> Sample:
    """A sample from texts that are `safe` already, by field. Raises BadRow."""
    ref = texts.get("source_ref", "")
    if not _REF.fullmatch(ref):
        raise BadRow("The sample has no number of its service.")
    if not findings and not nothing:
        raise BadRow("It says neither what was found nor that nothing was.")
    if findings and nothing:
        raise BadRow("It says that nothing was found, and what was found.")
    if len(expected) > MOST_IN_ONE or len(findings) > MOST_IN_ONE:
        raise BadRow(f"At most {MOST_IN_ONE} substances fit into one sample.")
    return Sample(
        source_ref=ref,
        expected=tuple(expected),
        findings=tuple(findings),
        nothing=nothing,
        shape=texts.get("shape", ""),
        colour=texts.get("colour", ""),
        received=day(texts.get("received", ""), today=today),
        reported=day(texts.get("reported", ""), today=today),
        published=day(texts.get("published", ""), today=today),
        place=place_of(texts.get("place", "")),
        method=texts.get("method", ""),
        limits=texts.get("limits", ""),
    )


def safe(text: str) -> str:
    """The text, where nothing in it can harm whoever opens it elsewhere. Raises BadRow."""
    if len(text) > LONGEST:
        raise BadRow(f"A cell has {len(text)} characters; at most {LONGEST} fit.")
    if not text.replace("\n", " ").isprintable() or "<" in text:
        raise BadRow("A cell holds characters that do not belong there.")
    if text[:1] in ("=", "+", "@", "-", "＝", "＋", "－", "＠"):
        raise BadRow(f"“{text[:20]}” begins like a formula.")
    return text


def day(text: str, *, today: dt.date) -> dt.date | None:
    """2021-10-15, 15/10/2021 or 15Oct2021; None where nothing is said. Raises BadRow."""
    if not text:
        return None
    found = _iso(text) or _written(text)
    if found is None:
        raise BadRow(f"“{text[:30]}” is not a day such as 2026-11-22.")
    if not EARLIEST <= found <= today:
        raise BadRow(f"“{text[:30]}” lies in the future, or before {EARLIEST.year}.")
    return found


def _iso(text: str) -> dt.date | None:
    parts = re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)(?:[T ].*)?", text, re.ASCII)
    return _date(*parts.groups()) if parts else None


def _written(text: str) -> dt.date | None:
    parts = re.fullmatch(
        r"(\d{1,2})[/ -]?([A-Za-z]{3,9}|(?<=/)\d{1,2})[/ -]?(\d{4})", text, re.ASCII
    )
    if not parts:
        return None
    on, month, year = parts.groups()
    if month[:3].lower() in _MONTHS:
        month = str(_MONTHS.index(month[:3].lower()) + 1)
    return _date(year, month, on)


def _date(year: str, month: str, on: str) -> dt.date | None:
    try:
        return dt.date(int(year), int(month), int(on))
    except ValueError:
        return None
