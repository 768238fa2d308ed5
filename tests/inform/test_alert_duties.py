"""Alerts that wait for somebody stand on the desk, and on Today of whoever can do something."""

import datetime as dt

import pytest

from pennydrop.rooms.inform.actions.alerts import grade_alert, withdraw_alert, write_alert
from pennydrop.rooms.inform.queries.alert_duties import AlertNeed, alert_duties
from pennydrop.rooms.inform.rules.alerts import Level
from pennydrop.rooms.inform.rules.claims import Kind, Severity, Side
from pennydrop.rooms.inform.rules.places import Place
from tests.inform.alerting import graded, out, text

pytestmark = [pytest.mark.django_db(databases=["default", "keys"]), pytest.mark.postgres]
WAITS, ENDS, SEND = "waits for you to grade it", "ends on 12 March", "not sent out"


@pytest.fixture(autouse=True)
def noon(monkeypatch, at):
    monkeypatch.setattr("django.utils.timezone.now", lambda: at)


@pytest.fixture(autouse=True)
def claims(claim):
    claim("call", "Call 999 now.", kind=Kind.EMERGENCY, severity=Severity.NOW)
    claim("go-slow", "Go slow with anything new.")


@pytest.fixture
def draft(real, at):
    days = {"review_by": at.date() + dt.timedelta(10), "expires": at.date() + dt.timedelta(30)}
    return write_alert(organisation=real.pk, new=text(**days), by="user:1", at=at)


@pytest.fixture
def today_of(client):
    def read(who):
        client.force_login(who)
        return client.get("/today/").content.decode()

    return read


def test_whoever_can_grade_from_the_side_that_is_missing_is_told(
    client, real, draft, at, owner, clinician, worker, stranger, today_of
):
    assert all(WAITS in today_of(who) for who in (owner, clinician))
    assert not any(WAITS in today_of(who) for who in (worker, stranger))
    by = f"user:{owner.pk}"
    grade_alert(
        version=draft, side=Side.LIVED, role="peer", level=Level.WARNING, looks=True, by=by, at=at
    )
    assert WAITS not in today_of(owner) and WAITS in today_of(clinician)
    client.force_login(owner)
    desk = client.get(f"/inform/{real.pk}/").content.decode()
    assert "Not graded yet: clinical." in desk and "Nitazenes in what is sold as" in desk


def test_an_alert_that_is_graded_waits_for_an_editor(draft, at, owner, clinician, today_of):
    graded(draft, at)
    assert SEND in today_of(owner) and SEND not in today_of(clinician)


def test_an_alert_that_is_about_to_end_is_said_to_editors(real, at, owner, clinician, today_of):
    out(real.pk, at)
    needs = [
        [duty.need for duty in alert_duties([real.pk], today=at.date() + dt.timedelta(days))]
        for days in range(12)
    ]
    assert needs == [[]] * 7 + [[AlertNeed.LAPSING]] * 4 + [[]]
    assert ENDS not in today_of(owner)


def test_on_its_last_days_today_says_so(real, at, owner, clinician, today_of, monkeypatch):
    alert = out(real.pk, at)
    late = at + dt.timedelta(8)
    monkeypatch.setattr("django.utils.timezone.now", lambda: late)
    assert ENDS in today_of(owner) and ENDS not in today_of(clinician)
    withdraw_alert(alert=alert, why="It was something else.", by="user:1", at=late)
    assert ENDS not in today_of(owner)


def test_a_draft_whose_time_is_over_waits_for_nobody(real, draft, at):
    assert not alert_duties([real.pk], today=at.date() + dt.timedelta(11))


def test_somebody_reads_the_alerts_of_one_nation(client, real, at):
    out(real.pk, at, found="nitazenes", area=Place.WALES)
    out(real.pk, at, found="xylazine", area=Place.LONDON)
    out(real.pk, at, found="caffeine", area=Place.UK)

    def found(query):
        page = client.get(f"/alerts/{query}").content.decode().lower()
        return [name for name in ("nitazenes", "xylazine", "caffeine") if name in page]

    assert found("") == found("?place=nowhere") == ["nitazenes", "xylazine", "caffeine"]
    assert found("?place=Wales") == ["nitazenes", "caffeine"]
    assert found("?place=England") == ["xylazine", "caffeine"]
