"""Sealed values: AES-256-GCM behind an algorithm byte. No Django, no key store; bytes only."""

import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

AES_256_GCM = 1
NONCE = 12


class NotOurs(Exception):
    """The value was not sealed with this key for this place, or was altered."""


def close(plain: bytes, *, key: bytes, place: bytes) -> bytes:
    """Seal `plain` so that it opens only with `key` and only in `place` (table, row and field)."""
    nonce = os.urandom(NONCE)
    return bytes([AES_256_GCM]) + nonce + AESGCM(key).encrypt(nonce, plain, place)


def open_box(box: bytes, *, key: bytes, place: bytes) -> bytes:
    """The reverse of `close`. Raises NotOurs for another key, another place, or altered bytes."""
    return open_with(AESGCM(key), box, place)


def open_with(cipher: AESGCM, box: bytes, place: bytes) -> bytes:
    """`open_box` for many values under one key: the cipher is made ready once."""
    if not box or box[0] != AES_256_GCM:
        raise NotOurs("The sealed value names an algorithm that this version does not know.")
    try:
        return cipher.decrypt(box[1 : 1 + NONCE], box[1 + NONCE :], place)
    except InvalidTag as error:
        raise NotOurs("The sealed value does not open here.") from error
