"""How e-mail leaves, from one address in the environment. Django-free: the settings need it."""

from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

DUMMY = "django.core.mail.backends.dummy.EmailBackend"
SMTP = "django.core.mail.backends.smtp.EmailBackend"
HERE = {"localhost", "127.0.0.1", "::1"}


class BadMailAddress(ValueError):
    """PENNYDROP_MAIL is not an address of a mail server."""


@dataclass(frozen=True)
class MailServer:
    """Where e-mail is handed in, as Django wants to know it."""

    backend: str = DUMMY
    host: str = ""
    port: int = 0
    user: str = ""
    password: str = ""
    encrypted: bool = False
    starts_plain: bool = False


def mail_server(url: str) -> MailServer:
    """From `smtps://user:password@host:465` (encrypted from the start) or
    `smtp://user:password@host:587` (encrypted before anything is said). Empty: nothing is sent.

    There is no way without encryption, except to this machine itself. Raises BadMailAddress.
    """
    if not url:
        return MailServer()
    parts = urlsplit(url)
    if parts.scheme not in {"smtp", "smtps"} or not parts.hostname:
        raise BadMailAddress("PENNYDROP_MAIL has to look like smtp://user:password@host:587")
    whole = parts.scheme == "smtps"
    return MailServer(
        backend=SMTP,
        host=parts.hostname,
        port=parts.port or (465 if whole else 587),
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        encrypted=whole,
        starts_plain=not whole and parts.hostname not in HERE,
    )
