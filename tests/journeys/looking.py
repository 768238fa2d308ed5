"""A person at a browser before the demonstration: signs in, and asks nobody else for anything."""

from typing import Any

from playwright.sync_api import Browser

from tests.browser import WIDTHS, Seat, take_a_seat
from tests.journeys.demo import House
from tests.looks import SIDEWAYS

WEIGHT = """() => [...performance.getEntriesByType('navigation'),
  ...performance.getEntriesByType('resource')].reduce((sum, e) => sum + e.encodedBodySize, 0)"""

LARGER = "size => { document.documentElement.style.fontSize = size }"
# Words that are cut off by their box or the window, or that lie on other words. What only a screen
# reader says has a box of one pixel, and is spared.
LOST = r"""() => {
  const cut = [...document.querySelectorAll('body *')].filter(e => {
    const {overflowX: x, overflowY: y} = getComputedStyle(e), hides = ['hidden', 'clip'];
    const shown = e.innerText?.trim() && e.clientWidth > 1 && e.clientHeight > 1;
    return shown && e.tagName !== 'SELECT' && (
      hides.includes(x) && e.scrollWidth > e.clientWidth + 1
      || hides.includes(y) && e.scrollHeight > e.clientHeight + 1);
  }).map(e => `cut off: ${e.outerHTML.slice(0, 120)}`);
  const rolls = e => e && (/auto|scroll/.test(getComputedStyle(e).overflowX)
    || rolls(e.parentElement));
  const lines = [], walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const node = walk.currentNode, box = node.parentElement;
    if (!node.data.trim() || box.closest('.vh, .skip, svg, option') || !box.checkVisibility()
        || rolls(box)) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    for (const r of range.getClientRects()) if (r.width > 1) lines.push([r, node]);
  }
  const off = lines.filter(([r]) => r.left < -1 || r.right > innerWidth + 1)
    .map(([, node]) => `outside the window: ${node.data.trim().slice(0, 80)}`);
  lines.sort(([a], [b]) => a.top - b.top);
  const over = [];
  for (const [i, [a, one]] of lines.entries())
    for (const [b, other] of lines.slice(i + 1)) {
      if (b.top >= a.bottom) break;
      const wide = Math.min(a.right, b.right) - Math.max(a.left, b.left);
      const high = Math.min(a.bottom, b.bottom) - b.top;
      if (one !== other && wide > 2 && high > Math.min(a.height, b.height) * 0.4)
        over.push(`lies on “${one.data.trim().slice(0, 40)}”: ${other.data.trim().slice(0, 40)}`);
    }
  return [...cut, ...off, ...over];
}"""
# What does nothing by itself (a button outside a form, a form that nobody can send), and what
# stands there for nobody to see.
IDLE = """() => {
  const idle = [...document.querySelectorAll('button[type=button], a:not([href]), form')].filter(
    e => e.checkVisibility() && e.offsetHeight && !(e.tagName === 'FORM' && e.querySelector(
      'button:not([type=button]), input[type=submit]')));
  const there = [...document.querySelectorAll('a[href], button, input, select, textarea')].filter(
    e => e.type !== 'hidden' && !e.closest('[hidden]'));
  // In a closed part it is a touch away; what is said twice, for two widths, is seen once.
  const near = e => e.checkVisibility() || e.closest('details:not([open]) > :not(summary)');
  const what = e => `${e.tagName} ${e.getAttribute('href')} ${e.name} ${e.textContent}`;
  const seen = new Set(there.filter(near).map(what));
  return [...idle.map(e => `does nothing: ${e.outerHTML.slice(0, 120)}`),
    ...there.filter(e => !seen.has(what(e))).map(e => `is not seen: ${e.outerHTML.slice(0, 120)}`)];
}"""


def sign_in(seat: Seat, house: House, who: str) -> None:
    seat.go("/accounts/login/")
    seat.tab.get_by_label("User name").fill(who)
    seat.tab.get_by_label("Password").fill(house.passwords[who])
    seat.press("Sign in")
    assert seat.path == "/today/"


def weight(seat: Seat) -> int:
    """Bytes of the page and all it loads, as they are served, from the cache or not."""
    return int(seat.tab.evaluate(WEIGHT))


def visit(browser: Browser, house: House, *, width: int = 1280, **how: Any) -> Seat:
    """A seat before the house. What it asks of anybody else is noted, and nobody is found."""
    seat = take_a_seat(browser, house.address, width=width, has_touch=width < 700, **how)
    seat.leaves_for = house.elsewhere
    return seat


def faults_when_larger(seat: Seat) -> list[str]:
    """What is lost of the page in hand at both widths when its text is twice as large (WCAG 1.4.4,
    which asks it of the wide one)."""
    faults, before = [], seat.tab.viewport_size
    seat.tab.evaluate(LARGER, "200%")
    for width in WIDTHS:
        seat.tab.set_viewport_size({"width": width, "height": 900})
        seat.settle()
        over = seat.tab.evaluate(SIDEWAYS)
        wrong = [f"{over} px too wide"] if over > 0 else []
        faults += [f"twice as large, {width} px: {w}" for w in wrong + seat.tab.evaluate(LOST)]
    seat.tab.evaluate(LARGER, "")
    seat.tab.set_viewport_size(before)
    return faults


def faults_without_scripts(seat: Seat, plain: Seat) -> list[str]:
    """What stands on the page in hand and only its scripts could make work: they may add, no more.

    A page without scripts is the same page there, and is not opened again.
    """
    if seat.tab.locator("script").count():
        plain.go(seat.tab.url)
        seat = plain
    return [f"without scripts: {fault}" for fault in seat.tab.evaluate(IDLE)]
