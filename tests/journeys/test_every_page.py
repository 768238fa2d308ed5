"""Every page that a link leads to, as each kind of reader: there, legible, quiet, ours alone."""

import re
from collections import deque
from urllib.parse import urldefrag, urljoin, urlsplit

import pytest
from django.urls import resolve

pytestmark = pytest.mark.browser

DOWNLOADS = {"publish:report", "publish:preview-pdf", "listen:paper_csv"}
NOT_FOLLOWED = {"listen:leave", "account_logout"}
EVERY_OTHER_KIND = 3  # addresses of one pattern that are opened: the first of them is looked at
TELLING = re.compile(r"ketamine|drug|substance|pennydrop|addict|recover|treat|harm|abuse", re.I)
BANNER = "everything here is invented"
LIGHT = 100_000


def pattern_of(path):
    found = resolve(path)
    return found.view_name, found.route


def faults_of(seat, status=200):
    """What is wrong with the page in hand, at both widths."""
    tab, faults = seat.tab, []
    if status != 200:
        faults.append(f"answers {status}")
    if not tab.title().strip():
        faults.append("has no title")
    if BANNER not in tab.locator("body").inner_text().lower():
        faults.append("does not say that all is invented")
    for width in (1280, 320):
        tab.set_viewport_size({"width": width, "height": 800})
        over = seat.sideways()
        if over > 0:
            faults.append(f"is {over} px too wide at {width} px")
        wrong = seat.axe()
        if wrong:
            faults.append(f"fails axe at {width} px:\n{wrong}")
    faults += [f"complains: {text}" for text in seat.complaints]
    seat.complaints.clear()
    return [f"{seat.path} {fault}" for fault in faults]


def links_of(seat):
    found = seat.tab.eval_on_selector_all("a[href]", "all => all.map(a => a.getAttribute('href'))")
    for href in found:
        address = urldefrag(urljoin(seat.tab.url, href)).url
        if urlsplit(address).netloc == seat.house.host:
            yield urlsplit(address)._replace(scheme="", netloc="").geturl()


def crawl(seat, *starts):
    """Open each kind of page once; yields what is wrong. A download is only asked for."""
    queue, seen = deque(starts), set()
    while queue:
        path = queue.popleft()
        name, route = pattern_of(urlsplit(path).path)
        if route in seen or name in NOT_FOLLOWED:
            continue
        seen.add(route)
        if name in DOWNLOADS:
            status = seat.context.request.get(seat.house.address + path).status
            yield [f"{path} answers {status}"] if status != 200 else []
            continue
        status = seat.go(path)
        yield faults_of(seat, status)
        queue.extend(links_of(seat))


@pytest.mark.parametrize("who", ["", "dev", "ros", "dr-ade", "sam"])
def test_every_page_that_a_link_leads_to(seats, who):
    seat = seats()
    if who:
        seat.sign_in(who)
    pages = list(crawl(seat, "/today/" if who else "/"))
    faults = [fault for page in pages for fault in page]
    assert not faults, "\n".join(faults)
    assert len(pages) >= {"dev": 40, "ros": 35}.get(who, 8)
