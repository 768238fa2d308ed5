"""Whether a stand-in says somebody's sex, and what says as much without it."""

import pytest

from pennydrop.rooms.understand.rules import whereabouts
from pennydrop.rooms.understand.rules.kinds import _JOBS, KINDS, kind_in
from pennydrop.rooms.understand.rules.relations import CLOSE, MINE_ONLY, ROLES
from pennydrop.rooms.understand.rules.sexes import neutral, says_sex


@pytest.mark.parametrize(
    ("chosen", "without"),
    [
        ("[sister 1]", "sibling"), ("[father 3]", "parent"), ("[his brother]", "person"),
        ("[policeman 2]", "person"), ("[women’s refuge 1]", "hostel"),
        ("[boys’ school]", "school"), ("[friend 2]", "friend"),
        ("[market town in Norfolk]", "market town in Norfolk"),
        ("[place abroad: Oman]", "place abroad: Oman"), ("[German friend]", "German friend"),
    ],
)  # fmt: skip
def test_what_says_a_sex_is_said_without_it(chosen, without):
    assert neutral(kind_in(chosen)) == without
    assert says_sex(chosen) == (kind_in(chosen) != without)


def test_of_what_is_offered_by_itself_nothing_says_a_sex():
    chosen = {"sister", "brother", "mother", "father"}
    assert {kind for kind in KINDS if says_sex(kind)} == chosen
    said = {*CLOSE.values(), *ROLES.values(), *MINE_ONLY.values(), *_JOBS, *_places_said()}
    assert len(said) > 100 and not [one for one in said if says_sex(one)]


def _places_said():
    return {whereabouts.description(name) for name in (*whereabouts._places(), "Salalah", "Muscat")}
