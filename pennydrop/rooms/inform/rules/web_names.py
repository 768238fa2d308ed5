"""Whether something reads as a web or e-mail address that a page may lead to."""

import re
from urllib.parse import urlsplit

_EMAIL = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")
_HOST = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?(?:\.[A-Za-z0-9-]+)+")
LONGEST = 300


def is_web(text: str) -> bool:
    """An http or https address with a host, without a password, that a reader can be led to."""
    if len(text) > LONGEST or not text.isprintable() or re.search(r"[\s<>\"'\\^`{|}]", text):
        return False
    try:
        parts = urlsplit(text)
        port_fits = parts.port is None or 0 < parts.port
    except ValueError:
        return False
    host = parts.hostname or ""
    return (
        parts.scheme in {"http", "https"}
        and port_fits
        and parts.username is None
        and bool(_HOST.fullmatch(host))
    )


def is_email(text: str) -> bool:
    return len(text) <= LONGEST and bool(_EMAIL.fullmatch(text)) and ".." not in text
