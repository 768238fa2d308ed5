"""Going live in a real browser: every page fits a small phone and passes axe."""

import datetime as dt
from dataclasses import replace

import pytest
from django.urls import reverse
from django.utils import timezone

from pennydrop.rooms.listen.actions.ledger import mark_intoxicated
from pennydrop.rooms.listen.actions.participants import add_participant, record_consent
from pennydrop.rooms.listen.actions.retention import delete_what_is_over
from pennydrop.rooms.listen.actions.sheets import amend_sheet
from pennydrop.rooms.listen.actions.studies import create_study
from pennydrop.rooms.listen.models import Consent, Sheet
from pennydrop.rooms.listen.rules.gate import Item
from tests.listen.answering import Teller, seven_study
from tests.listen.entered import ENTERED, enter_all
from tests.listen.test_retention import noon

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(databases=["default", "keys"], transaction=True),
]


@pytest.fixture
def filled(study, at):
    """Everything that these pages can show: a gap, versions, somebody who waits, a receipt."""
    enter_all(study, at, but=[Item.AGE])
    newest = Sheet.objects.order_by("-version").first()
    amend_sheet(
        study=study, text="# About\n\nNew.", limits="Limits.", seen=newest.version,
        reason="Amendment 1", by="test", at=at,
    )  # fmt: skip
    people = [
        add_participant(study=study, state="shared", lookup=None, by="test", at=at)
        for _ in range(2)
    ]
    for person, keep in zip(people, ("yes", "no"), strict=True):
        answers = {"take_part": "yes", "analyse": "yes", "keep": keep}
        record_consent(
            participant=person, answers=answers, sheet=None, how="spoken", by="test", at=at
        )
    (receipt,) = delete_what_is_over(at=noon(ENTERED["keep_until"]))
    mark_intoxicated(participant=people[0], how="spoken", by="test", at=noon(ENTERED["keep_until"]))
    return people[0], receipt


def test_every_page_fits_and_passes_axe(window, owner, study, filled):
    person, receipt = filled
    pages = [
        ("gate", []),
        *(("gate_item", [item.value]) for item in Item),
        ("sheet", []),
        ("sheet_versions", []),
        ("papers", []),
        ("paper_page", ["dpia"]),
        ("paper_page", ["information-sheet"]),
        ("ledger", []),
        ("ledger_person", [person.pk]),
        ("kept", []),
        ("kept_receipt", [receipt.pk]),
    ]
    seat = window(by=owner)
    for name, more in pages:
        assert seat.go(reverse(f"listen:{name}", args=[study.pk, *more])) == 200, name
        seat.looks("-".join([name, *map(str, more)]))
    seat.go(reverse("listen:gate_item", args=[study.pk, "dpia"]))
    seat.press("Save")
    assert seat.title.startswith("Error: ")
    seat.looks("gate_item-wrong")


def test_a_coordinator_finds_what_is_missing_and_enters_it(window, owner, new_study, at):
    real = create_study(new=replace(new_study, invented=False), by="test", at=at)
    enter_all(real, at, but=[Item.DPIA])
    seat = window(320, by=owner)
    seat.go(reverse("listen:study", args=[real.pk]))
    seat.follow("See what is missing")
    assert "Still missing: the DPIA’s reference; the DPIA’s date." in seat.words
    assert seat.tab.get_by_role("button", name="Open the study").count() == 0
    seat.follow("Enter Data protection is assessed")
    seat.tab.get_by_label("Reference of the DPIA").fill("DPIA-7")
    seat.tab.get_by_label("Day on which it was agreed").fill("2026-01-20")
    seat.press("Save")
    seat.press("Open the study")
    assert f"/s/{real.slug}/" in seat.words


def test_a_person_says_it_again_on_a_phone_without_script(window, organisation, at):
    teller = Teller(seven_study(organisation, at))
    code = teller.begin("a heron drew it on my wrist")
    teller.share(quote="yes")
    seat = window(320, script=False)
    seat.go(reverse("listen:code"))
    seat.tab.locator("#id_code").fill(code)
    seat.leads(seat.tab.locator("main form button").first)
    seat.follow("I had been drinking or using when I said yes")
    seat.press("Ask me again")
    assert "Do you still say yes?" in seat.words and "another day" in seat.words
    day = timezone.now().date() - dt.timedelta(days=1)
    Consent.objects.filter(reconfirm_by__isnull=False).update(on=day)  # a day goes by
    seat.go(reverse("listen:again"))
    assert seat.tab.get_by_role("radio", checked=True).count() == 0
    scripted = window(320)
    for name in ("code", "mine", "again"):
        if name == "code":
            scripted.go(reverse("listen:code"))
            scripted.tab.locator("#id_code").fill(code)
            scripted.leads(scripted.tab.locator("main form button").first)
        else:
            scripted.go(reverse(f"listen:{name}"))
            scripted.looks(f"own-{name}")
    seat.press("Save")
    assert "Please say yes once more." not in seat.words
