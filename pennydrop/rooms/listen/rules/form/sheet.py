"""One sheet of an XLSForm as rows that know their columns, their languages and their place."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from pennydrop.rooms.listen.rules.form.texts import Text

Sheets = Mapping[str, Sequence[Sequence[str]]]

SPOKEN = frozenset(
    """
    label hint guidance_hint short required_message constraint_message
    image big-image image_alt audio video
    """.split()
)
# Other spellings of columns, as the XLSForm reference and pyxform 4.5 know them.
SURVEY_ALIASES = {
    "caption": "label", "command": "type", "tag": "name", "value": "name",
    "relevance": "relevant", "readonly": "read_only", "calculate": "calculation",
    "repeat_count": "repeat_count", "count": "repeat_count", "jr:count": "repeat_count",
    "constraining_message": "constraint_message", "jr:constraintmsg": "constraint_message",
    "constraintmsg": "constraint_message", "requiredmsg": "required_message",
    "jr:requiredmsg": "required_message", "guidance": "guidance_hint",
}  # fmt: skip
CHOICE_ALIASES = {"caption": "label", "value": "name", "list": "list_name", "listname": "list_name"}
SETTING_ALIASES = {
    "title": "form_title", "set_form_title": "form_title",
    "set_form_id": "form_id", "instance_id": "instance_id",
}  # fmt: skip
# What may stand before `::`, with what it leaves: `bind::relevant` is `relevant`.
PREFIXES = frozenset({"bind", "control", "body", "media"})
_UNDER_PREFIX = SPOKEN | set(SURVEY_ALIASES.values()) | {"required", "constraint", "appearance"}


@dataclass(frozen=True)
class Column:
    """`name` in our spelling; `language` where the header has one; `header` as it was written."""

    name: str
    language: str
    header: str

    @property
    def spoken(self) -> bool:
        return self.name in SPOKEN


@dataclass(frozen=True)
class Row:
    """One filled row. `number` is the row in the spreadsheet, from 1."""

    sheet: str
    number: int
    cells: Mapping[str, str]
    words: Mapping[str, Text]
    headers: Mapping[str, str]

    def get(self, column: str) -> str:
        return self.cells.get(column, "")

    def text(self, column: str) -> Text:
        return self.words.get(column, Text())

    def media(self) -> tuple[tuple[str, Text], ...]:
        kinds = ("image", "big-image", "image_alt", "audio", "video")
        return tuple((kind, self.words[kind]) for kind in kinds if kind in self.words)

    def header(self, column: str) -> str:
        """The column's name as the author wrote it, else ours."""
        return self.headers.get(column, column)


@dataclass(frozen=True)
class Table:
    """A sheet whose first filled row, `top`, names the columns; `filled` are the rows under it."""

    name: str
    top: int
    columns: tuple[Column, ...]
    filled: tuple[tuple[int, tuple[str, ...]], ...]

    def has(self, column: str) -> bool:
        return any(found.name == column for found in self.columns)

    def twice(self) -> Iterator[tuple[Column, Column]]:
        """Pairs of columns that say the same thing."""
        met: dict[tuple[str, str], Column] = {}
        for column in self.columns:
            key = (column.name, column.language)
            if column.name and key in met:
                yield met[key], column
            met.setdefault(key, column)

    def languages(self) -> tuple[str, ...]:
        """The languages that have a column here, in order; "" for columns without one."""
        return tuple(dict.fromkeys(column.language for column in self.columns if column.spoken))

    def speaks(self, language: str) -> bool:
        """Something is written in this language."""
        return any(
            column.spoken and column.language == language and at < len(cells) and cells[at]
            for at, column in enumerate(self.columns)
            for _, cells in self.filled
        )

    def speaks_plainly(self) -> bool:
        """Some question is labelled in a column without a language."""
        return any(
            column.name == "label" and not column.language and at < len(cells) and cells[at]
            for at, column in enumerate(self.columns)
            for _, cells in self.filled
        )

    def rows(self, default: str) -> Iterator[Row]:
        """The filled rows; words in a column without a language are in the default one."""
        headers = {column.name: column.header for column in reversed(self.columns)}
        for number, cells in self.filled:
            plain: dict[str, str] = {}
            spoken: dict[str, dict[str, str]] = {}
            for column, cell in zip(self.columns, cells, strict=False):
                if cell and column.spoken:
                    said = spoken.setdefault(column.name, {})
                    said.setdefault(column.language or default, cell)
                elif cell and column.name:
                    plain.setdefault(column.name, cell)
            words = {name: _in_order(said, default) for name, said in spoken.items()}
            if plain or words:
                yield Row(self.name, number, plain, words, headers)


def _in_order(said: Mapping[str, str], default: str) -> Text:
    return Text(tuple(sorted(said.items(), key=lambda pair: pair[0] != default)))


def table(name: str, sheet: Sequence[Sequence[str]], aliases: Mapping[str, str]) -> Table:
    """The sheet read; empty rows are left out, and rows keep the numbers they have."""
    tidied = [(n, tuple(map(_text, cells))) for n, cells in enumerate(sheet, start=1)]
    filled = [(number, cells) for number, cells in tidied if any(cells)]
    if not filled:
        return Table(name, 1, (), ())
    top, heads = filled[0]
    return Table(name, top, tuple(_column(head, aliases) for head in heads), tuple(filled[1:]))


def find(sheets: Sheets, wanted: str) -> Sequence[Sequence[str]] | None:
    """A sheet by its name, whatever its case."""
    return next((rows for name, rows in sheets.items() if _plain(name) == wanted), None)


def _plain(name: str) -> str:
    return re.sub(r"[\s_]+", "_", name.strip()).lower()


def _column(head: str, aliases: Mapping[str, str]) -> Column:
    parts = _parts(head)
    first = _plain(parts[0])
    if first in PREFIXES and len(parts) > 1:
        inner = _plain(parts[1])
        known = aliases.get(inner, inner)
        if known not in _UNDER_PREFIX:
            return Column(head, "", head)
        first, parts = known, parts[1:]
    name = aliases.get(first, first)
    if name in SPOKEN:
        return Column(name, parts[1] if len(parts) > 1 else "", head)
    # A column we do not know keeps its spelling: a choice filter may look at it.
    return Column(name if _ours(name) and len(parts) == 1 else head, "", head)


def _parts(head: str) -> list[str]:
    if "::" in head:
        return [part.strip() for part in head.split("::")]
    # One colon is the old way, except in the names of ODK's own (`jr:count`).
    marked = re.sub(r"\bjr:", "jr\0", head)
    return [part.strip().replace("\0", ":") for part in marked.split(":")]


OURS = frozenset(
    """
    type name relevant required read_only constraint calculation choice_filter default trigger
    appearance parameters repeat_count disabled list_name form_title form_id version
    default_language instance_name style allow_choice_duplicates
    """.split()
)


def _ours(name: str) -> bool:
    return name in OURS


# What no workbook can hold, and what only looks like nothing.
_UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff\ufeff]")


def _text(cell: str) -> str:
    lines = str(cell).replace("\r\n", "\n").replace("\r", "\n")
    return _UNSEEN.sub("", lines.replace("\N{NO-BREAK SPACE}", " ")).strip()
