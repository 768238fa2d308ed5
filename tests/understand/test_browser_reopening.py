"""A decision is looked at again after the last one was made: the page that signs gives way."""

import pytest
from playwright.sync_api import expect

from tests.understand.deciding import at_page
from tests.understand.told import somebody, tell

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(databases=["default", "keys"], transaction=True),
]


def test_a_name_is_opened_again_when_all_is_decided(window, owner, study):
    source = tell(study, [(somebody(study), "Danny drove me to Norwich. Danny left.")])
    desk = at_page(window(by=owner), "review", source)
    marks = desk.tab.locator(".original a[data-at]")
    desk.touch(marks.first, shows=desk.tab.locator("#decision"))
    desk.tab.evaluate(
        "url => history.replaceState(null, '', url)", marks.first.get_attribute("href")
    )
    while desk.tab.locator("#decision").count():
        decided = desk.tab.locator(".review-count b").last.inner_text()
        desk.tab.keyboard.press("Enter")
        expect(desk.tab.locator(".review-count b").last).not_to_have_text(decided)
    desk.tab.keyboard.press("j")
    expect(desk.tab.get_by_text("Everything that was found is decided.").first).to_be_visible()
    # Its address is the page's own.
    desk.touch(marks.first, shows=desk.tab.locator("#decision"))
