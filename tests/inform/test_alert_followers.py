"""Drug alerts by e-mail: asked twice, told at once and in plain text, gone at one press."""

import datetime as dt
import re
from smtplib import SMTPServerDisconnected

import pytest
from django.core import mail
from django.core.mail import EmailMessage

from pennydrop.core.vault.keys import holders
from pennydrop.rooms.inform.actions.alerts import withdraw_alert
from pennydrop.rooms.inform.actions.following import send_news
from pennydrop.rooms.inform.models import AlertFollower
from pennydrop.rooms.inform.rules.claims import Kind, Severity
from pennydrop.web.clockwork import write_to_followers
from tests.inform.alerting import out

pytestmark = [pytest.mark.django_db(databases=["default", "keys"]), pytest.mark.postgres]
ADDRESS = "Wren@example.org"
ADVICE = "Go slow with anything new."


@pytest.fixture(autouse=True)
def post(settings):
    settings.MAIL_FROM = "Marsh Lane <news@marsh.example>"
    settings.SITE = "https://voices.example"


@pytest.fixture(autouse=True)
def claims(claim, sign):
    claim("call", "Call 999 now.", kind=Kind.EMERGENCY, severity=Severity.NOW)
    sign(claim("go-slow", ADVICE))


@pytest.fixture
def later(monkeypatch, at):
    """Go to so many hours after noon, and let the clock do its round."""

    def go(hours):
        now = at + dt.timedelta(hours=hours)
        monkeypatch.setattr("django.utils.timezone.now", lambda: now)
        write_to_followers(at=now)
        return now

    return go


def address_in(letter, what):
    return re.search(rf"https://voices\.example(/alerts/follow/{what}/\S+)", letter.body)[1]


@pytest.fixture
def follower(client, later):
    later(0)
    client.post("/alerts/follow/", {"address": ADDRESS})
    client.post(address_in(mail.outbox.pop(), "yes"))
    return AlertFollower.objects.get()


def test_nobody_is_written_to_before_a_yes_from_their_own_mailbox(client, real, at, later):
    later(0)
    page = client.post("/alerts/follow/", {"address": ADDRESS}).content.decode()
    assert "Look in your mailbox" in page and [one.to for one in mail.outbox] == [[ADDRESS]]
    out(real.pk, at)
    later(1)
    assert len(mail.outbox) == 1
    yes = address_in(mail.outbox[0], "yes")
    assert "Yes, write to me" in client.get(yes).content.decode()
    client.post(yes)
    later(2)
    assert len(mail.outbox) == 1, "what was out before they said yes is on the page"


def test_an_alert_is_told_once_and_at_once_without_advice(real, follower, at, later):
    alert = out(real.pk, at)
    for hours in (1, 2, 30):
        later(hours)
    (letter,) = mail.outbox
    assert (
        letter.to == [ADDRESS] and "Warning: Nitazenes in what is sold as ketamine" in letter.body
    )
    assert f"https://voices.example/alerts/{alert.pk}/" in letter.body
    assert ADVICE not in letter.body and "Call 999" not in letter.body
    assert not re.search("drug|alert|ketamine", letter.subject, re.IGNORECASE)
    assert letter.message().get_content_type() == "text/plain"
    assert "?" not in "".join(re.findall(r"https://\S+", letter.body))
    out(real.pk, at + dt.timedelta(hours=30), found="xylazine")
    later(31)
    assert "Xylazine" in mail.outbox[1].body and "Nitazenes" not in mail.outbox[1].body


def test_a_new_version_and_a_withdrawal_are_told_as_what_they_are(real, follower, at, later):
    alert = out(real.pk, at)
    now = later(1)
    out(real.pk, now, alert=alert)
    now = later(2)
    withdraw_alert(alert=alert, why="It was something else.", by="user:1", at=now)
    later(3)
    said = [letter.body.split("\n")[0] for letter in mail.outbox]
    headline = "Warning: Nitazenes in what is sold as ketamine"
    assert said == [headline, f"Updated: {headline}", f"Withdrawn: {headline}"]


def test_a_server_that_is_down_loses_nothing(real, follower, at, later, monkeypatch):
    def down(letter):
        raise SMTPServerDisconnected

    out(real.pk, at)
    with monkeypatch.context() as patched:
        patched.setattr(EmailMessage, "send", down)
        later(1)
    later(2)
    assert mail.outbox == []
    later(26)
    assert len(mail.outbox) == 1


def test_what_ended_before_it_could_be_told_is_left_out(real, follower, at):
    out(real.pk, at)
    late = at + dt.timedelta(days=11)
    assert send_news(follower=follower.pk, site="https://x.example", at=late) == 0
    assert mail.outbox == []


def test_one_press_ends_it_and_the_address_is_gone(client, real, follower, at, later):
    assert ADDRESS.lower().encode() not in bytes(follower.sealed).lower()
    out(real.pk, at)
    later(1)
    client.post(address_in(mail.outbox[0], "leave"))
    assert not AlertFollower.objects.exists() and follower.pk not in holders()


def test_where_no_server_is_set_up_nothing_is_offered(client, settings):
    assert "by e-mail" in client.get("/alerts/").content.decode()
    settings.MAIL_FROM = ""
    assert "by e-mail" not in client.get("/alerts/").content.decode()
    assert client.get("/alerts/follow/").status_code == 404
