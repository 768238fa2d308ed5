"""Findings say whom the study asked, and keep the kinds of people apart."""

from dataclasses import replace

import pytest

from pennydrop.rooms.publish.queries.facts import facts_of

pytestmark = [pytest.mark.django_db(databases=["default", "keys"]), pytest.mark.postgres]


@pytest.mark.parametrize(
    ("whom", "asked", "first", "apart"),
    [
        ("used", "people who have used ketamine", "Why people start", "not asked here"),
        ("affected", "people close to somebody", "How people find out", "speaks for them"),
        ("both", "and people close to them", "Why people start", "We do not know"),
    ],
)
def test_what_is_filled_in_fits_who_was_asked(told, whom, asked, first, apart):
    places = facts_of(replace(told.card, asks_whom=whom)).places
    assert asked in places["whom"]
    assert places["questions"].startswith(f"1. {first}")
    assert apart in places["not heard"]
    assert ("not asked here" in places["not heard"]) is (whom != "both")
