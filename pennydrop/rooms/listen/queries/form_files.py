"""A form out of a file, whatever kind of file it is, and a form as a file to take away."""

from collections.abc import Collection, Mapping
from pathlib import PurePath
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from pennydrop.core.documents.sheets import LARGEST_FILE, BadSheet, read_sheets
from pennydrop.core.documents.sheets_writing import write_sheets
from pennydrop.rooms.listen.rules.form import Form, read_form
from pennydrop.rooms.listen.rules.form.writing import write_rows
from pennydrop.rooms.listen.rules.form.xforms import NoXForm, read_xform

SHEETS = frozenset({"survey", "choices", "external_choices", "settings"})
_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")


class NoForm(ValueError):
    """The file is no form of any kind we read. `sheet` and `row` are the place, if there is one."""

    def __init__(self, message: str, sheet: str = "", row: int = 0) -> None:
        self.sheet = sheet
        self.row = row
        super().__init__(message)


def read_form_file(
    data: bytes, name: str, lists: Mapping[str, bytes] | None = None,
    media: Collection[str] | None = None,
) -> Form:  # fmt: skip
    """The form in an .xlsx, .xls, .csv, Markdown or ODK XForms (XML) file, told by its bytes.

    `name` is the file's name, for messages and as the title of a form without one. `lists` are the
    files that the form takes choices from, by name; `media` the names of the pictures and sounds
    that are there, so that what is missing is said (None: it is not asked). Raises NoForm for a
    file that cannot be read, FormProblems for a form that has faults.
    """
    stem = PurePath(name).stem
    try:
        if _is_xml(data):
            return read_xform(_parsed(data, name), stem, media)
        files = {file: _only_sheet(rows, file) for file, rows in (lists or {}).items()}
        return read_form(read_sheets(data, name, SHEETS), stem, files, media)
    except BadSheet as bad:
        raise NoForm(str(bad), bad.sheet, bad.row) from bad
    except NoXForm as bad:
        raise NoForm(f"{name} {bad}.") from bad


def _only_sheet(data: bytes, name: str) -> list[list[str]]:
    return next(iter(read_sheets(data, name).values()), [])


def write_xlsx(form: Form) -> bytes:
    """The form as an XLSForm workbook; reading it gives the same form, remarks left out."""
    return write_sheets(write_rows(form))


def _is_xml(data: bytes) -> bool:
    head = data[:200]
    for mark in _MARKS:
        head = head.removeprefix(mark)
    return head.replace(b"\0", b"").lstrip().startswith(b"<")


def _parsed(data: bytes, name: str) -> Element:
    if len(data) > LARGEST_FILE:
        raise NoForm(f"{name} has more than {LARGEST_FILE // 1024 // 1024} MB.")
    try:
        top: Element = fromstring(data, forbid_dtd=True)
    except DefusedXmlException as bad:
        raise NoForm(f"{name} holds XML with declarations of its own; it was refused.") from bad
    except (ParseError, ValueError, LookupError) as bad:
        raise NoForm(f"{name} is damaged XML: {bad}.") from bad
    return top
