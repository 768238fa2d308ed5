"""Follow the page of promises by e-mail: asked twice, told in plain text, gone at one press."""

import re
from smtplib import SMTPRecipientsRefused, SMTPServerDisconnected

import pytest
from django.core import mail
from django.core.mail import EmailMessage
from django.test import Client

from pennydrop.core.messages import following as anything
from pennydrop.core.messages.post import NotSent
from pennydrop.core.vault.keys import holders
from pennydrop.rooms.publish.actions import following
from pennydrop.rooms.publish.actions.following import PROMISES
from pennydrop.rooms.publish.models import Follower
from pennydrop.web.clockwork import write_to_followers
from pennydrop.web.mail import BadMailAddress, MailServer, mail_server
from tests.publish.promising import TEXT, after, put, recommended

pytestmark = [pytest.mark.django_db(databases=["default", "keys"]), pytest.mark.postgres]

ADDRESS = "Wren@example.org"


@pytest.fixture(autouse=True)
def post(settings):
    settings.MAIL_FROM = "Marsh Lane <news@marsh.example>"
    settings.SITE = "https://voices.example"


@pytest.fixture
def ask(told, edition):
    return put(recommended(told, edition))


def asked(client, address=ADDRESS):
    return client.post("/promises/follow/", {"address": address})


def address_in(letter, what):
    return re.search(rf"https://voices\.example(/promises/follow/{what}/\S+)", letter.body)[1]


@pytest.fixture
def tick(on):
    """The clock's round at noon, so many days after the first."""

    def go(days):
        on(after(days).date())
        write_to_followers(at=after(days))

    return go


@pytest.fixture
def follower(client, on):
    """Somebody who said yes on the day after the first."""
    on(after(1).date())
    asked(client)
    client.post(address_in(mail.outbox.pop(), "yes"))
    return Follower.objects.get()


def test_nobody_is_written_to_before_a_yes_from_their_own_mailbox(client, ask, on, tick):
    on(after(1).date())
    assert "Look in your mailbox" in asked(client).content.decode()
    assert [letter.to for letter in mail.outbox] == [[ADDRESS]]
    yes = address_in(mail.outbox[0], "yes")
    assert "Yes, write to me" in client.get(yes).content.decode()
    assert Follower.objects.get().confirmed_on is None, "a look at the link is no yes"
    tick(20)
    assert len(mail.outbox) == 1
    on(after(2).date())
    asked(client)
    assert (
        "You follow the page now"
        in client.post(address_in(mail.outbox[-1], "yes")).content.decode()
    )
    assert Follower.objects.get().confirmed_on == after(2).date()


def test_an_address_is_written_to_once_a_day_and_the_page_never_says_who_follows(client, on):
    on(after(1).date())
    first, again = asked(client), asked(client, ADDRESS.upper())
    assert first.content == again.content and len(mail.outbox) == 1
    client.post(address_in(mail.outbox[0], "yes"))
    on(after(3).date())
    assert asked(client).content == first.content and len(mail.outbox) == 1


def test_what_is_new_comes_in_plain_text_once_a_day(ask, follower, tick):
    tick(13)
    assert mail.outbox == []
    for days in (14, 14, 15):
        tick(days)
    (letter,) = mail.outbox
    assert letter.to == [ADDRESS] and letter.subject == "Something changed on a page you follow"
    assert f"Asked: The county partnership\n{'Invented. '}{TEXT}" in letter.body
    assert f"https://voices.example/promises/{ask.recommendation.slug}/" in letter.body
    assert "ketamine" not in letter.subject.lower()
    whole = letter.message()
    assert whole.get_content_type() == "text/plain" and "<" not in letter.body
    assert "?" not in "".join(re.findall(r"https://\S+", letter.body)), (
        "a link that tells on people"
    )


def test_one_press_in_the_mailbox_ends_it(ask, follower, tick):
    """RFC 8058: an address of https in angle brackets, a POST without cookies, no redirect."""
    tick(14)
    whole = mail.outbox[0].message()
    assert whole["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    address = re.fullmatch(r"<https://voices\.example(/\S+)>", whole["List-Unsubscribe"])[1]
    assert whole["Message-ID"].endswith("@marsh.example>")
    mailbox = Client(enforce_csrf_checks=True)
    assert "Stop them" in mailbox.get(address).content.decode()
    assert Follower.objects.exists(), "a look at the link ends nothing"
    answer = mailbox.post(address, {"List-Unsubscribe": "One-Click"})
    assert answer.status_code == 200 and "Your address is gone" in answer.content.decode()
    assert not Follower.objects.exists() and follower.pk not in holders()
    assert mailbox.post(address).status_code == 200
    tick(40)
    assert len(mail.outbox) == 1


def test_tickets_open_only_what_they_are_for(client, follower, on):
    yes = anything._ticket(follower, PROMISES.yes)
    assert client.post(f"/promises/follow/leave/{yes}/").status_code == 404
    assert client.post("/promises/follow/yes/nothing/").status_code == 404
    assert Follower.objects.exists()


def test_without_a_yes_the_address_goes(client, on, tick):
    on(after(1).date())
    asked(client)
    row = Follower.objects.get()
    tick(8)
    assert Follower.objects.exists()
    tick(9)
    assert not Follower.objects.exists() and row.pk not in holders()


def test_the_address_is_sealed_and_a_backup_cannot_bring_it_back(ask, follower, tick):
    assert ADDRESS.lower().encode() not in bytes(follower.sealed).lower()
    anything.leave(circle=PROMISES, follower=follower.pk, at=after(3))
    follower.save(force_insert=True)
    tick(14)
    assert mail.outbox == [] and not Follower.objects.exists()


def test_a_server_that_is_down_loses_nothing_and_keeps_no_address(ask, follower, monkeypatch, tick):
    def down(letter):
        raise SMTPServerDisconnected(f"cannot reach anybody for {ADDRESS}")

    with monkeypatch.context() as patched:
        patched.setattr(EmailMessage, "send", down)
        with pytest.raises(NotSent) as failed:
            following.send_news(follower=follower.pk, site="https://x", at=after(14))
    assert ADDRESS not in str(failed.value) and failed.value.__suppress_context__
    tick(15)
    assert len(mail.outbox) == 1


def test_a_mailbox_that_is_no_more_is_forgotten(ask, follower, monkeypatch):
    def refuse(letter):
        raise SMTPRecipientsRefused({ADDRESS: (550, b"no such user")})

    monkeypatch.setattr(EmailMessage, "send", refuse)
    following.send_news(follower=follower.pk, site="https://x", at=after(14))
    assert not Follower.objects.exists()


def test_too_many_in_a_day_are_asked_to_come_back(client, on, monkeypatch):
    on(after(1).date())
    monkeypatch.setattr(anything, "MOST_A_DAY", 1)
    asked(client)
    answer = asked(client, "other@example.org")
    assert answer.status_code == 422 and "tomorrow" in answer.content.decode()
    assert len(mail.outbox) == 1
    assert asked(client, "not an address").status_code == 422


def test_where_no_server_is_set_up_nothing_is_offered(client, ask, settings):
    assert "By e-mail" in client.get("/promises/").content.decode()
    settings.MAIL_FROM = ""
    assert "By e-mail" not in client.get("/promises/").content.decode()
    assert client.get("/promises/follow/").status_code == 404


SERVERS = [
    ("", MailServer()),
    ("smtp://a%40b:c%2Fd@mx.example", ("mx.example", 587, "a@b", "c/d", False, True)),
    ("smtps://u:p@mx.example:2465", ("mx.example", 2465, "u", "p", True, False)),
    ("smtp://localhost:25", ("localhost", 25, "", "", False, False)),
]


@pytest.mark.parametrize(("url", "server"), SERVERS)
def test_how_a_mail_server_is_named(url, server):
    if not isinstance(server, MailServer):
        server = MailServer("django.core.mail.backends.smtp.EmailBackend", *server)
    assert mail_server(url) == server


@pytest.mark.parametrize("url", ["mx.example", "http://mx.example", "smtp://"])
def test_another_address_is_refused(url):
    with pytest.raises(BadMailAddress):
        mail_server(url)
