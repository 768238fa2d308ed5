"""Questions are put in order and taken out; a step can be taken back."""

import pytest

from pennydrop.rooms.listen.actions.questions import MOST_STEPS, FormFaulty
from pennydrop.rooms.listen.models import FormStep
from pennydrop.rooms.listen.queries.questions import desk_of
from pennydrop.rooms.listen.rules.editing.places import without
from pennydrop.rooms.listen.rules.editing.starting import titled
from tests.listen.questioning import step, whole

pytestmark = [pytest.mark.django_db(databases=["default", "keys"]), pytest.mark.postgres]


def test_up_down_and_out(desk, begun):
    desk.post("questions_change", do="down start")
    assert desk.names()[:2] == ["helped", "start"]
    desk.post("questions_change", do="up hard/picture")
    assert desk.names()[5] == "hard/picture"
    desk.post("questions_change", do="out hard")
    assert not any(name.startswith("hard") for name in desk.names())


@pytest.mark.parametrize(
    ("do", "says"),
    [("up start", "first or the last"), ("out helped", "“Who helped first?”"),
     ("out nobody", "not there any more"), ("sideways start", "10 questions"),
     ("", "10 questions")],
)  # fmt: skip
def test_what_cannot_be_done_says_why(do, says, desk, begun):
    page = desk.post("questions_change", do=do)
    assert page.status_code == 200 and says in page.text and desk.form == whole()


def test_undo_takes_back_one_step_and_away_all(desk, begun, study):
    desk.post("questions_change", do="out first")
    desk.post("questions_change", do="out worth")
    page = desk.post("questions_undo")
    assert "Undone: took out “Was it worth it" in page.text and "worth" in desk.names()
    desk.post("questions_undo")
    assert desk.form == whole()
    page = desk.post("questions_away")
    assert "thrown away" in page.text and desk.form is None
    assert "nothing to undo" in desk.post("questions_undo").text


def test_two_people_never_overwrite_each_other(desk, begun, study):
    old = desk_of(study.pk).seen
    desk.post("questions_change", do="out first")
    for name, said in (
        ("questions_change", {"do": "out worth"}), ("questions_undo", {}), ("questions_away", {}),
        ("questions_start", {"start": "empty"}), ("questions_whole", {"title": "T"}),
    ):  # fmt: skip
        assert "Somebody else has changed" in desk.post(name, seen=old, **said).text, name
    page = desk.post("question_new", "text", seen=old, label="Typed with care")
    assert page.status_code == 422 and "Typed with care" in page.text
    assert "first" not in desk.names() and "worth" in desk.names()


def test_steps_are_let_go_in_the_end_and_a_faulty_form_is_no_step(study, at):
    for number in range(MOST_STEPS + 3):
        step(study, titled(whole(), f"Title {number}"), at)
    assert FormStep.objects.count() == MOST_STEPS
    with pytest.raises(FormFaulty):
        step(study, without(whole(), "age"), at)
