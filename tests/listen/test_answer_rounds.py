"""One more of something, and one fewer."""

import pytest

from pennydrop.rooms.listen.models import Participant, Segment
from pennydrop.rooms.listen.queries.values import values_in
from tests.listen.every_kind import begun, kept

pytestmark = [pytest.mark.django_db(databases=["default", "keys"]), pytest.mark.postgres]


HOME = (
    ("text", "first", "First?"), ("begin_repeat", "home", "Someone at home"),
    ("text", "who", "Who?"), ("integer", "age", "How old?"), ("end_repeat",),
    ("text", "last", "Last?"),
)  # fmt: skip


def add_one(teller, number, name, age):
    teller.post("question", 2, go="add")
    assert f"Someone at home {number}" in teller.text and "Who?" in teller.text
    teller.post("question", f"3-{number}", go="save", answer=name)
    assert "How old?" in teller.text
    teller.post("question", f"4-{number}", go="save", answer=age)


def test_one_more_and_one_fewer(asks):
    teller = begun(asks(*HOME))
    assert "Is there one you want to tell us about" in teller.text
    for number, (name, age) in enumerate([("Ann", "40"), ("Bo", "9"), ("Cy", "2")], 1):
        add_one(teller, number, name, age)
    assert "told us about 3" in teller.text and "Bo" in teller.text
    assert "Take out number 2?" in teller.get("question", 2, out="2")
    assert "told us about 2" in teller.post("question", 2, go="out-2")
    assert kept(teller) == {
        "first": "it began", "home": "2", "home[1]/who": "Ann", "home[1]/age": "40",
        "home[2]/who": "Cy", "home[2]/age": "2",
    }  # fmt: skip
    assert "Last?" in teller.post("question", 2, go="skip")
    check = teller.get("check")
    assert "Someone at home 2: How old?" in check
    teller.share()
    person = Participant.objects.get()
    assert values_in(person.study_id) == {person.pk: {"home[1]/age": "40", "home[2]/age": "2"}}
    assert list(Segment.objects.order_by("order").values_list("question", flat=True)) == [
        "first", "who", "who",
    ]  # fmt: skip


@pytest.mark.parametrize("go", ["out-0", "out-9", "out-x", "out-"])
def test_a_round_that_is_not_there_is_not_taken_out(asks, go):
    teller = begun(asks(*HOME))
    add_one(teller, 1, "Ann", "40")
    teller.post("question", 2, go=go)
    assert kept(teller)["home"] == "1" and kept(teller)["home[1]/who"] == "Ann"


def test_to_add_one_can_be_the_first_thing_somebody_does(asks):
    teller = asks(*HOME[1:])
    teller.agree()
    teller.go("all")
    assert "Someone at home" in teller.text
    teller.go("add", step="1")
    assert teller.code()
    assert "Who?" in teller.get("on") and kept(teller) == {"home": "1"}


def test_a_break_is_a_break_where_there_is_nothing_to_type(asks):
    """At a note, at a repeat and at the introduction to a part, as at every question."""
    columns = ("type", "name", "label", "hint")
    part = ("begin_group", "g", "Hard things", "It is about hard times.")
    inside = [("text", "a", "Anne?"), ("end_group",)]
    note = ("note", "n", "A word first")
    teller = begun(asks(HOME[0], note, part, *inside, *HOME[1:-1], columns=columns))
    for number, heading in ((2, "A word first"), (3, "Hard things"), (5, "Someone at home")):
        before = teller.get("question", number)
        assert heading in before and 'value="rest"' in before, number
        page = teller.post("question", number, go="rest")
        assert "Take your time" in page and "code-words" in page and "116 123" in page, number
        assert heading in teller.get("on"), number
    assert kept(teller) == {"first": "it began"}
