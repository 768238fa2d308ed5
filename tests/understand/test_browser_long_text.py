"""Half a million characters in a real Chromium: quickly there, never all of it at once, and every
word within reach."""

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


SCROLL = """async () => {
  const frame = () => new Promise(requestAnimationFrame);
  const seen = new Set();
  await document.fonts.ready;  // letters of another width make lines of another number
  await frame();
  const tall = () => document.documentElement.scrollHeight;
  let height = 0;  // on a busy machine what surrounds the text is still being laid out
  for (let still = 0; still < 10; still = tall() === height ? still + 1 : 0) {
    height = tall();
    await frame();
  }
  let most = 0, calm = 0;
  while (calm < 12) {
    const before = scrollY;
    scrollBy({top: innerHeight * 2, behavior: "instant"});
    await frame();
    await new Promise(done => setTimeout(done, 25));
    calm = scrollY === before ? calm + 1 : 0;
    const segs = [...document.querySelectorAll(".seg")];
    segs.forEach(seg => seen.add(Number(seg.dataset.turn)));
    most = Math.max(most, segs.length);
  }
  const grown = tall() / height;
  return {seen: seen.size, most, grown};
}"""
CHOSEN_IN = "getSelection().anchorNode?.parentElement?.closest('.seg')?.id"
# The turns that are drawn and those that the gaps stand for, in the order of the page.
IN_ORDER = """all => all.flatMap(({dataset}) => dataset.turn ? [Number(dataset.turn)] :
  Array.from({length: dataset.last - dataset.first + 1}, (_, n) => Number(dataset.first) + n))"""


def test_parts_come_when_they_are_near_and_leave_when_they_are_far(window, owner, long, pain):
    desk = window(by=owner)
    assert desk.go(way(long)) == 200
    tab = desk.tab
    tab.locator("#t0 .said").focus()
    tab.keyboard.press("ArrowRight")
    tab.keyboard.press("Shift+ArrowRight")
    done = tab.evaluate(SCROLL)
    assert done["seen"] == TURNS and done["most"] < TURNS / 2 and 0.85 < done["grown"] < 1.15
    expect(tab.locator(f"#t{TURNS - 1}")).to_be_in_viewport()
    assert tab.eval_on_selector_all(".seg, [data-gap]", IN_ORDER) == list(range(TURNS))
    # What is chosen stays, with the keyboard where it was; what lies between has left.
    assert tab.evaluate("getSelection().toString()") == "turn-0"
    expect(tab.locator("#t0 .said")).to_be_focused()
    assert tab.locator(f"#t{TURNS // 2}").count() == 0
    tab.keyboard.press("1")
    expect(tab.locator("#t0 mark")).to_have_count(1)


def test_words_are_found_in_parts_that_are_not_on_the_page(window, owner, long, pain):
    desk = window(by=owner)
    desk.go(way(long))
    tab = desk.tab
    expect(tab.locator("html.js")).to_be_attached()
    tab.keyboard.press("f")
    tab.keyboard.type("TURN-65")
    tab.keyboard.press("Enter")
    expect(tab.locator("[data-found]")).to_have_text("1 of 11")
    expect(tab.locator("[data-pane] .passage")).to_have_text("“turn-65”")
    expect(tab.locator("#t65")).to_be_in_viewport()
    expect(tab.get_by_label("Find in this whole text")).to_be_focused()
    tab.keyboard.press("Enter")
    expect(tab.locator("[data-found]")).to_have_text("2 of 11")
    expect(tab.locator("#t650")).to_be_in_viewport()
    expect(tab.locator("[data-pane] .passage")).to_have_text("“turn-65”")
    # The pane says the same words of both places: the second is chosen when the selection is there.
    desk.until(lambda: tab.evaluate(CHOSEN_IN) == "t650")
    tab.keyboard.press("Escape")
    expect(tab.get_by_label("Find in this whole text")).not_to_be_focused()
    tab.keyboard.press("1")
    tab.locator("#t650 mark").wait_for()
    row = Coding.objects.get()
    assert words_at(long.id, row.start, row.end) == "turn-65" and row.start >> 16 == 650


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
