"""Every form we can find is answered to the end in Chromium, with JavaScript off."""

import os
from pathlib import Path

import pytest
from django.db import connections

from pennydrop.rooms.listen.models import AnswerFile, Participant, Source, Value
from pennydrop.rooms.listen.queries.form_files import NoForm, read_form_file
from pennydrop.rooms.listen.rules.form import FormProblems
from tests.chromium import FLAGS, find_chromium
from tests.journeys.robot import Robot
from tests.listen.every_kind import every_kind, study_of

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(databases=["default", "keys"], transaction=True),
]
SHARED = Path(__file__).parents[2] / "../shared/data/xlsforms"
FILES = sorted(path.name for path in SHARED.glob("*")) if SHARED.is_dir() else []


@pytest.fixture(scope="module")
def browser():
    sync_api = pytest.importorskip("playwright.sync_api")
    before = os.environ.get("DJANGO_ALLOW_ASYNC_UNSAFE")
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"  # the browser's driver runs a loop of its own
    with sync_api.sync_playwright() as playwright:
        try:
            chromium = playwright.chromium.launch(executable_path=find_chromium(), args=FLAGS)
        except sync_api.Error as problem:
            pytest.skip(f"No Chromium here: {problem}")
        yield chromium
        chromium.close()
    if before is None:
        del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def here(live_server):
    yield live_server.url
    for connection in connections.all():
        connection.close_if_unusable_or_obsolete()


@pytest.fixture
def robot(browser, here):
    context = browser.new_context(viewport={"width": 320, "height": 740}, java_script_enabled=False)
    context.set_default_timeout(20_000)
    yield Robot(context.new_page(), here)
    context.close()


def check_shared(robot):
    """Shared, with nothing left of the draft, and nothing of the person in the browser."""
    assert Participant.objects.get().state == "shared"
    assert robot.tab.context.cookies() == []


def test_a_form_with_every_kind_of_question_is_answered_to_the_end(robot, new_study, at):
    form = every_kind()
    robot.answer(study_of(form, new_study, at).slug)
    check_shared(robot)
    assert "In hospital" in robot.pages and "What was the ward like?" in robot.pages
    assert not robot.tried
    assert AnswerFile.objects.count() == 4 and Source.objects.count() == 1
    paths = set(Value.objects.values_list("question", flat=True))
    assert {"age", "double", "version_of", "day", "place", "order", "town", "many", "ok"} <= paths
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


def test_no_page_of_any_kind_scrolls_sideways_or_fails_axe(browser, here, new_study, at):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    context = browser.new_context(viewport={"width": 320, "height": 740})

    def look(tab):
        found = axe.run(tab)
        assert found.violations_count == 0, f"{tab.url}\n{found.generate_report()}"
        assert not tab.evaluate("document.documentElement.scrollWidth > innerWidth"), tab.url
        small = tab.evaluate(
            """[...document.querySelectorAll("main a, main button:not(.vh), main input, select")]
            .filter(e => e.type != "hidden" && e.type != "radio" && e.type != "checkbox")
            .map(e => [e.outerHTML.slice(0, 90), e.getBoundingClientRect()])
            .filter(([_, box]) => box.height && box.height < 43.5 && !_.includes("https://"))
            .map(([html, box]) => html + " " + box.height)"""
        )
        assert not small, f"{tab.url}\n{small}"

    Robot(context.new_page(), here, look).answer(study_of(every_kind(), new_study, at).slug)
    context.close()
