"""The PDF is tagged, prints people's words as they stand, and refuses what it cannot print."""

import datetime as dt
import io
import re
import shutil
import subprocess
from dataclasses import replace

import pikepdf
import pytest

from pennydrop.core.documents.blocks import Prose, QuoteRef
from pennydrop.core.documents.pdf import render
from pennydrop.core.documents.pdf.coverage import covered, printable
from pennydrop.core.documents.pdf.render import CannotPrint, PdfDocument, render_pdf
from pennydrop.core.documents.resolved import Unresolved
from tests.core.every_block import CHART, FIRST_QUOTE, every_block, everything_given, quote

LITERAL = '#eval("1") *bold* _em_ @b $x^2$ <label> [a] \\n // c /* d */ = e `f` #{g} ~ -- "h"'
# Within Markdown, code and tags would mean something else.
POINTS = LITERAL.replace("`", "").replace("<label>", "")
PROSE = "# Inner\n\n1. one\n2. two [here](/how)\n\n- a\n  - b\n\n> said\n\n---\n\n`code` $x$ #a"
RESOLVE = everything_given(LITERAL)
BLOCKS = every_block(LITERAL, prose=PROSE, points=POINTS)
DOCUMENT = PdfDocument(
    title="What helped " + LITERAL,
    subtitle="Findings",
    organisation="Riverside Peer Project",
    date=dt.date(2026, 6, 4),
    blocks=BLOCKS,
    resolve=RESOLVE,
    edition=2,
    address="https://pennydrop.example/findings/1",
    site="https://pennydrop.example",
    invented=True,
)


@pytest.fixture(scope="module")
def printed():
    return render_pdf(DOCUMENT)


@pytest.fixture(scope="module")
def pdf(printed):
    with pikepdf.open(io.BytesIO(printed)) as opened:
        yield opened


def text_of(data):
    if not shutil.which("pdftotext"):
        pytest.skip("pdftotext is not installed, so printed words were not read back")
    ran = subprocess.run(
        ["pdftotext", "-layout", "-", "-"], input=data, capture_output=True, check=True
    )
    return " ".join(ran.stdout.decode().split())


def parts(node):
    """Every structure element below a node of the structure tree."""
    kids = node.get("/K", [])
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield kid
            yield from parts(kid)


def test_the_file_says_what_it_is(pdf):
    assert str(pdf.Root.Lang).lower() == "en-gb"
    assert pdf.Root.MarkInfo.Marked
    assert pdf.Root.ViewerPreferences.DisplayDocTitle
    with pdf.open_metadata() as about:
        assert about["pdfuaid:part"] == "1"
        assert about["dc:title"] == DOCUMENT.title


def test_everything_is_tagged(pdf):
    tags = [str(part.S) for part in parts(pdf.Root.StructTreeRoot)]
    for tag in ("/H1", "/H2", "/BlockQuote", "/Table", "/TH", "/TD", "/L", "/LI", "/Figure"):
        assert tag in tags, tag
    assert tags.count("/BlockQuote") == 4


def test_headings_go_down_one_step_at_a_time(pdf):
    tags = [str(part.S) for part in parts(pdf.Root.StructTreeRoot)]
    levels = [int(tag[2:]) for tag in tags if re.fullmatch(r"/H\d", tag)]
    assert levels
    for before, level in zip([0, *levels], levels, strict=False):
        assert level <= before + 1


def test_every_figure_says_what_it_shows(pdf):
    figures = [part for part in parts(pdf.Root.StructTreeRoot) if part.S == "/Figure"]
    square = "QR code that opens https://pennydrop.example/findings/1"
    assert [str(part.Alt) for part in figures] == [square, LITERAL]


def test_a_figure_without_words_is_refused(monkeypatch):
    made = render.blocks_data

    def speechless(*args):
        return [entry | {"alt": None} if "alt" in entry else entry for entry in made(*args)]

    monkeypatch.setattr(render, "blocks_data", speechless)
    with pytest.raises(CannotPrint, match="alternative description|alt text"):
        render_pdf(DOCUMENT)


def test_words_come_out_as_they_went_in(printed):
    text = text_of(printed)
    assert f"“{LITERAL}”" in text
    assert text.count('#eval("1") *bold*') >= 5
    assert "It was […] [the clinic] that asked" in text
    assert "`code`" not in text
    assert "code $x$ #a" in text


def test_the_same_things_are_said_as_on_the_page(printed):
    text = text_of(printed)
    for said in (
        f"Theme 1 of 1 · {LITERAL}",
        f"2 {LITERAL}",
        "Removed at the person’s wish.",
        "fewer than 10",
        "Key insight",
        "https://pennydrop.example/how",
        "Edition 2, 4 June 2026",
        "Is this the newest edition? https://pennydrop.example/findings/1",
        "A source, 2024",
    ):
        assert said in text, said
    assert "canary" not in text


def test_every_page_says_that_a_demonstration_is_invented(printed, pdf):
    text = text_of(printed)
    assert text.count("Invented for demonstration") == len(pdf.pages)
    real = text_of(render_pdf(replace(DOCUMENT, invented=False)))
    assert "Invented" not in real


def test_pages_are_counted_and_a_draft_says_so(pdf):
    text = text_of(render_pdf(replace(DOCUMENT, edition=None)))
    assert "Draft, not published" in text
    assert f"Page 2 of {len(pdf.pages)}" in text


def test_the_same_document_gives_the_same_bytes(printed):
    assert render_pdf(DOCUMENT) == printed
    assert render_pdf(replace(DOCUMENT, date=dt.date(2026, 6, 5))) != printed


def test_no_font_but_ours_is_used(pdf):
    held = [one for one in pdf.objects if isinstance(one, pikepdf.Dictionary)]
    names = {str(one.FontName) for one in held if "/FontName" in one}
    assert names
    assert all(re.search("Atkinson|DejaVu|NotoEmoji", name) for name in names), names


def chinese(**changes):
    resolve = {**RESOLVE, "quote:q1": quote("I said 你好 to her")}
    return replace(DOCUMENT, resolve=resolve, **changes)


def test_signs_without_a_glyph_are_named_with_their_place():
    with pytest.raises(CannotPrint) as caught:
        render_pdf(chinese(title="Hello न"))
    assert f"“你” (U+4F60) in block {FIRST_QUOTE} (quote q1)" in str(caught.value)
    assert "“न” (U+0928) in the cover" in str(caught.value)
    assert [one.character for one in caught.value.missing] == ["न", "你", "好"]


def test_signs_without_a_glyph_can_be_replaced_and_are_listed():
    text = text_of(render_pdf(chinese(), replace_missing=True))
    assert "“I said □□ to her”" in text
    assert f"U+4F60, in block {FIRST_QUOTE} (quote q1)" in text


def test_what_the_fonts_missed_is_still_caught_by_the_printer(monkeypatch):
    monkeypatch.setattr(render, "printable", lambda letter: True)
    with pytest.raises(CannotPrint, match="“你"):
        render_pdf(chinese())


@pytest.mark.parametrize("letter", "aé“”…ŵŷłąşžقд€→✓😀💔👍🏽\u200d\ufe0f\u2009\xa0\xad\n")
def test_what_is_called_printable_prints(letter):
    assert printable(letter)
    render_pdf(replace(DOCUMENT, blocks=(Prose(f"a{letter}b"),), title=f"x{letter}y"))


@pytest.mark.parametrize("letter", "你न\ufeff\ue000")
def test_what_is_not_printable_is_known(letter):
    assert not printable(letter)


def test_the_fonts_are_read_as_another_reader_reads_them():
    fonts = pytest.importorskip("fontTools.ttLib")
    found = set()
    for path in render.FONTS.glob("*.ttf"):
        found |= set(fonts.TTFont(path).getBestCmap())
    assert found - covered() == set()
    assert covered() - found <= {0, 0xFFFF}


def test_a_missing_quote_is_named():
    with pytest.raises(Unresolved, match="Block 1: nothing was given for “quote:q9”"):
        render_pdf(replace(DOCUMENT, blocks=(QuoteRef("q9"),)))
    with pytest.raises(Unresolved):
        render_pdf(replace(DOCUMENT, resolve={**RESOLVE, CHART.key: quote("x")}))


def test_control_characters_and_broken_ones_are_left_out():
    odd = quote("a\x00b\x07c\ud800d\ufeffe")
    blocks = (QuoteRef("q1"),)
    text = text_of(render_pdf(replace(DOCUMENT, blocks=blocks, resolve={"quote:q1": odd})))
    assert "“abcde”" in text


def test_a_link_within_the_site_needs_a_site(printed):
    without = replace(DOCUMENT, blocks=(Prose("[here](/how) [there](#x)"),), site="", address="")
    with pikepdf.open(io.BytesIO(render_pdf(without))) as opened:
        links = [a for page in opened.pages for a in page.get("/Annots", [])]
        assert not [a for a in links if "/A" in a and "/URI" in a.A]
