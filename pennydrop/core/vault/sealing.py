"""Seal and unseal people's words. The only door through which words enter or leave a table."""

import hashlib
import hmac
from collections.abc import Callable
from uuid import UUID

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from pennydrop.core.vault.boxes import NotOurs, close, open_box, open_with
from pennydrop.core.vault.keys import KeyGone, Kind, open_key, warm

__all__ = [
    "KeyGone",
    "NotOurs",
    "digest",
    "opener",
    "seal",
    "seal_bytes",
    "unseal",
    "unseal_bytes",
    "warm",
]


def seal(text: str, *, participant: UUID, key: Kind, table: str, row: UUID, field: str) -> bytes:
    """Seal `text` under the participant's key, bound to its table, row and field.

    Raises KeyGone when the participant has taken their words back.
    """
    data = text.encode("utf-8", "surrogatepass")
    return seal_bytes(data, participant=participant, key=key, table=table, row=row, field=field)


def unseal(
    box: bytes | memoryview, *, participant: UUID, key: Kind, table: str, row: UUID, field: str
) -> str:
    """The words again. Raises KeyGone when the key was destroyed, NotOurs when altered or moved."""
    plain = unseal_bytes(box, participant=participant, key=key, table=table, row=row, field=field)
    return plain.decode("utf-8", "surrogatepass")


def seal_bytes(
    data: bytes, *, participant: UUID, key: Kind, table: str, row: UUID, field: str
) -> bytes:
    """`seal` for a picture or a recording."""
    return close(data, key=open_key(participant, key), place=_place(table, row, field))


def unseal_bytes(
    box: bytes | memoryview, *, participant: UUID, key: Kind, table: str, row: UUID, field: str
) -> bytes:
    """The reverse of `seal_bytes`; raises what `unseal` does."""
    return open_box(bytes(box), key=open_key(participant, key), place=_place(table, row, field))


def opener(
    *, participant: UUID, key: Kind, table: str, field: str
) -> Callable[[str, bytes | memoryview], str]:
    """`unseal` for many rows of one person: takes a row's id as 32 hex digits, and its box.

    For one page or one export only: it holds the opened key for as long as it lives. Raises KeyGone
    at once, and NotOurs from each call, as `unseal` does.
    """
    cipher = AESGCM(open_key(participant, key))
    before, after = f"{table}|", f"|{field}"

    def read(row: str, box: bytes | memoryview) -> str:
        plain = open_with(cipher, bytes(box), f"{before}{row}{after}".encode())
        return plain.decode("utf-8", "surrogatepass")

    return read


def digest(text: str, *, participant: UUID) -> str:
    """A fingerprint of words that only the holder of the participant's key can make or compare.

    Plain hashes of short passages could be guessed; this one dies with the key.
    """
    opened = open_key(participant, "words")
    return hmac.new(
        opened, b"digest|" + text.encode("utf-8", "surrogatepass"), hashlib.sha256
    ).hexdigest()


def _place(table: str, row: UUID, field: str) -> bytes:
    return f"{table}|{row.hex}|{field}".encode()
