"""The words of a Word document (.docx), in order, out of bytes that nobody vouches for.

Only words are read: no picture, link, macro or outside part is opened. Everything a hostile or
broken file could do is refused first: archives that unpack to too much, locked entries, document
type declarations (the way to entity bombs) and parts that are not XML.
"""

import io
import itertools
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from xml.parsers import expat

import docx
from docx.exceptions import PythonDocxError
from docx.opc.exceptions import OpcError
from docx.oxml.ns import qn

MAX_BYTES = 20 * 1024 * 1024
MAX_UNPACKED = 100 * 1024 * 1024
"""The most that all parts together may unpack to, in bytes."""
MAX_XML = 30 * 1024 * 1024
"""The most that the XML parts may unpack to, in bytes: parsed, they take some ten times more."""
MAX_ELEMENTS = 1_000_000
"""The most XML elements in one part: each takes some hundred bytes once parsed."""
MAX_ENTRIES = 2000

_BODY = "word/document.xml"
_SAVE_AGAIN = "open it in Word, save it again as .docx under a new name and add that"
_PACKED = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}


class NotWord(Exception):
    """Why bytes are not a Word document that can be read: place inside, problem, remedy."""

    def __init__(self, *, place: str, problem: str, remedy: str = _SAVE_AGAIN) -> None:
        super().__init__(place, problem, remedy)
        self.place = place
        self.problem = problem
        self.remedy = remedy


@dataclass(frozen=True)
class Paragraph:
    """One paragraph, or one table row with several cells.

    `place` is "paragraph 3" (empty ones counted, tables not) or "table 1, row 2". Line breaks
    inside a paragraph, and between the paragraphs of one cell, are "\\n"; tabs are "\\t".
    """

    place: str
    cells: tuple[str, ...]

    @property
    def text(self) -> str:
        """Its words; the cells of a table row with a tab between them."""
        return "\t".join(self.cells)


def paragraphs(data: bytes) -> list[Paragraph]:
    """Every paragraph and table row of the document's body, in reading order.

    Suggested insertions count as words and suggested deletions do not. Text boxes follow the
    paragraph that holds them. Headers, footers, footnotes and comments are left out.
    Raises NotWord.
    """
    _check_archive(data)
    try:
        document = docx.Document(io.BytesIO(data))
        body: Any = document.element.body
        return list(_paragraphs(body))
    except _PARSER_ERRORS as error:
        raise NotWord(
            place=_BODY, problem="this is not a Word document that can be read"
        ) from error


# What python-docx and lxml are known to raise on parts that are missing, cut or of other types.
# (lxml's XMLSyntaxError is a SyntaxError; python-docx's PackageNotFoundError an Exception only.)
_PARSER_ERRORS = (
    zipfile.BadZipFile,
    zlib.error,
    OpcError,
    PythonDocxError,
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    NotImplementedError,
    OSError,
    EOFError,
    RuntimeError,
    SyntaxError,
    TypeError,
    ValueError,
)


def _check_archive(data: bytes) -> None:
    if len(data) > MAX_BYTES:
        raise NotWord(
            place="",
            problem=f"this document is larger than {MAX_BYTES // 1024 // 1024} MB",
            remedy="remove its pictures or add it in several parts",
        )
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _check_entries(archive.infolist())
            for entry in archive.infolist():
                if _is_xml(entry.filename):
                    _check_xml(entry.filename, archive.read(entry))
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError, LookupError) as error:
        raise NotWord(place="", problem="this file is broken off or damaged") from error
    except (NotImplementedError, RuntimeError) as error:
        raise NotWord(place="", problem="this file is packed in an unusual way") from error


def _check_entries(entries: list[zipfile.ZipInfo]) -> None:
    if len(entries) > MAX_ENTRIES:
        raise NotWord(place="", problem=f"this file holds more than {MAX_ENTRIES:,} parts")
    for entry in entries:
        if entry.flag_bits & 0x1:
            raise NotWord(
                place=entry.filename,
                problem="this document is locked with a password",
                remedy="open it in Word, remove the password, save it and try again",
            )
        if entry.compress_type not in _PACKED:
            raise NotWord(place=entry.filename, problem="this file is packed in an unusual way")
    # zipfile never unpacks more of an entry than it declares, so that these sums hold.
    unpacked = sum(entry.file_size for entry in entries)
    xml = sum(entry.file_size for entry in entries if _is_xml(entry.filename))
    if unpacked > MAX_UNPACKED or xml > MAX_XML:
        raise _too_much()
    if _BODY not in {entry.filename for entry in entries}:
        raise NotWord(
            place="", problem=f"this is not a Word document (the part {_BODY} is missing)"
        )


def _too_much() -> NotWord:
    return NotWord(
        place="",
        problem="this document unpacks to far more than its words can be",
        remedy="copy its words into a new document, save it and add that",
    )


def _is_xml(filename: str) -> bool:
    return filename.lower().endswith((".xml", ".rels"))


def _check_xml(filename: str, part: bytes) -> None:
    """Raise NotWord unless the part is well-formed XML of a fair size without a DTD."""

    def refuse(*_: object) -> None:
        raise NotWord(
            place=filename,
            problem="this document holds a document type declaration, which Word never writes",
        )

    seen = itertools.count(1)

    def count(*_: object) -> None:
        if next(seen) > MAX_ELEMENTS:
            raise _too_much()

    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = refuse
    parser.StartElementHandler = count
    try:
        parser.Parse(part, True)
    except expat.ExpatError as error:
        raise NotWord(
            place=f"{filename}, line {error.lineno}", problem="this document is damaged"
        ) from error


_P, _TBL, _TR, _TC = (qn(f"w:{tag}") for tag in ("p", "tbl", "tr", "tc"))
_WORDS = qn("w:t")
# Deleted or moved away by a suggestion; the second copy of a text box for old programs.
_NOT_SHOWN = {
    qn("w:del"),
    qn("w:moveFrom"),
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",
}
_SIGNS = {
    qn("w:tab"): "\t",
    qn("w:ptab"): "\t",
    qn("w:br"): "\n",
    qn("w:cr"): "\n",
    qn("w:noBreakHyphen"): "\u2011",
}
_SETTINGS = {qn("w:pPr"), qn("w:rPr"), qn("w:sdtPr")}


def _paragraphs(body: Any) -> Iterator[Paragraph]:
    count = tables = 0
    for element in _inside(body, {_P, _TBL}):
        if element.tag == _TBL:
            tables += 1
            yield from _rows(element, tables)
            continue
        count += 1
        for text in _texts(element):
            yield Paragraph(f"paragraph {count}", (text,))


def _rows(table: Any, number: int) -> Iterator[Paragraph]:
    for row_number, row in enumerate(_inside(table, {_TR}), start=1):
        cells = tuple(
            "\n".join(text for p in _inside(cell, {_P}) for text in _texts(p))
            for cell in _inside(row, {_TC})
        )
        yield Paragraph(f"table {number}, row {row_number}", cells)


def _inside(parent: Any, wanted: set[str]) -> Iterator[Any]:
    """The nearest wanted elements below a parent, in order, through wrappers of any kind."""
    pending = list(reversed(parent))
    while pending:
        element = pending.pop()
        if element.tag in wanted:
            yield element
        elif element.tag not in _NOT_SHOWN:
            pending.extend(reversed(element))


def _texts(paragraph: Any) -> list[str]:
    """A paragraph's own text, then those of the text boxes it holds."""
    own: list[str] = []
    boxes: list[str] = []
    pending = list(reversed(paragraph))
    while pending:
        element = pending.pop()
        if element.tag == _P:
            boxes.extend(_texts(element))
        elif element.tag == _WORDS:
            own.append(element.text or "")
        elif element.tag in _SIGNS:
            own.append(_SIGNS[element.tag])
        elif element.tag not in _NOT_SHOWN and element.tag not in _SETTINGS:
            pending.extend(reversed(element))
    return ["".join(own), *boxes]
