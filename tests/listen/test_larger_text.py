"""Larger text goes along to "Help now" and "Is someone looking?", and can be chosen there."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.listen.answering import Teller, seven_study

pytestmark = [pytest.mark.django_db(databases=["default", "keys"])]
PAGES = ["inform:help", "support:looking"]


@pytest.mark.parametrize("name", PAGES)
def test_it_is_chosen_there_without_a_trace(name):
    client = Client()
    plain = client.get(reverse(name)).text
    assert '<a href="?t=1">Larger text</a>' in plain and " large" not in plain.split("<main")[0]
    large = client.get(reverse(name), {"t": "1"})
    assert '<a href="?t=0">Smaller text</a>' in large.text
    assert " large" in large.text.split("<main")[0] and not large.cookies


def test_who_chose_it_keeps_it_on_the_way_there(organisation, at):
    teller = Teller(seven_study(organisation, at))
    page = teller.client.get(reverse("listen:start", args=[teller.study.slug]), {"t": "1"}).text
    for name in PAGES:
        assert f'href="{reverse(name)}?t=1"' in page
        assert f'href="{reverse(name)}"' in teller.get("start", teller.study.slug)


def is_large(page):
    return " large" in page.split("<main")[0]


def offers(page):
    return 'id="larger"' in page


def test_a_page_that_answers_a_form_has_it_too(organisation, at):
    teller = Teller(seven_study(organisation, at))
    slug = teller.study.slug
    no = teller.post("agree", slug, take_part="no", analyse="yes")
    assert "That is fine" in no and offers(no) and not is_large(no)
    wrong = teller.post("agree", slug, take_part="yes")
    assert teller.page.status_code == 422 and 'name="t" value="1" form="page"' in wrong
    assert 'id="page"' in wrong
    larger = teller.post("agree", slug, take_part="yes", analyse="yes", t="1")
    assert is_large(larger) and not offers(larger)
    teller.go("one-1")
    teller.go("save", step=1, answer="i was in real pain")
    assert is_large(teller.get("mine"))  # kept from the box onwards
    gone = teller.post("away")
    assert "Your words are gone" in gone and is_large(gone) and "/help/?t=1" in gone


def test_mistakes_and_refusals_have_it_as_well(organisation, at):
    teller = Teller(seven_study(organisation, at))
    wrong = teller.post("code", code="12")
    assert teller.page.status_code == 422 and offers(wrong)
    assert is_large(teller.post("code", code="12", t="1"))
    teller.begin()
    long = teller.post("hide", hidden="x" * 50_000)
    assert teller.page.status_code == 422 and offers(long) and 'name="t"' not in long
    strange = Client(headers={"Sec-Fetch-Site": "cross-site"})
    refused = strange.post(reverse("listen:code"), {"code": "1"})
    assert refused.status_code == 403 and offers(refused.text)
    type(teller.study).objects.filter(pk=teller.study.pk).update(state="closed")
    closed = teller.post("agree", teller.study.slug, take_part="yes", analyse="yes")
    assert "This has closed" in closed and offers(closed)


@pytest.mark.browser
@pytest.mark.django_db(databases=["default", "keys"], transaction=True)
def test_the_box_makes_it_larger_by_style_alone(window, organisation, at):
    study = seven_study(organisation, at)
    seat = window(320)
    seat.go(reverse("listen:agree", args=[study.slug]))
    yes = seat.tab.get_by_role("group").first.get_by_label("Yes")
    yes.check()
    seat.press("Go on")
    words = seat.tab.locator("h1 + p")
    before = words.bounding_box()["height"]
    seat.tab.get_by_label("Larger text").check()
    assert words.bounding_box()["height"] > before
    assert yes.is_checked()
    seat.looks("larger")
