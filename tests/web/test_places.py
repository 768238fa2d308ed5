"""Where data, keys and scratch lie: what may be set, and what would undo a promise."""

from pathlib import Path

import pytest

from pennydrop.web.places import UnsafePlace, find_places

SET = {"PENNYDROP_HOME": "/a/var", "PENNYDROP_KEYS": "/a/keys", "PENNYDROP_SCRATCH": "/a/scratch"}


def test_each_place_is_where_it_was_set():
    places = find_places(SET)
    assert [places.home, places.keys, places.scratch] == [*map(Path, SET.values())]


@pytest.mark.parametrize("name", SET)
def test_what_is_set_to_nothing_is_as_if_it_were_not_set(name):
    """`PENNYDROP_HOME= pennydrop up` once read the folder it stood in as the data."""
    unset = {other: value for other, value in SET.items() if other != name}
    assert find_places(unset | {name: ""}) == find_places(unset)


@pytest.mark.parametrize(
    ("name", "inside"),
    [
        ("PENNYDROP_KEYS", "/a/var"),
        ("PENNYDROP_KEYS", "/a/var/keys"),
        ("PENNYDROP_SCRATCH", "/a/keys/x"),
    ],
)
def test_one_inside_another_is_refused_by_name(name, inside):
    with pytest.raises(UnsafePlace, match=name):
        find_places(SET | {name: inside})
