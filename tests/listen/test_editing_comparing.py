"""Two forms are compared: what is new, gone, moved and changed."""

from pennydrop.rooms.listen.rules.editing.comparing import changes
from pennydrop.rooms.listen.rules.editing.places import moved, moved_into, put_in, replaced, without
from pennydrop.rooms.listen.rules.editing.texts import renamed_language, translated
from pennydrop.rooms.listen.rules.form import Kind, Question
from pennydrop.rooms.listen.rules.form import plain as said
from tests.listen.questioning import whole

FORM = whole()


def signs(old, new):
    return [(change.sign, change.place) for change in changes(old, new)]


def test_changes_say_what_is_new_gone_moved_and_changed():
    assert changes(FORM, FORM) == ()
    new = Question("new", Kind.TEXT, said("New?"))
    assert signs(FORM, put_in(FORM, new)) == [("+", "new")]
    assert signs(FORM, without(FORM, "first")) == [("-", "first")]
    assert signs(FORM, moved(FORM, "order", 1)) in ([(">", "order")], [(">", "yes")])
    assert signs(FORM, moved_into(FORM, "worth", "hard")) == [(">", "hard/worth")]
    (change,) = changes(FORM, replaced(FORM, "age", Question("age", Kind.DECIMAL, said("Age?"))))
    found = {detail.what: (detail.before, detail.after) for detail in change.details}
    assert found["Kind"] == ("Whole number", "Number")
    assert found["The question"] == ("How old were you?", "Age?")
    assert found["Shown only if"] == ("“Who helped?” is answered", "")
    assert found["Taken only if"][1] == ""


def test_a_name_for_the_forms_own_language_is_no_change_of_every_text():
    english = renamed_language(FORM, "", "English (en)")
    assert changes(FORM, english) == ()
    (change, *_) = changes(FORM, translated(english, {("start", "label"): "Sut?"}, "Cymraeg (cy)"))
    assert change.details[0].after == "English, Cymraeg"
