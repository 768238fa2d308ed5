"""Every page that a link leads to. What one reader has looked at closely, others only ask for."""

import re
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urljoin, urlsplit

from django.urls import resolve

from tests.browser import WIDTHS, Seat
from tests.journeys.served import ask, inside

DOWNLOAD = re.compile(r"\.(pdf|csv|docx|svg|png|xlsx|zip|txt|xml|bib|ris|json|po)$|^/static/")
NOT_FOLLOWED = {"listen:leave", "account_logout"}
BANNER = "everything here is invented"
# Asked in one go, since each question is a journey to the browser and back.
SAYS = """() => ({title: document.title, text: document.body.innerText,
  links: [...document.querySelectorAll('a[href]')].map(a => a.getAttribute('href')),
  asked: [...document.querySelectorAll('script[src], link[rel=stylesheet], link[rel=icon]')]
    .map(e => e.getAttribute('src') || e.getAttribute('href'))})"""


def pattern_of(path: str) -> tuple[str, str]:
    """The name and the pattern of an address: pages with one pattern are of one kind."""
    if path.startswith("/static/"):
        return "", path
    found = resolve(path)
    return found.view_name, found.route


def faults_of(seat: Seat, status: int = 200) -> list[str]:
    """What is wrong with the page in hand at both widths."""
    return looked_at(seat, status)[0]


def looked_at(seat: Seat, status: int) -> tuple[list[str], dict[str, Any]]:
    """What is wrong with the page in hand, and what it says. Axe sees the narrow width: each room's
    own tests show it their pages at both."""
    said = seat.tab.evaluate(SAYS)
    faults = faults_said(status, said["title"], said["text"])
    faults += seat.faults(axe=(min(WIDTHS),))
    faults += [f"complains: {text}" for text in seat.complaints]
    seat.complaints.clear()
    return [f"{seat.path} {fault}" for fault in faults], said


def faults_said(status: int, title: str, text: str) -> list[str]:
    wrong = {
        f"answers {status}": status != 200,
        "has no title": not title.strip(),
        "does not say that all is invented": BANNER not in text.lower(),
    }
    return [fault for fault, so in wrong.items() if so]


@dataclass
class Crawl:
    """Opens each kind of page once for each reader, and closely once among all of them.

    `known` maps a kind to what its page loaded when it was looked at. For another reader the same
    template shows other data: its address is asked without a browser, and must answer and be
    titled. Where it loads something that nobody has seen at work, it is looked at closely too.
    """

    known: dict[str, set[str]] = field(default_factory=dict)
    # What else is asked of the page in hand when it is looked at closely.
    also: Callable[[Seat], list[str]] = lambda seat: []

    def of(self, seat: Seat, *starts: str) -> Iterator[tuple[str, list[str]]]:
        """The kind of each page that links lead to from `starts`, and what is wrong with it."""
        queue, seen = deque(starts), set()
        while queue:
            path = queue.popleft()
            name, kind = pattern_of(urlsplit(path).path)
            if kind in seen or name in NOT_FOLLOWED:
                continue
            seen.add(kind)
            faults, links = self._of(seat, path, kind)
            yield kind, faults
            queue.extend(link for href in links if (link := inside(seat.home, path, href)))

    def _of(self, seat: Seat, path: str, kind: str) -> tuple[list[str], list[str]]:
        """What is wrong with a page, and where it leads."""
        if kind not in self.known and not DOWNLOAD.search(path):
            return self._near(seat, path, kind)
        page = ask(seat.home, path, seat.context)
        if page.kind != "text/html":
            return ([f"{path} answers {page.status}"] if page.status != 200 else []), []
        if strange(page.asked - set().union(*self.known.values())):
            return self._near(seat, path, kind)
        faults = faults_said(page.status, page.title, page.text)
        links = [urljoin(page.path, href) for href in page.links]
        return [f"{path} {fault}" for fault in faults], links

    def _near(self, seat: Seat, path: str, kind: str) -> tuple[list[str], list[str]]:
        faults, said = looked_at(seat, seat.go(path))
        faults += [f"{seat.path} {fault}" for fault in self.also(seat)]
        self.known[kind] = self.known.get(kind, set()) | set(said["asked"])
        return faults, [urljoin(seat.path, href) for href in said["links"]]


def strange(asked: set[str]) -> set[str]:
    """Of what a page asks for, what works on it: pictures are other data."""
    return {one for one in asked if one.endswith((".js", ".css"))}
