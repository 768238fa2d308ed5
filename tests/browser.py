"""A person at a browser, as every test meets one: a few verbs that wait for what they began.

A click returns before the page that it leads to is there; whatever is asked next is asked of the
old page, of the new one, or of none. So each verb here that leads elsewhere returns when the new
page has loaded, and each that stays on its page says what is to be seen of it. Tests use nothing
else: `tests/test_browser.py` keeps the raw ways out of every other file.
"""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Error,
    Locator,
    Page,
    Request,
    Response,
    expect,
    sync_playwright,
)

from tests.chromium import FLAGS, find_chromium
from tests.looks import AXE, HAS_AXE, RUN_AXE, SETTLED, SIDEWAYS, SMALL_TARGETS

WIDTHS = (1280, 320)
PATIENCE = 20_000  # milliseconds: a loaded machine is slow, and that is no fault of a page
# Where pictures for a person to look at go, when somebody asks for them.
PICTURES = os.environ.get("PENNYDROP_PICTURES", "")


@dataclass
class Seat:
    """One browser context of one person, and all that it asked for and was told.

    `strangers` are requests to anybody but home; going to `leaves_for` is none.
    """

    context: BrowserContext
    tab: Page
    home: str
    strangers: list[str] = field(default_factory=list)
    leaves_for: str = ""
    missed: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)
    pardoned: list[str] = field(default_factory=list)
    answers: dict[str, int] = field(default_factory=dict)
    _asked: set[Request] = field(default_factory=set)
    _colours: set[str] = field(default_factory=set)

    # -- what leads to another page: each returns when that page has loaded ------------------------

    def go(self, path: str) -> int:
        """Open a page by its address, or by its path at home; returns the status."""
        answer = self.tab.goto(urljoin(self.home, path))
        return answer.status if answer else 0

    def opens(self, path: str) -> bool:
        """Whether an address can be opened at all, in a tab of its own."""
        fresh, before = self.context.new_page(), set(self._asked)
        try:
            fresh.goto(urljoin(self.home, path))
        except Error:
            return False
        finally:
            fresh.close()
            self._asked &= before  # nobody answers a tab that is closed
        return True

    def leads(self, target: Locator) -> None:
        """Click anything that leads to another page, or to another place of this one."""
        with self.tab.expect_navigation(wait_until="load"):
            target.click()

    def press(self, name: str, *, within: Locator | None = None) -> None:
        """Send a form by the button with exactly this name."""
        self.leads((within or self.tab).get_by_role("button", name=name, exact=True))

    def follow(self, name: str, *, within: Locator | None = None) -> None:
        """The first link with this name on the page itself (not in the rows round it)."""
        self.leads((within or self.tab.locator("main")).get_by_role("link", name=name).first)

    def again(self) -> None:
        self.tab.reload()

    def back(self) -> None:
        """One page back. Where nothing was kept the browser asks before it sends a form again: do.

        Its own page of asking has to stand before it can be answered.
        """
        try:
            self.tab.go_back()
        except Error as missed:
            assert "ERR_CACHE_MISS" in str(missed)
            self.tab.wait_for_url("chrome-error://**")
            self.tab.reload()

    # -- what stays on the page --------------------------------------------------------------------

    def touch(self, target: Locator, *, shows: Locator, finger: bool = False) -> None:
        """Click (or tap) something that a script answers on this page; waits for what it shows."""
        (target.tap if finger else target.click)()
        shows.wait_for()

    def until(self, so: Callable[[], bool]) -> None:
        """Wait for something that cannot be seen on the page, such as what was kept of it."""
        for _ in range(PATIENCE // 50):
            if so():
                return
            self.tab.wait_for_timeout(50)
        raise AssertionError(f"It did not come about on {self.tab.url}")

    # -- what is there -----------------------------------------------------------------------------

    @property
    def words(self) -> str:
        return self.tab.locator("main").inner_text()

    @property
    def html(self) -> str:
        return self.tab.content()

    @property
    def title(self) -> str:
        return self.tab.title()

    @property
    def path(self) -> str:
        return urlsplit(self.tab.url).path

    # -- looking closely ---------------------------------------------------------------------------

    def looks(
        self, name: str = "", *, dark: bool = False, widths: tuple[int, ...] = WIDTHS
    ) -> None:
        """Fails when anything is wrong with the page in hand at any width (and, `dark`, scheme)."""
        faults = self.faults(name, dark=dark, widths=widths)
        assert not faults, "\n".join([f"{name} {self.tab.url}", *faults])

    def faults(
        self, name: str = "", *, dark: bool = False, widths: tuple[int, ...] = WIDTHS,
        axe: tuple[int, ...] = WIDTHS,
    ) -> list[str]:  # fmt: skip
        """What is wrong with the page in hand, a line each; axe looks at its widths only."""
        faults, before = [], self.tab.viewport_size
        for width in widths:
            self.tab.set_viewport_size({"width": width, "height": 900})
            here = self._faults_here(name, axe=width in axe)
            faults += [f"at {width} px: {fault}" for fault in here]
            if dark:
                self.tab.emulate_media(color_scheme="dark")
                faults += [f"dark, {width} px: {fault}" for fault in self._faults_here(name)]
                self.tab.emulate_media(color_scheme="light")
        self.tab.set_viewport_size(before)
        return faults

    def settle(self) -> None:
        self.tab.evaluate(SETTLED)

    def _faults_here(self, name: str, *, axe: bool = True) -> Iterator[str]:
        self.settle()
        width = self.tab.viewport_size["width"]
        if PICTURES:
            self.tab.screenshot(
                path=Path(PICTURES) / f"{name.strip('/')}-{width}.png", full_page=True
            )
        over = self.tab.evaluate(SIDEWAYS)
        if over > 0:
            yield f"{over} px too wide"
        if width == min(WIDTHS):
            yield from (f"too small: {html}" for html in self.tab.evaluate(SMALL_TARGETS))
        if axe:
            yield from self._axe()

    def _axe(self) -> list[str]:
        """What axe finds wrong. Colours that it found right here or on a page before stay right."""
        if not self.tab.evaluate(HAS_AXE):
            self.tab.evaluate(AXE)
        found = self.tab.evaluate(RUN_AXE, sorted(self._colours))
        if not found["faults"]:
            self._colours |= set(found["colours"])
        return list(found["faults"])

    def forgive(self, part: str) -> None:
        """One complaint with these words was to be expected; there must have been one."""
        found = [said for said in self.complaints if part in said]
        assert found, f"nothing said “{part}”: {self.complaints}"
        self.complaints.remove(found[0])

    def pardon(self, part: str) -> None:
        """Complaints with these words are meant, whether they came, are under way, or never come.

        The browser tells of a request without signal when it likes: nobody can wait for that.
        """
        self.pardoned.append(part)
        self.complaints[:] = [said for said in self.complaints if part not in said]

    def leave(self) -> None:
        """Close the window, once all that it asked for was answered; what never is, is a complaint.

        A page that asks by itself is put away first: the database goes when the test is done.
        """
        self._wait_until_answered()
        self.complaints += [f"never answered: {request.url}" for request in self._asked]
        self.tab.goto("about:blank")
        self._wait_until_answered()
        self.tab.wait_for_timeout(30)  # whoever was cut off may still be at the server
        self.context.close()

    def _wait_until_answered(self) -> None:
        for _ in range(PATIENCE // 20):
            if not self._asked:
                break
            self.tab.wait_for_timeout(20)


def take_a_seat(
    browser: Browser, home: str, *, width: int = 1280, script: bool = True, **how: Any
) -> Seat:
    """A fresh browser context that notes what it asks for, and what the browser complains of."""
    context = browser.new_context(
        viewport={"width": width, "height": 640 if width < 700 else 900},
        java_script_enabled=script,
        **how,
    )
    context.set_default_timeout(PATIENCE)
    seat = Seat(context, context.new_page(), home)
    _watch(seat)
    return seat


def _watch(seat: Seat) -> None:
    """Note requests to anybody else, the statuses of answers, and complaints."""
    seat.context.on("request", lambda request: _asked(seat, request))
    seat.context.on("requestfailed", lambda request: seat.missed.append(request.url))
    for done in ("requestfinished", "requestfailed"):
        seat.context.on(done, lambda request: seat._asked.discard(request))
    seat.tab.on("console", lambda said: _complained(seat, said))
    seat.tab.on("pageerror", lambda error: seat.complaints.append(str(error)))
    seat.tab.on("response", lambda answer: _answered(seat, answer))


def is_elsewhere(home: str, url: str) -> bool:
    """On the network, and not ours: the browser's own pages (a PDF viewer) are neither."""
    parts = urlsplit(url)
    ours = urlsplit(home).netloc
    return parts.scheme in {"http", "https", "ws", "wss"} and parts.netloc != ours


def _asked(seat: Seat, request: Request) -> None:
    seat._asked.add(request)
    leaves = request.url == seat.leaves_for and request.is_navigation_request()
    if is_elsewhere(seat.home, request.url) and not leaves:
        seat.strangers.append(request.url)


def _complained(seat: Seat, said: ConsoleMessage) -> None:
    """Errors, and refusals by the page's own policy. A form sent back (422) is no fault."""
    expected = ("status of 422", *seat.pardoned)
    if said.type in ("error", "warning") and not any(part in said.text for part in expected):
        seat.complaints.append(said.text)


def _answered(seat: Seat, answer: Response) -> None:
    """Where a script reads the status alone, the browser may never tell of the answer's end."""
    if answer.request.resource_type == "fetch":
        seat._asked.discard(answer.request)
    seat.answers[answer.url] = answer.status


@contextmanager
def chromium_running() -> Iterator[Browser]:
    """A browser; where there is none, the tests that need it are skipped.

    Its driver runs an event loop, for which Django would refuse ordinary database calls.
    """
    expect.set_options(timeout=PATIENCE)
    path = find_chromium()
    if path is None:
        pytest.skip("NO CHROMIUM: nothing was looked at in a browser")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
            yield browser
            browser.close()
