"""What to do tonight: an immediate concern that comes in while nobody is on the rota."""

import datetime as dt

import pytest
from django.urls import reverse

from pennydrop.core.concerns import Level
from pennydrop.core.people.queries import actor
from pennydrop.rooms.support.actions.handling import look
from pennydrop.rooms.support.queries.concerns import open_rows
from pennydrop.rooms.support.views import tonight

pytestmark = [pytest.mark.django_db(databases=["default", "keys"]), pytest.mark.postgres]
WAITS = "An immediate concern waits, and nobody is on the rota"


@pytest.fixture
def waiting(rota):
    """What stands at the desk at some time of the same Monday."""

    def at_hour(moment, hour):
        late = moment.replace(hour=hour)
        return tonight(open_rows([rota.pk], at=late), at=late)

    return at_hour


def test_out_of_hours_it_names_who_may_read_it_and_who_is_next(raised, guard, waiting, at):
    raised(level=Level.IMMEDIATE)
    (now,) = waiting(at, 22)
    assert set(now.people) == {"Dev", "Maya", "Noor"}
    assert (now.lead, now.deputy) == ("Dev", "Maya")
    assert now.begins is not None and now.begins.date() == at.date() + dt.timedelta(days=1)


def test_in_hours_the_rota_says_who(raised, waiting, at):
    raised(level=Level.IMMEDIATE)
    assert waiting(at, 12) == []


def test_a_risk_waits_for_the_rota(raised, waiting, at):
    raised(level=Level.RISK)
    assert waiting(at, 22) == []


def test_what_somebody_has_looked_at_waits_no_more(raised, owner, waiting, at):
    look(concern=raised(level=Level.IMMEDIATE), by=actor(owner), at=at)
    assert waiting(at, 22) == []


def test_both_pages_say_so_to_those_who_handle_it_and_to_nobody_else(
    client, raised, owner, deputy, colleague
):
    """No hours are in the rota here, so nobody is on whatever the time is."""
    concern = raised(level=Level.IMMEDIATE)
    client.force_login(owner)
    for page in (reverse("support:concerns"), reverse("support:concern", args=[concern.pk])):
        shown = client.get(page).content.decode()
        assert WAITS in shown and "Dev, Maya" in shown and "No hours are in the rota" in shown
        assert '<a href="tel:999">999</a> and say what you know' in shown
    client.force_login(colleague)
    assert WAITS not in client.get(reverse("support:concerns")).content.decode()
