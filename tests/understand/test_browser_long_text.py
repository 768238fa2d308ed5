"""Half a million characters in a real Chromium: quickly there, and all of it there."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from pennydrop.rooms.understand.actions.codes import make_code
from pennydrop.rooms.understand.actions.codings import add_coding
from pennydrop.rooms.understand.models import Coding
from pennydrop.rooms.understand.queries.texts import passage as words_at

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(databases=["default", "keys"], transaction=True),
]
TURNS = 700


@pytest.fixture
def long(make_text, study):
    said = "It burned like glass and nobody believed me, so I stayed at home with it. "
    turns = [("Interviewer" if n % 2 else "Ash", f"turn-{n} {said * 9}") for n in range(TURNS)]
    return make_text(study, "interview", turns)


@pytest.fixture
def pain(study, at):
    return make_code(study=study.pk, name="Pain", by="test", at=at)


def way(text, query=""):
    return reverse("understand:workspace", args=[text.study, text.id]) + query


def test_a_part_comes_first_then_all_of_it_in_order_for_search_and_reading(
    window, owner, long, pain
):
    desk = window(by=owner)
    assert desk.go(way(long)) == 200
    tab = desk.tab
    assert tab.locator(".seg").count() < TURNS
    expect(tab.locator("[data-gap]")).to_have_count(0)
    orders = tab.eval_on_selector_all(".seg", "all => all.map(seg => Number(seg.dataset.turn))")
    assert orders == list(range(TURNS))
    assert tab.evaluate("window.find('turn-650 It burned')"), "the browser's own search finds it"
    seen = tab.evaluate("getSelection().anchorNode.parentElement.closest('.seg').id")
    assert seen == "t650"


def test_by_keyboard_over_the_edge_of_a_part_before_the_next_has_come(window, owner, long, pain):
    desk = window(by=owner)
    desk.go(way(long, "?turn=300"))
    tab = desk.tab
    edge = tab.eval_on_selector_all(".seg", "all => Number(all.at(-1).dataset.turn)")
    tab.locator(f"#t{edge} .said").focus()
    tab.keyboard.press("ArrowDown")
    expect(tab.locator(f"#t{edge + 1} .said")).to_be_focused()
    tab.keyboard.press("a")
    expect(tab.locator("[data-chosen]")).to_contain_text(f"Chosen: “turn-{edge + 1} It burned")
    tab.keyboard.press("1")
    tab.locator(f"#t{edge + 1} mark").first.wait_for()
    row = Coding.objects.get()
    assert words_at(long.id, row.start, row.end).startswith(f"turn-{edge + 1} It burned")


def test_an_address_opens_the_text_where_it_points(window, owner, long, pain, at):
    start, end = long.place(600, "turn-600 It burned")
    coding = add_coding(text=long.id, code=pain.pk, start=start, end=end, by="test", at=at)
    desk = window(by=owner)
    desk.go(way(long, f"?coding={coding.pk}#t600"))
    expect(desk.tab.locator("mark.now")).to_be_in_viewport()
    desk.go(way(long, "#t640"))
    expect(desk.tab.locator("#t640")).to_be_in_viewport()


def test_without_javascript_the_text_is_read_in_pages(window, owner, long, pain):
    desk = window(by=owner, script=False)
    desk.go(way(long))
    last = desk.tab.locator("[data-gap] a").last
    desk.leads(last)
    assert f"turn-{TURNS - 1} It burned" in desk.words and "turn-0 It" not in desk.words
    desk.leads(desk.tab.locator(f"#t{TURNS - 1} .turn-link"))
    desk.tab.get_by_label("The exact words").fill(f"turn-{TURNS - 1} It burned")
    desk.tab.get_by_label("Code", exact=True).select_option("Pain")
    desk.press("Code these words")
    expect(desk.tab.locator(f"#t{TURNS - 1} mark")).to_have_text(f"turn-{TURNS - 1} It burned")


def test_a_long_text_fits_and_passes_axe(window, owner, long, pain):
    desk = window(by=owner)
    desk.go(way(long, "?turn=300"))
    desk.looks("long text")
