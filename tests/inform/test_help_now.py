"""Somebody needs help now: four doors, light, whole on any day, and the right numbers."""

import datetime as dt
import re

import pytest
from django.contrib.staticfiles import finders
from hypothesis import given
from hypothesis import strategies as st

from pennydrop.rooms.inform.actions.claims import retire_claim, write_claim
from pennydrop.rooms.inform.models import Claim
from pennydrop.rooms.inform.queries.doors import help_claims
from pennydrop.rooms.inform.rules.calls import Call, calls_in
from pennydrop.rooms.inform.rules.claims import ClaimText, Kind, Nation, Side, Signed
from pennydrop.rooms.inform.rules.doors import (
    ALL_KEYS,
    DOORS,
    Door,
    Group,
    door_named,
    door_page,
    first_page,
)
from pennydrop.rooms.inform.rules.starter.reading import starter_claims

DB = [pytest.mark.django_db(databases=["default", "keys"]), pytest.mark.postgres]
PATHS = ["/help/", *(f"/help/{door.name}/" for door in DOORS)]
TODAY = dt.date(2027, 1, 5)
LIGHT = 20_000


def with_database(test):
    for mark in DB:
        test = mark(test)
    return test


def read(client, path):
    answer = client.get(path)
    assert answer.status_code == 200 and not answer.cookies
    return answer.text


def weight(page):
    """Bytes of a page with everything that it asks for, as they are before any compression."""
    asked = re.findall(r'(?:src|href)="/static/([^"]+)"', page)
    files = {one for one in asked if not one.endswith("/")}
    assert files == {"inform/help.css", "inform/aloud.js", "ui/blank.svg"}
    return len(page.encode()) + sum(len(open(finders.find(one), "rb").read()) for one in files)


@with_database
@pytest.mark.parametrize("path", PATHS)
def test_each_page_with_all_it_asks_for_is_light_and_asks_nobody_else(client, path):
    page = read(client, path)
    assert weight(page) < LIGHT
    assert page.count("<script") == 1, "the one that reads aloud, and works only where it can"
    assert not re.search(r'(?:src|href)="(?:https?:)?//', page)
    assert "@import" not in open(finders.find("inform/help.css")).read()


def test_no_word_is_fetched_by_the_stylesheet():
    assert "url(" not in open(finders.find("inform/help.css")).read()


@with_database
def test_from_the_first_page_each_door_is_one_press_away(client):
    page = read(client, "/help/")
    for door in DOORS:
        assert f'<a href="/help/{door.name}/">{door.label}</a>' in page
        assert f'href="/help/{door.name}/?t=1"' in read(client, "/help/?t=1")
    assert client.get("/help/elsewhere/").status_code == 404


@with_database
@pytest.mark.parametrize("path", ["/", "/guides/", "/code/", "/accounts/login/", "/looking/"])
def test_help_is_one_press_away_from_every_kind_of_page(client, path):
    assert 'href="/help/"' in client.get(path).text


@with_database
def test_a_site_that_brought_in_nothing_still_helps(client):
    assert not Claim.objects.exists()
    page = read(client, "/help/wake/")
    assert "roll them on to their side" in page and "Not yet signed" in page
    assert 'href="tel:116123"' in read(client, "/help/talk/")
    assert 'href="sms:85258?body=SHOUT"' in read(client, "/help/talk/")


@with_database
def test_our_own_wording_comes_before_what_is_shipped(client, claim, sign):
    claim("aid-side", "Put them on their side.", kind=Kind.EMERGENCY)
    page = read(client, "/help/wake/")
    assert "Put them on their side." in page and "roll them on to" not in page


@with_database
def test_what_was_retired_here_does_not_come_back_from_what_is_shipped(client, claim, at):
    made = claim("help-papyrus", "Papyrus: 0800 068 4141.", kind=Kind.HELPLINE).claim
    retire_claim(claim=made, by="user:1", at=at)
    assert "0800 068 4141" not in read(client, "/help/talk/")


@with_database
def test_what_became_advice_is_not_kept_here(client, claim):
    claim("aid-warm", "Keep them warm. It is only advice.")
    assert "only advice" not in read(client, "/help/wake/")


@with_database
def test_one_in_order_comes_before_one_that_is_not(real, claim, sign, at, organisation):
    version = claim("aid-side", "Put them on their side.", kind=Kind.EMERGENCY)
    sign(version, days=10)
    other = type(organisation).objects.create(name="Another", invented=False)
    write_claim(
        organisation=other.pk, by="user:1", at=at,
        new=ClaimText("aid-side", "Another wording.", Kind.EMERGENCY),
    )  # fmt: skip
    assert help_claims(today=at.date())["aid-side"].text == "Put them on their side."


def test_every_claim_behind_a_door_is_shipped_and_never_vanishes():
    shipped = starter_claims()
    for key in ALL_KEYS:
        assert shipped[key].kind.stays, key


@given(st.dates(dt.date(2020, 1, 1), dt.date(2100, 1, 1)), st.integers(-400, 400))
def test_on_any_day_every_step_is_there_and_an_overdue_one_is_dated(today, due):
    """However long nobody looked at it: the words stay, and say from when they are."""
    until = dt.date(2060, 1, 1) + dt.timedelta(days=due)
    signed = tuple(Signed(side, "nurse", dt.date(2020, 1, 1), until) for side in Side)
    claims = {
        key: ClaimText(key, one.text, one.kind, one.severity, one.nations, one.sources,
                       one.disagree, one.conflict, signed)
        for key, one in SHIPPED.items()
    }  # fmt: skip
    for door in DOORS:
        page = door_page(door, claims, today=today)
        steps = [step for group in page.groups for step in group.steps]
        assert len(steps) == sum(len(group.keys) for group in door.groups)
        assert {step.due for step in steps} == ({until} if until < today else {None})
        assert not page.unsigned


@given(st.sets(st.sampled_from(ALL_KEYS)))
def test_advice_never_stands_behind_a_door(advice):
    claims = {
        key: ClaimText(key, f"{key} said.", Kind.ADVICE if key in advice else one.kind)
        for key, one in SHIPPED.items()
    }
    for page in [first_page(claims, today=TODAY)] + [
        door_page(door, claims, today=TODAY) for door in DOORS
    ]:
        said = {step.text for group in page.groups for step in group.steps}
        said |= {step.text for step in page.everywhere}
        said |= {step.text for _, steps in page.nations for step in steps}
        assert not said & {f"{key} said." for key in advice}
        assert all(group.steps for group in page.groups)


def test_each_nation_has_somebody_to_call_for_body_and_mind():
    talk = dict(door_page(door_named("talk"), SHIPPED, today=TODAY).nations)
    hurt = dict(door_page(door_named("hurt"), SHIPPED, today=TODAY).nations)
    for nation in Nation:
        assert any(step.calls for step in talk[nation]) and hurt[nation]


def test_a_door_without_its_claims_shows_no_empty_heading():
    door = Door("x", "X", "x", "First.", (Group("Gone", ("nothing",)),), ())
    page = door_page(door, SHIPPED, today=TODAY)
    assert page.groups == () and page.everywhere == () and page.read is None


@pytest.mark.parametrize(
    ("text", "hrefs"),
    [
        ("Call 999 or go to A&E.", ["tel:999"]),
        ("Samaritans on 116 123, or 999.", ["tel:116123", "tel:999"]),
        ("Call 0808 808 8000, or text DAN to 81066.", ["tel:08088088000", "sms:81066?body=DAN"]),
        ("Call Scottish Families on 08080 10 10 11.", ["tel:08080101011"]),
        ("Childline on 0800 1111. Childline on 0800 1111.", ["tel:08001111"]),
        ("Papyrus helps people up to 35, in 2024, for 15 minutes, 24/7.", []),
    ],
)
def test_numbers_are_read_from_the_words_themselves(text, hrefs):
    assert [call.href for call in calls_in(text)] == hrefs


@given(st.text())
def test_no_words_make_a_button_that_is_no_number(text):
    for call in calls_in(text):
        assert isinstance(call, Call)
        assert re.fullmatch(r"tel:\d{3,15}|sms:\d{5}\?body=[A-Z]+", call.href, re.ASCII)


SHIPPED = {key: claim for key, claim in starter_claims().items() if key in ALL_KEYS}
