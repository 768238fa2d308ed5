"""A question under another name: everything that speaks of it follows, or nothing is changed."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pennydrop.rooms.listen.rules.editing.faults import faults_of
from pennydrop.rooms.listen.rules.editing.places import item_at, places, put_in
from pennydrop.rooms.listen.rules.editing.renaming import renamed
from pennydrop.rooms.listen.rules.form import Kind, Question
from tests.listen.forming import made
from tests.listen.questioning import step, whole

OTHER = """| survey |
| | type | name | label | relevant | calculation |
| | select_one yn or_other | one | Which? | | |
| | text | oneself | About ${one}? | ${one} = 'yes' and /data/one != '' | |
| | begin_group | g | G | | |
| | text | inner | Inner? | ../../one = 'yes' | |
| | end_group | | | | |
| | calculate | sum | | | concat(${one}, ${ one }, ${oneself}) |
| choices |
| | list_name | name | label |
| | yn | yes | Yes |
| | yn | no | No |
"""


def test_rules_and_texts_follow_and_longer_names_stay():
    form, place = renamed(whole(), "helped", "helpers")
    assert place == "helpers" and not faults_of(form)
    assert item_at(form, "first").relevant == "selected(${helpers}, 'friend')"
    assert item_at(form, "age").relevant == "${helpers} != ''"
    form, _ = renamed(whole(), "start", "began")
    assert str(item_at(form, "worth").label) == "Was it worth it, ${began}?"
    form, place = renamed(whole(), "hard/stay/ward", "room")
    assert place == "hard/stay/room" and not faults_of(form)


def test_paths_follow_too_and_what_cannot_is_a_fault():
    form, _ = renamed(made(OTHER), "one", "which")
    assert item_at(form, "one_other").relevant == "selected(../which, 'other')"
    assert item_at(form, "oneself").relevant == "${which} = 'yes' and /data/which != ''"
    assert item_at(form, "sum").calculation == "concat(${which}, ${ which }, ${oneself})"
    assert [fault.place for fault in faults_of(form)] == ["g/inner"]  # it goes by ../../one


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_renamed_and_back_it_is_the_same_form(data):
    form = whole()
    place = data.draw(st.sampled_from([place for place, _ in places(form)]))
    old = place.rpartition("/")[2]
    other, there = renamed(form, place, "another_name")
    assert not faults_of(other)
    assert renamed(other, there, old) == (form, place)


@pytest.mark.postgres
@pytest.mark.django_db(databases=["default", "keys"])
def test_it_is_changed_on_the_page(desk, begun, study, at):
    step(study, whole(), at)
    page = desk.get("question_edit", "helped")
    assert "Name in the data" in page and 'value="helped"' in page
    said = {
        "label": "Who helped?",
        "choices": "A friend\nA doctor\nNobody",
        "kind": "select_multiple",
    }
    answer = desk.post("question_edit", "helped", **said, name="age")
    assert answer.status_code == 422 and "is used already" in answer.text
    answer = desk.post("question_edit", "helped", **said, name="not a name")
    assert answer.status_code == 422
    desk.post("question_edit", "helped", **said, name="helpers")
    assert "helpers" in desk.names() and "helped" not in desk.names()
    assert item_at(desk.form, "first").relevant == "selected(${helpers}, 'friend')"


@pytest.mark.django_db(databases=["default", "keys"])
def test_a_section_is_renamed_on_its_page_too(desk, begun, study, at):
    form = made(
        OTHER.replace(
            "| | text | inner |", "| | text | near | Near? | | |\n| | text | inner |"
        ).replace("../../one = 'yes'", "/data/g/near = 'yes' and ../near != ''")
    )
    step(study, form, at)
    page = desk.get("question_edit", "g")
    assert "Name in the data" in page and 'value="g"' in page
    for wrong in ("one", "not a name"):
        assert desk.post("question_edit", "g", label="G", name=wrong).status_code == 422
    desk.post("question_edit", "g", label="Last year", name="year")
    assert str(item_at(desk.form, "year").label) == "Last year"
    assert item_at(desk.form, "year/inner").relevant == "/data/year/near = 'yes' and ../near != ''"
    assert not faults_of(desk.form)
    desk.post("question_new", "section", label="Help you had", name="helping", after="year")
    assert "helping" in desk.names()


@pytest.mark.django_db(databases=["default", "keys"])
def test_a_repeat_that_is_counted_is_renamed(desk, begun, study, at):
    rule = "count(${stay}) > 1"
    step(study, put_in(whole(), Question("often", Kind.CALCULATE, calculation=rule)), at)
    desk.post("question_edit", "hard/stay", label="A stay", name="night")
    assert item_at(desk.form, "often").calculation == "count(${night}) > 1"


@pytest.mark.django_db(databases=["default", "keys"])
def test_the_list_shows_words_and_no_marks(desk, begun, study, at):
    text = """| survey |
| | type | name | label | hint |
| | text | a | **How** did it [start](https://example.org)? | _Any_ way |
| | select_one yn | b | Which? | |
| choices |
| | list_name | name | label |
| | yn | yes | **Yes** |
| | yn | no | No |
"""
    step(study, made(text), at)
    page = desk.get("questions")
    assert "How did it start?" in page and "Any way" in page and "<li>Yes</li>" in page
    assert "**" not in page and "](" not in page
