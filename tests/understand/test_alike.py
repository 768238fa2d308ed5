"""One street, one pub, one Mrs Begum: one stand-in, however it is written."""

import datetime as dt

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from pennydrop.rooms.understand.actions.deidentify import decide, decide_many
from pennydrop.rooms.understand.rules.alike import fuller_forms, name_key, short
from pennydrop.rooms.understand.rules.identifiers import find_identifiers
from pennydrop.rooms.understand.rules.titles import with_titles
from tests.understand.deciding import hide, read
from tests.understand.test_one_study import offered, press
from tests.understand.told import somebody, tell

DATABASE = pytest.mark.django_db(databases=["default", "keys"])


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("14 Foghorn Parade", "foghorn parade"),
        ("Flat 2b, 14 Foghorn Parade", "16a Foghorn Pde"),
        ("number ten Foghorn Parade", "Foghorn Parade"),
        ("The Fox", "the fox"),
        ("the Fox", "Fox"),
        ("St Osyth's", "St Osyth"),
        ("St Osyths", "Saint Osyth"),
        ("07700 900123", "07700-900-123"),
    ],
)
def test_two_ways_to_write_one_name(one, other):
    assert name_key(one) == name_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Mr Begum", "Mrs Begum"),
        ("Aisha Begum", "Begum"),
        ("4 August 2006", "5 August 2006"),
        ("Foghorn Parade", "Foghorn Lane"),
        ("Three Mile Lane", "Mile Lane"),
        ("the Fox Inn", "Fox"),
        ("Amy Hill", "Hill"),
    ],
)
def test_two_names(one, other):
    assert name_key(one) != name_key(other)


@given(st.text("Flat14 The st osyth's Parade,ß", max_size=30))
def test_anything_has_a_key_that_is_its_own(form):
    key = name_key(form)
    assert name_key(key) == key and isinstance(short(form), str)


def test_a_short_form_goes_with_the_one_fuller_of_its_sort():
    street, pub, place = "address", "organisation", "place"
    forms = [("Foghorn", street), ("14 Foghorn Parade", street), ("Fox", pub), ("Fox Inn", pub)]
    assert fuller_forms(forms) == {"foghorn": "foghorn parade", "fox": "fox in"}
    assert fuller_forms([*forms, ("Foghorn Lane", street), ("Fox School", pub)]) == {}
    assert fuller_forms([("Fox", place), ("Fox Inn", pub), ("Fox", "person")]) == {}


@pytest.mark.parametrize(
    ("said", "form"),
    [
        ("I saw Mrs Begum there.", "Mrs Begum"),
        ("I saw Mr. Begum there.", "Mr. Begum"),
        ("I saw Miss Begum there.", "Miss Begum"),
        ("I miss Karen so much.", "Karen"),
        ("Miss Karen so much.", "Karen"),
        ("I asked Karen.", "Karen"),
    ],
)
def test_a_title_goes_with_its_name_and_a_feeling_does_not(said, form):
    spans = [s for s in find_identifiers(said) if s.label == "person"]
    assert [said[s.start : s.end] for s in with_titles(said, spans)] == [form]


STREET = "She lived at 14 Foghorn Parade. We all knew Foghorn Parade. Then 16 Foghorn Parade."


@DATABASE
@pytest.mark.postgres
def test_a_study_has_one_stand_in_for_one_street(study, at):
    first, second = (tell(study, [(somebody(study), text)]) for text in (STREET, STREET))
    assert set(offered(first).values()) == {"[street 1]"}
    decide(source=first.pk, ruling=hide("14 Foghorn Parade", "[street 1]"), by="u", at=at)
    assert set(offered(first).values()) == {"[street 1]"}
    assert set(offered(second).values()) == {"[street 1]"}
    # A person may say that one of them is another: that stands, and the others stay.
    later = at + dt.timedelta(minutes=1)
    decide(source=first.pk, ruling=hide("16 Foghorn Parade", "[street 2]"), by="u", at=later)
    assert offered(first)["Foghorn Parade"] == "[street 1]"
    assert offered(first)["16 Foghorn Parade"] == "[street 2]"


@DATABASE
def test_one_mrs_begum_is_begum_too_and_of_two_neither_is(study, client, colleague, at):
    client.force_login(colleague)
    ash = somebody(study)
    first = tell(study, [(ash, "I told Mrs Begum. Begum knew it.")])
    second = tell(study, [(somebody(study), "I told Begum. Karen came.")])
    third = tell(study, [(somebody(study), "I told Mr Begum. Then Begum left.")])
    assert offered(first) == {"Mrs Begum": "[person 1]", "Begum": "[person 1]"}
    decide(source=first.pk, ruling=hide("Mrs Begum", "[teacher 1]"), by="u", at=at)
    assert offered(first)["Begum"] == "[teacher 1]"
    assert offered(second)["Begum"] == "[teacher 1]"
    page = client.get(reverse("understand:review", args=[second.pk])).content.decode()
    assert f"is [teacher 1] in the words of {ash.name} too" in page
    assert "stands for another name" not in page
    # Mr Begum is somebody else, and who is meant by Begum there nobody can tell from elsewhere.
    assert offered(third) == {"Mr Begum": "[person 1]", "Begum": "[person 1]"}
    decide_many(source=third.pk, rulings=[], rest="hide", by="u", at=at)
    assert offered(second)["Begum"] == "[person 1]" == offered(third)["Begum"]


@DATABASE
def test_joining_and_parting_win(study, client, colleague, at):
    client.force_login(colleague)
    first = tell(study, [(somebody(study), "I told Mrs Begum.")])
    second = tell(study, [(somebody(study), "I told Begum. Karen came.")])
    decide(source=first.pk, ruling=hide("Mrs Begum", "[teacher 1]"), by="u", at=at)
    press(client, second, "Begum", "another")
    assert offered(second)["Begum"] == "[teacher 2]"
    assert offered(first)["Mrs Begum"] == "[teacher 1]"
    press(client, second, "Begum", "same")
    assert offered(second)["Begum"] == "[teacher 1]"


@DATABASE
def test_two_of_one_title_and_two_of_two(study):
    source = tell(study, [(somebody(study), "I told Mrs Begum and Mr Begum. Begum left.")])
    shown = offered(source)
    assert shown["Mrs Begum"] != shown["Mr Begum"]
    assert len(set(shown.values())) == len(shown) == 3
    assert len({form.unit for form in read(source).forms}) == 3
