"""Owners see the page two weeks before everybody, and answer beside it; and who follows it."""

import datetime as dt
import re
import xml.etree.ElementTree as ET

import pytest

from pennydrop.core.people.models import GuestLink
from pennydrop.rooms.publish.actions.answering import make_owner_link
from pennydrop.rooms.publish.actions.commitments import give_later_day
from pennydrop.rooms.publish.models import Answer
from tests.publish.conftest import CANARY
from tests.publish.promising import BY, TEXT, after, agreed, figure, put, recommended

pytestmark = [pytest.mark.django_db(databases=["default", "keys"]), pytest.mark.postgres]

ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def ask(told, edition):
    return put(recommended(told, edition))


@pytest.fixture
def link(ask, on):
    on(after(1).date())
    _, token = make_owner_link(
        ask=ask, name="The office", ends_on=after(100).date(), by=BY, at=after(1)
    )
    return f"/promises/owner/{token}/"


def test_a_coordinator_makes_a_link_that_is_shown_once_and_ends_it(
    client,
    owner,
    colleague,
    ask,
    on,
):
    on(after(1).date())
    address = f"/publish/promises/asked/{ask.pk}/links/"
    client.force_login(colleague)
    assert client.get(address).status_code == 403
    client.force_login(owner)
    assert client.post(address, {"name": "x", "ends_on": "2099-01-01"}).status_code == 422
    said = {"name": "The office", "ends_on": "2026-06-01"}
    page = client.post(address, said).content.decode()
    there = re.search(r"/promises/owner/[\w-]+/", page)[0]
    assert there not in client.get(address).content.decode()
    row = GuestLink.objects.get()
    client.logout()
    assert client.get(there).status_code == 200
    client.force_login(owner)
    client.post(f"{address}{row.pk}/end/")
    assert client.get(there).status_code == 410
    assert client.get("/promises/owner/nothing/").status_code == 404


def test_the_owner_sees_it_first_and_answers_beside_it(client, ask, link, on):
    page = client.get(link).content.decode()
    assert "The county partnership" in page and "25 March 2026" in page
    everybody = f"/promises/{ask.recommendation.slug}/"
    assert "The county partnership" not in client.get(everybody).content.decode()
    client.post(link, {"said": "We are\nlooking into it."})
    assert "looking into it." in client.get(link).content.decode()
    assert Answer.objects.get().by.startswith("guest:")
    on(after(14).date())
    page = client.get(everybody).content.decode()
    assert "looking into it." in page and "What they say" in page
    on(after(101).date())
    assert client.get(link).status_code == 410


def test_an_answer_may_not_hold_what_people_told_us(client, link):
    answer = client.post(link, {"said": f"But {CANARY} is not our fault."})
    page = answer.content.decode()
    assert answer.status_code == 422 and "your own words" in page and "Interview 1" not in page
    assert not Answer.objects.exists()
    for number in range(5):
        client.post(link, {"said": f"Answer {number}."})
    assert client.post(link, {"said": "One more."}).status_code == 422
    assert Answer.objects.count() == 5


def test_an_answer_that_harms_is_withheld_with_its_reason(client, owner, ask, link, on):
    client.post(link, {"said": "It was all Barry's doing."})
    row = Answer.objects.get()
    client.force_login(owner)
    on(after(14).date())
    client.force_login(owner)
    client.post(f"/publish/promises/answer/{row.pk}/withhold/", {"why": "It named somebody."})
    page = client.get(f"/promises/{ask.recommendation.slug}/").content.decode()
    assert "Barry" not in page and "is not shown: It named somebody." in page


def feed_of(client, address="/promises/feed.xml"):
    answer = client.get(address)
    assert answer["Content-Type"] == "application/atom+xml"
    return ET.fromstring(answer.content)


def test_the_feed_tells_what_everybody_can_read(client, ask, edition, on):
    made = agreed(ask, at=after(5))
    figure(made, 2, after(10))
    on(after(13).date())
    assert feed_of(client).findall(f"{ATOM}entry") == []
    on(after(24).date())
    feed = feed_of(client)
    titles = [entry.findtext(f"{ATOM}title") for entry in feed.findall(f"{ATOM}entry")]
    assert sorted(titles) == [
        "A figure came in: The county partnership", "Asked: The county partnership",
        "Kept: The county partnership", "Not yet due: The county partnership",
    ]  # fmt: skip
    newest = feed.find(f"{ATOM}entry")
    assert newest.findtext(f"{ATOM}updated") == "2026-04-03T00:00:00+00:00"
    assert TEXT in newest.findtext(f"{ATOM}summary")
    of = feed_of(client, f"{edition.address}promises/feed.xml")
    assert len(of.findall(f"{ATOM}entry")) == 4
    assert client.get("/findings/nothing/promises/feed.xml").status_code == 404


def test_a_later_day_is_news_and_the_first_is_told_with_it(client, ask, on):
    made = agreed(ask, at=after(5))
    later = dt.date(2027, 5, 1)
    give_later_day(commitment=made, due=later, why="Staff left.", by=BY, at=after(8))
    on(after(22).date())
    (told,) = [
        entry.findtext(f"{ATOM}summary")
        for entry in feed_of(client).findall(f"{ATOM}entry")
        if entry.findtext(f"{ATOM}title").startswith("A later day")
    ]
    assert "First promised for 1 September 2026, now for 1 May 2027: Staff left." in told


def test_the_feed_has_what_atom_asks_for(client, ask, on):
    """RFC 4287, 4.1: a feed and each entry have one id, title and time, and somebody wrote them."""
    on(after(40).date())
    feed = feed_of(client)
    parts = [feed, *feed.findall(f"{ATOM}entry")]
    assert len(parts) > 1
    for part in parts:
        for name in ("id", "title", "updated"):
            assert len(part.findall(f"{ATOM}{name}")) == 1, name
    assert feed.find(f"{ATOM}author/{ATOM}name").text
    assert [one.get("href") for one in feed.findall(f"{ATOM}link") if one.get("rel") == "self"]
    ids = [part.findtext(f"{ATOM}id") for part in parts]
    assert len(set(ids)) == len(ids)
    # RFC 4151: a tag names who made it and on which day.
    assert all(re.match(r"tag:testserver,2026-\d\d-\d\d:/", one) for one in ids[1:])
    again = feed_of(client)
    assert ET.tostring(again) == ET.tostring(feed), "an id or a time that changes by itself"
