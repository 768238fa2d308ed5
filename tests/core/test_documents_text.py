"""Plain text says what the page says, in lines that fit, with each quote whole."""

import datetime as dt

from hypothesis import given, settings
from hypothesis import strategies as st

from pennydrop.core.documents.blocks import Prose, QuoteRef, Table
from pennydrop.core.documents.copies import Copy
from pennydrop.core.documents.resolved import Quote, QuotePiece
from pennydrop.core.documents.text_writing import WIDTH, write_text
from tests.core.every_block import every_block, everything_given

WORDS = "What helped was one person who looked up, and asked, and then stayed for the answer"
ADDRESS = "https://pennydrop.example/f/1/status/"
PROSE = "1. one\n2. two [here](/how)\n\n- a\n  - b\n\n> said\n\n---\n\n`code`"


def copy_of(blocks, resolve=None, **changes):
    about = {
        "title": "What helped", "organisation": "Riverside", "date": dt.date(2026, 6, 4),
        "blocks": blocks, "resolve": resolve or {}, "edition": 2,
        "address": ADDRESS, "site": "https://pennydrop.example",
    }  # fmt: skip
    return Copy(**about | changes)


def words_of(text):
    return " ".join(text.split())


def test_every_kind_of_block_is_said():
    text = write_text(copy_of(every_block(WORDS, prose=PROSE), everything_given(WORDS)))
    said = words_of(text)
    for wanted in (
        "Edition 2, 4 June 2026", f"Is this the newest edition? {ADDRESS}",
        "two here (https://pennydrop.example/how)", "Theme 1 of 1", f"“{WORDS}”",
        "“It was […] [the clinic] that asked 💔”", "Removed at the person’s wish.",
        "tired -- Notes",
        "Key insight:", "Chart:", "fewer than 10", "A source, 2024",
    ):  # fmt: skip
        assert wanted in said, wanted
    assert "canary" not in text and "“tired”" not in text
    assert text.index("Theme 1 of 1") < text.index("It was […]") < text.index("Key insight")


def test_lines_fit_and_begin_where_they_should():
    text = write_text(copy_of(every_block(WORDS, prose=PROSE), everything_given(WORDS)))
    assert all(len(line) <= WIDTH for line in text.split("\n"))
    assert "\n1. one\n2. two" in text and "\n- a\n  - b\n" in text


def test_a_draft_and_an_invented_one_say_so():
    text = write_text(copy_of((Prose("x"),), edition=None, address="", invented=True))
    assert "Draft, not published" in text and "Invented for demonstration" in text
    assert "newest edition" not in text


def test_a_wide_table_names_every_column_in_every_row():
    wide = Table("Dates", ("What", "When it was", "Who"), (("x" * 40, "in May", "y" * 40),))
    text = words_of(write_text(copy_of((wide,))))
    assert f"{'x' * 40}: When it was: in May; Who: {'y' * 40}" in text


@settings(deadline=None, max_examples=80)
@given(st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Zl", "Zp")), min_size=1))
def test_no_word_of_a_quote_is_lost_or_cut(words):
    quote = Quote((QuotePiece(words),), "Interview")
    text = write_text(copy_of((QuoteRef("q1"),), {"quote:q1": quote}))
    assert words_of(f"“{words.strip()}”") in words_of(text)
