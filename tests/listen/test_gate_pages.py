"""Staff pages of going live, the sheet, the papers, the ledger and what went in time."""

import datetime as dt
import io
import json
import zipfile
from dataclasses import replace

import pytest
from django.urls import reverse
from django.utils import timezone

from pennydrop.core.erasure.models import HandCopy
from pennydrop.rooms.listen.actions.importing import Upload, import_files
from pennydrop.rooms.listen.actions.ledger import mark_intoxicated
from pennydrop.rooms.listen.actions.participants import keep_hide_list, record_consent
from pennydrop.rooms.listen.actions.retention import delete_what_is_over
from pennydrop.rooms.listen.actions.studies import create_study
from pennydrop.rooms.listen.actions.withdrawal import withdraw
from pennydrop.rooms.listen.models import Consent, Participant, RetentionReceipt, Sheet
from pennydrop.rooms.listen.rules.gate import ITEMS, Item
from tests.listen.entered import ENTERED, enter_all
from tests.listen.test_retention import noon

pytestmark = [pytest.mark.django_db(databases=["default", "keys"]), pytest.mark.postgres]
TALK = b"Interviewer: How did it start?\n\nKaren: A heron drew it on my wrist.\n"


@pytest.fixture
def real(new_study, at):
    return create_study(new=replace(new_study, invented=False), by="test", at=at)


@pytest.fixture
def karen(study, at):
    files = [Upload.of("a.txt", TALK)]
    import_files(study=study, files=files, kind="interview", fidelity="notes", by="test", at=at)
    made = Participant.objects.select_related("study").get(staff=False)
    record_consent(
        participant=made, answers={"take_part": "yes", "analyse": "yes", "quote": "no"},
        sheet=Sheet.objects.get(), how="spoken", by="test", at=at,
    )  # fmt: skip
    keep_hide_list(participant=made, terms=["Karen"], by="test", at=at)
    return made


@pytest.fixture
def receipt(study, karen, at):
    enter_all(study, at)
    return delete_what_is_over(at=noon(ENTERED["keep_until"]))[0]


READ = {
    "gate": [], "sheet_versions": [], "papers": [], "paper_page": ["dpia"],
    "paper_file": ["dpia", "docx"], "ledger": [], "kept": [],
}  # fmt: skip
LEAD = {"gate_item": ["dpia"], "sheet": []}


@pytest.mark.parametrize("name", [*READ, *LEAD])
def test_who_may_open_it(name, study, client, owner, colleague, worker, stranger):
    address = reverse(f"listen:{name}", args=[study.pk, *(READ | LEAD)[name]])
    assert client.get(address).status_code == 302
    for who, status in (
        (owner, 200),
        (colleague, 200 if name in READ else 403),
        (worker, 403),
        (stranger, 404),
    ):
        client.force_login(who)
        assert client.get(address).status_code == status


@pytest.mark.parametrize("name", ["open", "close", "whole_record", "kept_seen"])
def test_who_may_press_it(name, study, karen, receipt, client, colleague, worker, stranger):
    more = {"whole_record": [karen.pk], "kept_seen": [receipt.pk]}.get(name, [])
    address = reverse(f"listen:{name}", args=[study.pk, *more])
    for who, status in ((colleague, 403), (worker, 403), (stranger, 404)):
        client.force_login(who)
        assert client.post(address).status_code == status
        assert client.get(address).status_code == 405


def sent(item):
    return {
        name: "" if ENTERED[name] is None else str(ENTERED[name]) for name in ITEMS[item].fields
    }


def say_whom_to_ask(real, client):
    """Whom to ask is a field like any other, and people read it in the sheet."""
    page = client.get(reverse("listen:gate", args=[real.pk])).text
    assert "whom people can ask" in page and reverse("listen:sheet", args=[real.pk]) in page
    refused = client.post(reverse("listen:open", args=[real.pk]))
    assert refused.status_code == 409 and "whom people can ask" in refused.text
    client.post(reverse("listen:gate_item", args=[real.pk, "contact"]), sent(Item.CONTACT))


def test_from_a_closed_draft_to_an_open_study(real, client, owner):
    client.force_login(owner)
    gate = reverse("listen:gate", args=[real.pk])
    page = client.get(gate).text
    assert "Still missing" in page and "The DPIA’s reference" in page
    assert "Open the study" not in page
    refused = client.post(reverse("listen:open", args=[real.pk]))
    assert refused.status_code == 409 and "the DPIA’s reference" in refused.text
    for item in set(Item) - {Item.CONTACT}:
        address = reverse("listen:gate_item", args=[real.pk, item.value])
        assert client.post(address, sent(item)).status_code == 302
    page = client.get(gate).text
    assert "Still missing:</b> whom people can ask" in page and "Open the study" not in page
    say_whom_to_ask(real, client)
    assert "Open the study" in client.get(gate).text
    client.post(reverse("listen:open", args=[real.pk]))
    real.refresh_from_db()
    assert real.state == "open"
    assert ENTERED["contact_reach"] in client.get(reverse("listen:more", args=[real.slug])).text
    assert f"/s/{real.slug}/" in client.get(reverse("listen:study", args=[real.pk])).text
    client.post(reverse("listen:close", args=[real.pk]))
    real.refresh_from_db()
    assert real.state == "closed"
    client.logout()
    assert client.get(reverse("listen:start", args=[real.slug])).status_code == 410


def test_what_is_half_known_can_be_saved(real, client, owner):
    client.force_login(owner)
    address = reverse("listen:gate_item", args=[real.pk, "dpia"])
    client.post(address, {"dpia_reference": "DPIA-7", "dpia_on": ""})
    page = client.get(reverse("listen:gate", args=[real.pk])).text
    assert "DPIA-7" in page and "the DPIA’s date" in page


def test_what_does_not_belong_to_the_choice_is_emptied(real, client, owner):
    client.force_login(owner)
    address = reverse("listen:gate_item", args=[real.pk, "review"])
    client.post(address, {**sent(Item.REVIEW), "review_by": "left over"})
    real.refresh_from_db()
    assert (real.review_reference, real.review_by) == ("REC 12/26", "")


def test_an_open_study_is_changed_only_with_a_reason(study, client, owner, at):
    enter_all(study, at)
    client.force_login(owner)
    address = reverse("listen:gate_item", args=[study.pk, "dpia"])
    wrong = client.post(address, {"dpia_reference": "DPIA-9", "dpia_on": "2026-01-20"})
    assert wrong.status_code == 422 and "Say why this is changed" in wrong.text
    said = {"dpia_reference": "DPIA-9", "dpia_on": "2026-01-20", "reason": "renewed"}
    assert client.post(address, said).status_code == 302
    assert "renewed" in client.get(address).text


def test_a_broken_promise_is_refused_in_words(study, karen, client, owner, at):
    enter_all(study, at)
    client.force_login(owner)
    said = {"keep_until": "2031-01-01", "keep_longest": "2033-06-01", "reason": "we want more"}
    page = client.post(reverse("listen:gate_item", args=[study.pk, "retention"]), said)
    assert page.status_code == 422 and "1 June 2028" in page.text


def test_an_item_that_is_none_is_not_found(study, client, owner):
    client.force_login(owner)
    assert client.get(reverse("listen:gate_item", args=[study.pk, "nothing"])).status_code == 404


def test_the_sheet_is_changed_and_two_versions_stand_side_by_side(study, client, owner):
    client.force_login(owner)
    address = reverse("listen:sheet", args=[study.pk])
    said = {"text": "# About\n\nSomething else.", "limits": "Limits.", "seen": "1"}
    assert client.post(address, said).status_code == 422  # it has been open: a reason is missing
    client.post(address, {**said, "reason": "Amendment 1"})
    page = client.get(reverse("listen:sheet_versions", args=[study.pk])).text
    assert "Amendment 1" in page
    assert "<ins>" in page and "Something else." in page and "An invented study." in page
    late = client.post(address, {**said, "text": "third", "reason": "late"})
    assert late.status_code == 422 and "Somebody else has changed" in late.text


def test_a_yes_is_marked_and_said_again(study, karen, client, colleague):
    client.force_login(colleague)
    ledger = reverse("listen:ledger", args=[study.pk])
    assert "To be said again" not in client.get(ledger).text
    client.post(reverse("listen:intoxicated", args=[study.pk, karen.pk]))
    assert "To be said again" in client.get(ledger).text
    address = reverse("listen:said_again", args=[study.pk, karen.pk])
    assert client.post(address, {"take_part": "yes"}).status_code == 422
    told = client.post(address, {"take_part": "yes", "how": "spoken"}, follow=True).text
    assert "not the same day" in told and "To be said again" in client.get(ledger).text
    yesterday = timezone.now().date() - dt.timedelta(days=1)
    Consent.objects.filter(reconfirm_by__isnull=False).update(on=yesterday)
    client.post(address, {"take_part": "yes", "how": "spoken"})
    newest = Consent.objects.filter(participant=karen).order_by("version")
    said = {row.scope: (row.answer, row.reconfirm_by) for row in newest}
    assert said == {"take_part": ("yes", None), "analyse": ("no", None), "quote": ("no", None)}
    page = client.get(reverse("listen:ledger_person", args=[study.pk, karen.pk])).text
    assert "aloud" in page and "version 1" in page


def test_a_lapse_is_shown_as_one(study, karen, client, colleague, at):
    mark_intoxicated(participant=karen, how="spoken", by="test", at=at)
    client.force_login(colleague)  # the pages' own clock is long past the day
    assert "Lapsed" in client.get(reverse("listen:ledger", args=[study.pk])).text
    page = client.get(reverse("listen:ledger_person", args=[study.pk, karen.pk])).text
    assert "has lapsed" in page


def test_the_whole_record_holds_everything_and_is_noted(study, karen, client, owner):
    client.force_login(owner)
    answer = client.post(reverse("listen:whole_record", args=[study.pk, karen.pk]))
    assert answer["Cache-Control"] == "no-store"
    archive = zipfile.ZipFile(io.BytesIO(answer.content))
    record = json.loads(archive.read("record.json"))
    page = archive.read("record.html").decode()
    for text in (json.dumps(record, ensure_ascii=False), page):
        assert "A heron drew it on my wrist." in text  # the words
        assert "Karen" in text  # whom to hide
        assert "An invented study." in text  # the sheet they had read
    held = record["rooms"]["As it came in"]
    agreed = {h["about"]: h["answer"] for h in held if h["what"].startswith("answer about")}
    assert agreed == {"take part": "yes", "analyse": "yes", "quote": "no"}
    assert "<script" not in page
    assert HandCopy.objects.get().what == f"Whole record of {karen.name}"


def test_nobody_left_has_no_ledger_page(study, karen, client, owner, at):
    withdraw(participant=karen, asked="through a coordinator", by="test", at=at)
    client.force_login(owner)
    for name in ("ledger_person", "whole_record"):
        address = reverse(f"listen:{name}", args=[study.pk, karen.pk])
        method = client.get if name == "ledger_person" else client.post
        assert method(address).status_code == 404
    assert karen.name not in client.get(reverse("listen:ledger", args=[study.pk])).text


def test_a_receipt_waits_on_today_until_it_is_seen(study, receipt, client, owner):
    client.force_login(owner)
    address = reverse("listen:kept_receipt", args=[study.pk, receipt.pk])
    assert "The words of 1 person were deleted" in client.get(reverse("today")).text
    page = client.get(address).text
    assert "Pieces of the words as they were given" in page and "heron" not in page
    client.post(reverse("listen:kept_seen", args=[study.pk, receipt.pk]))
    assert "The words of 1 person" not in client.get(reverse("today")).text
    assert RetentionReceipt.objects.get().seen_by == f"user:{owner.pk}"
    listed = client.get(reverse("listen:kept", args=[study.pk])).text
    assert "1 June 2028" in listed and "Seen" in listed
    assert "Time over" in client.get(reverse("listen:study", args=[study.pk])).text
