"""A question is added or changed on a page, and bad input gets words."""

import pytest

from pennydrop.rooms.listen.models import FormStep
from pennydrop.rooms.listen.rules.editing.places import item_at
from pennydrop.rooms.listen.rules.form import Kind, Repeat
from tests.listen.questioning import whole

pytestmark = [pytest.mark.django_db(databases=["default", "keys"]), pytest.mark.postgres]


def test_a_question_is_added_with_a_rule_in_words(desk, begun):
    page = desk.post(
        "question_new", "text", label="What did the doctor say?", hint="Words.", about_1="helped",
        how_1="contains", what_1="a doctor", about_2="age", how_2="at_least", what_2="16",
        any_of="any", required="on", most="200", after="age",
    )  # fmt: skip
    assert "Added “What did the doctor say?”" in page.text
    assert "includes “A doctor” or “How old were you?” is at least 16" in page.text
    made = item_at(desk.form, "doctor_say")
    assert made.relevant == "selected(${helped}, 'doctor') or ${age} >= 16"
    assert (made.required, made.constraint) == ("true()", "string-length(.) <= 200")
    assert str(made.constraint_message) == "Write at most 200 letters"
    assert desk.names().index("doctor_say") == desk.names().index("age") + 1


def test_choices_with_something_else_ask_what(desk, begun):
    desk.post("question_new", "select_multiple", label="Where?", choices="Home\nWork", other="on",
              inside="hard")  # fmt: skip
    made = item_at(desk.form, "hard/where")
    assert [choice.name for choice in made.choices] == ["home", "work", "other"]
    assert item_at(desk.form, "hard/where_other").relevant == "selected(${where}, 'other')"


def test_shared_choices_change_for_all_or_for_one(desk, begun):
    said = {"label": "Who helped first?", "choices": "A friend\nA nurse", "kind": "select_one"}
    desk.post("question_edit", "first", **said)
    assert [c.name for c in item_at(desk.form, "first").choices] == ["friend", "nurse"]
    assert [c.name for c in item_at(desk.form, "helped").choices] == ["friend", "doctor", "nobody"]
    desk.post("question_edit", "order", label="What?", choices="X\nY", everywhere="on", kind="rank")
    assert [c.name for c in item_at(desk.form, "helped").choices] == ["x", "y"]


def test_what_a_page_does_not_show_stays(desk, begun):
    before = item_at(desk.form, "first")
    page = desk.get("question_edit", "first")
    assert 'value="A friend"' in page
    desk.post("question_edit", "first", label="Who helped first?", kind="select_one",
              choices="A friend\nA doctor\nNobody", everywhere="on", about_1="helped",
              how_1="contains", what_1="A friend")  # fmt: skip
    assert item_at(desk.form, "first") == before and desk.form == whole()
    assert FormStep.objects.count() == 1


@pytest.mark.parametrize(
    ("kind", "said", "check"),
    [
        ("range", {"start": "0", "end": "5", "step": "0.5"},
         lambda q: dict(q.parameters) == {"start": "0", "end": "5", "step": "0.5"}),
        ("date", {"no_future": "on"}, lambda q: q.constraint == ". <= today()"),
        ("integer", {"least": "1", "most": "31", "message": "A day"},
         lambda q: str(q.constraint_message) == "A day" and q.constraint == ". >= 1 and . <= 31"),
        ("acknowledge", {"required": "on"}, lambda q: q.required == "true()"),
        ("calculate", {"calculation": "${age} * 2"}, lambda q: q.kind is Kind.CALCULATE),
        ("text", {"constraint": "regex(., '^a')", "name": "mine"}, lambda q: q.name == "mine"),
        ("text", {"relevant": "count(${ward}) > 1"}, lambda q: "count" in q.relevant),
    ],
)  # fmt: skip
def test_kinds_keep_what_they_are_told(kind, said, check, desk, begun):
    page = desk.post("question_new", kind, label="Anything at all?", **said)
    assert "Added" in page.text, page.text
    made = item_at(desk.form, desk.names()[-1])
    assert check(made)
    assert desk.get("question_edit", made.name)


@pytest.mark.parametrize(
    ("kind", "said", "says"),
    [
        ("text", {"label": ""}, "Write what people will read"),
        ("select_one", {"choices": "One"}, "at least two choices"),
        ("select_one", {}, "Write the choices"),
        ("range", {"start": "0", "end": "5", "step": "9"}, "larger than the scale"),
        ("range", {"start": "", "end": "5", "step": "1"}, "Write a number"),
        ("integer", {"least": "9", "most": "1"}, "Swap them"),
        ("integer", {"least": "x"}, "Write a number"),
        ("integer", {"least": "1", "constraint": ". > 0"}, "not both"),
        ("text", {"constraint": "1 +"}, "This rule cannot be read"),
        ("text", {"relevant": "${age"}, "This rule cannot be read"),
        ("text", {"relevant": "${nobody} = 1"}, "“${nobody}” is no question here"),
        ("text", {"relevant": "${age} = 1", "about_1": "age", "what_1": "1"}, "not both"),
        ("text", {"about_1": "helped", "how_1": "is", "what_1": "A goat"}, "is no choice there"),
        ("text", {"what_2": "lonely"}, "Choose the question"),
        ("text", {"about_1": "nobody"}, "Select a valid choice"),
        ("text", {"name": "age"}, "is used already"),
        ("text", {"name": "1 2"}, "begin with a letter"),
        ("text", {"label": "Was it ${nobody}?"}, "no question here"),
        ("calculate", {}, "Write what to work out"),
        ("text", {"inside": "nowhere"}, "Select a valid choice"),
    ],
)  # fmt: skip
def test_bad_input_gets_words_and_keeps_what_was_typed(kind, said, says, desk, begun):
    page = desk.post("question_new", kind, **{"label": "My words?", **said})
    assert page.status_code == 422 and says in page.text and "<title>Error: " in page.text
    assert desk.form == whole()
    assert said.get("label", "My words?") in page.text


def test_a_section_with_a_content_note_and_one_that_is_asked_again(desk, begun):
    desk.post("question_new", "again", label="Each service", note="About services.\r\nGo slowly.")
    made = item_at(desk.form, "each_service")
    assert isinstance(made, Repeat)
    assert dict(made.kept) == {"content_note": "About services.\nGo slowly."}
    assert "has no question" in desk.get("questions")
    desk.post("question_new", "text", label="Which service?", inside="each_service")
    assert "each_service/service" in desk.names() and "has no question" not in desk.get("questions")
    desk.post("question_edit", "hard", label="The ward", note="", about_1="age", how_1="at_least",
              what_1="18")  # fmt: skip
    assert item_at(desk.form, "hard").kept == ()


def test_below_and_inside_are_offered_where_they_were_asked_for(desk, begun):
    assert "It goes below “Hospital”" in desk.get("questions_add", after="hard")
    page = desk.get("questions_add", inside="hard/stay")
    assert "It goes into “A stay”" in page and "?inside=hard%2Fstay" in page
    page = desk.get("question_new", "text", inside="hard/stay")
    assert '<option value="hard/stay" selected>' in page
    assert "It goes" not in desk.get("questions_add", after="nobody")


def test_a_question_moves_into_a_section(desk, begun):
    desk.post("question_edit", "order", label="What comes first?", kind="rank", inside="hard/stay",
              choices="A friend\nA doctor\nNobody", everywhere="on")  # fmt: skip
    assert "hard/stay/order" in desk.names()
    page = desk.post(
        "question_edit", "age", label="How old were you?", inside="hard", kind="integer"
    )
    assert page.status_code == 422 and "depends on itself" in page.text


def test_an_answer_in_a_repeat_is_offered_inside_it_only(desk, begun):
    assert '"ward"' in desk.get("question_edit", "hard/stay/day")
    assert '<option value="ward"' not in desk.get("question_edit", "worth")
