"""Following by e-mail against a mail server that really listens: asked, told, left at one press."""

import email
import email.policy
import re
import socketserver
import threading

import pytest
from django.test import Client

from pennydrop.core.messages.post import NotSent
from pennydrop.rooms.publish.actions import following
from pennydrop.rooms.publish.models import Follower
from pennydrop.web.clockwork import write_to_followers
from tests.publish.promising import TEXT, after, put, recommended

pytestmark = [pytest.mark.django_db(databases=["default", "keys"])]

ADDRESS = "wren@example.org"
HOME = "https://voices.example"


class Mailbox(socketserver.ThreadingTCPServer):
    """A mail server of a few verbs (RFC 5321) that keeps what it is given, and for whom."""

    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Conversation)
        self.letters, self.refuses = [], ""


class Conversation(socketserver.StreamRequestHandler):
    def handle(self):
        self.wfile.write(b"220 here\r\n")
        to = []
        for line in self.rfile:
            verb = line[:4].upper()
            if verb == b"RCPT":
                to.append(line.decode())
                refused = self.server.refuses and self.server.refuses in to[-1]
                self.wfile.write(b"550 no such mailbox\r\n" if refused else b"250 yes\r\n")
            elif verb == b"DATA":
                self.wfile.write(b"354 go on\r\n")
                self.server.letters.append((to, self.letter()))
                self.wfile.write(b"250 taken\r\n")
            else:
                self.wfile.write(b"221 bye\r\n" if verb == b"QUIT" else b"250 yes\r\n")
            if verb == b"QUIT":
                return

    def letter(self):
        lines = []
        while (line := self.rfile.readline()) != b".\r\n":
            lines.append(line.removeprefix(b"."))
        return email.message_from_bytes(b"".join(lines), policy=email.policy.default)


@pytest.fixture
def post(settings):
    with Mailbox() as server:
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = server.server_address
        settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
        settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
        settings.MAIL_FROM, settings.SITE = "Marsh Lane <news@marsh.example>", HOME
        yield server
        server.shutdown()


def path_of(text, what):
    return re.search(rf"{HOME}(/promises/follow/{what}/[^\s>]+)", text)[1]


def body_of(letter):
    assert letter.get_content_type() == "text/plain" and not letter.is_multipart()
    return letter.get_content().replace("\r\n", "\n")


def test_from_a_yes_to_one_press_through_a_real_server(client, told, edition, post, on):
    ask = put(recommended(told, edition))
    on(after(1).date())
    client.post("/promises/follow/", {"address": ADDRESS})
    ((to, first),) = post.letters
    assert ADDRESS in to[0] and len(to) == 1
    client.post(path_of(body_of(first), "yes"))
    on(after(14).date())
    write_to_followers(at=after(14))
    assert len(post.letters) == 2
    letter = post.letters[-1][1]
    body = body_of(letter)
    assert TEXT in body and f"{HOME}/promises/{ask.recommendation.slug}/" in body
    # Nothing in it tells that it was opened, or who opens a link but the one for leaving.
    assert "<" not in body and "?" not in "".join(re.findall(r"https://\S+", body))
    assert {url.split("/")[2] for url in re.findall(r"https?://\S+", body)} == {"voices.example"}
    told_to = {name.lower() for name in letter.keys()}
    assert not told_to & {"disposition-notification-to", "return-receipt-to", "x-mailer"}
    assert letter["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    mailbox = Client(enforce_csrf_checks=True)
    answer = mailbox.post(
        path_of(letter["List-Unsubscribe"], "leave"), {"List-Unsubscribe": "One-Click"}
    )
    assert answer.status_code == 200 and not answer.cookies
    assert not Follower.objects.exists()
    write_to_followers(at=after(40))
    assert len(post.letters) == 2


def test_a_mailbox_that_the_server_refuses_is_forgotten(client, told, edition, post, on):
    put(recommended(told, edition))
    on(after(1).date())
    client.post("/promises/follow/", {"address": ADDRESS})
    client.post(path_of(body_of(post.letters.pop()[1]), "yes"))
    row = Follower.objects.get()
    post.refuses = ADDRESS
    following.send_news(follower=row.pk, site=HOME, at=after(14))
    assert not Follower.objects.exists() and not post.letters


def test_a_server_that_is_gone_keeps_whoever_follows(client, told, edition, post, on, settings):
    put(recommended(told, edition))
    on(after(1).date())
    client.post("/promises/follow/", {"address": ADDRESS})
    client.post(path_of(body_of(post.letters.pop()[1]), "yes"))
    settings.EMAIL_PORT = 1
    with pytest.raises(NotSent):
        following.send_news(follower=Follower.objects.get().pk, site=HOME, at=after(14))
    assert Follower.objects.exists()
