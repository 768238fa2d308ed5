"""What is chosen in the workspace and what the page says of it: pane, keys, places of things."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from pennydrop.rooms.understand.actions.codes import make_code
from pennydrop.rooms.understand.actions.memos import add_memo
from pennydrop.rooms.understand.models import Coding
from tests.understand.choosing import drag

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(databases=["default", "keys"], transaction=True),
]


@pytest.fixture
def desk(window, owner, interview, study, at):
    for name in ("Pain", "Nurses", "Waiting"):
        make_code(study=study.pk, name=name, by="test", at=at)
    seat = window(by=owner)
    seat.go(reverse("understand:workspace", args=[interview.study, interview.id]))
    expect(seat.tab.locator("html.js")).to_be_attached()
    return seat


def test_a_code_found_by_its_name_leads_back_to_the_words_where_it_is_undone(desk):
    tab = desk.tab
    drag(desk, "it burned like glass")
    tab.keyboard.press("/")
    tab.keyboard.type("wai")
    expect(tab.locator(".code-row:visible")).to_have_count(1)
    tab.keyboard.press("Enter")
    tab.get_by_text("Coded as Waiting").wait_for()
    expect(tab.get_by_label("Find a code")).to_have_value("")
    expect(tab.locator(".code-row:visible")).to_have_count(3)
    tab.keyboard.press("z")
    tab.get_by_text("the coding is removed").wait_for()
    assert not Coding.objects.exists()


def test_leaving_the_search_for_a_code_shows_every_code_again(desk):
    desk.tab.keyboard.press("/")
    desk.tab.keyboard.type("nur")
    expect(desk.tab.locator(".code-row:visible")).to_have_count(1)
    desk.tab.keyboard.press("Escape")
    expect(desk.tab.get_by_label("Find a code")).to_have_value("")
    expect(desk.tab.locator(".code-row:visible")).to_have_count(3)


def test_words_chosen_by_mouse_stand_in_the_pane_with_their_memo(desk, interview, study, at):
    start, end = interview.place(1, "it burned like glass")
    add_memo(
        study=study.pk, text=interview.id, start=start, end=end, words="Third one.", by="t", at=at
    )
    pane = desk.tab.locator("[data-pane]")
    drag(desk, "he goes")
    expect(pane.locator(".passage")).to_have_text("“he goes”")
    assert not pane.get_by_text("Third one.").count()
    drag(desk, "it burned like glass")
    expect(pane.locator(".passage")).to_have_text("“it burned like glass”")
    expect(pane.get_by_text("Third one.")).to_be_visible()
    desk.tab.keyboard.press("1")
    expect(pane.locator(".on-passage")).to_contain_text("Pain")


def test_a_memo_that_is_being_written_stays_when_other_words_are_chosen(desk):
    drag(desk, "he goes")
    field = desk.tab.locator("[data-pane] textarea")
    field.fill("The screen again.")
    drag(desk, "it burned like glass")
    desk.tab.wait_for_timeout(600)  # longer than the pane waits
    expect(field).to_have_value("The screen again.")


def test_tab_leads_to_the_words_and_on_to_no_link_that_arrows_make_needless(desk):
    tab = desk.tab
    tab.get_by_label("Single keys on").focus()
    tab.keyboard.press("Tab")
    expect(tab.locator("#t0 .said")).to_be_focused()
    tab.keyboard.press("1")
    tab.get_by_text("Nothing was coded. Select some words first.").wait_for()
    tab.keyboard.press("ArrowRight")
    tab.keyboard.press("1")
    tab.locator("#t0 mark", has_text="What").wait_for()
    expect(tab.locator("#t0 .turn-link")).to_have_attribute("tabindex", "-1")


COVERS = """([one, other]) => {
  const [a, b] = [one, other].map(e => document.querySelector(e).getBoundingClientRect());
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}"""
STICKS_OUT = """() => [...document.querySelectorAll('.seg')].filter(seg =>
  seg.querySelector('.turn-link').getBoundingClientRect().bottom
  > seg.getBoundingClientRect().bottom + 0.5).map(seg => seg.id)"""


@pytest.mark.parametrize("width", [640, 1024, 1280])
def test_the_handle_and_the_way_to_the_form_cover_nothing_and_are_whole(desk, width):
    desk.tab.set_viewport_size({"width": width, "height": 800})
    drag(desk, "I said I was up")
    expect(desk.tab.locator("[data-grip]")).to_be_visible()
    for other in ("#t1 .who span", "#t1 .said", ".ws-left h2"):
        assert not desk.tab.evaluate(COVERS, ["[data-grip]", other]), other
    assert desk.tab.evaluate(STICKS_OUT) == []
