"""How a guide is written, and what is left of it when claims may not be shown."""

import datetime as dt
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pennydrop.core.documents.blocks import ClaimRef, Heading, Prose
from pennydrop.rooms.inform.rules.bodies import BadBody, read_body, unknown_keys, write_body
from pennydrop.rooms.inform.rules.claims import ClaimText, Severity, Source, standing
from pennydrop.rooms.inform.rules.pages import page_of, prune

KEYS = ["a", "b-2", "c"]
line = st.from_regex(r"[A-Za-z][a-z ,.]{0,20}[a-z.]", fullmatch=True)
block = st.one_of(
    st.builds(Heading, st.sampled_from([2, 3]), line),
    st.builds(Prose, st.lists(line, min_size=1, max_size=2).map("\n".join)),
    st.sampled_from(KEYS).map(ClaimRef),
)
bodies = st.lists(block, max_size=12).map(tuple)


@given(bodies)
def test_what_is_written_reads_back_the_same(blocks):
    assert read_body(write_body(blocks)) == blocks


def test_a_paragraph_keeps_its_lines_and_claims_stand_below_it():
    text = "## One\nFirst line\nsecond line\n{a}\n{c}\n"
    assert write_body(read_body(text)) == text
    assert read_body(text)[1] == Prose("First line\nsecond line")


@pytest.mark.parametrize(
    ("text", "line"),
    [("# Title", 1), ("#### Deep", 1), ("fine\n\n##nospace", 3), ("{A}", 1), ("{a} and more", 1),
     ("see {a}", 1), ("ok\n{a b}", 2)],
)  # fmt: skip
def test_a_line_that_cannot_be_read_is_named(text, line):
    with pytest.raises(BadBody) as bad:
        read_body(text)
    assert bad.value.line == line


def test_claims_that_do_not_exist_are_named():
    assert unknown_keys(read_body("{a}\n{c}\n{a}"), ["c"]) == ["a"]


@given(bodies, st.sets(st.sampled_from(KEYS)))
def test_what_is_left_shows_no_hidden_claim_and_makes_sense(blocks, shown):
    left = prune(blocks, shown)
    named = [one.claim_id for one in left if isinstance(one, ClaimRef)]
    assert named == [
        one.claim_id for one in blocks if isinstance(one, ClaimRef) if one.claim_id in shown
    ]
    assert prune(left, shown) == left
    for before, after in zip(left, [*left, None][1:], strict=True):
        if isinstance(before, Heading):
            bare = after is None or (isinstance(after, Heading) and after.level <= before.level)
            assert not bare, "a heading with nothing below it"


@given(bodies)
def test_nothing_is_lost_where_everything_may_be_shown(blocks):
    left = prune(blocks, KEYS)
    assert [one for one in left if not isinstance(one, Heading)] == [
        one for one in blocks if not isinstance(one, Heading)
    ]


BODY = """Opening words.

## Signs
Some people see these.
{a}
{b-2}

If that is you:
{c}

### Deeper
{c}
"""


def shown(*keys):
    return write_body(prune(read_body(BODY), keys))


def test_words_go_with_the_claims_that_they_lead_up_to():
    assert shown("a") == "Opening words.\n\n## Signs\nSome people see these.\n{a}\n"
    assert "Some people" not in shown("c") and "### Deeper" in shown("c")
    assert shown() == "Opening words.\n"
    assert shown("a", "b-2", "c") == BODY


def test_a_claim_with_no_claims_left_in_its_section_keeps_a_heading_for_what_is_deeper():
    text = "## Above\n{a}\n\n### Below\n{c}\n"
    assert write_body(prune(read_body(text), ["c"])) == "## Above\n\n### Below\n{c}\n"


TODAY = dt.date(2026, 3, 2)
ONE, TWO = Source("One", "P"), Source("Two", "P")


def test_a_page_numbers_sources_once_and_makes_cards_of_what_is_equally_pressing():
    claims = {
        "a": ClaimText("a", "A.", severity=Severity.NOW, sources=(ONE, TWO)),
        "b-2": ClaimText("b-2", "B.", severity=Severity.NOW, sources=(TWO,)),
        "c": ClaimText("c", "C.", sources=(ONE,)),
    }
    page = page_of(read_body(BODY), claims, partial(standing, today=TODAY), drafts=True)
    first, second = page.sections[1].parts
    assert page.sources == (ONE, TWO)
    assert [one.notes for one in first.lines] == [(1, 2), (2,)]
    assert first.severity is Severity.NOW and second.severity is None
    assert page_of(read_body(BODY), claims, partial(standing, today=TODAY)).empty


def test_a_claim_that_does_not_exist_is_never_shown():
    page = page_of(read_body("{a}"), {}, partial(standing, today=TODAY), drafts=True)
    assert page.empty
