"""From a private return code to the row it opens, without ever storing the code.

`lookup = HMAC-SHA256(pepper, argon2id(code, site salt))`: slow to guess even with the database in
hand, and impossible without the key store. Parameters: 19 MiB, t=3, p=1 (OWASP Password Storage
Cheat Sheet gives m=19 MiB with t=2 as its floor).
"""

import hashlib
import hmac
import threading

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
    if not _slots.acquire(timeout=2):
        raise TooBusy("Please try again in a moment.")
    try:
        salt = settings.ROOTS.derive("code-salt", 16)
        slow = Argon2id(
            salt=salt, length=32, iterations=PASSES, lanes=1, memory_cost=MEMORY_KIB
        ).derive(code.encode())
    finally:
        _slots.release()
    return hmac.new(settings.ROOTS.derive("code-pepper"), slow, hashlib.sha256).hexdigest()


def token_lookup(token: str) -> str:
    """The same for a long random token (a guest's link): no slow hash is needed."""
    return hmac.new(settings.ROOTS.derive("guest"), token.encode(), hashlib.sha256).hexdigest()
