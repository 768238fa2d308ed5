"""The tally's pages and what a phone sends: counted once, by day, of nobody."""

import json
import uuid

import pytest
from django.contrib.staticfiles import finders
from django.urls import reverse
from django.utils import timezone

from pennydrop.core.audit.models import Event, QuietEvent
from pennydrop.rooms.listen.actions.outreach import keep_lists
from pennydrop.rooms.listen.models import Contact, ContactKind, Place, Study
from pennydrop.rooms.listen.public import study_card

pytestmark = [pytest.mark.django_db(databases=["default", "keys"]), pytest.mark.postgres]


@pytest.fixture
def listed(study, at):
    keep_lists(study=study, places=["Market", "Station"], kinds=["Talked", "Leaflet"],
               by="test", at=at)  # fmt: skip
    return study


def page(study, name="outreach"):
    return reverse(f"listen:{name}", args=[study.pk])


def tap(study, place="Market", kind="Talked", **more):
    return {
        "id": str(uuid.uuid4()),
        "place": Place.objects.get(study=study, name=place).pk,
        "kind": ContactKind.objects.get(study=study, name=kind).pk,
        "on": timezone.localdate().isoformat(),
        **more,
    }


@pytest.fixture
def phone(client, owner, listed):
    client.force_login(owner)

    def send(*taps, site="same-origin"):
        return client.post(
            page(listed, "outreach_taps"),
            json.dumps({"taps": taps}),
            content_type="application/json",
            headers={"Sec-Fetch-Site": site},
        )

    return send


def test_a_press_counts_one_contact_and_can_be_undone(client, owner, listed):
    client.force_login(owner)
    sent = {k: v for k, v in tap(listed).items() if k != "on"}
    after = client.post(page(listed), sent, follow=True)
    assert "Counted: Talked, Market." in after.text
    assert '<b>1<span class="vh"> today' in after.text
    client.post(page(listed), sent)  # sent twice by an impatient thumb
    assert Contact.objects.filter(undone=False).count() == 1
    client.post(page(listed, "outreach_undo"), {"contact": sent["id"], "place": sent["place"]})
    assert Contact.objects.filter(undone=False).count() == 0
    client.post(page(listed), sent)  # and sent once more by the Back button
    assert Contact.objects.filter(undone=False).count() == 0


def test_a_press_without_a_place_counts_nothing_and_says_what_to_do(client, owner, listed):
    client.force_login(owner)
    after = client.post(page(listed), {"kind": "1"}, follow=True)
    assert "Choose a place" in after.text
    assert not Contact.objects.exists()


def test_a_retry_never_doubles(phone, listed):
    taps = [tap(listed), tap(listed, kind="Leaflet")]
    first, again = phone(*taps), phone(*taps)
    assert first.json()["kept"] == again.json()["kept"] == sorted(t["id"] for t in taps)
    assert Contact.objects.count() == 2


def test_undone_stays_undone_whatever_comes_in_which_order(phone, listed):
    early, late = tap(listed), tap(listed)
    phone(early)
    phone({**early, "undone": True})
    phone(early)
    phone({**late, "undone": True})
    phone(late)
    assert Contact.objects.filter(undone=True).count() == 2
    assert Contact.objects.filter(undone=False).count() == 0


def test_what_cannot_be_counted_is_named_and_the_rest_is_counted(phone, listed, study):
    good, bad = tap(listed), tap(listed, on="2001-01-01")
    told = phone(good, bad).json()
    assert told["kept"] == [good["id"]]
    assert told["refused"][0]["id"] == bad["id"]
    assert told["today"][str(good["place"])] == f"{good['kind']}:1"


def test_another_study_s_contact_cannot_be_reached(phone, client, stranger, listed, new_study, at):
    good = tap(listed)
    phone(good)
    assert phone({**good, "place": 10**6}).json()["kept"] == []
    client.force_login(stranger)
    assert phone(good).status_code == 404
    assert client.get(page(listed)).status_code == 404


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_taps_are_taken_only_from_our_own_page(phone, listed, site):
    assert phone(tap(listed), site=site).status_code == 403
    assert not Contact.objects.exists()


@pytest.mark.parametrize("body", ["", "[]", "{", '{"taps": 1}'])
def test_what_is_no_list_of_taps_is_refused(client, owner, listed, body):
    client.force_login(owner)
    answer = client.post(page(listed, "outreach_taps"), body, content_type="application/json",
                         headers={"Sec-Fetch-Site": "same-origin"})  # fmt: skip
    assert answer.status_code == 400


def test_only_the_day_is_kept_and_not_who_counted(phone, listed, owner):
    before = Event.objects.count()
    phone(tap(listed))
    assert Event.objects.count() == before
    quiet = QuietEvent.objects.get(what="listen.outreach.counted")
    assert quiet.on == str(listed.pk)
    kept = {field.name for field in Contact._meta.concrete_fields}
    assert kept == {"id", "study", "place", "kind", "on", "undone"}


def test_the_sum_of_the_tally_is_what_findings_name(phone, listed):
    Study.objects.filter(pk=listed.pk).update(contacts_made=400)
    taps = [tap(listed) for _ in range(12)]
    phone(*taps)
    assert study_card(listed.pk).contacts_made == 12
    phone({**taps[0], "undone": True})
    assert study_card(listed.pk).contacts_made == 11


def test_lists_are_kept_in_order_and_nothing_counted_is_lost(client, owner, listed, phone):
    phone(tap(listed, place="Station"))
    said = {"places": "Harbour\nMarket", "kinds": "Talked"}
    assert client.post(page(listed, "outreach_lists"), said).status_code == 302
    shown = client.get(page(listed)).text
    assert shown.index("Harbour") < shown.index("Market")
    assert "Station" not in shown
    assert "Station" in client.get(page(listed, "field")).text
    client.post(page(listed, "outreach_lists"), {**said, "places": "Station"})
    assert Place.objects.filter(name="Station").count() == 1


def test_lists_are_made_by_who_runs_the_study(client, colleague, listed, worker):
    client.force_login(colleague)
    assert client.get(page(listed)).status_code == 200
    assert client.get(page(listed, "outreach_lists")).status_code == 403
    client.force_login(worker)
    assert client.get(page(listed)).status_code == 403


def test_a_study_without_lists_says_what_comes_first(client, owner, study):
    client.force_login(owner)
    assert "Make the two lists" in client.get(page(study)).text
    assert "Gave a leaflet" in client.get(page(study, "outreach_lists")).text
    wrong = client.post(page(study, "outreach_lists"), {"places": "", "kinds": ""})
    assert wrong.status_code == 422


def test_counts_to_take_along_hide_what_is_small(phone, client, listed):
    phone(*[tap(listed) for _ in range(31)], *[tap(listed, place="Station") for _ in range(3)])
    shown = client.get(page(listed, "field"))
    assert "34" in shown.text
    table = client.get(page(listed, "field_figures")).text
    assert "34" not in table
    assert "31" not in table
    # Of 34 in all, about 30 at one place would leave too little open at the other.
    assert "place,Station,not shown" in table


def test_what_a_phone_keeps_names_nobody_who_is_signed_in(client, owner, listed):
    client.force_login(owner)
    kept = client.get(page(listed, "outreach_alone")).text
    assert "Dev" not in kept
    assert "Sign out" not in kept
    assert "Market" in kept
    script = client.get(page(listed, "outreach_worker"))
    assert script["Content-Type"].startswith("text/javascript")
    with open(finders.find("listen/outreach-worker.js")) as file:
        assert script.text == file.read()


def test_where_contacts_are_counted_none_are_typed(phone, client, listed):
    study_page = reverse("listen:study", args=[listed.pk])
    assert "Save the number" in client.get(study_page).text
    phone(tap(listed))
    shown = client.get(study_page).text
    assert "Save the number" not in shown
    assert "1 is counted in the tally" in shown
    client.post(page(listed, "contacts"), {"contacts": 400})
    assert study_card(listed.pk).contacts_made == 1
