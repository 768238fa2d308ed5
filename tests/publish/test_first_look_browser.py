"""The page of somebody's lines in a real Chromium, at both widths; it has no script of its own."""

import pytest

from pennydrop.rooms.publish.models import LineObjection
from tests.publish.showing import CODE, hold_a_code, put_on_show
from tests.publish.showing import how_to_ask as how_to_ask

pytestmark = [
    pytest.mark.django_db(databases=["default", "keys"], transaction=True),
    pytest.mark.browser,
]


def test_somebody_sees_their_line_and_says_not_in_these_words(window, told, draft, owner):
    hold_a_code(told)
    put_on_show(told)
    phone = window(320, has_touch=True)
    phone.go("/code/")
    phone.tab.get_by_label("The 16 numbers").fill(CODE)
    phone.press("Go on")
    phone.looks("mine", dark=True)
    phone.follow("See my lines")
    assert phone.title == "Your lines" and phone.path == "/mine/lines/"
    assert phone.tab.locator("script").count() == 0
    for summary in phone.tab.locator("main summary").all():
        phone.touch(summary, shows=summary.locator("xpath=following-sibling::*").first)
    phone.looks("lines", dark=True)
    phone.press("Send")
    assert phone.title.startswith("Error: ")
    phone.tab.get_by_label("Not in these words").check()
    phone.tab.get_by_label("Why?").fill("The van was not blue.")
    phone.press("Send")
    phone.looks("lines-said")
    assert LineObjection.objects.get().objection == "not_these_words"
    staff = window(by=owner)
    staff.go(f"/publish/{told.id}/{draft.id}/first-look/")
    assert "The van was not blue." in staff.words
    staff.looks("first-look", dark=True)
    phone.press("You may print it after all")
    assert not LineObjection.objects.exists()
