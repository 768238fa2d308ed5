"""A form that asks who somebody is comes in with a warning, and is not refused."""

import pytest

from pennydrop.rooms.listen.queries.builtin import seven_questions
from pennydrop.rooms.listen.rules.editing.revealing import who_is_asked_for
from pennydrop.rooms.listen.rules.form import form_from_json
from tests.listen.forming import made
from tests.listen.questioning import step, whole

FORM = "| survey |\n| | type | name | label |\n"


def asking(*rows):
    return made(FORM + "".join(f"| | {kind} | {name} | {label} |\n" for kind, name, label in rows))


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("a", "First Name"), ("a", "Last Name"), ("a", "Surname"), ("a", "What is your name?"),
        ("a", "Phone number"), ("a", "Mobile"), ("a", "Home address"), ("a", "Date of birth"),
        ("a", "E-mail"), ("a", "Your email"), ("a", "Postcode"), ("a", "Post code"),
        ("a", "NHS number"), ("a", "DOB"), ("first_name", "One"), ("telephone", "Two"),
        ("nhs_no", "Three"), ("birthdate", "Four"),
    ],
)  # fmt: skip
def test_what_tells_who_somebody_is_is_found(name, label):
    assert who_is_asked_for(asking(("text", name, label))) == (label,)


def test_what_tells_nobody_is_left_alone():
    rows = [
        ("text", "start", "How did it start?"), ("note", "hello", "Please give no names."),
        ("integer", "age", "How old were you?"), ("text", "felt", "What was the birth like?"),
    ]  # fmt: skip
    assert who_is_asked_for(asking(*rows)) == ()
    assert who_is_asked_for(form_from_json(seven_questions())) == () == who_is_asked_for(whole())


@pytest.mark.django_db(databases=["default", "keys"])
@pytest.mark.postgres
def test_the_list_of_questions_warns_and_keeps_the_form(client, owner, study, at):
    client.force_login(owner)
    step(study, asking(("text", "a", "First Name"), ("text", "b", "What helped?")), at)
    page = client.get(f"/listen/{study.pk}/questions/").text
    assert "may tell who somebody is" in page and "“First Name”" in page
    step(study, asking(("text", "b", "What helped?")), at)
    assert "may tell who somebody is" not in client.get(f"/listen/{study.pk}/questions/").text
