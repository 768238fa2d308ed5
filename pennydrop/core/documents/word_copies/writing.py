"""The blocks of a document as paragraphs, tables and pictures of Word."""

import base64
import io
from collections.abc import Callable, Sequence
from typing import Any

import docx
from docx.enum.text import WD_BREAK
from docx.shared import Cm, Inches, Pt, RGBColor

from pennydrop.core.documents.copies import INVENTED, Copy
from pennydrop.core.documents.entries import blocks_data
from pennydrop.core.documents.outline import outline
from pennydrop.core.documents.pdf.pictures import pictures
from pennydrop.core.documents.word_copies import looks
from pennydrop.core.documents.word_copies.parts import (
    add_field,
    add_inner_link,
    add_link,
    add_mark,
    add_run,
    describe_table,
    mark_decorative,
)
from pennydrop.core.documents.word_copies.running import Data, Page, write_nodes, write_runs
from pennydrop.core.documents.word_writing import printable

TEXT_WIDTH = Cm(16)
SQUARE = Cm(3)
_TONES = {"note": looks.NOTE, "caution": looks.CAUTION, "help": looks.HELP}


def write_copy(copy: Copy) -> bytes:
    """The file. Raises Unresolved for a reference nothing was given for, and CannotPrint where a
    chart cannot be drawn."""
    entries = blocks_data(copy.blocks, copy.resolve, copy.site)
    places = {place.number: place for place in outline(copy.blocks)}
    page = Page(docx.Document(), _drawn(entries), places)
    looks.dress(page.document)
    _about(page.document.core_properties, copy)
    _cover(page, copy)
    _contents(page)
    for number, entry in enumerate(entries, start=1):
        page.number = number
        _WRITERS[entry["kind"]](page, entry)
    _footer(page.document.sections[0], copy)
    out = io.BytesIO()
    page.document.save(out)
    return out.getvalue()


def _drawn(entries: Sequence[Data]) -> dict[str, bytes]:
    """SVG -> PNG of every chart, drawn in one go."""
    wanted = list(dict.fromkeys(entry["svg"] for entry in entries if "svg" in entry))
    return dict(zip(wanted, pictures(wanted, width=TEXT_WIDTH.pt), strict=True))


def _about(properties: Any, copy: Copy) -> None:
    properties.title = printable(copy.title)
    properties.author = printable(copy.organisation)
    properties.subject = printable(copy.subtitle)
    properties.language = looks.LANGUAGE
    properties.comments = copy.current_line


def _cover(page: Page, copy: Copy) -> None:
    page.paragraph(copy.title, "Title")
    if copy.subtitle:
        page.paragraph(copy.subtitle, "Subtitle")
    add_run(page.paragraph(), copy.organisation, strong=True)
    page.paragraph(copy.edition_line)
    if copy.invented:
        page.paragraph(INVENTED, looks.CAUTION)
    if copy.address:
        page.paragraph("Is this the newest edition? Ask here:").paragraph_format.space_before = Pt(
            18
        )
        line = page.paragraph()
        add_link(line, add_run(line, copy.address), copy.address)
        [square] = pictures([copy.square], width=SQUARE.pt)
        page.picture(square, SQUARE, copy.square_alt)


def _contents(page: Page) -> None:
    sections = [place for place in page.places.values() if place.level == 2]
    if not sections:
        return
    # a bold line and no heading: the headings that follow are the document's own
    title = page.paragraph(style=looks.CHART_TITLE)
    title.paragraph_format.space_before = Pt(24)
    add_run(title, "Contents")
    for place in sections:
        line = page.paragraph()
        line.paragraph_format.space_after = Pt(3)
        add_inner_link(line, f"{place.section}  {place.text}", place.anchor.replace("-", "_"))
    page.paragraph().add_run().add_break(WD_BREAK.PAGE)


def _footer(section: Any, copy: Copy) -> None:
    line = section.footer.paragraphs[0]
    line.style = looks.SMALL
    add_run(line, f"{copy.title} · {copy.edition_line} · Page ")
    add_field(line, "PAGE")
    if copy.address:
        second = section.footer.add_paragraph(style=looks.SMALL)
        add_run(second, "Is this the newest edition? ")
        add_link(second, add_run(second, copy.address), copy.address)
    if copy.invented:
        add_run(section.footer.add_paragraph(style=looks.SMALL), INVENTED, strong=True)


def _heading(page: Page, entry: Data) -> None:
    place = page.places[page.number]
    made = page.document.add_heading(level=min(entry["level"], 3))
    add_run(made, f"{place.section}  ").font.color.rgb = RGBColor.from_string(looks.COPPER)
    add_run(made, entry["text"])
    add_mark(made, place.anchor.replace("-", "_"), page.number)


def _theme(page: Page, entry: Data) -> None:
    _heading(page, entry)
    page.paragraph(entry["over"], looks.SMALL)


def _prose(page: Page, entry: Data) -> None:
    write_nodes(page, entry["nodes"])


def _insight(page: Page, entry: Data) -> None:
    _label(page, "Key insight", looks.INSIGHT)
    write_nodes(page, entry["nodes"], looks.INSIGHT)
    if entry["behind"]:
        add_run(page.paragraph(style=looks.INSIGHT), entry["behind"]).font.size = Pt(9.5)
    _gap(page)


def _callout(page: Page, entry: Data) -> None:
    style = _TONES[entry["tone"]]
    _label(page, entry["title"], style)
    write_nodes(page, entry["nodes"], style)
    _gap(page)


def _label(page: Page, text: str, style: str) -> None:
    """What a box is called: never alone at the foot of a page."""
    line = page.paragraph(style=style)
    line.paragraph_format.keep_with_next = True
    add_run(line, text, strong=True)


def _gap(page: Page) -> None:
    """Boxes of one style that follow each other would become one box."""
    page.paragraph().paragraph_format.space_after = Pt(0)


def _points(page: Page, entry: Data) -> None:
    for line in entry["lines"]:
        write_runs(page.paragraph(style="List Bullet"), line)


def _figure(page: Page, entry: Data) -> None:
    page.paragraph(entry["title"], looks.CHART_TITLE)
    page.picture(page.drawn[entry["svg"]], TEXT_WIDTH, entry["alt"])
    page.paragraph("The same as a table", looks.SMALL).paragraph_format.keep_with_next = True
    _cells(page, entry, entry["title"])


def _picture(page: Page, entry: Data) -> None:
    page.picture(page.drawn[entry["svg"]], SQUARE, entry["alt"])


def _photo(page: Page, entry: Data) -> None:
    wide = min(TEXT_WIDTH, Inches(entry["inches"]))
    page.picture(base64.b64decode(entry["encoded"]), wide, entry["alt"])
    if entry["decorative"]:
        mark_decorative(page.document.inline_shapes[-1])


def _table(page: Page, entry: Data) -> None:
    page.paragraph(entry["caption"], looks.CHART_TITLE)
    _cells(page, entry, entry["caption"])


def _cells(page: Page, entry: Data, caption: str) -> None:
    rows = [entry["head"], *entry["rows"]]
    table = page.document.add_table(rows=len(rows), cols=len(entry["head"]), style="Table Grid")
    # the cells of a row are looked up once: Word's own look-up walks the whole table for each
    for number, (row, texts) in enumerate(zip(table.rows, rows, strict=True)):
        for cell, text in zip(row.cells, texts, strict=True):
            line = cell.paragraphs[0]
            line.paragraph_format.space_after = Pt(2)
            add_run(line, text, strong=number == 0).font.size = Pt(9.5)
    describe_table(table, caption)
    _gap(page)


def _quote(page: Page, entry: Data) -> None:
    line = page.paragraph(style="Quote")
    if entry["removed"]:
        add_run(line, entry["text"], em=True)
        return
    marks = ("“", "”") if entry["verbatim"] else ("", "")
    add_run(line, marks[0])
    for piece in entry["pieces"]:
        run = add_run(line, piece["text"])
        if piece["kind"] != "words":
            run.font.color.rgb = RGBColor.from_string(looks.SOFT)
    add_run(line, marks[1])
    page.paragraph(entry["by"], looks.BY)


def _claim(page: Page, entry: Data) -> None:
    write_nodes(page, entry["nodes"])
    if entry["by"]:
        page.paragraph(entry["by"], looks.SMALL)


def _blank(page: Page, entry: Data) -> None:
    """A place that nobody has filled says nothing to a reader."""


_WRITERS: dict[str, Callable[[Page, Data], None]] = {
    "heading": _heading,
    "theme": _theme,
    "prose": _prose,
    "insight": _insight,
    "points": _points,
    "callout": _callout,
    "figure": _figure,
    "picture": _picture,
    "photo": _photo,
    "table": _table,
    "quote": _quote,
    "claim": _claim,
    "blank": _blank,
}
