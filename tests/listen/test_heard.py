"""What people chose to share is sealed, counted against targets, and goes with them."""

import datetime as dt
import re
import uuid

import pytest
from django.urls import reverse

from pennydrop.core.documents.sheets import read_sheets
from pennydrop.core.vault.sealing import seal
from pennydrop.rooms.listen.actions.outreach import keep_lists
from pennydrop.rooms.listen.actions.participants import add_participant
from pennydrop.rooms.listen.actions.sessions import NewSession, note_session
from pennydrop.rooms.listen.actions.targets import (
    NameTaken,
    drop_characteristic,
    keep_about_you,
    keep_characteristic,
)
from pennydrop.rooms.listen.actions.withdrawal import withdraw
from pennydrop.rooms.listen.models import AboutYou, Band, Characteristic, FormVersion
from pennydrop.rooms.listen.models.participants import Value
from pennydrop.rooms.listen.models.targets import PLACES
from pennydrop.rooms.listen.queries.outreach import places_of
from pennydrop.rooms.listen.queries.sessions import people_at
from pennydrop.rooms.listen.queries.targets import about_you, heard_from
from pennydrop.rooms.listen.rules.form import form_to_json, read_form
from pennydrop.rooms.listen.rules.targets import Wanted, read_bands

pytestmark = [pytest.mark.django_db(databases=["default", "keys"]), pytest.mark.postgres]
FORM = """type,name,label
select_one age,age,How old are you?
select_one age,other_age,How old is the other person?
text,story,What happened?
"""
CHOICES = """list_name,name,label
age,b1,Under 25
age,b2,25 or over
"""


@pytest.fixture
def age(study, at):
    return keep_characteristic(study=study, name="Age", question="", by="test", at=at,
                               bands=read_bands("Under 25 = 20\n25 or over = 15"))  # fmt: skip


@pytest.fixture
def people(study, at):
    def go(n):
        return [add_participant(study=study, state="shared", lookup=None, by="test", at=at)
                for _ in range(n)]  # fmt: skip

    return go


def share(person, characteristic, band, at):
    keep_about_you(participant=person, shared={characteristic.pk: band}, by="user:1", at=at)


def said(study):
    """Each band's figure and standing, by name."""
    (one,) = heard_from(study.pk, threshold=10)
    told = {band.name: (band.figure.said, band.standing.value) for band in one.heard}
    return {**told, "": one.not_shared.said}


def test_counts_are_rounded_and_small_ones_hidden(study, age, people, at):
    for n, person in enumerate(people(40)):
        share(person, age, "Under 25" if n < 22 else "25 or over" if n < 39 else "", at)
    assert said(study) == {
        "Under 25": ("about 20", "reached"),
        "25 or over": ("about 15", "reached"),
        "": "fewer than 10",
    }


def test_what_is_shared_lies_sealed_and_goes_with_the_person(study, age, people, at):
    person, *_ = people(1)
    share(person, age, "Under 25", at)
    assert b"Under" not in bytes(AboutYou.objects.get().sealed)
    assert about_you(person.pk) == {age.pk: "Under 25"}
    share(person, age, "25 or over", at)
    assert about_you(person.pk) == {age.pk: "25 or over"}
    receipt = withdraw(participant=person, asked="with the code", by="quiet", at=at)
    assert receipt.removed["listen"]["answers about the person"] == 1
    assert not AboutYou.objects.exists()


def chosen(person, form, question, stored):
    row = uuid.uuid4()
    box = seal(stored, participant=person.pk, key="words", table="listen_value", row=row,
               field="sealed")  # fmt: skip
    Value.objects.create(id=row, participant=person, form=form, question=question, sealed=box)


@pytest.fixture
def form(study, at):
    sheets = {
        "survey": read_sheets(FORM.encode(), "survey.csv"),
        "choices": read_sheets(CHOICES.encode(), "choices.csv"),
    }
    rows = {name: next(iter(found.values())) for name, found in sheets.items()}
    definition = form_to_json(read_form(rows))
    return FormVersion.objects.create(study=study, version=9, definition=definition,
                                      made_on=at.date())  # fmt: skip


def test_what_was_chosen_in_the_form_is_counted_and_noted_ones_count_first(study, form, people, at):
    age = keep_characteristic(study=study, name="Age", question="age", by="test", at=at,
                              bands=read_bands("Under 25 = 20\n25 or over = 15"))  # fmt: skip
    everybody = people(30)
    for n, person in enumerate(everybody):
        chosen(person, form, "about/age" if n % 2 else "age", "b1" if n < 15 else "b2")
        chosen(person, form, "other_age", "b1")
    assert said(study)["Under 25"] == ("about 15", "not yet")
    for person in everybody[:5]:
        share(person, age, "25 or over", at)
    assert said(study)["25 or over"] == ("about 20", "reached")


def test_places_of_sessions_are_counted_by_person(study, at):
    keep_lists(study=study, places=["North", "South"], kinds=["Talked"], by="test", at=at)
    north, south = places_of(study.pk)
    keep_characteristic(study=study, name="Place", question=PLACES, by="test", at=at,
                        bands=[Wanted("North", 10), Wanted("South", 40)])  # fmt: skip
    for place, joining in ((north, 12), (south, 20)):
        new = NewSession(kind="focus_group", on=dt.date(2026, 2, 1), place=place.pk,
                         interviewer="user:1")  # fmt: skip
        session = note_session(study=study, new=new, people=[], joining=joining,
                               by="user:1", at=at)  # fmt: skip
    again = NewSession(kind="interview", on=dt.date(2026, 2, 9), place=north.pk,
                       interviewer="user:1")  # fmt: skip
    second = [person.pk for person in people_at(session.pk)]
    note_session(study=study, new=again, people=second, joining=0, by="user:1", at=at)
    assert said(study) == {"North": ("about 10", "reached"),
                           "South": ("about 20", "not yet"), "": "fewer than 10"}  # fmt: skip


def test_a_name_is_counted_once_and_can_be_dropped(study, age, people, at):
    with pytest.raises(NameTaken):
        keep_characteristic(study=study, name="Age", question="", bands=[Wanted("x")],
                            by="test", at=at)  # fmt: skip
    share(people(1)[0], age, "Under 25", at)
    keep_characteristic(study=study, name="Age group", question="", bands=[Wanted("Under 25", 9)],
                        was=age, by="test", at=at)  # fmt: skip
    assert list(Band.objects.values_list("name", "wanted")) == [("Under 25", 9)]
    drop_characteristic(characteristic=age, by="test", at=at)
    assert not AboutYou.objects.exists()


def address(study, name, *more):
    return reverse(f"listen:{name}", args=[study.pk, *more])


def test_pages_say_what_is_counted_and_never_a_small_number(client, owner, study, age, people, at):
    client.force_login(owner)
    three = read_bands("Under 25 = 30\n25 to 40 = 20\nOver 40")
    keep_characteristic(study=study, name="Age", question="", bands=three, was=age, by="test",
                        at=at)  # fmt: skip
    for n, person in enumerate(people(28)):
        share(person, age, ("Under 25", "25 to 40", "Over 40")[(n >= 22) + (n >= 25)], at)
    page = client.get(address(study, "heard")).text
    words = re.sub(r"<[^>]*>", " ", page.split("<main")[1])
    assert "about 20" in words
    assert "Not yet" in words
    assert not re.search(r"\b(22|3|28|6)\b", words)


def test_who_runs_the_study_says_what_is_counted(client, owner, colleague, study, form, at):
    keep_lists(study=study, places=["North"], kinds=["Talked"], by="test", at=at)
    client.force_login(owner)
    offered = client.get(address(study, "characteristics")).text
    assert "How old are you?" in offered
    assert "What happened?" not in offered
    new = address(study, "new_characteristic")
    assert "Under 25\n25 or over" in client.get(new + "?question=age").text
    assert "North" in client.get(new + "?question=%40places").text
    assert client.post(new, {"name": "", "bands": "A = x"}).status_code == 422
    said = {"name": "Age", "bands": "Under 25 = 20\n25 or over"}
    assert client.post(new + "?question=age", said).status_code == 302
    row = Characteristic.objects.get()
    assert row.question == "age"
    assert client.post(new, said).status_code == 422
    edit = address(study, "characteristic", row.pk)
    assert "Under 25 = 20" in client.get(edit).text
    client.post(edit, {**said, "name": "How old"})
    assert Characteristic.objects.get().question == "age"
    client.post(address(study, "characteristic_drop", row.pk))
    assert not Characteristic.objects.exists()
    client.force_login(colleague)
    assert client.get(new).status_code == 403
    assert client.get(address(study, "heard")).status_code == 200


def test_what_somebody_shares_is_noted_at_a_session(client, colleague, study, age, at):
    client.force_login(colleague)
    new = NewSession(kind="interview", on=dt.date(2026, 2, 1), place=None, interviewer="user:1")
    session = note_session(study=study, new=new, people=[], joining=1, by="user:1", at=at)
    (person,) = people_at(session.pk)
    page = address(study, "session_about", session.pk, person.pk)
    assert "What they chose to share" in client.get(address(study, "session", session.pk)).text
    assert "selected>Did not say" in client.get(page).text
    assert client.post(page, {f"c{age.pk}": "Under 25"}).status_code == 302
    assert about_you(person.pk) == {age.pk: "Under 25"}
    assert client.post(page, {f"c{age.pk}": "No such"}).status_code == 422
    client.post(page, {f"c{age.pk}": ""})
    assert about_you(person.pk) == {}
