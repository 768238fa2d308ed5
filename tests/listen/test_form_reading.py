"""XLSForm rows in, a form or every problem out."""

import string

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pennydrop.rooms.listen.rules.form import (
    Choice,
    ChoiceList,
    Form,
    FormProblems,
    Group,
    Kind,
    NoSurvey,
    NotAForm,
    Question,
    Remark,
    Repeat,
    Text,
    form_from_json,
    form_to_json,
    read_form,
)

HEAD = ["type", "name", "label", "hint", "relevant"]
LISTS = [["list_name", "name", "label"], ["yn", "y", "Yes"], ["yn", "n", "No"]]


def survey(*rows, head=HEAD, **sheets):
    return read_form({"survey": [head, *rows], "choices": LISTS, **sheets})


def problems(*rows, head=HEAD, **sheets):
    with pytest.raises(FormProblems) as raised:
        survey(*rows, head=head, **sheets)
    return [(p.sheet, p.row, p.column) for p in raised.value.problems], str(raised.value)


def test_groups_choices_and_settings_are_read():
    form = survey(
        ["begin_group", "g", "About you"], ["select_one yn", "a", "Ok?"], ["note", "n", "Thanks"],
        ["end_group"], [], ["text", "b", "Why?", "Say more", "${a} = 'y'"],
        settings=[["form_title", "version"], ["T", "3"]],
    )  # fmt: skip
    group, last = form.items
    assert isinstance(group, Group) and str(group.label) == "About you"
    assert [q.name for q in form.questions()] == ["a", "b"]
    assert [q.name for q in form.pages()] == ["a", "n", "b"]
    assert form.question("a").said("y") == "Yes"
    assert form.question("a").said("y n") == "Yes; No"
    assert last.relevant == "${a} = 'y'" and str(last.hint) == "Say more"
    assert (form.title, form.version) == ("T", "3")
    assert form.remarks == ()


@pytest.mark.parametrize(
    ("rows", "place", "said"),
    [
        ([["txet", "a", "A"]], ("survey", 2, "type"), "“txet” is not a type"),
        ([["cascading_select x", "a", "A"]], ("survey", 2, "type"), "not a type"),
        ([["", "a", "A"]], ("survey", 2, "type"), "missing"),
        ([["text", "", "A"]], ("survey", 2, "name"), "missing"),
        ([["text", "1a", "A"]], ("survey", 2, "name"), "cannot be a name"),
        ([["text", "a", "A"], ["text", "a", "B"]], ("survey", 3, "name"), "row 2"),
        ([["text", "a", ""]], ("survey", 2, "label"), "missing"),
        ([["select_one", "a", "A"]], ("survey", 2, "type"), "name a list"),
        ([["select_one nope", "a", "A"]], ("survey", 2, "type"), "no list “nope”"),
        ([["select_one ynn", "a", "A"]], ("survey", 2, "type"), "Did you mean “yn”?"),
        ([["text", "a", "A", "", "${z} > 1"]], ("survey", 2, "relevant"), "no question here"),
        ([["text", "a", "A"], ["end_group"]], ("survey", 3, "type"), "not begun"),
        ([["begin_group", "g", "G"], ["text", "a", "A"]], ("survey", 2, "type"), "never ended"),
        ([], ("survey", 0, ""), "no question"),
        ([["start", "s"]], ("survey", 0, ""), "no question"),
    ],
)  # fmt: skip
def test_each_fault_is_named_with_its_place(rows, place, said):
    places, text = problems(*rows)
    assert places == [place]
    assert said in text


def test_all_faults_are_told_at_once_in_the_order_of_the_sheets():
    places, text = problems(
        ["txet", "a", "A"], ["text", "", ""],
        choices=[["list_name", "name", "label"], ["yn", "y", ""], ["yn", "y", "Yes"]],
    )  # fmt: skip
    assert places == [
        ("survey", 2, "type"), ("survey", 3, "name"), ("survey", 3, "label"),
        ("choices", 3, "name"),
    ]  # fmt: skip
    assert "sheet “survey”, row 2, column “type”" in text


def test_missing_sheet_and_missing_column():
    with pytest.raises(NoSurvey, match="no sheet of this name"):
        read_form({"Tabelle1": [["a", "b"]]})
    with pytest.raises(FormProblems, match="called “survy”: rename") as raised:
        read_form({"Survy": [["type"]], "choices": []})
    assert not isinstance(raised.value, NoSurvey)
    assert problems(["text", "a"], head=["type", "name"])[0] == [("survey", 1, "label")]
    assert problems(["A"], head=["label"])[0] == [("survey", 1, "type"), ("survey", 1, "name")]


def test_a_workbook_with_one_sheet_has_its_questions_there():
    assert read_form({"Tabelle1": [["type", "name", "label"], ["text", "a", "A"]]}).questions()


@pytest.mark.parametrize(
    "kind", ["deviceid", "start", "end", "today", "username", "email", "phonenumber", "audit",
             "start-geopoint", "background-audio", "Start", "get phone number"],
)  # fmt: skip
def test_what_would_tell_who_somebody_is_is_left_out_with_a_remark(kind):
    form = survey([kind, "meta"], ["text", "a", "A"])
    assert [q.name for q in form.pages()] == ["a"]
    assert [(r.row, r.column) for r in form.remarks] == [(2, "type")]


def test_the_default_language_comes_first_and_the_others_are_there():
    head = ["type", "name", "label::Cymraeg (cy)", "label::English (en)", "hint::English (en)"]
    form = survey(
        ["text", "a", "Pam?", "Why?", "Say"], ["text", "b", "", "How?"],
        head=head,
        settings=[["default_language"], ["English (en)"]],
    )  # fmt: skip
    first, second = form.questions()
    assert (str(first.label), str(first.hint)) == ("Why?", "Say")
    assert first.label.in_language("Cymraeg (cy)") == "Pam?"
    assert second.label.in_language("Cymraeg (cy)") == "How?"
    assert form.languages == ("English (en)", "Cymraeg (cy)")


def test_columns_that_we_do_not_use_are_kept():
    form = survey(["text", "a", "A", "x"], head=["type", "name", "label", "bind::odk:length"])
    assert form.questions()[0].kept == (("bind::odk:length", "x"),)


words = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=12)
maybe = st.just("") | words
names = st.text(string.ascii_lowercase, min_size=1, max_size=6)
pairs = st.lists(st.tuples(names, words), max_size=2).map(tuple)
spoken = st.lists(st.tuples(names, words), max_size=2, unique_by=lambda p: p[0]).map(
    lambda said: Text(tuple(said))
)
media = st.lists(st.tuples(names, spoken), max_size=1).map(tuple)
lists = st.lists(
    st.builds(
        ChoiceList, names, st.lists(st.builds(Choice, names, spoken, pairs, media)).map(tuple),
        maybe, st.booleans(),
    ),
    unique_by=lambda listed: listed.name, max_size=3,
)  # fmt: skip


def questions(known):
    return st.builds(
        Question, name=names, kind=st.sampled_from(Kind), label=spoken, hint=spoken, short=spoken,
        guidance=spoken, required=maybe, required_message=spoken, relevant=maybe, constraint=maybe,
        constraint_message=spoken, calculation=maybe, choice_filter=maybe, default=maybe,
        trigger=maybe, read_only=maybe, appearance=maybe, parameters=pairs, media=media, kept=pairs,
        listed=st.sampled_from([None, *known]),
    )  # fmt: skip


def groups(inner):
    common = {
        "name": names, "label": spoken, "items": st.lists(inner, max_size=3).map(tuple),
        "hint": spoken, "relevant": maybe, "read_only": maybe, "appearance": maybe,
        "media": media, "kept": pairs,
    }  # fmt: skip
    return st.builds(Group, **common) | st.builds(Repeat, count=maybe, **common)


def forms_with(known):
    items = st.recursive(questions(known), groups, max_leaves=6)
    return st.builds(
        Form, title=maybe, form_id=maybe, version=maybe,
        items=st.lists(items, max_size=4).map(tuple), default_language=maybe,
        languages=st.lists(names, max_size=2).map(tuple), root=names,
        lookups=st.just(tuple(known[:1])), settings=pairs,
        remarks=st.lists(st.builds(Remark, words, st.integers(0, 9), maybe, words), max_size=2).map(
            tuple
        ),
    )  # fmt: skip


forms = lists.flatmap(forms_with)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(forms)
def test_any_form_is_the_same_after_being_stored(form):
    assert form_from_json(form_to_json(form)) == form


@pytest.mark.parametrize("stored", [{}, {"shape": 99}, {"shape": 1}, {"shape": 1, "title": ""}])
def test_what_is_no_form_is_refused(stored):
    with pytest.raises(NotAForm):
        form_from_json(stored)


cells = st.lists(st.lists(st.sampled_from(
    ["text", "note", "select_one yn", "begin_group", "end_group", "deviceid", "a", "b", "What?",
     "", "${a}", "txet", "date"]), max_size=5), max_size=6)  # fmt: skip


@settings(max_examples=80, deadline=None)
@given(cells)
def test_any_rows_give_a_form_or_problems_and_never_a_crash(rows):
    try:
        form = survey(*rows)
    except FormProblems as refused:
        assert refused.problems
    else:
        assert len({q.name for q in form.pages()}) == len(form.pages())
