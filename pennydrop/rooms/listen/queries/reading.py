"""Uploaded files into transcripts: what the bytes are decides which reader takes them.

Nothing here touches the database or the disk, so that a file is either read whole or refused.
"""

import dataclasses
from collections.abc import Iterator, Sequence

from pennydrop.core.documents import word
from pennydrop.rooms.listen.rules.transcripts.captions import read_captions
from pennydrop.rooms.listen.rules.transcripts.decoding import Decoded, decode
from pennydrop.rooms.listen.rules.transcripts.labels import Line
from pennydrop.rooms.listen.rules.transcripts.openings import bare_time
from pennydrop.rooms.listen.rules.transcripts.plain_text import read_lines, read_plain_text
from pennydrop.rooms.listen.rules.transcripts.sniff import (
    Kind,
    check_familiar,
    check_size,
    check_zip_is_word,
    is_zip,
    kind_of_text,
)
from pennydrop.rooms.listen.rules.transcripts.table import Columns, Glance, glance, read_table
from pennydrop.rooms.listen.rules.transcripts.turns import Transcript, Unreadable


def read_upload(name: str, data: bytes, columns: Columns | None = None) -> dict[str, Transcript]:
    """Read an uploaded file; the key is "" except for a table with a source column.

    A table without `columns` is read with the columns guessed from its headings. Raises
    Unreadable, naming the file and the place, for anything that cannot be read whole. A caller
    that has not read the bytes yet first calls `check_size`.
    """
    check_size(name, len(data))
    if is_zip(data):
        return {"": _read_word(name, data)}
    check_familiar(name, data)
    decoded = decode(name, data)
    kind = kind_of_text(name, decoded.text, mapped=columns is not None)
    if kind is Kind.TABLE:
        read = read_table(name, decoded.text, columns or _guessed(name, decoded))
    elif kind is Kind.CAPTIONS:
        read = {"": read_captions(name, decoded.text)}
    else:
        read = {"": read_plain_text(name, decoded.text)}
    return {source: _with_notes(transcript, decoded.notes) for source, transcript in read.items()}


def columns_of(name: str, data: bytes) -> Glance:
    """Headings, a guess at the columns (or None) and the first five rows of a table.

    Unpacks as a tuple of these three. Raises Unreadable for bytes that are not a text table.
    """
    check_size(name, len(data))
    if is_zip(data):
        check_zip_is_word(name, data)
    else:
        check_familiar(name, data)
        return glance(decode(name, data).text)
    raise Unreadable(
        file=name,
        place="first bytes",
        problem="this is a Word document and not a table",
        remedy="add it as an interview, or save its table as CSV",
    )


def _guessed(name: str, decoded: Decoded) -> Columns:
    seen = glance(decoded.text)
    if seen.guess:
        return seen.guess
    present = ", ".join(f"“{header[:40]}”" for header in seen.headers[:15])
    raise Unreadable(
        file=name,
        place="row 1",
        problem=f"no column could be recognised as the words (there are {present})",
        remedy="say which column holds the words",
    )


def _with_notes(transcript: Transcript, notes: Sequence[str]) -> Transcript:
    return dataclasses.replace(transcript, notes=(*notes, *transcript.notes))


def _read_word(name: str, data: bytes) -> Transcript:
    check_zip_is_word(name, data)
    try:
        found = word.paragraphs(data)
    except word.NotWord as reason:
        raise Unreadable(
            file=name, place=reason.place, problem=reason.problem, remedy=reason.remedy
        ) from reason
    lines = [line for paragraph in found for line in _lines(paragraph)]
    return read_lines(name, lines, paragraph_per_line=True)


def _lines(paragraph: word.Paragraph) -> Iterator[Line]:
    """A table row is read as its cells with tabs between; its number and time are no words."""
    cells = paragraph.cells
    if len(cells) > 1:
        words = [cell for cell in cells if cell.strip() and not bare_time(cell)]
        numbered = len(words) > 2 and words[0].strip().isdecimal()
        cells = tuple(words[1:] if numbered else words)
    for text in "\t".join(cells).split("\n"):
        yield Line(paragraph.place, text)
