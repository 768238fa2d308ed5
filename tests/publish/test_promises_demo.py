"""The demonstration has a promise in each state, and real recommendations with their sources."""

import datetime as dt
from dataclasses import replace

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
    section = Part(edition, "section-1", "", "What people ask for")
    parts = [
        replace(section, anchor=f"block-{n}", key=f"ask{n}", text=ask["text"], who=ask["who"])
        for n, ask in enumerate(read("findings")["asks"], start=1)
    ]
    monkeypatch.setattr(promises, "parts_of", lambda card: [section, *parts])
    promises.follow(told.card.organisation, told.id, BY, NOW)
    found = entries(on=NOW.date() - dt.timedelta(days=EARLY_DAYS))
    assert {state for entry in found for state in entry.states} == set(State)
    past = [entry for entry in found if entry.source]
    assert len(past) == 5 and not any(entry.owners or entry.invented for entry in past)
    assert all(entry.source_link.startswith("https://www.gov.uk/") for entry in past)
    assert all(entry.invented for entry in found if not entry.source)
    assert {entry.text for entry in found if not entry.source} == {part.text for part in parts}


def test_nothing_was_asked_before_the_findings_were_out():
    days = [owner["asked"] for entry in read("promises") for owner in entry["owners"]]
    assert max(days) < promises.NOTED < promises.RELEASED
