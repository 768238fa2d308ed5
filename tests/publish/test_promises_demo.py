"""The demonstration has a promise in each state, and real recommendations with their sources."""

import datetime as dt

import pytest

from pennydrop.rooms.publish.queries.parts import Part
from pennydrop.rooms.publish.queries.promises import entries
from pennydrop.rooms.publish.rules.commitments import EARLY_DAYS, State
from pennydrop.web.demo import promises
from pennydrop.web.demo.content import read
from tests.publish.promising import BY

pytestmark = [pytest.mark.django_db(databases=["default", "keys"])]

NOW = dt.datetime(2026, 11, 2, 12, tzinfo=dt.UTC)


def test_a_visitor_sees_every_state_and_real_sources(told, edition, monkeypatch):
    titles = [theme["title"] for theme in read("themes")["themes"]]
    parts = [Part(edition, f"section-{n}", "", title) for n, title in enumerate(titles, start=1)]
    monkeypatch.setattr(promises, "parts_of", lambda card: parts)
    promises.follow(told.card.organisation, told.id, BY, NOW)
    found = entries(on=NOW.date() - dt.timedelta(days=EARLY_DAYS))
    assert {state for entry in found for state in entry.states} == set(State)
    past = [entry for entry in found if entry.source]
    assert len(past) == 5 and not any(entry.owners or entry.invented for entry in past)
    assert all(entry.source_link.startswith("https://www.gov.uk/") for entry in past)
    assert all(entry.invented for entry in found if not entry.source)
