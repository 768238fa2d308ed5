"""A blind reading, the key and the checklist go by keyboard alone; what needs a script is told
where one runs; and nothing is cut off on a phone."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from pennydrop.core.people.queries import actor
from pennydrop.rooms.understand.actions.deidentify import decide, decide_many
from pennydrop.rooms.understand.actions.second_reading import (
    begin_second_read,
    finish_second_read,
    mark_words,
)
from pennydrop.rooms.understand.models import RareLooked, SecondMark, SecondRead
from pennydrop.rooms.understand.queries.second_reading import compared
from tests.understand.deciding import at_page, hide, read, result, told_of_six
from tests.understand.told import somebody, tell

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(databases=["default", "keys"], transaction=True),
]
MAIL = "a.very.long.name.of.somebody.with.many.letters@sunflower-surgery-of-the-county.org.uk"


@pytest.fixture
def told(study):
    return told_of_six(study, somebody(study))


def press(seat, *keys):
    for key in keys:
        seat.tab.keyboard.press(key)


def test_what_needs_a_script_is_told_only_where_one_runs(window, owner, study, told, at):
    other = tell(study, [(somebody(study), "Danny came.")])
    begin_second_read(source=other.pk, by=actor(owner), at=at)
    for script in (True, False):
        seat = window(by=owner, script=script)
        at_page(seat, "review-second", other)
        expect(seat.tab.get_by_text("Select the words and press")).to_be_visible(visible=script)
        expect(seat.tab.get_by_text("Type the words here.")).to_be_visible(visible=not script)
        at_page(seat, "review", told)
        expect(seat.tab.locator("#keys")).to_be_visible(visible=script)
        at_page(seat, "review-sure", told)
        assert seat.tab.locator("#keys:visible").count() == 0 or script


def until_focus(seat, name, most=60):
    """Tab until this is in focus: what a keyboard cannot reach is not there."""
    seen = []
    for _ in range(most):
        seat.tab.keyboard.press("Tab")
        here = seat.tab.evaluate(
            "(document.activeElement.labels?.[0] ?? document.activeElement).innerText"
        )
        here = " ".join(here.split())
        if here.startswith(name):
            return
        seen.append(here)
    raise AssertionError(f"No {name!r} among {seen}")


def enter(seat, name):
    until_focus(seat, name)
    with seat.tab.expect_event("load"):
        seat.tab.keyboard.press("Enter")


def test_a_blind_reading_is_gone_through_by_keyboard_alone(window, owner, study, at):
    words = "Grace and me went on the sunflower bus. I told Grace. Say grace first."
    tell(study, [(somebody(study), words)])
    seat = window(by=owner)
    assert seat.go(reverse("understand:review-list", args=[study.pk])) == 200
    enter(seat, "Second reading")
    enter(seat, "Begin reading")
    for nth, form in enumerate(("Grace", "sunflower bus", "told"), start=1):
        press(seat, "m")  # nothing is selected: it leads to the field
        expect(seat.tab.locator("#id_mark")).to_be_focused()
        seat.tab.keyboard.type(form)
        press(seat, "Enter")
        expect(seat.tab.get_by_text(f"You marked {nth}")).to_be_visible()
        press(seat, "Tab")  # out of the field, in which M is a letter
    until_focus(seat, "Mark it too")
    press(seat, "Enter")
    expect(seat.tab.get_by_text("stands in 1 more place")).to_have_count(0)
    assert SecondMark.objects.count() == 5
    until_focus(seat, "See them")
    press(seat, "Enter")
    seat.looks("blind-marked")
    until_focus(seat, "Take back the mark on “told”")
    press(seat, "Enter")
    expect(seat.tab.get_by_text("You marked 2")).to_be_visible()
    assert SecondMark.objects.count() == 4
    enter(seat, "I am done")
    assert SecondRead.objects.get().done_at


SELECT = """([turn, words]) => {
    const said = document.querySelectorAll(".turns .said")[turn];
    const nodes = document.createTreeWalker(said, NodeFilter.SHOW_TEXT);
    while (nodes.nextNode()) {
        const at = nodes.currentNode.data.indexOf(words);
        if (at < 0) continue;
        const node = nodes.currentNode;
        document.getSelection().setBaseAndExtent(node, at, node, at + words.length);
        return true;
    }
    return false;
}"""


def test_marks_are_taken_as_quickly_as_somebody_makes_them(window, owner, study, at):
    words = "Zuzu drove me 🙂 to Foghorn. Then Kez rang. Nobody from the gasworks came."
    source = tell(study, [(somebody(study), words)])
    begin_second_read(source=source.pk, by=actor(owner), at=at)
    seat = at_page(window(by=owner), "review-second", source)
    seat.tab.route(
        "**/second/mark/", lambda route: (seat.tab.wait_for_timeout(150), route.continue_())
    )
    for word in ("Zuzu", "Foghorn", "Kez"):
        assert seat.tab.evaluate(SELECT, [0, word])
        press(seat, "m")
    assert seat.tab.evaluate(SELECT, [0, "gasworks"])
    expect(seat.tab.get_by_text("You marked 3")).to_be_visible()
    expect(seat.tab.locator("mark")).to_have_text(["Zuzu", "Foghorn", "Kez"])
    assert seat.tab.evaluate("document.getSelection().toString()") == "gasworks"
    press(seat, "m")
    expect(seat.tab.locator("mark")).to_have_text(["Zuzu", "Foghorn", "Kez", "gasworks"])


WHERE = """([turn, words]) => {
    const said = document.querySelectorAll(".turns .said")[turn];
    const nodes = document.createTreeWalker(said, NodeFilter.SHOW_TEXT);
    while (nodes.nextNode()) {
        const at = nodes.currentNode.data.indexOf(words);
        if (at < 0) continue;
        const range = document.createRange();
        range.setStart(nodes.currentNode, at);
        range.setEnd(nodes.currentNode, at + words.length);
        const { left, right, top, bottom } = range.getBoundingClientRect();
        return [left + 1, right - 1, (top + bottom) / 2];
    }
    return null;
}"""


def test_words_being_selected_are_not_cut_off_while_a_mark_is_saved(window, owner, study, at):
    source = tell(study, [(somebody(study), "Zuzu drove me to Foghorn Parade.")])
    begin_second_read(source=source.pk, by=actor(owner), at=at)
    seat = at_page(window(by=owner), "review-second", source)
    seat.tab.route(
        "**/second/mark/", lambda route: (seat.tab.wait_for_timeout(200), route.continue_())
    )
    assert seat.tab.evaluate(SELECT, [0, "Zuzu"])
    press(seat, "m")
    left, right, middle = seat.tab.evaluate(WHERE, [0, "Foghorn Parade"])
    seat.tab.mouse.move(left, middle)
    seat.tab.mouse.down()
    seat.tab.mouse.move((left + right) / 2, middle)
    seat.tab.wait_for_timeout(1_000)  # the answer is here by now
    expect(seat.tab.locator("mark")).to_have_count(0)
    seat.tab.mouse.move(right, middle)
    seat.tab.mouse.up()
    expect(seat.tab.locator("mark")).to_have_text(["Zuzu"])
    press(seat, "m")
    expect(seat.tab.locator("mark")).to_have_text(["Zuzu", "Foghorn Parade"])


def test_what_came_of_it_is_settled_by_keyboard_alone(window, owner, study, at):
    source = tell(study, [(somebody(study), "We went on the sunflower bus to the gasworks.")])
    begin_second_read(source=source.pk, by="user:905", at=at)
    for words in ("sunflower bus", "gasworks"):
        mark_words(source=source.pk, words=words, place=None, by="user:905", at=at)
    finish_second_read(source=source.pk, by="user:905", at=at)
    seat = at_page(window(by=owner), "review-second", source)
    enter(seat, "See what came of it")
    until_focus(seat, "What will stand there")
    press(seat, "ArrowDown")
    enter(seat, "Hide it")
    enter(seat, "Leave it")
    (done,) = compared(read(source))
    assert not done.waiting
    assert [one.settled for one in done.theirs] == ["hide"]
    assert [one.settled for one in done.left] == ["keep"]
    assert "[friend 1]" in result(source)[0]
    seat.looks("second-after")


def test_the_key_is_opened_and_searched_by_keyboard_alone(window, owner, study, told, at):
    decide(source=told.pk, ruling=hide("Danny", "[friend 1]"), by=actor(owner), at=at)
    decide(source=told.pk, ruling=hide("Karen", "[sibling 1]"), by=actor(owner), at=at)
    seat = window(by=owner)
    assert seat.go(reverse("understand:review-list", args=[study.pk])) == 200
    enter(seat, "Key to the stand-ins")
    enter(seat, "Open the key")
    expect(seat.tab.get_by_role("row", name="[friend 1]")).to_be_visible()
    until_focus(seat, "Show those that say")
    seat.tab.keyboard.type("sibling")
    with seat.tab.expect_event("load"):
        press(seat, "Enter")
    expect(seat.tab.get_by_role("row")).to_have_count(2)
    until_focus(seat, "Take it away as a file")
    press(seat, "Enter")
    until_focus(seat, "Take the key as a file")


def test_the_checklist_is_gone_through_by_keyboard_alone(window, owner, study):
    source = tell(
        study, [(somebody(study), "It was all over the news. He has a tattoo. I won an award.")]
    )
    seat = at_page(window(by=owner), "review-rare", source)
    enter(seat, "Left on purpose")
    until_focus(seat, "Put wider words in its place")
    press(seat, "Enter")
    until_focus(seat, "What will stand there")
    press(seat, "Control+a")
    seat.tab.keyboard.type("a prize")
    enter(seat, "Put it there")
    enter(seat, "Asked, and they want it to stay")
    assert sorted(RareLooked.objects.values_list("outcome", flat=True)) == ["asked", "left"]
    assert "[a prize]" in result(source)[0]
    expect(seat.tab.get_by_role("status")).to_contain_text("All of it was looked at")


@pytest.mark.parametrize("width", [320, 1280])
def test_no_column_is_cut_off(window, owner, study, at, width):
    person = somebody(study)
    source = tell(study, [(person, f"Danny rang the gasworks. Mail {MAIL} or ring 07700 900123.")])
    begin_second_read(source=source.pk, by="user:905", at=at)
    mark_words(source=source.pk, words="gasworks", place=None, by="user:905", at=at)
    finish_second_read(source=source.pk, by="user:905", at=at)
    seat = window(width, by=owner)

    def fits(name):
        over = """() => [...document.querySelectorAll('main .scroll, main fieldset, main table')]
            .filter(e => e.scrollWidth > e.clientWidth + 1
              || e.getBoundingClientRect().right > innerWidth + 1)
            .map(e => `${e.tagName} ${e.scrollWidth} in ${e.clientWidth}`)"""
        assert seat.tab.evaluate(over) == [], name
        seat.looks(f"fits-{name}-at", widths=(width,))

    at_page(seat, "review-sure", source)
    fits("sure")
    decide_many(source=source.pk, rulings=[], rest="hide", by=actor(owner), at=at)
    decide(source=source.pk, ruling=hide("rang", f"[{'long ' * 9}]"), by=actor(owner), at=at)
    at_page(seat, "review-second", source, "?show=1")
    fits("second")
    at_page(seat, "review-list", study)
    fits("list")
    at_page(seat, "key", study)
    seat.press("Open the key")
    fits("key")
