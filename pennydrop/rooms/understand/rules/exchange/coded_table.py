"""A table (.csv) with a row for each turn that somebody said, and beside it the code it was given:
how most annotated conversations are kept outside analysis tools."""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from pennydrop.rooms.understand.rules.exchange.decoding import clean, decode
from pennydrop.rooms.understand.rules.exchange.project import (
    CODE_POINT,
    ONE,
    Applied,
    BookCode,
    Case,
    CodedTable,
    Dialect,
    ReadProject,
    ReadSource,
    Refused,
    Selection,
    TableColumns,
)

ENDINGS = (".csv", ".tsv")
LARGEST = 64 * 1024 * 1024
"""The largest table, in bytes: some 200,000 turns."""

_NO_CODE = frozenset({"", "-", "n/a", "na", "nan", "none", "null"})
_DELIMITERS = (",", ";", "\t")
_BETWEEN_CODES = str.maketrans("|", ";")
_INTERVIEWER = "Interviewer"
_NOBODY_NAMED = "the table"
_KNOWN: Mapping[str, tuple[str, ...]] = {
    "text": ("utterance_text", "text", "utterance", "words", "quote", "passage", "content",
             "segment", "turn_text"),
    "code": ("code", "codes", "label", "labels", "tag", "tags", "category", "theme", "talk_type",
             "client_talk_type"),
    "speaker": ("speaker", "interlocutor", "speaker_name", "speaker_id", "role", "who", "person",
                "participant"),
    "source": ("transcript_id", "interview_id", "source_id", "conversation_id", "session_id",
               "document", "source", "interview", "file", "filename"),
    "turn": ("utterance_id", "turn_id", "turn", "line_id", "segment_id", "line"),
    "coder": ("annotator", "annotator_id", "coder", "coder_id", "rater", "rater_id"),
}  # fmt: skip
_PROBE = 50


def is_table(name: str) -> bool:
    return name.lower().endswith(ENDINGS)


def read(data: bytes, name: str, columns: TableColumns | None = None) -> ReadProject:
    """The table as a project: a source for each conversation, a person for each of its speakers, a
    code for each label, a coding for each label on a turn.

    `columns` says which heading means what; a guess by headings in common use without. Raises
    Refused for a table that cannot be read, or lacks one of the columns.
    """
    if len(data) > LARGEST:
        raise Refused("This table is larger than any that can be read here.")
    headings, rows = _rows(clean(decode(data).text))
    chosen = columns or guess(headings, rows[:_PROBE])
    _check(chosen, headings)
    work = _Work(chosen, headings)
    for row in rows:
        work.take(row)
    return work.project(name)


def guess(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> TableColumns:
    """A guess by headings in common use; the words else by the longest cells. Without several
    coders a row is a turn, whatever its number."""
    known = {heading.casefold().replace(" ", "_"): heading for heading in headings}
    found = {
        part: next((known[name] for name in names if name in known), "")
        for part, names in _KNOWN.items()
    }
    text = found["text"] or _longest(headings, rows)
    others = {part: heading for part, heading in found.items() if heading != text}
    return TableColumns(
        text=text,
        code=others.get("code", ""),
        speaker=others.get("speaker", ""),
        source=others.get("source", ""),
        turn=others.get("turn", "") if found["coder"] else "",
        coder=others.get("coder", ""),
    )


def _longest(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    return max(
        headings,
        key=lambda heading: sum(len(row[list(headings).index(heading)]) for row in rows),
        default="",
    )


def _rows(text: str) -> tuple[tuple[str, ...], list[list[str]]]:
    """The headings, and every row with something in it. Raises Refused."""
    first = text.partition("\n")[0]
    delimiter = max(_DELIMITERS, key=first.count)
    found = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    kept: list[list[str]] = []
    try:
        for number, row in enumerate(found, start=1):
            if not any(cell.strip() for cell in row):
                continue
            if kept and len(row) != len(kept[0]):
                raise Refused(
                    f"Row {number} of this table has {len(row)} cells and the headings have "
                    f"{len(kept[0])}."
                )
            kept.append(row)
    except csv.Error as fault:
        raise Refused(
            f"This table cannot be read after row {len(kept)}: a quotation mark is never closed, "
            "or a cell is too long."
        ) from fault
    if len(kept) < 2 or len(kept[0]) < 2:
        raise Refused("This table needs headings, at least two columns, and rows below them.")
    return tuple(heading.strip() for heading in kept[0]), kept[1:]


def _check(columns: TableColumns, headings: Sequence[str]) -> None:
    if not columns.text:
        raise Refused("Say which column of the table holds the words.")
    for heading in columns.named:
        times = headings.count(heading)
        if times != 1:
            what = "twice or more" if times else "nowhere"
            there = ", ".join(f"“{one[:40]}”" for one in headings[:15] if one)
            raise Refused(f"The heading “{heading[:40]}” stands {what}. There is {there}.")


@dataclass
class _Turn:
    start: int
    end: int
    codings: list[Applied] = field(default_factory=list)


@dataclass
class _Source:
    """One conversation while its rows are read."""

    lines: list[str] = field(default_factory=list)
    length: int = 0
    turns: list[_Turn] = field(default_factory=list)
    by_id: dict[str, tuple[str, _Turn]] = field(default_factory=dict)
    speakers: dict[str, list[int]] = field(default_factory=dict)

    def say(self, words: str, speaker: str) -> _Turn:
        turn = _Turn(self.length, self.length + len(words))
        self.speakers.setdefault(speaker, []).append(len(self.turns))
        self.turns.append(turn)
        self.lines.append(words)
        self.length = turn.end + 1
        return turn


class _Work:
    """What has been read of a table so far."""

    def __init__(self, columns: TableColumns, headings: Sequence[str]) -> None:
        self.columns, self.headings = columns, tuple(headings)
        self.places = {name: self.headings.index(name) for name in columns.named}
        self.sources: dict[str, _Source] = {}
        self.codes: dict[str, BookCode] = {}
        self.empty = self.bare = self.differing = 0

    def take(self, row: Sequence[str]) -> None:
        words = self._cell(row, self.columns.text)
        if not words:
            self.empty += 1
            return
        source = self.sources.setdefault(self._cell(row, self.columns.source), _Source())
        turn = self._turn(source, row, words)
        codes = self._codes(row)
        self.bare += not codes
        by = self._cell(row, self.columns.coder) or _NOBODY_NAMED
        for code in codes:
            applied = Applied(code, by)
            if turn is not None and applied not in turn.codings:
                turn.codings.append(applied)

    def _turn(self, source: _Source, row: Sequence[str], words: str) -> _Turn | None:
        """The turn that a row is about; None where its words are others than before."""
        key = self._cell(row, self.columns.turn)
        if key and key in source.by_id:
            said, turn = source.by_id[key]
            if said == words:
                return turn
            self.differing += 1
            return None
        turn = source.say(words, " ".join(self._cell(row, self.columns.speaker).split()))
        source.by_id[key] = (words, turn)
        return turn

    def _codes(self, row: Sequence[str]) -> list[str]:
        cell = self._cell(row, self.columns.code).translate(_BETWEEN_CODES)
        names = [" ".join(one.split()) for one in cell.split(";")]
        found = [name for name in names if name.casefold() not in _NO_CODE]
        for name in found:
            self.codes.setdefault(name.casefold(), BookCode(name.casefold(), name))
        return list(dict.fromkeys(name.casefold() for name in found))

    def _cell(self, row: Sequence[str], column: str) -> str:
        return row[self.places[column]].strip() if column else ""

    def project(self, name: str) -> ReadProject:
        if not self.sources:
            raise Refused(f"No row of this table has words below “{self.columns.text[:40]}”.")
        pairs = list(enumerate(self.sources.items()))
        return ReadProject(
            origin="", name=name, codes=tuple(self.codes.values()),
            sources=tuple(_source(number, title, one) for number, (title, one) in pairs),
            cases=tuple(case for number, (_, one) in pairs for case in self._cases(number, one)),
            fixed=Dialect(unit=CODE_POINT, lines=ONE), left_out=tuple(self._left_out()),
            table=CodedTable(self.headings, self.columns),
        )  # fmt: skip

    def _cases(self, number: int, source: _Source) -> Iterator[Case]:
        """Who speaks. "client" is somebody else in each conversation."""
        if not self.columns.speaker:
            return
        asks = {" ".join(label.split()).casefold() for label in self.columns.staff}
        for label, turns in source.speakers.items():
            named = _INTERVIEWER if label.casefold() in asks else label
            yield Case(
                f"{number}/{label}", named or "somebody",
                selections=tuple(_key(number, turn) for turn in turns),
            )  # fmt: skip

    def _left_out(self) -> Iterator[str]:
        if self.empty:
            yield f"{_times(self.empty)} no words"
        if self.bare:
            yield f"{_times(self.bare)} no code: the words come in, without a coding"
        if self.differing:
            yield f"{_times(self.differing)} other words than the first row of the same turn"


def _source(number: int, title: str, one: _Source) -> ReadSource:
    return ReadSource(
        f"{number}", title, raw="\n".join(one.lines) + "\n",
        selections=tuple(
            Selection(_key(number, place), turn.start, turn.end, codings=tuple(turn.codings))
            for place, turn in enumerate(one.turns)
        ),
    )  # fmt: skip


def _key(number: int, turn: int) -> str:
    return f"{number}.{turn}"


def _times(rows: int) -> str:
    return "1 row has" if rows == 1 else f"{rows} rows have"
