"""Blocks keep what they were given, refuse what they do not know, and hold no one's words."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pennydrop.core.documents.blocks import (
    Callout,
    CalloutKind,
    ChartRef,
    ClaimRef,
    Figure,
    Heading,
    Insight,
    Points,
    Prose,
    QuoteRef,
    Table,
    Theme,
    references,
)
from pennydrop.core.documents.outline import outline
from pennydrop.core.documents.resolved import PieceKind, Quote, QuotePiece
from pennydrop.core.documents.stored import BadBlock, block_data, read_blocks

WORDS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1)
FILLED = WORDS.map(lambda text: f"x{text}"[:200])
IDS = st.from_regex(r"[A-Za-z0-9][A-Za-z0-9_.:-]{0,20}", fullmatch=True)
CHARTS = st.dictionaries(FILLED.map(lambda text: text[:60]), WORDS.map(lambda t: t[:200])).map(
    lambda params: tuple(sorted(list(params.items())[:5]))
)


@st.composite
def tables(draw):
    columns = draw(st.integers(1, 4))
    row = st.lists(st.text("ab |é", max_size=5), min_size=columns, max_size=columns).map(tuple)
    rows = draw(st.lists(row, min_size=1, max_size=4))
    return Table(draw(FILLED), draw(row), tuple(rows))


BLOCKS = st.one_of(
    st.builds(Heading, st.sampled_from([2, 3, 4]), FILLED),
    st.builds(Theme, FILLED, IDS),
    st.builds(Prose, FILLED),
    st.builds(Insight, FILLED),
    st.builds(Points, st.lists(FILLED, min_size=1, max_size=4).map(tuple)),
    st.builds(Callout, st.sampled_from(CalloutKind), FILLED, FILLED),
    st.builds(Figure, st.builds(ChartRef, IDS, CHARTS), FILLED),
    tables(),
    st.builds(QuoteRef, IDS, st.text("note ", max_size=9)),
    st.builds(ClaimRef, IDS),
)


@settings(deadline=None, max_examples=60)
@given(st.lists(BLOCKS, max_size=6))
def test_blocks_come_back_from_json_as_they_were(blocks):
    written = json.dumps(block_data(blocks))
    assert read_blocks(json.loads(written)) == tuple(blocks)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ({}, "has to be a list"),
        ([[]], "Block 1: is not a block"),
        ([{"block": "poem"}], "Block 1: has the unknown kind “poem”"),
        ([{"block": "heading", "level": 2}], "Block 1: a heading needs “text”"),
        ([{"block": "heading", "level": 1, "text": "a"}], "“level” has to be 2, 3 or 4"),
        ([{"block": "heading", "level": True, "text": "a"}], "“level” has to be 2, 3 or 4"),
        ([{"block": "prose", "markdown": 3}], "“markdown” has to be text"),
        ([{"block": "prose", "markdown": "  "}], "“markdown” is empty"),
        ([{"block": "prose", "markdown": "a\ud800"}], "broken character"),
        ([{"block": "prose", "markdown": "a", "words": "b"}], "a prose has no “words”"),
        ([{"block": "quote", "quote_id": "q1", "note": "", "text": "mine"}], "has no “text”"),
        ([{"block": "quote", "quote_id": "q 1", "note": ""}], "“quote_id” is not an id"),
        ([{"block": "quote", "quote_id": ["q"], "note": ""}], "“quote_id” is not an id"),
        ([{"block": "points", "items": []}], "“items” is empty"),
        ([{"block": "points", "items": ["a", " "]}], "point 2 is empty"),
        ([{"block": "callout", "kind": "loud", "title": "a", "markdown": "b"}], "one of note"),
        ([{"block": "callout", "kind": [], "title": "a", "markdown": "b"}], "one of note"),
        (
            [{"block": "figure", "chart": {"kind": "c", "params": {}}, "alt": ""}],
            "“alt” is empty",
        ),
        ([{"block": "figure", "chart": "c", "alt": "a"}], "“chart” has to have a kind"),
        (
            [{"block": "table", "caption": "c", "head": ["a", "b"], "rows": [["1"]]}],
            "row 1 has 1 cells, the head row has 2",
        ),
        ([{"block": "prose", "markdown": "fine"}, {"block": None}], "Block 2"),
    ],
)
def test_what_cannot_be_used_is_refused_in_words(data, said):
    with pytest.raises(BadBlock, match=said):
        read_blocks(data)


def test_too_much_is_refused():
    with pytest.raises(BadBlock, match="at most 1000 blocks"):
        read_blocks([{"block": "prose", "markdown": "a"}] * 1001)
    with pytest.raises(BadBlock, match="Block 1: prose: “markdown” has 40001 characters"):
        read_blocks([{"block": "prose", "markdown": "a" * 40_001}])


def test_references_are_listed_once_in_order():
    chart = ChartRef("themes", (("study", "s1"),))
    blocks = (QuoteRef("q2"), Figure(chart, "alt"), QuoteRef("q2", "again"), ClaimRef("c1"))
    assert [one.key for one in references(blocks)] == [
        "quote:q2",
        'chart:["themes", ["study", "s1"]]',
        "claim:c1",
    ]


def test_an_outline_is_numbered_and_never_jumps():
    blocks = (Heading(4, "a"), Heading(4, "b"), Heading(4, "c"), Theme("t", "1"), Heading(3, "d"))
    places = outline((Prose("before"), *blocks))
    assert [(p.level, p.section) for p in places] == [
        (2, "1"),
        (3, "1.1"),
        (4, "1.1.1"),
        (2, "2"),
        (3, "2.1"),
    ]
    assert places[0].number == 2
    assert places[2].anchor == "section-1-1-1"


@settings(deadline=None, max_examples=60)
@given(st.lists(BLOCKS, max_size=12))
def test_any_outline_goes_down_one_step_at_a_time(blocks):
    level = 1
    for place in outline(blocks):
        assert 2 <= place.level <= level + 1
        level = place.level


def quote(*pieces, **values):
    return Quote(tuple(pieces), "somebody", **values)


LEFT_OUT = QuotePiece("", PieceKind.OMISSION)


def clarified(text):
    return QuotePiece(text, PieceKind.CLARIFICATION)


@pytest.mark.parametrize(
    ("pieces", "said"),
    [
        ([QuotePiece("One."), LEFT_OUT, QuotePiece("Two.")], "“One. […] Two.”"),
        ([QuotePiece("One "), LEFT_OUT, QuotePiece(", two")], "“One […], two”"),
        ([QuotePiece("He"), clarified("the nurse"), QuotePiece("said")], "“He [the nurse] said”"),
        ([clarified("[Ann]"), QuotePiece(" left.")], "“[Ann] left.”"),
        ([QuotePiece("  Cut off "), QuotePiece("mid-word  ")], "“Cut off mid-word”"),
        ([LEFT_OUT, QuotePiece("late")], "“[…] late”"),
    ],
)
def test_omissions_and_clarifications_are_marked(pieces, said):
    assert quote(*pieces).said == said


def test_words_that_are_notes_stand_without_quotation_marks():
    assert quote(QuotePiece("She was tired."), verbatim=False).said == "She was tired."


def test_a_removed_quote_says_so_and_nothing_else():
    gone = quote(QuotePiece("canary"), removed=True)
    assert gone.said == "Removed at the person’s wish."
    assert gone.printed == ()
