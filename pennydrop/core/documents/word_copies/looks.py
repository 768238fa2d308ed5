"""How a Word copy looks: its language, fonts, colours, and the styles that have names there."""

from copy import deepcopy
from typing import Any

from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

LANGUAGE = "en-GB"
# Every office has it; our own font stands in no reader's Word.
FONT = "Arial"
INK, SOFT, SEA, COPPER = "1D2A33", "4A5761", "0F5257", "A34A17"
INSIGHT, NOTE, CAUTION, HELP = "Key insight", "Note", "Caution", "Help"
BY, SMALL, CHART_TITLE = "Quote source", "Small print", "Chart title"
BOX, ITEM = Cm(0.4), Cm(0.63)  # how far text stands inside a box, and in a list within it
# What may follow borders and shading in a paragraph's properties, whose order is fixed.
_AFTER_SHADING = ("w:tabs", "w:spacing", "w:ind", "w:contextualSpacing", "w:jc", "w:rPr")
_HEADINGS = {1: (20, 24, 8), 2: (15, 18, 6), 3: (12.5, 14, 4)}
_BOXES = {
    INSIGHT: (COPPER, "FBEEE3"),
    NOTE: (SEA, "E2F0EE"),
    CAUTION: ("8A5A00", "FBF3DC"),
    HELP: ("9B1C1F", "FBE8E7"),
}


def dress(document: Any) -> None:
    """Put on everything a new document needs before its first paragraph."""
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.5)
    section.top_margin, section.bottom_margin = Cm(2.3), Cm(3.4)  # three lines stand at the foot
    _body(document)
    _titles(document)
    _lists(document)
    _quotes(document)
    for name, colours in _BOXES.items():
        _box(document, name, *colours)
    for name, size in ((SMALL, 9), (CHART_TITLE, 11)):
        style = _paragraph_style(document, name)
        style.font.size = Pt(size)
    document.styles[SMALL].font.color.rgb = RGBColor.from_string(SOFT)
    document.styles[CHART_TITLE].font.bold = True
    document.styles[CHART_TITLE].paragraph_format.keep_with_next = True


def _body(document: Any) -> None:
    normal = document.styles["Normal"]
    normal.font.size = Pt(11)
    normal.font.color.rgb = RGBColor.from_string(INK)
    normal.paragraph_format.space_after = Pt(9)
    normal.paragraph_format.line_spacing = 1.25
    _font(normal)
    defaults = document.styles.element.find(qn("w:docDefaults"))
    for properties in defaults.iter(qn("w:rPr")):
        for old in properties.findall(qn("w:lang")):
            properties.remove(old)
        language = OxmlElement("w:lang")
        for name in ("val", "eastAsia"):
            language.set(qn(f"w:{name}"), LANGUAGE)
        properties.append(language)


def _titles(document: Any) -> None:
    for level, (size, above, below) in _HEADINGS.items():
        style = document.styles[f"Heading {level}"]
        style.font.size, style.font.bold, style.font.italic = Pt(size), True, False
        style.font.color.rgb = RGBColor.from_string(INK)
        style.paragraph_format.space_before = Pt(above)
        style.paragraph_format.space_after = Pt(below)
        style.paragraph_format.keep_with_next = True
        _font(style)
    for name, size, colour in (("Title", 30, INK), ("Subtitle", 15, SOFT)):
        style = document.styles[name]
        style.font.size, style.font.bold, style.font.italic = Pt(size), name == "Title", False
        style.font.color.rgb = RGBColor.from_string(colour)
        style.paragraph_format.space_after = Pt(12)
        _font(style)
        for line in style.element.iter(qn("w:pBdr")):
            line.getparent().remove(line)


def _lists(document: Any) -> None:
    """An item's words begin where its indentation says, wherever its list stands."""
    for stops in list(document.part.numbering_part.element.iter(qn("w:tabs"))):
        stops.getparent().remove(stops)


def _quotes(document: Any) -> None:
    quote = document.styles["Quote"]
    quote.font.italic, quote.font.size = False, Pt(13)
    quote.font.color.rgb = RGBColor.from_string(INK)
    for style in (quote, _paragraph_style(document, BY)):
        style.paragraph_format.left_indent = Cm(0.6)
        _bar(style, "DFD7CA", 18)
    quote.paragraph_format.keep_with_next = True
    quote.paragraph_format.space_after = Pt(2)
    by = document.styles[BY]
    by.font.size = Pt(9.5)
    by.font.color.rgb = RGBColor.from_string(SOFT)
    by.paragraph_format.space_after = Pt(12)


def _box(document: Any, name: str, bar: str, tint: str) -> None:
    style = _paragraph_style(document, name)
    style.paragraph_format.left_indent = BOX
    style.paragraph_format.space_after = Pt(0)
    _bar(style, bar, 32)
    shade = OxmlElement("w:shd")
    for key, value in (("val", "clear"), ("color", "auto"), ("fill", tint)):
        shade.set(qn(f"w:{key}"), value)
    _properties(style).find(qn("w:pBdr")).addnext(shade)


def put_in_box(paragraph: Any, style: Any, depth: int) -> None:
    """Let an item of a list stand inside the box of a style, its sign where the box's text begins:
    Word draws a paragraph's bar and tint from there on, so that they go on without a step."""
    own = paragraph._p.get_or_add_pPr()
    drawn = [_properties(style).find(qn(name)) for name in ("w:pBdr", "w:shd")]
    for element in (one for one in drawn if one is not None):
        own.insert_element_before(deepcopy(element), *_AFTER_SHADING)
    deep = ITEM * (depth + 1)
    paragraph.paragraph_format.left_indent = BOX + deep
    paragraph.paragraph_format.first_line_indent = -deep
    paragraph.paragraph_format.space_after = Pt(0)


def _paragraph_style(document: Any, name: str) -> Any:
    style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    style.base_style = document.styles["Normal"]
    style.quick_style = True
    return style


def _bar(style: Any, colour: str, eighths: int) -> None:
    """A bar at the left; `eighths` of a point wide."""
    borders, left = OxmlElement("w:pBdr"), OxmlElement("w:left")
    for name, value in (("val", "single"), ("sz", eighths), ("space", 10), ("color", colour)):
        left.set(qn(f"w:{name}"), str(value))
    borders.append(left)
    properties = _properties(style)
    # the order of elements is fixed: borders stand before spacing and indentation
    place = properties.find(qn("w:spacing"))
    if place is None:
        place = properties.find(qn("w:ind"))
    properties.append(borders) if place is None else place.addprevious(borders)


def _properties(style: Any) -> Any:
    return style.element.get_or_add_pPr()


def _font(style: Any) -> None:
    """Our font for every script; what the theme says of it is taken away."""
    style.font.name = FONT
    fonts = style.element.rPr.rFonts
    for name in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.attrib.pop(qn(f"w:{name}Theme"), None)
        fonts.set(qn(f"w:{name}"), FONT)
