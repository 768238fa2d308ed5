"""What wins where a suggestion, a decision and the person’s own list meet."""

from hypothesis import given
from hypothesis import strategies as st

from pennydrop.rooms.understand.rules.identifiers import Span
from pennydrop.rooms.understand.rules.weighing import Ruling, weigh
from tests.understand.deciding import hide, keep


def test_a_keep_from_before_the_list_does_not_outweigh_it():
    found = [Span(2, 5, "hidden", 1.0)]
    assert weigh("a Dan", found, [keep("Dan")])[0].state == "undecided"
    assert weigh("a Dan", found, [keep("Dan", "hidden")])[0].state == "keep"


def test_what_must_be_hidden_is_hidden_inside_what_may_stay():
    text = "at the Norwich Inn"
    found = [Span(7, 18, "organisation", 0.9)]
    kept = weigh(text, found, [keep("Norwich Inn"), hide("Norwich", "[town 1]")])
    assert ("Norwich", "hide") in {(m.text, m.state) for m in kept}


def test_a_longer_suggestion_waits_although_part_of_it_is_decided():
    found = [Span(0, 9, "person", 0.9)]
    mention = weigh("Dan Smith came", found, [hide("Dan", "[friend 1]")])[0]
    assert (mention.text, mention.state) == ("Dan Smith", "undecided")


WORD = st.sampled_from(["Dan", "dan", "Norwich", "Smith", "and", "🙂", "the", "inn", "—"])


@given(
    st.lists(WORD, max_size=12),
    st.lists(st.tuples(WORD, st.sampled_from(["hide", "keep"])), max_size=4),
    st.lists(st.tuples(st.integers(0, 40), st.integers(1, 9)), max_size=4),
)
def test_mentions_never_overlap_and_a_hidden_form_never_shows(words, rulings, spans):
    text = " ".join(words) + "\n"
    found, reached = [], 0
    for start, length in sorted(spans):
        if start >= reached and start + length < len(text):
            found.append(Span(start, start + length, "person", 0.5))
            reached = start + length
    decided = {form: Ruling(form, "person", d, "[x]" if d == "hide" else "") for form, d in rulings}
    mentions = weigh(text, found, list(decided.values()))
    for before, after in zip(mentions, mentions[1:], strict=False):
        assert before.end <= after.start
    assert all(m.text == text[m.start : m.end] for m in mentions)
    if decided.get("Norwich") and decided["Norwich"].decision == "hide":
        covered = {i for m in mentions if m.state != "keep" for i in range(m.start, m.end)}
        at = text.find("Norwich")
        assert at < 0 or set(range(at, at + 7)) <= covered


def test_a_suggestion_says_why_it_was_found_and_how_sure_that_is():
    text = "Danny came. Danny left."
    found = [Span(0, 5, "person", 0.97), Span(12, 17, "hidden", 1.0, "asked")]
    first, second = weigh(text, found, [])
    assert first.told == "It is written like somebody's name. Nearly sure."
    assert second.told == "The person asked that this is hidden."
    (decided, _) = weigh(text, found, [Ruling("Danny", "person", "hide", "[friend 1]")])
    assert decided.told == ""
