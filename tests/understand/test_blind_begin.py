"""Whoever has seen what was marked in a source cannot begin to read it blind."""

import pytest
from django.urls import reverse

from pennydrop.core.people.queries import actor
from pennydrop.core.people.rules import Role
from pennydrop.rooms.listen.actions.withdrawal import withdraw
from pennydrop.rooms.understand.actions import second_reading as acting
from pennydrop.rooms.understand.actions.deidentify import decide, decide_many
from pennydrop.rooms.understand.actions.names_out import sign_names_out
from pennydrop.rooms.understand.actions.originals import destroy_originals
from pennydrop.rooms.understand.actions.second_reading import NotSecond
from pennydrop.rooms.understand.models import MarksSeen, SecondRead
from pennydrop.rooms.understand.queries.review import originals_of
from tests.understand.deciding import hide
from tests.understand.told import somebody, tell

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
FIRST, SECOND = "user:901", "user:902"


@pytest.fixture
def ash(study):
    return somebody(study)


@pytest.fixture
def source(study, ash):
    return tell(study, [(ash, "Danny from the gasworks came on the sunflower bus.")])


def address(name, source):
    return reverse(f"understand:{name}", args=[source.pk])


def read_blind(source, words, at):
    acting.begin_second_read(source=source.pk, by=SECOND, at=at)
    acting.mark_words(source=source.pk, words=words, place=None, by=SECOND, at=at)
    acting.finish_second_read(source=source.pk, by=SECOND, at=at)


@pytest.fixture
def second(person):
    return person("second", Role.COORDINATOR)


def may_begin(client, source):
    page = client.get(address("review-second", source)).content.decode()
    said = client.post(address("second-begin", source), follow=True).content.decode()
    begun = SecondRead.objects.filter(source=source.pk).exists()
    assert ("Begin reading" in page) == begun == ("opened a page that shows" not in said)
    return begun


@pytest.mark.postgres
@pytest.mark.parametrize("name", ["review", "review-sure", "review-rare"])
def test_whoever_looked_at_the_marks_cannot_begin(client, second, study, ash, name):
    source = tell(study, [(ash, "Ring my mate Danny on 07700 900123. It was in the paper.")])
    client.force_login(second)
    assert client.get(address(name, source)).status_code == 200
    assert not may_begin(client, source)
    said = client.get(address("review-second", source)).content.decode()
    assert "may see originals, has decided on no name here and has not opened" in said
    seen = MarksSeen.objects.get()
    assert (seen.source, seen.study, seen.by) == (source.pk, study.pk, actor(second))
    client.get(address(name, source))
    assert MarksSeen.objects.count() == 1


def test_whoever_opened_the_key_knows_the_names(client, second, study, source, at):
    decide(source=source.pk, ruling=hide("Danny", "[friend 1]"), by=FIRST, at=at)
    client.force_login(second)
    client.get(reverse("understand:key", args=[study.pk]))
    assert not MarksSeen.objects.exists()  # it says what the key is
    client.post(reverse("understand:key", args=[study.pk]))
    assert not may_begin(client, source)


def test_the_list_and_a_signed_source_show_no_marks(client, second, study, source, at):
    decide_many(source=source.pk, rulings=[], rest="hide", by=FIRST, at=at)
    sign_names_out(source=source.pk, by=FIRST, at=at)
    client.force_login(second)
    listed = client.get(reverse("understand:review-list", args=[study.pk])).content.decode()
    assert address("review-second", source) in listed
    client.get(address("review", source))
    assert may_begin(client, source)


def test_stand_ins_in_signed_words_are_marks_too(client, second, source, at):
    decide_many(source=source.pk, rulings=[], rest="hide", by=FIRST, at=at)
    sign_names_out(source=source.pk, by=FIRST, at=at)
    client.force_login(second)
    client.get(address("correct", source))
    assert not may_begin(client, source)


def test_a_third_person_sees_what_came_of_it_only_when_they_ask(client, second, source, at):
    read_blind(source, "sunflower bus", at)
    client.force_login(second)
    page = client.get(address("review-second", source)).content.decode()
    assert "sunflower bus" not in page and "See what came of it" in page
    assert "Begin reading" in page and not MarksSeen.objects.exists()
    page = client.get(address("review-second", source) + "?show=1").content.decode()
    assert "sunflower bus" in page and "Begin reading" not in page
    with pytest.raises(NotSecond, match="opened a page"):
        acting.begin_second_read(source=source.pk, by=actor(second), at=at)


def test_who_looked_is_kept_no_longer_than_the_originals(client, second, study, ash, source, at):
    other = tell(study, [(somebody(study), "Danny came.")])
    client.force_login(second)
    for one in (source, other):
        client.get(address("review", one))
    decide_many(source=source.pk, rulings=[], rest="hide", by=FIRST, at=at)
    sign_names_out(source=source.pk, by=FIRST, at=at)
    destroy_originals(study=study.pk, by=FIRST, at=at)
    assert MarksSeen.objects.get().source == other.pk
    (who,) = {one.participant for one in originals_of(other.pk)}
    withdraw(participant=type(ash).objects.get(pk=who), asked="c", by="quiet", at=at)
    assert not MarksSeen.objects.exists()
