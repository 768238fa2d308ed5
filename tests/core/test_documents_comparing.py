"""Two revisions beside each other."""

import datetime as dt
import uuid

from hypothesis import given
from hypothesis import strategies as st

from pennydrop.core.documents import comparing
from pennydrop.core.documents.blocks import Heading, Points, Prose, QuoteRef, Table
from pennydrop.core.documents.comparing import Mark, Run, compare, runs_between
from pennydrop.core.documents.queries import RevisionView

NOON = dt.datetime(2026, 3, 2, 12, tzinfo=dt.UTC)


def view(**blocks):
    return RevisionView(uuid.UUID(int=1), 1, tuple(blocks.values()), tuple(blocks), "dev", NOON)


def marks(before, after):
    return [(change.mark, change.moved) for change in compare(before, after)]


def test_words_that_came_and_went_are_told_apart():
    runs = runs_between("The nurse asked once.", "The nurse asked us twice.")
    assert (
        "".join(run.text for run in runs if run.mark is not Mark.ADDED) == "The nurse asked once."
    )
    assert Run(Mark.REMOVED, "once") in runs and Run(Mark.SAME, "The nurse asked ") in runs


def test_a_phrase_that_was_replaced_stands_whole():
    runs = runs_between("We met on the old stone bridge at six.", "We met by the sea at six.")
    assert [run.text for run in runs if run.mark is Mark.SAME][-1] == " at six."
    assert Run(Mark.REMOVED, "old stone bridge") in runs and Run(Mark.ADDED, "sea") in runs


def test_a_text_written_anew_stands_whole_after_the_old_one():
    assert runs_between("Told once, long ago.", "Everything is different") == (
        Run(Mark.REMOVED, "Told once, long ago."), Run(Mark.ADDED, "Everything is different")
    )  # fmt: skip


def test_blocks_come_go_change_and_move():
    before = view(a=Heading(2, "One"), b=Prose("Two."), c=Prose("Three."), d=Prose("Four."))
    after = view(a=Heading(2, "One"), d=Prose("Four."), c=Prose("Three, anew."), e=Prose("New."))
    found = dict(zip("abdce", marks(before, after), strict=True))
    assert found["a"] == (Mark.SAME, False)
    assert found["b"] == (Mark.REMOVED, False) and found["e"] == (Mark.ADDED, False)
    assert {found["c"][0], found["d"][0]} == {Mark.CHANGED, Mark.MOVED} or found["d"][
        0
    ] is Mark.SAME
    assert found["c"][0] is Mark.CHANGED and found["c"][1] != found["d"][1]


def test_a_block_that_moved_untouched_is_not_taken_for_another():
    a, b, c = Prose("One."), Prose("Two."), Prose("Three.")
    assert marks(view(a=a, b=b, c=c), view(c=c, a=a, b=b)) == [
        (Mark.MOVED, True), (Mark.SAME, False), (Mark.SAME, False)
    ]  # fmt: skip


def test_a_quote_is_named_by_whoever_knows_it():
    before, after = view(q=QuoteRef("q1")), view(q=QuoteRef("q1", "Read twice."))
    (change,) = compare(before, after, lambda block: f"A quote. {block.note}")
    assert change.mark is Mark.CHANGED and Run(Mark.ADDED, "Read twice.") in change.runs


def test_lists_and_tables_are_compared_line_by_line():
    (change,) = compare(view(p=Points(("one", "two"))), view(p=Points(("one", "three"))))
    assert [run.text for run in change.runs] == ["one\n", "two", "three"]
    table = Table("Dates", ("What", "When"), (("Written", "May"),))
    assert comparing.text_of(table) == "Dates\nWhat\nWhen\nWritten | May"


def test_a_very_long_text_is_compared_by_lines():
    lines = [f"Line {number} of many words in it." for number in range(2000)]
    changed = [*lines[:1000], "Another line.", *lines[1001:]]
    runs = runs_between("\n".join(lines), "\n".join(changed))
    assert Run(Mark.ADDED, "Another line.\n") in runs and len(runs) == 4


TEXTS = st.lists(st.sampled_from(["a", "b ", "c\n", "d, ", "é"]), max_size=20).map("".join)


@given(TEXTS, TEXTS)
def test_both_texts_can_be_read_out_of_the_runs(before, after):
    runs = runs_between(before, after)
    assert "".join(run.text for run in runs if run.mark is not Mark.ADDED) == before
    assert "".join(run.text for run in runs if run.mark is not Mark.REMOVED) == after


KEYS = st.lists(st.sampled_from("abcdef"), unique=True)
WORDS = st.sampled_from([Prose("One."), Prose("Two."), Heading(2, "Three")])


@given(KEYS, KEYS, st.data())
def test_no_block_of_either_is_lost(old, new, data):
    before = view(**{key: data.draw(WORDS) for key in old})
    after = view(**{key: data.draw(WORDS) for key in new})
    changes = compare(before, after)
    assert [c.block for c in changes if c.mark is not Mark.REMOVED] == list(after.blocks)
    assert sum(c.mark is Mark.REMOVED for c in changes) == len(set(old) - set(new))
    assert sum(c.mark is Mark.ADDED for c in changes) == len(set(new) - set(old))
