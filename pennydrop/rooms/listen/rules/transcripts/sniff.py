"""What a file is, told by its bytes: its name is only a hint, for people rename files."""

import io
import re
import zipfile
from enum import Enum

from pennydrop.rooms.listen.rules.transcripts.turns import MAX_BYTES, Unreadable


class Kind(Enum):
    """The kinds of file that can be read."""

    WORD = "word"
    CAPTIONS = "captions"
    TABLE = "table"
    TEXT = "text"


MAX_LINES = 200_000
"""The most lines or paragraphs of one file: some fifty times a long day of talk."""

_AS_WORD = "open it in the program it came from, save it as a Word document (.docx) and try again"
_AS_TEXT = "save it as plain text (.txt, UTF-8) or as a Word document (.docx) and try again"

# First bytes → what a person would call it, and what to do.
_FOREIGN: tuple[tuple[bytes, str, str], ...] = (
    (b"{\\rtf", "this is a Rich Text (.rtf) file", _AS_WORD),
    (b"\x1f\x8b", "this is a compressed file", "unpack it and add the files inside one by one"),
    (b"7z\xbc\xaf", "this is a 7-Zip archive", "unpack it and add the files inside one by one"),
    (b"Rar!", "this is a RAR archive", "unpack it and add the files inside one by one"),
    (b"\x89PNG", "this is a picture", "type out or paste its words into a document first"),
    (b"\xff\xd8\xff", "this is a picture", "type out or paste its words into a document first"),
    (b"ID3", "this is a sound recording", "add its transcript instead"),
    (b"OggS", "this is a sound recording", "add its transcript instead"),
    (b"fLaC", "this is a sound recording", "add its transcript instead"),
    (b"RIFF", "this is a recording", "add its transcript instead"),
    (b"\x1aE\xdf\xa3", "this is a video recording", "add its transcript instead"),
    (b"SQLite format 3", "this is a database file", _AS_TEXT),
)
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_STREAM = "EncryptedPackage".encode("utf-16-le")
_WEB_PAGE = re.compile(rb"\s*(?:<!doctype\s+html|<html[\s>])", re.IGNORECASE)
# A number and then a time: some programs write plain transcripts with a time above each name.
_FIRST_CUE = re.compile(r"\s{0,9}\d{1,6} *\n *(?:\d+:)?\d+:\d+[.,:]?\d* *-{1,2}>")


def check_size(name: str, size: int) -> None:
    """Raise Unreadable for an empty file or one over `MAX_BYTES`; call before reading it."""
    if size == 0:
        raise Unreadable(
            file=name,
            place="",
            problem="this file is empty",
            remedy="check that it was saved or downloaded completely and add it again",
        )
    if size > MAX_BYTES:
        raise Unreadable(
            file=name,
            place="",
            problem=f"this file is {size / 1024 / 1024:,.0f} MB and the most that can be "
            f"read is {MAX_BYTES // 1024 // 1024} MB",
            remedy="remove pictures from it or add it in several parts",
        )


def check_lines(name: str, count: int) -> None:
    """Raise Unreadable for more lines than any conversation has: they would take minutes."""
    if count > MAX_LINES:
        raise Unreadable(
            file=name,
            place=f"line {MAX_LINES + 1}",
            problem=f"this file has more than {MAX_LINES:,} lines",
            remedy="add it in several parts",
        )


def check_familiar(name: str, data: bytes) -> None:
    """Raise Unreadable, saying what it is and what to do, for a file of a kind not read here."""
    if b"%PDF-" in data[:1024]:
        raise _refused(name, "this is a PDF, which keeps pages and not paragraphs", _AS_WORD)
    if data.startswith(_OLD_OFFICE):
        raise _old_office(name, data)
    if data[4:8] == b"ftyp":
        raise _refused(name, "this is a recording", "add its transcript instead")
    if _WEB_PAGE.match(data[:1024]):
        raise _refused(name, "this is a web page", _AS_TEXT)
    for start, problem, remedy in _FOREIGN:
        if data.startswith(start):
            raise _refused(name, problem, remedy)


def is_zip(data: bytes) -> bool:
    """Whether the bytes are a zip archive, as Word documents are."""
    return data.startswith((b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08"))


def check_zip_is_word(name: str, data: bytes) -> None:
    """Raise Unreadable for a zip archive that is something else than a Word document."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise _refused(
            name,
            "this file is broken off or damaged",
            "open it in Word, save it again under a new name and add that",
        ) from error
    if "word/document.xml" in names:
        return
    raise _refused(name, *_zip_in_words(name, data, names))


def kind_of_text(name: str, text: str, *, mapped: bool) -> Kind:
    """What decoded text is: captions show in their first lines, a table needs name or mapping."""
    ending = name.lower().rpartition(".")[2]
    if text.startswith("WEBVTT") or _FIRST_CUE.match(text):
        return Kind.CAPTIONS
    if ending in {"vtt", "srt"}:
        return Kind.CAPTIONS
    if mapped or ending in {"csv", "tsv", "tab"}:
        return Kind.TABLE
    return Kind.TEXT


def _refused(name: str, problem: str, remedy: str) -> Unreadable:
    return Unreadable(file=name, place="first bytes", problem=problem, remedy=remedy)


def _old_office(name: str, data: bytes) -> Unreadable:
    if _ENCRYPTED_STREAM in data:
        return _refused(
            name,
            "this document is locked with a password",
            "open it in Word, remove the password (File, Info, Protect Document), save it and "
            "try again",
        )
    return _refused(name, "this is a document of an old kind (Word .doc or Excel .xls)", _AS_WORD)


def _zip_in_words(name: str, data: bytes, names: set[str]) -> tuple[str, str]:
    if b"application/vnd.oasis.opendocument" in data[:200]:
        return "this is an OpenDocument (.odt) file", _AS_WORD
    if "xl/workbook.xml" in names:
        return "this is an Excel workbook", "save its sheet as CSV (UTF-8) and add that"
    if "ppt/presentation.xml" in names:
        return "this is a PowerPoint file", _AS_WORD
    if any(entry.startswith("Index/") for entry in names):
        return "this is an Apple Pages, Numbers or Keynote file", _AS_WORD
    if name.lower().endswith(".docx"):
        return (
            "this is a zip archive with the name of a Word document",
            "unpack it and add the documents inside one by one",
        )
    return "this is a zip archive", "unpack it and add the documents inside one by one"
