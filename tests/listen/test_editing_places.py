"""Questions of a form are found, put in, moved and taken out; a fault has its place."""

import pytest

from pennydrop.rooms.listen.rules.editing.faults import Unfinished, check_finished, faults_of
from pennydrop.rooms.listen.rules.editing.places import (
    CannotMove,
    NoSuchPlace,
    item_at,
    moved,
    moved_into,
    put_in,
    replaced,
    without,
)
from pennydrop.rooms.listen.rules.editing.starting import empty_form
from pennydrop.rooms.listen.rules.editing.using import InUse, check_unused
from pennydrop.rooms.listen.rules.form import Kind, Question
from pennydrop.rooms.listen.rules.form import plain as said
from tests.listen.questioning import names, whole

FORM = whole()


def test_an_item_is_found_put_in_moved_and_taken_out():
    new = Question("new", Kind.TEXT, said("New?"))
    assert names(put_in(FORM, new))[-1] == "new"
    assert names(put_in(FORM, new, after="start"))[1] == "new"
    assert names(put_in(FORM, new, inside="hard"))[9] == "hard/new"
    assert names(put_in(FORM, new, after="hard/stay/ward"))[7] == "hard/stay/new"
    assert names(moved(FORM, "helped", -1))[:2] == ["helped", "start"]
    assert "hard/stay/day" not in names(without(FORM, "hard/stay"))
    assert item_at(replaced(FORM, "hard/picture", new), "hard/new") == new
    assert names(moved_into(FORM, "start", "hard/stay"))[7] == "hard/stay/start"
    assert names(moved_into(FORM, "hard/picture", ""))[-1] == "picture"


def test_what_cannot_be_moved_says_so():
    for place, by in (("start", -1), ("yes", 1), ("hard/stay/ward", -1)):
        with pytest.raises(CannotMove):
            moved(FORM, place, by)
    for place, inside in (("hard", "hard/stay"), ("hard", "hard")):
        with pytest.raises(CannotMove):
            moved_into(FORM, place, inside)
    twice = put_in(FORM, Question("ward", Kind.TEXT, said("Ward?")))
    with pytest.raises(CannotMove):
        moved_into(twice, "ward", "hard/stay")


@pytest.mark.parametrize("place", ["nobody", "start/x", "hard/nobody", "", "hard/stay/ward/x"])
def test_what_is_not_there_is_not_found(place):
    with pytest.raises(NoSuchPlace):
        item_at(FORM, place)


def test_a_question_that_others_look_at_stays():
    with pytest.raises(InUse, match="“Who helped first\\?”, “How old were you\\?” look at it"):
        check_unused(FORM, "helped")
    with pytest.raises(InUse, match="“Was it worth it"):
        check_unused(FORM, "start")
    with pytest.raises(InUse, match="“Hospital” looks at it"):
        check_unused(FORM, "age")
    check_unused(FORM, "hard")
    check_unused(FORM, "first")


def test_a_fault_names_its_place():
    (fault,) = faults_of(without(FORM, "age"))
    assert (fault.place, fault.column) == ("hard", "relevant") and "${age}" in fault.message
    assert faults_of(FORM) == () and faults_of(empty_form("x")) == ()
    ring = moved_into(FORM, "age", "hard")
    assert any("depends on itself" in fault.message for fault in faults_of(ring))


def test_only_a_finished_form_is_kept():
    check_finished(FORM)
    hollow = without(without(FORM, "hard/stay"), "hard/picture")
    for form, why in ((empty_form("x"), "no question yet"), (hollow, "“Hospital” has no question"),
                      (without(FORM, "age"), "“Hospital”: “${age}” is no question")):  # fmt: skip
        with pytest.raises(Unfinished, match=why.replace("$", "\\$")):
            check_finished(form)
