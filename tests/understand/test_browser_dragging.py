"""Codes and words dragged onto each other; and what a screen reader is given."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from pennydrop.rooms.understand.actions.codes import make_code
from pennydrop.rooms.understand.models import Coding
from pennydrop.rooms.understand.queries.texts import passage
from tests.understand.choosing import drag

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(databases=["default", "keys"], transaction=True),
]


@pytest.fixture
def desk(window, owner, interview, study, at):
    make_code(study=study.pk, name="Pain", by="test", at=at)
    seat = window(by=owner)
    seat.go(reverse("understand:workspace", args=[interview.study, interview.id]))
    expect(seat.tab.locator("html.js")).to_be_attached()
    return seat


def carry(desk, what, onto):
    """With the mouse, from the middle of one thing to the middle of another."""
    what.scroll_into_view_if_needed()
    one, other = what.bounding_box(), onto.bounding_box()
    mouse = desk.tab.mouse
    mouse.move(one["x"] + one["width"] / 2, one["y"] + one["height"] / 2)
    mouse.down()
    mouse.move(other["x"] + other["width"] / 2, other["y"] + other["height"] / 2, steps=8)
    mouse.up()


def words_coded():
    row = Coding.objects.get()
    return passage(row.text_id, row.start, row.end)


def test_a_code_is_dragged_onto_chosen_words(desk):
    drag(desk, "it burned like glass")
    carry(desk, desk.tab.locator(".code-row", has_text="Pain"), desk.tab.locator("#t3 .said"))
    desk.tab.locator("#t1 mark").wait_for()
    assert words_coded() == "it burned like glass"


def test_a_code_is_dragged_onto_a_turn_where_nothing_is_chosen(desk):
    carry(desk, desk.tab.locator(".code-row", has_text="Pain"), desk.tab.locator("#t2 .said"))
    desk.tab.locator("#t2 mark").wait_for()
    assert words_coded() == "And after that?"


def test_chosen_words_are_dragged_onto_a_code(desk):
    drag(desk, "it burned like glass")
    carry(desk, desk.tab.locator("[data-grip]"), desk.tab.locator(".code-row", has_text="Pain"))
    desk.tab.locator("#t1 mark").wait_for()
    assert words_coded() == "it burned like glass"


def test_dropped_beside_a_code_nothing_happens(desk):
    drag(desk, "it burned like glass")
    carry(desk, desk.tab.locator("[data-grip]"), desk.tab.locator(".ws-bar h1"))
    desk.tab.keyboard.press("1")
    desk.tab.locator("#t1 mark").wait_for()
    assert Coding.objects.count() == 1


def test_a_screen_reader_is_given_turns_codes_and_what_happens(desk):
    tab = desk.tab
    tab.locator("#t0 .said").focus()
    tab.keyboard.press("ArrowDown")
    tab.keyboard.press("a")
    expect(tab.locator("[data-chosen]")).to_contain_text("Chosen: “I said I was up")
    tab.keyboard.press("1")
    tab.locator("#t1 mark").wait_for()
    tree = desk.context.new_cdp_session(tab).send("Accessibility.getFullAXTree")["nodes"]
    seen = [
        (node["role"]["value"], node.get("name", {}).get("value", ""))
        for node in tree
        if not node["ignored"] and "role" in node
    ]
    turns = [name for role, name in seen if role == "group" and name.startswith("Turn ")]
    assert [name.split(",")[0] for name in turns] == [f"Turn {n}" for n in (1, 2, 3, 4)]
    links = [name for role, name in seen if role == "link" and name.startswith("Pain")]
    assert len(links) == 1 and "by Dev" in links[0] and "I said I was up" in links[0]
    assert any(role == "status" for role, _ in seen)
    assert any(role == "log" for role, _ in seen)
    assert not any("grip" in name.lower() or "Drag" in name for _, name in seen)
    expect(tab.get_by_role("status")).to_contain_text("Coded as Pain")
