"""Plain e-mails to people who asked for them: no picture, no tracked link, one press to leave."""

from dataclasses import dataclass
from email.utils import make_msgid, parseaddr
from smtplib import SMTPException, SMTPRecipientsRefused

from django.conf import settings
from django.core.mail import EmailMessage


class NoPost(Exception):
    """This installation sends no e-mail: nobody told it how."""


class NotSent(Exception):
    """The mail server did not take it. Says nothing of whom it was for: jobs keep what they
    failed with."""


class Refused(NotSent):
    """The mail server says that there is no such mailbox."""


@dataclass(frozen=True)
class Letter:
    """One e-mail. `leave` is the whole address at which one press ends all further ones."""

    to: str
    subject: str
    text: str
    leave: str


def sends_post() -> bool:
    """Whether this installation was told how to send e-mail."""
    return bool(settings.MAIL_FROM)


def send(letter: Letter) -> None:
    """Send it now. Raises NoPost, NotSent or Refused.

    The headers are those of RFC 2369 and RFC 8058, so that a mailbox can show a button of its own
    for leaving. The message's id is made of our address, never of this machine's name.
    """
    if not sends_post():
        raise NoPost
    domain = parseaddr(settings.MAIL_FROM)[1].rpartition("@")[2]
    made = EmailMessage(
        subject=letter.subject,
        body=f"{letter.text.rstrip()}\n\n-- \nNo more of these: {letter.leave}\n",
        from_email=settings.MAIL_FROM,
        to=[letter.to],
        headers={
            "Message-ID": make_msgid(domain=domain),
            "List-Unsubscribe": f"<{letter.leave}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
            "Auto-Submitted": "auto-generated",
        },
    )
    try:
        made.send()
    except SMTPRecipientsRefused:
        raise Refused("The mailbox was refused.") from None
    except (SMTPException, OSError) as why:
        raise NotSent(f"The mail server did not take it ({type(why).__name__}).") from None
