"""A project as another tool wrote it, before anybody has judged where its passages lie.

Ids are kept as they stand in the file, folded (no braces, lower case), because tools write one and
the same id in different ways. Words of sources are in here: values of these classes are never kept.
"""

from dataclasses import dataclass, field


class Refused(Exception):
    """A file that is not read at all: what is wrong with it, in plain words without its words."""


@dataclass(frozen=True)
class Note:
    """A memo. `by`: the name of its writer, "" where the file names nobody; `at` as written."""

    words: str
    by: str = ""
    at: str = ""


@dataclass(frozen=True)
class BookCode:
    """A code of the file's codebook, listed after its parent. `colour` is "#RRGGBB" or ""."""

    id: str
    name: str
    parent: str = ""
    description: str = ""
    colour: str = ""
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True)
class Applied:
    """One code on a passage, by one coder."""

    code: str
    by: str = ""
    at: str = ""
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True)
class Selection:
    """A passage as the file counts it: `start` and `end` in its own unit, None where missing or no
    number. `hint`: words that the file gives for it; `exact` says that they are the whole passage.
    """

    id: str
    start: int | None
    end: int | None
    hint: str = ""
    exact: bool = False
    codings: tuple[Applied, ...] = ()
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True)
class Elsewhere:
    """Codings that are on no text: an area of a picture, a stretch of a recording."""

    codings: tuple[Applied, ...]
    why: str


@dataclass(frozen=True)
class ReadSource:
    """A source. `raw` is its text as it stands, line ends included and a byte order mark left out
    (`bom` says that there was one); None where the file holds no text, and `missing` says why.
    `facts` are its variables."""

    id: str
    name: str
    medium: str = "text"
    raw: str | None = None
    bom: bool = False
    missing: str = ""
    selections: tuple[Selection, ...] = ()
    whole: tuple[Applied, ...] = ()
    elsewhere: tuple[Elsewhere, ...] = ()
    notes: tuple[Note, ...] = ()
    facts: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Case:
    """Somebody (or something) that the sources are about, by whole sources or by selections."""

    id: str
    name: str
    facts: tuple[tuple[str, str], ...] = ()
    sources: tuple[str, ...] = ()
    selections: tuple[str, ...] = ()


@dataclass(frozen=True)
class CodeSet:
    """Codes that were put together under a name."""

    name: str
    description: str
    codes: tuple[str, ...]


@dataclass(frozen=True)
class TableColumns:
    """Which column of a table means what, by its heading; "" where it has none.

    Rows of one `source` with the same `turn` are one turn, coded by several. `staff`: labels in
    the `speaker` column that stand for whoever asked, beside those that everybody uses.
    """

    text: str
    code: str = ""
    speaker: str = ""
    source: str = ""
    turn: str = ""
    coder: str = ""
    staff: tuple[str, ...] = ()

    @property
    def named(self) -> tuple[str, ...]:
        """Every heading that must be there."""
        every = (self.text, self.code, self.speaker, self.source, self.turn, self.coder)
        return tuple(dict.fromkeys(name for name in every if name))


@dataclass(frozen=True)
class CodedTable:
    """A table that was read, and as what."""

    headings: tuple[str, ...]
    columns: TableColumns


@dataclass(frozen=True)
class ReadProject:
    """The whole file. `fixed` is how its positions stand when that is known, so that it is not
    looked for; `counted` the unit the tool itself counts in, where its reader turned it already.
    `left_out`: what else stands in it and has no place here, in plain words. `table`: where the
    file is a table of coded turns."""

    origin: str
    name: str = ""
    codes: tuple[BookCode, ...] = ()
    sources: tuple[ReadSource, ...] = ()
    cases: tuple[Case, ...] = ()
    sets: tuple[CodeSet, ...] = ()
    notes: tuple[Note, ...] = ()
    fixed: "Dialect | None" = None
    counted: str = ""
    left_out: tuple[str, ...] = ()
    table: CodedTable | None = None


CODE_POINT, UTF16, UTF8 = "codepoint", "utf16", "utf8"
ONE, AS_WRITTEN, ALWAYS_TWO = "one", "as written", "always two"


@dataclass(frozen=True)
class Dialect:
    """How a tool counts: in which unit, what a line end counts, whether a byte order mark does.

    `lines`: every line end one; CRLF two and LF one; or every line end two, which is what is left
    where CRLF became LF on the way. `every_bom` counts a mark also where the text has none (it is
    the same as counting from 1). `inclusive`: the end is the last character, not the one after it.
    """

    unit: str = CODE_POINT
    lines: str = AS_WRITTEN
    bom: bool = False
    every_bom: bool = False
    inclusive: bool = False

    @property
    def crlf(self) -> int:
        return 1 if self.lines == ONE else 2


@dataclass(frozen=True)
class Unplaced:
    """A coding that could not be placed, and why. Holds no words of a source."""

    source: str
    code: str
    start: int | None
    end: int | None
    why: str


@dataclass(frozen=True)
class PlacedCoding:
    """A coding on [start, end) of its source's clean text, in code points."""

    start: int
    end: int
    code: str
    by: str = ""
    at: str = ""


@dataclass(frozen=True)
class PlacedNote:
    """A memo on [start, end) of a source's text, or on the whole source (both None)."""

    note: Note
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True)
class Stretch:
    """What one case said: [start, end) of a source's text. `label` is what the file calls it."""

    start: int
    end: int
    case: str
    label: str = ""


@dataclass(frozen=True)
class PlacedSource:
    """A source with its text (line ends are LF) and everything that lies on it."""

    id: str
    name: str
    text: str
    codings: tuple[PlacedCoding, ...] = ()
    notes: tuple[PlacedNote, ...] = ()
    stretches: tuple[Stretch, ...] = ()
    cases: tuple[str, ...] = ()
    facts: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class PlacedProject:
    """What can be brought in. `fit` is the share of placed passages that begin and end between
    words, None where there is none. `codings` counts every coding of the file; `seen` every
    source of it."""

    read: ReadProject
    dialect: Dialect
    fit: float | None
    sources: tuple[PlacedSource, ...]
    unplaced: tuple[Unplaced, ...]
    codings: int
    seen: int
    remarks: tuple[str, ...] = field(default=())

    @property
    def placed(self) -> int:
        return self.codings - len(self.unplaced)
