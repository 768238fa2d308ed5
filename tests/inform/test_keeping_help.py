"""Somebody keeps help now on their phone, opens it with no signal, and removes it again."""

import re

import pytest
from django.test import Client

from pennydrop.rooms.inform.rules.doors import DOORS
from pennydrop.rooms.inform.views.help import kept_paths

pytestmark = [pytest.mark.django_db(databases=["default", "keys"])]
DOOR_PATHS = [f"/help/{door.name}/" for door in DOORS]


def test_a_copy_holds_the_help_pages_alone_and_all_that_they_ask_for():
    paths = kept_paths()
    pages = {path for path in paths if not path.startswith("/static/")}
    assert pages == {"/help/", "/help/keep/", *DOOR_PATHS}
    for path in pages:
        page = Client().get(path, {"copy": "1"}).text
        asked = set(re.findall(r'(?:src|href)="(/static/[^"]+)"', page))
        assert asked <= set(paths)


@pytest.mark.parametrize("path", ["/help/", *DOOR_PATHS])
def test_a_copy_says_its_day_and_holds_no_advice(path, monkeypatch, at, claim, sign):
    monkeypatch.setattr("django.utils.timezone.now", lambda: at)
    sign(claim("aid-warm", "Advice, signed today, due tomorrow."), days=1)
    page = Client().get(path, {"copy": "1"})
    assert f"on {at.day} March 2026" in page.text and not page.cookies
    assert "due tomorrow" not in page.text
    assert "A copy, kept" not in Client().get(path).text


def test_the_script_answers_for_help_alone_and_is_asked_for_on_one_page_only():
    answer = Client().get("/help/kept.js")
    assert answer["Content-Type"].startswith("text/javascript")
    assert "Service-Worker-Allowed" not in answer.headers
    assert "keep.js" in Client().get("/help/keep/").text
    for path in ["/help/", *DOOR_PATHS]:
        assert "keep.js" not in Client().get(path).text


@pytest.mark.browser
@pytest.mark.django_db(databases=["default", "keys"], transaction=True)
def test_it_opens_with_no_signal_only_after_a_press_and_is_removed_again(window):
    phone = window(320)
    tab = phone.tab
    phone.go("/help/keep/")
    tab.get_by_text("Nothing is kept on this phone.").wait_for()
    assert kept_in(tab) == []
    phone.looks("help-keep", dark=True)
    press = tab.get_by_role("button", name="Keep it on my phone")
    phone.touch(press, shows=tab.get_by_text("It is kept on this phone."))
    tab.wait_for_function("navigator.serviceWorker.ready.then(one => !!one.active)")
    phone.context.set_offline(True)
    phone.pardon("ERR_INTERNET_DISCONNECTED")
    opens_with_no_signal(phone)
    phone.go("/help/keep/")
    gone = tab.get_by_text("Nothing is kept on this phone.")
    phone.touch(tab.get_by_role("button", name="Remove it again"), shows=gone)
    assert kept_in(tab) == [] and not phone.opens("/help/")
    phone.context.set_offline(False)


def opens_with_no_signal(phone):
    phone.go("/help/")
    assert "A copy, kept on this phone" in phone.tab.locator("body").inner_text()
    phone.follow("K-hole")
    assert phone.path == "/help/stay/" and "Stay with them" in phone.words
    look = "getComputedStyle(document.querySelector('.call')).display"
    assert phone.tab.evaluate(look) == "flex"  # its stylesheet is there, too
    assert not phone.opens("/guides/")


def kept_in(tab):
    """Everything that a browser can keep of a site."""
    return tab.evaluate(
        """async () => [...await caches.keys(), ...Object.keys(localStorage),
        ...(await navigator.serviceWorker.getRegistrations()).map(one => one.scope)]"""
    )
