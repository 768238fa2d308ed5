"""Every form we can find is answered to the end in Chromium, with JavaScript off."""

from pathlib import Path

import pytest

from pennydrop.rooms.listen.models import AnswerFile, Participant, Source, Value
from pennydrop.rooms.listen.queries.form_files import NoForm, read_form_file
from pennydrop.rooms.listen.rules.form import FormProblems
from tests.journeys.robot import Robot
from tests.listen.every_kind import every_kind, study_of

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(databases=["default", "keys"], transaction=True),
]
SHARED = Path(__file__).parents[2] / "../shared/data/xlsforms"
FILES = sorted(path.name for path in SHARED.glob("*")) if SHARED.is_dir() else []


@pytest.fixture
def robot(window):
    return Robot(window(320, script=False))


def check_shared(robot):
    """Shared, with nothing left of the draft, and nothing of the person in the browser."""
    assert Participant.objects.get().state == "shared"
    assert robot.tab.context.cookies() == []


def test_a_form_with_every_kind_of_question_is_answered_to_the_end(robot, new_study, at):
    form = every_kind()
    robot.answer(study_of(form, new_study, at).slug)
    check_shared(robot)
    assert "A few things about you" in robot.pages and "The street" not in robot.pages
    assert "In hospital" in robot.pages and "What was the ward like?" in robot.pages
    assert not robot.tried
    assert AnswerFile.objects.count() == 5 and Source.objects.count() == 1
    paths = set(Value.objects.values_list("question", flat=True))
    assert {"age", "double", "version_of", "day", "place", "order", "town", "many", "ok"} <= paths
    assert {"about_you/alone", "about_you/rooms", "about_you/most"} <= paths
    assert {"home[1]/years"} <= paths and "story" not in paths


@pytest.mark.skipif(not FILES, reason="THE SHARED FORMS ARE NOT HERE: they are not answered")
@pytest.mark.parametrize("name", FILES)
def test_forms_that_nobody_here_wrote_are_answered_to_the_end(robot, new_study, at, name):
    try:
        form = read_form_file((SHARED / name).read_bytes(), name)
    except (FormProblems, NoForm):
        return  # what is refused, and where, is looked at with the forms themselves
    robot.answer(study_of(form, new_study, at).slug)
    check_shared(robot)


# On these pages every link that leads on is a target of its own, not one within a sentence.
SMALL = """[...document.querySelectorAll("main a, main button:not(.vh), main input, select")]
  .filter(e => e.type != "hidden" && e.type != "radio" && e.type != "checkbox")
  .map(e => [e.outerHTML.slice(0, 90), e.getBoundingClientRect()])
  .filter(([_, box]) => box.height && box.height < 43.5 && !_.includes("https://"))
  .map(([html, box]) => html + " " + box.height)"""


def test_no_page_of_any_kind_scrolls_sideways_or_fails_axe(window, new_study, at):
    def look(seat):
        seat.looks(widths=(320,))
        small = seat.tab.evaluate(SMALL)
        assert not small, f"{seat.tab.url}\n{small}"

    robot = Robot(window(320), look)
    robot.answer(study_of(every_kind(), new_study, at).slug)
