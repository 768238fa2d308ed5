"""In the coding workspace: words are dragged over with the mouse, keys do the rest."""

import re

from playwright.sync_api import expect

from tests.journeys.looking import Seat
from tests.journeys.researching import understand

ENDS = """words => {
  for (const said of document.querySelectorAll('[data-words] .said[role]')) {
    const at = said.textContent.indexOf(words);
    if (at < 0) continue;
    said.scrollIntoView({block: 'center', behavior: 'instant'});
    const edge = units => {
      const walker = document.createTreeWalker(said, NodeFilter.SHOW_TEXT);
      let left = units, node = walker.nextNode();
      while (left > node.length) { left -= node.length; node = walker.nextNode(); }
      const range = document.createRange();
      range.setStart(node, left);
      range.collapse(true);
      return range.getBoundingClientRect();
    };
    const [from, to] = [edge(at), edge(at + words.length)];
    return [from.x + 1, from.y + from.height / 2, to.x, to.y + to.height / 2];
  }
  return null;
}"""
# Fonts and scripts move the lines of a page that has just come up: measure when they have stopped.
SETTLED = """async () => {
  const drawn = () => new Promise(done => requestAnimationFrame(() => setTimeout(done, 50)));
  let before = -1, now = 0;
  while (now !== before || document.fonts.status !== 'loaded') {
    await drawn();
    [before, now] = [now, document.documentElement.scrollHeight];
  }
}"""


def selects(desk: Seat, words: str) -> None:
    """With the mouse, from the first letter to the last."""
    expect(desk.tab.locator("html.js")).to_be_attached()
    desk.tab.evaluate(SETTLED)
    ends = desk.tab.evaluate(ENDS, words)
    assert ends, f"“{words}” does not stand in this source"
    desk.tab.mouse.move(ends[0], ends[1])
    desk.tab.mouse.down()
    desk.tab.mouse.move(ends[2], ends[3], steps=8)
    desk.tab.mouse.up()
    chosen = desk.tab.evaluate("getSelection().toString()")
    assert chosen == words, f"selected “{chosen}”"


def codes(desk: Seat, words: str, *, key: str = "", code: str) -> None:
    """With the number beside the code, or a press on the code itself."""
    selects(desk, words)
    if key:
        desk.tab.keyboard.press(key)
    else:
        desk.tab.get_by_role("button", name=code, exact=True).click()
    says(desk, f"Coded as {code}")


def codes_anew(desk: Seat, words: str, name: str) -> None:
    selects(desk, words)
    desk.tab.keyboard.press("n")
    desk.tab.keyboard.type(name)
    desk.tab.keyboard.press("Enter")
    says(desk, f"Coded as {name}")
    assert desk.tab.get_by_role("button", name=name, exact=True).count() == 1


def writes_memo(desk: Seat, words: str, memo: str) -> None:
    selects(desk, words)
    desk.tab.keyboard.press("m")
    field = desk.tab.get_by_label("What strikes you about these words?")
    expect(field).to_be_focused()
    desk.tab.keyboard.type(memo)
    desk.press("Keep the memo")
    says(desk, "The memo is kept")
    expect(desk.tab.locator("[data-pane]")).to_contain_text(memo)


def says(desk: Seat, text: str) -> None:
    expect(desk.tab.get_by_role("status")).to_contain_text(text)


def puts_forward(desk: Seat, words: str, *, by: str, theme: str) -> None:
    """The passage that is shown in the workspace becomes a quote, and has its first signature."""
    desk.tab.get_by_role("link", name="Use as quote").click()
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
