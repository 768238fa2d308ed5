"""A coordinator: signs as the second person, puts the quote into the findings, releases them."""

import io
import re
import shutil
import subprocess

import pikepdf
from playwright.sync_api import expect

from tests.browser import Seat
from tests.journeys.coding import signs
from tests.journeys.researching import STUDY, room

NEEDS_POPPLER = "pdftotext (poppler-utils) is not here: the words in the PDF were not read"


def signs_second(desk: Seat, words: str) -> None:
    """By way of Today, where it waits."""
    room(desk, "Today")
    waits = desk.tab.get_by_role("listitem").filter(has_text="a second pair of eyes")
    desk.leads(waits.get_by_role("link"))
    card = desk.tab.get_by_role("listitem").filter(has_text=words)
    desk.follow("Look at it", within=card)
    signs(desk, words)
    desk.follow("Quotes")
    card = desk.tab.get_by_role("listitem").filter(has_text=words)
    assert "Consent: " in card.inner_text(), "it may still not leave"


def adds_quote(desk: Seat, words: str, *, after: str) -> None:
    """Below the first quote of the section with this heading."""
    room(desk, "Publish")
    desk.follow(STUDY)
    desk.leads(desk.tab.get_by_role("link", name=re.compile("^Write")).first)
    section = desk.tab.get_by_role("region").filter(has=desk.tab.get_by_role("heading", name=after))
    number = section.first.get_attribute("id").removeprefix("edit-")
    desk.leads(desk.tab.get_by_role("link", name=re.compile(f"Add below block {number}$")))
    desk.leads(desk.tab.get_by_role("link", name=re.compile("^Quote")))
    desk.tab.get_by_role("radio", name=words).check()
    desk.press("Save")
    assert words in desk.words


def tries(desk: Seat) -> None:
    """To find out who is quoted, and notes how."""
    room(desk, "Publish")
    desk.follow(STUDY)
    desk.follow("Release check")
    desk.leads(desk.tab.get_by_role("link", name="Note a try").first)
    desk.tab.get_by_label("Nobody was recognised").check()
    desk.tab.get_by_label("Who tried?").fill("A neighbour of the office")
    desk.tab.get_by_label("search engines").check()
    desk.tab.get_by_label("For how many minutes?").fill("30")
    desk.press("Note it")


def proposes(desk: Seat) -> None:
    """The first of two signatures, with a reason for each thing that is to be weighed."""
    assert "Nothing is in the way" in desk.words, desk.words
    for asked in desk.tab.get_by_label("Why may it stay?").all():
        asked.fill("Two of us read it again.")
    desk.press("Propose this for release")
    expect(desk.tab.locator("body")).to_contain_text("Signed by you.")


def releases(desk: Seat) -> str:
    """The second signature. Returns the address of the public page."""
    room(desk, "Release check")
    desk.press("Sign and release as the next edition")
    expect(desk.tab.locator("body")).to_contain_text("Edition 2 is public now.")
    return desk.path


def quotes_on(seat: Seat, path: str) -> set[str]:
    """The words of each quote of a public edition, without who said them."""
    assert seat.go(path) == 200
    whole = [" ".join(text.split()) for text in seat.tab.locator("blockquote").all_inner_texts()]
    return {found.group(1) for text in whole if (found := re.search("“(.+)”", text))}


def downloads(seat: Seat, path: str) -> bytes:
    """The edition's PDF, from the link that people press; browsers show it in a viewer."""
    seat.go(path)
    link = seat.tab.get_by_role("link", name="Download the PDF").get_attribute("href")
    answer = seat.context.request.get(f"{seat.home}{link}")
    assert answer.status == 200 and answer.headers["content-type"] == "application/pdf"
    return answer.body()


def is_tagged(pdf: bytes) -> bool:
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        marked = opened.Root.get("/MarkInfo", {}).get("/Marked", False)
        return bool(marked) and "/StructTreeRoot" in opened.Root


def printed_words(pdf: bytes) -> str:
    """The words that stand in a PDF, with single spaces."""
    assert shutil.which("pdftotext"), NEEDS_POPPLER
    done = subprocess.run(["pdftotext", "-", "-"], input=pdf, capture_output=True, check=True)
    return " ".join(done.stdout.decode().split())


def takes_back(desk: Seat, name: str) -> str:
    """On the person's wish. Returns what the receipt says."""
    room(desk, "Listen")
    desk.follow(STUDY)
    link = desk.tab.get_by_role("link", name=f"Take back the words of {name}", exact=True)
    desk.leads(link)
    desk.tab.get_by_label(f"{name} has asked for this").check()
    desk.press("Take the words back now")
    assert desk.tab.locator("h1").inner_text() == "Receipt"
    return desk.words
