"""The tally in a real browser: without a script, without signal, with lost answers."""

import os
from pathlib import Path

import pytest
from django.urls import reverse

from pennydrop.rooms.listen.actions.outreach import keep_lists
from pennydrop.rooms.listen.models import Contact
from tests.chromium import FLAGS, find_chromium

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(databases=["default", "keys"], transaction=True),
]
PICTURES = os.environ.get("PENNYDROP_PICTURES", "")


@pytest.fixture(scope="module")
def chromium():
    sync_api = pytest.importorskip("playwright.sync_api")
    # The driver's own event loop would make Django refuse ordinary database calls.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_api.sync_playwright() as playwright:
        try:
            yield playwright.chromium.launch(executable_path=find_chromium(), args=FLAGS)
        except sync_api.Error as problem:
            pytest.skip(f"No Chromium here: {problem}")
    os.environ.pop("DJANGO_ALLOW_ASYNC_UNSAFE", None)


@pytest.fixture
def window(chromium, live_server, client, owner):
    client.force_login(owner)
    opened = []

    def go(width=320, **more):
        context = chromium.new_context(
            viewport={"width": width, "height": 760}, reduced_motion="reduce", **more
        )
        context.add_cookies([{
            "name": "sessionid", "value": client.cookies["sessionid"].value,
            "url": live_server.url,
        }])  # fmt: skip
        context.set_default_timeout(8000)
        opened.append(context)
        return context.new_page()

    yield go
    for context in opened:
        context.close()


@pytest.fixture
def tally(live_server, study, at):
    keep_lists(study=study, places=["Market place", "Station"], by="test", at=at,
               kinds=["Talked", "Gave a leaflet", "Gave a code card", "Referred"])  # fmt: skip
    return live_server.url + reverse("listen:outreach", args=[study.pk])


def picture(tab, name):
    if PICTURES:
        tab.screenshot(path=Path(PICTURES) / f"{name}.png", full_page=True)


def counted():
    return Contact.objects.filter(undone=False).count()


def press(tab, kind):
    tab.locator(".tally").get_by_role("button", name=kind).click()


def sent(tab):
    """Wait until the phone holds nothing that is not sent."""
    tab.wait_for_function("""() => !Object.keys(localStorage).some(k => /[0-9a-f]{12}$/.test(k))""")


def number(tab, kind):
    return tab.locator(".tally").get_by_role("button", name=kind).locator("b").inner_text()


def test_without_a_script_a_press_is_a_form(window, tally):
    tab = window(java_script_enabled=False)
    tab.goto(tally)
    tab.get_by_label("Where you are").select_option(label="Station")
    with tab.expect_navigation():
        press(tab, "Talked")
    assert tab.get_by_text("Counted: Talked, Station.").is_visible()
    assert tab.get_by_label("Where you are").locator("option:checked").inner_text() == "Station"
    with tab.expect_navigation():
        press(tab, "Talked")
    assert number(tab, "Talked").startswith("2")
    with tab.expect_navigation():
        tab.get_by_role("button", name="Undo").click()
    assert counted() == 1


def test_taps_are_counted_at_once_and_undone(window, tally):
    tab = window()
    tab.goto(tally)
    for kind in ("Talked", "Talked", "Referred"):
        press(tab, kind)
    assert number(tab, "Talked").startswith("2")
    sent(tab)
    assert counted() == 3
    tab.get_by_role("button", name="Undo").click()
    assert tab.get_by_text("Taken out again: Referred, Market place.").is_visible()
    sent(tab)
    assert counted() == 2
    assert number(tab, "Referred").startswith("0")


def test_without_signal_taps_wait_and_are_sent_later_once(window, tally):
    tab = window()
    tab.goto(tally)
    tab.context.set_offline(True)
    for _ in range(5):
        press(tab, "Gave a leaflet")
    tab.get_by_role("button", name="Undo").click()
    assert number(tab, "Gave a leaflet").startswith("4")
    tab.get_by_text("5 kept on this phone: waiting for signal").wait_for()
    picture(tab, "outreach-waiting")
    assert counted() == 0
    tab.context.set_offline(False)  # the phone says so, and the tally sends by itself
    sent(tab)
    assert counted() == 4
    tab.reload()
    assert number(tab, "Gave a leaflet").startswith("4")


def test_an_answer_that_is_lost_on_the_way_back_counts_nothing_twice(window, tally):
    tab = window()
    tab.goto(tally)
    lost = []

    def lose(route):
        # The server counts it; the phone never hears of that.
        route.fetch()
        lost.append(route.request.post_data)
        route.abort()

    tab.route("**/outreach/taps/", lose)
    press(tab, "Talked")
    tab.get_by_text("1 kept on this phone: waiting for signal").wait_for()
    assert lost
    assert counted() == 1
    tab.unroute("**/outreach/taps/")
    tab.reload()
    sent(tab)
    assert counted() == 1
    assert number(tab, "Talked").startswith("1")


def test_whoever_is_signed_out_loses_nothing(window, tally):
    tab = window()
    tab.goto(tally)
    cookies = tab.context.cookies()
    tab.context.clear_cookies()
    press(tab, "Talked")
    tab.get_by_text("1 kept on this phone: sign in again to send them").wait_for()
    tab.context.add_cookies(cookies)
    tab.get_by_role("button", name="Send now").click()
    sent(tab)
    assert counted() == 1


def test_the_page_opens_without_signal_where_it_was_kept_and_only_there(window, tally, study):
    tab = window()
    tab.goto(tally)
    assert tab.evaluate("navigator.serviceWorker.getRegistrations().then(all => all.length)") == 0
    tab.get_by_role("button", name="Keep this page on the phone").click()
    tab.get_by_role("button", name="Remove this page from the phone").wait_for()
    tab.context.set_offline(True)
    tab.reload()
    press(tab, "Talked")
    tab.get_by_text("1 kept on this phone: waiting for signal").wait_for()
    assert "Dev" not in tab.locator("body").inner_text()
    assert not opens(tab, tally.replace("outreach", "field"))
    assert not opens(tab, tally + "undo/")
    assert opens(tab, tally)
    tab.context.set_offline(False)
    tab.reload()
    sent(tab)
    assert counted() == 1
    tab.get_by_role("button", name="Remove this page from the phone").click()
    tab.get_by_role("button", name="Keep this page on the phone").wait_for()
    assert tab.evaluate("caches.keys().then(all => all.length)") == 0
    tab.context.set_offline(True)
    assert not opens(tab, tally)


def opens(tab, address):
    sync_api = pytest.importorskip("playwright.sync_api")
    fresh = tab.context.new_page()  # a page that failed to open may still be on its way
    try:
        fresh.goto(address)
    except sync_api.Error:
        return False
    finally:
        fresh.close()
    return True


@pytest.mark.parametrize("width", [320, 1280])
def test_the_pages_fit_and_pass_axe(window, live_server, tally, study, width):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    tab = window(width)
    for name in ("outreach", "field", "outreach_lists", "outreach_alone"):
        tab.goto(live_server.url + reverse(f"listen:{name}", args=[study.pk]))
        if name == "outreach":
            press(tab, "Talked")
            tab.get_by_text("Counted: Talked").wait_for()
            sent(tab)
        picture(tab, f"{name}-{width}")
        found = axe.run(tab)
        assert found.violations_count == 0, f"{name}: {found.generate_report()}"
        assert not tab.evaluate("document.documentElement.scrollWidth > innerWidth"), name
        small = tab.evaluate("""() => [...document.querySelectorAll('main .btn, main select')]
            .filter(e => e.offsetParent && e.getBoundingClientRect().height < 43.5).length""")
        assert small == 0, name


def test_the_tally_works_by_keyboard(window, tally):
    tab = window()
    tab.goto(tally)
    tab.get_by_label("Where you are").focus()
    tab.keyboard.press("ArrowDown")
    tab.keyboard.press("Tab")
    tab.keyboard.press("Enter")
    assert tab.get_by_text("Counted: Talked, Station.").is_visible()
    tab.keyboard.press("Tab")
    tab.keyboard.press("Space")
    assert tab.get_by_text("Counted: Gave a leaflet, Station.").is_visible()
