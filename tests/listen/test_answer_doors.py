"""Participant pages are open, quiet, and take a form only from ourselves."""

import re
import threading

import pytest
from django.test import Client, override_settings
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from pennydrop.core.vault import lookups
from pennydrop.core.vault.keys import destroy
from pennydrop.rooms.listen.models import Participant
from pennydrop.rooms.listen.rules.pieces import LONGEST, pieces
from tests.listen.answering import Teller, seven_study
from tests.listen.reading_age import grade

pytestmark = [pytest.mark.django_db(databases=["default", "keys"]), pytest.mark.postgres]


@pytest.fixture
def study(organisation, at):
    return seven_study(organisation, at)


@pytest.fixture
def teller(study):
    return Teller(study)


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Sec-Fetch-Site": "same-origin"}, 200),
        ({"Sec-Fetch-Site": "none"}, 200),
        ({"Sec-Fetch-Site": "same-site"}, 403),
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Sec-Fetch-Site": "cross-site", "Origin": "http://testserver"}, 403),
        ({"Origin": "http://testserver"}, 200),
        ({"Origin": "https://testserver"}, 403),
        ({"Origin": "http://testserver.example"}, 403),
        ({"Origin": "null"}, 403),
        ({"Referer": "http://testserver/s/x/"}, 200),
        ({"Referer": "http://elsewhere.example/testserver"}, 403),
        ({}, 403),
    ],
)
def test_a_form_is_taken_only_from_our_own_pages(study, headers, status):
    client = Client(headers=headers, enforce_csrf_checks=True)
    address = reverse("listen:agree", args=[study.slug])
    answer = client.post(address, {"take_part": "yes", "analyse": "yes"})
    assert answer.status_code == status
    assert not client.cookies


def test_other_methods_are_refused(study):
    assert Client().put(reverse("listen:start", args=[study.slug])).status_code == 405
    assert Client().head(reverse("listen:start", args=[study.slug])).status_code == 200


def every_page(teller):
    """Each participant page once, as (name, response)."""
    slug = teller.study.slug
    for name in ("start", "about", "more", "limits", "agree", "done"):
        teller.get(name, slug)
        yield name, teller.page
    teller.post("agree", slug, take_part="no")
    yield "fine", teller.page
    teller.agree()
    yield "choose", teller.page
    teller.go("one-4")
    yield "question", teller.page
    teller.go("save", step=4, answer="nobody believed it")
    yield from own_pages(teller, teller.code())


def own_pages(teller, code):
    yield "shown", teller.page
    for name in ("code", "words", "hide", "check", "use", "mine", "away"):
        teller.get(name)
        yield name, teller.page
    teller.get("question", 2)
    yield "question again", teller.page
    teller.share(quote="yes")
    yield "shared", teller.page
    teller.post("code", code=code)
    yield "mine again", teller.page
    for name in ("use", "away"):
        teller.get(name)
        yield f"{name} again", teller.page
    teller.post("away")
    yield "receipt", teller.page


def test_every_page_is_quiet_neutral_and_leavable(teller):
    seen = 0
    for name, page in every_page(teller):
        html = page.content.decode()
        title = re.search(r"<title>(.*?)</title>", html).group(1)
        assert page["Cache-Control"] == "no-store", name
        assert page["Referrer-Policy"] == "same-origin", name
        assert "default-src 'none'" in page["Content-Security-Policy"], name
        assert html.count(f'href="{reverse("listen:leave")}"') >= 2, name
        assert "tel:999" in html and "tel:116123" in html, name
        assert not re.search(r"etamine|drug|pennydrop", title, re.I), title
        assert "<script" not in html and " style=" not in html, name
        assert "csrfmiddlewaretoken" not in html and "&lt;p" not in html, name
        assert html.count("<h1") == 1, name
        # A page that takes the place away does so for each language: those cookies are empty.
        for cookies in (page.cookies, page.client.cookies):
            assert {key for key, cookie in cookies.items() if cookie.value} <= {"place"}, name
        seen += 1
    assert seen == 23


def test_what_we_write_on_these_pages_can_be_read_at_nine_to_eleven(teller):
    for name, page in every_page(teller):
        main = re.search(r"<main.*?</main>", page.content.decode(), re.S).group(0)
        main = re.sub(r"<(/?)(p|li|h\d|dt|dd|label|button|legend|small|div|summary)\b[^>]*>",
                      "\n\n", main)  # fmt: skip
        text = re.sub(r"<[^>]+>|[0-9a-f]{8}-[0-9a-f-]+|&\w+;", " ", main)
        assert grade(text) <= 6, (name, grade(text))


def test_the_cookie_can_be_read_by_no_script_and_goes_nowhere_else(teller):
    teller.begin()
    cookie = teller.client.cookies["place"]
    assert cookie["httponly"] and cookie["samesite"] == "Lax" and cookie["path"] == "/mine/"
    assert not cookie["max-age"] and not cookie["expires"]
    assert not re.search(r"\d{16}", cookie.value)


def test_leaving_clears_everything_and_goes_somewhere_plain(teller):
    teller.begin()
    with override_settings(LEAVE_URL="https://weather.example/"):
        gone = teller.client.get(reverse("listen:leave"))
    assert gone["Location"] == "https://weather.example/"
    assert gone["Clear-Site-Data"] == '"cache", "cookies", "storage"'
    assert teller.client.cookies["place"].value == ""
    assert "Type your code" in teller.get("check")


def test_too_many_codes_at_once_are_asked_to_wait(teller, monkeypatch):
    monkeypatch.setattr(lookups, "_slots", threading.BoundedSemaphore(1))
    assert lookups._slots.acquire()
    try:
        page = teller.post("code", code="0" * 16)
    finally:
        lookups._slots.release()
    assert teller.page.status_code == 503 and "try again in a moment" in page
    assert teller.page["Retry-After"] == "5"
    teller.post("code", code="0" * 16)
    assert teller.page.status_code == 422


def test_keys_that_died_meanwhile_are_no_error(teller):
    teller.begin()
    destroy([Participant.objects.get().pk])
    assert "nothing to change here" in teller.get("check")
    assert teller.page.status_code == 410


def test_what_people_write_is_shown_as_text(teller):
    page = teller.begin('<script>alert("x")</script>') and teller.get("check")
    assert "<script>" not in page and "&lt;script&gt;" in page


@given(st.text(max_size=60).map(lambda t: t * 300))
def test_pieces_fit_and_lose_only_white_space(text):
    cut = pieces(text)
    assert all(0 < len(piece) <= LONGEST for piece in cut)
    assert "".join("".join(cut).split()) == "".join(text.split())
