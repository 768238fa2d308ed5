"""With the code: saying yes again with a clear head, and a copy of everything that is held."""

import datetime as dt
import io
import json
import re
import zipfile

import pytest
from django.urls import reverse
from django.utils import timezone

from pennydrop.rooms.listen.actions.ledger import mark_intoxicated
from pennydrop.rooms.listen.models import Consent, Participant
from pennydrop.rooms.listen.public import consents_of
from pennydrop.rooms.listen.rules.asking import NOT_CLEAR
from pennydrop.rooms.listen.rules.consent import Scope, Use, may
from pennydrop.rooms.listen.rules.gate import long_day
from tests.listen.answering import Teller, seven_study
from tests.listen.reading_age import grade

pytestmark = [pytest.mark.django_db(databases=["default", "keys"]), pytest.mark.postgres]


@pytest.fixture
def teller(organisation, at):
    made = Teller(seven_study(organisation, at))
    code = made.begin("a heron drew it on my wrist")
    made.share(quote="yes", publish="yes")
    made.post("code", code=code)  # sharing leaves the page; the code comes back to it
    return made


@pytest.fixture
def person(teller):
    return Participant.objects.get(staff=False)


def a_day_later():
    """What was said is a day old."""
    day = timezone.localdate() - dt.timedelta(days=1)
    Consent.objects.filter(reconfirm_by__isnull=False).update(on=day)


def state(person):
    return consents_of([person.pk])[person.pk]


def test_a_person_says_that_they_had_been_using_and_says_yes_again(teller, person):
    assert may(state(person), Use.PUBLISH_QUOTE)
    assert "clear head" in teller.get("again")
    teller.post("again")
    a_day_later()
    page = teller.get("again")
    assert "Do you still say yes?" in page and "checked" not in page
    assert not may(state(person), Use.PUBLISH_QUOTE) and may(state(person), Use.ANALYSE)
    assert "Please say yes once more." in teller.get("mine")
    said = {"take_part": "yes", "analyse": "yes", "quote": "yes"}
    assert "Please say yes once more." not in teller.post("again", **said)
    now = state(person)
    assert may(now, Use.ANALYSE) and may(now, Use.QUOTE_INSIDE)
    assert not may(now, Use.PUBLISH_QUOTE)  # left out, so no
    assert not any(now.on(scope).to_reconfirm for scope in Scope)
    assert set(Consent.objects.values_list("recorded_by", flat=True)) == {"quiet"}


def test_a_yes_that_follows_waits_with_the_first(organisation, at):
    drafting = Teller(seven_study(organisation, at))
    drafting.begin("a heron drew it on my wrist")
    person = Participant.objects.select_related("study").get(staff=False)
    mark_intoxicated(participant=person, how="online", by="quiet", at=at)
    drafting.share(quote="yes", publish="yes")
    assert state(person).on(Scope.PUBLISH).to_reconfirm
    assert not may(state(person), Use.PUBLISH_QUOTE)


def test_on_the_same_day_it_is_not_taken_and_the_page_says_from_when(teller, person):
    page = teller.post("again")
    tomorrow = timezone.localdate() + dt.timedelta(days=1)
    assert f"from {long_day(tomorrow)} on" in page and 'name="take_part"' not in page
    teller.post("again", take_part="yes", analyse="yes", quote="yes", publish="yes")
    assert state(person).on(Scope.TAKE_PART).to_reconfirm
    assert not may(state(person), Use.PUBLISH_QUOTE)
    a_day_later()
    assert 'name="take_part"' in teller.get("again")
    teller.post("again", take_part="yes", analyse="yes", quote="yes", publish="yes")
    assert may(state(person), Use.PUBLISH_QUOTE)


def test_it_is_asked_again_by_what_they_said(teller):
    for page in (teller.post("again"), a_day_later() or teller.get("again")):
        assert NOT_CLEAR in page and "drinking or using" not in page.split("<main")[1]


def test_the_words_are_easy_to_read(teller):
    pages = [teller.get("again"), teller.post("again")]
    a_day_later()
    for page in (*pages, teller.get("again")):
        main = page.split("</h1>")[1].split("</form>")[0]
        text = re.sub(r"<[^>]+>", ".\n\n", main)
        assert grade(text) <= 6
        assert "anonym" not in page.lower()


def test_a_copy_holds_their_words_and_nothing_of_its_moment(teller, person):
    answer = teller.client.post(reverse("listen:my_record"))
    assert answer["Content-Disposition"] == 'attachment; filename="record.zip"'
    assert answer["Cache-Control"] == "no-store"
    archive = zipfile.ZipFile(io.BytesIO(answer.content))
    record = json.loads(archive.read("record.json"))
    assert "a heron drew it on my wrist" in json.dumps(record)
    assert "a heron drew it on my wrist" in archive.read("record.html").decode()
    assert {info.date_time[0] for info in archive.infolist()} == {1980}


def test_without_a_code_there_is_nothing(client):
    for name in ("again", "my_record"):
        answer = client.get(reverse(f"listen:{name}"))
        assert answer.status_code == 302 and answer["Location"].endswith("/code/")


def test_a_link_from_elsewhere_takes_no_copy(teller):
    refused = teller.client.post(
        reverse("listen:my_record"), headers={"Sec-Fetch-Site": "cross-site"}
    )
    assert refused.status_code == 403
    assert teller.client.get(reverse("listen:my_record")).status_code == 302
