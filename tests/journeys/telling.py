"""A person on a small phone, without JavaScript: tells one thing, shares it, takes it back."""

from tests.browser import Seat

CANARY = "The lampshade hummed in B flat and nobody in bay nine wrote it down"


def tells(phone: Seat) -> str:
    """From the front page to the private code, with one answer. Returns the code."""
    to_the_tiles(phone)
    phone.leads(phone.tab.get_by_role("button", name="Not being believed"))
    assert phone.context.cookies() == [], "a trace before the first answer"
    phone.tab.get_by_label("In your own words").fill(f"{CANARY}. I asked again at five.")
    phone.press("Save and go on")
    assert [cookie["name"] for cookie in phone.context.cookies()] == ["place"]
    return phone.tab.locator(".code-words").inner_text()


def shares(phone: Seat) -> None:
    """From the code to the end: checks the answer, says yes to four uses and no to one."""
    phone.follow("I have written it down")
    phone.press("Skip this one")
    assert CANARY in phone.words
    phone.follow("This is what I want to say")
    assert phone.tab.locator("input:checked").count() == 0, "something is ticked for the person"
    for question, reply in {
        "May we use your words just as": "Yes",
        "May a line of yours be seen": "Yes",
        "May we keep your words": "Yes",
        "May we ask you more": "No",
    }.items():
        group = phone.tab.get_by_role("group", name=question)
        group.get_by_label(reply, exact=True).check()
    phone.press("Share my words")
    assert phone.tab.locator("h1").inner_text() == "Thank you"
    assert phone.context.cookies() == []


def leaves_in_a_hurry(phone: Seat, code: str) -> None:
    """Under the thumb, at once, and nothing is left: not in cookies, not behind the Back button."""
    comes_back(phone, code)
    assert CANARY in phone.words
    link = phone.tab.get_by_role("link", name="Leave now").first
    box = link.bounding_box()
    assert box and box["height"] >= 43.5
    phone.leads(link)
    assert phone.tab.url == phone.leaves_for
    assert phone.context.cookies() == []
    for _ in range(4):
        phone.back()
        assert CANARY not in phone.html


def comes_back(phone: Seat, code: str) -> None:
    phone.go("/code/")
    phone.tab.get_by_label("The 16 numbers").fill(code)
    phone.press("Go on")
    assert phone.path == "/mine/"


def takes_it_back(phone: Seat, code: str) -> str:
    """With the code alone. Returns the receipt's words."""
    comes_back(phone, code)
    phone.follow("Take my words back")
    assert "made public" in phone.words, phone.words
    phone.press("Take them back for good")
    assert phone.tab.locator("h1").inner_text() == "Your words are gone from our pages"
    assert phone.context.cookies() == []
    return phone.words


def no_longer_opens(phone: Seat, code: str) -> None:
    phone.go("/code/")
    phone.tab.get_by_label("The 16 numbers").fill(code)
    phone.press("Go on")
    assert phone.path == "/code/" and "No words are kept under this code" in phone.words


def to_the_tiles(phone: Seat) -> None:
    phone.go("/")
    phone.follow("Tell us what happened")
    assert phone.path.startswith("/s/")
    phone.follow("Tell us")
    assert "We do not ask for your name" in phone.words
    phone.follow("Go on")
    phone.follow("I have read this")
    for group in phone.tab.get_by_role("group").all():
        assert group.locator("input:checked").count() == 0
        group.get_by_label("Yes").check()
    phone.press("Go on")
