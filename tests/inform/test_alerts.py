"""Somebody passes an alert on, two people grade it, the world reads it, and it ends."""

import datetime as dt

import pytest

from pennydrop.rooms.inform.actions.alerts import (
    grade_alert,
    issue_alert,
    withdraw_alert,
    write_alert,
)
from pennydrop.rooms.inform.models import Alert
from pennydrop.rooms.inform.queries.alerts import newest_version, public_alert, public_alerts
from pennydrop.rooms.inform.rules.alerts import BadAlert, Level, State
from pennydrop.rooms.inform.rules.claims import Kind, Severity, Side
from tests.inform.alerting import RAISED, graded, out, text

pytestmark = [pytest.mark.django_db(databases=["default", "keys"]), pytest.mark.postgres]
STEP, ADVICE = "Call 999 now.", "Go slow with anything new."


@pytest.fixture(autouse=True)
def noon(monkeypatch, at):
    monkeypatch.setattr("django.utils.timezone.now", lambda: at)


@pytest.fixture
def claims(claim):
    return {
        "call": claim("call", STEP, kind=Kind.EMERGENCY, severity=Severity.NOW),
        "go-slow": claim("go-slow", ADVICE),
    }


def everywhere(client, alert):
    """What the world reads of an alert, on every page, feed and message."""
    paths = ("/alerts/", "/alerts/feed.xml", f"/alerts/{alert.pk}/", f"/alerts/{alert.pk}/cap.xml")
    return [client.get(path).content.decode() for path in paths]


def test_advice_shows_only_while_it_is_signed_and_emergency_steps_always(
    client, real, claims, sign, at
):
    alert = out(real.pk, at)
    assert not any(ADVICE in page for page in everywhere(client, alert))
    assert [STEP in page for page in everywhere(client, alert)] == [False, False, True, True]
    sign(claims["go-slow"], days=3)
    assert [ADVICE in page for page in everywhere(client, alert)] == [False, False, True, True]
    for days in range(40):
        page = public_alert(alert.pk, today=at.date() + dt.timedelta(days))
        assert (ADVICE in page.instruction()) == (days <= 3)
        assert STEP in page.instruction()
        assert (page.state is State.CURRENT) == (days <= 10)


def test_the_demonstration_says_that_it_is_invented_and_its_message_is_an_exercise(
    client, real, claims, at
):
    alert = out(real.pk, at)
    real.invented = True
    real.save()
    _, feed, page, cap = everywhere(client, alert)
    assert "This alert is invented" in page and ADVICE in page
    assert '<span class="tag">Invented</span>' in client.get("/alerts/").text
    assert "Exercise" in cap and ADVICE not in cap and "Invented for a demonstration" in feed


def test_it_does_not_go_out_before_two_people_agree(client, real, claims, at):
    version = write_alert(organisation=real.pk, new=text(), by="user:1", at=at)
    assert client.get(f"/alerts/{version.alert_id}/").status_code == 404
    with pytest.raises(BadAlert, match="Nobody has graded it from lived"):
        issue_alert(version=version, by="user:1", at=at)
    how = {"version": version, "role": "a nurse", "looks": True, "at": at}
    grade_alert(side=Side.LIVED, level=Level.CARE, by="user:2", **how)
    with pytest.raises(BadAlert, match="Somebody else"):
        grade_alert(side=Side.CLINICAL, level=Level.CARE, by="user:2", **how)
    with pytest.raises(BadAlert, match="graded already"):
        grade_alert(side=Side.LIVED, level=Level.CARE, by="user:3", **how)
    grade_alert(side=Side.CLINICAL, level=Level.CARE, by="user:3", **how)
    with pytest.raises(BadAlert, match="choose the level"):
        issue_alert(version=version, by="user:1", at=at)
    assert public_alerts(today=at.date()) == {state: [] for state in State}


def test_a_new_version_waits_while_the_old_one_stays_and_then_says_updated(
    client, real, claims, at
):
    alert = out(real.pk, at)
    day = at.date() + dt.timedelta(5)
    changed = text(found="a sedative", review_by=day, expires=day)
    newer = write_alert(organisation=real.pk, new=changed, alert=alert, by="user:1", at=at)
    old = newer.alert.versions.get(number=1)
    with pytest.raises(BadAlert, match="changed while you read"):
        issue_alert(version=old, by="user:1", at=at)
    assert "Nitazenes" in client.get(f"/alerts/{alert.pk}/").content.decode()
    graded(newer, at)
    issue_alert(version=newer, by="user:1", at=at)
    page, cap = everywhere(client, alert)[2:]
    assert "A sedative" in page and "Nitazenes" not in page and "Updated: " in page
    assert ">Update<" in cap and f"{alert.pk}.1," in cap


def test_withdrawn_it_stays_on_show_as_withdrawn_and_changes_no_more(client, real, claims, at):
    alert = out(real.pk, at)
    with pytest.raises(BadAlert, match="why it is withdrawn"):
        withdraw_alert(alert=alert, why=" ", by="user:9", at=at)
    withdraw_alert(alert=alert, why="The laboratory was wrong.", by="user:9", at=at)
    for page in everywhere(client, alert):
        assert "The laboratory was wrong." in page and ADVICE not in page
    assert ">Cancel<" in everywhere(client, alert)[3]
    with pytest.raises(BadAlert, match="is withdrawn"):
        write_alert(organisation=real.pk, new=text(), alert=alert, by="user:1", at=at)
    later = at.date() + dt.timedelta(300)
    assert [a.id for a in public_alerts(today=later)[State.WITHDRAWN]] == [alert.pk]


FORM = {
    "found": "nitazenes", "sold_as": "ketamine", "why": "They can stop somebody breathing.",
    "level": "Warning", "area": "Wales", "evidence": "confirmed by a laboratory",
    "publisher": RAISED.publisher, "title": RAISED.title, "link": RAISED.link,
    "claims": "go-slow\r\ncall",
}  # fmt: skip


@pytest.fixture
def days(at):
    return {"review_by": at.date() + dt.timedelta(9), "expires": at.date() + dt.timedelta(9)}


@pytest.fixture
def desk(client, real, claims, owner, days):
    """An editor has written an alert; the address where it is graded."""
    client.force_login(owner)
    assert client.post(f"/inform/{real.pk}/alerts/add/", FORM | days).status_code == 302
    return f"/inform/alerts/{Alert.objects.get().pk}/"


def test_an_editor_may_write_one_and_is_told_what_is_wrong(
    client, real, claims, days, owner, worker, stranger
):
    place = f"/inform/{real.pk}/alerts/"
    for who, status in ((worker, 403), (stranger, 404)):
        client.force_login(who)
        assert client.get(place).status_code == status
        assert client.post(f"{place}add/", FORM | days).status_code == status
    client.force_login(owner)
    for wrong, why in (
        ({"claims": "nowhere"}, "no claim"), ({"claims": "go-slow"}, "emergency step"),
        ({"why": "Premium."}, "praise"),
    ):  # fmt: skip
        said = client.post(f"{place}add/", FORM | days | wrong)
        assert said.status_code == 422 and why in said.content.decode()
    assert not Alert.objects.exists()


def test_two_people_grade_it_and_it_goes_out(client, desk, days, owner, clinician, at):
    assert "What is missing before it can go out" in client.get(desk).content.decode()
    grade = {"number": 1, "level": "Warning", "role": "a peer"}
    client.post(f"{desk}grade/", grade | {"side": "lived experience"})
    assert client.post(f"{desk}grade/", grade | {"side": "clinical"}).status_code == 403
    client.post(f"{desk}issue/")
    assert "No alert is out today" in client.get("/alerts/").content.decode()
    client.force_login(clinician)
    assert client.post(f"{desk}edit/", FORM | days).status_code == 403
    stale = client.post(f"{desk}grade/", grade | {"side": "clinical", "number": 0})
    assert stale.status_code == 422 and "changed while you read" in stale.content.decode()
    assert client.post(f"{desk}grade/", grade | {"side": "clinical"}).status_code == 302
    assert client.post(f"{desk}issue/").status_code == 403
    client.force_login(owner)
    client.post(f"{desk}issue/")
    assert newest_version(Alert.objects.get()).issued_at == at
    assert "Nitazenes" in client.get("/alerts/").content.decode()


def test_whoever_may_read_drafts_may_withdraw_it(client, real, claims, clinician, worker, at):
    alert = out(real.pk, at)
    for who, status in ((worker, 403), (clinician, 302)):
        client.force_login(who)
        said = client.post(f"/inform/alerts/{alert.pk}/withdraw/", {"why": "It was a mistake."})
        assert said.status_code == status
    assert "It was a mistake." in client.get("/alerts/").content.decode()


def test_every_staff_page_of_an_alert_opens(client, real, claims, owner, at):
    alert = out(real.pk, at)
    client.force_login(owner)
    for path in ("", "edit/"):
        assert client.get(f"/inform/alerts/{alert.pk}/{path}").status_code == 200
    for path in ("", "add/"):
        assert client.get(f"/inform/{real.pk}/alerts/{path}").status_code == 200
