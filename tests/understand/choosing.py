"""Words are chosen in the coding workspace with the mouse, from the first letter to the last."""

from playwright.sync_api import expect

from tests.browser import Seat

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


def drag(desk: Seat, words: str) -> None:
    """Over these words, where they first stand in this source."""
    expect(desk.tab.locator("html.js")).to_be_attached()
    desk.settle()
    ends = desk.tab.evaluate(ENDS, words)
    assert ends, f"“{words}” does not stand in this source"
    desk.tab.mouse.move(ends[0], ends[1])
    desk.tab.mouse.down()
    desk.tab.mouse.move(ends[2], ends[3], steps=8)
    desk.tab.mouse.up()
    chosen = desk.tab.evaluate("getSelection().toString()")
    assert chosen == words, f"selected “{chosen}”"
