"""A form changed on a page stays a form: any change gives one that reads back as itself."""

import datetime as dt

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pennydrop.rooms.listen.rules.editing.choices import taken_in
from pennydrop.rooms.listen.rules.editing.comparing import changes
from pennydrop.rooms.listen.rules.editing.faults import faults_of
from pennydrop.rooms.listen.rules.editing.naming import name_for
from pennydrop.rooms.listen.rules.editing.places import (
    CannotMove,
    NoSuchPlace,
    moved,
    moved_into,
    places,
    put_in,
    without,
)
from pennydrop.rooms.listen.rules.editing.preview import first_rounds, laid_open, place_of
from pennydrop.rooms.listen.rules.editing.telling import told
from pennydrop.rooms.listen.rules.editing.texts import pieces, translated
from pennydrop.rooms.listen.rules.editing.using import InUse, check_unused
from pennydrop.rooms.listen.rules.form import (
    Kind,
    Question,
    form_from_json,
    form_to_json,
    read_form,
)
from pennydrop.rooms.listen.rules.form import plain as said
from pennydrop.rooms.listen.rules.form.writing import write_rows
from pennydrop.rooms.listen.rules.walking import Setting, Walk, plan_of
from tests.listen.any_form import forms
from tests.listen.questioning import names, whole

FORM = whole()
MOMENT = dt.datetime(2026, 3, 2, tzinfo=dt.UTC)
SLOW = settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))


def walked(form):
    walk = Walk(plan_of(laid_open(form)), first_rounds(form), Setting(MOMENT, "seed", ""))
    return [place_of(stop.path) for stop in walk.stops]


def test_every_page_can_be_looked_at():
    assert walked(FORM) == [
        "start", "helped", "first", "age", "hard", "hard/stay/ward", "hard/stay/day",
        "hard/stay", "hard/picture", "worth", "order", "yes",
    ]  # fmt: skip


@SLOW
@given(forms(), st.data())
def test_any_form_stays_one_through_any_changes(sheets, data):
    form = taken_in(read_form(sheets, "a")).without_remarks()
    for _ in range(data.draw(st.integers(1, 4))):
        before, form = form, changed(form, data)
        assert form_from_json(form_to_json(form)) == form
        if not faults_of(form) and form.items:
            assert read_form(write_rows(form), "a").without_remarks() == form
        assert bool(changes(before, form)) == (before != form)


def changed(form, data):
    """The form after one step that the pages can do."""
    place = data.draw(st.sampled_from(names(form) or [""]))
    act = data.draw(st.sampled_from(["up", "down", "out", "into", "add", "words"]))
    if not place:
        return form
    try:
        match act:
            case "up" | "down":
                return moved(form, place, -1 if act == "up" else 1)
            case "out":
                check_unused(form, place)
                return without(form, place)
            case "into":
                return moved_into(form, place, data.draw(st.sampled_from(["", *names(form)])))
            case "add":
                name = name_for("Anything", [item.name for _, item in places(form)])
                new = Question(name, Kind.TEXT, said("Anything?", form.default_language))
                return put_in(form, new, after=place)
        words = {piece.key: "W" for piece in pieces(form)}
        return translated(form, words, "Cymraeg (cy)")
    except (CannotMove, InUse, NoSuchPlace):
        return form


@SLOW
@given(forms())
def test_any_form_can_be_told_and_looked_at(sheets):
    form = read_form(sheets, "a")
    assert len(told(form)) == len(names(form))
    assert set(walked(form)) >= {
        place for place, item in places(form)
        if isinstance(item, Question) and not item.silent
        and "label" not in item.appearance.split()
    }  # fmt: skip
