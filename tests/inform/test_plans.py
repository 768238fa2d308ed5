"""Somebody makes a plan for a bad moment: a card to show, to keep and to print. The server keeps
none of it, and what to do in an emergency stands on it whoever signed what."""

import datetime as dt
import re

import pytest
from django.apps import apps
from django.test import Client

from pennydrop.core.documents.pdf.render import sheets_in
from pennydrop.rooms.inform.models import Claim
from pennydrop.rooms.inform.queries.plans import plan_pdf
from pennydrop.rooms.inform.rules.doors import ALL_KEYS, door_page
from pennydrop.rooms.inform.rules.plans import (
    LONGEST_NAME,
    LONGEST_NUMBER,
    PARTS,
    STEPS,
    Contact,
    Plan,
    wrong_amount,
    wrong_number,
)
from pennydrop.rooms.inform.rules.starter.reading import starter_claims
from pennydrop.rooms.inform.rules.words import avoided
from pennydrop.rooms.inform.views.plans import kept_paths
from tests.inform.everywhere import pdf_words
from tests.inform.test_starter import HARDEST_SENTENCE, age_of

pytestmark = [pytest.mark.django_db(databases=["default", "keys"])]
OURS = {"origin": "http://testserver"}
TODAY = dt.date(2026, 11, 22)
TYPED = {
    "name1": "Robin", "number1": "07700 900123", "helps": "A dark room,\r\nand <b>no</b> talk",
    "took": "ketamine, two beers", "tell": "I take insulin", "hospital": "Guildhall Road",
    "meet": "By the red van",
}  # fmt: skip


def send(path="/plan/", **more):
    return Client().post(path, {**TYPED, **more}, headers=OURS)


def test_the_card_holds_the_words_and_what_to_do():
    assert "Nothing is kept here" in Client().get("/plan/").text
    page = send()
    assert page.status_code == 200 and not page.cookies
    for word in (
        "Robin",
        "A dark room, and &lt;b&gt;no&lt;/b&gt; talk",
        "red van",
        "They have a fit",
    ):
        assert word in page.text
    assert 'href="tel:07700900123"' in page.text and page.headers["Cache-Control"] == "no-store"


def test_it_comes_back_to_be_changed_with_what_was_typed():
    page = send(change="yes")
    assert page.status_code == 200 and 'value="Robin"' in page.text and "A dark room," in page.text


def test_a_file_for_the_phone_needs_nothing_else():
    answer = send("/plan/card.html")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="card.html"'
    assert "Robin" in answer.text and "They have a fit" in answer.text
    assert not re.search(r"<(?:script|link|img)|src=|url\(|http", answer.text)


def test_the_sheet_is_one_page_however_much_is_written():
    assert sheets_in(send("/plan/card.pdf").content) == 1
    wide = Plan(
        (Contact("W" * LONGEST_NAME, "0" * LONGEST_NUMBER),) * 3,
        **{name: ("WWWWWWWWW " * 99)[: one.most] for name, one in PARTS.items()},
    )
    sheet = plan_pdf(wide, door_page(STEPS, starter_claims(), today=TODAY), on=TODAY)
    assert sheets_in(sheet) == 1
    words = pdf_words(sheet)
    assert not words or ("116 123" in words and "WWWWWWWWW" in words)


@pytest.mark.parametrize("path", ["/plan/card.html", "/plan/card.pdf"])
def test_a_file_without_a_plan_leads_to_the_form(path):
    assert Client().get(path).headers["Location"] == "/plan/"
    assert Client().post(path, {"name1": "x" * 99}, headers=OURS).status_code == 302


def test_nobody_elses_page_can_put_words_into_the_card():
    for headers in ({}, {"origin": "https://other.example"}):
        page = Client().post("/plan/", TYPED, headers=headers)
        assert "Robin" not in page.text and "Make the card" in page.text
        assert Client().post("/plan/card.html", TYPED, headers=headers).status_code == 302


def test_an_amount_and_a_number_that_cannot_be_called_are_refused():
    page = send(took="2 grams of ketamine", number1="javascript:1")
    assert page.status_code == 422
    assert (
        "Leave out how much" in page.text
        and "Number of the first: use only the figures" in page.text
    )
    assert not wrong_amount("ketamine, 2 beers") and not wrong_number(
        "+44 (0)7700 900-123", of="Number of the first"
    )
    assert Contact("x", "call me").href == ""


def test_what_to_do_is_there_whatever_is_signed_and_no_advice_is(claim, sign, at, monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: at)
    sign(claim("aid-stay", "Advice, signed today."))
    for page in (send(), Client().get("/plan/mine/"), send("/plan/card.html")):
        assert "They have a fit" in page.text and "Advice, signed today." not in page.text
    assert Claim.objects.count() == 1
    assert set(STEPS.keys) <= set(ALL_KEYS) and all(
        starter_claims()[k].kind.stays for k in STEPS.keys
    )


def test_nothing_of_it_is_kept():
    before = {model: model._base_manager.count() for model in apps.get_models()
              if model._meta.app_label != "vault"}  # fmt: skip
    send()
    send("/plan/card.pdf")
    assert before == {model: model._base_manager.count() for model in before}


def test_a_copy_holds_all_that_its_page_asks_for_and_the_script_answers_for_it_alone():
    page = Client().get("/plan/mine/", {"copy": "1"}).text
    assert set(re.findall(r'(?:src|href)="(/static/[^"]+)"', page)) <= set(kept_paths())
    assert "A copy, kept on this phone" in page
    script = Client().get("/plan/kept.js")
    assert 'NAME = "card"' in script.text and "Service-Worker-Allowed" not in script.headers
    assert 'NAME = "kept"' in Client().get("/help/kept.js").text
    assert "<script" not in Client().get("/plan/").text


def test_the_questions_are_easy_and_kind():
    said = [text for one in PARTS.values() for text in (one.title, one.ask, one.hint) if text]
    assert [word for text in said for word in avoided(text)] == []
    assert [text for text in said if age_of(text) > HARDEST_SENTENCE] == []


@pytest.mark.browser
@pytest.mark.django_db(databases=["default", "keys"], transaction=True)
def test_it_is_kept_on_the_phone_only_after_a_press_and_opens_with_no_signal(window):
    phone = window(320)
    tab = phone.tab
    phone.go("/plan/")
    phone.looks("plan", dark=True)
    tab.get_by_label("Who to call first").fill("Robin")
    tab.get_by_label("What helps").fill("A dark room")
    phone.press("Make the card")
    phone.looks("plan-card", dark=True)
    assert tab.evaluate("localStorage.length") == 0
    keep = tab.get_by_role("button", name="Keep it on this phone, in this browser")
    phone.touch(keep, shows=tab.get_by_text("It is kept on this phone."))
    tab.wait_for_function("navigator.serviceWorker.ready.then(one => !!one.active)")
    opens_and_goes_with_no_signal(phone)


def opens_and_goes_with_no_signal(phone):
    tab = phone.tab
    phone.context.set_offline(True)
    phone.pardon("ERR_INTERNET_DISCONNECTED")
    phone.go("/plan/mine/")
    tab.get_by_text("A dark room").wait_for()
    assert "Robin" in phone.words and "They have a fit" in phone.words
    phone.looks("plan-mine")
    gone = tab.get_by_text("There is no card on this phone")
    phone.touch(tab.get_by_role("button", name="Remove it from this phone"), shows=gone)
    assert "A dark room" not in phone.words and not phone.opens("/plan/mine/")
    assert tab.evaluate("localStorage.length") == 0
