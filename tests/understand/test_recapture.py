"""What two looks have in common says how much both may have missed."""

import random
import re
from dataclasses import replace
from itertools import combinations
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pennydrop.rooms.understand.rules.recapture import (
    ASSUMES,
    FEWEST_IN_COMMON,
    Seen,
    chapman,
    counted,
    said_of_finder,
    said_of_looks,
    said_of_two,
)
from pennydrop.rooms.understand.rules.second_reading import (
    ENOUGH,
    Marked,
    chosen_turns,
    covered,
    names_seen,
)

TURN, OTHER = UUID(int=1), UUID(int=2)


@pytest.mark.parametrize(
    ("first", "second", "both", "total"),
    [
        (10, 15, 5, 28.33),  # the turtles that are told to students everywhere
        (100, 100, 20, 484.76),  # of the manual of R's recapr
        (346, 184, 49, 1282.9),  # of the manual of R's FSA
        (0, 0, 0, 0.0),
    ],
)
def test_published_examples(first, second, both, total):
    assert chapman(first, second, both).total == pytest.approx(total, abs=0.01)


@pytest.mark.parametrize(("first", "second", "both"), [(4, 5, 3), (6, 3, 2), (5, 5, 1)])
def test_the_interval_is_what_counting_every_pair_of_looks_gives(first, second, both):
    found = chapman(first, second, both)

    def share(every, most):
        """Of all looks at `every` names, how many share at least (or at most) so many with ours."""
        common = [len(set(look) & set(range(first))) for look in combinations(range(every), second)]
        fits = sum(n <= both if most else n >= both for n in common)
        return fits / len(common)

    for every in range(found.seen, 16):
        inside = found.low <= every <= found.high
        assert inside == (share(every, True) >= 0.025 and share(every, False) >= 0.025), every


COUNTS = st.tuples(st.integers(0, 300), st.integers(0, 300), st.integers(0, 300)).map(
    lambda three: (three[0] + three[2], three[1] + three[2], three[2])
)


@given(COUNTS)
def test_no_fewer_than_were_seen_and_the_interval_lies_round_the_estimate(counts):
    found = chapman(*counts)
    assert found.total >= found.seen - 1e-9 and found.left >= 0
    assert found.at_most is None if counts[2] == 0 else found.left <= found.at_most
    other = chapman(counts[1], counts[0], counts[2])
    assert (other.total, other.seen) == (found.total, found.seen)
    assert (other.low, other.high) == (found.low, found.high)
    assert found.seen <= found.low and found.low - 1 <= found.total <= found.high + 1


@given(COUNTS, st.integers(1, 50))
def test_the_more_both_see_the_less_is_left(counts, more):
    first, second, both = counts
    grown = chapman(first + more, second + more, both + more)
    assert grown.left <= chapman(first, second, both).left


@pytest.mark.parametrize("counts", [(3, 5, 4), (5, 3, 4), (5, 5, -1)])
def test_what_cannot_be_is_refused(counts):
    with pytest.raises(ValueError, match="both looks"):
        chapman(*counts)


def test_the_interval_holds_the_truth_about_as_often_as_it_says():
    chance, held, runs = random.Random(7), 0, 800
    for _ in range(runs):
        seen = [(chance.random() < 0.9, chance.random() < 0.8) for _ in range(60)]
        first, second = (sum(one[n] for one in seen) for n in (0, 1))
        both = sum(a and b for a, b in seen)
        found = chapman(first, second, both)
        held += found.low <= 60 <= found.high
    assert held / runs >= 0.95


def test_the_sentence_is_honest():
    said = said_of_two(44, 41, 40, 100)
    assert said.startswith("The second reader found 41 names without seeing ours. We had 40")
    assert said.endswith(
        "perhaps neither of us missed a name in this text. But there could be as many as 2 that we "
        "both missed."
    )
    assert "30 % of the text" in said_of_two(44, 41, 40, 30)
    said = said_of_two(40, 30, 22, 100)
    assert "about 6 more may stand in this text that neither of us saw." in said
    assert "There could be as many as 2" in said
    assert said_of_two(FEWEST_IN_COMMON - 1, 50, FEWEST_IN_COMMON - 1, 100).endswith("of us saw.")
    for words in (said, ASSUMES, said_of_two(2, 1, 1, 100)):
        assert not re.search("anonym|safe", words.lower())


# First principles: there are names in a text, and words that are none. Each of two looks points to
# some of both. What is asked is how many names neither saw, so only names are fish in this pond.
LOOK = st.frozensets(st.integers(0, 39), max_size=40)


@given(st.integers(0, 40), LOOK, LOOK)
def test_only_names_are_counted_whoever_pointed_to_the_rest(names, first, second):
    pond = set(range(names))
    seen = [Seen(one in first, one in second, one not in pond) for one in first | second]
    counts = (len(first & pond), len(second & pond), len(first & second & pond))
    assert counted(seen) == counts
    alone = [one for one in seen if not one.no_name]
    assert said_of_looks(seen, 100).startswith(said_of_looks(alone, 100))


def test_words_that_are_no_names_do_not_make_it_look_as_if_more_was_missed():
    """Many looks at a text of which the truth is known: 60 names and 40 words that are none. With
    the latter counted, names that nobody missed are made up; without them the estimate is right."""
    chance, runs = random.Random(11), 400
    right, wrong, truth = [], [], []
    for _ in range(runs):
        seen = [Seen(chance.random() < 0.9, chance.random() < 0.8) for _ in range(60)]
        seen += [
            Seen(chance.random() < 0.1, chance.random() < 0.1, no_name=True) for _ in range(40)
        ]
        truth.append(sum(not one.first and not one.second for one in seen[:60]))
        every = [replace(one, no_name=False) for one in seen]
        for found, looks in ((right, seen), (wrong, every)):
            estimate = chapman(*counted(looks))
            found.append(estimate.total - estimate.seen)
    assert sum(right) / runs == pytest.approx(sum(truth) / runs, abs=0.15)
    assert sum(wrong) / runs > 2 * sum(truth) / runs


def test_what_was_left_is_told_with_what_it_would_be_if_it_were_names():
    """Nobody makes the figure look better unseen by leaving names as they are."""
    seen = [Seen(True, True)] * 20 + [Seen(False, True, no_name=True)] * 5
    said = said_of_looks(seen, 100)
    assert said.startswith(said_of_two(20, 20, 20, 100))
    assert "They also marked 5 things that stay as they are" in said
    (most,) = re.findall(r"If they are names after all, there could be as many as (\d+)\.", said)
    assert int(most) == chapman(20, 25, 20).at_most > (chapman(20, 20, 20).at_most or 0)
    one = said_of_looks([Seen(True, True)] * 6 + [Seen(True, True, no_name=True)], 100)
    assert "also marked 1 thing" in one and "after all" not in one  # too little to say either way
    ours = said_of_looks([*seen[:20], Seen(True, False, no_name=True)], 100)
    assert ours == said_of_two(20, 20, 20, 100)


@given(COUNTS, st.integers(1, 100))
def test_there_is_a_sentence_for_every_count(counts, share):
    assert said_of_two(*counts, share).endswith(".")


def test_how_much_the_finder_had():
    assert said_of_finder(320, 9) == (
        "Of 320 names hidden in this study the finder had pointed to 311; people added 9."
    )
    assert said_of_finder(0, 0) == ""


def mark(start, end, name, turn=TURN):
    return Marked(turn, start, end, name)


def test_marks_that_overlap_or_say_the_same_name_are_one():
    ours = [mark(0, 4, "dave"), mark(50, 54, "dave"), mark(20, 25, "leeds")]
    theirs = [mark(0, 11, "dave carter"), mark(30, 34, "gull"), mark(0, 4, "dave", OTHER)]
    seen = [(name.ours, name.theirs) for name in names_seen(ours, theirs)]
    assert seen == [((0, 1), (0, 2)), ((2,), ()), ((), (1,))]


MARKS = st.lists(
    st.builds(
        lambda turn, start, length, name: Marked(UUID(int=turn), start, start + length, name),
        st.integers(1, 2), st.integers(0, 40), st.integers(1, 9), st.sampled_from("abcdefgh"),
    ),
    max_size=14,
)  # fmt: skip


@given(MARKS, MARKS)
def test_every_mark_is_in_one_name_and_no_two_names_touch(ours, theirs):
    names = names_seen(ours, theirs)
    for look, members in ((ours, "ours"), (theirs, "theirs")):
        assert sorted(at for name in names for at in getattr(name, members)) == list(
            range(len(look))
        )
    sets = [[*(ours[a] for a in n.ours), *(theirs[a] for a in n.theirs)] for n in names]
    for at, one in enumerate(sets):
        for other in sets[at + 1 :]:
            assert not any(
                a.name == b.name or (a.turn == b.turn and a.start < b.end and b.start < a.end)
                for a in one for b in other
            )  # fmt: skip


@given(st.text(alphabet="ab .", min_size=12, max_size=12), MARKS)
def test_a_mark_is_covered_by_itself_and_not_by_nothing(text, others):
    one = mark(0, 12, "x")
    assert covered(one, [*others, one], text)
    assert covered(one, [], text) == (not any(c.isalnum() for c in text))


@given(st.dictionaries(st.uuids().map(str), st.integers(1, 4000), max_size=40), st.text(max_size=5))
def test_turns_are_chosen_by_chance_and_always_the_same(lengths, seed):
    chosen = chosen_turns(seed, lengths)
    assert chosen == chosen_turns(seed, dict(reversed(lengths.items()))) <= lengths.keys()
    letters = sum(lengths[turn] for turn in chosen)
    assert letters >= min(ENOUGH, sum(lengths.values())) and letters < ENOUGH + 4000


def test_another_source_has_other_turns():
    lengths = {str(n): 1000 for n in range(60)}
    assert chosen_turns("a", lengths) != chosen_turns("b", lengths)
