"""Recommendations that others published, as rows of a table: one on each line, with its source."""

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

COLUMNS: Mapping[str, str] = {
    "recommendation": "what it asks for, in a sentence or two",
    "source title": "the report that it stands in",
    "publisher": "who published that",
    "year": "in which year",
    "link": "its address, beginning with https://",
}
LONGEST = {"recommendation": 600, "source title": 300, "publisher": 200, "link": 400}
FIRST_YEAR, LAST_YEAR = 1900, 2100
MOST_ROWS = 500
# A spreadsheet that somebody makes of these again would run such a cell.
FORMULA_STARTS = ("=", "+", "-", "@")
# Controls break feeds; marks of direction make a line say what it does not.
NO_LETTERS = {"Cc", "Cs", "Co", "Cn"}
TURNS = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
BREAKS = "\n\r\t"


@dataclass(frozen=True)
class Past:
    """A recommendation that somebody else made, and where it can be read."""

    text: str
    title: str
    publisher: str
    year: int
    link: str


@dataclass(frozen=True)
class Fault:
    """What is wrong in a table, and where. Rows count from 1 and the head is row 1; 0 and an empty
    column mean the whole of it."""

    row: int
    column: str
    message: str

    def __str__(self) -> str:
        places = [f"row {self.row}"] if self.row else []
        places += [f"column “{self.column}”"] if self.column else []
        where = ", ".join(places)
        return f"{where[0].upper()}{where[1:]}: {self.message}" if where else self.message


def read_past(rows: Sequence[Sequence[str]]) -> tuple[list[Past], list[Fault]]:
    """The recommendations of a table, and everything that is wrong with it; empty rows are passed
    over. The head may name the columns in any order, in capitals or not; others are passed over."""
    head = [cell.strip().lower() for cell in rows[0]] if rows else []
    missing = [Fault(1, name, "this column is missing") for name in COLUMNS if name not in head]
    if missing:
        return [], missing
    if len(rows) - 1 > MOST_ROWS:
        return [], [Fault(0, "", f"There are {len(rows) - 1} rows; at most {MOST_ROWS} fit.")]
    places = {name: head.index(name) for name in COLUMNS}
    found, faults = [], []
    for number, row in enumerate(rows[1:], start=2):
        cells = {name: row[at].strip() if at < len(row) else "" for name, at in places.items()}
        if not any(cells.values()):
            continue
        wrong = faults_of(cells, number)
        faults += wrong
        if not wrong:
            found.append(_past(cells))
    if not found and not faults:
        faults = [Fault(0, "", "There is no recommendation in it.")]
    return found, faults


def faults_of(cells: Mapping[str, str], row: int = 0) -> list[Fault]:
    """What is wrong with one recommendation."""
    faults = [Fault(row, name, "is empty") for name in COLUMNS if not cells[name]]
    faults += [Fault(row, name, why) for name in COLUMNS if (why := _reads_badly(cells[name]))]
    faults += [
        Fault(row, name, f"has {len(cells[name])} characters; at most {most} fit")
        for name, most in LONGEST.items()
        if len(cells[name]) > most
    ]
    if cells["year"] and not _is_year(cells["year"]):
        faults.append(Fault(row, "year", f"“{cells['year']}” is no year, such as 2021"))
    if cells["link"] and not _is_link(cells["link"]):
        faults.append(Fault(row, "link", "is no address that begins with https://"))
    return faults


def _reads_badly(text: str) -> str:
    """Why a cell cannot be taken as words, or nothing."""
    if text[:1] in FORMULA_STARTS:
        return f"begins with “{text[0]}”, as a formula does: begin it with a word"
    if any(_is_hidden(letter) for letter in text):
        return "holds a character that cannot be seen: type it anew"
    return ""


def _is_hidden(letter: str) -> bool:
    hidden = letter in TURNS or unicodedata.category(letter) in NO_LETTERS
    return hidden and letter not in BREAKS


def _past(cells: Mapping[str, str]) -> Past:
    return Past(
        text=cells["recommendation"],
        title=cells["source title"],
        publisher=cells["publisher"],
        year=int(cells["year"]),
        link=cells["link"],
    )


def _is_year(text: str) -> bool:
    return text.isascii() and text.isdigit() and FIRST_YEAR <= int(text[:9]) <= LAST_YEAR


def _is_link(text: str) -> bool:
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    plain = not any(letter.isspace() for letter in text)
    return plain and parts.scheme == "https" and "." in (parts.hostname or "")
