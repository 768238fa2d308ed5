"""Every page that a link leads to, as each kind of reader: there, legible, quiet, ours alone."""

import re
from collections import deque
from urllib.parse import urldefrag, urljoin, urlsplit

import pytest
from django.urls import resolve

from tests.browser import WIDTHS
from tests.journeys.looking import sign_in, weight

pytestmark = pytest.mark.browser

DOWNLOAD = re.compile(r"\.(pdf|csv|docx|svg|png|xlsx|zip|txt|xml|bib|ris|json)$|^/static/")
NOT_FOLLOWED = {"listen:leave", "account_logout"}
TELLING = re.compile(r"ketamine|drug|substance|pennydrop|addict|recover|treat|harm|abuse", re.I)
BANNER = "everything here is invented"
LIGHT = 100_000


def pattern_of(path):
    if path.startswith("/static/"):
        return "", path
    found = resolve(path)
    return found.view_name, found.route


def faults_of(seat, status=200, *, closely=True):
    """What is wrong with the page in hand; looked at closely, at both widths too. Axe sees the
    narrow one: each room's own tests show it their pages at both."""
    faults = []
    if status != 200:
        faults.append(f"answers {status}")
    if not seat.title.strip():
        faults.append("has no title")
    if BANNER not in seat.tab.locator("body").inner_text().lower():
        faults.append("does not say that all is invented")
    faults += seat.faults(axe=(min(WIDTHS),)) if closely else []
    faults += [f"complains: {text}" for text in seat.complaints]
    seat.complaints.clear()
    return [f"{seat.path} {fault}" for fault in faults]


def links_of(seat):
    found = seat.tab.eval_on_selector_all("a[href]", "all => all.map(a => a.getAttribute('href'))")
    for href in found:
        address = urldefrag(urljoin(seat.tab.url, href)).url
        if urlsplit(address).netloc == urlsplit(seat.home).netloc:
            yield urlsplit(address)._replace(scheme="", netloc="").geturl()


def crawl(seat, *starts, known=frozenset()):
    """Open each kind of page once; yields its address pattern and what is wrong with it.

    A download is only asked for. Patterns that are `known` were looked at closely before.
    """
    queue, seen = deque(starts), set()
    while queue:
        path = queue.popleft()
        name, route = pattern_of(urlsplit(path).path)
        if route in seen or name in NOT_FOLLOWED:
            continue
        seen.add(route)
        if DOWNLOAD.search(path):
            status = seat.context.request.get(seat.home + path).status
            yield route, [f"{path} answers {status}"] if status != 200 else []
            continue
        status = seat.go(path)
        yield route, faults_of(seat, status, closely=route not in known)
        queue.extend(links_of(seat))


def test_every_page_that_a_link_leads_to(seats):
    """As anybody, and as each role. What one reader has looked at closely, the next only opens."""
    faults, known = [], set()
    for who, least in {"": 12, "dev": 50, "ros": 40, "dr-ade": 8, "sam": 6}.items():
        seat = seats(who)
        pages = dict(crawl(seat, "/today/" if who else "/", known=known))
        faults += [f"{who or 'anybody'}: {fault}" for page in pages.values() for fault in page]
        assert len(pages) >= least, f"{who}: only {sorted(pages)}"
        known |= set(pages)
    assert not faults, "\n".join(faults)


def test_pages_in_the_dark(seats, house):
    """A sample of each kind of base page, for somebody whose device is set to dark."""
    seat = seats(color_scheme="dark")
    faults = []
    for path in ("/", "/help/", "/code/", "/findings/", "/accounts/login/"):
        faults += faults_of(seat, seat.go(path))
    sign_in(seat, house, "dev")
    study = seat.tab.get_by_role("link", name="Open the study").first.get_attribute("href")
    for path in ("/today/", study, f"/understand/{study.split('/')[2]}/", "/safety/"):
        faults += faults_of(seat, seat.go(path))
    assert not faults, "\n".join(faults)


def neutral_faults_of(phone):
    """What would tell somebody beside the phone, or in its history, what this is about; and what
    is too heavy, runs, or has no way out."""
    tab = phone.tab
    faults = [
        (TELLING.search(phone.title), f"has a telling title: {phone.title}"),
        (TELLING.search(tab.url), f"has a telling address: {tab.url}"),
        (tab.locator("script").count(), "has a script"),
        (weight(phone) > LIGHT, f"weighs {weight(phone)} bytes"),
        (not tab.get_by_role("link", name="Leave now").count(), "has no way out"),
        ("blank.svg" not in tab.locator("link[rel=icon]").get_attribute("href"), "has an icon"),
    ]
    return [f"{phone.path} {fault}" for wrong, fault in faults if wrong] + faults_of(phone)


def test_every_page_of_a_person_from_the_first_to_the_receipt(seats):
    phone, faults, paths = seats(width=320), [], []

    def look():
        paths.append(phone.path)
        faults.extend(neutral_faults_of(phone))

    walk_the_check(phone, look)
    code = walk_to_the_code(phone, look)
    walk_to_the_end(phone, look)
    walk_back_and_away(phone, code, look)
    assert not faults, "\n".join(faults)
    assert len(paths) >= 20, paths


def walk_the_check(phone, look):
    """Questions on how somebody is: refused, with a red flag, left unsaid, to the page to take."""
    phone.go("/check/")
    look()
    phone.press("Begin")
    look()
    phone.press("Go on")
    look()
    phone.tab.get_by_label("Yes", exact=True).check()
    phone.press("Go on")
    assert "Call 999" in phone.words
    look()
    while phone.tab.get_by_role("button", name="Go on").count():
        phone.tab.get_by_label("rather not say").check()
        phone.press("Go on")
    look()
    phone.press("A page for a GP or a nurse")
    look()
    phone.press("Back to what I can do next")
    keep_and_remove(phone, look)
    assert phone.context.cookies() == []


def keep_and_remove(phone, look):
    phone.press("Keep them under a code")
    look()
    code = phone.tab.locator(".code-words").inner_text()
    phone.follow("Try my code")
    look()
    phone.tab.get_by_label("The 16 numbers").fill(code)
    phone.press("Go on")
    look()
    phone.press("Remove them now")
    look()


def walk_to_the_code(phone, look):
    """The pages before anything is kept: no cookie may be set on any of them."""
    phone.go("/")
    phone.follow("Tell us what happened")
    start = phone.path
    for page in ("", "about/", "about/more/", "limits/", "done/", "agree/"):
        phone.go(start + page)
        look()
    phone.press("Go on")
    assert phone.title.startswith("Error: ")
    look()
    for group in phone.tab.get_by_role("group").all():
        group.get_by_label("Yes").check()
    phone.press("Go on")
    look()
    phone.press("All seven, one at a time")
    look()
    assert phone.context.cookies() == [], "a trace before the first answer"
    phone.tab.get_by_label("In your own words").fill("It was a wet May.")
    phone.press("Save and go on")
    look()
    return phone.tab.locator(".code-words").inner_text()


def walk_to_the_end(phone, look):
    for step in range(2, 8):
        phone.go(f"/mine/{step}/")
        look()
    for page in ("hide/", "check/", "", "away/", "use/"):
        phone.go(f"/mine/{page}")
        look()
    phone.press("Share my words")
    look()


def walk_back_and_away(phone, code, look):
    for path in ("/words/", "/help/", "/code/"):
        phone.go(path)
        look()
    phone.tab.get_by_label("The 16 numbers").fill("1234")
    phone.press("Go on")
    look()
    phone.tab.get_by_label("The 16 numbers").fill(code)
    phone.press("Go on")
    look()
    phone.follow("Take my words back")
    look()
    phone.press("Take them back for good")
    look()
