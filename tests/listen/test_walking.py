"""The way through a form: what is relevant, worked out, said and kept."""

import datetime as dt

from pennydrop.rooms.listen.rules.form import Choice, ChoiceList, Group, Kind, Text, plain
from pennydrop.rooms.listen.rules.walking import plan_of, takes
from tests.listen.walking_forms import form_of, household, page, paths_of, question, walk_of


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
