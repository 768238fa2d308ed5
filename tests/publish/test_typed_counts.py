"""Numbers of people or sources that somebody typed by hand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pennydrop.rooms.publish.rules.typed_counts import typed_counts

COUNTED = {
    "Three nurses got it in one question.": ("Three nurses", 3),
    "About 35 people told us.": ("About 35 people", 35),
    "Over 1,200 women are on the list.": ("Over 1,200 women", 1200),
    "Seven of us had waited.": ("Seven of us", 7),
    "It helped 4 of them.": ("4 of them", 4),
    "Most, 9 of 12, had asked.": ("9 of 12", 9),
    "Two out of our fifteen came back.": ("Two out of our fifteen", 2),
    "We went through forty-one interviews.": ("forty-one interviews", 41),
    "A dozen younger women said so.": ("A dozen younger women", 12),
    "a couple of doctors listened": ("a couple of doctors", 2),
    "One of two nurses listened.": ("One of two", 1),
    "half a dozen parents": ("half a dozen parents", 6),
    "since 2019 five partners left": ("five partners", 5),
}
NOT_COUNTED = [
    "In 2019 people waited longer.",
    "Women aged 16 people forget.",
    "Young people aged 16 to 18 women support",
    "Call 0300 123 6600 people answer.",
    "We speak with one person at a time.",
    "Two people sign every quote.",
    "Two of us checked it in its place.",
    "They joined one of two group conversations.",
    "The review said “about 35 people died”.",
    "> In all, 35 people died.",
    "It took three questions and 20 minutes.",
    "There is no one answer.",
    "Nobody, not someone people know.",
    "We waited 3.5 people-years.",
]


@pytest.mark.parametrize(("text", "expected"), COUNTED.items())
def test_a_number_before_people_or_sources_is_found(text, expected):
    assert [(one.words, one.count) for one in typed_counts(text)] == [expected]


@pytest.mark.parametrize("text", NOT_COUNTED)
def test_what_counts_nobody_is_left_alone(text):
    assert typed_counts(text) == ()


@given(
    st.integers(1, 999_999).filter(lambda n: not 1900 <= n < 2100),
    st.sampled_from(["people", "nurses", "interviews", "of us", "of them", "older women"]),
    st.sampled_from(["", "about ", "over "]),
)
def test_every_size_is_read_and_found_where_it_stands(number, who, roughly):
    for written in (str(number), f"{number:,}"):
        text = f"Then {roughly}{written} {who} said so."
        (found,) = typed_counts(text)
        assert found.count == number
        assert text[found.start : found.end] == found.words == f"{roughly}{written} {who}"


@given(st.text())
def test_any_text_can_be_read(text):
    assert all(one.count >= 0 and text[one.start : one.end] for one in typed_counts(text))
