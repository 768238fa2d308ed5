"""A finder is measured as the tables say: examples worked out by hand, and what always holds."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from training.measuring import (
    BadFlag,
    Figures,
    Share,
    lowered,
    measure,
    measure_finder,
)
from training.reading import Weight, held_out, read
from training.telling import by_style, found_by, side_by_side, unfair

WRITTEN = """--- id=I001 style=note
Saw {{name:polish|Ola K.}} and {{name:welsh|Rhys}} in {{place|Diss}}, no {{not|Molly}}.
--- id=T001 style=typed
no {{not|mandy}} no {{not|k}} since {{not|may}}
--- id=N001 style=note
in {{place|Diss}} since {{not|May}}
"""
PASSAGES = tuple(read(WRITTEN, "here"))
NOTHING = [[], [], []]


def at(passage, *words):
    """Flags on the first place of each word in a passage."""
    text = PASSAGES[passage].text
    return [(text.index(word), text.index(word) + len(word), "x") for word in words]


def test_nothing_flagged_is_nothing_found_and_a_leak():
    assert measure(PASSAGES, NOTHING).all == Figures(
        direct=Share(0, 2),
        indirect=Share(0, 2),
        right=Share(0, 0),
        leaks=Share(1, 1),
        clean=Share(0, 1),
        lookalikes=Share(0, 5),
    )


def test_each_column_worked_out_by_hand():
    """Ola K is found in two pieces (4 letters), Rhys but for one (3), Diss and a word too many
    (4 right of 6), Molly; then mandy, in the clean passage; then Diss (4)."""
    flags = [at(0, "Ola", "K", "Rhy", "in Diss", "Molly"), at(1, "mandy"), at(2, "Diss")]
    assert measure(PASSAGES, flags).all == Figures(
        direct=Share(1, 2),
        indirect=Share(2, 2),
        right=Share(4 + 3 + 4 + 4, 4 + 3 + 6 + 5 + 5 + 4),
        leaks=Share(1, 1),
        clean=Share(1, 1),
        lookalikes=Share(2, 5),
    )


def test_flags_over_each_other_count_once():
    flags = [at(0, "Ola K.", "Ola", "Rhys", "Rhys"), [], []]
    found = measure(PASSAGES, flags).all
    assert (found.direct, found.right, found.leaks) == (Share(2, 2), Share(8, 8), Share(0, 1))


def test_a_flag_on_a_space_flags_nothing():
    assert measure(PASSAGES, [[], [(2, 3, "x")], []]).all.clean == Share(0, 1)


def test_types_styles_and_groups_are_told_apart():
    found = measure(PASSAGES, [at(0, "Ola K.", "Rhy", "Diss"), [], []])
    assert found.types == {"name": Share(1, 2), "place": Share(1, 2)}
    assert found.cultures == {"polish": Share(1, 1), "welsh": Share(0, 1)}
    assert set(found.styles) == {"note", "typed"}
    assert found.styles["note"].lookalikes == Share(0, 2)


@pytest.mark.parametrize("flag", [(-1, 2, "x"), (3, 2, "x"), (0, 1000, "x")])
def test_a_flag_outside_the_text_is_refused(flag):
    with pytest.raises(BadFlag, match="I001: 'x' from"):
        measure(PASSAGES, [[flag], [], []])


def test_a_finder_is_asked_for_each_passage():
    found = measure_finder(PASSAGES, lambda text: [(0, len(text), "all")]).all
    assert found.direct == Share(2, 2) and found.clean == Share(1, 1)
    assert found.lookalikes == Share(5, 5)


@given(st.lists(st.tuples(st.integers(0, 16), st.integers(0, 16)), max_size=6))
def test_flagging_more_never_finds_less(pairs):
    flags = [(min(pair), max(pair), "x") for pair in pairs]
    fewer, more = (
        measure(PASSAGES, [[], [], some]).all for some in (flags[: len(flags) // 2], flags)
    )
    assert fewer.indirect.part <= more.indirect.part
    assert fewer.lookalikes.part <= more.lookalikes.part
    assert fewer.right.whole <= more.right.whole


@given(st.permutations(range(3)))
def test_the_order_of_passages_does_not_matter(order):
    flags = [at(0, "Ola", "Diss"), at(1, "may"), at(2, "May")]
    mixed = measure([PASSAGES[place] for place in order], [flags[place] for place in order])
    assert mixed.all == measure(PASSAGES, flags).all


def test_whoever_flags_just_what_is_marked_has_it_all_right():
    passages = held_out()
    hidden = Weight.DIRECT, Weight.INDIRECT
    flags = [[(m.start, m.end, m.type) for m in each.of(*hidden)] for each in passages]
    found = measure(passages, flags).all
    assert found.direct.value == found.indirect.value == found.right.value == 1
    assert found.leaks.part == found.clean.part == found.lookalikes.part == 0


def test_lowered_passages_keep_their_places():
    for passage in held_out():
        small = lowered(passage)
        assert small.marks == passage.marks and len(small.text) == len(passage.text)
        assert small.text.casefold() == passage.text.casefold() and "Mandy" not in small.text


def test_the_table_has_the_columns_of_the_aim():
    found = measure(PASSAGES, [at(0, "Ola K.", "Rhys"), at(1, "k"), []])
    lines = side_by_side([("ours", found.all)])
    assert lines[0].endswith("(of 1) | drug slang and other look-alikes flagged (of 5) |")
    assert lines[2] == "| ours | 100.0 % | 0.0 % | 88.9 % | 0 | 1 | 1 |"


def test_parts_are_told_with_what_they_rest_on():
    found = measure(PASSAGES, [at(0, "Ola K."), [], []])
    assert by_style(found)[3].startswith("| typed | – | – | – | 0 of 0 | 0 of 1 | 0 of 3 |")
    assert found_by("type", {"a": found.types, "b": found.types})[2:] == [
        "| place | 2 | 0.0 % | 0.0 % |",
        "| name | 2 | 50.0 % | 50.0 % |",
    ]


def test_groups_of_names_found_less_often_are_named():
    shares = {"polish": Share(97, 100), "welsh": Share(97, 100), "tamil": Share(90, 100)}
    assert unfair(shares) == ["tamil"]
    assert unfair({"polish": Share(97, 100), "welsh": Share(95, 100)}) == []
    assert unfair({}) == []
