"""What a PDF/UA-1 file has to hold, looked up in the file: its language and title, everything
marked, in reading order, with a tab order, bookmarks, and fonts inside. No validator runs with
the tests: the one that there is needs Java."""

import datetime as dt
import io
import re

import pikepdf
import pytest

from pennydrop.core.documents.copies import Copy, Layout
from pennydrop.core.documents.pdf.render import CannotPrint, render_card, render_pdf, sheets_in
from tests.core.every_block import every_block, everything_given
from tests.core.test_pdf import parts

WORDS = "What helped was one person"
DOCUMENT = {
    "title": "What helped", "organisation": "Riverside", "date": dt.date(2026, 6, 4),
    "blocks": every_block(WORDS, prose="# Inner\n\nText, [a link](https://example.org)."),
    "resolve": everything_given(WORDS), "edition": 2,
    "address": "https://pennydrop.example/findings/1/status/", "invented": True,
}  # fmt: skip
SHOWS = {"Tj", "TJ", "'", '"', "Do", "f", "f*", "S", "B"}


@pytest.fixture(scope="module", params=list(Layout))
def printed(request):
    return render_pdf(Copy(**DOCUMENT, layout=request.param))


@pytest.fixture
def pdf(printed):
    with pikepdf.open(io.BytesIO(printed)) as opened:
        yield opened


def test_whatever_is_drawn_stands_in_a_mark(pdf):
    for page in pdf.pages:
        depth = loose = 0
        for _, operator in pikepdf.parse_content_stream(page):
            name = str(operator)
            depth += name in ("BDC", "BMC")
            depth -= name == "EMC"
            loose += name in SHOWS and not depth
        assert not loose and not depth


def test_headings_begin_at_the_first_level_and_never_jump(pdf):
    tags = [str(part.S) for part in parts(pdf.Root.StructTreeRoot)]
    levels = [int(tag[2:]) for tag in tags if re.fullmatch(r"/H\d", tag)]
    assert levels and levels[0] == 1
    assert all(level <= before + 1 for before, level in zip(levels, levels[1:], strict=False))


def test_every_picture_says_what_it_shows(pdf):
    figures = [part for part in parts(pdf.Root.StructTreeRoot) if part.S == "/Figure"]
    assert len(figures) >= 2 and all(str(part.Alt).strip() for part in figures)


def test_it_says_its_language_its_title_and_what_it_is(pdf):
    assert str(pdf.Root.Lang) == "en-GB" and pdf.Root.MarkInfo.Marked
    assert pdf.Root.ViewerPreferences.DisplayDocTitle
    with pdf.open_metadata() as about:
        assert (about["dc:title"], about["pdfuaid:part"]) == ("What helped", "1")


def test_bookmarks_lead_to_the_sections(pdf):
    with pdf.open_outline() as held:
        names = [one.title.lstrip("12. ") for one in held.root]
        inside = [child.title.lstrip("12. ") for one in held.root for child in one.children]
    assert {name.removesuffix(", continued") for name in names} == {WORDS} and len(names) >= 2
    assert inside == ["How we listened"]


def test_tables_have_heads_and_lists_have_items(pdf):
    tree = list(parts(pdf.Root.StructTreeRoot))
    tags = [str(part.S) for part in tree]
    assert tags.count("/Table") == 2 and tags.count("/TH") == 4
    assert tags.count("/LI") >= 2 and "/Link" in tags
    heads = [part for part in tree if part.S == "/TH"]
    assert all(str(head.A[0].Scope) == "/Column" for head in heads)
    for table in (part for part in tree if part.S == "/Table"):
        assert [str(kid.S) for kid in kids_of(table)] == ["/THead", "/TBody"]
        assert all(str(row.S) == "/TR" for part in kids_of(table) for row in kids_of(part))


def kids_of(part):
    return part.K if isinstance(part.K, pikepdf.Array) else [part.K]


def test_every_link_has_words_and_says_where_it_leads(pdf):
    marks = [mark for page in pdf.pages for mark in page.get("/Annots", [])]
    assert marks and all(str(mark.Contents).strip() and "/StructParent" in mark for mark in marks)
    links = [part for part in parts(pdf.Root.StructTreeRoot) if part.S == "/Link"]
    assert links and all("/K" in link and len(kids_of(link)) >= 2 for link in links)


def test_what_every_sheet_repeats_is_read_to_nobody(pdf):
    """Head and foot are no part of the reading order: they are marked as artifacts."""
    for page in pdf.pages:
        marks = [str(named[0]) for named, sign in pikepdf.parse_content_stream(page)
                 if str(sign) in ("BDC", "BMC")]  # fmt: skip
        assert "/Artifact" in marks


def test_pages_have_a_tab_order_where_there_is_something_to_follow(pdf):
    with_links = [page for page in pdf.pages if "/Annots" in page]
    assert with_links and all(str(page.Tabs) == "/S" for page in with_links)


def test_every_font_is_inside(pdf):
    held = [one for one in pdf.objects if isinstance(one, pikepdf.Dictionary)]
    fonts = [one for one in held if "/FontName" in one]
    assert fonts
    assert all({"/FontFile", "/FontFile2", "/FontFile3"} & set(one.keys()) for one in fonts)


def test_sheets_are_counted_as_another_reader_counts_them(pdf, printed):
    assert sheets_in(printed) == len(pdf.pages)


def test_marked_content_is_read_in_the_order_of_the_document(pdf):
    """The first words of each kind of block come in the order in which the blocks stand."""
    tags = [str(part.S) for part in parts(pdf.Root.StructTreeRoot)]
    assert tags.index("/H1") < tags.index("/BlockQuote") < tags.index("/Table")


def test_a_card_that_is_not_there_is_refused():
    copy = Copy(**DOCUMENT, layout=Layout.CARDS)
    assert render_card(copy, 1, kind="svg").startswith(b"<svg")
    with pytest.raises(LookupError):
        render_card(copy, 99, kind="png")


def test_what_cannot_be_printed_is_named_in_each_form():
    for layout in Layout:
        with pytest.raises(CannotPrint, match="你"):
            render_pdf(Copy(**{**DOCUMENT, "subtitle": "你"}, layout=layout))
