"""Functions over bytes: digests, base64, signed texts (XForms 1.1, digest(); ODK XForms)."""

import binascii
from base64 import b64decode, b64encode
from hashlib import new

from pennydrop.rooms.listen.rules.xpath.context import Scope
from pennydrop.rooms.listen.rules.xpath.library.kinds import Eager
from pennydrop.rooms.listen.rules.xpath.problems import ExpressionError
from pennydrop.rooms.listen.rules.xpath.signatures import is_signed
from pennydrop.rooms.listen.rules.xpath.values import Value, to_string

_ALGORITHMS = {
    "MD5": "md5",
    "SHA-1": "sha1",
    "SHA-256": "sha256",
    "SHA-384": "sha384",
    "SHA-512": "sha512",
}
_SIGNATURE = 64  # bytes of an Ed25519 signature, which stand before what is signed


def digest(scope: Scope, given: list[Value]) -> str:
    """A fingerprint of a text in UTF-8. Raises ExpressionError for another way than the five."""
    algorithm = _ALGORITHMS.get(to_string(given[1]))
    if algorithm is None:
        raise ExpressionError(f"digest() knows {', '.join(_ALGORITHMS)}, and no other way.")
    sum_ = new(algorithm, to_string(given[0]).encode("utf-8", "replace"), usedforsecurity=False)
    encoding = to_string(given[2]) if len(given) == 3 else "base64"
    if encoding not in {"base64", "hex"}:
        raise ExpressionError("digest() writes “base64” or “hex”, and nothing else.")
    return sum_.hexdigest() if encoding == "hex" else b64encode(sum_.digest()).decode()


def base64_decode(scope: Scope, given: list[Value]) -> str:
    """The text behind base64; blank where it is none."""
    return _bytes(given[0]).decode("utf-8", "replace")


def extract_signed(scope: Scope, given: list[Value]) -> str:
    """What follows an Ed25519 signature that a public key vouches for; else blank.

    Both values are base64: the signature with the text after it, and the key of 32 bytes.
    """
    contents, key = _bytes(given[0]), _bytes(given[1])
    signature, message = contents[:_SIGNATURE], contents[_SIGNATURE:]
    return message.decode("utf-8", "replace") if is_signed(message, signature, key) else ""


def _bytes(value: Value) -> bytes:
    text = "".join(to_string(value).split())
    try:
        return b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        return b""


FUNCTIONS: dict[str, Eager] = {
    "digest": digest, "base64-decode": base64_decode, "extract-signed": extract_signed,
}  # fmt: skip
