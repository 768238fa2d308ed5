"""Two people take all nineteen coded conversations from one file to an edition in their own
browsers, and anybody reads each quote as it was said: on the page, on paper, in Word, in text and
in the data."""

import csv
import io
import re
import zipfile

import pytest
from playwright.sync_api import expect

from pennydrop.core.documents.word import paragraphs
from tests.journeys.publishing import printed_words, proposes, tries
from tests.journeys.researching import STUDY, room, understand
from tests.publish.conversations import (
    ACTED,
    INSIGHT,
    STORY,
    THEMES,
    WHO,
    Conversations,
    quoted_in,
    said,
)

pytestmark = [
    pytest.mark.django_db(databases=["default", "keys"], transaction=True),
    pytest.mark.browser,
]
# How many passages are quoted of each talk type, and on which page of its theme they are found.
CHOICE = {"change": (2, 1), "sustain": (1, 2), "neutral": (1, 2)}


@pytest.fixture
def talks(tmp_path):
    return Conversations(tmp_path)


def test_coded_conversations_become_an_edition(window, owner, colleague, study, talks):
    dev, ros = window(by=owner), window(by=colleague)
    brings_in(dev, talks)
    chosen = []
    for kind, (count, page) in CHOICE.items():
        writes_theme(ros, kind)
        chosen += chooses(ros, talks.fit[kind], count, page)
    for desk in (ros, dev):
        signs_all(desk, len(chosen))
    writes_limits(ros)
    tries(ros)
    proposes(ros)
    edition = releases(dev)
    holds_every_quote(window(), edition, chosen)


def brings_in(desk, talks):
    """A coordinator: one file of many, looked into before anything of it comes in."""
    desk.go("/")
    understand(desk, "")
    desk.follow("Projects of other tools")
    desk.tab.get_by_label("The project").set_input_files(talks.file)
    desk.press("Look into it")
    assert "Which column is which" in desk.words and "change · " in desk.words
    expect(desk.tab.get_by_label("Its code")).to_have_value("client_talk_type")
    desk.looks("a table of coded turns")
    desk.tab.get_by_label("Word for word", exact=True).check()
    desk.tab.get_by_label("quoted word for word and published").check()
    desk.tab.get_by_label("Somebody has read these texts").check()
    desk.press("Bring it in")
    assert "19 sources, 3 codes" in desk.words


def writes_theme(desk, kind):
    if desk.tab.url == "about:blank":
        desk.go("/")
    understand(desk, "Themes")
    desk.follow("New theme")
    desk.tab.get_by_label("Title", exact=True).fill(THEMES[kind])
    desk.tab.get_by_label("Key insight").fill(INSIGHT)
    desk.tab.get_by_label("The story of this theme").fill(STORY)
    desk.tab.get_by_label(re.compile(f"^{kind}")).check()
    desk.press("Keep this theme")


def chooses(desk, fit, count, page):
    """Several at once, from one of the pages of a theme's passages. Returns words that `fit`."""
    desk.follow("Choose several at once")
    if page > 1:
        pages = desk.tab.get_by_role("navigation", name="Pages")
        desk.leads(pages.get_by_role("link", name=f"Page {page}", exact=True))
    offered = said(desk.tab.locator(".tick-passages").inner_text())
    chosen = [words for words in map(said, fit) if f"“{words}”" in offered][:count]
    for words in chosen:
        desk.tab.get_by_label(f"“{words}”").first.check()
    desk.tab.get_by_label("Who said them").fill(WHO)
    desk.press("Put these forward")
    assert f"Chosen: {count} passage" in desk.tab.locator("body").inner_text()
    return chosen


def signs_all(desk, count):
    """One after another, each where it was said."""
    if desk.tab.url == "about:blank":
        desk.go("/")
    understand(desk, "Quotes")
    desk.follow("Look at what waits")
    assert f"{count} wait for you" in desk.words
    desk.follow("Look at it")
    for left in range(count - 1, -1, -1):
        marked = "".join(desk.tab.locator(".turns mark").all_inner_texts())
        assert said(marked) in said(desk.tab.locator(".quote-print").first.inner_text())
        desk.press("Sign, and look at the next" if left else "Sign: it may leave")
    assert "Nothing waits for you here." in desk.words


def writes_limits(desk):
    """The report as it begins, and in it what these conversations cannot tell."""
    room(desk, "Publish")
    desk.follow(STUDY)
    desk.press("Make report")
    heading = desk.tab.get_by_role("heading", name="What this cannot tell you")
    part = desk.tab.get_by_role("region").filter(has=heading).first
    number = int(part.get_attribute("id").removeprefix("edit-"))
    desk.leads(desk.tab.get_by_role("link", name=f"Change block {number + 1}", exact=True))
    text = desk.tab.locator("textarea").first
    text.fill(f"{text.input_value()}\n\n{ACTED}")
    desk.press("Save")
    # In a draft each sentence stands by itself, with what it rests on.
    assert all(sentence.strip(".") in said(desk.words) for sentence in ACTED.split(". "))


def releases(desk):
    room(desk, "Publish")
    desk.follow(STUDY)
    desk.follow("Release check")
    desk.press("Sign and release the first edition")
    expect(desk.tab.locator("body")).to_contain_text("Edition 1 is public now.")
    return desk.path


def holds_every_quote(anybody, edition, wanted):
    anybody.go(edition)
    assert quoted_in(anybody.html) == sorted(wanted)
    assert "labels elsewhere" in anybody.words and ACTED in said(anybody.words)
    forms = anybody.tab.get_by_text("Other forms", exact=True)
    anybody.touch(forms, shows=anybody.tab.get_by_role("link", name="Word file"))
    text = said(fetched(anybody, "Plain text").decode())
    word = said("\n".join(one.text for one in paragraphs(fetched(anybody, "Word file"))))
    paper = "".join(printed_words(fetched(anybody, "Download the PDF")).split())
    with zipfile.ZipFile(io.BytesIO(fetched(anybody, "Data: tables"))) as packed:
        rows = csv.DictReader(io.StringIO(packed.read("quotes.csv").decode("utf-8-sig")))
        assert sorted(said(row["words"].removeprefix("'")) for row in rows) == sorted(wanted)
    for words in wanted:
        assert f"“{words}”" in text and f"“{words}”" in word
        assert "".join(f"“{words}”".split()) in paper


def fetched(anybody, name):
    """A file, from the link that people press."""
    link = anybody.tab.get_by_role("link", name=name).first.get_attribute("href")
    answer = anybody.context.request.get(f"{anybody.home}{link}")
    assert answer.status == 200
    return answer.body()
