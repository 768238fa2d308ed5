"""Nothing is compared before both sides have given the same quotes."""

import pytest

from benchmarks.invented import SMALL, invent
from benchmarks.measure import Bench, Mismatch
from benchmarks.report import verdict
from benchmarks.tables import Row
from benchmarks.wire import Answer

ANSWER = Answer(status=200, body=b"", location="", seconds=0.5)


class Side:
    """Answers at once, with the study's own words, unless told to alter or drop the first."""

    def __init__(self, name, study, change=lambda quotes: quotes):
        self.name, self._study, self._change = name, study, change
        self._theme = ""

    def read_theme(self, theme):
        self._theme = theme
        return [ANSWER]

    def quotes_in(self, answers):
        return self._change([self._study.words(c) for c in self._study.in_theme(self._theme)])

    def export_theme(self, theme):
        self._theme = theme
        return ANSWER

    def export_all(self):
        self._theme = ""
        return ANSWER

    def rows_of(self, answer):
        codings = self._study.in_theme(self._theme) if self._theme else self._study.codings
        names = [self._study.codes[c.code].name for c in codings]
        words = self._change([self._study.words(c) for c in codings])
        return list(zip(names, words, strict=False))


@pytest.fixture(scope="module")
def study():
    return invent(SMALL)


def bench(study, **changes):
    theirs = Side("Taguette", study, changes.get("theirs", lambda quotes: quotes))
    ours = Side("Pennydrop", study, changes.get("ours", lambda quotes: quotes))
    return Bench(theirs, ours, study, SMALL, lambda text: None)


def test_sides_that_agree_are_compared(study):
    rows = [*bench(study).theme(study.themes[0]), *bench(study).export()]
    assert [row.times_faster for row in rows] == [1.0, 1.0, 1.0]
    assert [row.target for row in rows] == [True, False, True]


@pytest.mark.parametrize("side", ["theirs", "ours"])
@pytest.mark.parametrize(
    "change", [lambda quotes: quotes[1:], lambda quotes: ["other words", *quotes[1:]]],
    ids=["one missing", "one altered"],
)  # fmt: skip
def test_a_side_that_says_something_else_ends_the_run(study, side, change):
    name = {"theirs": "Taguette", "ours": "Pennydrop"}[side]
    with pytest.raises(Mismatch, match=name):
        bench(study, **{side: change}).theme(study.themes[0])
    with pytest.raises(Mismatch, match=name):
        bench(study, **{side: change}).export()


def test_missed_targets_are_named():
    kept, missed = Row("export", 10.0, 1.0, target=True), Row("add", 3.0, 1.0, target=True)
    assert verdict([kept]) == "Every target is met."
    assert verdict([kept, missed]) == "Not met: add (3.0)."
