"""The way through a form: what is relevant, worked out, checked and kept."""

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pennydrop.rooms.listen.rules.form import Choice, ChoiceList, Group, Kind, Repeat, Text, plain
from pennydrop.rooms.listen.rules.walking import (
    Means,
    Setting,
    Walk,
    added,
    coarse,
    plan_of,
    removed,
    takes,
)
from tests.listen.walking_forms import (
    ANSWERS,
    NOON,
    expected,
    form_of,
    forms,
    paths_of,
    question,
    walk_of,
)


def page(form, path, answers=None, language=""):
    walk = walk_of(form, answers, language)
    return walk.page(walk.stop_of(path))


def problems(form, path, text, answers=None, **how):
    walk = walk_of(form, answers)
    return [p.message for p in walk.check(walk.stop_of(path), text, **how)]


def test_pages_come_in_the_order_of_the_form_and_only_where_relevant():
    form = form_of(
        question("who", Kind.SELECT_ONE),
        Group("g", plain("More"), (question("x"), question("y")), relevant="${who} = 'a'"),
        question("end", relevant="${x} != ''"),
    )
    assert paths_of(walk_of(form)) == ["who"]
    assert paths_of(walk_of(form, {"who": "a"})) == ["who", "g/x", "g/y"]
    assert paths_of(walk_of(form, {"who": "a", "g/x": "hello"})) == ["who", "g/x", "g/y", "end"]
    # What is inside a part that does not count now is blank for all that looks at it.
    assert paths_of(walk_of(form, {"who": "b", "g/x": "hello"})) == ["who"]


def test_what_does_not_count_now_waits_and_comes_back_but_is_not_kept():
    form = form_of(question("who", Kind.SELECT_ONE), question("x", relevant="${who} = 'a'"))
    answers = {"who": "a", "x": "hello"}
    assert walk_of(form, answers).kept() == answers
    assert walk_of(form, answers | {"who": "b"}).kept() == {"who": "b"}
    assert walk_of(form, answers).kept() == answers


def test_calculations_follow_each_other_whatever_the_order_of_the_rows():
    form = form_of(
        question("big", relevant="${total} > 10"),
        question("total", Kind.CALCULATE, calculation="${double} + 1"),
        question("double", Kind.CALCULATE, calculation="${n} * 2"),
        question("n", Kind.INTEGER),
    )
    assert paths_of(walk_of(form, {"n": "5"})) == ["big", "n"]
    assert paths_of(walk_of(form, {"n": "4"})) == ["n"]
    assert walk_of(form, {"n": "4"}).worked_out() == {"total": "9", "double": "8"}
    assert walk_of(form, {"n": "4"}).kept() == {"n": "4"}


def test_a_ring_that_was_not_refused_ends():
    form = form_of(
        question("a", Kind.CALCULATE, calculation="${b} + 1"),
        question("b", Kind.CALCULATE, calculation="${a} + 1"),
        question("c", relevant="count(../*[. = 'x']) > 0"), question("d"),
    )  # fmt: skip
    assert paths_of(walk_of(form, {"d": "x"})) == ["c", "d"]


def household(**more):
    return Repeat(
        "home", plain("Person"), (question("name"), question("age", Kind.INTEGER)), **more
    )


def test_rounds_are_as_many_as_the_person_says():
    form = form_of(household(), question("end"))
    assert paths_of(walk_of(form)) == ["home", "end"]
    walk = walk_of(form, {"home": "2", "home[2]/name": "Craig"})
    assert paths_of(walk) == [
        "home[1]/name", "home[1]/age", "home[2]/name", "home[2]/age", "home", "end",
    ]  # fmt: skip
    assert [stop.address for stop in walk.stops] == ["2-1", "3-1", "2-2", "3-2", "1", "4"]
    asked = walk.page(walk.stop_of("home"))
    assert (asked.means, asked.rounds) == (Means.ROUNDS, 2)
    assert page(form, "home[2]/age", {"home": "2"}).headings == ("Person 2",)
    assert walk.kept() == {"home[2]/name": "Craig"}
    assert added({"home": "2"}, "home") == "3"


def test_a_round_taken_out_moves_the_later_ones_down():
    paths = ["home", "home[1]/name", "home[2]/name", "home[3]/name", "home[12]/pet[1]/name", "end"]
    assert removed(paths, "home", 2) == {
        "home[2]/name": None, "home[3]/name": "home[2]/name",
        "home[12]/pet[1]/name": "home[11]/pet[1]/name",
    }  # fmt: skip


def test_counted_rounds_follow_their_count_and_lose_nothing():
    form = form_of(question("n", Kind.INTEGER), household(count="${n}"))
    answers = {"n": "2", "home[1]/name": "A", "home[2]/name": "B"}
    assert len(paths_of(walk_of(form, answers))) == 5
    assert walk_of(form, answers | {"n": "1"}).kept() == {"n": "1", "home[1]/name": "A"}
    assert walk_of(form, answers).kept() == answers
    for strange in ("", "-3", "1000000"):
        assert len(paths_of(walk_of(form, {"n": strange}))) < 200


def test_a_round_looks_at_its_own_answers_and_a_sum_at_all():
    inner = (question("age", Kind.INTEGER), question("school", relevant="${age} < 18"))
    form = form_of(
        Repeat("home", plain("Person"), inner),
        question("old", relevant="sum(${age}) > 60"),
    )
    answers = {"home": "2", "home[1]/age": "12", "home[2]/age": "50"}
    assert paths_of(walk_of(form, answers)) == [
        "home[1]/age", "home[1]/school", "home[2]/age", "home", "old",
    ]  # fmt: skip


def test_a_repeat_that_does_not_count_is_not_offered():
    form = form_of(question("who", Kind.SELECT_ONE), household(relevant="${who} = 'a'"))
    assert paths_of(walk_of(form)) == ["who"]
    assert paths_of(walk_of(form, {"who": "a"})) == ["who", "home"]
    assert paths_of(walk_of(form, {"who": "b", "home": "1"})) == ["who"]


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


def test_dice_fall_once_for_a_draft_and_a_default_is_only_a_suggestion():
    form = form_of(
        question("arm", Kind.CALCULATE, calculation="once(random())"),
        question("day", Kind.DATE, default="today()"), question("n", Kind.INTEGER, default="3"),
        question("more", relevant="${n} = 3"),
    )  # fmt: skip
    first, second = walk_of(form), walk_of(form, {"n": "3"})
    assert first.worked_out() == second.worked_out() != {}
    assert page(form, "day").stored == "2026-03-02" and page(form, "n").stored == "3"
    assert "more" in paths_of(first) and first.kept() == {}
    assert "more" not in paths_of(walk_of(form, {"n": ""}))


def test_words_are_filled_in_with_what_was_said_and_never_as_markup():
    form = form_of(
        question("name"), question("who", Kind.SELECT_ONE),
        question("more", label=plain("So **${name}**: ${who}?")),
    )  # fmt: skip
    shown = page(form, "more", {"name": "[x](http://y) *a*", "who": "b"}).label
    assert shown == r"So **\[x\]\(http://y\) \*a\***: Bee?"


def test_every_text_comes_in_the_language_asked_for():
    both = Text((("English (en)", "Who?"), ("Polski (pl)", "Kto?")))
    choices = ChoiceList("c", (Choice("a", Text((("Polski (pl)", "Ja"),))),))
    form = form_of(question("who", Kind.SELECT_ONE, label=both, listed=choices))
    assert page(form, "who", language="Polski (pl)").label == "Kto?"
    assert page(form, "who", language="Polski (pl)").choices[0].label == "Ja"
    assert page(form, "who").label == "Who?"


@pytest.mark.parametrize(
    ("kind", "good", "bad"),
    [
        (Kind.INTEGER, ["0", "-12"], ["1.5", "x", "1e5", "٣", "9" * 20]),
        (Kind.DECIMAL, ["0", "-12.25"], ["1,5", ".", "1e5", "inf", "nan"]),
        (Kind.RANGE, ["1", "7"], ["0", "11", "1.5", "x"]),
        (Kind.DATE, ["2024-02-29"], ["2023-02-29", "yesterday"]),
        (Kind.TIME, ["19:30"], ["25:00", "x"]),
        (Kind.DATETIME, ["2024-02-29T19:30"], ["2024-02-29", "2024-02-30T19:30"]),
        (Kind.SELECT_ONE, ["a"], ["c", "a b"]),
        (Kind.SELECT_MULTIPLE, ["a", "a b"], ["c", "a c"]),
        (Kind.RANK, ["b a"], ["a a", "c a"]),
        (Kind.ACKNOWLEDGE, ["OK"], ["yes"]),
        (Kind.GEOPOINT, ["Acle", "NR3"], ["52.6 1.3", "14 Mill Road", "NR3 1AB x"]),
        (Kind.TEXT, ["anything at all"], ["x" * 20_001]),
    ],
)  # fmt: skip
def test_each_kind_takes_what_fits_it(kind, good, bad):
    form = form_of(question("x", kind))
    assert all(problems(form, "x", text) == [] for text in good)
    assert all(problems(form, "x", text) for text in bad), bad


def test_an_area_is_kept_no_finer_than_half_a_postcode():
    assert coarse("nr3 1ab") == "NR3" and coarse("SW1A2AA") == "SW1A"
    assert coarse("  Great   Yarmouth ") == "Great Yarmouth"


def test_a_constraint_says_what_its_author_wrote_or_something_kind():
    said = Text((("", "Under ${top}, please"),))
    form = form_of(
        question("top", Kind.INTEGER),
        question("n", Kind.INTEGER, constraint=". < ${top}", constraint_message=said),
        question("m", Kind.INTEGER, constraint=". < 5"),
    )
    assert problems(form, "n", "7", {"top": "5"}) == ["Under 5, please"]
    assert problems(form, "n", "4", {"top": "5"}) == [] == problems(form, "n", "")
    assert "does not fit" in problems(form, "m", "7")[0]


def test_a_required_question_is_asked_once_more_and_a_yes_is_needed():
    form = form_of(
        question("x", required="true()"), question("ok", Kind.ACKNOWLEDGE, required="true()"),
    )  # fmt: skip
    walk = walk_of(form)
    once = walk.check(walk.stop_of("x"), "")
    assert once[0].again and not walk.check(walk.stop_of("x"), "", insist=False)
    assert not walk.check(walk.stop_of("ok"), "", insist=False)[0].again
    assert walk.missing_yes().path == "ok"
    assert walk_of(form, {"ok": "OK"}).missing_yes() is None


def test_a_hard_part_says_so_before_and_can_be_passed_over():
    form = form_of(
        question("a"),
        Group("g", plain("Hospital"), (question("b"), household(), question("c")),
              kept=(("content_note", "This is about hospital."),)),
        question("d"),
    )  # fmt: skip
    walk = walk_of(form, {"g/home": "1"})
    part = walk.stop_of("g")
    assert walk.page(part).hint == "This is about hospital."
    assert walk.before(part.address).path == "a" and walk.next_after(part.address).path == "g/b"
    assert walk.after_part(part.address).path == "d"


def test_addresses_that_lead_nowhere_and_paths_that_take_nothing():
    form = form_of(household(), question("n", Kind.NOTE), question("c", Kind.CALCULATE))
    plan = plan_of(form)
    walk = walk_of(form)
    for address in ("", "0", "99", "2", "2-0", "2-999", "x", "2-1-1", "1-1", "٣"):
        assert walk.stop_at(address) is None
        walk.next_after(address), walk.before(address), walk.after_part(address)
    assert takes(plan, "home") and takes(plan, "home[3]/name")
    for path in ("n", "c", "home[1]", "home/name", "nothing", "home[1]/name[2]"):
        assert not takes(plan, path)


def test_an_expression_that_cannot_be_read_hides_nothing():
    form = form_of(question("a", relevant="${gone} = ("), question("b", relevant="${gone} = 1"))
    assert paths_of(walk_of(form)) == ["a", "b"]


@settings(max_examples=150, deadline=None)
@given(forms(), st.data())
def test_any_way_through_any_form_loses_nothing_keeps_nothing_irrelevant_and_ends(form, data):
    plan, answers = plan_of(form), {}
    address = ""
    for _ in range(data.draw(st.integers(1, 12))):
        walk = walk_of(form, dict(answers), plan=plan)
        assert paths_of(walk) == expected(form, answers)
        stop = walk.stop_at(address) or walk.next_after(address) or walk.first()
        address = stop.address
        shown = walk.page(stop)
        go = data.draw(st.sampled_from(["answer", "answer", "skip", "back"]))
        if go == "answer" and shown.means is Means.ROUNDS:
            answers[stop.path] = added(answers, stop.path)
        elif go == "answer" and shown.asks:
            text = data.draw(st.sampled_from(ANSWERS[shown.question.kind]))
            assert not walk.check(stop, text)
            answers[stop.path] = text
        before, after = walk.before(address), walk.next_after(address)
        assert before is None or before.key < stop.key
        assert after is None or after.key > stop.key
        address = (before or stop).address if go == "back" else (after or stop).address
    walk = walk_of(form, dict(answers), plan=plan)
    there = set(expected(form, answers))
    whole = {path: text for path, text in answers.items() if path in there}
    counts = {path for path in whole if walk.stop_of(path).means is Means.ROUNDS}
    assert walk.kept() == {path: text for path, text in whole.items() if path not in counts}


@settings(max_examples=50, deadline=None)
@given(forms(), st.data())
def test_from_the_first_page_to_the_last_each_once(form, data):
    walk, seen = walk_of(form), []
    stop = walk.first()
    while stop:
        seen.append(stop.address)
        stop = walk.next_after(stop.address)
    assert seen == [stop.address for stop in walk.stops] and len(set(seen)) == len(seen)


def test_a_long_form_is_worked_out_in_a_blink():
    rows = [question("q0", Kind.SELECT_ONE)]
    for n in range(1, 500):
        rows.append(question(f"q{n}", Kind.SELECT_ONE, relevant=f"${{q{n - 1}}} = 'a'"))
    form = form_of(*rows)
    plan = plan_of(form)
    answers = {f"q{n}": "a" for n in range(500)}
    began = dt.datetime.now()
    walk = walk_of(form, answers, plan=plan)
    assert len(walk.stops) == 500
    assert dt.datetime.now() - began < dt.timedelta(seconds=1)  # some hundredths when it is quiet
