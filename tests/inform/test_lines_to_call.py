"""Whom to call, at the foot of every page: from claims, like everything else that helps."""

import datetime as dt

import pytest

from pennydrop.rooms.inform.rules.claims import Kind
from pennydrop.rooms.inform.rules.doors import FEW, few_lines
from pennydrop.rooms.inform.rules.starter.reading import starter_claims
from tests.inform.alerting import TODAY

DB = pytest.mark.django_db(databases=["default", "keys"])


def test_what_is_shipped_names_a_number_in_each_line_and_where_it_holds():
    page = few_lines(starter_claims(), today=TODAY)
    steps = page.groups[0].steps
    assert len(steps) == len(FEW) and all(step.calls for step in steps)
    assert [step.calls[0].number for step in steps] == ["999", "111", "116 123", "0300 123 6600"]
    assert steps[1].where == "England, Wales, Scotland"
    assert steps[3].where == "", "its own words say where"


@DB
@pytest.mark.parametrize("path", ["/", "/code/", "/guides/", "/findings/", "/nowhere/"])
def test_a_number_that_was_put_right_here_is_right_on_every_page(client, claim, path):
    claim("help-samaritans", "Somebody listens on 0113 496 0000.", kind=Kind.HELPLINE)
    page = client.get(path).text
    assert 'href="tel:01134960000"' in page and "116 123" not in page
    assert 'href="tel:999"' in page


@DB
def test_a_line_that_became_mere_advice_goes_and_the_others_stay(client, claim):
    claim("help-frank", "Ask FRANK on 0300 123 6600. It is only advice.")
    page = client.get("/").text
    assert "only advice" not in page and 'href="tel:116123"' in page


@DB
def test_an_overdue_line_stays_and_is_dated(client, claim, sign, monkeypatch, at):
    sign(claim("help-samaritans", "They listen on 116 123.", kind=Kind.HELPLINE), days=5)
    later = at + dt.timedelta(days=6)
    monkeypatch.setattr("django.utils.timezone.now", lambda: later)
    page = client.get("/code/").text
    assert "They listen on" in page and "that day has passed" in page
