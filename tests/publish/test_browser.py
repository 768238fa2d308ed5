"""The pages in a real Chromium: every width and scheme, with axe, without JavaScript."""

import pytest
from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore

from tests.chromium import FLAGS, find_chromium

pytestmark = [
    pytest.mark.django_db(databases=["default", "keys"], transaction=True),
    pytest.mark.browser,
]
LOOKS = [(320, "light"), (1280, "light"), (320, "dark"), (1280, "dark")]


@pytest.fixture
def browser():
    sync_api = pytest.importorskip("playwright.sync_api")
    path = find_chromium()
    if path is None:
        pytest.skip("No Chromium here.")
    with sync_api.sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield opened
        opened.close()


def session_of(person):
    store = SessionStore()
    store["_auth_user_id"] = str(person.pk)
    store["_auth_user_backend"] = settings.AUTHENTICATION_BACKENDS[0]
    store["_auth_user_hash"] = person.get_session_auth_hash()
    store.create()
    return store.session_key


def look(tab, address):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    said = []
    tab.on("console", lambda m: said.append(m.text) if m.type in ("error", "warning") else None)
    answer = tab.goto(address)
    assert answer.status == 200, address
    found = axe.run(tab)
    assert found.violations_count == 0, f"{address}\n{found.generate_report()}"
    assert not tab.evaluate("document.documentElement.scrollWidth > innerWidth"), address
    assert said == [], address


@pytest.fixture
def prepared(told, edition, owner):
    """Everything is written before the browser opens: it brings an event loop of its own."""
    base = f"/publish/{told.id}/"
    pages = ["/publish/", base, f"{base}draft/", f"{base}preview/", f"{base}check/",
             f"{base}draft/add/?place=2", f"{base}draft/add/quote/?place=2",
             f"{base}draft/add/table/?place=2", f"{base}draft/2/", edition.address]  # fmt: skip
    public = ["/findings/", edition.address, f"{edition.address}status/"]
    return public, pages, session_of(owner)


def test_every_page_is_accessible_and_fits(prepared, live_server, browser):
    public, pages, session = prepared
    for width, scheme in LOOKS:
        options = {"viewport": {"width": width, "height": 900}, "color_scheme": scheme}
        with browser.new_context(**options) as anybody:
            for address in public:
                look(anybody.new_page(), live_server.url + address)
        with browser.new_context(**options) as staff:
            cookie = {"name": "sessionid", "value": session, "url": live_server.url}
            staff.add_cookies([cookie])
            for address in pages if scheme == "light" else pages[2:5]:
                look(staff.new_page(), live_server.url + address)


def test_the_public_page_weighs_little_and_asks_nobody_else(prepared, live_server, browser):
    weights = {}
    tab = browser.new_context(java_script_enabled=False).new_page()
    tab.on("response", lambda answer: weights.__setitem__(answer.url, len(answer.body())))
    tab.goto(live_server.url + prepared[0][1])
    tab.wait_for_load_state("networkidle")
    assert tab.locator("script").count() == 0
    assert all(address.startswith(live_server.url) for address in weights)
    assert sum(weights.values()) < 150_000, weights


def test_a_block_is_written_without_javascript(prepared, live_server, browser):
    context = browser.new_context(java_script_enabled=False)
    context.add_cookies([{"name": "sessionid", "value": prepared[2], "url": live_server.url}])
    tab = context.new_page()
    tab.goto(live_server.url + prepared[1][2])
    tab.locator("#edit-2").get_by_role("link", name="Change").click()
    tab.get_by_label("Text", exact=True).fill("Written by keyboard alone.")
    tab.get_by_role("button", name="Save").click()
    assert tab.locator("#edit-2").inner_text().endswith("Written by keyboard alone.")
    tab.locator("#edit-2").get_by_role("button", name="Down").click()
    assert "Written by keyboard alone." in tab.locator("#edit-3").inner_text()
