"""From a recommendation to a promise that was kept, in a real Chromium; and how its pages look."""

import datetime as dt
from dataclasses import replace

import pytest
from django.core import mail

from pennydrop.core.documents.blocks import Recommendation as RecommendationBlock
from pennydrop.rooms.listen.actions.studies import create_study, open_study
from pennydrop.rooms.publish.actions.answering import answer_beside, make_owner_link
from pennydrop.rooms.publish.actions.corrections import correct
from pennydrop.rooms.publish.queries.parts import parts_of
from pennydrop.web.clockwork import read_figures_of_promises
from tests.publish.promising import ASKED, BY, after, agreed, figure, put, recommended
from tests.publish.releasing import released_with

pytestmark = [
    pytest.mark.django_db(databases=["default", "keys"], transaction=True),
    pytest.mark.browser,
]

DOORS = "Keep two doors open to be heard by."


def noon(day):
    return dt.datetime.combine(day, dt.time(12), tzinfo=dt.UTC)


def put_to_them(staff):
    """A recommendation of the findings is put to an owner, as it stands there."""
    staff.go("/today/")
    staff.follow("Promises", within=staff.tab.get_by_role("navigation", name="Main"))
    staff.follow("Put it to an owner")
    assert DOORS in staff.words
    staff.tab.get_by_label("Combating Drugs Partnership").check()
    staff.tab.get_by_label("How?").fill("by letter")
    staff.press("Save")
    assert "asked" in staff.words and "We wait for one until" in staff.words


def promise_and_link(staff):
    """They agree, to a figure that is read by itself; returns the address of the owner's link."""
    staff.follow("They agreed")
    staff.tab.get_by_label("What they promised").fill("A second study by June.")
    staff.tab.get_by_label("By which day will it be done?").fill("2026-06-01")
    staff.tab.get_by_label("What will show it?").select_option("studies-open")
    staff.tab.get_by_label("Target").fill("2")
    staff.press("Save")
    assert "not yet due" in staff.words and "Not yet seen" in staff.words
    staff.follow("Links for them")
    staff.tab.get_by_label("Who gets it?").fill("The office")
    staff.press("Make the link")
    return staff.tab.locator(".secret").inner_text()


def read_everywhere(anybody):
    """The promise's own page, and the place in the findings where it began."""
    for words in ("kept", "First done", "19 March 2026", "We are glad that it worked."):
        assert words in anybody.words
    anybody.leads(anybody.tab.locator("main a[href*='#block-1']"))
    assert "What came of this" in anybody.words and "kept" in anybody.words


def test_from_a_recommendation_to_a_promise_that_was_kept(
    window, client, owner, told, asking, on, new_study
):
    """Asked, promised, measured; the owner sees it first, everybody two weeks later, and where the
    recommendation stands in the findings as well."""
    on(after(0).date())
    staff = window(by=owner)
    put_to_them(staff)
    link = promise_and_link(staff)
    # The measure changes, and nobody types it.
    second = create_study(new=replace(new_study, title="Another"), by="test", at=ASKED)
    open_study(study=second, by="test", at=ASKED)
    on(after(9).date())
    read_figures_of_promises(at=noon(after(9).date()))
    theirs, anybody = window(320, script=False), window(320, script=False)
    theirs.go(link)
    assert "kept" in theirs.words and "19 March 2026" in theirs.words
    theirs.tab.get_by_label("Your answer").fill("We are glad that it worked.")
    theirs.press("Send my answer")
    on(after(22).date())
    anybody.go("/promises/")
    card = anybody.tab.locator(".ledger li").first
    assert "not yet due" in card.inner_text() and "kept" not in card.inner_text()
    on(after(23).date())
    anybody.again()
    assert "kept" in card.inner_text()
    anybody.follow("Keep two doors open")
    read_everywhere(anybody)
    feed = client.get("/promises/feed.xml").content.decode()
    assert "Kept: The county partnership" in feed and DOORS in feed


@pytest.fixture
def asking(told, draft, at):
    """An edition in which a recommendation stands."""
    block = RecommendationBlock(DOORS, "The county partnership")
    return released_with(told, draft, block, at)


@pytest.fixture
def pages(told, asking, on, settings):
    """Every page of promises, each with something on it: for anybody, and for staff."""
    settings.MAIL_FROM, settings.SITE = "news@marsh.example", "https://x"
    ask = put(recommended(told, asking))
    made = agreed(ask)
    rows = [figure(made, number, after(5 * number)) for number in (1, 2)]
    said = answer_beside(ask=ask, said="We did.", by=BY, at=after(11))
    correct(
        entry=made, values={"due": dt.date(2026, 3, 12)}, why="The letter says so.", by=BY,
        at=after(11),
    )  # fmt: skip
    _, token = make_owner_link(
        ask=ask, name="The office", ends_on=after(90).date(), by=BY, at=after(11)
    )
    on(after(40).date())
    base = "/publish/promises/"
    anybody = ["/promises/", f"/promises/{ask.recommendation.slug}/", "/promises/follow/",
               f"{asking.address}promises/", f"/promises/owner/{token}/"]  # fmt: skip
    staff = [base, f"{base}{ask.recommendation_id}/", f"{base}add/", f"{base}past/",
             f"{base}from/{asking.slug}/{parts_of(asking)[0].key}/put/",
             f"{base}asked/{ask.pk}/agreed/", f"{base}asked/{ask.pk}/links/",
             f"{base}promised/{made.pk}/figure/", f"{base}figure/{rows[0].pk}/strike/",
             f"{base}correct/promise/{made.pk}/", f"{base}asked/{ask.pk}/error/",
             f"{base}answer/{said.pk}/withhold/"]  # fmt: skip
    return anybody, staff


def test_every_page_of_promises_is_accessible_and_fits(window, owner, pages):
    for seat, addresses in ((window(), pages[0]), (window(by=owner), pages[1])):
        for address in addresses:
            assert seat.go(address) == 200, address
            seat.looks(address.replace("/", "-"), dark=address == pages[0][1])


def test_following_by_mail_without_javascript(window, pages, on):
    anybody = window(320, script=False)
    anybody.go("/promises/")
    anybody.follow("By e-mail")
    anybody.tab.get_by_label("Your e-mail address").fill("wren@example.org")
    anybody.press("Write to me")
    assert "Look in your mailbox" in anybody.words
    (letter,) = mail.outbox
    yes = letter.body.split("press the button:\nhttps://x")[1].split("\n")[0]
    anybody.go(yes)
    anybody.press("Yes, write to me")
    assert "You follow the page now" in anybody.words
    anybody.go(letter.body.split("No more of these: https://x")[1].strip())
    anybody.press("Stop them and delete my address")
    assert "Your address is gone" in anybody.words
