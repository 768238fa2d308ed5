"""A phone without script, a real browser: answer, share, come back, take it back, leave."""

import os

import pytest
from django.db import connections
from django.test import override_settings

from pennydrop.rooms.listen.models import Participant, Segment
from tests.chromium import FLAGS, find_chromium
from tests.listen.answering import seven_study

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(databases=["default", "keys"], transaction=True),
]
LIGHT = 100_000
CANARY = "they said it was a uti"


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


@pytest.fixture(params=[320, 1280])
def tab(browser, request):
    context = browser.new_context(
        viewport={"width": request.param, "height": 740}, java_script_enabled=False
    )
    yield context.new_page()
    context.close()


@pytest.fixture
def study(organisation, at):
    return seven_study(organisation, at)


@pytest.fixture
def here(live_server):
    yield live_server.url
    for connection in connections.all():
        connection.close_if_unusable_or_obsolete()


def press(tab, name):
    tab.get_by_role("button", name=name, exact=True).click()


def follow(tab, name):
    tab.locator("main").get_by_role("link", name=name).click()


def to_the_tiles(tab, here, study):
    tab.goto(f"{here}/s/{study.slug}/")
    follow(tab, "Tell us")
    follow(tab, "Go on")
    follow(tab, "I have read this")
    tab.get_by_label("Yes").first.check()
    tab.get_by_label("Yes").last.check()
    press(tab, "Go on")


def to_the_code(tab, here, study):
    to_the_tiles(tab, here, study)
    tab.get_by_role("button", name="Not being believed").click()
    assert not tab.context.cookies()
    tab.get_by_label("In your own words").fill(CANARY)
    press(tab, "Save and go on")
    return tab.locator(".code-words").inner_text()


def test_one_tile_one_line_a_code_and_all_of_it_taken_back(tab, here, study):
    code = to_the_code(tab, here, study)
    assert [cookie["name"] for cookie in tab.context.cookies()] == ["place"]
    follow(tab, "I have written it down")
    press(tab, "Skip this one")
    follow(tab, "This is what I want to say")
    assert tab.locator("input:checked").count() == 0
    assert CANARY in tab.locator("blockquote").inner_text()
    tab.get_by_role("group", name="May we use your words").get_by_label("Yes").check()
    press(tab, "Share my words")
    assert "1 June 2026" in tab.locator("main").inner_text()
    assert tab.context.cookies() == []
    assert Segment.objects.count() == 1

    follow(tab, "Use my code")
    tab.get_by_label("The 16 numbers").fill(code)
    press(tab, "Go on")
    assert CANARY in tab.locator("main").inner_text()
    tab.locator("main").get_by_role("link", name="Take my words back").click()
    press(tab, "Take them back for good")
    assert "Your words are gone" in tab.locator("h1").inner_text()
    assert not Segment.objects.exists()
    assert Participant.objects.get().state == "withdrawn"


def test_leave_now_is_under_the_thumb_and_going_back_shows_nothing(tab, here, study, browser):
    elsewhere = here.replace("localhost", "127.0.0.1")
    with override_settings(LEAVE_URL=f"{elsewhere}/static/ui/blank.svg"):
        to_the_code(tab, here, study)
        follow(tab, "I have written it down")
        tab.goto(f"{here}/mine/check/")
        assert CANARY in tab.content()
        box = tab.get_by_role("link", name="Leave now").first.bounding_box()
        assert box["y"] < 60 and box["height"] >= 43.5
        tab.get_by_role("link", name="Leave now").first.click()
        assert tab.url.endswith("blank.svg")
        assert tab.context.cookies() == []
        for _ in range(5):
            back(tab)
            assert CANARY not in tab.content()


def back(tab):
    """One page back. Where the browser kept nothing it asks before it sends a form again: do."""
    try:
        tab.go_back()
    except Exception as missed:
        assert "ERR_CACHE_MISS" in str(missed)
        tab.wait_for_timeout(500)  # the browser's own page has to stand before it can be reloaded
        tab.reload()


def test_pages_are_light_and_ask_nobody_else(tab, here, study):
    weights, strangers = {}, []
    tab.on("response", lambda r: weights.__setitem__(r.url, len(r.body())))
    tab.on("request", lambda r: None if r.url.startswith(here) else strangers.append(r.url))
    tab.goto(f"{here}/s/{study.slug}/about/more/")
    tab.wait_for_load_state("networkidle")
    assert not strangers
    assert 10_000 < sum(weights.values()) < LIGHT, weights
    assert not any(url.endswith(".js") for url in weights)


@pytest.fixture(params=[320, 1280])
def look(browser, request):
    """Looks at the page in hand with axe, and for anything that scrolls sideways."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    context = browser.new_context(viewport={"width": request.param, "height": 740})
    tab = context.new_page()

    def looking(address=""):
        if address:
            tab.goto(address)
        found = axe.run(tab)
        assert found.violations_count == 0, f"{tab.url}\n{found.generate_report()}"
        assert not tab.evaluate("document.documentElement.scrollWidth > innerWidth"), tab.url

    yield tab, looking
    context.close()


def test_every_page_before_the_first_answer_passes_axe_and_fits(look, here, study):
    tab, looking = look
    for page in ("", "about/", "about/more/", "limits/", "done/", "agree/"):
        looking(f"{here}/s/{study.slug}/{page}")
    press(tab, "Go on")
    assert tab.title().startswith("Error: ")
    looking()
    tab.get_by_label("No", exact=True).first.check()
    press(tab, "Go on")
    looking()
    to_the_tiles(tab, here, study)
    looking()
    press(tab, "All seven, one at a time")
    looking()
    looking(f"{here}/code/")
    looking(f"{here}/words/")


def test_every_page_of_ones_own_passes_axe_and_fits(look, here, study):
    tab, looking = look
    code = to_the_code(tab, here, study)
    looking()
    for page in ("2/", "hide/", "check/", "", "away/", "use/"):
        looking(f"{here}/mine/{page}")
    press(tab, "Share my words")
    tab.goto(f"{here}/code/")
    tab.get_by_label("The 16 numbers").fill("12")
    press(tab, "Go on")
    looking()
    tab.get_by_label("The 16 numbers").fill(code)
    press(tab, "Go on")
    looking()
    tab.goto(f"{here}/mine/away/")
    press(tab, "Take them back for good")
    looking()
