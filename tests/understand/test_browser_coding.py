"""Two ways to choose words, in a real Chromium: mouse and keyboard."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from pennydrop.rooms.understand.actions.codes import make_code
from pennydrop.rooms.understand.models import Code, Coding, Memo
from pennydrop.rooms.understand.queries.codings import codings_with, passages
from tests.understand.choosing import drag

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(databases=["default", "keys"], transaction=True),
]


@pytest.fixture
def pain(study, at):
    return make_code(study=study.pk, name="Pain", by="test", at=at)


@pytest.fixture
def open_page(window, owner):
    def make(path, width=1280, **how):
        seat = window(width, by=owner, **how)
        assert seat.go(path) == 200
        return seat

    return make


def workspace(text):
    return reverse("understand:workspace", args=[text.study, text.id])


def coded(study):
    rows = passages(study, codings_with(Code.objects.values_list("pk", flat=True)))
    names = dict(Code.objects.values_list("pk", "name"))
    return sorted((names[one.code], one.words) for one in rows)


def test_words_are_coded_by_mouse_and_number_by_new_code_memo_and_undone(
    open_page, interview, study, pain
):
    desk = open_page(workspace(interview))
    tab = desk.tab
    drag(desk, "it burned like glass")
    tab.keyboard.press("1")
    tab.locator("#t1 mark", has_text="it burned like glass").wait_for()
    assert coded(study.pk) == [("Pain", "it burned like glass")]
    tab.get_by_text("Coded as Pain").wait_for()

    # Overlapping words, a code that does not exist yet: N, its name, Enter.
    drag(desk, "all night, and it burned")
    tab.keyboard.press("n")
    tab.keyboard.type("Nights")
    tab.keyboard.press("Enter")
    tab.locator("#t1 mark.c1.with-c2, #t1 mark.c2.with-c1").wait_for()
    assert ("Nights", "all night, and it burned") in coded(study.pk)
    assert tab.locator("#t1 .named li").count() == 2

    check_memo_and_undo(desk, study)
    before = tab.locator("[data-words]").inner_text()
    desk.again()
    assert tab.locator("[data-words]").inner_text() == before


def check_memo_and_undo(desk, study):
    """A memo on the words that are chosen; then removing, bringing back, and undoing."""
    tab = desk.tab
    tab.keyboard.press("m")
    tab.locator("[data-pane] textarea:focus").wait_for()
    tab.keyboard.type("Night again. The third person who says so.")
    kept = tab.locator("[data-pane] .memo", has_text="Night again")
    desk.touch(tab.locator("[data-memo-form] button"), shows=kept)
    assert Memo.objects.get().sealed is not None
    # It is marked beside the turn at once, and the mark opens it, also by keyboard.
    mark = tab.locator("[data-noted]")
    expect(mark).to_have_accessible_name(re.compile("Memo on “.+”, by"))
    desk.touch(tab.locator(".named a", has_text="Pain").first, shows=tab.locator("mark.now").first)
    mark.focus()
    tab.keyboard.press("Enter")
    expect(kept).to_be_visible()

    # Removing in the pane, and bringing it back; then undoing the last coding.
    remove = tab.get_by_role("button", name="Remove Pain")
    desk.touch(tab.locator(".named a", has_text="Pain"), shows=remove)
    desk.touch(remove, shows=tab.get_by_text("Z brings it back"))
    assert len(coded(study.pk)) == 1
    tab.keyboard.press("z")
    tab.get_by_text("the coding is back").wait_for()
    tab.keyboard.press("z")
    tab.get_by_text("the memo is removed").wait_for()
    tab.keyboard.press("z")
    tab.get_by_text("the coding is removed").wait_for()
    assert coded(study.pk) == [("Pain", "it burned like glass")]


def test_words_are_coded_by_keyboard_alone_with_emoji_and_accents(open_page, make_text, study, at):
    make_code(study=study.pk, name="Not being believed", by="test", at=at)
    said = "🙂🙂 e\u0301coute, 👩🏽‍⚕️ said nothing. Nobody asked."
    text = make_text(study, "interview", [("Interviewer", "So?"), ("Ash", said)])
    desk = open_page(workspace(text))
    keyboard = desk.tab.keyboard
    desk.tab.locator("#t0 .said").focus()
    keyboard.press("ArrowDown")  # the next turn
    for _ in range(2):
        keyboard.press("ArrowRight")  # its second word
    keyboard.press("Shift+ArrowRight")
    keyboard.press("Shift+ArrowRight")
    keyboard.press("Shift+ArrowLeft")
    keyboard.press("1")
    desk.tab.locator("#t1 mark").wait_for()
    assert coded(study.pk) == [("Not being believed", "said nothing")]
    keyboard.press("a")  # all of it
    keyboard.press("1")
    desk.tab.locator("#t1 .named li").nth(1).wait_for()
    assert ("Not being believed", said) in coded(study.pk)
    keyboard.press("z")
    desk.tab.get_by_text("the coding is removed").wait_for()
    drag(desk, "e\u0301coute, 👩🏽‍⚕️")
    keyboard.press("1")
    desk.tab.locator("#t1 .named li").nth(1).wait_for()
    assert ("Not being believed", "e\u0301coute, 👩🏽‍⚕️") in coded(study.pk)


def test_a_passage_over_two_turns(open_page, interview, study, pain):
    desk = open_page(workspace(interview))
    desk.tab.locator("#t0 .said").focus()
    desk.tab.keyboard.press("a")
    desk.tab.keyboard.press("Shift+ArrowDown")
    desk.tab.keyboard.press("1")
    desk.tab.locator("#t1 mark").wait_for()
    (_, words) = coded(study.pk)[0]
    assert words.startswith("What happened") and words.endswith("wanting pills.")


def test_words_found_by_a_search_are_chosen_when_they_are_opened(open_page, interview, study, pain):
    desk = open_page(reverse("understand:search", args=[study.pk]) + "?q=%22like+glass%22")
    desk.follow("Interview 1, turn 2")
    desk.tab.wait_for_function("getSelection().toString() === 'like glass'")
    desk.tab.keyboard.press("1")
    desk.tab.locator("#t1 mark").wait_for()
    assert coded(study.pk) == [("Pain", "like glass")]


def test_by_touch_the_codes_are_under_the_thumb(open_page, interview, study, pain):
    phone = open_page(workspace(interview), 390, has_touch=True, is_mobile=True)
    phone.tab.evaluate(
        """() => { const n = document.querySelector("#t1 .said").firstChild;
        getSelection().setBaseAndExtent(n, 2, n, 15); }"""
    )
    code = phone.tab.locator("[data-picker] button", has_text="Pain")
    phone.touch(code, shows=phone.tab.locator("#t1 mark"), finger=True)
    assert coded(study.pk) == [("Pain", "said I was up")]


def test_single_keys_can_be_switched_off(open_page, interview, study, pain):
    desk = open_page(workspace(interview))
    desk.tab.get_by_label("Single keys on").uncheck()
    desk.again()
    expect(desk.tab.get_by_label("Single keys on")).not_to_be_checked()
    drag(desk, "it burned like glass")
    desk.tab.keyboard.press("1")
    code = desk.tab.locator(".code-row", has_text="Pain")
    desk.touch(code, shows=desk.tab.get_by_text("Coded as Pain"))
    assert Coding.objects.count() == 1


def test_without_javascript_a_turn_is_coded(open_page, interview, study, pain):
    desk = open_page(workspace(interview), script=False)
    desk.leads(desk.tab.locator("#t1 .turn-link"))
    desk.tab.get_by_label("The exact words").fill("it burned like glass")
    desk.tab.get_by_label("Code", exact=True).select_option("Pain")
    desk.press("Code these words")
    assert coded(study.pk) == [("Pain", "it burned like glass")]
    assert desk.tab.locator("#t1 mark").inner_text() == "it burned like glass"
