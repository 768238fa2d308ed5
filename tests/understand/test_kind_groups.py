"""Whoever chooses a stand-in finds the likely kinds first, and every kind under one heading."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pennydrop.rooms.understand.queries.choices import choices_of
from pennydrop.rooms.understand.rules.identifiers import Label
from pennydrop.rooms.understand.rules.kind_groups import FEW, GROUPS, likely_kinds
from pennydrop.rooms.understand.rules.kinds import KINDS
from pennydrop.rooms.understand.rules.sexes import says_sex


def test_every_kind_stands_under_one_heading():
    grouped = [kind for kinds in GROUPS.values() for kind in kinds]
    assert sorted(grouped) == sorted(KINDS) and len(set(grouped)) == len(grouped)
    assert all(len(kinds) <= 22 for kinds in GROUPS.values())


def test_nobodys_sex_is_said_by_a_kind_that_stands_among_all_people():
    for title, kinds in GROUPS.items():
        assert {says_sex(kind) for kind in kinds} == {title == "People, saying woman or man"}, title


@given(st.sampled_from(["", *Label]), st.sampled_from(["", "village in Norfolk", "30s", *KINDS]))
def test_the_likely_few_are_kinds_and_begin_with_what_is_offered(label, offered):
    few = likely_kinds(label, offered)
    assert 0 < len(few) <= FEW and len(set(few)) == len(few) and set(few) <= set(KINDS)
    assert few[0] == offered or offered not in KINDS


@pytest.mark.parametrize(
    ("label", "offered", "first"),
    [
        (Label.PERSON, "sibling", ("sibling", "person", "friend")),
        (Label.PHONE, "phone number", ("phone number", "number")),
        (Label.PLACE, "market town in Norfolk", ("place", "town", "street")),
        (Label.ORGANISATION, "school", ("school", "service", "GP surgery")),
        (Label.HIDDEN, "", ("person", "friend", "place", "service")),
    ],
)
def test_what_comes_first_follows_the_finders_label(label, offered, first):
    assert likely_kinds(label, offered)[: len(first)] == first
    assert not any(says_sex(kind) for kind in likely_kinds(label))


def test_each_choice_has_the_next_free_number_of_its_kind():
    free = {kind: f"[{kind} 3]" for kind in KINDS}
    choices = choices_of(free, ["friend"])
    assert choices.likely == (("friend", "[friend 3]"),)
    assert dict(pair for _, group in choices.groups for pair in group) == free
