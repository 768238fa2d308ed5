"""Tables (.csv) with one row for each utterance into transcripts, one for each source."""

import csv
import io
import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from pennydrop.core.numbers.plural import plural
from pennydrop.rooms.listen.rules.transcripts.turns import (
    Transcript,
    Turn,
    Unreadable,
    transcript_of,
)


@dataclass(frozen=True)
class Columns:
    """Which column means what, by its heading; "" where the table has no such column.

    `source` parts the rows into several sources. `keep` holds (column, value) pairs that a row
    must have to be read. `once` names an id: of several rows of one source with the same id, the
    first that has words is read (as where ten annotators each have a row for one utterance).
    """

    text: str
    speaker: str = ""
    source: str = ""
    keep: tuple[tuple[str, str], ...] = ()
    once: str = ""

    @property
    def wanted(self) -> tuple[str, ...]:
        """Every column that must be there."""
        named = (self.text, self.speaker, self.source, self.once, *(c for c, _ in self.keep))
        return tuple(dict.fromkeys(name for name in named if name))


@dataclass(frozen=True)
class Glance:
    """A table's first rows, for the page on which a person says which column means what."""

    headers: tuple[str, ...]
    guess: Columns | None
    rows: tuple[tuple[str, ...], ...]

    def __iter__(self) -> Iterator[object]:
        return iter((self.headers, self.guess, self.rows))


_DELIMITERS = (",", ";", "\t")
_SAMPLE_ROWS = 5
_PROBE_ROWS = 50


def headers(text: str) -> tuple[str, ...]:
    """The headings in a table's first row, without spaces around them."""
    return _first_rows(text, _delimiter(text, ()), 1)[0] if text.strip() else ()


def glance(text: str) -> Glance:
    """Headings, a guess at their meaning, and the first five rows with anything in them."""
    if not text.strip():
        return Glance((), None, ())
    named, *rows = _first_rows(text, _delimiter(text, ()), _PROBE_ROWS)
    sample = tuple(row for row in rows if any(row))
    return Glance(named, guess_columns(named, sample), sample[:_SAMPLE_ROWS])


# Headings in common use, the most telling first, in small letters and with "_" for spaces.
_TEXT = """utterance_text text utterance words transcript_text content sentence response speech
    message answer transcript quote comment body"""
_SPEAKER = """speaker interlocutor speaker_name speaker_id role who person participant name voice
    participant_id"""
_SOURCE = """transcript_id interview_id source_id conversation_id session_id document_id source
    interview conversation session document file filename file_name"""
_ONCE = "utterance_id turn_id line_id segment_id"
_CODER = "annotator annotator_id coder coder_id rater rater_id"
_LONG = 20
"""Words have at least this many code points in a cell, on average."""


def guess_columns(headers: Sequence[str], sample_rows: Sequence[Sequence[str]]) -> Columns | None:
    """A guess by headings in common use, else by the longest cells; None without any sign."""
    text = _named(headers, _TEXT) or _longest(headers, sample_rows)
    if not text:
        return None
    others = [name for name in headers if name != text]
    several = _named(others, _CODER)
    return Columns(
        text=text,
        speaker=_named(others, _SPEAKER),
        source=_named(others, _SOURCE),
        once=_named(others, _ONCE) if several else "",
    )


def _named(present: Sequence[str], known: str) -> str:
    by_name = {name.casefold().replace(" ", "_").replace("-", "_"): name for name in present}
    return next((by_name[name] for name in known.split() if name in by_name), "")


def _longest(present: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    def mean(column: int) -> float:
        return sum(len(row[column]) for row in rows if column < len(row)) / max(len(rows), 1)

    best = max(range(len(present)), key=mean, default=None)
    return present[best] if best is not None and mean(best) >= _LONG else ""


@dataclass
class _Gathering:
    """One source while its rows are read."""

    turns: list[Turn] = field(default_factory=list)
    ids: dict[str, str] = field(default_factory=dict)
    empty: int = 0
    repeated: int = 0
    differing: int = 0

    def notes(self, once: str) -> Iterator[str]:
        if self.empty:
            yield f"{plural(self.empty, 'empty row', 'empty rows')} left out"
        if self.repeated:
            rows = plural(self.repeated, "row", "rows")
            yield f"{rows} left out whose {once} had been read before"
        if self.differing:
            yield f"{self.differing} of them had other words than the first: check them"


def read_table(name: str, text: str, columns: Columns) -> dict[str, Transcript]:
    """Read one turn from each row; the key is the value of the source column, "" without one.

    `text` has the line ends "\\n"; the delimiter is found (comma, semicolon or tab). Places count
    rows as a spreadsheet does: the headings are row 1. Raises Unreadable for missing or doubled
    columns, a row with too many or too few cells, an unfinished quotation, or no words at all.
    """
    rows = _rows(name, text, _delimiter(text, columns.wanted))
    _, named = next(rows, (1, ()))
    at = _positions(name, named, columns)
    gathered: dict[str, _Gathering] = {}
    filtered = 0
    for number, row in rows:
        _check_width(name, number, row, named)
        cells = {column: row[place] for column, place in at.items()}
        if any(cells[column].strip() != value for column, value in columns.keep):
            filtered += 1
            continue
        source = cells[columns.source].strip() if columns.source else ""
        _gather(gathered.setdefault(source, _Gathering()), number, cells, columns)
    return _transcripts(name, gathered, columns, filtered)


def _gather(into: _Gathering, number: int, cells: dict[str, str], columns: Columns) -> None:
    words = cells[columns.text].strip(" \t\n\u00a0\ufeff")
    once = cells[columns.once].strip() if columns.once else ""
    if not words:
        into.empty += 1
    elif once and once in into.ids:
        into.repeated += 1
        into.differing += into.ids[once] != words
    else:
        into.ids[once] = words
        speaker = " ".join(cells[columns.speaker].split()) if columns.speaker else ""
        into.turns.append(Turn(speaker, words, f"row {number}"))


def _transcripts(
    name: str, gathered: dict[str, _Gathering], columns: Columns, filtered: int
) -> dict[str, Transcript]:
    spoken = {source: rows for source, rows in gathered.items() if rows.turns}
    if not spoken:
        raise Unreadable(
            file=name,
            place=f"column “{columns.text}”",
            problem="no row that is to be read has words in it",
            remedy="choose another column for the words, or other rows",
        )
    general = []
    if filtered:
        general.append(f"{plural(filtered, 'row', 'rows')} of the file left out as chosen")
    if len(spoken) < len(gathered):
        silent = plural(len(gathered) - len(spoken), "source", "sources")
        general.append(f"{silent} of the file without words left out")
    return {
        source: transcript_of(rows.turns, (*rows.notes(columns.once), *general))
        for source, rows in spoken.items()
    }


def _positions(name: str, named: Sequence[str], columns: Columns) -> dict[str, int]:
    missing = [column for column in columns.wanted if column not in named]
    if missing or not columns.wanted:
        raise Unreadable(
            file=name,
            place="row 1",
            problem=f"{_list(missing, 'the column', 'the columns')} cannot be found "
            f"(there {_list(named, 'is', 'are')})",
            remedy="choose among the columns that are there, or correct the headings in row 1",
        )
    doubled = [column for column in columns.wanted if list(named).count(column) > 1]
    if doubled:
        raise Unreadable(
            file=name,
            place="row 1",
            problem=f"{_list(doubled, 'the heading', 'the headings')} stands there twice",
            remedy="give each column a heading of its own",
        )
    return {column: list(named).index(column) for column in columns.wanted}


_MOST_LISTED = 15


def _list(names: Sequence[str], one: str, many: str) -> str:
    shown = [f"“{name[:40]}”" for name in names if name][:_MOST_LISTED]
    if not shown:
        return f"{one} for the words" if one.startswith("the ") else f"{one} none"
    more = f" and {len(names) - len(shown)} more" if len(names) > len(shown) else ""
    return f"{one if len(names) == 1 else many} {', '.join(shown)}{more}"


def _check_width(name: str, number: int, row: Sequence[str], named: Sequence[str]) -> None:
    if len(row) == len(named) or (len(row) > len(named) and not any(row[len(named) :])):
        return
    raise Unreadable(
        file=name,
        place=f"row {number}",
        problem=f"this row has {plural(len(row), 'cell', 'cells')} and the headings "
        f"have {len(named)}",
        remedy="put words that hold a comma, semicolon or tab in quotation marks and try again",
    )


def _rows(name: str, text: str, delimiter: str) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Row numbers and cells, headings first; rows without any cell are passed over."""
    number = 0
    try:
        for number, row in enumerate(_reader(text, delimiter), start=1):
            if number == 1:
                yield number, tuple(cell.strip() for cell in row)
            elif any(cell.strip() for cell in row):
                yield number, tuple(row)
    except csv.Error as error:
        raise Unreadable(
            file=name,
            place=f"row {number + 1}",
            problem="a quotation mark here is never closed, or stands in the wrong place",
            remedy='write each quotation mark inside a cell twice ("") and close each cell',
        ) from error


def _reader(text: str, delimiter: str) -> Iterator[list[str]]:
    """The rows as the csv module reads them; raises csv.Error."""
    lines = io.StringIO(_without_hint(text), newline="")
    return csv.reader(lines, delimiter=delimiter, strict=True)


def _without_hint(text: str) -> str:
    """Leave out the line "sep=;" that Excel understands and some programs write."""
    first, _, rest = text.removeprefix("\ufeff").partition("\n")
    return rest if first.strip().strip('"').lower()[:4] == "sep=" else text.removeprefix("\ufeff")


def _delimiter(text: str, wanted: Sequence[str]) -> str:
    """The delimiter under which the wanted columns are there and the rows are most alike."""

    def fit(delimiter: str) -> tuple[int, float, int]:
        named, *rows = _first_rows(text, delimiter, _PROBE_ROWS)
        alike = sum(len(row) == len(named) for row in rows) / max(len(rows), 1)
        present = sum(column in named for column in wanted)
        return present, alike if len(named) > 1 else 0.0, len(named)

    return max(_DELIMITERS, key=fit)


def _first_rows(text: str, delimiter: str, count: int) -> list[tuple[str, ...]]:
    """The first rows as far as they can be read, at least one."""
    rows: list[tuple[str, ...]] = []
    try:
        for row in itertools.islice(_reader(text, delimiter), count):
            rows.append(tuple(cell.strip() for cell in row))
    except csv.Error:
        pass
    return rows or [()]
