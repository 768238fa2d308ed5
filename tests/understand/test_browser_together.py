"""Three journeys in a real Chromium: two people code one source at once, a text is corrected after
it was coded, and a person takes their words back while somebody codes them."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from pennydrop.core.people.queries import actor
from pennydrop.rooms.listen.actions.withdrawal import withdraw
from pennydrop.rooms.understand.actions.codes import make_code
from pennydrop.rooms.understand.actions.codings import add_coding
from pennydrop.rooms.understand.models import Code, Coding, Lost, Segment
from pennydrop.rooms.understand.queries.codings import codings_with, passages
from tests.understand.choosing import drag

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(databases=["default", "keys"], transaction=True),
]


@pytest.fixture
def codes(study, at):
    names = ("Pain", "Not being believed")
    return [make_code(study=study.pk, name=name, by="test", at=at) for name in names]


@pytest.fixture
def at_desks(window, owner, colleague, codes):
    """Dev and Ros, each at the same source."""

    def sit(text):
        desks = [window(by=who) for who in (owner, colleague)]
        for desk in desks:
            desk.go(reverse("understand:workspace", args=[text.study, text.id]))
            expect(desk.tab.locator("html.js")).to_be_attached()
        return desks

    return sit


def said(text):
    rows = passages(text.study, codings_with(Code.objects.values_list("pk", flat=True)))
    return sorted((row.by, row.words) for row in rows)


def test_two_people_code_one_source_at_once(at_desks, owner, colleague, interview, study):
    dev, ros = at_desks(interview)
    drag(dev, "it burned like glass")
    drag(ros, "how much are you taking")
    dev.tab.keyboard.press("1")
    ros.tab.keyboard.press("2")
    for desk in (dev, ros):
        expect(desk.tab.locator("#t1 .named li")).to_have_count(2)
    expect(ros.tab.locator("[data-arrivals]")).to_contain_text("Pain, coded by Dev, in turn 2.")
    expect(dev.tab.locator("[data-arrivals]")).to_contain_text("Not being believed, coded by Ros")

    # What Ros chooses stays chosen while Dev's next coding arrives in the same turn.
    drag(ros, "he looks at the screen")
    drag(dev, "all night")
    dev.tab.keyboard.press("1")
    expect(ros.tab.locator("#t1 .named li")).to_have_count(3)
    assert ros.tab.evaluate("getSelection().toString()") == "he looks at the screen"
    ros.tab.keyboard.press("n")
    ros.tab.keyboard.type("The screen")
    ros.tab.keyboard.press("Enter")
    expect(dev.tab.locator("[data-codes]")).to_contain_text("The screen")
    expect(dev.tab.locator("#t1 .named li")).to_have_count(4)

    # Each undoes only what is their own, and the other sees it go.
    dev.tab.keyboard.press("Escape")
    dev.tab.keyboard.press("z")
    expect(ros.tab.locator("#t1 .named li")).to_have_count(3)
    me, her = actor(owner), actor(colleague)
    assert said(interview) == sorted([
        (me, "it burned like glass"), (her, "how much are you taking"),
        (her, "he looks at the screen"),
    ])  # fmt: skip


def test_a_text_corrected_after_it_was_coded(
    at_desks, window, owner, colleague, codes, interview, at
):
    pain = codes[0]
    for words in ("it burned like glass", "every half hour"):
        start, end = interview.place(1, words)
        add_coding(text=interview.id, code=pain.pk, start=start, end=end, by=actor(colleague),
                   at=at)  # fmt: skip
    dev, ros = at_desks(interview)
    drag(ros, "I was a druggie wanting pills")

    # Dev corrects the turn: words before a coding, and all the words of another.
    row = Segment.objects.get(text=interview.id, order=1)
    dev.go(reverse("understand:correct-segment", args=[interview.id, row.pk]))
    box = dev.tab.locator("textarea")
    now = box.input_value()
    box.fill(now.replace("I said I was up every half hour", "🙂 Well: I was up"))
    dev.press("Show me first")
    dev.press("Keep this")
    expect(dev.tab.locator("body")).to_contain_text("1 coding has no words left")

    # Ros's page has the words as they are now, told so, and her choice of old words is let go.
    expect(ros.tab.locator("#t1 .said")).to_contain_text("🙂 Well: I was up, all night")
    expect(ros.tab.locator("#t1 mark")).to_have_text("it burned like glass")
    expect(ros.tab.locator("[data-arrivals]")).to_contain_text("turn 2 were corrected")
    assert ros.tab.evaluate("getSelection().toString()") == ""

    # The one that could not be moved waits for her, and she places it.
    ros.go(reverse("understand:lost", args=[interview.study]))
    ros.tab.get_by_label("The exact words").fill("I was up")
    ros.press("Place it there")
    assert not Lost.objects.exists()
    assert said(interview) == [
        (actor(colleague), "I was up"), (actor(colleague), "it burned like glass"),
    ]  # fmt: skip


def test_words_are_taken_back_while_somebody_codes_them(at_desks, group, codes, at):
    dev, ros = at_desks(group)
    drag(ros, "They look at your arms")
    ros.tab.keyboard.press("1")
    expect(ros.tab.locator("[data-pane]")).to_contain_text("They look at your arms")
    drag(ros, "every single time")

    withdraw(participant=group.people["Cal"], asked="with the code", by="quiet", at=at)

    # Her words leave the page, the pane and the selection; the other speaker stays.
    expect(ros.tab.locator("#t2")).to_have_count(0)
    expect(ros.tab.locator("main")).not_to_contain_text("arms")
    expect(ros.tab.locator("#t1")).to_contain_text("Somebody who stays")
    assert ros.tab.evaluate("getSelection().toString()") == ""
    ros.tab.keyboard.press("1")
    expect(ros.tab.get_by_role("status")).to_contain_text("Select some words first")
    assert not Coding.objects.exists()
    ros.tab.keyboard.press("z")
    expect(ros.tab.get_by_role("status")).to_contain_text("gone")
    assert not Coding.objects.exists(), "a withdrawal is never undone"
    ros.forgive("409")

    drag(dev, "Somebody who stays")
    expect(dev.tab.locator("[data-pane]")).to_contain_text("Somebody who stays")
    withdraw(participant=group.people["Bo"], asked="with the code", by="quiet", at=at)
    for desk in (dev, ros):
        expect(desk.tab.locator("main")).to_contain_text("This text was taken back")
        expect(desk.tab.locator("main")).not_to_contain_text("Somebody who stays")
