"""In the coding workspace: words are dragged over with the mouse, keys do the rest."""

import re

from playwright.sync_api import expect

from tests.browser import Seat
from tests.journeys.researching import understand
from tests.understand.choosing import drag


def codes(desk: Seat, words: str, *, key: str = "", code: str) -> None:
    """With the number beside the code, or a press on the code itself."""
    drag(desk, words)
    said = desk.tab.get_by_role("status").get_by_text(f"Coded as {code}")
    if key:
        desk.tab.keyboard.press(key)
        said.wait_for()
    else:
        desk.touch(desk.tab.get_by_role("button", name=code, exact=True), shows=said)


def codes_anew(desk: Seat, words: str, name: str) -> None:
    drag(desk, words)
    desk.tab.keyboard.press("n")
    desk.tab.keyboard.type(name)
    desk.tab.keyboard.press("Enter")
    says(desk, f"Coded as {name}")
    assert desk.tab.get_by_role("button", name=name, exact=True).count() == 1


def writes_memo(desk: Seat, words: str, memo: str) -> None:
    drag(desk, words)
    desk.tab.keyboard.press("m")
    field = desk.tab.get_by_label("What strikes you about these words?")
    expect(field).to_be_focused()
    desk.tab.keyboard.type(memo)
    kept = desk.tab.get_by_role("status").get_by_text("The memo is kept")
    desk.touch(desk.tab.get_by_role("button", name="Keep the memo", exact=True), shows=kept)
    expect(desk.tab.locator("[data-pane]")).to_contain_text(memo)


def says(desk: Seat, text: str) -> None:
    expect(desk.tab.get_by_role("status")).to_contain_text(text)


def puts_forward(desk: Seat, words: str, *, by: str, theme: str) -> None:
    """The passage that is shown in the workspace becomes a quote, and has its first signature."""
    desk.leads(desk.tab.get_by_role("link", name="Use as quote"))
    expect(desk.tab.get_by_label("The quote")).to_have_value(re.compile(re.escape(words)))
    desk.tab.get_by_label("Who said it").fill(by)
    desk.tab.get_by_label("Theme").select_option(label=theme)
    desk.press("Put it forward")
    signs(desk, words)


def signs(desk: Seat, words: str) -> None:
    """One of two people: in the passage's own place, having seen what stands round it."""
    assert words in desk.tab.locator(".turns").inner_text()
    desk.press("Sign: it may leave")
    expect(desk.tab.locator("h1")).to_have_text("Passages that wait for a second pair of eyes")


def finds(desk: Seat, words: str) -> int:
    """How many turns the search finds."""
    understand(desk, "Search")
    desk.tab.get_by_label("Words to look for").fill(f'"{words}"')
    desk.press("Search")
    found = re.search(r"(\d+) turns?", desk.words)
    assert found, desk.words
    return int(found.group(1))


def writes_insight(desk: Seat, theme: str, insight: str) -> None:
    understand(desk, "Themes")
    desk.follow(theme)
    desk.follow("Write")
    desk.tab.get_by_label("Key insight").fill(insight)
    desk.press("Keep this theme")
    assert insight in desk.words
