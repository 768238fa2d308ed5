"""Queries worded once answer as Django would."""

import uuid

import pytest

from pennydrop.core.audit.models import Event
from pennydrop.core.people.models import Membership, Organisation
from pennydrop.core.prepared import Prepared, PreparedChange, PreparedRows, insert

pytestmark = [pytest.mark.django_db(databases=["default", "keys"]), pytest.mark.postgres]


def test_the_same_wording_answers_for_other_values(owner, colleague, stranger, organisation):
    asked = Prepared(
        lambda user, place: Membership.objects.filter(user=user, organisation=place).values_list(
            "user", "organisation", "role"
        ),
        int,
        uuid.UUID,
    )
    for person in (owner, colleague, stranger, owner):
        for place in Organisation.objects.all():
            rows = Membership.objects.filter(user=person, organisation=place)
            assert asked(person.pk, place.pk) == list(
                rows.values_list("user", "organisation", "role")
            )


def test_dates_ids_and_numbers_come_back_as_django_gives_them(at):
    row = Event(what="a.b.c", on="x", by="user:1", at=at.replace(microsecond=7))
    row.pk = insert(row)
    asked = Prepared(lambda by: Event.objects.filter(by=by).values_list("pk", "at", "seal"), str)
    assert asked("user:1") == [(row.pk, at.replace(microsecond=7), None)]
    assert Event.objects.get() == row
    assert asked("user:2") == []


def test_a_blank_that_is_not_used_is_a_mistake():
    asked = Prepared(lambda one, two: Event.objects.filter(by=one).values_list("pk"), str, str)
    with pytest.raises(ValueError, match="blank"):
        asked("a", "b")


def test_what_may_stand_once_is_written_once(owner, organisation):
    again = Membership(user=owner, organisation=organisation, role="worker")
    assert insert(again, once=True) is None
    assert Membership.objects.get(user=owner).role == "coordinator"


def test_rows_come_back_whole_with_what_belongs_to_them(owner, stranger, organisation):
    asked = PreparedRows(
        lambda user: Membership.objects.filter(user=user).select_related("organisation", "user"),
        int,
    )
    for person in (owner, stranger, owner):
        (found,) = asked(person.pk)
        there = Membership.objects.select_related("organisation", "user").get(user=person)
        assert found == there and found.role == there.role and not found._state.adding
        assert found.organisation.name == there.organisation.name
        assert found.organisation.pk == there.organisation.pk
        assert found.user.username == person.username
    found.role = "worker"
    found.save()
    assert Membership.objects.get(user=owner).role == "worker"


def test_a_change_says_how_many_rows_it_found(owner, organisation):
    demote = PreparedChange(
        lambda user, role: Membership.objects.filter(user=user, role=role), int, str,
        role="worker",
    )  # fmt: skip
    assert demote(owner.pk, "deputy") == 0
    assert demote(owner.pk, "coordinator") == 1
    assert Membership.objects.get(user=owner).role == "worker"


def test_a_row_with_an_id_of_its_own_keeps_it():
    row = Organisation(name="Another")
    assert insert(row) in {row.pk, row.pk.hex}
    assert Organisation.objects.get(pk=row.pk).name == "Another"
