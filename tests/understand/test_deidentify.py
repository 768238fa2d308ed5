"""Names are taken out: one decision changes every mention."""

import pytest

from pennydrop.core.audit.models import Event
from pennydrop.core.vault.keys import destroy
from pennydrop.rooms.listen.actions.withdrawal import withdraw
from pennydrop.rooms.understand.actions import deidentify
from pennydrop.rooms.understand.actions.deidentify import (
    NoSuchMention,
    also_hide,
    decide,
    decide_one,
    reopen,
)
from pennydrop.rooms.understand.models import Identifier, OneMention
from pennydrop.rooms.understand.rules.ages import general_age
from pennydrop.rooms.understand.rules.deciding import AskedToHide, BadSurrogate
from tests.understand.deciding import hide, keep, place_of, read, result, told_of_danny
from tests.understand.told import somebody, tell

pytestmark = [pytest.mark.django_db(databases=["default", "keys"]), pytest.mark.postgres]


@pytest.fixture
def ash(study):
    return somebody(study)


@pytest.fixture
def interview(study, ash):
    return told_of_danny(study, ash)


def test_suggestions_wait_and_nothing_is_hidden_before_a_decision(interview):
    review = read(interview)
    assert {form.form for form in review.undecided} >= {"Danny", "Norwich", "07700 900123"}
    assert review.decided == 0 < review.found
    assert "Danny" in result(interview)[0]


def test_one_decision_changes_every_mention_of_it(interview, at):
    decide(source=interview.pk, ruling=hide("Danny", "friend 1"), by="user:1", at=at)
    first, second = result(interview)
    assert first.count("[friend 1]") == 2 and "[friend 1] again" in second
    assert "anny" not in first + second
    assert Event.objects.filter(what="understand.identifier.hidden").count() == 1


def test_it_changes_all_sources_of_that_person(study, ash, interview, at):
    other = tell(study, [(ash, "Danny says hello.")])
    decide(source=interview.pk, ruling=hide("Danny", "[friend 1]"), by="user:1", at=at)
    assert result(other) == ["[friend 1] says hello."]


def test_the_other_speakers_of_the_same_source_too(study, ash, at):
    bo, fac = somebody(study), somebody(study, staff=True)
    group = tell(
        study,
        [(fac, "Who knew Danny?"), (ash, "Danny was my friend."), (bo, "Danny? Yes.")],
        kind="focus_group",
    )
    decide(source=group.pk, ruling=hide("Danny", "[friend 1]"), by="user:1", at=at)
    assert all("[friend 1]" in words and "Danny" not in words for words in result(group))
    assert Identifier.objects.count() == 3


def test_the_table_that_leads_back_is_sealed(interview, ash, at):
    decide(source=interview.pk, ruling=hide("Danny", "[friend 1]"), by="user:1", at=at)
    row = Identifier.objects.get()
    assert b"Danny" not in bytes(row.form) and b"friend" not in bytes(row.surrogate)
    destroy([ash.pk], ["raw"])
    assert read(interview).rows == ()


def test_surrogates_are_numbered_and_never_taken_twice(study, ash, at):
    source = tell(study, [(ash, "Danny met Karen in Norwich.")])
    offered = {form.form: form.surrogate for form in read(source).forms}
    assert offered["Danny"] == "[person 1]" and offered["Karen"] == "[person 2]"
    decide(source=source.pk, ruling=hide("Karen", "[person 1]"), by="user:1", at=at)
    assert {f.form: f.surrogate for f in read(source).forms}["Danny"] == "[person 2]"


@pytest.mark.parametrize(
    ("age", "surrogate"),
    [("34", "[30s]"), ("17", "[late teens]"), ("21-year-old", "[20s]"), ("no", "")],
)
def test_an_age_becomes_a_stretch_of_life(age, surrogate):
    assert general_age(age) == surrogate


@pytest.mark.parametrize("bad", ["", "  ", "Danny 1", "danny", "x" * 80])
def test_a_stand_in_must_be_there_and_hide(interview, at, bad):
    with pytest.raises(BadSurrogate):
        decide(source=interview.pk, ruling=hide("Danny", bad), by="user:1", at=at)
    assert not Identifier.objects.exists()


def test_one_mention_can_be_decided_alone(interview, at):
    decide(source=interview.pk, ruling=hide("Danny", "[friend 1]"), by="user:1", at=at)
    decide_one(
        source=interview.pk, place=place_of(interview, "Danny"), decision="keep",
        by="user:1", at=at,
    )  # fmt: skip
    first = result(interview)[0]
    assert first.startswith("My mate Danny drove") and "[friend 1] stayed" in first


def test_undo_opens_the_question_again(interview, at):
    before = read(interview).decided
    decide(source=interview.pk, ruling=hide("Danny", "[friend 1]"), by="user:1", at=at)
    reopen(source=interview.pk, place=place_of(interview, "Danny"), by="user:1", at=at)
    assert read(interview).decided == before and not Identifier.objects.filter(ended=None).exists()


def test_words_on_the_persons_own_list_are_kept_only_on_purpose(study, at):
    person = somebody(study, hide=["the blue boat"])
    source = tell(study, [(person, "I lived on the blue boat. The Blue Boat was cold.")])
    asked = [form for form in read(source).undecided if form.mention.asked]
    assert len(asked) == 1 and asked[0].count == 2
    with pytest.raises(AskedToHide):
        decide(source=source.pk, ruling=keep("the blue boat"), by="user:1", at=at)
    with pytest.raises(AskedToHide):
        decide(source=source.pk, ruling=keep("blue"), by="user:1", at=at)
    with pytest.raises(AskedToHide):
        decide_one(
            source=source.pk, place=place_of(source, "blue boat"), decision="keep",
            by="user:1", at=at,
        )  # fmt: skip
    assert not Identifier.objects.exists() and not OneMention.objects.exists()
    decide(source=source.pk, ruling=keep("the blue boat"), confirmed=True, by="user:1", at=at)
    assert not read(source).undecided


def test_missed_words_can_be_hidden_everywhere_or_where_they_were_selected(study, ash, at):
    source = tell(study, [(ash, "the sunflower van came, our sunflower van. unsunflowered.")])
    times = also_hide(
        source=source.pk, ruling=hide("sunflower van", "van 1"), place=None, by="user:1", at=at
    )
    assert times == 2 and result(source)[0].count("[van 1]") == 2
    with pytest.raises(BadSurrogate, match="whole words"):
        also_hide(source=source.pk, ruling=hide("flower", "x"), place=None, by="user:1", at=at)
    also_hide(
        source=source.pk, ruling=hide("flowered", "x"), place=place_of(source, "flowered"),
        by="user:1", at=at,
    )  # fmt: skip
    assert result(source)[0].endswith("unsun[x].")


def test_nothing_is_kept_when_it_cannot_be_recorded(interview, at, monkeypatch):
    monkeypatch.setattr(deidentify, "record", lambda **_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        decide(source=interview.pk, ruling=hide("Danny", "[friend 1]"), by="user:1", at=at)
    assert not Identifier.objects.exists()


def test_a_source_that_is_gone_cannot_be_decided_on(interview, ash, at):
    decide(source=interview.pk, ruling=hide("Danny", "[friend 1]"), by="user:1", at=at)
    decide_one(
        source=interview.pk, place=place_of(interview, "Norwich"), decision="hide",
        surrogate="[town 4]", by="user:1", at=at,
    )  # fmt: skip
    withdraw(participant=ash, asked="with the code", by="quiet", at=at)
    assert not Identifier.objects.exists() and not OneMention.objects.exists()
    with pytest.raises(NoSuchMention):
        decide(source=interview.pk, ruling=hide("Danny", "[friend 1]"), by="user:1", at=at)


def test_words_inside_a_longer_find_are_parted_where_they_are_selected(study, ash, at):
    source = tell(study, [(ash, "I saw Amy Larter. Then Larter rang.")])
    how = {"source": source.pk, "by": "user:1", "at": at}
    with pytest.raises(BadSurrogate, match="only as a part of “Amy Larter”. Decide on that"):
        also_hide(ruling=hide("Amy", "friend 1"), place=None, **how)
    assert also_hide(ruling=hide("Larter", "x"), place=None, **how) == 1
    assert result(source)[0] == "I saw Amy Larter. Then [x] rang."
    assert also_hide(ruling=hide("Amy", "friend 1"), place=place_of(source, "Amy"), **how) == 1
    assert result(source)[0] == "I saw [friend 1] Larter. Then [x] rang."
