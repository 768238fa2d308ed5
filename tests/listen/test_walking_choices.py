"""Choices on the way: filtered, from answers, shuffled once for a draft."""

from pennydrop.rooms.listen.rules.form import Choice, ChoiceList, Kind, plain
from pennydrop.rooms.listen.rules.walking import Setting, Walk, plan_of
from tests.listen.walking_forms import (
    NOON,
    form_of,
    household,
    page,
    paths_of,
    problems,
    question,
    walk_of,
)

TOWNS = ChoiceList(
    "towns",
    (Choice("acle", plain("Acle"), (("county", "a"),)),
     Choice("hull", plain("Hull"), (("county", "b"),)),
     Choice("both", plain("Both"), (("county", "a"),))),
)  # fmt: skip


def test_choices_are_those_that_the_filter_leaves():
    form = form_of(
        question("county", Kind.SELECT_ONE),
        question("town", Kind.SELECT_ONE, listed=TOWNS, choice_filter="county = ${county}"),
        question("after", relevant="${town} = 'acle'"),
    )
    assert paths_of(walk_of(form)) == ["county"]  # nothing to choose yet
    answers = {"county": "a", "town": "acle"}
    assert [c.name for c in page(form, "town", answers).choices] == ["acle", "both"]
    assert paths_of(walk_of(form, answers)) == ["county", "town", "after"]
    # A choice that is no longer there is no answer, and comes back when it is there again.
    assert walk_of(form, answers | {"county": "b"}).kept() == {"county": "b"}
    assert problems(form, "town", "hull", answers) == ["Choose from what is there"]
    assert problems(form, "town", "both", answers) == []


def test_choices_can_be_the_answers_of_a_repeat():
    names = ChoiceList("name", source="${name}")
    form = form_of(
        household(), question("eldest", Kind.SELECT_ONE, listed=names),
        question("child", Kind.SELECT_ONE, listed=names, choice_filter="${age} < 18"),
    )  # fmt: skip
    answers = {
        "home": "3", "home[1]/name": "Ann", "home[1]/age": "40", "home[2]/name": "Bo",
        "home[2]/age": "9", "home[3]/age": "1",
    }  # fmt: skip
    assert [c.label for c in page(form, "eldest", answers).choices] == ["Ann", "Bo"]
    assert [c.label for c in page(form, "child", answers).choices] == ["Bo"]


def test_shuffled_choices_stay_as_they_fell_for_one_draft():
    many = ChoiceList("many", tuple(Choice(f"c{n}", plain(f"C{n}")) for n in range(30)))
    form = form_of(question("x", Kind.SELECT_ONE, listed=many, parameters=(("randomize", "true"),)))

    def fallen(seed):
        walk = Walk(plan_of(form), {}, Setting(NOON, seed))
        return [c.name for c in walk.page(walk.stops[0]).choices]

    assert fallen("one") == fallen("one") != fallen("two")
    assert sorted(fallen("one")) == sorted(c.name for c in many.choices)
