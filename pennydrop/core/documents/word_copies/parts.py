"""What Word has and python-docx has no word for: links, marks, fields, lists that begin anew."""

import re
from typing import Any

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import qn
from docx.shared import RGBColor

from pennydrop.core.documents.word_copies.looks import SEA
from pennydrop.core.documents.word_writing import printable

_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
_DECORATIVE = "http://schemas.microsoft.com/office/drawing/2017/decorative"
_URI = "{C183D7F6-B498-43B3-948B-1728B52AA6E4}"


def add_run(paragraph: Any, text: str, *, strong: bool = False, em: bool = False) -> Any:
    """Text as it stands: nothing in it is markup."""
    run = paragraph.add_run(printable(text))
    # None leaves it to the style: False would take the bold out of a bold one
    run.bold, run.italic = strong or None, em or None
    return run


def add_link(paragraph: Any, run: Any, address: str) -> None:
    """Make a run of the paragraph a link out of the document."""
    relation = paragraph.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), relation)
    _wrap(run, link)


def add_inner_link(paragraph: Any, text: str, mark: str) -> None:
    """A link to a bookmark of this document."""
    link = OxmlElement("w:hyperlink")
    link.set(qn("w:anchor"), mark)
    _wrap(add_run(paragraph, text), link)


def _wrap(run: Any, link: Any) -> None:
    run.font.underline = True
    run.font.color.rgb = RGBColor.from_string(SEA)
    run._r.addprevious(link)
    link.append(run._r)


def add_mark(paragraph: Any, name: str, number: int) -> None:
    """A bookmark round everything in a paragraph; `number` is another one for each."""
    start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
    for element in (start, end):
        element.set(qn("w:id"), str(number))
    start.set(qn("w:name"), re.sub(r"\W", "_", name)[:40])
    properties = paragraph._p.pPr
    properties.addnext(start) if properties is not None else paragraph._p.insert(0, start)
    paragraph._p.append(end)


def add_field(paragraph: Any, code: str) -> None:
    """A number that Word counts itself, such as PAGE."""
    for kind, text in (("begin", ""), ("", code), ("separate", ""), ("text", "1"), ("end", "")):
        run = paragraph.add_run()._r
        if kind in ("", "text"):
            element = OxmlElement("w:t" if kind else "w:instrText")
            element.text = text
        else:
            element = OxmlElement("w:fldChar")
            element.set(qn("w:fldCharType"), kind)
        run.append(element)


def describe_picture(picture: Any, alt: str, number: int) -> None:
    """What a picture shows, for somebody who does not see it."""
    about = picture._inline.docPr
    about.set("descr", printable(alt))
    about.set("name", f"Picture {number}")
    about.set("id", str(number))


def mark_decorative(picture: Any) -> None:
    """Say that a picture says nothing, so that nobody is told of it."""
    named = f'<adec:decorative xmlns:adec="{_DECORATIVE}" val="1"/>'
    told = f'<a:extLst xmlns:a="{_DRAWING}"><a:ext uri="{_URI}">{named}</a:ext></a:extLst>'
    picture._inline.docPr.append(parse_xml(told))


def describe_table(table: Any, caption: str) -> None:
    """Its name for those who listen to it, and a head row that is one and repeats on each page."""
    named = OxmlElement("w:tblCaption")
    named.set(qn("w:val"), printable(caption))
    table._tbl.tblPr.append(named)
    row = table.rows[0]._tr.get_or_add_trPr()
    for tag in ("w:cantSplit", "w:tblHeader"):
        row.append(OxmlElement(tag))


def new_list(document: Any, start: int) -> int:
    """A numbered list of its own that begins at `start`; returns its number in the document."""
    style = document.styles["List Number"]
    numbering = document.part.numbering_part.element
    old = numbering.num_having_numId(style.element.pPr.numPr.numId.val)
    made = numbering.add_num(old.abstractNumId.val)
    made.add_lvlOverride(ilvl=0).add_startOverride(start)
    return int(made.numId)


def put_in_list(paragraph: Any, number: int) -> None:
    """Count a paragraph in a list that `new_list` made."""
    properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
    properties.get_or_add_ilvl().val = 0
    properties.get_or_add_numId().val = number
