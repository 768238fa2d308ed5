"""Every kind of block says all that it holds in every form a document can take."""

import datetime as dt
import io
import re
from dataclasses import replace
from functools import cache
from html import unescape
from typing import get_args

import docx
import pikepdf
import pytest
from django.template.loader import render_to_string
from docx.oxml.ns import qn
from PIL import Image

from pennydrop.core.documents.blocks import (
    Blank,
    Block,
    Callout,
    CalloutKind,
    ChartRef,
    ClaimRef,
    Figure,
    Heading,
    Insight,
    PhotoRef,
    Picture,
    Points,
    Prose,
    QuoteRef,
    Recommendation,
    Table,
    Theme,
)
from pennydrop.core.documents.copies import Copy, Layout
from pennydrop.core.documents.page import build_page
from pennydrop.core.documents.pdf.render import render_pdf
from pennydrop.core.documents.photos import clean_photo
from pennydrop.core.documents.resolved import Claim, Quote, QuotePiece
from pennydrop.core.documents.text_writing import write_text
from pennydrop.core.documents.word import paragraphs
from pennydrop.core.documents.word_copies import write_copy
from pennydrop.core.ui.charts import Bars, Series
from tests.core.test_pdf import parts, text_of

# Each kind of block with words that stand nowhere else; all of them have to be read again.
KINDS: dict[type[Block], tuple[Block, tuple[str, ...]]] = {
    Heading: (Heading(2, "Aardvark"), ("Aardvark",)),
    Theme: (Theme("Badger", "t1"), ("Badger",)),
    Prose: (Prose("Chaffinch, *dormouse*."), ("Chaffinch", "dormouse")),
    Insight: (Insight("Egret."), ("Egret",)),
    Points: (Points(("Falcon", "Gannet")), ("Falcon", "Gannet")),
    Callout: (Callout(CalloutKind.HELP, "Heron", "Ibis."), ("Heron", "Ibis")),
    Figure: (Figure(ChartRef("kestrel"), "Jay"), ("Kestrel", "Linnet", "Magpie", "35")),
    Picture: (Picture("home", "Albatross"), ()),
    PhotoRef: (PhotoRef("p1", "Bittern"), ()),
    Table: (Table("Newt", ("Osprey",), (("Plover",),)), ("Newt", "Osprey", "Plover")),
    QuoteRef: (QuoteRef("q1", "Quail"), ("Quail", "Robin", "Starling")),
    ClaimRef: (ClaimRef("c1"), ("Tern", "Urchin", "Vole")),
    Recommendation: (Recommendation("Warbler.", "Xerus", "Yak."), ("Warbler", "Xerus", "Yak")),
    Blank: (Blank("prose", "Zebra"), ()),
}
DRAWN = io.BytesIO()
Image.new("RGB", (60, 40), "#115e59").save(DRAWN, "PNG")
GIVEN = {
    "photo:p1": clean_photo(DRAWN.getvalue()),
    ChartRef("kestrel").key: Bars("Kestrel", "d", "r", ("Linnet",), (Series("Magpie", (35,)),)),
    "quote:q1": Quote((QuotePiece("Robin"),), "Starling"),
    "claim:c1": Claim("Tern.", ("Urchin",), "Vole"),
}
COPY = Copy(
    title="Title", organisation="Us", date=dt.date(2026, 6, 4), edition=1, resolve=GIVEN,
    blocks=[block for block, _ in KINDS.values()], address="https://pennydrop.example/f/",
)  # fmt: skip


def _page(copy):
    page = build_page(copy.blocks, copy.resolve)
    html = render_to_string("documents/blocks.html", {"page": page})
    return unescape(re.sub(r"<[^>]+>", " ", html))


def _word(copy):
    return "\n".join(one.text for one in paragraphs(write_copy(copy)))


def _printed(layout):
    return lambda copy: text_of(render_pdf(replace(copy, layout=layout)))


FORMS = {
    "web page": _page,
    "plain text": write_text,
    "Word": _word,
    **{f"PDF, {layout}": _printed(layout) for layout in Layout},
}


@cache
def read(form):
    return FORMS[form](COPY)


def test_every_kind_of_block_is_tried():
    assert set(KINDS) == set(get_args(Block))


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
@pytest.mark.parametrize("form", FORMS)
def test_every_form_says_what_every_kind_holds(form, kind):
    said = read(form)
    assert not [word for word in KINDS[kind][1] if word not in said]
    assert "Zebra" not in said  # guidance is for writers


def test_pictures_say_their_words_to_those_who_do_not_see_them():
    wanted = {"Albatross", "Bittern"}
    assert all(f"[Picture: {words}]" in read("plain text") for words in wanted)
    page = build_page([Picture("home", 'Home "&<sweet')], {})
    assert "aria-label='Home \"&amp;&lt;sweet'" in page.parts[0].html
    page = build_page([PhotoRef("p1", 'Pond "&<still')], GIVEN)
    assert 'alt="Pond &quot;&amp;&lt;still"' in page.parts[0].html
    word = docx.Document(io.BytesIO(write_copy(COPY)))
    assert wanted <= {one.get("descr") for one in word.element.body.iter(qn("wp:docPr"))}
    for layout in Layout:
        with pikepdf.open(io.BytesIO(render_pdf(replace(COPY, layout=layout)))) as pdf:
            figures = [one for one in parts(pdf.Root.StructTreeRoot) if one.S == "/Figure"]
            assert wanted <= {str(one.Alt) for one in figures}, layout
