"""A card holds what is read on a telephone; what says more goes on, and no word is lost."""

import datetime as dt
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from pennydrop.core.documents.blocks import Heading, Insight, Prose, QuoteRef
from pennydrop.core.documents.cards import FITS, SIZES, Shape, in_cards, letters_on, section_cards
from pennydrop.core.documents.copies import Copy, Layout
from pennydrop.core.documents.outline import sections
from pennydrop.core.documents.pdf.render import render_card, render_pdf, sheets_in
from pennydrop.core.documents.resolved import Quote, QuotePiece
from pennydrop.core.documents.text_writing import write_section

SENTENCE = st.text("abcdefgh", min_size=1, max_size=60).map(lambda said: f"{said}.")
PARAGRAPH = st.lists(SENTENCE, min_size=1, max_size=12).map(" ".join)
TEXT = st.lists(PARAGRAPH, min_size=1, max_size=4).map("\n\n".join)


def copy_of(*blocks, **more):
    return Copy(title="T", organisation="O", date=dt.date(2026, 6, 4), blocks=blocks,
                layout=Layout.CARDS, address="https://pennydrop.example/f/", **more)  # fmt: skip


@given(TEXT, TEXT)
@settings(deadline=None)
def test_every_word_stands_on_a_card_once_and_in_order(told, point):
    copy = copy_of(Heading(2, "Said"), Prose(told), Insight(point))
    cards = section_cards(copy, copy.blocks)
    said = [block.markdown for card in cards for block in card if not isinstance(block, Heading)]
    assert " ".join(said).split() == f"{told} {point}".split()
    assert all(letters_on(copy, card[1:]) <= FITS for card in cards)
    assert all(isinstance(card[0], Heading) for card in cards)


def test_a_section_that_goes_on_says_so_in_its_heading():
    copy = in_cards(copy_of(Heading(2, "One"), Prose("Word. " * 100), Heading(2, "Two")))
    heads = [block.text for block in copy.blocks if isinstance(block, Heading)]
    assert heads == ["One", "One, continued", "Two"]
    assert [len(card) for card in sections(copy.blocks)] == [2, 2, 1]


def test_a_quote_is_never_parted():
    words = "It was never about the drug alone. " * 20
    given_ = {"quote:q": Quote((QuotePiece(words),), "Somebody")}
    copy = copy_of(Heading(2, "One"), Prose("Short."), QuoteRef("q"), resolve=given_)
    first, second = section_cards(copy, copy.blocks)
    assert first[1:] == (Prose("Short."),) and second[1:] == (QuoteRef("q"),)
    assert words.strip() in write_section(copy, second)


@pytest.mark.parametrize("shape", Shape)
def test_each_shape_has_its_size_and_every_card_one_sheet(shape):
    copy = copy_of(Heading(2, "One"), Prose("Some words that go on. " * 60))
    count = len(section_cards(copy, copy.blocks))
    assert count > 3 and sheets_in(render_pdf(copy)) == count
    with Image.open(io.BytesIO(render_card(copy, count - 1, kind="png", shape=shape))) as drawn:
        assert drawn.size == SIZES[shape]
    with pytest.raises(LookupError):
        render_card(copy, count, kind="png", shape=shape)
