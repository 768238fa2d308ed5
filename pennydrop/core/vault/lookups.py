"""From a private return code to the row it opens, without ever storing the code.

`lookup = HMAC-SHA256(pepper, argon2id(code, site salt))`: slow to guess even with the database in
hand, and impossible without the key store. Parameters: 19 MiB, t=3, p=1 (OWASP Password Storage
Cheat Sheet gives m=19 MiB with t=2 as its floor).
"""

import hashlib
import hmac
import threading
from dataclasses import dataclass

from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from django.conf import settings

MEMORY_KIB = 19 * 1024
PASSES = 3
AT_ONCE = 4
_slots = threading.BoundedSemaphore(AT_ONCE)


class TooBusy(Exception):
    """As many slow hashes run as this machine can bear; the person should try again in a moment."""


def lookup_of(code: str) -> str:
    """64 hexadecimal digits to find a participant by. Call it outside transactions: it is slow.

    Raises TooBusy instead of queueing, so that guessing cannot starve other pages. There is no
    limit by address because no address is kept.
    """
    return hmac.new(settings.ROOTS.derive("code-pepper"), _slow(code), hashlib.sha256).hexdigest()


@dataclass(frozen=True)
class Place:
    """Where something lies that a code alone opens: how it is found, and its key of 32 bytes."""

    lookup: str
    key: bytes


def place_of(code: str, *, purpose: str) -> Place:
    """The place behind a code. Its key is made of the code and is kept nowhere: without the code
    nobody can open what lies there, with the database and the key store in hand neither.

    The same code gives another place for another purpose, so that none can be joined. Slow; raises
    TooBusy, as `lookup_of` does.
    """
    slow = _slow(code)

    def made(what: str) -> hmac.HMAC:
        return hmac.new(settings.ROOTS.derive(f"{what}/{purpose}"), slow, hashlib.sha256)

    return Place(made("code-place").hexdigest(), made("code-key").digest())


def _slow(code: str) -> bytes:
    if not _slots.acquire(timeout=2):
        raise TooBusy("Please try again in a moment.")
    try:
        salt = settings.ROOTS.derive("code-salt", 16)
        return Argon2id(
            salt=salt, length=32, iterations=PASSES, lanes=1, memory_cost=MEMORY_KIB
        ).derive(code.encode())
    finally:
        _slots.release()


def token_lookup(token: str) -> str:
    """The same for a long random token (a guest's link): no slow hash is needed."""
    return hmac.new(settings.ROOTS.derive("guest"), token.encode(), hashlib.sha256).hexdigest()
