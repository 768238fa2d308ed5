"""A tablet that people use one after the other: nobody meets the one before."""

import datetime as dt
import re

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from pennydrop.core.vault.tickets import close_ticket
from pennydrop.rooms.listen.actions.outreach import keep_lists
from pennydrop.rooms.listen.models import Participant, Segment
from pennydrop.rooms.listen.urls import kiosk as kiosk_urls
from pennydrop.rooms.listen.urls import participant
from pennydrop.rooms.listen.views.kiosk import PURPOSE
from pennydrop.rooms.listen.views.participant import tablet
from pennydrop.rooms.listen.views.participant.doors import first_page
from tests.listen.answering import OURS, seven_study

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
VISIT = {**OURS, "Sec-Fetch-Mode": "navigate"}
SECRET = "quicksilver pelican"


@pytest.fixture
def asked(organisation, at):
    study = seven_study(organisation, at)
    type(study).objects.filter(pk=study.pk).update(
        next_steps="Read on [here](https://elsewhere.example/) or call [us](tel:0123)."
    )
    return study


def address(study, minutes=10, place=0):
    token = close_ticket({"s": study.pk.hex, "m": minutes, "w": place}, purpose=PURPOSE)
    return reverse("listen:kiosk", args=[token])


class Waiting(Client):
    """The tablet in the waiting room."""

    def __init__(self, study, minutes=10, place=0):
        super().__init__(headers=VISIT, enforce_csrf_checks=True)
        self.start = first_page(study.slug, place)
        assert self.get(address(study, minutes, place))["Location"] == self.start

    def send(self, page, **fields):
        """Send the form of a page as a browser would, to where the page says."""
        action = re.search(r'<form method="post" action="([^"]*)"', page.text)[1]
        path = re.search(r'name="path" value="([^"]+)"', page.text)
        known = {"path": path[1]} if path else {}
        return self.post(action.replace("&amp;", "&"), {**known, **fields}, follow=True)

    def begin(self, words):
        agreed = self.send(self.get(self.start + "agree/"), take_part="yes", analyse="yes")
        asked = self.send(agreed, go="one-1")
        return self.send(asked, go="save", step=1, answer=words)


def test_every_participant_page_is_decided_on():
    names = {path.name for path in participant.urlpatterns}
    begins = {path.name for path in kiosk_urls.urlpatterns}
    assert names - begins == tablet.PAGES | {"leave", "my_record"}
    assert {f"listen:{name}" for name in begins} == tablet.OWN


def test_staff_are_signed_out_after_being_asked(client, owner, asked):
    client.force_login(owner)
    begin = address(asked)
    page = client.get(begin)
    assert "You are signed in here" in page.text
    assert client.get(reverse("today")).status_code == 200
    answer = client.post(begin, headers=OURS)
    assert answer["Location"] == reverse("listen:start", args=[asked.slug])
    assert not client.cookies["sessionid"].value
    client.cookies.pop("tablet")
    assert client.get(reverse("today")).status_code == 302


def test_nobody_else_can_sign_somebody_out(client, owner, asked):
    client.force_login(owner)
    foreign = client.post(address(asked), headers={"Sec-Fetch-Site": "cross-site"})
    assert foreign.status_code == 403
    assert client.get(reverse("today")).status_code == 200


def test_an_address_that_is_not_ours_begins_nothing(client, asked):
    ours = address(asked).split("/")[2]
    other = "A" if ours[20] != "A" else "B"
    for token in ("x", "end-", ours[:20] + other + ours[21:]):
        assert client.get(f"/k/{token}/").status_code == 404
    type(asked).objects.filter(pk=asked.pk).update(state="draft")
    assert client.get(address(asked)).status_code == 404
    assert client.get("/k/")["Location"] == reverse("listen:code")


def test_only_participants_pages_open_and_none_leads_outward(asked, organisation, at):
    here, other = Waiting(asked), seven_study(organisation, at)
    for path in ("/", "/today/", "/findings/", "/accounts/login/", "/nowhere/", "/mine/copy/",
                 reverse("listen:start", args=[other.slug])):  # fmt: skip
        assert here.get(path)["Location"] == here.start, path
    for path in (here.start, here.start + "done/", "/help/", "/code/", "/words/", "/looking/"):
        page = here.get(path)
        assert page.status_code == 200, path
        targets = re.findall(r'<a\b[^>]*href="([^"]*)"', page.text)
        assert targets and all(re.match(r"[/#?]", t) and t[:2] != "//" for t in targets), targets
        assert "url=/k/" in page["Refresh"]
        assert page["Cache-Control"] == "no-store"
    assert "999" in here.get("/help/").text
    assert "us" in here.get(here.start + "done/").text


def test_an_ordinary_phone_is_left_as_it_is(client, asked):
    page = client.get(reverse("listen:start", args=[asked.slug]))
    assert "Refresh" not in page and "tel:999" in page.text and "I am done" not in page.text
    assert "tablet" not in page.cookies


def test_the_place_is_short_and_goes_with_the_turn(asked):
    here = Waiting(asked, minutes=5)
    shown = here.begin(SECRET)
    assert "This is your code" in shown.text
    assert here.cookies["place"]["max-age"] == 300
    assert SECRET in here.get("/mine/check/").text
    for way in ("/k/", "/leave/"):
        answer = here.get(way)
        assert answer["Location"] == here.start and not here.cookies["place"].value
        assert answer["Clear-Site-Data"] == '"cache"'
        assert here.get("/mine/check/")["Location"] == reverse("listen:code")
        here.begin(SECRET)


def test_what_was_sent_in_one_turn_cannot_be_sent_again_in_the_next(asked):
    """Going back to a page that a form made, the browser sends that form again."""
    here = Waiting(asked)
    agreed = here.send(here.get(here.start + "agree/"), take_part="yes", analyse="yes")
    question = here.send(agreed, go="one-1")
    too_long = {"go": "save", "step": 1, "answer": SECRET * 2000}
    told = here.send(question, **too_long)
    assert told.status_code == 422 and SECRET in told.text
    here.get("/k/")
    again = here.send(question, **too_long)
    assert again.redirect_chain == [(here.start, 302)] and SECRET not in again.text


def test_after_a_while_the_server_says_so_itself(asked, monkeypatch):
    """A tablet that slept did not count."""
    here = Waiting(asked, minutes=5)
    here.begin(SECRET)
    later = timezone.now() + dt.timedelta(minutes=4)
    monkeypatch.setattr(timezone, "now", lambda: later)
    assert SECRET in here.get("/mine/check/").text
    later += dt.timedelta(minutes=6)
    answer = here.get("/mine/check/")
    assert answer["Location"] == here.start and not here.cookies["place"].value


def test_a_browser_that_looks_for_an_icon_ends_nobodys_turn(asked):
    here = Waiting(asked)
    here.begin(SECRET)
    quiet = {**OURS, "Sec-Fetch-Mode": "no-cors"}
    assert here.get("/favicon.ico", headers=quiet).status_code == 404
    assert SECRET in here.get("/mine/check/").text


def test_it_ends_where_staff_know_the_address(asked):
    here = Waiting(asked)
    page = here.get("/k/end/")
    assert page.status_code == 200
    here.post("/k/end/")
    assert here.get("/accounts/login/").status_code == 200


def test_the_staff_page_offers_minutes(client, owner, worker, stranger, asked):
    page = reverse("listen:tablet", args=[asked.pk])
    for who, status in ((worker, 403), (stranger, 404), (owner, 200)):
        client.force_login(who)
        assert client.get(page).status_code == status
    assert "left alone for <b>10 minutes</b>" in client.get(page, {"minutes": "99"}).text
    assert "left alone for <b>3 minutes</b>" in client.get(page, {"minutes": "3"}).text


# -- in a real browser, with JavaScript off ------------------------------------------------------


def agree_and_write(seat, words):
    seat.follow("Tell us")
    seat.follow("Go on")
    seat.follow("I have read this")
    for group in seat.tab.get_by_role("group").all():
        group.get_by_label("Yes").check()
    seat.press("Go on")
    seat.leads(seat.tab.locator(".pick").first)
    seat.tab.get_by_label("In your own words").fill(words)
    seat.press("Save and go on")


@pytest.mark.browser
@pytest.mark.django_db(databases=["default", "keys"], transaction=True)
def test_two_people_one_after_the_other(window, asked):
    seat = window(800, script=False)
    start = reverse("listen:start", args=[asked.slug])
    seat.go(address(asked))
    assert seat.path == start
    agree_and_write(seat, SECRET)
    seat.follow("I have written it down")
    seat.press("Save and go on")
    seat.go("/mine/use/")
    seat.press("Share my words")
    assert seat.path == start + "done/"
    seat.leads(seat.tab.get_by_role("link", name="I am done"))
    assert seat.path == start
    assert Segment.objects.count() == 1
    for _ in range(8):
        seat.back()
        assert SECRET not in seat.html, seat.tab.url
        assert not re.search(r"\d{4} \d{4}", seat.words)
    seat.go(start)
    agree_and_write(seat, "somebody else")
    assert Participant.objects.count() == 2
    assert SECRET not in seat.html


@pytest.mark.browser
@pytest.mark.django_db(databases=["default", "keys"], transaction=True)
def test_left_alone_it_goes_back_by_itself(window, asked):
    seat = window(320, script=False)
    start = reverse("listen:start", args=[asked.slug])
    seat.go(address(asked, minutes=0.1))
    seat.go("/help/")
    seat.tab.wait_for_url(f"**{start}", timeout=60_000)
    assert seat.path == start


@pytest.mark.browser
@pytest.mark.django_db(databases=["default", "keys"], transaction=True)
def test_the_pages_pass_axe(window, owner, asked, at):
    keep_lists(study=asked, places=["Market"], kinds=["Talked"], by="test", at=at)
    seat = window(by=owner)
    seat.go(reverse("listen:tablet", args=[asked.pk]))
    seat.looks("tablet")
    seat.go(address(asked))
    seat.looks("tablet-begin")
    seat.press("Sign out and begin")
    for path in ("", "done/"):
        seat.go(reverse("listen:start", args=[asked.slug]) + path)
        seat.looks(f"tablet-start{path.strip('/')}")
    seat.go("/k/end/")
    seat.looks("tablet-end")
