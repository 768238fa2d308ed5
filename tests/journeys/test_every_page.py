"""Every page that a link leads to, as each kind of reader: there, legible, quiet, ours alone."""

import re

import pytest

from tests.journeys import served
from tests.journeys.crawling import Crawl, faults_of
from tests.journeys.looking import faults_when_larger, faults_without_scripts, sign_in, weight
from tests.journeys.opening import for_work, open_pages, too_hard
from tests.journeys.served import Served

pytestmark = pytest.mark.browser

TELLING = re.compile(r"ketamine|drug|substance|pennydrop|addict|recover|treat|harm|abuse", re.I)
LIGHT = 100_000


def test_every_page_that_a_link_leads_to(seats):
    """As anybody, who may be on a small phone with large text and no scripts; and as each role."""
    plain = seats(width=320, script=False)
    faults, crawl = [], Crawl(also=lambda seat: faults_for_anybody(seat, plain))
    for who, least in {"": 30, "dev": 50, "ros": 40, "dr-ade": 8, "sam": 6}.items():
        pages = dict(crawl.of(seats(who, width=320), "/today/" if who else "/"))
        faults += [f"{who or 'anybody'}: {fault}" for page in pages.values() for fault in page]
        assert len(pages) >= least, f"{who}: only {sorted(pages)}"
        crawl.also = lambda seat: []
    assert not faults, "\n".join(faults)


def faults_for_anybody(seat, plain):
    heavy = [f"weighs {weight(seat)} bytes"] if weight(seat) > LIGHT else []
    return heavy + faults_when_larger(seat) + faults_without_scripts(seat, plain)


def test_every_open_page_is_light_and_reads_at_nine_to_eleven(house):
    """Each address that a link leads to, as each guide and each finding has words of its own."""
    pages, work = list(open_pages(house.address, "/")), for_work()
    heavy = {page.path: served.weight(house.address, page) for page in pages}
    hard = {page.path: fault for page in pages if (fault := too_hard(page.path, page.blocks))}
    assert [(path, size) for path, size in heavy.items() if size > LIGHT] == []
    assert [fault for path, fault in hard.items() if path not in work] == []
    assert (
        too_hard("all together", [b for p in pages if p.path not in work for b in p.blocks]) is None
    )
    assert len(pages) > 90 and set(work) <= set(hard), "a page for work is easy: take it off"


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
        # The one on help now reads it aloud, by a voice on the device, after a press.
        (tab.locator("script:not([src*='inform/aloud'])").count(), "has a script"),
        (weight(phone) > LIGHT, f"weighs {weight(phone)} bytes"),
        (not tab.get_by_role("link", name="Leave now").count(), "has no way out"),
        ("blank.svg" not in tab.locator("link[rel=icon]").get_attribute("href"), "has an icon"),
    ]
    hard = too_hard(phone.path, served.read(page_in_hand(phone)).blocks)
    faults += [(True, fault) for fault in (hard, *faults_when_larger(phone)) if fault]
    return [f"{phone.path} {fault}" for wrong, fault in faults if wrong] + faults_of(phone)


def page_in_hand(phone):
    return Served(phone.path, 200, "text/html", phone.html.encode())


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
