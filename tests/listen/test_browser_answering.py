"""A phone without script, a real browser: answer, share, come back, take it back, leave."""

import pytest
from django.test import override_settings

from pennydrop.rooms.listen.models import Participant, Segment
from tests.listen.answering import seven_study

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(databases=["default", "keys"], transaction=True),
]
LIGHT = 100_000
CANARY = "they said it was a uti"


@pytest.fixture(params=[320, 1280])
def phone(window, request):
    return window(request.param, script=False)


@pytest.fixture
def study(organisation, at):
    return seven_study(organisation, at)


def to_the_tiles(seat, study):
    seat.go(f"/s/{study.slug}/")
    seat.follow("Tell us")
    seat.follow("Go on")
    seat.follow("I have read this")
    for group in seat.tab.get_by_role("group").all():
        group.get_by_label("Yes", exact=True).check()
    seat.press("Go on")


def to_the_code(seat, study):
    to_the_tiles(seat, study)
    seat.leads(seat.tab.get_by_role("button", name="Not being believed"))
    assert not seat.context.cookies()
    seat.tab.get_by_label("In your own words").fill(CANARY)
    seat.press("Save and go on")
    return seat.tab.locator(".code-words").inner_text()


def test_one_tile_one_line_a_code_and_all_of_it_taken_back(phone, study):
    code = to_the_code(phone, study)
    assert [cookie["name"] for cookie in phone.context.cookies()] == ["place"]
    phone.follow("I have written it down")
    phone.press("Skip this one")
    phone.follow("This is what I want to say")
    assert phone.tab.locator("input:checked").count() == 0
    assert CANARY in phone.tab.locator("blockquote").inner_text()
    group = phone.tab.get_by_role("group", name="May we use your words")
    group.get_by_label("Yes").check()
    phone.press("Share my words")
    assert "1 June 2026" in phone.words
    assert phone.context.cookies() == []
    assert Segment.objects.count() == 1

    phone.follow("Use my code")
    phone.tab.get_by_label("The 16 numbers").fill(code)
    phone.press("Go on")
    assert CANARY in phone.words
    phone.follow("Take my words back")
    phone.press("Take them back for good")
    assert "Your words are gone" in phone.tab.locator("h1").inner_text()
    assert not Segment.objects.exists()
    assert Participant.objects.get().state == "withdrawn"


def test_leave_now_is_under_the_thumb_and_going_back_shows_nothing(phone, study):
    elsewhere = phone.home.replace("localhost", "127.0.0.1")
    with override_settings(LEAVE_URL=f"{elsewhere}/help/"):
        to_the_code(phone, study)
        phone.follow("I have written it down")
        phone.go("/mine/check/")
        assert CANARY in phone.html
        leave = phone.tab.get_by_role("link", name="Leave now").first
        box = leave.bounding_box()
        assert box["y"] < 60 and box["height"] >= 43.5
        phone.leads(leave)
        assert phone.tab.url == f"{elsewhere}/help/"
        assert phone.context.cookies() == []
        for _ in range(5):
            phone.back()
            assert CANARY not in phone.html
    assert all(url.startswith(elsewhere) for url in phone.strangers)
    phone.strangers.clear()


def test_pages_are_light_and_ask_nobody_else(phone, study):
    weights = {}
    phone.tab.on("response", lambda r: weights.__setitem__(r.url, len(r.body())))
    phone.go(f"/s/{study.slug}/about/more/")
    phone.tab.wait_for_load_state("networkidle")
    assert not phone.strangers
    assert 10_000 < sum(weights.values()) < LIGHT, weights
    assert not any(url.endswith(".js") for url in weights)


def test_every_page_before_the_first_answer_passes_axe_and_fits(window, study):
    seat = window()
    for page in ("", "about/", "about/more/", "limits/", "done/", "agree/"):
        seat.go(f"/s/{study.slug}/{page}")
        seat.looks(page)
    seat.press("Go on")
    assert seat.title.startswith("Error: ")
    seat.looks("agree-wrong")
    seat.tab.get_by_label("No", exact=True).first.check()
    seat.press("Go on")
    seat.looks("not-agreed")
    to_the_tiles(seat, study)
    seat.looks("tiles")
    seat.press("All seven, one at a time")
    seat.looks("first")
    for page in ("code", "words"):
        seat.go(f"/{page}/")
        seat.looks(page)


def test_every_page_of_ones_own_passes_axe_and_fits(window, study):
    seat = window()
    code = to_the_code(seat, study)
    seat.looks("code-shown")
    for page in ("2/", "hide/", "check/", "", "away/", "use/"):
        seat.go(f"/mine/{page}")
        seat.looks(page)
    seat.press("Share my words")
    seat.go("/code/")
    seat.tab.get_by_label("The 16 numbers").fill("12")
    seat.press("Go on")
    seat.looks("code-wrong")
    seat.tab.get_by_label("The 16 numbers").fill(code)
    seat.press("Go on")
    seat.looks("come-back")
    seat.go("/mine/away/")
    seat.press("Take them back for good")
    seat.looks("gone")
