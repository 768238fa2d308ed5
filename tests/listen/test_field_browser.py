"""A phone in the field, in a real browser: without signal, with lost answers, and what it keeps."""

import json

import pytest
from django.urls import reverse

from pennydrop.core.vault.codes import group_code
from pennydrop.core.vault.lookups import lookup_of
from pennydrop.rooms.listen.actions.cards import fresh_code, spend
from pennydrop.rooms.listen.models import Participant, Source
from pennydrop.rooms.listen.queries.answers import words_of
from tests.listen.answering import seven_study
from tests.listen.phoning import (
    CANARY,
    EVERYTHING,
    PIN,
    answers,
    button,
    forgive_refusals,
    interview,
    keep,
    misses_the_server,
    offline,
    sealed,
    status,
    unlock,
)

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(databases=["default", "keys"], transaction=True),
]


@pytest.fixture
def asked(organisation, at):
    return seven_study(organisation, at)


@pytest.fixture
def page(asked):
    return reverse("listen:phone", args=[asked.pk])


@pytest.fixture
def phone(window, owner, page):
    """A phone on which the page is kept, and open."""
    seat = window(320, by=owner)
    seat.go(page)
    for label in ("Choose a PIN", "The same again"):
        seat.tab.get_by_label(label).fill(PIN)
    seat.touch(button(seat, "Keep this page on the phone"), shows=button(seat, "New interview"))
    return seat


@pytest.fixture
def two_kept(phone):
    """Two recordings made without signal; their codes."""
    codes = [fresh_code(), fresh_code()]
    offline(phone)
    interview(phone, CANARY, codes[0])
    keep(phone)
    answers(phone, f"{CANARY}, twice", codes[1])
    keep(phone)
    return codes


def test_what_a_phone_keeps_cannot_be_read_without_the_pin(phone, two_kept):
    kept = "\n".join(phone.tab.evaluate(EVERYTHING))
    assert sealed(phone) == 2 and "Do you want to take part?" in kept
    codes = [*two_kept, *map(group_code, two_kept)]
    for secret in (CANARY, "marmalade", "And then?", PIN, *codes):
        assert secret not in kept and json.dumps(secret)[1:-1] not in kept
    phone.again()
    phone.tab.get_by_text("2 recordings are kept here").wait_for()
    assert CANARY not in phone.html
    phone.tab.get_by_label("Your PIN").fill("739 hero")
    phone.touch(button(phone, "Open"), shows=status(phone, "9 tries are left"))
    misses_the_server(phone)


def test_two_are_sent_once_though_the_first_answer_was_lost(phone, two_kept):
    """Opened again without signal, by the PIN; then there is signal, and an answer is lost."""
    phone.again()
    unlock(phone)
    assert not Participant.objects.exists()
    lost = []

    def lose(route):
        # The server keeps it; the phone never hears of that.
        route.fetch()
        lost.append(route.request.post_data)
        route.abort()

    phone.context.route("**/phone/send/", lose)
    offline(phone, False)  # the phone says so, and the page sends by itself
    phone.until(lambda: bool(lost))
    status(phone, "No signal").wait_for()
    assert Participant.objects.count() == 1 and sealed(phone) == 2
    phone.context.unroute("**/phone/send/")
    phone.touch(button(phone, "Send now"), shows=status(phone, "2 sent, and wiped"))
    assert sealed(phone) == 0
    people = {person.lookup: person for person in Participant.objects.all()}
    assert set(people) == set(map(lookup_of, two_kept))
    told = {part.text for person in people.values() for part in words_of(person)}
    assert told == {CANARY, "And then?", f"{CANARY}, twice"} and Source.objects.count() == 2
    misses_the_server(phone)


def test_a_code_that_was_taken_back_meanwhile_brings_nothing_and_is_wiped(phone):
    code = fresh_code()
    offline(phone)
    interview(phone, CANARY, code)
    keep(phone)
    spend(lookup_of(code))
    offline(phone, False)
    status(phone, "taken back meanwhile").wait_for()
    assert sealed(phone) == 0 and not Participant.objects.exists()
    misses_the_server(phone)
    forgive_refusals(phone)


def test_slips_and_a_no_are_found_on_the_phone(phone):
    code = fresh_code()
    wrong = code[:-1] + str((int(code[-1]) + 1) % 10)
    interview(phone, CANARY, wrong)
    press = button(phone, "Keep it on the phone")
    phone.touch(press, shows=status(phone, "One of the numbers is not right"))
    phone.tab.get_by_label("The 16 numbers on their card").fill("12345")
    phone.touch(press, shows=status(phone, "This has 5"))
    phone.tab.locator("[data-scope=analyse]").get_by_label("No", exact=True).check()
    phone.touch(press, shows=status(phone, "nothing may be kept"))
    assert not Participant.objects.exists()
    phone.touch(button(phone, "Throw it away"), shows=status(phone, "Nothing of it was kept"))
    assert sealed(phone) == 0


def test_what_is_not_finished_is_sealed_and_goes_on_later(phone):
    interview(phone, CANARY, "")
    phone.touch(button(phone, "Finish later"), shows=phone.tab.get_by_text("Not finished"))
    phone.again()
    unlock(phone)
    assert not Participant.objects.exists(), "only what is finished is sent"
    words = phone.tab.get_by_label("Turn 1: the words")
    phone.touch(button(phone, "Open Interview"), shows=words)
    assert words.input_value() == CANARY
    assert phone.tab.get_by_label("Turn 2: who speaks").input_value() == "staff"
    phone.touch(button(phone, "No card here"), shows=status(phone, "Write these numbers down"))
    shown = phone.tab.get_by_label("The 16 numbers on their card").input_value()
    phone.touch(button(phone, "Keep it on the phone"), shows=status(phone, "1 sent"))
    assert Participant.objects.get().lookup == lookup_of(shown.replace(" ", ""))


def test_after_ten_wrong_pins_everything_is_gone(phone):
    interview(phone, CANARY, "")
    phone.touch(button(phone, "Finish later"), shows=phone.tab.get_by_text("Not finished"))
    phone.touch(button(phone, "Lock"), shows=status(phone, "Locked"))
    assert CANARY not in phone.html
    field = phone.tab.get_by_label("Your PIN")
    for left in range(9, 0, -1):
        if left == 5:
            phone.again()  # a new page does not give new tries
        field.fill(f"wrong {left}")
        said = f"{left} {'try is' if left == 1 else 'tries are'} left"
        phone.touch(button(phone, "Open"), shows=status(phone, said))
    field.fill("wrong")
    phone.touch(button(phone, "Open"), shows=status(phone, "Everything on this phone was wiped"))
    assert sealed(phone) == 0
    assert phone.tab.evaluate("caches.keys()") == []


def test_the_phone_can_be_wiped_by_hand(phone, page):
    interview(phone, CANARY, "")
    phone.touch(button(phone, "Finish later"), shows=phone.tab.get_by_text("Not finished"))
    sure = button(phone, "Press again")
    phone.touch(button(phone, "Wipe this phone"), shows=sure)
    phone.touch(sure, shows=status(phone, "Nothing is kept"))
    assert sealed(phone) == 0
    offline(phone)
    assert not phone.opens(page)


def test_whoever_is_signed_out_loses_nothing(phone, page):
    cookies = phone.context.cookies()
    phone.context.clear_cookies()
    interview(phone, CANARY, fresh_code())
    press = button(phone, "Keep it on the phone")
    phone.touch(press, shows=status(phone, "Sign in again"))
    assert sealed(phone) == 1
    phone.context.add_cookies(cookies)
    phone.touch(button(phone, "Send now"), shows=status(phone, "1 sent"))


def test_what_the_server_refuses_stays_with_its_reason(phone, asked, at):
    from pennydrop.rooms.listen.actions.participants import add_participant

    code = fresh_code()
    add_participant(study=asked, state="draft", lookup=lookup_of(code), by="quiet", at=at)
    interview(phone, CANARY, code)
    keep(phone)
    phone.tab.get_by_text("This code is used already").wait_for()
    assert sealed(phone) == 1
    forgive_refusals(phone)


def test_the_page_is_for_those_who_keep_it_alone_and_passes_axe(window, owner, page):
    seat = window(by=owner)
    seat.go(page)
    button(seat, "Keep this page").wait_for()
    assert seat.tab.evaluate("navigator.serviceWorker.getRegistrations().then(a => a.length)") == 0
    seat.looks("phone-new")
    for label in ("Choose a PIN", "The same again"):
        seat.tab.get_by_label(label).fill(PIN)
    seat.touch(button(seat, "Keep this page on the phone"), shows=button(seat, "New interview"))
    answers(seat, CANARY, "")
    seat.looks("phone-answers")
    seat.touch(button(seat, "Finish later"), shows=seat.tab.get_by_text("Not finished"))
    seat.looks("phone-list")
    interview(seat, CANARY, "")
    seat.looks("phone-interview")
    seat.touch(button(seat, "Finish later"), shows=button(seat, "New interview"))
    seat.touch(button(seat, "Lock"), shows=status(seat, "Locked"))
    seat.looks("phone-locked")
