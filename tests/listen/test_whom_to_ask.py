"""Whom people can ask is entered once, and stands wherever they may look for it."""

import io
from dataclasses import replace

import pikepdf
import pytest
from django.urls import reverse

from pennydrop.rooms.listen.actions.gate import enter_item
from pennydrop.rooms.listen.actions.studies import SheetUnfilled, create_study, open_study
from pennydrop.rooms.listen.models import Sheet
from pennydrop.rooms.listen.rules.gate import ITEMS, Item, Settings
from pennydrop.rooms.listen.rules.sheet import facts_of, whom_to_ask
from tests.listen.answering import seven_study
from tests.listen.entered import ENTERED, WHOM_TO_ASK, enter_all
from tests.listen.reading_age import grade

pytestmark = [pytest.mark.django_db(databases=["default", "keys"])]
CONTACT = {name: ENTERED[name] for name in ITEMS[Item.CONTACT].fields}
LINE = "Jo at Marsh Lane: 01999 000000 (weekdays from 9 to 5)"


@pytest.fixture
def real(new_study, at):
    return create_study(new=replace(new_study, invented=False), by="test", at=at)


@pytest.fixture
def asked(organisation, at):
    return seven_study(organisation, at)


def entered(study, at, **changed):
    enter_item(study=study, item=Item.CONTACT, values={**CONTACT, **changed}, reason="a test",
               by="test", at=at)  # fmt: skip
    study.refresh_from_db()


def text_of(client, page, *args, **query):
    return client.get(reverse(f"listen:{page}", args=args), query).text


def test_it_stands_in_the_sheet_on_the_poster_and_on_the_last_page(client, owner, asked, at):
    pages = [("more", asked.slug), ("done", asked.slug), ("poster", asked.pk)]
    client.force_login(owner)
    assert not any(ENTERED["contact_reach"] in text_of(client, *page) for page in pages)
    entered(asked, at)
    assert all(LINE in text_of(client, *page) for page in pages)
    assert LINE not in text_of(client, "poster", asked.pk, name="0")
    entered(asked, at, contact_reach="01888 111111", contact_when="")
    assert "Jo at Marsh Lane: 01888 111111." in text_of(client, "done", asked.slug)


@pytest.mark.parametrize("longest", [False, True])
@pytest.mark.parametrize("strips", ["0", "1"])
def test_the_poster_stays_one_sheet_of_paper(client, owner, asked, at, longest, strips):
    lengths = {"contact_name": 120, "contact_reach": 200, "contact_when": 120}
    said = {name: "call us " * 40 for name in lengths} if longest else {}
    entered(asked, at, **{name: text[: lengths[name]] for name, text in said.items()})
    client.force_login(owner)
    file = client.get(reverse("listen:poster_file", args=[asked.pk]), {"strips": strips})
    assert len(pikepdf.open(io.BytesIO(file.content)).pages) == 1


def test_the_sheet_keeps_what_people_were_told_at_the_time(asked, at):
    entered(asked, at)
    entered(asked, at, contact_reach="01888 111111")
    old, new = Sheet.objects.filter(study=asked).order_by("version")[1:]
    assert "01999 000000" in old.facts and "01888 111111" in new.facts
    assert new.reason == "a test"


def test_a_study_that_says_it_in_its_own_words_keeps_working(real, at):
    enter_all(real, at, but=[Item.CONTACT])
    open_study(study=real, by="test", at=at)
    real.refresh_from_db()
    assert real.state == "open" and not whom_to_ask(Settings())


def test_with_the_field_the_sheet_needs_no_words_of_its_own(real, at):
    enter_all(real, at, but=[Item.CONTACT])
    sheet = Sheet.objects.get()
    Sheet.objects.update(text=sheet.text.replace(WHOM_TO_ASK, ""))
    with pytest.raises(SheetUnfilled, match="whom people can ask"):
        open_study(study=real, by="test", at=at)
    entered(real, at)
    open_study(study=real, by="test", at=at)


@pytest.mark.parametrize(
    ("left_out", "said"),
    [("contact_name", "Enter who answers"), ("contact_reach", "Enter how to reach them")],
)
def test_half_of_it_helps_nobody(client, owner, colleague, real, left_out, said):
    page = reverse("listen:gate_item", args=[real.pk, "contact"])
    client.force_login(owner)
    answer = client.post(page, {**CONTACT, left_out: ""})
    assert answer.status_code == 422 and said in answer.text
    assert client.post(page, CONTACT).status_code == 302
    assert client.post(page, dict.fromkeys(CONTACT, "")).status_code == 302
    client.force_login(colleague)
    assert client.get(page).status_code == 403


def test_the_words_round_it_are_easy():
    assert grade(facts_of(Settings(**CONTACT)).kept) <= 6
