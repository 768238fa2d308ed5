"""Names are taken out fast: one press for a person, one for all that is nearly sure, one to undo
whatever was done last; and a word about breaks."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from pennydrop.core.people.queries import actor
from pennydrop.rooms.listen.actions.withdrawal import withdraw
from pennydrop.rooms.understand.actions.correcting import hide_everywhere
from pennydrop.rooms.understand.actions.deidentify import (
    also_hide,
    decide,
    decide_many,
    decide_one,
    reopen,
)
from pennydrop.rooms.understand.actions.names_out import sign_names_out
from pennydrop.rooms.understand.actions.originals import destroy_originals
from pennydrop.rooms.understand.actions.stepping import NothingToUndo, undo_last
from pennydrop.rooms.understand.models import Identifier, NameStep, OneMention
from pennydrop.rooms.understand.rules.stepping import LONG_ENOUGH, break_line, minutes_at_it
from tests.understand.deciding import hide, keep, place_of, read, result
from tests.understand.told import somebody, tell

NOON = dt.datetime(2026, 3, 2, 12, tzinfo=dt.UTC)
marked = pytest.mark.django_db(databases=["default", "keys"])


@pytest.fixture
def ash(study):
    return somebody(study)


@pytest.fixture
def source(study, ash):
    return tell(
        study,
        [
            (ash, "My sister is called Amy Larter. Amy drove me to Norwich."),
            (ash, "Amy rang on 07700 900123 and Danny came."),
        ],
    )


def send(client, source, **data):
    return client.post(reverse("understand:review-decide", args=[source.pk]), data)


def page_of(client, source):
    return client.get(reverse("understand:review", args=[source.pk])).content.decode()


def how(at, by="user:1"):
    return {"by": by, "at": at}


def steps(source, at):
    """Every kind of step, as somebody would take them one after the other."""
    pk = source.pk
    return [
        lambda: decide(source=pk, ruling=hide("Amy", "[sister 1]"), **how(at)),
        lambda: decide(source=pk, ruling=keep("Norwich", "place"), **how(at)),
        lambda: decide(source=pk, ruling=hide("Amy", "[friend 9]"), **how(at)),
        lambda: decide_one(source=pk, place=place_of(source, "Amy"), decision="keep", **how(at)),
        lambda: also_hide(source=pk, ruling=hide("drove", "x"), place=None, **how(at)),
        lambda: also_hide(
            source=pk, ruling=hide("rov", "y"), place=place_of(source, "rov"), **how(at)
        ),
        lambda: reopen(source=pk, place=place_of(source, "Norwich"), **how(at)),
        lambda: decide_many(source=pk, rulings=[hide("Amy", "[a]")], rest="hide", **how(at)),
    ]


@marked
@pytest.mark.postgres
def test_each_step_is_undone_as_it_was_and_in_turn(source, at):
    before = []
    for step in steps(source, at):
        before.append((result(source), read(source).decided))
        step()
    while before:
        undo_last(source=source.pk, **how(at))
        assert (result(source), read(source).decided) == before.pop()
    with pytest.raises(NothingToUndo):
        undo_last(source=source.pk, **how(at))
    assert not Identifier.objects.filter(ended=None).exists() and not OneMention.objects.exists()


@marked
@pytest.mark.postgres
def test_only_ones_own_steps_and_only_while_nobody_decided_anew(source, at):
    decide(source=source.pk, ruling=hide("Danny", "[friend 1]"), **how(at, "user:1"))
    with pytest.raises(NothingToUndo, match="nothing of yours"):
        undo_last(source=source.pk, **how(at, "user:2"))
    decide(source=source.pk, ruling=keep("Danny"), **how(at, "user:2"))
    with pytest.raises(NothingToUndo, match="anew"):
        undo_last(source=source.pk, **how(at, "user:1"))
    assert "Danny" in result(source)[1]
    undo_last(source=source.pk, **how(at, "user:2"))
    assert "[friend 1]" in result(source)[1]
    reopen(source=source.pk, place=place_of(source, "Danny", 1), **how(at, "user:1"))
    decide(source=source.pk, ruling=keep("Danny"), **how(at, "user:2"))
    with pytest.raises(NothingToUndo, match="anew"):
        undo_last(source=source.pk, **how(at, "user:1"))


@marked
def test_a_step_says_who_and_how_much_and_holds_no_words(source, at):
    decide(source=source.pk, ruling=hide("Amy", "[sister 1]"), **how(at))
    step = NameStep.objects.get()
    assert (step.what, step.names, step.places, step.by) == ("hidden", 1, 2, "user:1")
    undo_last(source=source.pk, **how(at, "user:1"))
    step.refresh_from_db()
    assert step.undone_by == "user:1" and not NameStep.objects.filter(undone_at=None).exists()
    assert not any("amy" in str(value).lower() for value in vars(step).values())


@marked
def test_nothing_stays_of_it_when_somebody_takes_their_words_back(source, ash, at):
    for step in steps(source, at):
        step()
    assert Identifier.objects.exclude(ended=None).exists()
    withdraw(participant=ash, asked="with the code", by="quiet", at=at)
    assert not (Identifier.objects.exists() or OneMention.objects.exists())
    assert not NameStep.objects.exists()


@marked
def test_it_goes_with_the_originals(study, source, at):
    decide_many(source=source.pk, rulings=[hide("Amy", "[a]")], rest="hide", **how(at))
    sign_names_out(source=source.pk, **how(at))
    assert NameStep.objects.count() == 1
    destroy_originals(study=study.pk, **how(at))
    assert not NameStep.objects.exists()


@marked
def test_what_a_person_pointed_to_is_told_from_what_was_found(source, at):
    also_hide(source=source.pk, ruling=hide("drove", "x"), place=None, **how(at))
    also_hide(source=source.pk, ruling=hide("Danny", "y"), place=None, **how(at))
    decide(source=source.pk, ruling=hide("drove", "other"), **how(at))
    assert list(Identifier.objects.filter(ended=None, added=True).values_list("by")) == [
        ("user:1",)
    ]
    decide_many(source=source.pk, rulings=[], rest="hide", **how(at))
    sign_names_out(source=source.pk, **how(at))
    hide_everywhere(source=source.pk, ruling=hide("rang", "z"), **how(at))
    assert Identifier.objects.filter(ended=None, added=True).count() == 2


@marked
def test_one_press_hides_all_of_one_person_and_one_takes_it_back(client, colleague, source):
    client.force_login(colleague)
    page = page_of(client, source)
    assert "Looks like one: “Amy”, “Amy Larter”." in page and "Hide all of them (3 places)" in page
    send(client, source, do="person", form="Amy", surrogate="[sister 1]")
    first, second = result(source)
    assert first.count("[sister 1]") == 2 and second.startswith("[sister 1] rang")
    assert "Amy" not in first + second
    assert NameStep.objects.get().what == "person"
    page = page_of(client, source)
    assert "Looks like one" not in page and "Undo the last: you hid everything" in page
    send(client, source, do="last")
    assert "Amy Larter" in result(source)[0] and not Identifier.objects.exists()
    assert send(client, source, do="last").status_code == 422
    assert send(client, source, do="person", form="Danny", surrogate="x").status_code == 422


@marked
def test_what_is_nearly_sure_is_listed_before_it_is_hidden_at_once(client, colleague, source):
    client.force_login(colleague)
    address = reverse("understand:review-sure", args=[source.pk])
    assert address in page_of(client, source)
    page = client.get(address).content.decode()
    assert "“07700 900123” as [phone number 1]" in page and not Identifier.objects.exists()
    client.post(address, {"form": ["07700 900123", "drove"]})
    assert "[phone number 1]" in result(source)[1] and "drove" in result(source)[0]
    assert Identifier.objects.count() == 1
    said = client.post(address, {}, follow=True).content.decode()
    assert "nothing is hidden" in said
    send(client, source, do="last")
    assert not Identifier.objects.exists()


@marked
@pytest.mark.parametrize(("who", "status"), [("worker", 403), ("stranger", 404)])
def test_what_is_nearly_sure_is_closed_to_others(client, request, source, who, status):
    client.force_login(request.getfixturevalue(who))
    address = reverse("understand:review-sure", args=[source.pk])
    assert client.get(address).status_code == status
    assert client.post(address, {"form": "07700 900123"}).status_code == status
    assert not Identifier.objects.exists()


@marked
def test_the_page_says_how_long_it_is_since_a_break(client, colleague, source):
    client.force_login(colleague)
    assert "since your last break" not in page_of(client, source)
    now = timezone.now()
    for minutes in range(0, 12, 4):
        decide(
            source=source.pk, ruling=hide("Danny", f"[f {minutes + 1}]"),
            by=actor(colleague), at=now - dt.timedelta(minutes=minutes),
        )  # fmt: skip
    assert "8 minutes since your last break" in page_of(client, source)


@pytest.mark.parametrize(
    ("minutes_ago", "at_it"),
    [([], 0), ([6], 0), ([4], 4), ([1, 5, 9], 9), ([1, 5, 11], 5), ([11, 1, 5], 5)],
)
def test_five_minutes_without_a_decision_are_a_break(minutes_ago, at_it):
    times = [NOON - dt.timedelta(minutes=one) for one in minutes_ago]
    assert minutes_at_it(times, NOON) == at_it


@given(st.lists(st.integers(0, 20_000)))
def test_nobody_is_at_it_for_longer_than_since_the_first_decision(seconds):
    times = [NOON - dt.timedelta(seconds=one) for one in seconds]
    assert 0 <= minutes_at_it(times, NOON) <= max(seconds, default=0) // 60


def test_a_break_is_spoken_of_gently_and_not_before_it_is_due():
    assert break_line(LONG_ENOUGH - 1) == ""
    assert "Your place is kept" in break_line(LONG_ENOUGH)
