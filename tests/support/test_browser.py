"""The desk in a real browser, wide and on a small phone: the whole way, axe, and nothing wider
than the page."""

import os

import pytest
from django.conf import settings
from django.db import connections
from django.test import Client
from django.utils import timezone

from pennydrop.core.people.queries import actor
from pennydrop.core.people.rules import Role
from pennydrop.rooms.listen.actions.debrief import note_debrief
from pennydrop.rooms.support.actions.handling import close, note_done
from pennydrop.rooms.support.models import Concern
from tests.chromium import FLAGS, find_chromium

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(databases=["default", "keys"], transaction=True),
]


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


@pytest.fixture(params=[320, 1280])
def sit(browser, request, here):
    """Give somebody who is signed in a browser of their own, of one width."""
    contexts = []

    def take(user=None):
        context = browser.new_context(viewport={"width": request.param, "height": 740})
        contexts.append(context)
        if user:
            client = Client()
            client.force_login(user)
            cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
            context.add_cookies([{"name": "sessionid", "value": cookie, "url": here}])
        return context.new_page()

    yield take
    for context in contexts:
        context.close()


def press(tab, name):
    with tab.expect_navigation():
        tab.get_by_role("button", name=name, exact=True).click()


def look(tab, address=""):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    if address:
        tab.goto(address)
    found = axe.run(tab)
    assert found.violations_count == 0, f"{tab.url}\n{found.generate_report()}"
    assert not tab.evaluate("document.documentElement.scrollWidth > innerWidth"), tab.url


def raise_one(tab, here):
    look(tab, f"{here}/concerns/raise/")
    press(tab, "Raise the concern")
    assert tab.title().startswith("Error: ")
    look(tab)
    tab.get_by_label("Immediate.", exact=False).check()
    tab.get_by_label("Something a colleague saw or heard").check()
    tab.get_by_label("What worries you").fill("Left alone, and very unwell.")
    press(tab, "Raise the concern")
    assert "nobody has looked at it yet" in tab.locator("main").inner_text()
    look(tab)


def handle_it(tab, here):
    look(tab, f"{here}/today/")
    tab.goto(f"{here}/concerns/")
    with tab.expect_navigation():
        tab.get_by_role("link", name="Read it").click()
    assert "Left alone, and very unwell." in tab.locator("main").inner_text()
    look(tab)
    press(tab, "I have looked at this")
    tab.get_by_label("What was done?").fill("Called the crew, and went there.")
    press(tab, "Note it what was done")
    assert "You handled this" in tab.locator("main").inner_text()


def test_one_raises_one_handles_a_third_closes(sit, here, rota, worker, owner, deputy):
    raise_one(sit(worker), here)
    handle_it(sit(owner), here)
    tab = sit(deputy)
    tab.goto(f"{here}/concerns/{Concern.objects.get().pk}/")
    look(tab)
    tab.get_by_label("Why can it be closed?").fill("The crew came. They are safe.")
    press(tab, "Close it")
    assert "Kept until" in tab.locator("main").inner_text()
    look(tab)


def test_pages_of_the_desk_pass_axe_and_fit(sit, here, rota, raised, study, owner, guard, at):
    row, other = raised(), raised()
    for one in (row, other):
        note_done(concern=one, note="Rang.", by=actor(owner), at=at)
    other.refresh_from_db()
    close(concern=other, note="Enough.", by=actor(guard), at=at)
    tab = sit(owner)
    for page in ("", "rota/", "studies/", f"{row.pk}/", f"{other.pk}/"):
        look(tab, f"{here}/concerns/{page}")
    tab.goto(f"{here}/concerns/rota/")
    press(tab, "Add these hours")
    assert tab.title().startswith("Error: ")
    look(tab)


def test_debriefs_pass_axe_and_fit(sit, here, organisation, colleague, owner, person):
    person("maya", Role.DEPUTY)
    tab = sit(colleague)
    look(tab, f"{here}/listen/debrief/")
    tab.get_by_label("5. Very hard").check()
    tab.get_by_label("I would like to talk").check()
    press(tab, "Note it")
    assert "you want to talk" in tab.locator("main").inner_text()
    for _ in range(2):
        note_debrief(
            organisation=organisation.pk, researcher=colleague, held_on=timezone.localdate(),
            hardness=5, wants_talk=False, by="test", at=timezone.now(),
        )  # fmt: skip
    tab.reload()
    assert "Rest first" in tab.locator("main").inner_text()
    look(tab)
    tab = sit(owner)
    look(tab, f"{here}/listen/debrief/people/")
    tab.get_by_label("With whom").fill("Maya")
    tab.get_by_label("On", exact=True).fill("2030-01-07")
    press(tab, "Book the talk Ros")
    assert "with Maya on 7 January" in tab.locator("main").inner_text()
    look(tab)


def test_a_page_for_who_is_watched_leaves_nothing_and_has_a_way_out(sit, here):
    tab = sit()
    look(tab, f"{here}/looking/")
    assert tab.title() == "Using this page"
    assert tab.context.cookies() == [] and tab.locator("script").count() == 0
    assert tab.get_by_role("link", name="Leave now").first.bounding_box()["y"] < 60
