"""A person at a browser before the demonstration: signs in, and asks nobody else for anything."""

from typing import Any

from playwright.sync_api import Browser

from tests.browser import Seat, take_a_seat
from tests.journeys.demo import House

WEIGHT = """() => [...performance.getEntriesByType('navigation'),
  ...performance.getEntriesByType('resource')].reduce((sum, e) => sum + e.decodedBodySize, 0)"""


def sign_in(seat: Seat, house: House, who: str) -> None:
    seat.go("/accounts/login/")
    seat.tab.get_by_label("User name").fill(who)
    seat.tab.get_by_label("Password").fill(house.passwords[who])
    seat.press("Sign in")
    assert seat.path == "/today/"


def weight(seat: Seat) -> int:
    """Bytes of the page and all it loads, unpacked, from the cache or not."""
    return int(seat.tab.evaluate(WEIGHT))


def visit(browser: Browser, house: House, *, width: int = 1280, **how: Any) -> Seat:
    """A seat before the house. What it asks of anybody else is noted, and nobody is found."""
    seat = take_a_seat(browser, house.address, width=width, has_touch=width < 700, **how)
    seat.leaves_for = house.elsewhere
    return seat
