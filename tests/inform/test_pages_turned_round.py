"""Pages in a language that is longer than English and runs from right to left, on a small phone."""

from dataclasses import replace

import pytest

from pennydrop.core.ui.languages import OTHERS, WELSH
from pennydrop.rooms.inform.actions.starter import bring_in_starter
from pennydrop.rooms.inform.queries import spoken
from tests.inform.speaking import speak_it

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True, databases=["default", "keys"]),
]
PAGES = ("/", "/help/", "/help/stay/", "/guides/", "/guides/early-bladder-signs/", "/check/")


def test_nothing_is_too_wide_or_cut_off_from_right_to_left(window, organisation, at, monkeypatch):
    bring_in_starter(organisation=organisation.pk, by="user:1", at=at)
    speak_it(monkeypatch)
    turned = replace(WELSH, direction="rtl")
    monkeypatch.setitem(OTHERS, WELSH.code, turned)
    monkeypatch.setattr(spoken._said, "languages", (turned,))
    seat, faults = window(320), []
    for path in PAGES:
        assert seat.go(f"/cy{path}") == 200, path
        assert seat.tab.locator("html[dir=rtl]").count() == 1
        name = "rtl" + path.replace("/", "-")
        faults += [f"{path} {fault}" for fault in seat.faults(name, widths=(320,), axe=())]
    assert not faults, "\n".join(faults)
