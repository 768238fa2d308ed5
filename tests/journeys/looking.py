"""A person at a browser: signs in, presses and follows by what is written, and looks closely."""

from dataclasses import dataclass, field
from urllib.parse import urlsplit

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Locator,
    Page,
    Request,
    Response,
    Route,
)

from tests.journeys.demo import House

LEAVE = "https://www.bbc.co.uk/weather"
ELSEWHERE = "<!doctype html><html lang=en><title>Weather</title><h1>Rain later</h1></html>"
SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
WEIGHT = """() => [...performance.getEntriesByType('navigation'),
  ...performance.getEntriesByType('resource')].reduce((sum, e) => sum + e.decodedBodySize, 0)"""


@dataclass
class Seat:
    """One browser context of one person, and all that it asked for and was told."""

    context: BrowserContext
    tab: Page
    house: House
    strangers: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)
    answers: dict[str, int] = field(default_factory=dict)

    def go(self, path: str) -> int:
        """Open a page of the house; returns the status."""
        answer = self.tab.goto(self.house.address + path)
        return answer.status if answer else 0

    def press(self, name: str, *, within: Locator | None = None) -> None:
        (within or self.tab).get_by_role("button", name=name, exact=True).first.click()

    def follow(self, name: str) -> None:
        self.tab.locator("main").get_by_role("link", name=name).first.click()

    def sign_in(self, who: str) -> None:
        self.go("/accounts/login/")
        self.tab.get_by_label("User name").fill(who)
        self.tab.get_by_label("Password").fill(self.house.passwords[who])
        self.press("Sign in")
        self.tab.wait_for_url("**/today/")

    @property
    def words(self) -> str:
        return self.tab.locator("main").inner_text()

    @property
    def path(self) -> str:
        return urlsplit(self.tab.url).path

    def sideways(self) -> int:
        """By how many pixels the page is wider than the window."""
        return int(self.tab.evaluate(SIDEWAYS))

    def weight(self) -> int:
        """Bytes of the page and all it loads, unpacked, from the cache or not."""
        return int(self.tab.evaluate(WEIGHT))

    def axe(self) -> str:
        """What axe finds wrong with the page, or nothing."""
        found = Axe().run(self.tab)
        return found.generate_report() if found.violations_count else ""


def take_a_seat(
    browser: Browser, house: House, *, width: int = 1280, script: bool = True, dark: bool = False
) -> Seat:
    """A fresh browser context that notes each request to anybody else, and answers it itself."""
    context = browser.new_context(
        viewport={"width": width, "height": 640 if width < 700 else 900},
        java_script_enabled=script,
        color_scheme="dark" if dark else "light",
        has_touch=width < 700,
    )
    context.set_default_timeout(20_000)
    seat = Seat(context, context.new_page(), house)
    context.route(lambda url: _is_elsewhere(house, url), lambda route: _stranger(seat, route))
    seat.tab.on("console", lambda said: _complained(seat, said))
    seat.tab.on("pageerror", lambda error: seat.complaints.append(str(error)))
    seat.tab.on("response", lambda answer: _answered(seat, answer))
    return seat


def _is_elsewhere(house: House, url: str) -> bool:
    """On the network, and not ours: the browser's own pages (a PDF viewer) are neither."""
    parts = urlsplit(url)
    return parts.scheme in {"http", "https", "ws", "wss"} and parts.netloc != house.host


def _stranger(seat: Seat, route: Route) -> None:
    """Leaving goes to a page of somebody else; nothing else may."""
    request: Request = route.request
    if request.url != LEAVE or not request.is_navigation_request():
        seat.strangers.append(request.url)
    route.fulfill(body=ELSEWHERE, content_type="text/html")


def _complained(seat: Seat, said: ConsoleMessage) -> None:
    """Errors and refusals by the page's own policy. A form sent back (422) is no fault."""
    if said.type == "error" and "status of 422" not in said.text:
        seat.complaints.append(said.text)


def _answered(seat: Seat, answer: Response) -> None:
    seat.answers[answer.url] = answer.status
