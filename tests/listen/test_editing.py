"""A form changed on a page stays a form: any change gives one that reads back as itself."""

import datetime as dt

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pennydrop.rooms.listen.rules.editing.choices import (
    BadChoices,
    list_name,
    read_choices,
    taken_in,
)
from pennydrop.rooms.listen.rules.editing.comparing import changes
from pennydrop.rooms.listen.rules.editing.conditions import (
    BadCondition,
    Condition,
    How,
    Rule,
    condition_from,
    rule_in,
    written,
)
from pennydrop.rooms.listen.rules.editing.faults import Unfinished, check_finished, faults_of
from pennydrop.rooms.listen.rules.editing.limits import Limits, constraint_of, limits_in
from pennydrop.rooms.listen.rules.editing.naming import name_for
from pennydrop.rooms.listen.rules.editing.places import (
    CannotMove,
    NoSuchPlace,
    item_at,
    moved,
    moved_into,
    places,
    put_in,
    replaced,
    without,
)
from pennydrop.rooms.listen.rules.editing.preview import first_rounds, laid_open, place_of
from pennydrop.rooms.listen.rules.editing.reading_logic import Telling
from pennydrop.rooms.listen.rules.editing.starting import empty_form
from pennydrop.rooms.listen.rules.editing.telling import told
from pennydrop.rooms.listen.rules.editing.texts import (
    pieces,
    renamed_language,
    reworded,
    translated,
    without_language,
)
from pennydrop.rooms.listen.rules.editing.using import InUse, check_unused
from pennydrop.rooms.listen.rules.form import (
    Kind,
    Question,
    Text,
    form_from_json,
    form_to_json,
    read_form,
)
from pennydrop.rooms.listen.rules.form import plain as said
from pennydrop.rooms.listen.rules.form.writing import write_rows
from pennydrop.rooms.listen.rules.walking import Setting, Walk, plan_of
from tests.listen.forming import made
from tests.listen.questioning import whole
from tests.listen.test_form_properties import forms

FORM = whole()
MOMENT = dt.datetime(2026, 3, 2, tzinfo=dt.UTC)
SLOW = settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))


def names(form):
    return [place for place, _ in places(form)]


# -- where things stand ---------------------------------------------------------------------------


def test_an_item_is_found_put_in_moved_and_taken_out():
    new = Question("new", Kind.TEXT, said("New?"))
    assert names(put_in(FORM, new))[-1] == "new"
    assert names(put_in(FORM, new, after="start"))[1] == "new"
    assert names(put_in(FORM, new, inside="hard"))[9] == "hard/new"
    assert names(put_in(FORM, new, after="hard/stay/ward"))[7] == "hard/stay/new"
    assert names(moved(FORM, "helped", -1))[:2] == ["helped", "start"]
    assert "hard/stay/day" not in names(without(FORM, "hard/stay"))
    assert item_at(replaced(FORM, "hard/picture", new), "hard/new") == new
    assert names(moved_into(FORM, "start", "hard/stay"))[7] == "hard/stay/start"
    assert names(moved_into(FORM, "hard/picture", ""))[-1] == "picture"


def test_what_cannot_be_moved_says_so():
    for place, by in (("start", -1), ("yes", 1), ("hard/stay/ward", -1)):
        with pytest.raises(CannotMove):
            moved(FORM, place, by)
    for place, inside in (("hard", "hard/stay"), ("hard", "hard")):
        with pytest.raises(CannotMove):
            moved_into(FORM, place, inside)
    twice = put_in(FORM, Question("ward", Kind.TEXT, said("Ward?")))
    with pytest.raises(CannotMove):
        moved_into(twice, "ward", "hard/stay")


@pytest.mark.parametrize("place", ["nobody", "start/x", "hard/nobody", "", "hard/stay/ward/x"])
def test_what_is_not_there_is_not_found(place):
    with pytest.raises(NoSuchPlace):
        item_at(FORM, place)


def test_a_question_that_others_look_at_stays():
    with pytest.raises(InUse, match="“Who helped first\\?”, “How old were you\\?” look at it"):
        check_unused(FORM, "helped")
    with pytest.raises(InUse, match="“Was it worth it"):
        check_unused(FORM, "start")
    with pytest.raises(InUse, match="“Hospital” looks at it"):
        check_unused(FORM, "age")
    check_unused(FORM, "hard")
    check_unused(FORM, "first")


def test_a_fault_names_its_place():
    (fault,) = faults_of(without(FORM, "age"))
    assert (fault.place, fault.column) == ("hard", "relevant") and "${age}" in fault.message
    assert faults_of(FORM) == () and faults_of(empty_form("x")) == ()
    ring = moved_into(FORM, "age", "hard")
    assert any("depends on itself" in fault.message for fault in faults_of(ring))


def test_only_a_finished_form_is_kept():
    check_finished(FORM)
    hollow = without(without(FORM, "hard/stay"), "hard/picture")
    for form, why in ((empty_form("x"), "no question yet"), (hollow, "“Hospital” has no question"),
                      (without(FORM, "age"), "“Hospital”: “${age}” is no question")):  # fmt: skip
        with pytest.raises(Unfinished, match=why.replace("$", "\\$")):
            check_finished(form)


# -- words ----------------------------------------------------------------------------------------


def test_the_list_says_each_question_with_its_logic():
    rows = {row.place: row for row in told(FORM)}
    assert [row.number for row in rows.values()] == [1, 2, 3, 4, 0, 0, 5, 6, 7, 8, 9, 10]
    assert rows["first"].details == ("Only if “Who helped?” includes “A friend”",)
    assert rows["helped"].details == ("Choose at most 2",)
    assert rows["age"].details == (
        "Only if “Who helped?” is answered", "Asked once more when left empty",
        "Write a number from 0 to 120",
    )  # fmt: skip
    assert rows["hard"].hint == "This part is about hospital." and rows["hard"].section
    assert rows["hard"].details == ("Only if “How old were you?” is at least 18",)
    assert rows["hard/stay/day"].details == ("Write a day that has been, not one to come",)
    assert rows["hard/stay/ward"].depth == 2 and rows["hard/stay/ward"].first
    assert rows["yes"].details == ("Must be ticked to go on",) and rows["yes"].last
    assert rows["worth"].kind == "Scale from 1 to 10"


@pytest.mark.parametrize(
    ("expression", "words"),
    [
        ("${age} > 18 and (${start} = 'x' or not(${start} = 'y'))",
         "“How old were you?” is more than 18 and (“How did it start?” is “x” or it is not so that "
         "“How did it start?” is “y”)"),
        ("'friend' = ${first}", "“Who helped first?” is “A friend”"),
        ("18 < ${age}", "“How old were you?” is more than 18"),
        ("not(selected(${helped}, 'doctor'))", "“Who helped?” does not include “A doctor”"),
        ("count-selected(${helped}) >= 2", "how many are chosen in “Who helped?” is at least 2"),
        ("${age} * 2 + 1", "(“How old were you?” × 2) + 1"),
        ("/data/age = -1", "“How old were you?” is −1"),
        ("true()", "always"),
        ("regex(${start}, '^a')", "regex(${start}, '^a')"),
        ("count(/data/hard/stay) > 1", "count(/data/hard/stay) > 1"),
        ("1 +", "1 +"),
    ],
)  # fmt: skip
def test_logic_in_words(expression, words):
    assert Telling(FORM).told(expression) == words


# -- only if --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "how", "typed", "expression"),
    [
        ("start", How.IS, "by  chance", "${start} = 'by chance'"),
        ("start", How.CONTAINS, "it's", '''contains(${start}, "it's")'''),
        ("start", How.CONTAINS_NOT, "x", "not(contains(${start}, 'x'))"),
        ("start", How.ANSWERED, "ignored", "${start} != ''"),
        ("start", How.NOT_ANSWERED, "", "${start} = ''"),
        ("helped", How.CONTAINS, "a FRIEND", "selected(${helped}, 'friend')"),
        ("helped", How.IS, "doctor", "selected(${helped}, 'doctor')"),
        ("helped", How.IS_NOT, "Nobody", "not(selected(${helped}, 'nobody'))"),
        ("first", How.CONTAINS, "A friend", "${first} = 'friend'"),
        ("first", How.IS_NOT, "A friend", "${first} != 'friend'"),
        ("age", How.AT_LEAST, "18", "${age} >= 18"),
        ("age", How.LESS, "-2.5", "${age} < -2.5"),
    ],
)  # fmt: skip
def test_a_condition_is_written_and_read_back(name, how, typed, expression):
    questions = {q.name: q for q in FORM.questions()}
    one = condition_from(questions[name], how, typed)
    rule = Rule((one,))
    assert written(FORM, rule) == expression
    assert rule_in(FORM, expression) == rule


def test_several_conditions_are_joined():
    two = (Condition("age", How.MORE, "3"), Condition("first", How.IS, "friend"))
    for any_of, word in ((False, "and"), (True, "or")):
        expression = written(FORM, Rule(two, any_of))
        assert expression == f"${{age}} > 3 {word} ${{first}} = 'friend'"
        assert rule_in(FORM, expression) == Rule(two, any_of)


@pytest.mark.parametrize(
    "expression",
    ["${age} > ${start}", "count(${stay}) > 1", "${age} + 1 > 2", "true()", "1 +", "selected(., 1)",
     "${age} > 1 and (${age} < 5 or ${start} = 'x')", "not(${age} > 1)", "${nobody} = 1",
     "../age > 3", "${age} >= '18'", "18 <= ${age}", "${age} = 1 = 2"],
)  # fmt: skip
def test_what_a_rule_cannot_say_stays_as_it_was_written(expression):
    assert rule_in(FORM, expression) is None


@pytest.mark.parametrize(
    ("name", "how", "typed", "says"),
    [
        ("helped", How.IS, "A goat", "“A goat” is no choice there. Write one of these: “A friend”"),
        ("helped", How.MORE, "A friend", "Only numbers"),
        ("age", How.IS, "old", "“old” is no number"),
        ("age", How.CONTAINS, "1", "contains nothing"),
        ("start", How.MORE, "1", "Only numbers"),
        ("start", How.IS, "  ", "Write with what"),
        ("start", How.IS, "\"it's\"", "quotation mark"),
        ("picture", How.IS, "x", "only be asked whether it is there"),
    ],
)  # fmt: skip
def test_a_condition_that_cannot_be_says_what_to_do(name, how, typed, says):
    with pytest.raises(BadCondition, match=says):
        condition_from({q.name: q for q in FORM.questions()}[name], how, typed)


@pytest.mark.parametrize(
    ("kind", "limits", "expression"),
    [
        (Kind.INTEGER, Limits("0", "10"), ". >= 0 and . <= 10"),
        (Kind.DECIMAL, Limits("-1.5"), ". >= -1.5"),
        (Kind.SELECT_MULTIPLE, Limits(most="2"), "count-selected(.) <= 2"),
        (Kind.TEXT, Limits(most="100"), "string-length(.) <= 100"),
        (Kind.DATE, Limits(no_future=True), ". <= today()"),
        (Kind.TEXT, Limits(), ""),
    ],
)
def test_limits_are_written_and_read_back(kind, limits, expression):
    assert constraint_of(kind, limits) == expression
    assert limits_in(kind, expression) == limits


@pytest.mark.parametrize(
    ("kind", "expression"),
    [(Kind.INTEGER, ". > 0"), (Kind.INTEGER, ". >= ${a}"), (Kind.TEXT, "regex(., 'a')"),
     (Kind.DATE, ". >= today()"), (Kind.INTEGER, ". <= 5 and . >= 1"), (Kind.TIME, ". = 1"),
     (Kind.INTEGER, ". >= 1 and . >= 2"), (Kind.INTEGER, "(")],
)  # fmt: skip
def test_other_limits_stay_as_they_were_written(kind, expression):
    assert limits_in(kind, expression) is None


# -- choices and names ----------------------------------------------------------------------------


def test_choices_keep_their_names_when_they_are_reworded_or_put_in_order():
    before = item_at(FORM, "helped").choices
    kept = read_choices("Nobody\n A  friend of mine \nA doctor\nA nurse", before, "")
    assert [(c.name, str(c.label)) for c in kept] == [
        ("nobody", "Nobody"), ("friend", "A friend of mine"), ("doctor", "A doctor"),
        ("nurse", "A nurse"),
    ]  # fmt: skip


def test_another_choice_in_the_same_place_is_not_taken_for_the_old_one():
    before = read_choices("Yes\nNo", (), "")
    after = read_choices("Yes\nMy mother", before, "")
    assert [choice.name for choice in after] == ["yes", "mother"]


@pytest.mark.parametrize(
    ("lines", "says"),
    [("One", "at least two"), ("", "at least two"), ("A\nB\nA", "“A” is there twice"),
     ("\n".join(map(str, range(201))), "at most 200")],
)  # fmt: skip
def test_bad_choices_say_what_to_do(lines, says):
    with pytest.raises(BadChoices, match=says):
        read_choices(lines, (), "")


@pytest.mark.parametrize(
    ("words", "taken", "name"),
    [
        ("How did it start?", [], "start"), ("How did it start?", ["start", "start_2"], "start_3"),
        ("Qui t’a aidé ?", [], "qui_ta_aide"), ("你好吗", [], "question"), ("", [], "question"),
        ("18 or over?", [], "question_18_over"), ("What about you?", [], "what_about_you"),
        ("Name", [], "name_2"), ("x" * 80, [], "x" * 32), ("Was it ${start}?", [], "was_it"),
    ],
)  # fmt: skip
def test_names_are_made_of_the_words_that_tell(words, taken, name):
    assert name_for(words, taken) == name


def test_choices_out_of_a_file_become_the_forms_own():
    form = made(
        "| survey |\n| | type | name | label |\n| | select_one_from_file towns.csv | t | Town? |\n",
        {"towns.csv": [["name", "label"], ["a", "Alby"], ["b", "Bale"]]},
    )
    own = taken_in(form)
    assert [str(c.label) for c in read_form(write_rows(own)).questions()[0].choices] == [
        "Alby", "Bale"
    ]  # fmt: skip
    assert list_name(own, "towns") == "towns_2"


# -- languages ------------------------------------------------------------------------------------


def test_every_text_can_be_put_into_another_language():
    english = renamed_language(FORM, "", "English (en)")
    every = {piece.key: f"Cy {piece.said}" for piece in pieces(english)}
    both = translated(english, every, "Cymraeg (cy)")
    assert both.languages == ("English (en)", "Cymraeg (cy)")
    assert all("Cymraeg (cy)" in piece.said.languages for piece in pieces(both))
    assert read_form(write_rows(both)) == both
    assert without_language(both, "Cymraeg (cy)") == english
    assert renamed_language(english, "English (en)", "") == FORM
    fewer = translated(both, {piece.key: "" for piece in pieces(both)}, "Cymraeg (cy)")
    assert fewer == english
    with pytest.raises(ValueError, match="stays"):
        without_language(both, "English (en)")


def test_rewording_keeps_the_other_languages():
    both = Text((("", "A"), ("cy", "B")))
    assert reworded(both, "C", "") == Text((("", "C"), ("cy", "B")))
    assert reworded(both, "", "cy") == Text((("", "A"),))
    assert reworded(both, "D", "pl").said[-1] == ("pl", "D")


# -- comparing ------------------------------------------------------------------------------------


def signs(old, new):
    return [(change.sign, change.place) for change in changes(old, new)]


def test_changes_say_what_is_new_gone_moved_and_changed():
    assert changes(FORM, FORM) == ()
    new = Question("new", Kind.TEXT, said("New?"))
    assert signs(FORM, put_in(FORM, new)) == [("+", "new")]
    assert signs(FORM, without(FORM, "first")) == [("-", "first")]
    assert signs(FORM, moved(FORM, "order", 1)) in ([(">", "order")], [(">", "yes")])
    assert signs(FORM, moved_into(FORM, "worth", "hard")) == [(">", "hard/worth")]
    (change,) = changes(FORM, replaced(FORM, "age", Question("age", Kind.DECIMAL, said("Age?"))))
    found = {detail.what: (detail.before, detail.after) for detail in change.details}
    assert found["Kind"] == ("Whole number", "Number")
    assert found["The question"] == ("How old were you?", "Age?")
    assert found["Shown only if"] == ("“Who helped?” is answered", "")
    assert found["Taken only if"][1] == ""


def test_a_name_for_the_forms_own_language_is_no_change_of_every_text():
    english = renamed_language(FORM, "", "English (en)")
    assert changes(FORM, english) == ()
    (change, *_) = changes(FORM, translated(english, {("start", "label"): "Sut?"}, "Cymraeg (cy)"))
    assert change.details[0].after == "English, Cymraeg"


# -- preview --------------------------------------------------------------------------------------


def walked(form):
    walk = Walk(plan_of(laid_open(form)), first_rounds(form), Setting(MOMENT, "seed", ""))
    return [place_of(stop.path) for stop in walk.stops]


def test_every_page_can_be_looked_at():
    assert walked(FORM) == [
        "start", "helped", "first", "age", "hard", "hard/stay/ward", "hard/stay/day",
        "hard/stay", "hard/picture", "worth", "order", "yes",
    ]  # fmt: skip


# -- any form -------------------------------------------------------------------------------------


@SLOW
@given(forms(), st.data())
def test_any_form_stays_one_through_any_changes(sheets, data):
    form = taken_in(read_form(sheets, "a")).without_remarks()
    for _ in range(data.draw(st.integers(1, 4))):
        before, form = form, changed(form, data)
        assert form_from_json(form_to_json(form)) == form
        if not faults_of(form) and form.items:
            assert read_form(write_rows(form), "a").without_remarks() == form
        assert bool(changes(before, form)) == (before != form)


def changed(form, data):
    """The form after one step that the pages can do."""
    place = data.draw(st.sampled_from(names(form) or [""]))
    act = data.draw(st.sampled_from(["up", "down", "out", "into", "add", "words"]))
    if not place:
        return form
    try:
        match act:
            case "up" | "down":
                return moved(form, place, -1 if act == "up" else 1)
            case "out":
                check_unused(form, place)
                return without(form, place)
            case "into":
                return moved_into(form, place, data.draw(st.sampled_from(["", *names(form)])))
            case "add":
                name = name_for("Anything", [item.name for _, item in places(form)])
                new = Question(name, Kind.TEXT, said("Anything?", form.default_language))
                return put_in(form, new, after=place)
        words = {piece.key: "W" for piece in pieces(form)}
        return translated(form, words, "Cymraeg (cy)")
    except (CannotMove, InUse, NoSuchPlace):
        return form


@SLOW
@given(forms())
def test_any_form_can_be_told_and_looked_at(sheets):
    form = read_form(sheets, "a")
    assert len(told(form)) == len(names(form))
    assert set(walked(form)) >= {
        place for place, item in places(form)
        if isinstance(item, Question) and not item.silent
        and "label" not in item.appearance.split()
    }  # fmt: skip
